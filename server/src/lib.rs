//! Tiến Độ, the server: the ledger and the board made of it, people and
//! sessions, the actions that write, and the command line.

pub mod clock;
pub mod db;
pub mod demo;
pub mod import;
pub mod ledger;
