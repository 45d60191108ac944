//! Many accounts from one table: pasted, looked over, written at once.
use leptos::prelude::*;

use super::days;
use crate::{
    components::{Section, error_summary, field_error, said},
    pages::Content,
    text::{self, Key as K, Lang, html_escape, t, tf},
    views::{Frame, ManyForm, ManyNew, ManyPage, ManyRead},
};

/// New accounts that are named; the rest is only counted.
const SHOWN: usize = 50;

pub fn page(frame: &Frame, page: ManyPage) -> Content {
    let lang = frame.lang;
    let error = said(lang, page.error);
    let file_error = page.file_error.as_ref();
    let file_error = file_error.map(|why| text::table_mistake(lang, why));
    let summary = error_summary(
        lang,
        None,
        vec![("text", error.clone()), ("table", file_error.clone())],
    );
    let sound = page
        .read
        .as_ref()
        .is_some_and(|it| it.sound && !it.new.is_empty());
    let number = page.read.as_ref().map_or(0, |it| it.new.len());
    let write = sound.then(|| {
        let words = tf(lang, K::ManyWrite, &[&text::integer(lang, number as i64)]);
        view! { " " <button class="btn" name="action" value="write">{words}</button> }
    });
    let look = if sound { "btn quiet-btn" } else { "btn" };
    let read = page.read.as_ref().map(|read| told(lang, read));
    let content = view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href="/people">{t(lang, K::NavPeople)}</a>
            " / "
            <span>{t(lang, K::PeopleAddMany)}</span>
        </nav>
        <h1 class="page-title">{t(lang, K::PeopleAddMany)}</h1>
        <p class="second">{t(lang, K::ManyLead)}</p>
        <p class="second"><code>"username, name, role, title, unit, partner, email, phone, language, valid_from, valid_to"</code></p>
        {summary}
        <form class="report" method="post" action="/people/add/many" enctype="multipart/form-data">
            {pasted(lang, &page.account, &page.text, error)}
            {file(lang, file_error)}
            {read}
            <p class="adjust-do">
                <button class=look name="action" value="look">{t(lang, K::ManyLook)}</button>
                {write}
            </p>
            <p class="small quiet">{t(lang, K::ManyNote)}</p>
        </form>
    };
    Content::new("form-page many-page", t(lang, K::PeopleAddMany), content)
}

/// The field that a table is pasted into.
fn pasted(lang: Lang, account: &str, text: &str, error: Option<String>) -> AnyView {
    view! {
        <input type="hidden" name="account" value=account.to_owned()/>
        <label class="label" for="text">{t(lang, K::ManyText)}</label>
        <textarea
            id="text"
            name="text"
            rows="12"
            class="many"
            spellcheck="false"
            aria-describedby=error.as_ref().map(|_| "text-error")
            aria-invalid=error.as_ref().map(|_| "true")
            inner_html=html_escape(text)
        ></textarea>
        {error.map(|words| field_error("text-error".to_owned(), words))}
    }
    .into_any()
}

/// A table that could not be read or written: it is looked over first.
pub fn unwritten(lang: Lang, form: &ManyForm) -> AnyView {
    view! {
        {pasted(lang, &form.account, &form.text, None)}
        <p class="adjust-do">
            <button class="btn" name="action" value="look">{t(lang, K::ManyLook)}</button>
        </p>
    }
    .into_any()
}

/// The table as a file, which is put into the field above.
fn file(lang: Lang, error: Option<String>) -> AnyView {
    let described = match error {
        Some(_) => "table-hint table-error",
        None => "table-hint",
    };
    view! {
        <div class="many-file">
            <label for="table">{t(lang, K::ManyFile)}</label>
            " "
            <span class="hint" id="table-hint">{t(lang, K::ManyFileHint)}</span>
            <p>
                <input
                    id="table"
                    name="table"
                    type="file"
                    accept=".xlsx,.csv"
                    aria-describedby=described
                    aria-invalid=error.as_ref().map(|_| "true")
                />
                " "
                <button class="btn quiet-btn" name="action" value="file">{t(lang, K::ManyFileRead)}</button>
            </p>
            {error.map(|words| field_error("table-error".to_owned(), words))}
        </div>
    }
    .into_any()
}

/// "Người đứng đầu SYT (head.syt): Người đứng đầu, Sở Y tế".
fn new_account(lang: Lang, it: &ManyNew) -> AnyView {
    let role = it.role.map(|role| text::role(lang, role).to_owned());
    let scope = it
        .scope
        .as_ref()
        .map(|it| format!("{} ({})", it.name, it.code));
    let days = match (it.from, it.to) {
        (None, None) => None,
        (from, to) => Some(days(lang, from, to)),
    };
    let told: Vec<String> = [role, scope, days].into_iter().flatten().collect();
    view! {
        <li><b>{it.name.clone()}</b> " (" <code>{it.username.clone()}</code> "): " {told.join(", ")}</li>
    }
    .into_any()
}

/// What was understood, and what stands in its way.
fn told(lang: Lang, read: &ManyRead) -> AnyView {
    let number = |n: usize| text::integer(lang, n as i64);
    let list = |lines: &[String]| {
        let lines: Vec<_> = lines
            .iter()
            .map(|it| view! { <li>{it.clone()}</li> })
            .collect();
        view! { <ul class="plain-list">{lines}</ul> }.into_any()
    };
    let errors = (!read.errors.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert">
                <h2>{tf(lang, K::ManyErrors, &[&number(read.errors.len())])}</h2>
                {list(&read.errors)}
            </div>
        }
    });
    let notes = (!read.notes.is_empty()).then(|| {
        view! { <div class="conflict"><h2>{t(lang, K::ManyNotes)}</h2> {list(&read.notes)}</div> }
    });
    let kept = (read.kept > 0)
        .then(|| view! { <p class="second">{tf(lang, K::ManyKept, &[&number(read.kept)])}</p> });
    let shown = read.new.iter().take(SHOWN);
    let shown: Vec<_> = shown.map(|it| new_account(lang, it)).collect();
    let shown = view! { <ul class="plain-list">{shown}</ul> };
    let left = read.new.len().saturating_sub(SHOWN);
    let left = (left > 0)
        .then(|| view! { <p class="quiet">{tf(lang, K::ManyMore, &[&number(left)])}</p> });
    let title = tf(lang, K::ManyNew, &[&number(read.new.len())]);
    view! {
        {errors}
        {notes}
        <Section lang title>{shown} {left} {kept}</Section>
    }
    .into_any()
}
