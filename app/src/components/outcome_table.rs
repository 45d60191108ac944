//! Indicators of duties, one line each: for hundreds of them, in as few
//! elements as can be.
use leptos::prelude::*;

use super::{
    explained::explained_value,
    figure::time,
    link::{href, outcome_path},
    outcomes::{after_deadline, before_campaign, few_answers, forecast_words},
    status::{glyph, provisional_row},
};
use crate::{
    text::{self, Key as K, NONE, t},
    views::{Frame, OutcomeRow},
};

/// `with_database`: rows of more than one database.
pub fn outcome_table(
    frame: &Frame,
    label: &str,
    rows: &[OutcomeRow],
    with_database: bool,
) -> AnyView {
    let lang = frame.lang;
    let lines: Vec<_> = rows
        .iter()
        .map(|row| line(frame, row, with_database))
        .collect();
    let database = with_database.then(|| {
        view! { <th scope="col">{t(lang, K::OutcomesDatabase)}</th> }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label.to_owned()>
            <table class="list outcome-rows">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::StateWord)}</th>
                        <th scope="col">{t(lang, K::Unit)}</th>
                        {database}
                        <th scope="col" class="n">{t(lang, K::MeasuredShort)}</th>
                        <th scope="col" class="n">{t(lang, K::Target)}</th>
                        <th scope="col">{t(lang, K::Deadline)}</th>
                        <th scope="col">{t(lang, K::MeasuredOn)}</th>
                        <th scope="col">{t(lang, K::Forecast)}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(frame: &Frame, row: &OutcomeRow, with_database: bool) -> AnyView {
    let lang = frame.lang;
    let unit = row.unit_of_measure.as_ref();
    let who = row
        .unit
        .as_ref()
        .map_or_else(|| row.name.to_string(), |(_, name)| name.to_string());
    let database = row.workstream.as_ref().filter(|_| with_database);
    let database = with_database.then(|| {
        view! { <td>{database.map(|(_, name)| name.to_string())}</td> }
    });
    let status = row.status.map_or_else(
        || view! { <td class="status-cell">{t(lang, K::NoTarget)}</td> }.into_any(),
        |status| {
            view! {
                <td class="nowrap status-cell" data-status=status.code()>
                    {glyph(status)} " " {text::status(lang, status)} {after_deadline(lang, row)}
                </td>
            }
            .into_any()
        },
    );
    let value = match (text::measured(lang, row), text::of_all(lang, row, None)) {
        (None, _) => t(lang, K::NotMeasured).into_any(),
        (Some(value), of_all) => {
            let of_all = of_all.map(|of_all| format!(" ({of_all})"));
            let value = explained_value(frame, &row.code, value);
            let value = match row.few {
                Some(_) => view! {
                    <span data-few="true">{value}</span>
                    {few_answers(lang, row.few)}
                }
                .into_any(),
                None => value,
            };
            view! { {value} {of_all} }.into_any()
        }
    };
    let sign = if row.up { "" } else { "≤ " };
    let target = row.target.map_or_else(
        || NONE.to_owned(),
        |v| format!("{sign}{}", text::target(lang, v, unit)),
    );
    let day = |day: Option<crate::domain::Day>| {
        day.map_or_else(|| NONE.into_any(), |day| time(lang, day).into_any())
    };
    let stale = (row.value.is_some() && !row.fresh).then(|| format!(" ({})", t(lang, K::Stale)));
    let forecast = forecast_words(lang, &row.forecast);
    view! {
        <tr data-scope="indicator" data-code=row.code.to_string()>
            {status}
            <th scope="row">
                <a href=href(frame, &outcome_path(&row.code))>{who}</a>
                {provisional_row(lang, row.provisional)}
            </th>
            {database}
            <td class="n key">{value}</td>
            <td class="n" data-label=t(lang, K::Target)>{target}</td>
            <td data-label=t(lang, K::Deadline)>{day(row.deadline)}</td>
            <td data-label=t(lang, K::MeasuredOn)>{day(row.measured_on)} {stale} {before_campaign(lang, row.before_campaign)}</td>
            <td data-label=t(lang, K::Forecast)>{forecast}</td>
        </tr>
    }
    .into_any()
}
