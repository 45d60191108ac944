//! Which units are silent, and since when each was heard of last.
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate as Day;

use super::{
    groups::When,
    parts::Part,
    rows::{Judged, Ledger, day, days, last_of, local, then},
    steps::Step,
};

impl Ledger {
    pub(super) fn silence(
        &self,
        parts: &[Part<'_>],
        at: &When,
    ) -> (BTreeSet<String>, BTreeMap<String, Day>) {
        let mut silent = BTreeSet::new();
        let mut last_act = BTreeMap::new();
        let indicators = last_of(&self.indicators, at.on, |row| row.code.as_str());
        for row in then(&self.measurements, at.on) {
            let of = indicators.get(row.indicator.as_str());
            if let Some(unit) = of.and_then(|indicator| indicator.unit.clone()) {
                let last = last_act.entry(unit).or_insert(local(row.recorded_at));
                *last = local(row.recorded_at).max(*last);
            }
        }
        // A unit that explains is heard of, a company that does is not the unit's voice.
        for row in then(&self.explained, at.on).filter(|row| row.unit == row.organisation) {
            let last = last_act
                .entry(row.unit.clone())
                .or_insert(local(row.recorded_at));
            *last = local(row.recorded_at).max(*last);
        }
        for part in parts {
            for act in part.steps.iter().flat_map(|step| &step.own_acts) {
                let last = last_act.entry(part.row.unit.clone()).or_insert(*act);
                *last = (*last).max(*act);
            }
        }
        let Some(first) = at.first_fact else {
            return (silent, last_act);
        };
        let due = self.measurements_due(at.on);
        for unit in parts.iter().map(|part| part.unit) {
            let open = unit.ends_on.as_deref().is_none_or(|end| at.on < day(end));
            let own = parts.iter().filter(|part| part.unit.code == unit.code);
            let steps: Vec<&Step<'_>> = own.flat_map(|part| &part.steps).collect();
            // Each day since the 31st before today had something to do, and none an act.
            let since = at.on - days(31);
            let measures = due.get(unit.code.as_str()).copied();
            let busy = since.iter_days().take(32).all(|then| {
                measures.is_some_and(|since| since <= then)
                    || steps.iter().any(|step| step.to_do(then, at.on))
            });
            let unheard = last_act.get(&unit.code).is_none_or(|last| *last <= since);
            if open && busy && unheard && first <= since {
                silent.insert(unit.code.clone());
            }
        }
        (silent, last_act)
    }
}

impl Ledger {
    /// The day since which the first of a unit's measurements is due, as it stands at the end of a
    /// day.
    fn measurements_due(&self, on: Day) -> BTreeMap<&str, Day> {
        let start = then(&self.terms, on).next_back().map(|t| day(&t.start_day));
        let last_event: BTreeMap<&str, &Judged> =
            last_of(&self.judged, on, |row| row.measurement.as_str());
        // Of each indicator the last day that stands or waits, and the last on which one came back.
        let mut measured: BTreeMap<&str, Day> = BTreeMap::new();
        let mut of_value: BTreeMap<&str, &str> = BTreeMap::new();
        for row in then(&self.measurements, on) {
            of_value.insert(row.id.as_str(), row.indicator.as_str());
            let last = last_event.get(row.id.as_str());
            if last.is_none_or(|last| last.event == "accepted") {
                let on = day(&row.day);
                let last = measured.entry(row.indicator.as_str()).or_insert(on);
                *last = on.max(*last);
            }
        }
        let mut came_back: BTreeMap<&str, Day> = BTreeMap::new();
        for row in then(&self.judged, on).filter(|row| row.event != "accepted") {
            if let Some(indicator) = of_value.get(row.measurement.as_str()) {
                came_back.insert(indicator, local(row.recorded_at));
            }
        }
        let mut recorded_on: BTreeMap<&str, Day> = BTreeMap::new();
        for row in &self.indicators {
            let on = local(row.recorded_at);
            recorded_on.entry(row.code.as_str()).or_insert(on);
        }
        let mut due: BTreeMap<&str, Day> = BTreeMap::new();
        for (code, terms) in last_of(&self.indicators, on, |row| row.code.as_str()) {
            let Some(unit) = terms.unit.as_deref() else {
                continue;
            };
            let recorded = recorded_on.get(code).copied();
            let came_back = came_back.get(code).copied();
            let begins = terms
                .baseline_day
                .as_deref()
                .map(day)
                .or(recorded.max(start));
            let since = match measured.get(code) {
                Some(last) => Some(*last + days(terms.fresh_days)),
                None => begins.map(|first| first + days(1)),
            };
            let Some(since) = since.max(recorded).max(came_back) else {
                continue;
            };
            let of_unit = due.entry(unit).or_insert(since);
            *of_unit = since.min(*of_unit);
        }
        due
    }
}
