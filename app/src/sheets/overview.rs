use super::{Cell, Sheet, events, figures, outcomes, redefinitions};
use crate::{
    domain::{Figures, Role, SOON_DAYS},
    text::{self, Key as K, Lang, t, tf},
    views::{Actor, Leads, Overview, Table},
};

/// The tables of the overview.
pub fn sheets(lang: Lang, page: &Overview) -> Vec<Sheet> {
    vec![weeks(lang, page), actions(lang, page), national(lang, page)]
}

/// Those of `/parts`.
pub fn parts(lang: Lang, page: &Overview) -> Vec<Sheet> {
    vec![
        blocs(lang, page),
        departments(lang, page),
        security(lang, page),
    ]
}

/// Those of `/latest`.
pub fn latest(lang: Lang, page: &Overview) -> Vec<Sheet> {
    let redefined = redefinitions::sheet(lang, &page.redefinitions);
    vec![events::sheet(lang, &page.events), redefined]
}

/// The table of the burn-up: a line a week, then the plan ahead.
fn weeks(lang: Lang, page: &Overview) -> Sheet {
    let mut sheet = Sheet::new(
        Table::Weeks,
        t(lang, K::ChartTitle).to_owned(),
        vec![
            (t(lang, K::Week), 12),
            (t(lang, K::ChartPlan), 12),
            (t(lang, K::ChartExpected), 18),
            (t(lang, K::ChartClaimed), 12),
            (t(lang, K::ChartAccepted), 14),
        ],
    );
    let last = page.history.last().map(|point| point.day);
    sheet.rows.extend(page.history.iter().map(|point| {
        vec![
            point.day.into(),
            point.expected_original.into(),
            point.expected.into(),
            point.claimed.into(),
            point.accepted.into(),
        ]
    }));
    let ahead = page.plan.iter().filter(|(day, _)| Some(*day) > last);
    sheet.rows.extend(ahead.map(|(day, plan)| {
        vec![
            (*day).into(),
            (*plan).into(),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ]
    }));
    sheet
}

fn actions(lang: Lang, page: &Overview) -> Sheet {
    let soon = tf(lang, K::SheetSoon, &[&SOON_DAYS.to_string()]);
    let mut sheet = Sheet::new(
        Table::Actions,
        t(lang, K::PressingTitle).to_owned(),
        vec![
            (t(lang, K::SheetWho), 40),
            (t(lang, K::SheetLate), 12),
            (&soon, 16),
            (t(lang, K::SheetToReassign), 16),
            (t(lang, K::SheetWaitingForThem), 16),
            (t(lang, K::SheetLongest), 12),
            (t(lang, K::SheetGain), 16),
        ],
    );
    for row in &page.actions {
        let who: Cell = match &row.who {
            Actor::Unit(_, name) | Actor::Partner(_, name) => name.into(),
            Actor::Office => text::role(lang, Role::Office).into(),
        };
        sheet.rows.push(vec![
            who,
            row.late.into(),
            row.soon.into(),
            row.to_reassign.into(),
            row.waiting.into(),
            row.days.into(),
            row.gain.into(),
        ]);
    }
    sheet
}

fn national(lang: Lang, page: &Overview) -> Sheet {
    let title = tf(lang, K::NationalTitle, &[&page.national.len().to_string()]);
    let heads = vec![
        (t(lang, K::SheetCode), 8),
        (t(lang, K::Database), 44),
        (t(lang, K::DatabasesOwner), 30),
        (t(lang, K::Forecast), 22),
    ];
    let mut sheet = Sheet::new(Table::National, title, heads).with_figures(lang);
    for card in &page.national {
        let lead = card.leads.as_ref().map(Leads::names);
        let first = vec![
            card.code.as_str().into(),
            (&card.name).into(),
            lead.into(),
            outcomes::forecast(lang, &card.outlook.forecast),
        ];
        sheet.rows.push(with(first, &card.figures));
    }
    let number = text::integer(lang, page.sector_databases as i64);
    let first = vec![
        Cell::Empty,
        tf(lang, K::SheetSector, &[&number]).into(),
        Cell::Empty,
        Cell::Empty,
    ];
    sheet.rows.push(with(first, &page.sector));
    sheet
}

fn with(mut cells: Vec<Cell>, f: &Figures) -> Vec<Cell> {
    cells.extend(figures(f));
    cells
}

fn departments(lang: Lang, page: &Overview) -> Sheet {
    let number = text::integer(lang, page.sector_databases as i64);
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::DatabasesOwner), 40),
        (t(lang, K::DatabasesShort), 8),
    ];
    let title = tf(lang, K::DepartmentsTitle, &[&number]);
    let mut sheet = Sheet::new(Table::Departments, title, heads).with_figures(lang);
    sheet.rows.extend(page.departments.iter().map(|row| {
        let first = vec![
            row.unit.as_str().into(),
            (&row.unit_name).into(),
            row.databases.into(),
        ];
        with(first, &row.figures)
    }));
    sheet
}

fn security(lang: Lang, page: &Overview) -> Sheet {
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::ProgrammeTask), 50),
        (t(lang, K::UnitsHead), 8),
    ];
    let title = t(lang, K::SecurityTitle).to_owned();
    let mut sheet = Sheet::new(Table::Security, title, heads).with_figures(lang);
    sheet.rows.extend(page.security.iter().map(|row| {
        let first = vec![
            row.workstream.code.as_str().into(),
            (&row.workstream.name).into(),
            row.units.into(),
        ];
        with(first, &row.figures)
    }));
    sheet
}

fn blocs(lang: Lang, page: &Overview) -> Sheet {
    let heads = vec![(t(lang, K::Bloc), 18), (t(lang, K::UnitsHead), 8)];
    let title = t(lang, K::BlocsTitle).to_owned();
    let mut sheet = Sheet::new(Table::Blocs, title, heads).with_figures(lang);
    sheet.rows.extend(page.blocs.iter().map(|row| {
        let first = vec![text::bloc(lang, row.bloc).into(), row.units.into()];
        with(first, &row.figures)
    }));
    sheet
}
