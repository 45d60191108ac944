//! HTTP: from a request to a page, a file or a fact.
//!
//! What reads, writes and checks one resource stands in one folder: `work` (what an
//! organisation reports), `review` (what it decides on), `account` (signing in).
//! `pages` are only read. `router` is the table of all of them.

pub mod account;
mod adjustment;
pub mod assets;
mod audit;
mod brief;
pub mod client;
mod compare;
mod cookies;
mod days;
mod encodings;
mod error;
mod evidence;
mod explanation;
mod export;
mod files;
mod form_again;
pub mod grid;
mod guard;
pub mod headers;
pub mod health;
pub mod heartbeat;
mod history;
mod islands;
pub mod kept;
mod looked;
mod marked;
mod measure;
mod milestone_event;
mod milestone_form;
mod pages;
mod people;
mod plan;
mod received;
mod recheck;
mod reconciliation;
pub mod refusal_quota;
pub mod refusals;
pub mod render;
mod restatement;
mod review;
pub mod router;
pub mod serving;
pub mod state;
pub mod surroundings;
mod unsent;
mod visit;
pub mod who;
mod why;
mod work;

pub(crate) use export::looks_like_a_formula;
