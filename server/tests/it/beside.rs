//! Units of a kind, and groups, beside each other.
use std::collections::BTreeMap;

use app::domain::parse_day;
use axum::http::StatusCode;

use crate::support::{
    page::text,
    site::Site,
    users::{Committee, Head, Partner, User},
};

/// A unit of the demonstration that has duties of every kind.
const UNIT: &str = "SYT";

/// What stands between two pieces of a page.
fn between<'a>(body: &'a str, from: &str, to: &str) -> &'a str {
    let rest = body.split_once(from).map_or("", |(_, rest)| rest);
    rest.split_once(to).map_or(rest, |(own, _)| own)
}

/// What is read between two pieces of a page.
fn words(body: &str, from: &str, to: &str) -> String {
    text(&format!("<i>{}", between(body, from, to)))
}

/// The rows of a unit's weeks: day, then plan, reported and accepted.
fn weeks(body: &str) -> Vec<(String, Vec<String>)> {
    let table = between(body, "unit-weeks", "</section>");
    let rows = table.split("<tr>").skip(2);
    rows.map(|row| {
        let values = row.split("data-figure=").skip(1);
        let values = values.map(|it| between(it, "value=\"", "\"").to_owned());
        (
            between(row, "datetime=\"", "\"").to_owned(),
            values.collect(),
        )
    })
    .collect()
}

/// A page's own measures, and how many units stand in the columns of each.
fn among(body: &str) -> BTreeMap<String, (String, u32)> {
    let section = between(body, "section among", "</section>");
    let tables: Vec<u32> = section
        .split("<table>")
        .skip(1)
        .map(|table| {
            let rows = table.split("<tr>").skip(2);
            rows.map(|row| words(row, "<td class=\"n\">", "</td>"))
                .map(|n| n.trim().parse::<u32>().unwrap())
                .sum()
        })
        .collect();
    let cards = section.split("data-measure=\"").skip(1);
    cards
        .zip(tables)
        .map(|(card, units)| {
            let name = card.split('"').next().unwrap().to_owned();
            (name, (words(card, "<b>", "</b>"), units))
        })
        .collect()
}

#[tokio::test]
async fn each_week_of_a_unit_is_that_days_page() {
    let site = Site::demo().await;
    let reader = Committee::of(&site).await;
    let page = reader.get(&format!("/units/{UNIT}")).await;
    let all = weeks(&page.body);
    assert_eq!(all.len(), 27, "half a year and today");
    for (day, shown) in [&all[1], &all[9], &all[20]] {
        assert!(
            parse_day(day).is_some() && shown.len() == 3,
            "{day}: {shown:?}"
        );
        let then = reader.get(&format!("/units/{UNIT}?as_of={day}")).await;
        let latest = weeks(&then.body).remove(0);
        assert_eq!((&latest.0, &latest.1), (day, shown));
    }
}

#[tokio::test]
async fn a_unit_stands_among_those_of_its_kind_without_a_place() {
    let site = Site::demo().await;
    let page = Head::named(&site, "head.syt")
        .await
        .get(&format!("/units/{UNIT}"))
        .await;
    let measures = among(&page.body);
    assert_eq!(
        measures.keys().map(String::as_str).collect::<Vec<_>>(),
        ["accepted", "in-time", "measured", "waits"]
    );
    let board = site.app.live.today().await.unwrap();
    let figures = board.figures();
    let units = figures["units"].as_object().unwrap();
    for (measure, (own, counted)) in &measures {
        assert!(!own.is_empty(), "{measure}");
        assert!(
            *counted > 1 && *counted as usize <= units.len(),
            "{measure}: {counted}"
        );
    }
    let words = words(&page.body, "section among", "</section>");
    for place in ["hạng ", "thứ ", "đứng đầu", "đứng cuối"] {
        assert!(
            !words.replace("không xếp hạng", "").contains(place),
            "{place}: {words}"
        );
    }
}

/// Whether a reader sees groups beside each other on `/units`, and units on the page of one.
async fn beside(reader: &impl User) -> [bool; 2] {
    let units = reader.get("/units").await;
    let code = between(&units.body, "href=\"/units/", "\"").to_owned();
    let unit = reader.get(&format!("/units/{code}")).await;
    assert_eq!(
        (units.status, unit.status),
        (StatusCode::OK, StatusCode::OK),
        "{code}"
    );
    [
        units.body.contains("multiples-section"),
        unit.body.contains("data-measure"),
    ]
}

/// A company reads of the units it accompanies, and of none how it stands among others.
#[tokio::test]
async fn companies_read_nothing_of_others_beside() {
    let site = Site::demo().await;
    assert_eq!(beside(&Committee::of(&site).await).await, [true, true]);
    let company = Partner::named(&site, "partner.vnpt").await;
    assert_eq!(beside(&company).await, [false, false]);
}
