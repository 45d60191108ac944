//! The one integration-test binary: a module for each subject, `support` for what they share.
#![allow(clippy::unwrap_used)]

mod access;
mod adjustment;
mod any_campaign;
mod any_history;
mod assets;
mod audit;
mod away;
mod contract;
mod exports;
mod fact_pages;
mod figures;
mod forms;
mod frozen;
mod health;
mod independent;
mod islands;
mod leaks;
mod lock_out;
mod matrix;
mod migrations;
mod one_number;
mod outcomes;
mod owner;
mod pages;
mod partners;
mod recorded;
mod redefinitions;
mod rules;
mod security;
mod sequences;
mod slow;
mod story;
mod support;
mod to_arrange;
mod unsent;
