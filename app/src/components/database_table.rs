//! Databases with their figures and what holds them back.
use leptos::prelude::*;

use super::{
    explained::{explained, explained_gap},
    figure::figure,
    gap::why,
    link::{href, unit_path, workstream_path},
    outcomes::range_words,
    status::{provisional_row, status_counts},
    table::{Cells, Head, Heads, heads, sorted_heads},
};
use crate::{
    chart,
    domain::{Of, ShareOf},
    text::{self, Key as K, bullet_label, t},
    views::{DatabaseColumn, DatabaseRow, Frame, Sorted},
};

const HEADS: [Head<DatabaseColumn>; 8] = [
    (Some(DatabaseColumn::Name), K::Database, Cells::Words),
    (None, K::ProgressHead, Cells::Bars),
    (
        Some(DatabaseColumn::Claimed),
        K::ClaimedShort,
        Cells::Numbers,
    ),
    (
        Some(DatabaseColumn::Accepted),
        K::AcceptedShort,
        Cells::Numbers,
    ),
    (Some(DatabaseColumn::Measured), K::WayShort, Cells::Numbers),
    (Some(DatabaseColumn::Gap), K::AgainstPlan, Cells::Numbers),
    (None, K::GapHead, Cells::Words),
    (Some(DatabaseColumn::Late), K::StateWord, Cells::Words),
];

/// `sorted`: the order of a list that may be sorted otherwise.
pub fn database_table(
    frame: &Frame,
    label: String,
    rows: Vec<DatabaseRow>,
    sorted: Option<Sorted<DatabaseColumn>>,
) -> AnyView {
    let lang = frame.lang;
    let weekly = rows.iter().any(|row| !row.weeks.is_empty());
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| line(frame, row, weekly))
        .collect();
    let Heads { heads, by } = match sorted {
        Some(sorted) => sorted_heads(frame, sorted, &HEADS),
        None => heads(lang, &HEADS.map(|(_, words, cells)| (words, cells))).into(),
    };
    let weekly = weekly.then(|| {
        view! {
            <th scope="col">{t(lang, K::Forecast)}</th>
            <th scope="col" class="wide-only">{t(lang, K::EightWeeks)}</th>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="databases" data-by=by>
                <thead>
                    <tr>
                        {heads} {weekly}
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
    let owner = row.leads.map(|it| {
        let (code, name) = it.first;
        let others = text::with_others(lang, it.others.len());
        view! { <a class="plain" href=href(frame, &unit_path(&code))>{name}</a> {others} " · " }
    });
    let weekly = weekly.then(|| {
        view! {
            <td class="less" data-label=t(lang, K::Forecast)>{row.outlook.map(|outlook| range_words(lang, &outlook.forecast))}</td>
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
                {provisional_row(lang, w.provisional)}
                <span class="line quiet plain">{w.code.to_string()} " · " {owner} {units}</span>
            </th>
            <td class="bullet-col">
                <div inner_html=bullet></div>
                <span class="sr">
                    {t(lang, K::Plan)} " " {figure(lang, "expected_original", f.expected_original())}
                    ", " {t(lang, K::PlanNow)} " " {figure(lang, "expected", f.expected())}
                </span>
            </td>
            <td class="n less" data-label=t(lang, K::ClaimedShort)>{share(ShareOf::Claimed)}</td>
            <td class="n" data-label=t(lang, K::AcceptedShort)>
                <b>{share(ShareOf::Accepted)}</b>
            </td>
            <td class="n less" data-label=t(lang, K::WayShort)>{share(ShareOf::Measured)}</td>
            <td class="n nowrap key" data-label=t(lang, K::AgainstPlan)>
                {explained_gap(frame, &of, &f)}
            </td>
            <td class="why whole" data-label=t(lang, K::GapHead)>{why(lang, &row.gap)}</td>
            <td class="bare" data-label=t(lang, K::StateWord)>{status_counts(frame, Some(&of), &f)}</td>
            {weekly}
        </tr>
    }
    .into_any()
}
