//! Sheets of one page, to be put on a table.
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Marks, Mistake, Overview, PartnerPage, UnitPage};
use crate::domain::{Day, Figures, MOST_PROPOSALS, Outlook, WorkstreamCode};

/// `/brief`: the campaign on one page, for the committee's table.
#[derive(Debug, Clone)]
pub struct BriefPage {
    pub overview: Arc<Overview>,
    /// What the headline counts, worst first: the national databases where there are any.
    pub rows: Vec<BriefRow>,
    /// What stands under them, each added up: those left out, the sector databases.
    pub rest: Vec<BriefRest>,
    /// What the office puts before the committee on this day.
    pub proposals: Vec<String>,
    pub state: SheetState,
}

#[derive(Debug, Clone)]
pub struct BriefRow {
    pub code: WorkstreamCode,
    pub name: Arc<str>,
    pub figures: Figures,
    pub outlook: Outlook,
}

/// Several workstreams in one row.
#[derive(Debug, Clone)]
pub struct BriefRest {
    pub number: usize,
    /// All are sector databases.
    pub sector: bool,
    pub figures: Figures,
    /// `None`: no group that is foretold.
    pub outlook: Option<Outlook>,
}

/// What a sheet was written from, so that it is known again.
#[derive(Debug, Clone)]
pub struct SheetState {
    /// The place in the order of facts and the beginning of the audit's last hash; nothing for
    /// whoever reads a part of the campaign, to whom it would tell how much happened elsewhere.
    pub mark: Option<(i64, String)>,
}

/// `/units/{code}/brief`
#[derive(Debug, Clone)]
pub struct UnitBrief {
    pub page: UnitPage,
    pub state: SheetState,
}

/// `/partners/{code}/brief`
#[derive(Debug, Clone)]
pub struct PartnerBrief {
    pub page: PartnerPage,
    pub state: SheetState,
}

/// `/brief/proposals`: what the office puts before the committee.
#[derive(Debug, Clone)]
pub struct ProposalsPage {
    pub form: ProposalsForm,
    pub errors: ProposalsErrors,
    /// Somebody else wrote meanwhile: what stands now, each with who wrote it.
    pub stands: Vec<Proposal>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub place: usize,
    pub text: String,
    pub by: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalsForm {
    /// Of which day's brief, as typed.
    pub day: String,
    pub texts: [String; MOST_PROPOSALS],
    pub marks: Marks,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ProposalsErrors {
    pub day: Option<Mistake>,
    pub texts: [Option<Mistake>; MOST_PROPOSALS],
    pub form: Option<Mistake>,
}

impl ProposalsErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// Where what is put before the committee on a day is written.
pub fn proposals_path(day: Option<Day>) -> String {
    let day = day.map(|day| format!("?day={day}"));
    format!("/brief/proposals{}", day.unwrap_or_default())
}
