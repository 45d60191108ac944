//! Rows that lists of several pages have.
use std::sync::Arc;

use super::SlotTold;
use crate::domain::{
    Asked, BookMark, Cause, Commitment, Day, DutyKey, Event, InPlaceOf, IndicatorCode, Judgement,
    MilestoneId, MilestoneKind, PartnerCode, Share, State, Value,
};

/// The last that was explained about a milestone or an indicator, without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhyLate {
    pub cause: Cause,
    pub commits_to: Day,
    pub commitment: Commitment,
}

/// A computed share that may have no denominator ("–").
pub type MaybeShare = Option<Share>;

/// A milestone as lists and time lines show it.
#[derive(Debug, Clone)]
pub struct MilestoneRow {
    pub id: MilestoneId,
    pub duty: DutyKey,
    pub order: i64,
    pub kind: MilestoneKind,
    pub title: Arc<str>,
    pub product: Arc<str>,
    /// 0 of a plan or process; of a cancelled one what it had.
    pub weight: u64,
    pub state: State,
    pub original_deadline: Option<Day>,
    pub current_deadline: Option<Day>,
    /// A deadline in words: "thường xuyên", "30 ngày làm việc sau khi Tỉnh ủy ban hành quy định".
    pub deadline_text: Option<Arc<str>>,
    pub submitted_on: Option<Day>,
    pub finished_on: Option<Day>,
    pub last_event: Option<(Event, Day)>,
    pub late: bool,
    pub finished_late: bool,
    /// Open and closing within 7 days.
    pub soon: bool,
    /// `None`: the unit itself.
    pub partner: Option<(PartnerCode, Arc<str>)>,
    /// Its company is no longer assigned to the unit: "cần phân công lại".
    pub orphaned: bool,
    /// The extension asked for that nobody has answered.
    pub asked: Option<Asked>,
    /// Since when it waits on a body above the city.
    pub waits_since: Option<Day>,
    /// Who brings the event about that its deadline runs from, while that is not recorded; the event
    /// itself where nobody is named.
    pub awaits: Option<Arc<str>>,
    /// The event from which its deadline was computed, with its document.
    pub dated_by: Option<Arc<str>>,
    /// It was late when it was cancelled.
    pub cancelled_late: bool,
    /// Accepted in time by more time only: its original deadline.
    pub within_extension: Option<Day>,
    /// Of what recurs: its period, and what became of it.
    pub slot: Option<SlotTold>,
    /// It is finished by a document of the old book, and how far that is trusted.
    pub old_book: Option<BookMark>,
    /// What was explained about it last, where the reader may know.
    pub why: Option<WhyLate>,
    /// A value of another indicator of its duty, which adds to no figure.
    pub second: Option<SecondRow>,
}

impl MilestoneRow {
    pub fn missed(&self) -> bool {
        self.slot.as_ref().is_some_and(|slot| slot.missed)
    }

    /// Of a counted slot that has not closed yet: the day from which it counts.
    pub fn counts_later(&self, today: Day) -> Option<Day> {
        let from = self.slot.as_ref()?.counts_from;
        Some(from).filter(|from| today < *from && self.kind.counts())
    }

    /// Whether it is a slot of a period that begins after a day.
    pub fn to_come(&self, day: Day) -> bool {
        self.slot
            .as_ref()
            .is_some_and(|slot| day < slot.period.from)
    }

    /// The deadline to which days are left, or past: of what is open. What was missed is over, and
    /// grows no later.
    pub fn runs_to(&self) -> Option<Day> {
        let runs = self.state == State::Open && !self.missed();
        self.current_deadline.filter(|_| runs)
    }

    /// Whether it asks for something on a day: a slot that waits for a decision, came back, is late
    /// or due soon, or can be answered. What is no slot stands where it stood.
    pub fn asks_now(&self, day: Day) -> bool {
        let Some(slot) = self.slot.as_ref() else {
            return true;
        };
        match self.state {
            State::Accepted | State::Cancelled => false,
            State::Submitted => true,
            State::Open if slot.missed => false,
            State::Open => self.late || self.soon || day >= slot.period.to,
        }
    }

    /// What was handed over is that nothing came up.
    pub fn nothing(&self) -> bool {
        self.slot.as_ref().is_some_and(|slot| slot.nothing)
    }
}

/// A second value that a milestone names.
#[derive(Debug, Clone)]
pub struct SecondRow {
    pub indicator: IndicatorCode,
    pub name: Arc<str>,
    pub unit_of_measure: Arc<str>,
    pub up: bool,
    pub reach: Value,
    /// The latest that reached it, else the latest, with its day; `None`: never measured.
    pub value: Option<(Value, Day)>,
    pub reached: bool,
}

/// A duty as lists show it.
#[derive(Debug, Clone)]
pub struct DutyRow {
    pub key: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    pub judgement: Judgement,
    pub figures: crate::domain::Figures,
    pub lead: bool,
}

/// One line of "latest events".
#[derive(Debug, Clone)]
pub struct EventRow {
    pub day: Day,
    /// Local time, `16:12`.
    pub time: String,
    pub event: Event,
    /// A decision gave another title.
    pub renamed: bool,
    /// What was handed over is that nothing came up.
    pub nothing: bool,
    pub duty: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    pub milestone_title: Arc<str>,
    /// The organisation that acted: a unit's or company's name, or the office.
    pub by: Arc<str>,
    /// In whose place it was decided.
    pub in_place_of: Option<InPlaceOf>,
    /// `extended`: the new deadline; of a return the day it is expected again.
    pub deadline: Option<Day>,
    /// Why it came back, where that is the reader's to read.
    pub reason: String,
}
