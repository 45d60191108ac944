//! Rows of all tables of the ledger, to be appended together.
use app::domain::Instant;

use crate::{
    db::{DbError, Tx, people, people::Person},
    ledger::*,
};

macro_rules! rows {
    ($($table:ident: $row:ident read as ($($brief:ident)?)),+ $(,)?) => {
        /// Rows to be appended, by table, and accounts to be added.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct Rows {
            $(pub $table: Vec<$row>,)+
            pub people: Vec<Person>,
        }

        impl Rows {
            /// How many facts there are.
            pub fn facts(&self) -> usize {
                0 $(+ self.$table.len())+
            }

            /// Visits the stamp of every fact.
            pub fn each_stamp(&mut self, mut visit: impl FnMut(&mut i64, &mut Instant)) {
                $(for row in &mut self.$table { visit(&mut row.seq, &mut row.recorded_at); })+
            }

            /// Puts every table in the order of facts.
            pub fn sort(&mut self) {
                $(self.$table.sort_by_key(|row| row.seq);)+
            }

            /// Appends everything.
            pub async fn append(&self, tx: &mut Tx) -> Result<(), DbError> {
                $($row::append(tx, &self.$table).await?;)+
                for person in &self.people {
                    people::insert(tx, person).await?;
                }
                Ok(())
            }
        }
    };
}

fact_tables!(rows);

impl Rows {
    /// What they say of the plan, as the board reads it; nothing that was measured.
    pub fn of_plan(self) -> FactRows {
        FactRows {
            campaign: self.campaign,
            calendar: self.calendar,
            units: self.units,
            unit_groups: self.unit_groups,
            group_members: self.group_members,
            workstreams: self.workstreams,
            dependencies: self.dependencies,
            bodies: self.bodies,
            helpers: self.helpers,
            triggers: self.triggers,
            cadences: self.cadences,
            slot_exceptions: self.slot_exceptions,
            rhythms: self.rhythms,
            documents: self.documents,
            partners: self.partners,
            duties: self.duties,
            weights: self.weights,
            assignments: self.assignments,
            indicators: self.indicators,
            targets: self.targets,
            milestones: self.milestones,
            redefinitions: self.redefinitions,
            milestone_events: self.milestone_events.iter().map(Into::into).collect(),
            ..FactRows::default()
        }
    }
}
