//! What the search asks the database for.
use super::{Db, DbError, with_pool};

/// A document with its number, and what it is evidence of.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct NumberedDocument {
    pub seq: i64,
    pub submission: String,
    pub document_number: String,
    pub milestone: Option<String>,
    pub indicator: Option<String>,
    pub organisation: String,
    /// It tells what a re-check found.
    pub of_recheck: bool,
}

/// Documents of reports, measurements, explanations and re-checks after a place in the order, one line for
/// each thing they are about. One without a number is there too: it may stand in the place of
/// another.
pub async fn documents_after(db: &Db, seq: i64) -> Result<Vec<NumberedDocument>, DbError> {
    let sql = "select v.seq, v.submission, v.document_number, e.milestone, \
                      cast(null as text) as indicator, e.organisation, \
                      1 = 0 as of_recheck \
               from evidence v join milestone_events e on e.submission = v.submission \
               where v.seq > $1 \
               union all \
               select v.seq, v.submission, v.document_number, cast(null as text), m.indicator, \
                      cast('' as text), 1 = 0 \
               from evidence v join measurements m on m.id = v.submission where v.seq > $1 \
               union all \
               select v.seq, v.submission, v.document_number, x.milestone, x.indicator, \
                      x.organisation, 1 = 0 \
               from evidence v join explained x on x.submission = v.submission where v.seq > $1 \
               union all \
               select v.seq, v.submission, v.document_number, r.milestone, r.indicator, \
                      cast('' as text), 1 = 1 \
               from evidence v join recheck_results r on r.submission = v.submission \
               where v.seq > $1 \
               order by 1";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(seq).fetch_all(pool).await)?)
}
