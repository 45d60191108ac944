//! Until when a task is to be done, as a list of tasks says it in one place.
use super::{Day, Deadline, Milestone, Share, State};

/// The deadline a list shows for a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub deadline: Deadline,
    /// The task names none of its own: it is that of the milestone whose turn it is.
    pub of_milestone: bool,
    /// The deadline its status speaks of, where the task names another of its own: that of the
    /// milestone whose turn it is.
    pub judged_by: Option<Deadline>,
    /// It has closed, and what is owed by it is still owed.
    pub late: bool,
    /// The day on which all was handed over, where that was after the task's own deadline.
    pub finished_after: Option<Day>,
}

impl Due {
    /// The day that a task names itself, where it has closed and the task is not done.
    pub fn own_day_over(&self) -> Option<Day> {
        let own = self.late && !self.of_milestone;
        self.deadline.day().filter(|_| own)
    }

    /// The day that a task names itself and the later one on which it was finished.
    pub fn missed(&self) -> Option<(Day, Day)> {
        self.deadline.day().zip(self.finished_after)
    }

    /// Its own deadline where it has one; else the earliest that a counted milestone still
    /// has to keep, and once all are accepted the last one; that of a cancelled one never. `accepted` is the share of the
    /// whole task, `milestones` those of its duties.
    pub fn of<'a>(
        own: &Deadline,
        accepted: Option<Share>,
        milestones: impl IntoIterator<Item = &'a Milestone>,
        today: Day,
    ) -> Self {
        let milestones = milestones.into_iter();
        let mut owed: Vec<&Milestone> = milestones
            .filter(|m| m.state != State::Cancelled && !m.missed(today))
            .collect();
        if owed.iter().any(|m| m.counts()) {
            owed.retain(|m| m.counts());
        }
        let dated = |m: &&&Milestone| m.current_deadline.is_some();
        let next = owed
            .iter()
            .filter(|m| !m.accepted())
            .filter(dated)
            .min_by_key(|m| m.current_deadline);
        let last = || owed.iter().filter(dated).max_by_key(|m| m.current_deadline);
        let in_words = || owed.iter().find(|m| m.terms.deadline != Deadline::None);
        let chosen = next.or_else(last).or_else(in_words);
        let deadline = chosen.map_or(Deadline::None, |m| {
            let day = m.current_deadline.map(Deadline::Day);
            day.unwrap_or_else(|| m.terms.deadline.clone())
        });
        if *own == Deadline::None {
            return Self {
                of_milestone: chosen.is_some(),
                judged_by: None,
                late: chosen.is_some_and(|m| m.late(today)),
                finished_after: None,
                deadline,
            };
        }
        let done = accepted.is_some_and(Share::is_one);
        let finished = owed.iter().filter_map(|m| m.finished_on()).max();
        let after = |finished: &Day| own.day().is_some_and(|own| *finished > own);
        Self {
            finished_after: finished.filter(|_| done).filter(after),
            judged_by: Some(deadline).filter(|it| it != own && !done),
            deadline: own.clone(),
            of_milestone: false,
            late: own.day().is_some_and(|day| today > day) && !done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        DutyKey, Event, MilestoneEvent, MilestoneId, MilestoneKind, Responsible, Terms, UnitCode,
        WorkstreamCode, parse_day,
    };

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn milestone(kind: MilestoneKind, deadline: &str, accepted: bool) -> Milestone {
        let id = MilestoneId::parse("m1").unwrap();
        let mut milestone = Milestone::new(Terms {
            id: id.clone(),
            duty: DutyKey {
                unit: UnitCode::parse("SYT").unwrap(),
                workstream: WorkstreamCode::parse("NV01").unwrap(),
            },
            order: 1,
            kind,
            title: "Đề án".into(),
            product: "Đề án".into(),
            deadline: match parse_day(deadline) {
                Some(day) => Deadline::Day(day),
                None if deadline.is_empty() => Deadline::None,
                None => Deadline::Text(deadline.into()),
            },
            responsible: Responsible::Unit,
            weight: 1,
            reach: None,
            replaces: None,
            after: None,
            slot: None,
            second: None,
        });
        let events: &[Event] = if accepted {
            &[Event::Submitted, Event::Accepted]
        } else {
            &[]
        };
        for event in events {
            milestone.apply(&MilestoneEvent {
                milestone: id.clone(),
                event: *event,
                day: day("2026-05-01"),
                deadline: None,
                responsible: None,
            });
        }
        milestone
    }

    fn of(
        own: &Deadline,
        accepted: Option<Share>,
        milestones: &[Milestone],
    ) -> (String, bool, bool) {
        let due = Due::of(own, accepted, milestones, day("2026-11-20"));
        let words = match due.deadline {
            Deadline::None => String::new(),
            Deadline::Day(day) => day.to_string(),
            Deadline::Text(words) => words.to_string(),
        };
        (words, due.of_milestone, due.late)
    }

    #[test]
    fn a_task_without_a_deadline_has_that_of_its_next_milestone() {
        use MilestoneKind::{Plan, Product};
        let none = Deadline::None;
        let open = milestone(Product, "2026-12-20", false);
        let missed = milestone(Product, "2026-10-01", false);
        let accepted = milestone(Product, "2026-06-30", true);
        let plan = milestone(Plan, "2026-03-01", false);
        let words = milestone(Product, "thường xuyên", false);
        let undated = milestone(Product, "", false);
        let said =
            |(day, of_milestone, late): (&str, bool, bool)| (day.to_owned(), of_milestone, late);
        for (milestones, wanted) in [
            (vec![], ("", false, false)),
            (vec![open.clone()], ("2026-12-20", true, false)),
            (
                vec![open.clone(), missed.clone()],
                ("2026-10-01", true, true),
            ),
            (
                vec![accepted.clone(), open.clone()],
                ("2026-12-20", true, false),
            ),
            (vec![accepted.clone()], ("2026-06-30", true, false)),
            // A plan counts nowhere else, and here only where there is nothing else.
            (vec![plan.clone(), open], ("2026-12-20", true, false)),
            (vec![plan], ("2026-03-01", true, true)),
            (vec![undated, words], ("thường xuyên", true, false)),
        ] {
            assert_eq!(of(&none, None, &milestones), said(wanted));
        }
    }

    #[test]
    fn its_own_deadline_comes_before_those_of_its_milestones() {
        let open = [milestone(MilestoneKind::Product, "2026-12-20", false)];
        let own = |text| Deadline::Day(day(text));
        let part = Share::new(1, 2);
        let whole = Share::new(2, 2);
        let passed = ("2026-11-19".to_owned(), false, true);
        assert_eq!(of(&own("2026-11-19"), part, &open), passed);
        assert_eq!(of(&own("2026-11-19"), None, &[]), passed);
        assert!(!of(&own("2026-11-19"), whole, &[]).2);
        // Handed over on the first of May: what was finished after the task's day says so.
        let finished = [milestone(MilestoneKind::Product, "2026-06-30", true)];
        for (named, missed) in [("2026-04-30", true), ("2026-05-01", false)] {
            let due = Due::of(&own(named), whole, &finished, day("2026-11-20"));
            let told = missed.then(|| (day(named), day("2026-05-01")));
            assert_eq!((due.missed(), due.late), (told, false), "{named}");
        }
        let due = Due::of(&own("2026-04-30"), part, &finished, day("2026-11-20"));
        assert_eq!(due.missed(), None);
        // Rule 9: the day itself is still in time.
        assert!(!of(&own("2026-11-20"), part, &open).2);
    }

    /// What was cancelled is owed by nobody.
    #[test]
    fn a_task_has_no_deadline_of_a_cancelled_milestone() {
        let cancelled = |kind, deadline| {
            let mut milestone = milestone(kind, deadline, false);
            milestone.apply(&MilestoneEvent {
                milestone: milestone.terms.id.clone(),
                event: Event::Cancelled,
                day: day("2026-05-01"),
                deadline: None,
                responsible: None,
            });
            milestone
        };
        use MilestoneKind::{Plan, Product};
        let ended = || cancelled(Product, "2026-10-01");
        let open = || milestone(Product, "2026-12-20", false);
        let none = (String::new(), false, false);
        for (milestones, wanted) in [
            (vec![ended()], none.clone()),
            (vec![ended(), cancelled(Plan, "2026-03-01")], none.clone()),
            (vec![cancelled(Product, "thường xuyên")], none),
            (vec![ended(), open()], ("2026-12-20".into(), true, false)),
            (
                vec![ended(), milestone(Product, "2026-06-30", true)],
                ("2026-06-30".into(), true, false),
            ),
        ] {
            assert_eq!(of(&Deadline::None, None, &milestones), wanted);
        }
        let own = Deadline::Day(day("2026-11-19"));
        let due = Due::of(&own, None, &[ended()], day("2026-11-20"));
        assert_eq!(due.judged_by, Some(Deadline::None));
    }

    /// A status and a day that stand in one line speak of the same, or say of what.
    #[test]
    fn a_task_with_a_deadline_of_its_own_says_by_which_its_status_is() {
        let open = [milestone(MilestoneKind::Product, "2026-12-20", false)];
        let own = |text| Deadline::Day(day(text));
        let judged_by = |own: &Deadline, accepted, milestones: &[Milestone]| {
            Due::of(own, accepted, milestones, day("2026-11-20")).judged_by
        };
        let (part, whole) = (Share::new(1, 2), Share::new(2, 2));
        let its = Some(own("2026-12-20"));
        assert_eq!(judged_by(&own("2026-11-19"), part, &open), its);
        assert_eq!(
            judged_by(&Deadline::Text("thường xuyên".into()), part, &open),
            its
        );
        assert_eq!(judged_by(&own("2026-12-20"), part, &open), None);
        assert_eq!(judged_by(&own("2026-11-19"), whole, &open), None);
        assert_eq!(judged_by(&Deadline::None, part, &open), None);
        assert_eq!(
            judged_by(&own("2026-11-19"), None, &[]),
            Some(Deadline::None)
        );
    }
}
