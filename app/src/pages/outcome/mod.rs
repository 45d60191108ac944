//! `/outcomes/{code}`: where an indicator stands, whether it gets there, who
//! measured it.
mod asked;
mod headline;
mod method;
mod pace;
mod trend;
mod values;

use leptos::prelude::*;

pub(crate) use self::trend::picture as outcome_trend;
pub(super) use self::values::unwritten;
use super::Content;
use crate::{
    components::{
        Section, as_of, criteria_card, database_path, duty_path, few_answers, first_asked, glyph,
        href, method_note, provisional, redefinitions, said_list, sentence, survey, told_rechecks,
        trust_of, unit_path, why_late,
    },
    domain::{DutyKey, Figure, Of, Value, What},
    text::{self, Key as K, Lang, t},
    views::{Frame, OutcomePage, OutcomeRow},
};

pub fn page(frame: &Frame, page: OutcomePage) -> Content {
    let tab = page.row.name.to_string();
    let criteria = (!page.criteria.is_empty()).then(|| criteria_card(frame, &page.criteria));
    let code = page.row.code.to_string();
    // Without a target no pace is needed; of what people said it counts who was asked.
    let beside = match page.row.target {
        Some(_) => pace::pace(frame, &page),
        None => asked::asked(frame, &page),
    };
    let content = view! {
        <div data-scope="indicator" data-code=code>{lede(frame, &page)}</div>
        <div class="two outcome-two">
            {trend::trend(frame, &page)}
            <div class="aside">{beside} {method::method(frame, &page)}</div>
        </div>
        {criteria}
        {values::values(frame, &page)}
        {talk(frame.lang, &page)}
        {told_rechecks(frame.lang, &page.rechecks)}
        {redefinitions(frame, &page.redefinitions)}
        {method_note(frame.lang)}
    };
    Content::new("outcome", tab, content)
}

/// What was asked and explained about it.
fn talk(lang: Lang, page: &OutcomePage) -> Option<AnyView> {
    let said = said_list(lang, page.said.clone())?;
    Some(view! { <Section lang title=K::SaidTitle>{said}</Section> }.into_any())
}

fn lede(frame: &Frame, page: &OutcomePage) -> AnyView {
    let (lang, row) = (frame.lang, &page.row);
    let status = row.status.map(|status| {
        view! {
            <span class="status" data-status=status.code()>
                {glyph(status)}
                <span>{text::status(lang, status)}</span>
            </span>
        }
    });
    let told = told(frame, row, page.path_now);
    view! {
        {crumb(frame, row)}
        <div class="lede plain-lede">
            <div>
                <p class="eyebrow">
                    <b class="unit-name">{row.name.to_string()} {provisional(lang, row.provisional)} {survey(lang, row.survey)} {few_answers(lang, row.few)}</b>
                    {status}
                </p>
                <h1>{told}</h1>
                {why_late(lang, page.why)}
                {trust_of(frame, page.rechecks.trust, &Figure::new(What::Value, Of::Indicator(row.code.clone())))}
            </div>
            {as_of(frame)}
        </div>
    }
    .into_any()
}

/// The sentence of an indicator, whose value leads to what it is made of. `path`: where the way to
/// the target is.
pub(super) fn told(frame: &Frame, row: &OutcomeRow, path: Option<Value>) -> AnyView {
    let lang = frame.lang;
    let runs = headline::headline(lang, row, path, frame.day());
    match text::measured(lang, row) {
        Some(value) => {
            let figure = Figure::new(What::Value, Of::Indicator(row.code.clone()));
            first_asked(frame, &figure, &value, runs)
        }
        None => sentence(runs).into_any(),
    }
}

/// Where it belongs: the unit and the database of its duty.
fn crumb(frame: &Frame, row: &OutcomeRow) -> AnyView {
    let lang = frame.lang;
    let duty = row.unit.as_ref().zip(row.workstream.as_ref());
    let duty = duty.map(|((unit, unit_name), (workstream, name))| {
        let key = DutyKey {
            unit: unit.clone(),
            workstream: workstream.clone(),
        };
        view! {
            " / "
            <a href=href(frame, &unit_path(unit))>{unit_name.to_string()}</a>
            " / "
            <a href=href(frame, &database_path(workstream))>{name.to_string()}</a>
            " / "
            <a href=href(frame, &duty_path(&key))>{t(lang, K::Duty)}</a>
        }
    });
    let own = duty
        .is_none()
        .then(|| view! { " / " <span>{t(lang, K::WholeCampaign)}</span> });
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, "/outcomes")>{t(lang, K::NavOutcomes)}</a>
            {duty}
            {own}
        </nav>
    }
    .into_any()
}
