//! `/`
use std::{collections::BTreeMap, sync::Arc};

use app::{
    domain::{
        Bloc, CountsLater, Day, Figures, Group, Mass, Of, Prospect, Redefinition, Share, Status,
        Tried, UnitCode, WorkstreamCode, WorkstreamKind, whole,
    },
    views::{
        BlocRow, DatabaseLine, DatabasesLate, DepartmentRow, HeadlineChange, LateTask, Overview,
        SecurityRow, WeekAgo,
    },
};

use super::{databases::behind, rechecks::ACCEPTED, redefinitions::Redefinitions, scope::Scope};
use crate::board::{Board, DayStatuses, GroupKey, day_statuses::Headlines};

/// Lines of "latest events".
const EVENTS: usize = 8;

impl Board {
    /// The campaign at a glance, written once for all its readers; `None` for a
    /// reader without campaign figures. `week_ago` is the picture of seven days
    /// before the board's day, `then` those of past days on which the headline changed, `tried`
    /// how good past forecasts were.
    pub(in crate::board) fn overview(
        &self,
        scope: &Scope,
        week_ago: Option<&DayStatuses>,
        then: &[Arc<DayStatuses>],
        tried: Option<Tried>,
    ) -> Option<Arc<Overview>> {
        (*scope == Scope::Campaign).then(|| {
            self.written
                .overview
                .get_or_init(|| Arc::new(self.write_overview(week_ago, then, tried)))
                .clone()
        })
    }

    /// What the city's figures count, but later only.
    pub(super) fn city_later(&self) -> Option<CountsLater> {
        let duties = self.headline_duties(self.day());
        CountsLater::of(duties.map(|(_, it)| &*it.duty), self.day(), |_| true)
    }

    fn write_overview(
        &self,
        week_ago: Option<&DayStatuses>,
        then: &[Arc<DayStatuses>],
        tried: Option<Tried>,
    ) -> Overview {
        let figures = self.sum(&GroupKey::City);
        let later = self.city_later();
        let actions = self.actions();
        Overview {
            trust: self.trust(&Scope::Campaign, Some(ACCEPTED), &Of::City),
            later,
            outlook: self.outlook(&GroupKey::City),
            tried,
            week_ago: week_ago.map(|before| WeekAgo {
                day: before.day,
                figures: before.city,
                outlook: before.outlook,
            }),
            databases_late: self.databases_late(),
            late_tasks: self.late_tasks(),
            beside: self.beside_headline(),
            history: self.weeks_of(&GroupKey::City),
            plan: self.plan(),
            outcomes: self.outcome_strip(),
            partners: self.partner_rows(),
            national: self.national(week_ago.map(|before| before.day)),
            sector: self.sum(&GroupKey::Sector),
            sector_databases: self
                .workstreams
                .values()
                .filter(|w| w.kind == WorkstreamKind::Sector)
                .count(),
            blocs: Bloc::ALL
                .iter()
                .map(|bloc| self.bloc_row(*bloc))
                // A bloc without a duty has no figure to tell.
                .filter(|it| it.figures.duties > 0)
                .collect(),
            events: self
                .latest
                .iter()
                .take(EVENTS)
                .filter_map(|l| self.event_row(l))
                .collect(),
            headline_changes: self.headline_changes(then),
            redefinitions: self.redefinition_rows(self, None, &Scope::Campaign, Redefinitions::All),
            units: self
                .units
                .values()
                .filter(|u| u.open_on(self.day()))
                .count(),
            actions,
            silent: self.silent_units(),
            departments: self.departments(),
            security: self.security(),
            changes: week_ago.map(|before| self.changes(before)),
            figures,
        }
    }

    /// The plan ahead, week by week until the last original deadline has closed.
    fn plan(&self) -> Vec<(Day, Option<Share>)> {
        let mass = self.plan_mass;
        let mut points = Vec::new();
        let mut reached = 0;
        for (deadline, part) in &self.plan_ahead {
            reached += part;
            // A deadline D closes at the end of D: the plan has it on D+1.
            let day = deadline.succ_opt().unwrap_or(*deadline);
            if day > self.day() {
                points.push((day, Share::new(reached, mass)));
            }
        }
        points
    }

    /// `before` is the day that the week's change is told since.
    fn national(&self, before: Option<Day>) -> Vec<DatabaseLine> {
        let mut lines: Vec<DatabaseLine> = self
            .workstreams
            .values()
            .filter(|w| w.kind == WorkstreamKind::National)
            .map(|w| {
                let group = GroupKey::Database(w.code.clone());
                DatabaseLine {
                    code: w.code.clone(),
                    name: w.short_name().into(),
                    provisional: w.provisional,
                    figures: self.sum(&group),
                    accepted_before: before.and_then(|day| self.accepted_on(&w.code, day)),
                    outlook: self.outlook(&group),
                    leads: self.leads_of(&Scope::Campaign, w),
                }
            })
            .collect();
        // Codes keep equals in order.
        lines.sort_by_cached_key(|line| (behind(&line.figures), line.code.clone()));
        lines
    }

    /// Tasks that are late, where they are what the campaign is about.
    fn late_tasks(&self) -> Vec<LateTask> {
        if !self.headline().counts(Group::Programme) {
            return Vec::new();
        }
        let tasks = self.workstreams.values();
        let tasks = tasks.filter(|it| it.kind.group() == Group::Programme);
        let lines = tasks.map(|it| LateTask {
            workstream: it.clone(),
            leads: self.leads_of(&Scope::Campaign, it),
            figures: self.workstream_sum(&it.code),
        });
        let mut late: Vec<LateTask> = lines
            .filter(|it| it.figures.count(Status::Late) > 0)
            .collect();
        late.sort_by_cached_key(|it| (behind(&it.figures), it.workstream.code.clone()));
        late
    }

    /// What stood accepted of a workstream at the end of a day before, by the duties, milestones
    /// and weights of now.
    fn accepted_on(&self, workstream: &WorkstreamCode, day: Day) -> Option<Share> {
        let (mut accepted, mut mass): (Mass, Mass) = (0, 0);
        for entry in self.entries_of(&Scope::Campaign, workstream) {
            mass += entry.figures.figures.mass;
            let share = entry.duty.accepted_on(day);
            accepted += share.map_or(0, |share| share.of_weight(entry.figures.weight));
        }
        Share::new(accepted, mass)
    }

    /// How many databases are foretold after the campaign's deadline or never, or cannot be in time,
    /// and of how many others there is too little to tell; once it is over, how many are not done. `None` without a
    /// deadline or a database.
    fn databases_late(&self) -> Option<DatabasesLate> {
        let deadline = self.campaign.as_ref()?.deadline?;
        let mut told = DatabasesLate {
            over: self.day() > deadline || self.is_last_day(),
            ..DatabasesLate::default()
        };
        for w in self.workstreams.values() {
            if w.kind.group() != Group::Databases {
                continue;
            }
            told.all += 1;
            let outlook = self.outlook(&GroupKey::Database(w.code.clone()));
            match outlook.prospect(deadline, self.day()) {
                Prospect::Late => told.late += 1,
                Prospect::Unknown => told.unknown += 1,
                Prospect::InTime => {}
            }
        }
        (told.all > 0).then_some(told)
    }

    /// Each change of what the figures count, with the accepted share of its day under both.
    fn headline_changes(&self, then: &[Arc<DayStatuses>]) -> Vec<HeadlineChange> {
        let change = |it: &Redefinition| {
            let of_day = then.iter().find(|of_day| of_day.day == it.day);
            let under = match of_day {
                Some(of_day) => of_day.under,
                None => Headlines::of(self),
            };
            let (was, before) = under.read(&it.was);
            let (now, after) = under.read(&it.now);
            (was != now).then(|| HeadlineChange {
                day: it.day,
                was,
                now,
                before,
                after,
                decision: (it.decision.clone(), it.approver.clone()),
            })
        };
        self.headline_redefinitions().filter_map(change).collect()
    }

    /// The groups that the headline does not count and that have a duty.
    fn beside_headline(&self) -> Vec<(Group, Figures)> {
        let headline = self.headline();
        let others = Group::ALL.iter().filter(|group| !headline.counts(**group));
        others
            .map(|group| (*group, self.sum(&GroupKey::of(*group))))
            .filter(|(_, figures)| figures.duties > 0)
            .collect()
    }

    fn bloc_row(&self, bloc: Bloc) -> BlocRow {
        let group = GroupKey::Bloc(bloc);
        BlocRow {
            bloc,
            units: self
                .units
                .values()
                .filter(|u| u.bloc == bloc && u.open_on(self.day()))
                .count(),
            figures: self.sum(&group),
            weeks: self.weeks_of(&group),
        }
    }

    /// Sector databases by the unit that leads them, furthest behind first.
    fn departments(&self) -> Vec<DepartmentRow> {
        let mut rows: BTreeMap<UnitCode, DepartmentRow> = BTreeMap::new();
        for w in self.workstreams.values() {
            if w.kind != WorkstreamKind::Sector {
                continue;
            }
            // One that several lead together stands with each of them.
            for unit in self.leading(w) {
                let row = rows.entry(unit.clone()).or_insert_with(|| DepartmentRow {
                    unit_name: self.unit_name(&unit),
                    unit,
                    databases: 0,
                    figures: Figures::default(),
                });
                row.databases += 1;
                row.figures
                    .add(&self.sum(&GroupKey::Database(w.code.clone())));
            }
        }
        let mut rows: Vec<DepartmentRow> = rows.into_values().collect();
        rows.sort_by_cached_key(|row| behind(&row.figures));
        rows
    }

    fn security(&self) -> Vec<SecurityRow> {
        self.workstreams
            .values()
            .filter(|w| w.kind == WorkstreamKind::Security)
            .map(|w| {
                let entries = self.entries_of(&Scope::Campaign, &w.code);
                let mut figures = Figures::default();
                for entry in &entries {
                    figures.add(&entry.figures.figures);
                }
                SecurityRow {
                    workstream: w.clone(),
                    units: entries.len(),
                    figures,
                }
            })
            .collect()
    }

    /// What original deadlines add to the plan of a day, by day.
    /// And what all that it counts weighs then.
    pub(in crate::board) fn compute_plan(&self, day: Day) -> (imbl::OrdMap<Day, Mass>, Mass) {
        let (mut plan, mut mass) = (BTreeMap::new(), 0);
        for (_, entry) in self.headline_duties(day) {
            if !entry.duty.only_supports() {
                mass += whole(entry.figures.weight);
            }
            for (deadline, share) in entry.duty.plan_ahead() {
                *plan.entry(deadline).or_insert(0) += share.of_weight(entry.figures.weight);
            }
        }
        (plan.into_iter().collect(), mass)
    }
}
