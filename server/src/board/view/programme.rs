//! `/programme` and `/agreements`
use std::{cmp::Ordering, sync::Arc};

use app::{
    domain::{Deadline, Due, Figures, Group, Status, UnitCode, Workstream},
    text,
    views::{
        Leads, Programme, ProgrammeFilter, ProgrammeHeading, ProgrammeRow, Sorted, TaskColumn,
        TaskState,
    },
};

use super::{
    scope::{Hidden, Scope},
    units::worst_first,
};
use crate::board::{Board, Entry, GroupKey};

impl Board {
    /// What stands beside the databases. A company sees what it has a part in: at its
    /// units, or agreed with itself. `hidden` are the milestones of a unit that the reader
    /// learns nothing of.
    pub(in crate::board) fn programme(
        &self,
        scope: &Scope,
        hidden: impl Fn(&UnitCode) -> Hidden,
        group: Group,
        filter: ProgrammeFilter,
        sorted: Sorted<TaskColumn>,
    ) -> Programme {
        let mut page = Programme {
            group,
            in_headline: self.headline().counts(group),
            figures: Figures::default(),
            total: 0,
            without_unit: 0,
            headings: Vec::new(),
            names: Vec::new(),
            owners: Vec::new(),
            filter,
            sorted,
        };
        let needle = text::search_key(&text::typed_name(&page.filter.text));
        for w in self.workstreams.values() {
            if w.kind.group() != group {
                continue;
            }
            let entries = self.entries_of(scope, &w.code);
            let listed = match scope {
                Scope::Campaign => true,
                Scope::Units { partner, .. } => w.partner.as_ref() == Some(partner),
                Scope::Nothing => false,
            };
            if entries.is_empty() && !listed {
                continue;
            }
            let row = self.task(scope, &hidden, w, &entries);
            page.total += 1;
            page.without_unit += usize::from(row.units == 0);
            page.figures.add(&row.figures);
            page.owners
                .extend(row.leads.iter().flat_map(Leads::units).cloned());
            if !w.heading.is_empty() && !page.names.contains(&w.heading) {
                page.names.push(w.heading.clone());
            }
            if self.asked_for(&page.filter, &needle, &row, &entries) {
                push(&mut page.headings, row);
            }
        }
        if *scope == Scope::Campaign {
            page.figures = self.sum(&match group {
                Group::Agreements => GroupKey::Agreements,
                _ => GroupKey::Programme,
            });
        }
        page.owners.sort_by(|a, b| text::compare(&a.1, &b.1));
        page.owners.dedup();
        for heading in &mut page.headings {
            sort_tasks(&mut heading.rows, sorted);
        }
        page
    }

    fn task(
        &self,
        scope: &Scope,
        hidden: impl Fn(&UnitCode) -> Hidden,
        w: &Arc<Workstream>,
        entries: &[&Entry],
    ) -> ProgrammeRow {
        let mut figures = Figures::default();
        let mut judgements = Vec::new();
        for entry in entries {
            figures.add(&entry.figures.figures);
            judgements.extend(entry.figures.judgement);
        }
        ProgrammeRow {
            leads: self.leads_of(scope, w),
            partner: w
                .partner
                .clone()
                .map(|code| (code.clone(), self.partner_name(&code))),
            units: entries.len(),
            judgement: match judgements[..] {
                [only] => Some(only),
                _ => None,
            },
            due: self.due_of(w, &figures, entries, hidden),
            figures,
            workstream: w.clone(),
        }
    }

    /// Until when a task is to be done, by the milestones of its duties that the reader learns of.
    pub(super) fn due_of(
        &self,
        task: &Workstream,
        figures: &Figures,
        entries: &[&Entry],
        hidden: impl Fn(&UnitCode) -> Hidden,
    ) -> Due {
        let mut milestones = Vec::new();
        for entry in entries {
            let hidden = hidden(&entry.duty.key.unit);
            let told = entry.duty.milestones.iter();
            milestones.extend(told.filter(|m| !hidden.contains(&m.terms.id)));
        }
        Due::of(&task.due, figures.accepted(), milestones, self.day())
    }

    fn asked_for(
        &self,
        filter: &ProgrammeFilter,
        needle: &str,
        row: &ProgrammeRow,
        entries: &[&Entry],
    ) -> bool {
        let w = &row.workstream;
        let of_bloc = |bloc| {
            let of = |entry: &&Entry| self.units.get(&entry.duty.key.unit);
            let mut blocs = entries.iter().filter_map(of).map(|unit| unit.bloc);
            blocs.any(|it| it == bloc)
        };
        // The unit as the reader may know it: a question is answered by what the page shows.
        let leads = |unit: &UnitCode| row.leads.as_ref().is_some_and(|it| it.include(unit));
        (filter.heading.is_empty() || *w.heading == *filter.heading)
            && filter.owner.as_ref().is_none_or(leads)
            && filter.bloc.is_none_or(of_bloc)
            && filter.state.is_none_or(|state| match state {
                TaskState::Status(Status::Done) => row.figures.all_done(),
                TaskState::Status(status) => row.figures.count(status) > 0,
                TaskState::NoUnit => row.units == 0,
            })
            && (needle.is_empty()
                || text::search_key(&w.name).contains(needle)
                || w.code.as_str().eq_ignore_ascii_case(filter.text.trim()))
    }
}

/// Puts the tasks of a heading in the order asked for; what is equal stands as in the document.
fn sort_tasks(rows: &mut [ProgrammeRow], sorted: Sorted<TaskColumn>) {
    let turn = |order: Ordering| if sorted.down { order.reverse() } else { order };
    match sorted.by {
        TaskColumn::Document if sorted.down => rows.reverse(),
        TaskColumn::Document => {}
        TaskColumn::Name => {
            rows.sort_by(|a, b| turn(text::compare(&a.workstream.name, &b.workstream.name)))
        }
        TaskColumn::Who => rows.sort_by(|a, b| {
            // What is nobody's comes last, whichever end is first; so does what has no day.
            let name = |row: &ProgrammeRow| {
                let owner = row.leads.as_ref().map(|it| it.first.1.clone());
                owner.or_else(|| row.partner.as_ref().map(|(_, name)| name.clone()))
            };
            match (name(a), name(b)) {
                (Some(a), Some(b)) => turn(text::compare(&a, &b)),
                (a, b) => a.is_none().cmp(&b.is_none()),
            }
        }),
        TaskColumn::Deadline => rows.sort_by(|a, b| {
            let day = |row: &ProgrammeRow| match row.due.deadline {
                Deadline::Day(day) => Some(day),
                _ => None,
            };
            match (day(a), day(b)) {
                (Some(a), Some(b)) => sorted.order(a, b),
                (a, b) => a.is_none().cmp(&b.is_none()),
            }
        }),
        TaskColumn::Accepted => {
            rows.sort_by(|a, b| sorted.order(a.figures.accepted(), b.figures.accepted()))
        }
        TaskColumn::Status => {
            rows.sort_by_cached_key(|row| worst_first(&row.figures, 0));
            if sorted.down {
                rows.reverse();
            }
        }
    }
}

/// A row under its heading, which comes where its first row does.
fn push(headings: &mut Vec<ProgrammeHeading>, row: ProgrammeRow) {
    let name = &row.workstream.heading;
    let at = headings.iter().position(|it| it.name == *name);
    let at = at.unwrap_or_else(|| {
        headings.push(ProgrammeHeading {
            name: name.clone(),
            figures: Figures::default(),
            done: 0,
            rows: Vec::new(),
        });
        headings.len() - 1
    });
    let heading = &mut headings[at];
    heading.figures.add(&row.figures);
    heading.done += usize::from(row.figures.all_done());
    heading.rows.push(row);
}
