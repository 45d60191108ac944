//! The command line, by the real binary.
#![allow(clippy::unwrap_used)]

mod accounts;
mod backup;
mod backup_of_postgres;
mod demo;
mod mail;
mod moving;
#[path = "../../../server/tests/it/support/postgres.rs"]
mod postgres;
mod start;
mod support;
mod words;
