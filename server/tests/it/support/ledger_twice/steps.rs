//! A milestone as the end of a day has it.
use std::collections::BTreeMap;

use chrono::NaiveDate as Day;

use super::rows::{Ledger, Promise, day, days, local, then};

/// A milestone as the end of the day has it.
pub(super) struct Step<'a> {
    pub(super) terms: &'a Promise,
    pub(super) recorded: Day,
    pub(super) original: Option<Day>,
    pub(super) current: Option<Day>,
    pub(super) company: Option<&'a str>,
    pub(super) events: Vec<(&'a str, Day)>,
    /// Days on which its unit itself did something about it.
    pub(super) own_acts: Vec<Day>,
    /// Days on which it came (back) to who is responsible now.
    pub(super) came: Vec<Day>,
}

impl Step<'_> {
    pub(super) fn counted(&self) -> bool {
        matches!(self.terms.kind.as_str(), "product" | "outcome")
            && self.last("cancelled").is_none()
    }

    /// Whether it waits on a body above the city.
    fn waits(&self) -> bool {
        let turns = self.events.iter().rev();
        let mut turns = turns.filter(|(it, _)| {
            ["waiting_on_ministry", "resumed", "accepted", "cancelled"].contains(it)
        });
        turns
            .next()
            .is_some_and(|(it, _)| *it == "waiting_on_ministry")
    }

    /// open, submitted or accepted at the end of a day.
    pub(super) fn state(&self, on: Day) -> &'static str {
        let mut state = "open";
        for (event, day) in &self.events {
            if *day <= on {
                state = match *event {
                    "submitted" => "submitted",
                    "accepted" => "accepted",
                    "cancelled" => "cancelled",
                    "withdrawn" | "returned" | "revoked" => "open",
                    _ => state,
                };
            }
        }
        state
    }

    pub(super) fn last(&self, event: &str) -> Option<Day> {
        let found = self.events.iter().rev().find(|(it, _)| *it == event);
        found.map(|(_, day)| *day)
    }

    /// Whether it counts by a day: a slot from the day after it closed.
    pub(super) fn closed(&self, on: Day) -> bool {
        let closes = self.terms.closes_on.as_deref().map(day);
        closes.is_none_or(|closes| on > closes)
    }

    /// A slot that was not handed over while it was taken; what came back is for ten days more.
    pub(super) fn missed(&self, on: Day) -> bool {
        let Some(closes) = self.terms.closes_on.as_deref().map(day) else {
            return false;
        };
        let mut back = None;
        for (event, day) in self.events.iter().filter(|(_, day)| *day <= on) {
            match *event {
                "returned" | "revoked" => back = Some(*day + days(10)),
                "submitted" | "accepted" | "reassigned" | "cancelled" => back = None,
                _ => {}
            }
        }
        let until = self.current.into_iter().chain(back).fold(closes, Day::max);
        self.state(on) == "open" && on > until
    }

    pub(super) fn late(&self, on: Day) -> bool {
        let Some(deadline) = self.current else {
            return false;
        };
        match self.state(on) {
            "open" => on > deadline && !self.missed(on),
            "submitted" => self.last("submitted").is_some_and(|day| day > deadline),
            _ => false,
        }
    }

    pub(super) fn closes_soon(&self, on: Day) -> bool {
        let soon = |deadline| deadline >= on && deadline <= on + days(7);
        self.state(on) == "open" && self.current.is_some_and(soon)
    }

    /// Whether it was something for its unit to do at the end of a day, as it is its own
    /// today.
    pub(super) fn to_do(&self, then: Day, today: Day) -> bool {
        let near = self.current.is_some_and(|end| then >= end - days(30));
        let arrived = self.came.iter().copied().chain([self.recorded]);
        let here = arrived.max().is_some_and(|day| day <= then);
        let open = self.state(today) == "open" && !self.missed(today);
        self.company.is_none() && open && !self.waits() && near && here
    }
}

impl Ledger {
    pub(super) fn steps(&self, on: Day) -> BTreeMap<(&str, &str), Vec<Step<'_>>> {
        let mut steps: BTreeMap<&str, Step<'_>> = BTreeMap::new();
        for row in then(&self.milestones, on) {
            let deadline = row.deadline.as_deref().map(day);
            let step = steps.entry(&row.id).or_insert_with(|| Step {
                terms: row,
                recorded: local(row.recorded_at),
                original: None,
                current: None,
                company: None,
                events: Vec::new(),
                own_acts: Vec::new(),
                came: Vec::new(),
            });
            step.terms = row;
            step.company = row.responsible.as_deref();
            step.original = step.original.or(deadline);
            step.current = step.original;
        }
        for row in then(&self.events, on) {
            let Some(step) = steps.get_mut(row.milestone.as_str()) else {
                continue;
            };
            let when = local(row.recorded_at);
            step.events.push((&row.event, when));
            match row.event.as_str() {
                "extended" => step.current = row.deadline.as_deref().map(day),
                "reassigned" => step.company = row.responsible.as_deref(),
                "submitted" | "withdrawn" | "extension_requested" if step.company.is_none() => {
                    step.own_acts.push(when);
                }
                _ => {}
            }
            if matches!(
                &*row.event,
                "reassigned" | "withdrawn" | "returned" | "revoked" | "resumed"
            ) {
                step.came.push(when);
            }
        }
        let mut of_duty: BTreeMap<_, Vec<Step<'_>>> = BTreeMap::new();
        for step in steps.into_values() {
            let key = (step.terms.unit.as_str(), step.terms.workstream.as_str());
            of_duty.entry(key).or_default().push(step);
        }
        of_duty
    }
}
