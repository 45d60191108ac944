//! Tiến Độ, the server: the ledger and the board made of it, people and
//! sessions, the actions that write, and the command line.

pub mod board;
pub mod clock;
pub mod db;
pub mod ledger;
