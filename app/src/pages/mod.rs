//! One page a file. A page gets its view and writes it; it reads and computes
//! nothing.
use leptos::prelude::*;

use crate::{
    domain::Refusal,
    views::{
        DecisionPage, DutyPage, Frame, Overview, ReportPage, ReviewList, SignInForm, UnitList,
        UnitPage, WorkList,
    },
};

/// Every page there is, with what it shows.
#[derive(Debug, Clone)]
pub enum Page {
    SignIn(SignInForm),
    Overview(Box<Overview>),
    Units(UnitList),
    Unit(Box<UnitPage>),
    Duty(Box<DutyPage>),
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
    pub(crate) fn body(self, _frame: &Frame) -> AnyView {
        view! { <main></main> }.into_any()
    }
}
