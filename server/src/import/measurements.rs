//! measurements.csv: dated values, as a fraction or bare.
use super::{
    fields::{Entry, Fields, entries},
    problem::{Problem, Report},
    table::{Columns, Table},
};
use crate::ledger::{MeasurementEventRow, MeasurementRow};
use app::domain::Event;

pub const FILE: &str = "measurements.csv";
pub const COLUMNS: Columns = Columns {
    required: &["indicator", "date"],
    optional: &["numerator", "denominator", "value", "source"],
};

/// What the source of an invented value says.
pub const DEMO_SOURCE: &str = "Số liệu mẫu";

/// `id` is left empty: it is given when the row is found to be new.
pub fn read(table: &Table, today: &str, report: &mut Report) -> Vec<Entry<MeasurementRow>> {
    entries(table, report, |f| row(f, today))
}

fn row(f: &mut Fields<'_>, today: &str) -> MeasurementRow {
    let day = f.day("date");
    // Rule 8: no future-dated measurement.
    if day.as_str() > today {
        f.error("date", Problem::Future(day.clone()));
    }
    let written = |column| !f.text(column).is_empty();
    let (n, d, v) = (
        written("numerator"),
        written("denominator"),
        written("value"),
    );
    let numerator = f.integer_if("numerator", i64::MIN, i64::MAX);
    let denominator = f.integer_if("denominator", i64::MIN, i64::MAX);
    let value = f.decimal_if("value");
    match (n, d, v) {
        (true, true, false) => {
            if denominator.is_some_and(|d| d <= 0) {
                f.error("denominator", Problem::Denominator);
            } else if let (Some(n), Some(d)) = (numerator, denominator)
                && !(0..=d).contains(&n)
            {
                f.error("numerator", Problem::Numerator);
            }
        }
        (false, false, true) => {}
        _ => f.error("value", Problem::FractionOrValue),
    }
    let source = f.text("source");
    if source.starts_with(DEMO_SOURCE) {
        f.error("source", Problem::DemoRow);
    }
    MeasurementRow {
        id: String::new(),
        indicator: f.code("indicator"),
        day,
        numerator,
        denominator,
        value,
        source,
        person: None,
        seq: 0,
        recorded_at: 0,
    }
}

/// A measurement as it is appended, with the event that lets it count. `version`
/// tells apart what was imported for one day again.
pub fn accepted(row: &MeasurementRow, version: usize) -> (MeasurementRow, MeasurementEventRow) {
    let id = format!("{}{version}", id_before_version(&row.indicator, &row.day));
    let event = MeasurementEventRow {
        submission: format!("{id}-accepted"),
        measurement: id.clone(),
        event: Event::Accepted.code().to_owned(),
        person: None,
        reason: String::new(),
        seq: 0,
        recorded_at: 0,
    };
    (MeasurementRow { id, ..row.clone() }, event)
}

/// How the ids of imported measurements of a day begin.
pub fn id_before_version(indicator: &str, day: &str) -> String {
    format!("import-{indicator}-{day}-")
}
