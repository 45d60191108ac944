//! Something done to many at once: what, to which, by which decision; then what it moves.
use leptos::prelude::*;

use super::{FORM, carried, crumb, decision_fields, looks, offers, outcome, preview_and_save};
use crate::{
    components::{Choice, day_picker, field_error},
    domain::{MilestoneKind, UnitKind},
    pages::Content,
    text::{self, Key as K, Lang, html_escape, t},
    views::{Frame, PlanAct, PlanTogether},
};

pub fn page(frame: &Frame, page: PlanTogether) -> Content {
    let lang = frame.lang;
    let title = text::plan_act(lang, page.act).to_owned();
    let path = format!("/plan/together/{}", page.act.code());
    let wrong: Vec<_> = page
        .errors
        .iter()
        .map(|(name, words)| (*name, Some(words.clone())))
        .collect();
    let head = outcome(lang, &page.form, wrong);
    let fields = match page.act {
        PlanAct::Milestones => milestones(lang, &page),
        PlanAct::Deadlines => deadlines(lang, &page),
        PlanAct::Companies => companies(lang, &page),
        PlanAct::Units => units(lang, &page),
    };
    let shown = preview_and_save(frame, &page.form, true);
    let content = view! {
        {crumb(lang, None, title.clone())}
        {head}
        <h1 class="page-title">{title.clone()}</h1>
        <div class="plan-split">
            <form id=FORM class="report adjust" method="post" action=path>
                {carried(&page.form)}
                {fields}
                {decision_fields(lang, page.decision)}
                {looks(lang, &page.form)}
                {offers(&page.names)}
            </form>
            <div class="plan-side">{shown}</div>
        </div>
    };
    Content::new("form-page plan-form", title, content)
}

/// A question with one line for an answer. `list`: what the browser offers.
fn line(
    lang: Lang,
    page: &PlanTogether,
    name: &'static str,
    label: K,
    hint: Option<K>,
    list: Option<&'static str>,
) -> AnyView {
    let control = view! {
        <input id=name name=name value=page.typed.get(name).to_owned() autocomplete="off" list=list/>
        {matches!(name, "from" | "deadline").then(|| day_picker(lang, name, None, (None, None)))}
    };
    asked(lang, page, name, label, hint, control.into_any())
}

fn area(lang: Lang, page: &PlanTogether, name: &'static str, label: K, hint: Option<K>) -> AnyView {
    let control = view! {
        <textarea id=name name=name rows="2" inner_html=html_escape(page.typed.get(name))></textarea>
    };
    asked(lang, page, name, label, hint, control.into_any())
}

fn chosen(
    lang: Lang,
    page: &PlanTogether,
    name: &'static str,
    label: K,
    choices: Vec<Choice>,
) -> AnyView {
    let options: Vec<_> = choices
        .into_iter()
        .map(|it| view! { <option value=it.value selected=it.chosen>{it.word}</option> })
        .collect();
    let control = view! { <select id=name name=name>{options}</select> };
    asked(lang, page, name, label, None, control.into_any())
}

fn asked(
    lang: Lang,
    page: &PlanTogether,
    name: &'static str,
    label: K,
    hint: Option<K>,
    control: AnyView,
) -> AnyView {
    let error = page.errors.get(name).cloned();
    view! {
        <div class="field">
            <div>
                <label for=name>{t(lang, label)}</label>
                {hint.map(|key| view! { <p class="hint">{t(lang, key)}</p> })}
            </div>
            <div>
                {control}
                {error.map(|words| field_error(format!("{name}-error"), words))}
            </div>
        </div>
    }
    .into_any()
}

fn tick(lang: Lang, page: &PlanTogether, name: &'static str, label: K, note: Option<K>) -> AnyView {
    let ticked = page.typed.ticked(name, "yes");
    view! {
        <label class="check">
            <input type="checkbox" name=name value="yes" checked=ticked/>
            <span>
                {t(lang, label)}
                {note.map(|key| view! { <span class="line small quiet">{t(lang, key)}</span> })}
            </span>
        </label>
    }
    .into_any()
}

/// Which units: of kinds, or by their codes.
fn which_units(lang: Lang, page: &PlanTogether) -> AnyView {
    let boxes: Vec<_> = page
        .kinds
        .iter()
        .map(|(kind, number): &(UnitKind, usize)| {
            let ticked = page.typed.ticked("kinds", kind.code());
            view! {
                <label class="check">
                    <input type="checkbox" name="kinds" value=kind.code() checked=ticked/>
                    <span>
                        {text::unit_kind(lang, *kind)} " "
                        <b>{text::integer(lang, *number as i64)}</b>
                    </span>
                </label>
            }
        })
        .collect();
    let error = page.errors.get("kinds").cloned();
    view! {
        <fieldset class="plan-kinds" id="kinds">
            <legend>{t(lang, K::PlanForUnits)}</legend>
            {boxes}
            {error.map(|words| field_error("kinds-error".to_owned(), words))}
        </fieldset>
        {area(lang, page, "codes", K::PlanByCodes, Some(K::PlanByCodesHint))}
    }
    .into_any()
}

fn companies_to_choose(page: &PlanTogether, name: &str, none: Option<String>) -> Vec<Choice> {
    let chosen = page.typed.get(name);
    let none = none.map(|word| Choice {
        value: String::new(),
        word,
        chosen: chosen.is_empty(),
    });
    let all = page.names.partners.iter().map(|(code, word)| Choice {
        value: code.clone(),
        word: word.to_string(),
        chosen: chosen == code,
    });
    none.into_iter().chain(all).collect()
}

fn milestones(lang: Lang, page: &PlanTogether) -> AnyView {
    let kinds = MilestoneKind::ALL.iter().map(|kind| Choice {
        value: kind.code().to_owned(),
        word: text::kind(lang, *kind).to_owned(),
        chosen: page.typed.get("kind") == kind.code(),
    });
    let party = |value: &str, label: String, note: Option<K>| {
        let chosen = page.typed.get("party") == value;
        view! {
            <label class="check">
                <input type="radio" name="party" value=value.to_owned() checked=chosen/>
                <span>
                    {label}
                    {note.map(|key| view! { <span class="line small quiet">{t(lang, key)}</span> })}
                </span>
            </label>
        }
    };
    let companies: Vec<_> = page
        .names
        .partners
        .iter()
        .map(|(code, name)| party(code, name.to_string(), None))
        .collect();
    view! {
        {line(lang, page, "workstream", K::PlanWholeWorkstream, None, Some("plan-workstreams"))}
        {area(lang, page, "title", K::ColTitle, Some(K::ColTitleHint))}
        {chosen(lang, page, "kind", K::ColKind, kinds.collect())}
        {line(lang, page, "weight", K::ColWeight, Some(K::ColWeightHint), None)}
        {line(lang, page, "product", K::ColProduct, Some(K::ColProductHint), None)}
        {line(lang, page, "deadline", K::ColDeadline, Some(K::ColDeadlineHint), None)}
        {which_units(lang, page)}
        {tick(lang, page, "also_duty", K::PlanAlsoDuty, None)}
        <fieldset class="plan-kinds">
            <legend>{t(lang, K::PlanParty)}</legend>
            {party("unit", t(lang, K::PlanPartyUnit).to_owned(), None)}
            {party("lead", t(lang, K::PlanPartyLead).to_owned(), Some(K::PlanPartyLeadNote))}
            {companies}
        </fieldset>
    }
    .into_any()
}

fn deadlines(lang: Lang, page: &PlanTogether) -> AnyView {
    view! {
        {line(lang, page, "workstream", K::PlanWholeWorkstream, None, Some("plan-workstreams"))}
        {line(lang, page, "title", K::PlanTitleHas, None, None)}
        {line(lang, page, "closing", K::PlanDeadlineNow, Some(K::PlanDeadlineNowHint), None)}
        {line(lang, page, "deadline", K::PlanNewDeadline, Some(K::PlanNewDeadlineHint), None)}
        {which_units(lang, page)}
    }
    .into_any()
}

fn companies(lang: Lang, page: &PlanTogether) -> AnyView {
    let roles = text::plan_choices(lang, crate::views::PlanFile::Assignments, "role");
    let roles = roles
        .unwrap_or_default()
        .into_iter()
        .map(|(code, word)| Choice {
            value: code.to_owned(),
            word,
            chosen: page.typed.get("role") == code,
        });
    let any = text::NONE.to_owned();
    view! {
        {chosen(lang, page, "partner", K::ColPartner, companies_to_choose(page, "partner", Some(any.clone())))}
        {chosen(lang, page, "role", K::ColRole, roles.collect())}
        {line(lang, page, "from", K::PlanFromDay, None, None)}
        {which_units(lang, page)}
        {chosen(lang, page, "led_by", K::PlanLeadBefore, companies_to_choose(page, "led_by", Some(any)))}
        {tick(lang, page, "takes_over", K::PlanTakesOver, Some(K::PlanTakesOverNote))}
    }
    .into_any()
}

/// The units that end, and the ones that go on.
fn units(lang: Lang, page: &PlanTogether) -> AnyView {
    view! {
        {area(lang, page, "closing", K::PlanClosing, Some(K::PlanClosingHint))}
        {area(lang, page, "into", K::PlanInto, Some(K::PlanIntoHint))}
        {area(lang, page, "elsewhere", K::PlanElsewhere, Some(K::PlanElsewhereHint))}
        {tick(lang, page, "assignments", K::PlanMoveAssignments, Some(K::PlanMoveAssignmentsNote))}
        {tick(lang, page, "people", K::PlanMovePeople, Some(K::PlanMovePeopleNote))}
    }
    .into_any()
}
