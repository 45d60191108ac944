//! `/burden`
use std::collections::BTreeMap;

use app::{
    domain::{
        Burden, IndicatorCode, MilestoneId, Minutes, UnitCode, Value, burden_weeks, local_day,
    },
    views::{BurdenPage, BurdenRow, IdlePlace, IdleRow},
};

use crate::{board::Board, db::idle::Undecided};

/// Units on one page.
const PAGE: usize = 50;

impl Board {
    /// What is asked of units each week, and what was entered and is not used; for who oversees the
    /// campaign. Pages count from 1; a file has all.
    pub(in crate::board) fn burden(
        &self,
        page: Option<usize>,
        reports: &[Undecided],
        values: &[Undecided],
    ) -> BurdenPage {
        let minutes = self
            .campaign()
            .map_or_else(Minutes::default, |it| it.minutes);
        let of_reports = reports.iter().filter_map(|it| self.idle_report(it));
        let of_values = values.iter().filter_map(|it| self.idle_value(it));
        let mut idle: Vec<IdleRow> = of_reports.chain(of_values).collect();
        // Stable: of one day reports come before values.
        idle.sort_by_key(|it| it.day);
        let mut of_unit: BTreeMap<UnitCode, usize> = BTreeMap::new();
        for (unit, _) in idle.iter().filter_map(|it| it.unit.as_ref()) {
            *of_unit.entry(unit.clone()).or_default() += 1;
        }
        let day = self.day();
        let mut total = Burden::default();
        let mut rows = Vec::new();
        for unit in self.units.values().filter(|unit| unit.open_on(day)) {
            let mut asked = Burden::default();
            for entry in self.duties_of(&unit.code) {
                asked.add_duty(&entry.duty, day);
            }
            let idle = of_unit.get(&unit.code).copied().unwrap_or_default();
            if asked.is_empty() && idle == 0 {
                continue;
            }
            total.add(&asked);
            rows.push(BurdenRow {
                unit: unit.code.clone(),
                name: unit.name.clone(),
                minutes: asked.minutes(minutes),
                asked,
                idle,
            });
        }
        rows.sort_by(|a, b| (b.minutes, &a.unit).cmp(&(a.minutes, &b.unit)));
        let pages = rows.len().div_ceil(PAGE).max(1);
        let (page, most) = page.map_or((1, rows.len()), |page| (page.clamp(1, pages), PAGE));
        let took = |it: &IdleRow| match it.place {
            IdlePlace::Report(_) => minutes.report,
            IdlePlace::Value(_) => minutes.measurement,
        };
        BurdenPage {
            minutes,
            weeks: burden_weeks(day),
            units: rows.iter().filter(|row| !row.asked.is_empty()).count(),
            total,
            rows: rows
                .into_iter()
                .skip((page - 1) * most)
                .take(most)
                .collect(),
            page,
            pages,
            idle_minutes: idle.iter().map(took).sum(),
            idle,
        }
    }

    /// Minutes a week that are asked of all open units together.
    pub(super) fn minutes_asked(&self) -> Value {
        let minutes = self
            .campaign()
            .map_or_else(Minutes::default, |it| it.minutes);
        let day = self.day();
        let mut total = Burden::default();
        for unit in self.units.values().filter(|unit| unit.open_on(day)) {
            for entry in self.duties_of(&unit.code) {
                total.add_duty(&entry.duty, day);
            }
        }
        total.minutes(minutes)
    }

    /// A unit's report that entered nothing: it was withdrawn, or weighs nothing and nobody has
    /// decided on it. One of a product or an outcome that waits is claimed, a figure.
    fn idle_report(&self, it: &Undecided) -> Option<IdleRow> {
        let id = MilestoneId::parse(&it.about).ok()?;
        let (entry, m) = self.milestone(&id)?;
        let idle = it.withdrawn || !m.terms.kind.counts();
        let key = &entry.duty.key;
        let own = it.organisation == key.unit.to_string();
        (idle && own).then(|| IdleRow {
            day: local_day(it.recorded_at, self.zone()),
            unit: Some((key.unit.clone(), self.unit_name(&key.unit))),
            name: self.milestone_name(m),
            place: IdlePlace::Report(key.clone()),
            withdrawn: it.withdrawn,
        })
    }

    /// A value that nobody has decided on: only what is accepted counts.
    fn idle_value(&self, it: &Undecided) -> Option<IdleRow> {
        let code = IndicatorCode::parse(&it.about).ok()?;
        let key = self.duties.of_indicator(&code);
        let of_duty = key.and_then(|key| self.duties.get(key)?.duty.indicator(&code));
        let outcome = of_duty.or_else(|| self.indicators.get(&code).map(AsRef::as_ref))?;
        Some(IdleRow {
            day: local_day(it.recorded_at, self.zone()),
            unit: key.map(|key| (key.unit.clone(), self.unit_name(&key.unit))),
            name: self.indicator_name(&outcome.indicator),
            place: IdlePlace::Value(code),
            withdrawn: it.withdrawn,
        })
    }
}
