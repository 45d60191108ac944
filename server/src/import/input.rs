//! All files of a campaign, read: rows of the ledger with their lines.
use std::{
    collections::{HashMap, hash_map},
    sync::Arc,
};

use app::domain::{Campaign, Instant, local_day, parse_day};

use super::{
    campaign_file::{CampaignFile, Need},
    compare::Comparable,
    current::Current,
    decision::Decision,
    examples,
    fields::{Entry, Time},
    files::{
        indicators::{IndicatorEntry, Indicators},
        *,
    },
    folder::Files,
    problem::{Problem, Report},
    table::{self, Table},
};
use crate::ledger::WorkstreamRow;

macro_rules! input {
    ($($field:ident: $File:ident),+ $(,)?) => {
        /// What the files say, before it is compared with the ledger.
        #[derive(Default)]
        pub(crate) struct Input {
            $(pub $field: Vec<Entry<<$File as CampaignFile>::Row>>,)+
            /// The columns each file has: what the ledger says beside them stays.
            present: Vec<(&'static str, &'static str)>,
            /// The campaign whose office writes by the forms of the app.
            pub office_of: Option<Arc<Campaign>>,
            pub report: Report,
        }

        impl Input {
            /// Reads every file there is. `now` tells what is in the future.
            pub fn read(files: &Files, now: Instant) -> Self {
                let mut input = Self {
                    report: files.report.clone(),
                    office_of: files.office_of.clone(),
                    ..Self::default()
                };
                $(input.$field = input.file::<$File>(files, now);)+
                input
            }
        }
    };
}
campaign_files!(input);

impl Input {
    /// The time zone the campaign's file names, or that of the campaign whose office writes, else
    /// UTC.
    pub fn zone(&self) -> chrono_tz::Tz {
        let office = self.office_of.as_ref().map(|it| it.zone);
        let listed = self.campaign.first();
        let listed = listed.and_then(|c| c.row.time_zone.parse().ok());
        listed.or(office).unwrap_or(chrono_tz::Tz::UTC)
    }

    /// When the files are read; the campaign's is the first of them.
    fn time(&self, now: Instant) -> Time {
        let listed = self.campaign.first().map(|entry| &entry.row);
        let office = self.office_of.as_ref();
        let (start, deadline) = match listed {
            Some(c) => (
                parse_day(&c.start_day),
                c.deadline.as_deref().and_then(parse_day),
            ),
            None => (office.map(|it| it.start), office.and_then(|it| it.deadline)),
        };
        Time {
            today: local_day(now, self.zone()).to_string(),
            around: Time::around(start, deadline),
            demo: office.is_some_and(|it| it.demo),
        }
    }

    /// Whether a file has this column.
    pub fn has(&self, file: &str, column: &str) -> bool {
        self.present.iter().any(|(f, c)| *f == file && *c == column)
    }

    /// Whether it is accounts alone, which are no rows of a campaign.
    pub fn is_of_people(&self) -> bool {
        let mut files = self.present.iter().map(|(file, _)| *file);
        !self.present.is_empty() && files.all(|file| file == PeopleCsv::NAME)
    }

    /// Gives indicators and milestones from the ledger what their files have no column for: what is
    /// judged is the row as it will stand.
    pub(super) fn complete(&mut self, current: &Current) {
        let present = &self.present;
        let has = |file, column| present.contains(&(file, column));
        for IndicatorEntry { indicator, target } in self.indicators.iter_mut().map(|it| &mut it.row)
        {
            let file = IndicatorsCsv::NAME;
            let Indicators {
                latest, targets, ..
            } = &current.indicators;
            if let Some(before) = latest.get(&indicator.key()) {
                indicator.keep(before, &|column| has(file, column));
            }
            if !has(file, "target") {
                *target = targets.get(&indicator.key()).cloned();
            }
        }
        for milestone in self.milestones.iter_mut().map(|it| &mut it.row.milestone) {
            if let Some(before) = current.milestones.latest.get(&milestone.key()) {
                milestone.keep(before, &|column| has(MilestonesCsv::NAME, column));
            }
        }
    }

    /// Whether nothing is wrong with a file; what names its rows can be judged
    /// only then.
    pub fn sound(&self, file: &str) -> bool {
        !self.report.errors.iter().any(|e| e.file == file)
    }

    /// All workstreams with their line, their file and its column of owners.
    pub fn workstreams(&self) -> impl Iterator<Item = Listed<'_>> {
        let databases = self.databases.iter().map(|e| Listed {
            file: DatabasesCsv::NAME,
            line: e.line,
            owner_column: "owner_unit",
            row: &e.row,
            decision: e.decision.as_ref(),
        });
        let programme = self.programme.iter().map(|e| Listed {
            file: ProgrammeCsv::NAME,
            line: e.line,
            owner_column: "lead_unit",
            row: &e.row.workstream,
            decision: e.decision.as_ref(),
        });
        databases.chain(programme)
    }

    fn file<F: CampaignFile>(&mut self, files: &Files, now: Instant) -> Vec<Entry<F::Row>> {
        let Some(table) = self.table::<F>(files) else {
            return Vec::new();
        };
        let time = self.time(now);
        let rows = F::read(&table, &time, &mut self.report);
        self.unique::<F>(rows)
    }

    fn table<F: CampaignFile>(&mut self, files: &Files) -> Option<Table> {
        let bytes = files.get(F::NAME)?;
        let mut table = table::read(F::NAME, bytes, F::COLUMNS, &mut self.report)?;
        examples::take_out(&mut table, F::COLUMNS, &mut self.report);
        let present = F::COLUMNS.all().filter(|column| table.has(column));
        self.present.extend(present.map(|column| (F::NAME, column)));
        if F::NEED == Need::Rows && table.records.is_empty() && self.sound(F::NAME) {
            self.report.error(F::NAME, None, None, Problem::Empty);
        }
        Some(table)
    }

    /// Leaves out the later rows of the same key, with an error for each.
    fn unique<F: CampaignFile>(&mut self, rows: Vec<Entry<F::Row>>) -> Vec<Entry<F::Row>> {
        let mut first = HashMap::new();
        let mut kept = Vec::with_capacity(rows.len());
        for entry in rows {
            match first.entry(F::ledger(&entry.row).key()) {
                hash_map::Entry::Occupied(line) => {
                    let problem = Problem::Twice(*line.get());
                    self.report
                        .error(F::NAME, Some(entry.line), Some(F::KEY), problem);
                }
                hash_map::Entry::Vacant(place) => {
                    place.insert(entry.line);
                    kept.push(entry);
                }
            }
        }
        kept
    }
}

/// A workstream where a file lists it.
pub(crate) struct Listed<'a> {
    pub file: &'static str,
    pub line: u64,
    /// The file's name for the unit that leads it.
    pub owner_column: &'static str,
    pub row: &'a WorkstreamRow,
    pub decision: Option<&'a Decision>,
}
