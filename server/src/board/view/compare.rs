//! `/compare`: two boards side by side.
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use app::{
    domain::{
        DutyKey, Group, Judgement, Mass, Move, Moves, Share, Status, Subject, TurnReason, UnitCode,
        Workstream, WorkstreamCode, WorkstreamKind, cancelled_since, whole,
    },
    views::{
        CompareList, Compared, ForecastRow, ListAsked, MovedList, MovedRow, OneDay,
        RedefinitionRow, TwoDays,
    },
};

use super::{Redefinitions, Scope, changes::largest_first};
use crate::board::{Board, Entry, GroupKey};

/// Duties of each kind before all of them are asked for.
const FIRST: usize = 6;

/// Duties on one page of a list.
const PAGE: usize = 50;

/// What is asked of two boards.
#[derive(Debug, Clone, Copy)]
pub struct TwoDaysAsked<'a> {
    pub of: &'a Compared,
    pub list: Option<ListAsked>,
    /// Which page of the list; `None`: all of it, for a file.
    pub page: Option<usize>,
}

/// A duty on both days; it counts on one of them at least.
struct Pair<'a> {
    key: &'a DutyKey,
    then: Option<&'a Entry>,
    now: Option<&'a Entry>,
    moved: Option<Move>,
}

impl Pair<'_> {
    fn was(&self) -> Option<Status> {
        Some(self.then?.figures.judgement?.status)
    }

    fn is(&self) -> Option<Status> {
        Some(self.now?.figures.judgement?.status)
    }

    fn weight(&self) -> u64 {
        let entry = self.now.or(self.then);
        entry.map_or(0, |entry| entry.figures.weight)
    }
}

impl Board {
    /// What may be compared under a code: a unit there was on either day.
    pub(in crate::board) fn compared_unit(&self, code: &UnitCode) -> Option<Compared> {
        let unit = self.units.get(code)?;
        Some(Compared::Unit(unit.code.clone(), unit.name.clone()))
    }

    /// The same of a database.
    pub(in crate::board) fn compared_database(&self, code: &WorkstreamCode) -> Option<Compared> {
        let found = self.workstreams.get(code)?;
        let database = found.kind.group() == Group::Databases;
        database.then(|| Compared::Database(found.clone()))
    }

    /// This day beside one before it, for readers of the whole. `told`: what decisions changed, as
    /// the reader may be told of it.
    pub(in crate::board) fn two_days(
        &self,
        then: &Self,
        asked: TwoDaysAsked<'_>,
        told: Vec<RedefinitionRow>,
    ) -> TwoDays {
        let since = then.day();
        let group = group_of(asked.of);
        let (before, now) = (then.one_day(&group), self.one_day(&group));
        let pairs = self.pairs(then, asked.of);
        let moves: Moves = pairs.iter().map(|it| (it.was(), it.is())).collect();
        let mut turned = [0; Move::ALL.len()];
        let mut first: [Vec<MovedRow>; Move::ALL.len()] = Default::default();
        for pair in &pairs {
            let Some(moved) = pair.moved else { continue };
            turned[moved as usize] += 1;
            if asked.page.is_none() || first[moved as usize].len() < FIRST {
                first[moved as usize].push(self.moved_row(then, pair, &before, &now));
            }
        }
        let redefined_turned = pairs.iter().filter(|it| {
            it.moved == Some(Move::Redefined) && Move::of(it.was(), it.is(), false).is_some()
        });
        let list = asked.list.filter(|it| it.list != CompareList::Databases);
        let (mut accepted_then, mut planned_then): (Mass, Mass) = (0, 0);
        for entry in pairs.iter().filter_map(|it| it.now) {
            let of_duty = |share: Option<Share>| {
                share.map_or(0, |share| share.of_weight(entry.figures.weight))
            };
            accepted_then += of_duty(entry.duty.accepted_on(since));
            planned_then += of_duty(entry.duty.planned_on(since));
        }
        let every = asked.page.is_none()
            || asked
                .list
                .is_some_and(|it| it.list == CompareList::Databases);
        TwoDays {
            restated: Share::new(accepted_then, now.figures.mass),
            plan_restated: Share::new(planned_then, now.figures.mass),
            moves,
            turned,
            redefined_turned: redefined_turned.count(),
            first,
            list: list.map(|list| {
                let taken: Vec<&Pair<'_>> = pairs.iter().filter(|it| takes(list, it)).collect();
                let row = |pair: &&Pair<'_>| self.moved_row(then, pair, &before, &now);
                page_of(list, &taken, asked.page, row)
            }),
            forecasts: self.forecast_rows(then, asked.of, every),
            databases: self.databases().count(),
            redefinitions: told.into_iter().filter(|row| row.day > since).collect(),
            then: before,
            now,
        }
    }

    fn one_day(&self, group: &GroupKey) -> OneDay {
        OneDay {
            day: self.day(),
            figures: self.sum(group),
            outlook: self.outlook(group),
        }
    }

    /// The duties that count on either day, what weighs most first.
    fn pairs<'a>(&'a self, then: &'a Self, of: &Compared) -> Vec<Pair<'a>> {
        let since = then.day();
        let redefined = self.redefined_after(since);
        let mut all: BTreeMap<&DutyKey, [Option<&Entry>; 2]> = BTreeMap::new();
        for (side, board) in [then, self].into_iter().enumerate() {
            for entry in board.counted_of(of) {
                if entry.figures.judgement.is_some() {
                    all.entry(&entry.duty.key).or_default()[side] = Some(entry);
                }
            }
        }
        let pair = |(key, [before, now]): (&'a DutyKey, [Option<&'a Entry>; 2])| {
            let by_decision = redefined.contains(key)
                || now.is_some_and(|entry| cancelled_since(&entry.duty, since) > 0);
            let mut pair = Pair {
                key,
                then: before,
                now,
                moved: None,
            };
            pair.moved = Move::of(pair.was(), pair.is(), by_decision);
            pair
        };
        let mut pairs: Vec<Pair<'_>> = all.into_iter().map(pair).collect();
        pairs.sort_by_cached_key(|it| largest_first(it.weight(), it.key));
        pairs
    }

    /// The duties that the figures of what is compared count.
    fn counted_of<'a>(&'a self, of: &Compared) -> Vec<&'a Entry> {
        let day = self.day();
        match of {
            Compared::Whole => self.headline_duties(day).map(|(_, entry)| entry).collect(),
            Compared::Unit(code, _) => {
                let all = self.duties.of_unit(code);
                all.filter(|entry| self.place(&entry.duty.key, day).is_some())
                    .collect()
            }
            Compared::Database(it) => self.entries_of(&Scope::Campaign, &it.code),
        }
    }

    /// The duties of which a decision changed a promise after a day. A value put right is no other
    /// promise.
    pub(super) fn redefined_after(&self, since: app::domain::Day) -> BTreeSet<DutyKey> {
        let all = self.redefinitions.iter().map(|it| &it.redefinition);
        let lately = all.filter(|it| it.day > since);
        let promised = lately.filter(|it| !matches!(it.subject, Subject::Measurement(..)));
        promised
            .filter_map(|it| self.duty_of(&it.subject).cloned())
            .collect()
    }

    fn moved_row(&self, then: &Self, pair: &Pair<'_>, before: &OneDay, now: &OneDay) -> MovedRow {
        let judged = |entry: Option<&Entry>| entry.and_then(|it| it.figures.judgement);
        let mass = match pair.now {
            Some(_) => now.figures.mass,
            None => before.figures.mass,
        };
        MovedRow {
            duty: pair.key.clone(),
            unit_name: self.unit_name(&pair.key.unit),
            workstream_name: self.workstream_name(&pair.key.workstream),
            then: judged(pair.then),
            now: judged(pair.now),
            moved: pair.moved,
            part: Share::new(whole(pair.weight()), mass),
            reason: self.turn_reason(then, pair, judged(pair.now)),
        }
    }

    fn turn_reason(
        &self,
        then: &Self,
        pair: &Pair<'_>,
        judgement: Option<Judgement>,
    ) -> Option<TurnReason> {
        let since = then.day();
        let Some((entry, judgement)) = pair.now.zip(judgement) else {
            // What does not count any more may still be there.
            let cancelled = cancelled_since(&self.duties.get(pair.key)?.duty, since);
            return (cancelled > 0).then_some(TurnReason::Cancelled(cancelled));
        };
        let before = pair.then?;
        match Move::of(pair.was(), pair.is(), false)? {
            Move::Worse => TurnReason::worse(&entry.duty, judgement, since, self.day()),
            Move::Better => TurnReason::better(&before.duty, &entry.duty, judgement, since),
            _ => None,
        }
    }

    fn databases(&self) -> impl Iterator<Item = &Arc<Workstream>> {
        let all = self.workstreams.values();
        all.filter(|w| w.kind.group() == Group::Databases)
    }

    /// What is foretold on both days: the whole first, then what is foretold later by most days.
    fn forecast_rows(&self, then: &Self, of: &Compared, every: bool) -> Vec<ForecastRow> {
        let row = |workstream: Option<&Arc<Workstream>>| {
            let group = workstream.map_or(GroupKey::City, |w| GroupKey::Database(w.code.clone()));
            ForecastRow {
                workstream: workstream.cloned(),
                then: then.one_day(&group),
                now: self.one_day(&group),
            }
        };
        let shown = |w: &&Arc<Workstream>| every || w.kind == WorkstreamKind::National;
        match of {
            Compared::Unit(..) => Vec::new(),
            Compared::Database(it) => vec![row(Some(it))],
            Compared::Whole => {
                let databases = self.databases().filter(shown);
                let mut rows: Vec<ForecastRow> = databases.map(|w| row(Some(w))).collect();
                // What has none on either day comes last.
                rows.sort_by_key(|it| Reverse(it.later().unwrap_or(i64::MIN)));
                rows.insert(0, row(None));
                rows
            }
        }
    }

    /// What decisions changed, of what is compared.
    pub(in crate::board) fn redefinitions_of(of: &Compared) -> Redefinitions<'_> {
        match of {
            Compared::Whole => Redefinitions::All,
            Compared::Unit(code, _) => Redefinitions::Unit(code),
            Compared::Database(it) => Redefinitions::Workstream(&it.code),
        }
    }
}

fn group_of(of: &Compared) -> GroupKey {
    match of {
        Compared::Whole => GroupKey::City,
        Compared::Unit(code, _) => GroupKey::AllOfUnit(code.clone()),
        Compared::Database(it) => GroupKey::Database(it.code.clone()),
    }
}

fn takes(asked: ListAsked, pair: &Pair<'_>) -> bool {
    let kind = match asked.list.moved() {
        Some(moved) => pair.moved == Some(moved),
        None => true,
    };
    kind && asked.was.takes(pair.was()) && asked.now.takes(pair.is())
}

fn page_of<'a>(
    asked: ListAsked,
    taken: &[&'a Pair<'a>],
    page: Option<usize>,
    row: impl Fn(&&'a Pair<'a>) -> MovedRow,
) -> MovedList {
    let total = taken.len();
    let pages = total.div_ceil(PAGE).max(1);
    let (page, most) = page.map_or((1, total), |page| (page.clamp(1, pages), PAGE));
    let rows = taken.iter().skip((page - 1) * most).take(most);
    MovedList {
        asked,
        total,
        rows: rows.map(row).collect(),
        page,
        pages,
    }
}
