//! `/reconciliation`: what the old board said of a day, beside ours of the same day.
use std::{collections::BTreeMap, sync::Arc};

use app::{
    domain::{
        Against, Differs, DutyKey, Figures, OldStatus, Share, Task, TaskCount, UnitCode,
        WorkstreamCode, local_day, numbers_against, parse_decimal, share_against, status_of,
        statuses_against, untold, why_differs, why_numbers_differ,
    },
    views::{FigureNote, OldFigure, OurFigure, ReconciledFigure, ReconciledRow},
};

use crate::{
    board::{Board, Entry, GroupKey},
    db::old_book::NoteText,
    ledger::OldFigureRow,
};

/// What an old figure is of.
struct Of {
    unit: Option<UnitCode>,
    workstream: Option<WorkstreamCode>,
}

impl Of {
    fn read(row: &OldFigureRow) -> Self {
        Self {
            unit: UnitCode::parse(&row.unit).ok(),
            workstream: WorkstreamCode::parse(&row.workstream).ok(),
        }
    }

    fn holds(&self, key: &DutyKey) -> bool {
        let unit = self.unit.as_ref().is_none_or(|it| *it == key.unit);
        unit && self
            .workstream
            .as_ref()
            .is_none_or(|it| *it == key.workstream)
    }
}

impl Board {
    /// What the old board said of this board's day, each beside ours.
    pub(in crate::board) fn reconciled(
        &self,
        rows: &[OldFigureRow],
        notes: &[NoteText],
    ) -> Vec<ReconciledRow> {
        rows.iter()
            .map(|row| self.reconciled_row(row, notes))
            .collect()
    }

    /// Of the rows that name a task's status: how many of each the old board has, and we have.
    pub(in crate::board) fn reconciled_statuses(
        rows: &[ReconciledRow],
    ) -> Vec<(OldStatus, usize, usize)> {
        let both =
            rows.iter()
                .flat_map(|row| &row.figures)
                .filter_map(|it| match (it.old, it.ours) {
                    (OldFigure::Status(old), OurFigure::Status(ours)) => Some((old, ours)),
                    _ => None,
                });
        let both: Vec<_> = both.collect();
        let counted = |of: &OldStatus| {
            let old = both.iter().filter(|(old, _)| old == of).count();
            let ours = both.iter().filter(|(_, ours)| *ours == Some(*of)).count();
            (*of, old, ours)
        };
        match both.is_empty() {
            true => Vec::new(),
            false => OldStatus::ALL.iter().map(counted).collect(),
        }
    }

    fn reconciled_row(&self, row: &OldFigureRow, notes: &[NoteText]) -> ReconciledRow {
        let of = Of::read(row);
        let own = notes
            .iter()
            .filter(|it| (&it.unit, &it.workstream) == (&row.unit, &row.workstream));
        let workstream = of.workstream.as_ref();
        ReconciledRow {
            key: format!("{}/{}", row.unit, row.workstream),
            form: String::new(),
            unit: of.unit.clone().map(|code| {
                let name = self.unit_name(&code);
                (code, name)
            }),
            workstream: workstream.and_then(|code| {
                let found = self.workstreams.get(code)?;
                Some((found.clone(), self.workstream_name(code)))
            }),
            figures: self.reconciled_figures(row, &of),
            note: row.note.clone(),
            source: row.source.clone(),
            notes: own
                .map(|it| FigureNote {
                    text: it.body.clone(),
                    day: local_day(it.recorded_at, self.zone()),
                    person: it.name.clone(),
                })
                .collect(),
        }
    }

    fn reconciled_figures(&self, row: &OldFigureRow, of: &Of) -> Vec<ReconciledFigure> {
        let tasks = self.tasks_of(of);
        let all: Vec<Task> = tasks.values().flatten().copied().collect();
        let said = TaskCount::of(tasks.values().map(Vec::as_slice), self.share_of_old(of));
        let why_of_all = |against: &[Against]| {
            let mut why = Vec::new();
            for it in against
                .iter()
                .flat_map(|it| why_differs(&all, *it, self.day()))
            {
                if !why.contains(&it) {
                    why.push(it);
                }
            }
            why
        };
        let untold = || {
            let mut titles: Vec<Arc<str>> = Vec::new();
            for m in untold(&all, self.day()) {
                if !titles.contains(&m.terms.title) {
                    titles.push(m.terms.title.clone());
                }
            }
            titles
        };
        let figure = |old, ours, differs, why: Vec<Differs>| {
            let told = !why.contains(&Differs::NothingTold);
            ReconciledFigure {
                old,
                ours,
                differs,
                why,
                untold: if told { Vec::new() } else { untold() },
            }
        };
        let of_all = |old, ours, against: Vec<Against>| {
            let why = why_of_all(&against);
            figure(old, ours, !against.is_empty(), why)
        };
        let mut figures = Vec::new();
        if let Some(old) = row.status.as_deref().and_then(OldStatus::from_code) {
            let ours = status_of(&all);
            let against = statuses_against(old, ours.unwrap_or(OldStatus::Open));
            figures.push(of_all(
                OldFigure::Status(old),
                OurFigure::Status(ours),
                against,
            ));
        }
        if let Some(old) = row.share.as_deref().and_then(|it| parse_decimal(it).ok()) {
            let against = share_against(old, said.share).into_iter().collect();
            figures.push(of_all(
                OldFigure::Share(old),
                OurFigure::Share(said.share),
                against,
            ));
        }
        let numbers = [
            (
                row.total.map(OldFigure::Total),
                row.total,
                said.total,
                [Against::OtherTasks; 2],
            ),
            (
                row.done.map(OldFigure::Done),
                row.done,
                said.done,
                [Against::MoreDone, Against::FewerDone],
            ),
            (
                row.late.map(OldFigure::Late),
                row.late,
                said.late,
                [Against::MoreLate, Against::FewerLate],
            ),
        ];
        for (told, old, ours, [more, fewer]) in numbers {
            if let (Some(told), Some(old)) = (told, old) {
                let against = numbers_against(old, ours, more, fewer);
                let tasks = tasks.values().map(Vec::as_slice);
                let why = against.map(|against| {
                    why_numbers_differ(tasks, against, old.abs_diff(ours), self.day())
                });
                let ours = OurFigure::Number(ours);
                figures.push(figure(
                    told,
                    ours,
                    against.is_some(),
                    why.unwrap_or_default(),
                ));
            }
        }
        figures
    }

    /// The duties of what an old figure is of, at open units: by workstream, for a task that several
    /// units share is one; of a unit its own.
    fn tasks_of(&self, of: &Of) -> BTreeMap<&WorkstreamCode, Vec<Task<'_>>> {
        let mut tasks: BTreeMap<&WorkstreamCode, Vec<Task>> = BTreeMap::new();
        let open = |key: &DutyKey| !self.closed(&key.unit);
        for (key, entry) in self
            .duties
            .iter()
            .filter(|(key, _)| of.holds(key) && open(key))
        {
            tasks.entry(&key.workstream).or_default().push(task(entry));
        }
        tasks
    }

    /// The accepted share of what an old figure is of.
    fn share_of_old(&self, of: &Of) -> Option<Share> {
        let sums = match (&of.unit, &of.workstream) {
            (None, None) => self.sum(&GroupKey::City),
            (Some(unit), None) => self.sum(&GroupKey::AllOfUnit(unit.clone())),
            _ => {
                let mut sums = Figures::default();
                let entries = self.duties.iter().filter(|(key, _)| of.holds(key));
                let open = entries.filter(|(key, _)| !self.closed(&key.unit));
                open.for_each(|(_, entry)| sums.add(&entry.figures.figures));
                sums
            }
        };
        sums.accepted()
    }
}

fn task(entry: &Entry) -> Task<'_> {
    Task {
        duty: &entry.duty,
        judgement: entry.figures.judgement,
    }
}
