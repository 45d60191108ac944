//! What is added to a duty after the campaign began makes smaller what it had: it is told.
use std::sync::Arc;

use crate::{
    Deadline, Duty, DutyKey, DutyRole, Event, MilestoneEvent, MilestoneId, MilestoneKind,
    Responsible, Terms, UnitCode, WorkstreamCode, parse_day,
};

fn terms(id: &str, kind: MilestoneKind, weight: u64, replaces: Option<&str>) -> Arc<Terms> {
    let code = |id: &str| MilestoneId::parse(id).unwrap();
    Arc::new(Terms {
        id: code(id),
        duty: duty().key,
        order: 1,
        kind,
        title: "".into(),
        product: "".into(),
        deadline: Deadline::Day(parse_day("2026-06-30").unwrap()),
        responsible: Responsible::Unit,
        weight,
        reach: None,
        replaces: replaces.map(code),
        after: None,
        slot: None,
        second: None,
    })
}

fn duty() -> Duty {
    Duty {
        key: DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG09").unwrap(),
        },
        role: DutyRole::Lead,
        volume: None,
        set_weight: None,
        portions: None,
        milestones: Vec::new(),
        rhythms: Vec::new(),
        outcome: None,
        criteria: Vec::new(),
        of_group: None,
        provisional: false,
    }
}

#[test]
fn rule_4_a_counted_milestone_added_to_others_is_told() {
    use MilestoneKind::{Plan, Product};
    let start = parse_day("2026-01-14").unwrap();
    for (first, kind, weight, replaces, on, told) in [
        ("2026-01-20", Product, 90, None, "2026-07-01", true),
        // Of the plan that the campaign begins with.
        ("2026-01-10", Product, 90, None, "2026-01-14", false),
        ("2026-01-10", Product, 90, None, "2026-01-15", true),
        ("2026-01-20", Product, 90, None, "2026-01-20", false),
        // It moves nothing.
        ("2026-01-20", Plan, 90, None, "2026-07-01", false),
        ("2026-01-20", Product, 0, None, "2026-07-01", false),
        // A decision tells of it.
        (
            "2026-01-20",
            Product,
            90,
            Some("first"),
            "2026-07-01",
            false,
        ),
    ] {
        let mut duty = duty();
        let day = |text: &str| parse_day(text).unwrap();
        duty.create(terms("first", Product, 3, None), day(first));
        duty.create(terms("next", kind, weight, replaces), day(on));
        let added: Vec<&str> = duty.additions(start).map(|m| m.terms.id.as_str()).collect();
        let expected: &[&str] = if told { &["next"] } else { &[] };
        assert_eq!(added, expected, "{first} {kind:?} {weight} {on}");
        if !told {
            continue;
        }
        let id = MilestoneId::parse("next").unwrap();
        for (today, reached) in [("2026-06-30", 0), ("2026-07-01", 3)] {
            let before = duty.planned(day(today), Some(day(on)));
            assert_eq!(before, (reached, 3), "{today}");
        }
        assert_eq!(duty.planned(day("2026-07-01"), None), (93, 93));
        // What came on the same day was not there before either.
        duty.create(terms("third", kind, 4, None), day(on));
        let before = duty.planned(day("2026-07-01"), Some(day(on)));
        assert_eq!(before, (3, 3));
        duty.milestones.pop();
        // What was cancelled is in no plan, and was added all the same.
        let cancelled = MilestoneEvent {
            milestone: id,
            event: Event::Cancelled,
            day: day("2026-07-02"),
            deadline: None,
            responsible: None,
        };
        duty.milestones[1].apply(&cancelled);
        assert_eq!(duty.planned(day("2026-07-02"), None), (3, 3));
        assert_eq!(duty.additions(start).count(), 1);
    }
}
