//! `/outcomes`
use std::collections::BTreeMap;
use std::sync::Arc;

use app::{
    domain::{Outcome, Status, WorkstreamCode, judge_outcome},
    text::search_key,
    views::{OutcomeDatabase, OutcomeFilter, OutcomeList, OutcomeRow, OutcomeState, OutcomeTally},
};

use super::scope::Scope;
use crate::board::{Board, Entry};

/// Rows of a page before the reader asks for all of them.
const SHOWN: usize = 100;

/// An indicator of a duty with its status on the board's day.
struct Judged<'a> {
    entry: &'a Entry,
    outcome: &'a Outcome,
    status: Option<Status>,
}

impl Judged<'_> {
    /// Worst first, the furthest from its target first; one without a target
    /// comes last.
    fn worst_first(&self) -> impl Ord + use<> {
        (
            self.status.map_or(Status::ALL.len(), |s| s as usize),
            self.outcome.share().map_or(i64::MAX, |s| s.permille()),
            self.entry.duty.key.clone(),
        )
    }
}

impl Board {
    /// The indicators a reader may see: the campaign's, and those of duties by
    /// database; with a filter, one by one.
    pub(in crate::board) fn outcome_list(
        &self,
        scope: &Scope,
        filter: OutcomeFilter,
    ) -> OutcomeList {
        let needle = search_key(&filter.text);
        let judged: Vec<Judged<'_>> = self.judged(scope).collect();
        let mut all = OutcomeTally::default();
        for it in &judged {
            count(&mut all, it);
        }
        let databases = self.outcome_databases(scope, &judged);
        let choices: Vec<(WorkstreamCode, Arc<str>)> = self
            .workstreams
            .keys()
            .filter(|code| databases.iter().any(|d| d.code == **code))
            .map(|code| (code.clone(), self.workstream_name(code)))
            .collect();
        let mut found: Vec<&Judged<'_>> = Vec::new();
        if filter.any() {
            let wanted = |it: &&Judged<'_>| {
                let key = &it.entry.duty.key;
                filter
                    .database
                    .as_ref()
                    .is_none_or(|d| key.workstream == *d)
                    && in_state(filter.state, it.status, it.outcome.latest().is_some())
                    && self.named(it, &needle)
            };
            found = judged.iter().filter(wanted).collect();
            found.sort_by_cached_key(|it| it.worst_first());
        }
        let matching = found.len();
        if !filter.all {
            found.truncate(SHOWN);
        }
        let own = (*scope == Scope::Campaign).then(|| self.outcome_strip());
        let satisfaction = own.iter().flatten().filter(|row| row.satisfaction);
        let database = filter.database.as_ref().and_then(|code| {
            let mut all = databases.iter();
            all.find(|database| database.code == *code).cloned()
        });
        OutcomeList {
            satisfaction: satisfaction.cloned().collect(),
            campaign: own.map(|rows| matching_own(rows, &filter, &needle)),
            all,
            rows: found
                .into_iter()
                .map(|it| self.outcome_row(it.outcome))
                .collect(),
            matching,
            database,
            databases: if filter.any() { Vec::new() } else { databases },
            choices,
            filter,
        }
    }

    /// The outcome indicators of open units' duties that a reader may see.
    fn judged<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = Judged<'a>> + 'a {
        self.seen_duties(scope).filter_map(|entry| {
            let outcome = entry.duty.outcome.as_ref()?;
            Some(Judged {
                entry,
                outcome,
                status: judge_outcome(outcome, self.day()),
            })
        })
    }

    fn seen_duties<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = &'a Entry> + 'a {
        let open = |unit| {
            self.units
                .get(unit)
                .is_some_and(|unit| unit.open_on(self.day()))
        };
        self.units
            .keys()
            .filter(move |unit| scope.unit(unit) && open(*unit))
            .flat_map(|unit| self.duties_of(unit))
    }

    fn outcome_databases(&self, scope: &Scope, judged: &[Judged<'_>]) -> Vec<OutcomeDatabase> {
        let mut databases: BTreeMap<&WorkstreamCode, OutcomeDatabase> = BTreeMap::new();
        for it in judged {
            let code = &it.entry.duty.key.workstream;
            let Some(workstream) = self.workstreams.get(code) else {
                continue;
            };
            let database = databases.entry(code).or_insert_with(|| OutcomeDatabase {
                code: code.clone(),
                group: workstream.kind.group(),
                name: self.workstream_name(code),
                provisional: workstream.provisional,
                tally: OutcomeTally::default(),
                figures: app::domain::Figures::default(),
            });
            count(&mut database.tally, it);
        }
        // The database's figures are over all its duties, those without an
        // indicator too.
        for entry in self.seen_duties(scope) {
            if let Some(database) = databases.get_mut(&entry.duty.key.workstream) {
                database.figures.add(&entry.figures.figures);
            }
        }
        let mut databases: Vec<OutcomeDatabase> = databases.into_values().collect();
        databases.sort_by_cached_key(|database| {
            let most = |status| std::cmp::Reverse(database.tally.count(status));
            (
                most(Status::Late),
                most(Status::AtRisk),
                most(Status::Unverified),
                database.code.clone(),
            )
        });
        databases
    }

    fn named(&self, it: &Judged<'_>, needle: &str) -> bool {
        let key = &it.entry.duty.key;
        needle.is_empty()
            || search_key(&self.unit_name(&key.unit)).contains(needle)
            || search_key(&self.workstream_name(&key.workstream)).contains(needle)
            || search_key(&self.indicator_name(&it.outcome.indicator)).contains(needle)
    }
}

/// The campaign's own that match; a database asked for leaves none of them.
fn matching_own(
    mut rows: Vec<OutcomeRow>,
    filter: &OutcomeFilter,
    needle: &str,
) -> Vec<OutcomeRow> {
    rows.retain(|row| {
        filter.database.is_none()
            && in_state(filter.state, row.status, row.value.is_some())
            && (needle.is_empty() || search_key(&row.name).contains(needle))
    });
    rows
}

fn count(tally: &mut OutcomeTally, it: &Judged<'_>) {
    tally.indicators += 1;
    tally.measured += u32::from(it.outcome.latest().is_some());
    if let Some(status) = it.status {
        tally.counts[status as usize] += 1;
    }
}

fn in_state(wanted: Option<OutcomeState>, status: Option<Status>, measured: bool) -> bool {
    match wanted {
        None => true,
        Some(OutcomeState::Status(wanted)) => status == Some(wanted),
        Some(OutcomeState::Unmeasured) => !measured,
    }
}
