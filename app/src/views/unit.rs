use std::sync::Arc;

use super::{
    DeadlineRow, EventRow, MaybeShare, MilestoneRow, OutcomeRow, RedefinitionRow, WeekPoint,
};
use crate::domain::{
    AssignmentRole, Clocks, Commitments, CountsLater, Day, Figures, Forecast, Judgement, Measure,
    PartnerCode, Rest, Spread, Trust, Unit, UnitCode, WorkstreamCode, WorkstreamKind,
};

/// `/units/{code}`
#[derive(Debug, Clone)]
pub struct UnitPage {
    /// How often what is behind its figures was re-checked, and confirmed.
    pub trust: Trust,
    /// Counted milestones that were late when they were cancelled.
    pub cancelled_late: u32,
    /// Counted milestones of the unit's own that were late when they went to a company.
    pub taken_late: u32,
    pub unit: Arc<Unit>,
    /// Closed on or before the page's day.
    pub closed: bool,
    /// Who goes on with what it had: codes and names.
    pub successors: Vec<(UnitCode, Arc<str>)>,
    /// Of the duties that the headline counts.
    pub figures: Figures,
    /// Of all its duties.
    pub all: Figures,
    /// Those that count later only.
    pub later: Option<CountsLater>,
    pub heads: Vec<HeadRow>,
    /// Whom else to turn to: its members, told to who works with the unit.
    pub contacts: Vec<HeadRow>,
    pub partners: Vec<UnitPartner>,
    /// Database duties, worst first.
    pub duties: Vec<UnitDuty>,
    /// Duties of the programme and agreements.
    pub beside: Vec<UnitDuty>,
    pub outcomes: Vec<OutcomeRow>,
    /// What its heads committed to; `None` for a company, which reads only its own.
    pub commitments: Option<Commitments>,
    /// Whose turn it was with the milestones that the reader sees.
    pub clocks: Clocks,
    /// With whom the rest of them lies.
    pub rest: Rest,
    pub events: Vec<EventRow>,
    /// Promises that a decision changed, newest first.
    pub redefinitions: Vec<RedefinitionRow>,
    /// Milestones that were given more time, most days first.
    pub deadlines: Vec<DeadlineRow>,
    /// Milestones of other companies, which a company sees only the number of.
    pub others: usize,
    /// The last half year week by week, oldest first; the last is the page's day.
    pub weeks: Vec<WeekPoint>,
    /// The plan by original deadlines after the page's day.
    pub plan: Vec<(Day, MaybeShare)>,
    /// The unit among those of its kind; `None` for who does not read them all.
    pub among: Option<Among>,
}

/// The open units of one kind beside each other, this one marked; no place in a row.
#[derive(Debug, Clone)]
pub struct Among {
    pub units: usize,
    pub spreads: Vec<(Measure, Spread)>,
}

/// A head of the unit, or a deputy by delegation.
#[derive(Debug, Clone)]
pub struct HeadRow {
    pub name: String,
    pub title: String,
    /// Told to who works with the unit; empty to everybody else.
    pub phone: Option<String>,
}

impl HeadRow {
    /// The title, where the name does not say it already.
    pub fn title_beside(&self) -> Option<&str> {
        let title = Some(self.title.as_str());
        title.filter(|it| !it.is_empty() && !self.name.starts_with(it))
    }
}

#[derive(Debug, Clone)]
pub struct UnitPartner {
    pub code: PartnerCode,
    pub name: Arc<str>,
    pub role: AssignmentRole,
    /// `None`: not for this reader.
    pub terms: Option<AssignmentTerms>,
}

#[derive(Debug, Clone)]
pub struct AssignmentTerms {
    pub from: Day,
    pub to: Option<Day>,
    /// Empty: provisional.
    pub decision: Arc<str>,
}

#[derive(Debug, Clone)]
pub struct UnitDuty {
    pub workstream: WorkstreamCode,
    pub name: Arc<str>,
    /// National, sector ... in the reader's words by the page.
    pub kind: WorkstreamKind,
    pub provisional: bool,
    pub lead: bool,
    /// `None`: it only supports others.
    pub judgement: Option<Judgement>,
    pub figures: Figures,
    /// The measured share of the duty itself.
    pub measured: MaybeShare,
    /// Of its outcome indicator; `None` where it has none.
    pub forecast: Option<Forecast>,
    pub milestones: Vec<MilestoneRow>,
}
