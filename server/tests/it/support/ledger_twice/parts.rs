//! A duty with its milestones and its indicator: weight and status.
use std::collections::BTreeMap;

use chrono::NaiveDate as Day;

use super::{
    goals::Goal,
    rows::{Duty, Ledger, Unit, day, days, last_of},
    steps::Step,
};

/// One duty with all that belongs to it.
pub(super) struct Part<'a> {
    pub(super) row: &'a Duty,
    pub(super) unit: &'a Unit,
    pub(super) kind: &'a str,
    pub(super) open: bool,
    pub(super) weight: i128,
    pub(super) steps: Vec<Step<'a>>,
    /// The last day of each of its rhythms, where one is set.
    pub(super) rhythms: Vec<Option<Day>>,
    pub(super) goal: Option<Goal<'a>>,
}

impl Part<'_> {
    pub(super) fn counted(&self) -> impl Iterator<Item = &Step<'_>> {
        self.steps.iter().filter(|step| step.counted())
    }

    fn lead(&self) -> bool {
        self.row.role == "lead"
    }

    /// The leads' and the helpers' parts that it stands for: what a merger gave it holds in its role.
    fn stands_for(&self) -> (usize, i128) {
        let said = self
            .row
            .portions
            .as_deref()
            .and_then(|it| it.split_once('/'));
        let said = said.map(|(lead, help)| (lead.parse().unwrap(), help.parse().unwrap()));
        match said {
            Some((0, 0)) => (0, 0),
            Some((lead, help)) if (lead > 0) == self.lead() => (lead, help),
            _ if self.lead() => (1, 0),
            _ => (0, 1),
        }
    }

    /// Whether it has something to hand over, now or in periods to come.
    fn promises(&self) -> bool {
        self.counted().next().is_some() || !self.rhythms.is_empty()
    }

    /// The slots of each rhythm that have closed, by their periods.
    fn closed(&self, on: Day) -> BTreeMap<&str, Vec<&Step<'_>>> {
        let mut closed: BTreeMap<&str, Vec<&Step<'_>>> = BTreeMap::new();
        for step in self.counted().filter(|step| step.closed(on)) {
            if let Some(rhythm) = &step.terms.rhythm {
                closed.entry(rhythm).or_default().push(step);
            }
        }
        for slots in closed.values_mut() {
            slots.sort_by_key(|step| &step.terms.period_to);
        }
        closed
    }

    /// What each counted milestone weighs on a day: the slots of a rhythm that have closed share
    /// its weight, in a unit in which that is an integer.
    pub(super) fn weighs(&self, on: Day) -> Vec<(&Step<'_>, i128)> {
        let closed = self.closed(on);
        let unit: i128 = closed.values().map(|slots| slots.len() as i128).product();
        let weight = |step: &Step<'_>| {
            let slots = match &step.terms.rhythm {
                Some(_) if !step.closed(on) => return 0,
                Some(rhythm) => closed[rhythm.as_str()].len() as i128,
                None => 1,
            };
            i128::from(step.terms.weight) * unit / slots
        };
        self.counted().map(|step| (step, weight(step))).collect()
    }

    /// Whether it is shown as one that has nothing of its own to hand over.
    pub(super) fn bare(&self) -> bool {
        !self.lead() && !self.promises()
    }

    /// The first status that holds, and the part of its count.
    pub(super) fn status(&self, on: Day) -> (&'static str, Option<&'static str>) {
        let goal = self.goal.as_ref().filter(|goal| goal.target.is_some());
        let any = |state: &str| self.counted().any(|step| step.state(on) == state);
        let all_accepted = self.counted().all(|step| step.state(on) == "accepted");
        let some = self.counted().next().is_some();
        let over = |ends: &Option<Day>| ends.is_some_and(|ends| on > ends);
        let over = self.rhythms.iter().all(over);
        if some && over && all_accepted && goal.is_none_or(|goal| goal.reached() && goal.fresh(on))
        {
            let after = |step: &Step<'_>| {
                let finish = step.last("submitted");
                matches!((finish, step.current), (Some(day), Some(until)) if day > until)
            };
            let measured = self.goal.as_ref().is_some_and(Goal::reached_late);
            let late = self.counted().any(after) || measured;
            return (
                "done",
                Some(if late { "done-late" } else { "done-in-time" }),
            );
        }
        let late = |state: &str| {
            let mut steps = self.counted();
            steps.any(|step| step.state(on) == state && step.late(on))
        };
        let goal_late = goal.is_some_and(|goal| {
            goal.deadline().is_some_and(|deadline| on > deadline) && !goal.reached()
        });
        let closed = self.closed(on);
        let last = |slots: &Vec<&Step<'_>>| slots.last().is_some_and(|step| step.missed(on));
        let missed = closed.values().any(last);
        if late("open") || late("submitted") || missed || goal_late {
            let part = match (late("open"), late("submitted")) {
                (true, _) => "late-open",
                (_, true) => "late-waiting",
                _ if missed => "late-missed",
                _ => "late-measured",
            };
            return ("late", Some(part));
        }
        let soon = |step: &Step<'_>| step.terms.rhythm.is_none() && step.closes_soon(on);
        let soon = self.counted().any(soon);
        let often = closed.values().any(|slots| {
            let missed = slots.iter().filter(|step| step.missed(on)).count();
            missed * 10 > slots.len()
        });
        if soon || often || goal.is_some_and(|goal| goal.at_risk(on)) {
            let part = if soon {
                "at-risk-milestone"
            } else if often {
                "at-risk-missed"
            } else {
                "at-risk-measured"
            };
            return ("at-risk", Some(part));
        }
        // What was taken back before anybody answered shows no work.
        let shows = |step: &Step<'_>| {
            let answered = ["accepted", "returned"].iter();
            let mut answered = answered.filter_map(|event| step.last(event));
            step.state(on) == "submitted" || answered.next().is_some()
        };
        if !self.counted().any(shows) {
            return ("not-due", None);
        }
        let accepted = self.counted().filter(|step| step.state(on) == "accepted");
        let fresh = accepted
            .filter_map(|step| step.last("accepted"))
            .any(|day| on <= day + days(60));
        let last = |slots: &Vec<&Step<'_>>| {
            let last = slots.last();
            last.is_some_and(|step| step.state(on) == "accepted")
        };
        let fresh = fresh || closed.values().any(last);
        let measured = self.goal.as_ref().filter(|goal| !goal.values.is_empty());
        if !fresh && !measured.is_some_and(|goal| goal.fresh(on)) {
            let part = if any("submitted") {
                "unverified-waiting"
            } else if !any("accepted") && measured.is_none() {
                "unverified-never"
            } else {
                "unverified-stale"
            };
            return ("unverified", Some(part));
        }
        ("on-track", None)
    }
}

impl Ledger {
    /// The duties of a day, with their weights.
    pub(super) fn parts(&self, on: Day) -> Vec<Part<'_>> {
        let mut duties = last_of(&self.duties, on, |d| {
            (d.unit.as_str(), d.workstream.as_str())
        });
        duties.retain(|_, duty| duty.ended_on.is_none());
        let set = last_of(&self.weights, on, |w| {
            (w.unit.as_str(), w.workstream.as_str())
        });
        let units = last_of(&self.units, on, |u| u.code.as_str());
        let kinds = last_of(&self.workstreams, on, |w| w.code.as_str());
        let mut rhythms: BTreeMap<(&str, &str), Vec<Option<Day>>> = BTreeMap::new();
        for row in last_of(&self.rhythms, on, |row| row.code.as_str()).into_values() {
            let of_duty = rhythms.entry((&row.unit, &row.workstream)).or_default();
            of_duty.push(row.ends_on.as_deref().map(day));
        }
        let mut steps = self.steps(on);
        let mut goals = self.goals(on, &duties);
        let mut parts: Vec<Part<'_>> = duties
            .iter()
            .map(|(key, row)| Part {
                row,
                unit: units[key.0],
                kind: &kinds[key.1].kind,
                open: units[key.0]
                    .ends_on
                    .as_deref()
                    .is_none_or(|end| on < day(end)),
                weight: 0,
                steps: steps.remove(key).unwrap_or_default(),
                rhythms: rhythms.remove(key).unwrap_or_default(),
                goal: goals.remove(key),
            })
            .collect();
        for workstream in kinds.keys() {
            // By unit, as the map has them.
            let here: Vec<usize> = (0..parts.len())
                .filter(|at| parts[*at].row.workstream == *workstream)
                .collect();
            let weights = weights(&parts, &here, |at| {
                let row = parts[at].row;
                let set = set.get(&(row.unit.as_str(), row.workstream.as_str()));
                set.map(|row| row.weight.into())
            });
            for (at, weight) in here.into_iter().zip(weights) {
                parts[at].weight = weight;
            }
        }
        parts
    }
}

/// The weights of the duties of one workstream, which stand by unit.
fn weights(parts: &[Part<'_>], here: &[usize], set: impl Fn(usize) -> Option<i128>) -> Vec<i128> {
    let Some(first) = here.first() else {
        return Vec::new();
    };
    let whole = if parts[*first].kind == "national" {
        4_000_000
    } else {
        1_000_000
    };
    let product = |at: &usize| parts[*at].promises();
    let helpers: i128 = here.iter().map(|at| parts[*at].stands_for().1).sum();
    // Each as often as it has a part.
    let leads = here
        .iter()
        .flat_map(|at| vec![*at; parts[*at].stands_for().0]);
    let leads: Vec<usize> = leads.collect();
    let each = match helpers {
        0 => 0,
        n => whole / 2 / n,
    };
    let share = |of: i128, among: &[usize], at: usize| {
        let n = among.len() as i128;
        let of_it = among.iter().filter(|it| **it == at).count() as i128;
        match among.first() {
            Some(first) => of / n * of_it + if *first == at { of % n } else { 0 },
            None => 0,
        }
    };
    let mut own: BTreeMap<usize, i128> = BTreeMap::new();
    for at in here {
        let helped = each * parts[*at].stands_for().1;
        let default = share(whole - each * helpers, &leads, *at) + helped;
        own.insert(*at, set(*at).unwrap_or(default));
    }
    let with: Vec<usize> = leads.iter().filter(|at| product(at)).copied().collect();
    let heirs = if with.is_empty() { leads } else { with };
    let leaves = |at: &&usize| !product(at) && !heirs.contains(at);
    let freed: i128 = here.iter().filter(leaves).map(|at| own[at]).sum();
    let weight = |at: &usize| match (heirs.contains(at), product(at)) {
        (true, _) => own[at] + share(freed, &heirs, *at),
        (false, true) => own[at],
        (false, false) => 0,
    };
    here.iter().map(weight).collect()
}
