//! The real organisations, workstreams and companies, as the files have them;
//! for benchmarks the communes several times over.
use app::domain::Tier;

use super::{
    error::DemoError,
    record::{Record, Step},
};
use crate::{
    import::{Input, campaign},
    ledger::{CampaignRow, DependencyRow, UnitRow},
};

/// The campaign's row, marked as a demonstration.
pub fn campaign(input: &Input) -> Option<CampaignRow> {
    let mut row = input.campaign.first()?.row.clone();
    row.demo = true;
    if row.motto.is_empty() {
        campaign::MOTTO.clone_into(&mut row.motto);
    }
    Some(row)
}

/// All units, the communes `scale` times.
pub fn units(input: &Input, scale: u32) -> Vec<UnitRow> {
    let originals = || input.units.iter().map(|entry| &entry.row);
    let mut units: Vec<UnitRow> = originals().cloned().collect();
    let mut order = units.iter().map(|u| u.protocol_order).max().unwrap_or(0);
    for copy in 2..=scale {
        for unit in originals().filter(|unit| unit.tier == Tier::Commune.code()) {
            order += 1;
            units.push(UnitRow {
                code: format!("{}x{copy}", unit.code),
                name: format!("{} (bản {copy})", unit.name),
                short_name: format!("{} (bản {copy})", unit.short_name),
                protocol_order: order,
                provisional: true,
                source: "Số liệu mẫu".to_owned(),
                ..unit.clone()
            });
        }
    }
    units
}

/// Everything that is taken as it is.
pub fn record(
    input: &Input,
    campaign: &CampaignRow,
    units: &[UnitRow],
    step: Step,
    into: &mut Record,
) {
    let rows = &mut into.rows;
    rows.campaign.push(campaign.clone());
    rows.units.extend(units.iter().cloned());
    rows.workstreams
        .extend(input.workstreams().map(|listed| listed.row.clone()));
    rows.partners
        .extend(input.partners.iter().map(|e| e.row.clone()));
    rows.assignments
        .extend(input.assignments.iter().map(|e| e.row.clone()));
    for entry in &input.indicators {
        rows.indicators.push(entry.row.indicator.clone());
        rows.targets.extend(entry.row.target.clone());
    }
    // The first rows there are: all of them belong to this step.
    rows.each_stamp(|seq, at| (*seq, *at) = (step.seq, step.at));
}

/// What waits for what, of workstreams that are there, marked as a sample.
pub fn dependencies(
    text: &str,
    input: &Input,
    step: Step,
) -> Result<Vec<DependencyRow>, DemoError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let pairs: Vec<(String, String)> = reader
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|e| DemoError::Dependencies(e.to_string()))?;
    let known = |code: &str| input.workstreams().any(|listed| listed.row.code == code);
    let rows = pairs.into_iter();
    let rows = rows.filter(|(workstream, waits_for)| known(workstream) && known(waits_for));
    Ok(rows
        .map(|(workstream, waits_for)| DependencyRow {
            workstream,
            waits_for,
            ends_on: None,
            provisional: true,
            source: "MẪU: số liệu mẫu".to_owned(),
            seq: step.seq,
            recorded_at: step.at,
        })
        .collect())
}
