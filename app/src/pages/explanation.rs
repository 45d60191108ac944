//! `/review/{about}/ask` and `/work/{about}/explain`: a question or a reminder, and the
//! explanation that answers it.
use leptos::prelude::*;

use super::{
    Content,
    not_theirs::{has_words, typed_list},
};
use crate::{
    components::{
        Choice, Field, Input, Section, SelectField, TypedDocument, choices, document_fields,
        duty_path, error_summary, field_error, files_field, href, marks, milestone_head,
        milestone_mark, no_secrets, on_enter, read_back, refused_files, repromised, said,
        said_list, said_words, why_late,
    },
    domain::{Act, Cause},
    text::{self, Key as K, Lang, t, tf},
    views::{
        AboutItem, Desk, ExplanationErrors, ExplanationForm, ExplanationPage, Frame, Restates,
        Typed, about_address, explanation_path, restatement_path,
    },
};

pub fn page(frame: &Frame, page: ExplanationPage) -> Content {
    let lang = frame.lang;
    let title = match page.act {
        Act::Asked => K::AskTitle,
        Act::Explained => K::ExplainTitle,
    };
    let tab = format!("{}: {}", t(lang, title), page.opened.title);
    let why = why_late(lang, page.why);
    let head = head(frame, &page);
    let errors = &page.errors;
    let summary = error_summary(
        lang,
        said(lang, errors.form),
        vec![
            ("about", said(lang, errors.about)),
            ("cause", said(lang, errors.cause)),
            ("text", said(lang, errors.text)),
            ("day", said(lang, errors.day)),
            ("document_number", said(lang, errors.document_number)),
            ("document_day", said(lang, errors.document_day)),
            ("link", said(lang, errors.link)),
            ("no_secrets", said(lang, errors.no_secrets)),
        ]
        .into_iter()
        .chain(refused(lang, &page).map(|words| ("files", Some(words))))
        .collect(),
    );
    let acted = page.acted.as_ref().map(|row| {
        let who = match row.person.as_str() {
            "" => text::organisation(lang, &row.by),
            person => person.to_owned(),
        };
        let words = [
            &who,
            &said_words(lang, row),
            &row.time,
            &text::day(lang, row.day),
        ];
        let words = words.map(String::as_str);
        view! { <p class="warning" role="alert">{tf(lang, K::SaidLast, &words)}</p> }
    });
    let changed = page.repromised.as_ref().map(|it| repromised(lang, it));
    let body = if page.items.is_empty() {
        // What was typed while something was open is not lost.
        let typed = Typed::Explanation(page.form.clone());
        let typed = has_words(&typed).then(|| typed_list(lang, &typed));
        view! {
            <p class="warning">{t(lang, K::NothingToSay)}</p>
            {typed}
        }
        .into_any()
    } else {
        form(&page, lang)
    };
    let before = said_list(lang, page.said.clone())
        .unwrap_or_else(|| view! { <p class="quiet">{t(lang, K::SaidNone)}</p> }.into_any());
    let correct = page.corrected_at.as_ref().map(|id| {
        let path = restatement_path(Desk::Work, id.as_str());
        let path = format!("{path}?act={}", Restates::OwnExplanation.code());
        view! { <p class="onwards"><a href=path>{t(lang, K::CorrectExplanation)}</a></p> }
    });
    let before = view! { <Section lang title=K::SaidTitle>{before} {correct}</Section> };
    // What is answered is read before it is.
    let asked = page.items.iter().any(|item| item.unanswered > 0);
    let (first, last) = match page.act {
        Act::Explained if asked => (Some(before), None),
        _ => (None, Some(before)),
    };
    let content = view! {
        {head}
        {why}
        {summary}
        {acted}
        {changed}
        {first}
        {body}
        {last}
    };
    Content::new("form-page", tab, content)
}

fn head(frame: &Frame, page: &ExplanationPage) -> AnyView {
    let lang = frame.lang;
    let crumb = crumb(frame, page);
    if let Some(row) = &page.opened.row {
        return milestone_head(frame, row, ().into_any(), crumb);
    }
    view! {
        {crumb}
        <div class="form-head">
            <h1 class="page-title">{page.opened.title.to_string()}</h1>
            <p class="facts">
                <span>{t(lang, K::Responsible)} " " <b>{page.unit_name.to_string()}</b></span>
            </p>
        </div>
    }
    .into_any()
}

fn crumb(frame: &Frame, page: &ExplanationPage) -> AnyView {
    let lang = frame.lang;
    let (list, name) = match page.act {
        Act::Asked => ("/units", K::NavUnits),
        Act::Explained => ("/work", K::NavWork),
    };
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=list>{t(lang, name)}</a>
            " / "
            <span>{page.unit_name.to_string()}</span>
            " / "
            <a href=href(frame, &duty_path(&page.duty))>{page.workstream_name.to_string()}</a>
        </nav>
    }
    .into_any()
}

/// What is to be said of the files that were sent along.
fn refused(lang: Lang, page: &ExplanationPage) -> impl Iterator<Item = String> {
    refused_files(lang, &page.errors.files, page.form.files_lost)
}

fn form(page: &ExplanationPage, lang: Lang) -> AnyView {
    let (button, effect) = words(page.act);
    let explains = page.act == Act::Explained;
    let on_enter = explains.then(|| on_enter(lang, "send", button));
    let evidence = explains.then(|| {
        let sent_to = format!(
            "/islands/files/{}/explain",
            about_address(&page.opened.about)
        );
        let named = page.form.names_document() || page.errors.of_document();
        view! {
            <details class="with" open=named || !page.files.is_empty()>
                <summary>{t(lang, K::ExplainDocument)}</summary>
                {document(lang, &page.form, &page.errors)}
                {files_field(lang, sent_to, &page.files, refused(lang, page).collect())}
                {no_secrets(lang, page.form.no_secrets, page.errors.no_secrets)}
            </details>
        }
    });
    view! {
        <form
            class="report adjust"
            method="post"
            enctype=explains.then_some("multipart/form-data")
            action=explanation_path(page.act, &page.opened.about)
        >
            {marks(&page.form.marks)}
            {on_enter}
            {about(page, lang)}
            {fields(lang, page.act, &page.form, &page.errors)}
            {evidence}
            <div class="effect">
                <div>
                    <p>{t(lang, effect)}</p>
                </div>
            </div>
            <p class="adjust-do">
                <button class="btn" name="action" value="send">
                    {t(lang, button)}
                </button>
            </p>
        </form>
    }
    .into_any()
}

/// What each form is sent by, and what it does.
pub(super) const fn words(act: Act) -> (K, K) {
    match act {
        Act::Asked => (K::DoAskQuestion, K::AskEffectWords),
        Act::Explained => (K::DoExplain, K::ExplainEffect),
    }
}

/// One thing is what the form is about; of several some are ticked.
fn about(page: &ExplanationPage, lang: Lang) -> AnyView {
    let error = said(lang, page.errors.about);
    if let ([item], None) = (page.items.as_slice(), &error) {
        return hidden_about(&item.name());
    }
    let described = error.as_ref().map(|_| "about-error");
    let rows: Vec<_> = page
        .items
        .iter()
        .enumerate()
        .map(|(place, item)| tick(page, lang, item, place == 0))
        .collect();
    view! {
        <div class="field">
            <p class="label" id="about-label">
                {t(lang, K::AboutWhat)}
            </p>
            <div role="group" aria-labelledby="about-label" aria-describedby=described>
                {rows} {error.map(|words| field_error("about-error".to_owned(), words))}
            </div>
        </div>
    }
    .into_any()
}

/// What stands in the form without a choice.
pub(super) fn hidden_about(name: &str) -> AnyView {
    view! { <input type="hidden" name=format!("about.{name}") value="true"/> }.into_any()
}

fn tick(page: &ExplanationPage, lang: Lang, item: &AboutItem, first: bool) -> AnyView {
    let name = item.name();
    let id = if first {
        "about".to_owned()
    } else {
        format!("about.{name}")
    };
    let ticked = page.form.about.contains(&name);
    let box_id = id.clone();
    let mark = item.row.as_ref().map(|row| milestone_mark(lang, row));
    let unanswered = (item.unanswered > 0).then(|| {
        let words = tf(lang, K::AboutUnanswered, &[&item.unanswered.to_string()]);
        view! { <span class="provisional">{words}</span> }
    });
    view! {
        <label class="check" for=box_id>
            <input
                type="checkbox"
                id=id
                name=format!("about.{name}")
                value="true"
                checked=ticked
            />
            <span>{item.title.to_string()} " " {mark} " " {unanswered}</span>
        </label>
    }
    .into_any()
}

/// What is chosen and typed.
pub(super) fn fields(
    lang: Lang,
    act: Act,
    form: &ExplanationForm,
    errors: &ExplanationErrors,
) -> AnyView {
    let (text, day, hint) = match act {
        Act::Asked => (K::QuestionLabel, K::WantedBy, K::WantedByHint),
        Act::Explained => (K::ExplainLabel, K::CommitsTo, K::CommitsToHint),
    };
    let hint = read_back(lang, &form.day).unwrap_or_else(|| t(lang, hint).to_owned());
    let cause = (act == Act::Explained).then(|| {
        view! {
            <SelectField
                lang
                name="cause"
                label=K::CauseLabel
                none=true
                choices=causes(lang, &form.cause)
                error=said(lang, errors.cause)
            />
        }
    });
    view! {
        {cause}
        <Field
            lang
            name="text"
            label=text
            input=Input::Area
            value=form.text.clone()
            error=said(lang, errors.text)
        />
        <Field
            lang
            name="day"
            label=day
            input=Input::Day
            value=form.day.clone()
            error=said(lang, errors.day)
            last=Some(hint)
        />
    }
    .into_any()
}

/// The document behind an explanation, which may be left out.
pub(super) fn document(lang: Lang, form: &ExplanationForm, errors: &ExplanationErrors) -> AnyView {
    let typed = TypedDocument {
        number: &form.document_number,
        day: &form.document_day,
        link: &form.link,
        errors: [errors.document_number, errors.document_day, errors.link],
        told: [None, read_back(lang, &form.document_day), None],
    };
    view! {
        <p class="told">{t(lang, K::ExplainDocumentHint)}</p>
        {document_fields(lang, typed)}
    }
    .into_any()
}

/// The causes, with the one of a code chosen.
pub(super) fn causes(lang: Lang, code: &str) -> Vec<Choice> {
    choices(
        lang,
        Cause::ALL,
        Cause::from_code(code),
        Cause::code,
        text::cause,
    )
}
