//! Groups of units in a unit's place: a row of a group is one of each of its units, as they belong
//! on the day of the import. What it makes are ordinary rows, which name the group they came from.
use std::collections::{BTreeMap, HashMap, HashSet};

use app::{
    domain::{Day, DutyRole, EVERY_UNIT, IndicatorCode, Unit, UnitCode, UnitGroup, UnitGroups},
    text::typed_alike,
};

use super::{
    campaign_file::CampaignFile,
    compare::{Comparable, Latest},
    current::Current,
    fields::Entry,
    files::{indicators::IndicatorEntry, milestones::MilestoneEntry, *},
    input::Input,
    problem::Problem,
};
use crate::ledger::{self, GroupMemberRow, UnitGroupRow, UnitRow, WorkstreamRow, milestone_id};

/// A unit that leads, and the group by which it does.
pub(super) type Leader = (String, Option<String>);

/// The duties there will be, by unit and workstream, each with its role.
pub(super) type Roles = BTreeMap<(String, String), String>;

/// Which units belong to which group on the day of the import, by the files and the ledger.
pub(super) struct Groups {
    all: UnitGroups,
    /// By code.
    units: Vec<Unit>,
    /// The same by the ledger alone.
    before: (UnitGroups, BTreeMap<UnitCode, Unit>),
    today: Day,
}

impl Groups {
    pub fn of(input: &Input, current: &Current, today: Day) -> Self {
        let (groups, members) = (&current.groups, &current.group_members);
        let mut all = UnitGroups::default();
        groups.values().for_each(|row| take_group(&mut all, row));
        members.values().for_each(|row| take_member(&mut all, row));
        let before = (all.clone(), by_code(current.units.latest.values()));
        for entry in &input.groups {
            take_group(&mut all, &with_ledger::<GroupsCsv>(input, entry, groups));
        }
        for entry in &input.group_members {
            let row = with_ledger::<GroupMembersCsv>(input, entry, members);
            take_member(&mut all, &row);
        }
        let units = by_code(units(input, current).into_values());
        Self {
            all,
            units: units.into_values().collect(),
            before,
            today,
        }
    }

    /// Whether a code stands for a group.
    pub fn knows(&self, code: &str) -> bool {
        code == EVERY_UNIT || self.all.get(code).is_some()
    }

    pub fn belongs(&self, group: &str, unit: &Unit) -> bool {
        self.all.belongs(group, unit, self.today)
    }

    /// Whether a unit was in a group and is no more: something is said of it there, or the group's rule
    /// took it. What one has of a group in which it never was came with another unit's duty.
    pub fn left(&self, group: &str, unit: &Unit) -> bool {
        let said = |group: &UnitGroup| self.all.named(&group.code, &unit.code).is_some();
        let (groups, units) = &self.before;
        let took = |unit: &Unit| groups.belongs(group, unit, self.today);
        let was = self.all.get(group).is_some_and(|it| said(it));
        !self.belongs(group, unit) && (was || units.get(&unit.code).is_some_and(took))
    }

    /// The units that are open, by code.
    pub fn open(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|it| it.open_on(self.today))
    }

    pub fn members(&self, group: &str) -> Vec<String> {
        let members = self.units.iter().filter(|it| self.belongs(group, it));
        members.map(|it| it.code.to_string()).collect()
    }

    /// A group that leads alone is no owner: its units lead together. A group has no unit's code.
    pub fn settle(&self, input: &mut Input) {
        let databases = input.databases.iter_mut().map(|it| &mut it.row);
        let tasks = input.programme.iter_mut();
        let tasks = tasks.map(|it| &mut it.row.workstream);
        for row in databases.chain(tasks) {
            let group = row.owner_unit.take_if(|code| self.knows(code));
            row.joint_leads = row.joint_leads.take().or(group);
        }
        self.no_name_of_both(input);
    }

    /// A group has no unit's code and name, and a unit no group's, however they are typed. What the
    /// ledger has so already stays.
    fn no_name_of_both(&self, input: &mut Input) {
        let mut found = Vec::new();
        let (groups, units) = &self.before;
        for Entry { line, row, .. } in &input.groups {
            let known = groups.get(&row.code).map(|it| &*it.name);
            if known == Some(row.name.as_str()) {
                continue;
            }
            let mut all = self.units.iter();
            let twin = all
                .clone()
                .find(|it| same_code(it.code.as_str(), &row.code));
            if let Some(unit) = twin.filter(|_| known.is_none()) {
                let problem = Problem::GroupNamedAsUnit(unit.code.to_string());
                found.push((GroupsCsv::NAME, *line, GroupsCsv::KEY, problem));
            } else if let Some(unit) = all.find(|it| is_called(it, &row.name)) {
                let problem = Problem::GroupNameOfUnit(unit.code.to_string());
                found.push((GroupsCsv::NAME, *line, "name", problem));
            }
        }
        // A group of this import is complained of above.
        let listed = |code: &str| input.groups.iter().any(|it| it.row.code == code);
        for Entry { line, row, .. } in &input.units {
            let Ok(unit) = ledger::unit(row) else {
                continue;
            };
            let known = units.get(&unit.code);
            if known.is_some_and(|it| it.name == unit.name && it.short_name == unit.short_name) {
                continue;
            }
            let all = || self.all.all().filter(|it| !listed(it.code.as_str()));
            let twin = all().find(|it| same_code(it.code.as_str(), &row.code));
            if let Some(group) = twin.filter(|_| known.is_none()) {
                let problem = Problem::UnitNamedAsGroup(group.code.to_string());
                found.push((UnitsCsv::NAME, *line, UnitsCsv::KEY, problem));
            } else if let Some(group) = all().find(|it| is_called(&unit, &it.name)) {
                let problem = Problem::UnitNameOfGroup(group.code.to_string());
                found.push((UnitsCsv::NAME, *line, "name", problem));
            }
        }
        for (file, line, column, problem) in found {
            input.report.error(file, Some(line), Some(column), problem);
        }
    }

    /// Who leads a workstream by its row: the units it names, then those of its groups.
    pub fn leads(&self, row: &WorkstreamRow) -> Vec<Leader> {
        let codes = leading(row);
        let (groups, units): (Vec<&str>, Vec<&str>) =
            codes.into_iter().partition(|code| self.knows(code));
        let mut leads: Vec<Leader> = Vec::new();
        for unit in units {
            leads.push((unit.to_owned(), None));
        }
        for group in groups {
            for unit in self.members(group) {
                if leads.iter().all(|(known, _)| *known != unit) {
                    leads.push((unit, Some(group.to_owned())));
                }
            }
        }
        leads
    }

    /// Makes one duty of each unit of a group of a row that names the group. A row of the unit's own
    /// goes before it, and who leads is no contributor by a group.
    pub fn expand_duties(&self, input: &mut Input, current: &Current) {
        let entries = std::mem::take(&mut input.duties);
        let (groups, own): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .partition(|it| self.knows(&it.row.duty.unit));
        let mut known: HashSet<String> = own.iter().map(|it| it.row.duty.key()).collect();
        let leads = self.all_leads(input, current);
        input.duties = own;
        for entry in groups {
            let group = entry.row.duty.unit.clone();
            let members = self.members(&group);
            if members.is_empty() {
                let (file, line) = (DutiesCsv::NAME, Some(entry.line));
                let problem = Problem::GroupIsEmpty(group.clone());
                input.report.note(file, line, Some("unit"), problem);
            }
            for unit in members {
                let mut it = entry.clone();
                if let Some(weight) = &mut it.row.weight {
                    weight.unit.clone_from(&unit);
                }
                it.row.duty.unit = unit;
                it.row.duty.of_group = Some(group.clone());
                let key = it.row.duty.key();
                let helps = it.row.duty.role == DutyRole::Contribute.code();
                if !(helps && leads.contains(&key)) && known.insert(key) {
                    input.duties.push(it);
                }
            }
        }
    }

    /// The keys of all lead duties, by the rows of workstreams and else by the ledger.
    fn all_leads(&self, input: &Input, current: &Current) -> HashSet<String> {
        let key = |unit: &str, workstream: &str| format!("{unit}/{workstream}");
        let mut leads = HashSet::new();
        let mut listed = HashSet::new();
        for it in input.workstreams() {
            listed.insert(it.row.code.as_str());
            let units = self.leads(it.row).into_iter();
            leads.extend(units.map(|(unit, _)| key(&unit, &it.row.code)));
        }
        for task in input.programme.iter().filter(|it| it.row.every_unit) {
            let code = &task.row.workstream.code;
            leads.extend(self.members(EVERY_UNIT).iter().map(|unit| key(unit, code)));
        }
        let led = current.duties.going_on();
        let led = led.filter(|it| it.role == DutyRole::Lead.code());
        let led = led.filter(|it| !listed.contains(it.workstream.as_str()));
        leads.extend(led.map(|it| it.key()));
        leads
    }

    /// Makes one milestone, one indicator, one rhythm of each unit of a group that has the duty.
    pub fn expand_promises(&self, input: &mut Input, current: &Current, roles: &Roles) {
        self.expand_indicators(input, current, roles);
        self.expand_milestones(input, current, roles);
        self.expand_rhythms(input, current, roles, self.today);
    }

    /// The groups that lead each workstream by its row.
    pub fn leading(&self, input: &Input, current: &Current) -> HashSet<(String, String)> {
        let listed: HashMap<&str, &WorkstreamRow> = input
            .workstreams()
            .map(|it| (it.row.code.as_str(), it.row))
            .collect();
        let ledger = current.workstreams().values();
        let unlisted = ledger.filter(|row| !listed.contains_key(row.code.as_str()));
        let all = unlisted.chain(listed.values().copied());
        all.flat_map(|row| leading(row).into_iter().map(move |code| (row, code)))
            .filter(|(_, code)| self.knows(code))
            .map(|(row, code)| (row.code.clone(), code.to_owned()))
            .collect()
    }

    /// The units of a group that have a duty in a workstream; where there is none it is told. What a
    /// group that leads hands over is not asked of those of it that help by a row of their own.
    pub(super) fn with_duty(
        &self,
        input: &mut Input,
        current: &Current,
        roles: &Roles,
        (group, workstream): (&str, &str),
        (file, line, column): (&str, u64, &str),
    ) -> Vec<String> {
        let of_group = (workstream.to_owned(), group.to_owned());
        let leads = self.leading(input, current).contains(&of_group);
        let mut units = self.members(group);
        units.retain(|unit| {
            let role = roles.get(&(unit.clone(), workstream.to_owned()));
            role.is_some_and(|role| !leads || role == DutyRole::Lead.code())
        });
        let sure = [DatabasesCsv::NAME, ProgrammeCsv::NAME, DutiesCsv::NAME];
        if units.is_empty() && sure.iter().all(|file| input.sound(file)) {
            let problem = Problem::NoDutyInGroup {
                group: group.to_owned(),
                workstream: workstream.to_owned(),
            };
            input.report.error(file, Some(line), Some(column), problem);
        }
        units
    }

    fn expand_indicators(&self, input: &mut Input, current: &Current, roles: &Roles) {
        let file = IndicatorsCsv::NAME;
        let of_group = |it: &Entry<IndicatorEntry>| {
            let (unit, workstream) = duty_of(&it.row)?;
            self.knows(unit)
                .then(|| (unit.to_owned(), workstream.to_owned()))
        };
        let mut known: HashSet<String> = HashSet::new();
        for entry in std::mem::take(&mut input.indicators) {
            let Some((group, workstream)) = of_group(&entry) else {
                known.insert(entry.row.indicator.code.clone());
                input.indicators.push(entry);
                continue;
            };
            let at = (file, entry.line, "scope");
            let units = self.with_duty(input, current, roles, (&group, &workstream), at);
            for unit in units {
                let mut it = entry.clone();
                let code = of_unit(&entry.row.indicator.code, &unit);
                if let Err(error) = IndicatorCode::parse(&code) {
                    let (line, column) = (Some(entry.line), Some("code"));
                    input.report.error(file, line, column, Problem::Code(error));
                }
                if let Some(target) = &mut it.row.target {
                    target.indicator.clone_from(&code);
                }
                let indicator = &mut it.row.indicator;
                (indicator.code, indicator.unit) = (code.clone(), Some(unit));
                indicator.of_group = Some(group.clone());
                if known.insert(code) {
                    input.indicators.push(it);
                }
            }
        }
    }

    fn expand_milestones(&self, input: &mut Input, current: &Current, roles: &Roles) {
        let file = MilestonesCsv::NAME;
        let called = |it: &MilestoneEntry| {
            let row = &it.milestone;
            (
                row.unit.clone(),
                row.workstream.clone(),
                typed_alike(&row.title),
            )
        };
        let entries = std::mem::take(&mut input.milestones);
        let (groups, own): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .partition(|it| self.knows(&it.row.milestone.unit));
        let mut known: HashSet<_> = own.iter().map(|it| called(&it.row)).collect();
        input.milestones = own;
        let codes = input.indicators.iter().map(|it| &it.row.indicator.code);
        let codes = codes.chain(current.indicators.latest.keys());
        let codes: HashSet<String> = codes.cloned().collect();
        for entry in groups {
            let group = entry.row.milestone.unit.clone();
            let workstream = entry.row.milestone.workstream.clone();
            let at = (file, entry.line, "unit");
            for unit in self.with_duty(input, current, roles, (&group, &workstream), at) {
                let mut it = entry.clone();
                let row = &mut it.row.milestone;
                row.id = match entry.row.named {
                    true => of_unit(&row.id, &unit),
                    false => milestone_id(&unit, &workstream, &row.title),
                };
                if let Err(error) = IndicatorCode::parse(&row.id) {
                    let (line, column) = (Some(entry.line), Some("id"));
                    input.report.error(file, line, column, Problem::Code(error));
                }
                let second = row.second_indicator.as_ref();
                let second = second.map(|code| of_unit(code, &unit));
                row.second_indicator = second
                    .filter(|code| codes.contains(code))
                    .or(row.second_indicator.take());
                row.unit = unit;
                row.of_group = Some(group.clone());
                if known.insert(called(&it.row)) {
                    input.milestones.push(it);
                }
            }
        }
    }
}

/// One code, whatever its capitals.
fn same_code(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Whether a unit has a name, long or short, however it is typed.
fn is_called(unit: &Unit, name: &str) -> bool {
    let names = [&unit.name, &unit.short_name];
    names.iter().any(|it| typed_alike(it) == typed_alike(name))
}

// What is wrong with a row is told elsewhere.

fn take_group(all: &mut UnitGroups, row: &UnitGroupRow) {
    if let Ok(it) = ledger::unit_group(row) {
        all.set(it);
    }
}

fn take_member(all: &mut UnitGroups, row: &GroupMemberRow) {
    if let Ok(it) = ledger::membership(row) {
        all.name(it);
    }
}

fn by_code<'a>(rows: impl Iterator<Item = &'a UnitRow>) -> BTreeMap<UnitCode, Unit> {
    let units = rows.filter_map(|row| ledger::unit(row).ok());
    units.map(|unit| (unit.code.clone(), unit)).collect()
}

/// A row as it will stand: with what the ledger says where the file has no column.
fn with_ledger<F: CampaignFile<Row = <F as CampaignFile>::Ledger>>(
    input: &Input,
    entry: &Entry<F::Row>,
    latest: &Latest<F::Ledger>,
) -> F::Ledger {
    let mut row = entry.row.clone();
    if let Some(before) = latest.get(&row.key()) {
        row.keep(before, &|column| input.has(F::NAME, column));
    }
    row
}

/// The code of a group's row as that of one of its units.
pub(super) fn of_unit(code: &str, unit: &str) -> String {
    format!("{code}-{unit}")
}

/// The duty that an indicator is of.
fn duty_of(row: &IndicatorEntry) -> Option<(&str, &str)> {
    let it = &row.indicator;
    Some((it.unit.as_deref()?, it.workstream.as_deref()?))
}

/// The units there will be; one that is closed stays so where the file has no word of it.
fn units<'a>(input: &'a Input, current: &'a Current) -> Latest<&'a UnitRow> {
    let ledger = &current.units.latest;
    let mut units: Latest<&UnitRow> = ledger.iter().map(|(k, u)| (k.clone(), u)).collect();
    for e in &input.units {
        let closed_in_ledger = !input.has(UnitsCsv::NAME, "ends_on")
            && ledger.get(&e.row.code).is_some_and(|u| u.ends_on.is_some());
        if !closed_in_ledger {
            units.insert(e.row.code.clone(), &e.row);
        }
    }
    units
}
