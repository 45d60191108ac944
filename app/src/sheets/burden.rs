use super::{Cell, Sheet};
use crate::{
    pages::idle_words,
    text::{self, Key as K, Lang, t, tf},
    views::{BurdenPage, Table},
};

/// What is asked of each unit, and what was entered and is not used.
pub fn sheets(lang: Lang, page: &BurdenPage) -> Vec<Sheet> {
    vec![asked(lang, page), idle(lang, page)]
}

fn asked(lang: Lang, page: &BurdenPage) -> Sheet {
    let weeks = page
        .weeks
        .map(|monday| tf(lang, K::BurdenWeek, &[&text::day(lang, monday)]));
    let mut heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::Unit), 32),
        (t(lang, K::BurdenIndicators), 10),
        (t(lang, K::BurdenMeasurements), 12),
    ];
    heads.extend(weeks.iter().map(|week| (week.as_str(), 14)));
    heads.push((t(lang, K::BurdenMinutes), 12));
    heads.push((t(lang, K::BurdenIdle), 12));
    let title = t(lang, K::BurdenTitle).to_owned();
    let mut sheet = Sheet::new(Table::Burden, title, heads);
    for row in &page.rows {
        let mut cells: Vec<Cell> = vec![
            row.unit.as_str().into(),
            (&row.name).into(),
            row.asked.indicators().into(),
            row.asked.measurements().into(),
        ];
        cells.extend(row.asked.due.map(Cell::from));
        cells.push(row.minutes.into());
        cells.push(row.idle.into());
        sheet.rows.push(cells);
    }
    sheet
}

fn idle(lang: Lang, page: &BurdenPage) -> Sheet {
    let heads = vec![
        (t(lang, K::IdleDay), 12),
        (t(lang, K::Unit), 32),
        (t(lang, K::IdleWhat), 44),
        (t(lang, K::IdleWhy), 40),
    ];
    let title = t(lang, K::IdleTitle).to_owned();
    let mut sheet = Sheet::new(Table::Idle, title, heads);
    for row in &page.idle {
        sheet.rows.push(vec![
            row.day.into(),
            row.unit.as_ref().map(|(_, name)| name).into(),
            (&row.name).into(),
            idle_words(lang, row).into(),
        ]);
    }
    sheet
}
