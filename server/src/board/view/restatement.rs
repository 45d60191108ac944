//! `/work/{milestone}/restate` and `/review/{milestone}/restate`
use std::{collections::BTreeMap, sync::Arc};

use app::{
    access::Viewer,
    domain::{
        Asks, Direction, Figures, Kept, MILESTONE_TERMS, Milestone, MilestoneId, Promised,
        Responsible, Term, Terms, Value, closes_at, on_the_way,
    },
    text::typed_alike,
    views::{Change, Desk, MilestoneRow, Moved, MovedOf, Restates, THE_UNIT},
};

use crate::{
    board::{Board, GroupKey},
    ledger::{Fact, Stamped},
};

/// What of a milestone may be written anew.
#[derive(Debug, Clone)]
pub struct Restatable {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// The forms open to the person, in the order of the page.
    pub may: Vec<Restates>,
    /// Who may be responsible for what is new there, and who is for this one.
    pub parties: Vec<(String, Arc<str>)>,
    pub party: String,
}

impl Board {
    /// One milestone that the person reports or decides on; `None` for any other. `wrote`: the
    /// person wrote the report that stands.
    pub(in crate::board) fn restatable(
        &self,
        viewer: &Viewer,
        desk: Desk,
        id: &MilestoneId,
        wrote: bool,
    ) -> Option<Restatable> {
        match desk {
            Desk::Work => drop(self.work_of(viewer, id, &BTreeMap::new(), &BTreeMap::new())?),
            Desk::Review => drop(self.review_of(viewer, id)?),
        }
        let (entry, m) = self.milestone(id)?;
        let key = &entry.duty.key;
        let allowed = self.may(key, m, viewer);
        let may = |act: &Restates| {
            let may = match act.corrects() {
                Some(what) => self
                    .allows_correction(id, m.stage(), what, viewer, wrote)
                    .is_ok(),
                None => allowed.contains(&act.event()),
            };
            act.desk() == desk && may
        };
        Some(Restatable {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            may: Restates::ALL.iter().copied().filter(may).collect(),
            parties: self.all_parties(&key.unit),
            party: match &m.responsible {
                Responsible::Unit => THE_UNIT.to_owned(),
                Responsible::Partner(code) => code.to_string(),
            },
        })
    }

    /// What a change of a promise asks for, or why it cannot be made.
    pub(in crate::board) fn promise_change(
        &self,
        id: &MilestoneId,
        term: Term,
        (was, now): (&str, &str),
    ) -> Result<Asks, Kept> {
        let (how, kept) = (
            MILESTONE_TERMS.iter().find(|it| it.0 == term),
            self.milestone(id)
                .and_then(|(_, m)| m.kept(term, self.day())),
        );
        let how = how.map_or(Promised::ALWAYS, |it| it.1);
        how.change(was, now, kept)
    }

    /// Whether the duty of a milestone measures something, and a value is on the way to its
    /// target.
    pub(in crate::board) fn on_the_way(&self, id: &MilestoneId, reach: Value) -> Option<bool> {
        let (entry, _) = self.milestone(id)?;
        let outcome = entry.duty.outcome.as_ref()?;
        let indicator = &outcome.indicator;
        // Down from nowhere has no beginning that could be left behind.
        let nowhere = (indicator.direction == Direction::Up).then(|| Value::from_integer(0));
        let way = indicator.baseline.or(nowhere).zip(outcome.target);
        Some(way.is_none_or(|(from, to)| on_the_way(reach, from, to)))
    }

    /// What other terms of a milestone would move: of its unit and of the campaign, where its
    /// figures count it; else of the task and of all of its kind.
    pub(in crate::board) fn moved_by(&self, terms: Terms) -> Option<Vec<Moved>> {
        let key = terms.duty.clone();
        let fact = Stamped {
            seq: self.seq() + 1,
            recorded_at: closes_at(self.day(), self.zone()) - 1,
            fact: Fact::Milestone(Arc::new(terms)),
        };
        let then = self.clone().advance(vec![fact], self.day());
        let group = self.workstreams.get(&key.workstream)?.kind.group();
        let moved = |of, now: Figures, then: Figures| Moved {
            of,
            claimed: Change {
                now: now.claimed(),
                then: then.claimed(),
            },
            accepted: Change {
                now: now.accepted(),
                then: then.accepted(),
            },
        };
        let sums = |of, group: GroupKey| moved(of, self.sum(&group), then.sum(&group));
        if self.headline().counts(group) {
            let unit = MovedOf::Named(self.unit_name(&key.unit));
            return Some(vec![
                sums(unit, GroupKey::Unit(key.unit.clone())),
                sums(MovedOf::Whole(None), GroupKey::City),
            ]);
        }
        let (now, later) = (self.duties.get(&key)?, then.duties.get(&key)?);
        let task = MovedOf::Named(self.workstream_name(&key.workstream));
        Some(vec![
            moved(task, now.figures.figures, later.figures.figures),
            sums(MovedOf::Whole(Some(group)), GroupKey::of(group)),
        ])
    }

    /// The terms of a milestone, to be written anew.
    pub(in crate::board) fn terms_of(&self, id: &MilestoneId) -> Option<Terms> {
        Some(self.milestone(id)?.1.terms.as_ref().clone())
    }

    /// The milestone of the same duty that is called so, however it is typed.
    pub(in crate::board) fn titled(&self, id: &MilestoneId, title: &str) -> Option<MilestoneId> {
        let (entry, _) = self.milestone(id)?;
        let typed = typed_alike(title);
        let alike = |m: &&Milestone| typed_alike(&m.terms.title) == typed;
        let found = entry.duty.milestones.iter().find(alike);
        found.map(|m| m.terms.id.clone())
    }
}
