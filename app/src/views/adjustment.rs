use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{HistoryRow, Marks, MilestoneRow, Mistake, Moved, Repromised};
use crate::domain::{Day, Event};

/// Where a milestone's terms, party or clock are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    /// `/work/{milestone}/extension`: its party asks for more time.
    Work,
    /// `/review/{milestone}/adjust`: the office decides.
    Review,
}

impl Desk {
    /// The events its forms write, in their order on the page.
    pub const fn events(self) -> &'static [Event] {
        match self {
            Self::Work => &[Event::ExtensionRequested],
            Self::Review => &[
                Event::Extended,
                Event::ExtensionDeclined,
                Event::Reassigned,
                Event::WaitingOnMinistry,
                Event::Resumed,
                Event::Cancelled,
            ],
        }
    }

    /// The page of a milestone from which it is reached.
    pub fn back(self, milestone: &str) -> String {
        match self {
            Self::Work => format!("/work/{milestone}"),
            Self::Review => format!("/review/{milestone}"),
        }
    }

    pub fn path(self, milestone: &str) -> String {
        let below = match self {
            Self::Work => "extension",
            Self::Review => "adjust",
        };
        format!("{}/{below}", self.back(milestone))
    }
}

/// Everything beside reports and decisions on them that happens to one milestone.
#[derive(Debug, Clone)]
pub struct AdjustmentPage {
    pub desk: Desk,
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// Why more time was asked for, where that is not answered.
    pub asked_because: Option<String>,
    /// The events this reader may write now.
    pub may: Vec<Event>,
    /// To whom it may be given: code and name; the unit itself has no code.
    pub parties: Vec<(String, Arc<str>)>,
    /// What cancelling it would move.
    pub moved: Vec<Moved>,
    pub history: Vec<HistoryRow>,
    pub form: AdjustmentForm,
    pub errors: AdjustmentErrors,
    pub repromised: Option<Repromised>,
    /// The last act of another since the form was opened.
    pub acted: Option<HistoryRow>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdjustmentForm {
    /// Which of the forms was sent; empty before.
    pub event: String,
    pub day: String,
    /// The code of a company, or `unit`; empty before choosing.
    pub party: String,
    pub number: String,
    pub reason: String,
    /// What cannot be taken back was asked once more.
    pub sure: bool,
    pub marks: Marks,
}

/// The word for the unit itself among the parties.
pub const THE_UNIT: &str = "unit";

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdjustmentErrors {
    pub day: Option<Mistake>,
    pub party: Option<Mistake>,
    pub number: Option<Mistake>,
    pub reason: Option<Mistake>,
    pub sure: Option<Mistake>,
    pub form: Option<Mistake>,
}

impl AdjustmentErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// A request for more time that waits for the office.
#[derive(Debug, Clone)]
pub struct AskedItem {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    pub on: Day,
    pub until: Option<Day>,
}
