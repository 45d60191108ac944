//! `POST /rechecks/{draw}/{place}`: what was found of one thing that was drawn.
use app::{
    Page,
    domain::{
        Day, LONGEST_TEXT, Nearest, Refusal, clean, clean_line, parse_day, says_something,
        secrecy_mark, typed_day,
    },
    views::{
        Marks, Mistake, Notice, RecheckErrors, RecheckForm, RecheckPage, RecheckRead, Typed,
        UnsentForm, recheck_path, result_code,
    },
};
use axum::{
    Extension, Form,
    extract::{Path, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{Opened, recheck_page};
use crate::{
    board::{Lot, ScopedBoard},
    db::{
        audit,
        files::{self, Behind, Whose},
        forms::{self, UsedFor},
        rechecks,
    },
    ledger::RecheckResultRow,
    web::{
        error::{BadRequest, WebError},
        evidence::{
            self, Document, TypedDocument, completed_link,
            files::{self as form_files, Attached, Attaching, FileFields, GivenBack},
        },
        history::end_of_page,
        milestone_form::FormFields,
        received::Received,
        refusals,
        visit::Visit,
    },
};

#[derive(Debug, Default, Deserialize)]
pub struct RecheckFields {
    #[serde(default)]
    result: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    document_number: String,
    #[serde(default)]
    document_day: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    no_secrets: String,
    #[serde(flatten)]
    attaching: Attaching,
    #[serde(flatten)]
    marks: Marks,
}

impl RecheckFields {
    fn cleaned(self) -> RecheckForm {
        RecheckForm {
            result: clean_line(&self.result),
            text: clean(&self.text),
            document_number: clean_line(&self.document_number),
            document_day: clean_line(&self.document_day),
            link: completed_link(clean_line(&self.link)),
            files: self.attaching.ids(),
            files_lost: false,
            no_secrets: !self.no_secrets.is_empty(),
            marks: self.marks,
        }
    }

    /// The same, its day read as people write it.
    fn read(self, today: Day) -> RecheckForm {
        let mut form = self.cleaned();
        if let Some(day) = typed_day(&form.document_day, today, Nearest::Before) {
            form.document_day = app::text::day_as_typed(day);
        }
        form
    }
}

impl FormFields for RecheckFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::Recheck
    }

    fn typed(self) -> Option<Typed> {
        let files_lost = self.attaching.sent_files();
        Some(Typed::Recheck(RecheckForm {
            files_lost,
            ..without_secrets(self.cleaned())
        }))
    }
}

/// How it ended.
enum Recorded {
    /// Now, or by the same form before.
    Done,
    Overtaken,
    OtherAccount,
    Refused(Refusal),
}

/// Whose a form about one thing of a draw is.
fn whose<'a>(board: &'a ScopedBoard, thing: &'a str) -> Whose<'a> {
    form_files::whose(board, thing, Behind::Recheck)
}

/// `POST /islands/rechecks/{draw}/{place}`: keeps one file of a result, before that is recorded.
pub async fn send_file(
    visit: Visit,
    Path((draw, place)): Path<(String, String)>,
    received: Option<Extension<Received>>,
    Form(fields): Form<FileFields>,
) -> Result<Response, WebError> {
    let opened = recheck_page(&visit, &draw, &place).await?;
    if let Err(refusal) = opened.page.item.may {
        refused(&visit, &opened.lot, refusal).await?;
        return Err(refusal.into());
    }
    let (board, thing) = (visit.read()?, opened.thing());
    form_files::keep_sent(&visit, whose(&board, &thing), received.as_deref(), &fields).await
}

pub async fn send_result(
    visit: Visit,
    Path((draw, place)): Path<(String, String)>,
    received: Option<Extension<Received>>,
    fields: Result<Form<RecheckFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = fields?;
    let received = received.map(|Extension(it)| it).unwrap_or_default();
    // Whether it is there is told before what is wrong with the form.
    let opened = recheck_page(&visit, &draw, &place).await?;
    let today = visit.frame.today;
    let (removed, was_cut) = (fields.attaching.removes(), fields.attaching.was_cut());
    let mut form = fields.read(today);
    // Sent twice it is one, whoever may tell the next.
    let (db, person) = (&visit.app.db, &visit.viewer()?.person);
    let sent_before = rechecks::is_written_by(db, &form.marks.submission, person).await?;
    if let Err(refusal) = opened.page.item.may
        && !sent_before
    {
        refused(&visit, &opened.lot, refusal).await?;
        return kept_words(visit, opened, form, refusal);
    }
    // An id that this server cannot have given: not a form of this site.
    if uuid::Uuid::parse_str(&form.marks.submission).is_err() {
        return Err(WebError::BadRequest(BadRequest::Form));
    }
    let (board, thing) = (visit.read()?, opened.thing());
    let whose = whose(&board, &thing);
    form.files.retain(|file| Some(file) != removed.as_ref());
    let mut attached = form_files::named(&visit, whose, &form.files).await?;
    if !form_files::sent_before(
        &visit,
        whose,
        &form.marks.submission,
        &received,
        &mut attached,
    )
    .await?
    {
        form_files::keep(&visit, whose, &received, &mut attached).await?;
    }
    form.files = attached.ids();
    if let Some(file) = &removed {
        files::detach(&visit.app.db, whose, file, visit.app.clock.now()).await?;
    }
    let edits = removed.is_some() || was_cut;
    let mut errors = match edits {
        true => RecheckErrors::default(),
        false => check(&visit, &opened, &form)?,
    };
    errors.files = std::mem::take(&mut attached.refused);
    let (Some(confirmed), false) = (confirmed(&form.result), edits || errors.any()) else {
        return again(visit, opened, (form, attached), errors).await;
    };
    match record(&visit, &opened, &form, confirmed).await? {
        Recorded::Done => {
            let path = recheck_path(opened.page.row.number, opened.page.item.place);
            let path = format!("{path}?done={}", Notice::Rechecked.code());
            Ok(Redirect::to(&path).into_response())
        }
        Recorded::Overtaken => {
            conflict(visit, (&draw, &place), form, Mistake::OvertakenRecheck).await
        }
        Recorded::OtherAccount => {
            conflict(visit, (&draw, &place), form, Mistake::OtherAccount).await
        }
        Recorded::Refused(refusal) => kept_words(visit, opened, form, refusal),
    }
}

fn confirmed(code: &str) -> Option<bool> {
    [true, false]
        .into_iter()
        .find(|it| result_code(*it) == code)
}

/// The document of a form, as it was typed.
fn document(form: &RecheckForm) -> TypedDocument<'_> {
    TypedDocument {
        number: &form.document_number,
        day: &form.document_day,
        link: &form.link,
        has_files: !form.files.is_empty(),
    }
}

fn check(visit: &Visit, opened: &Opened, form: &RecheckForm) -> Result<RecheckErrors, WebError> {
    let board = visit.read()?;
    let result = confirmed(&form.result);
    // Judged by what the form read: sent twice it is no correction of itself.
    let read: i64 = form.marks.read.parse().unwrap_or(0);
    let mut results = opened.page.item.results.iter();
    let stands = results.find(|it| it.seq <= read);
    let here = opened.page.item.results.iter().filter(|it| it.seq <= read);
    let elsewhere = opened.page.elsewhere.iter().map(|(_, it)| it);
    let mut told: Vec<_> = here.chain(elsewhere).collect();
    told.sort_by_key(|it| std::cmp::Reverse(it.seq));
    let may_say = result.is_none_or(|confirmed| board.may_say(confirmed, told.into_iter()));
    let text = if secrecy_mark(&form.text).is_some() {
        Some(Mistake::SecretMark)
    } else if form.text.chars().count() > LONGEST_TEXT {
        Some(Mistake::RecheckTextTooLong)
    } else if says_something(&form.text) {
        None
    } else if result == Some(false) {
        Some(Mistake::RecheckFindingMissing)
    } else {
        // What is confirmed at once needs no words.
        stands.map(|_| Mistake::RecheckAgainWhy)
    };
    let [document_number, document_day, link] = document(form).check(visit.frame.today, false);
    let older = parse_day(&form.document_day).is_some_and(|day| day < opened.draw.on);
    Ok(RecheckErrors {
        result: match result {
            None => Some(Mistake::RecheckResultMissing),
            Some(_) => (!may_say).then_some(Mistake::RecheckTurned),
        },
        text,
        document_number,
        document_day: document_day.or(older.then_some(Mistake::RecheckDocumentOlder)),
        link,
        files: Vec::new(),
        no_secrets: (!form.no_secrets).then_some(Mistake::NoSecretsUnticked),
        form: None,
    })
}

/// Writes it with its document, in one transaction with its line of the audit. A correction is
/// another row.
async fn record(
    visit: &Visit,
    opened: &Opened,
    form: &RecheckForm,
    confirmed: bool,
) -> Result<Recorded, WebError> {
    let (app, viewer) = (&visit.app, visit.viewer()?);
    if form.marks.account != viewer.person {
        return Ok(Recorded::OtherAccount);
    }
    let (draw, lot) = (&opened.draw, &opened.lot);
    let thing = lot.accepted.id.as_str();
    let document = Document {
        number: &form.document_number,
        day: parse_day(&form.document_day).unwrap_or(visit.frame.today),
        link: &form.link,
        files: &form.files,
        files_of: None,
    };
    let of = opened.thing();
    let mut tx = app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let now = tx.later(app.clock.now()).await?;
    let stands = rechecks::stands_now(&mut tx, &draw.id, thing).await?;
    if forms::is_of_another(&mut tx, &form.marks.submission, UsedFor::Recheck).await? {
        return Err(WebError::BadRequest(BadRequest::Form));
    }
    // What may be recorded is judged by what this transaction sees.
    let board = visit.read_anew().await?;
    let whose = whose(&board, &of);
    // One of them was taken off since they were looked at.
    let Some(files) = files::all_named(&mut tx, whose, &form.files).await? else {
        return Ok(Recorded::Overtaken);
    };
    if let Some(written) = rechecks::written_result(&mut tx, &form.marks.submission).await? {
        let same = (written.draw.as_str(), written.thing.as_str()) == (&*draw.id, thing)
            && written.confirmed == confirmed
            && written.body == form.text
            && written.person.as_deref() == Some(&viewer.person)
            && written.hash.as_deref() == Some(document.hash(&files).as_str())
            && written.seq == stands;
        return Ok(if same {
            Recorded::Done
        } else {
            Recorded::Overtaken
        });
    }
    let told_by = opened.page.item.results.first();
    let told_by = told_by.and_then(|it| it.account.as_deref());
    if let Err(refusal) = board.may_recheck(lot, told_by) {
        // The place in the order is given back with the transaction.
        drop(tx);
        refused(visit, lot, refusal).await?;
        return Ok(Recorded::Refused(refusal));
    }
    // Rule 8: it answers what was read.
    if form.marks.read != stands.to_string() {
        return Ok(Recorded::Overtaken);
    }
    let row = RecheckResultRow {
        submission: form.marks.submission.clone(),
        draw: draw.id.to_string(),
        thing: thing.to_owned(),
        milestone: lot.accepted.milestone.clone(),
        indicator: lot.accepted.indicator.clone(),
        responsible: lot.company.as_ref().map(ToString::to_string),
        confirmed,
        body: form.text.clone(),
        person: Some(viewer.person.clone()),
        seq,
        recorded_at: now,
    };
    RecheckResultRow::append(&mut tx, &[row]).await?;
    let submission = &form.marks.submission;
    evidence::append(&mut tx, submission, &document, (&files, true), (seq, now)).await?;
    files::handed_over(&mut tx, whose, &files, now).await?;
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "recheck.recorded",
        subject: subject(lot),
        detail: submission,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Recorded::Done)
}

/// The milestone or indicator, for the audit.
fn subject(lot: &Lot) -> &str {
    let it = &lot.accepted;
    it.milestone
        .as_ref()
        .or(it.indicator.as_ref())
        .map_or("", String::as_str)
}

async fn refused(visit: &Visit, lot: &Lot, refusal: Refusal) -> Result<(), WebError> {
    let refusal = refusals::Refusal {
        person: Some(&visit.viewer()?.username),
        from: visit.from,
        action: "refused.recheck",
        subject: subject(lot),
        detail: &format!("{refusal:?}"),
    };
    Ok(refusals::record(&visit.app, refusal).await?)
}

/// The page once more for who may not record it, or not any more, with what was typed.
fn kept_words(
    visit: Visit,
    opened: Opened,
    form: RecheckForm,
    refusal: Refusal,
) -> Result<Response, WebError> {
    let mut page = opened.page;
    page.item.may = Err(refusal);
    page.form = without_secrets(form);
    Ok(visit.page_with(StatusCode::FORBIDDEN, Page::Recheck(Box::new(page))))
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(mut form: RecheckForm) -> RecheckForm {
    if secrecy_mark(&form.text).is_some() {
        form.text.clear();
    }
    evidence::without_secrets(
        &mut form.document_number,
        &mut form.document_day,
        &mut form.link,
    );
    form
}

/// The form once more: with what is wrong, or without the file that was taken off.
async fn again(
    visit: Visit,
    opened: Opened,
    (form, attached): (RecheckForm, Attached),
    errors: RecheckErrors,
) -> Result<Response, WebError> {
    let why = GivenBack::why(errors.any(), &errors.files);
    let mut page = opened.page;
    (page.form, page.errors) = (without_secrets(form), errors);
    page.files = attached.rows();
    Ok(why.answer(visit, Page::Recheck(Box::new(page))))
}

/// Puts a form into its page, with the files it names.
async fn put(
    visit: &Visit,
    page: &mut RecheckPage,
    thing: &str,
    form: RecheckForm,
) -> Result<(), WebError> {
    let board = visit.read()?;
    let named = form_files::named(visit, whose(&board, thing), &form.files).await?;
    page.files = named.rows();
    page.form = RecheckForm {
        files: form_files::ids(&named.files),
        ..form
    };
    page.errors.files.extend(named.refused);
    Ok(())
}

/// The form once more, with what was typed before the session ended.
pub async fn result_again(
    visit: Visit,
    (draw, place): (&str, &str),
    typed: RecheckForm,
) -> Result<Response, WebError> {
    let opened = recheck_page(&visit, draw, place).await?;
    let thing = opened.thing();
    let mut page = opened.page;
    if typed.marks.read != page.form.marks.read {
        return conflict(visit, (draw, place), typed, Mistake::OvertakenRecheck).await;
    }
    put(&visit, &mut page, &thing, typed).await?;
    Ok(visit.page(Page::Recheck(Box::new(page))))
}

/// The form once more, beside how what it is about stood when it was opened.
async fn conflict(
    visit: Visit,
    (draw, place): (&str, &str),
    form: RecheckForm,
    mistake: Mistake,
) -> Result<Response, WebError> {
    let visit = visit.renewed().await?;
    let opened = recheck_page(&visit, draw, place).await?;
    let thing = opened.thing();
    let mut page = opened.page;
    if form.marks.read != page.form.marks.read {
        let read: i64 = form.marks.read.parse().unwrap_or(0);
        let (db, id) = (&visit.app.db, page.item.id.as_str());
        let ended = rechecks::ended(db, &[id], end_of_page(&visit)).await?;
        let mut results = page.item.results.iter();
        page.read = Some(RecheckRead {
            stands: ended.get(id).is_none_or(|at| *at > read),
            result: results.find(|it| it.seq <= read).cloned(),
        });
    }
    page.errors.form = Some(mistake);
    let form = RecheckForm {
        // Another form: that one may have been used.
        marks: page.form.marks.clone(),
        ..without_secrets(form)
    };
    put(&visit, &mut page, &thing, form).await?;
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Recheck(Box::new(page))))
}
