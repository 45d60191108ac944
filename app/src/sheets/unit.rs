use super::{Cell, Sheet, deadlines, events, figures, milestones, outcomes, redefinitions};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{Table, UnitDuty, UnitPage},
};

/// One unit: its duties, their milestones, what is measured, what happened, and
/// the companies at its side.
pub fn sheets(lang: Lang, page: &UnitPage) -> Vec<Sheet> {
    let all = || page.duties.iter().chain(&page.beside);
    let rows = all().flat_map(|duty| duty.milestones.iter().map(|m| (Some(&duty.name), m)));
    vec![
        duties(lang, all()),
        milestones::of_unit(lang, rows),
        outcomes::indicators(lang, page.outcomes.iter()),
        companies(lang, page),
        events::sheet(lang, &page.events),
        redefinitions::sheet(lang, &page.redefinitions),
        deadlines::sheet(lang, &page.deadlines),
    ]
}

fn duties<'a>(lang: Lang, duties: impl Iterator<Item = &'a UnitDuty>) -> Sheet {
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::Duty), 44),
        (t(lang, K::SheetKind), 20),
        (t(lang, K::SheetRole), 11),
        (t(lang, K::StateWord), 18),
    ];
    let sheet = Sheet::new(Table::Duties, t(lang, K::SheetDuties).to_owned(), heads);
    let mut sheet = sheet.with_figures(lang);
    for duty in duties {
        let role = if duty.lead {
            K::DutyLead
        } else {
            K::DutyContribute
        };
        let mut cells: Vec<Cell> = vec![
            duty.workstream.as_str().into(),
            (&duty.name).into(),
            text::workstream_kind(lang, duty.kind).into(),
            t(lang, role).into(),
            text::judgement(lang, duty.judgement).into(),
        ];
        cells.extend(figures(&duty.figures));
        sheet.rows.push(cells);
    }
    sheet
}

fn companies(lang: Lang, page: &UnitPage) -> Sheet {
    let mut sheet = Sheet::new(
        Table::Companies,
        t(lang, K::NavPartners).to_owned(),
        vec![
            (t(lang, K::SheetCode), 12),
            (t(lang, K::SheetCompany), 20),
            (t(lang, K::SheetRole), 11),
            (t(lang, K::SheetFrom), 12),
            (t(lang, K::SheetTo), 12),
            (t(lang, K::SheetDecision), 16),
        ],
    );
    for company in &page.partners {
        let terms = company.terms.as_ref();
        sheet.rows.push(vec![
            company.code.as_str().into(),
            (&company.name).into(),
            text::assignment_role(lang, company.role).into(),
            terms.map(|terms| terms.from).into(),
            terms.and_then(|terms| terms.to).into(),
            terms
                .map(|terms| text::decision_or_provisional(lang, &terms.decision))
                .into(),
        ]);
    }
    sheet
}
