//! What the table is told while somebody types into it: how each row reads, and that its draft is
//! saved.
use std::sync::Arc;

use app::{
    domain::Refusal,
    islands::{DraftKept, KeepsTables, ReadsTables, TableRead, TypedTable},
    table_read,
    text::{self, clock_time},
    views::{MeasureForm, Mistake},
};
use axum::{extract::Request, response::Response};

use super::{
    draft::{self, Saved},
    form::{MeasureFields, Reading, checked, dated},
    put,
};
use crate::web::{
    error::{BadRequest, WebError},
    islands::{Failing, answer},
    render::writing,
    visit::Visit,
};

/// `POST /islands/measure/read`
pub async fn read_table(visit: Visit, request: Request) -> Result<Response, WebError> {
    let throttle = &visit.app.throttle;
    throttle
        .suggestion(&visit.viewer()?.person)
        .map_err(|seconds| WebError::TooMany { seconds })?;
    let failing = Failing::default();
    let failed = failing.clone();
    let reads = ReadsTables(Arc::new(move |typed| {
        let (visit, failed) = (visit.clone(), failed.clone());
        Box::pin(async move {
            let read = read(&visit, typed).await;
            read.map_err(|error| failed.of(error))
        })
    }));
    answer(request, reads, failing).await
}

/// `POST /islands/measure/draft`
pub async fn keep_table(visit: Visit, request: Request) -> Result<Response, WebError> {
    let failing = Failing::default();
    let failed = failing.clone();
    let keeps = KeepsTables(Arc::new(move |typed| {
        let (visit, failed) = (visit.clone(), failed.clone());
        Box::pin(async move {
            let kept = keep(&visit, typed).await;
            kept.map_err(|error| failed.of(error))
        })
    }));
    answer(request, keeps, failing).await
}

/// The form that an island sends.
fn form(visit: &Visit, typed: TypedTable) -> Result<MeasureForm, WebError> {
    let bad_form = || WebError::BadRequest(BadRequest::Form);
    let fields = MeasureFields::from_table(typed).ok_or_else(bad_form)?;
    let form = dated(fields.cleaned(), visit.frame.today);
    // An id that this server cannot have given: not a form of this site.
    uuid::Uuid::parse_str(&form.submission).map_err(|_| bad_form())?;
    Ok(form)
}

/// How each row reads, as the page would show it.
async fn read(visit: &Visit, typed: TypedTable) -> Result<TableRead, WebError> {
    let form = form(visit, typed)?;
    let board = visit.read()?;
    let mut page = board.measure_page().ok_or(WebError::NotFound)?;
    page.errors.rows = checked(&board, &form, visit.frame.today, Reading::Look)
        .errors
        .rows;
    put(visit, &mut page, form, |_| false).await?;
    Ok(writing(|| table_read(visit.lang(), &page)))
}

/// Saves what is typed over the draft the form was opened with, or says why not.
async fn keep(visit: &Visit, typed: TypedTable) -> Result<DraftKept, WebError> {
    let (lang, board) = (visit.lang(), visit.read()?);
    let mut form = form(visit, typed)?;
    let page = board.measure_page().ok_or(WebError::NotFound)?;
    form.rows
        .retain(|typed| page.rows.iter().any(|row| row.code.as_str() == typed.code));
    let wrong = checked(&board, &form, visit.frame.today, Reading::Look);
    let secret = draft::is_secret(&form).then_some(Mistake::SecretMark);
    let mistake = match secret.or(wrong.errors.of_draft()) {
        Some(mistake) => mistake,
        None => match draft::save(visit, &board, &form).await? {
            Saved::Now => {
                let time = clock_time(visit.app.clock.now(), visit.zone());
                return Ok(DraftKept {
                    kept: true,
                    words: text::draft_kept(lang, &time),
                });
            }
            Saved::OtherAccount => Mistake::OtherAccount,
            Saved::Overtaken => Mistake::OvertakenValues,
            Saved::Closed => Mistake::Refused(Refusal::UnitClosed),
            Saved::NewerDraft => Mistake::DraftConflict,
        },
    };
    let newer = match mistake {
        Mistake::DraftConflict => draft::lookup(visit, &board).await?,
        _ => None,
    };
    let words = newer.map_or_else(
        || text::mistake(lang, mistake).to_owned(),
        |draft| {
            let note = draft::note(visit, &draft);
            text::draft_newer(lang, &note.person, &note.time, note.day)
        },
    );
    Ok(DraftKept { kept: false, words })
}
