//! A plan as a clerk writes it, a row a task: text, leads, helpers, product, deadline in words. Each
//! cell is understood as what the campaign's files say; what has two readings is asked.
mod columns;
mod document;
mod due;
mod files;
mod folded;
mod merged;
mod names;
mod question;
mod who;

use std::collections::{BTreeMap, BTreeSet};

use app::{
    domain::{Day, DocumentNumber, Every, UnitKind, WorkstreamKind, clean_line},
    text::{accented_key, search_key},
    views::{
        SheetCell, SheetDue, SheetMeans, SheetNote, SheetProduct, SheetQuestion, SheetRefusal,
        SheetRhythms, SheetTask, SheetWho, sheet_other_field,
    },
};

use columns::{Column, Head};
use due::{Said, Span};
use folded::Folded;
use question::{Asked, Questions};
use who::{As, Read};

pub use document::Directive;
pub use question::Shown;

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
    /// Workstreams by code and name.
    pub workstreams: Vec<(String, String)>,
    /// Bodies and events, by code and name.
    pub bodies: Vec<(String, String)>,
    pub triggers: Vec<(String, String)>,
    /// Open units by kind, and those of each group.
    pub units: Vec<(String, UnitKind)>,
    pub groups: BTreeMap<String, Vec<String>>,
    pub cadences: Vec<SheetCadence>,
    /// How long reports are still taken, most often first.
    pub cut_offs: Vec<u16>,
    /// Rhythms by code: the day in the first period, and the cadence.
    pub rhythms: BTreeMap<String, (Day, String)>,
    /// What the campaign has of each workstream: an answer that was given is not asked for again.
    pub shown: BTreeMap<String, Shown>,
    pub documents: Vec<DocumentNumber>,
    pub today: Day,
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
            !(it.name.is_empty() && kept)
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

    /// Whether nothing is left to be asked.
    pub fn answered(&self) -> bool {
        self.questions.iter().all(|it| it.chosen.is_some())
    }
}

/// Reads a plan; `answers`: what was answered, by the fields of the questions. None where no row
/// names its columns.
pub fn read(grid: &Grid, beside: &Beside, answers: BTreeMap<String, String>) -> Option<Understood> {
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
    let head = Head::find(grid)?;
    let typed_source = answers.get(SOURCE).cloned();
    let end = beside
        .deadline
        .or_else(|| beside.start.checked_add_months(OPEN_END));
    let mut reading = Reading {
        beside,
        span: Span {
            start: beside.start,
            end: end.unwrap_or(beside.start),
        },
        codes: beside
            .workstreams
            .iter()
            .map(|(code, _)| code.clone())
            .collect(),
        questions: Questions::new(answers),
        heading: String::new(),
        tasks: Vec::new(),
        notes: Vec::new(),
        rhythms: None,
        weekly: None,
        remarks: false,
    };
    let directive = Directive::above(grid, head.first);
    for (row, cells) in grid.range(head.first..) {
        reading.row(*row, &RowCells { head: &head, cells });
    }
    if let Some(weekly) = reading.weekly.filter(|_| reading.rhythms.is_none()) {
        let asked = due::rhythms(&beside.cut_offs);
        reading.questions.settle(&asked, weekly);
    }
    let source = match typed_source {
        Some(typed) => typed,
        None => directive
            .as_ref()
            .map_or_else(String::new, |it| it.number.clone()),
    };
    let remarks = head.remarks.clone().filter(|_| reading.remarks);
    Some(Understood {
        tasks: reading.tasks,
        questions: reading.questions.all,
        unread: head.unread.into_iter().chain(remarks).collect(),
        notes: reading.notes,
        rhythms: reading.rhythms,
        directive,
        source,
    })
}

/// The field of what tasks come from whose row names nothing.
pub const SOURCE: &str = "plan_source";

/// How many rows of a table have a task, as far as its head is found.
pub fn tasks_in(grid: &Grid) -> usize {
    let Some(head) = Head::find(grid) else {
        return 0;
    };
    let rows = grid.range(head.first..);
    let cells = rows.map(|(_, cells)| RowCells { head: &head, cells });
    cells.filter(|it| it.says(Column::Task)).count()
}

/// The cells of a row by their columns.
struct RowCells<'a> {
    head: &'a Head,
    cells: &'a [String],
}

impl RowCells<'_> {
    fn lines(&self, column: Column) -> &str {
        let cell = self.head.place(column).and_then(|at| self.cells.get(at));
        cell.map_or("", |it| it.trim())
    }

    fn line(&self, column: Column) -> String {
        clean_line(self.lines(column))
    }

    fn says(&self, column: Column) -> bool {
        self.lines(column).chars().any(char::is_alphanumeric)
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

struct Reading<'a> {
    beside: &'a Beside,
    span: Span,
    /// Codes that are taken.
    codes: BTreeSet<String>,
    questions: Questions,
    heading: String,
    tasks: Vec<SheetTask>,
    notes: Vec<(usize, SheetNote)>,
    rhythms: Option<SheetRhythms>,
    /// What the campaign has of what recurs weekly: it says nothing of the day on which data close.
    weekly: Option<SheetMeans>,
    /// There are remarks that nothing is read of.
    remarks: bool,
}

impl Reading<'_> {
    /// Asks, beside what the campaign has of a task.
    fn ask(&mut self, asked: &Asked, row: usize, task: &str) -> Option<SheetMeans> {
        let nothing = Shown::default();
        let shown = self.beside.shown.get(task).unwrap_or(&nothing);
        self.questions.ask(asked, row, shown, &self.beside.known)
    }

    fn row(&mut self, row: usize, cells: &RowCells<'_>) {
        if cells.numbers_columns() {
            return;
        }
        let given = [Column::Lead, Column::Helpers, Column::Product, Column::Due];
        let given = given.into_iter().any(|it| cells.says(it));
        let title = cells.line(Column::Task);
        match (title.is_empty(), given) {
            (true, true) if !self.tasks.is_empty() => self.goes_on(row, cells),
            (true, false) if cells.line(Column::Number).len() > 4 => {
                self.heading = cells.line(Column::Number);
            }
            (true, _) => {}
            (false, false) if !is_numbered(&cells.line(Column::Number)) => self.heading = title,
            (false, _) => self.task(row, title, cells),
        }
    }

    /// Another product of the task above, whose cell reaches over this row.
    fn goes_on(&mut self, row: usize, cells: &RowCells<'_>) {
        let code = self.tasks.last().map(|it| it.code.clone());
        let product = self.product(row, &code.unwrap_or_default(), cells);
        if let Some(task) = self.tasks.last_mut() {
            task.products.push(product);
        }
    }

    fn task(&mut self, row: usize, title: String, cells: &RowCells<'_>) {
        let (leads, helping) = parted_lead(cells.lines(Column::Lead));
        let helpers = [cells.lines(Column::Helpers), &helping]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join("\n");
        let (code, known) = self.code(&title, cells);
        let leads = self.named(row, &code, &leads, As::Lead);
        let mut helpers = self.named(row, &code, &helpers, As::Helper);
        helpers.read.retain(|it| !leads.read.contains(it));
        let companies = leads.read.iter().chain(&helpers.read);
        if companies
            .filter(|it| matches!(it, SheetWho::Partner(..)))
            .count()
            > 1
        {
            self.notes.push((row, SheetNote::Companies));
        }
        if leads.written.is_empty() {
            self.notes.push((row, SheetNote::NoLead));
        }
        let heading = match cells.line(Column::Heading) {
            said if said.is_empty() => self.heading.clone(),
            said => said,
        };
        let product = self.product(row, &code, cells);
        let source = self.source(cells);
        let task = SheetTask {
            row,
            code,
            known,
            heading,
            kind: self.questions.kind(row).unwrap_or_else(|| kind(&title)),
            leads,
            helpers,
            products: vec![product],
            source,
            title,
        };
        self.tasks.push(task);
    }

    /// What a task comes from: its own cell, else a remark that names a document.
    fn source(&mut self, cells: &RowCells<'_>) -> String {
        let (own, remark) = (cells.line(Column::Source), cells.line(Column::Remark));
        let names = document::is_named(&remark);
        self.remarks |= !remark.is_empty() && !names;
        if own.is_empty() && names { remark } else { own }
    }

    fn product(&mut self, row: usize, task: &str, cells: &RowCells<'_>) -> SheetProduct {
        let written = cells.line(Column::Due);
        let said = due::read(&written, self.span);
        let read = match &said {
            Said::One(due) => Some(due.clone()),
            Said::Asked(asked) => match self.ask(asked, row, task) {
                Some(SheetMeans::Due(due)) => Some(due),
                _ => None,
            },
        };
        // What recurs either way is asked for at once.
        let recurs = match (&read, &said) {
            (Some(SheetDue::Rhythm(rhythm)), _) => Some(*rhythm),
            (None, Said::Asked(asked)) => asked.recurs(),
            _ => None,
        };
        if let Some(rhythm) = recurs {
            let asked = due::rhythms(&self.beside.cut_offs);
            if rhythm.every == Every::Week
                && let Some(shown) = self.beside.shown.get(task)
            {
                let mut choices = asked.choices.iter();
                self.weekly = choices.find(|it| shown.means.contains(it)).cloned();
            }
            self.rhythms = match self.ask(&asked, row, task) {
                Some(SheetMeans::Rhythms(answer)) => Some(answer),
                _ => None,
            };
        }
        match &read {
            Some(SheetDue::Words(words)) => {
                let note = SheetNote::NeverOverdue(words.clone());
                self.notes.push((row, note));
            }
            Some(SheetDue::Day(_)) if due::says_more(&written) => {
                self.notes.push((row, SheetNote::AlsoSaid(written.clone())));
            }
            _ => {}
        }
        SheetProduct {
            row,
            name: cells.line(Column::Product),
            due: SheetCell {
                written,
                read: read.into_iter().collect(),
            },
        }
    }

    fn named(&mut self, row: usize, task: &str, cell: &str, of: As) -> SheetCell<SheetWho> {
        let mut read = Vec::new();
        for it in self.beside.known.read(cell, of) {
            let who = match it {
                Read::One(who) => Some(who),
                Read::Asked(asked) => match self.ask(&asked, row, task) {
                    Some(SheetMeans::Who(who)) => Some(who),
                    _ => None,
                },
            };
            read.extend(who.filter(|who| !read.contains(who)));
        }
        SheetCell {
            written: clean_line(cell),
            read,
        }
    }

    /// The code of a task: that of the one with this title, the one in its cell, or one by its
    /// number. And whether it stands in the plan.
    fn code(&mut self, title: &str, cells: &RowCells<'_>) -> (String, bool) {
        let key = accented_key(title);
        let there = self.beside.workstreams.iter();
        if let Some((code, _)) = there.clone().find(|(_, name)| accented_key(name) == key) {
            return (code.clone(), true);
        }
        let typed = cells.line(Column::Code);
        let valid = app::domain::WorkstreamCode::parse(&typed).is_ok();
        let number = cells.line(Column::Number);
        let number: Option<usize> = number.trim_end_matches('.').parse().ok();
        let next = |n: usize| format!("NV{n:02}");
        let wanted = match (valid, number) {
            (true, _) => Some(typed),
            (false, number) => number.map(next),
        };
        let first = wanted.unwrap_or_else(|| next(1));
        let mut all = std::iter::successors(Some(first), |it| Some(code_after(it)));
        let code = all.find(|it| !self.codes.contains(it));
        let code = code.unwrap_or_default();
        self.codes.insert(code.clone());
        (code, false)
    }
}

/// The next code of the same form: NV09 after NV08, A-2 after A.
fn code_after(code: &str) -> String {
    let bare = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &code[bare.len()..];
    match number.parse::<u32>() {
        Ok(n) => format!("{bare}{:0width$}", n + 1, width = number.len()),
        Err(_) => format!("{code}-2"),
    }
}

/// Whether a row of tasks is numbered as one: "1", "1.2", "NV3", not "I", "A", "".
fn is_numbered(number: &str) -> bool {
    number.chars().any(|c| c.is_ascii_digit())
}

/// How a cell of leads goes on with those who help, the longest words first.
const HELPING: [&str; 5] = [
    "phoi hop thuc hien voi",
    "phoi hop cung voi",
    "phoi hop cung",
    "phoi hop voi",
    "phoi hop",
];

/// "Sở A chủ trì, phối hợp với Sở B" in the cell of leads: who leads, who helps.
fn parted_lead(cell: &str) -> (String, String) {
    let text = Folded::new(cell);
    let whole = text.plain.len();
    let end = text.plain.find("phoi hop").unwrap_or(whole);
    let after = text.plain.get(end..).unwrap_or_default();
    let words = HELPING.iter().find(|it| after.starts_with(**it));
    let helpers = text.written(end + words.map_or(0, |it| it.len())..whole);
    let said = text.plain.get(..end).unwrap_or_default();
    // "Chủ trì: Sở A" and "Sở A chủ trì".
    let leads = match said.find("chu tri") {
        Some(0) => text.written("chu tri".len()..end),
        Some(at) => text.written(0..at),
        None => text.written(0..end),
    };
    let bare = |it: String| {
        it.trim_matches([':', '(', ')', ',', ';', '-', ' '])
            .to_owned()
    };
    (bare(leads), bare(helpers))
}

/// What sort of thing a task is, by its words: the first that fits.
fn kind(title: &str) -> WorkstreamKind {
    const SAY: &[(WorkstreamKind, &[&str])] = &[
        (
            WorkstreamKind::Security,
            &[
                "an toan thong tin",
                "an ninh mang",
                "bao mat",
                "an toan, an ninh",
                "cap do he thong",
            ],
        ),
        (
            WorkstreamKind::Regulation,
            &[
                "ban hanh",
                "quy che",
                "nghi quyet",
                "quyet dinh",
                "ke hoach",
                "de an",
                "quy dinh",
                "huong dan",
                "co che",
                "chinh sach",
                "chuong trinh hanh dong",
            ],
        ),
        (
            WorkstreamKind::Data,
            &[
                "du lieu",
                "so hoa",
                "lam sach",
                "doi soat",
                "cap nhat ho so",
            ],
        ),
        (
            WorkstreamKind::Platform,
            &[
                "nen tang",
                "he thong",
                "phan mem",
                "cong ",
                "ung dung",
                "ket noi",
                "tich hop",
                "trung tam du lieu",
            ],
        ),
    ];
    // "Quý", "kĩ": as names are compared.
    let key = search_key(title);
    let says = |words: &&[&str]| words.iter().any(|it| key.contains(&search_key_of(it)));
    let found = SAY.iter().find(|(_, words)| says(words));
    found.map_or(WorkstreamKind::Resource, |(kind, _)| *kind)
}

/// Words of a table as [`search_key`] has them, with the blank at their end.
fn search_key_of(words: &str) -> String {
    let key = search_key(words);
    match words.ends_with(' ') {
        true => format!("{key} "),
        false => key,
    }
}

#[cfg(test)]
fn grid_of(rows: &[&[&str]]) -> Grid {
    let cells = |row: &&[&str]| row.iter().map(|it| (*it).to_owned()).collect();
    (1..).zip(rows.iter().map(cells)).collect()
}

#[cfg(test)]
mod tests;
