//! Computing figures: all of them on a new day, one duty's after a write.
use std::{
    collections::{BTreeMap, HashMap},
    num::NonZero,
    panic::resume_unwind,
    sync::Arc,
    thread::{self, available_parallelism},
};

use app::domain::{
    Bloc, Day, Deliveries, Duty, DutyFigures, DutyKey, DutyRole, Figures, Group, Judgement,
    PartnerCode, Status, Tier, Unit, Weight, WorkstreamCode, WorkstreamKind, default_weights,
};
use imbl::OrdMap;

use super::{Board, Entry, GroupKey};

/// Duties that one thread computes sooner than another begins.
const FEW: usize = 4_000;

impl Entry {
    pub(super) fn new(key: &DutyKey) -> Self {
        let duty = Duty {
            key: key.clone(),
            role: DutyRole::Contribute,
            volume: None,
            set_weight: None,
            milestones: Vec::new(),
            outcome: None,
            criteria: Vec::new(),
            provisional: true,
        };
        let judgement = Judgement {
            status: Status::NotDue,
            finished_late: false,
        };
        let figures = DutyFigures {
            judgement,
            weight: 0,
            figures: Figures::default(),
            partners: Vec::new(),
            changes_on: None,
        };
        Self {
            duty: Arc::new(duty),
            figures: Arc::new(figures),
        }
    }
}

/// Default weights of the duties of each workstream: (lead, contributor).
pub(super) type Weights = HashMap<WorkstreamCode, (Weight, Weight)>;

impl Board {
    pub(super) fn default_weights(&self) -> Weights {
        let mut leads: HashMap<&WorkstreamCode, u64> = HashMap::new();
        for entry in self.duties.values() {
            if entry.duty.role == DutyRole::Lead {
                *leads.entry(&entry.duty.key.workstream).or_default() += 1;
            }
        }
        self.members
            .iter()
            .filter_map(|(code, units)| {
                let whole = self.workstreams.get(code)?.kind.weight();
                let leads = leads.get(code).copied().unwrap_or(0);
                let contributors = units.len() as u64 - leads;
                Some((code.clone(), default_weights(whole, leads, contributors)))
            })
            .collect()
    }

    pub(super) fn weight_of(duty: &Duty, weights: &Weights) -> Weight {
        duty.set_weight.unwrap_or_else(|| {
            let (lead, each) = weights
                .get(&duty.key.workstream)
                .copied()
                .unwrap_or_default();
            match duty.role {
                DutyRole::Lead => lead,
                DutyRole::Contribute => each,
            }
        })
    }

    /// The groups a duty's figures are summed into; none once its unit is
    /// closed (rule 6) or while its unit or workstream is unknown.
    fn place(&self, key: &DutyKey, day: Day) -> Option<(&Unit, WorkstreamKind)> {
        Places::of(self).find(key, day)
    }

    pub(super) fn compute_all(&mut self, day: Day) {
        let mut places = Places::of(self);
        let mut totals = Totals::default();
        let mut changed = Vec::new();
        for ((key, entry), figures) in self.duties.iter().zip(self.all_figures(day)) {
            if let Some((unit, kind)) = places.find(key, day) {
                totals.add(key, unit, kind, &figures.figures);
                totals.add_partners(&figures);
            }
            if figures != *entry.figures {
                changed.push((key.clone(), Arc::new(figures)));
            }
        }
        for (key, figures) in changed {
            if let Some(entry) = self.duties.get_mut(&key) {
                entry.figures = figures;
            }
        }
        self.deliveries = std::mem::take(&mut totals.deliveries).into_iter().collect();
        self.sums = totals.into_sums();
        self.plan_ahead = self.compute_plan(day);
    }

    /// The figures of all duties in their order, computed side by side where they
    /// are many.
    fn all_figures(&self, day: Day) -> Vec<DutyFigures> {
        let weights = self.default_weights();
        let duties: Vec<&Duty> = self.duties.values().map(|e| e.duty.as_ref()).collect();
        let compute = |duties: &[&Duty]| -> Vec<DutyFigures> {
            let figures = duties
                .iter()
                .map(|duty| DutyFigures::of(duty, Self::weight_of(duty, &weights), day));
            figures.collect()
        };
        let cores = available_parallelism().map_or(1, NonZero::get);
        let part = duties.len().div_ceil(cores).max(FEW);
        if duties.len() <= part {
            return compute(&duties);
        }
        thread::scope(|scope| {
            let parts: Vec<_> = duties
                .chunks(part)
                .map(|part| scope.spawn(|| compute(part)))
                .collect();
            parts
                .into_iter()
                .flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
                .collect()
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
        let new = Arc::new(DutyFigures::of(&entry.duty, old.weight, day));
        if old == new {
            return;
        }
        if let Some((unit, kind)) = self.place(key, day) {
            let groups = groups_of(key, unit.bloc, unit.tier, kind);
            for group in groups {
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
        let weights = self.default_weights();
        let mut places = Places::of(self);
        let mut totals = Totals::default();
        for (key, entry) in &self.duties {
            if let Some((unit, kind)) = places.find(key, day) {
                let weight = Self::weight_of(&entry.duty, &weights);
                totals.add(
                    key,
                    unit,
                    kind,
                    &Figures::shares_of(&entry.duty, weight, day),
                );
            }
        }
        totals.into_sums()
    }
}

/// Finds the units and workstreams of duties. Duties come unit by unit, so a
/// unit is looked up once.
pub(super) struct Places<'a> {
    board: &'a Board,
    unit: Option<&'a Unit>,
}

impl<'a> Places<'a> {
    pub fn of(board: &'a Board) -> Self {
        Self { board, unit: None }
    }

    /// See [`Board::place`].
    pub fn find(&mut self, key: &DutyKey, day: Day) -> Option<(&'a Unit, WorkstreamKind)> {
        if self.unit.is_none_or(|unit| unit.code != key.unit) {
            self.unit = self.board.units.get(&key.unit).map(Arc::as_ref);
        }
        let unit = self.unit.filter(|unit| unit.open_on(day))?;
        let kind = self.board.workstreams.get(&key.workstream)?.kind;
        Some((unit, kind))
    }
}

pub(super) fn groups_of(
    key: &DutyKey,
    bloc: Bloc,
    tier: Tier,
    kind: WorkstreamKind,
) -> Vec<GroupKey> {
    match kind.group() {
        Group::Databases => vec![
            GroupKey::City,
            if kind == WorkstreamKind::National {
                GroupKey::National
            } else {
                GroupKey::Sector
            },
            GroupKey::Bloc(bloc),
            GroupKey::Tier(tier),
            GroupKey::Unit(key.unit.clone()),
            GroupKey::Database(key.workstream.clone()),
        ],
        Group::Programme => vec![GroupKey::Programme],
        Group::Agreements => vec![GroupKey::Agreements],
    }
}

/// Figures while they grow: duties come unit by unit, so a unit's sum enters the
/// wider groups once.
#[derive(Default)]
struct Totals {
    groups: BTreeMap<GroupKey, Figures>,
    deliveries: BTreeMap<PartnerCode, Deliveries>,
    databases: BTreeMap<WorkstreamCode, (Figures, bool)>,
    unit: Option<(app::domain::UnitCode, Bloc, Tier, Figures)>,
}

impl Totals {
    fn add(&mut self, key: &DutyKey, unit: &Unit, kind: WorkstreamKind, sums: &Figures) {
        match kind.group() {
            Group::Programme => return self.group(GroupKey::Programme, sums),
            Group::Agreements => return self.group(GroupKey::Agreements, sums),
            Group::Databases => {}
        }
        if let Some((sum, _)) = self.databases.get_mut(&key.workstream) {
            sum.add(sums);
        } else {
            self.databases.insert(
                key.workstream.clone(),
                (*sums, kind == WorkstreamKind::National),
            );
        }
        match &mut self.unit {
            Some((code, .., sum)) if *code == key.unit => sum.add(sums),
            _ => {
                self.close_unit();
                self.unit = Some((key.unit.clone(), unit.bloc, unit.tier, *sums));
            }
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
        if let Some((code, bloc, tier, sums)) = self.unit.take() {
            self.group(GroupKey::City, &sums);
            self.group(GroupKey::Bloc(bloc), &sums);
            self.group(GroupKey::Tier(tier), &sums);
            self.group(GroupKey::Unit(code), &sums);
        }
    }

    fn into_sums(mut self) -> OrdMap<GroupKey, Figures> {
        self.close_unit();
        for (code, (sums, national)) in std::mem::take(&mut self.databases) {
            self.group(
                if national {
                    GroupKey::National
                } else {
                    GroupKey::Sector
                },
                &sums,
            );
            self.group(GroupKey::Database(code), &sums);
        }
        self.groups.into_iter().collect()
    }
}
