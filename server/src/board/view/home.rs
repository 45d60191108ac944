//! `/` of a unit's people, and of the office.
use std::cmp::Reverse;

use app::{
    access::Viewer,
    domain::{
        CountsLater, DECIDE_WITHIN, DutyFigures, DutyKey, Gains, GapBy, Group, LiesWith, Mass,
        Milestone, Responsible, Share, Spread, Stand, State, Unit, UnitCode, Value,
    },
    views::{
        DueValue, GapPart, HomeDuty, HomeRow, News, OfficeHome, ReviewFilter, UnitGap, UnitHome,
    },
};
use chrono::TimeDelta;

use super::work::{came_back, is_later, turn};
use crate::board::{Board, Entry, GroupKey, Reasons};

/// Days of what a week brought.
const WEEK: i64 = 7;

/// Where a milestone stands on its unit's page; elsewhere it stands on none.
enum Place {
    Returned,
    Owed,
    Later,
    ToDecide,
    Companies,
    Sent,
}

impl Board {
    /// The page of the unit that a person is of; `None` for who is of none. `told`: what was said
    /// of what came back.
    pub(in crate::board) fn unit_home(&self, viewer: &Viewer, told: &Reasons) -> Option<UnitHome> {
        let unit = self.units.get(viewer.unit.as_ref()?)?.clone();
        let figures = self.sum(&GroupKey::AllOfUnit(unit.code.clone()));
        let closed = !unit.open_on(self.day());
        let duties = self.duties_of(&unit.code).map(|it| &*it.duty);
        let counts_later = CountsLater::of(duties, self.day(), |_| true);
        let mut home = UnitHome {
            closed,
            figures,
            counts_later,
            campaign: self.sum(&GroupKey::City),
            week: None,
            gap: UnitGap::default(),
            returned: Vec::new(),
            values_back: Vec::new(),
            asked: self.asked_of_organisation(viewer),
            owed: Vec::new(),
            measure: self.due_values(viewer),
            later: 0,
            to_decide: Vec::new(),
            companies: Vec::new(),
            sent: Vec::new(),
            news: News::default(),
            beside: self.beside(&unit),
            databases: self.home_duties(&unit.code),
            unit,
        };
        if closed {
            return Some(home);
        }
        let (mut gap, mut week) = (GapBy::default(), 0);
        let week_ago = self.day() - TimeDelta::days(WEEK);
        let mut listed = Vec::new();
        for entry in self.duties_of(&home.unit.code) {
            let weight = entry.figures.weight;
            let unowned = |m: &Milestone| self.lies_with_nobody(&home.unit.code, m);
            gap.add(&entry.duty, weight, self.day(), unowned);
            week += Gains::since(&entry.duty, weight, week_ago, self.day());
            let all = entry.duty.milestones.iter();
            listed.extend(all.filter_map(|m| {
                let lies = LiesWith::of(m, self.day(), unowned);
                Some((entry, m, self.home_place(m, unowned(m))?, lies))
            }));
        }
        listed.sort_by_key(|(_, m, place, lies)| match place {
            // The longest wait first; what is missing before what is due, by its deadline.
            Place::ToDecide | Place::Sent => (false, m.submitted_on, turn(m)),
            _ => (lies.is_none(), None, turn(m)),
        });
        for (entry, m, place, lies) in listed {
            let list = match place {
                Place::Returned => &mut home.returned,
                Place::Owed => &mut home.owed,
                Place::ToDecide => &mut home.to_decide,
                Place::Companies => &mut home.companies,
                Place::Sent => &mut home.sent,
                Place::Later => {
                    home.later += 1;
                    continue;
                }
            };
            list.push(self.home_row(entry, m, lies.is_some(), figures.mass, told));
        }
        home.week = Share::signed_points(week, figures.mass);
        home.gap = self.unit_gap(&gap, figures.mass);
        Some(home)
    }

    fn home_place(&self, m: &Milestone, unowned: bool) -> Option<Place> {
        if m.missed(self.day()) {
            return None;
        }
        let later = is_later(m, self.day());
        let by_unit = m.responsible == Responsible::Unit;
        Some(match m.state {
            State::Submitted if by_unit => Place::Sent,
            State::Submitted => Place::ToDecide,
            State::Open if by_unit && came_back(m) => Place::Returned,
            State::Open if by_unit && later => Place::Later,
            State::Open if by_unit => Place::Owed,
            State::Open if later => return None,
            State::Open if unowned => Place::Sent,
            State::Open => Place::Companies,
            State::Accepted | State::Cancelled => return None,
        })
    }

    fn home_row(
        &self,
        entry: &Entry,
        m: &Milestone,
        missing: bool,
        whole: Mass,
        told: &Reasons,
    ) -> HomeRow {
        let key = &entry.duty.key;
        let part = match m.counts() {
            true => entry.duty.part(m, entry.figures.weight, self.day()),
            false => 0,
        };
        let waits = m.waits(self.day(), &self.calendar);
        HomeRow {
            row: self.milestone_row(key, m),
            workstream_name: self.workstream_name(&key.workstream),
            adds: Share::new(part, whole).filter(|share| !share.is_zero()),
            missing,
            waits,
            too_long: waits.is_some_and(|days| days > i64::from(DECIDE_WITHIN)),
            attempt: m.submissions,
            told: told.get(m.terms.id.as_str()).cloned().unwrap_or_default(),
        }
    }

    fn unit_gap(&self, gap: &GapBy, whole: Mass) -> UnitGap {
        let parts = gap.parts.iter().filter(|(_, (mass, _))| *mass > 0);
        let parts = parts.filter_map(|(with, (mass, milestones))| {
            Some(GapPart {
                with: with.clone(),
                name: match with {
                    LiesWith::Company(code) => Some(self.partner_name(code)),
                    _ => None,
                },
                share: Share::new(*mass, whole)?,
                milestones: *milestones,
            })
        });
        let own = |with: &LiesWith| *with == LiesWith::Unit;
        let decided = |with: &LiesWith| matches!(with, LiesWith::Unit | LiesWith::Head);
        UnitGap {
            parts: parts.collect(),
            ahead: Share::new(gap.ahead, whole).filter(|share| !share.is_zero()),
            after_own: Share::signed_points(gap.without(own), whole),
            after_decisions: Share::signed_points(gap.without(decided), whole),
        }
    }

    /// The open units of a kind by the points between their plans and what is accepted.
    fn beside(&self, unit: &Unit) -> Spread {
        let stand = |code: &UnitCode| {
            let figures = self.sum(&GroupKey::AllOfUnit(code.clone()));
            let accepted = figures.accepted()?.millionths();
            let plan = figures.expected_original()?.millionths();
            Some(Stand {
                value: (accepted - plan) * Value::from_integer(100),
                of: figures.products,
            })
        };
        let of_kind = |it: &&std::sync::Arc<Unit>| it.kind == unit.kind && it.open_on(self.day());
        let kind = self.units.values().filter(of_kind);
        let own = unit.open_on(self.day()).then(|| stand(&unit.code));
        Spread::of(
            own.flatten(),
            kind.filter_map(|it| stand(&it.code)).collect(),
        )
    }

    /// The database duties of a unit, furthest behind first.
    fn home_duties(&self, unit: &UnitCode) -> Vec<HomeDuty> {
        let of_database = |entry: &&Entry| {
            let workstream = self.workstreams.get(&entry.duty.key.workstream);
            workstream.is_some_and(|it| it.kind.group() == Group::Databases)
        };
        let mut all: Vec<HomeDuty> = self
            .duties_of(unit)
            .filter(of_database)
            .map(|entry| HomeDuty {
                key: DutyKey::clone(&entry.duty.key),
                name: self.workstream_name(&entry.duty.key.workstream),
                judgement: entry.figures.judgement,
                figures: entry.figures.figures,
                measured: DutyFigures::measured(&entry.duty),
            })
            .collect();
        all.sort_by_cached_key(|duty| {
            (
                duty.figures.gap().unwrap_or(i64::MAX),
                duty.key.workstream.clone(),
            )
        });
        all
    }

    /// The desk of the office in short, with the campaign beside it.
    pub(in crate::board) fn office_home(&self, viewer: &Viewer) -> OfficeHome {
        let to_do = self.to_do(viewer);
        OfficeHome {
            desk: self.review_list(viewer, ReviewFilter::default(), Some(1)),
            values: to_do.values,
            measure: to_do.measure,
            campaign: self.sum(&GroupKey::City),
            later: self.city_later(),
            outlook: self.outlook(&GroupKey::City),
        }
    }

    /// Indicators of the person's side that should have been measured by now, the longest first.
    fn due_values(&self, viewer: &Viewer) -> Vec<DueValue> {
        let mut all: Vec<DueValue> = self
            .overdue_values(viewer)
            .into_iter()
            .map(|(key, outcome)| DueValue {
                code: outcome.indicator.code.clone(),
                name: self.indicator_name(&outcome.indicator),
                workstream_name: key.map(|key| self.workstream_name(&key.workstream)),
                due: outcome.due(),
            })
            .collect();
        all.sort_by_key(|it| (it.due, Reverse(it.code.clone())));
        all
    }
}
