//! Units nobody has heard of for a while.
use chrono::TimeDelta;

use super::{Day, Duty, Milestone, Responsible, State};

/// After this many days with something to do and without an act of its own a unit is
/// called silent.
pub const SILENT_DAYS: i64 = 30;

/// Whether so much time has passed since the campaign's first fact that a unit can have been
/// silent; before, none can be said not to be.
pub fn silence_is_told(first_fact: Option<Day>, today: Day) -> bool {
    first_fact.is_some_and(|first| (today - first).num_days() > SILENT_DAYS)
}

/// When a unit last acted, and since when it has something to do; over its duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contact {
    /// The last day of an act of its own: a report, a withdrawal, an extension asked for,
    /// a measurement entered, an explanation given. What others decide is not the unit's voice.
    pub last: Option<Day>,
    /// Since when there is something to do; `None`: there is nothing today.
    pub since: Option<Day>,
}

impl Contact {
    /// Adds a duty as it is on a day. Plans and processes are something to do as well.
    pub fn add(&mut self, duty: &Duty, today: Day) {
        for m in &duty.milestones {
            self.last = self.last.max(m.unit_acted_on);
            self.note(to_do_since(m, today), today);
        }
        for it in duty.outcome.iter().chain(&duty.criteria) {
            self.last = self.last.max(it.entered_on).max(it.explained_on);
            self.note(it.due_since(), today);
        }
    }

    /// Notes what is there to be done since a day, if it is by now.
    fn note(&mut self, since: Option<Day>, today: Day) {
        if let Some(since) = since.filter(|since| *since <= today) {
            self.since = Some(self.since.map_or(since, |other| other.min(since)));
        }
    }

    /// The days it has had something to do and did nothing, counted from the campaign's
    /// first fact at the earliest: before it nobody could act.
    pub fn quiet_days(&self, first_fact: Option<Day>, today: Day) -> Option<i64> {
        let from = self
            .since?
            .max(first_fact?)
            .max(self.last.unwrap_or(Day::MIN));
        Some((today - from).num_days())
    }

    pub fn silent(&self, first_fact: Option<Day>, today: Day) -> bool {
        self.quiet_days(first_fact, today)
            .is_some_and(|days| days > SILENT_DAYS)
    }
}

/// The day from which an open milestone of the unit is something to do: 30 days before its
/// deadline, but not before it was there to do.
fn to_do_since(m: &Milestone, today: Day) -> Option<Day> {
    let open = m.state == State::Open && m.waits_since.is_none() && !m.missed(today);
    if m.responsible != Responsible::Unit || !open {
        return None;
    }
    let near = m
        .current_deadline?
        .checked_sub_signed(TimeDelta::days(SILENT_DAYS))?;
    Some(near).max(m.recorded_on).max(m.came_on)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        Deadline, Direction, DutyKey, DutyRole, Event, Indicator, IndicatorCode, Measurement,
        MilestoneEvent, MilestoneId, MilestoneKind, Outcome, PartnerCode, Pending, Terms, UnitCode,
        WorkstreamCode, parse_day,
    };

    fn d(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn duty(kind: MilestoneKind, deadline: &str, events: &[(Event, &str)]) -> Duty {
        let id = MilestoneId::parse("m").unwrap();
        let key = DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG09").unwrap(),
        };
        let mut milestone = Milestone::new(Terms {
            id: id.clone(),
            duty: key.clone(),
            order: 1,
            kind,
            title: "".into(),
            product: "".into(),
            deadline: parse_day(deadline).map_or(Deadline::None, Deadline::Day),
            responsible: Responsible::Unit,
            weight: 1,
            reach: None,
            replaces: None,
            after: None,
            slot: None,
            second: None,
        });
        milestone.recorded_on = Some(d("2026-01-14"));
        for (event, on) in events {
            milestone.apply(&MilestoneEvent {
                milestone: id.clone(),
                event: *event,
                day: d(on),
                deadline: None,
                responsible: (*event == Event::Reassigned)
                    .then(|| Responsible::Partner(PartnerCode::parse("VNPT").unwrap())),
            });
        }
        Duty {
            key,
            role: DutyRole::Lead,
            volume: None,
            set_weight: None,
            portions: None,
            milestones: vec![milestone],
            rhythms: Vec::new(),
            outcome: None,
            criteria: Vec::new(),
            of_group: None,
            provisional: false,
        }
    }

    fn silent_from(duty: &Duty, first_fact: &str) -> Option<Day> {
        let start = d("2026-01-14");
        start.iter_days().take(400).find(|today| {
            let mut contact = Contact::default();
            contact.add(duty, *today);
            contact.silent(Some(d(first_fact)), *today)
        })
    }

    /// A duty without a milestone, and an indicator that is measured every 60 days.
    fn measured(recorded_on: &str, values: &[&str], waiting: &[&str]) -> Duty {
        let mut duty = duty(MilestoneKind::Product, "", &[]);
        duty.milestones.clear();
        let mut outcome = Outcome::new(Arc::new(Indicator {
            code: IndicatorCode::parse("CT").unwrap(),
            name: "".into(),
            name_en: None,
            duty: Some((duty.key.unit.clone(), duty.key.workstream.clone())),
            unit_of_measure: "%".into(),
            direction: Direction::Up,
            baseline: None,
            baseline_day: None,
            counts: None,
            deadline: None,
            fresh_days: 60,
            criterion: "".into(),
            provisional: false,
            never_falls: false,
            path: Vec::new(),
            source: "".into(),
        }));
        outcome.campaign_start = Some(d("2026-01-14"));
        outcome.recorded_on = Some(d(recorded_on));
        let fraction = |day: &str| Measurement::Fraction {
            day: d(day),
            numerator: 1,
            denominator: 2,
        };
        for day in values {
            outcome.add(fraction(day));
            outcome.entered_on = outcome.entered_on.max(Some(d(day)));
        }
        for day in waiting {
            outcome.entered_on = Some(d(day));
            outcome.pending.push(Pending {
                measurement: fraction(day),
                seq: 1,
                entered_on: d(day),
                by: None,
            });
        }
        duty.outcome = Some(outcome);
        duty
    }

    #[test]
    fn a_measurement_due_is_something_to_do_and_one_entered_an_act() {
        let early = "2026-01-14";
        for (recorded_on, values, waiting, came_back, first_fact, from) in [
            // Never measured: due on the day after its path began, silent 31 days later.
            (early, &[][..], &[][..], "", early, Some("2026-02-15")),
            // It was not there before it was recorded, and nobody acts before the campaign does.
            ("2026-03-01", &[], &[], "", early, Some("2026-04-02")),
            (early, &[], &[], "", "2026-03-01", Some("2026-04-01")),
            // Measured: due again on the 60th day, the 2nd of April.
            (early, &["2026-02-01"], &[], "", early, Some("2026-05-03")),
            // What waits for a decision is with others.
            (
                early,
                &["2026-02-01"],
                &["2026-03-20"],
                "",
                early,
                Some("2026-06-19"),
            ),
            // It came back long after it had been due: 31 days after that.
            (
                early,
                &["2026-02-01"],
                &[],
                "2026-05-20",
                early,
                Some("2026-06-20"),
            ),
        ] {
            let mut duty = measured(recorded_on, values, waiting);
            if let Some(outcome) = &mut duty.outcome {
                outcome.came_back_on = parse_day(came_back);
            }
            let told = silent_from(&duty, first_fact);
            assert_eq!(
                told,
                from.map(d),
                "{recorded_on} {values:?} {waiting:?} {came_back} {first_fact}"
            );
        }
    }

    #[test]
    fn a_unit_is_silent_from_the_31st_day_with_something_to_do() {
        use Event::*;
        let early = "2026-01-14";
        for (kind, deadline, events, first_fact, from) in [
            // There is something to do from 30 days before the deadline: the 1st of March.
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[][..],
                early,
                Some("2026-04-01"),
            ),
            (
                MilestoneKind::Plan,
                "2026-03-31",
                &[],
                early,
                Some("2026-04-01"),
            ),
            // Nothing to do: no day, far away, or waiting for others.
            (MilestoneKind::Product, "", &[], early, None),
            (MilestoneKind::Product, "2028-03-31", &[], early, None),
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[(Submitted, "2026-03-20")],
                early,
                None,
            ),
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[(WaitingOnMinistry, "2026-03-20")],
                early,
                None,
            ),
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[(Cancelled, "2026-03-20")],
                early,
                None,
            ),
            // It goes on: 31 days after that.
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[(WaitingOnMinistry, "2026-03-20"), (Resumed, "2026-05-01")],
                early,
                Some("2026-06-01"),
            ),
            // It came back: 31 days after that.
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[(Submitted, "2026-03-20"), (Returned, "2026-05-01")],
                early,
                Some("2026-06-01"),
            ),
            // Also where the office gave it more time since.
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[
                    (Submitted, "2026-02-01"),
                    (Returned, "2026-03-10"),
                    (Extended, "2026-03-11"),
                ],
                early,
                Some("2026-04-10"),
            ),
            // Its own acts count, also an extension asked for.
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[(ExtensionRequested, "2026-03-30")],
                early,
                Some("2026-04-30"),
            ),
            // What the office does is not the unit's voice.
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[(Extended, "2026-03-30")],
                early,
                Some("2026-04-01"),
            ),
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[(Reassigned, "2026-03-20")],
                early,
                None,
            ),
            // Before the first fact of the campaign nobody could act.
            (
                MilestoneKind::Product,
                "2026-03-31",
                &[],
                "2026-11-26",
                Some("2026-12-27"),
            ),
        ] {
            let told = silent_from(&duty(kind, deadline, events), first_fact);
            assert_eq!(
                told,
                from.map(d),
                "{kind:?} {deadline} {events:?} {first_fact}"
            );
        }
        let mut never = Contact::default();
        never.add(
            &duty(MilestoneKind::Product, "2026-03-31", &[]),
            d("2026-12-31"),
        );
        assert!(
            !never.silent(None, d("2026-12-31")),
            "nothing was ever recorded"
        );
    }
}
