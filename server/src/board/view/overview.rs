//! `/`
use app::{
    domain::{
        Bloc, Day, Group, Share, Status, Sums, UnitCode, WorkstreamKind, required_pace_per_week,
        whole,
    },
    views::{BlocRow, DatabaseCard, Overview, PressingRow, WeekPoint},
};

use super::scope::Scope;
use crate::board::{Board, GroupKey, compute::Places};

/// Lines of "latest events" and of "who must act".
const EVENTS: usize = 8;
const PRESSING: usize = 7;

impl Board {
    /// The campaign at a glance; `None` for a reader without campaign figures.
    pub fn overview(&self, scope: &Scope) -> Option<Overview> {
        if *scope != Scope::Campaign {
            return None;
        }
        let figures = self.sum(&GroupKey::City);
        let deadline = self.campaign.as_ref().and_then(|c| c.deadline);
        let required_pace = match (figures.accepted(), deadline) {
            (Some(accepted), Some(deadline)) => {
                required_pace_per_week(accepted, self.day(), deadline)
            }
            _ => None,
        };
        Some(Overview {
            forecast: self.group_forecast(&GroupKey::City),
            required_pace,
            history: self.history(&figures),
            plan: self.plan(),
            national: self.national(),
            sector: self.sum(&GroupKey::Sector),
            sector_databases: self
                .workstreams
                .values()
                .filter(|w| w.kind == WorkstreamKind::Sector)
                .count(),
            blocs: Bloc::ALL.iter().map(|bloc| self.bloc_row(*bloc)).collect(),
            events: self
                .latest
                .iter()
                .take(EVENTS)
                .filter_map(|l| self.event_row(l))
                .collect(),
            units: self
                .units
                .values()
                .filter(|u| u.open_on(self.day()))
                .count(),
            pressing: self.pressing(),
            figures,
        })
    }

    fn history(&self, now: &Sums) -> Vec<WeekPoint> {
        let point = |day: Day, sums: &Sums| WeekPoint {
            day,
            expected_original: sums.expected_original(),
            expected: sums.expected(),
            claimed: sums.claimed(),
            accepted: sums.accepted(),
        };
        self.weeks
            .of(&GroupKey::City)
            .map(|(day, sums)| point(day, &sums))
            .chain([point(self.day(), now)])
            .collect()
    }

    /// The plan ahead, week by week until the last original deadline has closed.
    fn plan(&self) -> Vec<(Day, Option<Share>)> {
        let mass = self.sum(&GroupKey::City).mass;
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

    fn national(&self) -> Vec<DatabaseCard> {
        let mut cards: Vec<DatabaseCard> = self
            .workstreams
            .values()
            .filter(|w| w.kind == WorkstreamKind::National)
            .map(|w| {
                let group = GroupKey::Database(w.code.clone());
                DatabaseCard {
                    code: w.code.clone(),
                    name: w.short_name().into(),
                    provisional: w.provisional,
                    figures: self.sum(&group),
                    forecast: self.group_forecast(&group),
                    lead_unit: w
                        .owner
                        .as_ref()
                        .map(|code| (code.clone(), self.unit_name(code))),
                }
            })
            .collect();
        // The furthest behind its plan first; codes keep equals in order.
        cards.sort_by_key(|card| {
            let gap = match (card.figures.accepted(), card.figures.expected_original()) {
                (Some(accepted), Some(plan)) => accepted.points_from(plan),
                _ => i64::MAX,
            };
            (gap, card.code.clone())
        });
        cards
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
            weeks: self
                .weeks_of(&group)
                .into_iter()
                .map(|(_, share)| share)
                .collect(),
        }
    }

    /// The units with the most late milestones, then the most late duties.
    fn pressing(&self) -> Vec<PressingRow> {
        let mut units: Vec<(&UnitCode, Sums)> = self
            .units
            .keys()
            .map(|code| (code, self.sum(&GroupKey::Unit(code.clone()))))
            .filter(|(_, sums)| sums.count(Status::Late) > 0)
            .collect();
        units.sort_by_key(|(code, sums)| {
            (
                std::cmp::Reverse((sums.products_late, sums.count(Status::Late))),
                (*code).clone(),
            )
        });
        units.truncate(PRESSING);
        units
            .into_iter()
            .map(|(code, sums)| self.pressing_row(code, &sums))
            .collect()
    }

    fn pressing_row(&self, unit: &UnitCode, sums: &Sums) -> PressingRow {
        let today = self.day();
        let (mut soon, mut days, mut gain) = (0, 0, 0);
        for entry in self.duties_of(unit) {
            let of: u64 = entry
                .duty
                .counted()
                .map(app::domain::Milestone::weight)
                .sum();
            for m in entry.duty.counted() {
                soon += u32::from(m.closes_within(today, 7));
                if m.late(today) {
                    days = days.max(m.days_past(m.current_deadline, today));
                    gain += Share::new(m.weight().into(), of.into())
                        .map_or(0, |share| share.of_mass(whole(entry.figures.weight)));
                }
            }
        }
        PressingRow {
            unit: unit.clone(),
            unit_name: self.unit_name(unit),
            late: sums.products_late,
            soon,
            days,
            gain: Share::new(gain, self.sum(&GroupKey::City).mass),
        }
    }

    /// What original deadlines add to the plan, by day.
    pub(in crate::board) fn compute_plan(&self) -> imbl::OrdMap<Day, app::domain::Mass> {
        let mut plan = std::collections::BTreeMap::new();
        let mut places = Places::of(self);
        for (key, entry) in &self.duties {
            let kind = places.find(key, self.day()).map(|(_, kind)| kind);
            if kind.is_none_or(|kind| kind.group() != Group::Databases) {
                continue;
            }
            let of: u64 = entry
                .duty
                .counted()
                .map(app::domain::Milestone::weight)
                .sum();
            for m in entry.duty.counted() {
                if let (Some(deadline), Some(share)) = (
                    m.original_deadline,
                    Share::new(m.weight().into(), of.into()),
                ) {
                    *plan.entry(deadline).or_insert(0) += share.of_weight(entry.figures.weight);
                }
            }
        }
        plan.into_iter().collect()
    }
}
