use super::{Cell, Sheet, figures};
use crate::{
    domain::{Deliveries, Value},
    text::{self, Key as K, Lang, t},
    views::{PartnerList, PartnerRow, Table},
};

/// The companies, and who accompanies which unit.
pub fn sheets(lang: Lang, list: &PartnerList) -> Vec<Sheet> {
    let mut assignments = Sheet::new(
        Table::Assignments,
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
                    text::decision_or_provisional(lang, &company.decision).into(),
                ]);
            }
        }
    }
    vec![companies(lang, &list.rows), assignments]
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
    let sheet = Sheet::new(Table::Partners, title, heads).with_figures(lang);
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

/// Adds the columns that [`deliveries`] fills.
pub fn with_deliveries(lang: Lang, sheet: Sheet) -> Sheet {
    let more = Sheet::new(
        sheet.table,
        String::new(),
        vec![
            (t(lang, K::SheetDue), 10),
            (t(lang, K::PartnersInTime), 12),
            (t(lang, K::SheetByExtension), 12),
            (t(lang, K::PartnersTakenLate), 12),
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

/// Both sides of what is delivered, in the order of [`with_deliveries`].
pub fn deliveries(d: &Deliveries) -> Vec<Cell> {
    let median = d.waits().median_tenths();
    vec![
        d.due.into(),
        d.in_time_share().into(),
        d.by_extension.into(),
        d.taken_late.into(),
        d.accepted_first_share().into(),
        d.returned.into(),
        d.waiting.total().into(),
        median.map(|n| Value::new(n.into(), 10)).into(),
    ]
}
