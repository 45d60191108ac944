//! The companies side by side, both sides of what they deliver.
use leptos::prelude::*;

use super::{
    figure::{Count, days_figure, figure},
    link::{href, partner_path},
    status::glyph,
};
use crate::{
    chart,
    domain::{DECIDE_WITHIN, Share, Status},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, PartnerRow},
};

/// A rate on fewer items than this says little, and is printed quietly.
const FEW: u32 = 15;

/// The class of a rate over so many items.
pub const fn few(of: u32) -> &'static str {
    if of < FEW { "n quiet" } else { "n" }
}

/// One column a company, one row a measure.
pub fn partners_table(frame: &Frame, rows: Vec<PartnerRow>) -> AnyView {
    let lang = frame.lang;
    let heads: Vec<_> = rows
        .iter()
        .map(|row| {
            view! {
                <th scope="col" class="n">
                    <a href=href(frame, &partner_path(&row.code))>{row.name.to_string()}</a>
                </th>
            }
        })
        .collect();
    let label = tf(lang, K::PartnersTitle, &[&rows.len().to_string()]);
    let over = tf(lang, K::PartnersOverdueNote, &[&DECIDE_WITHIN.to_string()]);
    let lines = [
        line(lang, K::PartnersRoles, "", &rows, roles),
        line(
            lang,
            K::PartnersAccepted,
            t(lang, K::PartnersByWeight),
            &rows,
            accepted,
        ),
        line(lang, K::PartnersLate, "", &rows, late),
        line(
            lang,
            K::PartnersInTime,
            t(lang, K::PartnersOfDue),
            &rows,
            in_time,
        ),
        line(
            lang,
            K::PartnersFirst,
            t(lang, K::PartnersOfDecided),
            &rows,
            first,
        ),
        line(
            lang,
            K::PartnersWait,
            t(lang, K::PartnersWaitNote),
            &rows,
            wait,
        ),
        line(lang, K::PartnersWaiting, &over, &rows, waiting),
    ];
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="partners-table">
                <thead>
                    <tr>
                        <th scope="col">
                            <span class="sr">{t(lang, K::PartnersMeasure)}</span>
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{Vec::from(lines)}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(
    lang: Lang,
    name: K,
    note: &str,
    rows: &[PartnerRow],
    cell: fn(Lang, &PartnerRow) -> AnyView,
) -> AnyView {
    let cells: Vec<_> = rows.iter().map(|row| cell(lang, row)).collect();
    let note = (!note.is_empty())
        .then(|| view! { <span class="line quiet plain small">{note.to_owned()}</span> });
    view! {
        <tr>
            <th scope="row">{t(lang, name)} {note}</th>
            {cells}
        </tr>
    }
    .into_any()
}

fn roles(lang: Lang, row: &PartnerRow) -> AnyView {
    let number = |n: u32| text::integer(lang, i64::from(n));
    let words = format!("{} / {}", number(row.leads), number(row.supports));
    view! { <td class="n">{words}</td> }.into_any()
}

fn accepted(lang: Lang, row: &PartnerRow) -> AnyView {
    let f = &row.figures;
    let number = |n: u32| text::integer(lang, i64::from(n));
    let counts = tf(
        lang,
        K::PartnersOf,
        &[&number(f.products_accepted), &number(f.products)],
    );
    view! {
        <td class="n" data-scope="partner" data-code=row.code.to_string()>
            <b>{figure(lang, "accepted", f.accepted())}</b>
            " "
            <span class="quiet">{counts}</span>
            <div class="bar-box" inner_html=chart::bar("k2", f.accepted(), None)></div>
        </td>
    }
    .into_any()
}

fn late(lang: Lang, row: &PartnerRow) -> AnyView {
    let late = row.figures.products_late;
    let sign = (late > 0).then(|| glyph(Status::Late));
    view! {
        <td class="n nowrap" data-scope="partner" data-code=row.code.to_string()>
            {sign} " " <Count lang name="products_late" number=late/>
        </td>
    }
    .into_any()
}

fn rate(
    lang: Lang,
    row: &PartnerRow,
    name: &'static str,
    share: Option<Share>,
    of: u32,
) -> AnyView {
    view! {
        <td class=few(of) data-scope="partner" data-code=row.code.to_string()>
            {figure(lang, name, share)}
        </td>
    }
    .into_any()
}

fn in_time(lang: Lang, row: &PartnerRow) -> AnyView {
    let d = &row.deliveries;
    rate(lang, row, "in_time", d.in_time_share(), d.due)
}

fn first(lang: Lang, row: &PartnerRow) -> AnyView {
    let d = &row.deliveries;
    let share = d.accepted_first_share();
    rate(lang, row, "accepted_at_first", share, d.decided_first)
}

fn wait(lang: Lang, row: &PartnerRow) -> AnyView {
    let waits = row.deliveries.waits();
    view! {
        <td class=few(waits.total()) data-scope="partner" data-code=row.code.to_string()>
            {days_figure(lang, "wait_median", waits.median_tenths())}
        </td>
    }
    .into_any()
}

fn waiting(lang: Lang, row: &PartnerRow) -> AnyView {
    let waiting = &row.deliveries.waiting;
    let over = waiting.between(DECIDE_WITHIN + 1, None);
    let words = tf(
        lang,
        K::PartnersOverdue,
        &[&text::integer(lang, i64::from(over))],
    );
    let over = (over > 0).then(|| view! { " " <span class="quiet">{words}</span> });
    view! {
        <td class="n" data-scope="partner" data-code=row.code.to_string()>
            <Count lang name="waiting" number=waiting.total()/> {over}
        </td>
    }
    .into_any()
}
