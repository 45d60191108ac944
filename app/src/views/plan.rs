use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::{Change, MovedOf};
use crate::domain::{Day, DutyKey, PartnerCode, Status, UnitKind, Value, parse_day, words};

words! {
    /// What the plan is made of, by the names of the files that import reads.
    PlanFile {
        Campaign = "campaign",
        Units = "units",
        Groups = "groups",
        GroupMembers = "group_members",
        Partners = "partners",
        Databases = "databases",
        Programme = "programme",
        Duties = "duties",
        Milestones = "milestones",
        Indicators = "indicators",
        Assignments = "assignments",
        Dependencies = "dependencies",
        Bodies = "bodies",
        Helpers = "helpers",
        Triggers = "triggers",
        Cadences = "cadences",
        Rhythms = "rhythms",
        SlotExceptions = "slot_exceptions",
        Documents = "documents",
        Calendar = "calendar",
    }
}

words! {
    /// What the office does to many at once by one decision.
    PlanAct {
        /// One milestone for many units.
        Milestones = "milestones",
        /// A later deadline for a set of milestones.
        Deadlines = "deadlines",
        /// A company for a set of units from a day.
        Companies = "companies",
        /// Units are merged, or one is split.
        Units = "units",
    }
}

/// Rows of a list on one page.
pub const PLAN_PAGE: usize = 50;

/// Changes that a preview names; the rest is counted.
pub const PLAN_LINES: usize = 200;

/// `/plan`: what the plan is made of, what of it asks for something, what can be done.
#[derive(Debug, Clone)]
pub struct PlanHome {
    /// How many rows stand in each part.
    pub parts: Vec<(PlanFile, usize)>,
    pub asks: PlanAsks,
}

/// What of the plan asks for something.
#[derive(Debug, Clone, Default)]
pub struct PlanAsks {
    /// Open units that no company accompanies today.
    pub without_company: Vec<(String, Arc<str>)>,
    /// Companies with more open work than they ever closed in a month.
    pub overloaded: Vec<(PartnerCode, WorkMoved)>,
    /// Assignments that hold and have no decision's number: unit and company.
    pub unnumbered: Vec<(String, String)>,
    /// Open work of companies that are not assigned there.
    pub to_reassign: usize,
    /// Duties that have no product of their own.
    pub without_product: usize,
    /// Workstreams that no unit leads.
    pub without_lead: Vec<(String, Arc<str>)>,
    /// Events that are not recorded: code, name, how many milestones wait for it.
    pub awaited: Vec<(String, Arc<str>, usize)>,
}

/// `/plan/{file}`: the rows of a part of the plan.
#[derive(Debug, Clone)]
pub struct PlanList {
    pub file: PlanFile,
    pub text: String,
    pub columns: Vec<&'static str>,
    pub rows: Vec<PlanListRow>,
    pub matching: usize,
    pub page: usize,
    pub pages: usize,
}

#[derive(Debug, Clone)]
pub struct PlanListRow {
    pub key: String,
    pub label: String,
    /// In the order of the columns.
    pub cells: Vec<String>,
    /// It is over: cancelled, or ended.
    pub over: Option<PlanOver>,
}

/// Why a row of the plan is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanOver {
    Cancelled,
    Ended,
}

/// The page of a row of the plan.
pub fn plan_row_path(file: PlanFile, key: &str) -> String {
    match file {
        // There is one.
        PlanFile::Campaign => "/plan/campaign/row".to_owned(),
        // Codes and days are what they are in an address too.
        _ => format!("/plan/{}/row?key={key}", file.code()),
    }
}

/// One cell of a form.
#[derive(Debug, Clone)]
pub struct PlanField {
    pub column: &'static str,
    pub value: String,
    pub error: Option<String>,
    /// It is found again by it, so that it cannot change.
    pub fixed: bool,
    /// It changes by a decision only.
    pub promised: bool,
    /// It may be left empty.
    pub optional: bool,
}

/// The decision behind a change, as typed.
#[derive(Debug, Clone, Default)]
pub struct PlanDecision {
    pub number: String,
    pub reason: String,
    pub approver: String,
    pub errors: [Option<String>; 3],
}

/// `/plan/{file}/row` and `/plan/{file}/new`: one row, what it was, and what a change moves.
#[derive(Debug, Clone)]
pub struct PlanRowPage {
    pub file: PlanFile,
    /// None for a new one.
    pub key: Option<String>,
    pub label: String,
    pub over: Option<PlanOver>,
    pub fields: Vec<PlanField>,
    /// None where rows of the file carry none.
    pub decision: Option<PlanDecision>,
    /// Units, workstreams, companies to choose from.
    pub names: PlanNames,
    pub form: PlanForm,
    /// Where else something is done to it.
    pub elsewhere: Vec<PlanElsewhere>,
    pub history: Vec<PlanPast>,
}

/// Another page on which something is done to a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanElsewhere {
    /// The duty of a milestone, with all that happened to it.
    Duty(DutyKey),
    /// More time, another party, cancelling.
    Adjust,
    /// What comes after a new unit: its duties, companies, milestones.
    AfterUnit,
}

/// What every form of the plan carries, and what came of it.
#[derive(Debug, Clone, Default)]
pub struct PlanForm {
    /// The account it was given to.
    pub account: String,
    /// The sign of what its reader read: the row, and then the preview.
    pub seen: String,
    /// What is wrong with it as a whole.
    pub errors: Vec<String>,
    pub preview: Option<PlanPreview>,
    /// Others changed something since the preview was read: it was computed anew.
    pub overtaken: bool,
    /// It was to be saved, and nobody said that it was read.
    pub unread: bool,
    /// What was typed says what stands already.
    pub nothing: bool,
    /// The place in the order that was written, by the form before this page.
    pub done: Option<i64>,
}

impl PlanForm {
    /// Shows what a change moves: what is sent next was read with it, after what was read `before`.
    pub fn shows(&mut self, preview: PlanPreview, overtaken: bool, before: &str) {
        self.seen = format!("{before} {}", preview.sign);
        self.preview = Some(preview);
        self.overtaken = overtaken;
    }

    /// The two signs that a form carries: of the row, and of what a change of it moves.
    pub fn signs(seen: &str) -> (&str, &str) {
        seen.split_once(' ').unwrap_or((seen, ""))
    }
}

/// What may be named in a form: code and name.
#[derive(Debug, Clone, Default)]
pub struct PlanNames {
    pub units: Vec<(String, Arc<str>)>,
    pub workstreams: Vec<(String, Arc<str>)>,
    pub partners: Vec<(String, Arc<str>)>,
    pub bodies: Vec<(String, Arc<str>)>,
    pub triggers: Vec<(String, Arc<str>)>,
    pub groups: Vec<(String, Arc<str>)>,
}

/// The names of a plan by their codes: each of many rows is called by them.
#[derive(Debug, Clone)]
pub struct PlanCalled<'a> {
    units: HashMap<&'a str, &'a str>,
    workstreams: HashMap<&'a str, &'a str>,
    partners: HashMap<&'a str, &'a str>,
    bodies: HashMap<&'a str, &'a str>,
    groups: HashMap<&'a str, &'a str>,
}

impl PlanNames {
    pub fn by_code(&self) -> PlanCalled<'_> {
        PlanCalled {
            units: by_code(&self.units),
            workstreams: by_code(&self.workstreams),
            partners: by_code(&self.partners),
            bodies: by_code(&self.bodies),
            groups: by_code(&self.groups),
        }
    }
}

fn by_code(all: &[(String, Arc<str>)]) -> HashMap<&str, &str> {
    // The first of a code, as a list shows it.
    let all = all.iter().rev();
    all.map(|(code, name)| (code.as_str(), name.as_ref()))
        .collect()
}

impl PlanCalled<'_> {
    /// What a row is called, with names in the place of codes.
    pub fn say(&self, file: PlanFile, label: &str) -> String {
        let two = |between: &str, after: &str| {
            let (unit, rest) = label.split_once(between)?;
            let (code, rest) = match rest.find(after).filter(|_| !after.is_empty()) {
                Some(at) => rest.split_at(at),
                None => (rest, ""),
            };
            Some((unit, code, rest))
        };
        let said = match file {
            PlanFile::Duties => two(" – ", "")
                .map(|(unit, code, _)| format!("{} – {}", self.unit(unit), self.workstream(code))),
            PlanFile::GroupMembers => two(" – ", "").map(|(unit, group, _)| {
                let group = self.groups.get(group).unwrap_or(&group);
                format!("{} – {group}", self.unit(unit))
            }),
            PlanFile::Milestones | PlanFile::Rhythms => {
                two(" – ", ": ").map(|(unit, code, title)| {
                    format!("{} – {}{title}", self.unit(unit), self.workstream(code))
                })
            }
            PlanFile::Assignments => two(" – ", " từ ").map(|(unit, code, from)| {
                let day = from.strip_prefix(" từ ").and_then(parse_day);
                let from = day.map(|day| format!(" từ {}", day.format("%d/%m/%Y")));
                format!(
                    "{} – {}{}",
                    self.unit(unit),
                    self.partner(code),
                    from.unwrap_or_default()
                )
            }),
            PlanFile::Dependencies => two(" chờ ", "").map(|(one, other, _)| {
                format!("{} chờ {}", self.workstream(one), self.workstream(other))
            }),
            PlanFile::Helpers => two(" có ", " phối hợp").map(|(one, body, rest)| {
                let body = self.bodies.get(body).unwrap_or(&body);
                format!("{} có {body}{rest}", self.workstream(one))
            }),
            _ => None,
        };
        said.unwrap_or_else(|| label.to_owned())
    }

    /// A unit by name and code: two may have one name.
    fn unit(&self, code: &str) -> String {
        match self.units.get(code) {
            Some(name) => format!("{name} ({code})"),
            None => code.to_owned(),
        }
    }

    fn workstream(&self, code: &str) -> String {
        (*self.workstreams.get(code).unwrap_or(&code)).to_owned()
    }

    fn partner(&self, code: &str) -> String {
        (*self.partners.get(code).unwrap_or(&code)).to_owned()
    }
}

/// A row that stood once.
#[derive(Debug, Clone)]
pub struct PlanPast {
    pub on: Day,
    pub time: String,
    pub seq: i64,
    /// Who saved it, where it was by a form of the plan.
    pub by: Option<String>,
    /// Column, before, after; empty for the first.
    pub changes: Vec<PlanChange>,
    /// The decisions recorded with it: number, reason, approver.
    pub decisions: Vec<(String, String, String)>,
}

/// One cell that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanChange {
    pub column: String,
    pub was: String,
    pub now: String,
}

/// What would be written, and what it moves.
#[derive(Debug, Clone)]
pub struct PlanPreview {
    /// The sign of all of it: what is written is what was read.
    pub sign: String,
    /// When it was computed: the time of the day.
    pub at: String,
    pub lines: Vec<PlanLine>,
    /// How many rows there are, also those that are not named.
    pub rows: usize,
    /// The same by file.
    pub parts: Vec<(&'static str, usize)>,
    pub notes: Vec<String>,
    pub effect: PlanEffect,
}

/// A row that would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanLine {
    pub file: &'static str,
    pub label: String,
    /// Empty for a new row.
    pub changes: Vec<PlanChange>,
    /// What a new row says: column and cell.
    pub said: Vec<(String, String)>,
}

/// What a change of the plan moves, today.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanEffect {
    /// The campaign's figures.
    pub whole: FiguresMoved,
    /// Databases and tasks whose figures move, units, companies: the largest first.
    pub workstreams: Vec<FiguresMoved>,
    pub units: Vec<FiguresMoved>,
    pub companies: Vec<FiguresMoved>,
    /// Duties by status, of the campaign's figures: before and after.
    pub statuses: Vec<(Status, u32, u32)>,
    /// Duties that turn to another status, or are new, or end.
    pub turns: Vec<Turn>,
    /// Who has other open work than before.
    pub work: Vec<WorkMoved>,
    /// Minutes a week that reports and measurements ask of units: before and after.
    pub minutes: (Value, Value),
    /// Open work that would lie with nobody: its title and its unit.
    pub orphaned: Vec<(Arc<str>, Arc<str>)>,
}

/// Figures of something, before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct FiguresMoved {
    pub of: MovedOf,
    pub claimed: Change,
    pub accepted: Change,
    /// The share of the way to the targets.
    pub measured: Change,
    /// By original deadlines.
    pub plan: Change,
    /// In tenths of a point.
    pub gap: (Option<i64>, Option<i64>),
}

/// A duty that would have another status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub unit: Arc<str>,
    pub workstream: Arc<str>,
    pub duty: DutyKey,
    pub was: Option<Status>,
    pub now: Option<Status>,
}

/// Open work of a company, or of all units together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkMoved {
    /// None: what units do themselves.
    pub company: Option<Arc<str>>,
    pub now: usize,
    pub then: usize,
    /// The most that was accepted of it in one month.
    pub most_in_a_month: usize,
}

impl WorkMoved {
    /// More is open than was ever closed in a month.
    pub const fn overloaded(&self) -> bool {
        self.company.is_some() && self.then > self.most_in_a_month && self.then > 0
    }
}

/// What was typed into a form for many, by field: of boxes all that were ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanTyped(pub BTreeMap<String, Vec<String>>);

impl PlanTyped {
    /// The first value of a field, empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        let values = self.0.get(name);
        values.and_then(|it| it.first()).map_or("", String::as_str)
    }

    /// Whether a box with this value is ticked.
    pub fn ticked(&self, name: &str, value: &str) -> bool {
        let values = self.0.get(name);
        values.is_some_and(|it| it.iter().any(|it| it == value))
    }
}

/// A form of the plan as it was sent: a row, a table, or an act for many, with all that was answered
/// and typed beside it.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct PlanSent {
    pub fields: Vec<(String, String)>,
}

impl PlanSent {
    /// What the server gave to each form; the rest was typed.
    const GIVEN: [&str; 4] = ["account", "seen", "action", "read"];

    /// The table that was pasted, empty where there is none.
    pub fn table(&self) -> &str {
        let found = self.fields.iter().find(|(name, _)| name == "text");
        found.map_or("", |(_, value)| value)
    }

    /// What was typed, by the names of the fields.
    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.fields.iter();
        let all = all.map(|(name, value)| (name.as_str(), value.trim()));
        all.filter(|(name, value)| !Self::GIVEN.contains(name) && !value.is_empty())
    }
}

/// `/plan/together/{act}`: something done to many at once.
#[derive(Debug, Clone)]
pub struct PlanTogether {
    pub act: PlanAct,
    pub typed: PlanTyped,
    /// What is wrong with a field, by its name.
    pub errors: BTreeMap<&'static str, String>,
    pub decision: PlanDecision,
    pub names: PlanNames,
    /// Open units of each kind.
    pub kinds: Vec<(UnitKind, usize)>,
    pub form: PlanForm,
}

/// `/plan/{file}/table`: rows from a table that is pasted.
#[derive(Debug, Clone)]
pub struct PlanTable {
    pub file: PlanFile,
    pub columns: Vec<&'static str>,
    pub text: String,
    pub form: PlanForm,
}

/// What is wrong with a form for many, before its rows are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanWrong {
    Missing,
    NotADay,
    NoUnits,
    UnknownUnit(String),
    /// Not a workstream and a unit that goes on.
    NotElsewhere(String),
    /// A unit ends and goes on.
    IntoEnding(String),
    /// No unit has a duty in the workstream.
    NoDuties,
    NoRows,
}

/// `/plan/changes`: who changed the plan, when, by which decision.
#[derive(Debug, Clone)]
pub struct PlanChanges {
    /// The newest first: day, time, account, what.
    pub rows: Vec<(Day, String, String, String)>,
}
