//! All files of a campaign, read: rows of the ledger with their lines.
use app::domain::Instant;

use super::{
    assignments, campaign, databases, duties,
    duties::DutyEntry,
    fields::Entry,
    files::Files,
    indicators,
    indicators::IndicatorEntry,
    measurements, milestones, partners, people,
    problem::{Problem, Report},
    programme,
    programme::Task,
    table,
    table::{Columns, Table},
    units,
};
use crate::{
    db::people::Person,
    ledger::{
        AssignmentRow, CampaignRow, MeasurementRow, MilestoneRow, PartnerRow, UnitRow,
        WorkstreamRow,
    },
};

/// What the files say, before it is compared with the ledger.
#[derive(Debug, Clone, Default)]
pub struct Input {
    pub campaign: Vec<Entry<CampaignRow>>,
    pub units: Vec<Entry<UnitRow>>,
    pub partners: Vec<Entry<PartnerRow>>,
    pub databases: Vec<Entry<WorkstreamRow>>,
    pub programme: Vec<Entry<Task>>,
    pub duties: Vec<Entry<DutyEntry>>,
    pub assignments: Vec<Entry<AssignmentRow>>,
    pub indicators: Vec<Entry<IndicatorEntry>>,
    pub measurements: Vec<Entry<MeasurementRow>>,
    pub milestones: Vec<Entry<MilestoneRow>>,
    pub people: Vec<Entry<Person>>,
    /// The columns each file has: what the ledger says beside them stays.
    present: Vec<(&'static str, &'static str)>,
    pub report: Report,
}

impl Input {
    /// Reads every file there is. `now` tells what is in the future.
    pub fn read(files: &Files, now: Instant) -> Self {
        let mut input = Self {
            report: files.report.clone(),
            ..Self::default()
        };
        if let Some(t) = input.table(files, campaign::FILE, campaign::COLUMNS) {
            input.campaign = campaign::read(&t, &mut input.report);
        }
        if let Some(t) = input.table(files, units::FILE, units::COLUMNS) {
            let rows = units::read(&t, &mut input.report);
            input.units = input.unique(units::FILE, "code", rows, |r| r.code.clone());
        }
        if let Some(t) = input.table(files, partners::FILE, partners::COLUMNS) {
            let rows = partners::read(&t, &mut input.report);
            input.partners = input.unique(partners::FILE, "code", rows, |r| r.code.clone());
        }
        if let Some(t) = input.table(files, databases::FILE, databases::COLUMNS) {
            let rows = databases::read(&t, &mut input.report);
            input.databases = input.unique(databases::FILE, "code", rows, |r| r.code.clone());
        }
        if let Some(t) = input.table(files, programme::FILE, programme::COLUMNS) {
            let rows = programme::read(&t, &mut input.report);
            input.programme =
                input.unique(programme::FILE, "code", rows, |r| r.workstream.code.clone());
        }
        if let Some(t) = input.table(files, duties::FILE, duties::COLUMNS) {
            let rows = duties::read(&t, &mut input.report);
            input.duties = input.unique(duties::FILE, "workstream", rows, |r| {
                (r.duty.unit.clone(), r.duty.workstream.clone())
            });
        }
        if let Some(t) = input.table(files, assignments::FILE, assignments::COLUMNS) {
            let rows = assignments::read(&t, &mut input.report);
            input.assignments = input.unique(assignments::FILE, "partner", rows, |r| {
                (r.unit.clone(), r.partner.clone(), r.valid_from.clone())
            });
        }
        if let Some(t) = input.table(files, indicators::FILE, indicators::COLUMNS) {
            let rows = indicators::read(&t, &mut input.report);
            input.indicators =
                input.unique(indicators::FILE, "code", rows, |r| r.indicator.code.clone());
        }
        if let Some(t) = input.table(files, measurements::FILE, measurements::COLUMNS) {
            let today = input.today(now);
            let rows = measurements::read(&t, &today, &mut input.report);
            input.measurements = input.unique(measurements::FILE, "date", rows, |r| {
                (r.indicator.clone(), r.day.clone())
            });
        }
        if let Some(t) = input.table(files, milestones::FILE, milestones::COLUMNS) {
            let rows = milestones::read(&t, &mut input.report);
            input.milestones = input.unique(milestones::FILE, "title", rows, |r| r.id.clone());
        }
        if let Some(t) = input.table(files, people::FILE, people::COLUMNS) {
            let rows = people::read(&t, &mut input.report);
            input.people = input.unique(people::FILE, "username", rows, |r| r.username.clone());
        }
        input
    }

    /// The time zone the campaign's file names, else UTC.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.campaign
            .first()
            .and_then(|c| c.row.time_zone.parse().ok())
            .unwrap_or(chrono_tz::Tz::UTC)
    }

    fn today(&self, now: Instant) -> String {
        app::domain::local_day(now, self.zone()).to_string()
    }

    /// Whether a file has this column.
    pub fn has(&self, file: &str, column: &str) -> bool {
        self.present.iter().any(|(f, c)| *f == file && *c == column)
    }

    /// Whether nothing is wrong with a file; what names its rows can be judged
    /// only then.
    pub fn sound(&self, file: &str) -> bool {
        !self.report.errors.iter().any(|e| e.file == file)
    }

    /// All workstreams with their file and line.
    pub fn workstreams(&self) -> impl Iterator<Item = (&'static str, u64, &WorkstreamRow)> {
        let databases = self
            .databases
            .iter()
            .map(|e| (databases::FILE, e.line, &e.row));
        let programme = self
            .programme
            .iter()
            .map(|e| (programme::FILE, e.line, &e.row.workstream));
        databases.chain(programme)
    }

    fn table(&mut self, files: &Files, file: &'static str, columns: Columns) -> Option<Table> {
        let table = table::read(file, files.get(file)?, columns, &mut self.report)?;
        let all = columns.required.iter().chain(columns.optional);
        self.present
            .extend(all.filter(|c| table.has(c)).map(|c| (file, *c)));
        let needed = matches!(file, campaign::FILE | units::FILE | databases::FILE);
        if needed && table.records.is_empty() && self.sound(file) {
            self.report.error(file, None, None, Problem::Empty);
        }
        Some(table)
    }

    /// Leaves out the later rows of the same key, with an error for each.
    fn unique<T, K: std::hash::Hash + Eq>(
        &mut self,
        file: &'static str,
        column: &'static str,
        rows: Vec<Entry<T>>,
        key: impl Fn(&T) -> K,
    ) -> Vec<Entry<T>> {
        let mut first = std::collections::HashMap::new();
        let mut kept = Vec::with_capacity(rows.len());
        for entry in rows {
            match first.entry(key(&entry.row)) {
                std::collections::hash_map::Entry::Occupied(line) => {
                    let problem = Problem::Twice(*line.get());
                    self.report
                        .error(file, Some(entry.line), Some(column), problem);
                }
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(entry.line);
                    kept.push(entry);
                }
            }
        }
        kept
    }
}
