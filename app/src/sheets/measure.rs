//! What somebody measures as a table to be filled in: the page takes the same file back.
use super::{Cell, Sheet};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{MeasurePage, MeasureRow, MeasuredValue, Table, TypedRow},
};

/// A column that is read when the file comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    Code,
    Numerator,
    Denominator,
    Value,
    Same,
    /// What was entered last when the file was made: "không đổi" speaks of that.
    LastNumerator,
    LastDenominator,
    /// The day the file was made on.
    AsOf,
}

impl Entry {
    pub const ALL: [Self; 8] = [
        Self::Code,
        Self::Numerator,
        Self::Denominator,
        Self::Value,
        Self::Same,
        Self::LastNumerator,
        Self::LastDenominator,
        Self::AsOf,
    ];

    const fn key(self) -> K {
        match self {
            Self::Code => K::SheetMeasureCode,
            Self::Numerator => K::SheetNewNumerator,
            Self::Denominator => K::SheetNewDenominator,
            Self::Value => K::SheetNewValue,
            Self::Same => K::SheetSame,
            Self::LastNumerator => K::SheetLastNumerator,
            Self::LastDenominator => K::SheetLastDenominator,
            Self::AsOf => K::SheetAsOf,
        }
    }

    /// The column that a head is over, in any language.
    pub fn under(head: &str) -> Option<Self> {
        let head = text::search_key(head);
        let is = |entry: &Self| {
            let mut heads = [Lang::Vi, Lang::En]
                .map(|lang| t(lang, entry.key()))
                .into_iter();
            heads.any(|it| text::search_key(it) == head)
        };
        Self::ALL.into_iter().find(is)
    }
}

pub fn sheets(lang: Lang, page: &MeasurePage) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, Entry::Code.key()), 16),
        (t(lang, K::MeasureIndicator), 44),
        (t(lang, K::Duty), 26),
        (t(lang, K::SheetUnitOfMeasure), 12),
        (t(lang, Entry::LastNumerator.key()), 12),
        (t(lang, Entry::LastDenominator.key()), 12),
        (t(lang, K::SheetLastValue), 12),
        (t(lang, K::SheetLastDay), 12),
        (t(lang, K::MeasureDue), 12),
        (t(lang, Entry::Numerator.key()), 14),
        (t(lang, Entry::Denominator.key()), 14),
        (t(lang, Entry::Value.key()), 14),
        (t(lang, Entry::Same.key()), 16),
    ];
    let mut sheet = Sheet::new(Table::Measure, t(lang, K::NavMeasure).to_owned(), heads);
    sheet.rows = page.rows.iter().map(|row| line(page, row)).collect();
    vec![sheet]
}

fn line(page: &MeasurePage, row: &MeasureRow) -> Vec<Cell> {
    let counts = row.again.and_then(|it| it.measurement.counts());
    let none = TypedRow::default();
    let typed = page.form.row(&row.code).unwrap_or(&none);
    let text = |text: &String| match text.as_str() {
        "" => Cell::Empty,
        text => text.into(),
    };
    vec![
        row.code.to_string().into(),
        (&row.name).into(),
        row.duty
            .as_ref()
            .map(|(_, workstream)| workstream.to_string())
            .into(),
        (&row.unit_of_measure).into(),
        counts.map(|(numerator, _)| numerator).into(),
        counts.map(|(_, denominator)| denominator).into(),
        row.again.map(|it: MeasuredValue| it.value).into(),
        row.again.map(|it| it.measurement.day()).into(),
        row.due.into(),
        text(&typed.numerator),
        text(&typed.denominator),
        text(&typed.value),
        if typed.same { "x".into() } else { Cell::Empty },
    ]
}
