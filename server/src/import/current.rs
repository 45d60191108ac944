//! What the ledger says now of all that the files may list.
use super::{campaign_file::CampaignFile, compare::Latest, files::*};
use crate::{
    db::{Db, DbError},
    ledger::WorkstreamRow,
};

macro_rules! current {
    ($($field:ident: $File:ident),+ $(,)?) => {
        #[derive(Default)]
        pub(super) struct Current {
            /// The place in the order this was read at.
            pub seq: i64,
            $(pub $field: <$File as CampaignFile>::Current,)+
        }

        impl Current {
            pub async fn load(db: &Db) -> Result<Self, DbError> {
                Ok(Self {
                    // Read first: what is written meanwhile makes the preview too old to apply.
                    seq: db.seq().await?,
                    $($field: $File::load(db).await?,)+
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
