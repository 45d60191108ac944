use super::{Sheet, outcomes::before_campaign, redefinitions};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{OutcomePage, Table},
};

/// All values of one indicator.
pub fn sheets(lang: Lang, page: &OutcomePage) -> Vec<Sheet> {
    let mut sheet = Sheet::new(
        Table::Values,
        page.row.name.to_string(),
        vec![
            (t(lang, K::MeasuredOn), 12),
            (t(lang, K::SheetBeforeCampaign), 20),
            (t(lang, K::SheetAfterDeadline), 24),
            (t(lang, K::SheetNumerator), 12),
            (t(lang, K::SheetDenominator), 12),
            (t(lang, K::Value), 11),
            (t(lang, K::SheetUnitOfMeasure), 10),
            (t(lang, K::Source), 36),
            (t(lang, K::ValuesDecision), 16),
            (t(lang, K::SheetDecidedOn), 12),
            (t(lang, K::ValuesValid), 12),
        ],
    );
    for row in &page.values {
        sheet.rows.push(vec![
            row.day.into(),
            before_campaign(lang, row.before_campaign),
            row.entered_late
                .map(|on| text::entered_late(lang, on))
                .into(),
            row.counts.map(|(n, _)| n).into(),
            row.counts.map(|(_, of)| of).into(),
            row.value.into(),
            (&page.row.unit_of_measure).into(),
            row.source.as_str().into(),
            text::value_decision(lang, row.decision).into(),
            row.decided_on.into(),
            row.valid_until.into(),
        ]);
    }
    vec![sheet, redefinitions::sheet(lang, &page.redefinitions)]
}
