//! A campaign that is not the seed's: a commune's tasks, without a database.
use axum::http::StatusCode;

use crate::support::{
    campaign::{self, TODAY},
    page::{self, Answer},
    site::{ORIGIN, Site},
    store::Store,
    users::{Committee, Head, Partner, User},
};

/// The small campaign with its databases turned into tasks of a commune.
async fn site(headline: Option<&str>) -> Site {
    let mut rows = campaign::rows();
    for campaign in &mut rows.campaign {
        campaign.name = "Chiến dịch của xã Thử".into();
        campaign.place = "xã".into();
        campaign.headline = headline.map(str::to_owned);
    }
    for workstream in &mut rows.workstreams {
        workstream.kind = "data".into();
        workstream.feeds = None;
    }
    Site::over(Store::sqlite().await, ORIGIN, rows).await
}

/// A page without its markup.
fn text(page: &Answer) -> String {
    page::text(&page.body)
}

/// W1: without a database the figures are those of the tasks.
#[tokio::test]
async fn a_campaign_without_databases_shows_its_tasks() {
    for headline in [None, Some("programme"), Some("all")] {
        let site = site(headline).await;
        let reader = Committee::of(&site).await;
        let overview = reader.get("/").await.expect(StatusCode::OK);
        let told = text(&overview);
        assert!(
            !told.contains("Không có nhiệm vụ nào đang được tính"),
            "{headline:?}: {told}"
        );
        assert!(told.contains("trễ hạn"), "{told}");
        assert!(!told.contains("cơ sở dữ liệu quốc gia"), "{told}");
        let figures = site.app.live.today().await.unwrap().figures();
        assert!(figures["city"]["count-late"].as_u64().unwrap() > 0);
        assert_eq!(figures["city"]["duties"], figures["programme"]["duties"]);
        // Its programme is no figure apart.
        let programme = reader.get("/programme").await.expect(StatusCode::OK);
        programme.hides("Tính riêng");
        programme.shows("Tính trong số liệu chung của chiến dịch.");
        // Nor is a unit told that it has nothing to do.
        let unit = reader.get("/units/SO-Y-TE").await.expect(StatusCode::OK);
        let told = text(&unit);
        assert!(!told.contains("chưa có nhiệm vụ nào"), "{told}");
        assert!(!told.contains("0 nhiệm vụ về cơ sở dữ liệu"), "{told}");
        let matrix = reader.get("/matrix?all=1").await.expect(StatusCode::OK);
        assert!(
            matrix
                .body
                .contains("data-code=\"SO-TAI-CHINH/QG-DAT-DAI\"")
        );
    }
}

/// What the figures leave out stands in a line of its own, with what is late of it.
#[tokio::test]
async fn what_the_headline_leaves_out_has_a_line() {
    let site = site(Some("databases")).await;
    let reader = Committee::of(&site).await;
    let told = text(&reader.get("/").await.expect(StatusCode::OK));
    assert!(told.contains("Các phần khác"), "{told}");
    let figures = site.app.live.today().await.unwrap().figures();
    assert_eq!(figures["city"]["duties"], 0);
    let late = figures["programme"]["count-late"].as_u64().unwrap();
    let line = format!("{late} trễ hạn trên");
    assert!(late > 0 && told.contains(&line), "{line}: {told}");
    // W3, W4: a unit is told by all its duties, in its sentence and in the list.
    let unit = text(
        &reader
            .get("/units/SO-TAI-CHINH")
            .await
            .expect(StatusCode::OK),
    );
    assert!(unit.contains("nghiệm thu, kế hoạch"), "{unit}");
    let list = reader.get("/units?sort=").await.expect(StatusCode::OK);
    let worst = list.codes("unit").first().cloned();
    assert_eq!(worst.as_deref(), Some("SO-TAI-CHINH"));
}

/// W7, W8: its own name and its own words of place, on every page and in every file.
#[tokio::test]
async fn its_name_and_its_words_of_place_are_everywhere() {
    let site = site(None).await;
    let reader = Committee::of(&site).await;
    for path in [
        "/",
        "/units",
        "/units/SO-Y-TE",
        "/matrix",
        "/programme",
        "/partners",
        "/outcomes",
    ] {
        let page = reader.get(path).await.expect(StatusCode::OK);
        let name = "Chiến dịch của xã Thử";
        assert!(page.body.contains(&format!("{name}</title>")), "{path}");
        assert!(page.body.matches(name).count() > 2, "{path}");
        let told = text(&page);
        for word in ["oàn thành phố", "ấp thành phố"] {
            assert!(!told.contains(word), "{path}: {word}");
        }
    }
    let file = reader.get("/units?format=csv").await.expect(StatusCode::OK);
    assert!(file.body.contains("Chiến dịch của xã Thử"));
    let head = Head::of(&site).await;
    head.get("/work")
        .await
        .expect(StatusCode::OK)
        .shows("Chiến dịch của xã Thử");
}

/// W5: what is due soon is somebody's to do, also where nothing is late.
#[tokio::test]
async fn what_is_due_soon_is_something_to_do() {
    let mut rows = campaign::rows();
    for milestone in &mut rows.milestones {
        milestone.deadline = milestone.deadline.is_some().then(|| "2026-11-24".into());
    }
    rows.milestone_events.clear();
    rows.evidence.clear();
    rows.evidence_files.clear();
    let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
    let told = text(
        &Committee::of(&site)
            .await
            .get("/")
            .await
            .expect(StatusCode::OK),
    );
    assert!(told.contains("mốc đến hạn trong 7 ngày"), "{TODAY}: {told}");
    assert!(!told.contains("Không đơn vị nào có mốc trễ hạn"), "{told}");
}

/// W13 and week-1: a campaign nobody could act in yet is foretold nothing and silent nowhere.
#[tokio::test]
async fn a_new_campaign_slanders_nobody() {
    let mut rows = campaign::rows();
    rows.milestone_events.clear();
    rows.evidence.clear();
    rows.evidence_files.clear();
    rows.measurements.clear();
    rows.measurement_events.clear();
    for campaign in &mut rows.campaign {
        campaign.deadline = Some("2026-11-24".into());
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
    let reader = Committee::of(&site).await;
    let told = text(&reader.get("/").await.expect(StatusCode::OK));
    assert!(
        told.contains("Không thể kịp : còn 2 ngày làm việc, còn 100,0 điểm")
            || told.contains("Không thể kịp: còn 2 ngày làm việc, còn 100,0 điểm"),
        "{told}"
    );
    assert!(!told.contains("không đạt với nhịp hiện nay"), "{told}");
    let silent = reader.get("/units?silent=1").await.expect(StatusCode::OK);
    assert_eq!(silent.codes("unit"), [""; 0]);
}

/// The commune's tasks under two headings, one of them nobody's yet.
async fn programme() -> Site {
    let mut rows = campaign::rows();
    let mut nobody = rows.workstreams[0].clone();
    nobody.code = "NV-CHUA-GIAO".into();
    nobody.name = "Chưa ai làm".into();
    nobody.owner_unit = None;
    rows.workstreams.push(nobody);
    for workstream in &mut rows.workstreams {
        let law = workstream.code.starts_with("QG-");
        workstream.heading = if law { "Thể chế" } else { "Dữ liệu" }.into();
        workstream.kind = "data".into();
        workstream.feeds = None;
    }
    let earliest = rows.milestones.iter_mut().find(|m| m.id == "p1-xanh");
    earliest.unwrap().deadline = Some("2026-09-09".into());
    Site::over(Store::sqlite().await, ORIGIN, rows).await
}

/// W15: tasks are found by name, heading, unit, bloc and status, with or without a script.
#[tokio::test]
async fn tasks_are_found_by_name_heading_unit_bloc_and_status() {
    let site = programme().await;
    let reader = Committee::of(&site).await;
    let all = reader.get("/programme").await.expect(StatusCode::OK);
    let count = |code: &str, name: &str| {
        let figures = all.figures("workstream", code);
        let found = figures.iter().find(|(figure, _)| figure == name);
        found.map_or(0, |(_, value)| value.parse::<u32>().unwrap())
    };
    let late: Vec<String> = all
        .codes("workstream")
        .into_iter()
        .filter(|code| count(code, "count-late") > 0)
        .collect();
    assert!(!late.is_empty());
    let late: Vec<&str> = late.iter().map(String::as_str).collect();
    for (query, found) in [
        ("q=dat%20dai", &["QG-DAT-DAI"][..]),
        ("q=%C4%90%E1%BA%A5t", &["QG-DAT-DAI"]),
        ("q=qg-dat-dai", &["QG-DAT-DAI"]),
        (
            "heading=Th%E1%BB%83%20ch%E1%BA%BF",
            &["QG-DAN-CU", "QG-DAT-DAI"],
        ),
        ("owner=SO-TAI-CHINH", &["CN-TAI-CHINH", "QG-DAT-DAI"]),
        ("bloc=party", &["QG-DAN-CU"]),
        ("status=no-unit", &["NV-CHUA-GIAO"]),
        ("status=late", &late),
        ("q=dat&status=no-unit", &[]),
    ] {
        let page = reader.get(&format!("/programme?{query}")).await;
        let page = page.expect(StatusCode::OK);
        let (number, total) = (found.len(), all.codes("workstream").len());
        let heading = format!("{number} trên {total} nhiệm vụ khớp bộ lọc");
        assert!(page::text(&page.body).contains(&heading), "{query}");
        let mut codes = page.codes("workstream");
        codes.sort();
        let mut found = found.to_vec();
        found.sort();
        assert_eq!(codes, found, "{query}");
        let file = reader.get(&format!("/programme?{query}&format=csv")).await;
        let rows = file.body.lines().skip(1);
        let of: Vec<&str> = rows
            .filter_map(|row| row.split(',').find(|cell| found.contains(cell)))
            .collect();
        assert_eq!(of.len(), found.len(), "{query}: {}", file.body);
    }
}

/// W15: a heading has its sub-totals, a task its status in words and the deadline of its
/// next milestone.
#[tokio::test]
async fn a_list_of_tasks_says_status_deadline_and_sub_totals() {
    let site = programme().await;
    let reader = Committee::of(&site).await;
    let page = reader.get("/programme").await.expect(StatusCode::OK);
    let told = text(&page);
    // Of QG-DAN-CU and QG-DAT-DAI: 2 of 6 products accepted, no task done.
    assert!(
        told.contains("Thể chế 0/2 hoàn thành; 2/6 sản phẩm và kết quả đã nghiệm thu"),
        "{told}"
    );
    for (code, words) in [
        ("CT-AN-NINH", "20/12/2026 Hạn của mốc"),
        ("CT-AN-NINH", "Chưa đến hạn"),
        ("QG-DAT-DAI", "09/09/2026 quá 72 ngày Hạn của mốc"),
        ("QG-DAT-DAI", "2 Trễ hạn"),
        ("NV-CHUA-GIAO", "chưa giao đơn vị"),
    ] {
        let row = reader.get(&format!("/programme?q={code}")).await;
        let told = text(&row);
        assert!(told.contains(words), "{code}: {words}: {told}");
    }
}

/// Rule 11: no filter and no deadline tells a company what is not its own.
#[tokio::test]
async fn rule_11_a_company_learns_nothing_from_the_filters_of_tasks() {
    let site = programme().await;
    // The lead of "Đất đai" is no unit of the company, which has a part of it in a ward.
    let company = Partner::of(&site).await;
    for list in ["programme", "databases"] {
        let page = company.get(&format!("/{list}?owner=SO-TAI-CHINH")).await;
        page.hides("/QG-DAT-DAI");
        page.hides("/CN-TAI-CHINH");
    }
    company
        .get("/programme")
        .await
        .shows("/programme/QG-DAT-DAI");
    let rival = Partner::named(&site, "partner.vang").await;
    let page = rival.get("/programme").await.expect(StatusCode::OK);
    page.hides("09/09/2026");
    page.shows("01/10/2026");
}

/// W10: a task's page speaks of the task, and says how many units it leaves out.
#[tokio::test]
async fn a_task_names_eight_units_that_hold_it_back_and_counts_the_others() {
    let mut book = campaign::book();
    book.step("2026-11-19", 12);
    book.workstream("NV12", "Rà soát", "data", None);
    for n in 0..14 {
        let code = format!("XA-{n:02}");
        let name = format!("Xã Thử {n:02}");
        book.unit(&code, &name, "commune", "government", "commune");
        book.duty(&code, "NV12", "lead");
        let id = format!("nv12-{n}");
        let deadline = Some("2026-10-01");
        book.milestone(&id, (&code, "NV12"), "product", 1, deadline, None, None);
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let reader = Committee::of(&site).await;
    let task = reader.get("/programme/NV12").await.expect(StatusCode::OK);
    let told = text(&task);
    assert!(told.contains("Còn 6 đơn vị khác."), "{told}");
    assert!(told.contains("điểm của cả nhiệm vụ"), "{told}");
    assert!(!told.contains("điểm của cả cơ sở dữ liệu"), "{told}");
    let holders = task.body.split("class=\"list holders\"").nth(1).unwrap();
    let holders = holders.split("</table>").next().unwrap();
    assert_eq!(holders.matches("/duties/").count(), 8);
    let database = text(&reader.get("/databases/QG-DAT-DAI").await);
    assert!(database.contains("điểm của cả cơ sở dữ liệu"), "{database}");
}

/// W11: however many indicators there are, the overview has a line of them, and the way to all.
#[tokio::test]
async fn the_overview_shows_two_indicators_and_counts_all() {
    let mut rows = campaign::rows();
    let one = rows.indicators[0].clone();
    for n in 0..29 {
        let mut indicator = one.clone();
        indicator.code = format!("CD-{n:02}");
        indicator.name = format!("Chỉ tiêu chung {n:02}");
        (indicator.unit, indicator.workstream) = (None, None);
        rows.indicators.push(indicator);
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
    let reader = Committee::of(&site).await;
    let overview = reader.get("/").await.expect(StatusCode::OK);
    let own = |page: &Answer| {
        page.codes("indicator")
            .iter()
            .filter(|c| c.starts_with("CD-"))
            .count()
    };
    assert_eq!(own(&overview), 2);
    let told = text(&overview);
    assert!(told.contains("đo được 0 trên 29 chỉ tiêu"), "{told}");
    assert_eq!(own(&reader.get("/outcomes").await), 29);
}

/// W12: a list of indicators says of what it is: of databases, of tasks, or of both.
#[tokio::test]
async fn indicators_are_listed_by_what_they_are_of() {
    for (tasks, title, others) in [
        (true, "Theo nhiệm vụ", "Theo cơ sở dữ liệu"),
        (false, "Theo cơ sở dữ liệu nhiều chỉ tiêu", "Theo nhiệm vụ"),
    ] {
        let site = if tasks {
            site(None).await
        } else {
            Site::new().await
        };
        let told = text(&Committee::of(&site).await.get("/outcomes").await);
        assert!(told.contains(title), "{title}: {told}");
        assert!(!told.contains(others), "{title}: {told}");
    }
}
