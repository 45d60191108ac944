//! Whether a row says something new: compared cell by cell, in the words of the
//! files.
use std::collections::BTreeMap;

use super::preview::{Change, Difference, FileChanges};

/// Latest rows by key.
pub type Latest<R> = BTreeMap<String, R>;

/// Rows in their order: the last of a key stands.
pub fn latest<R: Comparable>(rows: Vec<R>) -> Latest<R> {
    rows.into_iter().map(|row| (row.key(), row)).collect()
}

/// A row that can be found again and compared.
pub trait Comparable: Clone {
    /// What the row is about; the same in file and ledger.
    fn key(&self) -> String;
    /// What it is found again by, by column.
    fn keys(&self) -> Vec<(&'static str, String)>;
    /// What it says, by column.
    fn cells(&self) -> Vec<(&'static str, String)>;
    /// Takes from the ledger's row what the file has no column for.
    fn keep(&mut self, ledger: &Self, has: &dyn Fn(&'static str) -> bool);

    /// The same, a cell a column: two fields of one column are one cell.
    fn whole_cells(&self) -> Vec<(&'static str, String)> {
        let mut cells: Vec<(&'static str, String)> = Vec::new();
        for (column, cell) in self.cells() {
            match cells.last_mut().filter(|(last, _)| *last == column) {
                Some((_, whole)) if whole.is_empty() => *whole = cell,
                Some((_, whole)) if !cell.is_empty() => {
                    whole.push('/');
                    whole.push_str(&cell);
                }
                Some(_) => {}
                None => cells.push((column, cell)),
            }
        }
        cells
    }

    /// Where it differs from the ledger's row: column, before, after.
    fn differences(&self, ledger: &Self) -> Vec<Difference> {
        self.whole_cells()
            .into_iter()
            .zip(ledger.whole_cells())
            .filter(|((_, now), (_, was))| now != was)
            .map(|((column, now), (_, was))| Difference { column, was, now })
            .collect()
    }
}

/// A cell as text.
pub trait Cell {
    fn cell(&self) -> String;
}

impl Cell for String {
    fn cell(&self) -> String {
        self.clone()
    }
}

impl Cell for bool {
    fn cell(&self) -> String {
        if *self { "yes" } else { "no" }.to_owned()
    }
}

impl Cell for i64 {
    fn cell(&self) -> String {
        self.to_string()
    }
}

impl<T: Cell> Cell for Option<T> {
    fn cell(&self) -> String {
        self.as_ref().map_or_else(String::new, Cell::cell)
    }
}

/// Says how rows are found again and compared: by what, under which columns of
/// the files, and beside what they are not compared in. Every field of the row
/// stands in one of the three; a row with one more does not compile.
macro_rules! comparable {
    ($row:ident by ($($key:ident),+) { $($column:literal => $field:ident),* $(,)? }
     beside ($($beside:ident),* $(,)?)) => {
        impl $crate::import::compare::Comparable for $row {
            fn key(&self) -> String {
                [$(self.$key.as_str()),+].join("/")
            }

            fn keys(&self) -> Vec<(&'static str, String)> {
                vec![$((stringify!($key), self.$key.clone())),+]
            }

            fn cells(&self) -> Vec<(&'static str, String)> {
                use $crate::import::compare::Cell;
                let Self { $($key: _,)+ $($field,)* $($beside: _,)* } = self;
                vec![$(($column, $field.cell())),*]
            }

            fn keep(&mut self, ledger: &Self, has: &dyn Fn(&'static str) -> bool) {
                $(if !has($column) { self.$field = ledger.$field.clone(); })*
            }
        }
    };
}
pub(super) use comparable;

/// Compares one row with the ledger: what is to be appended, if anything, is
/// returned; the preview is told.
pub fn compare_row<R: Comparable>(
    mut row: R,
    line: u64,
    label: &str,
    latest: &Latest<R>,
    has: &dyn Fn(&'static str) -> bool,
    changes: &mut FileChanges,
) -> Option<R> {
    let Some(before) = latest.get(&row.key()) else {
        changes.new.push(Change {
            said: row.whole_cells(),
            ..Change::at(line, label, Vec::new())
        });
        return Some(row);
    };
    row.keep(before, has);
    let differences = row.differences(before);
    if differences.is_empty() {
        changes.unchanged += 1;
        None
    } else {
        changes.changed.push(Change::at(line, label, differences));
        Some(row)
    }
}

/// Compares a row that hangs on another and appends it if it says something
/// new: what, is told as the other's. Where the file has its column, `listed`, an empty cell
/// says that there is none any more.
pub fn compare_attached<R: Comparable>(
    row: Option<&R>,
    key: &str,
    listed: bool,
    latest: &Latest<R>,
    into: &mut Vec<R>,
) -> Vec<Difference> {
    let Some(row) = row else {
        let emptied = latest.get(key).filter(|_| listed);
        let cells = emptied.map(Comparable::cells).unwrap_or_default();
        let emptied = |(column, was)| Difference {
            column,
            was,
            now: String::new(),
        };
        return cells.into_iter().map(emptied).collect();
    };
    let differences = match latest.get(&row.key()) {
        Some(before) => row.differences(before),
        None => row
            .cells()
            .into_iter()
            .map(|(column, now)| Difference {
                column,
                was: String::new(),
                now,
            })
            .collect(),
    };
    if !differences.is_empty() {
        into.push(row.clone());
    }
    differences
}
