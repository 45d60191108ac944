//! What an old board said of a day, beside what is said here of the same day, and why they differ.
use super::{
    Day, Deadline, Duty, Judgement, Milestone, OldStatus, Share, State, Status, Value, tenths,
    words,
};

words! {
    /// Why an old figure and ours differ, as far as it can be computed.
    Differs {
        /// Plans and processes count nothing here.
        PlansCountNothing = "plans",
        /// It was handed over, and nobody has accepted it.
        NotAccepted = "not-accepted",
        /// The old book tells nothing of it.
        NothingTold = "nothing-told",
        /// All is accepted, and what is measured has not reached its target.
        OutcomeOpen = "outcome-open",
        /// Finished in time, by the day of its document.
        InTimeByDocument = "in-time-by-document",
        /// It is finished after its deadline: done, and late no more.
        DoneLate = "done-late",
        /// Its deadline was extended.
        Extended = "extended",
        /// Its deadline is no day, so it is never late.
        NoDay = "no-day",
        /// Its deadline was not over that day.
        DeadlineOpen = "deadline-open",
        /// The slot of a period was missed.
        SlotMissed = "slot-missed",
        /// It was handed over in time and waits for a decision.
        WaitsInTime = "waits-in-time",
        /// Its deadline has closed, and it is not accepted.
        DeadlineClosed = "deadline-closed",
        /// Several products or units share it by their weights.
        ByWeight = "by-weight",
        /// Who only supports others is in no count.
        OnlySupports = "only-supports",
    }
}

/// How an old figure stands to ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    MoreDone,
    FewerDone,
    MoreLate,
    FewerLate,
    /// The old board counts other tasks.
    OtherTasks,
}

/// A task with what is said of it.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    pub duty: &'a Duty,
    pub judgement: Option<Judgement>,
}

/// What is said here, in the words of an old board.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TaskCount {
    pub share: Option<Share>,
    pub total: i64,
    pub done: i64,
    pub late: i64,
}

impl TaskCount {
    /// Tasks counted as one each: done where all of a task's duties are, late where one is.
    pub fn of<'a>(tasks: impl IntoIterator<Item = &'a [Task<'a>]>, share: Option<Share>) -> Self {
        let mut said = Self {
            share,
            ..Self::default()
        };
        for task in tasks {
            let Some(status) = status_of(task) else {
                continue;
            };
            said.total += 1;
            said.done += i64::from(status == OldStatus::Done);
            said.late += i64::from(status == OldStatus::Late);
        }
        said
    }
}

/// What an old board would call a task that duties share; none where none of them has a status.
pub fn status_of(task: &[Task<'_>]) -> Option<OldStatus> {
    let mut all = task
        .iter()
        .filter_map(|it| it.judgement)
        .map(|it| it.status)
        .peekable();
    all.peek()?;
    let all: Vec<Status> = all.collect();
    Some(if all.contains(&Status::Late) {
        OldStatus::Late
    } else if all.iter().all(|it| *it == Status::Done) {
        OldStatus::Done
    } else {
        OldStatus::Open
    })
}

/// Where two statuses differ, in which ways.
pub fn statuses_against(old: OldStatus, ours: OldStatus) -> Vec<Against> {
    let one = |old: bool, ours: bool, more, fewer| match (old, ours) {
        (true, false) => Some(more),
        (false, true) => Some(fewer),
        _ => None,
    };
    let is = |of: OldStatus| (old == of, ours == of);
    let (done, late) = (is(OldStatus::Done), is(OldStatus::Late));
    let done = one(done.0, done.1, Against::MoreDone, Against::FewerDone);
    let late = one(late.0, late.1, Against::MoreLate, Against::FewerLate);
    done.into_iter().chain(late).collect()
}

/// Where two numbers differ, in which way.
pub fn numbers_against(old: i64, ours: i64, more: Against, fewer: Against) -> Option<Against> {
    match old.cmp(&ours) {
        std::cmp::Ordering::Greater => Some(more),
        std::cmp::Ordering::Less => Some(fewer),
        std::cmp::Ordering::Equal => None,
    }
}

/// Where a percentage and ours differ as they are printed: an old one without decimals by whole
/// points.
pub fn share_against(old: Value, ours: Option<Share>) -> Option<Against> {
    let ours = ours.map_or(0, Share::permille);
    let (old, ours) = match old.is_integer() {
        true => (
            i64::try_from(old.to_integer()).unwrap_or(0),
            (ours + 5).div_euclid(10),
        ),
        false => (tenths(old).unwrap_or(0), ours),
    };
    numbers_against(old, ours, Against::MoreDone, Against::FewerDone)
}

/// Why an old figure of some tasks stands so to ours of a day.
pub fn why_differs(tasks: &[Task<'_>], against: Against, today: Day) -> Vec<Differs> {
    let holds = |why: &Differs| match why {
        Differs::OnlySupports => tasks.iter().any(|it| it.judgement.is_none()),
        Differs::ByWeight => {
            tasks
                .iter()
                .map(|it| it.duty.counted().count())
                .sum::<usize>()
                > 1
        }
        Differs::OutcomeOpen => tasks.iter().any(|it| outcome_open(it)),
        Differs::PlansCountNothing => uncounted(tasks).any(|m| m.accepted()),
        why => counted(tasks).any(|m| is_why(*why, m, today)),
    };
    candidates(against).iter().copied().filter(holds).collect()
}

/// Why a number of tasks stands so to ours, each task being several duties: nothing where fewer tasks
/// have a reason than the two numbers differ by, for then something else is behind it too.
pub fn why_numbers_differ<'a>(
    tasks: impl Iterator<Item = &'a [Task<'a>]>,
    against: Against,
    by: u64,
    today: Day,
) -> Vec<Differs> {
    let (mut why, mut explained) = (Vec::new(), 0);
    for task in tasks {
        let of_task = why_differs(task, against, today);
        explained += u64::from(!of_task.is_empty());
        for it in of_task {
            if !why.contains(&it) {
                why.push(it);
            }
        }
    }
    if explained < by {
        why.clear();
    }
    why
}

/// The milestones of which the old book tells nothing.
pub fn untold<'a>(tasks: &'a [Task<'a>], today: Day) -> impl Iterator<Item = &'a Milestone> {
    counted(tasks).filter(move |m| is_why(Differs::NothingTold, m, today))
}

const fn candidates(against: Against) -> &'static [Differs] {
    match against {
        Against::MoreDone => &[
            Differs::PlansCountNothing,
            Differs::NotAccepted,
            Differs::NothingTold,
            Differs::OutcomeOpen,
            Differs::SlotMissed,
            Differs::ByWeight,
        ],
        Against::FewerDone => &[Differs::InTimeByDocument, Differs::ByWeight],
        Against::MoreLate => &[
            Differs::InTimeByDocument,
            Differs::DoneLate,
            Differs::WaitsInTime,
            Differs::Extended,
            Differs::NoDay,
            Differs::DeadlineOpen,
        ],
        Against::FewerLate => &[
            Differs::DeadlineClosed,
            Differs::SlotMissed,
            Differs::NotAccepted,
        ],
        Against::OtherTasks => &[Differs::OnlySupports, Differs::ByWeight],
    }
}

/// Whether a counted milestone is a reason.
fn is_why(why: Differs, m: &Milestone, today: Day) -> bool {
    let waits = m.state == State::Submitted;
    match why {
        Differs::NotAccepted => waits,
        Differs::NothingTold => m.state == State::Open && m.submissions == 0 && !m.missed(today),
        Differs::SlotMissed => m.missed(today),
        // Noted after its deadline by whoever kept the old board, and in time by its document.
        Differs::InTimeByDocument => {
            let noted = m.accepted_on.zip(m.original_deadline);
            let noted_late = noted.is_some_and(|(noted, deadline)| noted > deadline);
            m.old_book.is_some() && noted_late && !m.finished_late()
        }
        Differs::DoneLate => m.finished_late(),
        Differs::WaitsInTime => waits && !m.late(today),
        Differs::Extended => m.extensions > 0,
        Differs::NoDay => {
            m.current_deadline.is_none() && !matches!(m.terms.deadline, Deadline::Day(_))
        }
        // More time is a reason of its own.
        Differs::DeadlineOpen => {
            let open = m.state == State::Open && m.extensions == 0;
            open && m.current_deadline.is_some_and(|due| today <= due)
        }
        Differs::DeadlineClosed => m.state == State::Open && m.late(today),
        _ => false,
    }
}

fn counted<'a>(tasks: &'a [Task<'a>]) -> impl Iterator<Item = &'a Milestone> {
    tasks.iter().flat_map(|it| it.duty.counted())
}

fn uncounted<'a>(tasks: &'a [Task<'a>]) -> impl Iterator<Item = &'a Milestone> {
    let all = tasks.iter().flat_map(|it| &it.duty.milestones);
    all.filter(|m| !m.terms.kind.counts())
}

/// Whether all of a duty is accepted and it is not done.
fn outcome_open(task: &Task<'_>) -> bool {
    let mut counted = task.duty.counted().peekable();
    let any = counted.peek().is_some();
    let done = task.judgement.is_some_and(|it| it.status == Status::Done);
    any && counted.all(Milestone::accepted) && !done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        DutyKey, DutyRole, Event, MilestoneEvent, MilestoneId, MilestoneKind, Responsible, Terms,
        UnitCode, WorkstreamCode, judge, parse_day,
    };

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    /// A milestone: its kind, its deadline (none is words), what happened, and the old book's document.
    type Told<'a> = (
        MilestoneKind,
        Option<&'a str>,
        &'a [(Event, &'a str)],
        Option<&'a str>,
    );

    fn duty(milestones: &[Told<'_>]) -> Duty {
        let key = DutyKey {
            unit: UnitCode::parse("PB1").unwrap(),
            workstream: WorkstreamCode::parse("NV01").unwrap(),
        };
        let milestone = |(at, told): (usize, &Told<'_>)| {
            let (kind, due, events, document) = told;
            let mut m = Milestone::new(Terms {
                id: MilestoneId::parse(&format!("m-{at}")).unwrap(),
                duty: key.clone(),
                order: at as i64,
                kind: *kind,
                title: "".into(),
                product: "".into(),
                deadline: due.map_or(Deadline::Text("thường xuyên".into()), |it| {
                    Deadline::Day(day(it))
                }),
                responsible: Responsible::Unit,
                weight: 1,
                reach: None,
                replaces: None,
                after: None,
                slot: None,
                second: None,
            });
            for (event, on) in *events {
                m.apply(&MilestoneEvent {
                    milestone: m.terms.id.clone(),
                    event: *event,
                    day: day(on),
                    deadline: (*event == Event::Extended).then(|| day("2026-12-31")),
                    responsible: None,
                });
            }
            if let Some(document) = document {
                m.accepted_by_document(day(document));
            }
            m
        };
        Duty {
            key: key.clone(),
            role: DutyRole::Lead,
            volume: None,
            set_weight: None,
            portions: None,
            milestones: milestones.iter().enumerate().map(milestone).collect(),
            rhythms: Vec::new(),
            of_group: None,
            outcome: None,
            criteria: Vec::new(),
            provisional: false,
        }
    }

    #[test]
    fn each_reason_has_its_case() {
        use Event::{Accepted, Extended, Submitted};
        use MilestoneKind::{Plan, Product};
        let today = day("2026-08-20");
        let due = Some("2026-08-15");
        for (milestones, against, why) in [
            (
                vec![
                    (
                        Plan,
                        due,
                        &[(Submitted, "2026-08-01"), (Accepted, "2026-08-02")][..],
                        None,
                    ),
                    (Product, None, &[][..], None),
                ],
                Against::MoreDone,
                &[Differs::PlansCountNothing, Differs::NothingTold][..],
            ),
            (
                vec![(Product, due, &[(Submitted, "2026-08-01")][..], None)],
                Against::MoreDone,
                &[Differs::NotAccepted],
            ),
            (
                vec![(Product, due, &[][..], None), (Product, due, &[][..], None)],
                Against::MoreDone,
                &[Differs::NothingTold, Differs::ByWeight],
            ),
            (
                vec![(
                    Product,
                    due,
                    &[(Submitted, "2026-08-20"), (Accepted, "2026-08-20")][..],
                    Some("2026-08-14"),
                )],
                Against::MoreLate,
                &[Differs::InTimeByDocument],
            ),
            (
                vec![(
                    Product,
                    due,
                    &[(Submitted, "2026-08-20"), (Accepted, "2026-08-20")][..],
                    Some("2026-08-16"),
                )],
                Against::MoreLate,
                &[Differs::DoneLate],
            ),
            (
                vec![(Product, due, &[(Submitted, "2026-08-15")][..], None)],
                Against::MoreLate,
                &[Differs::WaitsInTime],
            ),
            (
                vec![(Product, due, &[(Extended, "2026-08-14")][..], None)],
                Against::MoreLate,
                &[Differs::Extended],
            ),
            (
                vec![(Product, None, &[][..], None)],
                Against::MoreLate,
                &[Differs::NoDay],
            ),
            (
                vec![(Product, Some("2026-08-20"), &[][..], None)],
                Against::MoreLate,
                &[Differs::DeadlineOpen],
            ),
            (
                vec![(Product, due, &[][..], None)],
                Against::FewerLate,
                &[Differs::DeadlineClosed],
            ),
            (vec![(Product, due, &[][..], None)], Against::FewerDone, &[]),
        ] {
            let duty = duty(&milestones);
            let task = [Task {
                duty: &duty,
                judgement: judge(&duty, today),
            }];
            assert_eq!(why_differs(&task, against, today), why, "{milestones:?}");
        }
    }

    #[test]
    fn a_reason_is_no_reason_for_more_tasks_than_have_it() {
        use Event::{Accepted, Submitted};
        let (due, today) = (Some("2026-08-15"), day("2026-08-25"));
        let done = |noted| [(Submitted, noted), (Accepted, noted)];
        let (late, early) = (done("2026-08-20"), done("2026-08-14"));
        let duties = [&late, &early]
            .map(|events| duty(&[(MilestoneKind::Product, due, &events[..], Some("2026-08-13"))]));
        let tasks = duties.iter().map(|duty| {
            [Task {
                duty,
                judgement: judge(duty, today),
            }]
        });
        let tasks: Vec<_> = tasks.collect();
        // Only the first was noted after its deadline.
        for (by, why) in [(1, &[Differs::InTimeByDocument][..]), (2, &[])] {
            let tasks = tasks.iter().map(|it| &it[..]);
            let told = why_numbers_differ(tasks, Against::MoreLate, by, today);
            assert_eq!(told, why, "{by}");
        }
    }

    #[test]
    fn figures_are_compared_as_they_are_printed() {
        let share = |n, of| Share::new(n, of);
        let percent = |tenths| Value::new(tenths, 10);
        for (old, ours, against) in [
            (percent(333), share(1, 3), None),
            (percent(334), share(1, 3), Some(Against::MoreDone)),
            (percent(332), share(1, 3), Some(Against::FewerDone)),
            (percent(0), None, None),
            (percent(1000), share(1, 1), None),
            (percent(500), None, Some(Against::MoreDone)),
            (percent(580), share(576, 1000), None),
            (percent(570), share(576, 1000), Some(Against::FewerDone)),
        ] {
            assert_eq!(share_against(old, ours), against, "{old} {ours:?}");
        }
        use OldStatus::{Done, Late, Open};
        for (old, ours, against) in [
            (Done, Done, &[][..]),
            (Done, Open, &[Against::MoreDone]),
            (Done, Late, &[Against::MoreDone, Against::FewerLate]),
            (Late, Done, &[Against::FewerDone, Against::MoreLate]),
            (Open, Late, &[Against::FewerLate]),
            (Open, Done, &[Against::FewerDone]),
        ] {
            assert_eq!(statuses_against(old, ours), against, "{old:?} {ours:?}");
        }
    }

    /// A task of several units is done where all are, late where one is.
    #[test]
    fn a_task_is_counted_once_whatever_units_share_it() {
        let today = day("2026-08-20");
        let accepted = [
            (Event::Submitted, "2026-08-01"),
            (Event::Accepted, "2026-08-02"),
        ];
        let done = duty(&[(MilestoneKind::Product, Some("2026-08-15"), &accepted, None)]);
        let late = duty(&[(MilestoneKind::Product, Some("2026-08-15"), &[], None)]);
        let open = duty(&[(MilestoneKind::Product, Some("2026-09-15"), &[], None)]);
        let task = |duty| Task {
            duty,
            judgement: judge(duty, today),
        };
        let [done, late, open] = [&done, &late, &open].map(task);
        let tasks = [
            vec![done, done],
            vec![done, late],
            vec![done, open],
            vec![open],
        ];
        let said = TaskCount::of(tasks.iter().map(Vec::as_slice), None);
        assert_eq!((said.total, said.done, said.late), (4, 1, 1));
        assert_eq!(status_of(&[]), None);
    }
}
