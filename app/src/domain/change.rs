//! What became better or worse between two days.
use super::Status;

/// How a duty's status turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    Worse,
    Better,
    /// The duty was not there before.
    New,
}

impl Turn {
    /// The turn from a status (none: not there yet) to another; `None` when it
    /// is neither: on-track and not-due are as good as each other.
    pub const fn of(before: Option<Status>, now: Status) -> Option<Self> {
        let Some(before) = before else {
            return Some(Self::New);
        };
        let (before, now) = (ease(before), ease(now));
        if now < before {
            Some(Self::Worse)
        } else if now > before {
            Some(Self::Better)
        } else {
            None
        }
    }
}

/// The higher the less there is to worry about.
const fn ease(status: Status) -> u8 {
    match status {
        Status::Late => 0,
        Status::AtRisk => 1,
        Status::Unverified => 2,
        Status::OnTrack | Status::NotDue => 3,
        Status::Done => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duty_turns_worse_better_or_is_new() {
        use Status::{AtRisk, Done, Late, NotDue, OnTrack, Unverified};
        for (before, now, turn) in [
            (Some(OnTrack), Late, Some(Turn::Worse)),
            (Some(NotDue), AtRisk, Some(Turn::Worse)),
            (Some(Done), Unverified, Some(Turn::Worse)),
            (Some(Late), AtRisk, Some(Turn::Better)),
            (Some(OnTrack), Done, Some(Turn::Better)),
            (Some(NotDue), OnTrack, None),
            (Some(Late), Late, None),
            (None, Late, Some(Turn::New)),
        ] {
            assert_eq!(Turn::of(before, now), turn, "{before:?} -> {now:?}");
        }
    }
}
