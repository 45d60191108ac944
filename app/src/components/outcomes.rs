//! Measured outcomes: value, target, deadline, trend.
use leptos::prelude::*;

use super::{
    explained::explained_value,
    figure::time,
    link::{href, outcome_path},
    status::provisional_row,
};
use crate::{
    chart,
    domain::{Day, Forecast, ValueSign},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{Frame, OutcomeRow, ValueRow},
};

pub fn outcomes(frame: &Frame, rows: Vec<OutcomeRow>) -> AnyView {
    let lang = frame.lang;
    let rows: Vec<_> = rows.into_iter().map(|row| line(frame, row)).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::OutcomesTitle)>
            <table class="outcomes list">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Indicator)}</th>
                        <th scope="col" class="n">{t(lang, K::MeasuredShort)}</th>
                        <th scope="col" class="n">{t(lang, K::Target)}</th>
                        <th scope="col">{t(lang, K::Deadline)}</th>
                        <th scope="col">{t(lang, K::MeasuredOn)}</th>
                        <th scope="col">{t(lang, K::Forecast)}</th>
                        <th scope="col" class="wide-only">{t(lang, K::Trend)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// That a value is what people said who were asked, and not a count of records.
pub fn survey(lang: Lang, is: bool) -> Option<AnyView> {
    is.then(|| view! { " " <span class="provisional">{t(lang, K::CountsSurvey)}</span> }.into_any())
}

/// That so few answered that a value says little, beside the value.
pub fn few_answers(lang: Lang, few: Option<i64>) -> Option<AnyView> {
    let words = text::few_answers(lang, few?);
    Some(view! { <span class="line provisional">{words}</span> }.into_any())
}

/// What was worth a second look in an accepted value, beside it; that few answered stands elsewhere.
pub fn value_signs(lang: Lang, row: &ValueRow) -> AnyView {
    let told = |sign: &&ValueSign| **sign != ValueSign::Few || row.few.is_none();
    let signs = row.signs.iter().filter(told);
    let words = signs.map(|sign| text::value_sign(lang, *sign));
    let at_once = row.at_once.then(|| t(lang, K::ValueAtOnce));
    let lines = words.chain(at_once).map(|words| {
        view! { <span class="line small provisional">{words}</span> }
    });
    lines.collect::<Vec<_>>().into_any()
}

/// Numerator and denominator as they were measured, and of how many they are a sample.
pub fn counted(lang: Lang, counts: Option<(i64, i64)>, of: Option<i64>) -> Option<String> {
    let (part, counted) = counts?;
    let number = |n: i64| text::integer(lang, n);
    let mut words = format!("{}/{}", number(part), number(counted));
    if let Some(all) = of {
        let sample = tf(lang, K::SampleOf, &[&number(counted), &number(all)]);
        words.push_str(&format!(" ({sample})"));
    }
    Some(words)
}

/// What the value of an indicator owes to the time after its deadline, beside its state.
pub fn after_deadline(lang: Lang, row: &OutcomeRow) -> Option<AnyView> {
    let words = text::after_deadline(lang, row.after_deadline?);
    Some(view! { <span class="line late" data-late="true">{words}</span> }.into_any())
}

/// That a value tells what was before the campaign, beside its day.
pub fn before_campaign(lang: Lang, is: bool) -> Option<AnyView> {
    let words = t(lang, K::BeforeCampaign);
    is.then(|| view! { <span class="line small quiet">{words}</span> }.into_any())
}

/// That a value of a day in time was entered after the deadline.
pub fn entered_late(lang: Lang, on: Option<Day>) -> Option<AnyView> {
    let words = text::entered_late(lang, on?);
    Some(view! { <span class="line small late">{words}</span> }.into_any())
}

/// The words of a forecast in a table or under a card.
pub fn forecast_words(lang: Lang, forecast: &Forecast) -> AnyView {
    match forecast {
        Forecast::Over => t(lang, K::ForecastOver).into_any(),
        Forecast::NotEnough => t(lang, K::ForecastNone).into_any(),
        Forecast::Reached => t(lang, K::ForecastDone).into_any(),
        Forecast::Passed { .. } => t(lang, K::ForecastPassed).into_any(),
        Forecast::Never { .. } => {
            view! { <span class="late">{t(lang, K::ForecastNever)}</span> }.into_any()
        }
        Forecast::Finish {
            likely,
            cautious: None,
            ..
        } => view! { {time(lang, likely.day)} ", " <span class="late">{t(lang, K::ChartNever)}</span> }
            .into_any(),
        Forecast::Finish { likely, .. } => time(lang, likely.day).into_any(),
    }
}

/// The same of a group: from the likely to the cautious day.
pub fn range_words(lang: Lang, forecast: &Forecast) -> AnyView {
    match forecast {
        Forecast::Finish {
            likely,
            cautious: Some(cautious),
            ..
        } if cautious.day != likely.day => {
            view! { {time(lang, likely.day)} " – " {time(lang, cautious.day)} }.into_any()
        }
        other => forecast_words(lang, other),
    }
}

fn line(frame: &Frame, row: OutcomeRow) -> AnyView {
    let lang = frame.lang;
    let unit = row.unit_of_measure.as_ref();
    let value = text::measured(lang, &row).map_or_else(
        || view! { <span class="quiet">{t(lang, K::NotMeasured)}</span> }.into_any(),
        |value| {
            let few = row.few.map(|_| "true");
            view! {
                <b data-few=few>{explained_value(frame, &row.code, value)}</b>
                {few_answers(lang, row.few)}
            }
            .into_any()
        },
    );
    let of_all = text::of_all(lang, &row, None);
    let counts = counted(lang, row.counts, row.sample_of)
        .into_iter()
        .chain(of_all);
    let counts: Vec<_> = counts.collect();
    let counts = (!counts.is_empty()).then(|| counts.join(", "));
    let counts = counts.map(|words| view! { <span class="line quiet">{words}</span> });
    let target = row
        .target
        .map_or_else(|| NONE.to_owned(), |v| text::goal(lang, v, row.up, unit));
    let stale = (row.measured_on.is_some() && !row.fresh).then(|| {
        view! { <span class="provisional">{t(lang, K::Stale)}</span> }
    });
    let trend: Vec<Option<f64>> = row
        .trend
        .iter()
        .map(|(_, v)| Some(chart::drawn(*v)))
        .collect();
    let title = (!row.source.is_empty()).then(|| row.source.to_string());
    let late = after_deadline(lang, &row);
    view! {
        <tr>
            <th scope="row" title=title>
                <a href=href(frame, &outcome_path(&row.code))>{row.name}</a>
                {survey(lang, row.survey)}
                {provisional_row(lang, row.provisional)}
                {row.workstream.map(|(_, name)| view! { <span class="line quiet plain">{name}</span> })}
            </th>
            <td class="n key">{value} {counts}</td>
            <td class="n nowrap" data-label=t(lang, K::Target)>{target}</td>
            <td data-label=t(lang, K::Deadline)>{row.deadline.map_or_else(|| NONE.into_any(), |d| time(lang, d).into_any())}</td>
            <td data-label=t(lang, K::MeasuredOn)>
                {row.measured_on.map_or_else(|| NONE.into_any(), |d| time(lang, d).into_any())} " " {stale}
                {before_campaign(lang, row.before_campaign)} {late}
            </td>
            <td data-label=t(lang, K::Forecast)>{forecast_words(lang, &row.forecast)}</td>
            <td class="wide-only" inner_html=chart::sparkline(&trend)></td>
        </tr>
    }
    .into_any()
}
