//! When somebody looked at their work before.
use app::domain::Instant;

use super::{error::WebError, visit::Visit};
use crate::{
    board::ScopedBoard,
    db::visits::{self, Visits},
};

/// The visit before this one, which is noted; `None` where there was none, and of what is no
/// visit: a past day, a file.
pub async fn looked_before(
    visit: &Visit,
    board: &ScopedBoard,
) -> Result<Option<Instant>, WebError> {
    let (db, viewer) = (&visit.app.db, board.viewer());
    if visit.frame.as_of.is_some() || !visit.query("format").is_empty() {
        return Ok(None);
    }
    let (now, known) = (
        visit.app.clock.now(),
        visits::lookup(db, &viewer.person).await?,
    );
    let visits = known.map_or(Visits::first(now), |it| it.and(now));
    if known != Some(visits) {
        // After the answer: a page is read also where nothing can be written.
        let (db, person) = (db.clone(), viewer.person.clone());
        tokio::spawn(async move {
            if let Err(error) = visits::save(&db, &person, visits).await {
                tracing::warn!(%error, "a visit was not written");
            }
        });
    }
    Ok(known.map(|_| visits.before_at))
}
