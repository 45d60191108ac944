//! `/review/{milestone}/ask`, where committee and office ask or remind, and
//! `/work/{milestone}/explain`, where the responsible side explains.
mod append;
mod said;

use std::collections::BTreeMap;

use app::{
    Page,
    domain::{
        ANSWER_WITHIN, About, Act, Cause, LONGEST_TEXT, MilestoneId, Nearest, Refusal, clean,
        clean_line, says_something, secrecy_mark, typed_day,
    },
    views::{
        ExplanationErrors, ExplanationForm, ExplanationPage, Frame, Marks, Mistake, SaidRow, Typed,
        UnsentForm, about_name, about_named, explanation_path,
    },
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use self::append::{New, Said, say};
use super::{
    error::{BadRequest, WebError},
    milestone_form::{MilestoneFields, MilestoneForm, new_marks, repromised},
    unsent,
    visit::Visit,
};
use crate::db::explanations;

pub use said::{said_of, tell_said};

/// `GET /review/{milestone}/ask`
pub async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    show(visit, Act::Asked, &id).await
}

/// `GET /work/{milestone}/explain`
pub async fn explain(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    show(visit, Act::Explained, &id).await
}

/// `POST /review/{milestone}/ask`
pub async fn send_question(sent: MilestoneForm<Question>) -> Result<Response, WebError> {
    send(Act::Asked, sent).await
}

/// `POST /work/{milestone}/explain`
pub async fn send_explanation(sent: MilestoneForm<Explanation>) -> Result<Response, WebError> {
    send(Act::Explained, sent).await
}

async fn show(visit: Visit, act: Act, id: &str) -> Result<Response, WebError> {
    let id = MilestoneId::parse(id).map_err(|_| WebError::NotFound)?;
    let page = explanation_page(&visit, act, &id).await?;
    Ok(visit.page(Page::Explanation(Box::new(page))))
}

/// The form as it is opened: about its milestone, and in an explanation about all that was
/// asked beside it.
async fn explanation_page(
    visit: &Visit,
    act: Act,
    id: &MilestoneId,
) -> Result<ExplanationPage, WebError> {
    let board = visit.read()?;
    let it = board.speakable(act, id).ok_or(WebError::NotFound)?;
    let mut about: Vec<About> = it.items.iter().map(|item| item.about.clone()).collect();
    if about.is_empty() {
        about.push(About::Milestone(id.clone()));
    }
    let said = said_of(visit, &board, &about).await?;
    let marks = Marks {
        read: append::sign(
            explanations::stands_upto(&visit.app.db, &it.row.duty, board.seq()).await?,
        ),
        ..new_marks(&visit.app, &board, id).await?
    };
    let own = About::Milestone(id.clone());
    let chosen = it.items.iter().enumerate().filter(|(place, item)| {
        let asked = act == Act::Explained && item.unanswered > 0;
        item.about == own || asked || *place == 0
    });
    let about = chosen.map(|(_, item)| item.name()).collect();
    let day = match act {
        Act::Asked => app::text::day(board.in_working_days(ANSWER_WITHIN)),
        Act::Explained => String::new(),
    };
    Ok(ExplanationPage {
        act,
        row: it.row,
        unit_name: it.unit_name,
        workstream_name: it.workstream_name,
        items: it.items,
        said,
        form: ExplanationForm {
            act: act.code().to_owned(),
            about,
            day,
            marks,
            ..ExplanationForm::default()
        },
        errors: ExplanationErrors::default(),
        repromised: None,
        acted: None,
    })
}

#[derive(Debug, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    cause: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    day: String,
    #[serde(flatten)]
    marks: Marks,
    /// What is ticked stands under its name.
    #[serde(flatten)]
    others: BTreeMap<String, String>,
}

/// The fields of each of the two forms.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Question(Fields);

#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Explanation(Fields);

/// A form that says what it is for.
pub trait Saying: MilestoneFields {
    fn cleaned(self) -> ExplanationForm;
}

macro_rules! saying {
    ($form:ident, $act:expr, $unsent:expr) => {
        impl MilestoneFields for $form {
            fn marks(&self) -> &Marks {
                &self.0.marks
            }

            fn which(&self) -> UnsentForm {
                $unsent
            }

            fn typed(self) -> Option<Typed> {
                Some(Typed::Explanation(without_secrets(self.cleaned())))
            }
        }

        impl Saying for $form {
            fn cleaned(self) -> ExplanationForm {
                cleaned($act, self.0)
            }
        }
    };
}
saying!(Question, Act::Asked, UnsentForm::Question);
saying!(Explanation, Act::Explained, UnsentForm::Explanation);

fn cleaned(act: Act, fields: Fields) -> ExplanationForm {
    let ticked = fields.others.keys().filter_map(|name| {
        // Kept only if it is a name of something.
        let about = about_named(name.strip_prefix("about.")?)?;
        Some(about_name(&about))
    });
    ExplanationForm {
        act: act.code().to_owned(),
        about: ticked.collect(),
        cause: Cause::from_code(&fields.cause)
            .map_or("", Cause::code)
            .to_owned(),
        text: clean(&fields.text),
        day: clean_line(&fields.day),
        marks: fields.marks,
    }
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(mut form: ExplanationForm) -> ExplanationForm {
    if secrecy_mark(&form.text).is_some() {
        form.text.clear();
    }
    form
}

async fn send<F: Saying>(act: Act, sent: MilestoneForm<F>) -> Result<Response, WebError> {
    let MilestoneForm {
        visit,
        board,
        id,
        typed,
        ..
    } = sent;
    let Some(it) = board.speakable(act, &id) else {
        return Err(unsent::not_theirs(&visit, &board, &id, typed).await);
    };
    let form = typed.cleaned();
    let about: Vec<About> = form.about.iter().filter_map(|it| about_named(it)).collect();
    let mut errors = check(act, &form, &visit.frame);
    // One form is about one duty; what was settled meanwhile is told by the transaction.
    if about
        .iter()
        .any(|about| board.duty_of(about).as_ref() != Some(&it.row.duty))
    {
        return Err(WebError::BadRequest(BadRequest::Form));
    }
    if errors.any() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(visit, act, &id, form, errors, status).await;
    }
    let day = typed_day(&form.day, visit.frame.today, Nearest::After).unwrap_or(visit.frame.today);
    let new = New {
        act,
        duty: &it.row.duty,
        milestone: &id,
        about: &about,
        marks: &form.marks,
        cause: Cause::from_code(&form.cause).filter(|_| act == Act::Explained),
        body: &form.text,
        day,
    };
    match say(&visit, &board, &new).await? {
        Said::Now | Said::Before => {
            let duty = &it.row.duty;
            let to = match act {
                Act::Asked => format!("/duties/{}/{}", duty.unit, duty.workstream),
                Act::Explained => "/work".to_owned(),
            };
            let of = match about.first() {
                Some(About::Milestone(first)) => format!("&of={first}"),
                _ => String::new(),
            };
            let path = format!("{to}?done={}{of}", act.code());
            Ok(Redirect::to(&path).into_response())
        }
        Said::OtherAccount => conflicting(visit, act, &id, form, Mistake::OtherAccount).await,
        Said::Overtaken => conflicting(visit, act, &id, form, Mistake::OvertakenDuty).await,
        Said::Refused(refusal) => {
            errors.form = Some(Mistake::Refused(refusal));
            let status = match refusal {
                Refusal::NotInThisState => StatusCode::CONFLICT,
                _ => StatusCode::FORBIDDEN,
            };
            again(visit, act, &id, form, errors, status).await
        }
    }
}

fn check(act: Act, form: &ExplanationForm, frame: &Frame) -> ExplanationErrors {
    let today = frame.today;
    let nothing = match act {
        Act::Asked => Mistake::QuestionMissing,
        Act::Explained => Mistake::ExplanationMissing,
    };
    let text = if secrecy_mark(&form.text).is_some() {
        Some(Mistake::SecretMark)
    } else if form.text.chars().count() > LONGEST_TEXT {
        Some(Mistake::ReasonTooLong)
    } else {
        (!says_something(&form.text)).then_some(nothing)
    };
    let day = match typed_day(&form.day, today, Nearest::After) {
        _ if form.day.is_empty() => Some(Mistake::CommitmentMissing),
        None => Some(Mistake::CommitmentBad),
        Some(day) if day < today => Some(Mistake::CommitmentPast),
        Some(day) => frame.too_far(day).then_some(Mistake::DeadlineTooFar),
    };
    let chosen = act == Act::Asked || !form.cause.is_empty();
    ExplanationErrors {
        about: form.about.is_empty().then_some(Mistake::AboutMissing),
        cause: (!chosen).then_some(Mistake::CauseMissing),
        text,
        day,
        form: None,
    }
}

async fn again(
    visit: Visit,
    act: Act,
    id: &MilestoneId,
    form: ExplanationForm,
    errors: ExplanationErrors,
    status: StatusCode,
) -> Result<Response, WebError> {
    let mut page = explanation_page(&visit, act, id).await?;
    (page.form, page.errors) = (without_secrets(form), errors);
    Ok(visit.page_with(status, Page::Explanation(Box::new(page))))
}

/// The form once more, beside what was said since it was opened.
async fn conflicting(
    visit: Visit,
    act: Act,
    id: &MilestoneId,
    form: ExplanationForm,
    mistake: Mistake,
) -> Result<Response, WebError> {
    let mut page = explanation_page(&visit, act, id).await?;
    page.errors.form = Some(mistake);
    page.repromised = repromised(&visit.app, id, &form.marks, &page.form.marks).await?;
    let newest: Option<&SaidRow> = page.said.first();
    page.acted = newest
        .filter(|_| mistake == Mistake::OvertakenDuty && form.marks.read != page.form.marks.read)
        .cloned();
    page.form = ExplanationForm {
        // Another form: that one may have been used.
        marks: page.form.marks,
        ..form
    };
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Explanation(Box::new(page))))
}

/// The form once more, with what was typed before the session ended.
pub async fn explanation_again(
    visit: Visit,
    id: &MilestoneId,
    typed: ExplanationForm,
) -> Result<Response, WebError> {
    let act = Act::from_code(&typed.act).unwrap_or(Act::Explained);
    let mut page = explanation_page(&visit, act, id).await?;
    if !typed.marks.read_the_same(&page.form.marks) {
        return conflicting(visit, act, id, typed, Mistake::OvertakenDuty).await;
    }
    page.form = typed;
    Ok(visit.page_with(StatusCode::OK, Page::Explanation(Box::new(page))))
}

/// The page of a form that was not sent.
pub fn page_of(form: UnsentForm, id: &MilestoneId) -> String {
    let act = match form {
        UnsentForm::Question => Act::Asked,
        _ => Act::Explained,
    };
    explanation_path(act, id.as_str())
}
