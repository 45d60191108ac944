use std::sync::Arc;

use chrono::Months;
use chrono_tz::Tz;

use serde::{Deserialize, Serialize};

use super::{Day, Headline, Minutes, words};

words! {
    /// What the campaign's whole is called, in the words of campaign.csv.
    Place {
        City = "thành phố",
        Province = "tỉnh",
        Ward = "phường",
        Commune = "xã",
    }
}

/// What stands over a paper of the campaign, as its input says; nothing here knows a place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Issued {
    /// The body above the one that issues it.
    pub above: Option<Arc<str>>,
    pub by: Option<Arc<str>>,
    /// Where it is signed.
    pub at: Option<Arc<str>>,
}

/// The one campaign a database holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    pub name: Arc<str>,
    pub start: Day,
    /// May not be decided yet.
    pub deadline: Option<Day>,
    /// Rule 4: the first one it had, which never changes.
    pub first_deadline: Option<Day>,
    /// Its last day, once it was decided: figures stand as they are at its end, and nothing is
    /// recorded after it.
    pub closes: Option<Day>,
    pub zone: Tz,
    pub motto: Arc<str>,
    /// What its figures count; where it is not said, see
    /// [`Headline::default_for`].
    pub headline: Option<Headline>,
    pub place: Place,
    /// What is asked takes so long.
    pub minutes: Minutes,
    /// Whose paper its brief is.
    pub issued: Issued,
    /// A demonstration carries the badge "Số liệu mẫu" everywhere.
    pub demo: bool,
    /// What no document confirms is marked "tạm".
    pub provisional: bool,
    pub source: Arc<str>,
}

/// How long after the campaign's end a day is no slip of the keyboard.
const FARTHEST: Months = Months::new(24);

/// How a new deadline lies to the campaign's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Within,
    /// To be meant so.
    Beyond,
    /// Nobody means it.
    TooFar,
}

impl Campaign {
    /// The day that its figures are of on a local day: that day, or the last one of a campaign that
    /// is closed.
    pub fn day_of_figures(&self, today: Day) -> Day {
        self.closes.map_or(today, |last| today.min(last))
    }

    /// Its last day, where it is over on a local day.
    pub fn closed_before(&self, today: Day) -> Option<Day> {
        self.closes.filter(|last| *last < today)
    }

    /// How a new deadline lies to the end; one that is not decided yet bounds nothing.
    pub fn reach(&self, day: Day) -> Reach {
        match self.deadline {
            Some(end) if day > end => match end.checked_add_months(FARTHEST) {
                Some(farthest) if day > farthest => Reach::TooFar,
                _ => Reach::Beyond,
            },
            _ => Reach::Within,
        }
    }

    /// A later row of the same campaign: what was promised first stays known.
    pub fn restates(&mut self, before: &Self) {
        self.first_deadline = before.first_deadline.or(self.first_deadline);
    }
}
