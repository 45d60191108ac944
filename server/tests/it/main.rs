//! The one integration-test binary: a module for each subject, `support` for what they share.
#![allow(clippy::unwrap_used)]

mod access;
mod commands;
mod contract;
mod figures;
mod leaks;
mod migrations;
mod partners;
mod security;
mod story;
mod support;
