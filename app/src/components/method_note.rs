//! How the figures are computed, at the foot of every page of figures.
use leptos::prelude::*;

use crate::{
    domain::{
        FRESH_DAYS, ForecastOf, LEAST_MILESTONES, PACE_WEEKS, Reliability, Tried, WIDE_WINDOW_DAYS,
        WINDOW_DAYS,
    },
    text::{self, Key as K, Lang, NONE, t, tf},
};

/// How good the forecasts were that were said before, as the note tells it.
pub fn tried(lang: Lang, tried: Option<&Tried>) -> Option<String> {
    let tried = tried?;
    let of = |(of, it): &(ForecastOf, Reliability)| {
        let name = match of {
            ForecastOf::City => K::TriedCity,
            ForecastOf::Databases => K::TriedDatabases,
            ForecastOf::Indicators => K::TriedIndicators,
        };
        let number = |n: usize| text::integer(lang, n as i64);
        let days = it
            .likely
            .map_or_else(|| NONE.to_owned(), |days| text::days(lang, days));
        let [trials, within] = [it.trials, it.within].map(number);
        tf(
            lang,
            K::HowTriedOf,
            &[t(lang, name), &trials, &days, &within],
        )
    };
    let told: Vec<String> = tried.of.iter().map(of).collect();
    let upto = text::day(lang, tried.upto);
    Some(tf(lang, K::HowTried, &[&upto, &told.join("; ")]))
}

pub fn method_note(lang: Lang) -> AnyView {
    method_note_with(lang, Vec::new())
}

/// The same, after what holds for one page alone.
pub fn method_note_with(lang: Lang, first: Vec<String>) -> AnyView {
    let all = [
        tf(lang, K::HowShare, &[]),
        tf(lang, K::HowPlan, &[]),
        tf(lang, K::HowRollUp, &[]),
        tf(lang, K::HowMeasured, &[]),
        tf(
            lang,
            K::HowForecast,
            &[&WINDOW_DAYS.to_string(), &WIDE_WINDOW_DAYS.to_string()],
        ),
        tf(
            lang,
            K::HowPace,
            &[&PACE_WEEKS.to_string(), &LEAST_MILESTONES.to_string()],
        ),
        tf(lang, K::HowRounded, &[]),
        tf(lang, K::HowStatus, &[&FRESH_DAYS.to_string()]),
    ];
    let lines: Vec<_> = first
        .into_iter()
        .chain(all)
        .map(|words| view! { <li>{words}</li> })
        .collect();
    view! {
        <details class="how" id="how">
            <summary>{t(lang, K::HowTitle)}</summary>
            <ul>{lines}</ul>
        </details>
    }
    .into_any()
}
