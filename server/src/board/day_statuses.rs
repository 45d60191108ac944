//! What a comparison needs of a past day: far less than its board.
use std::collections::HashMap;

use app::domain::{Day, DutyKey, Figures, Outlook, Status};

use super::{Board, GroupKey};

/// Statuses and the city's sums of one day.
#[derive(Debug)]
pub struct DayStatuses {
    pub day: Day,
    pub(super) statuses: HashMap<DutyKey, Status>,
    pub(super) city: Figures,
    pub(super) outlook: Outlook,
}

impl DayStatuses {
    pub fn of(board: &Board) -> Self {
        let statuses = board
            .headline_duties(board.day())
            .filter_map(|(key, entry)| Some((key.clone(), entry.figures.judgement?.status)))
            .collect();
        Self {
            day: board.day(),
            statuses,
            city: board.sum(&GroupKey::City),
            outlook: board.outlook(&GroupKey::City),
        }
    }
}
