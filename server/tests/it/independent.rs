//! What pages and `tiendo figures` say beside plain sums, computed by other means: by
//! `support::ledger_twice` and in SQL.
use std::collections::BTreeSet;

use app::domain::parse_day;
use chrono::TimeDelta;
use serde_json::Value;
use tiendo::{board::Live, clock::Clock, ledger::RhythmRow};

use crate::old_book::begun_in_the_middle;
use crate::support::{
    campaign::{self, Book, TODAY, at},
    figures_sql::compare,
    ledger_twice::{Ledger, Told},
    site::{ORIGIN, Site},
    store::Store,
    users::{Committee, User},
};

/// Six digits, rounded once.
fn close(shown: &Value, exact: Option<f64>, what: &str) {
    match (shown.as_f64(), exact) {
        (None, None) => {}
        (Some(shown), Some(exact)) if (shown - exact).abs() < 0.000_000_501 => {}
        (shown, exact) => panic!("{what}: {shown:?}, must be {exact:?}"),
    }
}

/// What figures say of a group is what was computed; whether it had a forecast.
fn same(group: &Value, told: &Told, what: &str) -> bool {
    let gap = group["gap"].as_f64().map(|gap| (gap * 10.0).round() as i64);
    assert_eq!(gap, told.gap, "{what}: gap");
    for (status, number) in &told.counts {
        assert_eq!(
            group[format!("count-{status}")],
            *number,
            "{what}: {status}"
        );
    }
    let Some(outlook) = group.get("outlook") else {
        return false;
    };
    assert_eq!(outlook["forecast"], told.forecast, "{what}");
    for (name, day) in [("likely", told.likely), ("cautious", told.cautious)] {
        let day = day.map(|day| day.to_string());
        assert_eq!(outlook[name].as_str(), day.as_deref(), "{what}: {name}");
    }
    close(&outlook["has"], told.has, &format!("{what}: has"));
    close(&outlook["needs"], told.needs, &format!("{what}: needs"));
    let weeks = outlook["weeks"].as_object().unwrap();
    assert_eq!(weeks.len(), told.weeks.len(), "{what}: weeks");
    for (monday, change) in &told.weeks {
        let shown = &weeks[&monday.to_string()];
        close(shown, Some(*change), &format!("{what}: week of {monday}"));
    }
    told.forecast != "not-enough"
}

/// How much a day had to compare.
#[derive(Default)]
struct Compared {
    groups: usize,
    forecasts: usize,
    silent: usize,
}

/// Every group and every silent unit of a day.
async fn day_is_that_of_the_ledger(site: &Site, ledger: &Ledger, day: &str) -> Compared {
    let on = parse_day(day).unwrap();
    let picture = ledger.on(on);
    let board = site.app.live.as_of(on).await.unwrap().unwrap();
    let figures = board.figures();
    let mut compared = Compared::default();
    let mut left = picture.groups.keys().collect::<BTreeSet<_>>();
    for (scope, key) in [
        ("city", "city"),
        ("bloc", "blocs"),
        ("tier", "tiers"),
        ("unit", "units"),
        ("database", "databases"),
    ] {
        let codes: Vec<String> = match scope {
            "city" => vec![String::new()],
            _ => figures[key].as_object().unwrap().keys().cloned().collect(),
        };
        for code in codes {
            let group = match scope {
                "city" => &figures[key],
                _ => &figures[key][&code],
            };
            let name = (scope, code);
            let Some(told) = picture.groups.get(&name) else {
                assert_eq!(group["duties"], 0, "{day} {name:?}");
                continue;
            };
            left.remove(&name);
            compared.groups += 1;
            compared.forecasts += usize::from(same(group, told, &format!("{day} {name:?}")));
        }
    }
    assert!(left.is_empty(), "{day}: not in figures: {left:?}");

    let committee = Committee::of(site).await;
    let mut shown = BTreeSet::new();
    for number in 1.. {
        let page = format!("/units?silent=1&as_of={day}&page={number}");
        let page = committee.get(&page).await;
        shown.extend(page.codes("unit"));
        if !page.body.contains("Trang sau") {
            break;
        }
    }
    assert_eq!(shown, picture.silent, "{day}: silent units");
    for code in &shown {
        let last = picture.last_act.get(code);
        let long_ago = on - TimeDelta::days(30);
        assert!(
            last.is_none_or(|last| *last < long_ago),
            "{day} {code}: {last:?}"
        );
    }
    compared.silent = shown.len();
    compared
}

async fn days_are_those_of_the_ledger(site: &Site, days: &[&str]) -> Compared {
    let ledger = Ledger::of(&site.store).await;
    let mut all = Compared::default();
    for day in days {
        let compared = day_is_that_of_the_ledger(site, &ledger, day).await;
        all.groups += compared.groups;
        all.forecasts += compared.forecasts;
        all.silent += compared.silent;
    }
    all
}

#[tokio::test]
async fn seven_days_of_the_demonstration_computed_by_other_means() {
    let site = Site::demo().await;
    let days = [
        "2026-03-31",
        "2026-05-03",
        "2026-06-15",
        "2026-08-16",
        "2026-09-30",
        "2026-11-16",
        TODAY,
    ];
    let all = days_are_those_of_the_ledger(&site, &days).await;
    assert!(all.groups > 7 * 200, "{} groups", all.groups);
    assert!(all.forecasts > 20, "{} forecasts", all.forecasts);
    assert!(all.silent > 10, "{} silent", all.silent);
}

#[tokio::test]
async fn seven_days_of_the_small_campaign_computed_by_other_means() {
    let site = Site::new().await;
    let days = [
        "2026-02-22",
        "2026-06-29",
        "2026-08-02",
        "2026-09-02",
        "2026-11-09",
        "2026-11-15",
        TODAY,
    ];
    let all = days_are_those_of_the_ledger(&site, &days).await;
    assert!(all.groups > 60, "{} groups", all.groups);
    assert!(all.silent > 2, "{} silent", all.silent);
}

/// 40 tasks and 4 databases, each with helpers of which some have nothing to hand over.
fn tasks_and_databases(headline: Option<&str>) -> Book {
    let mut book = campaign::book();
    let (seq, recorded_at) = (book.rows.campaign[0].seq, book.rows.campaign[0].recorded_at);
    book.rows.campaign[0].headline = headline.map(str::to_owned);
    let written = book.place(seq, recorded_at);
    let leads = [
        "SO-Y-TE",
        "SO-TAI-CHINH",
        "BAN-TO-CHUC",
        "PHUONG-MOT",
        "PHUONG-HAI",
    ];
    let kinds = [
        "platform",
        "regulation",
        "data",
        "resource",
        "security",
        "agreement",
    ];
    let mut open = Vec::new();
    for n in 0..44 {
        let task = n < 40;
        let code = if task {
            format!("NV-{n:02}")
        } else {
            format!("CSDL-{n}")
        };
        let kind = match n {
            0..40 => kinds[n % 8 % 6],
            40 => "national",
            _ => "sector",
        };
        book.workstream(&code, &format!("Hạng mục {n}"), kind, None);
        for (at, unit) in leads.iter().enumerate() {
            // A task of every unit, one unit alone, or a lead with helpers.
            let role = match (at == n % 5, n % 7) {
                (_, 6) if task => "lead",
                (true, _) => "lead",
                (false, 0) => continue,
                (false, _) => "contribute",
            };
            book.duty(unit, &code, role);
            // Helpers mostly have nothing of their own, and so has a lead here and there.
            let products = match role {
                "lead" if !task => 14,
                "lead" => (n + at) % 4,
                _ => usize::from((n + at) % 3 == 0),
            };
            for product in 0..products {
                let id = format!("m-{n}-{at}-{product}");
                let (month, day) = (2 + (n + product) % 11, 1 + (n * 7 + at) % 27);
                let deadline = format!("2026-{month:02}-{day:02}");
                let (kind, weight) = match product {
                    2 => ("plan", 9),
                    _ => ("product", 1 + (n + at + product) as i64 % 5),
                };
                book.milestone(
                    &id,
                    (unit, &code),
                    kind,
                    weight,
                    Some(&deadline),
                    None,
                    None,
                );
                open.push(id);
            }
        }
    }
    book.place(written.0, written.1);
    // Some of it is handed over in spring, some in autumn, and most of that accepted.
    for (n, id) in open.iter().enumerate().filter(|(n, _)| n % 6 != 0) {
        let (last, within) = match n % 3 {
            0 => ("2026-04-12", 49),
            _ => ("2026-11-19", 70),
        };
        let left = parse_day(last).unwrap() - TimeDelta::days((n * 5 % within) as i64);
        book.step(&left.to_string(), 9);
        book.submitted(
            id,
            "SO-Y-TE",
            ["Kết quả", "1/BC", "https://luutru.example/1.pdf"],
        );
        if n % 4 != 0 {
            book.step(&left.to_string(), 14);
            book.event(id, "accepted", "office", "");
        }
    }
    // Some units leave what they had part in, and some of those come again.
    for (n, (unit, code)) in leads
        .iter()
        .zip(["NV-06", "NV-13", "NV-20", "CSDL-41"])
        .enumerate()
    {
        for (day, ended) in [("2026-07-01", true), ("2026-09-15", false)] {
            if ended || n % 2 == 0 {
                book.step(day, 9);
                book.duty(unit, code, "lead");
                let row = book.rows.duties.last_mut().unwrap();
                row.ended_on = ended.then(|| day.to_owned());
            }
        }
    }
    in_order(&mut book);
    book
}

/// Twelve duties with a weekly report, some beside products: answered, returned, missed, taken out,
/// ended.
fn reports_each_week() -> Book {
    let mut book = campaign::book();
    book.step("2026-03-02", 9);
    let units = ["SO-Y-TE", "SO-TAI-CHINH", "PHUONG-MOT", "PHUONG-HAI"];
    let (mut slots, friday) = (Vec::new(), parse_day("2026-03-06").unwrap());
    for n in 0..12_usize {
        let code = format!("BC-{n:02}");
        let kind = if n % 2 == 0 { "national" } else { "sector" };
        book.workstream(&code, &format!("Báo cáo {n}"), kind, None);
        let unit = units[n % units.len()];
        book.duty(unit, &code, "lead");
        for product in 0..n % 3 {
            let id = format!("sp-{n}-{product}");
            let deadline = format!("2026-{:02}-15", 5 + n % 4);
            book.milestone(
                &id,
                (unit, &code),
                "product",
                2,
                Some(&deadline),
                None,
                None,
            );
        }
        let ends_on = (n % 4 == 3).then(|| "2026-08-30".to_owned());
        book.recurs(RhythmRow {
            code: format!("R-{n}"),
            unit: unit.into(),
            workstream: code.clone(),
            title: "Báo cáo tuần".into(),
            product: "Báo cáo".into(),
            cadence: "TUAN".into(),
            begins_on: "2026-03-02".into(),
            ends_on: ends_on.clone(),
            weight: 1 + n as i64 % 3,
            ..Default::default()
        });
        for week in 0..36_i64 {
            let due = friday + TimeDelta::days(7 * week + n as i64 % 5);
            if ends_on.is_some() && week > 25 {
                break;
            }
            let id = format!("s-{n}-{week}");
            book.milestone(
                &id,
                (unit, &code),
                "product",
                1 + n as i64 % 3,
                Some(&due.to_string()),
                None,
                None,
            );
            let closes = due + TimeDelta::days(n as i64 % 4);
            if let Some(row) = book.rows.milestones.last_mut() {
                row.rhythm = Some(format!("R-{n}"));
                row.period_from = Some((due - TimeDelta::days(6)).to_string());
                row.period_to = Some(due.to_string());
                row.closes_on = Some(closes.to_string());
            }
            slots.push((id, unit, due, closes, n as i64 * 7 + week * 5));
        }
    }
    let mut events = Vec::new();
    for (id, unit, due, closes, chance) in slots {
        let sent = due + TimeDelta::days(chance % 4 - 2);
        match chance % 11 {
            0 => {}
            1 => {
                let before = (due - TimeDelta::days(20)).max(friday - TimeDelta::days(2));
                events.push((before, id, "cancelled", "office"));
            }
            _ if sent > closes => {}
            kind => {
                events.push((sent, id.clone(), "submitted", unit));
                let decided = sent + TimeDelta::days(chance % 9);
                match kind {
                    2 => {}
                    3 => events.push((decided, id, "returned", "office")),
                    4 => {
                        events.push((decided, id.clone(), "returned", "office"));
                        let again = decided + TimeDelta::days(3);
                        events.push((again, id.clone(), "submitted", unit));
                        events.push((again + TimeDelta::days(1), id, "accepted", "office"));
                    }
                    _ => events.push((decided, id, "accepted", "office")),
                }
            }
        }
    }
    events.retain(|(day, ..)| *day <= parse_day(TODAY).unwrap());
    events.sort();
    for (day, id, event, by) in events {
        book.step(&day.to_string(), 9);
        book.event(&id, event, by, "");
    }
    in_order(&mut book);
    book
}

#[tokio::test]
async fn seven_days_of_what_recurs_computed_by_other_means() {
    let rows = reports_each_week().rows;
    let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
    let days = [
        // Before the first slot closed, while some have, and after some ended.
        "2026-03-05",
        "2026-03-14",
        "2026-05-03",
        "2026-08-16",
        "2026-09-02",
        "2026-11-09",
        TODAY,
    ];
    let all = days_are_those_of_the_ledger(&site, &days).await;
    assert!(all.groups > 100, "{} groups", all.groups);
    // Each of what only slots have stands somewhere on some day.
    let mut told = Vec::new();
    for day in days {
        let board = site.app.live.as_of(parse_day(day).unwrap()).await.unwrap();
        let figures = board.unwrap().figures();
        let units = figures["units"].as_object().unwrap().values().cloned();
        told.extend(units.chain([figures["city"].clone()]));
    }
    for status in ["late-missed", "at-risk-missed", "late-open"] {
        let counted = |group: &Value| group[format!("count-{status}")].as_u64() > Some(0);
        assert!(told.iter().any(counted), "{status}");
    }
}

/// Forty tasks of three units, most of which somebody kept a book of before: handed over, returned,
/// extended, cancelled, accepted with and without a report.
fn kept_elsewhere() -> [(&'static str, String); 3] {
    let units = ["UBND", "VP", "PKT"];
    let mut programme = "code,kind,group,title,lead_unit,due,source\n".to_owned();
    let mut milestones = "id,unit,workstream,kind,title,product,deadline,weight\n".to_owned();
    let mut history =
        "unit,workstream,id,event,day,document_number,document_day,link,deadline,reason,approver\n"
            .to_owned();
    let mut told = Vec::new();
    let first = parse_day("2026-08-01").unwrap();
    for n in 0..40_i64 {
        let unit = units[n as usize % 3];
        programme += &format!("NV{n:02},platform,Nhóm,Nhiệm vụ số {n},{unit},,KH 05\n");
        for product in 0..=n % 2 {
            let id = format!("m-{n}-{product}");
            let deadline = first + TimeDelta::days((n * 11 + product * 30) % 120);
            let weight = 1 + (n + product) % 4;
            milestones += &format!(
                "{id},{unit},NV{n:02},product,Sản phẩm {n}.{product},Báo cáo,{deadline},{weight}\n"
            );
            let began = first + TimeDelta::days(3 + (n * 7 + product * 13) % 90);
            let mut tell = |event: &str, after: i64, document: bool, rest: &str| {
                let day = began + TimeDelta::days(after);
                let document = match document {
                    true => format!("{n}-{after}/BC,{day},https://xa.example/{n}"),
                    false => ",,".to_owned(),
                };
                let row = format!("{unit},NV{n:02},{id},{event},{day},{document},{rest}\n");
                told.push((day, row));
            };
            let later = first + TimeDelta::days(150);
            match (n + product) % 6 {
                0 => tell("accepted", 0, true, ",,"),
                1 => {
                    tell("submitted", 0, true, ",,");
                    tell("accepted", 5, true, ",,");
                }
                2 => {
                    tell("submitted", 0, true, ",,");
                    tell("returned", 2, false, ",Còn thiếu phụ lục,");
                    tell("submitted", 9, true, ",,");
                    tell("accepted", 12, false, ",,");
                }
                3 => tell("submitted", 0, true, ",,"),
                4 => tell("extended", 0, true, &format!("{later},Chờ văn bản,UBND")),
                _ if n % 4 == 1 => tell("cancelled", 0, true, ",Không còn cần,"),
                _ => {}
            }
        }
    }
    // What is of one day stands in the order in which it was told.
    told.sort_by_key(|(day, _)| *day);
    history.extend(told.into_iter().map(|(_, row)| row));
    [
        ("programme.csv", programme),
        ("milestones.csv", milestones),
        ("history.csv", history),
    ]
}

#[tokio::test]
async fn seven_days_of_the_old_book_computed_by_other_means() {
    let site = begun_in_the_middle(Store::sqlite().await, &kept_elsewhere()).await;
    let days = [
        // The day on which the campaign began, days of the old book alone, the day of the import.
        "2026-08-01",
        "2026-08-09",
        "2026-08-16",
        "2026-09-06",
        "2026-10-11",
        "2026-11-09",
        TODAY,
    ];
    let all = days_are_those_of_the_ledger(&site, &days).await;
    assert!(all.groups > 30, "{} groups", all.groups);
    // What a campaign begins with is no fact of it: there is no pace of it.
    assert_eq!(all.forecasts, 0);
    let board = site.app.live.as_of(parse_day("2026-10-11").unwrap()).await;
    let figures = board.unwrap().unwrap().figures();
    assert!(
        figures["city"]["count-late"].as_u64() > Some(0),
        "{figures}"
    );
}

/// Gives all rows places in the order of their instants.
fn in_order(book: &mut Book) {
    let mut stamps = BTreeSet::new();
    book.rows.each_stamp(|seq, at| {
        stamps.insert((*at, *seq));
    });
    let stamps: Vec<_> = stamps.into_iter().collect();
    book.rows.each_stamp(|seq, at| {
        let place = stamps.binary_search(&(*at, *seq)).unwrap();
        *seq = place as i64 + 1;
    });
}

#[tokio::test]
async fn tasks_and_databases_under_each_headline() {
    let mut cities = BTreeSet::new();
    for headline in [None, Some("all"), Some("programme"), Some("databases")] {
        let rows = tasks_and_databases(headline).rows;
        let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
        let live = Live::new(site.store.db.clone(), Clock::fixed(at(TODAY, 10)));
        for day in ["2026-08-30", "2026-10-12", TODAY] {
            let compared = compare(&site.store, &live, day).await;
            assert!(compared >= 18, "{headline:?} {day}: only {compared} groups");
        }
        let ledger = Ledger::of(&site.store).await;
        // After seven whole weeks, and after many.
        for day in ["2026-04-12", TODAY] {
            let all = day_is_that_of_the_ledger(&site, &ledger, day).await;
            assert!(all.groups >= 18, "{headline:?} {day}");
            assert!(all.forecasts > 0, "{headline:?} {day}: no forecast");
        }
        let figures = live
            .as_of(parse_day(TODAY).unwrap())
            .await
            .unwrap()
            .unwrap()
            .figures();
        cities.insert(figures["city"]["accepted"].to_string());
    }
    // Nothing said is databases, where there are any.
    assert_eq!(cities.len(), 3, "{cities:?}");
}
