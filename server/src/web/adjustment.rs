//! `/work/{milestone}/extension`, where the responsible party asks for more time, and
//! `/review/{milestone}/adjust`, where the office answers, gives a milestone to another party,
//! records that it waits on others, or ends it.
use app::{
    Page,
    domain::{
        Event, LONGEST_NUMBER, LONGEST_TEXT, MilestoneId, Nearest, PartnerCode, Reach, Refusal,
        Responsible, clean, clean_line, extends_from, says_something, secrecy_mark,
        secrecy_mark_in_name, typed_day,
    },
    views::{
        AdjustmentErrors, AdjustmentForm, AdjustmentPage, Desk, Frame, HistoryRow, Marks,
        MilestoneRow, Mistake, THE_UNIT, Typed, UnsentForm,
    },
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    error::{BadRequest, WebError},
    history::history_rows,
    milestone_event::{Appended, NewEvent, append},
    milestone_form::{FormFields, MilestoneForm, new_marks, repromised},
    unsent,
    visit::Visit,
};

/// `GET /work/{milestone}/extension`
pub async fn extension(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    show(visit, Desk::Work, &id).await
}

/// `GET /review/{milestone}/adjust`
pub async fn adjustment(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    show(visit, Desk::Review, &id).await
}

/// `POST /work/{milestone}/extension`
pub async fn send_extension(sent: MilestoneForm<AdjustmentFields>) -> Result<Response, WebError> {
    send(Desk::Work, sent).await
}

/// `POST /review/{milestone}/adjust`
pub async fn send_adjustment(sent: MilestoneForm<AdjustmentFields>) -> Result<Response, WebError> {
    send(Desk::Review, sent).await
}

async fn show(visit: Visit, desk: Desk, id: &str) -> Result<Response, WebError> {
    let id = MilestoneId::parse(id).map_err(|_| WebError::NotFound)?;
    let mut page = adjustment_page(&visit, desk, &id).await?;
    let asked = visit.query("event");
    let chosen = page.may.iter().find(|event| event.code() == asked);
    let first = chosen.or(page.may.first()).map(|event| event.code());
    page.form.event = first.unwrap_or_default().to_owned();
    Ok(visit.page(Page::Adjustment(Box::new(page))))
}

/// One milestone the person may change beside reporting and deciding; anybody else's does not
/// exist.
async fn adjustment_page(
    visit: &Visit,
    desk: Desk,
    id: &MilestoneId,
) -> Result<AdjustmentPage, WebError> {
    let board = visit.read()?;
    let it = board
        .adjustable(desk, id)
        .ok_or_else(|| unsent::not_found(&board, id))?;
    let history = history_rows(visit, &board, id).await?;
    let request = |row: &&HistoryRow| row.event == Event::ExtensionRequested;
    let asked_because = history.iter().find(request).map(|row| row.text.clone());
    Ok(AdjustmentPage {
        desk,
        asked_because: asked_because.filter(|why| it.row.asked.is_some() && !why.is_empty()),
        moved: match it.may.contains(&Event::Cancelled) {
            true => board.moved_by_cancelling(id),
            false => Vec::new(),
        },
        form: AdjustmentForm {
            // What was asked for is the likeliest answer.
            day: match (desk, it.row.asked.and_then(|asked| asked.until)) {
                (Desk::Review, Some(until)) => until.format("%d/%m/%Y").to_string(),
                _ => String::new(),
            },
            marks: new_marks(&visit.app, &board, id).await?,
            ..AdjustmentForm::default()
        },
        row: it.row,
        unit_name: it.unit_name,
        workstream_name: it.workstream_name,
        may: it.may,
        parties: it.parties,
        history,
        errors: AdjustmentErrors::default(),
        repromised: None,
        acted: None,
    })
}

#[derive(Debug, Default, Deserialize)]
pub struct AdjustmentFields {
    #[serde(default)]
    event: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    party: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    sure: String,
    #[serde(flatten)]
    marks: Marks,
}

impl FormFields for AdjustmentFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        if self.event == Event::ExtensionRequested.code() {
            UnsentForm::ExtensionRequest
        } else {
            UnsentForm::Adjustment
        }
    }

    fn typed(self) -> Option<Typed> {
        Some(Typed::Adjustment(without_secrets(cleaned(self))))
    }
}

fn cleaned(typed: AdjustmentFields) -> AdjustmentForm {
    AdjustmentForm {
        event: typed.event,
        day: clean_line(&typed.day),
        party: clean_line(&typed.party),
        number: clean_line(&typed.number),
        reason: clean(&typed.reason),
        sure: !typed.sure.is_empty(),
        marks: typed.marks,
    }
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(mut form: AdjustmentForm) -> AdjustmentForm {
    if secrecy_mark_in_name(&form.day).is_some() {
        form.day.clear();
    }
    if secrecy_mark(&form.reason).is_some() {
        form.reason.clear();
    }
    if secrecy_mark_in_name(&form.number).is_some() {
        form.number.clear();
    }
    form
}

async fn send(desk: Desk, sent: MilestoneForm<AdjustmentFields>) -> Result<Response, WebError> {
    let MilestoneForm {
        visit,
        board,
        id,
        typed,
        ..
    } = sent;
    let Some(it) = board.adjustable(desk, &id) else {
        return Err(unsent::not_theirs(&visit, &board, id.as_str(), typed).await);
    };
    let form = cleaned(typed);
    let event = Event::from_code(&form.event).filter(|event| desk.events().contains(event));
    let event = event.ok_or(WebError::BadRequest(BadRequest::Form))?;
    let responsible = party(&form.party);
    let mut errors = check(&form, event, &it.row, &visit.frame);
    let offered = it.parties.iter().any(|(code, _)| *code == form.party);
    if event.says().party && !offered {
        errors.party = Some(Mistake::PartyMissing);
    }
    if errors.any() {
        return again(
            visit,
            desk,
            &id,
            form,
            errors,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    let new = NewEvent {
        body: &form.reason,
        deadline: event
            .says()
            .day
            .then(|| typed_day(&form.day, visit.frame.today, Nearest::After))
            .flatten(),
        responsible: responsible.as_ref().filter(|_| event.says().party),
        decision: &form.number,
        ..NewEvent::new(&id, event, &form.marks)
    };
    match append(&visit, &board, &new).await? {
        Appended::Now | Appended::Before => {
            let answers = it.row.asked.is_some()
                && matches!(event, Event::Extended | Event::ExtensionDeclined);
            // From one request to the next.
            let path = if answers {
                format!("/review?done={}&of={id}#asked", event.code())
            } else {
                format!("{}?done={}", desk.back(id.as_str()), event.code())
            };
            Ok(Redirect::to(&path).into_response())
        }
        Appended::OtherAccount => conflicting(visit, desk, &id, form, Mistake::OtherAccount).await,
        Appended::Overtaken | Appended::NewerDraft => {
            conflicting(visit, desk, &id, form, Mistake::Overtaken).await
        }
        Appended::Refused(refusal) => {
            errors.form = Some(Mistake::Refused(refusal));
            let status = match refusal {
                Refusal::NotInThisState => StatusCode::CONFLICT,
                _ => StatusCode::FORBIDDEN,
            };
            again(visit, desk, &id, form, errors, status).await
        }
    }
}

/// Who is to be responsible.
fn party(typed: &str) -> Option<Responsible> {
    match typed {
        THE_UNIT => Some(Responsible::Unit),
        code => PartnerCode::parse(code).ok().map(Responsible::Partner),
    }
}

fn check(
    form: &AdjustmentForm,
    event: Event,
    row: &MilestoneRow,
    frame: &Frame,
) -> AdjustmentErrors {
    let (says, today) = (event.says(), frame.today);
    let typed = says
        .day
        .then(|| typed_day(&form.day, today, Nearest::After));
    let reach = typed.flatten().zip(frame.campaign.as_ref());
    let reach = reach.map_or(Reach::Within, |(day, campaign)| campaign.reach(day));
    let day = says
        .day
        .then(|| match typed_day(&form.day, today, Nearest::After) {
            _ if form.day.is_empty() => Some(Mistake::DeadlineMissing),
            None => Some(Mistake::DeadlineBad),
            Some(day) => {
                let least = row
                    .current_deadline
                    .map(|stands| extends_from(stands, today));
                let early = least.is_some_and(|least| day < least);
                let far = reach == Reach::TooFar;
                let early = early.then_some(Mistake::DeadlineNotLater);
                early.or(far.then_some(Mistake::DeadlineTooFar))
            }
        });
    let number = says.number.then(|| {
        if secrecy_mark_in_name(&form.number).is_some() {
            Some(Mistake::SecretMark)
        } else if form.number.chars().count() > LONGEST_NUMBER {
            Some(Mistake::NumberTooLong)
        } else {
            (!says_something(&form.number)).then_some(Mistake::DecisionNumberMissing)
        }
    });
    let reason = if secrecy_mark(&form.reason).is_some() {
        Some(Mistake::SecretMark)
    } else if form.reason.chars().count() > LONGEST_TEXT {
        Some(Mistake::ReasonTooLong)
    } else {
        (says.reason && !says_something(&form.reason)).then_some(Mistake::AdjustmentReasonMissing)
    };
    let unsure = match event {
        Event::Cancelled => Some(Mistake::SureMissing),
        _ => (reach == Reach::Beyond).then_some(Mistake::BeyondCampaign),
    };
    let unsure = unsure.filter(|_| !form.sure);
    AdjustmentErrors {
        day: day.flatten(),
        party: None,
        number: number.flatten(),
        reason,
        sure: unsure,
        form: None,
    }
}

async fn again(
    visit: Visit,
    desk: Desk,
    id: &MilestoneId,
    form: AdjustmentForm,
    errors: AdjustmentErrors,
    status: StatusCode,
) -> Result<Response, WebError> {
    let mut page = adjustment_page(&visit, desk, id).await?;
    (page.form, page.errors) = (without_secrets(form), errors);
    Ok(visit.page_with(status, Page::Adjustment(Box::new(page))))
}

/// The form once more, beside what happened since it was opened.
async fn conflicting(
    visit: Visit,
    desk: Desk,
    id: &MilestoneId,
    form: AdjustmentForm,
    mistake: Mistake,
) -> Result<Response, WebError> {
    let mut page = adjustment_page(&visit, desk, id).await?;
    page.errors.form = Some(mistake);
    page.repromised = repromised(&visit.app, id, &form.marks, &page.form.marks).await?;
    let newest = page.history.first();
    page.acted = newest
        .filter(|row| mistake == Mistake::Overtaken && row.sign != form.marks.read)
        .cloned();
    page.form = AdjustmentForm {
        marks: Marks {
            submission: form.marks.submission,
            ..page.form.marks
        },
        // What cannot be taken back is asked for again.
        sure: false,
        ..form
    };
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Adjustment(Box::new(page))))
}

/// The form once more, with what was typed before the session ended.
pub async fn adjustment_again(
    visit: Visit,
    id: &MilestoneId,
    typed: AdjustmentForm,
) -> Result<Response, WebError> {
    let desk = match Event::from_code(&typed.event) {
        Some(Event::ExtensionRequested) => Desk::Work,
        _ => Desk::Review,
    };
    let mut page = adjustment_page(&visit, desk, id).await?;
    if !typed.marks.read_the_same(&page.form.marks) {
        return conflicting(visit, desk, id, typed, Mistake::Overtaken).await;
    }
    page.form = typed;
    Ok(visit.page_with(StatusCode::OK, Page::Adjustment(Box::new(page))))
}
