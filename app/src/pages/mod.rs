//! One page a file. A page gets its view and writes it; it reads and computes
//! nothing.
mod database;
mod databases;
mod decision;
mod duty;
mod errors;
mod matrix;
mod outcome;
mod outcomes;
mod overview;
mod partner;
mod partners;
mod programme;
mod report;
mod review;
mod search;
mod sign_in;
mod unit;
mod units;
mod work;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::layout,
    domain::Refusal,
    text::{Key as K, t, tf},
    views::{
        DatabaseList, DatabasePage, DecisionPage, DutyPage, Frame, Matrix, OutcomeList,
        OutcomePage, Overview, PartnerList, PartnerPage, Programme, ReportPage, ReviewList,
        SearchPage, SignInForm, UnitList, UnitPage, WorkList,
    },
};

/// Every page there is, with what it shows.
#[derive(Debug, Clone)]
pub enum Page {
    SignIn(SignInForm),
    Overview(Arc<Overview>),
    Units(UnitList),
    Unit(Box<UnitPage>),
    Duty(Box<DutyPage>),
    Matrix(Box<Matrix>),
    Databases(Box<DatabaseList>),
    Database(Box<DatabasePage>),
    Partners(Box<PartnerList>),
    Partner(Box<PartnerPage>),
    Outcomes(Box<OutcomeList>),
    Outcome(Box<OutcomePage>),
    Programme(Box<Programme>),
    Search(Box<SearchPage>),
    Work(WorkList),
    Report(Box<ReportPage>),
    Review(ReviewList),
    Decision(Box<DecisionPage>),
    /// 403. The reason, when the life of a milestone refused it.
    Refused {
        reason: Option<Refusal>,
    },
    /// 404: unknown, or not for this reader; the page does not tell which.
    NotFound,
    /// 500
    Failed,
    /// 400: what is wrong with the request, as a sentence.
    BadRequest(String),
}

impl Page {
    /// The name in the browser's tab, without the site's name.
    pub(crate) fn title(&self, frame: &Frame) -> String {
        let lang = frame.lang;
        let word = |key| t(lang, key).to_owned();
        match self {
            Self::SignIn(_) => word(K::SignInTitle),
            Self::Overview(_) => word(K::NavOverview),
            Self::Units(_) => word(K::NavUnits),
            Self::Unit(page) => page.unit.name.to_string(),
            Self::Duty(page) => format!("{} · {}", page.workstream.short_name(), page.unit.name),
            Self::Matrix(_) => word(K::NavMatrix),
            Self::Databases(_) => word(K::NavDatabases),
            Self::Database(page) => page.workstream.short_name(),
            Self::Partners(_) => word(K::NavPartners),
            Self::Partner(_) => word(K::NavPartners),
            Self::Outcomes(_) => word(K::NavOutcomes),
            Self::Programme(page) => word(match page.group {
                crate::domain::Group::Agreements => K::NavAgreements,
                _ => K::NavProgramme,
            }),
            Self::Outcome(page) => page.row.name.to_string(),
            Self::Search(_) => word(K::NavSearch),
            Self::Work(_) => word(K::NavWork),
            Self::Review(_) => word(K::NavReview),
            Self::Report(page) => page.item.row.title.to_string(),
            Self::Decision(page) => tf(
                lang,
                K::MilestoneN,
                &[
                    &page.item.row.order.to_string(),
                    page.item.row.title.as_ref(),
                ],
            ),
            Self::Refused { .. } => word(K::RefusedTitle),
            Self::NotFound => word(K::NotFoundTitle),
            Self::Failed => word(K::FailedTitle),
            Self::BadRequest(_) => word(K::BadRequestTitle),
        }
    }

    /// Whether the page has an island, and so needs the script.
    pub(crate) const fn has_island(&self) -> bool {
        matches!(self, Self::Overview(_) | Self::Matrix(_) | Self::Outcome(_))
    }

    pub(crate) fn body(self, frame: &Frame) -> AnyView {
        match self {
            // The only page without the common surroundings.
            Self::SignIn(form) => sign_in::page(frame, form),
            Self::Overview(page) => layout(frame, "overview", overview::page(frame, &page)),
            Self::Units(page) => layout(frame, "units", units::page(frame, page)),
            Self::Unit(page) => layout(frame, "unit", unit::page(frame, *page)),
            Self::Duty(page) => layout(frame, "duty", duty::page(frame, *page)),
            Self::Matrix(page) => layout(frame, "matrix", matrix::page(frame, *page)),
            Self::Databases(page) => layout(frame, "databases", databases::page(frame, *page)),
            Self::Database(page) => layout(frame, "database", database::page(frame, *page)),
            Self::Partners(page) => layout(frame, "partners", partners::page(frame, *page)),
            Self::Partner(page) => layout(frame, "partner", partner::page(frame, *page)),
            Self::Outcomes(page) => layout(frame, "outcomes", outcomes::page(frame, *page)),
            Self::Outcome(page) => layout(frame, "outcome", outcome::page(frame, *page)),
            Self::Programme(page) => layout(frame, "programme", programme::page(frame, *page)),
            Self::Search(page) => layout(frame, "search", search::page(frame, *page)),
            Self::Work(page) => layout(frame, "work", work::page(frame, page)),
            Self::Report(page) => layout(frame, "form-page", report::page(frame, *page)),
            Self::Review(page) => layout(frame, "review", review::page(frame, page)),
            Self::Decision(page) => layout(frame, "form-page", decision::page(frame, *page)),
            Self::Refused { reason } => layout(frame, "said", errors::refused(frame, reason)),
            Self::NotFound => layout(frame, "said", errors::not_found(frame)),
            Self::Failed => layout(frame, "said", errors::failed(frame)),
            Self::BadRequest(why) => layout(frame, "said", errors::bad_request(frame, why)),
        }
    }
}
