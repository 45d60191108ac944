//! Who has to hand a milestone over.
use serde::{Deserialize, Serialize};

use super::PartnerCode;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Responsible {
    Unit,
    Partner(PartnerCode),
}

impl Responsible {
    /// The company, where it is one.
    pub const fn company(&self) -> Option<&PartnerCode> {
        match self {
            Self::Unit => None,
            Self::Partner(code) => Some(code),
        }
    }
}
