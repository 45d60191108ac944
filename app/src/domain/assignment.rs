//! Which company accompanies which unit, from day to day.
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Day, PartnerCode, UnitCode, words};

words! {
    AssignmentRole {
        /// chủ trì
        Lead = "lead",
        /// phối hợp
        Support = "support",
    }
}

/// A partner accompanies a unit; both days are inclusive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    pub unit: UnitCode,
    pub partner: PartnerCode,
    pub role: AssignmentRole,
    pub from: Day,
    pub to: Option<Day>,
    /// Empty: provisional.
    pub decision: Arc<str>,
    pub source: Arc<str>,
}

impl Assignment {
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// What is wrong with the assignments of one unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssignmentsError {
    #[error("ngày {day}: có {leads} doanh nghiệp chủ trì, chỉ được một")]
    Leads { day: Day, leads: usize },
    #[error("ngày {day}: có doanh nghiệp phối hợp nhưng không có doanh nghiệp chủ trì")]
    NoLead { day: Day },
    #[error("ngày {day}: có {partners} doanh nghiệp, tối đa bốn")]
    TooMany { day: Day, partners: usize },
    #[error("{partner}: ngày kết thúc {to} trước ngày bắt đầu {from}")]
    Backwards {
        partner: PartnerCode,
        from: Day,
        to: Day,
    },
    #[error("ngày {day}: {partner} được phân công hai lần")]
    Twice { day: Day, partner: PartnerCode },
}

/// On any day a unit has no company, or one to four with exactly one lead.
/// The picture changes only where an assignment begins or has just ended, so
/// only those days are looked at.
pub fn check_assignments(of_one_unit: &[Assignment]) -> Result<(), AssignmentsError> {
    for a in of_one_unit {
        if let Some(to) = a.to.filter(|to| *to < a.from) {
            return Err(AssignmentsError::Backwards {
                partner: a.partner.clone(),
                from: a.from,
                to,
            });
        }
    }
    let mut days: Vec<Day> = of_one_unit
        .iter()
        .flat_map(|a| [Some(a.from), a.to.and_then(|to| to.succ_opt())])
        .flatten()
        .collect();
    days.sort_unstable();
    days.dedup();
    for day in days {
        let today: Vec<&Assignment> = of_one_unit.iter().filter(|a| a.holds_on(day)).collect();
        let leads = today
            .iter()
            .filter(|a| a.role == AssignmentRole::Lead)
            .count();
        for (i, a) in today.iter().enumerate() {
            if today[..i].iter().any(|b| b.partner == a.partner) {
                return Err(AssignmentsError::Twice {
                    day,
                    partner: a.partner.clone(),
                });
            }
        }
        match (today.len(), leads) {
            (0, _) => {}
            (partners, _) if partners > 4 => {
                return Err(AssignmentsError::TooMany { day, partners });
            }
            (_, 0) => return Err(AssignmentsError::NoLead { day }),
            (_, 1) => {}
            (_, leads) => return Err(AssignmentsError::Leads { day, leads }),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_day;

    fn a(partner: &str, role: AssignmentRole, from: &str, to: &str) -> Assignment {
        Assignment {
            unit: UnitCode::parse("SYT").unwrap(),
            partner: PartnerCode::parse(partner).unwrap(),
            role,
            from: parse_day(from).unwrap(),
            to: parse_day(to),
            decision: "".into(),
            source: "".into(),
        }
    }

    #[test]
    fn on_any_day_one_to_four_companies_with_exactly_one_lead() {
        use AssignmentRole::{Lead, Support};
        let ok = [
            a("A", Lead, "2026-01-01", "2026-03-31"),
            a("B", Lead, "2026-04-01", ""),
            a("C", Support, "2026-02-01", ""),
        ];
        assert_eq!(check_assignments(&ok), Ok(()));
        assert_eq!(check_assignments(&[]), Ok(()));
        let two = [
            a("A", Lead, "2026-01-01", "2026-04-01"),
            a("B", Lead, "2026-04-01", ""),
        ];
        assert!(matches!(
            check_assignments(&two),
            Err(AssignmentsError::Leads { leads: 2, .. })
        ));
        let none = [a("A", Support, "2026-01-01", "")];
        assert!(matches!(
            check_assignments(&none),
            Err(AssignmentsError::NoLead { .. })
        ));
        let gap = [
            a("A", Lead, "2026-01-01", "2026-03-31"),
            a("C", Support, "2026-02-01", ""),
        ];
        assert!(matches!(
            check_assignments(&gap),
            Err(AssignmentsError::NoLead { .. })
        ));
        let five: Vec<_> = ["B", "C", "D", "E"]
            .iter()
            .map(|p| a(p, Support, "2026-01-01", ""))
            .chain([a("A", Lead, "2026-01-01", "")])
            .collect();
        assert!(matches!(
            check_assignments(&five),
            Err(AssignmentsError::TooMany { partners: 5, .. })
        ));
        let back = [a("A", Lead, "2026-02-01", "2026-01-01")];
        assert!(matches!(
            check_assignments(&back),
            Err(AssignmentsError::Backwards { .. })
        ));
    }
}
