//! The life of a measurement: who enters a value and who decides on it, how what somebody typed
//! is read, and what is worth a second look.
use std::cmp::Reverse;

use chrono::TimeDelta;

use super::{
    Counts, Day, Event, FEW_ANSWERS, Measurement, Outcome, Refusal, Role, UnitCode, Value,
    ValueError, parse_typed_decimal, typed_count, words,
};

/// Where a measurement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueState {
    /// Entered, and nobody has decided on it.
    Waiting,
    /// It counts.
    Accepted,
    /// Withdrawn, returned or revoked: another value has to be entered.
    Over,
}

impl ValueState {
    /// Where its last event left it.
    pub const fn of(last: Option<Event>) -> Self {
        match last {
            None => Self::Waiting,
            Some(Event::Accepted) => Self::Accepted,
            Some(_) => Self::Over,
        }
    }

    /// Where an event leads; `None` where it may not happen.
    pub const fn after(self, event: Event) -> Option<Self> {
        match (self, event) {
            (Self::Waiting, Event::Withdrawn | Event::Returned) => Some(Self::Over),
            (Self::Waiting, Event::Accepted) => Some(Self::Accepted),
            (Self::Accepted, Event::Revoked) => Some(Self::Over),
            _ => None,
        }
    }
}

/// The person who enters or decides, seen from one indicator.
#[derive(Debug, Clone, Copy)]
pub struct Measurer<'a> {
    pub role: Role,
    /// The unit of a head or member; the home unit of an officer.
    pub unit: Option<&'a UnitCode>,
    pub person: &'a str,
    /// Whether the indicator's unit is closed today.
    pub closed: bool,
    /// Whether a committee member decides in the place of the office: at the indicator's unit,
    /// or on what the campaign measures where there are not two officers.
    pub stands_in: bool,
}

impl Measurer<'_> {
    /// Whether values of an indicator are this side's: a unit's own people's, and the office's
    /// of what the campaign measures.
    fn of_side(&self, unit: Option<&UnitCode>) -> bool {
        match unit {
            Some(_) => matches!(self.role, Role::Head | Role::Member) && self.unit == unit,
            None => self.role == Role::Office,
        }
    }

    /// Whether the person may enter a value. `unit`: the indicator's; none of the campaign's.
    pub fn may_enter(&self, unit: Option<&UnitCode>) -> Result<(), Refusal> {
        if !self.of_side(unit) {
            return Err(Refusal::NotYours);
        }
        if self.closed {
            return Err(Refusal::UnitClosed);
        }
        Ok(())
    }

    /// Where an event of the person's on a measurement leads, or why it is refused.
    pub fn decide(
        &self,
        state: ValueState,
        event: Event,
        unit: Option<&UnitCode>,
        entered_by: Option<&str>,
    ) -> Result<ValueState, Refusal> {
        let next = state.after(event).ok_or(Refusal::NotInThisState)?;
        if event == Event::Withdrawn {
            return self.of_side(unit).then_some(next).ok_or(Refusal::NotYours);
        }
        let office = self.role == Role::Office;
        let in_its_place = self.role == Role::Committee && self.stands_in;
        if !(office || in_its_place) {
            return Err(Refusal::NotYours);
        }
        // Rule 8: no officer decides about the own unit, and nobody about what he or she entered.
        if office && unit.is_some() && self.unit == unit {
            return Err(Refusal::OwnWork);
        }
        if entered_by == Some(self.person) {
            return Err(Refusal::OwnValue);
        }
        Ok(next)
    }
}

/// How the next value of an indicator is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Records that satisfy, of records counted.
    Fraction,
    /// One number.
    Bare,
}

/// A value as somebody typed it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TypedValue<'a> {
    pub numerator: &'a str,
    pub denominator: &'a str,
    pub value: &'a str,
    /// "Không đổi": what was measured last holds again.
    pub same: bool,
}

/// The cell of a row that an error stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    Numerator,
    Denominator,
    Value,
    Same,
    /// Why a value falls that never does.
    Reason,
    /// How many there are of those who were asked.
    Population,
    AskedFrom,
    AskedTo,
    /// Who asked whom.
    Asked,
    AskedHow,
}

impl Cell {
    /// Those in which a number is told.
    pub const NUMBERS: [Self; 3] = [Self::Numerator, Self::Denominator, Self::Value];
    /// Those in which it is told how people were asked.
    pub const SURVEY: [Self; 5] = [
        Self::Population,
        Self::AskedFrom,
        Self::AskedTo,
        Self::Asked,
        Self::AskedHow,
    ];
}

/// Why a typed value is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misread {
    /// One of the two counts is missing.
    Missing,
    /// No whole number of 0 or more.
    NotACount,
    DenominatorZero,
    /// More satisfy than were counted.
    NumeratorAbove,
    Value(ValueError),
    /// "Không đổi" beside another number.
    NotTheSame,
    /// A value of that day waits for a decision already.
    Waits,
    /// It falls where none does, and nobody says why.
    FallUnexplained,
    ReasonTooLong,
    /// Something of how people were asked is not told.
    SurveyMissing,
    SurveyTooLong,
    SurveyDayBad,
    /// It ends before it begins.
    SurveyBackwards,
    /// It ends after the day that was measured.
    SurveyAfter,
    /// Fewer people than answers.
    PopulationBelow,
    /// The reason carries a mark of secrecy (rule 12).
    ReasonSecret,
}

words! {
    /// What is worth a second look before a value is accepted. It changes no number.
    ValueSign {
        /// It reaches the target in the last week before the deadline, and did not before.
        LastWeek = "last-week",
        /// The same value three times running.
        ThirdSame = "third-same",
        /// The document was signed before the day that was measured.
        DocumentOlder = "document-older",
        /// More records than the duty has, counted or satisfied.
        AboveVolume = "above-volume",
        /// It tells what was before the campaign.
        BeforeCampaign = "before-campaign",
        /// A value of a later day stands.
        Older = "older",
        /// Its day is not after the deadline, and it is entered after it.
        EnteredLate = "entered-late",
        /// It takes the place of an accepted value of the same day.
        Replaces = "replaces",
        /// It is below the value before, where the indicator says that none is.
        Falls = "falls",
        /// It is far from the value before.
        Leap = "leap",
        /// So few were looked at or asked that it says little.
        Few = "few",
    }
}

/// Days before a deadline that are its last week.
const LAST_WEEK: i64 = 7;

/// A share that moves by more percentage points at once is worth a second look.
const LEAP: i128 = 20;

impl Outcome {
    /// How its next value is told: one number where things are counted; else as it was told last; where it was never measured, one number
    /// only where it counts no records and is in no plain percent.
    pub fn shape(&self) -> Shape {
        if self.indicator.counts_things() {
            return Shape::Bare;
        }
        let records = self.population.is_some() || self.indicator.counts == Some(Counts::Records);
        let bare = match self.measurements().next_back() {
            Some(last) => last.bare(),
            // What is in percent of something else ("%/năm") was computed elsewhere.
            None => *self.indicator.unit_of_measure != *"%",
        };
        if bare && !records {
            Shape::Bare
        } else {
            Shape::Fraction
        }
    }

    /// What was accepted last in the shape of the next value.
    pub fn last_told(&self) -> Option<Measurement> {
        let bare = self.shape() == Shape::Bare;
        let mut all = self.measurements().rev();
        all.find(|m| m.bare() == bare)
    }

    /// The last day that was measured, or waits for a decision.
    fn last_measured(&self) -> Option<Day> {
        let waiting = self.pending.iter().map(|it| it.measurement.day());
        let last = self.latest().map(Measurement::day).into_iter();
        last.chain(waiting).max()
    }

    /// The day since which a measurement is due: something for its unit to do. It comes `fresh_days`
    /// after the last value, and never measured on the day after the path began; not before the
    /// indicator was recorded, nor before a value came back.
    pub fn due_since(&self) -> Option<Day> {
        let due = match self.last_measured() {
            Some(last) => last.checked_add_signed(TimeDelta::try_days(self.indicator.fresh_days)?),
            None => self.begins()?.succ_opt(),
        };
        Some(due?).max(self.recorded_on).max(self.came_back_on)
    }

    /// What was entered last in the shape of the next value, accepted or waiting: what "không đổi"
    /// takes. Who sent a newer value does not mean the one before it.
    pub fn last_sent(&self) -> Option<Measurement> {
        let bare = self.shape() == Shape::Bare;
        let waiting = self.pending.iter().map(|it| it.measurement);
        let all = self.last_told().into_iter().chain(waiting);
        all.filter(|it| it.bare() == bare).max_by_key(|it| it.day())
    }

    /// The last day on which what was measured, or waits for a decision, is fresh; never
    /// measured, that of its first day. `None` where nothing says when it begins.
    pub fn due(&self) -> Option<Day> {
        let from = self.last_measured().or_else(|| self.begins())?;
        from.checked_add_signed(TimeDelta::try_days(self.indicator.fresh_days)?)
    }

    /// Whether a value should have been entered by now.
    pub fn overdue(&self, today: Day) -> bool {
        self.due().is_some_and(|due| today > due)
    }

    /// Reads what somebody typed as the value of a day; `None` where nothing was typed.
    pub fn read_typed(
        &self,
        typed: TypedValue<'_>,
        day: Day,
    ) -> Result<Option<Measurement>, (Cell, Misread)> {
        let read = match self.shape() {
            Shape::Fraction => read_fraction(typed, day)?,
            Shape::Bare if self.indicator.counts_things() => read_things(typed, day)?,
            Shape::Bare => read_bare(typed, day)?,
        };
        let again = self.last_sent().filter(|_| typed.same).map(|m| m.on(day));
        if let (Some(read), Some(again)) = (read, again)
            && read != again
        {
            return Err((Cell::Same, Misread::NotTheSame));
        }
        Ok(read.or(again))
    }

    /// Whether another value of a day may be entered: one at a time waits.
    pub fn takes_value_of(&self, day: Day) -> Result<(), (Cell, Misread)> {
        let cell = match self.shape() {
            Shape::Fraction => Cell::Numerator,
            Shape::Bare => Cell::Value,
        };
        let mut waiting = self.pending.iter();
        match waiting.any(|it| it.measurement.day() == day) {
            true => Err((cell, Misread::Waits)),
            false => Ok(()),
        }
    }

    /// What is worth a second look in a value, with the day of the document behind it and how many
    /// records there are. `today`: the day it is entered on where it does not wait yet.
    pub fn signs(
        &self,
        it: Measurement,
        records: Option<i64>,
        document: Option<Day>,
        today: Day,
    ) -> Vec<ValueSign> {
        let waits = self.pending.iter().find(|waits| waits.measurement == it);
        let entered_on = waits.map_or(today, |waits| waits.entered_on);
        let value = |m: Measurement| m.value(&self.indicator);
        let week = TimeDelta::try_days(LAST_WEEK).unwrap_or_default();
        let last_week = self.indicator.deadline.is_some_and(|deadline| {
            let from = deadline.checked_sub_signed(week);
            it.day() <= deadline && from.is_none_or(|from| it.day() >= from)
        });
        let reaches = self.target.is_some_and(|target| {
            let reached = self.indicator.reached(self.judged(it), target);
            reached && !self.target_reached()
        });
        let same = |m: &Measurement| value(*m) == value(it) && m.counts() == it.counts();
        let waiting = self.pending.iter().map(|pending| pending.measurement);
        let mut before: Vec<Measurement> = self.measurements().chain(waiting).collect();
        before.retain(|m| m.day() < it.day());
        before.sort_by_key(|m| Reverse(m.day()));
        let two = &before[..before.len().min(2)];
        let above = it.counts().zip(records);
        let found = |sign| match sign {
            ValueSign::LastWeek => last_week && reaches,
            ValueSign::ThirdSame => two.len() == 2 && two.iter().all(same),
            ValueSign::DocumentOlder => document.is_some_and(|day| day < it.day()),
            ValueSign::AboveVolume => {
                above.is_some_and(|((counted, of), all)| counted.max(of) > all)
            }
            ValueSign::BeforeCampaign => self.before_campaign(it.day()),
            ValueSign::Older => self
                .judging()
                .next_back()
                .is_some_and(|m| m.day() > it.day()),
            ValueSign::EnteredLate => self.entered_late(it.day(), entered_on),
            ValueSign::Replaces => self.measurements().any(|m| m.day() == it.day()),
            ValueSign::Falls => self.falls(it),
            ValueSign::Leap => it.counts().is_some() && self.leaps(it),
            ValueSign::Few => it.counts().is_some_and(|(_, of)| {
                // All there are is no sample.
                of < FEW_ANSWERS && records.is_none_or(|all| of < all)
            }),
        };
        let all = ValueSign::ALL.iter().copied();
        all.filter(|sign| found(*sign)).collect()
    }

    /// What was worth a second look in an accepted value, beside those of earlier days that stand:
    /// a sign stays beside the figure once somebody accepted it. What its row says itself is none.
    pub fn signs_accepted(
        &self,
        it: Measurement,
        records: Option<i64>,
        document: Option<Day>,
        entered_on: Day,
    ) -> Vec<ValueSign> {
        let then = self.before_values_of(it.day());
        let mut signs = then.signs(it, records, document, entered_on);
        let told = [ValueSign::BeforeCampaign, ValueSign::EnteredLate];
        signs.retain(|sign| !told.contains(sign));
        signs
    }

    /// Whether a value is below the one before its day, or makes the next one a fall that was
    /// none, each as it counts and those that wait among them, where the indicator says that none
    /// is.
    pub fn falls(&self, it: Measurement) -> bool {
        if !self.indicator.never_falls {
            return false;
        }
        let waiting = self.pending.iter().map(|pending| pending.measurement);
        let all: Vec<Measurement> = self.judging().chain(waiting).collect();
        let before = all.iter().filter(|m| m.day() < it.day());
        let before = before.max_by_key(|m| m.day()).map(|m| self.judged(*m));
        let after = all.iter().filter(|m| m.day() > it.day());
        let after = after.min_by_key(|m| m.day()).map(|m| self.judged(*m));
        let value = self.judged(it);
        let fell = |now: Value| before.is_some_and(|before| now < before);
        fell(value) || after.is_some_and(|after| after < value && !fell(after))
    }

    /// How far a value is from the one before its day, each as it counts: a sample is not the
    /// population (rule 7).
    pub fn change(&self, it: Measurement) -> Option<Value> {
        Some(self.judged(it) - self.judged(self.before(it.day())?))
    }

    /// Whether a share moves far at once, up or down.
    fn leaps(&self, it: Measurement) -> bool {
        let most = Value::from_integer(LEAP);
        let change = self.change_entered(it);
        change.is_some_and(|change| change > most || change < -most)
    }

    /// How far a value that is entered is from the one that it comes after.
    pub fn change_entered(&self, it: Measurement) -> Option<Value> {
        Some(self.judged(it) - self.judged(self.comes_after(it.day())?))
    }

    /// What a value that is entered for a day comes after: the accepted one of that day, whose
    /// place it takes, else the one before.
    pub fn comes_after(&self, day: Day) -> Option<Measurement> {
        self.judging().rev().find(|m| m.day() <= day)
    }

    /// The value before a day.
    pub fn before(&self, day: Day) -> Option<Measurement> {
        self.judging().rev().find(|m| m.day() < day)
    }
}

fn read_fraction(typed: TypedValue<'_>, day: Day) -> Result<Option<Measurement>, (Cell, Misread)> {
    let count = |text: &str, cell| match text {
        "" => Err((cell, Misread::Missing)),
        text => typed_count(text).ok_or((cell, Misread::NotACount)),
    };
    if typed.numerator.is_empty() && typed.denominator.is_empty() {
        return Ok(None);
    }
    let numerator = count(typed.numerator, Cell::Numerator)?;
    let denominator = count(typed.denominator, Cell::Denominator)?;
    if denominator == 0 {
        return Err((Cell::Denominator, Misread::DenominatorZero));
    }
    if numerator > denominator {
        return Err((Cell::Numerator, Misread::NumeratorAbove));
    }
    Ok(Some(Measurement::Fraction {
        day,
        numerator,
        denominator,
    }))
}

fn read_things(typed: TypedValue<'_>, day: Day) -> Result<Option<Measurement>, (Cell, Misread)> {
    if typed.value.is_empty() {
        return Ok(None);
    }
    let number = typed_count(typed.value).ok_or((Cell::Value, Misread::NotACount))?;
    let value = Value::from_integer(number.into());
    Ok(Some(Measurement::Bare { day, value }))
}

fn read_bare(typed: TypedValue<'_>, day: Day) -> Result<Option<Measurement>, (Cell, Misread)> {
    if typed.value.is_empty() {
        return Ok(None);
    }
    let value = parse_typed_decimal(typed.value);
    let value = value.map_err(|why| (Cell::Value, Misread::Value(why)))?;
    Ok(Some(Measurement::Bare { day, value }))
}

#[cfg(test)]
mod tests;
