//! A draft of a report: outside the ledger, one a milestone and organisation, with a
//! version, so that the second of two people who save is told of the first.
use app::{
    domain::{Event, MilestoneId, local_day},
    text::clock_time,
    views::{Marks, ReportConflict, ReportForm},
};
use serde::{Deserialize, Serialize};

use super::report_form::whose;
use crate::{
    board::ScopedBoard,
    db::{audit, drafts, files},
    web::{error::WebError, evidence::files::rows, milestone_form::read_last, visit::Visit},
};

/// What a draft keeps.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct DraftBody {
    produced: String,
    #[serde(default)]
    volume: String,
    #[serde(default)]
    obstacle: String,
    document_number: String,
    document_day: String,
    link: String,
}

impl DraftBody {
    fn of(form: &ReportForm) -> Self {
        Self {
            produced: form.produced.clone(),
            volume: form.volume.clone(),
            obstacle: form.obstacle.clone(),
            document_number: form.document_number.clone(),
            document_day: form.document_day.clone(),
            link: form.link.clone(),
        }
    }

    fn into_form(self, version: i64, marks: Marks) -> ReportForm {
        ReportForm {
            produced: self.produced,
            volume: self.volume,
            obstacle: self.obstacle,
            document_number: self.document_number,
            document_day: self.document_day,
            link: self.link,
            files: Vec::new(),
            files_lost: false,
            nothing: false,
            together: Vec::new(),
            no_secrets: false,
            version,
            marks,
        }
    }
}

/// The form with a draft in it.
pub(super) fn form_of(draft: &drafts::Draft, marks: Marks) -> ReportForm {
    let kept: DraftBody = serde_json::from_str(&draft.body).unwrap_or_default();
    kept.into_form(draft.version, marks)
}

/// How saving ended.
pub(super) enum Saved {
    Now,
    /// The form was given to another account.
    OtherAccount,
    /// Somebody else saved meanwhile.
    NewerDraft,
    /// Nothing can be handed over now.
    Closed,
    /// Something happened to the milestone since the form was opened.
    Overtaken,
}

/// Saves the draft over the one the form was opened with.
pub(super) async fn save(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
    form: &ReportForm,
) -> Result<Saved, WebError> {
    let viewer = board.viewer();
    if form.marks.account != viewer.person {
        return Ok(Saved::OtherAccount);
    }
    let body = serde_json::to_string(&DraftBody::of(form))
        .map_err(|e| WebError::Internal(e.to_string()))?;
    let mut tx = visit.app.db.begin().await?;
    let now = tx.later(visit.app.clock.now()).await?;
    let draft = drafts::Draft {
        milestone: id.to_string(),
        organisation: viewer.organisation().to_owned(),
        version: form.version,
        form: form.marks.submission.clone(),
        body,
        person: viewer.name.clone(),
        saved_at: now,
    };
    if !read_last(&mut tx, id.as_str(), &form.marks).await? {
        return Ok(Saved::Overtaken);
    }
    if !board.may(id).contains(&Event::Submitted) {
        return Ok(Saved::Closed);
    }
    if !drafts::save(&mut tx, &draft).await? {
        return Ok(Saved::NewerDraft);
    }
    let whose = whose(board, id);
    // One of them was taken off since they were looked at.
    let Some(files) = files::all_named(&mut tx, whose, &form.files).await? else {
        return Ok(Saved::Overtaken);
    };
    files::keep_in_draft(&mut tx, whose, &files, now).await?;
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "draft.saved",
        subject: id.as_str(),
        detail: "",
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Saved::Now)
}

/// Removes the draft that a form was opened with, and its files; nobody else's newer one.
pub(super) async fn discard(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
    form: &ReportForm,
) -> Result<Saved, WebError> {
    let viewer = board.viewer();
    if form.marks.account != viewer.person {
        return Ok(Saved::OtherAccount);
    }
    let mut tx = visit.app.db.begin().await?;
    let now = tx.later(visit.app.clock.now()).await?;
    let (milestone, organisation) = (id.as_str(), viewer.organisation());
    let opened = (form.version, form.marks.submission.as_str());
    if drafts::is_newer(&mut tx, milestone, organisation, opened).await? {
        return Ok(Saved::NewerDraft);
    }
    drafts::remove(&mut tx, milestone, organisation).await?;
    files::keep_in_draft(&mut tx, whose(board, id), &[], now).await?;
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "draft.discarded",
        subject: milestone,
        detail: "",
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Saved::Now)
}

/// The draft somebody else saved meanwhile.
pub(super) async fn conflict(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
) -> Result<Option<ReportConflict>, WebError> {
    let (zone, organisation) = (visit.zone(), board.viewer().organisation());
    let draft = drafts::lookup(&visit.app.db, id.as_str(), organisation).await?;
    let files = files::of_draft(&visit.app.db, id.as_str(), organisation).await?;
    Ok(draft.map(|draft| ReportConflict {
        theirs: form_of(&draft, Marks::default()),
        their_files: rows(&files),
        handed_over: false,
        person: draft.person.clone(),
        day: local_day(draft.saved_at, zone),
        time: clock_time(draft.saved_at, zone),
    }))
}
