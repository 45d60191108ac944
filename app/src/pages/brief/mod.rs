//! Sheets of one A4 page: of the campaign for the committee's table, of a unit, of a company; and
//! what the office puts before the committee on the first.
mod campaign;
mod lists;
mod partner;
mod proposals;
mod sheet;
mod unit;

pub use campaign::page as campaign;
pub use partner::page as partner;
pub use proposals::{page as proposals, unwritten};
pub use unit::page as unit;
