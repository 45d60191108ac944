//! Whether a row says something new: compared cell by cell, in the words of the
//! files.
use std::fmt;

use super::{held::Latest, plan::FileChanges};
use crate::{db::people::Person, ledger::*};

/// A row that can be found again and compared.
pub trait Comparable: Clone {
    /// What the row is about; the same in file and ledger.
    fn key(&self) -> String;
    /// What it says, by column.
    fn cells(&self) -> Vec<(&'static str, String)>;
    /// Takes from the ledger's row what the file has no column for.
    fn keep(&mut self, held: &Self, has: &dyn Fn(&str) -> bool);

    /// Where it differs from the ledger's row: column, before, after.
    fn differences(&self, held: &Self) -> Vec<Difference> {
        self.cells()
            .into_iter()
            .zip(held.cells())
            .filter(|((_, now), (_, was))| now != was)
            .map(|((column, now), (_, was))| Difference { column, was, now })
            .collect()
    }
}

/// One cell that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub column: &'static str,
    pub was: String,
    pub now: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| {
            if text.is_empty() {
                "(trống)".to_owned()
            } else {
                super::fields::short(text)
            }
        };
        write!(
            f,
            "{}: {} → {}",
            self.column,
            shown(&self.was),
            shown(&self.now)
        )
    }
}

/// A cell as text.
trait Cell {
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

macro_rules! comparable {
    ($($row:ident by ($($key:ident),+) { $($column:literal => $field:ident),* $(,)? })+) => {$(
        impl Comparable for $row {
            fn key(&self) -> String {
                [$(self.$key.as_str()),+].join("/")
            }

            fn cells(&self) -> Vec<(&'static str, String)> {
                vec![$(($column, self.$field.cell())),*]
            }

            fn keep(&mut self, held: &Self, has: &dyn Fn(&str) -> bool) {
                $(if !has($column) { self.$field = held.$field.clone(); })*
            }
        }
    )+};
}

comparable! {
    CampaignRow by (name) {
        "start" => start_day, "deadline" => deadline, "time_zone" => time_zone,
        "motto" => motto, "provisional" => provisional, "source" => source,
    }
    UnitRow by (code) {
        "name" => name, "short_name" => short_name, "kind" => kind, "bloc" => bloc,
        "tier" => tier, "parent" => parent, "former_area" => former_area,
        "order" => protocol_order, "ends_on" => ends_on, "provisional" => provisional,
        "source" => source,
    }
    PartnerRow by (code) { "short_name" => short_name, "name" => name, "source" => source }
    WorkstreamRow by (code) {
        "name" => name, "kind" => kind, "ministry" => ministry, "owner_unit" => owner_unit,
        "feeds" => feeds, "count_unit" => count_unit, "legal_basis" => legal_basis,
        "group" => heading, "partner" => partner, "due" => due, "provisional" => provisional,
        "source" => source,
    }
    DutyRow by (unit, workstream) {
        "role" => role, "volume" => volume, "provisional" => provisional,
    }
    WeightRow by (unit, workstream) { "weight" => weight }
    AssignmentRow by (unit, partner, valid_from) {
        "role" => role, "valid_to" => valid_to, "decision" => decision, "source" => source,
    }
    IndicatorRow by (code) {
        "name" => name, "scope" => unit, "scope" => workstream,
        "unit_of_measure" => unit_of_measure, "direction" => direction,
        "baseline" => baseline, "deadline" => deadline, "fresh_days" => fresh_days,
        "criterion" => criterion, "provisional" => provisional, "source" => source,
    }
    TargetRow by (indicator) { "target" => target }
    MeasurementRow by (indicator, day) {
        "numerator" => numerator, "denominator" => denominator, "value" => value,
        "source" => source,
    }
    MilestoneRow by (id) {
        "kind" => kind, "title" => title, "product" => product, "deadline" => deadline,
        "deadline" => deadline_text, "responsible" => responsible, "weight" => weight,
        "reach" => reach,
    }
    Person by (username) {
        "name" => name, "title" => title, "role" => role, "unit" => unit,
        "partner" => partner, "language" => language, "valid_from" => valid_from,
        "valid_to" => valid_to,
    }
}

/// Compares one row with the ledger: what is to be appended, if anything, is
/// returned; the preview is told.
pub fn against<R: Comparable>(
    mut row: R,
    line: u64,
    label: String,
    held: &Latest<R>,
    has: &dyn Fn(&str) -> bool,
    changes: &mut FileChanges,
) -> Option<R> {
    let Some(before) = held.get(&row.key()) else {
        changes.new.push((line, label));
        return Some(row);
    };
    row.keep(before, has);
    let differences = row.differences(before);
    if differences.is_empty() {
        changes.unchanged += 1;
        None
    } else {
        changes.changed.push((line, label, differences));
        Some(row)
    }
}

/// The same for a row that hangs on another: its differences are told as the
/// other's.
pub fn beside<R: Comparable>(
    row: Option<R>,
    line: u64,
    label: &str,
    held: &Latest<R>,
    changes: &mut FileChanges,
) -> Option<R> {
    let row = row?;
    let differences = match held.get(&row.key()) {
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
    if differences.is_empty() {
        return None;
    }
    changes.also(line, label, differences);
    Some(row)
}
