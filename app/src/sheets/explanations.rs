use super::{Cell, Sheet};
use crate::{
    components::file_names,
    pages::cumulated,
    text::{self, Key as K, Lang, t},
    views::{EvidenceRow, ExplanationList, Table},
};

/// The causes, and each explanation.
pub fn sheets(lang: Lang, list: &ExplanationList) -> Vec<Sheet> {
    vec![causes(lang, list), explained(lang, list)]
}

fn causes(lang: Lang, list: &ExplanationList) -> Sheet {
    let heads = vec![
        (t(lang, K::CauseFilter), 24),
        (t(lang, K::ParetoExplained), 12),
        (t(lang, K::ParetoShare), 10),
        (t(lang, K::ParetoCumulated), 10),
        (t(lang, K::ParetoOpen), 12),
        (t(lang, K::ParetoUnits), 10),
    ];
    let title = t(lang, K::ParetoTitle).to_owned();
    let mut sheet = Sheet::new(Table::Causes, title, heads);
    for (cause, part) in list.causes.iter().zip(cumulated(lang, list)) {
        sheet.rows.push(vec![
            part.name.into(),
            part.number.into(),
            part.share.into(),
            part.up_to.into(),
            cause.open.into(),
            cause.units.into(),
        ]);
    }
    sheet
}

fn explained(lang: Lang, list: &ExplanationList) -> Sheet {
    let heads = vec![
        (t(lang, K::ExplainedOn), 12),
        (t(lang, K::Unit), 32),
        (t(lang, K::Duty), 30),
        (t(lang, K::Milestone), 40),
        (t(lang, K::ExplainedBy), 24),
        (t(lang, K::CauseFilter), 20),
        (t(lang, K::ExplainedWords), 60),
        (t(lang, K::CommittedTo), 12),
        (t(lang, K::CommitmentState), 16),
        (t(lang, K::DocNumber), 20),
        (t(lang, K::DocDay), 12),
        (t(lang, K::Link), 40),
        (t(lang, K::Files), 40),
    ];
    let title = t(lang, K::ExplanationsList).to_owned();
    let mut sheet = Sheet::new(Table::Explanations, title, heads);
    for row in &list.list.rows {
        let it = &row.explanation;
        let document = row.document.as_ref();
        let words = |of: fn(&EvidenceRow) -> String| document.map(of).unwrap_or_default();
        let cells: Vec<Cell> = vec![
            it.on.into(),
            (&row.unit_name).into(),
            (&row.workstream_name).into(),
            (&row.title).into(),
            (&row.by).into(),
            text::cause(lang, it.cause).into(),
            row.text.as_str().into(),
            it.commits_to.into(),
            text::commitment(lang, row.commitment).into(),
            words(|it| it.document_number.clone()).into(),
            document.and_then(|it| it.document_day).into(),
            words(|it| it.link.clone()).into(),
            words(|it| file_names(&it.files)).into(),
        ];
        sheet.rows.push(cells);
    }
    sheet
}
