//! `/explanations`
use std::{
    cmp::{Ordering, Reverse},
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use app::{
    access::Viewer,
    domain::{
        About, Cause, Commitment, Days, DutyKey, Explanation, Milestone, Outcome, PartnerCode,
        Responsible, UnitCode, WorkstreamCode,
    },
    text,
    views::{
        CauseRow, ExplainedColumn, ExplainedRow, ExplanationFilter, ExplanationList, Paged, Sorted,
    },
};

use super::scope::Hidden;
use crate::board::{Board, Entry};

/// Things with their names, to choose from.
type Named<Code> = Vec<(Code, Arc<str>)>;

/// One explanation where it was given.
struct Given<'a> {
    key: &'a DutyKey,
    about: About,
    title: Arc<str>,
    explanation: &'a Explanation,
    commitment: Commitment,
    pending: bool,
    /// Nothing was explained after it.
    last: bool,
}

impl Board {
    /// What holds up all units, and each explanation of it; for readers of the whole campaign.
    /// Pages count from 1; a file has all.
    pub(in crate::board) fn explanation_list(
        &self,
        viewer: &Viewer,
        filter: ExplanationFilter,
        sorted: Sorted<ExplainedColumn>,
        page: Option<usize>,
    ) -> ExplanationList {
        let mut given: Vec<Given<'_>> = Vec::new();
        for entry in self.duties.values() {
            self.given(entry, &mut given);
        }
        let all = given.len();
        let (workstreams, companies) = self.explained_of(&given);
        let needle = text::search_key(&text::typed_name(&filter.text));
        given.retain(|it| self.explained_as(it, &filter, &needle));
        self.sort_explained(&mut given, sorted);
        ExplanationList {
            filter,
            sorted,
            workstreams,
            companies,
            causes: causes(&given),
            all,
            list: Paged::of(given, page).map(|it| self.explained_row(&it)),
            unanswered: self.unanswered_in_time(viewer),
            clocks: self.clocks_of(self.of_open_units(), &Hidden::new(), Days::All),
        }
    }

    /// Workstreams and companies that something was explained of, to choose from.
    fn explained_of(&self, given: &[Given<'_>]) -> (Named<WorkstreamCode>, Named<PartnerCode>) {
        let of: BTreeSet<&WorkstreamCode> = given.iter().map(|it| &it.key.workstream).collect();
        let mut workstreams: Vec<_> = of
            .into_iter()
            .map(|code| (code.clone(), self.workstream_name(code)))
            .collect();
        workstreams.sort_by(|a, b| text::compare(&a.1, &b.1));
        let by = given
            .iter()
            .filter_map(|it| self.company_of(&it.explanation.by));
        let by: BTreeMap<_, _> = by.collect();
        (workstreams, by.into_iter().collect())
    }

    fn sort_explained(&self, rows: &mut [Given<'_>], sorted: Sorted<ExplainedColumn>) {
        let turn = |order: Ordering| if sorted.down { order.reverse() } else { order };
        // The newest first; the order of facts within a duty stands where days are equal.
        rows.sort_by_key(|it| Reverse(it.explanation.on));
        match sorted.by {
            ExplainedColumn::On if sorted.down => {}
            ExplainedColumn::On => rows.sort_by_key(|it| it.explanation.on),
            ExplainedColumn::Cause => {
                rows.sort_by(|a, b| sorted.order(a.explanation.cause, b.explanation.cause))
            }
            ExplainedColumn::Thing => rows.sort_by(|a, b| turn(text::compare(&a.title, &b.title))),
            ExplainedColumn::Unit => rows.sort_by(|a, b| {
                let name = |it: &Given<'_>| self.unit_name(&it.key.unit);
                turn(text::compare(&name(a), &name(b)))
            }),
            ExplainedColumn::By => rows.sort_by(|a, b| {
                let name = |it: &Given<'_>| self.company_of(&it.explanation.by).map(|(_, it)| it);
                sorted.order(name(a), name(b))
            }),
            ExplainedColumn::Until => rows
                .sort_by(|a, b| sorted.order(a.explanation.commits_to, b.explanation.commits_to)),
            ExplainedColumn::Commitment => {
                // What was not kept first, then what is still open.
                let place = |it: &Given<'_>| {
                    let by_weight = [Commitment::Broken, Commitment::Open, Commitment::Kept];
                    let at = by_weight.iter().position(|is| *is == it.commitment);
                    at.unwrap_or(by_weight.len())
                };
                rows.sort_by(|a, b| sorted.order(place(a), place(b)));
            }
        }
    }

    /// The duties of units that are there.
    fn of_open_units(&self) -> impl Iterator<Item = &Entry> {
        let open = |entry: &&Entry| !self.closed(&entry.duty.key.unit);
        self.duties.values().filter(open)
    }

    fn given<'a>(&'a self, entry: &'a Entry, into: &mut Vec<Given<'a>>) {
        let (duty, today) = (&entry.duty, self.day());
        let mut add =
            |about: About, title: Arc<str>, pending, all: Vec<(&'a Explanation, Commitment)>| {
                let last = all.len();
                for (place, (explanation, commitment)) in all.into_iter().enumerate() {
                    into.push(Given {
                        key: &duty.key,
                        about: about.clone(),
                        title: title.clone(),
                        explanation,
                        commitment,
                        pending,
                        last: place + 1 == last,
                    });
                }
            };
        for m in duty.milestones.iter().filter(|m| m.talk().is_some()) {
            let about = About::Milestone(m.terms.id.clone());
            let all = Milestone::commitments(m, today).collect();
            add(about, self.milestone_name(m), m.pending(), all);
        }
        for outcome in duty.outcome.iter().filter(|it| it.talk().is_some()) {
            let about = About::Indicator(outcome.indicator.code.clone());
            let all = Outcome::commitments(outcome, today).collect();
            let pending = !outcome.target_reached();
            add(about, self.called(&outcome.indicator).clone(), pending, all);
        }
    }

    fn explained_as(&self, it: &Given<'_>, filter: &ExplanationFilter, needle: &str) -> bool {
        let unit = self.units.get(&it.key.unit);
        filter
            .cause
            .is_none_or(|cause| it.explanation.cause == cause)
            && filter
                .kind
                .is_none_or(|kind| unit.is_some_and(|unit| unit.kind == kind))
            && filter
                .workstream
                .as_ref()
                .is_none_or(|code| it.key.workstream == *code)
            && filter
                .company
                .as_ref()
                .is_none_or(|code| it.explanation.by == Responsible::Partner(code.clone()))
            && filter.commitment.is_none_or(|is| it.commitment == is)
            && (!filter.pending || it.pending)
            && (needle.is_empty()
                || unit.is_some_and(|unit| {
                    let mut names = unit.names();
                    names.any(|name| text::search_key(name).contains(needle))
                })
                || it
                    .key
                    .unit
                    .as_str()
                    .eq_ignore_ascii_case(filter.text.trim()))
    }

    fn explained_row(&self, it: &Given<'_>) -> ExplainedRow {
        let unit_name = self.unit_name(&it.key.unit);
        ExplainedRow {
            about: it.about.clone(),
            title: it.title.clone(),
            duty: it.key.clone(),
            company: self.company_of(&it.explanation.by),
            by: match &it.explanation.by {
                Responsible::Unit => unit_name.clone(),
                Responsible::Partner(code) => self.partner_name(code),
            },
            unit_name,
            workstream_name: self.workstream_name(&it.key.workstream),
            explanation: it.explanation.clone(),
            commitment: it.commitment,
            text: String::new(),
            document: None,
        }
    }
}

/// By cause, most first; "other" says least and stands last.
fn causes(given: &[Given<'_>]) -> Vec<CauseRow> {
    let row = |cause: &Cause| {
        let of = || given.iter().filter(|it| it.explanation.cause == *cause);
        let units: BTreeSet<&UnitCode> = of().map(|it| &it.key.unit).collect();
        CauseRow {
            cause: *cause,
            explained: of().count() as u32,
            open: of().filter(|it| it.pending && it.last).count() as u32,
            units: units.len() as u32,
        }
    };
    let mut rows: Vec<CauseRow> = Cause::ALL.iter().map(row).collect();
    rows.retain(|row| row.explained > 0);
    rows.sort_by_key(|row| (row.cause == Cause::Other, Reverse(row.explained)));
    rows
}
