//! Computing figures: all of them on a new day, one duty's after a write.
use std::sync::Arc;

use app::domain::{
    Bloc, Day, Deliveries, Duty, DutyFigures, DutyKey, DutyRole, Group, Judgement, PartnerCode,
    Status, Sums, Tier, Unit, Weight, WorkstreamCode, WorkstreamKind, closes_at, default_weights,
};
use imbl::OrdMap;
use std::collections::BTreeMap;

use super::{Board, Entry, GroupKey, apply::Touched, weeks::Week};
use crate::ledger::{Fact, Stamped};

impl Entry {
    pub(super) fn new(key: &DutyKey) -> Self {
        let duty = Duty {
            key: key.clone(),
            role: DutyRole::Contribute,
            volume: None,
            set_weight: None,
            milestones: Vec::new(),
            outcome: None,
            provisional: true,
        };
        let judgement = Judgement {
            status: Status::NotDue,
            finished_late: false,
        };
        let figures = DutyFigures {
            judgement,
            weight: 0,
            figures: Sums::default(),
            partners: Vec::new(),
        };
        Self {
            duty: Arc::new(duty),
            figures: Arc::new(figures),
        }
    }
}

/// Default weights of the duties of each workstream: (lead, contributor).
type Weights = BTreeMap<WorkstreamCode, (Weight, Weight)>;

impl Board {
    /// Applies facts in their order up to a day, keeping the weekly points on
    /// the way, and computes the figures of that day.
    pub(super) fn advance(&mut self, facts: Vec<Stamped>, today: Day) {
        // The zone that says where a week ends is itself a fact.
        if self.campaign.is_none() {
            let first = facts.iter().find_map(|f| match &f.fact {
                Fact::Campaign(campaign) => Some(Arc::new(campaign.clone())),
                _ => None,
            });
            self.campaign = first;
        }
        let mut touched = Vec::new();
        let mut everything = self.day != Some(today);
        let mut facts = facts.into_iter().peekable();
        for day in self.weeks.ends_before(self.campaign.as_deref(), today) {
            let end = closes_at(day, self.zone());
            while let Some(fact) = facts.next_if(|f| f.recorded_at < end) {
                self.apply(fact);
            }
            let week = self.week(day);
            self.weeks.push(week);
            everything = true;
        }
        for fact in facts {
            match self.apply(fact) {
                Touched::Duty(key) => touched.push(key),
                Touched::Everything => everything = true,
                Touched::Nothing => {}
            }
        }
        self.day = Some(today);
        if everything {
            self.compute_all(today);
        } else {
            touched.sort_unstable();
            touched.dedup();
            for key in touched {
                self.recompute(&key, today);
            }
        }
    }

    fn default_weights(&self) -> Weights {
        self.members
            .iter()
            .filter_map(|(code, units)| {
                let whole = self.workstreams.get(code)?.kind.weight();
                let leads = units
                    .iter()
                    .filter(|unit| {
                        let key = DutyKey {
                            unit: (*unit).clone(),
                            workstream: code.clone(),
                        };
                        self.duties
                            .get(&key)
                            .is_some_and(|e| e.duty.role == DutyRole::Lead)
                    })
                    .count() as u64;
                let contributors = units.len() as u64 - leads;
                Some((code.clone(), default_weights(whole, leads, contributors)))
            })
            .collect()
    }

    fn weight_of(duty: &Duty, weights: &Weights) -> Weight {
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
        let unit = self.units.get(&key.unit)?;
        let kind = self.workstreams.get(&key.workstream)?.kind;
        unit.open_on(day).then_some((unit.as_ref(), kind))
    }

    fn compute_all(&mut self, day: Day) {
        let weights = self.default_weights();
        let mut totals = Totals::default();
        let mut computed = Vec::with_capacity(self.duties.len());
        for (key, entry) in &self.duties {
            let weight = Self::weight_of(&entry.duty, &weights);
            let figures = DutyFigures::of(&entry.duty, weight, day);
            if let Some((unit, kind)) = self.place(key, day) {
                totals.add(key, unit, kind, &figures.figures);
                totals.add_partners(&figures);
            }
            computed.push((
                key.clone(),
                Entry {
                    duty: entry.duty.clone(),
                    figures: Arc::new(figures),
                },
            ));
        }
        self.duties = computed.into_iter().collect();
        self.deliveries = std::mem::take(&mut totals.deliveries).into_iter().collect();
        self.sums = totals.into_sums();
        self.plan_ahead = self.compute_plan();
    }

    /// Computes one duty again: its old figures leave the sums it belongs to,
    /// the new ones enter.
    fn recompute(&mut self, key: &DutyKey, day: Day) {
        let Some(entry) = self.duties.get(key) else {
            return;
        };
        let old = entry.figures.clone();
        let new = Arc::new(DutyFigures::of(&entry.duty, old.weight, day));
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

    /// The weekly point of a past day, from the facts applied so far.
    fn week(&self, day: Day) -> Week {
        let weights = self.default_weights();
        let mut totals = Totals::default();
        for (key, entry) in &self.duties {
            if let Some((unit, kind)) = self.place(key, day) {
                let weight = Self::weight_of(&entry.duty, &weights);
                totals.add(key, unit, kind, &Sums::shares_of(&entry.duty, weight, day));
            }
        }
        Week {
            day,
            sums: totals.into_sums(),
        }
    }
}

fn groups_of(key: &DutyKey, bloc: Bloc, tier: Tier, kind: WorkstreamKind) -> Vec<GroupKey> {
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

/// Sums while they grow: duties come unit by unit, so a unit's sum enters the
/// wider groups once.
#[derive(Default)]
struct Totals {
    groups: BTreeMap<GroupKey, Sums>,
    deliveries: BTreeMap<PartnerCode, Deliveries>,
    databases: BTreeMap<WorkstreamCode, (Sums, bool)>,
    unit: Option<(app::domain::UnitCode, Bloc, Tier, Sums)>,
}

impl Totals {
    fn add(&mut self, key: &DutyKey, unit: &Unit, kind: WorkstreamKind, sums: &Sums) {
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

    fn group(&mut self, key: GroupKey, sums: &Sums) {
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

    fn into_sums(mut self) -> OrdMap<GroupKey, Sums> {
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
