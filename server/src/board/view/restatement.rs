//! `/work/{milestone}/restate` and `/review/{milestone}/restate`
use std::{collections::BTreeMap, sync::Arc};

use app::{
    access::Viewer,
    domain::{
        Act, Asks, Direction, DutyKey, Event, Figures, Kept, MILESTONE_TERMS, Milestone,
        MilestoneEvent, MilestoneId, Promised, Responsible, Term, Terms, Value, closes_at,
        on_the_way,
    },
    text::typed_alike,
    views::{Change, Desk, MilestoneRow, Moved, MovedOf, Restates, THE_UNIT},
};

use crate::{
    board::{Board, GroupKey},
    ledger::{Fact, Stamped},
};

/// What a person wrote of a milestone.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wrote {
    /// The report that stands.
    pub report: bool,
    /// An explanation with a document, which is still the person's to put right.
    pub explanation: bool,
}

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
    /// One milestone that the person reports, explains or decides on; `None` for any other.
    pub(in crate::board) fn restatable(
        &self,
        viewer: &Viewer,
        desk: Desk,
        id: &MilestoneId,
        wrote: Wrote,
    ) -> Option<Restatable> {
        let (entry, m) = self.milestone(id)?;
        let key = &entry.duty.key;
        let explained = wrote.explanation
            && self
                .speaks(viewer, key, Act::Explained, &m.responsible, true)
                .is_ok();
        match desk {
            Desk::Work if explained => {}
            Desk::Work => drop(self.work_of(viewer, id, &BTreeMap::new(), &BTreeMap::new())?),
            Desk::Review => drop(self.review_of(viewer, id)?),
        }
        let allowed = self.may(key, m, viewer);
        let may = |act: &Restates| {
            let may = match act.corrects() {
                Some(what) => self
                    .allows_correction(id, m.stage(), what, viewer, wrote.report)
                    .is_ok(),
                None if *act == Restates::OwnExplanation => explained,
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

    /// What other terms of a milestone would move.
    pub(in crate::board) fn moved_by(&self, terms: Terms) -> Option<Vec<Moved>> {
        let (key, by) = (terms.duty.clone(), terms.responsible.clone());
        self.moved_if(&key, &by, Fact::Milestone(Arc::new(terms)))
    }

    /// What cancelling a milestone would move.
    pub(in crate::board) fn moved_by_cancelling(&self, id: &MilestoneId) -> Option<Vec<Moved>> {
        let (entry, m) = self.milestone(id)?;
        let fact = Fact::MilestoneEvent {
            event: MilestoneEvent {
                milestone: id.clone(),
                event: Event::Cancelled,
                day: self.day(),
                deadline: None,
                responsible: None,
            },
            organisation: "".into(),
            in_place_of: None,
            nothing: false,
            by_document: None,
        };
        self.moved_if(&entry.duty.key, &m.responsible, fact)
    }

    /// What a fact about a milestone would move: of its unit, its database and the campaign, where
    /// its figures count it, else of the task and of all of its kind; and of the company that is
    /// responsible.
    fn moved_if(&self, key: &DutyKey, by: &Responsible, fact: Fact) -> Option<Vec<Moved>> {
        let fact = Stamped {
            seq: self.seq() + 1,
            recorded_at: closes_at(self.day(), self.zone()) - 1,
            fact,
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
        let workstream = moved(
            MovedOf::Named(self.workstream_name(&key.workstream)),
            self.workstream_sum(&key.workstream),
            then.workstream_sum(&key.workstream),
        );
        let mut all = if self.headline().counts(group) {
            let unit = MovedOf::Named(self.unit_name(&key.unit));
            vec![
                sums(unit, GroupKey::Unit(key.unit.clone())),
                workstream,
                sums(MovedOf::Whole(None), GroupKey::City),
            ]
        } else {
            let whole = MovedOf::Whole(Some(group));
            vec![workstream, sums(whole, GroupKey::of(group))]
        };
        let company = self.company_of(by);
        all.extend(company.map(|(code, name)| {
            let of = MovedOf::Named(name);
            sums(of, GroupKey::Partner(code))
        }));
        Some(all)
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
