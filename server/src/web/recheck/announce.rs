//! `POST /rechecks`: announcing a draw.
use app::{
    Page,
    domain::{
        LONGEST_TEXT, MOST_RECHECKED, RecheckOf, RecheckScope, clean, clean_line, says_something,
        secrecy_mark,
    },
    views::{AnnounceErrors, AnnounceForm, Marks, Mistake, Notice, Typed, UnsentForm},
};
use axum::{
    Form,
    extract::rejection::FormRejection,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::list;
use crate::{
    db::{
        audit,
        forms::{self, UsedFor},
        rechecks::{self, WrittenDraw},
    },
    ledger::RecheckDrawRow,
    web::{error::WebError, milestone_form::FormFields, visit::Visit},
};

#[derive(Debug, Default, Deserialize)]
pub struct AnnounceFields {
    #[serde(default)]
    scope: String,
    #[serde(default)]
    of: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    text: String,
    #[serde(flatten)]
    marks: Marks,
}

impl AnnounceFields {
    fn cleaned(self) -> AnnounceForm {
        AnnounceForm {
            scope: clean_line(&self.scope),
            of: clean_line(&self.of),
            number: clean_line(&self.number),
            text: clean(&self.text),
            marks: self.marks,
        }
    }
}

impl FormFields for AnnounceFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::Announcement
    }

    fn typed(self) -> Option<Typed> {
        Some(Typed::Announcement(without_secrets(self.cleaned())))
    }
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(mut form: AnnounceForm) -> AnnounceForm {
    if secrecy_mark(&form.text).is_some() {
        form.text.clear();
    }
    form
}

/// A draw to be written.
struct New {
    scope: RecheckScope,
    of: RecheckOf,
    number: u32,
}

pub async fn send_announcement(
    visit: Visit,
    fields: Result<Form<AnnounceFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = fields?;
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let form = fields.cleaned();
    let scope = form.scope.parse::<RecheckScope>().ok();
    let mut scopes = campaign.recheck_scopes().into_iter();
    let scope = scope.filter(|scope| scopes.any(|it| it.scope == *scope));
    let of_book = scope == Some(RecheckScope::OldBook);
    // The old book has no values.
    let of = RecheckOf::from_code(&form.of).filter(|of| !of_book || *of != RecheckOf::Values);
    let number = form.number.parse().ok();
    let number = number.filter(|number| (1..=MOST_RECHECKED).contains(number));
    let tenth = campaign
        .old_book_told()
        .map_or(1, |it| it.tenth.min(MOST_RECHECKED));
    let few = of_book && number.is_some_and(|number| number < tenth);
    let number = number.filter(|_| !few);
    let (Some(scope), Some(of), Some(number), None) = (&scope, of, number, plan(&form.text)) else {
        let bad = if few {
            Mistake::RecheckFewOfOldBook
        } else {
            Mistake::RecheckNumberBad
        };
        let errors = AnnounceErrors {
            scope: scope.is_none().then_some(Mistake::RecheckScopeMissing),
            of: of.is_none().then_some(Mistake::RecheckOfMissing),
            number: number.is_none().then_some(bad),
            text: plan(&form.text),
            form: None,
        };
        return again(visit, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let new = New {
        scope: scope.clone(),
        of,
        number,
    };
    match announce(&visit, &form, &new).await? {
        None => {
            let path = format!("/rechecks?done={}", Notice::RecheckAnnounced.code());
            Ok(Redirect::to(&path).into_response())
        }
        Some(mistake) => {
            let errors = AnnounceErrors {
                form: Some(mistake),
                ..AnnounceErrors::default()
            };
            again(visit, form, errors, StatusCode::CONFLICT).await
        }
    }
}

/// What is wrong with what is said of the plan.
fn plan(text: &str) -> Option<Mistake> {
    if secrecy_mark(text).is_some() {
        Some(Mistake::SecretMark)
    } else if text.chars().count() > LONGEST_TEXT {
        Some(Mistake::ReasonTooLong)
    } else {
        (!says_something(text)).then_some(Mistake::RecheckPlanMissing)
    }
}

/// Writes it in one transaction with its line of the audit; why it was not written, if it was not.
async fn announce(
    visit: &Visit,
    form: &AnnounceForm,
    new: &New,
) -> Result<Option<Mistake>, WebError> {
    let (app, viewer) = (&visit.app, visit.viewer()?);
    if form.marks.account != viewer.person {
        return Ok(Some(Mistake::OtherAccount));
    }
    let mut tx = app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let now = tx.later(app.clock.now()).await?;
    let row = RecheckDrawRow {
        submission: form.marks.submission.clone(),
        scope: new.scope.to_string(),
        drawn_from: new.of.code().to_owned(),
        number: new.number.into(),
        body: form.text.clone(),
        person: Some(viewer.person.clone()),
        seq,
        recorded_at: now,
    };
    if forms::is_of_another(&mut tx, &row.submission, UsedFor::Draw).await? {
        return Ok(Some(Mistake::RecheckFormUsed));
    }
    if let Some(written) = rechecks::written_draw(&mut tx, &row.submission).await? {
        let same = written
            == WrittenDraw {
                scope: row.scope,
                drawn_from: row.drawn_from,
                number: row.number,
                body: row.body,
                person: row.person,
            };
        return Ok((!same).then_some(Mistake::RecheckFormUsed));
    }
    let (scope, submission) = (row.scope.clone(), row.submission.clone());
    RecheckDrawRow::append(&mut tx, &[row]).await?;
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "recheck.announced",
        subject: &scope,
        detail: &submission,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(None)
}

/// The page once more, with what was typed.
async fn again(
    visit: Visit,
    form: AnnounceForm,
    errors: AnnounceErrors,
    status: StatusCode,
) -> Result<Response, WebError> {
    let visit = visit.renewed().await?;
    let mut page = list(&visit).await?;
    let marks = match (&page.form, status) {
        // Another form: that one may have been used.
        (Some(new), StatusCode::CONFLICT) => new.marks.clone(),
        _ => form.marks.clone(),
    };
    page.form = Some(AnnounceForm {
        marks,
        ..without_secrets(form)
    });
    page.errors = errors;
    Ok(visit.page_with(status, Page::Rechecks(Box::new(page))))
}

/// The page once more, with what was typed before the session ended.
pub async fn announcement_again(visit: Visit, typed: AnnounceForm) -> Result<Response, WebError> {
    again(visit, typed, AnnounceErrors::default(), StatusCode::OK).await
}
