//! The six criteria of a database at a unit, each against its own threshold.
use leptos::prelude::*;

use super::{
    figure::time,
    link::{href, outcome_path},
    outcomes::before_campaign,
    section::Section,
    status::provisional,
};
use crate::{
    chart,
    domain::{Standing, criteria_met, meets_all_six, weakest},
    text::{self, Key as K, Lang, t, tf},
    views::{CriterionRow, Frame},
};

/// The section of the six criteria; says so in words where nothing is measured
/// by them yet.
pub fn criteria_card(frame: &Frame, rows: &[CriterionRow]) -> AnyView {
    let lang = frame.lang;
    let content = if rows.is_empty() {
        view! { <p class="quiet none">{t(lang, K::CriteriaNone)}</p> }.into_any()
    } else {
        let columns: Vec<_> = rows.iter().map(|row| column(frame, row)).collect();
        view! { <ul class="criteria">{columns}</ul> }.into_any()
    };
    view! {
        <Section lang class="criteria-section" title=K::CriteriaTitle note=note(lang, rows)>
            {content}
        </Section>
    }
    .into_any()
}

/// "hiện đạt 1/6, yếu nhất: dùng chung"
fn note(lang: Lang, rows: &[CriterionRow]) -> String {
    if rows.is_empty() {
        return t(lang, K::CriteriaRule).to_owned();
    }
    let met = criteria_met(rows.iter().map(|row| &row.standing));
    if meets_all_six(met) {
        return t(lang, K::CriteriaAll).to_owned();
    }
    let weak = weakest(
        rows.iter()
            .map(|row| (row.criterion, row.standing, row.share)),
    );
    let mut words = format!(
        "{}; {}",
        t(lang, K::CriteriaRule),
        tf(lang, K::CriteriaMet, &[&met.to_string()])
    );
    if let Some(weak) = weak {
        let name = text::criterion(lang, weak).to_lowercase();
        words.push_str(&tf(lang, K::CriteriaWeakest, &[&name]));
    }
    format!("{words}. {}", t(lang, K::CriteriaTick))
}

/// Half the mark, half the word: a tick or a cross with what it means.
fn mark(lang: Lang, standing: Standing) -> AnyView {
    let (class, sign) = match standing {
        Standing::Met => ("met", "✓ "),
        Standing::Missed => ("missed", "✕ "),
        Standing::Stale => ("open", "? "),
        Standing::Unmeasured | Standing::NoThreshold => ("open", ""),
    };
    view! {
        <span class=format!("standing {class}") data-standing=standing.code()>
            <span aria-hidden="true">{sign}</span>
            {text::standing(lang, standing)}
        </span>
    }
    .into_any()
}

fn column(frame: &Frame, row: &CriterionRow) -> AnyView {
    let lang = frame.lang;
    let unit = row.unit_of_measure.as_ref();
    let name = text::criterion(lang, row.criterion);
    let name = match &row.code {
        Some(code) => {
            let path = outcome_path(code);
            let here = (frame.path == path).then_some("page");
            view! { <a href=href(frame, &path) aria-current=here>{name}</a> }.into_any()
        }
        None => name.into_any(),
    };
    let meaning = if row.name.is_empty() {
        text::criterion_meaning(lang, row.criterion).to_owned()
    } else {
        row.name.to_string()
    };
    let value = row.value.map(|value| {
        view! { <b>{text::value_beside_target(lang, value, row.threshold, unit)}</b> " " }
    });
    let bar = chart::threshold_bar(
        row.value.and_then(|v| part(v, unit)),
        row.threshold.and_then(|v| part(v, unit)),
        row.standing == Standing::Met,
    );
    let mut facts = Vec::new();
    if let Some((n, of)) = row.counts {
        facts.push(format!(
            "{}/{}",
            text::integer(lang, n),
            text::integer(lang, of)
        ));
    }
    if let Some(threshold) = row.threshold {
        let sign = if row.up { "" } else { "≤ " };
        let words = text::target(lang, threshold, unit);
        facts.push(tf(
            lang,
            K::CriterionThreshold,
            &[&format!("{sign}{words}")],
        ));
    }
    let day = row.measured_on.map(
        |day| view! { <span class="line">{t(lang, K::MeasuredDay)} " " {time(lang, day)}</span> },
    );
    view! {
        <li data-criterion=row.criterion.code()>
            <h3>{name} {provisional(lang, row.provisional)}</h3>
            <p class="small second">{meaning}</p>
            <p class="criterion-value">{value} {mark(lang, row.standing)}</p>
            <div class="bar-box" inner_html=bar></div>
            <p class="small second">{facts.join(" · ")} {day} {before_campaign(lang, row.before_campaign)}</p>
        </li>
    }
    .into_any()
}

/// A percentage as a part of the whole; other units have no whole to draw.
fn part(value: crate::domain::Value, unit: &str) -> Option<f64> {
    unit.starts_with('%').then(|| chart::drawn(value) / 100.0)
}
