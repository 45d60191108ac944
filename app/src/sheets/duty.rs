use super::{Sheet, milestones, outcomes, outcomes::before_campaign, redefinitions};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{DutyPage, Table},
};

/// One duty: its milestones, and the measurements of its indicator.
pub fn sheets(lang: Lang, page: &DutyPage) -> Vec<Sheet> {
    let name = &page.workstream.name;
    let rows = page.milestones.iter().map(|m| (Some(name), &m.row));
    vec![
        milestones::of_unit(lang, rows),
        outcomes::indicators(lang, page.outcome.iter()),
        measurements(lang, page),
        redefinitions::sheet(lang, &page.redefinitions),
    ]
}

fn measurements(lang: Lang, page: &DutyPage) -> Sheet {
    let mut sheet = Sheet::new(
        Table::Measurements,
        t(lang, K::MeasurementsTitle).to_owned(),
        vec![
            (t(lang, K::MeasuredOn), 12),
            (t(lang, K::SheetBeforeCampaign), 20),
            (t(lang, K::SheetAfterDeadline), 24),
            (t(lang, K::SheetNumerator), 12),
            (t(lang, K::SheetDenominator), 12),
            (t(lang, K::Value), 11),
            (t(lang, K::SheetUnitOfMeasure), 10),
            (t(lang, K::StateWord), 16),
            (t(lang, K::Source), 36),
        ],
    );
    let unit = page.outcome.as_ref().map(|row| &row.unit_of_measure);
    for row in &page.measurements {
        let state = text::value_decision(lang, row.decision);
        sheet.rows.push(vec![
            row.day.into(),
            before_campaign(lang, row.before_campaign),
            row.entered_late
                .map(|on| text::entered_late(lang, on))
                .into(),
            row.counts.map(|(n, _)| n).into(),
            row.counts.map(|(_, of)| of).into(),
            row.value.into(),
            unit.into(),
            state.into(),
            row.source.as_str().into(),
        ]);
    }
    sheet
}
