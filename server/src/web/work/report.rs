//! `/work/{milestone}`: the report of one milestone, read, saved as a draft, handed
//! over.
use app::{
    Page,
    access::Role,
    domain::{Day, Event, MilestoneId, parse_day},
    views::{HistoryRow, Mistake, ReportConflict, ReportErrors, ReportForm, ReportPage},
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    draft, own_work,
    report_form::{ReportFields, check, clean, without_secrets},
    work_item,
};
use crate::{
    db::drafts,
    web::{
        error::WebError,
        history::history_rows,
        milestone_event::{Appended, Document, NewEvent, append},
        milestone_form::{MilestoneForm, new_submission},
        visit::Visit,
    },
};

/// `GET /work/{milestone}`
pub async fn report(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    let id = MilestoneId::parse(&id).map_err(|_| WebError::NotFound)?;
    let page = report_page(&visit, &id).await?;
    Ok(visit.page(Page::Report(Box::new(page))))
}

/// The report form of a milestone, with the draft in it.
async fn report_page(visit: &Visit, id: &MilestoneId) -> Result<ReportPage, WebError> {
    let board = visit.read()?;
    let item = work_item(visit, &board, id).await?;
    let history = history_rows(visit, &board, id).await?;
    let organisation = board.viewer().organisation();
    let draft = drafts::lookup(&visit.app.db, id.as_str(), organisation).await?;
    let last = history
        .iter()
        .find(|row| row.event == Event::Submitted)
        .map(handed_over);
    let form = match draft {
        Some(draft) => draft::form_of(&draft),
        None => ReportForm {
            submission: new_submission(),
            ..last.clone().unwrap_or_default()
        },
    };
    let effect = board.effect(id, false);
    let may = |event| board.decide(id, item.row.state, event).is_ok();
    Ok(ReportPage {
        claimed_now: effect.and_then(|e| e.unit),
        claimed_then: effect.and_then(|e| e.unit_then),
        accepted_now: board.unit_accepted(&item.row.duty.unit),
        decider: match item.row.partner {
            Some(_) => item.unit_name.clone(),
            None => board.organisation_name(Role::Office.code()),
        },
        may_submit: may(Event::Submitted),
        may_withdraw: may(Event::Withdrawn),
        errors: ReportErrors::default(),
        conflict: None,
        history,
        last,
        form,
        item,
    })
}

/// What was handed over, as a form shows it.
fn handed_over(row: &HistoryRow) -> ReportForm {
    let evidence = row.evidence.first();
    ReportForm {
        produced: row.text.clone(),
        document_number: evidence
            .map(|e| e.document_number.clone())
            .unwrap_or_default(),
        document_day: evidence
            .and_then(|e| e.document_day)
            .map(typed_day)
            .unwrap_or_default(),
        link: evidence.map(|e| e.link.clone()).unwrap_or_default(),
        ..ReportForm::default()
    }
}

/// A day as people type it.
fn typed_day(day: Day) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// `POST /work/{milestone}`
pub async fn send_report(sent: MilestoneForm<ReportFields>) -> Result<Response, WebError> {
    let MilestoneForm {
        visit,
        board,
        id,
        typed,
    } = sent;
    let as_draft = typed.action == "draft";
    let form = clean(typed);
    // Only an organisation's own milestones have a form.
    own_work(&visit.app, &board, &id).await?;

    let mut errors = check(&form, visit.frame.today, as_draft);
    if errors.any() {
        return again(
            visit,
            &id,
            without_secrets(form),
            errors,
            None,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    if as_draft {
        return match draft::save(&visit, &board, &id, &form).await? {
            None => Ok(Redirect::to(&format!("/work/{id}?done=draft")).into_response()),
            Some(conflict) => {
                errors.form = Some(Mistake::DraftConflict);
                // Saving again from this page is a decision between the two.
                let form = ReportForm {
                    version: conflict.theirs.version,
                    ..form
                };
                again(
                    visit,
                    &id,
                    form,
                    errors,
                    Some(conflict),
                    StatusCode::CONFLICT,
                )
                .await
            }
        };
    }
    let day = parse_day(&form.document_day).unwrap_or(visit.frame.today);
    let event = NewEvent {
        body: &form.produced,
        evidence: Some(Document {
            number: &form.document_number,
            day,
            link: &form.link,
        }),
        ..NewEvent::new(&id, Event::Submitted, &form.submission)
    };
    match append(&visit.app, &board, &event).await? {
        Appended::Now | Appended::Before => {
            Ok(Redirect::to(&format!("/work/{id}?done=submitted")).into_response())
        }
        Appended::Refused(refusal) => {
            errors.form = Some(Mistake::Refused(refusal));
            again(visit, &id, form, errors, None, StatusCode::CONFLICT).await
        }
    }
}

async fn again(
    visit: Visit,
    id: &MilestoneId,
    form: ReportForm,
    errors: ReportErrors,
    conflict: Option<ReportConflict>,
    status: StatusCode,
) -> Result<Response, WebError> {
    let mut page = report_page(&visit, id).await?;
    page.form = form;
    page.errors = errors;
    page.conflict = conflict;
    Ok(visit.page_with(status, Page::Report(Box::new(page))))
}
