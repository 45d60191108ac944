//! Every figure computed a second time, by other means; and what must hold for
//! any facts.
use std::collections::BTreeMap;

use app::domain::{Event, Instant, State, closes_at, parse_day, rule};
use proptest::prelude::*;
use serde_json::Value;
use tiendo::{board::Live, clock::Clock, db::Db, demo, ledger::*};

use crate::support::{
    campaign::{self, TODAY, ZONE, at},
    figures_sql::{GroupSums, sums},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Committee, User},
};

on_both!(
    the_demonstrations_figures_are_those_of_the_ledger,
    the_small_campaigns_figures_are_those_of_the_ledger,
    pages_show_the_figures,
    rule_6_a_closed_unit_leaves_on_its_end_date,
    rule_6_companies_do_not_multiply_a_unit,
    rule_1_only_products_and_outcomes_count,
    rule_3_what_is_recorded_today_changes_no_page_of_yesterday,
);

/// Scope in SQL, and where `figures` has it.
const SCOPES: [(&str, &str); 5] = [
    ("bloc", "blocs"),
    ("tier", "tiers"),
    ("unit", "units"),
    ("database", "databases"),
    ("partner", "partners"),
];

/// The figures of a day, by scope and code.
fn groups(figures: &Value) -> Vec<((String, String), &Value)> {
    let mut all = vec![(("city".to_owned(), String::new()), &figures["city"])];
    for (scope, key) in SCOPES {
        for (code, group) in figures[key].as_object().unwrap() {
            all.push(((scope.to_owned(), code.clone()), group));
        }
    }
    all
}

/// Compares every group of a day with the ledger; how many had a denominator.
async fn compare(store: &Store, live: &Live, day: &str) -> usize {
    let local = parse_day(day).unwrap();
    let board = live.as_of(local).await.unwrap().unwrap();
    let figures = board.figures();
    assert_eq!(figures["as_of"], day);
    let mut expected: BTreeMap<(String, String), GroupSums> =
        sums(store, closes_at(local, ZONE), day)
            .await
            .into_iter()
            .map(|sums| ((sums.scope.clone(), sums.code.clone()), sums))
            .collect();
    let mut compared = 0;
    for (name, group) in groups(&figures) {
        let Some(sums) = expected.remove(&name) else {
            assert!(group["accepted"].is_null(), "{day} {name:?} {group}");
            assert_eq!(group["products"], 0, "{day} {name:?}");
            continue;
        };
        compared += 1;
        for (figure, part) in [
            ("accepted", sums.accepted),
            ("claimed", sums.claimed),
            ("expected", sums.expected),
            ("expected_original", sums.expected_original),
        ] {
            let shown = group[figure].as_f64();
            if sums.mass == 0.0 {
                assert_eq!(shown, None, "{day} {name:?} {figure}");
                continue;
            }
            // Rounded once, to six digits.
            let off = (shown.unwrap() - part / sums.mass).abs();
            assert!(
                off < 0.000_000_501,
                "{day} {name:?} {figure}: {group} {sums:?}"
            );
        }
        for (figure, count) in [
            ("duties", sums.duties),
            ("products", sums.products),
            ("products_claimed", sums.products_claimed),
            ("products_accepted", sums.products_accepted),
        ] {
            assert_eq!(group[figure], count, "{day} {name:?} {figure}");
        }
    }
    assert!(expected.is_empty(), "{day}: not in figures: {expected:?}");
    compared
}

async fn the_demonstrations_figures_are_those_of_the_ledger(store: Store) {
    let now = at(TODAY, 9);
    demo::fill(&store.db, &demo::Campaign::tphcm(), now, 1, "hash")
        .await
        .unwrap();
    let live = Live::new(store.db.clone(), Clock::fixed(now));
    // Building a day without optimisation takes ten seconds: the engine that only
    // loads the same rows is asked for fewer.
    let days: &[&str] = match store.db {
        Db::Sqlite { .. } => &["2026-03-31", "2026-07-15", "2026-11-15", TODAY],
        Db::Postgres(_) => &["2026-07-15", TODAY],
    };
    for day in days {
        let compared = compare(&store, &live, day).await;
        // 222 units, 60 databases, blocs, tiers, companies.
        assert!(compared > 250, "{day}: only {compared} groups");
    }
}

async fn the_small_campaigns_figures_are_those_of_the_ledger(store: Store) {
    campaign::write(&store.db, "hash").await;
    let live = Live::new(store.db.clone(), Clock::fixed(at(TODAY, 10)));
    for day in [
        "2026-01-05",
        "2026-06-24",
        "2026-09-02",
        "2026-11-09",
        TODAY,
    ] {
        let compared = compare(&store, &live, day).await;
        assert!(compared >= 14, "{day}: only {compared} groups");
    }
    // Before anything was recorded there is nothing.
    let day = parse_day("2026-01-04").unwrap();
    let board = live.as_of(day).await.unwrap().unwrap();
    assert!(board.campaign().is_none());
    assert!(board.figures()["city"]["accepted"].is_null());
}

/// Every figure on a page is the one `tiendo figures` prints, to the digit.
async fn pages_show_the_figures(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let reader = Committee::of(&site).await;
    let mut read = 0;
    for day in ["2026-06-24", "2026-10-02", TODAY] {
        let board = site.app.live.as_of(parse_day(day).unwrap()).await;
        let figures = board.unwrap().unwrap().figures();
        let mut paths: Vec<String> = ["/", "/units", "/databases", "/partners", "/matrix"]
            .map(str::to_owned)
            .into();
        let databases = figures["databases"].as_object().unwrap();
        paths.extend(databases.keys().map(|code| format!("/databases/{code}")));
        let partners = figures["partners"].as_object().unwrap();
        paths.extend(partners.keys().map(|code| format!("/partners/{code}")));
        let units = figures["units"].as_object().unwrap();
        paths.extend(units.keys().map(|code| format!("/units/{code}")));
        for path in paths {
            let page = reader.get(&format!("{path}?as_of={day}")).await;
            assert_eq!(page.status, 200, "{path}");
            for ((scope, code), group) in groups(&figures) {
                for (name, shown) in page.figures(&scope, &code) {
                    // `figures` says `duties` where a page says `count-duties`.
                    let named = group.get(&name);
                    let plain = || group.get(name.strip_prefix("count-")?);
                    let printed = match named.or_else(plain).unwrap_or(&Value::Bool(false)) {
                        Value::Null => String::new(),
                        // Shares carry six digits, days one.
                        Value::Number(n) if n.is_f64() => {
                            let digits = shown.split('.').nth(1).map_or(6, str::len);
                            format!("{:.digits$}", n.as_f64().unwrap())
                        }
                        Value::Number(n) => n.to_string(),
                        other => panic!("{path} {scope} {code}: {name} is {other}"),
                    };
                    assert_eq!(shown, printed, "{path} {day} {scope} {code} {name}");
                    read += 1;
                }
            }
        }
        let overview = reader.get(&format!("/?as_of={day}")).await;
        for name in ["accepted", "claimed", "expected_original", "count-late"] {
            let city = overview.figures("city", "");
            assert!(city.iter().any(|(n, _)| n == name), "{name} of the city");
        }
        assert!(!overview.figures("bloc", "government").is_empty());
        assert!(!overview.figures("database", "QG-DAN-CU").is_empty());
    }
    assert!(read > 300, "only {read} figures were read");
}

/// Writes rows as a transaction of their own.
struct Pen<'a> {
    db: &'a Db,
    at: Instant,
}

impl Pen<'_> {
    async fn write(&self, rows: impl AsyncFnOnce(&mut tiendo::db::Tx, i64, Instant)) {
        let mut tx = self.db.begin().await.unwrap();
        let seq = tx.next_seq().await.unwrap();
        rows(&mut tx, seq, self.at).await;
        tx.commit().await.unwrap();
    }
}

async fn figures_on(store: &Store, clock: &Clock, day: &str) -> Value {
    let live = Live::new(store.db.clone(), clock.clone());
    let board = live.as_of(parse_day(day).unwrap()).await;
    board.unwrap().unwrap().figures()
}

fn unit_row(code: &str) -> UnitRow {
    let rows = campaign::rows().units;
    rows.into_iter().find(|unit| unit.code == code).unwrap()
}

async fn rule_6_a_closed_unit_leaves_on_its_end_date(store: Store) {
    campaign::write(&store.db, "hash").await;
    let clock = Clock::fixed(at(TODAY, 10));
    let before = figures_on(&store, &clock, TODAY).await;
    assert_eq!(before["units"]["PHUONG-HAI"]["products"], 1);
    let pen = Pen {
        db: &store.db,
        at: at(TODAY, 10),
    };
    pen.write(async |tx, seq, recorded_at| {
        let row = UnitRow {
            ends_on: Some("2026-11-21".into()),
            seq,
            recorded_at,
            ..unit_row("PHUONG-HAI")
        };
        UnitRow::append(tx, &[row]).await.unwrap();
    })
    .await;
    let mut same = figures_on(&store, &clock, TODAY).await;
    same["seq"] = before["seq"].clone();
    assert_eq!(same, before, "still open on the day before");
    clock.set(at("2026-11-21", 1));
    let after = figures_on(&store, &clock, "2026-11-21").await;
    assert!(after["units"]["PHUONG-HAI"]["accepted"].is_null());
    let count = |figures: &Value| figures["city"]["products"].as_i64().unwrap();
    assert_eq!(count(&after), count(&before) - 1);
    let live = Live::new(store.db.clone(), clock);
    compare(&store, &live, "2026-11-21").await;
}

/// One lead and three supporting companies: the unit counts once.
async fn rule_6_companies_do_not_multiply_a_unit(store: Store) {
    campaign::write(&store.db, "hash").await;
    let clock = Clock::fixed(at(TODAY, 10));
    let before = figures_on(&store, &clock, TODAY).await;
    let pen = Pen {
        db: &store.db,
        at: at(TODAY, 10),
    };
    pen.write(async |tx, seq, recorded_at| {
        let rows = ["CTY-DO", "CTY-LAM"].map(|partner| AssignmentRow {
            unit: "PHUONG-MOT".into(),
            partner: partner.into(),
            role: "support".into(),
            valid_from: "2026-11-01".into(),
            seq,
            recorded_at,
            ..Default::default()
        });
        AssignmentRow::append(tx, &rows).await.unwrap();
    })
    .await;
    let mut after = figures_on(&store, &clock, TODAY).await;
    assert_ne!(after["seq"], before["seq"]);
    after["seq"] = before["seq"].clone();
    assert_eq!(after, before);
}

/// A unit with ten accepted plans shows 0 %, and its figures never notice them.
async fn rule_1_only_products_and_outcomes_count(store: Store) {
    campaign::write(&store.db, "hash").await;
    let clock = Clock::fixed(at(TODAY, 10));
    let before = figures_on(&store, &clock, TODAY).await;
    let zero = &before["units"]["SO-TAI-CHINH"];
    assert_eq!(zero["accepted"], 0.0);
    let pen = Pen {
        db: &store.db,
        at: at(TODAY, 10),
    };
    pen.write(async |tx, seq, recorded_at| {
        let rows = campaign::rows().milestones;
        let template = rows.iter().find(|m| m.id == "tc-dat").unwrap();
        let plans: Vec<MilestoneRow> = (0..10)
            .map(|n| MilestoneRow {
                id: format!("ke-hoach-{n}"),
                kind: if n % 2 == 0 { "plan" } else { "process" }.into(),
                weight: 50,
                position: 100 + n,
                seq,
                recorded_at,
                ..template.clone()
            })
            .collect();
        MilestoneRow::append(tx, &plans).await.unwrap();
    })
    .await;
    for event in ["submitted", "accepted"] {
        pen.write(async |tx, seq, recorded_at| {
            let events: Vec<MilestoneEventRow> = (0..10)
                .map(|n| event_row(&format!("ke-hoach-{n}"), event, seq, recorded_at))
                .collect();
            MilestoneEventRow::append(tx, &events).await.unwrap();
        })
        .await;
    }
    let mut after = figures_on(&store, &clock, TODAY).await;
    after["seq"] = before["seq"].clone();
    assert_eq!(after, before);
}

fn event_row(milestone: &str, event: &str, seq: i64, recorded_at: Instant) -> MilestoneEventRow {
    MilestoneEventRow {
        submission: uuid::Uuid::now_v7().to_string(),
        milestone: milestone.into(),
        event: event.into(),
        organisation: "SO-Y-TE".into(),
        seq,
        recorded_at,
        ..Default::default()
    }
}

/// A duty, weight, milestone, indicator, target or assignment added today.
async fn rule_3_what_is_recorded_today_changes_no_page_of_yesterday(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let reader = Committee::of(&site).await;
    let paths = ["/", "/units", "/units/SO-Y-TE", "/duties/SO-Y-TE/CN-Y-TE"];
    let yesterday = async || {
        let mut pages = Vec::new();
        for path in paths {
            let page = reader.get(&format!("{path}?as_of=2026-11-19")).await;
            assert_eq!(page.status, 200);
            pages.push(page.plain());
        }
        pages.push(
            figures_on(&site.store, &site.clock, "2026-11-19")
                .await
                .to_string(),
        );
        pages
    };
    let before = yesterday().await;
    let today = figures_on(&site.store, &site.clock, TODAY).await;
    let pen = Pen {
        db: &site.store.db,
        at: at(TODAY, 0),
    };
    pen.write(async |tx, seq, recorded_at| {
        for step in tests_of_today(seq, recorded_at) {
            step.append(tx).await.unwrap();
        }
    })
    .await;
    let now = figures_on(&site.store, &site.clock, TODAY).await;
    assert_ne!(now["city"], today["city"]);
    // A server that has not kept yesterday's page.
    let fresh = site.beside().await;
    for (path, page) in paths.iter().zip(&before) {
        let path = format!("{path}?as_of=2026-11-19");
        let request = crate::support::site::request(
            axum::http::Method::GET,
            &path,
            reader.cookie(),
            String::new(),
        );
        let again = crate::support::site::send(&fresh, request).await;
        assert_eq!(again.plain(), *page, "{path}");
    }
    assert_eq!(yesterday().await, before);
}

/// One of everything, recorded at an instant.
fn tests_of_today(seq: i64, recorded_at: Instant) -> Vec<tiendo::import::Rows> {
    let mut rows = campaign::rows();
    rows.people.clear();
    rows.milestone_events.clear();
    rows.measurement_events.clear();
    rows.evidence.clear();
    rows.measurements.clear();
    rows.campaign.clear();
    rows.partners.clear();
    rows.workstreams.clear();
    rows.units.retain(|unit| unit.code == "SO-Y-TE");
    rows.units[0].name = "Tên mới".into();
    rows.duties
        .retain(|duty| duty.unit == "SO-Y-TE" && duty.workstream == "CN-Y-TE");
    rows.duties[0].workstream = "QG-DAT-DAI".into();
    rows.duties[0].role = "contribute".into();
    rows.weights.push(WeightRow {
        unit: "SO-Y-TE".into(),
        workstream: "CN-Y-TE".into(),
        weight: 7_000_000,
        ..Default::default()
    });
    rows.milestones.retain(|m| m.id == "yte-san-pham");
    rows.milestones[0].id = "yte-moi".into();
    rows.milestones[0].title = "Mốc mới".into();
    rows.targets[0].target = "99".into();
    rows.assignments.truncate(1);
    rows.assignments[0].partner = "CTY-VANG".into();
    rows.assignments[0].valid_from = "2026-03-01".into();
    rows.each_stamp(|s, at| (*s, *at) = (seq, recorded_at));
    vec![rows]
}

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
    states: BTreeMap<String, State>,
    made: i64,
}

impl History {
    fn new() -> Self {
        let rows = campaign::rows();
        let mut states: BTreeMap<String, State> = rows
            .milestones
            .iter()
            .map(|m| (m.id.clone(), State::Open))
            .collect();
        for row in &rows.milestone_events {
            let event = Event::from_code(&row.event).unwrap();
            let state = states.get_mut(&row.milestone).unwrap();
            *state = rule(*state, event).unwrap().0;
        }
        Self { states, made: 0 }
    }

    fn milestone(&self, which: usize) -> String {
        self.states
            .keys()
            .nth(which % self.states.len())
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
                self.states.insert(id.clone(), State::Open);
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
                pen.write(async |tx, seq, recorded_at| {
                    let row = MeasurementEventRow {
                        submission: uuid::Uuid::now_v7().to_string(),
                        measurement: id,
                        event: "accepted".into(),
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
        let state = self.states[&id];
        let allowed: Vec<Event> = Event::ALL
            .iter()
            .copied()
            .filter(|event| rule(state, *event).is_some())
            .collect();
        let event = allowed[step.number as usize % allowed.len()];
        self.states
            .insert(id.clone(), rule(state, event).unwrap().0);
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

/// What a company does beside the databases counts for it, caught up or built anew.
#[tokio::test]
async fn a_companys_figure_counts_all_it_is_responsible_for() {
    let store = Store::sqlite().await;
    campaign::write(&store.db, "hash").await;
    let clock = Clock::fixed(at(TODAY, 10));
    let live = Live::new(store.db.clone(), clock.clone());
    let before = live.today().await.unwrap().figures();
    let pen = Pen {
        db: &store.db,
        at: at(TODAY, 10),
    };
    pen.write(async |tx, seq, recorded_at| {
        let row = event_row("xanh-an-ninh", "submitted", seq, recorded_at);
        MilestoneEventRow::append(tx, &[row]).await.unwrap();
    })
    .await;
    let after = live.today().await.unwrap().figures();
    let claimed = |figures: &Value| figures["partners"]["CTY-XANH"]["products_claimed"].as_i64();
    assert_eq!(claimed(&after), claimed(&before).map(|n| n + 1));
    assert_eq!(after["city"], before["city"]);
    assert_eq!(after, figures_on(&store, &clock, TODAY).await);
}

/// A place in the order that holds no fact of the board is caught up with, too:
/// otherwise every request would read the ledger again.
#[tokio::test]
async fn the_board_reaches_every_place_in_the_order() {
    let store = Store::sqlite().await;
    campaign::write(&store.db, "hash").await;
    let live = Live::new(store.db.clone(), Clock::fixed(at(TODAY, 10)));
    let board = live.today().await.unwrap();
    assert_eq!(board.seq(), store.db.seq().await.unwrap());
    let again = live.today().await.unwrap();
    assert!(std::sync::Arc::ptr_eq(&board, &again));
}
