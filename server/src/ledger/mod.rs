//! The ledger: rows as the tables hold them, and the facts the board is built
//! from. Facts are appended, never changed.

pub mod accounts;
pub mod fact_pages;
mod fact_rows;
mod facts;
mod lives;
mod milestone_id;
mod reading;
mod rows;
mod tables;
mod verify;

pub use fact_rows::FactRows;
pub use facts::{Fact, Stamped, zone_of};
pub(crate) use facts::{
    cadence, campaign, dependency, indicator, membership, one_after_another, rhythm,
    slot_exception, terms, unit, unit_group,
};
pub use lives::lives;
pub use milestone_id::milestone_id;
pub use reading::{Reading, all_before, campaign_before, load};
pub use rows::*;
pub use tables::TABLES;
pub(crate) use tables::fact_tables;
pub use verify::{Fault, Uncovered, Verdict, verify};
