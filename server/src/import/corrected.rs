//! A measurement that another value supersedes takes with it the acceptances that rest on it.
use std::collections::BTreeMap;

use app::domain::{Event, IndicatorCode, Measurement, Role, parse_day};

use super::{
    campaign_file::CampaignFile,
    compare::Comparable,
    current::Current,
    files::MeasurementsCsv,
    input::Input,
    problem::{Problem, Report},
    rows::Rows,
};
use crate::{
    board::Board,
    ledger::{MeasurementRow, MilestoneEventRow, RedefinitionRow},
};

/// Revokes what no accepted measurement reaches any more once the files are imported, with the
/// reason of the correction, and notes it.
pub(super) fn revoke_unreached(
    board: &Board,
    input: &Input,
    current: &Current,
    rows: &mut Rows,
    report: &mut Report,
) {
    for (code, changed) in corrections(current, rows) {
        let Ok(indicator) = IndicatorCode::parse(&code) else {
            continue;
        };
        let unreached = board.unreached(&indicator, |outcome| {
            for (before, now) in &changed.values {
                if let Some(before) = before.as_ref().and_then(measured) {
                    outcome.measurements.retain(|m| *m != before);
                }
                if let Some(now) = measured(now) {
                    outcome.add(now);
                }
            }
        });
        let Some(by) = changed.by else { continue };
        let row = input.measurements.iter().find(|it| it.row.key() == by.code);
        for (id, title) in unreached {
            let problem = Problem::AcceptanceFalls(title.to_string());
            let line = row.map(|row| row.line);
            report.note(MeasurementsCsv::NAME, line, Some("value"), problem);
            rows.milestone_events.push(MilestoneEventRow {
                submission: uuid::Uuid::now_v7().to_string(),
                milestone: id.to_string(),
                event: Event::Revoked.code().to_owned(),
                organisation: Role::Office.code().to_owned(),
                body: by.reason.clone(),
                decision: by.decision.clone(),
                approver: by.approver.clone(),
                ..MilestoneEventRow::default()
            });
        }
    }
}

/// What becomes of the measurements of one indicator.
#[derive(Default)]
struct Changed {
    /// Before, where it supersedes one, and now.
    values: Vec<(Option<MeasurementRow>, MeasurementRow)>,
    /// The last decision on another value.
    by: Option<RedefinitionRow>,
}

/// The indicators that get another value for a day, with all values they get.
fn corrections(current: &Current, rows: &Rows) -> BTreeMap<String, Changed> {
    let mut all: BTreeMap<String, Changed> = BTreeMap::new();
    let latest = MeasurementsCsv::latest(&current.measurements);
    for row in &rows.measurements {
        let changed = all.entry(row.indicator.clone()).or_default();
        let before = latest.get(&row.key()).cloned();
        let decides =
            |it: &&RedefinitionRow| it.subject == MeasurementsCsv::SUBJECT && it.code == row.key();
        changed.by = rows
            .redefinitions
            .iter()
            .find(decides)
            .cloned()
            .or(changed.by.take());
        changed.values.push((before, row.clone()));
    }
    all.retain(|_, changed| changed.by.is_some());
    all
}

fn measured(row: &MeasurementRow) -> Option<Measurement> {
    let day = parse_day(&row.day)?;
    Measurement::from_columns(day, row.numerator, row.denominator, row.value.as_deref())
}
