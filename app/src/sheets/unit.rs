use super::{Cell, Sheet, events, figures, milestones, outcomes};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{DutyPage, UnitDuty, UnitPage},
};

/// One unit: its duties, their milestones, what is measured, what happened, and
/// the companies at its side.
pub fn unit(lang: Lang, page: &UnitPage) -> Vec<Sheet> {
    let all = || page.duties.iter().chain(&page.beside);
    let rows = all().flat_map(|duty| duty.milestones.iter().map(|m| (Some(&duty.name), m)));
    vec![
        duties(lang, all()),
        milestones::of_unit(lang, rows),
        outcomes::indicators(lang, page.outcomes.iter()),
        companies(lang, page),
        events::sheet(lang, &page.events),
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
    let sheet = Sheet::new("duties", t(lang, K::SheetDuties).to_owned(), heads);
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
            text::status(lang, duty.judgement.status).into(),
        ];
        cells.extend(figures(&duty.figures));
        sheet.rows.push(cells);
    }
    sheet
}

fn companies(lang: Lang, page: &UnitPage) -> Sheet {
    let mut sheet = Sheet::new(
        "companies",
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
            terms.map(|terms| &terms.decision).into(),
        ]);
    }
    sheet
}

/// One duty: its milestones, and the measurements of its indicator.
pub fn duty(lang: Lang, page: &DutyPage) -> Vec<Sheet> {
    let name = &page.workstream.name;
    let rows = page.milestones.iter().map(|m| (Some(name), &m.row));
    vec![
        milestones::of_unit(lang, rows),
        outcomes::indicators(lang, page.outcome.iter()),
        measurements(lang, page),
    ]
}

fn measurements(lang: Lang, page: &DutyPage) -> Sheet {
    let mut sheet = Sheet::new(
        "measurements",
        t(lang, K::MeasurementsTitle).to_owned(),
        vec![
            (t(lang, K::MeasuredOn), 12),
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
        let state = if row.accepted {
            K::MeasurementAccepted
        } else {
            K::MeasurementWaiting
        };
        sheet.rows.push(vec![
            row.day.into(),
            row.counts.map(|(n, _)| n).into(),
            row.counts.map(|(_, of)| of).into(),
            row.value.into(),
            unit.into(),
            t(lang, state).into(),
            row.source.as_str().into(),
        ]);
    }
    sheet
}
