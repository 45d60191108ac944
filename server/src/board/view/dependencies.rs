//! What a workstream waits for, and what waits for it.
use std::collections::BTreeSet;

use app::{
    domain::{Dependency, Figures, Status, UnitCode, UnitKind, WorkstreamCode},
    views::{Unlocks, WaitsFor},
};

use super::scope::Scope;
use crate::board::Board;

impl Board {
    /// What a workstream waits for, of what the reader may open.
    pub(super) fn waits_for(&self, scope: &Scope, code: &WorkstreamCode) -> Vec<WaitsFor> {
        let standing = self.dependencies.of(code, self.day());
        let told = standing.filter(|it| self.sees_workstream(scope, &it.waits_for));
        told.filter_map(|it| self.waiting_row(scope, it, &it.waits_for))
            .collect()
    }

    /// What waits for a workstream, of what the reader may open, and the units that wait with it.
    pub(super) fn unlocks(&self, scope: &Scope, code: &WorkstreamCode) -> Unlocks {
        let standing = self.dependencies.on_it(code, self.day());
        let told = standing.filter(|it| self.sees_workstream(scope, &it.workstream));
        let (mut units, mut waiting) = (BTreeSet::new(), Vec::new());
        for it in told {
            units.extend(self.units_waiting(scope, it));
            waiting.extend(self.waiting_row(scope, it, &it.workstream));
        }
        Unlocks {
            waiting,
            units: self.by_kind(&units),
        }
    }

    fn waiting_row(
        &self,
        scope: &Scope,
        it: &Dependency,
        other: &WorkstreamCode,
    ) -> Option<WaitsFor> {
        Some(WaitsFor {
            workstream: self.workstreams.get(other)?.clone(),
            provisional: it.provisional,
            source: it.source.clone(),
            waited: self.waited(scope, &it.waits_for),
            units: self.by_kind(&self.units_waiting(scope, it)),
        })
    }

    /// How far what is waited for is; nothing for a company, which sees a part of its duties.
    fn waited(&self, scope: &Scope, code: &WorkstreamCode) -> Option<Figures> {
        (*scope == Scope::Campaign).then(|| self.workstream_sum(code))
    }

    /// The units whose duty waits: it has a status and is not done, nor is all that it waits for.
    fn units_waiting(&self, scope: &Scope, it: &Dependency) -> BTreeSet<UnitCode> {
        let waited = self.waited(scope, &it.waits_for);
        if waited.is_none_or(|figures| figures.all_done()) {
            return BTreeSet::new();
        }
        let entries = self.entries_of(scope, &it.workstream).into_iter();
        let judged = entries.filter_map(|entry| {
            let status = entry.figures.judgement?.status;
            (status != Status::Done).then(|| entry.duty.key.unit.clone())
        });
        judged.collect()
    }

    fn by_kind(&self, units: &BTreeSet<UnitCode>) -> Vec<(UnitKind, usize)> {
        let kinds = UnitKind::ALL.iter().map(|kind| {
            let of_kind =
                |code: &&UnitCode| self.units.get(*code).is_some_and(|it| it.kind == *kind);
            (*kind, units.iter().filter(of_kind).count())
        });
        kinds.filter(|(_, number)| *number > 0).collect()
    }
}
