//! What several pages say of one thing they say with one number.
use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;

use crate::support::{
    page::{Answer, text},
    site::Site,
    users::{Committee, Head, Office, User},
};

/// The number that stands before some words.
fn number(told: &str, words: &str) -> Option<u32> {
    let before = told
        .split(words)
        .next()
        .filter(|it| it.len() < told.len())?;
    let last = before.split_whitespace().last()?;
    last.replace('.', "").parse().ok()
}

/// The items of a list that has a class.
fn items<'a>(page: &'a Answer, mark: &str) -> Vec<&'a str> {
    let lists = page.body.split(mark).skip(1);
    let lists = lists.filter_map(|rest| rest.split("</ul>").next());
    lists.flat_map(|list| list.split("<li").skip(1)).collect()
}

/// How often a company's late deliveries stand on a page, and with which numbers.
fn late_cells(page: &Answer, company: &str) -> Vec<u32> {
    let cells = page
        .body
        .split("data-scope=\"partner\" data-code=\"")
        .skip(1);
    let mark = "data-figure=\"products_late\" value=\"";
    cells
        .filter(|cell| cell.starts_with(&format!("{company}\"")))
        .filter_map(|cell| cell.split_once(mark)?.1.split('"').next()?.parse().ok())
        .collect()
}

/// Part A row 4 of what a committee saw: 70 reports on one page and 192 on another, 34, 17 and
/// 23 late deliveries, no late milestone beside two.
#[tokio::test]
async fn what_waits_and_what_is_late_is_one_number_wherever_it_stands() {
    let site = Site::demo().await;
    let committee = Committee::of(&site).await;
    let overview = committee.get("/").await.expect(StatusCode::OK);

    // What the office lets wait too long: among who must act, and over its own queue.
    let office = committee.get("/actions?who=office&do=overdue").await;
    let office = listed(&office.expect(StatusCode::OK));
    let queue = Office::of(&site).await.get("/review").await;
    let words = "sản phẩm, kết quả của đơn vị có tính điểm chờ quá 7 ngày";
    let queue = number(&text(&queue.body), words).expect("the queue says it");
    assert!(queue > 0);
    assert_eq!(office, queue);

    // A company's late deliveries: overview, comparison, its own page in three places.
    let comparison = committee.get("/partners").await.expect(StatusCode::OK);
    let companies: BTreeSet<String> = comparison.codes("partner").into_iter().collect();
    let mut some_late = false;
    for company in &companies {
        let page = committee.get(&format!("/partners/{company}")).await;
        let own = page.figures("partner", company);
        let late = own.iter().find(|(name, _)| name == "products_late");
        let late: u32 = late.expect("its key figures").1.parse().unwrap();
        some_late |= late > 0;
        assert_eq!(late_cells(&comparison, company), [late], "{company}");
        assert_eq!(late_cells(&overview, company), [late], "{company}");
        let told = text(&page.body);
        assert_eq!(
            number(&told, "bàn giao trễ").unwrap_or(0),
            late,
            "{company}"
        );
        let parts = [
            "chưa bàn giao;",
            "gửi muộn, đang chờ;",
            "chờ phân công lại;",
        ];
        let parts: u32 = parts.iter().filter_map(|part| number(&told, part)).sum();
        assert_eq!(parts, late, "{company}: {told}");
    }
    assert!(some_late);

    // A unit's late milestones: among who must act, in the sentence of its own work and in
    // the list under it, databases and tasks.
    let mut looked_at = 0;
    for code in committee.get("/units").await.codes("unit") {
        let late = committee
            .get(&format!("/actions?who=unit:{code}&do=late"))
            .await;
        let late = listed(&late.expect(StatusCode::OK));
        if late == 0 {
            continue;
        }
        let head = Head::named(&site, &format!("head.{}", code.to_lowercase())).await;
        let work = head.get("/work").await.expect(StatusCode::OK);
        let unit = head.get(&format!("/units/{code}")).await;
        let items = items(&work, "class=\"tasks\"");
        let owed: Vec<&str> = items
            .into_iter()
            .filter(|item| item.contains("<b class=\"late\">quá"))
            .filter(|item| {
                ["Sản phẩm,", "Kết quả,"]
                    .iter()
                    .any(|kind| item.contains(kind))
            })
            .collect();
        let sentence = number(
            &text(&work.body),
            "sản phẩm, kết quả phải báo cáo đã trễ hạn",
        );
        assert_eq!(sentence, Some(owed.len() as u32), "{code}");
        assert_eq!(owed.len() as u32, late, "{code}");
        for item in &owed {
            let title = item.split("</a>").next().unwrap();
            let title = title.rsplit('>').next().unwrap();
            unit.shows(&format!("{title}: Trễ hạn"));
        }
        looked_at += 1;
        if looked_at == 12 {
            break;
        }
    }
    assert_eq!(looked_at, 12);
}

/// 208 organisations on paper stood beside 227 in the list, which counts decisions still in time too.
#[tokio::test]
async fn who_must_act_is_one_number_on_paper_and_in_the_list() {
    let site = Site::demo().await;
    let committee = Committee::of(&site).await;
    let told = |page: Answer, words: &str| number(&text(&page.body), words);
    let paper = committee.get("/brief").await.expect(StatusCode::OK);
    let paper = told(paper, "nơi trễ, để chờ hoặc sắp đến hạn");
    let list = committee.get("/actions").await.expect(StatusCode::OK);
    let list = told(list, "nơi trong đó trễ, để chờ quá lâu hoặc sắp đến hạn");
    assert!(paper.is_some());
    assert_eq!(paper, list);
}

/// The rows of a list's file by unit and workstream, each with its days.
fn days_by_duty(
    file: &Answer,
    days: &str,
    keep: impl Fn(&str) -> bool,
) -> Vec<((String, String), i64)> {
    let text = file.body.trim_start_matches('\u{feff}');
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let rows = table.deserialize::<BTreeMap<String, String>>();
    let rows = rows.map(|row| row.expect("a row of the file"));
    rows.filter(|row| row.get("Loại mốc").is_none_or(|kind| keep(kind)))
        .map(|row| {
            let duty = (row["Mã"].clone(), row["Mã CSDL, nhiệm vụ"].clone());
            (duty, row[days].parse().unwrap_or(0))
        })
        .collect()
}

/// A ward was 213 days late in the list of milestones, where its report came after so many days,
/// and 258 in the list of duties.
#[tokio::test]
async fn a_duty_is_as_late_as_the_latest_of_its_milestones() {
    let site = Site::demo().await;
    let committee = Committee::of(&site).await;
    let file = |path: &'static str| committee.get(path);
    let milestones = file("/milestones?state=late&format=csv").await;
    let milestones = milestones.expect(StatusCode::OK);
    let counts = |kind: &str| ["Sản phẩm", "Kết quả"].contains(&kind);
    let mut latest = BTreeMap::new();
    for (duty, days) in days_by_duty(&milestones, "Số ngày trễ", counts) {
        let most = latest.entry(duty).or_insert(days);
        *most = days.max(*most);
    }
    let duties = file("/duties?status=late&format=csv").await;
    let duties = days_by_duty(&duties.expect(StatusCode::OK), "Số ngày trễ", |_| true);
    assert!(duties.len() > 100, "{} late duties", duties.len());
    for (duty, days) in duties {
        // What a value makes late has no late milestone.
        assert_eq!(latest.get(&duty).copied().unwrap_or(0), days, "{duty:?}");
    }
}

/// How many things a list holds, as its heading says.
fn listed(page: &Answer) -> u32 {
    let heading = page.body.split("<h1").nth(1).expect("a heading");
    let heading = text(heading.split("</h1>").next().unwrap_or_default());
    let number = heading
        .split_whitespace()
        .find_map(|word| word.replace('.', "").parse().ok());
    number.unwrap_or(0)
}

/// What a unit has to report stood under two numbers: 3 with 26 later on its head's first page, 2
/// with 27 later on his list.
#[tokio::test]
async fn what_is_to_be_reported_now_is_one_number_on_both_pages_of_a_unit() {
    let site = Site::demo().await;
    let rows = |page: &Answer, mark: &str| {
        let part = page.body.split_once(mark).map_or("", |(_, rest)| rest);
        let part = part.split("</section>").next().unwrap_or_default();
        part.matches("data-milestone=\"").count()
    };
    let mut found = 0;
    for unit in ["snv", "syt", "sxd", "stc", "sct", "snnmt"] {
        let head = Head::named(&site, &format!("head.{unit}")).await;
        let home = head.get("/").await.expect(StatusCode::OK);
        let work = head.get("/work").await.expect(StatusCode::OK);
        let owed = ["owed", "returned"].map(|it| rows(&home, &format!("data-list=\"{it}\"")));
        let owed: usize = owed.iter().sum();
        assert_eq!(owed, rows(&work, ">Phải làm<"), "{unit}");
        found += owed;
    }
    assert!(found > 0);
}

/// What a unit sent waits as long on its head's first page as on his list.
#[tokio::test]
async fn a_report_waits_as_long_on_both_pages_of_its_unit() {
    let site = Site::demo().await;
    let head = Head::named(&site, "head.snv").await;
    let waits = regex::Regex::new("chờ ([0-9]+) ngày làm việc").unwrap();
    let mut told = Vec::new();
    for (path, part) in [
        ("/", "Đã gửi, chờ nơi khác"),
        ("/work", "Đã gửi, chờ nghiệm thu"),
    ] {
        let page = head.get(path).await.expect(StatusCode::OK);
        let (_, rest) = page.body.rsplit_once(part).expect(part);
        let part = rest.split("<h2").next().unwrap();
        let days: Vec<u32> = waits
            .captures_iter(part)
            .map(|it| it[1].parse().unwrap())
            .collect();
        told.push(days);
    }
    assert!(!told[0].is_empty());
    assert_eq!(told[0], told[1]);
}

/// The count in the menu is that of a list on the page that it leads to.
#[tokio::test]
async fn the_count_of_explanations_is_the_list_behind_it() {
    let site = Site::demo().await;
    for page in [
        Committee::of(&site).await.get("/explanations").await,
        Office::of(&site).await.get("/explanations").await,
    ] {
        let page = page.expect(StatusCode::OK);
        let (_, menu) = page.body.split_once("href=\"/explanations\"").unwrap();
        let (_, badge) = menu.split_once("class=\"waits\">").unwrap();
        let badge: usize = badge.split('<').next().unwrap().parse().unwrap();
        let (_, list) = page.body.split_once("id=\"unanswered\"").unwrap();
        let list = list.split("</details>").next().unwrap();
        assert!(badge > 0);
        assert_eq!(list.matches("<li data-about=").count(), badge);
        assert!(text(list).contains(&format!("{badge} câu hỏi quá ngày trả lời")));
    }
}

/// A list of what the office may decide in somebody's place sums its own rows.
#[tokio::test]
async fn a_filtered_list_of_things_to_do_sums_its_rows() {
    let site = Site::demo().await;
    let committee = Committee::of(&site).await;
    for path in ["/actions?do=instead", "/actions?actor=office"] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        assert!(listed(&page) > 0, "{path}");
        page.hides("tăng 0,0 điểm");
    }
}
