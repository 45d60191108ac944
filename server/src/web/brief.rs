//! Sheets of one page, and what the office puts before the committee on them (docs/rules.md, The
//! brief).
use app::{
    Page,
    domain::{
        Day, Instant, LONGEST_PROPOSAL, MOST_PROPOSALS, PartnerCode, UnitCode, clean_line,
        local_day, parse_day, proposed_for, says_something, secrecy_mark,
    },
    views::{
        Marks, Mistake, Notice, PartnerBrief, Proposal, ProposalsErrors, ProposalsForm,
        ProposalsPage, SheetState, Typed, UnitBrief, UnsentForm, proposals_path,
    },
};
use axum::{
    Form,
    extract::{Path, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    error::WebError, history::end_of_page, milestone_form::FormFields, pages, visit::Visit,
};
use crate::{
    board::ScopedBoard,
    db::{
        audit,
        forms::{self, UsedFor},
        proposals::{self, Proposed},
    },
    ledger::ProposalRow,
};

/// Letters of the last hash that stand on a sheet.
const OF_HASH: usize = 8;

/// `GET /brief`
pub async fn brief(visit: Visit) -> Result<Response, WebError> {
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let stands = proposals::of_day(&visit.app.db, visit.frame.day(), end_of_page(&visit)).await?;
    let texts = stands.into_iter().map(|it| it.body);
    let texts = texts.filter(|text| !text.is_empty()).collect();
    let state = state(&visit, &board).await?;
    let page = campaign.brief(&visit.app.live, texts, state).await?;
    let page = page.ok_or(WebError::Refused)?;
    Ok(visit.page(Page::Brief(Box::new(page))))
}

/// `GET /units/{code}/brief`
pub async fn unit_brief(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = UnitCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let board = visit.read()?;
    let page = pages::unit_page(&visit, &board, &code).await?;
    let state = state(&visit, &board).await?;
    Ok(visit.page(Page::UnitBrief(Box::new(UnitBrief { page, state }))))
}

/// `GET /partners/{code}/brief`
pub async fn partner_brief(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = PartnerCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let board = visit.read()?;
    let page = board.partner_page(&code).ok_or(WebError::NotFound)?;
    let state = state(&visit, &board).await?;
    Ok(visit.page(Page::PartnerBrief(Box::new(PartnerBrief { page, state }))))
}

async fn state(visit: &Visit, board: &ScopedBoard) -> Result<SheetState, WebError> {
    let Some(campaign) = board.campaign() else {
        return Ok(SheetState { mark: None });
    };
    let last = audit::last_of_facts(&visit.app.db, end_of_page(visit)).await?;
    let hash = last.hash.chars().take(OF_HASH).collect();
    Ok(SheetState {
        mark: Some((campaign.seq_shown(), hash)),
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProposalsFields {
    day: String,
    text1: String,
    text2: String,
    text3: String,
    text4: String,
    text5: String,
    #[serde(flatten)]
    marks: Marks,
}

impl ProposalsFields {
    fn cleaned(self) -> ProposalsForm {
        let texts = [self.text1, self.text2, self.text3, self.text4, self.text5];
        ProposalsForm {
            day: clean_line(&self.day),
            texts: texts.map(|text| clean_line(&text)),
            marks: self.marks,
        }
    }
}

impl FormFields for ProposalsFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::Proposals
    }

    fn typed(self) -> Option<Typed> {
        Some(Typed::Proposals(without_secrets(self.cleaned())))
    }
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(mut form: ProposalsForm) -> ProposalsForm {
    for text in &mut form.texts {
        if secrecy_mark(text).is_some() {
            text.clear();
        }
    }
    form
}

/// `GET /brief/proposals`
pub async fn proposals(mut visit: Visit) -> Result<Response, WebError> {
    let asked = visit.query("day");
    let day = match asked {
        "" => visit.app.today(),
        typed => parse_day(typed).ok_or(WebError::BadRequest(super::error::BadRequest::Day))?,
    };
    let stands = proposals::of_day(&visit.app.db, day, Instant::MAX).await?;
    let name = &visit.viewer()?.name;
    let own = stands.iter().max_by_key(|it| it.seq).map(|it| &it.name) == Some(name);
    if own && visit.query("done") == Notice::Proposed.code() {
        visit.frame.notice = Some(Notice::Proposed);
    }
    let page = ProposalsPage {
        form: form_of(&visit, day, &stands)?,
        errors: ProposalsErrors {
            day: not_for(day, visit.app.today()),
            ..ProposalsErrors::default()
        },
        stands: Vec::new(),
    };
    Ok(visit.page(Page::Proposals(Box::new(page))))
}

fn not_for(day: Day, today: Day) -> Option<Mistake> {
    (!proposed_for(day, today)).then_some(Mistake::ProposalsDay)
}

/// A new form with what stands for a day.
fn form_of(visit: &Visit, day: Day, stands: &[Proposed]) -> Result<ProposalsForm, WebError> {
    Ok(ProposalsForm {
        day: day.to_string(),
        texts: texts(stands),
        marks: Marks {
            submission: uuid::Uuid::now_v7().to_string(),
            read: last(stands),
            account: visit.viewer()?.person.clone(),
            ..Marks::default()
        },
    })
}

/// What stands, by its places.
fn texts(stands: &[Proposed]) -> [String; MOST_PROPOSALS] {
    let mut texts: [String; MOST_PROPOSALS] = Default::default();
    for it in stands {
        let at = usize::try_from(it.place - 1).ok();
        if let Some(text) = at.and_then(|at| texts.get_mut(at)) {
            text.clone_from(&it.body);
        }
    }
    texts
}

/// Where what stands is in the order of facts: the sign of what was read.
fn last(stands: &[Proposed]) -> String {
    let last = stands.iter().map(|it| it.seq).max();
    last.unwrap_or_default().to_string()
}

/// What is wrong with one of them.
fn mistake(text: &str) -> Option<Mistake> {
    if text.is_empty() {
        None
    } else if secrecy_mark(text).is_some() {
        Some(Mistake::SecretMark)
    } else if text.chars().count() > LONGEST_PROPOSAL {
        Some(Mistake::ProposalTooLong)
    } else {
        (!says_something(text)).then_some(Mistake::ProposalSaysNothing)
    }
}

/// `POST /brief/proposals`
pub async fn send_proposals(
    visit: Visit,
    fields: Result<Form<ProposalsFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = fields?;
    let form = fields.cleaned();
    let day = parse_day(&form.day);
    let mut errors = ProposalsErrors {
        day: match day {
            Some(day) => not_for(day, visit.app.today()),
            None => Some(Mistake::ProposalsDay),
        },
        ..ProposalsErrors::default()
    };
    for (error, text) in errors.texts.iter_mut().zip(&form.texts) {
        *error = mistake(text);
    }
    let day = match day {
        Some(day) if !errors.any() => day,
        _ => return again(visit, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    match write(&visit, &form, day).await? {
        None => {
            let done = Notice::Proposed.code();
            let path = format!("{}&done={done}", proposals_path(Some(day)));
            Ok(Redirect::to(&path).into_response())
        }
        Some(mistake) => {
            let errors = ProposalsErrors {
                form: Some(mistake),
                ..ProposalsErrors::default()
            };
            again(visit, form, errors, StatusCode::CONFLICT).await
        }
    }
}

/// Writes what is other than it stands, in one transaction with its line of the audit; why nothing
/// was written, if nothing was.
async fn write(visit: &Visit, form: &ProposalsForm, day: Day) -> Result<Option<Mistake>, WebError> {
    let (app, viewer) = (&visit.app, visit.viewer()?);
    if form.marks.account != viewer.person {
        return Ok(Some(Mistake::OtherAccount));
    }
    let mut tx = app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let now = tx.later(app.clock.now()).await?;
    if let Some(mistake) = not_for(day, local_day(now, visit.zone())) {
        return Ok(Some(mistake));
    }
    let submission = &form.marks.submission;
    if forms::is_of_another(&mut tx, submission, UsedFor::Proposals).await? {
        return Ok(Some(Mistake::ProposalsFormUsed));
    }
    let row = |place: usize, text: &str| ProposalRow {
        submission: submission.clone(),
        day: day.to_string(),
        place: place as i64 + 1,
        body: text.to_owned(),
        person: Some(viewer.person.clone()),
        seq,
        recorded_at: now,
    };
    let typed = form.texts.iter().enumerate();
    let typed: Vec<ProposalRow> = typed.map(|(place, text)| row(place, text)).collect();
    let written = proposals::written(&mut tx, submission).await?;
    if !written.is_empty() {
        let same = |(day, place, body, person): &(String, i64, String, Option<String>)| {
            typed
                .iter()
                .any(|it| (&it.day, it.place, &it.body, &it.person) == (day, *place, body, person))
        };
        return Ok((!written.iter().all(same)).then_some(Mistake::ProposalsFormUsed));
    }
    let stands = proposals::now(&mut tx, day).await?;
    if last(&stands) != form.marks.read {
        return Ok(Some(Mistake::ProposalsOvertaken));
    }
    let before = texts(&stands);
    let rows: Vec<ProposalRow> = typed
        .into_iter()
        .zip(&before)
        .filter(|(row, before)| row.body != **before)
        .map(|(row, _)| row)
        .collect();
    if rows.is_empty() {
        return Ok(None);
    }
    ProposalRow::append(&mut tx, &rows).await?;
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "brief.proposals",
        subject: &day.to_string(),
        detail: submission,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(None)
}

/// The page once more, with what was typed, and beside it what stands where somebody else wrote
/// meanwhile.
async fn again(
    visit: Visit,
    form: ProposalsForm,
    errors: ProposalsErrors,
    status: StatusCode,
) -> Result<Response, WebError> {
    let visit = visit.renewed().await?;
    let (mut stands, mut marks) = (Vec::new(), form.marks.clone());
    if let (Some(day), StatusCode::CONFLICT) = (parse_day(&form.day), status) {
        stands = proposals::of_day(&visit.app.db, day, Instant::MAX).await?;
        marks = form_of(&visit, day, &stands)?.marks;
    }
    let stands = stands.into_iter().filter(|it| !it.body.is_empty());
    let page = ProposalsPage {
        form: ProposalsForm {
            marks,
            ..without_secrets(form)
        },
        stands: match errors.form {
            Some(Mistake::ProposalsOvertaken) => stands
                .map(|it| Proposal {
                    place: usize::try_from(it.place).unwrap_or_default(),
                    text: it.body,
                    by: it.name,
                })
                .collect(),
            _ => Vec::new(),
        },
        errors,
    };
    Ok(visit.page_with(status, Page::Proposals(Box::new(page))))
}

/// The page once more, with what was typed before the session ended.
pub async fn proposals_again(visit: Visit, typed: ProposalsForm) -> Result<Response, WebError> {
    again(visit, typed, ProposalsErrors::default(), StatusCode::OK).await
}
