//! The server's daily work on what recurs: an import of no file, which opens the slots that are due
//! to be open. Two servers that share a database both try, and one of them does.
use std::sync::Arc;

use app::domain::Instant;

use super::{Applied, By, Files, ImportError, apply_by, plan_files_beside};
use crate::{board::Board, db::Db};

/// What the audit calls it.
const ACT: &str = "slots.opened";

/// Opens the slots that are to be open today. `board` is today's.
pub async fn open_slots(db: &Db, board: &Arc<Board>, now: Instant) -> Result<Applied, ImportError> {
    let Some(campaign) = board.campaign().filter(|_| board.has_slots_to_open()) else {
        return Ok(Applied::default());
    };
    let files = Files::of_office(campaign.clone());
    let preview = plan_files_beside(db, board, &files, now).await?;
    let by = By {
        person: None,
        account: None,
        source: "tiendo serve",
        act: Some(ACT),
        form: "",
        accounts: &[],
    };
    match apply_by(db, &preview, now, by).await {
        // Something was recorded meanwhile: the next round does it.
        Err(ImportError::Moved) => Ok(Applied::default()),
        done => done,
    }
}
