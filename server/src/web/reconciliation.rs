//! `/reconciliation`: what the old board said of a day, beside ours, and what the office says of it.
use std::collections::BTreeSet;

use app::{
    Page,
    domain::{Day, LONGEST_TEXT, clean, parse_day, says_something, secrecy_mark},
    views::{
        FigureNoteForm, Marks, Mistake, Notice, Reconciliation, Typed, UnsentForm,
        reconciliation_path,
    },
};
use axum::{
    Form,
    extract::rejection::FormRejection,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{error::WebError, milestone_form::FormFields, visit::Visit};
use crate::{
    db::{
        audit,
        forms::{self, UsedFor},
        old_book,
    },
    ledger::{FigureNoteRow, OldFigureRow},
};

/// `GET /reconciliation`
pub async fn reconciliation(mut visit: Visit) -> Result<Response, WebError> {
    let day = match visit.query("day") {
        "" => None,
        typed => Some(parse_day(typed).ok_or(WebError::NotFound)?),
    };
    if visit.query("done") == Notice::FigureNoted.code() {
        visit.frame.notice = Some(Notice::FigureNoted);
    }
    let page = shown(&visit, day).await?;
    Ok(visit.page(Page::Reconciliation(Box::new(page))))
}

/// The figures of a day, else of the last there are.
async fn shown(visit: &Visit, asked: Option<Day>) -> Result<Reconciliation, WebError> {
    let (app, viewer) = (&visit.app, visit.viewer()?);
    let read = visit.read()?;
    let campaign = read.campaign().ok_or(WebError::Refused)?;
    let all = OldFigureRow::between(&app.db, 0, i64::MAX).await?;
    let days: BTreeSet<Day> = all.iter().filter_map(|it| parse_day(&it.day)).collect();
    let day = match asked {
        Some(day) if !days.contains(&day) => return Err(WebError::NotFound),
        asked => asked.or(days.last().copied()),
    };
    let mut page = Reconciliation {
        day,
        days: days.into_iter().collect(),
        rows: Vec::new(),
        statuses: Vec::new(),
        account: None,
        typed: None,
        error: None,
    };
    let Some(day) = day else { return Ok(page) };
    let of_day = day.to_string();
    let rows: Vec<OldFigureRow> = all.into_iter().filter(|it| it.day == of_day).collect();
    let notes = old_book::notes_on(&app.db, &of_day).await?;
    // A day after today is of a clock that was set back.
    let board = app.live.as_of(day).await?.map_err(|_| WebError::NotFound)?;
    page.rows = campaign.reconciled(&board, &rows, &notes);
    for row in &mut page.rows {
        row.form = uuid::Uuid::now_v7().to_string();
    }
    page.statuses = campaign.reconciled_statuses(&page.rows);
    let writes = viewer.role.plans() && visit.frame.closed.is_none();
    page.account = writes.then(|| viewer.person.clone());
    Ok(page)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteFields {
    day: String,
    /// Unit and workstream, as the row is called.
    of: String,
    text: String,
    #[serde(flatten)]
    marks: Marks,
}

impl FormFields for NoteFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::FigureNote
    }

    fn typed(self) -> Option<Typed> {
        let text = without_secrets(&self.text);
        let form = FigureNoteForm {
            day: self.day,
            of: self.of,
            text,
            marks: self.marks,
        };
        (!form.text.is_empty()).then_some(Typed::FigureNote(form))
    }
}

/// The page with a note as it was typed before the session ended.
pub async fn note_again(visit: Visit, typed: FigureNoteForm) -> Result<Response, WebError> {
    let day = parse_day(&typed.day).ok_or(WebError::NotFound)?;
    let mut page = shown(&visit, Some(day)).await?;
    let row = page.rows.iter_mut().find(|row| row.key == typed.of);
    match row {
        Some(row) => row.form.clone_from(&typed.marks.submission),
        None => page.error = Some(Mistake::ReconcileRowMissing),
    }
    page.typed = Some((typed.of, typed.text));
    Ok(visit.page_with(StatusCode::OK, Page::Reconciliation(Box::new(page))))
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(text: &str) -> String {
    match secrecy_mark(text) {
        Some(_) => String::new(),
        None => clean(text),
    }
}

/// `POST /reconciliation`
pub async fn send_note(
    visit: Visit,
    form: Result<Form<NoteFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let viewer = visit.viewer()?.clone();
    let text = clean(&fields.text);
    let day = parse_day(&fields.day).ok_or(WebError::NotFound)?;
    let page = shown(&visit, Some(day)).await?;
    let again = |mistake, status| again(visit.clone(), page.clone(), &fields, mistake, status);
    if let Some(mistake) = wrong(&text) {
        return again(mistake, StatusCode::UNPROCESSABLE_ENTITY);
    }
    if fields.marks.account != viewer.person {
        return again(Mistake::OtherAccount, StatusCode::CONFLICT);
    }
    let listed = page.rows.iter().any(|it| it.key == fields.of);
    let Some((unit, workstream)) = fields.of.split_once('/').filter(|_| listed) else {
        return again(Mistake::ReconcileRowMissing, StatusCode::CONFLICT);
    };
    let mut tx = visit.app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let now = tx.later(visit.app.clock.now()).await?;
    let row = FigureNoteRow {
        submission: fields.marks.submission.clone(),
        unit: unit.to_owned(),
        workstream: workstream.to_owned(),
        day: day.to_string(),
        body: text,
        person: Some(viewer.person.clone()),
        seq,
        recorded_at: now,
    };
    let used = forms::is_of_another(&mut tx, &row.submission, UsedFor::FigureNote).await?;
    let written = old_book::written_note(&mut tx, &row.submission).await?;
    let note = old_book::WrittenNote {
        unit: row.unit.clone(),
        workstream: row.workstream.clone(),
        day: row.day.clone(),
        body: row.body.clone(),
    };
    match written {
        // Sent twice, it is written once.
        Some(it) if it == note => {}
        None if !used && !row.submission.is_empty() => {
            let line = audit::Line {
                at: now,
                person: Some(&viewer.username),
                source: &visit.from.to_string(),
                action: "figure.noted",
                subject: &fields.of,
                detail: &row.day.clone(),
            };
            FigureNoteRow::append(&mut tx, &[row]).await?;
            audit::append(&mut tx, line).await?;
            tx.commit().await?;
        }
        _ => {
            drop(tx);
            return again(Mistake::ReconcileFormUsed, StatusCode::CONFLICT);
        }
    }
    let path = reconciliation_path(Some(day));
    let done = Notice::FigureNoted.code();
    Ok(Redirect::to(&format!("{path}&done={done}")).into_response())
}

/// What is wrong with a note.
fn wrong(text: &str) -> Option<Mistake> {
    if secrecy_mark(text).is_some() {
        Some(Mistake::SecretMark)
    } else if text.chars().count() > LONGEST_TEXT {
        Some(Mistake::ReasonTooLong)
    } else {
        (!says_something(text)).then_some(Mistake::FigureReasonMissing)
    }
}

/// The page once more, with what was typed unless it carries a mark of secrecy.
fn again(
    visit: Visit,
    mut page: Reconciliation,
    fields: &NoteFields,
    mistake: Mistake,
    status: StatusCode,
) -> Result<Response, WebError> {
    let text = without_secrets(&fields.text);
    page.typed = Some((fields.of.clone(), text));
    page.error = Some(mistake);
    Ok(visit.page_with(status, Page::Reconciliation(Box::new(page))))
}
