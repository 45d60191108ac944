//! `/actions`: everything somebody has to do, one by one.
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use app::{
    access::{Role, Viewer},
    domain::{
        DECISION_DAYS, Day, Mass, Milestone, MilestoneId, Responsible, SOON_DAYS, Share, State,
    },
    text,
    views::{
        ActionColumn, ActionFilter, ActionList, Actor, ActorKind, Doing, ListedAction, Paged,
        Sorted,
    },
};

use super::{
    listed::{Member, Typed},
    scope::Scope,
};
use crate::board::{Board, GroupKey};

/// Something that an organisation has to do.
#[derive(Clone)]
struct Acts<'a> {
    of: Member<'a>,
    m: &'a Milestone,
    who: Actor,
    doing: Doing,
    day: Option<Day>,
    days: i64,
    gain: Mass,
}

impl Board {
    /// One page of what all have to do, or a unit's people their unit, what brings most first or as
    /// asked for; without a page all of it.
    pub(in crate::board) fn action_list(
        &self,
        viewer: &Viewer,
        filter: ActionFilter,
        sorted: Sorted<ActionColumn>,
        page: Option<usize>,
    ) -> ActionList {
        let scope = self.scope(viewer);
        let own = match viewer.role {
            Role::Committee | Role::Office => None,
            _ => viewer.unit.as_ref(),
        };
        let mut all = self.all_that_act(&scope, &filter);
        all.retain(|it| match (own, &it.who) {
            (None, _) => true,
            (Some(own), Actor::Unit(code, _)) => code == own,
            (Some(_), _) => false,
        });
        let count = |doing| all.iter().filter(|it| it.doing == doing).count();
        let by_doing = Doing::ALL.iter().map(|doing| (*doing, count(*doing)));
        let by_doing = by_doing.filter(|(_, number)| *number > 0).collect();
        all.retain(|it| filter.doing.is_none_or(|doing| it.doing == doing));
        let pressing = all.iter().filter(|it| presses(it.doing));
        let pressing: BTreeSet<&Actor> = pressing.map(|it| &it.who).collect();
        let pressing = pressing.len();
        let actors: BTreeSet<&Actor> = all.iter().map(|it| &it.who).collect();
        let actors = actors.len();
        let city = self.sum(&GroupKey::City).mass;
        // What is asked of two for one thing brings it once, whichever of them the list has.
        let gains = all.iter().map(|it| (&it.m.terms.id, it.gain));
        let once: BTreeMap<&MilestoneId, Mass> = gains.collect();
        let gain = once.into_values().sum::<Mass>();
        sort(&mut all, sorted);
        ActionList {
            choices: self.choices(&scope, &filter.within),
            filter,
            sorted,
            by_doing,
            gain: Share::new(gain, city),
            actors,
            pressing,
            own: own.map(|code| self.unit_name(code)),
            list: Paged::of(all, page).map(|it| self.listed_action(it, city)),
        }
    }

    fn all_that_act<'a>(&'a self, scope: &Scope, filter: &ActionFilter) -> Vec<Acts<'a>> {
        let typed = Typed::new(&filter.within.text);
        let headline = self.headline();
        let mut all = Vec::new();
        for of in self.milestones_within(scope, &filter.within) {
            let workstream = self.workstreams.get(&of.entry.duty.key.workstream);
            let counts = workstream.is_some_and(|it| headline.counts(it.kind.group()));
            for m in of.entry.duty.milestones.iter().filter(|m| m.pending()) {
                for (who, doing) in self.who_acts(of, m) {
                    let asked = filter.actor.is_none_or(|kind| is_kind(kind, &who))
                        && filter.who.as_ref().is_none_or(|it| it.is(&who))
                        && (of.named || typed.names(&m.terms.title) || names(&typed, &who));
                    if !asked {
                        continue;
                    }
                    let (day, days) = self.since(m, doing);
                    let brings = counts && m.counts();
                    let weight = of.entry.figures.weight;
                    all.push(Acts {
                        of,
                        m,
                        who,
                        doing,
                        day,
                        days,
                        gain: if brings {
                            of.entry.duty.part(m, weight, self.day())
                        } else {
                            0
                        },
                    });
                }
            }
        }
        all
    }

    /// Who has to do something about a milestone, and what; of a company's report that a head let
    /// wait, the head and the office.
    fn who_acts(&self, of: Member<'_>, m: &Milestone) -> Vec<(Actor, Doing)> {
        let today = self.day();
        let entry = of.entry;
        let late = m.late(today);
        if m.state == State::Submitted {
            let waits = m.submitted_on.map_or(0, |day| (today - day).num_days());
            let doing = match m.counts() && waits > DECISION_DAYS {
                true => Doing::Overdue,
                false => Doing::Decide,
            };
            let mut asked = vec![(self.decider(entry, m), doing)];
            if m.responsible != Responsible::Unit && self.is_for_the_office(m) {
                asked.push((Actor::Office, Doing::Instead));
            }
            return asked;
        }
        let due = late || m.closes_within(today, SOON_DAYS);
        if m.state != State::Open || !m.counts() || !due {
            return Vec::new();
        }
        let doing = match (m.waits_since, late) {
            (Some(_), true) => Doing::Above,
            // Nobody's to do while it waits on a body above the city.
            (Some(_), false) => return Vec::new(),
            _ if self.lies_with_nobody(&of.unit.code, m) => Doing::Reassign,
            (None, true) => Doing::Late,
            (None, false) => Doing::Soon,
        };
        vec![(self.hander(entry, m), doing)]
    }

    /// Since when it is late or waits, or until when it is due, with how many days that is.
    fn since(&self, m: &Milestone, doing: Doing) -> (Option<Day>, i64) {
        let day = match doing {
            Doing::Overdue | Doing::Decide | Doing::Instead => m.submitted_on,
            Doing::Late | Doing::Reassign | Doing::Soon | Doing::Above => m.current_deadline,
        };
        (day, day.map_or(0, |day| (self.day() - day).num_days()))
    }

    fn listed_action(&self, it: Acts<'_>, city: Mass) -> ListedAction {
        let key = &it.of.entry.duty.key;
        ListedAction {
            kind: match &it.who {
                Actor::Unit(code, _) => self.units.get(code).map(|unit| unit.kind),
                _ => None,
            },
            who: it.who,
            doing: it.doing,
            milestone: it.m.terms.id.clone(),
            milestone_kind: it.m.terms.kind,
            title: self.milestone_name(it.m),
            duty: key.clone(),
            unit_name: it.of.unit.name.clone(),
            workstream_name: self.workstream_name(&key.workstream),
            day: it.day,
            days: it.days,
            gain: Share::new(it.gain, city).filter(|_| it.gain > 0),
        }
    }
}

/// What names an organisation among who must act on the overview: a decision still in time does not,
/// nor what lies with a body above the city.
fn presses(doing: Doing) -> bool {
    match doing {
        Doing::Late | Doing::Reassign | Doing::Soon | Doing::Overdue => true,
        Doing::Decide | Doing::Instead | Doing::Above => false,
    }
}

fn is_kind(kind: ActorKind, who: &Actor) -> bool {
    match kind {
        ActorKind::Unit => matches!(who, Actor::Unit(..)),
        ActorKind::Company => matches!(who, Actor::Partner(..)),
        ActorKind::Office => matches!(who, Actor::Office),
    }
}

fn names(typed: &Typed, who: &Actor) -> bool {
    match who {
        Actor::Unit(_, name) | Actor::Partner(_, name) => typed.names(name),
        Actor::Office => typed.names(text::role(text::Lang::Vi, Role::Office)),
    }
}

/// The name that actors stand in order by; the office comes first.
fn name(who: &Actor) -> &str {
    match who {
        Actor::Unit(_, name) | Actor::Partner(_, name) => name,
        Actor::Office => "",
    }
}

fn sort(all: &mut [Acts<'_>], sorted: Sorted<ActionColumn>) {
    let turn = |order: std::cmp::Ordering| if sorted.down { order.reverse() } else { order };
    // What brings most, then what lasts longest.
    all.sort_by_cached_key(|it| (Reverse(it.gain), Reverse(it.days), it.m.terms.id.clone()));
    match sorted.by {
        ActionColumn::Gain if sorted.down => {}
        ActionColumn::Gain => all.sort_by_key(|it| it.gain),
        ActionColumn::Who => all.sort_by(|a, b| turn(text::compare(name(&a.who), name(&b.who)))),
        ActionColumn::What => all.sort_by(|a, b| sorted.order(a.doing, b.doing)),
        ActionColumn::Thing => {
            all.sort_by(|a, b| turn(text::compare(&a.m.terms.title, &b.m.terms.title)))
        }
        ActionColumn::Days => all.sort_by(|a, b| sorted.order(a.days, b.days)),
    }
}
