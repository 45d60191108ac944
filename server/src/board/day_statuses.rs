//! What a comparison needs of a past day: far less than its board.
use std::collections::HashMap;

use app::domain::{Day, DutyKey, Figures, Group, Headline, Outlook, Share, Status};
use serde::{Deserialize, Serialize};

use super::{Board, GroupKey};

/// Statuses and the city's sums of one day.
#[derive(Debug, PartialEq)]
pub struct DayStatuses {
    pub day: Day,
    pub(super) statuses: HashMap<DutyKey, Status>,
    pub(super) city: Figures,
    pub(super) outlook: Outlook,
    pub(super) under: Headlines,
}

/// The accepted share of a day under everything that a campaign's headline can count.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Headlines {
    /// What is counted where the campaign does not say.
    unsaid: Headline,
    databases: Option<Share>,
    programme: Option<Share>,
    all: Option<Share>,
}

impl Headlines {
    pub fn of(board: &Board) -> Self {
        let accepted = |headline: Headline| {
            let mut sums = Figures::default();
            for group in Group::ALL.iter().filter(|group| headline.counts(**group)) {
                sums.add(&board.sum(&GroupKey::of(*group)));
            }
            sums.accepted()
        };
        Self {
            unsaid: board.unsaid_headline(),
            databases: accepted(Headline::Databases),
            programme: accepted(Headline::Programme),
            all: accepted(Headline::All),
        }
    }

    /// What a cell of campaign.csv lets the figures count, and their accepted share then.
    pub fn read(&self, cell: &str) -> (Headline, Option<Share>) {
        let headline = Headline::from_code(cell).unwrap_or(self.unsaid);
        let share = match headline {
            Headline::Databases => self.databases,
            Headline::Programme => self.programme,
            Headline::All => self.all,
        };
        (headline, share)
    }
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
            under: Headlines::of(board),
        }
    }
}
