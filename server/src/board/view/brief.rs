//! `/brief`: what stands in its table.
use app::{
    domain::{Figures, WorkstreamKind},
    views::{BriefRest, BriefRow},
};

use super::databases::behind;
use crate::board::{Board, GroupKey};

/// Rows that one page has room for beside everything else.
const ROWS: usize = 12;

impl Board {
    /// What the headline counts, the furthest behind its plan first, and what is added up under it:
    /// the national databases and all sector databases, or, where there are none, the workstreams.
    pub(in crate::board) fn brief_rows(&self) -> (Vec<BriefRow>, Vec<BriefRest>) {
        let headline = self.headline();
        let all = || self.workstreams.values();
        let counted = || all().filter(|w| headline.counts(w.kind.group()));
        let national = counted().any(|w| w.kind == WorkstreamKind::National);
        let mut rows: Vec<BriefRow> = counted()
            .filter(|w| !national || w.kind == WorkstreamKind::National)
            .map(|w| BriefRow {
                code: w.code.clone(),
                name: w.short_name().into(),
                figures: self.workstream_sum(&w.code),
                outlook: self.outlook(&GroupKey::Database(w.code.clone())),
            })
            .collect();
        rows.sort_by_cached_key(|row| (behind(&row.figures), row.name.clone()));
        let mut rest = Vec::new();
        if rows.len() > ROWS {
            let others = rows.split_off(ROWS);
            let mut figures = Figures::default();
            others.iter().for_each(|row| figures.add(&row.figures));
            rest.push(BriefRest {
                number: others.len(),
                sector: false,
                figures,
                outlook: None,
            });
        }
        let sector = counted().filter(|w| w.kind == WorkstreamKind::Sector);
        let number = sector.count();
        if national && number > 0 {
            rest.push(BriefRest {
                number,
                sector: true,
                figures: self.sum(&GroupKey::Sector),
                outlook: Some(self.outlook(&GroupKey::Sector)),
            });
        }
        (rows, rest)
    }
}
