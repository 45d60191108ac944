use super::{
    Cell, Sheet,
    milestones::{milestone, with_milestone},
};
use crate::{
    text::{Key as K, Lang, t, tf},
    views::{ReviewList, Table, ToArrange},
};

/// What waits for the reader's decision.
pub fn sheets(lang: Lang, list: &ReviewList) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::Unit), 32),
        (t(lang, K::Duty), 30),
        (t(lang, K::SheetDaysWaiting), 12),
        (t(lang, K::SheetAttempt), 10),
    ];
    let sheet = Sheet::new(Table::Review, t(lang, K::NavReview).to_owned(), heads);
    let mut sheet = with_milestone(sheet, lang);
    for item in list
        .items
        .iter()
        .chain(list.plans.iter().map(|it| &it.item))
    {
        let mut cells: Vec<Cell> = vec![
            (&item.unit_name).into(),
            (&item.workstream_name).into(),
            item.waiting_days.into(),
            item.attempt.into(),
        ];
        cells.extend(milestone(lang, &item.row));
        sheet.rows.push(cells);
    }
    vec![sheet, to_arrange(lang, &list.to_arrange)]
}

/// What lies with nobody, and why.
fn to_arrange(lang: Lang, it: &ToArrange) -> Sheet {
    let heads = vec![
        (t(lang, K::ToArrangeWhy), 24),
        (t(lang, K::Unit), 32),
        (t(lang, K::Duty), 30),
        (t(lang, K::Milestone), 40),
        (t(lang, K::Responsible), 20),
        (t(lang, K::ToArrangeDay), 12),
    ];
    let title = t(lang, K::ToArrangeSheet).to_owned();
    let mut sheet = Sheet::new(Table::ToArrange, title, heads);
    for (why, rows) in [
        (K::WhyReassign, &it.to_reassign),
        (K::WhyClosed, &it.of_closed_units),
    ] {
        for row in rows {
            let company = row.row.partner.as_ref().map(|(_, name)| name);
            sheet.rows.push(vec![
                t(lang, why).into(),
                (&row.unit_name).into(),
                (&row.workstream_name).into(),
                (&row.row.title).into(),
                company.into(),
                row.row.current_deadline.into(),
            ]);
        }
    }
    for it in &it.unanswered {
        sheet.rows.push(vec![
            t(lang, K::WhyUnanswered).into(),
            (&it.unit_name).into(),
            (&it.workstream_name).into(),
            (&it.title).into(),
            it.partner.as_ref().map(|(_, name)| name).into(),
            it.wanted_by.into(),
        ]);
    }
    for it in &it.undecided {
        sheet.rows.push(vec![
            t(lang, K::WhyUndecided).into(),
            (&it.unit_name).into(),
            (&it.workstream_name).into(),
            (&it.row.title).into(),
            it.row.partner.as_ref().map(|(_, name)| name).into(),
            it.row.submitted_on.into(),
        ]);
    }
    for it in &it.silent {
        sheet.rows.push(vec![
            t(lang, K::WhySilent).into(),
            (&it.name).into(),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            it.last.into(),
        ]);
    }
    for it in &it.members {
        sheet.rows.push(vec![
            t(lang, K::WhyMember).into(),
            (&it.unit.1).into(),
            (&it.group.1).into(),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ]);
    }
    if let Some(it) = &it.old_book {
        let [tenth, all] = [it.tenth, it.accepted].map(|n| n.to_string());
        sheet.rows.push(vec![
            t(lang, K::WhyOldBook).into(),
            Cell::Empty,
            Cell::Empty,
            tf(lang, K::OldBookTenth, &[&tenth, &all]).into(),
            Cell::Empty,
            it.due.into(),
        ]);
    }
    for duty in &it.without_product {
        sheet.rows.push(vec![
            t(lang, K::WhyNoProduct).into(),
            (&duty.unit_name).into(),
            (&duty.workstream_name).into(),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ]);
    }
    sheet
}
