use std::sync::Arc;

use super::OutcomeRow;
use crate::domain::{Group, Share, Value};

/// What handing a milestone over, or accepting it, would change.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Whose share it is: the unit's; beside the databases, where a unit has none, the task's.
    pub of: Arc<str>,
    pub change: Change,
    /// What is accepted of it now.
    pub accepted: Option<Share>,
    /// The figures of all it is part of, for those who weigh them; without a group the
    /// campaign's.
    pub whole: Option<(Option<Group>, Change)>,
}

/// A share before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    pub now: Option<Share>,
    pub then: Option<Share>,
}

impl Change {
    pub fn rises(self) -> bool {
        self.then > self.now
    }
}

/// The shares of something before and after.
#[derive(Debug, Clone)]
pub struct Moved {
    pub of: MovedOf,
    pub claimed: Change,
    pub accepted: Change,
}

#[derive(Debug, Clone, PartialEq)]
pub enum MovedOf {
    /// A unit, a workstream, a company.
    Named(Arc<str>),
    /// All it is part of; without a group what the campaign's figures count.
    Whole(Option<Group>),
}

/// The measurement without which an outcome milestone is not accepted.
#[derive(Debug, Clone)]
pub struct Needed {
    /// The promised value.
    pub reach: Value,
    /// What is measured, and how far it has come; `None` where the duty has no indicator.
    pub outcome: Option<OutcomeRow>,
}
