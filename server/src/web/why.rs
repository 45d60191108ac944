//! `?why=` on every page of figures: what one of them is made of, read once for all pages.
use std::sync::Arc;

use app::{
    domain::{Event, Figure, Of},
    views::{HistoryRow, WhyAct, WhyFigure, WhyMilestone, WhyRows},
};

use super::{error::WebError, history::history_rows, pages::read_outcome, visit::Visit};

/// What the figure that the address asks for is made of; a name of none, or of none for this
/// reader, is a page that does not exist. On a wall nobody asks.
pub async fn why(visit: &Visit) -> Result<Option<Arc<WhyFigure>>, WebError> {
    let name = visit.query("why");
    if name.is_empty() || visit.frame.wall {
        return Ok(None);
    }
    let figure: Figure = name.parse().map_err(|_| WebError::NotFound)?;
    let board = visit.read()?;
    let as_file = !visit.query("format").is_empty();
    let page = (!as_file).then(|| visit.query("why_page").parse().unwrap_or(1));
    let mut why = match &figure.of {
        Of::Indicator(code) => {
            let (page, _) = read_outcome(visit, &board, code).await?;
            board.why_value(&figure, page)
        }
        _ => board.why(&figure, page),
    }
    .ok_or(WebError::NotFound)?;
    match &mut why.rows {
        WhyRows::Milestones(milestones) => {
            for row in &mut milestones.rows {
                let id = row.row.id.clone();
                if board.reads_in_full(&id) {
                    tell(row, history_rows(visit, &board, &id).await?);
                }
            }
        }
        WhyRows::Way(way) => {
            let code = way.values.outcome.code.clone();
            let (page, _) = read_outcome(visit, &board, &code).await?;
            board.tell_values(&mut why, page);
        }
        WhyRows::Parts(_) | WhyRows::Values(_) => {}
    }
    Ok(Some(Arc::new(why)))
}

/// Who reported a milestone last and with which documents, and who decided on that.
fn tell(row: &mut WhyMilestone, history: Vec<HistoryRow>) {
    row.full = true;
    let act = |it: &HistoryRow| WhyAct {
        event: it.event,
        day: it.day,
        person: it.person.clone(),
        by: it.by.clone(),
    };
    // Newest first: what stands before the report came after it.
    let Some(at) = history.iter().position(|it| it.event == Event::Submitted) else {
        return;
    };
    let decides = |event| {
        matches!(
            event,
            Event::Accepted | Event::Returned | Event::Revoked | Event::Withdrawn
        )
    };
    row.decided = history[..at].iter().find(|it| decides(it.event)).map(act);
    row.reported = history.get(at).map(act);
    row.documents = history[at].evidence.clone();
}
