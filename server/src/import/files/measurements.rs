//! measurements.csv: dated values, as a fraction or bare.
use std::collections::{HashMap, HashSet};

use app::domain::Event;

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Need, Promised, Reference, Seen, Source},
        compare::{Comparable, Latest, comparable},
        decision::Decision,
        fields::Fields,
        layout::Columns,
        preview::Difference,
        problem::Problem,
        rows::Rows,
    },
    ledger::{MeasurementEventRow, MeasurementRow},
};

/// What the source of an invented value says.
pub const DEMO_SOURCE: &str = "Số liệu mẫu";

pub(crate) struct MeasurementsCsv;

impl CampaignFile for MeasurementsCsv {
    const NAME: &'static str = "measurements.csv";
    const NEED: Need = Need::Optional;
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
            ..MeasurementRow::default()
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

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        let mut current = Measurements::default();
        if !from.measured {
            current.fractions = MeasurementRow::fractions(from.db).await?;
            return Ok(current);
        }
        let mut last: HashMap<String, Event> = HashMap::new();
        let mut stands: Vec<String> = Vec::new();
        for row in MeasurementEventRow::between(from.db, 0, i64::MAX).await? {
            // A word that this version does not know ends it.
            let event = Event::from_code(&row.event).unwrap_or(Event::Revoked);
            if event == Event::Accepted {
                stands.push(row.measurement.clone());
            }
            last.insert(row.measurement, event);
        }
        let mut accepted: HashMap<String, MeasurementRow> = HashMap::new();
        for row in MeasurementRow::between(from.db, 0, i64::MAX).await? {
            if row.numerator.is_some() {
                current.fractions.insert(row.indicator.clone());
            }
            let imported = id_before_version(&row.indicator, &row.day);
            if row.id.starts_with(&imported) {
                *current.versions.entry(row.key()).or_default() += 1;
            }
            match last.get(&row.id) {
                Some(Event::Accepted) => {
                    accepted.insert(row.id.clone(), row);
                }
                Some(event @ (Event::Revoked | Event::Returned)) => {
                    current
                        .over
                        .entry(row.key())
                        .or_default()
                        .push((row, *event));
                }
                _ => {}
            }
        }
        // Of several that stand, the one accepted last counts.
        for row in stands.iter().filter_map(|id| accepted.remove(id)) {
            let of_day = current.standing.entry(row.key()).or_default();
            of_day.push(row.id.clone());
            current.latest.insert(row.key(), row);
        }
        Ok(current)
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        &current.latest
    }

    /// Nobody expects in a file what was entered by form.
    fn missing(row: &MeasurementRow) -> Option<String> {
        row.person.is_none().then(|| Self::label(row))
    }

    /// Another row for the same day is a new measurement.
    fn append(row: MeasurementRow, current: &mut Measurements, rows: &mut Rows) {
        let versions = current.versions.get(&row.key()).copied().unwrap_or(0);
        let (row, accepted) = accepted(&row, versions + 1);
        rows.measurements.push(row);
        rows.measurement_events.push(accepted);
    }

    /// A value that was revoked or returned comes back by no file; where one was and none stands,
    /// another is a correction too.
    fn happens(
        row: &mut MeasurementRow,
        seen: &Seen<'_>,
        current: &Measurements,
        rows: &mut Rows,
    ) -> Vec<(Difference, Option<Problem>)> {
        let key = row.key();
        let stands = current.latest.get(&key);
        let Some(over) = current.over.get(&key) else {
            return Vec::new();
        };
        let same = |other: &MeasurementRow| row.differences(other).is_empty();
        if stands.is_some_and(|it| same(it) || seen.decision.is_none()) {
            return Vec::new();
        }
        if let Some((was, event)) = over.iter().rev().find(|(it, _)| same(it)) {
            let difference = Difference {
                column: "value",
                was: String::new(),
                now: value(was),
            };
            return vec![(difference, Some(Problem::ValueOver(*event)))];
        }
        let Some((was, _)) = over.last().filter(|_| stands.is_none()) else {
            return Vec::new();
        };
        let changed = row.differences(was);
        match seen.decision {
            Some(by) => {
                let made = changed.iter().map(|it| by.redefines::<Self>(&key, it));
                rows.redefinitions.extend(made);
                Vec::new()
            }
            None => {
                let refused = |it| (it, Some(Problem::ValueAfterOver));
                changed.into_iter().map(refused).collect()
            }
        }
    }

    /// What another row for the same day supersedes is revoked, and stays with the reason.
    fn rewrites(
        before: &MeasurementRow,
        changed: &[Difference],
        decision: Option<&Decision>,
        current: &Measurements,
        rows: &mut Rows,
    ) -> Vec<(&'static str, Problem)> {
        let Some(by) = decision.filter(|_| !changed.is_empty()) else {
            return Vec::new();
        };
        let standing = current.standing.get(&before.key()).into_iter().flatten();
        rows.measurement_events
            .extend(standing.map(|id| MeasurementEventRow {
                submission: format!("{id}-revoked"),
                measurement: id.clone(),
                event: Event::Revoked.code().to_owned(),
                person: None,
                reason: format!(
                    "{} (quyết định {}, {} duyệt)",
                    by.reason, by.number, by.approver
                ),
                seq: 0,
                recorded_at: 0,
            }));
        Vec::new()
    }
}

// Where a value comes from is its own row's: what says another source and the same value is the
// value that stands.
comparable! {
    MeasurementRow by (indicator, day) {
        "value" => numerator, "value" => denominator, "value" => value,
    } beside (id, source, person, fall_reason, population, asked_from, asked_to, asked, asked_how, seq, recorded_at)
}

/// A value as the preview tells it.
fn value(row: &MeasurementRow) -> String {
    let nothing = MeasurementRow::default();
    let told = row.differences(&nothing).into_iter().next();
    told.map_or_else(String::new, |it| it.now)
}

/// The ledger's measurements, whoever entered them: one value counts for a day.
#[derive(Default)]
pub(crate) struct Measurements {
    /// Of each indicator and day the value that is accepted and stands.
    pub latest: Latest<MeasurementRow>,
    /// Indicators of which counted records are told.
    pub fractions: HashSet<String>,
    /// All that stand of a day: one, but in ledgers that were written when an import saw its own only.
    standing: HashMap<String, Vec<String>>,
    /// What was revoked or returned, in its order.
    over: HashMap<String, Vec<(MeasurementRow, Event)>>,
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
