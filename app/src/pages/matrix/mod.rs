//! `/matrix`: where work is late, by kind of unit and database; then which unit;
//! then its duty, one step away.
//!
//! The first page has a row for each kind. `?group=` opens one kind unit by
//! unit, `?all=1` all of them for print.
mod cells;
mod filter;
mod lede;
mod table;

pub(super) use lede::lede as told;

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{as_of, download, glyph, method_note, sentence},
    domain::Status,
    islands::{MatrixKeys, MatrixWords},
    text::{self, Key as K, Lang, t},
    views::{Frame, Matrix, Table},
};

pub fn page(frame: &Frame, page: Matrix) -> Content {
    let lang = frame.lang;
    let write = |content| Content::new("matrix", t(lang, K::NavMatrix), content);
    let title = sentence(lede::lede(lang, &page));
    let body = if page.groups.is_empty() {
        view! {
            {filter::filter(frame, &page)}
            {(!page.kinds.is_empty()).then(|| filter::kinds(frame, &page))}
            <p class="quiet none">{t(lang, K::UnitsNone)}</p>
        }
        .into_any()
    } else {
        alive(frame, &page)
    };
    let content = view! {
        <div class="lede plain-lede">
            <h1>{title}</h1>
            {as_of(frame)}
        </div>
        {body}
        {method_note(lang)}
    };
    write(content.into_any())
}

/// Filter and table, with what the browser adds: movement by keys, and rows that
/// answer while a name is typed.
fn alive(frame: &Frame, page: &Matrix) -> AnyView {
    let lang = frame.lang;
    let words = MatrixWords {
        keys: t(lang, K::MatrixKeys).to_owned(),
        matches: t(lang, K::MatrixMatches).to_owned(),
        press: t(lang, K::MatrixPressFilter).to_owned(),
        complete: page.filter.text.is_empty() && page.groups.iter().all(|group| group.open),
    };
    let class = if page.groups.iter().any(|group| group.open) {
        "matrix-scroll"
    } else {
        "matrix-scroll kinds-only"
    };
    let filter = filter::filter(frame, page);
    let kinds = filter::kinds(frame, page);
    let forms = other_forms(frame, page);
    let legend = legend(lang, page);
    let table = table::table(frame, page);
    view! {
        <MatrixKeys words=words>
            {filter} <div class="matrix-bar">{kinds} {forms}</div> {legend}
            <a class="skip-table" href="#after-matrix">
                {t(lang, K::MatrixSkip)}
            </a>
            <div
                class=class
                tabindex="0"
                role="region"
                aria-label=t(lang, K::MatrixRegion)
                inner_html=table
            ></div>
        </MatrixKeys>
        <p class="matrix-order second" id="after-matrix" tabindex="-1">
            {t(lang, K::MatrixOrder)}
        </p>
    }
    .into_any()
}

/// Whether a cell leads to what its share is made of, and not to its duty.
fn cells_ask(frame: &Frame) -> bool {
    let asked = |(name, value): &(String, String)| name == "cells" && value == "why";
    frame.query.iter().any(asked)
}

/// Other ways to have the same table: columns, file, paper.
fn other_forms(frame: &Frame, page: &Matrix) -> AnyView {
    let lang = frame.lang;
    // Where there is room sector databases stand apart, and nothing is asked.
    let opened = page.filter.sectors == Some(true);
    let fold = (page.folded || opened).then(|| {
        let (value, key) = if page.folded {
            ("1", K::MatrixSectorsOpen)
        } else {
            ("", K::MatrixSectorsFold)
        };
        view! {
            <a href=frame.address(&[("sectors", value)])>{t(lang, key)}</a>
            " · "
        }
    });
    let choice = |value: &'static str, key: K, chosen: bool| match chosen {
        true => view! { <b>{t(lang, key)}</b> }.into_any(),
        false => view! { <a href=frame.address(&[("cells", value)])>{t(lang, key)}</a> }.into_any(),
    };
    let asks = cells_ask(frame);
    let asks = view! {
        {t(lang, K::MatrixCells)} " " {choice("", K::MatrixCellsLead, !asks)} " | "
        {choice("why", K::MatrixCellsAsk, asks)}
    };
    let print = frame.address(&[("all", "1"), ("group", ""), ("sectors", "")]);
    view! {
        <p class="matrix-forms">
            {fold} {asks} " · "
            {download(frame, Table::Matrix)}
            " · "
            <a href=print>{t(lang, K::MatrixPrint)}</a>
        </p>
    }
    .into_any()
}

/// What the numbers and signs mean.
fn legend(lang: Lang, page: &Matrix) -> AnyView {
    let signs: Vec<_> = Status::ALL
        .iter()
        .map(|status| view! { <li>{glyph(*status)} {text::status(lang, *status)}</li> })
        .collect();
    let rows = page.groups.iter().filter(|group| group.open);
    let mut rows = rows.flat_map(|group| &group.rows);
    let starred =
        page.columns.iter().any(|it| it.provisional) || rows.any(|it| it.unit.provisional);
    let starred = starred.then(|| format!("; * {}", t(lang, K::ProvisionalStar)));
    view! {
        <div class="matrix-legend">
            <p>{t(lang, K::MatrixNumbers)} {starred}</p>
            <ul>
                {signs} <li class="blank">{t(lang, K::MatrixNotApplicable)}</li>
            </ul>
        </div>
    }
    .into_any()
}
