//! What turned since a week before.
use std::cmp::Reverse;

use app::{
    domain::{Judgement, Status, Turn, Weight},
    views::{ChangeRow, Changes},
};

use crate::board::{Board, DayStatuses, Entry};

impl Board {
    pub(super) fn changes(&self, before: &DayStatuses) -> Changes {
        let mut turned: Vec<(Turn, Weight, ChangeRow)> = Vec::new();
        for (key, entry) in self.headline_duties(self.day()) {
            let then = before.statuses.get(key).copied();
            let Some(now) = entry.figures.judgement else {
                continue;
            };
            if let Some(turn) = Turn::of(then, now.status) {
                let row = self.change_row(entry, then, now);
                turned.push((turn, entry.figures.weight, row));
            }
        }
        turned.sort_by_key(|(_, weight, row)| (row.now.status, Reverse(*weight), row.duty.clone()));
        let mut changes = Changes {
            since: before.day,
            accepted: before.city.accepted(),
            claimed: before.city.claimed(),
            worse: Vec::new(),
            better: Vec::new(),
            new: Vec::new(),
        };
        for (turn, _, row) in turned {
            match turn {
                Turn::Worse => changes.worse.push(row),
                Turn::Better => changes.better.push(row),
                Turn::New => changes.new.push(row),
            }
        }
        // What was finished says more than what became less bad.
        changes.better.sort_by_key(|row| Reverse(row.now.status));
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
