//! `/what-if`
use app::{
    domain::{Figures, Group, Mass, Milestone, MilestoneId, Prospect, Share, fewest},
    views::{CatchUpRow, Faster, FasterRow, WhatIf},
};

use crate::board::{Board, GroupKey};

/// Milestones on one page.
const PAGE: usize = 25;

impl Board {
    /// What would have to come for the campaign to be in time, and back at its plan; for readers of
    /// the whole. Pages count from 1; a file has all.
    pub(in crate::board) fn what_if(&self, page: Option<usize>) -> WhatIf {
        let figures = self.sum(&GroupKey::City);
        let taken = fewest(self.not_accepted(), missing(&figures));
        let total = taken.len();
        let pages = total.div_ceil(PAGE).max(1);
        let (page, most) = page.map_or((1, total), |page| (page.clamp(1, pages), PAGE));
        let mut up_to = 0;
        let mut rows = Vec::new();
        for (place, (brings, id)) in (1..).zip(&taken) {
            up_to += brings;
            if place > (page - 1) * most && rows.len() < most {
                rows.extend(self.catch_up_row(place, id, *brings, up_to, figures.mass));
            }
        }
        let deadline = self
            .campaign
            .as_ref()
            .and_then(|campaign| campaign.deadline);
        WhatIf {
            outlook: self.outlook(&GroupKey::City),
            tried: None,
            over: deadline.is_some_and(|deadline| self.day() > deadline),
            databases: self.faster(),
            gap: Share::new(missing(&figures).max(0), figures.mass),
            fewest: total,
            brings: Share::new(up_to, figures.mass),
            rows,
            page,
            pages,
            figures,
        }
    }

    /// Every counted milestone of the headline that is not accepted, with what its acceptance
    /// brings.
    fn not_accepted(&self) -> Vec<(Mass, MilestoneId)> {
        let mut pieces = Vec::new();
        for (_, entry) in self.headline_duties(self.day()) {
            let today = self.day();
            let open = |m: &&Milestone| m.counts_on(today) && m.alive(today);
            for m in entry.duty.counted().filter(open) {
                let gain = entry.duty.part(m, entry.figures.weight, self.day());
                pieces.push((gain, m.terms.id.clone()));
            }
        }
        pieces
    }

    fn catch_up_row(
        &self,
        place: usize,
        id: &MilestoneId,
        brings: Mass,
        up_to: Mass,
        all: Mass,
    ) -> Option<CatchUpRow> {
        let (entry, m) = self.milestone(id)?;
        let key = &entry.duty.key;
        Some(CatchUpRow {
            place,
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            brings: Share::new(brings, all)?,
            up_to: Share::new(up_to, all)?,
        })
    }

    /// Which databases must go faster for the campaign's deadline, where its figures count them.
    fn faster(&self) -> Faster {
        let deadline = self
            .campaign
            .as_ref()
            .and_then(|campaign| campaign.deadline);
        let (Some(deadline), true) = (deadline, self.headline().counts(Group::Databases)) else {
            return Faster::default();
        };
        let mut told = Faster::default();
        for w in self.workstreams.values() {
            let group = GroupKey::Database(w.code.clone());
            let (figures, outlook) = (self.sum(&group), self.outlook(&group));
            if w.kind.group() != Group::Databases {
                continue;
            }
            told.all += 1;
            match outlook.prospect(deadline, self.day()) {
                Prospect::Late => told.late.push(FasterRow {
                    workstream: w.clone(),
                    figures,
                    outlook,
                }),
                Prospect::Unknown => told.unknown.push((w.code.clone(), w.short_name().into())),
                Prospect::InTime => told.in_time += 1,
            }
        }
        // What is left of each, of the whole: masses are of one unit.
        told.late
            .sort_by_key(|it| std::cmp::Reverse(it.figures.mass - it.figures.accepted));
        told
    }
}

/// What is missing against the plan by original deadlines.
const fn missing(figures: &Figures) -> Mass {
    figures.expected_original - figures.accepted
}
