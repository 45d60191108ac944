//! Units that join or leave a group: who joins is given what the group's other units have, from now
//! on; what a unit had from the group alone is over when it leaves. Nothing of it is told of a day
//! before.
use std::collections::{BTreeSet, HashMap};

use app::domain::{DutyRole, parse_day};

use super::{
    campaign_file::CampaignFile,
    compare::Comparable,
    current::Current,
    decision::Decision,
    files::*,
    groups::{Roles, of_unit},
    left::Left,
    moves::{Given, Moves},
    parts::Parts,
    preview::{Difference, FileChanges, Told, tell},
    problem::{Problem, Report},
    recurring::Recurring,
    rows::Rows,
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
                    let moves = Moves::of(from, &parts, (group, of_group), unit);
                    joined.take(from, &parts, moves, &word, report);
                }
            }
        }
        joined.open_again(from, &parts, report);
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

    /// Records what a word moves, or tells what stands in its way.
    fn take<'a>(
        &mut self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        mut moves: Moves<'a>,
        word: &Word<'_>,
        report: &mut Report,
    ) {
        if word.new || word.decision.is_some() {
            for problem in moves.told() {
                word.note(problem, report);
            }
        }
        if moves.nothing() {
            return;
        }
        let undecided = moves.undecided(word.new);
        if let Some(problem) = undecided.filter(|_| word.decision.is_none()) {
            return match word.new {
                true => word.error(problem, report),
                false => word.note(problem, report),
            };
        }
        for given in moves.new {
            self.reports(from, parts, (moves.group, &given.0), word, report);
            self.changes(word, "", given);
        }
        for (was, given) in moves.passed {
            let group = given.0.of_group.clone().unwrap_or_default();
            self.asked(from, parts, (&group, &given.0), word, report);
            self.changes(word, &was.role, given);
        }
        self.leave(moves.left, word);
        self.leave_over(moves.again, moves.unit, word, report);
        for duty in moves.ended {
            self.end(from, duty, word);
        }
    }

    /// What of duties that go on again by rows of their own came from groups that the unit left since.
    fn open_again<'a>(&mut self, from: Sources<'a>, parts: &Parts<'a>, report: &mut Report) {
        for (duty, word) in from.opens_again() {
            let mut open = from.groups.open();
            let Some(unit) = open.find(|it| it.code.as_str() == duty.unit) else {
                continue;
            };
            let group = duty.of_group.as_deref().unwrap_or_default();
            let mut again = Left::default();
            again.take_over(from, parts, (group, &duty.workstream), unit);
            self.leave_over(again, &duty.unit, &word, report);
        }
    }

    /// A duty as it is from now on. `was`: its role before, empty where it is new.
    fn changes(&mut self, word: &Word<'_>, was: &str, (duty, weight): Given) {
        if was != duty.role {
            self.decide(word, &duty, ("role", was, &duty.role));
        }
        self.duties.push(duty);
        self.weights.extend(weight);
    }

    /// What a unit has no longer from a group that it left.
    fn leave(&mut self, left: Left<'_>, word: &Word<'_>) {
        let ended = word.decision.map(|by| left.events(by));
        self.ended.extend(ended.into_iter().flatten());
        self.milestones.extend(left.others);
    }

    /// The same of groups that it left before, in a duty that goes on again.
    fn leave_over(&mut self, again: Left<'_>, unit: &str, word: &Word<'_>, report: &mut Report) {
        if !again.is_empty() {
            word.note(again.stays_over(unit), report);
            self.leave(again, word);
        }
    }

    fn end(&mut self, from: Sources<'_>, duty: DutyRow, word: &Word<'_>) {
        let on = duty.ended_on.clone().unwrap_or_default();
        if let Some(by) = word.decision {
            self.recurring.ends(from, &duty, by);
        }
        self.decide(word, &duty, ("ended_on", "", &on));
        self.duties.push(duty);
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
    word.note(problem, report);
}
