//! `/measure`: what a unit or the office measures, entered in one table; and the decisions on it,
//! for the desk and for the page of an indicator.
mod decide;
mod draft;
mod enter;
mod filled;
mod form;
mod revoke;
mod while_typed;

use app::{
    Page,
    domain::{Event, IndicatorCode, Instant, Refusal, local_day, parse_day},
    text,
    views::{
        FilledIn, MeasureErrors, MeasureForm, MeasurePage, MeasureRow, Mistake, Notice,
        TableMistake, ValueBack, WaitingValue,
    },
};
use axum::{
    Extension, Form,
    extract::rejection::FormRejection,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use self::{
    decide::stands_sign,
    draft::Saved,
    enter::{Entered, enter},
    form::{Asks, Checked, Reading, checked, dated, without_secrets},
};
use super::{
    account::{self, session::IDLE_SECONDS},
    error::{BadRequest, WebError},
    evidence::files::{self as form_files, Attached, FileFields, whose_measured},
    milestone_form::FormFields,
    received::{Received, Sent},
    refusals,
    visit::Visit,
};
use crate::{
    board::ScopedBoard,
    db::{
        drafts::Draft,
        files,
        measurements::{self, Measured},
    },
};

pub use decide::{Decision, MarkedValue, ValueDecided, decide_values, marked};
pub use form::MeasureFields;
pub use revoke::{RevokeFields, revocation_again, revoke};
pub use while_typed::{keep_table, read_table};

/// `GET /measure`
pub async fn measure(mut visit: Visit) -> Result<Response, WebError> {
    let board = visit.read()?;
    let mut page = measure_page(&visit, &board).await?;
    (visit.frame.notice, visit.frame.notice_with) = done(&visit, &board, &page).await?;
    if page.draft.is_some() {
        let form = std::mem::take(&mut page.form);
        page.errors.rows = checked(&board, &form, visit.frame.today, Reading::Look)
            .errors
            .rows;
        put(&visit, &mut page, form, |_| true).await?;
    }
    Ok(visit.page(Page::Measure(Box::new(page))))
}

/// What the address says was done, to who did it and while nothing came after it, and to how many
/// more.
async fn done(
    visit: &Visit,
    board: &ScopedBoard,
    page: &MeasurePage,
) -> Result<(Option<Notice>, usize), WebError> {
    let viewer = board.viewer();
    let mut with = 0;
    let told = match Notice::from_code(visit.query("done")) {
        Some(Notice::Measured) => {
            let last = measurements::last_sending(&visit.app.db, &codes(page)).await?;
            let own = last.filter(|(person, _)| person.as_deref() == Some(&viewer.person));
            own.map(|(_, number)| {
                with = usize::try_from(number - 1).unwrap_or_default();
                Notice::Measured
            })
        }
        Some(Notice::DraftSaved) => {
            let own = page.draft.as_ref().filter(|it| it.person == viewer.name);
            own.map(|_| Notice::DraftSaved)
        }
        Some(Notice::DraftDiscarded) => page.draft.is_none().then_some(Notice::DraftDiscarded),
        _ => None,
    };
    Ok((told, with))
}

fn codes(page: &MeasurePage) -> Vec<&str> {
    page.rows.iter().map(|row| row.code.as_str()).collect()
}

/// The table as it is opened.
async fn measure_page(visit: &Visit, board: &ScopedBoard) -> Result<MeasurePage, WebError> {
    let mut page = board.measure_page().ok_or(WebError::NotFound)?;
    page.only_overdue = visit.query("due") == "late";
    let (db, upto) = (&visit.app.db, board.seq());
    let codes = codes(&page);
    let stands = measurements::stands_upto(db, &codes, upto).await?;
    for row in &mut page.rows {
        row.mark = stands_sign(&stands, row.code.as_str());
    }
    tell_open(visit, board, &mut page.rows).await?;
    let officers = account::officers(&visit.app).await?;
    page.committee_decides = match &page.unit {
        Some((unit, _)) => officers.stand_in().covers(unit),
        None => officers.few(),
    };
    let draft = draft::lookup(visit, board).await?;
    let opened = match &draft {
        Some(draft) => {
            let kept = files::of_draft(db, files::MEASURE, board.viewer().organisation()).await?;
            page.files = form_files::rows(&kept);
            MeasureForm {
                files: form_files::ids(&kept),
                ..draft::form_of(draft)
            }
        }
        None => MeasureForm {
            day: text::day_as_typed(visit.frame.today),
            ..MeasureForm::default()
        },
    };
    page.draft = draft.map(|it| draft::note(visit, &it));
    page.form = MeasureForm {
        submission: uuid::Uuid::now_v7().to_string(),
        account: board.viewer().person.clone(),
        ..opened
    };
    (page.session_lasts, page.session_idles) = (visit.session_lasts(), IDLE_SECONDS);
    Ok(page)
}

/// What waits of each indicator, and what came back.
async fn tell_open(
    visit: &Visit,
    board: &ScopedBoard,
    rows: &mut [MeasureRow],
) -> Result<(), WebError> {
    let codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    let open = measurements::open_of(&visit.app.db, &codes, board.seq()).await?;
    for it in &open {
        let of = |code: &IndicatorCode| code.as_str() == it.indicator;
        if let Some(row) = rows.iter_mut().find(|row| of(&row.code)) {
            match it.event {
                None => row.waiting.extend(waiting(visit, board, it)),
                Some(_) => row.back = back(visit, board, it),
            }
        }
    }
    Ok(())
}

/// What came of the values of the person's side: those that came back, and how many were decided
/// on after an instant.
pub async fn values_told(
    visit: &Visit,
    board: &ScopedBoard,
    after: Instant,
) -> Result<(Vec<MeasureRow>, Vec<(Event, usize)>), WebError> {
    let Some(mut page) = board.measure_page() else {
        return Ok(Default::default());
    };
    let decided = measurements::decided_of(&visit.app.db, &codes(&page), after).await?;
    let decided = decided.into_iter().filter_map(|(event, number)| {
        Some((Event::from_code(&event)?, usize::try_from(number).ok()?))
    });
    let decided = decided.collect();
    tell_open(visit, board, &mut page.rows).await?;
    page.rows.retain(|row| row.back.is_some());
    Ok((page.rows, decided))
}

fn waiting(visit: &Visit, board: &ScopedBoard, it: &Measured) -> Option<WaitingValue> {
    let code = IndicatorCode::parse(&it.indicator).ok()?;
    let read = board.read_back(&code, it.measurement()?, None)?;
    Some(WaitingValue {
        id: it.id.clone(),
        value: read.value,
        sample: read.sample,
        fall_reason: it.fall_reason.clone(),
        survey: it.survey(),
        person: it.name.clone(),
        entered_on: local_day(it.entered_at, visit.zone()),
    })
}

fn back(visit: &Visit, board: &ScopedBoard, it: &Measured) -> Option<ValueBack> {
    let code = IndicatorCode::parse(&it.indicator).ok()?;
    Some(ValueBack {
        value: board.valued(&code, it.measurement()?)?,
        event: it.event()?,
        on: local_day(it.decided_at?, visit.zone()),
        reason: it.reason.clone(),
    })
}

/// `POST /islands/measure`: keeps one file of the table, before that is sent.
pub async fn send_file(
    visit: Visit,
    received: Option<Extension<Received>>,
    Form(fields): Form<FileFields>,
) -> Result<Response, WebError> {
    let board = visit.read()?;
    form_files::keep_sent(&visit, whose_measured(&board), received.as_deref(), &fields).await
}

/// `POST /measure`
pub async fn send_measure(
    visit: Visit,
    received: Option<Extension<Received>>,
    fields: Result<Form<MeasureFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = fields?;
    let received = received.map(|Extension(it)| it).unwrap_or_default();
    // An id that this server cannot have given: not a form of this site.
    if uuid::Uuid::parse_str(&fields.marks().submission).is_err() {
        return Err(WebError::BadRequest(BadRequest::Form));
    }
    let board = visit.read()?;
    let today = visit.frame.today;
    let (removed, was_cut) = (fields.attaching.removes(), fields.was_cut());
    let (asks, withdraws) = (fields.asks(), fields.withdraws());
    let mut form = dated(fields.cleaned(), today);
    let page = board.measure_page().ok_or(WebError::NotFound)?;
    form.rows
        .retain(|typed| page.rows.iter().any(|row| row.code.as_str() == typed.code));
    form.files.retain(|file| Some(file) != removed.as_ref());

    let whose = whose_measured(&board);
    let mut attached = form_files::named(&visit, whose, &form.files).await?;
    let first = form.rows.iter().find(|row| row.says());
    let first = first.map(|row| enter::id_of(&form.submission, &row.code));
    let before = match &first {
        Some(id) => form_files::sent_before(&visit, whose, id, &received, &mut attached).await?,
        None => false,
    };
    if !before {
        form_files::keep(&visit, whose, &received, &mut attached).await?;
    }
    form.files = attached.ids();
    if let Some(file) = &removed {
        files::detach(&visit.app.db, whose, file, visit.app.clock.now()).await?;
    }
    if let Some(id) = withdraws {
        return withdraw(visit, &board, &id, (form, attached)).await;
    }
    if asks == Asks::Fill || received.table().is_some() {
        return fill(visit, page, received.table(), (form, attached)).await;
    }
    let edits = removed.is_some() || was_cut;
    let used = measurements::any_of(&visit.app.db, &enter::ids_of(&form)).await?;
    let reading = match (asks, used) {
        _ if edits => Reading::Look,
        (Asks::Send, false) => Reading::Send,
        (Asks::Send, true) => Reading::Again,
        _ => Reading::Look,
    };
    let mut check = checked(&board, &form, today, reading);
    if edits || matches!(asks, Asks::Discard | Asks::DiscardSure) {
        check.errors = MeasureErrors::default();
    }
    check.errors.files = std::mem::take(&mut attached.refused);
    match asks {
        _ if edits => {
            return not_yet(visit, (form, attached), check.errors, Shown::of(Asks::Send)).await;
        }
        Asks::Send if check.errors.any() => {}
        Asks::Send => return entered(visit, form, check).await,
        Asks::Draft if draft::is_secret(&form) => check.errors.form = Some(Mistake::SecretMark),
        // What is wrong in a cell may be put right later.
        Asks::Draft if check.errors.of_draft().is_none() => {
            let saved = draft::save(&visit, &board, &form).await?;
            return kept(visit, form, saved, Notice::DraftSaved).await;
        }
        Asks::DiscardSure => {
            let gone = draft::discard(&visit, &board, &form).await?;
            return kept(visit, form, gone, Notice::DraftDiscarded).await;
        }
        Asks::Draft | Asks::Look | Asks::Discard | Asks::Fill => {}
    }
    not_yet(visit, (form, attached), check.errors, Shown::of(asks)).await
}

/// The table with what a file says in its cells; nothing is written before that was read.
async fn fill(
    visit: Visit,
    page: MeasurePage,
    sent: Option<&Sent>,
    (mut form, mut attached): (MeasureForm, Attached),
) -> Result<Response, WebError> {
    let read = match sent {
        Some(sent) => filled::read(&visit.app, &page.rows, sent).await,
        None => Err(TableMistake::Missing),
    };
    let mut filled_in = None;
    let mistake = match read {
        Ok(filled) => {
            let of_day = parse_day(&form.day);
            filled_in = Some(FilledIn {
                rows: filled.rows.len(),
                other_day: filled.day.zip(of_day).filter(|(file, form)| file != form),
            });
            filled::put(&mut form, filled.rows);
            None
        }
        Err(mistake) => Some(mistake),
    };
    let board = visit.read()?;
    let check = checked(&board, &form, visit.frame.today, Reading::Look);
    let errors = MeasureErrors {
        table: mistake,
        files: std::mem::take(&mut attached.refused),
        ..check.errors
    };
    let shown = Shown {
        asks: Asks::Look,
        filled_in,
    };
    not_yet(visit, (form, attached), errors, shown).await
}

/// The table after it was saved as a draft, or its draft was discarded.
async fn kept(
    visit: Visit,
    form: MeasureForm,
    ended: Saved,
    done: Notice,
) -> Result<Response, WebError> {
    let mistake = match ended {
        Saved::Now => {
            let path = format!("/measure?done={}", done.code());
            return Ok(Redirect::to(&path).into_response());
        }
        Saved::OtherAccount => Mistake::OtherAccount,
        Saved::NewerDraft => Mistake::DraftConflict,
        Saved::Closed => return Err(Refusal::UnitClosed.into()),
        Saved::Overtaken => Mistake::OvertakenValues,
    };
    conflicting(visit, form, &[], mistake).await
}

/// Enters the values of a table in which nothing is wrong.
async fn entered(visit: Visit, form: MeasureForm, check: Checked) -> Result<Response, WebError> {
    match enter(&visit, &form, &check).await? {
        Entered::Now | Entered::Before => {
            let path = format!("/measure?done={}", Notice::Measured.code());
            Ok(Redirect::to(&path).into_response())
        }
        Entered::OtherAccount => conflicting(visit, form, &[], Mistake::OtherAccount).await,
        Entered::NewerDraft => conflicting(visit, form, &[], Mistake::DraftConflict).await,
        Entered::Overtaken(changed) => {
            conflicting(visit, form, &changed, Mistake::OvertakenValues).await
        }
        Entered::Refused(refusal) => Err(refusal.into()),
    }
}

/// Puts a form into its page, each value that can be read beside its cells. A row answers what
/// its reader had read, unless that is shown anew.
async fn put(
    visit: &Visit,
    page: &mut MeasurePage,
    form: MeasureForm,
    shown_anew: impl Fn(&IndicatorCode) -> bool,
) -> Result<(), WebError> {
    let board = visit.read()?;
    let check = checked(&board, &form, visit.frame.today, Reading::Look);
    for row in &mut page.rows {
        let value = check.values.iter().find(|(code, _)| *code == row.code);
        let document = check.document_day;
        row.read = value.and_then(|(code, it)| board.read_back(code, *it, document));
        let typed = form.row(&row.code).filter(|_| !shown_anew(&row.code));
        if let Some(typed) = typed.filter(|typed| !typed.mark.is_empty()) {
            row.mark = typed.mark.clone();
        }
    }
    page.form = without_secrets(form);
    Ok(())
}

/// What is shown of a table that is not sent yet.
struct Shown {
    asks: Asks,
    /// What a file has filled in.
    filled_in: Option<FilledIn>,
}

impl Shown {
    const fn of(asks: Asks) -> Self {
        Self {
            asks,
            filled_in: None,
        }
    }
}

/// The table once more: read back, with what is wrong, or without the file that was taken off.
async fn not_yet(
    visit: Visit,
    (form, attached): (MeasureForm, Attached),
    errors: MeasureErrors,
    shown: Shown,
) -> Result<Response, WebError> {
    let why = form_files::GivenBack::why(errors.any(), &errors.files);
    let board = visit.read()?;
    let mut page = measure_page(&visit, &board).await?;
    put(&visit, &mut page, form, |_| false).await?;
    (page.errors, page.looks) = (errors, shown.asks == Asks::Look);
    page.filled_in = shown.filled_in;
    page.asked_to_discard = shown.asks == Asks::Discard && page.draft.is_some();
    page.files = attached.rows();
    Ok(why.answer(visit, Page::Measure(Box::new(page))))
}

/// The table once more, beside what was entered, decided or saved since it was opened.
async fn conflicting(
    visit: Visit,
    form: MeasureForm,
    changed: &[IndicatorCode],
    mistake: Mistake,
) -> Result<Response, WebError> {
    let visit = visit.renewed().await?;
    let board = visit.read()?;
    let mut page = measure_page(&visit, &board).await?;
    let saved = draft::lookup(&visit, &board).await?;
    // Who has read another's draft beside the own words may write over it, and over one's own.
    let known = |it: &Draft| mistake == Mistake::DraftConflict || it.form == form.submission;
    let version = saved.as_ref().filter(|it| known(it));
    let form = MeasureForm {
        // Another form: that one may have been used.
        submission: page.form.submission.clone(),
        account: page.form.account.clone(),
        version: version.map_or(form.version, |it| it.version),
        ..form
    };
    let theirs = saved.filter(|_| mistake == Mistake::DraftConflict);
    page.theirs = theirs.map(|it| draft::form_of(&it));
    let named = form_files::named(&visit, whose_measured(&board), &form.files).await?;
    put(&visit, &mut page, form, |_| true).await?;
    for row in &mut page.rows {
        row.changed = changed.contains(&row.code);
    }
    page.files = named.rows();
    page.form.files = form_files::ids(&named.files);
    page.errors.files = named.refused;
    page.errors.form = Some(mistake);
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Measure(Box::new(page))))
}

/// The table once more, with what was typed before the session ended.
pub async fn measure_again(visit: Visit, typed: MeasureForm) -> Result<Response, WebError> {
    let board = visit.read()?;
    let mut page = measure_page(&visit, &board).await?;
    let changed = page.rows.iter().filter(|row| {
        let typed = typed.row(&row.code).filter(|it| it.says());
        typed.is_some_and(|it| it.mark != row.mark)
    });
    let changed: Vec<IndicatorCode> = changed.map(|row| row.code.clone()).collect();
    if !changed.is_empty() {
        return conflicting(visit, typed, &changed, Mistake::OvertakenValues).await;
    }
    let named = form_files::named(&visit, whose_measured(&board), &typed.files).await?;
    put(&visit, &mut page, typed, |_| false).await?;
    page.files = named.rows();
    page.form.files = form_files::ids(&named.files);
    page.errors.files = named.refused;
    Ok(visit.page_with(StatusCode::OK, Page::Measure(Box::new(page))))
}

/// Takes back a value that waits; what is typed stays in the table.
async fn withdraw(
    visit: Visit,
    board: &ScopedBoard,
    id: &str,
    (form, attached): (MeasureForm, Attached),
) -> Result<Response, WebError> {
    let page = measure_page(&visit, board).await?;
    let (code, ended) = match decide::withdraw(&visit, id, &form.account).await? {
        Some(it) if page.rows.iter().any(|row| row.code == it.0) => it,
        // Not of the reader's side, or nothing at all.
        _ => {
            refusals::of_person(&visit.app, visit.from, board.viewer(), id).await?;
            return Err(WebError::NotFound);
        }
    };
    let mistake = match ended {
        ValueDecided::Now | ValueDecided::Before => None,
        ValueDecided::OtherAccount => Some(Mistake::OtherAccount),
        ValueDecided::Overtaken => Some(Mistake::OvertakenValues),
        ValueDecided::Refused(refusal) => return Err(refusal.into()),
    };
    if let Some(mistake) = mistake {
        return conflicting(visit, form, &[code], mistake).await;
    }
    let visit = visit.renewed().await?;
    let board = visit.read()?;
    let mut page = measure_page(&visit, &board).await?;
    put(&visit, &mut page, form, |of| *of == code).await?;
    page.files = attached.rows();
    page.errors.files = attached.refused;
    page.withdrawn = true;
    Ok(visit.page_with(StatusCode::OK, Page::Measure(Box::new(page))))
}
