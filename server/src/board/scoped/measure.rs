//! What one person measures and decides on, always today.
use std::sync::Arc;

use app::{
    domain::{
        Cell, Day, Event, IndicatorCode, Measurement, MilestoneId, Misread, Refusal, TypedValue,
        UnitCode, ValueState,
    },
    views::{Elsewhere, MeasurePage, MeasuredValue, ReadBack, ReviewFilter, SameFile},
};

use super::ScopedBoard;
use crate::{board::DeskValue, db::measurements::SameEvidence};

impl ScopedBoard {
    /// All that the person's side measures; `None` for who measures nothing.
    pub fn measure_page(&self) -> Option<MeasurePage> {
        self.today.measure_page(&self.viewer)
    }

    /// Whether the person may enter values of an indicator.
    pub fn may_measure(&self, code: &IndicatorCode) -> Result<(), Refusal> {
        self.today.may_measure(&self.viewer, code)
    }

    /// What the person typed for an indicator, read as the value of a day.
    pub fn read_typed(
        &self,
        code: &IndicatorCode,
        typed: TypedValue<'_>,
        day: Day,
    ) -> Result<Option<Measurement>, (Cell, Misread)> {
        self.today.read_typed(code, typed, day)
    }

    /// Whether a value of an indicator may be entered for a day.
    pub fn takes_value_of(&self, code: &IndicatorCode, day: Day) -> Result<(), (Cell, Misread)> {
        self.today.takes_value_of(code, day)
    }

    /// A value as it is understood, with the day of the document behind it.
    pub fn read_back(
        &self,
        code: &IndicatorCode,
        measurement: Measurement,
        document: Option<Day>,
    ) -> Option<ReadBack> {
        self.today.read_back(code, measurement, document)
    }

    /// Whether a value falls that never does.
    pub fn falls(&self, code: &IndicatorCode, it: Measurement) -> bool {
        self.today.falls(code, it)
    }

    /// Whether the values of an indicator are what people answered.
    pub fn asks_people(&self, code: &IndicatorCode) -> bool {
        self.today.asks_people(code)
    }

    /// A measurement with its value in the indicator's unit of measure.
    pub fn valued(&self, code: &IndicatorCode, measurement: Measurement) -> Option<MeasuredValue> {
        self.today.valued(code, measurement)
    }

    /// Whether an event of the person's on a measurement may happen, given where it stands.
    pub fn decide_value(
        &self,
        code: &IndicatorCode,
        step: (ValueState, Event),
        entered_by: Option<&str>,
    ) -> Result<(), Refusal> {
        self.today
            .decide_value(&self.viewer, code, step, entered_by)
    }

    /// The units whose values wait before the person, each with how many.
    pub fn units_of_values(&self) -> Vec<(UnitCode, Arc<str>, usize)> {
        self.today.units_of_values(&self.viewer)
    }

    /// Values that wait before the person and match a filter.
    pub fn desk_values(&self, filter: &ReviewFilter) -> Vec<DeskValue> {
        self.today.desk_values(&self.viewer, filter)
    }

    /// Where else the document of a value stands, as far as the reader may be told.
    pub fn same_evidence(&self, own: &IndicatorCode, same: &[SameEvidence]) -> Elsewhere {
        let unit = self.today.unit_of_indicator(own);
        let mut open = Vec::new();
        let mut all = 0;
        for it in same {
            let (of, read, told) = match self.place_of(it) {
                Some(place) => place,
                None => continue,
            };
            // The same number and day at another unit are mostly another document.
            if !it.surely() && of != unit {
                continue;
            }
            all += 1;
            open.extend(told.filter(|_| read));
        }
        Elsewhere {
            more: open.len() < all,
            open,
        }
    }

    /// Of which unit evidence is, whether the reader may read it, and what it is called.
    fn place_of(&self, it: &SameEvidence) -> Option<(Option<UnitCode>, bool, Option<SameFile>)> {
        if let Some(milestone) = &it.milestone {
            let id = MilestoneId::parse(milestone).ok()?;
            let (entry, _) = self.today.milestone(&id)?;
            let unit = entry.duty.key.unit.clone();
            return Some((
                Some(unit),
                self.reads_in_full(&id),
                self.today.same_file(&id),
            ));
        }
        let code = IndicatorCode::parse(it.indicator.as_ref()?).ok()?;
        let read = self.reads_outcome_in_full(&code) == Some(true);
        let unit = self.today.unit_of_indicator(&code);
        Some((unit, read, self.today.same_measured(&code)))
    }

    /// How many values the person may decide on, whatever is filtered.
    pub fn values_to_decide(&self) -> usize {
        self.today.to_do(&self.viewer).values
    }

    /// Accepted milestones that no accepted value would reach any more.
    pub fn unreached_without(
        &self,
        code: &IndicatorCode,
        over: &[Measurement],
        accepted: &[Measurement],
    ) -> Vec<(MilestoneId, Arc<str>)> {
        self.today.unreached_without(code, over, accepted)
    }

    /// The name of an indicator and of its unit.
    pub fn indicator_names(&self, code: &IndicatorCode) -> Option<(Arc<str>, Option<Arc<str>>)> {
        self.today.indicator_names(code)
    }
}
