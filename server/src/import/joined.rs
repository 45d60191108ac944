//! Units that join or leave a group: who joins is given what the group's other units have, from now
//! on; what a unit had from the group alone is over when it leaves. Nothing of it is told of a day
//! before.
use std::collections::{BTreeMap, BTreeSet, HashMap};

use app::domain::{DutyRole, Event, PartInGroup, Unit, parse_day, part_in_group};

use super::{
    campaign_file::CampaignFile,
    compare::Comparable,
    current::Current,
    decision::Decision,
    files::{milestones::Milestones, *},
    groups::{Roles, of_unit},
    parts::Parts,
    preview::{Difference, FileChanges, Told, tell},
    problem::{Problem, Report},
    recurring::Recurring,
    rows::Rows,
    slots::event,
    sources::{Sources, Word},
};
use crate::ledger::{DutyRow, IndicatorRow, MilestoneEventRow, MilestoneRow, TargetRow, WeightRow};

/// What units are given that joined a group, and what is over of those that left.
#[derive(Default)]
pub(super) struct Joined {
    duties: Vec<DutyRow>,
    weights: Vec<WeightRow>,
    indicators: Vec<(IndicatorRow, Option<TargetRow>)>,
    milestones: Vec<MilestoneRow>,
    /// What was open of a group that was left, in a duty that goes on as another's.
    cancelled: Vec<MilestoneEventRow>,
    /// By the decision on the row that says so: the duty's key, and what it changes.
    decided: Vec<(Decision, String, Difference)>,
    /// What recurs of these duties, and of those of units that merge.
    pub recurring: Recurring,
}

/// What a unit has from the group it leaves in duties that go on.
#[derive(Default)]
struct Left<'a> {
    /// Its milestones that end.
    ends: Vec<&'a MilestoneRow>,
    /// Those that another group of the unit has too: they go on as that one's.
    others: Vec<MilestoneRow>,
    /// What is told of its reports that wait for acceptance.
    waits: Vec<Problem>,
}

impl<'a> Left<'a> {
    fn is_empty(&self) -> bool {
        self.ends.is_empty() && self.others.is_empty()
    }

    fn take(
        &mut self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        (group, other): (&str, &'a str),
        duty: &'a DutyRow,
    ) {
        let Milestones {
            latest,
            lives,
            first_titles,
            ..
        } = &from.current.milestones;
        let of_other = parts.milestones.get(&(duty.workstream.as_str(), other));
        let mut stay = Vec::new();
        for row in latest.values() {
            let of_duty = (&row.unit, &row.workstream) == (&duty.unit, &duty.workstream);
            if !of_duty || row.of_group.as_deref() != Some(group) {
                continue;
            }
            let first = first_titles.get(&row.id).map(String::as_str);
            let shared = |first| of_other.is_some_and(|it| it.contains_key(first));
            let life = lives.get(&row.id);
            if first.is_some_and(shared) {
                self.others.push(MilestoneRow {
                    of_group: Some(other.to_owned()),
                    ..row.clone()
                });
            } else if life.is_some_and(|it| it.stage().after(Event::Cancelled).is_some()) {
                self.ends.push(row);
            } else {
                stay.push(row.id.as_str());
            }
        }
        let waits = from.waiting(duty, Some(&stay), false);
        self.waits.extend(waits);
    }
}

impl Joined {
    /// Who joins and who leaves by these files, told where they say so.
    pub fn of(from: Sources<'_>, report: &mut Report) -> Self {
        let mut joined = Self::default();
        let asks = !from.input.groups.is_empty()
            || !from.input.group_members.is_empty()
            || !from.input.units.is_empty()
            || !from.led.is_empty()
            || !from.input.duties.is_empty();
        if from.current.empty() || !asks {
            return joined;
        }
        let parts = Parts::of(from);
        for (group, of_group) in &parts.duties {
            for unit in from.groups.open() {
                if let Some(word) = from.word(group, unit.code.as_str()) {
                    joined.pair(from, &parts, (group, of_group), unit, &word, report);
                }
            }
        }
        joined.leaderless(from, &parts, report);
        let late = joined.promises(from, &parts);
        if late > 0 {
            let problem = Problem::JoinsLate { milestones: late };
            report.note(GroupMembersCsv::NAME, None, Some("unit"), problem);
        }
        joined
    }

    /// What a group led that nobody belongs to any more.
    fn leaderless(&self, from: Sources<'_>, parts: &Parts<'_>, report: &mut Report) {
        let lead = DutyRole::Lead.code();
        let ends = |duty: &DutyRow| {
            let mut these = self.duties.iter().filter(|it| it.ended_on.is_some());
            these.any(|it| it.key() == duty.key())
        };
        for (group, of_group) in &parts.duties {
            if !from.groups.members(group).is_empty() {
                continue;
            }
            let led = of_group.iter().filter(|(_, role)| **role == lead);
            let led = led.filter(|(workstream, _)| {
                let mut of_it = parts
                    .of
                    .get(*workstream)
                    .into_iter()
                    .flat_map(HashMap::values);
                let others = of_it.clone().any(|it| it.role == lead && !ends(it));
                !others && of_it.any(|it| ends(it))
            });
            let workstreams: Vec<String> = led.map(|(it, _)| (*it).to_owned()).collect();
            if !workstreams.is_empty() {
                let problem = Problem::LeadsNoMore {
                    group: (*group).to_owned(),
                    workstreams,
                };
                report.note(GroupMembersCsv::NAME, None, Some("ends_on"), problem);
            }
        }
    }

    /// What a unit is given by one group, or what of it is over.
    fn pair<'a>(
        &mut self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        (group, of_group): (&str, &BTreeMap<&'a str, &'a str>),
        unit: &Unit,
        word: &Word<'_>,
        report: &mut Report,
    ) {
        let code = unit.code.as_str();
        let belongs = from.groups.belongs(group, unit);
        let (mut new, mut ended, mut counted) = (Vec::new(), Vec::new(), false);
        let mut left = Left::default();
        for (workstream, role) in of_group {
            let has = parts.has(code, workstream);
            let from_group = has.map(|duty| duty.of_group.as_deref());
            let other = || from.other(parts, (group, workstream), unit);
            let says = from.says(code, workstream);
            match (part_in_group(group, belongs, from_group, other), has) {
                (PartInGroup::Given, _) if !says => {
                    counted |= parts.promised.contains(workstream);
                    new.push(from.duty(parts, (group, code, workstream, role)));
                }
                (PartInGroup::Over, Some(duty)) if !says => {
                    left.waits.extend(from.waiting(duty, None, true));
                    ended.push(DutyRow {
                        ended_on: Some(from.today.to_string()),
                        ..duty.clone()
                    });
                }
                (PartInGroup::Passes(other), Some(duty)) if !says => {
                    self.duties.push(DutyRow {
                        of_group: Some(other.to_owned()),
                        ..duty.clone()
                    });
                    left.take(from, parts, (group, other), duty);
                }
                (_, Some(duty)) if !belongs => {
                    let other = duty.of_group.as_deref().unwrap_or_default();
                    left.take(from, parts, (group, other), duty);
                }
                _ => {}
            }
        }
        if word.new || word.decision.is_some() {
            for problem in left.waits.drain(..) {
                report.note(word.file, Some(word.line), Some(word.column), problem);
            }
        }
        let joins = !new.is_empty();
        let duties = new.len() + ended.len();
        if duties == 0 && left.is_empty() {
            return;
        }
        let moves = duties > 0 || !left.ends.is_empty();
        if word.decision.is_none() && moves && (counted || !joins) {
            let (unit, group) = (code.to_owned(), group.to_owned());
            let (file, line, column) = (word.file, Some(word.line), Some(word.column));
            let problem = match (duties, joins) {
                (0, _) => Problem::LeavesMilestones {
                    unit,
                    group,
                    milestones: left.ends.len(),
                },
                _ if !word.new => Problem::NotYetRecorded {
                    unit,
                    group,
                    duties,
                    joins,
                },
                (_, true) => Problem::JoinsByDecision {
                    unit,
                    group,
                    duties,
                },
                (_, false) => Problem::LeavesByDecision {
                    unit,
                    group,
                    duties,
                },
            };
            if !word.new {
                return report.note(file, line, column, problem);
            }
            return report.error(file, line, column, problem);
        }
        for (duty, weight) in new {
            self.reports(from, parts, (group, &duty), word, report);
            self.decide(word, &duty, ("role", "", &duty.role));
            self.duties.push(duty);
            self.weights.extend(weight);
        }
        let by = word.decision;
        let ends = left.ends.into_iter();
        let ends = ends.filter_map(|row| Some(event(row, Event::Cancelled, None, by?)));
        self.cancelled.extend(ends);
        self.milestones.extend(left.others);
        for duty in ended {
            let on = duty.ended_on.clone().unwrap_or_default();
            if let Some(by) = by {
                self.recurring.ends(from, &duty, by);
            }
            self.decide(word, &duty, ("ended_on", "", &on));
            self.duties.push(duty);
        }
    }

    /// What recurs of a duty that a unit is given, and what of it the unit is not asked for.
    fn reports<'a>(
        &mut self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        (group, duty): (&str, &DutyRow),
        word: &Word<'_>,
        report: &mut Report,
    ) {
        let all = parts.of.get(duty.workstream.as_str());
        let all: BTreeSet<&str> = all.into_iter().flatten().map(|(unit, _)| *unit).collect();
        let members = from.groups.members(group);
        let others: Vec<&str> = members
            .iter()
            .map(String::as_str)
            .filter(|unit| *unit != duty.unit && all.contains(unit))
            .collect();
        let given = self.recurring.joins(from, &others, duty);
        let known = |unit: &&str| from.rhythms(unit, &duty.workstream);
        let titles = all.iter().flat_map(known).map(|it| it.title.clone());
        let without: BTreeSet<String> = titles.filter(|it| !given.contains(it)).collect();
        let mut tell = |titles: BTreeSet<String>, asked| {
            if !titles.is_empty() {
                let problem = Problem::JoinsReports {
                    unit: duty.unit.clone(),
                    workstream: duty.workstream.clone(),
                    titles: titles.into_iter().collect(),
                    asked,
                };
                report.note(word.file, Some(word.line), Some(word.column), problem);
            }
        };
        tell(given, true);
        tell(without, false);
    }

    fn decide(
        &mut self,
        word: &Word<'_>,
        duty: &DutyRow,
        (column, was, now): (&'static str, &str, &str),
    ) {
        if let Some(by) = word.decision {
            let change = Difference {
                column,
                was: was.to_owned(),
                now: now.to_owned(),
            };
            self.decided.push((by.clone(), duty.key(), change));
        }
    }

    /// The milestones and indicators that each unit of a group has, for those that have the duty and
    /// not them. How many of the milestones are late at once.
    fn promises<'a>(&mut self, from: Sources<'a>, parts: &Parts<'a>) -> usize {
        let given = self.duties.iter().filter(|it| it.ended_on.is_none());
        let listed = from.input.duties.iter().map(|it| &it.row.duty);
        let new = listed.chain(from.led).filter(|it| it.ended_on.is_none());
        let new = new.filter(|it| parts.has(&it.unit, &it.workstream).is_none());
        let new: BTreeSet<(String, String)> = given
            .chain(new)
            .map(|it| (it.unit.clone(), it.workstream.clone()))
            .collect();
        let workstreams = parts.milestones.keys().chain(parts.indicators.keys());
        let workstreams: BTreeSet<&str> = workstreams.map(|(of, _)| *of).collect();
        let mut late = 0;
        for workstream in workstreams {
            for group in parts.promising(workstream) {
                for unit in from.groups.open() {
                    let code = unit.code.as_str();
                    let is_new = new.contains(&(code.to_owned(), workstream.to_owned()));
                    let asked = || {
                        parts.has(code, workstream).is_some() && from.word(group, code).is_some()
                    };
                    if from.groups.belongs(group, unit) && (is_new || asked()) {
                        late += self.promise(from, parts, (group, code, workstream));
                    }
                }
            }
        }
        late
    }

    fn promise<'a>(
        &mut self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        (group, unit, workstream): (&'a str, &str, &'a str),
    ) -> usize {
        let key = (workstream, group);
        for (base, like) in parts.indicators.get(&key).into_iter().flatten() {
            let code = of_unit(base, unit);
            if from.has_indicator(&code) {
                continue;
            }
            let target = from.current.indicators.targets.get(&like.code);
            let target = target.map(|it| TargetRow {
                indicator: code.clone(),
                ..it.clone()
            });
            let row = IndicatorRow {
                code,
                unit: Some(unit.to_owned()),
                ..(*like).clone()
            };
            self.indicators.push((row, target));
        }
        let mut late = 0;
        for (first, like) in parts.milestones.get(&key).into_iter().flatten() {
            if from.has_milestone(unit, workstream, first) {
                continue;
            }
            let row = from.milestone(unit, like);
            let closes = row.deadline.as_deref().and_then(parse_day);
            late += usize::from(closes.is_some_and(|day| day < from.today));
            self.milestones.push(row);
        }
        late
    }

    /// The duties there will be with it.
    pub fn also(&self, roles: &mut Roles) {
        for duty in &self.duties {
            let key = (duty.unit.clone(), duty.workstream.clone());
            match duty.ended_on {
                None => roles.insert(key, duty.role.clone()),
                Some(_) => roles.remove(&key),
            };
        }
    }

    /// Appends all of it, and tells it among the changes of each file.
    pub fn append(self, current: &mut Current, rows: &mut Rows, files: &mut Vec<FileChanges>) {
        for duty in &self.duties {
            let told = match current.duties.latest.get(&duty.key()) {
                Some(before) => Told::Changed(duty.differences(before)),
                None => Told::New(duty.whole_cells()),
            };
            tell(files, DutiesCsv::NAME, DutiesCsv::label(duty), told);
        }
        rows.milestone_events.extend(self.cancelled);
        rows.duties.extend(self.duties);
        rows.weights.extend(self.weights);
        for (row, target) in self.indicators {
            let told = Told::New(row.whole_cells());
            tell(files, IndicatorsCsv::NAME, IndicatorsCsv::label(&row), told);
            rows.indicators.push(row);
            rows.targets.extend(target);
        }
        for row in self.milestones {
            let told = match current.milestones.latest.get(&row.id) {
                Some(before) => Told::Changed(row.differences(before)),
                None => Told::New(row.whole_cells()),
            };
            tell(files, MilestonesCsv::NAME, MilestonesCsv::label(&row), told);
            MilestonesCsv::append(row, &mut current.milestones, rows);
        }
        let decided = self.decided.into_iter();
        let made = decided.map(|(by, key, change)| by.redefines::<DutiesCsv>(&key, &change));
        rows.redefinitions.extend(made);
        self.recurring.append(current, rows, files);
    }
}
