//! What recurs: a line of its duty's page, and what of it is to be opened.
use std::{collections::BTreeSet, sync::Arc};

use app::{
    domain::{Day, Duty, Milestone, MilestoneId, Rhythm, RhythmCode, SlotsClosed, State, UnitCode},
    text::{Lang, period, period_in_days},
    views::{RhythmLine, SlotLine, SlotTold},
};
use chrono::TimeDelta;

use super::scope::Hidden;
use crate::board::{Board, Entry};

impl Board {
    /// Of a milestone that is a slot: its period, and what became of it.
    pub(super) fn slot_told(&self, m: &Milestone) -> Option<SlotTold> {
        let slot = m.slot()?;
        let today = self.day();
        let rhythm = self.rhythms.rhythm(&slot.rhythm);
        let remind = rhythm.map(|it| i64::from(it.remind_days));
        Some(SlotTold {
            period: slot.period,
            name: self.period_name(&slot.rhythm, m),
            closes: m.taken_until().unwrap_or(slot.closes),
            counts_from: slot.closes.succ_opt().unwrap_or(slot.closes),
            over: m.period_is_over(today),
            missed: m.missed(today),
            nothing: m.nothing,
            reminded_from: m
                .current_deadline
                .zip(remind)
                .and_then(|(due, days)| due.checked_sub_signed(TimeDelta::days(days))),
        })
    }

    fn period_name(&self, rhythm: &RhythmCode, m: &Milestone) -> Arc<str> {
        let cadence = self.rhythms.rhythm(rhythm);
        let cadence = cadence.and_then(|it| self.rhythms.cadence(&it.cadence));
        match (cadence, m.slot()) {
            (Some(cadence), Some(slot)) => {
                period_in_days(self.lang(), cadence.every, slot.period).into()
            }
            _ => m.terms.title.clone(),
        }
    }

    /// What a milestone is called on the pages of this board: a slot with its period in the reader's
    /// language, and with the days of that.
    pub(in crate::board) fn milestone_name(&self, m: &Milestone) -> Arc<str> {
        let title = &m.terms.title;
        let name = || {
            let slot = m.slot()?;
            let rhythm = self.rhythms.rhythm(&slot.rhythm)?;
            let cadence = self.rhythms.cadence(&rhythm.cadence)?;
            let before = title.strip_suffix(&*period(Lang::Vi, cadence.every, slot.period))?;
            let told = period_in_days(self.lang(), cadence.every, slot.period);
            Some(Arc::from(format!("{before}{told}")))
        };
        name().unwrap_or_else(|| title.clone())
    }

    /// What a duty is asked for again and again, as its page shows it. A company reads the slots
    /// that are its own to read, and counts no others.
    pub(super) fn rhythm_lines(&self, duty: &Duty, hidden: &Hidden) -> Vec<RhythmLine> {
        let lines = duty.rhythms.iter();
        lines
            .filter_map(|rhythm| self.rhythm_line(duty, rhythm, hidden))
            .collect()
    }

    fn rhythm_line(&self, duty: &Duty, rhythm: &Rhythm, hidden: &Hidden) -> Option<RhythmLine> {
        let today = self.day();
        let all: Vec<&Milestone> = duty
            .slots(&rhythm.code)
            .filter(|m| !hidden.contains(&m.terms.id))
            .collect();
        if all.is_empty() && !hidden.is_empty() {
            return None;
        }
        let name = |m: &Milestone| self.period_name(&rhythm.code, m);
        let missed = all.iter().rev().filter(|m| m.missed(today));
        let mut open = all
            .iter()
            .filter(|m| m.state == State::Open && !m.missed(today));
        Some(RhythmLine {
            code: rhythm.code.clone(),
            title: rhythm.title.clone(),
            cadence: self.rhythms.cadence(&rhythm.cadence)?.clone(),
            ends_on: rhythm.ends_on,
            closed: SlotsClosed::of(all.iter().copied(), today),
            missed: missed.map(|m| name(m)).collect(),
            next: open
                .next()
                .and_then(|m| Some((name(m), m.current_deadline?))),
            slots: all
                .iter()
                .map(|m| SlotLine {
                    id: m.terms.id.clone(),
                    name: name(m),
                    row: self.milestone_row(&duty.key, m),
                })
                .collect(),
        })
    }

    pub(in crate::board) fn period_is_over(&self, id: &MilestoneId) -> bool {
        let found = self.milestone(id);
        found.is_some_and(|(_, m)| m.period_is_over(self.day()))
    }

    pub(in crate::board) fn unit_of_rhythm(&self, code: &str) -> Option<UnitCode> {
        let rhythm = self.rhythms.rhythm(&RhythmCode::parse(code).ok()?)?;
        Some(rhythm.duty.unit.clone())
    }

    /// How many slots running up to a milestone were answered by "không phát sinh".
    pub(in crate::board) fn nothing_running(&self, id: &MilestoneId) -> usize {
        let found = self.milestone(id);
        found.map_or(0, |(entry, m)| entry.duty.nothing_running(m))
    }

    /// Whether a slot is to be opened by the board's day, while the campaign goes on.
    pub fn has_slots_to_open(&self) -> bool {
        let today = self.day();
        let over = |last: Day| today > last;
        if self.campaign().is_none_or(|it| it.closes.is_some_and(over)) {
            return false;
        }
        let last = self.campaign().and_then(|it| it.closes);
        self.rhythms.rhythms().any(|rhythm| {
            let entry: Option<&Entry> = self.duties.get(&rhythm.duty);
            let opened: BTreeSet<Day> = entry
                .into_iter()
                .flat_map(|entry| &entry.duty.milestones)
                .filter_map(Milestone::slot)
                .filter(|slot| slot.rhythm == rhythm.code)
                .map(|slot| slot.period.to)
                .collect();
            let openings = self.rhythms.openings(rhythm, today, today, &self.calendar);
            let mut new = openings.filter(|it| !opened.contains(&it.period.to));
            !self.closed(&rhythm.duty.unit)
                && new.any(|it| last.is_none_or(|last| it.period.from <= last))
        })
    }
}
