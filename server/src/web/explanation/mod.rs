//! `/review/{about}/ask`, where committee and office ask or remind, and
//! `/work/{about}/explain`, where the responsible side explains.
mod append;
mod correct;
mod said;

use std::collections::BTreeMap;

use app::{
    Page,
    domain::{
        ANSWER_WITHIN, About, Act, Cause, Day, LONGEST_TEXT, Nearest, Refusal, clean, clean_line,
        parse_day, says_something, secrecy_mark, secrecy_mark_in_name, typed_day,
    },
    views::{
        AboutItem, ExplanationErrors, ExplanationForm, ExplanationPage, Frame, Marks, Mistake,
        Notice, SaidRow, Typed, UnsentForm, about_address, about_at, about_name, about_named,
    },
};
use axum::{
    Extension, Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use self::append::{New, Said, say, whose};
use super::{
    error::{BadRequest, WebError},
    evidence::{
        self, Document, TypedDocument, completed_link,
        files::{self as form_files, Attached, Attaching, FileFields, GivenBack},
    },
    milestone_form::{FormFields, SentForm, new_marks, repromised},
    received::Received,
    refusals, unsent,
    visit::Visit,
};
use crate::{
    board::ScopedBoard,
    db::{explanations, files},
};

pub use correct::{correct, is_writers_yet, own, read_sign};
pub use said::{said_of, tell_said};

/// A form about a milestone or an indicator.
type AboutForm<T> = SentForm<T, About>;

/// `GET /review/{about}/ask`
pub async fn ask(visit: Visit, Path(about): Path<String>) -> Result<Response, WebError> {
    show(visit, Act::Asked, &about).await
}

/// `GET /work/{about}/explain`
pub async fn explain(visit: Visit, Path(about): Path<String>) -> Result<Response, WebError> {
    show(visit, Act::Explained, &about).await
}

/// `POST /review/{about}/ask`
pub async fn send_question(sent: AboutForm<Question>) -> Result<Response, WebError> {
    send(Act::Asked, sent).await
}

/// `POST /work/{about}/explain`
pub async fn send_explanation(sent: AboutForm<Explanation>) -> Result<Response, WebError> {
    send(Act::Explained, sent).await
}

async fn show(mut visit: Visit, act: Act, about: &str) -> Result<Response, WebError> {
    let about = about_at(about).ok_or(WebError::NotFound)?;
    let page = explanation_page(&visit, act, &about).await?;
    let corrected = page.corrected_at.is_some() && page.said.iter().any(|it| !it.former.is_empty());
    if corrected && visit.query("done") == Notice::Corrected.code() {
        visit.frame.notice = Some(Notice::Corrected);
    }
    Ok(visit.page(Page::Explanation(Box::new(page))))
}

/// The form as it is opened: about what it was opened from, and in an explanation about all that
/// was asked beside it.
async fn explanation_page(
    visit: &Visit,
    act: Act,
    opened: &About,
) -> Result<ExplanationPage, WebError> {
    let board = visit.read()?;
    let it = board.speakable(act, opened).ok_or(WebError::NotFound)?;
    let mut about: Vec<About> = it.items.iter().map(|item| item.about.clone()).collect();
    if about.is_empty() {
        about.push(opened.clone());
    }
    let said = said_of(visit, &board, &about).await?;
    let marks = Marks {
        read: append::sign(explanations::stands_upto(&visit.app.db, &it.duty, board.seq()).await?),
        ..marks_of(visit, &board, opened).await?
    };
    // Of what is another's to hand over who answers may speak too, where that is meant.
    let company = board.company();
    let own = |item: &AboutItem| {
        let by = item.row.as_ref().and_then(|row| row.partner.as_ref());
        by.map(|(code, _)| code) == company
    };
    let chosen = it.items.iter().enumerate().filter(|(place, item)| {
        let asked = act == Act::Explained && item.unanswered > 0 && own(item);
        item.about == *opened || asked || *place == 0
    });
    let about = chosen.map(|(_, item)| item.name()).collect();
    let day = match act {
        Act::Asked => app::text::day_as_typed(board.in_working_days(ANSWER_WITHIN)),
        Act::Explained => String::new(),
    };
    let own = match act {
        Act::Asked => None,
        Act::Explained => {
            explanations::own(&visit.app.db, &it.duty, &board.viewer().person).await?
        }
    };
    let corrects = own.is_some_and(|it| is_writers_yet(visit, &it));
    Ok(ExplanationPage {
        act,
        corrected_at: match opened {
            _ if !corrects => None,
            About::Milestone(id) => Some(id.clone()),
            About::Indicator(_) => board.first_of_duty(opened),
        },
        opened: it.opened,
        duty: it.duty,
        why: it.why,
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
        files: Vec::new(),
        errors: ExplanationErrors::default(),
        repromised: None,
        acted: None,
    })
}

/// The marks of a new form: an indicator has no promise that a decision may change.
async fn marks_of(visit: &Visit, board: &ScopedBoard, about: &About) -> Result<Marks, WebError> {
    match about {
        About::Milestone(id) => new_marks(&visit.app, board, id).await,
        About::Indicator(_) => Ok(Marks {
            submission: uuid::Uuid::now_v7().to_string(),
            account: board.viewer().person.clone(),
            ..Marks::default()
        }),
    }
}

/// Puts a form into its page, with the files it names.
async fn put(
    visit: &Visit,
    page: &mut ExplanationPage,
    form: ExplanationForm,
) -> Result<(), WebError> {
    let board = visit.read()?;
    let opened = about_address(&page.opened.about);
    let named = form_files::named(visit, whose(&board, &opened), &form.files).await?;
    page.files = named.rows();
    page.errors.files.extend(named.refused);
    page.form = ExplanationForm {
        files: form_files::ids(&named.files),
        ..form
    };
    Ok(())
}

/// `POST /islands/files/{about}/explain`: keeps one file of an explanation, before that is
/// sent.
pub async fn send_file(
    visit: Visit,
    Path(opened): Path<String>,
    received: Option<Extension<Received>>,
    Form(fields): Form<FileFields>,
) -> Result<Response, WebError> {
    let about = about_at(&opened).ok_or(WebError::NotFound)?;
    let board = visit.read()?;
    let Some(it) = board.speakable(Act::Explained, &about) else {
        refusals::of_person(&visit.app, visit.from, board.viewer(), &opened).await?;
        return Err(WebError::NotFound);
    };
    if it.items.is_empty() {
        return Err(Refusal::NotInThisState.into());
    }
    form_files::keep_sent(&visit, whose(&board, &opened), received.as_deref(), &fields).await
}

#[derive(Debug, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    cause: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    day: String,
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
pub trait Saying: FormFields {
    fn fields(&self) -> &Fields;

    fn cleaned(self) -> ExplanationForm;
}

macro_rules! saying {
    ($form:ident, $act:expr, $unsent:expr) => {
        impl FormFields for $form {
            fn marks(&self) -> &Marks {
                &self.0.marks
            }

            fn which(&self) -> UnsentForm {
                $unsent
            }

            fn typed(self) -> Option<Typed> {
                let files_lost = self.0.attaching.sent_files();
                Some(Typed::Explanation(ExplanationForm {
                    files_lost,
                    ..without_secrets(self.cleaned())
                }))
            }
        }

        impl Saying for $form {
            fn fields(&self) -> &Fields {
                &self.0
            }

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
    let form = ExplanationForm {
        act: act.code().to_owned(),
        about: ticked.collect(),
        cause: Cause::from_code(&fields.cause)
            .map_or("", Cause::code)
            .to_owned(),
        text: clean(&fields.text),
        day: clean_line(&fields.day),
        marks: fields.marks,
        ..ExplanationForm::default()
    };
    // A question stands for itself.
    if act == Act::Asked {
        return form;
    }
    ExplanationForm {
        document_number: clean_line(&fields.document_number),
        document_day: clean_line(&fields.document_day),
        link: completed_link(clean_line(&fields.link)),
        files: fields.attaching.ids(),
        no_secrets: !fields.no_secrets.is_empty(),
        ..form
    }
}

/// The document of a form, as it was typed.
fn typed_document(form: &ExplanationForm) -> TypedDocument<'_> {
    TypedDocument {
        number: &form.document_number,
        day: &form.document_day,
        link: &form.link,
        has_files: !form.files.is_empty(),
    }
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(mut form: ExplanationForm) -> ExplanationForm {
    if secrecy_mark(&form.text).is_some() {
        form.text.clear();
    }
    if secrecy_mark_in_name(&form.day).is_some() {
        form.day.clear();
    }
    evidence::without_secrets(
        &mut form.document_number,
        &mut form.document_day,
        &mut form.link,
    );
    form
}

async fn send<F: Saying>(act: Act, sent: AboutForm<F>) -> Result<Response, WebError> {
    let AboutForm {
        visit,
        board,
        id: opened,
        typed,
        files: received,
    } = sent;
    let address = about_address(&opened);
    let Some(it) = board.speakable(act, &opened) else {
        return Err(unsent::not_theirs(&visit, &board, &address, typed).await);
    };
    let attaching = &typed.fields().attaching;
    let (removed, was_cut) = (attaching.removes(), attaching.was_cut());
    let sent_files = attaching.sent_files();
    let mut form = dated(typed.cleaned(), visit.frame.today);
    let about: Vec<About> = form.about.iter().filter_map(|it| about_named(it)).collect();
    // One form is about one duty; what was settled meanwhile is told by the transaction.
    if about
        .iter()
        .any(|about| board.duty_of(about).as_ref() != Some(&it.duty))
    {
        return Err(WebError::BadRequest(BadRequest::Form));
    }
    form.files.retain(|file| Some(file) != removed.as_ref());
    let whose = whose(&board, &address);
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
        // What cannot be explained now takes no files either, and a question never does.
        if act == Act::Explained && !it.items.is_empty() {
            form_files::keep(&visit, whose, &received, &mut attached).await?;
        } else {
            form.files_lost = sent_files;
        }
    }
    form.files = attached.ids();
    let mut errors = match removed {
        Some(_) => ExplanationErrors::default(),
        None => check(act, &form, &visit.frame),
    };
    errors.files = std::mem::take(&mut attached.refused);
    if let Some(file) = &removed {
        files::detach(&visit.app.db, whose, file, visit.app.clock.now()).await?;
    }
    if errors.any() || removed.is_some() || was_cut {
        return not_yet(visit, act, &opened, (form, attached), errors).await;
    }
    let today = visit.frame.today;
    let day = typed_day(&form.day, today, Nearest::After).unwrap_or(today);
    let new = New {
        act,
        duty: &it.duty,
        opened: &opened,
        about: &about,
        marks: &form.marks,
        cause: Cause::from_code(&form.cause).filter(|_| act == Act::Explained),
        body: &form.text,
        day,
        evidence: typed_document(&form).is_given().then(|| Document {
            number: &form.document_number,
            day: parse_day(&form.document_day).unwrap_or(today),
            link: &form.link,
            files: &form.files,
            files_of: None,
        }),
    };
    match say(&visit, &board, &new).await? {
        Said::Now | Said::Before => {
            let duty = &it.duty;
            let to = match act {
                Act::Asked => format!("/duties/{}/{}", duty.unit, duty.workstream),
                Act::Explained => "/work".to_owned(),
            };
            let of = about_address(about.first().unwrap_or(&opened));
            let path = format!("{to}?done={}&of={of}", act.code());
            Ok(Redirect::to(&path).into_response())
        }
        Said::OtherAccount => conflicting(visit, act, &opened, form, Mistake::OtherAccount).await,
        Said::Overtaken => conflicting(visit, act, &opened, form, Mistake::OvertakenDuty).await,
        Said::Refused(refusal) => {
            errors.form = Some(Mistake::Refused(refusal));
            let status = match refusal {
                Refusal::NotInThisState => StatusCode::CONFLICT,
                _ => StatusCode::FORBIDDEN,
            };
            let mut page = explanation_page(&visit, act, &opened).await?;
            page.errors = errors;
            put(&visit, &mut page, without_secrets(form)).await?;
            Ok(visit.page_with(status, Page::Explanation(Box::new(page))))
        }
    }
}

/// The form with the day of its document written in full, where it can be read.
fn dated(form: ExplanationForm, today: Day) -> ExplanationForm {
    match typed_day(&form.document_day, today, Nearest::Before) {
        Some(day) => ExplanationForm {
            document_day: day.format("%d/%m/%Y").to_string(),
            ..form
        },
        None => form,
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
    // A document may be missing; one that is named is whole.
    let document = typed_document(form);
    let given = document.is_given();
    let [number, document_day, link] = if given {
        document.check(today, false)
    } else {
        [None; 3]
    };
    let unticked = given && !form.no_secrets;
    ExplanationErrors {
        about: form.about.is_empty().then_some(Mistake::AboutMissing),
        cause: (!chosen).then_some(Mistake::CauseMissing),
        text,
        day,
        document_number: number,
        document_day,
        link,
        files: Vec::new(),
        no_secrets: unticked.then_some(Mistake::NoSecretsUnticked),
        form: None,
    }
}

/// The form once more: with what is wrong, or without the file that was taken off.
async fn not_yet(
    visit: Visit,
    act: Act,
    opened: &About,
    (form, attached): (ExplanationForm, Attached),
    errors: ExplanationErrors,
) -> Result<Response, WebError> {
    let why = GivenBack::why(errors.any(), &errors.files);
    let mut page = explanation_page(&visit, act, opened).await?;
    (page.form, page.errors) = (without_secrets(form), errors);
    page.files = attached.rows();
    Ok(why.answer(visit, Page::Explanation(Box::new(page))))
}

/// The form once more, beside what was said since it was opened.
async fn conflicting(
    visit: Visit,
    act: Act,
    opened: &About,
    form: ExplanationForm,
    mistake: Mistake,
) -> Result<Response, WebError> {
    let mut page = explanation_page(&visit, act, opened).await?;
    page.errors.form = Some(mistake);
    if let About::Milestone(id) = opened {
        page.repromised = repromised(&visit.app, id, &form.marks, &page.form.marks).await?;
    }
    let newest: Option<&SaidRow> = page.said.first();
    page.acted = newest
        .filter(|_| mistake == Mistake::OvertakenDuty && form.marks.read != page.form.marks.read)
        .cloned();
    let form = ExplanationForm {
        // Another form: that one may have been used.
        marks: page.form.marks.clone(),
        ..form
    };
    put(&visit, &mut page, form).await?;
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Explanation(Box::new(page))))
}

/// The form once more, with what was typed before the session ended.
pub async fn explanation_again(
    visit: Visit,
    opened: &About,
    typed: ExplanationForm,
) -> Result<Response, WebError> {
    let act = Act::from_code(&typed.act).unwrap_or(Act::Explained);
    let mut page = explanation_page(&visit, act, opened).await?;
    if !typed.marks.read_the_same(&page.form.marks) {
        return conflicting(visit, act, opened, typed, Mistake::OvertakenDuty).await;
    }
    put(&visit, &mut page, typed).await?;
    Ok(visit.page_with(StatusCode::OK, Page::Explanation(Box::new(page))))
}
