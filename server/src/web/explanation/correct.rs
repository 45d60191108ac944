//! The document of an explanation is put right by who gave it, until the day after.
use app::{
    domain::{About, Act, Day, MilestoneId, Refusal, Writer, local_day},
    views::RestatementForm,
};

use crate::{
    board::ScopedBoard,
    db::{
        audit,
        explanations::{self, OwnExplanation},
        files,
        milestone_events::sign,
    },
    ledger::EvidenceRow,
    web::{error::WebError, milestone_event::Appended, refusals, visit::Visit},
};

/// The reader's last explanation of the duty of a milestone that names a document.
pub async fn own(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
) -> Result<Option<OwnExplanation>, WebError> {
    let Some(duty) = board.duty_of(&About::Milestone(id.clone())) else {
        return Ok(None);
    };
    let person = &board.viewer().person;
    Ok(explanations::own(&visit.app.db, &duty, person).await?)
}

/// Whether it is still its writer's to put right.
pub fn is_writers_yet(visit: &Visit, own: &OwnExplanation) -> bool {
    let on = local_day(own.explained_at, visit.zone());
    Writer::of(true, Some(on), visit.frame.today) == Writer::Actor
}

/// The sign of the document that a form answers.
pub fn read_sign(own: &OwnExplanation) -> String {
    sign(&format!("{} {}", own.document.submission, own.document.seq))
}

/// Appends a document in the place of the one that stands, which stays in the history.
pub async fn correct(
    visit: &Visit,
    id: &MilestoneId,
    form: &RestatementForm,
    day: Day,
) -> Result<Appended, WebError> {
    let app = &visit.app;
    let mut tx = app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let now = tx.later(app.clock.now()).await?;
    // What may be spoken of is judged by what this transaction sees.
    let board = visit.read_anew().await?;
    let viewer = board.viewer();
    if form.marks.account != viewer.person {
        return Ok(Appended::OtherAccount);
    }
    let duty = board.duty_of(&About::Milestone(id.clone()));
    let duty = duty.ok_or(WebError::NotFound)?;
    let own = explanations::own_now(&mut tx, &duty, &viewer.person).await?;
    let speaks = board
        .speakable(Act::Explained, &About::Milestone(id.clone()))
        .is_some();
    let refused = match &own {
        Some(own) if speaks && is_writers_yet(visit, own) => None,
        Some(_) if speaks => Some(Refusal::NotInThisState),
        _ => Some(Refusal::NotYours),
    };
    let (None, Some(own)) = (refused, own) else {
        let refusal = refused.unwrap_or(Refusal::NotYours);
        // The place in the order is given back with the transaction.
        drop(tx);
        let record = refusals::Refusal {
            person: Some(&viewer.username),
            from: visit.from,
            action: "refused.corrected",
            subject: id.as_str(),
            detail: &format!("{refusal:?}"),
        };
        refusals::record(app, record).await?;
        return Ok(Appended::Refused(refusal));
    };
    if form.seen != read_sign(&own) {
        let stands = own.document;
        let same = stands.document_number == form.document_number
            && stands.document_day == Some(day.to_string())
            && stands.link == form.link;
        return Ok(if same {
            Appended::Before
        } else {
            Appended::Overtaken
        });
    }
    let submission = own.document.submission;
    let hashes = files::hashes_now(&mut tx, &submission).await?;
    let hashes = hashes.iter().map(String::as_str);
    let row = EvidenceRow {
        submission: submission.clone(),
        document_number: form.document_number.clone(),
        document_day: Some(day.to_string()),
        link: form.link.clone(),
        hash: EvidenceRow::hash_of(&form.document_number, day, &form.link, hashes),
        seq,
        recorded_at: now,
    };
    EvidenceRow::append(&mut tx, &[row]).await?;
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "milestone.explanation_corrected",
        subject: id.as_str(),
        detail: &submission,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Appended::Now)
}
