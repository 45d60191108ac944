//! `/work/{milestone}/restate`, where who wrote a report or an explanation puts its document right, and
//! `/review/{milestone}/restate`, where the office puts right what was mistyped and
//! changes by a decision what was promised.
use app::{
    Page,
    domain::{
        About, Act, Asks, Day, Event, LONGEST_NUMBER, LONGEST_TEXT, LONGEST_TITLE, MAX_WEIGHT,
        MilestoneId, MilestoneKind, Nearest, PartnerCode, Refusal, Responsible, Term, Terms,
        Weight, canonical_decimal, clean, clean_line, parse_day, parse_decimal,
        parse_typed_decimal, says_something, secrecy_mark, secrecy_mark_in_name, typed_day,
    },
    text::only_typed_otherwise,
    views::{
        Desk, Marks, Mistake, Moved, RestatementErrors, RestatementForm, RestatementPage, Restates,
        THE_UNIT, Typed, UnsentForm, explanation_path,
    },
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    error::{BadRequest, WebError},
    evidence::{self, TypedDocument, completed_link},
    explanation,
    history::history_rows,
    milestone_event::{Appended, NewEvent, Rewrites, append},
    milestone_form::{FormFields, MilestoneForm, new_marks, repromised},
    unsent,
    visit::Visit,
};
use crate::{
    board::{ScopedBoard, Wrote, document_row},
    db::milestone_events,
    ledger::milestone_id,
};

/// `GET /work/{milestone}/restate`
pub async fn own_correction(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    show(visit, Desk::Work, &id).await
}

/// `GET /review/{milestone}/restate`
pub async fn restatement(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    show(visit, Desk::Review, &id).await
}

/// `POST /work/{milestone}/restate`
pub async fn send_own_correction(
    sent: MilestoneForm<RestatementFields>,
) -> Result<Response, WebError> {
    send(Desk::Work, sent).await
}

/// `POST /review/{milestone}/restate`
pub async fn send_restatement(
    sent: MilestoneForm<RestatementFields>,
) -> Result<Response, WebError> {
    send(Desk::Review, sent).await
}

/// What the reader wrote of a milestone: the report that was handed over last, an explanation.
pub(super) async fn wrote(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
) -> Result<Wrote, WebError> {
    let writer = milestone_events::writer(&visit.app.db, id.as_str()).await?;
    let own = explanation::own(visit, board, id).await?;
    Ok(Wrote {
        report: writer.as_deref() == Some(board.viewer().person.as_str()),
        explanation: own.is_some_and(|it| explanation::is_writers_yet(visit, &it)),
    })
}

async fn show(visit: Visit, desk: Desk, id: &str) -> Result<Response, WebError> {
    let id = MilestoneId::parse(id).map_err(|_| WebError::NotFound)?;
    let page = restatement_page(&visit, desk, &id, visit.query("act")).await?;
    Ok(visit.page(Page::Restatement(Box::new(page))))
}

/// One milestone of which the person may write something anew; anybody else's does not exist.
/// The form holds what stands of what is asked for, by its code, else of the first that is open.
async fn restatement_page(
    visit: &Visit,
    desk: Desk,
    id: &MilestoneId,
    asked: &str,
) -> Result<RestatementPage, WebError> {
    let board = visit.read()?;
    let wrote = wrote(visit, &board, id).await?;
    let it = board
        .restatable(desk, id, wrote)
        .ok_or_else(|| unsent::not_found(&board, id))?;
    let history = history_rows(visit, &board, id).await?;
    let report = history.iter().find(|row| row.event == Event::Submitted);
    let asked_for = it.may.iter().find(|act| act.code() == asked);
    let act = asked_for.or(it.may.first()).copied();
    let own = match act {
        Some(Restates::OwnExplanation) => explanation::own(visit, &board, id).await?,
        _ => None,
    };
    let seen = own.as_ref().map(explanation::read_sign);
    let own = own.map(|own| (own.files > 0, document_row(&own.document)));
    let of_report = || {
        let document = report.and_then(|row| row.evidence.first())?;
        Some((!document.files.is_empty(), document.clone()))
    };
    let (has_files, document) = own.or_else(of_report).unzip();
    let marks = new_marks(&visit.app, &board, id).await?;
    let promised = marks.promised.parse().unwrap_or_default();
    let promise = milestone_events::promise(&visit.app.db, id.as_str(), promised).await?;
    let promise = promise.ok_or(WebError::NotFound)?;
    let document = document.unwrap_or_default();
    let stands = RestatementForm {
        act: act.map_or("", Restates::code).to_owned(),
        document_number: document.document_number,
        document_day: document
            .document_day
            .map(|day| day.format("%d/%m/%Y").to_string())
            .unwrap_or_default(),
        link: document.link,
        seen: seen.unwrap_or_default(),
        title: promise.title,
        kind: promise.kind,
        weight: promise.weight.to_string(),
        product: promise.product,
        reach: promise.reach.unwrap_or_default(),
        party: it.party,
        ..RestatementForm::default()
    };
    Ok(RestatementPage {
        desk,
        has_files: has_files.unwrap_or_default(),
        parties: it.parties,
        moved: Vec::new(),
        form: RestatementForm {
            marks,
            ..stands.clone()
        },
        stands,
        row: it.row,
        unit_name: it.unit_name,
        workstream_name: it.workstream_name,
        may: it.may,
        history,
        errors: RestatementErrors::default(),
        repromised: None,
        acted: None,
    })
}

#[derive(Debug, Default, Deserialize)]
pub struct RestatementFields {
    #[serde(default)]
    act: String,
    #[serde(default)]
    document_number: String,
    #[serde(default)]
    document_day: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    no_secrets: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    weight: String,
    #[serde(default)]
    product: String,
    #[serde(default)]
    reach: String,
    #[serde(default)]
    party: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    approver: String,
    #[serde(default)]
    reason: String,
    #[serde(flatten)]
    marks: Marks,
}

impl FormFields for RestatementFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        match Restates::from_code(&self.act).map(Restates::desk) {
            Some(Desk::Work) => UnsentForm::OwnCorrection,
            _ => UnsentForm::Restatement,
        }
    }

    fn typed(self) -> Option<Typed> {
        Some(Typed::Restatement(without_secrets(cleaned(self))))
    }
}

fn cleaned(typed: RestatementFields) -> RestatementForm {
    RestatementForm {
        act: typed.act,
        document_number: clean_line(&typed.document_number),
        document_day: clean_line(&typed.document_day),
        link: completed_link(clean_line(&typed.link)),
        no_secrets: !typed.no_secrets.is_empty(),
        title: clean_line(&typed.title),
        kind: clean_line(&typed.kind),
        // "03" and "3" are one number.
        weight: match typed.weight.trim().parse::<u64>() {
            Ok(number) => number.to_string(),
            Err(_) => clean_line(&typed.weight),
        },
        product: clean_line(&typed.product),
        reach: clean_line(&typed.reach),
        party: clean_line(&typed.party),
        seen: clean_line(&typed.seen),
        number: clean_line(&typed.number),
        approver: clean_line(&typed.approver),
        reason: clean(&typed.reason),
        marks: typed.marks,
    }
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(mut form: RestatementForm) -> RestatementForm {
    for line in [
        &mut form.title,
        &mut form.weight,
        &mut form.product,
        &mut form.reach,
        &mut form.seen,
        &mut form.number,
        &mut form.approver,
    ] {
        if secrecy_mark_in_name(line).is_some() {
            line.clear();
        }
    }
    evidence::without_secrets(
        &mut form.document_number,
        &mut form.document_day,
        &mut form.link,
    );
    if secrecy_mark(&form.reason).is_some() {
        form.reason.clear();
    }
    form
}

async fn send(desk: Desk, sent: MilestoneForm<RestatementFields>) -> Result<Response, WebError> {
    let MilestoneForm {
        visit,
        board,
        id,
        typed,
        ..
    } = sent;
    let wrote = wrote(&visit, &board, &id).await?;
    if board.restatable(desk, &id, wrote).is_none() {
        return Err(unsent::not_theirs(&visit, &board, id.as_str(), typed).await);
    }
    let mut form = cleaned(typed);
    let act = Restates::from_code(&form.act).filter(|act| act.desk() == desk);
    let act = act.ok_or(WebError::BadRequest(BadRequest::Form))?;
    let today = visit.frame.today;
    let day = typed_day(&form.document_day, today, Nearest::Before);
    if let Some(day) = day {
        form.document_day = day.format("%d/%m/%Y").to_string();
    }
    let page = restatement_page(&visit, desk, &id, &form.act).await?;
    let mut errors = check(&form, act, &page, &board, today);
    if errors.any() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(visit, page, form, errors, status);
    }
    if act.moves() && form.seen != form.terms() {
        // What it moves is read before it is written.
        let mut page = page;
        page.moved = moved(&board, &id, &form);
        form.seen = form.terms();
        page.form = form;
        return Ok(visit.page(Page::Restatement(Box::new(page))));
    }
    let reach = canonical_decimal(&form.reach);
    let reach = (!form.reach.is_empty()).then_some(reach.as_str());
    let responsible = party(&form.party).unwrap_or(Responsible::Unit);
    let promised = |act| -> Result<Rewrites<'_>, WebError> {
        let kind = kind(&form).ok_or(WebError::BadRequest(BadRequest::Form))?;
        let weight = form.weight.parse().unwrap_or_default();
        let product = form.product.as_str();
        Ok(match act {
            Restates::Successor => Rewrites::Successor {
                title: &form.title,
                kind,
                weight,
                product,
                reach,
                responsible: &responsible,
            },
            _ => Rewrites::Terms {
                kind,
                weight,
                product,
                reach,
            },
        })
    };
    let new = NewEvent {
        body: &form.reason,
        decision: &form.number,
        approver: &form.approver,
        rewrites: Some(match act {
            Restates::OwnDocument | Restates::OwnExplanation | Restates::Document => {
                Rewrites::Document {
                    number: &form.document_number,
                    day: day.unwrap_or(today),
                    link: &form.link,
                }
            }
            Restates::Title => Rewrites::Title(&form.title),
            Restates::Terms | Restates::Successor => promised(act)?,
        }),
        ..NewEvent::new(&id, act.event(), &form.marks)
    };
    let explains = act == Restates::OwnExplanation;
    let appended = match explains {
        true => explanation::correct(&visit, &id, &form, day.unwrap_or(today)).await?,
        false => append(&visit, &board, &new).await?,
    };
    match appended {
        Appended::Now | Appended::Before => {
            let back = match explains {
                true => explanation_path(Act::Explained, &About::Milestone(id.clone())),
                false => desk.back(id.as_str()),
            };
            let path = format!("{back}?done={}", act.event().code());
            Ok(Redirect::to(&path).into_response())
        }
        Appended::OtherAccount => conflicting(visit, page, form, Mistake::OtherAccount).await,
        Appended::Overtaken | Appended::NewerDraft => {
            conflicting(visit, page, form, Mistake::Overtaken).await
        }
        Appended::Refused(refusal) => {
            errors.form = Some(Mistake::Refused(refusal));
            let status = match refusal {
                Refusal::NotInThisState => StatusCode::CONFLICT,
                _ => StatusCode::FORBIDDEN,
            };
            again(visit, page, form, errors, status)
        }
    }
}

fn check(
    form: &RestatementForm,
    act: Restates,
    page: &RestatementPage,
    board: &ScopedBoard,
    today: Day,
) -> RestatementErrors {
    let mut errors = RestatementErrors {
        number: line(&form.number, Mistake::NumberTooLong),
        approver: line(&form.approver, Mistake::NumberTooLong),
        reason: if secrecy_mark(&form.reason).is_some() {
            Some(Mistake::SecretMark)
        } else {
            let long = form.reason.chars().count() > LONGEST_TEXT;
            long.then_some(Mistake::ReasonTooLong)
        },
        ..RestatementErrors::default()
    };
    match act {
        Restates::OwnDocument | Restates::OwnExplanation | Restates::Document => {
            let typed = TypedDocument {
                number: &form.document_number,
                day: &form.document_day,
                link: &form.link,
                has_files: page.has_files,
            };
            let [number, day, link] = typed.check(today, false);
            (errors.document_number, errors.document_day, errors.link) = (number, day, link);
            errors.no_secrets = (!form.no_secrets).then_some(Mistake::NoSecretsUnticked);
            // Another's words are put right with a reason.
            let silent = act == Restates::Document && !says_something(&form.reason);
            let silent = silent.then_some(Mistake::AdjustmentReasonMissing);
            errors.reason = errors.reason.or(silent);
        }
        Restates::Title => check_title(form, page, board, &mut errors),
        Restates::Terms => check_terms(form, page, board, &mut errors),
        Restates::Successor => check_successor(form, page, board, &mut errors),
    }
    let read = page.answered_by(form);
    if !errors.any() && read && says_the_same(form, &page.stands, act) {
        errors.form = Some(Mistake::NothingChanged);
    }
    errors
}

/// A title is put right freely where only its typing changes; another is another promise.
fn check_title(
    form: &RestatementForm,
    page: &RestatementPage,
    board: &ScopedBoard,
    errors: &mut RestatementErrors,
) {
    let taken = board.titled(&page.row.id, &form.title);
    let taken = taken.filter(|it| *it != page.row.id && page.answered_by(form));
    errors.title = title(&form.title).or(taken.map(|_| Mistake::TitleTaken));
    if only_typed_otherwise(&page.stands.title, &form.title) {
        return;
    }
    let decision = [&form.number, &form.reason, &form.approver];
    if decision.iter().all(|it| !says_something(it)) {
        errors.title = errors.title.or(Some(Mistake::NeedsDecision));
    }
    check_decision(form, errors);
}

/// What a milestone promises changes as in a file: by a decision, and not once it is settled.
fn check_terms(
    form: &RestatementForm,
    page: &RestatementPage,
    board: &ScopedBoard,
    errors: &mut RestatementErrors,
) {
    let reach = check_values(form, page, board, errors);
    let stands = &page.stands;
    let mut decided = false;
    for (term, was, now, error) in [
        (Term::Kind, &stands.kind, &form.kind, &mut errors.kind),
        (
            Term::Weight,
            &stands.weight,
            &form.weight,
            &mut errors.weight,
        ),
        (
            Term::Product,
            &stands.product,
            &form.product,
            &mut errors.product,
        ),
        (Term::Reach, &stands.reach, &reach, &mut errors.reach),
    ] {
        if was == now || error.is_some() {
            continue;
        }
        match board.promise_change(&page.row.id, term, (was, now)) {
            Ok(Asks::Nothing) => {}
            // What came since the form was opened is told first.
            Err(_) if !page.answered_by(form) => {}
            Ok(Asks::Decision) => decided = true,
            Err(kept) => *error = Some(Mistake::Kept(kept)),
        }
    }
    if decided {
        check_decision(form, errors);
    }
}

/// A new milestone names itself, what it promises, who hands it over, and the decision.
fn check_successor(
    form: &RestatementForm,
    page: &RestatementPage,
    board: &ScopedBoard,
    errors: &mut RestatementErrors,
) {
    check_values(form, page, board, errors);
    let taken = board.titled(&page.row.id, &form.title);
    let taken = taken.filter(|_| page.answered_by(form));
    errors.title = title(&form.title).or(taken.map(|_| Mistake::TitleTaken));
    let offered = page.parties.iter().any(|(code, _)| *code == form.party);
    errors.party = (!offered).then_some(Mistake::PartyMissing);
    check_decision(form, errors);
}

/// A title that says something, and neither a secret nor too much.
fn title(typed: &str) -> Option<Mistake> {
    if secrecy_mark_in_name(typed).is_some() {
        Some(Mistake::SecretMark)
    } else if !says_something(typed) {
        Some(Mistake::TitleMissing)
    } else {
        (typed.chars().count() > LONGEST_TITLE).then_some(Mistake::TitleTooLong)
    }
}

/// What a milestone may promise at all; the value to reach, as a file has it.
fn check_values(
    form: &RestatementForm,
    page: &RestatementPage,
    board: &ScopedBoard,
    errors: &mut RestatementErrors,
) -> String {
    let kind = kind(form);
    errors.kind = kind.is_none().then_some(Mistake::KindMissing);
    let weight = form.weight.parse::<Weight>();
    let weight = weight.is_ok_and(|weight| weight <= MAX_WEIGHT);
    errors.weight = (!weight).then_some(Mistake::WeightBad);
    errors.product = if secrecy_mark_in_name(&form.product).is_some() {
        Some(Mistake::SecretMark)
    } else {
        let long = form.product.chars().count() > LONGEST_TEXT;
        long.then_some(Mistake::ProductTooLong)
    };
    let value = parse_typed_decimal(&form.reach).ok();
    errors.reach = (value.is_none() && !form.reach.is_empty()).then_some(Mistake::ReachBad);
    let reach = value
        .map(|_| canonical_decimal(&form.reach))
        .unwrap_or_default();
    if kind == Some(MilestoneKind::Outcome) {
        let on_the_way = value.map(|value| board.on_the_way(&page.row.id, value));
        let missing = match on_the_way {
            None => Some(Mistake::ReachMissing),
            Some(None) => Some(Mistake::NoOutcome),
            Some(Some(on)) => (!on && reach != page.stands.reach).then_some(Mistake::ReachOutside),
        };
        errors.reach = errors.reach.or(missing);
    }
    reach
}

fn kind(form: &RestatementForm) -> Option<MilestoneKind> {
    MilestoneKind::from_code(&form.kind)
}

/// What the terms of a form would move.
fn moved(board: &ScopedBoard, id: &MilestoneId, form: &RestatementForm) -> Vec<Moved> {
    let terms = board.terms_of(id).zip(kind(form));
    let terms = terms.map(|(before, kind)| Terms {
        kind,
        weight: form.weight.parse().unwrap_or_default(),
        product: form.product.as_str().into(),
        reach: parse_typed_decimal(&form.reach).ok(),
        ..before
    });
    let replaces = Restates::from_code(&form.act) == Some(Restates::Successor);
    let terms = terms.and_then(|it| {
        if replaces {
            successor(it, form)
        } else {
            Some(it)
        }
    });
    terms.map(|terms| board.moved_by(terms)).unwrap_or_default()
}

/// The terms of a new milestone in the place of another.
fn successor(before: Terms, form: &RestatementForm) -> Option<Terms> {
    let (unit, workstream) = (before.duty.unit.as_str(), before.duty.workstream.as_str());
    let id = milestone_id(unit, workstream, &form.marks.submission);
    Some(Terms {
        id: MilestoneId::parse(&id).ok()?,
        replaces: Some(before.id.clone()),
        responsible: party(&form.party)?,
        order: i64::MAX,
        ..before
    })
}

/// Who is to be responsible.
fn party(typed: &str) -> Option<Responsible> {
    match typed {
        THE_UNIT => Some(Responsible::Unit),
        code => PartnerCode::parse(code).ok().map(Responsible::Partner),
    }
}

/// Number, reason and approver of a decision, each with something to read in it.
fn check_decision(form: &RestatementForm, errors: &mut RestatementErrors) {
    let unless_said = |found: Option<Mistake>, typed: &str, missing: Mistake| {
        found.or((!says_something(typed)).then_some(missing))
    };
    errors.number = unless_said(errors.number, &form.number, Mistake::DecisionNumberMissing);
    errors.reason = unless_said(
        errors.reason,
        &form.reason,
        Mistake::AdjustmentReasonMissing,
    );
    errors.approver = unless_said(errors.approver, &form.approver, Mistake::ApproverMissing);
}

/// A line that is neither secret nor too long.
fn line(typed: &str, too_long: Mistake) -> Option<Mistake> {
    if secrecy_mark_in_name(typed).is_some() {
        return Some(Mistake::SecretMark);
    }
    (typed.chars().count() > LONGEST_NUMBER).then_some(too_long)
}

fn says_the_same(form: &RestatementForm, stands: &RestatementForm, act: Restates) -> bool {
    match act {
        Restates::OwnDocument | Restates::OwnExplanation | Restates::Document => {
            form.document_number == stands.document_number
                && parse_day(&form.document_day) == parse_day(&stands.document_day)
                && form.link == stands.link
        }
        Restates::Title => form.title == stands.title,
        Restates::Successor => false,
        Restates::Terms => {
            (&form.kind, &form.weight, &form.product)
                == (&stands.kind, &stands.weight, &stands.product)
                && parse_typed_decimal(&form.reach).ok() == parse_decimal(&stands.reach).ok()
        }
    }
}

fn again(
    visit: Visit,
    mut page: RestatementPage,
    form: RestatementForm,
    errors: RestatementErrors,
    status: StatusCode,
) -> Result<Response, WebError> {
    (page.form, page.errors) = (without_secrets(form), errors);
    Ok(visit.page_with(status, Page::Restatement(Box::new(page))))
}

/// The form once more, beside what happened since it was opened.
async fn conflicting(
    visit: Visit,
    page: RestatementPage,
    form: RestatementForm,
    mistake: Mistake,
) -> Result<Response, WebError> {
    // What came while it was written is on no page that was read before.
    let mut page = restatement_page(&visit, page.desk, &page.row.id, &form.act).await?;
    page.errors.form = Some(mistake);
    page.repromised = repromised(&visit.app, &page.row.id, &form.marks, &page.form.marks).await?;
    let newest = page.history.first();
    page.acted = newest
        .filter(|row| mistake == Mistake::Overtaken && row.sign != form.marks.read)
        .cloned();
    page.form = RestatementForm {
        marks: page.form.marks,
        // What it moves, or puts right, is read again.
        seen: page.stands.seen.clone(),
        ..form
    };
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Restatement(Box::new(page))))
}

/// The form once more, with what was typed before the session ended.
pub async fn restatement_again(
    visit: Visit,
    id: &MilestoneId,
    typed: RestatementForm,
) -> Result<Response, WebError> {
    let act = Restates::from_code(&typed.act);
    let desk = act.map_or(Desk::Review, Restates::desk);
    let mut page = restatement_page(&visit, desk, id, &typed.act).await?;
    if !page.answered_by(&typed) {
        return conflicting(visit, page, typed, Mistake::Overtaken).await;
    }
    page.form = RestatementForm {
        seen: page.stands.seen.clone(),
        ..typed
    };
    Ok(visit.page_with(StatusCode::OK, Page::Restatement(Box::new(page))))
}
