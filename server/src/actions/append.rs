//! Appending one event to the life of a milestone.
use app::{
    access::Viewer,
    domain::{Event, MilestoneId, Refusal, State, rule},
};

use crate::{
    board::Board,
    db::{DbError, audit, history},
    error::{BadRequest, WebError},
    ledger::{EvidenceRow, MilestoneEventRow},
    state::App,
};

/// An event to be appended, with the words that belong to it.
#[derive(Debug, Clone)]
pub struct Deed<'a> {
    pub milestone: &'a MilestoneId,
    pub event: Event,
    /// The id of the form.
    pub submission: &'a str,
    /// What was produced, or the reason.
    pub body: &'a str,
    pub evidence: Option<Document<'a>>,
}

/// A document behind a submission.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    pub number: &'a str,
    pub day: app::domain::Day,
    pub link: &'a str,
}

/// How an append ended.
#[derive(Debug)]
pub enum Done {
    Appended,
    /// The same form came before: nothing more was written.
    Before,
    /// The life of the milestone does not allow it; this was recorded.
    Refused(Refusal),
}

/// Appends an event in one transaction: the state is read again under the
/// order's lock, the table of the life decides, and the ledger, the draft and
/// the audit change together or not at all.
pub async fn append(
    app: &App,
    board: &Board,
    viewer: &Viewer,
    deed: &Deed<'_>,
) -> Result<Done, WebError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let before = history::events_now(&mut tx, deed.milestone.as_str()).await?;
    let used = match history::event_of(&mut tx, deed.submission).await? {
        Some((milestone, _)) if milestone != deed.milestone.as_str() => {
            return Err(WebError::BadRequest(BadRequest::Form));
        }
        Some((_, event)) if event == deed.event.code() => return Ok(Done::Before),
        used => used.is_some(),
    };
    let state = replay(&before);
    let mut allowed = board.decide(deed.milestone, state, deed.event, viewer);
    if allowed.is_ok() && deed.event == Event::Accepted && !has_evidence(&mut tx, &before).await? {
        allowed = Err(Refusal::NoEvidence);
    }
    // The form was sent before with another decision, which stands.
    if used {
        allowed = Err(Refusal::NotInThisState);
    }
    if let Err(refusal) = allowed {
        // The place in the order is given back with the transaction.
        drop(tx);
        refused(app, viewer, deed, refusal).await?;
        return Ok(Done::Refused(refusal));
    }
    let row = MilestoneEventRow {
        submission: deed.submission.to_owned(),
        milestone: deed.milestone.to_string(),
        event: deed.event.code().to_owned(),
        person: Some(viewer.person.clone()),
        organisation: viewer.organisation().to_owned(),
        body: deed.body.to_owned(),
        deadline: None,
        responsible: None,
        decision: String::new(),
        approver: String::new(),
        seq,
        recorded_at: now,
    };
    MilestoneEventRow::append(&mut tx, &[row]).await?;
    if let Some(document) = &deed.evidence {
        EvidenceRow::append(&mut tx, &[evidence(deed, document, seq, now)]).await?;
        crate::db::drafts::remove(&mut tx, deed.milestone.as_str(), viewer.organisation()).await?;
    }
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        action: &format!("milestone.{}", deed.event.code()),
        subject: deed.milestone.as_str(),
        detail: deed.submission,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Done::Appended)
}

/// The state the events lead to.
fn replay(events: &[(String, String)]) -> State {
    events
        .iter()
        .filter_map(|(_, event)| Event::from_code(event))
        .fold(State::Open, |state, event| {
            rule(state, event).map_or(state, |(next, _)| next)
        })
}

/// Rule 8: no acceptance without evidence on the submission that waits.
async fn has_evidence(
    tx: &mut crate::db::Tx,
    events: &[(String, String)],
) -> Result<bool, DbError> {
    let last = events
        .iter()
        .rev()
        .find(|(_, event)| event == Event::Submitted.code());
    match last {
        Some((submission, _)) => Ok(history::evidence_count(tx, submission).await? > 0),
        None => Ok(false),
    }
}

fn evidence(deed: &Deed<'_>, document: &Document<'_>, seq: i64, now: i64) -> EvidenceRow {
    use sha2::{Digest, Sha256};
    let day = document.day.to_string();
    let digest = Sha256::digest(format!("{}\n{day}\n{}", document.number, document.link));
    EvidenceRow {
        submission: deed.submission.to_owned(),
        document_number: document.number.to_owned(),
        document_day: Some(day),
        link: document.link.to_owned(),
        hash: audit::hex(&digest),
        seq,
        recorded_at: now,
    }
}

async fn refused(
    app: &App,
    viewer: &Viewer,
    deed: &Deed<'_>,
    refusal: Refusal,
) -> Result<(), DbError> {
    let line = audit::Line {
        at: app.clock.now(),
        person: Some(&viewer.username),
        action: &format!("refused.{}", deed.event.code()),
        subject: deed.milestone.as_str(),
        detail: &format!("{refusal:?}"),
    };
    audit::record(&app.db, line).await
}
