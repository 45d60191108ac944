use super::{Cell, Sheet, figures};
use crate::{
    domain::{Deliveries, Value},
    text::{self, Key as K, Lang, delivery_result, milestone_state, t},
    views::{OwedRow, PartnerList, PartnerPage, PartnerRow, PartnerUnit},
};

/// Both sides of what is delivered, in the order of [`with_deliveries`].
fn deliveries(d: &Deliveries) -> Vec<Cell> {
    let median = d.waits().median_tenths();
    vec![
        d.due.into(),
        d.in_time_share().into(),
        d.accepted_first_share().into(),
        d.returned.into(),
        d.waiting.total().into(),
        median.map(|n| Value::new(n.into(), 10)).into(),
    ]
}

fn with_deliveries(lang: Lang, sheet: Sheet) -> Sheet {
    let more = Sheet::new(
        sheet.name,
        String::new(),
        vec![
            (t(lang, K::SheetDue), 10),
            (t(lang, K::PartnersInTime), 12),
            (t(lang, K::PartnersFirst), 12),
            (t(lang, K::SheetReturned), 9),
            (t(lang, K::SheetWaiting), 10),
            (t(lang, K::SheetWait), 16),
        ],
    );
    let mut sheet = sheet;
    sheet.columns.extend(more.columns);
    sheet
}

/// The companies side by side.
pub fn companies(lang: Lang, rows: &[PartnerRow]) -> Sheet {
    let heads = vec![
        (t(lang, K::SheetCode), 12),
        (t(lang, K::SheetCompany), 20),
        (t(lang, K::RoleLead), 9),
        (t(lang, K::RoleSupport), 9),
    ];
    let title = t(lang, K::NavPartners).to_owned();
    let sheet = Sheet::new("partners", title, heads).with_figures(lang);
    let mut sheet = with_deliveries(lang, sheet);
    for row in rows {
        let mut cells: Vec<Cell> = vec![
            row.code.as_str().into(),
            (&row.name).into(),
            row.leads.into(),
            row.supports.into(),
        ];
        cells.extend(figures(&row.figures));
        cells.extend(deliveries(&row.deliveries));
        sheet.rows.push(cells);
    }
    sheet
}

/// The companies, and who accompanies which unit.
pub fn list(lang: Lang, list: &PartnerList) -> Vec<Sheet> {
    let mut assignments = Sheet::new(
        "assignments",
        t(lang, K::PartnersWhoTitle).to_owned(),
        vec![
            (t(lang, K::SheetCode), 10),
            (t(lang, K::Unit), 40),
            (t(lang, K::SheetKind), 20),
            (t(lang, K::SheetCompany), 16),
            (t(lang, K::SheetRole), 11),
            (t(lang, K::SheetFrom), 12),
            (t(lang, K::SheetTo), 12),
            (t(lang, K::SheetDecision), 16),
        ],
    );
    for kind in &list.kinds {
        for unit in &kind.units {
            for company in &unit.companies {
                assignments.rows.push(vec![
                    unit.code.as_str().into(),
                    (&unit.name).into(),
                    text::unit_kind(lang, kind.kind).into(),
                    (&company.name).into(),
                    text::assignment_role(lang, company.role).into(),
                    company.from.into(),
                    company.to.into(),
                    (&company.decision).into(),
                ]);
            }
        }
    }
    vec![companies(lang, &list.rows), assignments]
}

/// What a company delivers, at which units, and what it delivered where it is
/// no longer assigned.
pub fn one(lang: Lang, page: &PartnerPage) -> Vec<Sheet> {
    vec![
        deliverables(lang, page),
        units(lang, page),
        past(lang, page),
    ]
}

fn deliverables(lang: Lang, page: &PartnerPage) -> Sheet {
    let mut sheet = Sheet::new(
        "deliverables",
        t(lang, K::SheetProducts).to_owned(),
        vec![
            (t(lang, K::Unit), 32),
            (t(lang, K::Duty), 28),
            (t(lang, K::SheetTitle), 40),
            (t(lang, K::SheetPromise), 40),
            (t(lang, K::DeadlineOriginal), 12),
            (t(lang, K::DeadlineCurrent), 12),
            (t(lang, K::SheetState), 18),
            (t(lang, K::SentOn), 12),
            (t(lang, K::FinishedOn), 12),
        ],
    );
    sheet.rows = page
        .deliverables
        .iter()
        .map(|row| deliverable(lang, row))
        .collect();
    sheet
}

fn deliverable(lang: Lang, it: &OwedRow) -> Vec<Cell> {
    let row = &it.row;
    vec![
        (&it.unit_name).into(),
        (&it.workstream_name).into(),
        (&row.title).into(),
        (&row.product).into(),
        row.original_deadline.into(),
        row.current_deadline.into(),
        t(lang, milestone_state(row).word).into(),
        row.submitted_on.into(),
        row.finished_on.into(),
    ]
}

fn units(lang: Lang, page: &PartnerPage) -> Sheet {
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::Unit), 40),
        (t(lang, K::SheetRole), 11),
        (t(lang, K::LeadCompany), 14),
        (t(lang, K::SheetProducts), 9),
        (t(lang, K::SheetDelivered), 9),
        (t(lang, K::SheetProductsAccepted), 9),
        (t(lang, K::SheetProductsLate), 9),
        (t(lang, K::Claimed), 11),
        (t(lang, K::Accepted), 11),
    ];
    let sheet = Sheet::new("units", t(lang, K::NavUnits).to_owned(), heads);
    let mut sheet = with_deliveries(lang, sheet);
    let mut add = |units: &[PartnerUnit], role: K| {
        for unit in units {
            let f = &unit.figures;
            let mut cells: Vec<Cell> = vec![
                unit.code.as_str().into(),
                (&unit.name).into(),
                t(lang, role).into(),
                unit.lead.as_ref().into(),
                f.products.into(),
                f.products_claimed.into(),
                f.products_accepted.into(),
                f.products_late.into(),
                f.claimed().into(),
                f.accepted().into(),
            ];
            cells.extend(deliveries(&unit.deliveries));
            sheet.rows.push(cells);
        }
    };
    add(&page.led, K::RoleLead);
    add(&page.supported, K::RoleSupport);
    sheet
}

fn past(lang: Lang, page: &PartnerPage) -> Sheet {
    let mut sheet = Sheet::new(
        "past",
        t(lang, K::PastSheet).to_owned(),
        vec![
            (t(lang, K::SheetTitle), 40),
            (t(lang, K::Unit), 32),
            (t(lang, K::Deadline), 12),
            (t(lang, K::PastHandedOver), 12),
            (t(lang, K::PastResult), 18),
        ],
    );
    for row in &page.past {
        sheet.rows.push(vec![
            (&row.title).into(),
            (&row.unit_name).into(),
            row.deadline.into(),
            row.submitted_on.into(),
            t(lang, delivery_result(row)).into(),
        ]);
    }
    sheet
}
