//! What must hold for any facts, in any order: histories made of chance.
use std::collections::BTreeMap;

use app::domain::{Event, Stage, closes_at, parse_day};
use proptest::prelude::*;
use serde_json::Value;
use tiendo::{board::Live, clock::Clock, ledger::*};

use crate::support::{
    campaign::{self, TODAY, ZONE, at},
    figures_sql::{GroupSums, SCOPES, compare, sums},
    pen::{Pen, event_row, figures_on},
    store::Store,
};

/// One thing that happens, chosen by numbers that stand for anything.
#[derive(Debug, Clone)]
struct Step {
    what: u8,
    which: usize,
    number: i64,
    days: i64,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    // Mostly events within one day: those are added to the figures that stand,
    // all else computes them anew.
    let what = prop_oneof![8 => 0..=6_u8, 2 => 7..12_u8];
    let days = prop_oneof![9 => Just(0_i64), 1 => 1..3_i64];
    let step = (what, 0..1000_usize, 0..1000_i64, days);
    let step = step.prop_map(|(what, which, number, days)| Step {
        what,
        which,
        number,
        days,
    });
    prop::collection::vec(step, 1..25)
}

/// Turns steps into rows that the rules allow.
struct History {
    stages: BTreeMap<String, Stage>,
    made: i64,
}

impl History {
    fn new() -> Self {
        let rows = campaign::rows();
        let mut stages: BTreeMap<String, Stage> = rows
            .milestones
            .iter()
            .map(|m| (m.id.clone(), Stage::NEW))
            .collect();
        for row in &rows.milestone_events {
            let event = Event::from_code(&row.event).unwrap();
            let stage = stages.get_mut(&row.milestone).unwrap();
            *stage = stage.after(event).unwrap().0;
        }
        Self { stages, made: 0 }
    }

    fn milestone(&self, which: usize) -> String {
        self.stages
            .keys()
            .nth(which % self.stages.len())
            .unwrap()
            .clone()
    }

    async fn write(&mut self, step: &Step, pen: &Pen<'_>) {
        let rows = campaign::rows();
        let duty = &rows.duties[step.which % rows.duties.len()];
        match step.what {
            0..=6 => self.happen(step, pen).await,
            7 => {
                pen.write(async |tx, seq, recorded_at| {
                    let row = WeightRow {
                        unit: duty.unit.clone(),
                        workstream: duty.workstream.clone(),
                        weight: step.number * 1000,
                        seq,
                        recorded_at,
                    };
                    WeightRow::append(tx, &[row]).await.unwrap();
                })
                .await;
            }
            8 => {
                self.made += 1;
                let id = format!("moi-{}", self.made);
                self.stages.insert(id.clone(), Stage::NEW);
                pen.write(async |tx, seq, recorded_at| {
                    let template = &rows.milestones[step.which % rows.milestones.len()];
                    let row = MilestoneRow {
                        id,
                        weight: step.number % 40,
                        position: 200 + step.number,
                        seq,
                        recorded_at,
                        ..template.clone()
                    };
                    MilestoneRow::append(tx, &[row]).await.unwrap();
                })
                .await;
            }
            9 => {
                pen.write(async |tx, seq, recorded_at| {
                    let unit = &rows.units[step.which % rows.units.len()];
                    let end = parse_day(TODAY).unwrap() + chrono::TimeDelta::days(step.number % 20);
                    let row = UnitRow {
                        ends_on: (step.number % 2 == 0).then(|| end.to_string()),
                        successors: None,
                        seq,
                        recorded_at,
                        ..unit.clone()
                    };
                    UnitRow::append(tx, &[row]).await.unwrap();
                })
                .await;
            }
            10 => {
                pen.write(async |tx, seq, recorded_at| {
                    let row = DutyRow {
                        unit: rows.units[step.which % rows.units.len()].code.clone(),
                        role: if step.number % 5 == 0 {
                            "lead"
                        } else {
                            "contribute"
                        }
                        .into(),
                        // It is over now and then, and goes on by its next row.
                        ended_on: (step.number % 7 == 0).then(|| TODAY.to_owned()),
                        seq,
                        recorded_at,
                        ..duty.clone()
                    };
                    DutyRow::append(tx, &[row]).await.unwrap();
                })
                .await;
            }
            _ => {
                self.made += 1;
                let id = format!("do-moi-{}", self.made);
                pen.write(async |tx, seq, recorded_at| {
                    let row = MeasurementRow {
                        id: id.clone(),
                        numerator: Some(step.number),
                        seq,
                        recorded_at,
                        ..rows.measurements[0].clone()
                    };
                    MeasurementRow::append(tx, &[row]).await.unwrap();
                })
                .await;
                // Some wait on, and some come to nothing.
                let event = [
                    "accepted",
                    "accepted",
                    "accepted",
                    "returned",
                    "withdrawn",
                    "",
                ];
                let event = event[step.which % event.len()];
                if event.is_empty() {
                    return;
                }
                pen.write(async |tx, seq, recorded_at| {
                    let row = MeasurementEventRow {
                        submission: uuid::Uuid::now_v7().to_string(),
                        measurement: id,
                        event: event.into(),
                        seq,
                        recorded_at,
                        ..Default::default()
                    };
                    MeasurementEventRow::append(tx, &[row]).await.unwrap();
                })
                .await;
            }
        }
    }

    /// An event the life of the milestone allows.
    async fn happen(&mut self, step: &Step, pen: &Pen<'_>) {
        let id = self.milestone(step.which);
        let stage = self.stages[&id];
        let allowed: Vec<Event> = Event::ALL
            .iter()
            .copied()
            .filter(|event| stage.after(*event).is_some())
            .collect();
        // Nothing more happens to what was cancelled.
        if allowed.is_empty() {
            return;
        }
        let event = allowed[step.number as usize % allowed.len()];
        self.stages
            .insert(id.clone(), stage.after(event).unwrap().0);
        pen.write(async |tx, seq, recorded_at| {
            let day = parse_day(TODAY).unwrap() + chrono::TimeDelta::days(step.number % 60 - 20);
            let company = (step.number % 2 == 0).then(|| "CTY-XANH".to_owned());
            let row = MilestoneEventRow {
                deadline: (event == Event::Extended).then(|| day.to_string()),
                responsible: company.filter(|_| event == Event::Reassigned),
                ..event_row(&id, event.code(), seq, recorded_at)
            };
            MilestoneEventRow::append(tx, &[row]).await.unwrap();
        })
        .await;
    }
}

/// The share of the whole is the mean of its parts, weighed by their weights.
fn parts_make_the_whole(figures: &Value, sums: &[GroupSums]) {
    for (scope, key) in &SCOPES[..4] {
        for name in ["accepted", "claimed", "expected", "expected_original"] {
            let (mut mass, mut part) = (0.0, 0.0);
            for group in sums.iter().filter(|group| group.scope == *scope) {
                mass += group.mass;
                part += group.mass * figures[key][&group.code][name].as_f64().unwrap_or(0.0);
            }
            let city = figures["city"][name].as_f64().unwrap_or(0.0);
            assert!(
                (city * mass - part).abs() <= 0.000_001_1 * mass,
                "{scope} {name}"
            );
        }
        for name in [
            "duties",
            "products",
            "products_claimed",
            "products_accepted",
            "products_late",
            "measurable",
            "measured_duties",
            "count-late",
            "count-at-risk",
            "count-done",
            "count-on-track",
            "count-not-due",
            "count-unverified",
        ] {
            let of = |group: &Value| group[name].as_u64().unwrap();
            let parts: u64 = figures[key].as_object().unwrap().values().map(of).sum();
            assert_eq!(of(&figures["city"]), parts, "{scope} {name}");
        }
    }
}

async fn hold(steps: Vec<Step>) {
    let store = Store::sqlite().await;
    campaign::write(&store.db, "hash").await;
    let clock = Clock::fixed(at(TODAY, 10));
    let live = Live::new(store.db.clone(), clock.clone());
    let mut history = History::new();
    let past = "2026-11-19";
    let before = figures_on(&store, &clock, past).await;
    for step in &steps {
        clock.set(clock.now() + step.days * 86_400_000_000 + 1_000_000);
        let pen = Pen {
            db: &store.db,
            at: clock.now(),
        };
        history.write(step, &pen).await;
        // Caught up after each step: the next one is added to these figures.
        live.today().await.unwrap();
    }
    let caught_up = live.today().await.unwrap();
    let rebuilt = Live::new(store.db.clone(), clock.clone());
    let rebuilt = rebuilt.today().await.unwrap();
    assert_eq!(
        caught_up.figures(),
        rebuilt.figures(),
        "caught up = rebuilt"
    );
    assert_eq!(figures_on(&store, &clock, past).await, before, "a past day");
    let day = caught_up.day();
    let sums = sums(&store, closes_at(day, ZONE), &day.to_string()).await;
    parts_make_the_whole(&caught_up.figures(), &sums);
    compare(&store, &live, &day.to_string()).await;
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whatever happens: rule 3 (a past day stays), rule 7 (sums, and the city
    /// is the sum over its parts), and catching up equals building anew.
    #[test]
    fn rules_3_and_7_hold_for_any_history(steps in steps()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(hold(steps));
    }
}
