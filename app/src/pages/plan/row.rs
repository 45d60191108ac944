//! One row of the plan: what stands, what is to stand, what that moves, and what it was.
use leptos::prelude::*;

use super::{
    FORM, carried, crumb, decision_fields, looks, offered, offers, outcome, over_mark,
    preview_and_save,
};
use crate::{
    components::{Section, day_picker, duty_path, field_error, time},
    pages::Content,
    text::{self, Key as K, Lang, html_escape, plan_column, t, tf},
    views::{Frame, PlanElsewhere, PlanField, PlanFile, PlanPast, PlanRowPage, plan_row_path},
};

pub fn page(frame: &Frame, page: PlanRowPage) -> Content {
    let lang = frame.lang;
    let file = page.file;
    let title = match &page.key {
        Some(_) => page.label.clone(),
        None => text::plan_one(lang, file).to_owned(),
    };
    let action = match &page.key {
        Some(key) => plan_row_path(file, key),
        None => format!("/plan/{}/new", file.code()),
    };
    let wrong: Vec<_> = page
        .fields
        .iter()
        .map(|it| {
            let column = text::column_word(lang, Some(file), it.column);
            (
                it.column,
                it.error.as_ref().map(|words| format!("{column}: {words}")),
            )
        })
        .collect();
    let head = outcome(lang, &page.form, wrong);
    let fields: Vec<_> = page
        .fields
        .into_iter()
        .map(|it| field(lang, file, it, page.key.is_some()))
        .collect();
    let decision = page.decision.map(|it| decision_fields(lang, it));
    let elsewhere: Vec<_> = page
        .elsewhere
        .iter()
        .map(|it| elsewhere(lang, it, page.key.as_deref().unwrap_or_default()))
        .collect();
    let elsewhere = (!elsewhere.is_empty()).then(|| view! { <p class="onwards">{elsewhere}</p> });
    let shown = preview_and_save(frame, &page.form, false);
    let over = page.over.map(|it| over_mark(lang, it));
    let history = (!page.history.is_empty()).then(|| history(lang, file, &page.history));
    let content = view! {
        {crumb(lang, Some(file), title.clone())}
        {head}
        <h1 class="page-title">{title.clone()} " " {over}</h1>
        {elsewhere}
        <div class="plan-split">
            <form id=FORM class="report adjust" method="post" action=action>
                {carried(&page.form)}
                {fields}
                {decision}
                {looks(lang, &page.form)}
                {offers(&page.names)}
            </form>
            <div class="plan-side">{shown} {history}</div>
        </div>
    };
    Content::new("form-page plan-form", title, content)
}

fn elsewhere(lang: Lang, it: &PlanElsewhere, key: &str) -> AnyView {
    let (path, words) = match it {
        PlanElsewhere::Duty(duty) => (duty_path(duty), K::PlanOfDuty),
        PlanElsewhere::AfterUnit => return after_unit(lang, key),
        PlanElsewhere::Adjust => (format!("/review/{key}/adjust"), K::PlanAdjust),
    };
    view! { <a href=path>{t(lang, words)}</a> " " }.into_any()
}

/// What comes after a new unit.
fn after_unit(lang: Lang, unit: &str) -> AnyView {
    let links: Vec<_> = [
        PlanFile::Duties,
        PlanFile::Assignments,
        PlanFile::Milestones,
    ]
    .into_iter()
    .map(|file| {
        let path = format!("/plan/{}/new?unit={unit}", file.code());
        view! { " " <a href=path>{text::plan_one(lang, file)}</a> }
    })
    .collect();
    view! { {t(lang, K::PlanNext)} {links} }.into_any()
}

/// A cell: chosen from a list, or typed. What is found again by it stands as a text.
fn field(lang: Lang, file: PlanFile, it: PlanField, stands: bool) -> AnyView {
    let column = it.column;
    let (label, hint) = plan_column(Some(file), column).unzip();
    let label = label.map_or(column, |key| t(lang, key));
    let hint = hint.flatten().map(|key| t(lang, key));
    if it.fixed {
        let shown = text::plan_cell(lang, file, column, &it.value);
        return view! {
            <div class="field">
                <div><span class="label">{label}</span></div>
                <div class="told">
                    {shown}
                    <input type="hidden" name=column value=it.value/>
                </div>
            </div>
        }
        .into_any();
    }
    let by_decision =
        (stands && it.promised).then(|| view! { <p class="hint">{t(lang, K::PlanPromised)}</p> });
    let error_id = format!("{column}-error");
    let described = it.error.as_ref().map(|_| error_id.clone());
    let invalid = it.error.as_ref().map(|_| "true");
    let control = match text::plan_choices(lang, file, column) {
        Some(choices) => {
            // A browser sends the first choice of a list in which none is chosen.
            let chosen = choices.iter().any(|(code, _)| *code == it.value);
            let none = (!chosen || it.optional) && column != "provisional";
            let unchosen = none.then(|| view! { <option value="" selected=!chosen>"–"</option> });
            let options: Vec<_> = choices
                .into_iter()
                .map(|(code, word)| {
                    view! { <option value=code selected=code == it.value>{word}</option> }
                })
                .collect();
            view! {
                <select id=column name=column aria-describedby=described aria-invalid=invalid>
                    {unchosen}
                    {options}
                </select>
            }
            .into_any()
        }
        None if is_long(column) => view! {
            <textarea
                id=column
                name=column
                rows="2"
                aria-describedby=described
                aria-invalid=invalid
                inner_html=html_escape(&it.value)
            ></textarea>
        }
        .into_any(),
        None => view! {
            <input
                id=column
                name=column
                value=it.value
                autocomplete="off"
                list=offered(column)
                aria-describedby=described
                aria-invalid=invalid
            />
            {is_day(column).then(|| day_picker(lang, column, None, (None, None)))}
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <div>
                <label for=column>{label}</label>
                {hint.map(|words| view! { <p class="hint">{words}</p> })}
                {by_decision}
            </div>
            <div>{control} {it.error.map(|words| field_error(error_id, words))}</div>
        </div>
    }
    .into_any()
}

/// What a calendar stands beside.
fn is_day(column: &str) -> bool {
    matches!(
        column,
        "baseline_day"
            | "closes_on"
            | "date"
            | "deadline"
            | "document_day"
            | "due"
            | "ends_on"
            | "happened_on"
            | "start"
            | "valid_from"
            | "valid_to"
    )
}

/// What people write sentences into.
fn is_long(column: &str) -> bool {
    matches!(
        column,
        "name" | "name_en" | "title" | "product" | "source" | "legal_basis" | "motto" | "path"
    )
}

/// What the row was, the newest first.
fn history(lang: Lang, file: PlanFile, past: &[PlanPast]) -> AnyView {
    let lines: Vec<_> = past
        .iter()
        .map(|it| {
            let changes: Vec<_> = it
                .changes
                .iter()
                .map(|change| {
                    let cell = |cell: &str| text::plan_cell(lang, file, &change.column, cell);
                    let column = text::column_word(lang, Some(file), &change.column);
                    let words = format!("{column}: {} → {}", cell(&change.was), cell(&change.now));
                    view! { <span class="line">{words}</span> }
                })
                .collect();
            let first = it
                .changes
                .is_empty()
                .then(|| view! { <span class="line">{t(lang, K::PlanFirst)}</span> });
            let by = it.by.as_ref().map(|by| {
                view! { <span class="line quiet">{tf(lang, K::PlanBy, &[by])}</span> }
            });
            let decisions: Vec<_> = it
                .decisions
                .iter()
                .map(|(number, reason, approver)| {
                    let words = tf(lang, K::PlanByDecision, &[number, approver, reason]);
                    view! { <span class="line quiet">{words}</span> }
                })
                .collect();
            view! {
                <li>
                    <span>{time(lang, it.on)} ", " {it.time.clone()}</span>
                    <div>{first} {changes} {decisions} {by}</div>
                </li>
            }
        })
        .collect();
    view! {
        <Section lang title=K::PlanHistory>
            <ol class="history">{lines}</ol>
        </Section>
    }
    .into_any()
}
