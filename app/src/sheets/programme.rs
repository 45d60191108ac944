use super::{Cell, Sheet, figures};
use crate::{
    domain::{Deadline, Group},
    text::{self, Key as K, Lang, t},
    views::{Leads, Programme, Table},
};

pub fn sheets(lang: Lang, page: &Programme) -> Vec<Sheet> {
    let title = match page.group {
        Group::Agreements => K::NavAgreements,
        _ => K::NavProgramme,
    };
    let mut sheet = Sheet::new(
        Table::Programme,
        t(lang, title).to_owned(),
        vec![
            (t(lang, K::SheetCode), 10),
            (t(lang, K::ProgrammeTask), 50),
            (t(lang, K::SheetKind), 16),
            (t(lang, K::ProgrammeHeading), 20),
            (t(lang, K::DatabasesOwner), 30),
            (t(lang, K::AgreedWith), 14),
            (t(lang, K::DueOfTask), 12),
            (t(lang, K::DueOfMilestone), 12),
            (t(lang, K::UnitsHead), 8),
            (t(lang, K::Source), 30),
        ],
    )
    .with_figures(lang);
    for row in page.headings.iter().flat_map(|heading| &heading.rows) {
        let w = &row.workstream;
        let (own, of_milestone) = if row.due.of_milestone {
            (Cell::Empty, deadline(&row.due.deadline))
        } else {
            let judged_by = row.due.judged_by.as_ref();
            (deadline(&row.due.deadline), judged_by.map(deadline).into())
        };
        let mut cells: Vec<Cell> = vec![
            w.code.as_str().into(),
            (&w.name).into(),
            text::workstream_kind(lang, w.kind).into(),
            (&w.heading).into(),
            row.leads.as_ref().map(Leads::names).into(),
            row.partner.as_ref().map(|(_, name)| name).into(),
            own,
            of_milestone,
            row.units.into(),
            (&w.source).into(),
        ];
        cells.extend(figures(&row.figures));
        sheet.rows.push(cells);
    }
    vec![sheet]
}

fn deadline(deadline: &Deadline) -> Cell {
    match deadline {
        Deadline::None => Cell::Empty,
        Deadline::Day(day) => (*day).into(),
        Deadline::Text(words) => words.into(),
    }
}
