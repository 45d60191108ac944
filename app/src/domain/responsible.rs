//! Who has to hand a milestone over.
use serde::{Deserialize, Serialize};

use super::PartnerCode;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Responsible {
    Unit,
    Partner(PartnerCode),
}
