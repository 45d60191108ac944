//! Deciding on values, one or many; taking one back.
use std::collections::{BTreeMap, HashMap};

use app::{
    access::Viewer,
    domain::{
        Event, IndicatorCode, Instant, Measurement, MilestoneId, Refusal, Term, ValueSign,
        ValueState,
    },
    text::{self, Lang},
};

use crate::{
    board::ScopedBoard,
    db::{
        Tx, audit,
        measurements::{self, ValueNow},
        milestone_events::sign,
    },
    ledger::{MeasurementEventRow, MilestoneEventRow, RedefinitionRow},
    web::{
        error::{BadRequest, WebError},
        refusals,
        visit::Visit,
    },
};

/// The sign of where an indicator stands, for forms that answer it.
pub(super) fn stands_sign(stands: &HashMap<String, i64>, code: &str) -> String {
    sign(&stands.get(code).copied().unwrap_or(0).to_string())
}

/// A value of a list, with what its reader had read of its indicator.
#[derive(Debug, Clone)]
pub struct MarkedValue {
    pub id: String,
    /// One id for each box: sent twice, it is one event.
    submission: String,
    read: String,
    account: String,
}

/// What the box of a value carries: its id, the id of the form, where its indicator stood.
pub fn marked(id: &str, stands: &std::collections::HashMap<String, i64>, code: &str) -> String {
    let form = uuid::Uuid::now_v7();
    format!("{id}.{form}.{}", stands_sign(stands, code))
}

impl MarkedValue {
    /// Reads a box that was given to an account.
    pub fn read(value: &str, account: &str) -> Result<Self, WebError> {
        let mut parts = value.split('.');
        let mut part = || parts.next().unwrap_or_default().to_owned();
        let (id, submission, read) = (part(), part(), part());
        uuid::Uuid::parse_str(&submission).map_err(|_| WebError::BadRequest(BadRequest::Form))?;
        Ok(Self {
            id,
            submission,
            read,
            account: account.to_owned(),
        })
    }
}

/// What is decided on some values.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    event: Event,
    reason: &'a str,
    /// On those only before which a value of a later day stands, all or none; else on each by
    /// itself.
    older: bool,
}

impl<'a> Decision<'a> {
    /// On each of them by itself.
    pub const fn of_each(event: Event, reason: &'a str) -> Self {
        Self {
            event,
            reason,
            older: false,
        }
    }

    /// Closes all before which a value of a later day stands, or none.
    pub fn of_older() -> Self {
        Self {
            event: Event::Returned,
            reason: text::value_older(Lang::Vi),
            older: true,
        }
    }
}

/// How a decision ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueDecided {
    Now,
    /// The same form came before, and what it says stands.
    Before,
    /// The form was given to another account; nothing was written.
    OtherAccount,
    /// Something was entered or decided since it was read; nothing was written.
    Overtaken,
    /// It is not the person's to decide, or not now; this was recorded.
    Refused(Refusal),
}

impl ValueDecided {
    /// Whether what was decided stands.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Now | Self::Before)
    }
}

/// What decisions of one transaction made of the values of an indicator.
#[derive(Debug, Default)]
struct Moved {
    over: Vec<Measurement>,
    accepted: Vec<Measurement>,
}

/// Decides on values in one transaction: what changed since it was read, and what is not the
/// person's, stays as it is; where all or none are, all do for one. `None` for a value that there
/// is not.
pub async fn decide_values(
    visit: &Visit,
    decision: Decision<'_>,
    rows: &[MarkedValue],
) -> Result<Vec<Option<(IndicatorCode, ValueDecided)>>, WebError> {
    let app = &visit.app;
    let mut tx = app.db.begin().await?;
    tx.lock().await?;
    let now = tx.later(app.clock.now()).await?;
    let board = visit.read_anew().await?;
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let values = measurements::values_now(&mut tx, &ids).await?;
    let codes: Vec<&str> = values.iter().map(|it| it.indicator.as_str()).collect();
    let stands = measurements::stands_now(&mut tx, &codes).await?;
    let mut ended = Vec::with_capacity(rows.len());
    let mut moved: BTreeMap<IndicatorCode, Moved> = BTreeMap::new();
    for row in rows {
        let value = values.iter().find(|it| it.id == row.id);
        let known = value.and_then(|it| Some((it, IndicatorCode::parse(&it.indicator).ok()?)));
        let Some((value, code)) = known else {
            ended.push(None);
            continue;
        };
        let step = Step {
            board: &board,
            decision,
            now,
        };
        let stands = stands_sign(&stands, &value.indicator);
        let end = step.decide(&mut tx, row, value, &code, &stands).await?;
        if end == ValueDecided::Now {
            let of = moved.entry(code.clone()).or_default();
            step.write(&mut tx, visit, row, value, of).await?;
        }
        ended.push(Some((code, end)));
    }
    let done = |it: &Option<(_, ValueDecided)>| matches!(it, Some((_, end)) if end.is_done());
    if moved.is_empty() || (decision.older && !ended.iter().all(done)) {
        drop(tx);
    } else {
        for (code, it) in &moved {
            let falls = board.unreached_without(code, &it.over, &it.accepted);
            for (milestone, _) in falls {
                let because = (decision.reason, now);
                reopen(&mut tx, visit, board.viewer(), &milestone, because).await?;
            }
        }
        tx.commit().await?;
    }
    for (code, end) in ended.iter().flatten() {
        if let ValueDecided::Refused(refusal) = end {
            record_refusal(visit, board.viewer(), decision.event, code, *refusal).await?;
        }
    }
    Ok(ended)
}

/// One decision of several.
#[derive(Debug, Clone, Copy)]
struct Step<'a> {
    /// As of this moment.
    board: &'a ScopedBoard,
    decision: Decision<'a>,
    now: Instant,
}

impl Step<'_> {
    /// Whether it may be written: by who decides, on what was read.
    async fn decide(
        &self,
        tx: &mut Tx,
        row: &MarkedValue,
        value: &ValueNow,
        code: &IndicatorCode,
        stands: &str,
    ) -> Result<ValueDecided, WebError> {
        let person = &self.board.viewer().person;
        let Decision { event, reason, .. } = self.decision;
        if row.account != *person {
            return Ok(ValueDecided::OtherAccount);
        }
        if let Some(written) = measurements::written_of(tx, &row.submission).await? {
            let same = written.measurement == row.id
                && written.event == event.code()
                && written.person.as_deref() == Some(person)
                && written.reason == reason
                && value.event.as_deref() == Some(event.code());
            return Ok(if same {
                ValueDecided::Before
            } else {
                ValueDecided::Overtaken
            });
        }
        let step = (value.state(), event);
        let mut allowed = self.board.decide_value(code, step, value.person.as_deref());
        if allowed.is_ok() && event == Event::Accepted && value.hash.is_none() {
            allowed = Err(Refusal::NoEvidence);
        }
        // Rule 8: a decision belongs to what was read. Who may not is told so first.
        let as_read = row.read == stands && (!self.decision.older || self.is_older(value, code));
        if !as_read && matches!(allowed, Ok(()) | Err(Refusal::NotInThisState)) {
            return Ok(ValueDecided::Overtaken);
        }
        Ok(allowed.map_or_else(ValueDecided::Refused, |()| ValueDecided::Now))
    }

    /// Whether a value of a later day stands.
    fn is_older(&self, value: &ValueNow, code: &IndicatorCode) -> bool {
        let read = value.measurement();
        let read = read.and_then(|it| self.board.read_back(code, it, None));
        read.is_some_and(|it| it.signs.contains(&ValueSign::Older))
    }

    /// Writes it with its line of the audit. What is accepted ends what was accepted for the
    /// same day.
    async fn write(
        &self,
        tx: &mut Tx,
        visit: &Visit,
        row: &MarkedValue,
        value: &ValueNow,
        moved: &mut Moved,
    ) -> Result<(), WebError> {
        let viewer = self.board.viewer();
        let Decision { event, reason, .. } = self.decision;
        let seq = tx.next_seq().await?;
        let row_of = |submission: String, measurement: &str, event: Event, reason: &str| {
            MeasurementEventRow {
                submission,
                measurement: measurement.to_owned(),
                event: event.code().to_owned(),
                person: Some(viewer.person.clone()),
                reason: reason.to_owned(),
                seq,
                recorded_at: self.now,
            }
        };
        let mut rows = Vec::new();
        match event {
            Event::Accepted => {
                let before = measurements::accepted_on(tx, &value.indicator, &value.day).await?;
                for (place, it) in before.iter().enumerate() {
                    let form = format!("{}-{place}", row.submission);
                    let why = text::value_superseded(Lang::Vi);
                    rows.push(row_of(form, &it.id, Event::Revoked, why));
                    moved.over.extend(it.measurement());
                }
                let superseded = before.last().filter(|it| it.written() != value.written());
                if let Some(it) = superseded {
                    let told = superseded_row(it, value, (seq, self.now));
                    RedefinitionRow::append(tx, &[told]).await?;
                }
                moved.accepted.extend(value.measurement());
            }
            Event::Revoked => {
                moved.over.extend(value.measurement());
                // One value counts for a day: none that stood behind it comes back.
                let of_day = measurements::accepted_on(tx, &value.indicator, &value.day).await?;
                let others = of_day.iter().filter(|it| it.id != value.id);
                for (place, it) in others.enumerate() {
                    let form = format!("{}-{place}", row.submission);
                    rows.push(row_of(form, &it.id, Event::Revoked, reason));
                    moved.over.extend(it.measurement());
                }
            }
            _ => {}
        }
        let form = row.submission.clone();
        rows.push(row_of(form, &value.id, event, reason));
        MeasurementEventRow::append(tx, &rows).await?;
        let line = audit::Line {
            at: self.now,
            person: Some(&viewer.username),
            source: &visit.from.to_string(),
            action: &format!("measurement.{}", event.code()),
            subject: &value.indicator,
            detail: &row.submission,
        };
        Ok(audit::append(tx, line).await?)
    }
}

/// Tells, beside what decisions changed, that an accepted value took the place of another of its day.
fn superseded_row(
    was: &ValueNow,
    now: &ValueNow,
    (seq, recorded_at): (i64, Instant),
) -> RedefinitionRow {
    RedefinitionRow {
        subject: "measurement".to_owned(),
        code: format!("{}/{}", now.indicator, now.day),
        term: Term::Value.code().to_owned(),
        was: was.written(),
        now: now.written(),
        decision: String::new(),
        reason: String::new(),
        approver: String::new(),
        seq,
        recorded_at,
    }
}

/// Revokes the acceptance of an outcome that no accepted value reaches any more.
async fn reopen(
    tx: &mut Tx,
    visit: &Visit,
    viewer: &Viewer,
    milestone: &MilestoneId,
    (reason, now): (&str, Instant),
) -> Result<(), WebError> {
    let seq = tx.next_seq().await?;
    let submission = uuid::Uuid::now_v7().to_string();
    let body = match reason {
        "" => text::value_superseded(Lang::Vi),
        reason => reason,
    };
    let row = MilestoneEventRow {
        submission: submission.clone(),
        milestone: milestone.to_string(),
        event: Event::Revoked.code().to_owned(),
        person: Some(viewer.person.clone()),
        organisation: viewer.organisation().to_owned(),
        body: body.to_owned(),
        seq,
        recorded_at: now,
        ..MilestoneEventRow::default()
    };
    MilestoneEventRow::append(tx, &[row]).await?;
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "milestone.revoked",
        subject: milestone.as_str(),
        detail: &submission,
    };
    Ok(audit::append(tx, line).await?)
}

/// Takes back a value that waits, which a form given to an account asked for; `None` for a value
/// that there is not.
pub async fn withdraw(
    visit: &Visit,
    id: &str,
    account: &str,
) -> Result<Option<(IndicatorCode, ValueDecided)>, WebError> {
    let app = &visit.app;
    let mut tx = app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let now = tx.later(app.clock.now()).await?;
    let board = visit.read_anew().await?;
    let viewer = board.viewer();
    let values = measurements::values_now(&mut tx, &[id.to_owned()]).await?;
    let known = values
        .first()
        .and_then(|it| Some((it, IndicatorCode::parse(&it.indicator).ok()?)));
    let Some((value, code)) = known else {
        return Ok(None);
    };
    if account != viewer.person {
        return Ok(Some((code, ValueDecided::OtherAccount)));
    }
    let event = Event::Withdrawn;
    let again = value.event.as_deref() == Some(event.code())
        && value.decided_by.as_deref() == Some(&viewer.person);
    if again {
        return Ok(Some((code, ValueDecided::Before)));
    }
    let step = (value.state(), event);
    match board.decide_value(&code, step, value.person.as_deref()) {
        Ok(()) => {}
        Err(Refusal::NotInThisState) if value.state() != ValueState::Waiting => {
            return Ok(Some((code, ValueDecided::Overtaken)));
        }
        Err(refusal) => {
            drop(tx);
            record_refusal(visit, viewer, event, &code, refusal).await?;
            return Ok(Some((code, ValueDecided::Refused(refusal))));
        }
    }
    let row = MeasurementEventRow {
        submission: format!("{id}-{}", event.code()),
        measurement: id.to_owned(),
        event: event.code().to_owned(),
        person: Some(viewer.person.clone()),
        reason: String::new(),
        seq,
        recorded_at: now,
    };
    MeasurementEventRow::append(&mut tx, &[row]).await?;
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "measurement.withdrawn",
        subject: code.as_str(),
        detail: id,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Some((code, ValueDecided::Now)))
}

async fn record_refusal(
    visit: &Visit,
    viewer: &Viewer,
    event: Event,
    code: &IndicatorCode,
    refusal: Refusal,
) -> Result<(), WebError> {
    let refusal = refusals::Refusal {
        person: Some(&viewer.username),
        from: visit.from,
        action: &format!("refused.{}", event.code()),
        subject: code.as_str(),
        detail: &format!("{refusal:?}"),
    };
    Ok(refusals::record(&visit.app, refusal).await?)
}
