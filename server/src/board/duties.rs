//! The duties of a board, and which of them a milestone or an indicator is of.
//!
//! [`Duties`] is persistent: readers keep what they have, a write replaces one duty. A past
//! of hundreds of thousands of facts is folded into [`OpenDuties`], which nobody reads
//! meanwhile: each fact finds its duty by a number, in one step. Facts do the same to both
//! ([`Changeable`]).
use std::{collections, ops::Index, sync::Arc};

use app::domain::{Duty, DutyKey, IndicatorCode, Milestone, MilestoneId, UnitCode, WorkstreamCode};
use imbl::{HashMap, OrdMap};

use super::Entry;

/// What facts do to duties. A place in the order is that of the fact.
pub(super) trait Changeable {
    /// How many there are.
    fn count(&self) -> usize;

    fn known(&self, key: &DutyKey) -> bool;

    /// Changes a duty. Facts about one that no row has named yet make it wait, empty.
    fn change(&mut self, key: &DutyKey, place: i64, change: impl FnOnce(&mut Duty));

    /// Says that a milestone is of a duty, which is known.
    fn put_milestone(&mut self, id: &MilestoneId, key: &DutyKey);

    /// Says that an indicator is of a duty, which is known.
    fn put_indicator(&mut self, code: &IndicatorCode, key: &DutyKey);

    fn milestone(&self, id: &MilestoneId) -> Option<&Milestone>;

    /// Changes the duty of a milestone, if there is one.
    fn change_of_milestone(
        &mut self,
        id: &MilestoneId,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey>;

    /// Changes the duty of an indicator, if there is one.
    fn change_of_indicator(
        &mut self,
        code: &IndicatorCode,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey>;

    /// The duties that have indicators.
    fn measured(&self) -> Vec<DutyKey>;
}

impl Entry {
    /// Changes the duty in place, or a copy of it when readers hold the old one.
    fn change(&mut self, place: i64, change: impl FnOnce(&mut Duty)) {
        self.changed = place;
        change(Arc::make_mut(&mut self.duty));
    }

    fn milestone(&self, id: &MilestoneId) -> Option<&Milestone> {
        self.duty.milestones.iter().find(|m| m.terms.id == *id)
    }
}

/// Duties by key, as pages read them.
#[derive(Debug, Clone, Default)]
pub(super) struct Duties {
    by_key: OrdMap<DutyKey, Entry>,
    of_milestone: HashMap<MilestoneId, DutyKey>,
    of_indicator: HashMap<IndicatorCode, DutyKey>,
}

impl Duties {
    pub fn get(&self, key: &DutyKey) -> Option<&Entry> {
        self.by_key.get(key)
    }

    pub fn get_mut(&mut self, key: &DutyKey) -> Option<&mut Entry> {
        self.by_key.get_mut(key)
    }

    /// All of them, in the order of their keys.
    pub fn iter(
        &self,
    ) -> imbl::ordmap::Iter<'_, DutyKey, Entry, imbl::shared_ptr::DefaultSharedPtr> {
        self.by_key.iter()
    }

    pub fn values(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.by_key.values()
    }

    /// Those of one unit, by workstream code.
    pub fn of_unit<'a>(&'a self, unit: &UnitCode) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let unit = unit.clone();
        let from = DutyKey {
            unit: unit.clone(),
            workstream: WorkstreamCode::least(),
        };
        self.by_key
            .range(from..)
            .take_while(move |(key, _)| key.unit == unit)
            .map(|(_, entry)| entry)
    }

    /// Which duty a milestone is of.
    pub fn of_milestone(&self, id: &MilestoneId) -> Option<&DutyKey> {
        self.of_milestone.get(id)
    }

    /// Which duty an indicator is of; none for one of the campaign.
    pub fn of_indicator(&self, code: &IndicatorCode) -> Option<&DutyKey> {
        self.of_indicator.get(code)
    }

    /// Gives every entry to a change.
    pub fn each(&mut self, mut change: impl FnMut(&DutyKey, &mut Entry)) {
        let all = std::mem::take(&mut self.by_key).into_iter();
        self.by_key = all
            .map(|(key, mut entry)| {
                change(&key, &mut entry);
                (key, entry)
            })
            .collect();
    }

    /// Holds where milestones and indicators are found in the nodes of a later board's, as
    /// far as it has them.
    pub fn find_within(&mut self, later: &Self) {
        super::in_common::place_within(&mut self.of_milestone, &later.of_milestone);
        super::in_common::place_within(&mut self.of_indicator, &later.of_indicator);
    }
}

impl Index<&DutyKey> for Duties {
    type Output = Entry;

    fn index(&self, key: &DutyKey) -> &Entry {
        &self.by_key[key]
    }
}

impl Changeable for Duties {
    fn count(&self) -> usize {
        self.by_key.len()
    }

    fn known(&self, key: &DutyKey) -> bool {
        self.by_key.contains_key(key)
    }

    fn change(&mut self, key: &DutyKey, place: i64, change: impl FnOnce(&mut Duty)) {
        if let Some(entry) = self.by_key.get_mut(key) {
            return entry.change(place, change);
        }
        let mut entry = Entry::new(key);
        entry.change(place, change);
        self.by_key.insert(key.clone(), entry);
    }

    fn put_milestone(&mut self, id: &MilestoneId, key: &DutyKey) {
        self.of_milestone.insert(id.clone(), key.clone());
    }

    fn put_indicator(&mut self, code: &IndicatorCode, key: &DutyKey) {
        self.of_indicator.insert(code.clone(), key.clone());
    }

    fn milestone(&self, id: &MilestoneId) -> Option<&Milestone> {
        self.get(self.of_milestone.get(id)?)?.milestone(id)
    }

    fn change_of_milestone(
        &mut self,
        id: &MilestoneId,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey> {
        let key = self.of_milestone.get(id)?.clone();
        self.change(&key, place, change);
        Some(key)
    }

    fn change_of_indicator(
        &mut self,
        code: &IndicatorCode,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey> {
        let key = self.of_indicator.get(code)?.clone();
        self.change(&key, place, change);
        Some(key)
    }

    fn measured(&self) -> Vec<DutyKey> {
        self.of_indicator.values().cloned().collect()
    }
}

/// Duties by number, in the order in which facts named them first.
#[derive(Debug, Default)]
pub(super) struct OpenDuties {
    entries: Vec<(DutyKey, Entry)>,
    numbers: collections::HashMap<DutyKey, usize>,
    of_milestone: collections::HashMap<MilestoneId, usize>,
    of_indicator: collections::HashMap<IndicatorCode, usize>,
}

impl OpenDuties {
    /// All of them, in the order of their keys.
    pub fn in_order(&self) -> Vec<(&DutyKey, &Entry)> {
        let mut all: Vec<_> = self
            .entries
            .iter()
            .map(|(key, entry)| (key, entry))
            .collect();
        all.sort_by_key(|(key, _)| *key);
        all
    }

    /// Closes them for readers.
    pub fn close(self) -> Duties {
        let keys: Vec<DutyKey> = self.entries.iter().map(|(key, _)| key.clone()).collect();
        let key = |number: usize| keys.get(number).cloned();
        let of_milestone = self.of_milestone.into_iter();
        let of_indicator = self.of_indicator.into_iter();
        let mut entries = self.entries;
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        Duties {
            by_key: entries.into_iter().collect(),
            of_milestone: of_milestone
                .filter_map(|(id, at)| Some((id, key(at)?)))
                .collect(),
            of_indicator: of_indicator
                .filter_map(|(code, at)| Some((code, key(at)?)))
                .collect(),
        }
    }

    fn number(&mut self, key: &DutyKey) -> usize {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = self.entries.len();
        self.numbers.insert(key.clone(), number);
        self.entries.push((key.clone(), Entry::new(key)));
        number
    }

    fn change_at(
        &mut self,
        number: usize,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey> {
        let (key, entry) = self.entries.get_mut(number)?;
        entry.change(place, change);
        Some(key.clone())
    }
}

impl Changeable for OpenDuties {
    fn count(&self) -> usize {
        self.entries.len()
    }

    fn known(&self, key: &DutyKey) -> bool {
        self.numbers.contains_key(key)
    }

    fn change(&mut self, key: &DutyKey, place: i64, change: impl FnOnce(&mut Duty)) {
        let number = self.number(key);
        self.change_at(number, place, change);
    }

    fn put_milestone(&mut self, id: &MilestoneId, key: &DutyKey) {
        let number = self.number(key);
        self.of_milestone.insert(id.clone(), number);
    }

    fn put_indicator(&mut self, code: &IndicatorCode, key: &DutyKey) {
        let number = self.number(key);
        self.of_indicator.insert(code.clone(), number);
    }

    fn milestone(&self, id: &MilestoneId) -> Option<&Milestone> {
        let (_, entry) = self.entries.get(*self.of_milestone.get(id)?)?;
        entry.milestone(id)
    }

    fn change_of_milestone(
        &mut self,
        id: &MilestoneId,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey> {
        let number = *self.of_milestone.get(id)?;
        self.change_at(number, place, change)
    }

    fn change_of_indicator(
        &mut self,
        code: &IndicatorCode,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey> {
        let number = *self.of_indicator.get(code)?;
        self.change_at(number, place, change)
    }

    fn measured(&self) -> Vec<DutyKey> {
        let numbers = self.of_indicator.values();
        let keys = numbers.filter_map(|number| Some(self.entries.get(*number)?.0.clone()));
        keys.collect()
    }
}
