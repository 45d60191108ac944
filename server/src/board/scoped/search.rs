//! The search, within what one reader may open.
use std::collections::HashSet;

use app::{
    access::Role,
    domain::{About, MilestoneId, UnitCode},
    views::SearchPage,
};

use super::ScopedBoard;
use crate::board::{Asked, Beside, documents::Document, view::Searcher};

impl ScopedBoard {
    /// What fits, of what the reader may open.
    pub fn search(&self, asked: &Asked, beside: &Beside<'_>) -> SearchPage {
        let no_unit = matches!(
            self.viewer.role,
            Role::Partner | Role::Administrator | Role::Display
        );
        let by = Searcher {
            scope: &self.scope,
            hidden: &|unit| self.hidden(unit),
            reads: &|document| self.reads_document(document),
            own: self.documented(),
            measurements: !no_unit,
            rechecks: !no_unit,
        };
        self.board.search(&by, asked, beside)
    }

    /// Whether the evidence is the reader's to read. A company reads of its own only: what
    /// another handed over before is not its to know, nor what a re-check found.
    fn reads_document(&self, it: &Document) -> bool {
        let own = self.company().is_none_or(|code| code.as_str() == &*it.by);
        own && match &it.about {
            About::Milestone(id) => self.reads_in_full(id),
            About::Indicator(code) => self.reads_outcome_in_full(code) == Some(true),
        }
    }

    /// The milestones whose evidence may be the reader's to read; `None`: all.
    fn documented(&self) -> Option<HashSet<MilestoneId>> {
        let of = |unit: &UnitCode| {
            let all = self.board.milestone_ids(unit);
            all.into_iter().filter(|id| self.reads_in_full(id))
        };
        match (self.viewer.role, &self.viewer.unit) {
            (Role::Committee | Role::Office, _) => None,
            (Role::Head | Role::Member, Some(unit)) => Some(of(unit).collect()),
            (Role::Partner, _) => {
                let units = self.board.all_units();
                let units = units.filter(|unit| self.sees(unit));
                Some(units.flat_map(of).collect())
            }
            _ => Some(HashSet::new()),
        }
    }
}
