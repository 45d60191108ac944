//! What a day must say, computed a second time from the rows of the tables by
//! docs/rules.md: gaps, weekly changes, forecasts and paces of groups, statuses and their
//! parts, silence. Nothing here is of `app::domain`; only days and fractions are borrowed.
mod goals;
mod groups;
mod parts;
mod rows;
mod silence;
mod steps;

pub use self::{groups::Told, rows::Ledger};

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate as Day;

use self::{
    groups::{When, told},
    parts::Part,
    rows::{day, last_of, local, then},
};

/// All that a day must say.
pub struct Picture {
    pub groups: BTreeMap<(&'static str, String), Told>,
    pub silent: BTreeSet<String>,
    /// The last act of each unit itself.
    pub last_act: BTreeMap<String, Day>,
}

fn group_of(kind: &str) -> &'static str {
    match kind {
        "national" | "sector" => "databases",
        "agreement" => "agreements",
        _ => "programme",
    }
}

impl Ledger {
    pub fn on(&self, on: Day) -> Picture {
        let parts = self.parts(on);
        let terms = then(&self.terms, on).next_back();
        let said = terms.and_then(|terms| terms.headline.as_deref());
        let databases = then(&self.workstreams, on).any(|w| group_of(&w.kind) == "databases");
        let headline = said.unwrap_or(if databases { "databases" } else { "all" });
        let in_headline = |part: &Part<'_>| match headline {
            "all" => group_of(part.kind) != "agreements",
            group => group_of(part.kind) == group,
        };
        let mut members: BTreeMap<(&'static str, String), Vec<&Part<'_>>> = BTreeMap::new();
        for part in parts.iter().filter(|part| part.open && !part.bare()) {
            let mut join = |scope, code: &str| {
                let group = members.entry((scope, code.to_owned())).or_default();
                group.push(part);
            };
            if in_headline(part) {
                join("city", "");
                join("bloc", &part.unit.bloc);
                join("tier", &part.unit.tier);
                join("unit", &part.unit.code);
            }
            if group_of(part.kind) == "databases" {
                join("database", &part.row.workstream);
            }
        }
        let at = self.when(on);
        let groups = members
            .into_iter()
            .map(|(name, parts)| (name, told(&parts, &at)))
            .collect();
        let (silent, last_act) = self.silence(&parts, &at);
        Picture {
            groups,
            silent,
            last_act,
        }
    }
}

impl Ledger {
    fn when(&self, on: Day) -> When {
        // What the campaign began with was no act in it.
        let facts = then(&self.events, on).filter(|row| row.old_book.is_none());
        let facts = facts.map(|row| local(row.recorded_at));
        let values = then(&self.measurements, on).map(|row| local(row.recorded_at));
        let calendar = last_of(&self.calendar, on, |row| day(&row.day));
        let terms = then(&self.terms, on).next_back();
        When {
            on,
            deadline: terms.and_then(|terms| terms.deadline.as_deref().map(day)),
            first_fact: facts.chain(values).min(),
            calendar: calendar
                .into_iter()
                .map(|(day, row)| (day, row.kind == "working"))
                .collect(),
        }
    }
}
