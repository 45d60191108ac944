//! What people look at: one page a file, each loads its view and hands it to
//! the page of `app`.
mod burden;
mod databases;
mod deadlines;
mod documents;
mod duty;
mod explanations;
mod groups;
mod home;
mod lists;
mod matrix;
mod outcomes;
mod overview;
mod partners;
mod programme;
mod search;
mod units;
mod what_if;

pub use burden::burden;
pub use databases::{database, databases};
pub use documents::{document, document_by_strokes, documents};
pub use duty::duty;
pub use explanations::explanations;
pub use groups::{group, groups};
pub use home::{help, home};
pub use lists::{actions, duties, milestones};
pub use matrix::matrix;
pub use outcomes::{outcome, outcome_page, outcomes, read_outcome};
pub use overview::{campaign, latest, parts};
pub use partners::{partner, partners};
pub use programme::{agreement, agreements, programme, programme_workstream};
pub use search::{Searched, search};
pub use units::{unit, unit_page, units};
pub use what_if::what_if;
