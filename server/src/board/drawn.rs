//! Draws that were made.
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use app::domain::{About, DutyKey, PartnerCode};

use crate::db::{audit::Last, rechecks::AcceptedThing};

/// A draw that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The last line of the audit before its midnight; its hash is the seed.
    pub seed: Last,
    /// How many things it was drawn from.
    pub population: usize,
    /// What was drawn, in the order of the draw.
    pub things: Vec<Lot>,
}

/// One thing that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    pub about: About,
    /// The duty it is of; none of what the campaign measures.
    pub duty: Option<DutyKey>,
    /// The company that had handed it over.
    pub company: Option<PartnerCode>,
    pub accepted: AcceptedThing,
}

/// Draws that were made: none ever changes.
#[derive(Debug, Default)]
pub(super) struct Draws(pub(super) Mutex<BTreeMap<Arc<str>, Arc<Drawn>>>);
