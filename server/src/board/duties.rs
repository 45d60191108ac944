//! The duties of a board, and which of them a milestone or an indicator is of. Persistent:
//! readers keep what they have, a write replaces one duty.
use std::{ops::Index, sync::Arc};

use app::domain::{Duty, DutyKey, IndicatorCode, Milestone, MilestoneId, UnitCode, WorkstreamCode};
use imbl::{HashMap, OrdMap};

use super::Entry;

impl Entry {
    /// Changes the duty in place, or a copy of it when readers hold the old one. What was entered is
    /// told of after what came later.
    fn change(&mut self, place: i64, change: impl FnOnce(&mut Duty)) {
        self.changed = self.changed.max(place);
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

    /// How many there are.
    pub fn count(&self) -> usize {
        self.by_key.len()
    }

    pub fn known(&self, key: &DutyKey) -> bool {
        self.by_key.contains_key(key)
    }

    /// Changes a duty; a place in the order is that of the fact. Facts about a duty that no row
    /// has named yet make it wait, empty.
    pub fn change(&mut self, key: &DutyKey, place: i64, change: impl FnOnce(&mut Duty)) {
        if let Some(entry) = self.by_key.get_mut(key) {
            return entry.change(place, change);
        }
        let mut entry = Entry::new(key);
        entry.change(place, change);
        self.by_key.insert(key.clone(), entry);
    }

    /// Says that a milestone is of a duty, which is known.
    pub fn put_milestone(&mut self, id: &MilestoneId, key: &DutyKey) {
        self.of_milestone.insert(id.clone(), key.clone());
    }

    /// Says that an indicator is of a duty, which is known.
    pub fn put_indicator(&mut self, code: &IndicatorCode, key: &DutyKey) {
        self.of_indicator.insert(code.clone(), key.clone());
    }

    pub fn milestone(&self, id: &MilestoneId) -> Option<&Milestone> {
        self.get(self.of_milestone.get(id)?)?.milestone(id)
    }

    /// Changes the duty of a milestone, if there is one.
    pub fn change_of_milestone(
        &mut self,
        id: &MilestoneId,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey> {
        let key = self.of_milestone.get(id)?.clone();
        self.change(&key, place, change);
        Some(key)
    }

    /// Changes the duty of an indicator, if there is one.
    pub fn change_of_indicator(
        &mut self,
        code: &IndicatorCode,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey> {
        let key = self.of_indicator.get(code)?.clone();
        self.change(&key, place, change);
        Some(key)
    }

    /// The duties that have indicators.
    pub fn measured(&self) -> Vec<DutyKey> {
        self.of_indicator.values().cloned().collect()
    }
}

impl FromIterator<Entry> for Duties {
    fn from_iter<T: IntoIterator<Item = Entry>>(entries: T) -> Self {
        let mut duties = Self::default();
        let by_key = entries.into_iter().map(|entry| {
            let key = entry.duty.key.clone();
            for milestone in &entry.duty.milestones {
                duties.put_milestone(&milestone.terms.id, &key);
            }
            for outcome in entry.duty.outcome.iter().chain(&entry.duty.criteria) {
                duties.put_indicator(&outcome.indicator.code, &key);
            }
            (key, entry)
        });
        let by_key = by_key.collect();
        Self { by_key, ..duties }
    }
}

impl Index<&DutyKey> for Duties {
    type Output = Entry;

    fn index(&self, key: &DutyKey) -> &Entry {
        &self.by_key[key]
    }
}
