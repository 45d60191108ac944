use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::PartnerCode;

/// A partner technology company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partner {
    pub code: PartnerCode,
    pub short_name: Arc<str>,
    pub name: Arc<str>,
    pub source: Arc<str>,
}
