use std::sync::Arc;

use super::{EvidenceRow, ExplainedColumn, Paged, Sorted, Unanswered};
use crate::domain::{
    About, Cause, Clocks, Commitment, DutyKey, Explanation, PartnerCode, UnitKind, WorkstreamCode,
};

/// `/explanations`: what holds up all units, and each explanation of it.
#[derive(Debug, Clone)]
pub struct ExplanationList {
    pub filter: ExplanationFilter,
    pub sorted: Sorted<ExplainedColumn>,
    /// Workstreams and companies of all explanations, to choose from.
    pub workstreams: Vec<(WorkstreamCode, Arc<str>)>,
    pub companies: Vec<(PartnerCode, Arc<str>)>,
    /// Those that match, by cause: most first, "other" last, all causes that occur.
    pub causes: Vec<CauseRow>,
    /// Explanations there are, whatever is filtered.
    pub all: usize,
    /// A page of those that match, or all for a file; newest first, or as asked for.
    pub list: Paged<ExplainedRow>,
    /// What was asked and nobody answered by its day, of the whole campaign, the oldest first.
    pub unanswered: Vec<Unanswered>,
    /// Whose turn it was with all milestones of the campaign.
    pub clocks: Clocks,
}

/// One cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CauseRow {
    pub cause: Cause,
    /// How often it was named.
    pub explained: u32,
    /// Things still open that it was named for last.
    pub open: u32,
    pub units: u32,
}

/// One explanation.
#[derive(Debug, Clone)]
pub struct ExplainedRow {
    pub about: About,
    pub title: Arc<str>,
    pub duty: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    pub by: Arc<str>,
    /// The company, where it was not the unit.
    pub company: Option<(PartnerCode, Arc<str>)>,
    pub explanation: Explanation,
    pub commitment: Commitment,
    pub text: String,
    /// The document behind it.
    pub document: Option<EvidenceRow>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExplanationFilter {
    /// Of a unit's name, or its code.
    pub text: String,
    pub cause: Option<Cause>,
    pub kind: Option<UnitKind>,
    pub workstream: Option<WorkstreamCode>,
    /// Who explained.
    pub company: Option<PartnerCode>,
    pub commitment: Option<Commitment>,
    /// Only what is still open.
    pub pending: bool,
}

impl ExplanationFilter {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}
