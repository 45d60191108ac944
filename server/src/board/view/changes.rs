//! What turned since a week before.
use std::cmp::Reverse;

use app::{
    domain::{
        Day, Duty, DutyKey, Judgement, Mass, Move, Share, State, Status, Weight, cancelled_since,
    },
    views::{ChangeRow, Changes},
};

use crate::board::{Board, DayStatuses, Entry, GroupKey};

impl Board {
    pub(super) fn changes(&self, before: &DayStatuses) -> Changes {
        let (mut cancelled, mut added) = (0, 0);
        let (mut accepted_then, mut planned_then): (Mass, Mass) = (0, 0);
        let mut turned: Vec<(Move, Weight, ChangeRow)> = Vec::new();
        let redefined = self.redefined_after(before.day);
        for (key, entry) in self.headline_duties(self.day()) {
            let then = before.statuses.get(key).copied();
            let additions = entry.duty.additions(before.day);
            added += additions.filter(|m| m.counts()).count() as u32;
            let of_duty = |share: Option<Share>| {
                share.map_or(0, |share| share.of_weight(entry.figures.weight))
            };
            accepted_then += of_duty(entry.duty.accepted_on(before.day));
            planned_then += of_duty(entry.duty.planned_on(before.day));
            cancelled += raised_by_cancelling(&entry.duty, before.day);
            let Some(now) = entry.figures.judgement else {
                continue;
            };
            // What was there before and came under the headline since is no new duty.
            let was_there = then.is_none() && entry.duty.stood_on(before.day);
            let by_decision =
                redefined.contains(key) || cancelled_since(&entry.duty, before.day) > 0;
            let moved = Move::of(then, Some(now.status), by_decision);
            if let Some(moved) = moved.filter(|_| !was_there) {
                let row = self.change_row(entry, then, now);
                turned.push((moved, entry.figures.weight, row));
            }
        }
        turned.sort_by_cached_key(|(_, weight, row)| largest_first(*weight, &row.duty));
        let mass = self.sum(&GroupKey::City).mass;
        let mut changes = Changes {
            since: before.day,
            accepted: before.city.accepted(),
            claimed: before.city.claimed(),
            restated: Share::new(accepted_then, mass),
            plan: before.city.expected_original(),
            plan_restated: Share::new(planned_then, mass),
            cancelled,
            added,
            worse: Vec::new(),
            better: Vec::new(),
            new: Vec::new(),
        };
        for (turn, _, row) in turned {
            match turn {
                Move::Worse => changes.worse.push(row),
                Move::Better => changes.better.push(row),
                Move::New => changes.new.push(row),
                // Told apart: neither better nor worse.
                Move::Gone | Move::Redefined => {}
            }
        }
        changes
    }

    fn change_row(&self, entry: &Entry, before: Option<Status>, now: Judgement) -> ChangeRow {
        let key = &entry.duty.key;
        ChangeRow {
            duty: key.clone(),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            before,
            now,
        }
    }
}

/// The order of what turned, on every page that lists it: what weighs most first.
pub(super) fn largest_first(weight: Weight, duty: &DutyKey) -> impl Ord + use<> {
    (Reverse(weight), duty.clone())
}

/// How many counted milestones were cancelled after a day where that raises a share of the duty:
/// where something else of it was handed over.
fn raised_by_cancelling(duty: &Duty, since: Day) -> u32 {
    if duty.counted().all(|m| m.state == State::Open) {
        return 0;
    }
    cancelled_since(duty, since)
}
