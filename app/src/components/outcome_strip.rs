//! The campaign's own indicators in one row: what people and businesses say
//! comes first.
use leptos::prelude::*;

use super::{
    explained::explained_value,
    figure::time,
    link::{href, outcome_path},
    outcomes::{after_deadline, before_campaign, few_answers},
    status::{glyph, provisional_row},
};
use crate::{
    chart,
    text::{self, Key as K, t, tf},
    views::{Frame, OutcomeRow},
};

/// "đo được 3/8 chỉ tiêu của chiến dịch"
pub fn measured_of(frame: &Frame, rows: &[OutcomeRow]) -> String {
    let measured = rows.iter().filter(|row| row.value.is_some()).count();
    tf(
        frame.lang,
        K::CampaignMeasuredOf,
        &[&measured.to_string(), &rows.len().to_string()],
    )
}

/// The row itself, without a head.
pub fn strip(frame: &Frame, rows: &[OutcomeRow]) -> AnyView {
    let items: Vec<_> = rows.iter().map(|row| item(frame, row)).collect();
    view! { <ul class="outcome-strip">{items}</ul> }.into_any()
}

fn item(frame: &Frame, row: &OutcomeRow) -> AnyView {
    let lang = frame.lang;
    let value = match text::measured(lang, row) {
        Some(value) => {
            let few = row.few.map(|_| "true");
            view! { <b data-few=few>{explained_value(frame, &row.code, value)}</b> }.into_any()
        }
        None => view! { <b class="quiet">{t(lang, K::NotMeasured)}</b> }.into_any(),
    };
    let status = row.status.map(|status| {
        view! {
            <span class="status" data-status=status.code()>
                {glyph(status)}
                <span>{text::status(lang, status)}</span>
            </span>
        }
    });
    let day = row.measured_on.map(
        |day| view! { <span class="line">{t(lang, K::MeasuredDay)} " " {time(lang, day)}</span> },
    );
    let trend: Vec<Option<f64>> = row
        .trend
        .iter()
        .map(|(_, v)| Some(chart::drawn(*v)))
        .collect();
    view! {
        <li data-scope="indicator" data-code=row.code.to_string()>
            <h3>
                <a href=href(frame, &outcome_path(&row.code))>{row.name.to_string()}</a>
                {provisional_row(lang, row.provisional)}
            </h3>
            <p class="strip-value">{value} <span inner_html=chart::sparkline(&trend)></span></p>
            {few_answers(lang, row.few)}
            <p class="small second">{asked(frame, row)} {day} {before_campaign(lang, row.before_campaign)}</p>
            <p class="small">{status} {after_deadline(lang, row)}</p>
        </li>
    }
    .into_any()
}

/// "mục tiêu ≥ 80%, hạn 30/11/2026", or what is not set.
pub fn asked(frame: &Frame, row: &OutcomeRow) -> AnyView {
    let lang = frame.lang;
    let target = match row.target {
        Some(target) => {
            let goal = text::goal(lang, target, row.up, &row.unit_of_measure);
            tf(lang, K::TargetOf, &[&goal])
        }
        None => t(lang, K::NoTarget).to_owned(),
    };
    match row.deadline {
        Some(deadline) => view! {
            {target} ", " {t(lang, K::Deadline).to_lowercase()} " " {time(lang, deadline)}
        }
        .into_any(),
        None => view! { {target} ", " {t(lang, K::NoDeadline)} }.into_any(),
    }
}
