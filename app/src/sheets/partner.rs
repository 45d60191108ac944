use super::{
    Cell, Sheet, deadlines,
    partners::{deliveries, with_deliveries},
    redefinitions,
};
use crate::{
    text::{Key as K, Lang, delivery_told, milestone_told, t},
    views::{OwedRow, PartnerPage, PartnerUnit, Table},
};

/// What a company delivers, at which units, and what it delivered where it is
/// no longer assigned.
pub fn sheets(lang: Lang, page: &PartnerPage) -> Vec<Sheet> {
    vec![
        deliverables(lang, page),
        units(lang, page),
        past(lang, page),
        redefinitions::sheet(lang, &page.redefinitions),
        deadlines::sheet(lang, &page.deadlines),
    ]
}

fn deliverables(lang: Lang, page: &PartnerPage) -> Sheet {
    let mut sheet = Sheet::new(
        Table::Deliverables,
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
        milestone_told(lang, row).into(),
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
    let sheet = Sheet::new(Table::Units, t(lang, K::NavUnits).to_owned(), heads);
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
        Table::Past,
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
            delivery_told(lang, row).into(),
        ]);
    }
    sheet
}
