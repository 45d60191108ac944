//! Entering the values of a table: all or none.
use app::{
    domain::{IndicatorCode, Measurement, Refusal, Role, ValueState},
    text::{self, Lang},
    views::MeasureForm,
};

use super::{
    decide::stands_sign,
    form::{Checked, typed_document},
};
use crate::{
    board::ScopedBoard,
    db::{
        audit, drafts,
        files::{self, FileText, MEASURE},
        measurements::{self, ValueNow},
    },
    ledger::MeasurementRow,
    web::{
        error::WebError,
        evidence::{self, Document, files::whose_measured},
        refusals,
        visit::Visit,
    },
};

/// How it ended.
#[derive(Debug)]
pub enum Entered {
    Now,
    /// The same form came before, and all of it waits still.
    Before,
    /// The form was given to another account; nothing was written.
    OtherAccount,
    /// Something was entered or decided of these since the form was opened; nothing was written.
    Overtaken(Vec<IndicatorCode>),
    /// Somebody else saved a draft since the form was opened; nothing was written.
    NewerDraft,
    /// It is not the person's to enter; this was recorded.
    Refused(Refusal),
}

/// The id of the value that a form enters for an indicator.
pub fn id_of(submission: &str, code: &str) -> String {
    format!("{submission}-{code}")
}

/// The ids of all values that a form could have entered.
pub fn ids_of(form: &MeasureForm) -> Vec<String> {
    let all = form.rows.iter();
    all.map(|row| id_of(&form.submission, &row.code)).collect()
}

/// Enters the values of a table in one transaction with the document behind each and one line of
/// the audit.
pub async fn enter(
    visit: &Visit,
    form: &MeasureForm,
    check: &Checked,
) -> Result<Entered, WebError> {
    let app = &visit.app;
    if form.account != visit.viewer()?.person {
        return Ok(Entered::OtherAccount);
    }
    let mut tx = app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let now = tx.later(app.clock.now()).await?;
    let board = visit.read_anew().await?;
    let viewer = board.viewer();
    let whose = whose_measured(&board);
    // One of them was taken off since they were looked at.
    let Some(files) = files::all_named(&mut tx, whose, &form.files).await? else {
        return Ok(Entered::Overtaken(Vec::new()));
    };
    let document = Document {
        number: &form.document_number,
        day: check.document_day.unwrap_or(visit.frame.today),
        link: &form.link,
        files: &form.files,
        files_of: None,
    };
    let before = measurements::values_now(&mut tx, &ids_of(form)).await?;
    if !before.is_empty() {
        let hash = document.hash(&files);
        let same = says_the_same(form, check, &before, &viewer.person, &hash);
        let changed = check.values.iter().map(|(code, _)| code.clone());
        return Ok(if same {
            Entered::Before
        } else {
            Entered::Overtaken(changed.collect())
        });
    }
    let opened = (form.version, form.submission.as_str());
    if drafts::is_newer(&mut tx, MEASURE, viewer.organisation(), opened).await? {
        return Ok(Entered::NewerDraft);
    }
    let mut refused = check.values.iter();
    let refused = refused.find_map(|(code, _)| Some((code, board.may_measure(code).err()?)));
    if let Some((code, refusal)) = refused {
        // The place in the order is given back with the transaction.
        drop(tx);
        record_refusal(visit, &board, code, refusal).await?;
        return Ok(Entered::Refused(refusal));
    }
    // Rule 8: a form answers what its reader read.
    let codes: Vec<&str> = check.values.iter().map(|(code, _)| code.as_str()).collect();
    let stands = measurements::stands_now(&mut tx, &codes).await?;
    let unread = |code: &IndicatorCode| {
        let mark = form.row(code).map(|row| row.mark.as_str());
        mark != Some(&stands_sign(&stands, code.as_str()))
    };
    let changed = check.values.iter().filter(|(code, _)| unread(code));
    let changed: Vec<IndicatorCode> = changed.map(|(code, _)| code.clone()).collect();
    if !changed.is_empty() {
        return Ok(Entered::Overtaken(changed));
    }
    let source = source(&board);
    let rows = check.values.iter().map(|(code, value)| {
        let (numerator, denominator) = value.counts().unzip();
        let survey = check.surveys.get(code);
        MeasurementRow {
            id: id_of(&form.submission, code.as_str()),
            indicator: code.to_string(),
            day: value.day().to_string(),
            numerator,
            denominator,
            value: value.bare_text(),
            source: source.clone(),
            person: Some(viewer.person.clone()),
            fall_reason: check.reasons.get(code).cloned(),
            population: survey.map(|it| it.population),
            asked_from: survey.map(|it| it.from.to_string()),
            asked_to: survey.map(|it| it.to.to_string()),
            asked: survey.map(|it| it.asked.clone()),
            asked_how: survey.map(|it| it.how.clone()),
            seq,
            recorded_at: now,
        }
    });
    let rows: Vec<MeasurementRow> = rows.collect();
    MeasurementRow::append(&mut tx, &rows).await?;
    // A file keeps the address it has in the form with the first of them.
    for (place, row) in rows.iter().enumerate() {
        let files: (&[FileText], bool) = (&files, place == 0);
        evidence::append(&mut tx, &row.id, &document, files, (seq, now)).await?;
    }
    drafts::remove(&mut tx, MEASURE, viewer.organisation()).await?;
    files::handed_over(&mut tx, whose, &files, now).await?;
    let subject = board.measure_page().and_then(|page| page.unit);
    let subject = subject.map_or_else(|| "campaign".to_owned(), |(unit, _)| unit.to_string());
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "measurement.entered",
        subject: &subject,
        detail: &form.submission,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Entered::Now)
}

/// Whether a form that was used said the same, and all of it waits still.
fn says_the_same(
    form: &MeasureForm,
    check: &Checked,
    before: &[ValueNow],
    person: &str,
    hash: &str,
) -> bool {
    let said = |(code, value): &(IndicatorCode, Measurement)| {
        let id = id_of(&form.submission, code.as_str());
        before.iter().any(|it| {
            it.id == id
                && it.measurement() == Some(*value)
                && it.fall_reason.as_ref() == check.reasons.get(code)
                && it.survey().as_ref() == check.surveys.get(code)
                && it.person.as_deref() == Some(person)
                && it.state() == ValueState::Waiting
                && it.hash.as_deref() == Some(hash)
        })
    };
    typed_document(form).is_given()
        && before.len() == check.values.len()
        && check.values.iter().all(said)
}

/// Whoever reads a value reads who reported it, and not the document behind it.
fn source(board: &ScopedBoard) -> String {
    let unit = board.measure_page().and_then(|page| page.unit);
    let name = match &unit {
        Some((_, name)) => name,
        None => text::role(Lang::Vi, Role::Office),
    };
    text::reported_by(Lang::Vi, name)
}

async fn record_refusal(
    visit: &Visit,
    board: &ScopedBoard,
    code: &IndicatorCode,
    refusal: Refusal,
) -> Result<(), WebError> {
    let refusal = refusals::Refusal {
        person: Some(&board.viewer().username),
        from: visit.from,
        action: "refused.entered",
        subject: code.as_str(),
        detail: &format!("{refusal:?}"),
    };
    Ok(refusals::record(&visit.app, refusal).await?)
}
