use std::sync::Arc;

use crate::domain::{PartnerCode, UnitCode, UnitKind, Workstream};

/// `/search`: units, databases and companies by name or code.
#[derive(Debug, Clone, Default)]
pub struct SearchPage {
    pub text: String,
    pub units: Vec<FoundUnit>,
    pub databases: Vec<FoundWorkstream>,
    /// What stands beside the databases.
    pub beside: Vec<FoundWorkstream>,
    pub partners: Vec<(PartnerCode, Arc<str>)>,
    /// More were found than are listed.
    pub more: bool,
}

#[derive(Debug, Clone)]
pub struct FoundUnit {
    pub code: UnitCode,
    pub name: Arc<str>,
    pub kind: UnitKind,
    /// Where it was before July 2025, to tell communes of one name apart.
    pub former_area: Arc<str>,
    /// The name it had before, where it was found by that.
    pub former_name: Option<Arc<str>>,
}

#[derive(Debug, Clone)]
pub struct FoundWorkstream {
    pub workstream: Arc<Workstream>,
    /// The name it had before, where it was found by that.
    pub former_name: Option<Arc<str>>,
}
