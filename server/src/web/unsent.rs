//! A form that came when nobody was signed in any more, or somebody else
//! who may not send it. The answer says
//! that nothing was sent, and has with it what was typed: sealed, so that neither a session
//! nor an address nor the database holds it, and nobody but the server opens it. When the
//! same person signs in within the hour, the form stands there with it again; only that
//! person sends it.
use std::{pin::Pin, sync::Arc};

use super::{
    error::WebError, milestone_form::FormFields, received::LARGEST_FORM, refusals, state::App,
    visit::Visit,
};
use crate::{
    board::ScopedBoard,
    db::{DbError, files::MEASURE, people},
};
use app::{
    access::Viewer,
    domain::{Act, Instant, MilestoneId},
    has_words,
    views::{
        Desk, DutyOver, NotTheirs, NotWritten, Typed, Unsent, UnsentForm, Why, about_at,
        explanation_path, restatement_path,
    },
};
use axum::{
    Form, RequestExt,
    extract::{FromRequest, Path, Request},
};
use serde::{Deserialize, Serialize};

/// What the server's key seals here.
const PURPOSE: &str = "unsent form";
const KEPT_FOR: Instant = 60 * 60 * 1_000_000;
/// It comes back in the form of signing in, with room for a name and a password.
const LONGEST: usize = LARGEST_FORM - 16 * 1024;

/// What is sealed.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// The account the form was given to.
    account: String,
    /// The page the form stands on.
    page: String,
    until: Instant,
    typed: Typed,
}

/// Why sealed text stays closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// Another account typed it.
    OtherAccount,
    /// Too long ago, of another page, or nothing this server sealed.
    Gone,
}

type Later<T> = Pin<Box<dyn Future<Output = Option<T>> + Send>>;

/// What becomes of a form that is not carried out; `None` where there is nothing to give back.
#[derive(Debug, Clone, Copy)]
pub struct Rescue {
    /// The person signed in, if anybody is, may not send it.
    pub refused: fn(App, Option<Arc<Viewer>>, Request) -> Later<WebError>,
    /// It could not be written.
    pub not_written: fn(Request) -> Later<NotWritten>,
}

impl Rescue {
    /// Of forms with these fields.
    pub const fn of<F: FormFields>() -> Self {
        Self {
            refused: refused::<F>,
            not_written: not_written::<F>,
        }
    }
}

fn not_written<F: FormFields>(request: Request) -> Later<NotWritten> {
    Box::pin(async move {
        let action = sent_to(&request);
        let Form(fields) = Form::<F>::from_request(request, &()).await.ok()?;
        Some(NotWritten {
            action,
            form: fields.which(),
            typed: fields.typed()?,
        })
    })
}

/// Where a form was sent: to a list with the filter that it was read by.
fn sent_to(request: &Request) -> String {
    let uri = request.uri();
    let whole = uri.path_and_query().map_or(uri.path(), |it| it.as_str());
    whole.to_owned()
}

fn refused<F: FormFields>(
    app: App,
    viewer: Option<Arc<Viewer>>,
    mut request: Request,
) -> Later<WebError> {
    Box::pin(async move {
        let id = request.extract_parts::<Path<String>>().await;
        let id = id.ok().map(|Path(id)| id);
        let sent_to = sent_to(&request);
        let page = |form| page(form, id.as_deref(), Some(&sent_to));
        let fields = Form::<F>::from_request(request, &()).await;
        match (viewer, fields) {
            (Some(viewer), Ok(Form(fields))) => {
                of_another(&app, &viewer, page(fields.which()), fields).await
            }
            (Some(_), Err(_)) => None,
            (None, Ok(Form(fields))) => {
                given_back(&app, Why::SessionEnded, page(fields.which()), fields).await
            }
            // Too large or no form: told as it is, for nothing of it can be kept.
            (None, Err(unreadable)) => Some(unreadable.into()),
        }
    })
}

/// Gives back a form that was given to another account than the one signed in, which may not
/// send it; `None` where nothing was typed, or no such account is there.
async fn of_another<F: FormFields>(
    app: &App,
    viewer: &Viewer,
    page: Option<String>,
    fields: F,
) -> Option<WebError> {
    if fields.marks().account == viewer.person {
        return None;
    }
    let error = given_back(app, Why::OtherAccount, page, fields).await?;
    let kept = |it: &Unsent| it.sealed.is_some();
    match &error {
        WebError::SignIn {
            unsent: Some(it), ..
        } => kept(it).then_some(error),
        _ => Some(error),
    }
}

/// Refuses, and records, a form about what the person has nothing to do with, or not any more. The
/// answer does not tell whether it exists, and gives back what was typed.
pub async fn not_theirs<F: FormFields>(
    visit: &Visit,
    board: &ScopedBoard,
    id: &str,
    typed: F,
) -> WebError {
    let (app, viewer) = (&visit.app, board.viewer());
    let over = MilestoneId::parse(id).ok();
    let over = over.and_then(|id| board.duty_over(&id));
    if let Some(over) = over.filter(|_| typed.marks().account == viewer.person) {
        let form = typed.which();
        let sent = typed.typed().map(|typed| (form, typed));
        return WebError::DutyOver(Box::new(DutyOver { sent, ..over }));
    }
    if let Err(error) = refusals::of_person(app, visit.from, viewer, id).await {
        return error.into();
    }
    let form = typed.which();
    if typed.marks().account != viewer.person {
        let page = page(form, Some(id), None);
        let given_back = of_another(app, viewer, page, typed).await;
        return given_back.unwrap_or(WebError::NotFound);
    }
    // It was its sender's when the form was opened: what was typed is not lost.
    match typed.typed().filter(has_words) {
        Some(typed) => WebError::NotTheirs(Box::new(NotTheirs { form, typed })),
        None => WebError::NotFound,
    }
}

/// There is no page of a milestone: its duty is over, or it is nothing of the reader's.
pub fn not_found(board: &ScopedBoard, id: &MilestoneId) -> WebError {
    match board.duty_over(id) {
        Some(over) => WebError::DutyOver(Box::new(over)),
        None => WebError::NotFound,
    }
}

/// The page to sign in on, with what was typed into the form of a page; `None` for a form of
/// none.
async fn given_back<F: FormFields>(
    app: &App,
    why: Why,
    page: Option<String>,
    fields: F,
) -> Option<WebError> {
    let (account, form) = (fields.marks().account.clone(), fields.which());
    let page = page?;
    let given_here = fields.given_here();
    let sealed = match fields.typed().filter(|_| given_here) {
        Some(typed) => match seal(app, account, &page, typed).await {
            Ok(sealed) => sealed,
            Err(error) => return Some(error.into()),
        },
        None => None,
    };
    Some(WebError::SignIn {
        next: page,
        unsent: Some(Unsent { why, form, sealed }),
    })
}

/// The page a form stands on; `None` for one about a milestone without any. `id`: what the address
/// names.
fn page(form: UnsentForm, id: Option<&str>, sent_to: Option<&str>) -> Option<String> {
    use UnsentForm::{
        Adjustment, Announcement, DayName, Decision, Draft, Explanation, ExtensionRequest,
        FigureNote, Measurements, MeasurementsDraft, OwnCorrection, People, Person, PlanChange,
        PlanTable, Proposals, Question, Recheck, Report, Restatement, Revocation, Together,
        Withdrawal,
    };
    let about = || about_at(id?);
    let id = || MilestoneId::parse(id?).ok();
    Some(match form {
        Measurements | MeasurementsDraft => MEASURE.to_owned(),
        DayName => "/compare".to_owned(),
        Announcement | FigureNote | People | Person | PlanChange | PlanTable | Proposals
        | Recheck | Revocation | Together => sent_to?.to_owned(),
        Report | Draft | Withdrawal => format!("/work/{}", id()?),
        Decision => format!("/review/{}", id()?),
        ExtensionRequest => Desk::Work.path(id()?.as_str()),
        Adjustment => Desk::Review.path(id()?.as_str()),
        OwnCorrection => restatement_path(Desk::Work, id()?.as_str()),
        Restatement => restatement_path(Desk::Review, id()?.as_str()),
        Question => explanation_path(Act::Asked, &about()?),
        Explanation => explanation_path(Act::Explained, &about()?),
    })
}

/// `None` where no account there is was given the form, or it is longer than can come back.
async fn seal(
    app: &App,
    account: String,
    page: &str,
    typed: Typed,
) -> Result<Option<String>, DbError> {
    if people::by_id(&app.db, &account, app.today())
        .await?
        .is_none()
    {
        return Ok(None);
    }
    let kept = Kept {
        account,
        page: page.to_owned(),
        until: app.clock.now() + KEPT_FOR,
        typed,
    };
    let bytes = serde_json::to_vec(&kept).ok();
    let sealed = bytes.and_then(|bytes| app.key.seal(PURPOSE, &bytes));
    Ok(sealed.filter(|sealed| sealed.len() <= LONGEST))
}

/// What an account typed into the form of a page, at most an hour ago.
pub fn open(app: &App, sealed: &str, account: &str, page: &str) -> Result<Typed, Closed> {
    let bytes = app.key.open(PURPOSE, sealed).ok_or(Closed::Gone)?;
    let kept: Kept = serde_json::from_slice(&bytes).map_err(|_| Closed::Gone)?;
    if kept.account != account {
        return Err(Closed::OtherAccount);
    }
    if kept.page != page || kept.until <= app.clock.now() {
        return Err(Closed::Gone);
    }
    Ok(kept.typed)
}
