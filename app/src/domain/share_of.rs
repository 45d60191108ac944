//! The shares of a campaign, and which milestones are in them.
use super::{Day, Milestone, words};

words! {
    /// The shares there are, by the names that figures have on a page.
    ShareOf {
        Claimed = "claimed",
        Accepted = "accepted",
        Measured = "measured",
        Expected = "expected",
        ExpectedOriginal = "expected_original",
    }
}

impl ShareOf {
    /// Whether a counted milestone is in the numerator at the end of a day; what is measured is
    /// not of milestones.
    pub fn holds(self, m: &Milestone, today: Day) -> bool {
        let closed = |deadline: Option<Day>| deadline.is_some_and(|deadline| today > deadline);
        // A slot counts once it has closed, and by its close.
        if !m.has_closed(today) {
            return false;
        }
        match self {
            Self::Claimed => m.claimed(),
            Self::Accepted => m.accepted(),
            Self::Measured => false,
            Self::Expected => closed(m.taken_until().or(m.current_deadline)),
            Self::ExpectedOriginal => m.slot().is_some() || closed(m.original_deadline),
        }
    }
}
