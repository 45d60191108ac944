//! A stretch of the order: the rows of every table the board is built from.
use app::domain::Instant;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{
    facts::{Stamped, read},
    rows::*,
};
use crate::db::{Db, DbError};

macro_rules! tables {
    ($($table:ident: $row:ident),+ $(,)?) => {
        /// Rows between two places in the order.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Stretch {
            $(pub(super) $table: Vec<$row>,)+
        }

        impl Stretch {
            /// What rows are made of, table by table.
            pub(super) const SHAPE: &'static [&'static str] = &[$($row::SHAPE),+];

            /// Reads the rows after a place up to another, before an instant.
            pub async fn read(db: &Db, after: i64, upto: i64, before: Instant) -> Result<Self, DbError> {
                Ok(Self {
                    $($table: $row::stretch(db, after, upto, before).await?,)+
                })
            }

            /// How many rows there are.
            pub fn rows(&self) -> usize {
                0 $(+ self.$table.len())+
            }

            /// Forgets what was recorded later.
            pub(super) fn keep_before(&mut self, before: Instant) {
                $(self.$table.retain(|row| row.recorded_at < before);)+
            }

            /// The rows as facts in their order; within one seq, what is named
            /// comes before what names it.
            pub fn facts(&self, zone: Tz) -> Result<Vec<Stamped>, DbError> {
                let mut facts = Vec::with_capacity(self.rows());
                $(read(&self.$table, zone, &mut facts)?;)+
                // Stable: the order of tables stands within one seq.
                facts.sort_by_key(|f| f.seq);
                Ok(facts)
            }
        }
    };
}

tables! {
    campaign: CampaignRow,
    units: UnitRow,
    workstreams: WorkstreamRow,
    partners: PartnerRow,
    duties: DutyRow,
    weights: WeightRow,
    assignments: AssignmentRow,
    indicators: IndicatorRow,
    targets: TargetRow,
    milestones: MilestoneRow,
    decided: DecidedRow,
    moved: MovedRow,
}
