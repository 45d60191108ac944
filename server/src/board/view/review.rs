//! `/review` and `/review/{milestone}`
use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeMap,
};

use app::{
    access::{Role, StandIn, Viewer},
    domain::{
        Day, Event, Mass, Milestone, MilestoneId, MilestoneKind, Responsible, Share, State,
        WorkstreamCode, in_place_of,
    },
    text,
    views::{
        Counted, HeldBack, Marks, NearReport, PlanItem, ReviewColumn, ReviewFilter, ReviewItem,
        ReviewList, ReviewPlace, ValueDesk, Waiting,
    },
};

use super::work::waiting_days;
use crate::board::{Board, Entry, GroupKey, compute::Places};

/// Items on one page of the list.
const PAGE: usize = 20;
/// Items beside the report that is read.
const NEAR: usize = 25;

/// A submission that waits for a decision.
struct Waits<'a> {
    entry: &'a Entry,
    m: &'a Milestone,
    /// What it holds back of the whole that its reader weighs.
    held: Mass,
}

impl Board {
    /// What waits for the person's decision, with what others left to it, the longest first or
    /// as asked for. Pages count from 1; a file has all.
    pub(in crate::board) fn review_list(
        &self,
        viewer: &Viewer,
        filter: ReviewFilter,
        page: Option<usize>,
    ) -> ReviewList {
        let all = self.waiting_for(viewer);
        let whole = self.sum(&reviewed_whole(viewer)).mass;
        let share = |held: Mass| Share::new(held, whole);
        let waiting = self.waiting(viewer, &all, share);
        let held = self.held_back(&all, share);
        let partners: BTreeMap<_, _> = all.iter().filter_map(|it| self.company(it.m)).collect();
        let mut partners: Vec<_> = partners.into_iter().collect();
        partners.sort_by(|a, b| text::compare(&a.1, &b.1));
        let mut workstreams: Vec<_> = held
            .iter()
            .map(|it| (it.workstream.clone(), it.name.clone()))
            .collect();
        workstreams.sort_by(|a, b| text::compare(&a.1, &b.1));

        let matching = self.in_order(all, &filter);
        let matching_held = share(matching.iter().map(|it| it.held).sum());
        let number = matching.len();
        let (counted, plans): (Vec<_>, Vec<_>) = matching.into_iter().partition(|it| it.m.counts());
        let pages = counted.len().div_ceil(PAGE).max(1);
        let (page, most) = page.map_or((1, counted.len()), |page| (page.clamp(1, pages), PAGE));
        let items = counted.iter().skip((page - 1) * most).take(most);
        let plan = |it: &Waits| PlanItem {
            item: self.review_item(viewer, it.entry, it.m),
            document: String::new(),
            mark: String::new(),
            ticked: false,
        };
        ReviewList {
            waiting,
            workstreams,
            partners,
            matching: number,
            matching_held,
            items: items
                .map(|it| self.review_item(viewer, it.entry, it.m))
                .collect(),
            page,
            pages,
            values: ValueDesk::default(),
            plans: plans.iter().map(plan).collect(),
            held,
            decided: Vec::new(),
            decided_values: Default::default(),
            marks: Marks::default(),
            done: None,
            changed: 0,
            filter,
            asked: self.asked_of(viewer),
            to_arrange: self.to_arrange(viewer),
            others: match (viewer.role, &viewer.stands_in) {
                (Role::Committee, StandIn::Nowhere) => self.for_the_office(),
                _ => 0,
            },
        }
    }

    fn waiting(
        &self,
        viewer: &Viewer,
        all: &[Waits],
        share: impl Fn(Mass) -> Option<Share>,
    ) -> Waiting {
        let of = |kind| all.iter().filter(|it| it.m.terms.kind == kind).count();
        let longest = all.iter().map(|it| waiting_days(it.m, self.day())).max();
        let (products, outcomes) = (of(MilestoneKind::Product), of(MilestoneKind::Outcome));
        Waiting {
            total: all.len(),
            products,
            outcomes,
            uncounted: all.len() - products - outcomes,
            held: share(all.iter().map(|it| it.held).sum()),
            of_unit: viewer.role == Role::Head,
            longest: longest.unwrap_or(0),
            instead: match viewer.role {
                Role::Office => all
                    .iter()
                    .filter(|it| it.m.responsible != Responsible::Unit)
                    .count(),
                _ => 0,
            },
            overdue: self.office_must(viewer).waiting,
        }
    }

    /// What waits in each workstream, the most held first.
    fn held_back(&self, all: &[Waits], share: impl Fn(Mass) -> Option<Share>) -> Vec<HeldBack> {
        let mut by: BTreeMap<&WorkstreamCode, (usize, Mass)> = BTreeMap::new();
        for it in all {
            let (reports, held) = by.entry(&it.entry.duty.key.workstream).or_default();
            *reports += 1;
            *held += it.held;
        }
        let mut by: Vec<_> = by.into_iter().collect();
        by.sort_by_key(|(_, (reports, held))| (Reverse(*held), Reverse(*reports)));
        by.into_iter()
            .map(|(code, (reports, held))| HeldBack {
                workstream: code.clone(),
                name: self.workstream_name(code),
                reports,
                held: share(held),
            })
            .collect()
    }

    /// Those that match a filter, in its order.
    fn in_order<'a>(&self, mut all: Vec<Waits<'a>>, filter: &ReviewFilter) -> Vec<Waits<'a>> {
        let needle = text::search_key(&text::typed_name(&filter.text));
        all.retain(|it| self.matches(it, filter, &needle));
        // What is equal stands as it waits, the longest first.
        all.sort_by(|a, b| turn(a.m).cmp(&turn(b.m)));
        let sorted = filter.sorted;
        let by_name = |order: Ordering| if sorted.down { order.reverse() } else { order };
        match sorted.by {
            ReviewColumn::Waiting if sorted.down => {}
            ReviewColumn::Waiting => all.sort_by_key(|it| Reverse(it.m.submitted_on)),
            ReviewColumn::Sent => {
                all.sort_by(|a, b| sorted.order(a.m.submitted_on, b.m.submitted_on))
            }
            ReviewColumn::Title => {
                all.sort_by(|a, b| by_name(text::compare(&a.m.terms.title, &b.m.terms.title)))
            }
            ReviewColumn::Unit => all.sort_by(|a, b| {
                let name = |it: &Waits<'_>| self.unit_name(&it.entry.duty.key.unit);
                by_name(text::compare(&name(a), &name(b)))
            }),
            ReviewColumn::Party => all.sort_by(|a, b| {
                let name = |it: &Waits<'_>| self.company(it.m).map(|(_, name)| name);
                sorted.order(name(a), name(b))
            }),
            ReviewColumn::Deadline => all.sort_by(|a, b| {
                // What has none comes last, whichever end is first.
                match (a.m.current_deadline, b.m.current_deadline) {
                    (Some(a), Some(b)) => sorted.order(a, b),
                    (a, b) => a.is_none().cmp(&b.is_none()),
                }
            }),
            // The points that stand in the row.
            ReviewColumn::Points => all.sort_by(|a, b| {
                let adds = |it: &Waits<'_>| self.adds(it.entry, it.held);
                sorted.order(adds(a), adds(b))
            }),
        }
        all
    }

    fn matches(&self, it: &Waits, filter: &ReviewFilter, needle: &str) -> bool {
        let key = &it.entry.duty.key;
        let company = match &it.m.responsible {
            Responsible::Unit => None,
            Responsible::Partner(code) => Some(code),
        };
        let named = |name: &str| text::search_key(name).contains(needle);
        filter.kind.is_none_or(|kind| it.m.terms.kind == kind)
            && filter.unit.as_ref().is_none_or(|unit| key.unit == *unit)
            && filter.unit_kind.is_none_or(|kind| {
                let unit = self.units.get(&key.unit);
                unit.is_some_and(|unit| unit.kind == kind)
            })
            && filter
                .waits
                .is_none_or(|over| waiting_days(it.m, self.day()) > over.days())
            && filter
                .workstream
                .as_ref()
                .is_none_or(|code| key.workstream == *code)
            && (filter.partner.is_none() || filter.partner.as_ref() == company)
            && filter
                .counted
                .is_none_or(|counted| it.m.counts() == (counted == Counted::Counted))
            && (needle.is_empty()
                || named(&self.unit_name(&key.unit))
                || named(&it.m.terms.title)
                || key.unit.as_str().eq_ignore_ascii_case(&filter.text))
    }

    /// Submissions whose other side the person is: the office for a unit's work, or the
    /// committee where it stands in; a head of the unit for a company's, and the office too
    /// for what a head left undecided.
    fn waiting_for<'a>(&'a self, viewer: &Viewer) -> Vec<Waits<'a>> {
        let theirs = |entry: &Entry, m: &Milestone| {
            let by_company = matches!(m.responsible, Responsible::Partner(_));
            let unit = &entry.duty.key.unit;
            match viewer.role {
                Role::Office => self.is_for_the_office(m),
                Role::Committee => !by_company && viewer.stands_in.covers(unit),
                Role::Head => by_company && viewer.unit.as_ref() == Some(unit),
                _ => false,
            }
        };
        let mut all = Vec::new();
        let mut places = Places::of(self);
        let (of_unit, others) = match (viewer.role, &viewer.unit) {
            (Role::Head, Some(unit)) => {
                let unit = self.units.get(unit);
                (unit.map(|unit| self.duties_of(&unit.code)), None)
            }
            _ => (None, Some(self.duties.values())),
        };
        let entries = of_unit.into_iter().flatten();
        for entry in entries.chain(others.into_iter().flatten()) {
            for m in &entry.duty.milestones {
                if m.state == State::Submitted && theirs(entry, m) {
                    let held = self.held(&mut places, entry, m);
                    all.push(Waits { entry, m, held });
                }
            }
        }
        all
    }

    /// How many submissions wait for the person's decision.
    pub(super) fn to_be_decided(&self, viewer: &Viewer) -> usize {
        let nothing = match viewer.role {
            Role::Office => false,
            Role::Committee => viewer.stands_in == StandIn::Nowhere,
            Role::Head => viewer.unit.is_none(),
            _ => true,
        };
        if nothing {
            return 0;
        }
        self.waiting_for(viewer).len()
    }

    /// Whether a submission is the office's to decide on: a unit's work, and a company's that a
    /// head left undecided.
    pub(super) fn is_for_the_office(&self, m: &Milestone) -> bool {
        m.responsible == Responsible::Unit || m.left_undecided(self.day(), &self.calendar)
    }

    /// How many submissions wait for the office: one list, counted once a board.
    pub(super) fn for_the_office(&self) -> usize {
        *self.written.for_the_office.get_or_init(|| {
            let all = self
                .duties
                .values()
                .flat_map(|entry| &entry.duty.milestones);
            all.filter(|m| m.state == State::Submitted && self.is_for_the_office(m))
                .count()
        })
    }

    /// What a milestone is of what the headline counts.
    fn held(&self, places: &mut Places<'_>, entry: &Entry, m: &Milestone) -> Mass {
        let place = places.find(&entry.duty.key, self.day());
        match place.is_some_and(|place| place.in_headline) {
            true => entry.duty.part(m, entry.figures.weight, self.day()),
            false => 0,
        }
    }

    /// What it would add to the share of its unit.
    fn adds(&self, entry: &Entry, held: Mass) -> Option<Share> {
        let unit = self.sum(&GroupKey::Unit(entry.duty.key.unit.clone()));
        Share::new(held, unit.mass)
    }

    fn review_item(&self, viewer: &Viewer, entry: &Entry, m: &Milestone) -> ReviewItem {
        let key = &entry.duty.key;
        let adds = self.adds(entry, self.held(&mut Places::of(self), entry, m));
        ReviewItem {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            adds: adds.filter(|share| !share.is_zero()),
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
            (Role::Committee, _) => viewer.stands_in.covers(&entry.duty.key.unit),
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

    /// Where a milestone stands among those that wait and match a filter. What waits no more,
    /// or never matched, stands nowhere: the first comes after it.
    pub(in crate::board) fn review_place(
        &self,
        viewer: &Viewer,
        filter: &ReviewFilter,
        id: &MilestoneId,
    ) -> ReviewPlace {
        let waiting = self.in_order(self.waiting_for(viewer), filter);
        let ids: Vec<&MilestoneId> = waiting.iter().map(|it| &it.m.terms.id).collect();
        let named = |at: usize| ids.get(at).map(|id| (*id).clone());
        let at = ids.iter().position(|it| *it == id);
        // As many after it as before, and no fewer at either end.
        let first = at.unwrap_or_default().saturating_sub(NEAR / 2);
        let first = first.min(ids.len().saturating_sub(NEAR));
        let near = waiting.iter().skip(first).take(NEAR);
        let near = near.map(|it| NearReport {
            id: it.m.terms.id.clone(),
            title: self.milestone_name(it.m),
            unit_name: self.unit_name(&it.entry.duty.key.unit),
            waiting_days: waiting_days(it.m, self.day()),
        });
        let near = near.collect();
        match at {
            Some(at) => ReviewPlace {
                near,
                number: at + 1,
                of: ids.len(),
                before: at.checked_sub(1).and_then(named),
                after: named(at + 1),
            },
            None => ReviewPlace {
                near,
                number: 0,
                of: ids.len(),
                before: None,
                after: named(0),
            },
        }
    }
}

/// The whole of which a reader weighs what waits: a head decides for the unit.
fn reviewed_whole(viewer: &Viewer) -> GroupKey {
    match (viewer.role, &viewer.unit) {
        (Role::Head, Some(unit)) => GroupKey::Unit(unit.clone()),
        _ => GroupKey::City,
    }
}

/// The order of what waits: the longest first.
fn turn(m: &Milestone) -> (Option<Day>, &MilestoneId) {
    (m.submitted_on, &m.terms.id)
}
