//! Who must act: organisations that hand over late, or let others wait.
use std::{cmp::Reverse, collections::BTreeMap};

use app::{
    access::{Role, Viewer},
    domain::{
        Contact, DECISION_DAYS, Duty, Mass, Milestone, Responsible, SOON_DAYS, Share, State,
        UnitCode, UnitKind, silence_is_told,
    },
    views::{ActionRow, ActionThing, Actor, Silent},
};

use crate::board::{Board, Entry, GroupKey, written_pages::OfficeMust};

/// What one organisation holds.
#[derive(Debug, Clone, Copy, Default)]
struct Held<'a> {
    late: u32,
    above: u32,
    soon: u32,
    to_reassign: u32,
    past: bool,
    waiting: u32,
    days: i64,
    gain: Mass,
    /// What would bring most, and how long it has waited: the longest of equals.
    first: Option<First<'a>>,
}

/// A milestone among what one organisation holds, in the order of what it brings.
#[derive(Debug, Clone, Copy)]
struct First<'a> {
    gain: Mass,
    days: i64,
    duty: &'a Duty,
    milestone: &'a Milestone,
}

impl Board {
    /// All who must act, by what the thing that brings most would bring to the city's accepted share.
    pub(super) fn actions(&self) -> Vec<ActionRow> {
        let mut held = self.held_by_all();
        held.retain(|_, it| it.late + it.waiting + it.soon + it.to_reassign > 0);
        let mut all: Vec<(Actor, Held<'_>)> = held.into_iter().collect();
        all.sort_by_key(|(who, it)| {
            let first = it.first.map_or(0, |first| first.gain);
            (Reverse(first), Reverse(it.gain), who.clone())
        });
        let city = self.sum(&GroupKey::City).mass;
        let brings = |gain: Mass| Share::new(gain, city).filter(|_| gain > 0);
        all.into_iter()
            .map(|(who, it)| ActionRow {
                who,
                late: it.late,
                above: it.above,
                soon: it.soon,
                to_reassign: it.to_reassign,
                past: it.past,
                waiting: it.waiting,
                days: it.days,
                // What is only due soon brings nothing that is missing yet.
                gain: brings(it.gain),
                first: it
                    .first
                    .map(|first| self.action_thing(first, brings(first.gain))),
            })
            .collect()
    }

    /// What the office is named with among those who must act; nothing for other readers.
    pub(super) fn office_must(&self, viewer: &Viewer) -> OfficeMust {
        if viewer.role != Role::Office {
            return OfficeMust::default();
        }
        *self.written.office_must.get_or_init(|| {
            let held = self.held_by_all();
            held.get(&Actor::Office)
                .map_or_else(OfficeMust::default, |it| OfficeMust {
                    waiting: it.waiting,
                    to_reassign: it.to_reassign,
                })
        })
    }

    /// What each holds, of all that open units have to do; what is beside the headline brings
    /// the city's share nothing.
    fn held_by_all(&self) -> BTreeMap<Actor, Held<'_>> {
        let (today, headline) = (self.day(), self.headline());
        let mut held = BTreeMap::new();
        for unit in self.units.values().filter(|unit| unit.open_on(today)) {
            for entry in self.duties_of(&unit.code) {
                let workstream = self.workstreams.get(&entry.duty.key.workstream);
                let group = workstream.map(|it| it.kind.group());
                let counts = group.is_some_and(|group| headline.counts(group));
                self.hold(entry, counts, &mut held);
            }
        }
        held
    }

    fn hold<'a>(&self, entry: &'a Entry, counts: bool, held: &mut BTreeMap<Actor, Held<'a>>) {
        let today = self.day();
        for m in entry.duty.counted() {
            let waits = m.submitted_on.map_or(0, |day| (today - day).num_days());
            let unowned = self.lies_with_nobody(&entry.duty.key.unit, m);
            let (who, days) = match m.state {
                // Nobody's to do while it waits on a body above the city.
                State::Open if m.waits_since.is_some() => {
                    if m.late(today) {
                        held.entry(self.hander(entry, m)).or_default().above += 1;
                    }
                    continue;
                }
                State::Open if m.late(today) => (
                    self.hander(entry, m),
                    m.days_past(m.current_deadline, today),
                ),
                State::Open if m.closes_within(today, SOON_DAYS) => {
                    let it = held.entry(self.hander(entry, m)).or_default();
                    *(if unowned {
                        &mut it.to_reassign
                    } else {
                        &mut it.soon
                    }) += 1;
                    continue;
                }
                State::Submitted if waits > DECISION_DAYS => (self.decider(entry, m), waits),
                _ => continue,
            };
            let it = held.entry(who).or_default();
            it.past |= m.state == State::Open;
            match m.state {
                State::Open if unowned => it.to_reassign += 1,
                State::Open => it.late += 1,
                _ => it.waiting += 1,
            }
            it.days = it.days.max(days);
            let gain = match counts {
                true => entry.duty.part(m, entry.figures.weight, self.day()),
                false => 0,
            };
            it.gain += gain;
            let first = it.first.map_or((-1, 0), |first| (first.gain, first.days));
            if (gain, days) > first {
                it.first = Some(First {
                    gain,
                    days,
                    duty: &entry.duty,
                    milestone: m,
                });
            }
        }
    }

    fn action_thing(&self, first: First<'_>, gain: Option<Share>) -> ActionThing {
        let key = &first.duty.key;
        ActionThing {
            duty: key.clone(),
            milestone: first.milestone.terms.id.clone(),
            title: self.milestone_name(first.milestone),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            waits: first.milestone.state == State::Submitted,
            days: first.days,
            gain,
        }
    }

    /// Who hands a milestone over; the office, which has to reassign it, where its company is
    /// not assigned there today.
    pub(super) fn hander(&self, entry: &Entry, m: &Milestone) -> Actor {
        match &m.responsible {
            _ if self.lies_with_nobody(&entry.duty.key.unit, m) => Actor::Office,
            Responsible::Unit => self.unit_actor(&entry.duty.key.unit),
            Responsible::Partner(code) => Actor::Partner(code.clone(), self.partner_name(code)),
        }
    }

    /// Who decides on it.
    pub(super) fn decider(&self, entry: &Entry, m: &Milestone) -> Actor {
        match &m.responsible {
            Responsible::Unit => Actor::Office,
            Responsible::Partner(_) => self.unit_actor(&entry.duty.key.unit),
        }
    }

    fn unit_actor(&self, code: &UnitCode) -> Actor {
        Actor::Unit(code.clone(), self.unit_name(code))
    }

    /// When a unit was last heard of.
    pub(super) fn contact(&self, unit: &UnitCode) -> Contact {
        let mut contact = Contact::default();
        for entry in self.duties_of(unit) {
            contact.add(&entry.duty, self.day());
        }
        contact
    }

    pub(super) fn is_silent(&self, contact: &Contact) -> bool {
        contact.silent(self.first_fact, self.day())
    }

    /// Units that are silent, by kind; `None` while it is too soon to say.
    pub(super) fn silent_units(&self) -> Option<Vec<Silent>> {
        if !silence_is_told(self.first_fact, self.day()) {
            return None;
        }
        let mut units = vec![0; UnitKind::ALL.len()];
        for unit in self.units.values().filter(|u| u.open_on(self.day())) {
            units[unit.kind as usize] += usize::from(self.is_silent(&self.contact(&unit.code)));
        }
        let kinds = UnitKind::ALL.iter().zip(units);
        let silent = kinds.filter(|(_, units)| *units > 0);
        Some(
            silent
                .map(|(kind, units)| Silent { kind: *kind, units })
                .collect(),
        )
    }
}
