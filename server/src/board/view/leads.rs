//! Who leads a workstream: one unit, or several together.
use std::sync::Arc;

use app::{
    domain::{Duty, DutyKey, DutyRole, GroupCode, UnitCode, Workstream},
    views::{Leads, NamedGroup},
};

use super::scope::Scope;
use crate::board::Board;

impl Board {
    /// Who leads a workstream, where the reader may open it.
    pub(super) fn leads_of(&self, scope: &Scope, w: &Workstream) -> Option<Leads> {
        let mut units = self
            .leading(w)
            .into_iter()
            .filter(|code| scope.unit(code))
            .map(|code| (code.clone(), self.unit_name(&code)));
        let first = units.next()?;
        let codes = w.joint_leads.iter();
        Some(Leads {
            first,
            others: units.collect(),
            groups: codes
                .filter_map(|code| self.named_group(code.as_str()))
                .collect(),
        })
    }

    /// The units that lead a workstream: its owner, or those that lead together, in the order of the
    /// plan, then by protocol.
    pub(super) fn leading(&self, w: &Workstream) -> Vec<UnitCode> {
        if w.joint_leads.is_empty() {
            return w.owner.iter().cloned().collect();
        }
        let entries = self.entries_of(&Scope::Campaign, &w.code).into_iter();
        let mut leads: Vec<(usize, i64, UnitCode)> = entries
            .filter(|entry| entry.duty.role == DutyRole::Lead)
            .map(|entry| {
                let code = &entry.duty.key.unit;
                let named = w.joint_leads.iter().position(|it| it == code);
                let order = self.units.get(code).map_or(0, |unit| unit.order);
                (named.unwrap_or(usize::MAX), order, code.clone())
            })
            .collect();
        leads.sort();
        leads.into_iter().map(|(_, _, code)| code).collect()
    }

    /// Whether a unit leads a workstream, alone or with others.
    pub(super) fn leads_it(&self, w: &Workstream, unit: &UnitCode) -> bool {
        if w.joint_leads.is_empty() {
            return w.owner.as_ref() == Some(unit);
        }
        let key = DutyKey {
            unit: unit.clone(),
            workstream: w.code.clone(),
        };
        let open = self
            .units
            .get(unit)
            .is_some_and(|it| it.open_on(self.day()));
        let duty = self.duties.get(&key).filter(|_| open);
        duty.is_some_and(|entry| entry.duty.role == DutyRole::Lead)
    }

    /// How many units that the reader may open lead with this duty's.
    pub(super) fn leads_with(&self, scope: &Scope, duty: &Duty) -> usize {
        let workstream = self.workstreams.get(&duty.key.workstream);
        let leads = workstream.filter(|_| duty.role == DutyRole::Lead);
        let leads = leads.and_then(|w| self.leads_of(scope, w));
        leads.map_or(0, |it| it.others.len())
    }

    /// A group with its name, in the language of the page.
    pub(super) fn named_group(&self, code: &str) -> Option<NamedGroup> {
        let group = self.groups.get(code)?;
        let english = group.name_en.as_ref().filter(|_| self.english);
        Some((group.code.clone(), english.unwrap_or(&group.name).clone()))
    }

    pub(super) fn group_name(&self, code: &GroupCode) -> Option<Arc<str>> {
        self.named_group(code.as_str()).map(|(_, name)| name)
    }
}
