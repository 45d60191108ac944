//! `/review` and `/review/{milestone}`
use app::{
    access::{Role, Viewer},
    domain::{Day, Event, Milestone, MilestoneId, Responsible, State, in_place_of},
    views::{ReviewItem, ReviewList},
};

use super::work::waiting_days;
use crate::board::{Board, Entry};

/// Items on one page of the list.
const PAGE: usize = 50;

impl Board {
    /// What waits for the person's decision: what is the person's own to decide, then what
    /// others left, the longest first. Pages count from 1; a file has all of them.
    pub(in crate::board) fn review_list(&self, viewer: &Viewer, page: Option<usize>) -> ReviewList {
        let mut waiting = self.waiting_for(viewer);
        waiting.sort_by_key(|(_, m)| turn(viewer, m));
        let total = waiting.len();
        let pages = total.div_ceil(PAGE).max(1);
        let (page, most) = page.map_or((1, total), |page| (page.clamp(1, pages), PAGE));
        let items = waiting
            .into_iter()
            .skip((page - 1) * most)
            .take(most)
            .map(|(entry, m)| self.review_item(viewer, entry, m))
            .collect();
        ReviewList {
            items,
            total,
            page,
            pages,
            overdue: self.waits_too_long(viewer),
            asked: self.asked_of(viewer),
            to_arrange: self.to_arrange(viewer),
        }
    }

    /// Submissions whose other side the person is: the office for a unit's work, or the
    /// committee where it stands in; a head of the unit for a company's, and the office too
    /// for what a head left undecided.
    fn waiting_for<'a>(&'a self, viewer: &Viewer) -> Vec<(&'a Entry, &'a Milestone)> {
        let waits = |entry: &'a Entry, by_company: bool| {
            entry.duty.milestones.iter().filter(move |m| {
                m.state == State::Submitted
                    && matches!(m.responsible, Responsible::Partner(_)) == by_company
            })
        };
        let left = |m: &&Milestone| m.left_undecided(self.day(), &self.calendar);
        match (viewer.role, &viewer.unit) {
            (Role::Office, _) => self
                .duties
                .values()
                .flat_map(|entry| {
                    let companies = waits(entry, true).filter(left);
                    let all = waits(entry, false).chain(companies);
                    all.map(move |m| (entry, m))
                })
                .collect(),
            (Role::Committee, _) => self
                .duties
                .values()
                .filter(|entry| viewer.stands_in.covers(&entry.duty.key.unit))
                .flat_map(|entry| waits(entry, false).map(move |m| (entry, m)))
                .collect(),
            (Role::Head, Some(unit)) => {
                let unit = unit.clone();
                self.duties
                    .values()
                    .filter(|entry| entry.duty.key.unit == unit)
                    .flat_map(|entry| waits(entry, true).map(move |m| (entry, m)))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn review_item(&self, viewer: &Viewer, entry: &Entry, m: &Milestone) -> ReviewItem {
        let key = &entry.duty.key;
        ReviewItem {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            waiting_days: waiting_days(m, self.day()),
            held_too_long: m.held_too_long(self.day(), &self.calendar),
            attempt: m.submissions,
            left_undecided: m.left_undecided(self.day(), &self.calendar),
            in_place_of: self
                .allows(key, m, m.stage(), Event::Returned, viewer)
                .ok()
                .and_then(|_| in_place_of(Event::Returned, viewer.role, &m.responsible)),
            own_unit: viewer.role == Role::Office && viewer.unit.as_ref() == Some(&key.unit),
        }
    }

    /// One milestone the person decides on, whatever its state; `None` for any
    /// other.
    pub(in crate::board) fn review_of(
        &self,
        viewer: &Viewer,
        id: &MilestoneId,
    ) -> Option<(ReviewItem, Vec<Event>)> {
        let (entry, m) = self.milestone(id)?;
        let decides = match (viewer.role, &m.responsible) {
            (Role::Office, _) => true,
            (Role::Committee, Responsible::Unit) => viewer.stands_in.covers(&entry.duty.key.unit),
            (Role::Head, Responsible::Partner(_)) => {
                viewer.unit.as_ref() == Some(&entry.duty.key.unit)
            }
            _ => false,
        };
        decides.then(|| {
            (
                self.review_item(viewer, entry, m),
                self.may(&entry.duty.key, m, viewer),
            )
        })
    }

    /// The next one that waits after this one, and how many are left.
    pub(in crate::board) fn next_review(
        &self,
        viewer: &Viewer,
        id: &MilestoneId,
    ) -> (Option<MilestoneId>, usize) {
        let mut waiting = self.waiting_for(viewer);
        waiting.retain(|(_, m)| m.terms.id != *id);
        let next = waiting.iter().min_by_key(|(_, m)| turn(viewer, m));
        (next.map(|(_, m)| m.terms.id.clone()), waiting.len())
    }
}

/// The order of what waits: first what is the person's own to decide, the longest first.
fn turn(viewer: &Viewer, m: &Milestone) -> (bool, Option<Day>, MilestoneId) {
    let anothers = in_place_of(Event::Returned, viewer.role, &m.responsible).is_some();
    (anothers, m.submitted_on, m.terms.id.clone())
}
