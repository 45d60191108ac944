//! duties.csv: which unit has which part of which workstream.
use app::domain::{DutyRole, MAX_WEIGHT};

use super::{
    fields::{Entry, entries},
    problem::Report,
    table::{Columns, Table},
    units::codes,
};
use crate::ledger::{DutyRow, WeightRow};

pub const FILE: &str = "duties.csv";
pub const COLUMNS: Columns = Columns {
    required: &["unit", "workstream", "role"],
    optional: &["volume", "weight", "provisional"],
};

/// A duty, with the weight the office set, if it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyEntry {
    pub duty: DutyRow,
    pub weight: Option<WeightRow>,
}

pub fn read(table: &Table, report: &mut Report) -> Vec<Entry<DutyEntry>> {
    let most = i64::try_from(MAX_WEIGHT).unwrap_or(i64::MAX);
    entries(table, report, |f| {
        let duty = DutyRow {
            unit: f.code("unit"),
            workstream: f.code("workstream"),
            role: f.word("role", &codes(DutyRole::ALL, DutyRole::code)),
            volume: f.integer_if("volume", 0, 1_000_000_000_000),
            provisional: f.flag("provisional"),
            seq: 0,
            recorded_at: 0,
        };
        let weight = f.integer_if("weight", 0, most).map(|weight| WeightRow {
            unit: duty.unit.clone(),
            workstream: duty.workstream.clone(),
            weight,
            seq: 0,
            recorded_at: 0,
        });
        DutyEntry { duty, weight }
    })
}

/// The lead duty an owner or a `*` makes.
pub fn lead(unit: &str, workstream: &str, provisional: bool) -> DutyRow {
    DutyRow {
        unit: unit.to_owned(),
        workstream: workstream.to_owned(),
        role: DutyRole::Lead.code().to_owned(),
        volume: None,
        provisional,
        seq: 0,
        recorded_at: 0,
    }
}
