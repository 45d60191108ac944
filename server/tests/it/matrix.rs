//! `/matrix`: its sums are the board's, a company's end at its own units, filters
//! leave what they say, and pages stay as light as they must be.
use app::domain::Day;
use axum::http::{Method, StatusCode};
use serde_json::Value;
use tiendo::demo;

use crate::support::{
    campaign::{TODAY, at},
    page::Answer,
    site::{ORIGIN, Site, request},
    store::Store,
    users::{Committee, Partner, User},
};

fn day(text: &str) -> Day {
    app::domain::parse_day(text).unwrap()
}

/// The value of an attribute of the first element with these marks.
fn marked<'a>(page: &'a Answer, marks: &str, attribute: &str) -> Option<&'a str> {
    let tag = page.body.split(marks).nth(1)?.split('>').next()?;
    tag.split(&format!("{attribute}=\""))
        .nth(1)?
        .split('"')
        .next()
}

/// Codes of the duties that stand in cells.
fn duties(page: &Answer) -> Vec<String> {
    let mut codes = page.codes("duty");
    codes.sort();
    codes
}

fn six(group: &Value, figure: &str) -> String {
    group[figure]
        .as_f64()
        .map_or_else(String::new, |f| format!("{f:.6}"))
}

fn figure(page: &Answer, scope: &str, code: &str, name: &str) -> String {
    let figures = page.figures(scope, code);
    let found = figures.into_iter().find(|(n, _)| n == name);
    found.map_or_else(String::new, |(_, value)| value)
}

#[tokio::test]
async fn the_row_of_totals_is_the_boards_on_any_day() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    for on in ["2026-06-24", "2026-10-02", TODAY] {
        let board = site.app.live.as_of(day(on)).await.unwrap().unwrap();
        let figures = board.figures();
        let path = format!("/matrix?as_of={on}");
        for path in [
            path.clone(),
            format!("{path}&sectors=1"),
            format!("{path}&group=ward"),
        ] {
            let page = reader.get(&path).await.expect(StatusCode::OK);
            assert_eq!(
                figure(&page, "city", "", "accepted"),
                six(&figures["city"], "accepted"),
                "{path}"
            );
            for code in page.codes("database") {
                let group = &figures["databases"][&code];
                let late = figure(&page, "database", &code, "count-late");
                assert_eq!(
                    figure(&page, "database", &code, "accepted"),
                    six(group, "accepted")
                );
                assert_eq!(
                    late.parse().unwrap_or(0),
                    group["count-late"].as_u64().unwrap()
                );
            }
        }
    }
}

/// Rule 6 and rule 7: a kind is the sum of its units' duties, and what no unit
/// of it has to do is no cell.
#[tokio::test]
async fn a_kind_is_the_sum_of_its_duties_and_blank_without_one() {
    let site = Site::new().await;
    let page = Committee::of(&site).await.get("/matrix").await;
    assert!(!figure(&page, "kind", "ward/QG-DAN-CU", "accepted").is_empty());
    assert!(page.figures("kind", "ward/CN-Y-TE").is_empty());
    // Two wards: one accepted, one not; both contribute with the same weight.
    assert_eq!(
        figure(&page, "kind", "ward/QG-DAN-CU", "accepted"),
        "0.500000"
    );
}

#[tokio::test]
async fn a_group_opens_its_units_over_the_databases_they_have() {
    let site = Site::new().await;
    let page = Committee::of(&site).await.get("/matrix?group=ward").await;
    let mut units = page.codes("unit");
    units.sort();
    assert_eq!(units, ["PHUONG-HAI", "PHUONG-MOT"]);
    assert_eq!(
        duties(&page),
        [
            "PHUONG-HAI/QG-DAN-CU",
            "PHUONG-MOT/QG-DAN-CU",
            "PHUONG-MOT/QG-DAT-DAI"
        ]
    );
    page.hides("/databases/CN-Y-TE");
    page.shows("href=\"/duties/PHUONG-MOT/QG-DAT-DAI\"");
    let cell = "data-scope=\"duty\" data-code=\"PHUONG-MOT/QG-DAT-DAI\"";
    assert_eq!(marked(&page, cell, "data-status"), Some("at-risk"));
    assert_eq!(marked(&page, cell, "data-accepted"), Some("0.000000"));
    page.shows("aria-label=\"Phường Thử Một, Đất đai: Nguy cơ không đạt, 0,0%\"");
    // A past day goes with every link.
    let past = Committee::of(&site).await;
    let past = past.get("/matrix?group=ward&as_of=2026-10-02").await;
    past.shows("href=\"/duties/PHUONG-MOT/QG-DAT-DAI?as_of=2026-10-02\"");
}

/// Late, at risk and unverified counts first, then what is least accepted.
#[tokio::test]
async fn the_worst_come_first_within_a_kind() {
    let site = Site::new().await;
    let page = Committee::of(&site).await.get("/matrix?all=1").await;
    let units = page.codes("unit");
    let place = |code: &str| units.iter().position(|unit| unit == code);
    assert_eq!(units.len(), 5);
    assert!(place("SO-TAI-CHINH") < place("SO-Y-TE"), "{units:?}");
    assert!(place("PHUONG-MOT") < place("PHUONG-HAI"), "{units:?}");
}

#[tokio::test]
async fn filters_leave_what_they_say() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    for (query, left) in [
        ("q=phuong+thu", vec!["PHUONG-HAI", "PHUONG-MOT"]),
        (
            "q=Ph%C6%B0%E1%BB%9Dng+Th%E1%BB%AD+M%E1%BB%99t",
            vec!["PHUONG-MOT"],
        ),
        ("q=so-y-te", vec!["SO-Y-TE"]),
        ("bloc=party", vec!["BAN-TO-CHUC"]),
        ("tier=city&bloc=government", vec!["SO-TAI-CHINH", "SO-Y-TE"]),
        // Assigned today: the other company's assignment to SO-Y-TE has ended.
        ("partner=CTY-XANH", vec!["PHUONG-MOT", "SO-Y-TE"]),
        (
            "partner=CTY-VANG&as_of=2026-11-19",
            vec!["PHUONG-HAI", "PHUONG-MOT", "SO-TAI-CHINH"],
        ),
        ("status=late", vec!["SO-TAI-CHINH"]),
        ("status=late&group=ward", vec![]),
        ("q=khong+co", vec![]),
    ] {
        let page = reader
            .get(&format!("/matrix?{query}"))
            .await
            .expect(StatusCode::OK);
        let mut units = page.codes("unit");
        units.sort();
        assert_eq!(units, left, "{query}");
    }
}

/// Rule 11: rows, columns and sums of a company end at its assigned units.
#[tokio::test]
async fn rule_11_a_companys_matrix_is_its_units() {
    let site = Site::new().await;
    let company = Partner::of(&site).await;
    let figures = site.app.live.today().await.unwrap().figures();
    for query in [
        "",
        "?all=1",
        "?group=department",
        "?all=1&partner=CTY-VANG",
        "?as_of=2026-11-01&all=1",
    ] {
        let page = company
            .get(&format!("/matrix{query}"))
            .await
            .expect(StatusCode::OK);
        for scope in ["city", "database", "group"] {
            page.hides(&format!("data-scope=\"{scope}\""));
        }
        for code in page.codes("unit") {
            assert!(
                ["SO-Y-TE", "PHUONG-MOT"].contains(&code.as_str()),
                "{query}: {code}"
            );
        }
        page.hides("Toàn Thành phố");
        page.hides("id=\"partner\"");
        page.hides(&six(&figures["city"], "accepted"));
    }
    // What it may filter by changes nothing: it is not asked.
    let all = company.get("/matrix?all=1").await.codes("unit");
    let by_rival = company
        .get("/matrix?all=1&partner=CTY-VANG")
        .await
        .codes("unit");
    assert_eq!(all, by_rival);
    // One of two departments and one of two wards: sums over those alone.
    let page = company.get("/matrix").await;
    assert_eq!(
        figure(&page, "kind", "ward/QG-DAN-CU", "accepted"),
        "0.000000"
    );
    assert_eq!(
        figure(&page, "kind", "department", "accepted"),
        six(&figures["units"]["SO-Y-TE"], "accepted")
    );
}

/// A wall has nothing to click or to type into.
#[tokio::test]
async fn a_wall_has_no_forms() {
    let site = Site::new().await;
    let page = Committee::of(&site).await.get("/matrix?wall=1").await;
    page.hides("id=\"bloc\"");
    page.hides("href=\"/databases/QG-DAN-CU\"");
    // Its departments, each duty by its status.
    page.shows("Sở Tài chính Thử");
    page.shows("data-status=\"");
}

/// The tables to take away have the whole selection, open or not.
#[tokio::test]
async fn the_sheet_has_every_unit_of_the_filter() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let lines = |page: &Answer| {
        page.body
            .lines()
            .filter(|l| l.contains("PHUONG-") || l.contains("SO-"))
            .count()
    };
    let all = reader
        .get("/matrix?format=csv&table=matrix")
        .await
        .expect(StatusCode::OK);
    assert_eq!(lines(&all), 4);
    let words = reader
        .get("/matrix?group=ward&format=csv&table=matrix-status")
        .await;
    assert_eq!(lines(&words), 2);
    words.shows("Nguy cơ không đạt");
}

/// The most elements a page of the matrix may have; `make bench` measures it too.
const ELEMENTS: usize = 3500;

/// Opening tags.
fn elements(page: &Answer) -> usize {
    let bytes = page.body.as_bytes();
    bytes
        .windows(2)
        .filter(|pair| pair[0] == b'<' && pair[1].is_ascii_alphabetic())
        .count()
}

#[tokio::test]
async fn the_demonstration_is_light_and_complete_and_finds_exact_accents_first() {
    let store = Store::sqlite().await;
    let hash = Site::password_hash().await;
    demo::fill(&store.db, &demo::Campaign::tphcm(), at(TODAY, 9), 1, &hash)
        .await
        .unwrap();
    let site = Site::on(store, ORIGIN).await;
    let session = crate::support::users::sign_in(&site, "committee").await;
    let kinds = [
        "department",
        "agency",
        "party",
        "front",
        "ward",
        "commune",
        "special_zone",
    ];
    let paths = kinds.map(|kind| format!("/matrix?group={kind}"));
    for path in ["/matrix".to_owned()].iter().chain(&paths) {
        let page = request(Method::GET, path, Some(&session), String::new());
        let page = site.send(page).await.expect(StatusCode::OK);
        let count = elements(&page);
        assert!(count <= ELEMENTS, "{path}: {count} elements");
    }
    let get = async |path: &str| {
        let request = request(Method::GET, path, Some(&session), String::new());
        site.send(request).await.expect(StatusCode::OK)
    };
    let page = get("/matrix?all=1").await;
    let figures = site.app.live.today().await.unwrap().figures();
    assert_eq!(page.codes("unit").len(), 222);
    assert_eq!(
        page.codes("duty").len() as u64,
        figures["city"]["duties"].as_u64().unwrap()
    );
    // Both names are found; the one with the accents typed stands first.
    for (typed, first) in [
        ("th%E1%BA%A1nh+an", "Xã Thạnh An"),
        ("thanh+an", "Xã Thanh An"),
    ] {
        let page = get(&format!("/matrix?q={typed}")).await;
        assert_eq!(page.codes("unit").len(), 2, "{typed}");
        let at = |name: &str| page.body.find(&format!(">{name}<"));
        let other = if first == "Xã Thanh An" {
            "Xã Thạnh An"
        } else {
            "Xã Thanh An"
        };
        assert!(at(first) < at(other) && at(first).is_some(), "{typed}");
    }
}
