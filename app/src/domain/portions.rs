//! How many parts of its workstream a duty stands for: one, until a merger hands it those of others.
use std::fmt;

use serde::{Deserialize, Serialize};

use super::DutyRole;

/// The most parts of either kind that a row may name: more than there are units.
const MOST: u32 = 9_999;

/// How many parts of its workstream a duty stands for, of the leads' and of the helpers'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Portions {
    pub lead: u32,
    pub help: u32,
}

impl Portions {
    /// Of what was handed on to another unit nothing is left to weigh.
    pub const NONE: Self = Self { lead: 0, help: 0 };

    /// The one part that a role has by itself.
    pub const fn of_role(role: DutyRole) -> Self {
        match role {
            DutyRole::Lead => Self { lead: 1, help: 0 },
            DutyRole::Contribute => Self { lead: 0, help: 1 },
        }
    }

    /// What a duty stands for. What a merger handed on holds while the duty has the role in which it
    /// took that on: in another one it stands for one part, as any other does.
    pub fn held(role: DutyRole, recorded: Option<Self>) -> Self {
        let leads = role == DutyRole::Lead;
        let holds = |it: &Self| *it == Self::NONE || (it.lead > 0) == leads;
        recorded.filter(holds).unwrap_or(Self::of_role(role))
    }

    /// As files and forms write it: "2/1", two parts of the leads and one of the helpers.
    pub fn parse(text: &str) -> Option<Self> {
        let (lead, help) = text.split_once('/')?;
        let number = |text: &str| text.trim().parse().ok().filter(|it| *it <= MOST);
        Some(Self {
            lead: number(lead)?,
            help: number(help)?,
        })
    }
}

impl std::iter::Sum for Portions {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::NONE, |sum, it| Self {
            lead: sum.lead.saturating_add(it.lead).min(MOST),
            help: sum.help.saturating_add(it.help).min(MOST),
        })
    }
}

impl fmt::Display for Portions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.lead, self.help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_merger_handed_on_holds_in_its_role_alone() {
        let portions = |lead, help| Portions { lead, help };
        for (role, recorded, held) in [
            (DutyRole::Lead, None, (1, 0)),
            (DutyRole::Contribute, None, (0, 1)),
            (DutyRole::Lead, Some((2, 1)), (2, 1)),
            (DutyRole::Contribute, Some((0, 3)), (0, 3)),
            // It led then and helps now, or the other way round.
            (DutyRole::Contribute, Some((2, 1)), (0, 1)),
            (DutyRole::Lead, Some((0, 3)), (1, 0)),
            // What was handed on is gone, whatever its unit was.
            (DutyRole::Lead, Some((0, 0)), (0, 0)),
            (DutyRole::Contribute, Some((0, 0)), (0, 0)),
        ] {
            let recorded = recorded.map(|(lead, help)| portions(lead, help));
            let found = Portions::held(role, recorded);
            assert_eq!(found, portions(held.0, held.1), "{role:?} {recorded:?}");
        }
    }

    #[test]
    fn portions_are_read_as_they_are_written() {
        for (text, read) in [
            ("2/1", Some((2, 1))),
            (" 0 / 0 ", Some((0, 0))),
            ("2", None),
            ("-1/0", None),
            ("1/0/0", None),
            ("10000/0", None),
        ] {
            let read = read.map(|(lead, help)| Portions { lead, help });
            assert_eq!(Portions::parse(text), read, "{text}");
        }
        let all = [Portions { lead: 1, help: 0 }, Portions { lead: 1, help: 2 }];
        assert_eq!(all.into_iter().sum::<Portions>().to_string(), "2/2");
    }
}
