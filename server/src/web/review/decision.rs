//! `/review/{milestone}`: what was handed over, and the decision on it: accept,
//! return, or revoke an acceptance.
use app::{
    Page,
    access::Role,
    domain::{
        About, Act, Day, Event, Instant, LONGEST_TEXT, MilestoneId, NOTHING_RUNNING, Nearest,
        Refusal, State, clean, clean_line, parse_day, says_something, secrecy_mark,
        secrecy_mark_in_name, typed_day,
    },
    text,
    views::{
        DecisionErrors, DecisionForm, DecisionPage, Desk, Frame, HistoryRow, Marks, Mistake,
        Overtaken, Rewrote, Signs, Submission, Typed, UnsentForm, UsualReason,
    },
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::filter;
use crate::{
    board::{ScopedBoard, Wrote},
    db::{files, milestone_events},
    web::{
        error::WebError,
        history::history_rows,
        milestone_event::{Appended, NewEvent, append},
        milestone_form::{
            FormFields, MilestoneForm, new_marks, remeasured, repromised, tell_done, tell_done_of,
        },
        recheck, unsent,
        visit::Visit,
    },
};

/// In the unit of instants.
const MINUTE: Instant = 60 * 1_000_000;

/// `GET /review/{milestone}`
pub async fn decision(mut visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    let id = MilestoneId::parse(&id).map_err(|_| WebError::NotFound)?;
    let page = decision_page(&visit, &id).await?;
    tell_done_of(&mut visit).await?;
    tell_done(&mut visit, &id).await?;
    Ok(visit.page(Page::Decision(Box::new(page))))
}

/// One milestone a person decides on; anybody else's does not exist.
async fn decision_page(visit: &Visit, id: &MilestoneId) -> Result<DecisionPage, WebError> {
    let board = visit.read()?;
    let (item, may) = board
        .review_of(id)
        .ok_or_else(|| unsent::not_found(&board, id))?;
    let history = history_rows(visit, &board, id).await?;
    let mut submissions = submissions(&history).into_iter();
    let current = submissions.next();
    // What its party took back itself was not answered: the one before it is compared.
    let taken_back = |it: &Submission| it.withdrawn;
    let mut earlier: Vec<Submission> = submissions.collect();
    let answered = earlier.iter().position(|it| !taken_back(it)).unwrap_or(0);
    let previous = (!earlier.is_empty()).then(|| earlier.swap_remove(answered));
    let mut current = current;
    for file in current.iter_mut().flat_map(|it| &mut it.files) {
        let others = files::elsewhere(&visit.app.db, &file.hash, id.as_str()).await?;
        file.elsewhere = board.elsewhere(&others);
    }
    let signs = signs(
        visit,
        &board,
        id,
        current.as_ref(),
        previous.as_ref(),
        &history,
    )
    .await?;
    let filter = filter(visit);
    let place = board.review_place(&filter, id);
    let mut effect = match item.row.state {
        State::Submitted => board.effect(id, Event::Accepted),
        State::Accepted => board.effect(id, Event::Revoked),
        _ => None,
    };
    // A head decides for the unit: the city's share is the office's to weigh.
    if let Some(effect) = effect
        .as_mut()
        .filter(|_| board.viewer().role == Role::Head)
    {
        effect.whole = None;
    }
    Ok(DecisionPage {
        rechecks: recheck::of_milestone(visit, &board, &item.row.duty, id).await?,
        current,
        previous,
        overtaken: None,
        repromised: None,
        remeasured: None,
        rests_on: board.rests_on(id).map(|(_, it)| it),
        history,
        signs,
        form: DecisionForm {
            marks: new_marks(&visit.app, &board, id).await?,
            ..DecisionForm::default()
        },
        errors: DecisionErrors::default(),
        effect,
        needed: board.needed(id),
        volume: board.volume(id),
        filter,
        place,
        may_accept: may.contains(&Event::Accepted),
        may_return: may.contains(&Event::Returned),
        may_revoke: may.contains(&Event::Revoked),
        may_ask: board
            .may_speak(Act::Asked, &About::Milestone(id.clone()))
            .is_ok(),
        may_restate: board
            .restatable(Desk::Review, id, Wrote::default())
            .is_some_and(|it| !it.may.is_empty()),
        may_adjust: board
            .adjustable(Desk::Review, id)
            .is_some_and(|it| !it.may.is_empty()),
        item,
    })
}

/// What the reviewer should look at.
async fn signs(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
    current: Option<&Submission>,
    previous: Option<&Submission>,
    history: &[HistoryRow],
) -> Result<Signs, WebError> {
    let nothing_running = board.nothing_running(id);
    let nothing_running = match nothing_running >= NOTHING_RUNNING {
        true => nothing_running,
        false => 0,
    };
    let Some(current) = current else {
        return Ok(Signs::default());
    };
    if current.progress.nothing {
        return Ok(Signs {
            nothing_running,
            accepted_at_once: accepted_at_once(history),
            ..Signs::default()
        });
    }
    let (number, day) = (current.document_number.as_str(), current.document_day);
    let same =
        milestone_events::same_document(&visit.app.db, id.as_str(), number, day, &current.link)
            .await?;
    // The same number and day at another unit are mostly another document.
    let (same, alike): (Vec<_>, Vec<_>) = same
        .into_iter()
        .partition(|(other, link)| *link || board.one_unit(id, other));
    let names = |of: Vec<(String, bool)>| of.into_iter().map(|(it, _)| it).collect::<Vec<_>>();
    let returned = previous
        .and_then(|it| it.returned.as_ref())
        .map(|(on, _)| *on);
    let start = visit.frame.campaign.as_ref().map(|it| it.start);
    let before = |than: Option<Day>| day.zip(than).filter(|(signed, than)| signed < than);
    Ok(Signs {
        document: board.elsewhere(&names(same)),
        alike: alike.len(),
        before_start: before(start),
        before_return: before(returned),
        nothing_running: 0,
        accepted_at_once: accepted_at_once(history),
    })
}

/// Whether the acceptance that stands came within a minute of its report. What was taken from the old
/// book nobody accepted here.
fn accepted_at_once(history: &[HistoryRow]) -> bool {
    let last = history.iter().find(|row| row.event.moves());
    let report = history.iter().find(|row| row.event == Event::Submitted);
    match (last, report) {
        (Some(accepted), Some(report))
            if accepted.event == Event::Accepted && !accepted.from_old_book =>
        {
            accepted.recorded_at - report.recorded_at < MINUTE
        }
        _ => false,
    }
}

/// Submissions, newest first, each with the answer it got if it was returned.
fn submissions(history: &[HistoryRow]) -> Vec<Submission> {
    let (mut answer, mut withdrawn, mut corrected) = (None, false, None);
    let mut all = Vec::new();
    for row in history {
        match row.event {
            Event::Returned => answer = Some((row.day, row.text.clone())),
            Event::Withdrawn => withdrawn = true,
            Event::Corrected if row.rewrites_document() => {
                corrected.get_or_insert(row.day);
            }
            Event::Submitted => {
                let evidence = row.evidence.first();
                all.push(Submission {
                    day: row.day,
                    time: row.time.clone(),
                    person: row.person.clone(),
                    by: row.by.clone(),
                    produced: row.text.clone(),
                    progress: row.progress,
                    document_number: evidence
                        .map(|e| e.document_number.clone())
                        .unwrap_or_default(),
                    document_day: evidence.and_then(|e| e.document_day),
                    link: evidence.map(|e| e.link.clone()).unwrap_or_default(),
                    files: evidence.map(|e| e.files.clone()).unwrap_or_default(),
                    returned: answer.take(),
                    withdrawn: std::mem::take(&mut withdrawn),
                    corrected_on: corrected.take(),
                });
            }
            _ => {}
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
    usual: String,
    #[serde(default)]
    resend: String,
    #[serde(default)]
    checked: String,
    #[serde(flatten)]
    marks: Marks,
}

impl FormFields for DecisionFields {
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
        ..
    } = sent;
    if board.review_of(&id).is_none() {
        return Err(unsent::not_theirs(&visit, &board, id.as_str(), typed).await);
    }
    let mut form = cleaned(typed);
    let event = decided(&form.decision);
    let mut errors = check(&form, event, &visit.frame);
    if errors.checked.is_some() && board.nothing_running(&id) > 0 {
        errors.checked = Some(Mistake::ReasonNotRead);
    }
    let Some(event) = event.filter(|_| !errors.any()) else {
        return again(visit, &id, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if event == Event::Returned && form.reason.is_empty() {
        form.reason = usual_reason(&visit, &form).to_owned();
    }
    let resend = (event == Event::Returned)
        .then(|| typed_day(&form.resend, visit.frame.today, Nearest::After));
    let new = NewEvent {
        body: &form.reason,
        deadline: resend.flatten(),
        ..NewEvent::new(&id, event, &form.marks)
    };
    match append(&visit, &board, &new).await? {
        Appended::Now | Appended::Before => Ok(onwards(&visit, &board, &id, event)),
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

/// To the next report of the list; back to where nothing waits any more. A revocation is
/// looked at where it was made.
fn onwards(visit: &Visit, board: &ScopedBoard, id: &MilestoneId, event: Event) -> Response {
    let filter = filter(visit);
    let next = board
        .review_place(&filter, id)
        .after
        .filter(|next| next != id);
    let done = [("done", event.code()), ("of", id.as_str())];
    let to = match (event, next) {
        (Event::Revoked, _) => filter.address(&format!("/review/{id}"), &done[..1]),
        (_, Some(next)) => filter.address(&format!("/review/{next}"), &done),
        (_, None) => filter.address("/review", &done),
    };
    Redirect::to(&to).into_response()
}

/// The words of the usual reason that was chosen; empty where none was.
fn usual_reason(visit: &Visit, form: &DecisionForm) -> &'static str {
    let chosen = UsualReason::from_code(&form.usual);
    chosen.map_or("", |it| text::usual_reason(visit.lang(), it))
}

/// The form once more, beside the report it was on and the present one. What was compared
/// is what was read, so it is asked for again.
async fn conflicting(
    visit: Visit,
    id: &MilestoneId,
    form: DecisionForm,
    mistake: Mistake,
) -> Result<Response, WebError> {
    let mut page = decision_page(&visit, id).await?;
    page.errors.form = Some(mistake);
    let marks = (&form.marks, &page.form.marks);
    page.repromised = repromised(&visit.app, id, marks.0, marks.1).await?;
    page.remeasured = remeasured(&visit.app, &visit.read()?, id, marks.0, marks.1).await?;
    let answered = mistake == Mistake::Overtaken && form.marks.read != page.form.marks.read;
    page.overtaken = answered.then(|| Overtaken {
        read: read_report(&page.history, &form.marks),
        now: page.current.clone(),
        acted: acted_since(&page.history, &form.marks),
    });
    page.form = DecisionForm {
        decision: form.decision,
        reason: form.reason,
        usual: form.usual,
        resend: form.resend,
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
    let marks = &page.form.marks;
    if !typed.marks.read_the_same(marks) || typed.marks.measured != marks.measured {
        return conflicting(visit, id, typed, Mistake::Overtaken).await;
    }
    page.form = typed;
    Ok(visit.page_with(StatusCode::OK, Page::Decision(Box::new(page))))
}

/// The report that was the latest when a form was opened, as it was then.
fn read_report(history: &[HistoryRow], marks: &Marks) -> Option<Submission> {
    let since = history.iter().take_while(|row| row.sign != marks.read);
    let since: Vec<&HistoryRow> = since.collect();
    let mut read = submissions(&history[since.len()..]).into_iter().next()?;
    // Corrections of a report that came later are not its own.
    let later = since.iter().rposition(|row| row.event == Event::Submitted);
    for row in &since[later.map_or(0, |at| at + 1)..] {
        for it in &row.rewritten {
            match it.what {
                Rewrote::DocumentNumber => read.document_number.clone_from(&it.was),
                Rewrote::DocumentDay => read.document_day = parse_day(&it.was),
                Rewrote::Link => read.link.clone_from(&it.was),
                Rewrote::Term(_) => {}
            }
        }
    }
    Some(read)
}

/// The last act since a form was opened, where it is no new report.
fn acted_since(history: &[HistoryRow], marks: &Marks) -> Option<HistoryRow> {
    let since: Vec<&HistoryRow> = history
        .iter()
        .take_while(|row| row.sign != marks.read)
        .collect();
    let reported = since.iter().any(|row| row.event == Event::Submitted);
    since
        .iter()
        .find(|row| row.event.moves())
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
        usual: typed.usual,
        resend: clean_line(&typed.resend),
        checked: !typed.checked.is_empty(),
        marks: typed.marks,
    }
}

/// A reason that carries a mark of secrecy is not sent back either.
fn without_secrets(mut form: DecisionForm) -> DecisionForm {
    if secrecy_mark_in_name(&form.resend).is_some() {
        form.resend.clear();
    }
    if secrecy_mark(&form.reason).is_some() {
        form.reason.clear();
    }
    form
}

fn check(form: &DecisionForm, event: Option<Event>, frame: &Frame) -> DecisionErrors {
    let today = frame.today;
    let mut errors = DecisionErrors::default();
    match event {
        None => errors.decision = Some(Mistake::DecisionMissing),
        Some(Event::Accepted) => {
            errors.checked = (!form.checked).then_some(Mistake::ChecksMissing);
        }
        Some(event) => {
            let usual = event == Event::Returned && UsualReason::from_code(&form.usual).is_some();
            let said = says_something(&form.reason) || (usual && form.reason.is_empty());
            errors.reason = (!said).then_some(Mistake::ReasonMissing);
        }
    }
    if event == Some(Event::Returned) && !form.resend.is_empty() {
        errors.resend = match typed_day(&form.resend, today, Nearest::After) {
            None => Some(Mistake::ResendBad),
            Some(day) if day <= today => Some(Mistake::ResendPast),
            Some(day) => frame.too_far(day).then_some(Mistake::DeadlineTooFar),
        };
    }
    if form.reason.chars().count() > LONGEST_TEXT {
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
