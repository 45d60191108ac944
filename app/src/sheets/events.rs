use super::{Cell, Sheet};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{EventRow, Table},
};

/// "nghiệm thu, thay người đứng đầu"
fn event(lang: Lang, row: &EventRow) -> String {
    let event = text::handed_over_as(lang, row.event, row.renamed, row.nothing);
    match row.in_place_of {
        Some(of) => format!("{event}, {}", text::in_place_of(lang, of)),
        None => event.to_owned(),
    }
}

/// What happened, newest first.
pub fn sheet(lang: Lang, rows: &[EventRow]) -> Sheet {
    let mut sheet = Sheet::new(
        Table::Events,
        t(lang, K::EventsTitle).to_owned(),
        vec![
            (t(lang, K::Week), 12),
            (t(lang, K::SheetTime), 8),
            (t(lang, K::Unit), 36),
            (t(lang, K::Duty), 32),
            (t(lang, K::Milestone), 44),
            (t(lang, K::SheetBy), 30),
            (t(lang, K::SheetEvent), 20),
            (t(lang, K::SheetNewDeadline), 12),
        ],
    );
    for row in rows {
        let cells: Vec<Cell> = vec![
            row.day.into(),
            row.time.as_str().into(),
            (&row.unit_name).into(),
            (&row.workstream_name).into(),
            (&row.milestone_title).into(),
            (&row.by).into(),
            event(lang, row).into(),
            row.deadline.into(),
        ];
        sheet.rows.push(cells);
    }
    sheet
}
