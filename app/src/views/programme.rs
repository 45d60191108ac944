use std::sync::Arc;

use crate::domain::{Figures, Group, PartnerCode, UnitCode, Workstream};

/// `/programme` and `/agreements`: what stands beside the databases.
#[derive(Debug, Clone)]
pub struct Programme {
    pub group: Group,
    /// All together; empty for readers whose sums run over a part.
    pub figures: Figures,
    /// By the heading of the document they come from, in its order.
    pub headings: Vec<(Arc<str>, Vec<ProgrammeRow>)>,
}

#[derive(Debug, Clone)]
pub struct ProgrammeRow {
    pub workstream: Arc<Workstream>,
    pub owner: Option<(UnitCode, Arc<str>)>,
    pub partner: Option<(PartnerCode, Arc<str>)>,
    /// Units with a duty in it; 0 until the office names one.
    pub units: usize,
    pub figures: Figures,
}
