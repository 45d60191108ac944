//! The ledger of deadlines: which milestones were given more time, and by which decisions.
use app::{
    domain::{
        Day, Milestone, MilestoneId, PartnerCode, Responsible, UnitCode, local_day, parse_day,
    },
    views::{DeadlineRow, Extension},
};

use crate::{
    board::{Board, Entry},
    db::milestone_events::ExtensionText,
};

/// Whose deadlines a page lists.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    Unit(&'a UnitCode),
    /// Of what it is responsible for.
    Company(&'a PartnerCode),
}

/// How much of the extensions of a milestone a reader is told.
#[derive(Debug, Clone, Copy)]
pub struct ToldOf {
    /// Number and reason of each decision.
    pub full: bool,
    /// Only those of this very milestone since it was given to who is responsible for it.
    pub own_only: bool,
}

impl Board {
    /// The milestones of somebody that were given more time, each with those whose place it took:
    /// what was granted to them it has still.
    pub(in crate::board) fn extended(
        &self,
        whose: Whose<'_>,
    ) -> Vec<(UnitCode, MilestoneId, Vec<String>)> {
        let entries = self.duties.values();
        let all = entries.flat_map(|entry| entry.duty.milestones.iter().map(move |m| (entry, m)));
        let of_whom = |(entry, m): &(&Entry, &Milestone)| match whose {
            Whose::Unit(unit) => entry.duty.key.unit == *unit,
            Whose::Company(company) => {
                matches!(&m.responsible, Responsible::Partner(code) if code == company)
            }
        };
        // What another took the place of stands there.
        let replaced = |(entry, m): &(&Entry, &Milestone)| {
            let mut others = entry.duty.milestones.iter();
            others.any(|it| it.terms.replaces.as_ref() == Some(&m.terms.id))
        };
        all.filter(|(_, m)| m.original_deadline < m.current_deadline)
            .filter(of_whom)
            .filter(|it| !replaced(it))
            .map(|(entry, m)| {
                let unit = entry.duty.key.unit.clone();
                (unit, m.terms.id.clone(), chain(entry, m))
            })
            .collect()
    }

    /// One row of the ledger, from its extensions in their order.
    pub(in crate::board) fn deadline_row<'a>(
        &self,
        id: &MilestoneId,
        extensions: impl Iterator<Item = &'a ExtensionText>,
        told: ToldOf,
    ) -> Option<DeadlineRow> {
        let (entry, m) = self.milestone(id)?;
        let key = &entry.duty.key;
        let (original, current) = (m.original_deadline?, m.current_deadline?);
        Some(DeadlineRow {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            original,
            current,
            extensions: self.extensions(id, original, extensions, told),
        })
    }

    fn extensions<'a>(
        &self,
        id: &MilestoneId,
        original: Day,
        extensions: impl Iterator<Item = &'a ExtensionText>,
        told: ToldOf,
    ) -> Vec<Extension> {
        let mut from = original;
        let mut all = Vec::new();
        for it in extensions {
            let Some(to) = parse_day(&it.deadline) else {
                continue;
            };
            let was = std::mem::replace(&mut from, to);
            let own = it.since_given && it.milestone == id.as_str();
            if told.own_only && !own {
                continue;
            }
            all.push(Extension {
                day: local_day(it.recorded_at, self.zone()),
                from: was,
                to,
                decision: told.full.then(|| (it.decision.clone(), it.body.clone())),
            });
        }
        all
    }
}

/// A milestone and those before it whose place it took in its turn.
fn chain(entry: &Entry, m: &Milestone) -> Vec<String> {
    let mut ids = vec![m.terms.id.to_string()];
    let mut before = m.terms.replaces.as_ref();
    while let Some(id) = before {
        // Nothing takes its own place.
        if ids.iter().any(|it| it == id.as_str()) {
            break;
        }
        ids.push(id.to_string());
        let mut all = entry.duty.milestones.iter();
        let known = all.find(|it| it.terms.id == *id);
        before = known.and_then(|it| it.terms.replaces.as_ref());
    }
    ids
}
