//! What stands behind a status: whose turn it is (docs/rules.md, Sub-counts).
use super::{Day, Duty, SOON_DAYS, State, Status, words};

words! {
    /// The parts of the counts by status, in the order of the statuses.
    Part {
        /// A late counted milestone is open.
        LateOpen = "late-open",
        /// None is open, one waits for a decision.
        LateWaiting = "late-waiting",
        /// Only what is measured is late.
        LateMeasured = "late-measured",
        /// The slot of a rhythm that closed last was missed.
        LateMissed = "late-missed",
        /// A milestone closes within days.
        RiskMilestone = "at-risk-milestone",
        /// Only what is measured is at risk.
        RiskMeasured = "at-risk-measured",
        /// Of a rhythm more than one slot in ten was missed.
        RiskMissed = "at-risk-missed",
        /// A submission waits for a decision.
        UnverifiedWaiting = "unverified-waiting",
        /// Nothing that was verified stands.
        UnverifiedNever = "unverified-never",
        /// What was verified is too old.
        UnverifiedStale = "unverified-stale",
        DoneInTime = "done-in-time",
        DoneLate = "done-late",
    }
}

impl Part {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The status it is a part of.
    pub const fn status(self) -> Status {
        match self {
            Self::LateOpen | Self::LateWaiting | Self::LateMeasured | Self::LateMissed => {
                Status::Late
            }
            Self::RiskMilestone | Self::RiskMeasured | Self::RiskMissed => Status::AtRisk,
            Self::UnverifiedWaiting | Self::UnverifiedNever | Self::UnverifiedStale => {
                Status::Unverified
            }
            Self::DoneInTime | Self::DoneLate => Status::Done,
        }
    }

    /// The part of a duty that has a status: the first that holds. None for those that
    /// have no parts.
    pub fn of(duty: &Duty, status: Status, today: Day) -> Option<Self> {
        Some(match status {
            Status::Late => {
                let late = |state| duty.counted().any(|m| m.state == state && m.late(today));
                if late(State::Open) {
                    Self::LateOpen
                } else if late(State::Submitted) {
                    Self::LateWaiting
                } else if duty.missed_last(today) {
                    Self::LateMissed
                } else {
                    Self::LateMeasured
                }
            }
            Status::AtRisk => {
                if duty.counted().any(|m| m.endangers(today, SOON_DAYS)) {
                    Self::RiskMilestone
                } else if duty.often_missed(today) {
                    Self::RiskMissed
                } else {
                    Self::RiskMeasured
                }
            }
            Status::Unverified => {
                let measured = duty.outcome.iter().any(|o| o.latest().is_some());
                if duty.counted().any(|m| m.state == State::Submitted) {
                    Self::UnverifiedWaiting
                } else if !measured && !duty.counted().any(|m| m.accepted()) {
                    Self::UnverifiedNever
                } else {
                    Self::UnverifiedStale
                }
            }
            Status::Done if duty.finished_late() => Self::DoneLate,
            Status::Done => Self::DoneInTime,
            Status::OnTrack | Status::NotDue => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_in_the_order_of_their_statuses() {
        assert!(Part::ALL.is_sorted_by_key(|part| part.status()));
        for part in Part::ALL {
            assert!(part.code().starts_with(part.status().code()), "{part:?}");
        }
    }
}
