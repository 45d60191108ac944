//! `/work/{milestone}`: the report of one milestone, read, saved as a draft, handed
//! over.
use app::{
    Page,
    access::Role,
    domain::{About, Act, Cause, Day, Event, MilestoneId, Refusal, local_day, parse_day},
    text::{Lang, clock_time, integer},
    views::{
        Desk, DraftNote, FileRow, HistoryRow, LastDocument, Marks, Mistake, ReportConflict,
        ReportErrors, ReportForm, ReportPage,
    },
};
use axum::{
    Extension, Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    draft::{self, Saved},
    own_work,
    report_form::{Choose, Discard, ReportFields, check, cleaned, dated, whose, without_secrets},
    together::{self, Failed, HandedOver},
    work_item,
};
use crate::{
    board::{Drafts, Reasons, ScopedBoard},
    db::{drafts, files, milestone_events},
    web::{
        account::{self, session::IDLE_SECONDS},
        error::{BadRequest, WebError},
        evidence::files::{self as form_files, Attached, FileFields},
        history::history_rows,
        milestone_event::Appended,
        milestone_form::{MilestoneForm, new_marks, repromised, tell_done},
        received::Received,
        refusals,
        restatement::wrote,
        visit::Visit,
    },
};

/// `GET /work/{milestone}`
pub async fn report(mut visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    let id = MilestoneId::parse(&id).map_err(|_| WebError::NotFound)?;
    let mut page = report_page(&visit, &id).await?;
    if page.may_submit && visit.query("together") == "same" {
        choose(&visit, &mut page, Choose::Same, &Failed::new()).await?;
    }
    // The report before this one, where one goes to the next after it.
    let before = MilestoneId::parse(visit.query("after"));
    tell_done(&mut visit, before.as_ref().unwrap_or(&id)).await?;
    if let (Some(_), Ok(before)) = (visit.frame.notice, before) {
        let none = (Drafts::new(), Reasons::new());
        let sent = visit.read()?.work_of(&before, &none.0, &none.1);
        visit.frame.notice_of = sent.map(|it| {
            let name = format!("{} · {}", it.row.title, it.unit_name);
            (format!("/work/{before}"), name.into())
        });
    }
    Ok(visit.page(Page::Report(Box::new(page))))
}

/// The report form of a milestone, with the draft in it.
async fn report_page(visit: &Visit, id: &MilestoneId) -> Result<ReportPage, WebError> {
    let board = visit.read()?;
    let item = work_item(visit, &board, id).await?;
    let history = history_rows(visit, &board, id).await?;
    let organisation = board.viewer().organisation();
    let draft = drafts::lookup(&visit.app.db, id.as_str(), organisation).await?;
    let last = history
        .iter()
        .find(|row| row.event == Event::Submitted)
        .map(handed_over);
    let marks = new_marks(&visit.app, &board, id).await?;
    let note = draft.as_ref().map(|draft| DraftNote {
        version: draft.version,
        person: draft.person.clone(),
        day: local_day(draft.saved_at, visit.zone()),
        time: clock_time(draft.saved_at, visit.zone()),
    });
    let (form, files) = match draft {
        Some(draft) => {
            let kept = files::of_draft(&visit.app.db, id.as_str(), organisation).await?;
            (draft::form_of(&draft, marks), form_files::rows(&kept))
        }
        None => {
            let form = last.clone().unwrap_or_default();
            (ReportForm { marks, ..form }, handed_over_files(&history))
        }
    };
    let form = ReportForm {
        files: files.iter().map(|file| file.id.clone()).collect(),
        ..form
    };
    let officers = account::officers(&visit.app).await?;
    let deciding = if officers.stand_in().covers(&item.row.duty.unit) {
        Role::Committee
    } else {
        Role::Office
    };
    let wrote = wrote(visit, &board, id).await?;
    let may = board.may(id);
    let may = |event| may.contains(&event);
    let needed = board.needed(id);
    Ok(ReportPage {
        effect: board.effect(id, Event::Submitted),
        rests_on: match &needed {
            None => board.rests_on(id).map(|(_, it)| it),
            Some(_) => None,
        },
        needed,
        volume: board.volume(id),
        last_document: last_document(visit, &board, id).await?,
        asked_to_withdraw: false,
        decider: match item.row.partner {
            Some(_) => item.unit_name.clone(),
            None => board.organisation_name(deciding.code()),
        },
        may_submit: may(Event::Submitted),
        next: board.next_work(id, &[]),
        draft: note,
        asked_to_discard: false,
        session_lasts: visit.session_lasts(),
        session_idles: IDLE_SECONDS,
        others: board.others_open(id),
        together: None,
        may_withdraw: may(Event::Withdrawn),
        may_correct: board
            .restatable(Desk::Work, id, wrote)
            .is_some_and(|it| !it.may.is_empty()),
        may_explain: board
            .may_speak(Act::Explained, &About::Milestone(id.clone()))
            .is_ok(),
        may_ask: board
            .adjustable(Desk::Work, id)
            .is_some_and(|it| !it.may.is_empty()),
        errors: ReportErrors::default(),
        conflict: None,
        repromised: None,
        history,
        last,
        form,
        files,
        item,
    })
}

/// Shows the other milestones that may take the report of a page too, each to be ticked.
async fn choose(
    visit: &Visit,
    page: &mut ReportPage,
    choose: Choose,
    failed: &Failed,
) -> Result<(), WebError> {
    let (board, id) = (visit.read()?, &page.item.row.id);
    let offered = together::offered(visit, &board, id, &page.form, choose, failed);
    page.together = Some(offered.await?);
    Ok(())
}

/// The files of the report that was handed over last.
fn handed_over_files(history: &[HistoryRow]) -> Vec<FileRow> {
    let last = history.iter().find(|row| row.event == Event::Submitted);
    let document = last.and_then(|row| row.evidence.first());
    document.map(|it| it.files.clone()).unwrap_or_default()
}

/// Puts a form into its page, with the files it names.
async fn put(visit: &Visit, page: &mut ReportPage, form: ReportForm) -> Result<(), WebError> {
    let (board, id) = (visit.read()?, &page.item.row.id);
    let named = form_files::named(visit, whose(&board, id), &form.files).await?;
    page.files = named.rows();
    page.errors.files.extend(named.refused);
    page.form = ReportForm {
        files: form_files::ids(&named.files),
        ..form
    };
    if !page.form.together.is_empty() {
        choose(visit, page, Choose::Some, &Failed::new()).await?;
    }
    Ok(())
}

/// The document that the party handed over last for another milestone of the duty, where that
/// is still its to read (rule 11).
async fn last_document(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
) -> Result<Option<LastDocument>, WebError> {
    let organisation = board.viewer().organisation();
    let others = board.others_of_duty(id);
    let last = milestone_events::last_document(&visit.app.db, &others, organisation).await?;
    Ok(last.map(|it| LastDocument {
        day: it.document_day.as_deref().and_then(parse_day),
        number: it.document_number,
        link: it.link,
    }))
}

/// The form with a document put in.
fn with_document(form: ReportForm, document: LastDocument) -> ReportForm {
    ReportForm {
        document_number: document.number,
        document_day: document.day.map(typed_day).unwrap_or_default(),
        link: document.link,
        ..form
    }
}

/// What was handed over, as a form shows it.
fn handed_over(row: &HistoryRow) -> ReportForm {
    let evidence = row.evidence.first();
    ReportForm {
        produced: row.text.clone(),
        volume: row.progress.volume.map(typed_volume).unwrap_or_default(),
        obstacle: row
            .progress
            .obstacle
            .map(Cause::code)
            .unwrap_or_default()
            .to_owned(),
        document_number: evidence
            .map(|e| e.document_number.clone())
            .unwrap_or_default(),
        document_day: evidence
            .and_then(|e| e.document_day)
            .map(typed_day)
            .unwrap_or_default(),
        link: evidence.map(|e| e.link.clone()).unwrap_or_default(),
        ..ReportForm::default()
    }
}

/// A count as people type it.
fn typed_volume(count: i64) -> String {
    integer(Lang::Vi, count)
}

/// A day as people type it.
fn typed_day(day: Day) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// `POST /islands/files/{milestone}`: keeps one file of a report, before that is sent.
pub async fn send_file(
    visit: Visit,
    Path(id): Path<String>,
    received: Option<Extension<Received>>,
    Form(fields): Form<FileFields>,
) -> Result<Response, WebError> {
    let id = MilestoneId::parse(&id).map_err(|_| WebError::NotFound)?;
    let board = visit.read()?;
    if !board.owes(&id) {
        refusals::of_person(&visit.app, visit.from, board.viewer(), id.as_str()).await?;
        return Err(WebError::NotFound);
    }
    if !board.may(&id).contains(&Event::Submitted) {
        return Err(Refusal::NotInThisState.into());
    }
    let received = received.as_deref();
    form_files::keep_sent(&visit, whose(&board, &id), received, &fields).await
}

/// `POST /work/{milestone}`
pub async fn send_report(sent: MilestoneForm<ReportFields>) -> Result<Response, WebError> {
    let MilestoneForm {
        visit,
        board,
        id,
        typed,
        files: received,
    } = sent;
    // Only an organisation's own milestones have a form.
    let typed = own_work(&visit, &board, &id, typed).await?;
    if !typed.is_known() {
        return Err(WebError::BadRequest(BadRequest::Form));
    }
    let (as_draft, goes_on, removed) =
        (typed.is_draft(), typed.goes_on(), typed.attaching.removes());
    let (others, chooses) = (typed.together()?, typed.chooses());
    let (discards, was_cut) = (typed.discards(), typed.was_cut());
    let takes_last = typed.takes_last_document();
    if let Some(other) = others.iter().find(|it| !board.owes(&it.milestone)) {
        let id = other.milestone.as_str();
        refusals::of_person(&visit.app, visit.from, board.viewer(), id).await?;
        return Err(WebError::NotFound);
    }
    let sent_files = typed.attaching.sent_files();
    let mut form = dated(cleaned(typed), visit.frame.today);
    form.files.retain(|file| Some(file) != removed.as_ref());
    let mut attached = form_files::named(&visit, whose(&board, &id), &form.files).await?;
    // What can't be reported now takes no files either.
    if board.may(&id).contains(&Event::Submitted) {
        form_files::keep(&visit, whose(&board, &id), &received, &mut attached).await?;
    } else if !form_files::sent_before(
        &visit,
        whose(&board, &id),
        &form.marks.submission,
        &received,
        &mut attached,
    )
    .await?
    {
        form.files_lost = sent_files;
    }
    form.files = attached.ids();

    if takes_last && let Some(last) = last_document(&visit, &board, &id).await? {
        form = with_document(form, last);
    }
    let edits = removed.is_some() || chooses.is_some() || discards.is_some() || takes_last;
    let mut errors = if edits {
        ReportErrors::default()
    } else {
        check(&form, visit.frame.today, as_draft)
    };
    errors.files = std::mem::take(&mut attached.refused);
    if let Some(file) = &removed {
        let now = visit.app.clock.now();
        files::detach(&visit.app.db, whose(&board, &id), file, now).await?;
    }
    if errors.any() || was_cut || (edits && discards != Some(Discard::Sure)) {
        let shown = Shown { chooses, discards };
        return not_yet(visit, &id, form, attached, errors, shown).await;
    }
    let (done, appended) = if discards.is_some() {
        let gone = draft::discard(&visit, &board, &id, &form).await?;
        ("discarded", gone.into())
    } else if as_draft {
        let saved = draft::save(&visit, &board, &id, &form).await?;
        ("draft", saved.into())
    } else {
        let appended = match together::hand_over(&visit, &board, &id, &form, &others).await? {
            HandedOver::Done => Appended::Now,
            HandedOver::Own(appended) => appended,
            HandedOver::Others(failed) => return kept_back(visit, &id, form, failed).await,
        };
        ("submitted", appended)
    };
    let (mistake, conflict) = match appended {
        Appended::Now => {
            let sent: Vec<MilestoneId> = others.into_iter().map(|it| it.milestone).collect();
            let next = board.next_work(&id, &sent).filter(|_| goes_on);
            let path = match next {
                Some(next) => format!("/work/{next}?done={done}&after={id}"),
                None => format!("/work/{id}?done={done}"),
            };
            return Ok(Redirect::to(&path).into_response());
        }
        Appended::OtherAccount => (Mistake::OtherAccount, None),
        // Sent before without some that are ticked now.
        Appended::Before | Appended::Overtaken => (Mistake::Overtaken, None),
        Appended::NewerDraft => {
            let conflict = draft::conflict(&visit, &board, &id).await?;
            (Mistake::DraftConflict, conflict)
        }
        Appended::Refused(refusal) => (Mistake::Refused(refusal), None),
    };
    conflicting(visit, &id, form, mistake, conflict).await
}

/// What a form asks to be shown before it is sent.
struct Shown {
    chooses: Option<Choose>,
    discards: Option<Discard>,
}

impl From<Saved> for Appended {
    fn from(saved: Saved) -> Self {
        match saved {
            Saved::Now => Self::Now,
            Saved::OtherAccount => Self::OtherAccount,
            Saved::NewerDraft => Self::NewerDraft,
            Saved::Overtaken => Self::Overtaken,
            Saved::Closed => Self::Refused(Refusal::NotInThisState),
        }
    }
}

/// The form once more: with what is wrong, or without the file that was taken off.
async fn not_yet(
    visit: Visit,
    id: &MilestoneId,
    form: ReportForm,
    attached: Attached,
    errors: ReportErrors,
    shown: Shown,
) -> Result<Response, WebError> {
    let why = form_files::GivenBack::why(errors.any(), &errors.files);
    let mut page = report_page(&visit, id).await?;
    (page.form, page.errors) = (without_secrets(form), errors);
    page.files = attached.rows();
    let ticked = (!page.form.together.is_empty()).then_some(Choose::Some);
    page.asked_to_discard = shown.discards.is_some();
    if let Some(how) = shown.chooses.or(ticked) {
        choose(&visit, &mut page, how, &Failed::new()).await?;
    }
    Ok(why.answer(visit, Page::Report(Box::new(page))))
}

/// The form once more: other milestones that were ticked kept all from being written. They are
/// named, and ticked no more.
async fn kept_back(
    visit: Visit,
    id: &MilestoneId,
    form: ReportForm,
    failed: Failed,
) -> Result<Response, WebError> {
    let mut page = report_page(&visit, id).await?;
    page.errors.form = Some(Mistake::OthersKeptBack);
    let form = ReportForm {
        version: page.form.version,
        marks: page.form.marks.clone(),
        ..form
    };
    put(&visit, &mut page, form).await?;
    choose(&visit, &mut page, Choose::Some, &failed).await?;
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Report(Box::new(page))))
}

/// The form once more, beside what came since it was opened. Sent from here, it is another
/// form, which answers what this page shows: a decision between the two.
async fn conflicting(
    visit: Visit,
    id: &MilestoneId,
    form: ReportForm,
    mistake: Mistake,
    conflict: Option<ReportConflict>,
) -> Result<Response, WebError> {
    let mut page = report_page(&visit, id).await?;
    page.errors.form = Some(mistake);
    page.conflict = conflict.or_else(|| handed_over_since(&page.history, &form.marks));
    page.repromised = repromised(&visit.app, id, &form.marks, &page.form.marks).await?;
    let form = ReportForm {
        version: page.form.version,
        marks: page.form.marks.clone(),
        ..form
    };
    put(&visit, &mut page, form).await?;
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Report(Box::new(page))))
}

/// The form once more, with what was typed before the session ended; what came since stands
/// beside it.
pub async fn report_again(
    visit: Visit,
    id: &MilestoneId,
    typed: ReportForm,
) -> Result<Response, WebError> {
    let mut page = report_page(&visit, id).await?;
    if !typed.marks.read_the_same(&page.form.marks) {
        return conflicting(visit, id, typed, Mistake::Overtaken, None).await;
    }
    if typed.version != page.form.version {
        let conflict = draft::conflict(&visit, &visit.read()?, id).await?;
        return conflicting(visit, id, typed, Mistake::DraftConflict, conflict).await;
    }
    put(&visit, &mut page, typed).await?;
    Ok(visit.page_with(StatusCode::OK, Page::Report(Box::new(page))))
}

/// What a colleague handed over since a form was opened.
fn handed_over_since(history: &[HistoryRow], marks: &Marks) -> Option<ReportConflict> {
    let mut since = history.iter().take_while(|row| row.sign != marks.read);
    let row = since.find(|row| row.event == Event::Submitted)?;
    Some(ReportConflict {
        theirs: handed_over(row),
        their_files: row
            .evidence
            .first()
            .map(|e| e.files.clone())
            .unwrap_or_default(),
        handed_over: true,
        person: row.person.clone(),
        day: row.day,
        time: row.time.clone(),
    })
}

/// The page between, before a withdrawal that makes the milestone late.
pub(super) async fn ask_to_withdraw(
    visit: Visit,
    id: &MilestoneId,
    marks: Marks,
) -> Result<Response, WebError> {
    let mut page = report_page(&visit, id).await?;
    page.asked_to_withdraw = true;
    page.form.marks = marks;
    Ok(visit.page(Page::Report(Box::new(page))))
}

/// The page again, for a form without words that answered what is no more so.
pub(super) async fn unread(
    visit: Visit,
    id: &MilestoneId,
    mistake: Mistake,
    marks: &Marks,
) -> Result<Response, WebError> {
    let mut page = report_page(&visit, id).await?;
    page.errors.form = Some(mistake);
    page.repromised = repromised(&visit.app, id, marks, &page.form.marks).await?;
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Report(Box::new(page))))
}
