//! What people entered and nobody decided on: reports and values, read for one page.
use app::domain::Instant;

use super::{Db, DbError, with_pool};

/// A report or a value that had no decision by the end of a stretch of time.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct Undecided {
    /// The milestone, or the indicator.
    pub about: String,
    /// Whose report it was, by code; of a value empty, for its indicator says whose.
    pub organisation: String,
    pub recorded_at: Instant,
    /// Who entered it took it back.
    pub withdrawn: bool,
}

/// Reports handed over since an instant of which nothing became, or that were withdrawn, before
/// another; oldest first.
pub async fn reports(db: &Db, since: Instant, before: Instant) -> Result<Vec<Undecided>, DbError> {
    let sql = "select e.milestone as about, e.organisation, e.recorded_at, coalesce(n.event, '') = 'withdrawn' as withdrawn \
               from milestone_events e \
               left join milestone_events n on n.milestone = e.milestone and n.seq = \
                    (select min(x.seq) from milestone_events x where x.milestone = e.milestone \
                     and x.seq > e.seq and x.recorded_at < $2 \
                     and x.event in ('accepted', 'returned', 'withdrawn', 'cancelled')) \
               where e.event = 'submitted' and e.recorded_at >= $1 and e.recorded_at < $2 \
                 and coalesce(n.event, 'withdrawn') = 'withdrawn' \
               order by e.seq";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(since).bind(before).fetch_all(pool).await)?)
}

/// Values that somebody entered since an instant of which the same holds.
pub async fn values(db: &Db, since: Instant, before: Instant) -> Result<Vec<Undecided>, DbError> {
    let sql = "select m.indicator as about, '' as organisation, m.recorded_at, coalesce(n.event, '') = 'withdrawn' as withdrawn \
               from measurements m \
               left join measurement_events n on n.measurement = m.id and n.seq = \
                    (select min(x.seq) from measurement_events x where x.measurement = m.id \
                     and x.recorded_at < $2) \
               where m.person is not null and m.recorded_at >= $1 and m.recorded_at < $2 \
                 and coalesce(n.event, 'withdrawn') = 'withdrawn' \
               order by m.seq, m.id";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(since).bind(before).fetch_all(pool).await)?)
}
