//! The draft of the table: outside the ledger, one a side, with a version, so that the second of
//! two people who save is told of the first.
use app::{
    domain::{local_day, secrecy_mark_in_name},
    text::clock_time,
    views::{DraftNote, MeasureForm, TypedRow},
};
use serde::{Deserialize, Serialize};

use crate::{
    board::ScopedBoard,
    db::{
        audit,
        drafts::{self, Draft},
        files::{self, MEASURE},
    },
    web::{error::WebError, evidence::files::whose_measured, visit::Visit},
};

/// What a draft keeps.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Body {
    day: String,
    document_number: String,
    document_day: String,
    link: String,
    rows: Vec<TypedRow>,
}

impl Body {
    fn of(form: &MeasureForm) -> Self {
        let rows = form.rows.iter().filter(|row| row.says());
        // What its reader had read is nothing to the next one.
        let unmarked = |row: &TypedRow| TypedRow {
            mark: String::new(),
            ..row.clone()
        };
        Self {
            day: form.day.clone(),
            document_number: form.document_number.clone(),
            document_day: form.document_day.clone(),
            link: form.link.clone(),
            rows: rows.map(unmarked).collect(),
        }
    }
}

/// The draft of the reader's side.
pub async fn lookup(visit: &Visit, board: &ScopedBoard) -> Result<Option<Draft>, WebError> {
    let organisation = board.viewer().organisation();
    Ok(drafts::lookup(&visit.app.db, MEASURE, organisation).await?)
}

/// Who saved a draft, and when.
pub fn note(visit: &Visit, draft: &Draft) -> DraftNote {
    DraftNote {
        version: draft.version,
        person: draft.person.clone(),
        day: local_day(draft.saved_at, visit.zone()),
        time: clock_time(draft.saved_at, visit.zone()),
    }
}

/// A draft as a form shows it.
pub fn form_of(draft: &Draft) -> MeasureForm {
    let kept: Body = serde_json::from_str(&draft.body).unwrap_or_default();
    MeasureForm {
        day: kept.day,
        document_number: kept.document_number,
        document_day: kept.document_day,
        link: kept.link,
        rows: kept.rows,
        version: draft.version,
        ..MeasureForm::default()
    }
}

/// Whether a cell or the day carries a mark of secrecy, which nothing here keeps (rule 12).
pub fn is_secret(form: &MeasureForm) -> bool {
    let typed = form.rows.iter().flat_map(TypedRow::lines);
    let mut lines = typed.chain([&form.day]);
    lines.any(|line| secrecy_mark_in_name(line).is_some())
}

/// How saving or discarding ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    Now,
    /// The form was given to another account.
    OtherAccount,
    /// Somebody else saved meanwhile.
    NewerDraft,
    /// Nothing is measured for the unit any more.
    Closed,
    /// A file was taken off since it was looked at.
    Overtaken,
}

/// Saves the draft over the one the form was opened with.
pub async fn save(
    visit: &Visit,
    board: &ScopedBoard,
    form: &MeasureForm,
) -> Result<Saved, WebError> {
    let viewer = board.viewer();
    if form.account != viewer.person {
        return Ok(Saved::OtherAccount);
    }
    if board.measure_page().is_none_or(|page| page.closed) {
        return Ok(Saved::Closed);
    }
    let body = serde_json::to_string(&Body::of(form));
    let body = body.map_err(|e| WebError::Internal(e.to_string()))?;
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    let now = tx.later(visit.app.clock.now()).await?;
    let draft = Draft {
        milestone: MEASURE.to_owned(),
        organisation: viewer.organisation().to_owned(),
        version: form.version,
        form: form.submission.clone(),
        body,
        person: viewer.name.clone(),
        saved_at: now,
    };
    if !drafts::save(&mut tx, &draft).await? {
        return Ok(Saved::NewerDraft);
    }
    let whose = whose_measured(board);
    let Some(files) = files::all_named(&mut tx, whose, &form.files).await? else {
        return Ok(Saved::Overtaken);
    };
    files::keep_in_draft(&mut tx, whose, &files, now).await?;
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "draft.saved",
        subject: viewer.organisation(),
        detail: MEASURE,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Saved::Now)
}

/// Removes the draft that a form was opened with, and its files; nobody else's newer one.
pub async fn discard(
    visit: &Visit,
    board: &ScopedBoard,
    form: &MeasureForm,
) -> Result<Saved, WebError> {
    let viewer = board.viewer();
    if form.account != viewer.person {
        return Ok(Saved::OtherAccount);
    }
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    let now = tx.later(visit.app.clock.now()).await?;
    let opened = (form.version, form.submission.as_str());
    if drafts::is_newer(&mut tx, MEASURE, viewer.organisation(), opened).await? {
        return Ok(Saved::NewerDraft);
    }
    drafts::remove(&mut tx, MEASURE, viewer.organisation()).await?;
    files::keep_in_draft(&mut tx, whose_measured(board), &[], now).await?;
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "draft.discarded",
        subject: viewer.organisation(),
        detail: MEASURE,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Saved::Now)
}
