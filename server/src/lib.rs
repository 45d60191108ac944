//! Tiến Độ, the server: the ledger and the board made of it, people and
//! sessions, the web that reads and writes, and the command line.

pub mod archive;
pub mod board;
mod cause;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod files;
pub mod import;
pub mod key;
pub mod ledger;
mod lock;
mod log;
mod loopback;
pub mod mail;
mod operator;
mod packed;
mod private;
pub mod web;
