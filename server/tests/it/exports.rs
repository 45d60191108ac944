//! The tables of every page as files.
use axum::http::StatusCode;
use std::collections::BTreeSet;

use crate::support::{
    page::Answer,
    site::Site,
    users::{Committee, Head, Office, Partner, User},
};

/// Every page with a table, for a reader of the whole campaign.
const PAGES: &[&str] = &[
    "/",
    "/?as_of=2026-11-01",
    "/matrix",
    "/matrix?group=ward",
    "/units?bloc=government&sort=name",
    "/units/SO-Y-TE",
    "/duties/SO-Y-TE/CN-Y-TE",
    "/duties?status=late",
    "/milestones?state=late&sort=title",
    "/actions",
    "/databases",
    "/databases/QG-DAT-DAI",
    "/programme",
    "/partners/CTY-XANH",
    "/outcomes",
    "/outcomes/CT-Y-TE",
    "/parts",
    "/latest",
    "/what-if",
    "/compare",
    "/burden",
    "/rechecks",
    "/rechecks/1",
];

/// Addresses of files that a page links to.
fn files(page: &Answer) -> BTreeSet<String> {
    page.body
        .split(" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| address.contains("format="))
        .map(|address| address.replace("&amp;", "&"))
        .collect()
}

/// Names of a workbook's sheets.
fn sheets(answer: &Answer) -> usize {
    let book = zip::ZipArchive::new(std::io::Cursor::new(&answer.bytes)).unwrap();
    book.file_names()
        .filter(|name| {
            let name = name.as_ref().unwrap();
            name.starts_with("xl/worksheets/sheet")
        })
        .count()
}

/// What is wrong with the files of a page.
async fn takes_all_away(reader: &impl User, path: &str) -> Option<String> {
    let page = reader.get(path).await.expect(StatusCode::OK);
    let files = files(&page);
    assert!(files.iter().any(|f| f.contains("format=csv")), "{path}");
    assert!(files.iter().any(|f| f.contains("format=xlsx")), "{path}");
    let mut tables = BTreeSet::new();
    for address in &files {
        let file = reader.get(address).await;
        assert_eq!(file.status, StatusCode::OK, "{address}: {}", file.body);
        if address.contains("format=xlsx") {
            assert!(sheets(&file) > 0, "{address}");
            continue;
        }
        if address.contains("format=svg") {
            let picture = &file.body;
            assert!(picture.starts_with("<svg xmlns="), "{address}");
            assert!(!picture.contains("class="), "{address}: {picture}");
            continue;
        }
        let text = file.body.strip_prefix('\u{feff}').expect(address);
        let mut table = csv::Reader::from_reader(text.as_bytes());
        // A row of another length than the head is an error.
        for row in table.records() {
            row.unwrap_or_else(|error| panic!("{address}: {error}"));
        }
        tables.insert(address);
    }
    // A workbook has all tables that are offered one by one.
    let sign = if path.contains('?') { '&' } else { '?' };
    let whole = reader.get(&format!("{path}{sign}format=xlsx")).await;
    let in_all = sheets(&whole);
    (in_all < tables.len()).then(|| format!("{path}: {in_all} sheets, as CSV {tables:?}"))
}

#[tokio::test]
async fn every_table_of_every_page_leaves_as_csv_and_xlsx() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let mut wrong = Vec::new();
    for path in PAGES {
        wrong.extend(takes_all_away(&reader, path).await);
    }
    let (office, head) = (Office::of(&site).await, Head::of(&site).await);
    wrong.extend(takes_all_away(&office, "/review").await);
    wrong.extend(takes_all_away(&head, "/work").await);
    let company = Partner::of(&site).await;
    for path in ["/work", "/units", "/units/SO-Y-TE", "/databases"] {
        wrong.extend(takes_all_away(&company, path).await);
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn a_units_files_say_what_its_page_says() {
    let site = Site::new().await;
    let head = Head::of(&site).await;
    let duties = head.get("/units/SO-Y-TE?format=csv&table=duties").await;
    duties.shows("CN-Y-TE");
    let milestones = head.get("/units/SO-Y-TE?format=csv&table=milestones").await;
    let page = head.get("/units/SO-Y-TE").await;
    let rows = milestones.body.lines().count() - 1;
    assert!(rows > 1, "{}", milestones.body);
    // What the page names, the file names.
    let title = milestones.body.lines().nth(1).unwrap();
    let title = title.split(',').nth(3).unwrap();
    page.shows(title);
}

/// F36: a workbook comes first, and whoever takes a CSV is told that it is for machines.
#[tokio::test]
async fn a_workbook_is_offered_first_and_a_csv_says_what_it_is_for() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    for path in PAGES {
        let page = reader.get(path).await.expect(StatusCode::OK);
        let places = page.body.split("take-away").skip(1);
        for place in places.filter(|place| place.contains("format=")) {
            let (first, _) = place.split_once("format=").unwrap().1.split_at(4);
            assert_eq!(first, "xlsx", "{path}");
        }
        let links = page.body.split("<a ").skip(1);
        let files = links.filter_map(|tag| tag.split('>').next());
        for tag in files.filter(|tag| tag.contains("format=csv")) {
            assert!(
                tag.contains("title=\"cho máy đọc: dấu phẩy ngăn cột"),
                "{path}: {tag}"
            );
        }
        page.shows("cho máy đọc");
    }
}
