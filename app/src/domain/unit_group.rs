//! Named sets of units that have a part together: those that a rule takes in, those that are named,
//! from a day on or until one.
use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Bloc, Day, GroupCode, Milestone, Tier, Unit, UnitCode, UnitKind};

/// How a file writes the group of all open units.
pub const EVERY_UNIT: &str = "*";

/// Which units belong to a group by what they are: those to which all that is said here applies.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GroupRule {
    pub kinds: Vec<UnitKind>,
    pub blocs: Vec<Bloc>,
    pub tiers: Vec<Tier>,
    pub area: Arc<str>,
}

impl GroupRule {
    /// Nothing is said: only units that are named belong.
    pub fn says_nothing(&self) -> bool {
        *self == Self::default()
    }

    fn takes(&self, unit: &Unit) -> bool {
        !self.says_nothing()
            && (self.kinds.is_empty() || self.kinds.contains(&unit.kind))
            && (self.blocs.is_empty() || self.blocs.contains(&unit.bloc))
            && (self.tiers.is_empty() || self.tiers.contains(&unit.tier))
            && (self.area.is_empty() || self.area == unit.former_area)
    }
}

/// A named set of units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitGroup {
    pub code: GroupCode,
    pub name: Arc<str>,
    /// What English pages call it; by its name where nobody gave one.
    pub name_en: Option<Arc<str>>,
    pub rule: GroupRule,
    pub provisional: bool,
    pub source: Arc<str>,
}

/// What is said of one unit in one group: it holds before the group's rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub group: GroupCode,
    pub unit: UnitCode,
    /// The first day; none: at once.
    pub begins_on: Option<Day>,
    /// From this day on it does not belong.
    pub ends_on: Option<Day>,
    pub source: Arc<str>,
}

impl Membership {
    pub fn holds_on(&self, day: Day) -> bool {
        self.begins_on.is_none_or(|first| first <= day) && self.ends_on.is_none_or(|end| day < end)
    }
}

/// All groups, and what is said of single units.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UnitGroups {
    groups: BTreeMap<GroupCode, Arc<UnitGroup>>,
    named: BTreeMap<(GroupCode, UnitCode), Arc<Membership>>,
}

impl UnitGroups {
    /// Takes a group in; a later word of it replaces an earlier one.
    pub fn set(&mut self, it: UnitGroup) {
        self.groups.insert(it.code.clone(), Arc::new(it));
    }

    /// Takes in what is said of a unit; a later word of the same two replaces an earlier one.
    pub fn name(&mut self, it: Membership) {
        let key = (it.group.clone(), it.unit.clone());
        self.named.insert(key, Arc::new(it));
    }

    pub fn get(&self, code: &str) -> Option<&Arc<UnitGroup>> {
        self.groups.get(code)
    }

    /// By code.
    pub fn all(&self) -> impl Iterator<Item = &Arc<UnitGroup>> {
        self.groups.values()
    }

    /// How many units something is said of.
    pub fn count_named(&self) -> usize {
        self.named.len()
    }

    /// What is said of a unit in a group.
    pub fn named(&self, group: &GroupCode, unit: &UnitCode) -> Option<&Arc<Membership>> {
        self.named.get(&(group.clone(), unit.clone()))
    }

    /// All that is said of units in a group, by their codes.
    pub fn named_in<'a>(
        &'a self,
        group: &'a GroupCode,
    ) -> impl Iterator<Item = &'a Arc<Membership>> {
        let from = (group.clone(), UnitCode::least());
        let of_it = self.named.range(from..);
        of_it
            .take_while(move |((of, _), _)| of == group)
            .map(|(_, it)| it)
    }

    /// Whether a unit belongs to a group on a day: it is open, and said to belong or, where nothing
    /// is said of it, taken in by the rule. A group that nobody knows has no units.
    pub fn belongs(&self, group: &str, unit: &Unit, day: Day) -> bool {
        if group == EVERY_UNIT {
            return unit.open_on(day);
        }
        let Some(group) = self.get(group) else {
            return false;
        };
        unit.open_on(day)
            && match self.named(&group.code, &unit.code) {
                Some(said) => said.holds_on(day),
                None => group.rule.takes(unit),
            }
    }
}

/// What becomes of a unit's part in one workstream of a group, once it is recorded that it belongs
/// or belongs no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartInGroup<'a> {
    /// It belongs and has nothing there: it is given what the group's other units have.
    Given,
    /// It belongs, the group leads, and so far the unit helped by another of its groups: the duty goes
    /// on as this one's.
    Leads,
    /// It belongs no more and had its duty from this group alone.
    Over,
    /// The same, but work came to it with the duty of a unit that ended: the duty goes on as its own.
    Keeps,
    /// It belongs no more, and another of its groups has a part there: the duty goes on as that one's.
    Passes(&'a str),
    /// The duty stays as it is.
    Stays,
}

impl PartInGroup<'_> {
    /// A duty begins, ends, leads or becomes a unit's own by it, which nobody does by the clock.
    pub const fn moves(self) -> bool {
        matches!(self, Self::Given | Self::Leads | Self::Over | Self::Keeps)
    }
}

/// The part that somebody has in a workstream by a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupPart<'a> {
    /// None: by a row of its own.
    pub group: Option<&'a str>,
    pub leads: bool,
}

/// `of`: the group's own part. `has`: that of the unit, where its duty there goes on. `other`: the
/// first of its other groups that has a part there. `inherited`: whether the duty holds [inherited
/// work](is_inherited_work).
pub fn part_in_group<'a>(
    of: GroupPart<'_>,
    belongs: bool,
    has: Option<GroupPart<'_>>,
    other: impl FnOnce() -> Option<&'a str>,
    inherited: impl FnOnce() -> bool,
) -> PartInGroup<'a> {
    match has {
        None if belongs => PartInGroup::Given,
        // What a row of its own says of a unit goes before its groups.
        None | Some(GroupPart { group: None, .. }) => PartInGroup::Stays,
        Some(it) if belongs && of.leads && !it.leads => PartInGroup::Leads,
        Some(it) if !belongs && it.group == of.group => match other() {
            Some(other) => PartInGroup::Passes(other),
            None if inherited() => PartInGroup::Keeps,
            None => PartInGroup::Over,
        },
        Some(_) => PartInGroup::Stays,
    }
}

/// Whether a milestone of a duty is work that came with the duty of another unit and is still to be
/// done or decided about: that is the unit's own, and no word about a group ends it. Of a missed
/// period nothing is left to do. `began_here`: the unit itself had it first.
pub fn is_inherited_work(began_here: bool, life: &Milestone, today: Day) -> bool {
    !began_here && life.pending() && !life.missed(today)
}

/// Of the groups of a unit that have a part in a workstream, by code, each with whether it leads: the
/// one by which the unit has its part.
pub fn other_with_a_part<'a>(groups: impl Iterator<Item = (&'a str, bool)>) -> Option<&'a str> {
    let first = groups.min_by_key(|(_, leads)| !leads);
    first.map(|(group, _)| group)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Deadline, DutyKey, MilestoneId, MilestoneKind, Period, Responsible, RhythmCode, Slot,
        State, Terms, WorkstreamCode, parse_day,
    };
    use proptest::prelude::*;

    fn unit(code: &str, kind: UnitKind, area: &str) -> Unit {
        Unit {
            code: UnitCode::parse(code).unwrap(),
            name: code.into(),
            former_names: Vec::new(),
            short_name: code.into(),
            kind,
            bloc: Bloc::Government,
            tier: Tier::City,
            parent: None,
            former_area: area.into(),
            order: 0,
            ends_on: None,
            successors: Vec::new(),
            provisional: false,
            source: "".into(),
        }
    }

    fn group(code: &str, rule: GroupRule) -> UnitGroup {
        UnitGroup {
            code: GroupCode::parse(code).unwrap(),
            name: code.into(),
            name_en: None,
            rule,
            provisional: false,
            source: "".into(),
        }
    }

    fn said(group: &str, unit: &str, begins_on: &str, ends_on: &str) -> Membership {
        Membership {
            group: GroupCode::parse(group).unwrap(),
            unit: UnitCode::parse(unit).unwrap(),
            begins_on: parse_day(begins_on),
            ends_on: parse_day(ends_on),
            source: "".into(),
        }
    }

    /// G: the departments and SVH, without STP, STC from June on.
    #[test]
    fn a_unit_belongs_by_what_is_said_of_it_else_by_the_rule() {
        let departments = GroupRule {
            kinds: vec![UnitKind::Department],
            ..GroupRule::default()
        };
        let mut all = UnitGroups::default();
        all.set(group("G", departments));
        all.set(group("H", GroupRule::default()));
        all.name(said("G", "STC", "2026-06-01", ""));
        all.name(said("G", "STP", "", "2026-01-01"));
        all.name(said("G", "PX", "", ""));
        let mut closes = unit("SCT", UnitKind::Department, "");
        closes.ends_on = parse_day("2026-06-01");
        let units = [
            closes,
            unit("PX", UnitKind::Ward, ""),
            unit("PY", UnitKind::Ward, ""),
            unit("STC", UnitKind::Department, ""),
            unit("STP", UnitKind::Department, ""),
            unit("SYT", UnitKind::Department, ""),
        ];
        let on = |group: &str, day: &str| -> Vec<&str> {
            let day = parse_day(day).unwrap();
            let of_it = units.iter().filter(|it| all.belongs(group, it, day));
            of_it.map(|it| it.code.as_str()).collect()
        };
        assert_eq!(on("G", "2026-05-31"), ["SCT", "PX", "SYT"]);
        assert_eq!(on("G", "2026-06-01"), ["PX", "STC", "SYT"]);
        assert_eq!(on("H", "2026-06-01"), [""; 0]);
        assert_eq!(on("K", "2026-06-01"), [""; 0]);
        let every = on("*", "2026-06-01");
        assert_eq!(every, ["PX", "PY", "STC", "STP", "SYT"]);
    }

    #[test]
    fn all_that_a_rule_says_applies() {
        let mut all = UnitGroups::default();
        all.set(group(
            "G",
            GroupRule {
                kinds: vec![UnitKind::Ward, UnitKind::Commune],
                area: "Bình Dương".into(),
                ..GroupRule::default()
            },
        ));
        let day = parse_day("2026-06-01").unwrap();
        for (kind, area, belongs) in [
            (UnitKind::Ward, "Bình Dương", true),
            (UnitKind::Commune, "Bình Dương", true),
            (UnitKind::Ward, "TP. Hồ Chí Minh", false),
            (UnitKind::Agency, "Bình Dương", false),
        ] {
            assert_eq!(all.belongs("G", &unit("X", kind, area), day), belongs);
        }
    }

    #[test]
    fn what_a_unit_has_of_a_group_begins_and_ends_with_its_belonging() {
        use PartInGroup::{Given, Keeps, Leads, Over, Passes, Stays};
        let part = |group, leads| GroupPart { group, leads };
        let helps = |group| Some(part(group, false));
        let leads = |group| Some(part(group, true));
        for (of_leads, belongs, has, other, becomes) in [
            (false, true, None, None, Given),
            (false, true, helps(Some("G")), None, Stays),
            (false, true, helps(None), None, Stays),
            (false, false, None, None, Stays),
            (false, false, helps(Some("G")), None, Over),
            (false, false, helps(Some("G")), Some("H"), Passes("H")),
            // Its own, and another group's.
            (false, false, helps(None), Some("H"), Stays),
            (false, false, helps(Some("H")), Some("H"), Stays),
            // Who helps by another group leads by this one; by a row of its own it goes on helping.
            (true, true, helps(Some("H")), Some("H"), Leads),
            (true, true, helps(None), None, Stays),
            (true, true, leads(Some("H")), Some("H"), Stays),
            (false, true, leads(Some("H")), Some("H"), Stays),
        ] {
            let of = part(Some("G"), of_leads);
            for inherited in [false, true] {
                let told = part_in_group(of, belongs, has, || other, || inherited);
                // Only what would be over is kept by what came with another unit's duty.
                let becomes = match becomes {
                    Over if inherited => Keeps,
                    it => it,
                };
                assert_eq!(told, becomes, "{of_leads} {belongs} {has:?} {other:?}");
                let moves = matches!(becomes, Given | Leads | Over | Keeps);
                assert_eq!(told.moves(), moves);
            }
        }
    }

    /// Work of a week that may be handed over until the Tuesday after it.
    fn work(state: State) -> Milestone {
        let day = |text| parse_day(text).unwrap();
        let mut life = Milestone::new(Terms {
            id: MilestoneId::parse("m").unwrap(),
            duty: DutyKey {
                unit: UnitCode::parse("X").unwrap(),
                workstream: WorkstreamCode::parse("NV01").unwrap(),
            },
            order: 1,
            kind: MilestoneKind::Product,
            title: "".into(),
            product: "".into(),
            deadline: Deadline::Day(day("2026-04-24")),
            responsible: Responsible::Unit,
            weight: 1,
            reach: None,
            replaces: None,
            after: None,
            slot: Some(Slot {
                rhythm: RhythmCode::parse("BC").unwrap(),
                period: Period {
                    from: day("2026-04-18"),
                    to: day("2026-04-24"),
                },
                closes: day("2026-04-28"),
            }),
            second: None,
        });
        life.recorded_on = parse_day("2026-04-01");
        life.state = state;
        life
    }

    #[test]
    fn work_that_came_with_another_duty_is_a_units_own_while_it_goes_on() {
        for (state, began_here, on, inherited) in [
            (State::Open, false, "2026-04-28", true),
            (State::Submitted, false, "2026-05-20", true),
            (State::Open, true, "2026-04-28", false),
            // What is over is no reason to go on: accepted, cancelled, or missed when it closed.
            (State::Accepted, false, "2026-04-28", false),
            (State::Cancelled, false, "2026-04-28", false),
            (State::Open, false, "2026-04-29", false),
        ] {
            let (life, on) = (work(state), parse_day(on).unwrap());
            let told = is_inherited_work(began_here, &life, on);
            assert_eq!(told, inherited, "{state:?} {began_here} {on}");
        }
    }

    #[test]
    fn the_group_that_leads_goes_before_the_first_by_code() {
        let other = |all: &[(&'static str, bool)]| other_with_a_part(all.iter().copied());
        assert_eq!(other(&[("A", false), ("B", true), ("C", true)]), Some("B"));
        assert_eq!(other(&[("A", false), ("B", false)]), Some("A"));
        assert_eq!(other(&[]), None);
    }

    proptest! {
        /// Whatever is said of a unit later, from a day on: on the days before it nothing is otherwise.
        #[test]
        fn what_begins_later_changes_no_day_before(
            first in 0_u32..40, later in 1_u32..40, asked in 0_u32..40, ward: bool,
        ) {
            let day = |n: u32| parse_day("2026-01-01").unwrap() + chrono::Days::new(n.into());
            let kind = if ward { UnitKind::Ward } else { UnitKind::Department };
            let mut all = UnitGroups::default();
            all.set(group("G", GroupRule { kinds: vec![UnitKind::Ward], ..GroupRule::default() }));
            let of = unit("X", kind, "");
            let mut until = said("G", "X", "", "");
            (until.begins_on, until.ends_on) = (Some(day(first)), Some(day(first + later)));
            all.name(until);
            let belongs = all.belongs("G", &of, day(asked));
            prop_assert_eq!(belongs, (first..first + later).contains(&asked));
        }
    }
}
