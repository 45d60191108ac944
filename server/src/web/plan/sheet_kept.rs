//! A table of the plan that came when its session had ended: kept with what was answered, and read
//! again once its person has signed in. Nothing is written by it.
use app::views::{Marks, PlanForm, PlanSheetForm, Typed, UnsentForm};
use axum::{extract::RawForm, response::Response};
use serde::Deserialize;

use super::{sheet::send_sheet, typed::is_secret};
use crate::web::{error::WebError, milestone_form::FormFields, visit::Visit};

/// The form as it was sent.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<(String, String)>")]
pub struct SheetFields {
    form: PlanSheetForm,
    marks: Marks,
}

impl From<Vec<(String, String)>> for SheetFields {
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
            form: PlanSheetForm { fields },
            marks,
        }
    }
}

impl FormFields for SheetFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::PlanSheet
    }

    fn typed(self) -> Option<Typed> {
        let mut form = self.form;
        form.fields.retain(|(_, value)| !is_secret(value));
        (!form.text().trim().is_empty()).then_some(Typed::PlanSheet(form))
    }
}

/// The table as it is understood, with what was answered before.
pub async fn sheet_again(visit: Visit, typed: PlanSheetForm) -> Result<Response, WebError> {
    let body = looked_at(&typed);
    send_sheet(visit, None, RawForm(body.into())).await
}

/// The body of the form, sent to be looked at.
fn looked_at(typed: &PlanSheetForm) -> String {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in &typed.fields {
        if !["action", "read"].contains(&name.as_str()) {
            body.append_pair(name, value);
        }
    }
    body.append_pair("action", "look");
    body.finish()
}
