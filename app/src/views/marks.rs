use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::{Day, Value};

/// What a form carries unseen: it says which form it is, what its reader had read and who
/// that was. The writing transaction compares; a field left out matches nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// One id for each form opened: sent twice, it is one event.
    #[serde(default)]
    pub submission: String,
    /// The sign of the last event that the milestone had; empty where there was none.
    #[serde(default)]
    pub read: String,
    /// Where the terms of the milestone stood in the order of facts: its title, product,
    /// kind, weight and party.
    #[serde(default)]
    pub promised: String,
    /// Where the values that an outcome is accepted by stood in the order of facts; empty of
    /// what is no outcome.
    #[serde(default)]
    pub measured: String,
    /// The account the form was given to.
    #[serde(default)]
    pub account: String,
}

impl Marks {
    /// Whether the readers of two forms had read the same of the milestone.
    pub fn read_the_same(&self, other: &Self) -> bool {
        self.read == other.read && self.promised == other.promised
    }
}

/// The value by which an outcome is judged, and what it must reach.
#[derive(Debug, Clone, PartialEq)]
pub struct RestsOn {
    pub reach: Value,
    /// Whether more is better.
    pub up: bool,
    pub unit_of_measure: Arc<str>,
    /// The latest that reaches it, else the latest; `None`: never measured.
    pub value: Option<(Value, Day)>,
}

/// The values that an outcome is accepted by changed while a form about it was open.
#[derive(Debug, Clone)]
pub struct Remeasured {
    pub read: RestsOn,
    pub now: RestsOn,
}

/// What a milestone promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub title: String,
    pub product: String,
    /// As its row has it.
    pub kind: String,
    pub weight: i64,
    /// The value an outcome must reach.
    pub reach: String,
}

/// The terms of a milestone changed while a form about it was open.
#[derive(Debug, Clone)]
pub struct Repromised {
    pub read: Promise,
    pub now: Promise,
}
