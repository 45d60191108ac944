//! What was understood of what was typed, also while somebody types.
use leptos::prelude::*;

use super::cell::{cell_name, is_wrong, sample, told_value, value};
use crate::{
    components::{few_answers, field_error},
    domain::{Cell, Misread, ValueSign},
    islands::{RowRead, TableRead},
    text::{self, Key as K, Lang, t, tf},
    views::{MeasurePage, MeasureRow, ReadBack},
};

/// The table as it was understood while somebody types into it.
pub fn table_read(lang: Lang, page: &MeasurePage) -> TableRead {
    let rows = page.rows.iter().map(|row| row_read(lang, page, row));
    TableRead {
        rows: rows.collect(),
        counts: counted(lang, page),
        send: send(lang, page),
    }
}

fn row_read(lang: Lang, page: &MeasurePage, row: &MeasureRow) -> RowRead {
    let error = page.errors.of(&row.code);
    let beside = [Cell::Same, Cell::Reason];
    let cells = Cell::NUMBERS.into_iter().chain(beside).chain(Cell::SURVEY);
    let wrong = cells.filter(|cell| is_wrong(error, *cell));
    RowRead {
        code: row.code.to_string(),
        reads: reads(lang, row, error).to_html(),
        change: change(lang, row).unwrap_or_default(),
        wrong: wrong.map(|cell| cell_name(cell).to_owned()).collect(),
        unfinished: error.is_some_and(|(_, why)| why == Misread::Missing),
        falls: falls(row),
    }
}

/// "8 đã nhập, 1 lỗi, 1 còn trống."
fn counted(lang: Lang, page: &MeasurePage) -> String {
    let counts = counts_told(lang, page);
    match page.document_is_older() {
        true => format!("{counts} {}", t(lang, K::MeasureAllOlder)),
        false => counts,
    }
}

fn counts_told(lang: Lang, page: &MeasurePage) -> String {
    let wrong = page.errors.rows.len();
    let right = |row: &&MeasureRow| row.read.is_some() && page.errors.of(&row.code).is_none();
    let filled = page.rows.iter().filter(right).count();
    let empty = page.rows.len().saturating_sub(filled + wrong);
    let number = |n: usize| text::integer(lang, n as i64);
    let [filled, wrong_ones, empty] = [filled, wrong, empty].map(number);
    match wrong {
        0 => tf(lang, K::TableCounts, &[&filled, &empty]),
        _ => tf(lang, K::TableCountsWrong, &[&filled, &wrong_ones, &empty]),
    }
}

/// "+4,1 điểm"
pub(super) fn change(lang: Lang, row: &MeasureRow) -> Option<String> {
    let change = row.read.as_ref()?.change?;
    Some(changed_by(lang, change, &row.unit_of_measure))
}

pub(super) fn falls(row: &MeasureRow) -> bool {
    let signs = row.read.as_ref().map(|it| it.signs.as_slice());
    signs.is_some_and(|signs| signs.contains(&ValueSign::Falls))
}

/// What was understood of what was typed, or why it was not.
pub(super) fn reads(lang: Lang, row: &MeasureRow, error: Option<(Cell, Misread)>) -> AnyView {
    if let Some((_, why)) = error {
        return field_error(
            format!("e-{}", row.code),
            text::misread(lang, why).to_owned(),
        );
    }
    match &row.read {
        Some(read) => understood(lang, row, read),
        None => view! { <span class="quiet">{t(lang, K::MeasureEmpty)}</span> }.into_any(),
    }
}

/// "95,0%; 9 nghìn 310 trên 9 nghìn 800", with what it counts as where it is a sample.
fn understood(lang: Lang, row: &MeasureRow, read: &ReadBack) -> AnyView {
    let spoken = read.value.measurement.counts().map(|(numerator, all)| {
        let [numerator, all] = [numerator, all].map(|n| text::spoken(lang, n));
        let words = tf(lang, K::MeasureReadCounts, &[&numerator, &all]);
        view! { <span class="line second">{words}</span> }
    });
    let judged = read.judged.map(|judged| {
        let judged = text::value_beside_target(lang, judged, row.target, &row.unit_of_measure);
        view! { <span class="line second">{tf(lang, K::MeasureCounted, &[&judged])}</span> }
    });
    // That of the document stands at the document.
    let signs = read.signs.iter();
    let signs: Vec<_> = signs
        .filter(|sign| **sign != ValueSign::DocumentOlder)
        .map(|sign| {
            view! { <span class="line provisional">{text::value_sign(lang, *sign)}</span> }
        })
        .collect();
    view! {
        <b data-few=read.value.few.map(|_| "true")>{value(lang, row, read.value)}</b>
        {few_answers(lang, read.value.few)}
        {spoken}
        {sample(lang, read.sample)}
        {judged}
        {signs}
        {beside_waiting(lang, row)}
    }
    .into_any()
}

/// That a value is typed while one waits, and what becomes of both.
fn beside_waiting(lang: Lang, row: &MeasureRow) -> Option<AnyView> {
    let waits = row.again.filter(|it| Some(*it) != row.last)?;
    let day = text::day(lang, waits.measurement.day());
    let told = format!("{}, {day}", told_value(lang, row, waits));
    let words = tf(lang, K::MeasureBesideWaiting, &[&told]);
    Some(view! { <span class="line second">{words}</span> }.into_any())
}

/// "+4,1 điểm"
pub fn changed_by(lang: Lang, change: i64, unit: &str) -> String {
    if change == 0 {
        return t(lang, K::MeasureSame).to_owned();
    }
    let sign = if change > 0 { "+" } else { "" };
    format!("{sign}{}", text::distance(lang, change, unit))
}

/// "Gửi 8 chỉ tiêu, để trống 2"
pub(super) fn send(lang: Lang, page: &MeasurePage) -> String {
    let filled = page.filled();
    if filled == 0 || !page.errors.rows.is_empty() {
        return t(lang, K::MeasureSend).to_owned();
    }
    let number = |n: usize| text::integer(lang, n as i64);
    let counts = [number(filled), number(page.rows.len() - filled)];
    tf(lang, K::MeasureSendCount, &[&counts[0], &counts[1]])
}
