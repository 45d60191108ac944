//! What is invented keeps every rule of the campaign.
use std::collections::{HashMap, HashSet};

use app::{access::Role, domain::*};
use chrono::{Datelike, Timelike};

use super::*;
use crate::{
    board::Live,
    clock::Clock,
    db::{self, Db},
    demo::{Campaign, DemoError, behaviour, calendar::plus, fill},
    ledger::{self, MilestoneEventRow, MilestoneRow},
};

const ZONE: chrono_tz::Tz = chrono_tz::Asia::Ho_Chi_Minh;

fn assignments(rows: &Rows) -> HashMap<&str, Vec<Assignment>> {
    let mut latest = HashMap::new();
    for row in &rows.assignments {
        latest.insert((&row.unit, &row.partner, &row.valid_from), row);
    }
    let mut of_unit: HashMap<&str, Vec<Assignment>> = HashMap::new();
    for row in latest.into_values() {
        of_unit.entry(&row.unit).or_default().push(Assignment {
            unit: UnitCode::parse(&row.unit).unwrap(),
            partner: PartnerCode::parse(&row.partner).unwrap(),
            role: AssignmentRole::from_code(&row.role).unwrap(),
            from: parse_day(&row.valid_from).unwrap(),
            to: row.valid_to.as_deref().map(|d| parse_day(d).unwrap()),
            decision: row.decision.as_str().into(),
            source: "".into(),
        });
    }
    of_unit
}

#[test]
fn every_unit_has_one_to_four_companies_with_one_lead() {
    let rows = &*NOVEMBER;
    let of_unit = assignments(rows);
    assert_eq!(of_unit.len(), rows.units.len());
    for (unit, of_one) in &of_unit {
        assert_eq!(check_assignments(of_one), Ok(()), "{unit}");
    }
    assert!(of_unit.values().any(|a| a.iter().any(|a| a.to.is_some())));
    let real: Vec<_> = of_unit["VPUB"].iter().chain(&of_unit["CATP"]).collect();
    assert_eq!(real.len(), 4);
    assert!(real.iter().all(|a| a.decision.is_empty()));
}

/// The milestones as they were entered.
fn first_terms(rows: &Rows) -> HashMap<&str, &MilestoneRow> {
    let last_first = rows.milestones.iter().rev();
    last_first.map(|m| (m.id.as_str(), m)).collect()
}

/// Section 4: state, role and event of each row are in the table, on its day.
#[test]
fn all_events_are_allowed() {
    let rows = &*NOVEMBER;
    let of_unit = assignments(rows);
    let people: HashMap<&str, _> = rows.people.iter().map(|p| (p.id.as_str(), p)).collect();
    let terms = first_terms(rows);
    let documents: HashSet<&str> = rows
        .evidence
        .iter()
        .filter(|e| !e.link.is_empty() && !e.document_number.is_empty() && !e.hash.is_empty())
        .map(|e| e.submission.as_str())
        .collect();
    let mut states: HashMap<&str, (Stage, Responsible, i64)> = HashMap::new();
    let mut seen = HashSet::new();
    // Who wrote the last report of a milestone, and when.
    let mut reports: HashMap<&str, (&str, Day)> = HashMap::new();
    for row in &rows.milestone_events {
        let milestone = terms[row.milestone.as_str()];
        assert!(milestone.seq < row.seq && milestone.recorded_at <= row.recorded_at);
        let responsible = |company: Option<&str>| {
            company.map_or(Responsible::Unit, |c| {
                Responsible::Partner(PartnerCode::parse(c).unwrap())
            })
        };
        let (state, by, last) = states.entry(&row.milestone).or_insert((
            Stage::NEW,
            responsible(milestone.responsible.as_deref()),
            0,
        ));
        assert!(row.recorded_at > *last, "{row:?}");
        let person = people[row.person.as_deref().unwrap()];
        let unit = UnitCode::parse(&milestone.unit).unwrap();
        let own = person.unit.as_deref().map(|u| UnitCode::parse(u).unwrap());
        let company = person
            .partner
            .as_deref()
            .map(|p| PartnerCode::parse(p).unwrap());
        let day = local_day(row.recorded_at, ZONE);
        let actor = Actor {
            role: Role::from_code(&person.role).unwrap(),
            unit: own.as_ref(),
            partner: company.as_ref(),
            assigned: company.as_ref().is_some_and(|company| {
                of_unit[milestone.unit.as_str()]
                    .iter()
                    .any(|a| a.partner == *company && a.holds_on(day))
            }),
            closed: false,
            stands_in: false,
            writer: Writer::Another,
        };
        let organisation = match actor.role {
            Role::Office => "office",
            Role::Partner => person.partner.as_deref().unwrap(),
            _ => person.unit.as_deref().unwrap(),
        };
        assert_eq!(row.organisation, organisation);
        let event = Event::from_code(&row.event).unwrap();
        seen.insert(event);
        let wrote = reports.get(row.milestone.as_str()).copied();
        let decided = if event == Event::Corrected {
            let documents = rows.evidence.iter();
            let what = match documents.filter(|it| it.seq == row.seq).count() {
                0 => Corrects::Title,
                _ => Corrects::Document,
            };
            let writer = Writer::of(
                wrote.is_some_and(|(by, _)| row.person.as_deref() == Some(by)),
                wrote.map(|(_, on)| on),
                day,
            );
            let actor = Actor { writer, ..actor };
            decide_correction(*state, what, actor, &unit, by)
        } else {
            decide(*state, event, actor, &unit, by)
        };
        *state = decided.unwrap_or_else(|refusal| panic!("{refusal}: {row:?} {actor:?}"));
        if event == Event::Submitted {
            let person = row.person.as_deref().unwrap();
            reports.insert(&row.milestone, (person, day));
        }
        *last = row.recorded_at;
        match event {
            Event::Submitted => assert!(documents.contains(row.submission.as_str())),
            Event::Extended => {
                assert!(row.decision.starts_with("MẪU-") && row.deadline.is_some());
            }
            Event::Reassigned => *by = responsible(row.responsible.as_deref()),
            Event::Returned | Event::Revoked => assert!(!row.body.is_empty()),
            _ => {}
        }
    }
    assert_eq!(seen.len(), Event::ALL.len(), "{seen:?}");
}

/// What is written anew is told as it is by form: each event with its row, a promise with its
/// decision, another in the place of what was cancelled with its deadline.
#[test]
fn what_is_written_anew_has_its_event_and_is_marked() {
    let rows = &*NOVEMBER;
    let first = first_terms(rows);
    let (mut corrected, mut redefined, mut replaced) = (0, 0, 0);
    for event in &rows.milestone_events {
        let of_event = || rows.milestones.iter().filter(|it| it.seq == event.seq);
        let own = of_event().find(|it| it.id == event.milestone);
        let told = rows.redefinitions.iter().find(|it| it.seq == event.seq);
        match Event::from_code(&event.event).unwrap() {
            Event::Corrected => {
                corrected += 1;
                let document = rows.evidence.iter().any(|it| it.seq == event.seq);
                assert!(own.is_some() != document && told.is_none(), "{event:?}");
            }
            Event::Redefined => {
                redefined += 1;
                assert!(own.is_some() && told.is_some_and(|it| it.term == "product"));
                assert!(event.decision.starts_with("MẪU-") && !event.body.is_empty());
            }
            Event::Replaced => {
                replaced += 1;
                let new = of_event().find(|it| it.replaces.is_some()).unwrap();
                let before = first[event.milestone.as_str()];
                assert_eq!(new.replaces.as_deref(), Some(before.id.as_str()));
                assert_eq!(new.deadline, before.deadline);
                assert!(told.is_some_and(|it| it.term == "replaces" && it.code == new.id));
            }
            _ => {}
        }
    }
    assert!(
        corrected > 10 && redefined > 10 && replaced > 2,
        "{corrected} {redefined} {replaced}"
    );
    let told = |it: &&MilestoneEventRow| it.volume_done.is_some() || it.obstacle.is_some();
    let reports = rows.milestone_events.iter().filter(told);
    assert!(reports.clone().all(|it| it.event == "submitted"));
    assert!(reports.count() > 1_000);
    let volumes: HashMap<_, _> = rows
        .duties
        .iter()
        .map(|it| ((&it.unit, &it.workstream), it.volume))
        .collect();
    for event in &rows.milestone_events {
        let of = first[event.milestone.as_str()];
        let volume = volumes[&(&of.unit, &of.workstream)];
        assert!(
            event
                .volume_done
                .is_none_or(|it| Some(it) <= volume && it >= 0)
        );
    }
    let forms: HashSet<&str> = rows
        .explained
        .iter()
        .map(|it| it.submission.as_str())
        .collect();
    let behind = rows.evidence.iter();
    let behind = behind.filter(|it| forms.contains(it.submission.as_str()));
    assert!(
        behind
            .clone()
            .all(|it| it.document_number.starts_with("MẪU-"))
    );
    assert!((20..forms.len()).contains(&behind.count()));
}

/// What is asked and explained, by who may, while the milestone is pending.
#[test]
fn all_that_is_said_is_allowed() {
    let rows = &*NOVEMBER;
    let of_unit = assignments(rows);
    let people: HashMap<&str, _> = rows.people.iter().map(|p| (p.id.as_str(), p)).collect();
    let terms = first_terms(rows);
    let stands = |milestone: &str, seq: i64| {
        let mut by = terms[milestone].responsible.clone();
        let mut stage = Stage::NEW;
        let events = rows.milestone_events.iter();
        for row in events.filter(|row| row.milestone == milestone && row.seq < seq) {
            let event = Event::from_code(&row.event).unwrap();
            stage = stage.after(event).unwrap().0;
            if event == Event::Reassigned {
                by.clone_from(&row.responsible);
            }
        }
        let by = by.map_or(Responsible::Unit, |code| {
            Responsible::Partner(PartnerCode::parse(&code).unwrap())
        });
        (stage, by)
    };
    let asked = rows.asked.iter().map(|it| {
        let about = it.milestone.as_deref().unwrap();
        (
            Act::Asked,
            about,
            &it.person,
            &it.organisation,
            it.seq,
            it.recorded_at,
            &it.wanted_by,
        )
    });
    let explained = rows.explained.iter().map(|it| {
        let about = it.milestone.as_deref().unwrap();
        assert!(Cause::from_code(&it.cause).is_some());
        (
            Act::Explained,
            about,
            &it.person,
            &it.organisation,
            it.seq,
            it.recorded_at,
            &it.commits_to,
        )
    });
    let mut said = 0;
    for (act, about, person, organisation, seq, at, until) in asked.chain(explained) {
        let person = people[person.as_deref().unwrap()];
        let (stage, by) = stands(about, seq);
        let own = person.unit.as_deref().map(|u| UnitCode::parse(u).unwrap());
        let company = person
            .partner
            .as_deref()
            .map(|p| PartnerCode::parse(p).unwrap());
        let day = local_day(at, ZONE);
        let unit = terms[about].unit.as_str();
        let actor = Actor {
            role: Role::from_code(&person.role).unwrap(),
            unit: own.as_ref(),
            partner: company.as_ref(),
            assigned: company.as_ref().is_some_and(|company| {
                let mut all = of_unit[unit].iter();
                all.any(|a| a.partner == *company && a.holds_on(day))
            }),
            closed: false,
            stands_in: false,
            writer: Writer::Another,
        };
        let pending = matches!(stage.state, State::Open | State::Submitted);
        let unit = UnitCode::parse(unit).unwrap();
        speak(act, actor, &unit, &by, pending)
            .unwrap_or_else(|no| panic!("{no}: {about} {actor:?}"));
        let organised = match actor.role {
            Role::Office => "office",
            Role::Partner => person.partner.as_deref().unwrap(),
            _ => person.unit.as_deref().unwrap(),
        };
        assert_eq!(organisation, organised);
        assert!(*until >= day.to_string(), "{about}");
        said += 1;
    }
    assert!(said > 200, "{said}");
}

#[test]
fn an_outcome_is_accepted_only_when_measured() {
    let rows = &*NOVEMBER;
    let mut accepted_at: HashMap<&str, i64> = HashMap::new();
    for e in rows
        .measurement_events
        .iter()
        .filter(|e| e.event == "accepted")
    {
        accepted_at.insert(&e.measurement, e.recorded_at);
    }
    let mut values: HashMap<&str, Vec<(i64, i64)>> = HashMap::new();
    for m in &rows.measurements {
        if let (Some(at), Some(n), Some(d)) =
            (accepted_at.get(m.id.as_str()), m.numerator, m.denominator)
        {
            values
                .entry(&m.indicator)
                .or_default()
                .push((*at, n * 100 / d));
        }
    }
    let outcomes: HashMap<&str, _> = rows
        .milestones
        .iter()
        .filter(|m| m.kind == "outcome")
        .map(|m| (m.id.as_str(), m))
        .collect();
    let mut checked = 0;
    for e in rows
        .milestone_events
        .iter()
        .filter(|e| e.event == "accepted")
    {
        if let Some(m) = outcomes.get(e.milestone.as_str()) {
            let reach: i64 = m.reach.as_deref().unwrap().parse().unwrap();
            let indicator = format!("KQ-{}-{}", m.unit, m.workstream);
            assert!(
                values[indicator.as_str()]
                    .iter()
                    .any(|(at, value)| *at < e.recorded_at && *value >= reach)
            );
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn everything_was_written_in_the_past_within_working_hours_in_its_order() {
    for (day, at_least) in [
        ("2025-06-01", 0),
        ("2026-01-14", 0),
        ("2026-02-10", 0),
        ("2028-06-01", 20_000),
    ] {
        let mut rows = rows(day, 1);
        assert!(rows.milestone_events.len() >= at_least);
        let cut = instant(day, 0);
        let beginning = instant("2026-01-14", 0).min(cut);
        let mut stamps = Vec::new();
        rows.each_stamp(|seq, at| stamps.push((*seq, *at)));
        stamps.sort_unstable();
        let mut last = 0;
        for (_, at) in stamps {
            assert!(at >= last && (at < cut || at == beginning), "{day}");
            last = at;
            if at != beginning {
                let local = chrono::DateTime::from_timestamp_micros(at)
                    .unwrap()
                    .with_timezone(&ZONE);
                assert!((7..17).contains(&local.hour()), "{local}");
                assert!(local.weekday().num_days_from_monday() < 5, "{local}");
            }
        }
        for m in &rows.measurements {
            assert!(m.day <= local_day(m.recorded_at, ZONE).to_string() || m.value.is_some());
        }
        for e in &rows.evidence {
            let day = e.document_day.as_deref().unwrap();
            assert!(day <= local_day(e.recorded_at, ZONE).to_string().as_str());
        }
    }
}

/// Some values never fall, and some paths ask little at first: both are there to be looked at.
#[test]
fn some_never_fall_and_some_have_dated_points() {
    let rows = &*NOVEMBER;
    let of_duties = || {
        rows.indicators
            .iter()
            .filter(|it| it.code.starts_with("KQ-"))
    };
    let falls: HashSet<&str> = of_duties()
        .filter(|it| it.falls.is_some())
        .map(|it| it.code.as_str())
        .collect();
    assert!(!falls.is_empty() && falls.len() < of_duties().count() / 2);
    let mut last: HashMap<&str, i64> = HashMap::new();
    for value in &rows.measurements {
        if let Some(code) = falls.get(value.indicator.as_str()) {
            let Some(numerator) = value.numerator else {
                continue;
            };
            let before = last.insert(code, numerator).unwrap_or(0);
            assert!(before <= numerator, "{code}: {before} > {numerator}");
        }
    }
    let mut paths = 0;
    for it in of_duties() {
        let Some(path) = &it.path else { continue };
        let points = parse_path(path).unwrap();
        let from = it
            .baseline
            .as_deref()
            .map(|text| parse_decimal(text).unwrap());
        let day = it.baseline_day.as_deref().and_then(parse_day);
        let ends = it.deadline.as_deref().and_then(parse_day).unwrap();
        let to = (ends, Value::from_integer(95));
        assert!(
            leads_on(&points, (day, from.unwrap()), to),
            "{}: {path}",
            it.code
        );
        paths += 1;
    }
    assert!(paths > 20, "{paths}");
}

/// What is right, complete, clean and live at once is no less than what the four leave together.
#[test]
fn the_criteria_of_a_database_agree_with_its_outcome() {
    let rows = &*NOVEMBER;
    let accepted: HashSet<&str> = rows
        .measurement_events
        .iter()
        .filter(|it| it.event == "accepted")
        .map(|it| it.measurement.as_str())
        .collect();
    let last: HashMap<&str, f64> = rows
        .measurements
        .iter()
        .filter(|it| accepted.contains(it.id.as_str()))
        .filter_map(|it| {
            let share = it.numerator? as f64 / it.denominator? as f64;
            Some((it.indicator.as_str(), share))
        })
        .collect();
    let mut compared = 0;
    for (code, outcome) in &last {
        let Some(duty) = code.strip_prefix("KQ-") else {
            continue;
        };
        let lacks = ["dung", "du", "sach", "song"].map(|criterion| {
            let code = format!("TC-{duty}-{criterion}");
            last.get(code.as_str()).map(|share| 1.0 - share)
        });
        if let [Some(a), Some(b), Some(c), Some(d)] = lacks {
            let lacks = a + b + c + d;
            assert!(outcome + lacks > 0.97, "{duty}: {outcome} and {lacks}");
            assert!([a, b, c, d].iter().all(|it| outcome + it < 1.03), "{duty}");
            compared += 1;
        }
    }
    assert!(compared > 10, "{compared}");
}

#[test]
fn nobody_is_always_the_worst() {
    let rows = rows("2026-01-14", 1);
    let name = rows.campaign[0].name.as_str();
    let start = parse_day("2026-01-14").unwrap();
    for unit in &rows.units {
        let paces: Vec<_> = (0..8)
            .map(|q| behaviour::pace(name, &unit.code, plus(start, q * 91)))
            .collect();
        assert!(paces.iter().any(|p| *p != paces[0]), "{}", unit.code);
    }
}

#[test]
fn every_department_has_something_to_do_and_something_to_decide() {
    let rows = &*NOVEMBER;
    let mut state: HashMap<&str, (Stage, Option<&str>)> = rows
        .milestones
        .iter()
        .map(|m| (m.id.as_str(), (Stage::NEW, m.responsible.as_deref())))
        .collect();
    for e in &rows.milestone_events {
        let entry = state.get_mut(e.milestone.as_str()).unwrap();
        if let Some((next, _)) = entry.0.after(Event::from_code(&e.event).unwrap()) {
            entry.0 = next;
        }
        if e.event == "reassigned" {
            entry.1 = e.responsible.as_deref();
        }
    }
    let (mut office, mut idle) = (0, Vec::new());
    for unit in rows.units.iter().filter(|u| u.tier == "city") {
        let of_unit: Vec<_> = rows
            .milestones
            .iter()
            .filter(|m| m.unit == unit.code)
            .map(|m| state[m.id.as_str()])
            .collect();
        assert!(
            of_unit
                .iter()
                .any(|(s, by)| s.state == State::Open && by.is_none())
        );
        office += of_unit
            .iter()
            .filter(|(s, by)| s.state == State::Submitted && by.is_none())
            .count();
        if !of_unit
            .iter()
            .any(|(s, by)| s.state == State::Submitted && by.is_some())
        {
            idle.push(&unit.code);
        }
    }
    assert!(office > 10, "{office}");
    // Bodies with few duties may have no company's work handed over yet.
    assert!(idle.len() <= 8, "{idle:?}");
    assert!(
        !rows
            .units
            .iter()
            .any(|u| u.kind == "department" && idle.contains(&&u.code)),
        "{idle:?}"
    );
}

#[test]
fn a_scale_multiplies_the_communes() {
    let (one, three) = (rows("2026-02-10", 1), rows("2026-02-10", 3));
    assert_eq!(three.units.len(), 222 + 2 * 168);
    assert!(
        three
            .units
            .iter()
            .any(|u| u.code == "25747x2" && u.name == "Phường Thủ Dầu Một (bản 2)")
    );
    assert!(three.duties.len() > 2 * one.duties.len());
}

#[tokio::test]
async fn fills_an_empty_database_once_and_reads_back() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/demo.db", dir.path().display());
    let db = Db::connect(&url).await.unwrap();
    db::migrate(&db).await.unwrap();
    let campaign = Campaign::tphcm();
    let now = instant("2026-04-10", 9);
    let filled = fill(&db, &campaign, now, 1, "hash").await.unwrap();
    assert_eq!(db.seq().await.unwrap(), filled.seq);
    let facts = ledger::load(&db, 0, now, None).await.unwrap();
    let head = db::people::by_username(&db, "head.syt", db::people::at_last())
        .await
        .unwrap();
    assert_eq!(head.unwrap().name, "Người đứng đầu SYT");
    let verdict = ledger::verify(&db, None).await.unwrap();
    // The first, one for each of the two draws, and that of the rows.
    assert!(verdict.is_whole() && verdict.last.line == 4, "{verdict:?}");
    // The same day, later: the same rows.
    let (later, _) = invent(&campaign, instant("2026-04-10", 17), 1, "hash").unwrap();
    let (mut rows, last) = invent(&campaign, now, 1, "hash").unwrap();
    assert!(later == rows);
    assert_eq!(last, filled.seq);
    let mut count = 0;
    rows.each_stamp(|_, _| count += 1);
    // Evidence and accounts move no figure.
    let still = rows.evidence.len() + rows.account_terms.len();
    assert_eq!(facts.len() + still, count);
    let again = fill(&db, &campaign, now, 1, "hash").await;
    assert!(matches!(again, Err(DemoError::NotEmpty)));
    assert_eq!(db.seq().await.unwrap(), filled.seq);
}

/// The plan is changed beside the board; the command line has none and asks the ledger.
#[tokio::test]
async fn milestones_stand_on_the_board_as_the_ledger_says() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/t.db", dir.path().display());
    let db = Db::connect(&url).await.unwrap();
    db::migrate(&db).await.unwrap();
    fill(&db, &Campaign::tphcm(), instant("2026-11-22", 9), 1, "hash")
        .await
        .unwrap();
    let live = Live::new(db.clone(), Clock::fixed(instant("2026-11-22", 9)));
    let board = live.today().await.unwrap().lives();
    let ledger = ledger::lives(&db).await.unwrap();
    assert_eq!(board.len(), ledger.len());
    // What the plan asks of it; the board knows more of whose turn it was.
    let asked = |m: &Milestone| {
        let days = (m.original_deadline, m.current_deadline, m.accepted_on);
        let given = (m.extensions, m.former.len(), m.submissions);
        let stands = (m.state, m.stage(), m.responsible.clone(), m.submitted_on);
        (m.terms.clone(), stands, days, given)
    };
    for (id, milestone) in ledger {
        assert_eq!(board.get(&id).map(asked), Some(asked(&milestone)));
    }
}
