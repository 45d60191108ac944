//! Compares the files with the ledger.
use std::{collections::HashMap, path::Path};

use app::domain::{Group, Instant, WorkstreamKind, local_day, parse_day, start_of};

use super::{
    ImportError, assignments, campaign, check,
    compare::{Comparable, against, beside},
    databases, duties,
    files::Files,
    held::{Held, Latest},
    indicators,
    input::Input,
    known, leads, measurements, milestones, partners, people,
    plan::{FileChanges, Plan},
    problem::Problem,
    programme,
    rows::Rows,
    units,
};
use crate::{
    db::Db,
    ledger::{DutyRow, MeasurementEventRow, WorkstreamRow},
};

/// Reads the files of a folder and compares them with the ledger; writes
/// nothing.
pub async fn plan(db: &Db, dir: &Path, now: Instant) -> Result<Plan, ImportError> {
    plan_files(db, &Files::read(dir)?, now).await
}

/// The same for files already read.
pub async fn plan_files(db: &Db, files: &Files, now: Instant) -> Result<Plan, ImportError> {
    let held = Held::load(db).await?;
    let mut input = Input::read(files, now);
    let zone = input.zone();
    let led = leads::missing(&input, &held, local_day(now, zone));
    let roles = leads::all(&input, &held, &led);
    check::campaign(&mut input, &held);
    known::check(&mut input, &held);
    leads::check(&mut input, &held, &roles);
    check::assignments(&mut input, &held);
    check::duties(&mut input, &held, &roles);
    let beginning = input
        .campaign
        .first()
        .filter(|_| held.empty())
        .and_then(|c| parse_day(&c.row.start_day))
        .map(|start| start_of(start, zone));
    let mut comparison = Comparison {
        input: &input,
        held: &held,
        rows: Rows::default(),
        files: Vec::new(),
        notes: Vec::new(),
    };
    for file in files.names() {
        comparison.file(file, &led);
    }
    let Comparison {
        mut rows,
        files,
        notes,
        ..
    } = comparison;
    let mut report = input.report;
    for (line, problem) in notes {
        report.note(people::FILE, Some(line), Some("username"), problem);
    }
    let count = led.len();
    rows.duties.extend(led);
    Ok(Plan {
        files,
        led: count,
        report,
        rows,
        seq: held.seq,
        beginning,
        zone,
    })
}

struct Comparison<'a> {
    input: &'a Input,
    held: &'a Held,
    rows: Rows,
    files: Vec<FileChanges>,
    notes: Vec<(u64, Problem)>,
}

impl Comparison<'_> {
    fn file(&mut self, file: &'static str, led: &[DutyRow]) {
        let mut changes = FileChanges::of(file);
        let changes_ref = &mut changes;
        match file {
            campaign::FILE => self.campaign(changes_ref),
            units::FILE => self.units(changes_ref),
            partners::FILE => self.partners(changes_ref),
            databases::FILE => self.databases(changes_ref),
            programme::FILE => self.programme(changes_ref),
            duties::FILE => self.duties(changes_ref, led),
            assignments::FILE => self.assignments(changes_ref),
            indicators::FILE => self.indicators(changes_ref),
            measurements::FILE => self.measurements(changes_ref),
            milestones::FILE => self.milestones(changes_ref),
            _ => self.people(changes_ref),
        }
        self.files.push(changes);
    }

    fn campaign(&mut self, changes: &mut FileChanges) {
        let held: Latest<_> = self
            .held
            .campaign
            .iter()
            .map(|c| (c.key(), c.clone()))
            .collect();
        for e in &self.input.campaign {
            let has = |column: &str| self.input.has(campaign::FILE, column);
            let label = e.row.name.clone();
            let row = against(e.row.clone(), e.line, label, &held, &has, changes);
            self.rows.campaign.extend(row);
        }
    }

    fn units(&mut self, changes: &mut FileChanges) {
        let has = |column: &str| self.input.has(units::FILE, column);
        for e in &self.input.units {
            let label = format!("{} {}", e.row.code, e.row.name);
            let row = against(
                e.row.clone(),
                e.line,
                label,
                &self.held.units,
                &has,
                changes,
            );
            self.rows.units.extend(row);
        }
        let listed = keys(self.input.units.iter().map(|e| &e.row));
        changes.missing = missing(&self.held.units, &listed, |u| {
            Some(format!("{} {}", u.code, u.name))
        });
    }

    fn partners(&mut self, changes: &mut FileChanges) {
        let has = |column: &str| self.input.has(partners::FILE, column);
        for e in &self.input.partners {
            let label = format!("{} {}", e.row.code, e.row.name);
            let row = against(
                e.row.clone(),
                e.line,
                label,
                &self.held.partners,
                &has,
                changes,
            );
            self.rows.partners.extend(row);
        }
        let listed = keys(self.input.partners.iter().map(|e| &e.row));
        changes.missing = missing(&self.held.partners, &listed, |p| Some(p.code.clone()));
    }

    fn databases(&mut self, changes: &mut FileChanges) {
        let has = |column: &str| self.input.has(databases::FILE, column);
        let input = self.input;
        let rows = input.databases.iter().map(|e| (e.line, &e.row));
        self.workstreams(rows, &has, true, changes);
    }

    fn programme(&mut self, changes: &mut FileChanges) {
        // Two columns have other names in this file.
        let has = |column: &str| {
            let column = match column {
                "name" => "title",
                "owner_unit" => "lead_unit",
                other => other,
            };
            self.input.has(programme::FILE, column)
        };
        let input = self.input;
        let rows = input.programme.iter().map(|e| (e.line, &e.row.workstream));
        self.workstreams(rows, &has, false, changes);
    }

    fn workstreams<'a>(
        &mut self,
        entries: impl Iterator<Item = (u64, &'a WorkstreamRow)> + Clone,
        has: &dyn Fn(&str) -> bool,
        databases: bool,
        changes: &mut FileChanges,
    ) {
        for (line, row) in entries.clone() {
            let label = format!("{} {}", row.code, row.name);
            let row = against(
                row.clone(),
                line,
                label,
                &self.held.workstreams,
                has,
                changes,
            );
            self.rows.workstreams.extend(row);
        }
        let listed = keys(entries.map(|(_, row)| row));
        changes.missing = missing(&self.held.workstreams, &listed, |w| {
            let group = WorkstreamKind::from_code(&w.kind).map(WorkstreamKind::group);
            ((group == Some(Group::Databases)) == databases)
                .then(|| format!("{} {}", w.code, w.name))
        });
    }

    fn duties(&mut self, changes: &mut FileChanges, led: &[DutyRow]) {
        let has = |column: &str| self.input.has(duties::FILE, column);
        for e in &self.input.duties {
            let (duty, weight) = (e.row.duty.clone(), e.row.weight.clone());
            let label = format!("{} – {}", duty.unit, duty.workstream);
            let row = against(
                duty,
                e.line,
                label.clone(),
                &self.held.duties,
                &has,
                changes,
            );
            self.rows.duties.extend(row);
            let weight = beside(weight, e.line, &label, &self.held.weights, changes);
            self.rows.weights.extend(weight);
        }
        let mut listed = keys(self.input.duties.iter().map(|e| &e.row.duty));
        listed.extend(keys(led.iter()));
        // Those an owner or `*` makes are not expected in this file.
        changes.missing = missing(&self.held.duties, &listed, |d| {
            (d.role == "contribute").then(|| format!("{} – {}", d.unit, d.workstream))
        });
    }

    fn assignments(&mut self, changes: &mut FileChanges) {
        let has = |column: &str| self.input.has(assignments::FILE, column);
        let told = |a: &crate::ledger::AssignmentRow| {
            format!("{} – {} từ {}", a.unit, a.partner, a.valid_from)
        };
        for e in &self.input.assignments {
            let label = told(&e.row);
            let held = &self.held.assignments;
            let row = against(e.row.clone(), e.line, label, held, &has, changes);
            self.rows.assignments.extend(row);
        }
        let listed = keys(self.input.assignments.iter().map(|e| &e.row));
        changes.missing = missing(&self.held.assignments, &listed, |a| Some(told(a)));
    }

    fn indicators(&mut self, changes: &mut FileChanges) {
        let has = |column: &str| self.input.has(indicators::FILE, column);
        for e in &self.input.indicators {
            let (row, target) = (e.row.indicator.clone(), e.row.target.clone());
            let label = format!("{} {}", row.code, row.name);
            let row = against(
                row,
                e.line,
                label.clone(),
                &self.held.indicators,
                &has,
                changes,
            );
            self.rows.indicators.extend(row);
            let target = beside(target, e.line, &label, &self.held.targets, changes);
            self.rows.targets.extend(target);
        }
        let listed = keys(self.input.indicators.iter().map(|e| &e.row.indicator));
        changes.missing = missing(&self.held.indicators, &listed, |i| {
            Some(format!("{} {}", i.code, i.name))
        });
    }

    /// A measurement is never changed: another value for the same day is a new
    /// one that takes the place of the old.
    fn measurements(&mut self, changes: &mut FileChanges) {
        let all = |_: &str| true;
        for e in &self.input.measurements {
            let label = format!("{} ngày {}", e.row.indicator, e.row.day);
            let held = &self.held.measurements;
            let Some(row) = against(e.row.clone(), e.line, label, held, &all, changes) else {
                continue;
            };
            let versions = self.held.versions.get(&row.key()).copied().unwrap_or(0);
            let (row, accepted) = measurements::accepted(&row, versions + 1);
            if let Some(before) = held.get(&row.key()) {
                self.rows.measurement_events.push(MeasurementEventRow {
                    submission: format!("{}-revoked", before.id),
                    measurement: before.id.clone(),
                    event: "revoked".to_owned(),
                    person: None,
                    reason: "Nhập lại từ tệp với giá trị khác.".to_owned(),
                    seq: 0,
                    recorded_at: 0,
                });
            }
            self.rows.measurements.push(row);
            self.rows.measurement_events.push(accepted);
        }
        let listed = keys(self.input.measurements.iter().map(|e| &e.row));
        changes.missing = missing(&self.held.measurements, &listed, |m| {
            Some(format!("{} ngày {}", m.indicator, m.day))
        });
    }

    fn milestones(&mut self, changes: &mut FileChanges) {
        let has = |column: &str| self.input.has(milestones::FILE, column);
        let mut last: HashMap<(String, String), i64> = HashMap::new();
        for row in self.held.milestones.values() {
            let last = last
                .entry((row.unit.clone(), row.workstream.clone()))
                .or_default();
            *last = row.position.max(*last);
        }
        for e in &self.input.milestones {
            let label = format!("{} – {}: {}", e.row.unit, e.row.workstream, e.row.title);
            let held = &self.held.milestones;
            let Some(mut row) = against(e.row.clone(), e.line, label, held, &has, changes) else {
                continue;
            };
            row.position = match held.get(&row.key()) {
                Some(before) => before.position,
                None => {
                    let key = (row.unit.clone(), row.workstream.clone());
                    let last = last.entry(key).or_default();
                    *last += 1;
                    *last
                }
            };
            self.rows.milestones.push(row);
        }
        let listed = keys(self.input.milestones.iter().map(|e| &e.row));
        changes.missing = missing(&self.held.milestones, &listed, |m| {
            Some(format!("{} – {}: {}", m.unit, m.workstream, m.title))
        });
    }

    /// Accounts are added, never changed.
    fn people(&mut self, changes: &mut FileChanges) {
        let has = |column: &str| self.input.has(people::FILE, column);
        for e in &self.input.people {
            let label = format!("{} {}", e.row.username, e.row.name);
            let held = &self.held.people;
            let Some(mut row) = against(e.row.clone(), e.line, label, held, &has, changes) else {
                continue;
            };
            if held.contains_key(&row.key()) {
                self.notes.push((e.line, Problem::PersonKept));
            } else {
                row.id = uuid::Uuid::now_v7().to_string();
                self.rows.people.push(row);
            }
        }
    }
}

fn keys<'a, R: Comparable + 'a>(
    rows: impl Iterator<Item = &'a R>,
) -> std::collections::HashSet<String> {
    rows.map(Comparable::key).collect()
}

/// What the ledger holds and the file does not list.
fn missing<R>(
    held: &Latest<R>,
    listed: &std::collections::HashSet<String>,
    label: impl Fn(&R) -> Option<String>,
) -> Vec<String> {
    held.iter()
        .filter(|(key, _)| !listed.contains(*key))
        .filter_map(|(_, row)| label(row))
        .collect()
}
