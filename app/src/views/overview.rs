use std::sync::Arc;

use super::{EventRow, Leads, MaybeShare, OutcomeRow, PartnerRow, RedefinitionRow};
use crate::domain::{
    Bloc, CountsLater, Day, DutyKey, Figures, Group, Headline, Judgement, MilestoneId, Outlook,
    PartnerCode, Status, Tried, Trust, UnitCode, UnitKind, Workstream, WorkstreamCode,
};

/// `/`: how far is the campaign, where is it behind, who must act.
#[derive(Debug, Clone)]
pub struct Overview {
    /// How often what is behind its figures was re-checked, and confirmed.
    pub trust: Trust,
    pub figures: Figures,
    /// What counts later only.
    pub later: Option<CountsLater>,
    pub outlook: Outlook,
    /// How good past forecasts were, where it is known.
    pub tried: Option<Tried>,
    /// What the figures above leave out, each group with its own.
    pub beside: Vec<(Group, Figures)>,
    /// The city's figures and outlook of a week before, as that day had them.
    pub week_ago: Option<WeekAgo>,
    pub databases_late: Option<DatabasesLate>,
    /// Tasks with late duties, the furthest behind first, where the campaign's figures count tasks.
    pub late_tasks: Vec<LateTask>,
    /// Week by week since the start; the last is the page's day.
    pub history: Vec<WeekPoint>,
    /// The plan from the page's day to the last original deadline.
    pub plan: Vec<(Day, MaybeShare)>,
    /// The campaign's own indicators, satisfaction first.
    pub outcomes: Vec<OutcomeRow>,
    /// The national databases, furthest behind their plan first.
    pub national: Vec<DatabaseLine>,
    /// All sector databases together.
    pub sector: Figures,
    pub sector_databases: usize,
    pub blocs: Vec<BlocRow>,
    pub partners: Vec<PartnerRow>,
    /// Newest first.
    pub events: Vec<EventRow>,
    /// Newest first.
    pub headline_changes: Vec<HeadlineChange>,
    /// Promises that a decision changed, newest first.
    pub redefinitions: Vec<RedefinitionRow>,
    pub units: usize,
    /// All who must act, by what it would bring.
    pub actions: Vec<ActionRow>,
    /// By kind, those that have any.
    /// `None` while it is too soon to say.
    pub silent: Option<Vec<Silent>>,
    /// Sector databases by the unit that leads them, furthest behind first.
    pub departments: Vec<DepartmentRow>,
    /// What keeps the data secure: workstreams of that kind.
    pub security: Vec<SecurityRow>,
    /// What turned since a week before; `None` in the campaign's first week.
    pub changes: Option<Changes>,
}

/// What the figures count was changed: the accepted share of that day, before and after.
#[derive(Debug, Clone)]
pub struct HeadlineChange {
    pub day: Day,
    pub was: Headline,
    pub now: Headline,
    pub before: MaybeShare,
    pub after: MaybeShare,
    /// Number and approver.
    pub decision: (Arc<str>, Arc<str>),
}

/// Databases by what is foretold of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct DatabasesLate {
    pub all: usize,
    /// The campaign's deadline is over: `late` are those that are not done.
    pub over: bool,
    /// After the campaign's deadline, or never.
    pub late: usize,
    /// With too little data to tell.
    pub unknown: usize,
}

/// One point of the burn-up; equals that day's as-of page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekPoint {
    pub day: Day,
    pub expected_original: MaybeShare,
    pub expected: MaybeShare,
    pub claimed: MaybeShare,
    pub accepted: MaybeShare,
}

/// The day a week before.
#[derive(Debug, Clone, Copy)]
pub struct WeekAgo {
    pub day: Day,
    pub figures: Figures,
    pub outlook: Outlook,
}

#[derive(Debug, Clone)]
pub struct DatabaseLine {
    pub code: WorkstreamCode,
    /// Without the generic beginning.
    pub name: Arc<str>,
    pub provisional: bool,
    pub figures: Figures,
    /// What was accepted a week before, by the duties, milestones and weights of now; `None` in the
    /// campaign's first week.
    pub accepted_before: MaybeShare,
    pub outlook: Outlook,
    pub leads: Option<Leads>,
}

/// A task that is late somewhere.
#[derive(Debug, Clone)]
pub struct LateTask {
    pub workstream: Arc<Workstream>,
    pub leads: Option<Leads>,
    pub figures: Figures,
}

#[derive(Debug, Clone)]
pub struct BlocRow {
    pub bloc: Bloc,
    pub units: usize,
    pub figures: Figures,
    /// The last half year week by week, oldest first.
    pub weeks: Vec<WeekPoint>,
}

/// An organisation that others wait for.
#[derive(Debug, Clone)]
pub struct ActionRow {
    pub who: Actor,
    /// Counted milestones past their deadline that it has to hand over.
    pub late: u32,
    /// Others past their deadline that wait on a body above the city: nothing to do about them.
    pub above: u32,
    /// Those that close within 7 days.
    pub soon: u32,
    /// Of either, those of companies that are not assigned there: the office's to reassign.
    pub to_reassign: u32,
    /// Whether the deadline of any of them has closed.
    pub past: bool,
    /// Submissions that wait for its decision longer than they should.
    pub waiting: u32,
    /// The longest lateness, or the longest wait, in days.
    pub days: i64,
    /// Points of the city's accepted share it would bring.
    pub gain: MaybeShare,
    /// Of all that it holds, what would bring most.
    pub first: Option<ActionThing>,
}

/// One milestone that somebody must act on.
#[derive(Debug, Clone)]
pub struct ActionThing {
    pub duty: DutyKey,
    pub milestone: MilestoneId,
    pub title: Arc<str>,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// Handed over, and waits for a decision.
    pub waits: bool,
    /// How long it is late, or waits, in days.
    pub days: i64,
    /// Points of the city's accepted share that it alone would bring.
    pub gain: MaybeShare,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    Unit(UnitCode, Arc<str>),
    Partner(PartnerCode, Arc<str>),
    Office,
}

/// Units not heard of for longer than [`crate::domain::SILENT_DAYS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silent {
    pub kind: UnitKind,
    pub units: usize,
}

/// A unit that leads sector databases, with their figures together.
#[derive(Debug, Clone)]
pub struct DepartmentRow {
    pub unit: UnitCode,
    pub unit_name: Arc<str>,
    pub databases: usize,
    pub figures: Figures,
}

#[derive(Debug, Clone)]
pub struct SecurityRow {
    pub workstream: Arc<Workstream>,
    pub units: usize,
    pub figures: Figures,
}

/// What turned since a week before.
#[derive(Debug, Clone)]
pub struct Changes {
    pub since: Day,
    /// The city's accepted and claimed share then.
    pub accepted: MaybeShare,
    pub claimed: MaybeShare,
    /// What the city had accepted then, told by the duties, milestones and weights of now: what
    /// lies between it and `accepted` is no work of the week.
    pub restated: MaybeShare,
    /// Its plan then, as it was told and told by the duties, milestones and weights of now.
    pub plan: MaybeShare,
    pub plan_restated: MaybeShare,
    /// Counted milestones cancelled since in duties that have handed something over: their shares
    /// rose by it.
    pub cancelled: u32,
    /// Counted milestones added since to duties that counted some: plan and shares are of more.
    pub added: u32,
    /// What weighs most first.
    pub worse: Vec<ChangeRow>,
    pub better: Vec<ChangeRow>,
    pub new: Vec<ChangeRow>,
}

impl Changes {
    /// Tenths of a point of the change of what is accepted, and of the plan, that come from no
    /// acceptance and no deadline but from what is counted; nothing where none do.
    pub fn by_adjustments(&self) -> [Option<i64>; 2] {
        [
            (self.restated, self.accepted),
            (self.plan_restated, self.plan),
        ]
        .map(|(restated, told)| {
            let points = restated.zip(told);
            let points = points.map(|(now, then)| now.printed_from(then));
            points.filter(|it| *it != 0)
        })
    }
}

/// A duty whose status turned.
#[derive(Debug, Clone)]
pub struct ChangeRow {
    pub duty: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    pub before: Option<Status>,
    pub now: Judgement,
}
