//! What is moved by a word that a unit belongs to a group, or belongs no more.
use std::collections::BTreeMap;

use app::domain::{DutyRole, GroupPart, PartInGroup, Unit, part_in_group};

use super::{
    lead_duties::helps_by_itself,
    left::Left,
    parts::{Parts, part_by},
    problem::Problem,
    sources::Sources,
};
use crate::ledger::{DutyRow, WeightRow};

/// A duty as it will be, with its weight where that is another.
pub(super) type Given = (DutyRow, Option<WeightRow>);

/// What one unit is given by one group, and what of it is over.
pub(super) struct Moves<'a> {
    pub unit: &'a str,
    pub group: &'a str,
    /// Duties that it is given.
    pub new: Vec<Given>,
    /// Duties that are over.
    pub ended: Vec<DutyRow>,
    /// Duties that go on as another group's: as they were, and as they will be.
    pub passed: Vec<(&'a DutyRow, Given)>,
    /// Workstreams that the group leads and it goes on helping by rows of its own.
    helps: Vec<String>,
    /// Workstreams in which it goes on with what came to it by a merger.
    keeps: Vec<String>,
    /// A product is promised where it is given a duty.
    promised: bool,
    /// What it has from the group that it leaves in duties that go on.
    pub left: Left<'a>,
    /// What it has from groups that it left before in duties that go on again.
    pub again: Left<'a>,
}

impl<'a> Moves<'a> {
    pub fn of(
        from: Sources<'a>,
        parts: &Parts<'a>,
        (group, of_group): (&'a str, &BTreeMap<&'a str, &'a str>),
        unit: &'a Unit,
    ) -> Self {
        let mut moves = Self {
            unit: unit.code.as_str(),
            group,
            new: Vec::new(),
            ended: Vec::new(),
            passed: Vec::new(),
            helps: Vec::new(),
            keeps: Vec::new(),
            promised: false,
            left: Left::default(),
            again: Left::default(),
        };
        let belongs = from.groups.belongs(group, unit);
        if belongs || from.groups.left(group, unit) {
            for (workstream, role) in of_group {
                moves.part(from, parts, (workstream, role), (unit, belongs));
            }
        }
        moves
    }

    /// Its part in one workstream of the group.
    fn part(
        &mut self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        (workstream, role): (&'a str, &'a str),
        (unit, belongs): (&'a Unit, bool),
    ) {
        let (code, group) = (self.unit, self.group);
        let has = parts.has(code, workstream);
        let of = GroupPart {
            group: Some(group),
            leads: role == DutyRole::Lead.code(),
        };
        let other = || parts.other(from.groups, (group, workstream), unit);
        let inherited = || has.is_some_and(|duty| from.has_inherited(duty));
        let part = part_in_group(of, belongs, has.map(part_by), other, inherited);
        let becomes = |group, role| parts.duty(from.current, (group, code, workstream, role));
        let said = from.says(code, workstream);
        match (part, has) {
            (PartInGroup::Given, _)
                if !said && !self.after_another(from, parts, workstream, unit) =>
            {
                self.again.take_over(from, parts, (group, workstream), unit);
                self.promised |= parts.promised.contains(workstream);
                self.new.push(becomes(group, role));
            }
            (PartInGroup::Leads, Some(duty)) if !said && !from.leaves_its_group(duty, unit) => {
                self.passed.push((duty, becomes(group, role)));
            }
            (PartInGroup::Keeps, Some(duty)) if !said => {
                let own = DutyRow {
                    of_group: None,
                    ..duty.clone()
                };
                self.passed.push((duty, (own, None)));
                self.keeps.push(workstream.to_owned());
                self.left.take(from, parts, (group, ""), duty);
            }
            (PartInGroup::Over, Some(duty)) if !said => {
                self.left.waits.extend(from.waiting(duty, None, true));
                self.ended.push(DutyRow {
                    ended_on: Some(from.today.to_string()),
                    ..duty.clone()
                });
            }
            (PartInGroup::Passes(other), Some(duty)) if !said => {
                let role = parts.role(other, workstream).unwrap_or(&duty.role);
                self.passed.push((duty, becomes(other, role)));
                self.left.take(from, parts, (group, other), duty);
            }
            (PartInGroup::Stays, Some(duty)) if belongs && of.leads && helps_by_itself(duty) => {
                self.helps.push(workstream.to_owned());
            }
            (_, Some(duty)) if !belongs => {
                let other = duty.of_group.as_deref().unwrap_or_default();
                self.left.take(from, parts, (group, other), duty);
            }
            _ => {}
        }
    }

    /// Whether another group that it joins gives it the same duty, and goes before this one.
    fn after_another(
        &self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        workstream: &str,
        unit: &Unit,
    ) -> bool {
        let first = parts.other(from.groups, ("", workstream), unit);
        let another = first.filter(|it| *it != self.group);
        another.is_some_and(|it| from.word(it, self.unit).is_some())
    }

    /// What is told of it, whatever is recorded.
    pub fn told(&mut self) -> Vec<Problem> {
        let helps = self.helps.drain(..).map(|workstream| {
            let units = vec![self.unit.to_owned()];
            Problem::HelpsByItself { units, workstream }
        });
        let keeps = self.keeps.drain(..).map(|workstream| {
            let unit = self.unit.to_owned();
            Problem::KeepsInherited { unit, workstream }
        });
        self.left
            .waits
            .drain(..)
            .chain(helps)
            .chain(keeps)
            .collect()
    }

    pub fn nothing(&self) -> bool {
        self.duties() == 0 && self.left.is_empty() && self.passed.is_empty()
    }

    fn joins(&self) -> bool {
        !self.new.is_empty() || !self.again.is_empty()
    }

    /// How many duties begin or end.
    fn duties(&self) -> usize {
        self.new.len().max(usize::from(self.joins())) + self.ended.len()
    }

    /// How many of its duties lead from now on, and how many no longer.
    fn other_roles(&self) -> (usize, usize) {
        let all = self.passed.iter();
        let other = all.filter(|(was, (now, _))| was.role != now.role);
        let (lead, help): (Vec<_>, Vec<_>) =
            other.partition(|(_, (now, _))| now.role == DutyRole::Lead.code());
        (lead.len(), help.len())
    }

    fn needs_decision(&self) -> bool {
        let (lead, help) = self.other_roles();
        let over = !self.ended.is_empty() || !self.left.ends.is_empty() || help > 0;
        let takes = self.promised || !self.again.is_empty() || lead > 0;
        over && !self.joins() || takes
    }

    /// What stands in its way without a decision. `new`: the word is not the ledger's already.
    pub fn undecided(&self, new: bool) -> Option<Problem> {
        if !self.needs_decision() {
            return None;
        }
        let (unit, group) = (self.unit.to_owned(), self.group.to_owned());
        let duties = self.duties();
        Some(match (duties, new, self.joins()) {
            (0, ..) => self.undecided_of_what_goes_on(),
            (_, false, joins) => Problem::NotYetRecorded {
                unit,
                group,
                duties,
                joins,
            },
            (_, true, true) => Problem::JoinsByDecision {
                unit,
                group,
                duties,
            },
            (_, true, false) => Problem::LeavesByDecision {
                unit,
                group,
                duties,
            },
        })
    }

    fn undecided_of_what_goes_on(&self) -> Problem {
        let (unit, group) = (self.unit.to_owned(), self.group.to_owned());
        match self.other_roles() {
            (0, 0) => Problem::LeavesMilestones {
                unit,
                group,
                milestones: self.left.ends.len(),
            },
            (0, duties) => Problem::LeavesLead {
                unit,
                group,
                duties,
            },
            (duties, _) => Problem::LeadsByGroup { unit, duties },
        }
    }
}
