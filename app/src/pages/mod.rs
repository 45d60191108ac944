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

pub use search::suggestions;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::Refusal,
    text::{Key as K, t, tf},
    views::{
        DatabaseList, DatabasePage, DecisionPage, DutyPage, Frame, Matrix, Mistake, OutcomeList,
        OutcomePage, Overview, PartnerList, PartnerPage, Programme, ReportPage, ReviewList,
        SearchPage, SignInForm, UnitList, UnitPage, WorkList, Written,
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
    /// 400, and other answers that say what is wrong with the request.
    BadRequest(Mistake),
}

impl Page {
    /// Writes the page; within an owner of Leptos', which islands ask for.
    pub fn write(self, frame: &Frame) -> Written {
        let title = self.title(frame);
        let has_island = self.has_island();
        let body_class = match &self {
            Self::SignIn(_) => "signing-in",
            Self::Report(_) | Self::Decision(_) => "with-actions",
            _ => "",
        };
        let (class, content) = self.content(frame);
        Written {
            title,
            body_class,
            has_island,
            class,
            content: content.to_html(),
        }
    }

    /// The name in the browser's tab, without the site's name.
    fn title(&self, frame: &Frame) -> String {
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
            Self::Partner(page) => page.partner.short_name.to_string(),
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
    const fn has_island(&self) -> bool {
        matches!(self, Self::Overview(_) | Self::Matrix(_) | Self::Outcome(_))
    }

    /// The content with the class of its element; `None`: the only page without the
    /// common surroundings.
    fn content(self, frame: &Frame) -> (Option<&'static str>, AnyView) {
        let (class, content) = match self {
            Self::SignIn(form) => return (None, sign_in::page(frame, form)),
            Self::Overview(page) => ("overview", overview::page(frame, &page)),
            Self::Units(page) => ("units", units::page(frame, page)),
            Self::Unit(page) => ("unit", unit::page(frame, *page)),
            Self::Duty(page) => ("duty", duty::page(frame, *page)),
            Self::Matrix(page) => ("matrix", matrix::page(frame, *page)),
            Self::Databases(page) => ("databases", databases::page(frame, *page)),
            Self::Database(page) => ("database", database::page(frame, *page)),
            Self::Partners(page) => ("partners", partners::page(frame, *page)),
            Self::Partner(page) => ("partner", partner::page(frame, *page)),
            Self::Outcomes(page) => ("outcome-list", outcomes::page(frame, *page)),
            Self::Outcome(page) => ("outcome", outcome::page(frame, *page)),
            Self::Programme(page) => ("programme", programme::page(frame, *page)),
            Self::Search(page) => ("search", search::page(frame, *page)),
            Self::Work(page) => ("work", work::page(frame, page)),
            Self::Report(page) => ("form-page", report::page(frame, *page)),
            Self::Review(page) => ("review", review::page(frame, page)),
            Self::Decision(page) => ("form-page", decision::page(frame, *page)),
            Self::Refused { reason } => ("said", errors::refused(frame, reason)),
            Self::NotFound => ("said", errors::not_found(frame)),
            Self::Failed => ("said", errors::failed(frame)),
            Self::BadRequest(why) => ("said", errors::bad_request(frame, why)),
        };
        (Some(class), content)
    }
}
