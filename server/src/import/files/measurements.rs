//! measurements.csv: dated values, as a fraction or bare.
use std::collections::{HashMap, HashSet};

use app::domain::Event;

use crate::{
    db::{Db, DbError},
    import::{
        campaign_file::{CampaignFile, Named, Need, Promised, Reference},
        compare::{Comparable, Latest, comparable},
        decision::Decision,
        fields::Fields,
        preview::Difference,
        problem::Problem,
        rows::Rows,
        table::Columns,
    },
    ledger::{MeasurementEventRow, MeasurementRow},
};

/// What the source of an invented value says.
pub const DEMO_SOURCE: &str = "Số liệu mẫu";

pub(crate) struct MeasurementsCsv;

impl CampaignFile for MeasurementsCsv {
    const NAME: &'static str = "measurements.csv";
    const NEED: Need = Need::File;
    const COLUMNS: Columns = Columns {
        required: &["indicator", "date"],
        optional: &[
            "numerator",
            "denominator",
            "value",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "measurement";
    /// Another value for a day that has one is a correction, and somebody decides it.
    const PROMISED: &'static [Promised] = &[Promised::always("value")];
    const KEY: &'static str = "date";

    type Row = MeasurementRow;
    type Ledger = MeasurementRow;
    type Current = Measurements;

    /// `id` is left empty: it is given when the row is found to be new.
    fn row(f: &mut Fields<'_>) -> Self::Row {
        let day = f.day("date");
        // Rule 8: no future-dated measurement.
        if day > f.time.today {
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
        let source = f.citation("source");
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

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(m: &Self::Ledger) -> String {
        format!("{} ngày {}", m.indicator, m.day)
    }

    fn references(m: &Self::Row) -> Vec<Reference<'_>> {
        vec![Reference::new(Named::Indicator, "indicator", &m.indicator)]
    }

    /// A measurement is never changed in a part.
    fn column(_of: &'static str) -> Option<&'static str> {
        None
    }

    async fn load(db: &Db) -> Result<Self::Current, DbError> {
        let mut current = Measurements::default();
        for row in MeasurementRow::between(db, 0, i64::MAX).await? {
            if row.numerator.is_some() {
                current.fractions.insert(row.indicator.clone());
            }
            if row
                .id
                .starts_with(&id_before_version(&row.indicator, &row.day))
            {
                *current.versions.entry(row.key()).or_default() += 1;
                current.latest.insert(row.key(), row);
            }
        }
        Ok(current)
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        &current.latest
    }

    /// Another row for the same day is a new measurement.
    fn append(row: MeasurementRow, current: &mut Measurements, rows: &mut Rows) {
        let versions = current.versions.get(&row.key()).copied().unwrap_or(0);
        let (row, accepted) = accepted(&row, versions + 1);
        rows.measurements.push(row);
        rows.measurement_events.push(accepted);
    }

    /// What another row for the same day supersedes is revoked, and stays with the reason.
    fn rewrites(
        before: &MeasurementRow,
        changed: &[Difference],
        decision: Option<&Decision>,
        _current: &Measurements,
        rows: &mut Rows,
    ) -> Vec<(&'static str, Problem)> {
        if !changed.is_empty() {
            rows.measurement_events.push(MeasurementEventRow {
                submission: format!("{}-revoked", before.id),
                measurement: before.id.clone(),
                event: Event::Revoked.code().to_owned(),
                person: None,
                reason: decision.map_or_else(
                    || "Nhập lại từ tệp, chỉ đổi nguồn.".to_owned(),
                    |by| {
                        format!(
                            "{} (quyết định {}, {} duyệt)",
                            by.reason, by.number, by.approver
                        )
                    },
                ),
                seq: 0,
                recorded_at: 0,
            });
        }
        Vec::new()
    }
}

comparable! {
    MeasurementRow by (indicator, day) {
        "value" => numerator, "value" => denominator, "value" => value,
        "source" => source,
    } beside (id, person, seq, recorded_at)
}

/// Of the ledger's measurements those imported: the latest of each indicator and
/// day, and how many there were.
#[derive(Default)]
pub(crate) struct Measurements {
    pub latest: Latest<MeasurementRow>,
    /// Indicators of which counted records are told, by whatever way they came in.
    pub fractions: HashSet<String>,
    versions: HashMap<String, usize>,
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
fn id_before_version(indicator: &str, day: &str) -> String {
    format!("import-{indicator}-{day}-")
}
