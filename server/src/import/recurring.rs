//! What recurs goes on where its duty does: a successor is asked for what the unit that ends was
//! asked for, who joins a group for what all its units are, and with a duty that is over its rhythms
//! end.
use std::collections::BTreeSet;

use app::{
    domain::{Cadence, Day, Milestone, State, parse_day},
    text::typed_alike,
};

use super::{
    campaign_file::CampaignFile,
    compare::{Comparable, latest},
    current::Current,
    decision::Decision,
    fields::Entry,
    files::*,
    groups::{Roles, of_unit},
    preview::{FileChanges, Told, tell},
    problem::{Problem, Report},
    rows::Rows,
    slots,
    sources::{Sources, base},
};
use crate::ledger::{
    self, DutyRow, MilestoneEventRow, MilestoneRow, RedefinitionRow, RhythmRow, SlotExceptionRow,
    UnitRow,
};

/// What begins, ends and is handed on of what recurs, beside what the files list of it.
#[derive(Default)]
pub(super) struct Recurring {
    rhythms: Vec<RhythmRow>,
    exceptions: Vec<SlotExceptionRow>,
    /// Slots that go on at a successor, as those of the rhythm that it has now.
    slots: Vec<MilestoneRow>,
    /// What is open of periods that no longer come.
    cancelled: Vec<MilestoneEventRow>,
    decided: Vec<RedefinitionRow>,
}

impl Recurring {
    /// Who joins a group is asked for what every unit of it is asked for in a workstream, from the
    /// first period that begins after the day. Says what it is asked for.
    pub fn joins(
        &mut self,
        from: Sources<'_>,
        others: &[&str],
        duty: &DutyRow,
    ) -> BTreeSet<String> {
        let held = |unit: &str| from.rhythms(unit, &duty.workstream);
        let Some((first, rest)) = others.split_first() else {
            return BTreeSet::new();
        };
        let mut given = BTreeSet::new();
        for like in held(first) {
            let all = rest
                .iter()
                .all(|unit| held(unit).iter().any(|it| alike(it, like)));
            let own = self.same(from, &duty.unit, like);
            let own = own.iter().any(|it| it.ends_on.is_none());
            let Some(begins) = from.begins_after(&duty.unit, like).filter(|_| all && !own) else {
                continue;
            };
            let row = RhythmRow {
                code: self.code(from, base(&like.code, &like.unit), &duty.unit),
                unit: duty.unit.clone(),
                begins_on: begins.to_string(),
                responsible: None,
                ..like.clone()
            };
            given.insert(row.title.clone());
            self.rhythms.push(row);
        }
        given
    }

    /// What a duty that is over reported again and again ends with it, by the decision that ends it.
    pub fn ends(&mut self, from: Sources<'_>, duty: &DutyRow, by: &Decision) {
        for before in from.rhythms(&duty.unit, &duty.workstream) {
            // None ends before it begins.
            let begins = parse_day(&before.begins_on).unwrap_or(from.today);
            let ends_on = begins.max(from.today);
            let row = RhythmRow {
                ends_on: Some(ends_on.to_string()),
                ..before.clone()
            };
            let changes = row.differences(before);
            let changes = changes.iter();
            self.decided
                .extend(changes.map(|it| by.redefines::<RhythmsCsv>(&row.code, it)));
            // The running period's too: nobody may answer it any more, so it is missed on no return.
            self.cancelled.extend(slots::ends(
                from.current,
                &row.code,
                |_| true,
                (from.today, by),
            ));
            self.rhythms.push(row);
        }
    }

    /// What the files' rows of duties and units bring about.
    pub fn follows(&mut self, from: Sources<'_>, roles: &Roles, report: &mut Report) {
        for entry in &from.input.duties {
            let duty = &entry.row.duty;
            let before = from.current.duties.latest.get(&duty.key());
            let went_on = before.is_none_or(|it| it.ended_on.is_none());
            let ends = duty.ended_on.is_some() && went_on;
            if let (true, Some(by)) = (ends, &entry.decision) {
                self.ends(from, duty, by);
            }
        }
        self.merges(from, roles, report);
    }

    /// A successor goes on with the rhythms of the unit that ends, and with the slots of them that are
    /// not over; where it has one of the same name already, with that one.
    fn merges(&mut self, from: Sources<'_>, roles: &Roles, report: &mut Report) {
        let ending = from.input.units.iter().filter(|it| from.ends_now(it));
        for entry in ending {
            let (mut ends, mut goes, mut meets) = (Vec::new(), Vec::new(), Vec::new());
            let all = from.current.rhythms.values();
            for before in all.filter(|it| it.unit == entry.row.code && from.goes_on(it)) {
                let Some(to) = from.successor(entry, before, roles) else {
                    ends.push(before.title.clone());
                    continue;
                };
                let same = self.same(from, to, before);
                // What ended with its duty is asked for again, after the last period of it.
                let over = from.was_over(to, &before.workstream);
                let ended = over && same.iter().all(|it| from.has_ended(it));
                let until = same.iter().filter_map(|it| from.last_day(it)).max();
                if same.is_empty() || ended {
                    goes.push(before.title.clone());
                    self.passes(from, before, (to, until), entry.decision.as_ref());
                } else {
                    meets.push(before.title.clone());
                }
            }
            let mut tell = |titles: Vec<String>, problem: fn(Vec<String>) -> Problem| {
                if !titles.is_empty() {
                    let (file, line) = (UnitsCsv::NAME, Some(entry.line));
                    report.note(file, line, Some("ends_on"), problem(titles));
                }
            };
            tell(ends, |titles| Problem::ReportsEnd { titles });
            tell(goes, |titles| Problem::ReportsPass { titles });
            tell(meets, |titles| Problem::ReportsMeet { titles });
        }
    }

    /// `until`: the last day for which the successor was asked for the same itself.
    fn passes(
        &mut self,
        from: Sources<'_>,
        before: &RhythmRow,
        (to, until): (&str, Option<Day>),
        by: Option<&Decision>,
    ) {
        let first = until.and_then(|it| it.succ_opt()).unwrap_or(from.today);
        let begins = first.max(from.today).to_string();
        let begins = begins.max(before.begins_on.clone());
        let row = RhythmRow {
            code: self.code(from, base(&before.code, &before.unit), to),
            unit: to.to_owned(),
            begins_on: before
                .ends_on
                .clone()
                .map_or(begins.clone(), |ends| begins.min(ends)),
            ..before.clone()
        };
        let (mut there, mut taken_out) = (BTreeSet::new(), Vec::new());
        let of_it = from.current.milestones.latest.values();
        let own = |it: &&MilestoneRow| {
            let ends = it.period_to.as_deref().and_then(parse_day);
            ends.is_some_and(|ends| until.is_some_and(|until| ends <= until))
        };
        let of_it = of_it.filter(|it| it.rhythm.as_ref() == Some(&before.code));
        for slot in of_it.filter(|it| !own(it)) {
            let life = from.current.milestones.lives.get(&slot.id);
            let Some(life) = life.filter(|it| goes_on(it, from.today)) else {
                taken_out.extend(life.and_then(|life| none_comes(life, &row.code, by?)));
                continue;
            };
            there.insert(slot.period_to.clone());
            let moved = MilestoneRow {
                unit: to.to_owned(),
                rhythm: Some(row.code.clone()),
                responsible: milestones::company(life),
                ..slot.clone()
            };
            let changes = moved.differences(slot);
            let decided = by.map(|by| {
                let changes = changes.iter().filter(|it| it.column == "unit");
                changes.map(|it| by.redefines::<MilestonesCsv>(&slot.id, it))
            });
            self.decided.extend(decided.into_iter().flatten());
            self.slots.push(moved);
        }
        taken_out.retain(|it| it.period_ends >= from.today.to_string());
        let set = from.exceptions(before).map(|it| SlotExceptionRow {
            rhythm: row.code.clone(),
            ..it
        });
        let set = taken_out.into_iter().chain(set);
        let set = set.filter(|it| !there.contains(&Some(it.period_ends.clone())));
        self.exceptions.extend(latest(set.collect()).into_values());
        self.rhythms.push(row);
    }

    /// What a unit is asked for by the same name already, or is to be.
    fn same<'a>(&'a self, from: Sources<'a>, unit: &str, like: &RhythmRow) -> Vec<&'a RhythmRow> {
        let known = from.rhythms(unit, &like.workstream).into_iter();
        let listed = from.input.rhythms.iter().map(|it| &it.row);
        let all = known.chain(listed).chain(&self.rhythms);
        let of_it = all.filter(|it| it.unit == unit && it.workstream == like.workstream);
        of_it.filter(|it| alike(it, like)).collect()
    }

    /// A code that no rhythm has and no milestone of a slot's form.
    fn code(&self, from: Sources<'_>, base: &str, unit: &str) -> String {
        let listed = from.input.rhythms.iter().map(|it| &it.row.code);
        let made = self.rhythms.iter().map(|it| &it.code);
        let known = from.current.rhythms.keys().chain(listed).chain(made);
        let known: BTreeSet<&String> = known.collect();
        let ids = &from.current.milestones.latest;
        let free = |code: &String| {
            let slot = format!("{code}-");
            let mut like = ids.range(slot.clone()..).map(|(id, _)| id);
            !known.contains(code) && !like.next().is_some_and(|id| id.starts_with(&slot))
        };
        let own = of_unit(base, unit);
        let numbered = (2..).map(|nth| format!("{}-{nth}", shortened(&own, LONGEST_CODE - 4)));
        let fits = Some(own.clone()).filter(|it| it.len() <= LONGEST_CODE);
        fits.into_iter().chain(numbered).find(free).unwrap_or(own)
    }

    /// Appends all of it, and tells it among the changes of each file.
    pub fn append(self, current: &mut Current, rows: &mut Rows, files: &mut Vec<FileChanges>) {
        for row in self.rhythms {
            let told = match current.rhythms.get(&row.code) {
                Some(before) => Told::Changed(row.differences(before)),
                None => Told::New(row.whole_cells()),
            };
            tell(files, RhythmsCsv::NAME, RhythmsCsv::label(&row), told);
            rows.rhythms.push(row);
        }
        for row in self.exceptions {
            let told = Told::New(row.whole_cells());
            tell(
                files,
                SlotExceptionsCsv::NAME,
                SlotExceptionsCsv::label(&row),
                told,
            );
            rows.slot_exceptions.push(row);
        }
        for row in self.slots {
            if let Some(before) = current.milestones.latest.get(&row.id) {
                let told = Told::Changed(row.differences(before));
                tell(files, MilestonesCsv::NAME, MilestonesCsv::label(&row), told);
            }
            MilestonesCsv::append(row.clone(), &mut current.milestones, rows);
            // Its period is open at the successor, and not once more.
            current.milestones.latest.insert(row.id.clone(), row);
        }
        rows.milestone_events.extend(self.cancelled);
        rows.redefinitions.extend(self.decided);
    }
}

impl<'a> Sources<'a> {
    /// What a unit is asked for again and again in a workstream.
    pub fn rhythms(self, unit: &str, workstream: &str) -> Vec<&'a RhythmRow> {
        let all = self.current.rhythms.values();
        let of_it = all.filter(|it| it.unit == unit && it.workstream == workstream);
        of_it.filter(|it| self.goes_on(it)).collect()
    }

    fn cadence(self, of: &RhythmRow) -> Option<Cadence> {
        ledger::cadence(self.current.cadences.get(&of.cadence)?).ok()
    }

    /// The last day of its last period, where it has one.
    fn last_day(self, it: &RhythmRow) -> Option<Day> {
        let ends = it.ends_on.as_deref().and_then(parse_day)?;
        Some(self.cadence(it)?.period_of(ends).to)
    }

    /// Whether no period of it begins any more.
    fn has_ended(self, it: &RhythmRow) -> bool {
        let ends = it.ends_on.as_deref().and_then(parse_day);
        ends.is_some_and(|ends| ends <= self.today)
    }

    /// Whether its last period is not over.
    fn goes_on(self, it: &RhythmRow) -> bool {
        let last = self.last_day(it);
        it.ends_on.is_none() || last.is_some_and(|last| last >= self.today)
    }

    /// Whether a duty that a unit has, or is to have, is over as yet.
    fn was_over(self, unit: &str, workstream: &str) -> bool {
        let before = self
            .current
            .duties
            .latest
            .get(&format!("{unit}/{workstream}"));
        before.is_some_and(|it| it.ended_on.is_some())
    }

    /// The first day of the period with which a unit begins that is asked for the same as others from
    /// now on: one that begins after today, and after what it was asked for before.
    fn begins_after(self, unit: &str, like: &RhythmRow) -> Option<Day> {
        let cadence = self.cadence(like)?;
        let before = self.current.rhythms.values();
        let before = before.filter(|it| it.unit == unit && it.workstream == like.workstream);
        let before = before.filter(|it| alike(it, like));
        let ended = before.filter_map(|it| it.ends_on.as_deref().and_then(parse_day));
        let after = ended.chain([self.today]).max()?;
        let next = cadence.period_of(after).to.succ_opt()?;
        let begins = next.max(parse_day(&like.begins_on)?);
        let ends = like.ends_on.as_deref().and_then(parse_day);
        ends.is_none_or(|ends| ends >= begins).then_some(begins)
    }

    /// Whether a row says of a unit that goes on until now that it ends.
    fn ends_now(self, entry: &Entry<UnitRow>) -> bool {
        let row = &entry.row;
        let ends = |row: &UnitRow| row.ends_on.as_deref().and_then(parse_day);
        let before = self.current.units.latest.get(&row.code);
        ends(row).is_some() && before.is_some_and(|before| ends(before) != ends(row))
    }

    /// The successor that has the duty now: before others the one of which a row says so.
    fn successor(
        self,
        of: &'a Entry<UnitRow>,
        rhythm: &RhythmRow,
        roles: &Roles,
    ) -> Option<&'a str> {
        let day = of.row.ends_on.as_deref().and_then(parse_day);
        let named = of.row.successors.as_deref().unwrap_or_default();
        let has =
            |unit: &&str| roles.contains_key(&((*unit).to_owned(), rhythm.workstream.clone()));
        let listed = |unit: &str| {
            let mut rows = self.input.duties.iter().map(|it| &it.row.duty);
            rows.any(|it| it.unit == unit && it.workstream == rhythm.workstream)
        };
        // What ends on a day to come goes on until then.
        let ends = day.is_some_and(|day| day <= self.today);
        let able = named.split_whitespace().filter(|unit| ends && has(unit));
        able.min_by_key(|unit| !listed(unit))
    }

    /// What the office set for periods of a rhythm that are not over, also by taking their slots out.
    fn exceptions(self, of: &'a RhythmRow) -> impl Iterator<Item = SlotExceptionRow> {
        let today = self.today.to_string();
        let set = self.current.slot_exceptions.values();
        let set = set.filter(move |it| it.rhythm == of.code && it.period_ends >= today);
        set.cloned()
    }
}

/// Whether a slot is one that its party or who accepts it has still to do with.
fn goes_on(life: &Milestone, today: Day) -> bool {
    let closed = life.has_closed(today);
    match life.state {
        State::Cancelled => false,
        State::Accepted => !closed,
        _ => !life.missed(today),
    }
}

/// No slot comes anew of a period whose slot was cancelled.
fn none_comes(life: &Milestone, rhythm: &str, by: &Decision) -> Option<SlotExceptionRow> {
    let slot = life.slot().filter(|_| life.state == State::Cancelled)?;
    Some(SlotExceptionRow {
        rhythm: rhythm.to_owned(),
        period_ends: slot.period.to.to_string(),
        no_slot: true,
        decision: by.number.clone(),
        reason: by.reason.clone(),
        approver: by.approver.clone(),
        ..SlotExceptionRow::default()
    })
}

/// One name, however it is typed.
fn alike(one: &RhythmRow, other: &RhythmRow) -> bool {
    typed_alike(&one.title) == typed_alike(&other.title)
}

fn shortened(text: &str, most: usize) -> &str {
    let end = text.char_indices().map(|(at, it)| at + it.len_utf8());
    let end = end.take_while(|end| *end <= most).last().unwrap_or(0);
    text[..end].trim_end_matches('-')
}
