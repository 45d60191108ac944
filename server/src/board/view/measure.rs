//! `/measure`, and the values on the desk of who decides.
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use app::{
    access::{Role, Viewer},
    domain::{
        Cell, Day, DutyKey, Event, IndicatorCode, Measurement, MilestoneId, Misread, Outcome,
        Pending, Refusal, TypedValue, UnitCode, ValueSign, ValueState, judge_outcome, tenths,
    },
    text,
    views::{
        DeskList, Elsewhere, MeasurePage, MeasureRow, MeasuredValue, Mistake, ReadBack,
        ReviewFilter, SameFile, SamePlace, ValueToDecide,
    },
};

use crate::board::Board;

/// A value that waits, with what the ledger has to add to it.
#[derive(Debug, Clone)]
pub struct DeskValue {
    /// Its place in the order of facts.
    pub seq: i64,
    pub measurement: Measurement,
    pub row: ValueToDecide,
}

impl DeskValue {
    /// Whether the reader may close it because a value of a later day stands.
    pub fn is_older(&self) -> bool {
        self.row.refused.is_none() && self.row.new.signs.contains(&ValueSign::Older)
    }
}

/// An indicator with the duty it is of.
pub(super) type Of<'a> = (Option<&'a DutyKey>, &'a Outcome);

impl Board {
    /// The indicators that a person's side measures, whether the person may enter now or not.
    fn measured_by<'a>(&'a self, viewer: &'a Viewer) -> Vec<Of<'a>> {
        match (viewer.role, &viewer.unit) {
            (Role::Head | Role::Member, Some(unit)) => {
                let of = self.duties_of(unit).flat_map(|entry| {
                    let duty = &entry.duty;
                    let all = duty.outcome.iter().chain(&duty.criteria);
                    all.map(|outcome| (Some(&duty.key), outcome))
                });
                of.collect()
            }
            (Role::Office, _) => {
                let own = self.indicators.values();
                own.map(|outcome| (None, outcome.as_ref())).collect()
            }
            _ => Vec::new(),
        }
    }

    fn outcome_of(&self, code: &IndicatorCode) -> Option<Of<'_>> {
        match self.duties.of_indicator(code) {
            Some(key) => {
                let outcome = self.duties.get(key)?.duty.indicator(code)?;
                Some((Some(key), outcome))
            }
            None => Some((None, self.indicators.get(code)?)),
        }
    }

    /// How many indicators of the person's side should have been measured by now.
    pub(super) fn to_be_measured(&self, viewer: &Viewer) -> usize {
        self.overdue_values(viewer).len()
    }

    /// Those indicators.
    pub(super) fn overdue_values<'a>(&'a self, viewer: &'a Viewer) -> Vec<Of<'a>> {
        if viewer
            .unit
            .as_ref()
            .is_some_and(|unit| self.closes_to(viewer, unit))
        {
            return Vec::new();
        }
        let mut all = self.measured_by(viewer);
        all.retain(|(_, it)| it.overdue(self.day()));
        all
    }

    /// Whether a unit's people can enter nothing, since it is closed.
    fn closes_to(&self, viewer: &Viewer, unit: &UnitCode) -> bool {
        viewer.role != Role::Office && self.closed(unit)
    }

    /// All that a person measures; what waits and what came back stands in the ledger.
    pub(in crate::board) fn measure_page(&self, viewer: &Viewer) -> Option<MeasurePage> {
        let unit = match viewer.role {
            Role::Head | Role::Member => Some(viewer.unit.clone()?),
            Role::Office => None,
            _ => return None,
        };
        let all = self.measured_by(viewer).into_iter();
        let mut rows: Vec<MeasureRow> = all.map(|it| self.measure_row(it)).collect();
        // The criteria of a duty stand together, those with something overdue first.
        let duty_of = |row: &MeasureRow| row.duty.as_ref().map(|(key, _)| key.clone());
        let overdue = rows
            .iter()
            .filter(|row| row.criterion.is_some() && row.overdue);
        let overdue: BTreeSet<Option<DutyKey>> = overdue.map(duty_of).collect();
        rows.sort_by_cached_key(|row| match row.criterion {
            Some(criterion) => {
                let duty = duty_of(row);
                let place = (true, !overdue.contains(&duty), duty, Some(criterion));
                (place, Day::MIN, row.code.clone())
            }
            None => {
                let due = row.due.unwrap_or(Day::MAX);
                ((false, false, None, None), due, row.code.clone())
            }
        });
        Some(MeasurePage {
            closed: unit.as_ref().is_some_and(|unit| self.closed(unit)),
            unit: unit.map(|code| (code.clone(), self.unit_name(&code))),
            rows,
            only_overdue: false,
            committee_decides: false,
            form: Default::default(),
            files: Vec::new(),
            errors: Default::default(),
            looks: false,
            filled_in: None,
            withdrawn: false,
            draft: None,
            asked_to_discard: false,
            theirs: None,
            session_lasts: None,
            session_idles: 0,
        })
    }

    fn measure_row(&self, (key, outcome): Of<'_>) -> MeasureRow {
        let indicator = &outcome.indicator;
        MeasureRow {
            code: indicator.code.clone(),
            name: self.indicator_name(indicator),
            duty: key.map(|key| (key.clone(), self.workstream_name(&key.workstream))),
            criterion: outcome.criterion(),
            unit_of_measure: indicator.unit_of_measure.clone(),
            status: judge_outcome(outcome, self.day()),
            target: outcome.target,
            shape: outcome.shape(),
            never_falls: indicator.never_falls,
            asks_people: indicator.asks_people(),
            last: outcome.last_told().map(|m| valued(outcome, m)),
            again: outcome.last_sent().map(|m| valued(outcome, m)),
            due: outcome.due(),
            overdue: outcome.overdue(self.day()),
            waiting: Vec::new(),
            back: None,
            mark: String::new(),
            read: None,
            changed: false,
        }
    }

    /// Whether a person may enter values of an indicator; nobody enters into what is not there.
    pub(in crate::board) fn may_measure(
        &self,
        viewer: &Viewer,
        code: &IndicatorCode,
    ) -> Result<(), Refusal> {
        let (key, _) = self.outcome_of(code).ok_or(Refusal::NotYours)?;
        let unit = key.map(|key| &key.unit);
        let closed = unit.is_some_and(|unit| self.closed(unit));
        viewer.measurer(unit, closed).may_enter(unit)
    }

    /// What somebody typed for an indicator, read as the value of a day.
    pub(in crate::board) fn read_typed(
        &self,
        code: &IndicatorCode,
        typed: TypedValue<'_>,
        day: Day,
    ) -> Result<Option<Measurement>, (Cell, Misread)> {
        match self.outcome_of(code) {
            Some((_, outcome)) => outcome.read_typed(typed, day),
            None => Ok(None),
        }
    }

    /// Whether a value of an indicator may be entered for a day.
    pub(in crate::board) fn takes_value_of(
        &self,
        code: &IndicatorCode,
        day: Day,
    ) -> Result<(), (Cell, Misread)> {
        let outcome = self.outcome_of(code).map(|(_, outcome)| outcome);
        outcome.map_or(Ok(()), |outcome| outcome.takes_value_of(day))
    }

    /// A value as it is understood, with what is worth a second look.
    pub(in crate::board) fn read_back(
        &self,
        code: &IndicatorCode,
        measurement: Measurement,
        document: Option<Day>,
    ) -> Option<ReadBack> {
        let of = self.outcome_of(code)?;
        Some(read_back(
            of.1,
            measurement,
            self.records_of(of),
            document,
            self.day(),
        ))
    }

    /// How many records there are where an indicator counts them: a criterion is measured over
    /// those of its duty.
    pub(super) fn records_of(&self, (key, outcome): Of<'_>) -> Option<i64> {
        match outcome.criterion() {
            Some(_) => self.duties.get(key?)?.duty.volume,
            None => outcome.population,
        }
    }

    /// Whether a value falls that never does.
    pub(in crate::board) fn falls(&self, code: &IndicatorCode, it: Measurement) -> bool {
        self.outcome_of(code).is_some_and(|(_, of)| of.falls(it))
    }

    /// Whether the values of an indicator are what people answered.
    pub(in crate::board) fn asks_people(&self, code: &IndicatorCode) -> bool {
        self.outcome_of(code)
            .is_some_and(|(_, of)| of.indicator.asks_people())
    }

    /// A measurement of an indicator with its value.
    pub(in crate::board) fn valued(
        &self,
        code: &IndicatorCode,
        measurement: Measurement,
    ) -> Option<MeasuredValue> {
        let (_, outcome) = self.outcome_of(code)?;
        Some(valued(outcome, measurement))
    }

    /// Whether an event of a person's on a measurement of an indicator may happen.
    pub(in crate::board) fn decide_value(
        &self,
        viewer: &Viewer,
        code: &IndicatorCode,
        (state, event): (ValueState, Event),
        entered_by: Option<&str>,
    ) -> Result<(), Refusal> {
        let (key, _) = self.outcome_of(code).ok_or(Refusal::NotYours)?;
        let unit = key.map(|key| &key.unit);
        let closed = unit.is_some_and(|unit| self.closed(unit));
        let measurer = viewer.measurer(unit, closed);
        measurer.decide(state, event, unit, entered_by).map(|_| ())
    }

    /// All values that wait, with their indicator. Those are looked for once a board.
    fn waiting_values(&self) -> impl Iterator<Item = (Of<'_>, &Pending)> {
        let codes = self.written.with_waiting_values.get_or_init(|| {
            let of_duties = self.duties.values().flat_map(|entry| {
                let duty = &entry.duty;
                duty.outcome.iter().chain(&duty.criteria)
            });
            let own = self.indicators.values().map(Arc::as_ref);
            let all = of_duties.chain(own).filter(|it| !it.pending.is_empty());
            all.map(|it| it.indicator.code.clone()).collect()
        });
        let all = codes.iter().filter_map(|code| self.outcome_of(code));
        all.flat_map(|(key, outcome)| outcome.pending.iter().map(move |it| ((key, outcome), it)))
    }

    /// Values that wait before a person, each with why the person may not decide on it. Nothing
    /// for who decides on none; a committee member sees what falls to the committee.
    fn values_before<'a>(
        &'a self,
        viewer: &'a Viewer,
    ) -> impl Iterator<Item = (Of<'a>, &'a Pending, Option<Refusal>)> {
        let decides = match viewer.role {
            Role::Office => true,
            Role::Committee => viewer.stands_in_anywhere(),
            _ => false,
        };
        let all = decides.then(|| self.waiting_values()).into_iter().flatten();
        all.filter_map(|(of, it)| {
            let unit = of.0.map(|key| &key.unit);
            let code = &of.1.indicator.code;
            let step = (ValueState::Waiting, Event::Accepted);
            let refused = self
                .decide_value(viewer, code, step, it.by.as_deref())
                .err();
            let own = viewer.role == Role::Office || viewer.measurer(unit, false).stands_in;
            own.then_some((of, it, refused))
        })
    }

    /// How many values the person may decide on.
    pub(super) fn values_to_decide(&self, viewer: &Viewer) -> usize {
        let all = self.values_before(viewer);
        all.filter(|(_, _, refused)| refused.is_none()).count()
    }

    /// The units whose values wait before a person, in Vietnamese order, each with how many.
    pub(in crate::board) fn units_of_values(
        &self,
        viewer: &Viewer,
    ) -> Vec<(UnitCode, Arc<str>, usize)> {
        let mut counts: BTreeMap<&UnitCode, usize> = BTreeMap::new();
        for ((key, _), ..) in self.values_before(viewer) {
            if let Some(key) = key {
                *counts.entry(&key.unit).or_default() += 1;
            }
        }
        let named = |(code, count): (&UnitCode, usize)| (code.clone(), self.unit_name(code), count);
        let mut units: Vec<_> = counts.into_iter().map(named).collect();
        units.sort_by(|a, b| text::compare(&a.1, &b.1));
        units
    }

    /// The values that wait before a person and match a filter's name, unit and workstream, the
    /// longest first; by unit where their list stands alone, that of the longest first.
    pub(in crate::board) fn desk_values(
        &self,
        viewer: &Viewer,
        filter: &ReviewFilter,
    ) -> Vec<DeskValue> {
        let today = self.day();
        let needle = text::search_key(&text::typed_name(&filter.text));
        let named = |name: &str| text::search_key(name).contains(&needle);
        let matches = |(key, outcome): Of<'_>| {
            let workstream = key.map(|key| &key.workstream);
            let code = key.map(|key| &key.unit);
            let unit = code.map(|code| self.unit_name(code));
            (filter.unit.is_none() || filter.unit.as_ref() == code)
                && (filter.workstream.is_none() || filter.workstream.as_ref() == workstream)
                && (needle.is_empty()
                    || named(&self.indicator_name(&outcome.indicator))
                    || unit.is_some_and(|unit| named(&unit)))
        };
        let all = self.values_before(viewer);
        let all = all.filter(|(of, ..)| matches(*of));
        let mut values: Vec<DeskValue> = all
            .map(|((key, outcome), it, refused)| {
                let indicator = &outcome.indicator;
                let last = outcome.comes_after(it.measurement.day());
                let last = last.map(|m| valued(outcome, m));
                DeskValue {
                    seq: it.seq,
                    measurement: it.measurement,
                    row: ValueToDecide {
                        id: String::new(),
                        seq: it.seq,
                        code: indicator.code.clone(),
                        name: self.indicator_name(indicator),
                        unit_of_measure: indicator.unit_of_measure.clone(),
                        target: outcome.target,
                        unit: key.map(|key| key.unit.clone()),
                        unit_name: key.map(|key| self.unit_name(&key.unit)),
                        workstream_name: key.map(|key| self.workstream_name(&key.workstream)),
                        last,
                        new: read_back(outcome, it.measurement, None, None, it.measurement.day()),
                        documents: Vec::new(),
                        elsewhere: Elsewhere::default(),
                        fall_reason: String::new(),
                        survey: None,
                        person: String::new(),
                        entered_on: it.entered_on,
                        waiting_days: (today - it.entered_on).num_days(),
                        refused: refused.map(Mistake::Refused),
                        mark: String::new(),
                    },
                }
            })
            .collect();
        values.sort_by_cached_key(|it| {
            let days = Reverse(it.row.waiting_days);
            // What was sent with one document stays together.
            (days, it.row.unit_name.clone(), it.seq, it.row.code.clone())
        });
        if filter.list == Some(DeskList::Values) {
            let mut turns: BTreeMap<Option<UnitCode>, usize> = BTreeMap::new();
            for it in &values {
                let next = turns.len();
                turns.entry(it.row.unit.clone()).or_insert(next);
            }
            values.sort_by_key(|it| turns.get(&it.row.unit).copied());
        }
        values
    }

    /// Accepted milestones that no accepted value reaches any more once some values of an
    /// indicator are over and others are accepted.
    pub(in crate::board) fn unreached_without(
        &self,
        code: &IndicatorCode,
        over: &[Measurement],
        accepted: &[Measurement],
    ) -> Vec<(MilestoneId, Arc<str>)> {
        let Some(key) = self.duties.of_indicator(code) else {
            return Vec::new();
        };
        self.unreached(key, |duty| {
            let Some(outcome) = duty.indicator_mut(code) else {
                return;
            };
            for it in over {
                outcome.take_back(*it);
            }
            for it in accepted {
                outcome.add(*it);
            }
        })
    }

    /// An indicator as another of whose measurements has the same document.
    pub(in crate::board) fn same_measured(&self, code: &IndicatorCode) -> Option<SameFile> {
        let (name, unit) = self.indicator_names(code)?;
        Some(SameFile {
            place: SamePlace::Indicator(code.clone()),
            unit_name: unit.unwrap_or_else(|| self.organisation_name(Role::Office.code())),
            title: name,
        })
    }

    /// The name of an indicator and of its unit.
    pub(in crate::board) fn indicator_names(
        &self,
        code: &IndicatorCode,
    ) -> Option<(Arc<str>, Option<Arc<str>>)> {
        let (key, outcome) = self.outcome_of(code)?;
        let unit = key.map(|key| self.unit_name(&key.unit));
        Some((self.indicator_name(&outcome.indicator), unit))
    }
}

fn valued(outcome: &Outcome, measurement: Measurement) -> MeasuredValue {
    MeasuredValue {
        measurement,
        value: measurement.value(&outcome.indicator),
        before_campaign: outcome.before_campaign(measurement.day()),
        few: outcome.indicator.few_answers(measurement.counts()),
    }
}

/// A value that waits, or is entered today, as it is understood; `records`: how many there are.
fn read_back(
    outcome: &Outcome,
    it: Measurement,
    records: Option<i64>,
    document: Option<Day>,
    today: Day,
) -> ReadBack {
    let value = valued(outcome, it);
    let judged = outcome.judged(it);
    let signs: Vec<ValueSign> = outcome.signs(it, records, document, today);
    ReadBack {
        change: outcome.change_entered(it).and_then(tenths),
        sample: outcome.sample(it),
        judged: (judged != value.value).then_some(judged),
        value,
        signs,
    }
}
