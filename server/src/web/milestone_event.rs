//! Appending one event to the life of a milestone.
use app::{
    access::Viewer,
    domain::{
        Asks, Cause, Corrects, Day, Event, Instant, MILESTONE_TERMS, MilestoneId, MilestoneKind,
        Refusal, Responsible, Stage, Term,
    },
    text::only_typed_otherwise,
    views::Marks,
};

use super::{
    error::{BadRequest, WebError},
    evidence::{self, Document, files::whose},
    milestone_form::{last_sign, measured_mark},
    refusals,
    visit::Visit,
};
use crate::{
    board::ScopedBoard,
    db::{
        DbError, Tx, audit, drafts,
        files::{self, Behind, FileText},
        forms::{self, UsedFor},
        milestone_events::{self, EventNow},
    },
    ledger::{EvidenceRow, MilestoneEventRow, MilestoneRow, RedefinitionRow, milestone_id},
};

/// An event to be appended, with the words that belong to it.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    pub milestone: &'a MilestoneId,
    pub event: Event,
    /// The form it comes from.
    pub marks: &'a Marks,
    /// What was produced, or the reason.
    pub body: &'a str,
    pub evidence: Option<Document<'a>>,
    /// The version of the draft the form was opened with, where one may be handed over.
    pub draft: Option<i64>,
    /// The new deadline of an extension, or the day asked for.
    pub deadline: Option<Day>,
    /// Who is responsible from now on.
    pub responsible: Option<&'a Responsible>,
    /// What a report tells of the duty's volume, and of what holds the work up.
    pub volume_done: Option<i64>,
    pub obstacle: Option<Cause>,
    /// What is handed over is that nothing came up in the period.
    pub nothing: bool,
    /// The number of the decision behind the event, and who took it.
    pub decision: &'a str,
    pub approver: &'a str,
    /// What is written anew.
    pub rewrites: Option<Rewrites<'a>>,
}

/// What an event writes anew.
#[derive(Debug, Clone, Copy)]
pub enum Rewrites<'a> {
    /// Number, day and link of the document behind the report that stands.
    Document {
        number: &'a str,
        day: Day,
        link: &'a str,
    },
    Title(&'a str),
    /// What a milestone promises beside its title.
    Terms {
        kind: MilestoneKind,
        weight: i64,
        product: &'a str,
        reach: Option<&'a str>,
    },
    /// A new milestone in the place of a cancelled one.
    Successor {
        title: &'a str,
        kind: MilestoneKind,
        weight: i64,
        product: &'a str,
        reach: Option<&'a str>,
        responsible: &'a Responsible,
    },
}

impl Rewrites<'_> {
    /// What it puts right, where it is a correction.
    const fn corrects(&self) -> Option<Corrects> {
        match self {
            Self::Document { .. } => Some(Corrects::Document),
            Self::Title(_) => Some(Corrects::Title),
            Self::Terms { .. } | Self::Successor { .. } => None,
        }
    }

    /// The row of a milestone, written anew.
    fn row(&self, before: &MilestoneRow, (seq, recorded_at): (i64, Instant)) -> MilestoneRow {
        let mut row = MilestoneRow {
            seq,
            recorded_at,
            ..before.clone()
        };
        match *self {
            Self::Document { .. } => {}
            Self::Title(title) => title.clone_into(&mut row.title),
            Self::Terms {
                kind,
                weight,
                product,
                reach,
            } => {
                kind.code().clone_into(&mut row.kind);
                row.weight = weight;
                product.clone_into(&mut row.product);
                row.reach = reach.map(str::to_owned);
            }
            // The deadline is the one that was promised first.
            Self::Successor {
                title,
                kind,
                weight,
                product,
                reach,
                responsible,
            } => {
                title.clone_into(&mut row.title);
                kind.code().clone_into(&mut row.kind);
                row.weight = weight;
                product.clone_into(&mut row.product);
                row.reach = reach.map(str::to_owned);
                row.responsible = company(responsible);
            }
        }
        row
    }
}

impl<'a> NewEvent<'a> {
    /// An event that says nothing but itself.
    pub const fn new(milestone: &'a MilestoneId, event: Event, marks: &'a Marks) -> Self {
        Self {
            milestone,
            event,
            marks,
            body: "",
            evidence: None,
            draft: None,
            deadline: None,
            responsible: None,
            volume_done: None,
            obstacle: None,
            nothing: false,
            decision: "",
            approver: "",
            rewrites: None,
        }
    }
}

impl NewEvent<'_> {
    /// Whether it decides on what was handed over: of an outcome, by what was measured.
    fn decides(&self) -> bool {
        matches!(
            self.event,
            Event::Accepted | Event::Returned | Event::Revoked
        )
    }

    /// Whether its files came with its own form.
    fn has_own_files(&self) -> bool {
        let of = self.evidence.as_ref().and_then(|it| it.files_of);
        of.is_none_or(|of| of == self.milestone)
    }

    /// The company that is responsible from now on, where it is one.
    fn company(&self) -> Option<String> {
        company(self.responsible?)
    }

    /// Whether it says no more and no less than what was written.
    fn says(
        &self,
        written: &milestone_events::Written,
        viewer: &Viewer,
        files: &[FileText],
    ) -> bool {
        written.person.as_deref() == Some(viewer.person.as_str())
            && written.body == self.body
            && written.deadline == self.deadline.map(|day| day.to_string())
            && written.responsible == self.company()
            && written.decision == self.decision
            && written.volume_done == self.volume_done
            && written.obstacle.as_deref() == self.obstacle.map(Cause::code)
            && written.approver == self.approver
            && written.nothing_arose == self.nothing
            && written.hash == self.evidence.as_ref().map(|it| it.hash(files))
    }
}

/// A company by its code; none for the unit.
fn company(responsible: &Responsible) -> Option<String> {
    match responsible {
        Responsible::Unit => None,
        Responsible::Partner(code) => Some(code.to_string()),
    }
}

/// How an append ended.
#[derive(Debug)]
pub enum Appended {
    Now,
    /// The same form came before, and what it says is the last that happened: nothing more
    /// was written.
    Before,
    /// The form was given to another account; nothing was written.
    OtherAccount,
    /// Something happened since the form was opened; nothing was written.
    Overtaken,
    /// A colleague saved another draft since; nothing was written.
    NewerDraft,
    /// The life of the milestone does not allow it; this was recorded.
    Refused(Refusal),
}

/// Appends an event in one transaction: the state is read again under the
/// order's lock, the table of the life decides, and the ledger, the draft and
/// the audit change together or not at all.
pub async fn append(
    visit: &Visit,
    board: &ScopedBoard,
    new: &NewEvent<'_>,
) -> Result<Appended, WebError> {
    let ended = append_all(visit, board, std::slice::from_ref(new)).await?;
    let ended = ended.into_iter().next();
    ended.ok_or_else(|| WebError::Internal("an event ended in no way".to_owned()))
}

/// Appends several events in one transaction, all or none: they are written when each ended as
/// `Now`. How each ended, or would have, in their order.
pub async fn append_all(
    visit: &Visit,
    board: &ScopedBoard,
    all: &[NewEvent<'_>],
) -> Result<Vec<Appended>, WebError> {
    let person = &board.viewer().person;
    if all.iter().any(|new| new.marks.account != *person) {
        return Ok(all.iter().map(|_| Appended::OtherAccount).collect());
    }
    let mut tx = visit.app.db.begin().await?;
    let mut ended = Vec::with_capacity(all.len());
    // The first place takes the order's lock. Under it all is read anew: what comes together is of
    // one moment, and what a person may, and what is measured, are judged by what stands then.
    let mut place = Some(tx.next_seq().await?);
    let now = tx.later(visit.app.clock.now()).await?;
    let board = &visit.read_anew().await?;
    for new in all {
        let seq = match place.take() {
            Some(first) => first,
            None => tx.next_seq().await?,
        };
        ended.push(append_in(&mut tx, visit, board, new, (seq, now)).await?);
    }
    if ended.iter().all(|it| matches!(it, Appended::Now)) {
        tx.commit().await?;
        return Ok(ended);
    }
    // The places in the order are given back with the transaction.
    drop(tx);
    for (new, ended) in all.iter().zip(&ended) {
        if let Appended::Refused(refusal) = ended {
            refused(visit, board.viewer(), new, *refusal).await?;
        }
    }
    Ok(ended)
}

/// Writes an event, its evidence and its line of the audit, or says why not.
async fn append_in(
    tx: &mut Tx,
    visit: &Visit,
    board: &ScopedBoard,
    new: &NewEvent<'_>,
    (seq, now): (i64, Instant),
) -> Result<Appended, WebError> {
    let viewer = board.viewer();
    let before = milestone_events::events_now(tx, new.milestone.as_str()).await?;
    let last = before.last().map(|it| it.submission.as_str());
    let (files_of, ids) = match &new.evidence {
        Some(document) => (document.files_of.unwrap_or(new.milestone), document.files),
        None => (new.milestone, &[][..]),
    };
    // One of them was taken off since they were looked at.
    let Some(files) =
        files::all_named(tx, whose(board, files_of.as_str(), Behind::Report), ids).await?
    else {
        return Ok(Appended::Overtaken);
    };
    let used = match milestone_events::written_of(tx, &new.marks.submission).await? {
        Some(written) if written.milestone != new.milestone.as_str() => {
            return Err(WebError::BadRequest(BadRequest::Form));
        }
        Some(written) if written.event == new.event.code() => {
            let stands = last == Some(new.marks.submission.as_str())
                && new.says(&written, viewer, &files)
                && rewritten(tx, new, &before).await?;
            return Ok(if stands {
                Appended::Before
            } else {
                Appended::Overtaken
            });
        }
        None if forms::is_of_another(tx, &new.marks.submission, UsedFor::Event).await? => {
            return Err(WebError::BadRequest(BadRequest::Form));
        }
        used => used.is_some(),
    };
    let stage = replay(&before);
    let report = before
        .iter()
        .rev()
        .find(|it| it.event == Event::Submitted.code());
    let wrote = report.is_some_and(|it| it.person.as_deref() == Some(&viewer.person));
    let mut allowed = match new.rewrites.and_then(|it| it.corrects()) {
        Some(what) => board.decide_correction(new.milestone, stage, what, wrote),
        None => board.decide(new.milestone, stage, new.event),
    };
    if allowed.is_ok() && new.event == Event::Accepted && !has_evidence(tx, report).await? {
        allowed = Err(Refusal::NoEvidence);
    }
    if allowed.is_ok() && new.nothing && !board.period_is_over(new.milestone) {
        allowed = Err(Refusal::PeriodNotOver);
    }
    // The form was sent before with another decision, which stands.
    if used {
        allowed = Err(Refusal::NotInThisState);
    }
    // Rule 8: a decision belongs to what was read. Who may not is told so first.
    let last = last_sign(&before);
    let promised = milestone_events::terms_now(tx, new.milestone.as_str()).await?;
    let remeasured = new.decides() && {
        let measured = milestone_events::measured_now(tx, new.milestone.as_str()).await?;
        new.marks.measured != measured_mark(measured)
    };
    let unread = new.marks.read != last || new.marks.promised != promised.to_string() || remeasured;
    let by_what_was_read = matches!(
        allowed,
        Ok(_) | Err(Refusal::NotInThisState | Refusal::NotMeasured)
    );
    if unread && !used && by_what_was_read {
        return Ok(Appended::Overtaken);
    }
    if let Some(opened) = new.draft.filter(|_| allowed.is_ok()) {
        let (milestone, organisation) = (new.milestone.as_str(), viewer.organisation());
        let form = (opened, new.marks.submission.as_str());
        if drafts::is_newer(tx, milestone, organisation, form).await? {
            return Ok(Appended::NewerDraft);
        }
    }
    if let Err(refusal) = allowed {
        return Ok(Appended::Refused(refusal));
    }
    let row = MilestoneEventRow {
        submission: new.marks.submission.clone(),
        milestone: new.milestone.to_string(),
        event: new.event.code().to_owned(),
        person: Some(viewer.person.clone()),
        organisation: viewer.organisation().to_owned(),
        body: new.body.to_owned(),
        deadline: new.deadline.map(|day| day.to_string()),
        responsible: new.company(),
        decision: new.decision.to_owned(),
        approver: new.approver.to_owned(),
        volume_done: new.volume_done,
        obstacle: new.obstacle.map(|cause| cause.code().to_owned()),
        nothing_arose: new.nothing.then_some(true),
        old_book: None,
        in_place_of: board
            .in_place_of(new.milestone, new.event)
            .map(|of| of.code().to_owned()),
        seq,
        recorded_at: now,
    };
    MilestoneEventRow::append(tx, &[row]).await?;
    if let Some(document) = &new.evidence {
        let (form, own) = (&new.marks.submission, new.has_own_files());
        evidence::append(tx, form, document, (&files, own), (seq, now)).await?;
        drafts::remove(tx, new.milestone.as_str(), viewer.organisation()).await?;
        // Those of another form stay attached to it.
        let own: &[FileText] = if own { &files } else { &[] };
        files::handed_over(
            tx,
            whose(board, new.milestone.as_str(), Behind::Report),
            own,
            now,
        )
        .await?;
    }
    if new.nothing {
        drafts::remove(tx, new.milestone.as_str(), viewer.organisation()).await?;
    }
    if let Some(rewrites) = new.rewrites {
        rewrite(tx, new, rewrites, report, (seq, now)).await?;
    }
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: &match new.nothing {
            true => "milestone.nothing_arose".to_owned(),
            false => format!("milestone.{}", new.event.code()),
        },
        subject: new.milestone.as_str(),
        detail: &new.marks.submission,
    };
    audit::append(tx, line).await?;
    Ok(Appended::Now)
}

/// Writes anew what an event rewrites: a row more of what it is about.
async fn rewrite(
    tx: &mut Tx,
    new: &NewEvent<'_>,
    rewrites: Rewrites<'_>,
    report: Option<&EventNow>,
    (seq, recorded_at): (i64, Instant),
) -> Result<(), WebError> {
    match rewrites {
        Rewrites::Document { number, day, link } => {
            let report = report.ok_or_else(|| missing("report"))?;
            let files = files::hashes_now(tx, &report.submission).await?;
            let row = EvidenceRow {
                submission: report.submission.clone(),
                document_number: number.to_owned(),
                document_day: Some(day.to_string()),
                link: link.to_owned(),
                hash: EvidenceRow::hash_of(number, day, link, files.iter().map(String::as_str)),
                seq,
                recorded_at,
            };
            EvidenceRow::append(tx, &[row]).await?;
        }
        Rewrites::Title(_) | Rewrites::Terms { .. } => {
            let before = MilestoneRow::now(tx, new.milestone.as_str()).await?;
            let before = before.ok_or_else(|| missing("milestone"))?;
            let row = rewrites.row(&before, (seq, recorded_at));
            RedefinitionRow::append(tx, &redefinitions(new, &before, &row)).await?;
            MilestoneRow::append(tx, &[row]).await?;
        }
        Rewrites::Successor { title, .. } => {
            let before = MilestoneRow::now(tx, new.milestone.as_str()).await?;
            let before = before.ok_or_else(|| missing("milestone"))?;
            let (unit, workstream) = (before.unit.as_str(), before.workstream.as_str());
            // A file that has its title finds it.
            let by_title = milestone_id(unit, workstream, title);
            let id = match MilestoneRow::now(tx, &by_title).await? {
                None => by_title,
                Some(_) => milestone_id(unit, workstream, &new.marks.submission),
            };
            let last = MilestoneRow::last_position(tx, unit, workstream).await?;
            let row = MilestoneRow {
                id,
                position: last + 1,
                replaces: Some(before.id.clone()),
                // It is no period's slot.
                rhythm: None,
                period_from: None,
                period_to: None,
                closes_on: None,
                ..rewrites.row(&before, (seq, recorded_at))
            };
            let told = redefinition(
                new,
                &row,
                Term::Replaces,
                before.title.clone(),
                title.to_owned(),
            );
            RedefinitionRow::append(tx, &[told]).await?;
            MilestoneRow::append(tx, &[row]).await?;
        }
    }
    Ok(())
}

/// A row for each promise that a decision changes; what is promised for the first time, or only
/// typed otherwise, has none.
fn redefinitions(
    new: &NewEvent<'_>,
    before: &MilestoneRow,
    row: &MilestoneRow,
) -> Vec<RedefinitionRow> {
    let mut rows = Vec::new();
    for (term, how) in MILESTONE_TERMS {
        let (was, now) = (cell(before, term), cell(row, term));
        let same = was == now || (term == Term::Title && only_typed_otherwise(&was, &now));
        if same || how.change(&was, &now, None) != Ok(Asks::Decision) {
            continue;
        }
        rows.push(redefinition(new, row, term, was, now));
    }
    rows
}

/// A change of a promise with the decision behind it.
fn redefinition(
    new: &NewEvent<'_>,
    row: &MilestoneRow,
    term: Term,
    was: String,
    now: String,
) -> RedefinitionRow {
    RedefinitionRow {
        subject: "milestone".to_owned(),
        code: row.id.clone(),
        term: term.code().to_owned(),
        was,
        now,
        decision: new.decision.to_owned(),
        reason: new.body.to_owned(),
        approver: new.approver.to_owned(),
        seq: row.seq,
        recorded_at: row.recorded_at,
    }
}

/// A term of a row, in the words of its file.
fn cell(row: &MilestoneRow, term: Term) -> String {
    match term {
        Term::Kind => row.kind.clone(),
        Term::Title => row.title.clone(),
        Term::Weight => row.weight.to_string(),
        Term::Product => row.product.clone(),
        Term::Reach => row.reach.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

fn missing(what: &str) -> WebError {
    WebError::Internal(format!("no {what} to be written anew"))
}

/// Whether what stands is what an event rewrites: nothing came after it.
async fn rewritten(tx: &mut Tx, new: &NewEvent<'_>, events: &[EventNow]) -> Result<bool, DbError> {
    Ok(match new.rewrites {
        None => true,
        Some(it @ (Rewrites::Title(_) | Rewrites::Terms { .. })) => {
            let stands = MilestoneRow::now(tx, new.milestone.as_str()).await?;
            stands.is_some_and(|row| it.row(&row, (row.seq, row.recorded_at)) == row)
        }
        Some(it @ Rewrites::Successor { .. }) => {
            let stands = MilestoneRow::replacing(tx, new.milestone.as_str()).await?;
            stands.is_some_and(|row| it.row(&row, (row.seq, row.recorded_at)) == row)
        }
        Some(Rewrites::Document { number, day, link }) => {
            let mut reports = events.iter().rev();
            let report = reports.find(|it| it.event == Event::Submitted.code());
            let stands = match report {
                Some(report) => milestone_events::document_now(tx, &report.submission).await?,
                None => None,
            };
            stands.is_some_and(|it| {
                let day = day.to_string();
                it.document_number == number && it.document_day == Some(day) && it.link == link
            })
        }
    })
}

/// The stage the events lead to.
fn replay(events: &[EventNow]) -> Stage {
    events
        .iter()
        .filter_map(|it| Event::from_code(&it.event))
        .fold(Stage::NEW, |stage, event| {
            stage.after(event).map_or(stage, |(next, _)| next)
        })
}

/// Rule 8: no acceptance without evidence on the submission that waits.
async fn has_evidence(tx: &mut Tx, report: Option<&EventNow>) -> Result<bool, DbError> {
    match report {
        // Of what did not come up there is no document.
        Some(it) if it.nothing_arose => Ok(true),
        Some(it) => Ok(milestone_events::evidence_count(tx, &it.submission).await? > 0),
        None => Ok(false),
    }
}

async fn refused(
    visit: &Visit,
    viewer: &Viewer,
    new: &NewEvent<'_>,
    refusal: Refusal,
) -> Result<(), DbError> {
    let refusal = refusals::Refusal {
        person: Some(&viewer.username),
        from: visit.from,
        action: &format!("refused.{}", new.event.code()),
        subject: new.milestone.as_str(),
        detail: &format!("{refusal:?}"),
    };
    refusals::record(&visit.app, refusal).await
}
