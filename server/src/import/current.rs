//! What the ledger says now of all that the files may list.
use super::{
    campaign_file::{CampaignFile, Source},
    compare::Latest,
    files::*,
};
use crate::{db::DbError, ledger::WorkstreamRow};

macro_rules! current {
    ($($field:ident: $File:ident),+ $(,)?) => {
        #[derive(Default)]
        pub(super) struct Current {
            /// The place in the order this was read at.
            pub seq: i64,
            $(pub $field: <$File as CampaignFile>::Current,)+
        }

        impl Current {
            pub async fn load(from: Source<'_>) -> Result<Self, DbError> {
                // Known first: what is written meanwhile makes the preview too old to apply.
                let seq = match from.board {
                    Some(board) => board.seq(),
                    None => from.db.seq().await?,
                };
                Ok(Self {
                    seq,
                    $($field: $File::load(from).await?,)+
                })
            }
        }
    };
}
campaign_files!(current);

impl Current {
    /// There is no campaign yet, only accounts perhaps.
    pub fn empty(&self) -> bool {
        CampaignCsv::latest(&self.campaign).is_empty()
    }

    /// The workstreams of both files, which stand in one table.
    pub const fn workstreams(&self) -> &Latest<WorkstreamRow> {
        &self.databases
    }
}
