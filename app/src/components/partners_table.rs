//! The companies side by side, both sides of what they deliver.
use leptos::prelude::*;

use super::{
    explained::{explained, explained_delivery, explained_wait},
    link::{href, partner_path},
    listed::{explained_count, explained_number},
    sentence::filled,
    status::glyph,
};
use crate::{
    chart,
    domain::{DECIDE_WITHIN, Deliveries, DeliveryOf, NumberOf, Of, ShareOf, Status, What},
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
        line(frame, K::PartnersRoles, "", &rows, roles),
        line(
            frame,
            K::PartnersAccepted,
            t(lang, K::PartnersByWeight),
            &rows,
            accepted,
        ),
        line(frame, K::PartnersLate, "", &rows, late),
        line(frame, K::PartnersTakenLate, "", &rows, taken_late),
        line(
            frame,
            K::PartnersInTime,
            t(lang, K::PartnersOfDue),
            &rows,
            in_time,
        ),
        line(
            frame,
            K::PartnersFirst,
            t(lang, K::PartnersOfDecided),
            &rows,
            first,
        ),
        line(
            frame,
            K::PartnersWait,
            t(lang, K::PartnersWaitNote),
            &rows,
            wait,
        ),
        line(frame, K::PartnersWaiting, &over, &rows, waiting),
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
    frame: &Frame,
    name: K,
    note: &str,
    rows: &[PartnerRow],
    cell: fn(&Frame, &PartnerRow) -> AnyView,
) -> AnyView {
    let lang = frame.lang;
    let cells: Vec<_> = rows.iter().map(|row| cell(frame, row)).collect();
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

fn of_company(row: &PartnerRow) -> Of {
    Of::Partner(row.code.clone())
}

fn roles(frame: &Frame, row: &PartnerRow) -> AnyView {
    let lang = frame.lang;
    let number = |n: u32| text::integer(lang, i64::from(n));
    let words = format!("{} / {}", number(row.leads), number(row.supports));
    view! { <td class="n" data-label=row.name.to_string()>{words}</td> }.into_any()
}

fn accepted(frame: &Frame, row: &PartnerRow) -> AnyView {
    let lang = frame.lang;
    let f = &row.figures;
    let of = of_company(row);
    let number = |it: NumberOf| explained_number(frame, &of, it, f);
    let counts = filled(
        t(lang, K::PartnersOf),
        vec![
            number(NumberOf::ProductsAccepted),
            number(NumberOf::Products),
        ],
    );
    view! {
        <td class="n" data-label=row.name.to_string() data-scope="partner" data-code=row.code.to_string()>
            <b>{explained(frame, &of, ShareOf::Accepted, f)}</b>
            " "
            <span class="quiet">{counts}</span>
            <div class="bar-box" inner_html=chart::bar("k2", f.accepted(), None)></div>
        </td>
    }
    .into_any()
}

fn late(frame: &Frame, row: &PartnerRow) -> AnyView {
    let late = row.figures.products_late;
    let sign = (late > 0).then(|| glyph(Status::Late));
    let of = of_company(row);
    let what = What::Number(NumberOf::ProductsLate);
    let shown = explained_count(frame, &of, what, &row.figures);
    view! {
        <td class="n nowrap" data-label=row.name.to_string() data-scope="partner" data-code=row.code.to_string()>
            {sign} " " {shown}
        </td>
    }
    .into_any()
}

fn taken_late(frame: &Frame, row: &PartnerRow) -> AnyView {
    let shown = explained_delivery(
        frame,
        &of_company(row),
        DeliveryOf::TakenLate,
        &row.deliveries,
    );
    view! { <td class="n" data-label=row.name.to_string()>{shown}</td> }.into_any()
}

fn in_time(frame: &Frame, row: &PartnerRow) -> AnyView {
    let lang = frame.lang;
    let d = &row.deliveries;
    let by_extension =
        by_extension(lang, d).map(|words| view! { <span class="line quiet small">{words}</span> });
    view! {
        <td class=few(d.due) data-label=row.name.to_string() data-scope="partner" data-code=row.code.to_string()>
            {explained_delivery(frame, &of_company(row), DeliveryOf::InTime, d)} {by_extension}
        </td>
    }
    .into_any()
}

/// How many are in time only because more time was given.
pub fn by_extension(lang: Lang, d: &Deliveries) -> Option<String> {
    let number = text::integer(lang, i64::from(d.by_extension));
    (d.by_extension > 0).then(|| tf(lang, K::ByExtension, &[&number]))
}

fn first(frame: &Frame, row: &PartnerRow) -> AnyView {
    let d = &row.deliveries;
    view! {
        <td class=few(d.decided_first) data-label=row.name.to_string() data-scope="partner" data-code=row.code.to_string()>
            {explained_delivery(frame, &of_company(row), DeliveryOf::AcceptedFirst, d)}
        </td>
    }
    .into_any()
}

fn wait(frame: &Frame, row: &PartnerRow) -> AnyView {
    let waits = row.deliveries.waits();
    view! {
        <td class=few(waits.total()) data-label=row.name.to_string() data-scope="partner" data-code=row.code.to_string()>
            {explained_wait(frame, &of_company(row), &row.deliveries)}
        </td>
    }
    .into_any()
}

fn waiting(frame: &Frame, row: &PartnerRow) -> AnyView {
    let lang = frame.lang;
    let waiting = &row.deliveries.waiting;
    let over = waiting.between(DECIDE_WITHIN + 1, None);
    let words = tf(
        lang,
        K::PartnersOverdue,
        &[&text::integer(lang, i64::from(over))],
    );
    let over = (over > 0).then(|| view! { " " <span class="quiet">{words}</span> });
    view! {
        <td class="n" data-label=row.name.to_string() data-scope="partner" data-code=row.code.to_string()>
            {explained_delivery(frame, &of_company(row), DeliveryOf::Waiting, &row.deliveries)} {over}
        </td>
    }
    .into_any()
}
