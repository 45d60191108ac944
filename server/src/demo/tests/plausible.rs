//! What the invented campaign looks like on a day: shares and counts a city
//! could have.
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use app::domain::*;

use super::{NOVEMBER, rows};
use crate::{import::Rows, ledger::IndicatorRow};

/// The duties with everything that happened to them, and their weights.
fn fold(rows: &Rows) -> Vec<(Duty, Weight, bool)> {
    let zone = chrono_tz::Asia::Ho_Chi_Minh;
    let code = |t: &str| UnitCode::parse(t).unwrap();
    let kinds: HashMap<&str, WorkstreamKind> = rows
        .workstreams
        .iter()
        .map(|w| (w.code.as_str(), WorkstreamKind::from_code(&w.kind).unwrap()))
        .collect();
    let mut duties: BTreeMap<(String, String), Duty> = BTreeMap::new();
    for d in &rows.duties {
        duties.insert(
            (d.unit.clone(), d.workstream.clone()),
            Duty {
                key: DutyKey {
                    unit: code(&d.unit),
                    workstream: WorkstreamCode::parse(&d.workstream).unwrap(),
                },
                role: DutyRole::from_code(&d.role).unwrap(),
                volume: d.volume,
                set_weight: None,
                portions: None,
                milestones: Vec::new(),
                rhythms: Vec::new(),
                outcome: None,
                criteria: Vec::new(),
                of_group: None,
                provisional: d.provisional,
            },
        );
    }
    let mut milestones: HashMap<String, Milestone> = HashMap::new();
    for m in &rows.milestones {
        // Written anew, it counts as it did.
        if milestones.contains_key(&m.id) {
            continue;
        }
        milestones.insert(
            m.id.clone(),
            Milestone::new(Terms {
                id: MilestoneId::parse(&m.id).unwrap(),
                duty: DutyKey {
                    unit: code(&m.unit),
                    workstream: WorkstreamCode::parse(&m.workstream).unwrap(),
                },
                order: m.position,
                kind: MilestoneKind::from_code(&m.kind).unwrap(),
                title: m.title.as_str().into(),
                product: m.product.as_str().into(),
                deadline: m
                    .deadline
                    .as_deref()
                    .map_or(Deadline::None, |d| Deadline::Day(parse_day(d).unwrap())),
                responsible: responsible(m.responsible.as_deref()),
                weight: m.weight as u64,
                reach: None,
                replaces: None,
                after: None,
                slot: None,
                second: None,
            }),
        );
    }
    for e in &rows.milestone_events {
        milestones
            .get_mut(&e.milestone)
            .unwrap()
            .apply(&MilestoneEvent {
                milestone: MilestoneId::parse(&e.milestone).unwrap(),
                event: Event::from_code(&e.event).unwrap(),
                day: local_day(e.recorded_at, zone),
                deadline: e.deadline.as_deref().and_then(parse_day),
                responsible: (e.event == "reassigned")
                    .then(|| responsible(e.responsible.as_deref())),
            });
    }
    for m in &rows.milestones {
        let key = (m.unit.clone(), m.workstream.clone());
        let Some(milestone) = milestones.remove(&m.id) else {
            continue;
        };
        duties.get_mut(&key).unwrap().milestones.push(milestone);
    }
    let mut outcomes: HashMap<&str, (String, String)> = HashMap::new();
    let outcome = |i: &&IndicatorRow| i.unit.is_some() && i.criterion.is_empty();
    for i in rows.indicators.iter().filter(outcome) {
        let key = (i.unit.clone().unwrap(), i.workstream.clone().unwrap());
        let mut outcome = Outcome::new(Arc::new(Indicator {
            code: IndicatorCode::parse(&i.code).unwrap(),
            name: "".into(),
            name_en: None,
            duty: None,
            unit_of_measure: "%".into(),
            direction: Direction::Up,
            baseline: i
                .baseline
                .as_deref()
                .and_then(|b| app::domain::parse_decimal(b).ok()),
            baseline_day: i.baseline_day.as_deref().and_then(parse_day),
            counts: None,
            deadline: i.deadline.as_deref().and_then(parse_day),
            fresh_days: i.fresh_days,
            criterion: "".into(),
            provisional: false,
            never_falls: false,
            path: Vec::new(),
            source: "".into(),
        }));
        outcome.target = Some(Value::from_integer(95));
        duties.get_mut(&key).unwrap().outcome = Some(outcome);
        outcomes.insert(&i.code, key);
    }
    let accepted: std::collections::HashSet<&str> = rows
        .measurement_events
        .iter()
        .filter(|e| e.event == "accepted")
        .map(|e| e.measurement.as_str())
        .collect();
    for m in rows
        .measurements
        .iter()
        .filter(|m| accepted.contains(m.id.as_str()))
    {
        if let Some(key) = outcomes.get(m.indicator.as_str()) {
            let outcome = duties.get_mut(key).unwrap().outcome.as_mut().unwrap();
            outcome.add(Measurement::Fraction {
                day: parse_day(&m.day).unwrap(),
                numerator: m.numerator.unwrap(),
                denominator: m.denominator.unwrap(),
            });
        }
    }
    let mut bearers: HashMap<&WorkstreamCode, Vec<Bearer>> = HashMap::new();
    for duty in duties.values() {
        let bearers = bearers.entry(&duty.key.workstream).or_default();
        bearers.push(duty.bearer());
    }
    let mut all: HashMap<WorkstreamCode, std::vec::IntoIter<Weight>> = bearers
        .into_iter()
        .map(|(code, bearers)| {
            let whole = kinds[code.as_str()].weight();
            (code.clone(), weights(whole, &bearers).into_iter())
        })
        .collect();
    duties
        .into_values()
        .map(|duty| {
            let weight = all.get_mut(&duty.key.workstream).unwrap().next().unwrap();
            let kind = kinds[duty.key.workstream.as_str()];
            (duty, weight, kind.group() == Group::Databases)
        })
        .collect()
}

fn responsible(company: Option<&str>) -> Responsible {
    company.map_or(Responsible::Unit, |c| {
        Responsible::Partner(PartnerCode::parse(c).unwrap())
    })
}

/// Shares in tenths of a percent, and counts by status of a hundred duties.
#[derive(Debug)]
struct Picture {
    plan: i64,
    expected: i64,
    claimed: i64,
    accepted: i64,
    measured: i64,
    of_hundred: BTreeMap<&'static str, f64>,
}

fn picture(rows: &Rows, day: &str, databases: bool) -> Picture {
    let today = parse_day(day).unwrap();
    let mut sums = Figures::default();
    for (duty, weight, database) in fold(rows) {
        if database == databases {
            sums.add(&DutyFigures::of(&duty, weight, today, &Calendar::default()).figures);
        }
    }
    let permille = |share: Option<Share>| share.map_or(-1, Share::permille);
    Picture {
        plan: permille(sums.expected_original()),
        expected: permille(sums.expected()),
        claimed: permille(sums.claimed()),
        accepted: permille(sums.accepted()),
        measured: permille(sums.measured()),
        of_hundred: Status::ALL
            .iter()
            .map(|s| {
                let part = f64::from(sums.count(*s)) * 100.0 / f64::from(sums.duties);
                (s.code(), (part * 10.0).round() / 10.0)
            })
            .collect(),
    }
}

/// The chairman's picture on a day late in the first year, in tenths of a
/// percent and duties of a hundred.
#[test]
fn the_city_is_plausible_in_november_2026() {
    let rows = &*NOVEMBER;
    assert!((2_000..4_000).contains(&rows.duties.len()));
    assert!(rows.milestones.len() >= 10_000);
    assert!((15_000..32_000).contains(&rows.measurements.len()));
    let p = picture(rows, "2026-11-22", true);
    assert!((400..600).contains(&p.plan), "{p:?}");
    assert!(
        p.expected <= p.plan && (300..=p.accepted).contains(&p.measured),
        "{p:?}"
    );
    assert!((70..150).contains(&(p.plan - p.accepted)), "{p:?}");
    assert!((40..90).contains(&(p.claimed - p.accepted)), "{p:?}");
    for (status, least, most) in [
        ("late", 15.0, 25.0),
        ("at-risk", 8.0, 35.0),
        ("unverified", 1.0, 15.0),
        ("on-track", 25.0, 40.0),
        ("not-due", 5.0, 20.0),
        ("done", 5.0, 15.0),
    ] {
        assert!(
            (least..=most).contains(&p.of_hundred[status]),
            "{status} {p:?}"
        );
    }
}

#[test]
fn the_city_is_sane_early_and_late() {
    let early = picture(&rows("2026-03-01", 1), "2026-03-01", true);
    assert!(
        early.accepted < 50 && early.of_hundred["not-due"] > 80.0,
        "{early:?}"
    );
    let late = picture(&rows("2027-10-01", 1), "2027-10-01", true);
    assert!(late.accepted > 750 && late.accepted < late.plan, "{late:?}");
    assert!(
        late.of_hundred["late"] < 25.0 && late.of_hundred["done"] > 20.0,
        "{late:?}"
    );
}
