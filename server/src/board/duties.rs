//! The duties of a board, and which of them a milestone or an indicator is of. Persistent:
//! readers keep what they have, a write replaces one duty.
use std::{
    hash::Hash,
    ops::Index,
    sync::{Arc, OnceLock},
};

use app::domain::{
    Day, Duty, DutyKey, IndicatorCode, Milestone, MilestoneId, Outcome, UnitCode, WorkstreamCode,
};
use imbl::{HashMap, OrdMap};

use super::Entry;

impl Entry {
    /// Changes the duty in place, or a copy of it when readers hold the old one. What was entered is
    /// told of after what came later.
    fn change(&mut self, place: i64, change: impl FnOnce(&mut Duty)) {
        self.changed = self.changed.max(place);
        self.keys = OnceLock::new();
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
    /// Those that are over, with all that happened in them: in no list and no figure, until they go
    /// on again.
    over: OrdMap<DutyKey, Over>,
    duty_of: DutyOf,
}

/// A duty as a checkpoint keeps it, and from which day it is over.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub entry: Entry,
    pub over: Option<Day>,
}

/// A duty that is over.
#[derive(Debug, Clone)]
pub(super) struct Over {
    pub entry: Entry,
    pub from: Day,
}

/// Which duty each milestone and each indicator is of. The board of a past day begins with that of
/// today's, which knows some that were not there yet, and puts right what has moved since.
#[derive(Debug, Clone, Default)]
struct DutyOf {
    of_milestone: HashMap<MilestoneId, DutyKey>,
    of_indicator: HashMap<IndicatorCode, DutyKey>,
}

impl DutyOf {
    fn put_milestone(&mut self, id: &MilestoneId, key: &DutyKey) {
        put(&mut self.of_milestone, id, key);
    }

    fn put_indicator(&mut self, code: &IndicatorCode, key: &DutyKey) {
        put(&mut self.of_indicator, code, key);
    }

    fn put_all(&mut self, duty: &Duty) {
        for milestone in &duty.milestones {
            self.put_milestone(&milestone.terms.id, &duty.key);
        }
        for outcome in duty.outcome.iter().chain(&duty.criteria) {
            self.put_indicator(&outcome.indicator.code, &duty.key);
        }
    }
}

/// What is there as it should be stays shared with other days.
fn put<K: Clone + Eq + Hash>(of: &mut HashMap<K, DutyKey>, what: &K, key: &DutyKey) {
    if of.get(what) != Some(key) {
        of.insert(what.clone(), key.clone());
    }
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
        let key = self.duty_of.of_milestone.get(id)?;
        self.get(key)?.milestone(id).and(Some(key))
    }

    /// Which duty an indicator is of; none for one of the campaign.
    pub fn of_indicator(&self, code: &IndicatorCode) -> Option<&DutyKey> {
        let key = self.duty_of.of_indicator.get(code)?;
        self.get(key)?.duty.indicator(code).and(Some(key))
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

    /// How many there are.
    pub fn count(&self) -> usize {
        self.by_key.len()
    }

    pub fn known(&self, key: &DutyKey) -> bool {
        self.by_key.contains_key(key)
    }

    /// Those that are over.
    pub fn over(&self) -> impl Iterator<Item = &Over> {
        self.over.values()
    }

    /// From which day a duty is over.
    pub fn over_from(&self, key: &DutyKey) -> Option<Day> {
        Some(self.over.get(key)?.from)
    }

    /// The duty that is over and had a milestone.
    pub fn over_with(&self, id: &MilestoneId) -> Option<(&Over, &Milestone)> {
        let over = self.over.get(self.duty_of.of_milestone.get(id)?)?;
        Some((over, over.entry.milestone(id)?))
    }

    /// Puts a duty where it belongs: among those that are over from a day on, or among the others.
    /// Whether it stays where it was.
    pub fn goes_on(&mut self, key: &DutyKey, ended_on: Option<Day>) -> bool {
        match ended_on {
            Some(from) => {
                if let Some(over) = self.over.get_mut(key) {
                    over.from = from;
                    return true;
                }
                let known = self.by_key.remove(key);
                let stays = known.is_none();
                let entry = known.unwrap_or_else(|| Entry::new(key));
                self.over.insert(key.clone(), Over { entry, from });
                stays
            }
            None => match self.over.remove(key) {
                Some(over) => {
                    self.by_key.insert(key.clone(), over.entry);
                    false
                }
                None => true,
            },
        }
    }

    /// Changes a duty; a place in the order is that of the fact. Facts about a duty that no row
    /// has named yet make it wait, empty.
    pub fn change(&mut self, key: &DutyKey, place: i64, change: impl FnOnce(&mut Duty)) {
        if let Some(entry) = self.by_key.get_mut(key) {
            return entry.change(place, change);
        }
        if let Some(over) = self.over.get_mut(key) {
            return over.entry.change(place, change);
        }
        let mut entry = Entry::new(key);
        entry.change(place, change);
        self.by_key.insert(key.clone(), entry);
    }

    /// Says that a milestone is of a duty, which is known.
    pub fn put_milestone(&mut self, id: &MilestoneId, key: &DutyKey) {
        self.duty_of.put_milestone(id, key);
    }

    /// Says that an indicator is of a duty, which is known.
    pub fn put_indicator(&mut self, code: &IndicatorCode, key: &DutyKey) {
        self.duty_of.put_indicator(code, key);
    }

    /// Takes a milestone, with all that happened to it, out of another duty than the one it is of
    /// now.
    pub fn take_milestone(
        &mut self,
        id: &MilestoneId,
        now: &DutyKey,
        place: i64,
    ) -> Option<Milestone> {
        let before = self.of_milestone(id).filter(|key| *key != now)?.clone();
        let mut taken = None;
        self.change(&before, place, |duty| {
            let at = duty.milestones.iter().position(|m| m.terms.id == *id);
            taken = at.map(|at| duty.milestones.remove(at));
        });
        taken
    }

    /// The same of an indicator, with all that was measured.
    pub fn take_indicator(
        &mut self,
        code: &IndicatorCode,
        now: &DutyKey,
        place: i64,
    ) -> Option<Outcome> {
        let before = self.of_indicator(code).filter(|key| *key != now)?.clone();
        let mut taken = None;
        self.change(&before, place, |duty| taken = duty.take_indicator(code));
        taken
    }

    pub fn milestone(&self, id: &MilestoneId) -> Option<&Milestone> {
        self.get(self.duty_of.of_milestone.get(id)?)?.milestone(id)
    }

    /// Changes the duty of a milestone, if there is one.
    pub fn change_of_milestone(
        &mut self,
        id: &MilestoneId,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey> {
        let key = self.duty_of.of_milestone.get(id)?.clone();
        self.holding(&key)?.milestone(id)?;
        self.change(&key, place, change);
        Some(key)
    }

    /// A duty, also one that is over.
    pub fn holding(&self, key: &DutyKey) -> Option<&Entry> {
        let over = || Some(&self.over.get(key)?.entry);
        self.get(key).or_else(over)
    }

    /// Changes the duty of an indicator, if there is one.
    pub fn change_of_indicator(
        &mut self,
        code: &IndicatorCode,
        place: i64,
        change: impl FnOnce(&mut Duty),
    ) -> Option<DutyKey> {
        let key = self.duty_of.of_indicator.get(code)?.clone();
        self.holding(&key)?.duty.indicator(code)?;
        self.change(&key, place, change);
        Some(key)
    }

    /// The duties that have indicators.
    pub fn measured(&self) -> Vec<DutyKey> {
        let over = self.over.values().map(|it| &it.entry);
        let measured = self.by_key.values().chain(over).filter(|entry| {
            let duty = &entry.duty;
            duty.outcome.is_some() || !duty.criteria.is_empty()
        });
        measured.map(|entry| entry.duty.key.clone()).collect()
    }

    /// What a checkpoint held; beside a later board most is found where that finds it.
    pub fn unpacked(all: impl IntoIterator<Item = Kept>, later: Option<&Self>) -> Self {
        let mut duties = Self::default();
        let mut by_key = OrdMap::new();
        for Kept { entry, over } in all {
            let key = entry.duty.key.clone();
            match over {
                Some(from) => drop(duties.over.insert(key, Over { entry, from })),
                None => drop(by_key.insert(key, entry)),
            }
        }
        let mut duties = Self { by_key, ..duties };
        duties.find_as(later.unwrap_or(&Self::default()));
        duties
    }

    /// Finds milestones and indicators where a later board does, but for those that it has itself
    /// in another duty.
    pub fn find_as(&mut self, later: &Self) {
        self.duty_of = later.duty_of.clone();
        let over = self.over.values().map(|it| &it.entry);
        for entry in self.by_key.values().chain(over) {
            self.duty_of.put_all(&entry.duty);
        }
    }
}

impl Index<&DutyKey> for Duties {
    type Output = Entry;

    fn index(&self, key: &DutyKey) -> &Entry {
        &self.by_key[key]
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use app::domain::{Day, Deadline, MilestoneKind, Responsible, Terms};

    use super::*;

    fn key(unit: &str) -> DutyKey {
        DutyKey {
            unit: UnitCode::parse(unit).unwrap(),
            workstream: WorkstreamCode::parse("QG01").unwrap(),
        }
    }

    fn id(text: &str) -> MilestoneId {
        MilestoneId::parse(text).unwrap()
    }

    /// Duties of units, each with a milestone.
    fn duties(of: &[(&str, &str)], later: Option<&Duties>) -> Duties {
        let entries = of.iter().map(|(unit, milestone)| {
            let mut entry = Entry::new(&key(unit));
            let terms = Terms {
                id: id(milestone),
                duty: key(unit),
                order: 1,
                kind: MilestoneKind::Product,
                title: "".into(),
                product: "".into(),
                deadline: Deadline::None,
                responsible: Responsible::Unit,
                weight: 1,
                reach: None,
                replaces: None,
                after: None,
                slot: None,
                second: None,
            };
            entry.change(1, |duty| duty.create(Arc::new(terms), Day::default()));
            Kept { entry, over: None }
        });
        Duties::unpacked(entries, later)
    }

    #[test]
    fn what_was_not_there_yet_is_not_found_on_a_day_before() {
        let later = duties(&[("SYT", "a"), ("STC", "b")], None);
        let before = duties(&[("SYT", "a")], Some(&later));
        assert_eq!(before.of_milestone(&id("a")), Some(&key("SYT")));
        assert_eq!(before.of_milestone(&id("b")), None);
    }

    #[test]
    fn what_is_of_another_duty_today_is_found_where_it_was() {
        let later = duties(&[("STC", "a"), ("SYT", "a")], None);
        assert_eq!(later.of_milestone(&id("a")), Some(&key("SYT")));
        let before = duties(&[("STC", "a")], Some(&later));
        assert_eq!(before.of_milestone(&id("a")), Some(&key("STC")));
        // Also beside a board that itself began after it had moved.
        let later = duties(&[("SYT", "a")], None);
        let before = duties(&[("STC", "a")], Some(&later));
        assert_eq!(before.of_milestone(&id("a")), Some(&key("STC")));
    }
}
