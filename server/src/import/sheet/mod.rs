//! A plan as a clerk writes it, a row a task: text, leads, helpers, product, deadline in words. Each
//! cell is understood as what the campaign's files say; what has two readings is asked.
mod codes;
mod columns;
mod ditto;
mod document;
mod due;
mod eve;
mod files;
mod folded;
mod foot;
mod headings;
mod heads;
mod issuer;
mod kind;
mod lead;
mod merged;
mod names;
mod question;
mod reading;
mod standing;
mod title;
mod values;
mod who;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use app::{
    domain::{Calendar, Day, DocumentNumber, Every, UnitKind, clean_line},
    views::{
        NO_VALUE, SheetCell, SheetDue, SheetFate, SheetNote, SheetQuestion, SheetRefusal,
        SheetRhythms, SheetTask, SheetWho, sheet_other_field,
    },
};

use columns::{Column, Head};
use due::Span;
use heads::Heads;
use question::Questions;
use reading::Reading;

pub use document::Directive;
pub use question::Shown;
pub use standing::Standing;

pub use files::{FileRows, files};
pub use merged::filled;
pub use who::Known;

/// Cells as text, by the number of their row.
pub type Grid = BTreeMap<usize, Vec<String>>;

/// The longest that a plan of one campaign is taken to last where it does not say.
const OPEN_END: chrono::Months = chrono::Months::new(36);

/// What the campaign has already, by which a plan is understood.
#[derive(Debug, Clone)]
pub struct Beside {
    pub known: Known,
    pub start: Day,
    pub deadline: Option<Day>,
    pub calendar: Arc<Calendar>,
    /// Workstreams by code and name.
    pub workstreams: Vec<(String, String)>,
    /// What its workstreams stand under.
    /// What tasks of the campaign come from, by code.
    pub sources: BTreeMap<String, String>,
    pub headings: Vec<String>,
    /// The companies of a unit by their names.
    pub companies: BTreeMap<String, Vec<String>>,
    /// Bodies and events, by code and name.
    pub bodies: Vec<(String, String)>,
    pub triggers: Vec<(String, String)>,
    /// Names of events by the number of the document that they are of.
    pub issued: Vec<(String, String)>,
    /// Open units by kind, and those of each group.
    pub units: Vec<(String, UnitKind)>,
    pub groups: BTreeMap<String, Vec<String>>,
    pub cadences: Vec<SheetCadence>,
    /// How long reports are still taken, most often first.
    pub cut_offs: Vec<u16>,
    /// The codes of rhythms.
    pub rhythms: BTreeSet<String>,
    /// What the campaign has of each workstream: an answer that was given is not asked for again.
    pub shown: BTreeMap<String, Shown>,
    pub documents: Vec<DocumentNumber>,
    pub today: Day,
}

impl Beside {
    /// What the campaign calls its tasks, what they stand under, units, companies, bodies and events.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let named = [&self.workstreams, &self.bodies, &self.triggers];
        let named = named.into_iter().flatten().map(|(_, name)| name.as_str());
        let headings = self.headings.iter().map(String::as_str);
        named.chain(headings).chain(self.known.names())
    }

    /// The units that somebody stands for.
    fn units_of(&self, who: &SheetWho) -> Vec<String> {
        let of = |those: &dyn Fn(&UnitKind) -> bool| {
            let units = self.units.iter().filter(|(_, kind)| those(kind));
            units.map(|(code, _)| code.clone()).collect()
        };
        match who {
            SheetWho::Unit(code, _) => vec![code.clone()],
            SheetWho::Group(code, _) => self.groups.get(code).cloned().unwrap_or_default(),
            SheetWho::NewGroup(_, _, kinds) => of(&|it| kinds.contains(it)),
            SheetWho::Everyone => of(&|_| true),
            SheetWho::Body(..) | SheetWho::Partner(..) | SheetWho::Nobody(_) => Vec::new(),
        }
    }

    /// The companies that accompany units which lead, by themselves or in a group, each with the code of
    /// its unit.
    fn accompanied(&self, leads: &SheetCell<SheetWho>) -> Vec<(String, String)> {
        let units = leads.read.iter().flat_map(|it| self.units_of(it));
        let of_unit = |unit: String| {
            let names = self.companies.get(&unit).into_iter().flatten();
            names
                .map(|name| (name.clone(), unit.clone()))
                .collect::<Vec<_>>()
        };
        units.flat_map(of_unit).collect()
    }
}

/// How often something is reported, and by which day, in the words of cadences.csv.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetCadence {
    pub code: String,
    pub every: Every,
    pub due: u32,
    pub closes: u32,
}

/// A plan as it is understood.
#[derive(Debug, Clone, Default)]
pub struct Understood {
    pub tasks: Vec<SheetTask>,
    pub questions: Vec<SheetQuestion>,
    pub unread: Vec<String>,
    pub notes: Vec<(usize, SheetNote)>,
    /// Rows with words in columns that have no name: nothing is read of them.
    pub outside: Vec<usize>,
    /// Why the table cannot be read as it stands, whatever is answered.
    pub unreadable: Vec<(usize, SheetRefusal)>,
    /// Rows that are no part of the table: who signs it, to whom it goes.
    pub under: Vec<usize>,
    /// Tasks of the plan, by code and title, that come from what its tasks come from and stand in it no longer.
    pub missing: Vec<(String, String)>,
    /// What the plan does not say of what recurs, as answered.
    pub rhythms: Option<SheetRhythms>,
    /// The document that the table is of, by the words above it.
    pub directive: Option<Directive>,
    /// What tasks come from whose row names nothing.
    pub source: String,
}

impl Understood {
    /// What stands in the way of it once all is answered, by the row that it is about: nothing that
    /// somebody is to hand over is left out without a word.
    pub fn refusals(&self) -> Vec<(usize, SheetRefusal)> {
        let nobodys = |it: &&SheetTask| !it.leads.read.iter().any(SheetWho::leads);
        let tasks = self.tasks.iter().filter(nobodys);
        let due = tasks.flat_map(|task| task.products.iter().enumerate());
        due.filter(|(place, it)| {
            let due = it.due.read.first();
            let kept = match due {
                None | Some(SheetDue::None) => true,
                // What nobody leads may be due itself.
                Some(SheetDue::Day(_) | SheetDue::Words(_)) => *place == 0,
                Some(SheetDue::After { .. } | SheetDue::Rhythm(_)) => false,
            };
            !(it.left || (it.name.is_empty() && kept))
        })
        .map(|(_, it)| {
            let what = if it.name.is_empty() {
                &it.due.written
            } else {
                &it.name
            };
            (it.row, SheetRefusal::DueOfNobody(what.clone()))
        })
        .collect()
    }

    /// The rows that give a unit something new to hand over, or another deadline.
    pub fn of_unit(&self, unit: &str, beside: &Beside) -> Vec<usize> {
        let moved = |row: usize| {
            self.notes.iter().any(|(at, it)| {
                let moves = matches!(
                    it,
                    SheetNote::OtherDue {
                        fate: SheetFate::Moves | SheetFate::Both,
                        ..
                    }
                );
                *at == row && moves
            })
        };
        let leads = |it: &&SheetTask| {
            let mut codes = it.leads.read.iter().flat_map(|it| beside.units_of(it));
            codes.any(|it| it == unit)
        };
        let tasks = self.tasks.iter().filter(leads);
        let rows = tasks.flat_map(|task| {
            let products = task.products.iter().filter(|it| !(it.left || it.kept));
            products
                .map(|it| it.row)
                .filter(|row| !task.known || moved(*row))
        });
        rows.collect()
    }

    /// Whether nothing is left to be asked.
    pub fn answered(&self) -> bool {
        self.questions.iter().all(|it| it.chosen.is_some())
    }
}

/// Reads a plan; `answers`: what was answered, by the fields of the questions. None where no row
/// names its columns.
pub fn read(grid: &Grid, beside: &Beside, answers: BTreeMap<String, String>) -> Option<Understood> {
    let grid = &ditto::filled(grid);
    let read = read_once(grid, beside, answers.clone())?;
    // What one row shows to be answered is an answer in all rows.
    let mut told = answers.clone();
    for it in &read.questions {
        let chosen = it
            .chosen
            .clone()
            .filter(|_| !answers.contains_key(&sheet_other_field(&it.name)));
        told.extend(chosen.map(|code| (it.name.clone(), code)));
    }
    match told == answers {
        true => Some(read),
        false => read_once(grid, beside, told),
    }
}

fn read_once(
    grid: &Grid,
    beside: &Beside,
    answers: BTreeMap<String, String>,
) -> Option<Understood> {
    let heads = Heads::find(grid)?;
    let typed_source = answers.get(SOURCE).cloned();
    let end = beside
        .deadline
        .or_else(|| beside.start.checked_add_months(OPEN_END));
    let mut reading = Reading::new(
        beside,
        Span {
            start: beside.start,
            end: end.unwrap_or(beside.start),
            calendar: &beside.calendar,
        },
        Questions::new(answers),
    );
    let directive = Directive::above(grid, heads.first());
    let own = directive
        .iter()
        .find(|it| typed_source.as_ref().is_none_or(|typed| it.is(typed)));
    reading.issued = own.and_then(|it| it.day);
    let mut outside = Vec::new();
    let mut rows = rows_under(grid, &heads);
    let under = foot::rows(&rows);
    rows.retain(|(row, _)| !under.contains(row));
    let mut unreadable: Vec<_> = rows.iter().flat_map(values::missing).collect();
    let above = rows.iter().filter(|(_, it)| ditto::is_title(it));
    unreadable.extend(above.map(|(row, _)| (*row, SheetRefusal::NothingAbove)));
    reading.learn(&rows);
    reading.titles(rows.iter().map(|(_, it)| it));
    for (at, (row, cells)) in rows.iter().enumerate() {
        if cells.says_outside() && !cells.numbers_columns() {
            outside.push(*row);
        }
        let behind = rows.get(at + 1..).unwrap_or_default();
        reading.row(*row, cells, cells.says(Column::Task) && go_on(behind));
    }
    if let Some(weekly) = reading.weekly.filter(|_| reading.rhythms.is_none()) {
        let asked = due::rhythms(&beside.cut_offs);
        reading.questions.settle(&asked, weekly);
    }
    for question in reading
        .questions
        .all
        .iter_mut()
        .filter(|it| it.of_company())
    {
        let of_rows = |it: &&SheetTask| question.rows.binary_search(&it.row).is_ok();
        let tasks = reading.tasks.iter().filter(of_rows);
        let all: BTreeSet<(String, String)> =
            tasks.flat_map(|it| beside.accompanied(&it.leads)).collect();
        question.accompanied = all.into_iter().collect();
    }
    let source = match typed_source {
        Some(typed) => typed,
        None => directive
            .as_ref()
            .map_or_else(String::new, |it| it.number.clone()),
    };
    let mut unread: Vec<String> = Vec::new();
    for head in heads.all() {
        let remarks = head.remarks.iter().filter(|_| reading.remarks);
        for title in head.unread.iter().chain(remarks) {
            if !unread.contains(title) {
                unread.push(title.clone());
            }
        }
    }
    let missing = missing(&reading.tasks, beside);
    let unlike = heads.unlike.iter();
    let unlike = unlike.map(|row| (*row, SheetRefusal::OtherHead));
    Some(Understood {
        tasks: reading.tasks,
        questions: reading.questions.all,
        unread,
        unreadable: unlike.chain(unreadable).collect(),
        notes: reading.notes,
        outside,
        under: under.into_iter().collect(),
        missing,
        rhythms: reading.rhythms,
        directive,
        source,
    })
}

/// The tasks of the plan that no row is of, although they come from what tasks of the plan do that stand in the
/// table.
fn missing(tasks: &[SheetTask], beside: &Beside) -> Vec<(String, String)> {
    let there: BTreeSet<&str> = tasks.iter().map(|it| it.code.as_str()).collect();
    let source = |code: &str| {
        let said = beside.sources.get(code).filter(|it| !it.is_empty());
        said.map(|it| app::text::accented_key(it))
    };
    let of_known = tasks.iter().filter(|it| it.known);
    let sources: BTreeSet<String> = of_known.filter_map(|it| source(&it.code)).collect();
    let missing = beside.workstreams.iter().filter(|(code, _)| {
        !there.contains(code.as_str()) && source(code).is_some_and(|it| sources.contains(&it))
    });
    missing.cloned().collect()
}

/// Whether the rows behind a task begin with products of it.
fn go_on(behind: &[(usize, RowCells<'_>)]) -> bool {
    let untitled = behind.iter().take_while(|(_, it)| !it.says(Column::Task));
    let mut untitled = untitled.map(|(_, it)| it);
    untitled.any(|it| it.says(Column::Product) || it.says(Column::Due))
}

/// The field of what tasks come from whose row names nothing.
pub const SOURCE: &str = "plan_source";

/// How much of a plan a table has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// Columns that are known by the words over them.
    pub columns: usize,
    /// Rows with a task.
    pub tasks: usize,
}

/// What a table has of a plan; nothing where no row names its columns.
pub fn found_in(grid: &Grid) -> Found {
    let Some(heads) = Heads::find(grid) else {
        return Found::default();
    };
    let rows = rows_under(grid, &heads);
    Found {
        columns: heads.at(heads.first()).known(),
        tasks: (rows.iter())
            .filter(|(_, it)| it.says(Column::Task) || it.typed(Column::Task) == NO_VALUE)
            .count(),
    }
}

/// The rows under the heads of a table, each with its own.
fn rows_under<'a>(grid: &'a Grid, heads: &'a Heads) -> Vec<(usize, RowCells<'a>)> {
    let rows = grid.range(heads.first()..);
    let rows = rows.filter(|(row, _)| !heads.is_head(**row));
    let rows = rows.map(|(row, cells)| {
        let head = heads.at(*row);
        (*row, RowCells { head, cells })
    });
    rows.collect()
}

/// The cells of a row by their columns.
struct RowCells<'a> {
    head: &'a Head,
    cells: &'a [String],
}

impl RowCells<'_> {
    fn lines(&self, column: Column) -> &str {
        match self.typed(column) {
            // A formula without a value says nothing, and is refused where it is read.
            NO_VALUE => "",
            typed => typed,
        }
    }

    /// What stands in a cell, also where that is a mark.
    fn typed(&self, column: Column) -> &str {
        let cell = self.head.place(column).and_then(|at| self.cells.get(at));
        cell.map_or("", |it| it.trim())
    }

    fn line(&self, column: Column) -> String {
        clean_line(self.lines(column))
    }

    fn has(&self, column: Column) -> bool {
        self.head.place(column).is_some()
    }

    fn says(&self, column: Column) -> bool {
        let mut letters = self.lines(column).chars();
        // A star stands for every unit.
        letters.any(|it| it.is_alphanumeric() || it == '*')
    }

    /// Whether it says something of a task beside its text.
    fn gives(&self) -> bool {
        let given = [Column::Lead, Column::Helpers, Column::Product, Column::Due];
        given.into_iter().any(|it| self.says(it))
    }

    /// Whether it is numbered as a task: "1", "1.2", "NV3", by a formula, not "I", "A", "".
    fn is_numbered(&self) -> bool {
        let number = self.typed(Column::Number);
        number == NO_VALUE || number.chars().any(|it| it.is_ascii_digit())
    }

    /// Whether words stand where no column has a name; a number there is one of rows.
    fn says_outside(&self) -> bool {
        let said = self.cells.iter().enumerate();
        let mut outside = said.filter(|(at, _)| !self.head.names(*at));
        outside.any(|(_, it)| {
            let numbers = it.trim().trim_end_matches('.').parse::<u32>().is_ok();
            !numbers && it.chars().any(char::is_alphanumeric)
        })
    }

    /// "(1) (2) (3)" under the head.
    fn numbers_columns(&self) -> bool {
        let said = self
            .cells
            .iter()
            .map(|it| it.trim())
            .filter(|it| !it.is_empty());
        let numbers: Vec<Option<u32>> = said
            .map(|it| it.trim_matches(['(', ')', '[', ']']).parse().ok())
            .collect();
        numbers.len() > 2
            && numbers
                .windows(2)
                .all(|it| it[0].is_some() && it[0] < it[1])
    }
}

#[cfg(test)]
fn grid_of(rows: &[&[&str]]) -> Grid {
    let cells = |row: &&[&str]| row.iter().map(|it| (*it).to_owned()).collect();
    (1..).zip(rows.iter().map(cells)).collect()
}

#[cfg(test)]
mod tests;
