//! Units nobody has heard of for a while.
use super::{Day, Duty, Event, Responsible};

/// After this many days without a report a unit that still has something to
/// hand over is called silent.
pub const SILENT_DAYS: i64 = 30;

/// When a unit was last heard of, and whether it still owes anything; summed
/// over its duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contact {
    /// The last day on which a report of its own moved: handed over, withdrawn
    /// or answered. An extension or a reassignment is not the unit's voice.
    pub last: Option<Day>,
    /// Counted milestones it has still to hand over.
    pub open: u32,
}

impl Contact {
    pub fn add(&mut self, duty: &Duty) {
        for m in duty
            .counted()
            .filter(|m| m.responsible == Responsible::Unit)
        {
            self.open += u32::from(!m.claimed());
            let heard = m
                .last_event
                .filter(|(event, _)| !matches!(event, Event::Extended | Event::Reassigned))
                .map(|(_, day)| day);
            self.last = self.last.max(heard).max(m.submitted_on);
        }
    }

    /// Days since it was last heard of, counted from the campaign's start when
    /// it never was.
    pub fn days(&self, start: Day, today: Day) -> i64 {
        (today - self.last.unwrap_or(start)).num_days()
    }

    pub fn silent(&self, start: Day, today: Day) -> bool {
        self.open > 0 && self.days(start, today) > SILENT_DAYS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    #[test]
    fn a_unit_is_silent_from_the_31st_day_while_it_owes_something() {
        let day = |text| parse_day(text).unwrap();
        let start = day("2026-01-14");
        let heard = Contact {
            last: Some(day("2026-10-01")),
            open: 1,
        };
        assert!(!heard.silent(start, day("2026-10-31")));
        assert!(heard.silent(start, day("2026-11-01")));
        assert!(!Contact { open: 0, ..heard }.silent(start, day("2026-11-01")));
        let never = Contact {
            last: None,
            open: 2,
        };
        assert!(!never.silent(start, day("2026-02-13")));
        assert!(never.silent(start, day("2026-02-14")));
    }
}
