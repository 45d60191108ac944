//! Measurements of an indicator with what became of them, read from the ledger
//! for one page.
use app::domain::{Instant, Measurement, parse_day};

use super::{Db, DbError, milestone_events::EvidenceText, with_pool};

/// A measurement with its last decision, if any.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Measured {
    pub id: String,
    pub day: String,
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    pub value: Option<String>,
    pub source: String,
    /// The account's name, or empty.
    pub name: String,
    pub event: Option<String>,
    pub decided_at: Option<Instant>,
    pub reason: String,
    pub seq: i64,
    pub recorded_at: Instant,
}

impl Measured {
    /// `None` for a row that says no day or no value.
    pub fn measurement(&self) -> Option<Measurement> {
        let day = parse_day(&self.day)?;
        let value = self.value.as_deref();
        Measurement::from_columns(day, self.numerator, self.denominator, value)
    }
}

/// Measurements of an indicator before an instant, newest first. `full` is the
/// scope: without it neither people nor reasons leave the database.
pub async fn of_indicator(
    db: &Db,
    indicator: &str,
    before: Instant,
    full: bool,
    limit: i64,
) -> Result<Vec<Measured>, DbError> {
    let sql = "select m.id, m.day, m.numerator, m.denominator, m.value, m.source, \
                      case when $3 then coalesce(p.name, '') else '' end as name, \
                      e.event, e.recorded_at as decided_at, \
                      case when $3 then coalesce(e.reason, '') else '' end as reason, \
                      m.seq, m.recorded_at \
               from measurements m \
               left join measurement_events e on e.measurement = m.id and e.seq = \
                    (select max(x.seq) from measurement_events x \
                     where x.measurement = m.id and x.recorded_at < $2) \
               left join people p on p.id = m.person \
               where m.indicator = $1 and m.recorded_at < $2 \
               order by m.day desc, m.seq desc limit $4";
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(indicator).bind(before).bind(full).bind(limit).fetch_all(pool).await)?,
    )
}

/// Documents behind the measurements of an indicator before an instant; the
/// `submission` of each is the measurement's id.
pub async fn evidence(
    db: &Db,
    indicator: &str,
    before: Instant,
) -> Result<Vec<EvidenceText>, DbError> {
    let sql = "select v.submission, v.document_number, v.document_day, v.link, v.seq \
               from evidence v join measurements m on m.id = v.submission \
               where m.indicator = $1 and v.recorded_at < $2 order by v.seq";
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(indicator).bind(before).fetch_all(pool).await)?,
    )
}
