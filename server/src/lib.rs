//! Tiến Độ, the server: the ledger and the board made of it, people and
//! sessions, the actions that write, and the command line.

pub mod actions;
pub mod assets;
pub mod board;
pub mod cli;
pub mod client;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod error;
mod export;
pub mod guard;
pub mod handlers;
pub mod headers;
pub mod import;
pub mod ledger;
pub mod password;
pub mod render;
pub mod router;
pub mod session;
pub mod state;
pub mod throttle;
pub mod visit;
