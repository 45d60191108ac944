//! Numbers of decisions that stand in the life of milestones, read from the ledger.
use app::domain::Instant;

use super::{Db, DbError, with_pool};

/// An event that happened by a decision.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct DecidedEvent {
    pub milestone: String,
    pub event: String,
    pub organisation: String,
    pub decision: String,
    pub deadline: Option<String>,
    pub recorded_at: Instant,
    /// The day of the decision, where the old book tells of it.
    pub old_book: Option<String>,
}

/// The events of milestones that name a decision or a document, before an instant, newest first.
pub async fn decided_events(db: &Db, before: Instant) -> Result<Vec<DecidedEvent>, DbError> {
    let sql = "select milestone, event, organisation, decision, deadline, recorded_at, old_book \
               from milestone_events where decision <> '' and recorded_at < $1 \
               order by seq desc";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(before).fetch_all(pool).await)?)
}
