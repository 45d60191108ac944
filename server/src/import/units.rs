//! units.csv: the organisations that carry duties. Matched by code, never by
//! name: some names are equal without their marks.
use app::domain::{Bloc, Tier, UnitKind};

use super::{
    fields::{Entry, entries},
    problem::Report,
    table::{Columns, Table},
};
use crate::ledger::UnitRow;

pub const FILE: &str = "units.csv";
pub const COLUMNS: Columns = Columns {
    required: &["code", "name", "kind", "bloc", "tier"],
    optional: &[
        "short_name",
        "parent",
        "former_area",
        "order",
        "ends_on",
        "provisional",
        "source",
    ],
};

pub fn read(table: &Table, report: &mut Report) -> Vec<Entry<UnitRow>> {
    let mut place = 0;
    entries(table, report, |f| {
        place += 1;
        let name = f.required("name");
        let short_name = f.text("short_name");
        UnitRow {
            code: f.code("code"),
            short_name: if short_name.is_empty() {
                name.clone()
            } else {
                short_name
            },
            name,
            kind: f.word("kind", &codes(UnitKind::ALL, UnitKind::code)),
            bloc: f.word("bloc", &codes(Bloc::ALL, Bloc::code)),
            tier: f.word("tier", &codes(Tier::ALL, Tier::code)),
            parent: f.code_if("parent"),
            former_area: f.text("former_area"),
            protocol_order: f.integer_if("order", 0, 1_000_000).unwrap_or(place),
            ends_on: f.day_if("ends_on"),
            provisional: f.flag("provisional"),
            source: f.text("source"),
            seq: 0,
            recorded_at: 0,
        }
    })
}

/// The codes of a closed list of words.
pub fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|word| code(*word)).collect()
}
