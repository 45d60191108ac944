//! A table that was filled in elsewhere and comes back as a file: what it says is put into the
//! cells of the page, all or nothing. The file itself is not kept.
use app::{
    domain::{Day, IndicatorCode, Shape, clean_line, parse_day},
    sheets::Entry,
    text::search_key,
    views::{MeasureForm, MeasureRow, TableMistake, TypedRow},
};

use crate::web::{
    grid::{self, Grid},
    received::Sent,
    state::App,
};

/// What a file says.
#[derive(Debug)]
pub struct Filled {
    /// Rows in which something is filled in.
    pub rows: Vec<TypedRow>,
    /// The day its numbers are of, where it says one: the day it was taken from the page, which
    /// who fills it in may change.
    pub day: Option<Day>,
}

/// Reads a file of some indicators.
pub async fn read(app: &App, rows: &[MeasureRow], sent: &Sent) -> Result<Filled, TableMistake> {
    let tables = grid::tables(app, sent).await?;
    let found = tables
        .iter()
        .find_map(|it| Some((it, Head::of(&it.cells)?)));
    let (table, head) = found.ok_or(TableMistake::NoHead)?;
    typed(table.whole()?, &head, rows)
}

/// Puts what a file says into a form; rows of which it says nothing stay as they were typed.
pub fn put(form: &mut MeasureForm, rows: Vec<TypedRow>) {
    for row in rows {
        match form.rows.iter_mut().find(|it| it.code == row.code) {
            Some(typed) => {
                *typed = TypedRow {
                    mark: std::mem::take(&mut typed.mark),
                    reason: std::mem::take(&mut typed.reason),
                    survey: std::mem::take(&mut typed.survey),
                    ..row
                }
            }
            None => form.rows.push(row),
        }
    }
}

/// Where the columns are that are read.
struct Head {
    line: usize,
    columns: Vec<(Entry, usize)>,
}

impl Head {
    /// The first row that heads the column of codes and one that is filled in.
    fn of(grid: &Grid) -> Option<Self> {
        grid.iter().find_map(|(line, cells)| {
            let columns: Vec<(Entry, usize)> = cells
                .iter()
                .enumerate()
                .filter_map(|(at, text)| Some((Entry::under(text)?, at)))
                .collect();
            let has = |entry| columns.iter().any(|(it, _)| *it == entry);
            let counts = has(Entry::Numerator) && has(Entry::Denominator);
            let line = *line;
            (has(Entry::Code) && (counts || has(Entry::Value))).then_some(Self { line, columns })
        })
    }

    fn text(&self, cells: &[String], entry: Entry) -> String {
        let at = self.columns.iter().find(|(it, _)| *it == entry);
        let text = at.and_then(|(_, at)| cells.get(*at));
        let text = text.map_or_else(String::new, |text| clean_line(text));
        // By which spreadsheets tell that a cell is a text.
        text.strip_prefix('\'').map_or(text.clone(), str::to_owned)
    }
}

fn typed(grid: &Grid, head: &Head, rows: &[MeasureRow]) -> Result<Filled, TableMistake> {
    let mut all: Vec<TypedRow> = Vec::new();
    let mut day = None;
    let below = grid.range(head.line + 1..);
    for (line, cells) in below {
        let line = *line;
        let text = |entry| head.text(cells, entry);
        let row = TypedRow {
            code: text(Entry::Code),
            numerator: text(Entry::Numerator),
            denominator: text(Entry::Denominator),
            value: text(Entry::Value),
            same: ticked(&text(Entry::Same)).ok_or(TableMistake::Same { line })?,
            ..TypedRow::default()
        };
        if !row.says() {
            continue;
        }
        let of = IndicatorCode::parse(&row.code).ok();
        let of = of.and_then(|code| rows.iter().find(|it| it.code == code));
        let code = row.code.chars().take(40).collect();
        let Some(of) = of else {
            return Err(TableMistake::Unknown { line, code });
        };
        if all.iter().any(|it| it.code == row.code) {
            return Err(TableMistake::Twice { line, code });
        }
        let last = [Entry::LastNumerator, Entry::LastDenominator].map(text);
        if row.same && is_stale(&last, of) {
            return Err(TableMistake::Stale { line, code });
        }
        let two = !row.numerator.is_empty() || !row.denominator.is_empty();
        match of.shape {
            Shape::Fraction if !row.value.is_empty() => {
                return Err(TableMistake::Shape { line, counts: true });
            }
            Shape::Bare if two => {
                return Err(TableMistake::Shape {
                    line,
                    counts: false,
                });
            }
            _ => all.push(row),
        }
        let told = text(Entry::AsOf);
        day = day.or_else(|| parse_day(told.get(..10).unwrap_or(&told)));
    }
    if all.is_empty() {
        return Err(TableMistake::Empty);
    }
    Ok(Filled { rows: all, day })
}

/// Whether the counts that a file has as the last ones are others than the row's; a file without
/// them says nothing of it.
fn is_stale(told: &[String; 2], row: &MeasureRow) -> bool {
    let digits = |text: &String| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let counts = row.again.and_then(|it| it.measurement.counts());
    counts.is_some_and(|(numerator, denominator)| {
        let now = [numerator.to_string(), denominator.to_string()];
        told.iter().any(|it| !it.is_empty()) && told.each_ref().map(digits) != now
    })
}

/// Whether "không đổi" is ticked; `None` for what says neither.
fn ticked(text: &str) -> Option<bool> {
    match search_key(text).as_str() {
        "" => Some(false),
        "x" | "co" | "true" | "yes" | "1" | "khong doi" | "unchanged" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_written_in_some_ways_and_nothing_else_is_one() {
        for (text, is) in [
            ("", Some(false)),
            ("x", Some(true)),
            ("X", Some(true)),
            ("Không đổi", Some(true)),
            ("9.310", None),
        ] {
            assert_eq!(ticked(text), is, "{text}");
        }
    }

    #[test]
    fn heads_are_found_under_any_separator_and_below_a_title() {
        for text in [
            "Mã chỉ tiêu,Chỉ tiêu,Tử số mới,Mẫu số mới\nCT,x,1,2\n",
            "Bảng đo;;;\n\nMã chỉ tiêu;Tử số mới;Mẫu số mới\nCT;1;2\n",
            "Indicator code\tNew value\nCT\t1,5\n",
        ] {
            let grids = grid::of_text(text).unwrap();
            assert!(grids.iter().any(|grid| Head::of(grid).is_some()), "{text}");
        }
        let none = grid::of_text("Chỉ tiêu,Giá trị mới\nCT,1\n").unwrap();
        assert!(none.iter().all(|grid| Head::of(grid).is_none()));
    }
}
