//! Two draws of re-checks and what was found: of the very things that their seed draws.
use std::collections::BTreeMap;

use app::domain::{
    self, Day, Event, Instant, MilestoneKind, RecheckOf, RecheckScope, UnitKind, closes_at,
};

use super::{
    calendar::{Calendar, plus, workday},
    draws::Draws,
    evidence, first_lines,
    history::Document,
    people,
    record::Record,
    texts,
};
use crate::{
    db::audit,
    import::Rows,
    ledger::{MilestoneRow, RecheckDrawRow, RecheckResultRow},
};

/// A draw that was announced so many days ago.
struct Plan {
    days: i64,
    scope: RecheckScope,
    of: RecheckOf,
    number: u32,
    body: &'static str,
    /// How many in a hundred somebody has looked at.
    looked: i64,
}

/// Something that stood accepted.
#[derive(Debug, Clone, Default)]
struct Thing {
    id: String,
    milestone: Option<String>,
    indicator: Option<String>,
    unit: Option<String>,
    responsible: Option<String>,
    hands: [Option<String>; 2],
}

/// Records the draws, each by the line of the audit that announces it, the last before its midnight.
pub fn of_campaign(campaign: &str, calendar: &Calendar, into: &mut Record) {
    let plans = [
        Plan {
            days: 40,
            scope: RecheckScope::Campaign,
            of: RecheckOf::Reports,
            number: 36,
            body: texts::RECHECK_PLANS[0],
            looked: 84,
        },
        Plan {
            days: 9,
            scope: RecheckScope::Kind(UnitKind::Ward),
            of: RecheckOf::Values,
            number: 24,
            body: texts::RECHECK_PLANS[1],
            looked: 60,
        },
    ];
    for (number, plan) in plans.into_iter().enumerate() {
        let mut draws = Draws::of(&[campaign, "rechecks", &number.to_string()]);
        let on = workday(plus(calendar.today, -plan.days));
        let at = calendar.at_work(on, &mut draws);
        if on < calendar.start || at >= calendar.cut {
            continue;
        }
        let submission = format!("mau-hau-kiem-{}", number + 1);
        let step = into.step(at);
        into.rows.recheck_draws.push(RecheckDrawRow {
            submission: submission.clone(),
            scope: plan.scope.to_string(),
            drawn_from: plan.of.code().to_owned(),
            number: plan.number.into(),
            body: plan.body.to_owned(),
            person: Some(people::id("committee")),
            seq: step.seq,
            recorded_at: step.at,
        });
        let population = accepted(&into.rows, &plan, on, calendar);
        let lines = first_lines(calendar.beginning(), &into.rows.recheck_draws);
        let seed = audit::hash_of_first(&lines);
        let drawn = domain::draw(&seed, population, plan.number, |it| it.id.as_str());
        for (place, thing) in drawn.into_iter().enumerate() {
            if draws.percent(plan.looked) {
                // One of each dozen is not what was reported.
                let confirmed = place % 12 != 7;
                look(
                    &submission,
                    (place, thing),
                    confirmed,
                    on,
                    calendar,
                    &mut draws,
                    into,
                );
            }
        }
    }
}

/// Records what an officer found who had no hand in it and is not at home there.
fn look(
    draw: &str,
    (place, thing): (usize, Thing),
    confirmed: bool,
    on: Day,
    calendar: &Calendar,
    draws: &mut Draws,
    into: &mut Record,
) {
    let day = plus(on, draws.number(2, 20));
    let at = calendar.at_work(day, draws);
    let number = draws.document();
    let hash = draws.hex(64);
    let homes = [
        (people::officer(false), people::OFFICE_HOME),
        (people::officer(true), people::OFFICE2_HOME),
    ];
    let officer = homes.into_iter().find(|(officer, home)| {
        let person = Some(people::id(officer));
        thing.unit.as_deref() != Some(*home) && !thing.hands.contains(&person)
    });
    let Some((officer, _)) = officer.filter(|_| at < calendar.cut) else {
        return;
    };
    let step = into.step(at);
    let submission = format!("{draw}-{}", place + 1);
    let document = Document {
        number: format!("{number}/BB-HK"),
        day: calendar.day_of(at),
        hash,
    };
    into.rows
        .evidence
        .push(evidence(&submission, document, step));
    let body = match confirmed {
        true => "",
        false => texts::RECHECK_FINDINGS[place % texts::RECHECK_FINDINGS.len()],
    };
    into.rows.recheck_results.push(RecheckResultRow {
        submission,
        draw: draw.to_owned(),
        thing: thing.id,
        milestone: thing.milestone,
        indicator: thing.indicator,
        responsible: thing.responsible,
        confirmed,
        body: body.to_owned(),
        person: Some(people::id(officer)),
        seq: step.seq,
        recorded_at: step.at,
    });
}

/// What stood accepted at the midnight after a day, in the scope of a plan.
fn accepted(rows: &Rows, plan: &Plan, on: Day, calendar: &Calendar) -> Vec<Thing> {
    let before = closes_at(on, calendar.zone);
    let kinds: BTreeMap<&str, &str> = rows
        .units
        .iter()
        .map(|unit| (unit.code.as_str(), unit.kind.as_str()))
        .collect();
    let held = |unit: Option<&str>| match &plan.scope {
        RecheckScope::Kind(kind) => {
            unit.and_then(|unit| kinds.get(unit).copied()) == Some(kind.code())
        }
        _ => true,
    };
    let all = match plan.of {
        RecheckOf::Values => values(rows, before),
        _ => reports(rows, before),
    };
    let mut all: Vec<Thing> = all
        .into_iter()
        .filter(|it| held(it.unit.as_deref()))
        .collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

fn reports(rows: &Rows, before: Instant) -> Vec<Thing> {
    let mut milestones: BTreeMap<&str, &MilestoneRow> = BTreeMap::new();
    let known = rows
        .milestones
        .iter()
        .filter(|row| row.recorded_at < before);
    for row in known {
        let last = milestones.entry(&row.id).or_insert(row);
        if row.recorded_at >= last.recorded_at {
            *last = row;
        }
    }
    let mut events: Vec<_> = rows
        .milestone_events
        .iter()
        .filter(|row| row.recorded_at < before)
        .collect();
    events.sort_by_key(|row| row.recorded_at);
    let mut standing: BTreeMap<&str, Thing> = BTreeMap::new();
    let mut given: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for event in events {
        let id = event.milestone.as_str();
        match Event::from_code(&event.event) {
            Some(Event::Accepted) => {
                let Some(row) = milestones.get(id) else {
                    continue;
                };
                let responsible = given.get(id).cloned();
                let thing = Thing {
                    id: event.submission.clone(),
                    milestone: Some(id.to_owned()),
                    unit: Some(row.unit.clone()),
                    responsible: responsible.unwrap_or_else(|| row.responsible.clone()),
                    hands: [event.person.clone(), None],
                    ..Thing::default()
                };
                if MilestoneKind::from_code(&row.kind).is_some_and(MilestoneKind::counts) {
                    standing.insert(id, thing);
                }
            }
            Some(Event::Revoked | Event::Cancelled) => {
                standing.remove(id);
            }
            Some(Event::Reassigned) => {
                given.insert(id, event.responsible.clone());
            }
            _ => {}
        }
    }
    standing.into_values().collect()
}

fn values(rows: &Rows, before: Instant) -> Vec<Thing> {
    let units: BTreeMap<&str, Option<&str>> = rows
        .indicators
        .iter()
        .map(|row| (row.code.as_str(), row.unit.as_deref()))
        .collect();
    let mut last = BTreeMap::new();
    let mut events: Vec<_> = rows
        .measurement_events
        .iter()
        .filter(|row| row.recorded_at < before)
        .collect();
    events.sort_by_key(|row| (row.recorded_at, row.seq));
    for event in events {
        last.insert(event.measurement.as_str(), event);
    }
    let accepted = rows.measurements.iter().filter_map(|row| {
        let event = last.get(row.id.as_str())?;
        (event.event == Event::Accepted.code()).then(|| Thing {
            id: row.id.clone(),
            indicator: Some(row.indicator.clone()),
            unit: units
                .get(row.indicator.as_str())
                .copied()
                .flatten()
                .map(str::to_owned),
            hands: [event.person.clone(), row.person.clone()],
            ..Thing::default()
        })
    });
    accepted.collect()
}
