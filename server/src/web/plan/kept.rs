//! A form of the plan that came when its session had ended: kept as it was typed, and looked at again
//! once its person has signed in. Nothing is written by it.
use std::pin::Pin;

use app::views::{Marks, PlanForm, PlanSent, Typed, UnsentForm};
use axum::{
    extract::{Path, RawForm},
    response::Response,
};
use serde::Deserialize;

use super::{
    paste::send_paste,
    row::{send_new_row, send_row},
    sheet::send_sheet,
    together::send_together,
    typed::is_secret,
};
use crate::web::{error::WebError, milestone_form::FormFields, visit::Visit};

/// The form as it was sent.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<(String, String)>")]
pub struct PlanFields {
    form: PlanSent,
    marks: Marks,
}

impl From<Vec<(String, String)>> for PlanFields {
    fn from(fields: Vec<(String, String)>) -> Self {
        let value = |of: &str| {
            let found = fields.iter().find(|(name, _)| name == of);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let marks = Marks {
            account: value("account"),
            // The name of the form stands before what was read.
            submission: PlanForm::signs(&value("seen")).0.to_owned(),
            ..Marks::default()
        };
        Self {
            form: PlanSent { fields },
            marks,
        }
    }
}

impl FormFields for PlanFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    /// A form of a row has the sign of that, and one of a new row none: it says whose it is.
    fn given_here(&self) -> bool {
        !self.marks.account.is_empty()
    }

    fn which(&self) -> UnsentForm {
        match self.form.table().is_empty() {
            true => UnsentForm::PlanChange,
            false => UnsentForm::PlanTable,
        }
    }

    fn typed(self) -> Option<Typed> {
        let mut form = self.form;
        form.fields.retain(|(_, value)| !is_secret(value));
        let any = form.typed().next().is_some();
        any.then_some(Typed::Plan(form))
    }
}

/// What answers a form, on the heap: together the answers of all forms are more than a stack holds.
type Answering = Pin<Box<dyn Future<Output = Result<Response, WebError>> + Send>>;

/// The page of a form with what was typed and answered before, and what it moves.
pub fn form_again(visit: Visit, page: &str, typed: PlanSent) -> Answering {
    let body = RawForm(looked_at(&typed).into());
    let path = page.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let named = |part: &str| Path(part.to_owned());
    match parts.as_slice() {
        ["plan", "sheet"] => Box::pin(send_sheet(visit, None, body)),
        ["plan", "together", act] => Box::pin(send_together(visit, named(act), body)),
        ["plan", file, "new"] => Box::pin(send_new_row(visit, named(file), body)),
        ["plan", file, "row"] => Box::pin(send_row(visit, named(file), body)),
        ["plan", file, "table"] => Box::pin(send_paste(visit, named(file), body)),
        _ => Box::pin(async { Err(WebError::NotFound) }),
    }
}

/// The body of the form, sent to be looked at.
fn looked_at(typed: &PlanSent) -> String {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in &typed.fields {
        if !["action", "read"].contains(&name.as_str()) {
            body.append_pair(name, value);
        }
    }
    body.append_pair("action", "look");
    body.finish()
}
