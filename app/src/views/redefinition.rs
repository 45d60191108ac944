use std::sync::Arc;

use crate::domain::{
    Day, DutyKey, GroupCode, IndicatorCode, MilestoneKind, PartnerCode, Term, UnitCode, Weight,
    Workstream,
};

/// What a redefinition is of, and where it stands.
#[derive(Debug, Clone)]
pub enum About {
    Campaign,
    Unit(UnitCode),
    Partner(PartnerCode),
    Workstream(Arc<Workstream>),
    Duty(DutyKey),
    Milestone(DutyKey),
    Indicator(IndicatorCode),
    Measurement(IndicatorCode),
    Calendar,
    /// An event that deadlines run from.
    Trigger,
    /// The days of what recurs.
    Cadence,
    /// What a duty is asked for again and again.
    Rhythm,
    UnitGroup(GroupCode),
    /// That a unit belongs to a group.
    Membership(GroupCode),
}

/// One promise that a decision changed.
#[derive(Debug, Clone)]
pub struct RedefinitionRow {
    pub day: Day,
    pub about: About,
    /// The milestone's title, the unit's, the indicator's or the workstream's name.
    pub name: Arc<str>,
    /// `None`: of no unit.
    pub unit_name: Option<Arc<str>>,
    pub term: Term,
    /// In the words of the files.
    pub was: Arc<str>,
    pub now: Arc<str>,
    /// In which a target or a baseline is measured.
    pub unit_of_measure: Arc<str>,
    /// Of a milestone that took another's place: kind and weight of both.
    pub weighed: Option<[(MilestoneKind, Weight); 2]>,
    /// Number and approver, where the reader may know them.
    pub decision: Option<(Arc<str>, Arc<str>)>,
    /// `None`: not for this reader.
    pub reason: Option<Arc<str>>,
}

impl RedefinitionRow {
    /// Whether a decision made it: a new milestone that says not whose place it takes names none,
    /// nor does a value that another took the place of by form.
    pub fn decided(&self) -> bool {
        let named = self.decision.as_ref();
        !matches!(self.term, Term::Beside | Term::Added)
            && named.is_none_or(|(number, _)| !number.is_empty())
    }
}

/// What was promised first where it is not so any more, in the words of the files.
pub type FirstTerms = Vec<(Term, Arc<str>)>;
