//! `POST /islands/draft`: saves the draft of a report while it is typed.
use std::sync::Arc;

use app::{
    domain::{Event, MilestoneId, Refusal, local_day},
    islands::{DraftKept, KeepsDrafts, TypedReport},
    text::{self, clock_time},
    views::Mistake,
};
use axum::{extract::Request, response::Response};

use super::{
    draft::{self, Saved},
    report_form::{ReportFields, check, cleaned},
};
use crate::{
    board::ScopedBoard,
    db::drafts,
    web::{
        error::{BadRequest, WebError},
        islands::{Failing, answer},
        refusals,
        visit::Visit,
    },
};

pub async fn keep_draft(visit: Visit, request: Request) -> Result<Response, WebError> {
    let failing = Failing::default();
    let failed = failing.clone();
    let keeps = KeepsDrafts(Arc::new(move |milestone, typed| {
        let (visit, failed) = (visit.clone(), failed.clone());
        Box::pin(async move {
            let kept = keep(&visit, &milestone, typed).await;
            kept.map_err(|error| failed.of(error))
        })
    }));
    answer(request, keeps, failing).await
}

/// Saves what is typed over the draft the form was opened with, or says why not.
async fn keep(visit: &Visit, milestone: &str, typed: TypedReport) -> Result<DraftKept, WebError> {
    let (lang, board) = (visit.lang(), visit.read()?);
    let id = MilestoneId::parse(milestone).map_err(|_| WebError::NotFound)?;
    let form = cleaned(ReportFields::from(typed));
    // An id that this server cannot have given.
    if uuid::Uuid::parse_str(&form.marks.submission).is_err() {
        return Err(WebError::BadRequest(BadRequest::Form));
    }
    if !board.owes(&id) {
        refusals::of_person(&visit.app, visit.from, board.viewer(), id.as_str()).await?;
        return Err(WebError::NotFound);
    }
    let not_kept = |mistake| DraftKept {
        kept: false,
        words: text::mistake(lang, mistake).to_owned(),
    };
    if !board.may(&id).contains(&Event::Submitted) {
        return Ok(not_kept(Mistake::Refused(Refusal::NotInThisState)));
    }
    if let Some(mistake) = check(&form, visit.frame.today, true).first() {
        return Ok(not_kept(mistake));
    }
    let mistake = match draft::save(visit, &board, &id, &form).await? {
        Saved::Now => {
            let now = visit.app.clock.now();
            let time = clock_time(now, visit.zone());
            return Ok(DraftKept {
                kept: true,
                words: text::draft_kept(lang, &time),
            });
        }
        Saved::OtherAccount => Mistake::OtherAccount,
        Saved::Overtaken => Mistake::Overtaken,
        Saved::Closed => Mistake::Refused(Refusal::NotInThisState),
        Saved::NewerDraft => return newer(visit, &board, &id).await,
    };
    Ok(not_kept(mistake))
}

/// Who saved another draft meanwhile, and when: what is typed stays in its form.
async fn newer(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
) -> Result<DraftKept, WebError> {
    let (lang, zone) = (visit.lang(), visit.zone());
    let organisation = board.viewer().organisation();
    let draft = drafts::lookup(&visit.app.db, id.as_str(), organisation).await?;
    let words = draft.map_or_else(
        || text::mistake(lang, Mistake::DraftConflict).to_owned(),
        |draft| {
            let time = clock_time(draft.saved_at, zone);
            let day = local_day(draft.saved_at, zone);
            text::draft_newer(lang, &draft.person, &time, day)
        },
    );
    Ok(DraftKept { kept: false, words })
}
