//! The desk of who decides: `GET /review`, plans, processes and measurements decided on together,
//! and the decision on one milestone.
mod decision;
mod desk;
mod plans;
mod values;
mod waiting_values;

use app::{
    domain::{clean, secrecy_mark},
    views::{Batch, DeskForm, Marks, ReviewFilter, Typed, UnsentForm},
};
use axum::{Form, extract::rejection::FormRejection, response::Response};
use serde::Deserialize;

use super::{error::WebError, milestone_form::FormFields, visit::Visit};

pub use decision::{decision, decision_again, send_decision};
pub use desk::{desk_again, review};
pub use values::reason_mistake;

/// The filter in an address.
fn filter(visit: &Visit) -> ReviewFilter {
    ReviewFilter::read(|name| visit.query(name))
}

/// A form of one of the lists: a box stands in it once for each row.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<(String, String)>")]
pub struct DeskFields(DeskForm);

impl From<Vec<(String, String)>> for DeskFields {
    fn from(fields: Vec<(String, String)>) -> Self {
        let mut form = DeskForm {
            about: Batch::Plans,
            event: String::new(),
            ticked: Vec::new(),
            reason: String::new(),
            marks: Marks::default(),
        };
        for (name, value) in fields {
            match name.as_str() {
                "about" => form.about = Batch::from_code(&value).unwrap_or(form.about),
                "event" => form.event = value,
                name if is_box(name) => form.ticked.push(value),
                "reason" => form.reason = clean(&value),
                "submission" => form.marks.submission = value,
                "account" => form.marks.account = value,
                _ => {}
            }
        }
        Self(form)
    }
}

fn is_box(name: &str) -> bool {
    Batch::ALL.iter().any(|it| it.boxes() == name)
}

impl FormFields for DeskFields {
    fn marks(&self) -> &Marks {
        &self.0.marks
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::Together
    }

    fn typed(self) -> Option<Typed> {
        let form = without_secrets(self.0);
        let empty = form.ticked.is_empty() && form.reason.is_empty();
        (!empty).then_some(Typed::Together(form))
    }
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(mut form: DeskForm) -> DeskForm {
    if secrecy_mark(&form.reason).is_some() {
        form.reason.clear();
    }
    form
}

/// `POST /review`: what is ticked of one of its lists.
pub async fn decide_together(
    visit: Visit,
    fields: Result<Form<DeskFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(DeskFields(form)) = fields?;
    match form.about {
        Batch::Plans => plans::accept(visit, &form).await,
        Batch::Values => values::decide(visit, form).await,
        Batch::Older => values::close_older(visit, &form).await,
    }
}
