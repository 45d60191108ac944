//! Facts as rows: those of every table the board is built from, between two
//! places in the order.
use app::domain::Instant;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{
    facts::{Stamped, read},
    rows::*,
    tables::{TABLES, fact_tables},
};
use crate::db::{Db, DbError, with_pool};

/// Places read at once: what is read is folded and dropped before more comes, so
/// that a start needs no room for the whole ledger.
pub(super) const PLACES: i64 = 4_000;

macro_rules! fact_rows {
    ($($table:ident: $row:ident read as ($($brief:ident)?)),+ $(,)?) => {
        /// Rows between two places in the order.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct FactRows {
            $($(pub(crate) $table: Vec<$brief>,)?)+
        }

        impl FactRows {
            /// What rows are made of, table by table.
            pub(super) const SHAPE: &'static [&'static str] = &[$($($brief::SHAPE,)?)+];

            /// Reads the rows after a place up to another, before an instant.
            pub async fn read(db: &Db, after: i64, upto: i64, before: Instant) -> Result<Self, DbError> {
                let mut all = Self::default();
                for table in tables_with_rows(db, after, upto).await? {
                    match table.as_str() {
                        $($($row::TABLE => all.$table = $brief::stretch(db, after, upto, before).await?,)?)+
                        // The board reads nothing of it.
                        _ => {}
                    }
                }
                Ok(all)
            }

            /// How many rows there are.
            pub fn count(&self) -> usize {
                0 $($(+ {
                    let rows: &Vec<$brief> = &self.$table;
                    rows.len()
                })?)+
            }

            /// Forgets what was recorded later.
            pub(super) fn keep_before(&mut self, before: Instant) {
                $($(self.$table.retain(|row: &$brief| row.recorded_at < before);)?)+
            }

            /// Puts the rows of each table in one order, also where they share a place.
            pub(super) fn sort(&mut self) {
                $($(self.$table.sort_by(<$brief as Ord>::cmp);)?)+
            }

            /// The rows as facts in their order; within one seq, what is named
            /// comes before what names it.
            pub fn facts(self, zone: Tz) -> Result<Vec<Stamped>, DbError> {
                let mut facts = Vec::with_capacity(self.count());
                $($(read::<$brief>(self.$table, zone, &mut facts)?;)?)+
                // Stable: the order of tables stands within one seq.
                facts.sort_by_key(|f| f.seq);
                Ok(facts)
            }
        }
    };
}

fact_tables!(fact_rows);

/// The tables that have rows after a place up to another: what was written since a reader looked
/// last stands in one or two of them.
async fn tables_with_rows(db: &Db, after: i64, upto: i64) -> Result<Vec<String>, DbError> {
    let of = |table: &&str| {
        format!(
            "select '{table}' where exists \
             (select 1 from {table} where seq > $1 and seq <= $2)"
        )
    };
    let all: Vec<String> = TABLES.iter().map(of).collect();
    let sql = all.join(" union all ");
    Ok(
        with_pool!(db, pool => sqlx::query_scalar(&sql).bind(after).bind(upto).fetch_all(pool).await)?,
    )
}
