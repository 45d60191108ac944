//! Databases with their figures and what holds them back.
use leptos::prelude::*;

use super::{
    explained::{explained, explained_gap},
    figure::figure,
    gap::why,
    link::{href, unit_path, workstream_path},
    outcomes::range_words,
    status::{provisional, status_counts},
};
use crate::{
    chart,
    domain::{Of, ShareOf},
    text::{self, Key as K, bullet_label, t},
    views::{DatabaseRow, Frame},
};

pub fn database_table(frame: &Frame, label: String, rows: Vec<DatabaseRow>) -> AnyView {
    let lang = frame.lang;
    let weekly = rows.iter().any(|row| !row.weeks.is_empty());
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| line(frame, row, weekly))
        .collect();
    let weekly = weekly.then(|| {
        view! {
            <th scope="col">{t(lang, K::Forecast)}</th>
            <th scope="col" class="wide-only">{t(lang, K::EightWeeks)}</th>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="databases">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Database)}</th>
                        <th scope="col" class="bullet-col">{t(lang, K::ProgressHead)}</th>
                        <th scope="col" class="n">{t(lang, K::ClaimedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::WayShort)}</th>
                        <th scope="col" class="n">{t(lang, K::AgainstPlan)}</th>
                        <th scope="col">{t(lang, K::GapHead)}</th>
                        <th scope="col">{t(lang, K::StateWord)}</th>
                        {weekly}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(frame: &Frame, row: DatabaseRow, weekly: bool) -> AnyView {
    let lang = frame.lang;
    let f = row.figures;
    let w = &row.workstream;
    let units = text::units(lang, row.units);
    let owner = row.owner.map(|(code, name)| {
        view! { <a class="plain" href=href(frame, &unit_path(&code))>{name}</a> " · " }
    });
    let weekly = weekly.then(|| {
        view! {
            <td data-label=t(lang, K::Forecast)>{row.outlook.map(|outlook| range_words(lang, &outlook.forecast))}</td>
            <td class="wide-only" inner_html=chart::accepted_line(&row.weeks)></td>
        }
    });
    let of = Of::Workstream(w.code.clone());
    let share = |share: ShareOf| explained(frame, &of, share, &f);
    let bullet = chart::bullet(&f, f.measured(), &bullet_label(lang, &f));
    view! {
        <tr data-scope="database" data-code=w.code.to_string()>
            <th scope="row">
                <a href=href(frame, &workstream_path(w))>{w.short_name()}</a>
                {provisional(lang, w.provisional)}
                <span class="line quiet plain">{w.code.to_string()} " · " {owner} {units}</span>
            </th>
            <td class="bullet-col">
                <div inner_html=bullet></div>
                <span class="sr">
                    {t(lang, K::Plan)} " " {figure(lang, "expected_original", f.expected_original())}
                    ", " {t(lang, K::PlanNow)} " " {figure(lang, "expected", f.expected())}
                </span>
            </td>
            <td class="n" data-label=t(lang, K::ClaimedShort)>{share(ShareOf::Claimed)}</td>
            <td class="n" data-label=t(lang, K::AcceptedShort)>
                <b>{share(ShareOf::Accepted)}</b>
            </td>
            <td class="n" data-label=t(lang, K::WayShort)>{share(ShareOf::Measured)}</td>
            <td class="n nowrap" data-label=t(lang, K::AgainstPlan)>
                {explained_gap(frame, &of, &f)}
            </td>
            <td class="why" data-label=t(lang, K::GapHead)>{why(lang, &row.gap)}</td>
            <td data-label=t(lang, K::StateWord)>{status_counts(frame, Some(&of), &f)}</td>
            {weekly}
        </tr>
    }
    .into_any()
}
