//! The decision behind the changes of a row.

/// How the numbers of invented decisions begin; a real campaign refuses them.
pub const DEMO_NUMBER: &str = "MẪU";

/// The columns in which a row carries the decision behind its changes.
pub const COLUMNS: [&str; 3] = ["decision", "reason", "approver"];

/// The decision behind the changes of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    pub number: String,
    pub reason: String,
    pub approver: String,
}
