//! `/review/{milestone}`: what was handed over, and the decision on it: accept,
//! return, or revoke an acceptance.
use app::{
    Page,
    access::Role,
    domain::{Event, MilestoneId, Refusal, State, clean, says_something, secrecy_mark},
    views::{
        DecisionErrors, DecisionForm, DecisionPage, Desk, HistoryRow, Marks, Mistake, Overtaken,
        Submission, Typed, UnsentForm,
    },
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use crate::web::{
    error::WebError,
    history::history_rows,
    milestone_event::{Appended, NewEvent, append},
    milestone_form::{MilestoneFields, MilestoneForm, new_marks, repromised, tell_done},
    unsent,
    visit::Visit,
};

/// `GET /review/{milestone}`
pub async fn decision(mut visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    let id = MilestoneId::parse(&id).map_err(|_| WebError::NotFound)?;
    let page = decision_page(&visit, &id).await?;
    tell_done(&mut visit, &id).await?;
    Ok(visit.page(Page::Decision(Box::new(page))))
}

/// One milestone a person decides on; anybody else's does not exist.
async fn decision_page(visit: &Visit, id: &MilestoneId) -> Result<DecisionPage, WebError> {
    let board = visit.read()?;
    let (item, may) = board.review_of(id).ok_or(WebError::NotFound)?;
    let history = history_rows(visit, &board, id).await?;
    let mut submissions = submissions(&history).into_iter();
    let (current, previous) = (submissions.next(), submissions.next());
    let (next, left) = board.next_review(id);
    let waits = item.row.state == State::Submitted;
    let mut effect = if waits {
        board.effect(id, Event::Accepted)
    } else {
        None
    };
    // A head decides for the unit: the city's share is the office's to weigh.
    if let Some(effect) = effect
        .as_mut()
        .filter(|_| board.viewer().role == Role::Head)
    {
        effect.whole = None;
    }
    Ok(DecisionPage {
        current,
        previous,
        overtaken: None,
        repromised: None,
        history,
        form: DecisionForm {
            marks: new_marks(&visit.app, &board, id).await?,
            ..DecisionForm::default()
        },
        errors: DecisionErrors::default(),
        effect,
        needed: board.needed(id),
        next,
        left,
        may_accept: may.contains(&Event::Accepted),
        may_return: may.contains(&Event::Returned),
        may_revoke: may.contains(&Event::Revoked),
        may_adjust: board
            .adjustable(Desk::Review, id)
            .is_some_and(|it| !it.may.is_empty()),
        item,
    })
}

/// Submissions, newest first, each with the answer it got if it was returned.
fn submissions(history: &[HistoryRow]) -> Vec<Submission> {
    let mut answer = None;
    let mut all = Vec::new();
    for row in history {
        match row.event {
            Event::Returned => answer = Some((row.day, row.text.clone())),
            Event::Submitted => {
                let evidence = row.evidence.first();
                all.push(Submission {
                    day: row.day,
                    time: row.time.clone(),
                    person: row.person.clone(),
                    by: row.by.clone(),
                    produced: row.text.clone(),
                    document_number: evidence
                        .map(|e| e.document_number.clone())
                        .unwrap_or_default(),
                    document_day: evidence.and_then(|e| e.document_day),
                    link: evidence.map(|e| e.link.clone()).unwrap_or_default(),
                    returned: answer.take(),
                });
            }
            _ => answer = None,
        }
    }
    all
}

#[derive(Debug, Default, Deserialize)]
pub struct DecisionFields {
    #[serde(default)]
    decision: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    checked_product: String,
    #[serde(default)]
    checked_evidence: String,
    #[serde(default)]
    checked_document: String,
    #[serde(flatten)]
    marks: Marks,
}

impl MilestoneFields for DecisionFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::Decision
    }

    fn typed(self) -> Option<Typed> {
        Some(Typed::Decision(without_secrets(cleaned(self))))
    }
}

/// `POST /review/{milestone}`
pub async fn send_decision(sent: MilestoneForm<DecisionFields>) -> Result<Response, WebError> {
    let MilestoneForm {
        visit,
        board,
        id,
        typed,
    } = sent;
    if board.review_of(&id).is_none() {
        return Err(unsent::not_theirs(&visit, &board, &id, typed).await);
    }
    let form = cleaned(typed);
    let event = decided(&form.decision);
    let mut errors = check(&form, event);
    let Some(event) = event.filter(|_| !errors.any()) else {
        return again(visit, &id, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let new = NewEvent {
        body: &form.reason,
        ..NewEvent::new(&id, event, &form.marks)
    };
    match append(&visit, &board, &new).await? {
        Appended::Now | Appended::Before => {
            Ok(Redirect::to(&format!("/review/{id}?done={}", event.code())).into_response())
        }
        Appended::OtherAccount => conflicting(visit, &id, form, Mistake::OtherAccount).await,
        Appended::Overtaken | Appended::NewerDraft => {
            conflicting(visit, &id, form, Mistake::Overtaken).await
        }
        Appended::Refused(refusal) => {
            errors.form = Some(Mistake::Refused(refusal));
            let status = if refusal == Refusal::NotInThisState {
                StatusCode::CONFLICT
            } else {
                StatusCode::FORBIDDEN
            };
            again(visit, &id, form, errors, status).await
        }
    }
}

/// The form once more, beside the report it was on and the present one. The three checks
/// were made on what was read, so they are asked for again.
async fn conflicting(
    visit: Visit,
    id: &MilestoneId,
    form: DecisionForm,
    mistake: Mistake,
) -> Result<Response, WebError> {
    let mut page = decision_page(&visit, id).await?;
    page.errors.form = Some(mistake);
    page.repromised = repromised(&visit.app, id, &form.marks, &page.form.marks).await?;
    let answered = mistake == Mistake::Overtaken && form.marks.read != page.form.marks.read;
    page.overtaken = answered.then(|| Overtaken {
        read: read_report(&page.history, &form.marks),
        now: page.current.clone(),
        acted: acted_since(&page.history, &form.marks),
    });
    page.form = DecisionForm {
        decision: form.decision,
        reason: form.reason,
        marks: page.form.marks,
        ..DecisionForm::default()
    };
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Decision(Box::new(page))))
}

/// The form once more, with what was typed before the session ended.
pub async fn decision_again(
    visit: Visit,
    id: &MilestoneId,
    typed: DecisionForm,
) -> Result<Response, WebError> {
    let mut page = decision_page(&visit, id).await?;
    if !typed.marks.read_the_same(&page.form.marks) {
        return conflicting(visit, id, typed, Mistake::Overtaken).await;
    }
    page.form = typed;
    Ok(visit.page_with(StatusCode::OK, Page::Decision(Box::new(page))))
}

/// The report that was the latest when a form was opened.
fn read_report(history: &[HistoryRow], marks: &Marks) -> Option<Submission> {
    let known: Vec<HistoryRow> = history
        .iter()
        .skip_while(|row| row.sign != marks.read)
        .cloned()
        .collect();
    submissions(&known).into_iter().next()
}

/// The last act since a form was opened, where it is no new report.
fn acted_since(history: &[HistoryRow], marks: &Marks) -> Option<HistoryRow> {
    let since: Vec<&HistoryRow> = history
        .iter()
        .take_while(|row| row.sign != marks.read)
        .collect();
    let reported = since.iter().any(|row| row.event == Event::Submitted);
    since
        .first()
        .filter(|_| !reported)
        .map(|row| (*row).clone())
}

fn decided(word: &str) -> Option<Event> {
    Event::from_code(word)
        .filter(|e| matches!(e, Event::Accepted | Event::Returned | Event::Revoked))
}

fn cleaned(typed: DecisionFields) -> DecisionForm {
    DecisionForm {
        decision: typed.decision,
        reason: clean(&typed.reason),
        checked_product: !typed.checked_product.is_empty(),
        checked_evidence: !typed.checked_evidence.is_empty(),
        checked_document: !typed.checked_document.is_empty(),
        marks: typed.marks,
    }
}

/// A reason that carries a mark of secrecy is not sent back either.
fn without_secrets(mut form: DecisionForm) -> DecisionForm {
    if secrecy_mark(&form.reason).is_some() {
        form.reason.clear();
    }
    form
}

fn check(form: &DecisionForm, event: Option<Event>) -> DecisionErrors {
    let mut errors = DecisionErrors::default();
    match event {
        None => errors.decision = Some(Mistake::DecisionMissing),
        Some(Event::Accepted) => {
            if !(form.checked_product && form.checked_evidence && form.checked_document) {
                errors.checks = Some(Mistake::ChecksMissing);
            }
        }
        Some(_) if !says_something(&form.reason) => errors.reason = Some(Mistake::ReasonMissing),
        Some(_) => {}
    }
    if form.reason.chars().count() > 2000 {
        errors.reason = Some(Mistake::ReasonTooLong);
    }
    if secrecy_mark(&form.reason).is_some() {
        errors.reason = Some(Mistake::SecretMark);
    }
    errors
}

async fn again(
    visit: Visit,
    id: &MilestoneId,
    form: DecisionForm,
    errors: DecisionErrors,
    status: StatusCode,
) -> Result<Response, WebError> {
    let mut page = decision_page(&visit, id).await?;
    page.form = without_secrets(form);
    page.errors = errors;
    Ok(visit.page_with(status, Page::Decision(Box::new(page))))
}
