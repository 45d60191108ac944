//! `/search`
mod kinds;
mod needle;

use std::{collections::HashSet, sync::Arc};

use app::{
    domain::{
        self, Body, Day, DocumentNumber, DutyKey, MilestoneId, Outcome, Partner, Trigger, Unit,
        UnitCode, UnitGroup, Workstream, WorkstreamCode,
    },
    views::{FoundKind, SearchKind, SearchPage},
};

use super::scope::{Hidden, Scope};
use crate::board::{Board, Entry, documents::Document};
use needle::Needle;

/// Rows of each kind where all kinds stand, and on a page of one kind.
const FIRST: usize = 6;
const ROWS: usize = app::SEARCH_ROWS;

/// What is searched for.
#[derive(Debug, Clone)]
pub struct Asked {
    pub text: String,
    /// One kind alone, and its page.
    pub only: Option<(SearchKind, usize)>,
}

/// Who heads a unit.
#[derive(Debug, Clone)]
pub struct UnitHead {
    pub unit: UnitCode,
    pub name: String,
    pub title: String,
}

/// What is searched beside the board.
#[derive(Debug)]
pub struct Beside<'a> {
    pub documents: &'a [Document],
    pub heads: &'a [UnitHead],
}

/// Who searches.
pub(in crate::board) struct Searcher<'a> {
    pub scope: &'a Scope,
    /// What a company learns nothing of, unit by unit.
    pub hidden: &'a dyn Fn(&UnitCode) -> Hidden,
    /// Whether the evidence of something is the reader's to read.
    pub reads: &'a dyn Fn(&Document) -> bool,
    /// The milestones whose documents are looked at at all; none: all of them. Those of others
    /// are passed over unread, so that nothing tells whether they would have fitted.
    pub own: Option<HashSet<MilestoneId>>,
    /// Whether documents of measurements are looked at.
    pub measurements: bool,
    /// Whether documents of re-checks are.
    pub rechecks: bool,
}

/// One thing that fits, before its figures are read.
enum Fitting<'a> {
    Unit(&'a Arc<Unit>, Option<Arc<str>>),
    Group(&'a Arc<UnitGroup>),
    Workstream(&'a Arc<Workstream>, Option<Arc<str>>),
    Partner(&'a Arc<Partner>),
    Milestone(&'a Entry, usize),
    Outcome(&'a Outcome),
    Directive(&'a DocumentNumber, &'a domain::Document),
    /// A document that is named, and that nobody has listed.
    NamedDocument(DocumentNumber, Arc<str>),
    Document(&'a Document),
    /// A body outside, with where it helps and the events that it brings about.
    Body(&'a Arc<Body>, Vec<At<'a>>),
    Event(&'a Arc<Trigger>),
    Head(&'a UnitHead),
}

/// Where the page tells of a body.
#[derive(Clone, Copy)]
enum At<'a> {
    Workstream(&'a Arc<Workstream>),
    Event(&'a Arc<Trigger>),
}

impl Board {
    /// Whatever fits and has a page that the reader may open, exact accents first, then in
    /// Vietnamese order.
    pub(in crate::board) fn search(
        &self,
        by: &Searcher<'_>,
        asked: &Asked,
        beside: &Beside<'_>,
    ) -> SearchPage {
        let needle = Needle::new(&asked.text);
        let mut page = SearchPage {
            text: asked.text.clone(),
            ..SearchPage::default()
        };
        if needle.is_empty() {
            return page;
        }
        page.only = asked.only;
        let mut found = self.fitting(by, &needle, beside);
        // The whole text stands nowhere: its words may, in a milestone's title and its unit's name.
        let named = |kind: SearchKind| kind != SearchKind::Documents && kind != SearchKind::People;
        if needle.has_words()
            && !found
                .iter()
                .any(|(kind, all)| named(*kind) && !all.is_empty())
        {
            let milestones = self.milestones_of_words(by, &needle);
            for (kind, all) in &mut found {
                if *kind == SearchKind::Milestones {
                    *all = self.worst_first(milestones);
                    break;
                }
            }
        }
        for (kind, all) in found {
            let (skip, take) = match asked.only {
                Some((only, _)) if only != kind => continue,
                Some((_, page)) => (page.saturating_sub(1).saturating_mul(ROWS), ROWS),
                None => (0, FIRST),
            };
            let rows = all.iter().skip(skip).take(take);
            if !all.is_empty() {
                page.kinds.push(FoundKind {
                    kind,
                    all: all.len(),
                    rows: rows.filter_map(|it| self.found(by.scope, it)).collect(),
                });
            }
        }
        page
    }

    /// The milestones of a unit.
    pub(in crate::board) fn milestone_ids(&self, unit: &UnitCode) -> Vec<MilestoneId> {
        let all = self.duties.of_unit(unit).flat_map(|it| &it.duty.milestones);
        all.map(|m| m.terms.id.clone()).collect()
    }

    /// The codes of all units.
    pub(in crate::board) fn all_units(&self) -> impl Iterator<Item = &UnitCode> {
        self.units.keys()
    }

    /// Whether a reader sees anything of a workstream.
    pub(super) fn sees_workstream(&self, scope: &Scope, code: &WorkstreamCode) -> bool {
        match scope {
            Scope::Campaign => true,
            Scope::Units { partner, units } => {
                let agreed = self
                    .workstreams
                    .get(code)
                    .is_some_and(|w| w.partner.as_ref() == Some(partner));
                let member = self
                    .members
                    .get(code)
                    .is_some_and(|all| all.iter().any(|unit| units.contains(unit)));
                agreed || member
            }
            Scope::Nothing => false,
        }
    }

    /// The duties of open units that a reader may open.
    fn open_duties<'a>(
        &'a self,
        scope: &'a Scope,
    ) -> impl Iterator<Item = (&'a DutyKey, &'a Entry)> {
        let day: Day = self.day();
        let mut last: Option<(&UnitCode, bool)> = None;
        self.duties.iter().filter(move |(key, _)| {
            // Those of one unit stand beside each other.
            if let Some((unit, open)) = last
                && *unit == key.unit
            {
                return open;
            }
            let open = self.units.get(&key.unit).is_some_and(|it| it.open_on(day));
            let open = open && scope.unit(&key.unit);
            last = Some((&key.unit, open));
            open
        })
    }
}
