//! Writing what was asked or explained.
use app::{
    domain::{About, Act, Cause, Day, DutyKey, Refusal},
    views::{Marks, about_address},
};

use crate::{
    board::ScopedBoard,
    db::{
        DbError, Tx, audit,
        explanations::{self, Written},
        files::{self, Behind, FileText, Whose},
        forms::{self, UsedFor},
        milestone_events,
    },
    ledger::{AskedRow, ExplainedRow},
    web::{
        error::{BadRequest, WebError},
        evidence::{self, Document, files as form_files},
        refusals,
        visit::Visit,
    },
};

/// A question or an explanation to be written, about one thing or several of a duty.
#[derive(Debug, Clone)]
pub struct New<'a> {
    pub act: Act,
    pub duty: &'a DutyKey,
    /// What the form was opened from.
    pub opened: &'a About,
    pub about: &'a [About],
    pub marks: &'a Marks,
    /// Of an explanation.
    pub cause: Option<Cause>,
    pub body: &'a str,
    pub day: Day,
    /// The document behind an explanation, if it names one.
    pub evidence: Option<Document<'a>>,
}

/// How it ended.
#[derive(Debug)]
pub enum Said {
    Now,
    /// The same form came before, and nothing has happened to the duty since.
    Before,
    /// The form was given to another account; nothing was written.
    OtherAccount,
    /// Something of the duty changed since the form was opened; nothing was written.
    Overtaken,
    /// It is not the person's to say, or not now; this was recorded.
    Refused(Refusal),
}

/// The sign of where a duty stands, for forms that answer it.
pub fn sign(stands: i64) -> String {
    milestone_events::sign(&stands.to_string())
}

impl New<'_> {
    /// Whether a form that was used said the same.
    fn says(&self, person: &str, written: &[Written], files: &[FileText]) -> bool {
        let hash = self.evidence.map(|it| it.hash(files));
        let mut all: Vec<_> = self.about.iter().map(keys).collect();
        let rows = written.iter();
        let mut then: Vec<_> = rows
            .map(|it| (it.milestone.clone(), it.indicator.clone()))
            .collect();
        all.sort();
        then.sort();
        let cause = self.cause.map_or("", Cause::code);
        all == then
            && written.iter().all(|it| {
                it.act == self.act.code()
                    && it.person.as_deref() == Some(person)
                    && it.body == self.body
                    && it.cause == cause
                    && it.day == self.day.to_string()
                    && it.hash == hash
            })
    }
}

/// Whose an explanation of the reader's is.
pub(super) fn whose<'a>(board: &'a ScopedBoard, opened: &'a str) -> Whose<'a> {
    form_files::whose(board, opened, Behind::Explanation)
}

/// The row of the promise that stands; an indicator has none that a decision may change.
async fn promised_now(tx: &mut Tx, opened: &About) -> Result<String, DbError> {
    Ok(match opened {
        About::Milestone(id) => milestone_events::terms_now(tx, id.as_str())
            .await?
            .to_string(),
        About::Indicator(_) => String::new(),
    })
}

/// Writes a row for each thing it is about, in one transaction with its line of the audit.
pub async fn say(visit: &Visit, board: &ScopedBoard, new: &New<'_>) -> Result<Said, WebError> {
    let (app, viewer) = (&visit.app, board.viewer());
    if new.marks.account != viewer.person {
        return Ok(Said::OtherAccount);
    }
    let mut tx = app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let now = tx.later(app.clock.now()).await?;
    // What may be spoken of is judged by what this transaction sees.
    let board = &visit.read_anew().await?;
    let stands = explanations::stands_now(&mut tx, new.duty).await?;
    let opened = about_address(new.opened);
    let whose = whose(board, &opened);
    let ids = new.evidence.map_or(&[][..], |it| it.files);
    // One of them was taken off since they were looked at.
    let Some(files) = files::all_named(&mut tx, whose, ids).await? else {
        return Ok(Said::Overtaken);
    };
    let written = explanations::written_of(&mut tx, &new.marks.submission).await?;
    if let Some(first) = written.first() {
        let same = new.says(&viewer.person, &written, &files) && first.seq == stands;
        return Ok(if same { Said::Before } else { Said::Overtaken });
    }
    if forms::is_of_another(&mut tx, &new.marks.submission, UsedFor::Saying).await? {
        return Err(WebError::BadRequest(BadRequest::Form));
    }
    let mut about = new.about.iter();
    let refused = about.find_map(|it| board.may_speak(new.act, it).err());
    // Rule 8: it answers what was read. Who may not is told so first.
    let promised = promised_now(&mut tx, new.opened).await?;
    let unread = new.marks.read != sign(stands) || new.marks.promised != promised;
    if unread && matches!(refused, None | Some(Refusal::NotInThisState)) {
        return Ok(Said::Overtaken);
    }
    if let Some(refusal) = refused {
        // The place in the order is given back with the transaction.
        drop(tx);
        record_refusal(visit, board, new, refusal).await?;
        return Ok(Said::Refused(refusal));
    }
    let organisation = viewer.organisation().to_owned();
    let person = Some(viewer.person.clone());
    match new.act {
        Act::Asked => {
            let rows = new.about.iter().map(|about| {
                let (milestone, indicator) = keys(about);
                AskedRow {
                    submission: new.marks.submission.clone(),
                    unit: new.duty.unit.to_string(),
                    workstream: new.duty.workstream.to_string(),
                    milestone,
                    indicator,
                    person: person.clone(),
                    organisation: organisation.clone(),
                    body: new.body.to_owned(),
                    wanted_by: new.day.to_string(),
                    seq,
                    recorded_at: now,
                }
            });
            AskedRow::append(&mut tx, &rows.collect::<Vec<_>>()).await?;
        }
        Act::Explained => {
            let rows = new.about.iter().map(|about| {
                let (milestone, indicator) = keys(about);
                ExplainedRow {
                    submission: new.marks.submission.clone(),
                    unit: new.duty.unit.to_string(),
                    workstream: new.duty.workstream.to_string(),
                    milestone,
                    indicator,
                    person: person.clone(),
                    organisation: organisation.clone(),
                    cause: new.cause.map_or("", Cause::code).to_owned(),
                    body: new.body.to_owned(),
                    commits_to: new.day.to_string(),
                    seq,
                    recorded_at: now,
                }
            });
            ExplainedRow::append(&mut tx, &rows.collect::<Vec<_>>()).await?;
        }
    }
    if let Some(document) = &new.evidence {
        let form = &new.marks.submission;
        evidence::append(&mut tx, form, document, (&files, true), (seq, now)).await?;
        files::handed_over(&mut tx, whose, &files, now).await?;
    }
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: &format!("milestone.{}", new.act.code()),
        subject: &opened,
        detail: &new.marks.submission,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Said::Now)
}

fn keys(about: &About) -> (Option<String>, Option<String>) {
    match about {
        About::Milestone(id) => (Some(id.to_string()), None),
        About::Indicator(code) => (None, Some(code.to_string())),
    }
}

async fn record_refusal(
    visit: &Visit,
    board: &ScopedBoard,
    new: &New<'_>,
    refusal: Refusal,
) -> Result<(), DbError> {
    let refusal = refusals::Refusal {
        person: Some(&board.viewer().username),
        from: visit.from,
        action: &format!("refused.{}", new.act.code()),
        subject: &about_address(new.opened),
        detail: &format!("{refusal:?}"),
    };
    refusals::record(&visit.app, refusal).await
}
