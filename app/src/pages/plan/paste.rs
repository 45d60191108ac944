//! Rows of a part of the plan from a table: pasted, looked over, saved at once.
use leptos::prelude::*;

use super::{FORM, carried, crumb, looks, outcome, preview_and_save};
use crate::{
    pages::Content,
    text::{self, Key as K, html_escape, t},
    views::{Frame, PlanTable},
};

pub fn page(frame: &Frame, page: PlanTable) -> Content {
    let lang = frame.lang;
    let file = page.file;
    let title = format!("{}: {}", text::plan_file(lang, file), t(lang, K::PlanPaste));
    let path = format!("/plan/{}/table", file.code());
    let columns = page.columns.join(", ");
    let there = format!("/plan/{}?format=csv", file.code());
    let form = page.form;
    let told: Vec<_> = form
        .errors
        .iter()
        .map(|it| view! { <li>{it.clone()}</li> })
        .collect();
    let told = (!told.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                <h2>{t(lang, K::ErrorSummary)}</h2>
                <ul>{told}</ul>
            </div>
        }
    });
    let shown = preview_and_save(frame, &form, true);
    let head = crate::views::PlanForm {
        errors: Vec::new(),
        ..form.clone()
    };
    let content = view! {
        {crumb(lang, Some(file), t(lang, K::PlanPaste).to_owned())}
        <h1 class="page-title">{title.clone()}</h1>
        <p class="second">{t(lang, K::PlanTableLead)}</p>
        <p class="second"><code>{columns}</code></p>
        <p><a href=there download="">{t(lang, K::PlanTableThere)}</a></p>
        {outcome(lang, &head, Vec::new())}
        {told}
        <form id=FORM class="report" method="post" action=path>
            {carried(&form)}
            <label class="label" for="text">{t(lang, K::PlanTableText)}</label>
            <textarea id="text" name="text" rows="10" class="many" spellcheck="false" inner_html=html_escape(&page.text)></textarea>
            {looks(lang, &form)}
        </form>
        {shown}
    };
    Content::new("form-page many-page plan-form", title, content)
}
