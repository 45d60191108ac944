use std::sync::Arc;

use super::PartnerCode;

/// A partner technology company.
#[derive(Debug, Clone, PartialEq)]
pub struct Partner {
    pub code: PartnerCode,
    pub short_name: Arc<str>,
    pub name: Arc<str>,
    pub source: Arc<str>,
}
