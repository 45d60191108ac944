use std::sync::Arc;

use super::{DeadlineRow, MilestoneRow, PartnerRow, RedefinitionRow};
use crate::domain::{
    Clocks, Day, DayTally, Deliveries, DueWeek, Event, Figures, Partner, State, UnitCode, WaitBand,
};

/// `/partners/{code}`: what a company delivers, and how long units let it wait.
#[derive(Debug, Clone)]
pub struct PartnerPage {
    /// Counted milestones that were late when they were cancelled.
    pub cancelled_late: u32,
    /// Those that were late at a unit when it was closed.
    pub closed_late: u32,
    /// A counted milestone it was to deliver was cancelled.
    pub cancelled: bool,
    /// Products and outcomes it was to deliver and that went to others: how many to whom, no name
    /// where that is another company and the reader works for this one.
    pub given_away: Vec<(Option<Arc<str>>, u32)>,
    pub partner: Arc<Partner>,
    /// The reader works for it.
    pub own: bool,
    pub row: PartnerRow,
    /// Promises that a decision changed, newest first.
    pub redefinitions: Vec<RedefinitionRow>,
    /// Milestones that were given more time, most days first.
    pub deadlines: Vec<DeadlineRow>,
    /// Days each late delivery is past its current deadline.
    pub late_days: DayTally,
    /// Late ones handed over after the deadline and not decided on, and late
    /// ones the office has to reassign.
    pub late_waiting: u32,
    pub late_orphaned: u32,
    /// Of a past day, late ones that are another party's today: this company is told their number
    /// only.
    pub late_elsewhere: u32,
    /// The last eight weeks, oldest first.
    pub weeks: Vec<DueWeek>,
    /// Whose turn it was with its milestones, since they are its own.
    pub clocks: Clocks,
    pub bands: Vec<WaitBand>,
    /// Worst first. Only units the reader may open.
    pub led: Vec<PartnerUnit>,
    pub supported: Vec<PartnerUnit>,
    pub owed: Owed,
    /// All its products at units it accompanies, by deadline.
    pub deliverables: Vec<OwedRow>,
    /// What it handed over at units it is no longer assigned to, and what went to another party,
    /// newest first.
    pub past: Vec<PastDelivery>,
    /// Never handed over, at such units: the office has to reassign them.
    pub orphaned: u32,
    /// `?all=1`: every row of every list.
    pub all: bool,
}

/// A company's part of the duties of one unit.
#[derive(Debug, Clone)]
pub struct PartnerUnit {
    pub code: UnitCode,
    pub name: Arc<str>,
    pub order: i64,
    /// The company that leads there.
    pub lead: Option<Arc<str>>,
    pub figures: Figures,
    pub deliveries: Deliveries,
    /// Open, closing within 7 days.
    pub soon: u32,
}

/// Products the company still has to hand over, at units it accompanies.
#[derive(Debug, Clone)]
pub struct Owed {
    /// The last day of the month.
    pub until: Day,
    pub late: Vec<OwedRow>,
    /// Open, due by the end of the month.
    pub month: Vec<OwedRow>,
    /// Due after it, within 14 days.
    pub next: Vec<OwedRow>,
}

#[derive(Debug, Clone)]
pub struct OwedRow {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
}

/// Title, unit, dates and result; nothing of the unit as it is now.
#[derive(Debug, Clone)]
pub struct PastDelivery {
    pub title: Arc<str>,
    pub unit_name: Arc<str>,
    pub deadline: Option<Day>,
    pub state: State,
    pub last_event: Option<(Event, Day)>,
    pub submitted_on: Option<Day>,
    /// The day of what became of it.
    pub on: Option<Day>,
    pub finished_late: bool,
    /// The original deadline that it was after, in time by more time.
    pub within_extension: Option<Day>,
    pub left_late: Option<LeftLate>,
}

/// How what a company was late with left its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftLate {
    /// It went to another party.
    Taken,
    /// Its unit was closed.
    Closed,
}
