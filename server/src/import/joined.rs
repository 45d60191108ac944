//! Units that join or leave a group: who joins is given what the group's other units have, from now
//! on; what a unit had from the group alone is over when it leaves. Nothing of it is told of a day
//! before.
use std::collections::{BTreeMap, BTreeSet, HashMap};

use app::domain::{DutyRole, Event, Milestone, PartInGroup, Unit, parse_day, part_in_group};

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
    ended: Vec<MilestoneEventRow>,
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
    /// Its reports that wait for acceptance and end with what it left before.
    over: Vec<&'a MilestoneRow>,
    /// What is told of its reports that wait for acceptance.
    waits: Vec<Problem>,
}

impl<'a> Left<'a> {
    fn is_empty(&self) -> bool {
        self.ends.is_empty() && self.over.is_empty() && self.others.is_empty()
    }

    /// What a unit has from a group it left in a duty that goes on as another's. What came to it with
    /// the duty of another unit is its own.
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
            first_units,
            ..
        } = &from.current.milestones;
        let of_other = parts.milestones.get(&(duty.workstream.as_str(), other));
        let mut stay = Vec::new();
        for row in latest.values() {
            let of_duty = (&row.unit, &row.workstream) == (&duty.unit, &duty.workstream);
            let own = first_units.get(&row.id) == Some(&row.unit);
            if !of_duty || !own || row.of_group.as_deref() != Some(group) {
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
            } else if duty.ended_on.is_some() && life.is_some_and(ends_unanswered) {
                self.over.push(row);
            } else {
                stay.push(row.id.as_str());
            }
        }
        let waits = from.waiting(duty, Some(&stay), false);
        self.waits.extend(waits);
    }

    /// What of a duty that was over and goes on by a group came from groups that the unit left since.
    fn take_over(
        &mut self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        (group, workstream): (&'a str, &str),
        unit: &Unit,
    ) {
        let duty = from.current.duties.latest.values();
        let duty = duty.filter(|it| it.ended_on.is_some());
        let mut of_it = duty.filter(|it| it.unit == unit.code.as_str());
        let Some(duty) = of_it.find(|it| it.workstream == workstream) else {
            return;
        };
        let rows = from.current.milestones.latest.values();
        let rows = rows.filter_map(|it| it.of_group.as_deref());
        let groups: BTreeSet<&str> = rows.filter(|it| from.groups.left(it, unit)).collect();
        for left in groups {
            self.take(from, parts, (left, group), duty);
        }
    }
}

/// Whether a report that waits can end without having been decided on.
fn ends_unanswered(life: &Milestone) -> bool {
    let back = life.stage().after(Event::Withdrawn);
    back.is_some_and(|(back, _)| back.after(Event::Cancelled).is_some())
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
        if !belongs && !from.groups.left(group, unit) {
            return;
        }
        let (mut new, mut ended, mut passed) = (Vec::new(), Vec::new(), Vec::new());
        let (mut counted, mut left, mut again) = (false, Left::default(), Left::default());
        for (workstream, role) in of_group {
            let has = parts.has(code, workstream);
            let from_group = has.map(|duty| duty.of_group.as_deref());
            let other = || parts.other(from.groups, (group, workstream), unit);
            let says = from.says(code, workstream);
            let part = part_in_group(group, belongs, from_group, other);
            if part == PartInGroup::Given {
                again.take_over(from, parts, (group, workstream), unit);
            }
            match (part, has) {
                (PartInGroup::Given, _) if !says => {
                    counted |= parts.promised.contains(workstream);
                    new.push(parts.duty(from.current, (group, code, workstream, role)));
                }
                (PartInGroup::Over, Some(duty)) if !says => {
                    left.waits.extend(from.waiting(duty, None, true));
                    ended.push(DutyRow {
                        ended_on: Some(from.today.to_string()),
                        ..duty.clone()
                    });
                }
                (PartInGroup::Passes(other), Some(duty)) if !says => {
                    let role = parts.role(other, workstream).unwrap_or(&duty.role);
                    passed.push((
                        duty,
                        parts.duty(from.current, (other, code, workstream, role)),
                    ));
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
        counted |= !again.is_empty();
        let joins = !new.is_empty() || !again.is_empty();
        let duties = new.len().max(usize::from(joins)) + ended.len();
        if duties == 0 && left.is_empty() && passed.is_empty() {
            return;
        }
        let helps = passed.iter().filter(|(was, (now, _))| was.role != now.role);
        let helps = helps.count();
        let moves = duties + helps > 0 || !left.ends.is_empty();
        if word.decision.is_none() && moves && (counted || !joins) {
            let (unit, group) = (code.to_owned(), group.to_owned());
            let (file, line, column) = (word.file, Some(word.line), Some(word.column));
            let problem = match (duties, joins) {
                (0, _) if helps > 0 => Problem::LeavesLead {
                    unit,
                    group,
                    duties: helps,
                },
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
        for (was, (duty, weight)) in passed {
            if was.role != duty.role {
                self.decide(word, &duty, ("role", &was.role, &duty.role));
            }
            let other = duty.of_group.clone().unwrap_or_default();
            self.asked(from, parts, (&other, &duty), word, report);
            self.duties.push(duty);
            self.weights.extend(weight);
        }
        if !again.is_empty() {
            let rows = again.ends.iter().chain(&again.over);
            let titles = rows.map(|it| it.title.clone()).collect();
            let unit = code.to_owned();
            let problem = Problem::StaysOver { unit, titles };
            report.note(word.file, Some(word.line), Some(word.column), problem);
        }
        let by = word.decision;
        for it in [left, again] {
            let reports = it.over.iter().map(|row| (*row, Event::Withdrawn));
            let ends = it.over.iter().chain(&it.ends);
            let all = reports.chain(ends.map(|row| (*row, Event::Cancelled)));
            let all = all.filter_map(|(row, what)| Some(event(row, what, None, by?)));
            self.ended.extend(all);
            self.milestones.extend(it.others);
        }
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
        let given = self.asked(from, parts, (group, duty), word, report);
        let all = parts.of.get(duty.workstream.as_str());
        let known = all.into_iter().flat_map(HashMap::keys);
        let known = known.flat_map(|unit| from.rhythms(unit, &duty.workstream));
        let titles = known.map(|it| it.title.clone());
        let without = titles.filter(|it| !given.contains(it)).collect();
        tell_reports(duty, without, false, word, report);
    }

    /// What recurs of a duty that a unit has by a group from now on, which it is asked for with the
    /// others.
    fn asked<'a>(
        &mut self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        (group, duty): (&str, &DutyRow),
        word: &Word<'_>,
        report: &mut Report,
    ) -> BTreeSet<String> {
        let members = from.groups.members(group);
        let others = members.iter().map(String::as_str);
        let others = others.filter(|unit| *unit != duty.unit);
        let others = others.filter(|unit| parts.has(unit, &duty.workstream).is_some());
        let others: Vec<&str> = others.collect();
        let given = self.recurring.joins(from, &others, duty);
        tell_reports(duty, given.clone(), true, word, report);
        given
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
                    let of_it = |it: &DutyRow| it.unit == code && it.workstream == workstream;
                    let passes = |it: &DutyRow| of_it(it) && it.of_group.as_deref() == Some(group);
                    let asked = || {
                        let told =
                            from.word(group, code).is_some() || self.duties.iter().any(passes);
                        parts.has(code, workstream).is_some() && told
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
        rows.milestone_events.extend(self.ended);
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

fn tell_reports(
    duty: &DutyRow,
    titles: BTreeSet<String>,
    asked: bool,
    word: &Word<'_>,
    report: &mut Report,
) {
    if titles.is_empty() {
        return;
    }
    let problem = Problem::JoinsReports {
        unit: duty.unit.clone(),
        workstream: duty.workstream.clone(),
        titles: titles.into_iter().collect(),
        asked,
    };
    report.note(word.file, Some(word.line), Some(word.column), problem);
}
