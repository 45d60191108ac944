//! What a person follows, as far as he may read it now.
use app::views::{Followed, FollowedRow};

use super::ScopedBoard;

impl ScopedBoard {
    /// One of the things the reader follows; `None` where there is none, or none for the reader.
    pub fn followed(&self, kind: Followed, code: &str) -> Option<FollowedRow> {
        self.board.followed(&self.scope, kind, code)
    }
}
