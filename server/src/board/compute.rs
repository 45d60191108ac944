//! Computing figures: all of them on a new day, one duty's after a write.
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, OnceLock},
};

use app::domain::{
    Bearer, Bloc, Day, Deliveries, Duty, DutyFigures, DutyKey, DutyRole, Figures, Gains, Group,
    Headline, PartnerCode, Tier, Unit, UnitCode, Weight, Workstream, WorkstreamCode,
    WorkstreamKind, own_weights, weights,
};
use imbl::OrdMap;

use super::{Board, Entry, GroupKey, side_by_side::side_by_side};

impl Entry {
    pub(super) fn new(key: &DutyKey) -> Self {
        let duty = Duty {
            key: key.clone(),
            role: DutyRole::Contribute,
            volume: None,
            set_weight: None,
            portions: None,
            milestones: Vec::new(),
            rhythms: Vec::new(),
            outcome: None,
            criteria: Vec::new(),
            of_group: None,
            provisional: true,
        };
        Self::unjudged(Arc::new(duty), 0)
    }

    /// A duty and the place of the last fact about it, without figures.
    pub(super) fn unjudged(duty: Arc<Duty>, changed: i64) -> Self {
        let figures = DutyFigures {
            judgement: None,
            weight: 0,
            gains: Gains::default(),
            figures: Figures::default(),
            partners: Vec::new(),
            changes_on: None,
        };
        Self {
            duty,
            figures: Arc::new(figures),
            changed,
            keys: OnceLock::new(),
        }
    }
}

impl Board {
    /// What each duty weighs, in their order.
    pub(super) fn weights(&self) -> Vec<Weight> {
        let duties = self.duties.iter();
        self.weights_of(duties.map(|(key, entry)| (key, entry.duty.bearer())))
    }

    /// What the duties of a workstream would weigh by themselves, whoever has a product.
    pub(super) fn own_weights(&self, code: &WorkstreamCode) -> BTreeMap<UnitCode, Weight> {
        let units = self.members.get(code).map_or(&[][..], |units| units);
        let key = |unit: &UnitCode| DutyKey {
            unit: unit.clone(),
            workstream: code.clone(),
        };
        let mut units: Vec<&UnitCode> = units.iter().collect();
        units.sort();
        let bearers = units
            .into_iter()
            .filter_map(|unit| Some((unit.clone(), self.duties.get(&key(unit))?.duty.bearer())));
        let (units, bearers): (Vec<UnitCode>, Vec<Bearer>) = bearers.unzip();
        let whole = self.workstreams.get(code).map_or(0, |w| w.kind.weight());
        units
            .into_iter()
            .zip(own_weights(whole, &bearers))
            .collect()
    }

    /// What each duty weighs, given what it is weighed by, in the order of all duties. A
    /// closed unit keeps its part, so that closing one changes no weight of another.
    pub(super) fn weights_of<'a>(
        &self,
        duties: impl ExactSizeIterator<Item = (&'a DutyKey, Bearer)>,
    ) -> Vec<Weight> {
        let mut all = vec![0; duties.len()];
        let mut bearers: HashMap<&WorkstreamCode, (Vec<usize>, Vec<Bearer>)> = HashMap::new();
        // Units come by code, and so do the bearers of a workstream.
        for (at, (key, bearer)) in duties.enumerate() {
            let (places, bearers) = bearers.entry(&key.workstream).or_default();
            places.push(at);
            bearers.push(bearer);
        }
        for (code, (places, bearers)) in bearers {
            let whole = self.workstreams.get(code).map_or(0, |w| w.kind.weight());
            for (place, weight) in places.into_iter().zip(weights(whole, &bearers)) {
                all[place] = weight;
            }
        }
        all
    }

    /// What the figures of city, bloc, tier and unit count.
    pub(super) fn headline(&self) -> Headline {
        let said = self
            .campaign
            .as_ref()
            .and_then(|campaign| campaign.headline);
        said.unwrap_or_else(|| self.unsaid_headline())
    }

    /// What they count where the campaign does not say.
    pub(super) fn unsaid_headline(&self) -> Headline {
        let database = |w: &Arc<Workstream>| w.kind.group() == Group::Databases;
        Headline::default_for(self.workstreams.values().any(database))
    }

    /// The duties that the figures of the city count, at units that are open.
    pub(super) fn headline_duties(&self, day: Day) -> impl Iterator<Item = (&DutyKey, &Entry)> {
        let mut places = Places::of(self);
        let mut counts =
            move |key: &DutyKey| places.find(key, day).is_some_and(|place| place.in_headline);
        self.duties.iter().filter(move |(key, _)| counts(key))
    }

    pub(super) fn place(&self, key: &DutyKey, day: Day) -> Option<Place> {
        Places::of(self).find(key, day)
    }

    /// Where duties are added up, for who asks of many.
    pub(super) fn places(&self) -> Places<'_> {
        Places::of(self)
    }

    pub(super) fn compute_all(&mut self, day: Day) {
        let mut all = self.all_figures(day).into_iter();
        let mut duties = std::mem::take(&mut self.duties);
        let mut places = Places::of(self);
        let mut totals = Totals::default();
        // Both are in the order of their keys.
        duties.each(|key, entry| {
            let Some(figures) = all.next() else { return };
            if let Some(place) = places.find(key, day) {
                totals.add(key, place, &figures.figures);
                totals.add_gains(key, place, &figures.gains);
                totals.add_partners(&figures);
            }
            if figures != *entry.figures {
                entry.figures = Arc::new(figures);
            }
        });
        self.duties = duties;
        self.deliveries = std::mem::take(&mut totals.deliveries).into_iter().collect();
        let gains = std::mem::take(&mut totals.gains).into_iter();
        self.gains = gains.map(|(group, it)| (group, Arc::new(it))).collect();
        self.sums = totals.into_sums();
        (self.plan_ahead, self.plan_mass) = self.compute_plan(day);
    }

    /// The figures of all duties in their order.
    fn all_figures(&self, day: Day) -> Vec<DutyFigures> {
        let duties = self.duties.values().map(|e| e.duty.as_ref());
        let duties: Vec<(&Duty, Weight)> = duties.zip(self.weights()).collect();
        side_by_side(&duties, |(duty, weight)| {
            DutyFigures::of(duty, *weight, day, &self.calendar)
        })
    }

    /// Brings the figures to another day on which nothing was recorded: only duties
    /// that may say something else are computed again.
    pub(super) fn pass_to(&mut self, day: Day) {
        let Some(before) = self.day else {
            return self.compute_all(day);
        };
        if before == day {
            return;
        }
        let turns = |unit: &Arc<Unit>| unit.open_on(before) != unit.open_on(day);
        // A clock that was set back: what changes next says nothing of days before.
        if day < before || self.units.values().any(turns) {
            return self.compute_all(day);
        }
        let due = |entry: &Entry| entry.figures.changes_on.is_some_and(|on| on <= day);
        let due: Vec<DutyKey> = self
            .duties
            .iter()
            .filter(|(_, entry)| due(entry))
            .map(|(key, _)| key.clone())
            .collect();
        for key in due {
            self.recompute(&key, day);
        }
    }

    /// Computes one duty again: its old figures leave the sums it belongs to,
    /// the new ones enter.
    pub(super) fn recompute(&mut self, key: &DutyKey, day: Day) {
        let Some(entry) = self.duties.get(key) else {
            return;
        };
        let old = entry.figures.clone();
        let new = Arc::new(DutyFigures::of(
            &entry.duty,
            old.weight,
            day,
            &self.calendar,
        ));
        if old == new {
            return;
        }
        if let Some(place) = self.place(key, day) {
            let moved = old.gains != new.gains;
            for group in place.groups(key) {
                if moved {
                    let gains = Arc::make_mut(self.gains.entry(group.clone()).or_default());
                    gains.subtract(&old.gains);
                    gains.add(&new.gains);
                }
                let sums = self.sums.entry(group).or_default();
                sums.subtract(&old.figures);
                sums.add(&new.figures);
            }
            // A company's figure counts all it is responsible for, beside the
            // databases as well.
            for part in &old.partners {
                let group = GroupKey::Partner(part.company.clone());
                self.sums.entry(group).or_default().subtract(&part.sums);
                let deliveries = self.deliveries.entry(part.company.clone());
                deliveries.or_default().subtract(&part.deliveries);
            }
            for part in &new.partners {
                let group = GroupKey::Partner(part.company.clone());
                self.sums.entry(group).or_default().add(&part.sums);
                let deliveries = self.deliveries.entry(part.company.clone());
                deliveries.or_default().add(&part.deliveries);
            }
        }
        if let Some(entry) = self.duties.get_mut(key) {
            entry.figures = new;
        }
    }

    /// The sums of the shares of all duties on a day, added up from nothing:
    /// what the sums that run along must equal.
    #[cfg(test)]
    pub(super) fn shares_on(&self, day: Day) -> OrdMap<GroupKey, Figures> {
        let mut places = Places::of(self);
        let mut totals = Totals::default();
        for ((key, entry), weight) in self.duties.iter().zip(self.weights()) {
            if let Some(place) = places.find(key, day) {
                totals.add(key, place, &Figures::shares_of(&entry.duty, weight, day));
            }
        }
        totals.into_sums()
    }
}

/// Where a duty's figures are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    bloc: Bloc,
    tier: Tier,
    kind: WorkstreamKind,
    /// It counts in the figures of city, bloc, tier and unit.
    pub in_headline: bool,
    /// The day on which its unit closes.
    pub until: Option<Day>,
}

impl Place {
    /// The groups of this place, those of the unit and the workstream aside.
    fn wide(self) -> impl Iterator<Item = GroupKey> {
        let of_kind: &[GroupKey] = match self.kind {
            WorkstreamKind::National => &[GroupKey::Databases, GroupKey::National],
            WorkstreamKind::Sector => &[GroupKey::Databases, GroupKey::Sector],
            WorkstreamKind::Agreement => &[GroupKey::Agreements],
            _ => &[GroupKey::Programme],
        };
        let headline = [
            GroupKey::City,
            GroupKey::Bloc(self.bloc),
            GroupKey::Tier(self.tier),
        ];
        let headline = headline.into_iter().filter(move |_| self.in_headline);
        headline.chain(of_kind.iter().cloned())
    }

    fn database(self) -> bool {
        self.kind.group() == Group::Databases
    }

    /// The groups that a duty here is summed into.
    pub fn groups(self, key: &DutyKey) -> Vec<GroupKey> {
        let mut groups: Vec<GroupKey> = self.wide().collect();
        groups.push(GroupKey::AllOfUnit(key.unit.clone()));
        if self.in_headline {
            groups.push(GroupKey::Unit(key.unit.clone()));
        }
        if self.database() {
            groups.push(GroupKey::Database(key.workstream.clone()));
        }
        groups
    }
}

/// Finds the places of duties. Duties come unit by unit, so a unit is looked up
/// once.
pub(super) struct Places<'a> {
    board: &'a Board,
    headline: Headline,
    unit: Option<&'a Unit>,
}

impl<'a> Places<'a> {
    pub fn of(board: &'a Board) -> Self {
        Self {
            board,
            headline: board.headline(),
            unit: None,
        }
    }

    /// `None` once the unit is closed (rule 6), or while unit or workstream is
    /// unknown.
    pub fn find(&mut self, key: &DutyKey, day: Day) -> Option<Place> {
        if self.unit.is_none_or(|unit| unit.code != key.unit) {
            self.unit = self.board.units.get(&key.unit).map(Arc::as_ref);
        }
        let unit = self.unit.filter(|unit| unit.open_on(day))?;
        let kind = self.board.workstreams.get(&key.workstream)?.kind;
        Some(Place {
            bloc: unit.bloc,
            tier: unit.tier,
            kind,
            in_headline: self.headline.counts(kind.group()),
            until: unit.ends_on,
        })
    }
}

/// Figures while they grow. Duties come unit by unit, so what a unit adds to one
/// place enters the wider groups once.
#[derive(Default)]
struct Totals {
    groups: BTreeMap<GroupKey, Figures>,
    deliveries: BTreeMap<PartnerCode, Deliveries>,
    gains: HashMap<GroupKey, Gains>,
    databases: HashMap<WorkstreamCode, Figures>,
    unit: Option<UnitCode>,
    of_unit: Vec<(Place, Figures)>,
}

impl Totals {
    fn add(&mut self, key: &DutyKey, place: Place, sums: &Figures) {
        if self.unit.as_ref() != Some(&key.unit) {
            self.close_unit();
            self.unit = Some(key.unit.clone());
        }
        match self.of_unit.iter_mut().find(|(other, _)| *other == place) {
            Some((_, sum)) => sum.add(sums),
            None => self.of_unit.push((place, *sums)),
        }
        if !place.database() {
            return;
        }
        match self.databases.get_mut(&key.workstream) {
            Some(sum) => sum.add(sums),
            None => {
                self.databases.insert(key.workstream.clone(), *sums);
            }
        }
    }

    fn add_gains(&mut self, key: &DutyKey, place: Place, gains: &Gains) {
        if gains.is_empty() {
            return;
        }
        for group in place.groups(key) {
            self.gains.entry(group).or_default().add(gains);
        }
    }

    fn add_partners(&mut self, figures: &DutyFigures) {
        for part in &figures.partners {
            self.group(GroupKey::Partner(part.company.clone()), &part.sums);
            let deliveries = self.deliveries.entry(part.company.clone());
            deliveries.or_default().add(&part.deliveries);
        }
    }

    fn group(&mut self, key: GroupKey, sums: &Figures) {
        self.groups.entry(key).or_default().add(sums);
    }

    fn close_unit(&mut self) {
        let Some(unit) = self.unit.take() else {
            return;
        };
        for (place, sums) in std::mem::take(&mut self.of_unit) {
            for group in place.wide() {
                self.group(group, &sums);
            }
            self.group(GroupKey::AllOfUnit(unit.clone()), &sums);
            if place.in_headline {
                self.group(GroupKey::Unit(unit.clone()), &sums);
            }
        }
    }

    fn into_sums(mut self) -> OrdMap<GroupKey, Figures> {
        self.close_unit();
        for (code, sums) in std::mem::take(&mut self.databases) {
            self.group(GroupKey::Database(code), &sums);
        }
        // Who only supports others makes no group.
        self.groups.retain(|_, sums| sums.duties > 0);
        self.groups.into_iter().collect()
    }
}
