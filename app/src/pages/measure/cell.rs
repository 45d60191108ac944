//! What cells are called, and how a value is written in one.
use leptos::prelude::*;

use crate::{
    domain::{Cell, Misread},
    text::{self, Key as K, Lang, tf},
    views::{MeasureRow, MeasuredValue},
};

pub(super) fn cell_id(cell: Cell, row: &MeasureRow) -> String {
    format!("{}-{}", cell_name(cell), row.code)
}

pub(super) const fn cell_name(cell: Cell) -> &'static str {
    match cell {
        Cell::Numerator => "n",
        Cell::Denominator => "d",
        Cell::Value => "v",
        Cell::Same => "same",
        Cell::Reason => "why",
        Cell::Population => "pop",
        Cell::AskedFrom => "from",
        Cell::AskedTo => "to",
        Cell::Asked => "who",
        Cell::AskedHow => "how",
    }
}

/// Whether a cell is one that an error is about.
pub(super) fn is_wrong(error: Option<(Cell, Misread)>, cell: Cell) -> bool {
    error.is_some_and(|(of, why)| {
        let both = matches!(why, Misread::NumeratorAbove | Misread::Waits);
        of == cell || (both && Cell::NUMBERS.contains(&cell))
    })
}

pub(super) fn value(lang: Lang, row: &MeasureRow, it: MeasuredValue) -> String {
    text::value_beside_target(lang, it.value, row.target, &row.unit_of_measure)
}

/// "1.204 / 1.260"
pub(super) fn counts(lang: Lang, it: MeasuredValue) -> Option<String> {
    let (numerator, denominator) = it.measurement.counts()?;
    let [numerator, denominator] = [numerator, denominator].map(|n| text::integer(lang, n));
    Some(format!("{numerator} / {denominator}"))
}

/// "95,0% (9.310 / 9.800)"
pub(super) fn told_value(lang: Lang, row: &MeasureRow, it: MeasuredValue) -> String {
    let value = value(lang, row, it);
    match counts(lang, it) {
        Some(counts) => format!("{value} ({counts})"),
        None => value,
    }
}

/// "mẫu 500 trên 1.000"
pub(super) fn sample(lang: Lang, of: Option<(i64, i64)>) -> Option<AnyView> {
    let (counted, all) = of?;
    let [counted, all] = [counted, all].map(|n| text::integer(lang, n));
    let words = tf(lang, K::SampleOf, &[&counted, &all]);
    Some(view! { <span class="line provisional">{words}</span> }.into_any())
}
