//! Every figure computed a second time, by other means.
use app::domain::{Instant, parse_day};
use serde_json::Value;
use tiendo::{board::Live, clock::Clock, demo, ledger::*};

use crate::support::{
    campaign::{self, TODAY, at},
    figures_sql::{compare, groups},
    pen::{Pen, event_row, figures_on, unit_row},
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

async fn the_demonstrations_figures_are_those_of_the_ledger(store: Store) {
    let now = at(TODAY, 9);
    demo::fill(&store.db, &demo::Campaign::tphcm(), now, 1, "hash")
        .await
        .unwrap();
    let live = Live::new(store.db.clone(), Clock::fixed(now));
    for day in ["2026-03-31", "2026-07-15", "2026-11-15", TODAY] {
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
            successors: None,
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
    rows.account_terms.clear();
    rows.milestone_events.clear();
    rows.measurement_events.clear();
    rows.evidence.clear();
    rows.evidence_files.clear();
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
    rows.recheck_draws[0].submission = "mot-lan-rut-moi".into();
    rows.each_stamp(|s, at| (*s, *at) = (seq, recorded_at));
    vec![rows]
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
