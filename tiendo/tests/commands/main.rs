//! The command line, by the real binary.
#![allow(clippy::unwrap_used)]

mod accounts;
mod backup;
mod demo;
mod mail;
mod start;
mod support;
mod words;
