//! Words of the pages: for officials, one word for one act, in both languages.
use axum::http::StatusCode;

use crate::support::{
    page::text,
    site::Site,
    users::{Account, Committee, User},
};

/// Pages of the demonstration, each with what it says most.
const PAGES: [&str; 25] = [
    "/",
    "/matrix",
    "/matrix?group=ward",
    "/units",
    "/units?silent=1",
    "/units/SYT",
    "/units/CATP",
    "/databases",
    "/databases/QG08",
    "/databases/QG09",
    "/duties/SNV/QG08",
    "/duties/SYT/QG09",
    "/partners",
    "/partners/VNPT",
    "/outcomes",
    "/outcomes/CT02",
    "/outcomes/CT04",
    "/programme",
    "/programme/SAN01",
    "/agreements",
    "/what-if",
    "/burden",
    "/rechecks",
    "/explanations",
    "/search?q=so+hoa",
];

/// What the first readers stumbled over, and a part of what stands there now.
const GONE: [&str; 18] = [
    "Im lặng",
    "im lặng",
    "Rê trên biểu đồ",
    "phím mũi tên, để",
    "Điểm phần trăm của từng phần cộng lại",
    "nhịp giữa",
    "tứ phân vị",
    "trung vị",
    "cộng trọng số rồi mới chia",
    "giữ tiến độ",
    "đã nộp",
    "chưa nộp",
    "Đang lọc",
    "Đạt 95 %",
    "95 %",
    "bù lại",
    "lần thử này đã được ghi lại",
    "PLO",
];

/// What is read of a page: the texts between its tags, without titles of marks.
fn read(body: &str) -> String {
    text(body.split_once("<main").map_or(body, |(_, main)| main))
}

#[tokio::test]
async fn no_page_speaks_the_language_of_its_engineers() {
    let site = Site::demo().await;
    let reader = Committee::of(&site).await;
    let mut found = Vec::new();
    for path in PAGES {
        let page = reader.get(path).await.expect(StatusCode::OK);
        let said = read(&page.body);
        for gone in GONE.iter().filter(|gone| said.contains(**gone)) {
            let at = said.find(gone).unwrap_or_default();
            let around: String = said[at..].chars().take(80).collect();
            found.push(format!("{path}: {around}"));
        }
    }
    let (office, head) = (
        Account::named(&site, "office").await,
        Account::named(&site, "head.syt").await,
    );
    for (account, paths) in [
        (&office, ["/review", "/plan"]),
        (&head, ["/work", "/review"]),
    ] {
        for path in paths {
            let page = account.get(path).await;
            let said = read(&page.body);
            let stands = GONE.iter().filter(|gone| said.contains(**gone));
            found.extend(stands.map(|gone| format!("{path}: {gone}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// What no document confirms is said once for a list, and a row carries a mark only where others
/// do not.
#[tokio::test]
async fn provisional_is_said_once_for_a_list() {
    let site = Site::demo().await;
    let reader = Committee::of(&site).await;
    let matrix = read(&reader.get("/matrix").await.body);
    assert_eq!(matrix.matches("tạm").count(), 1, "{matrix}");
    let databases = read(&reader.get("/databases").await.body);
    assert!(databases.matches("tạm").count() <= 2, "{databases}");
    for path in ["/duties", "/units", "/outcomes", "/outcomes?database=QG09"] {
        let page = read(&reader.get(path).await.body);
        assert!(page.matches("tạm").count() <= 2, "{path}: {page}");
    }
    // Once for each part of the page that has some.
    for path in ["/programme", "/partners", "/units/SYT", "/databases/QG09"] {
        let body = reader.get(path).await.body;
        for part in body.split("<section").skip(1) {
            let part = part.split("</section>").next().unwrap();
            let said = read(part).matches("tạm").count();
            assert!(said <= 1, "{path}: {part}");
        }
    }
}

/// Commitments of which nothing is to be handed over yet have no "0/0" and no column for it; tasks
/// have theirs in every table.
#[tokio::test]
async fn what_is_not_to_be_handed_over_yet_has_no_column() {
    let site = Site::demo().await;
    let reader = Committee::of(&site).await;
    let agreements = read(&reader.get("/agreements").await.body);
    assert!(!agreements.contains("0/0"), "{agreements}");
    assert!(!agreements.contains("Sản phẩm và kết quả"), "{agreements}");
    let programme = reader.get("/programme").await.body;
    let tables = programme.matches("class=\"list programme\"").count();
    let heads = programme.matches(">Sản phẩm và kết quả</th>").count();
    assert!(tables > 1 && heads == tables, "{heads} of {tables}");
}

/// Each sentence of the day a page says: 01/12/2026 and 12/01/2026 are not told apart by who
/// reads English.
#[tokio::test]
async fn english_pages_write_the_month_and_name_what_has_an_english_name() {
    let site = Site::demo().await;
    let reader = Committee::of(&site).await;
    let figures = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let mut found = Vec::new();
    for path in PAGES {
        let sign = if path.contains('?') { '&' } else { '?' };
        let page = reader.get(&format!("{path}{sign}lang=en")).await;
        let said = read(&page.expect(StatusCode::OK).body);
        for word in said.split([' ', '(', ')', ',', ';', '–']) {
            let parts: Vec<&str> = word.split('/').collect();
            if let [day, month, year] = parts[..]
                && day.len() == 2
                && month.len() == 2
                && year.len() == 4
                && [day, month, year].into_iter().all(figures)
            {
                // The name of a source is what somebody wrote.
                let sources = ["SGGP", "Báo", "bài", "học", "Nam", "TP.HCM"];
                let before = said.split(word).next().unwrap_or_default();
                let named = sources
                    .iter()
                    .any(|it| before.ends_with(&format!("{it}, ")))
                    || sources.iter().any(|it| before.ends_with(&format!("{it} ")));
                if !named {
                    found.push(format!("{path}: {word}"));
                }
            }
        }
        for vietnamese in ["Cơ sở dữ liệu quốc gia", "Mức độ hài lòng của người dân"]
        {
            if said.contains(vietnamese) {
                found.push(format!("{path}: {vietnamese}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    let page = reader.get("/databases?lang=en").await;
    for name in ["Population", "Land", "Social security", "Health"] {
        page.shows(&format!(">{name}</a>"));
    }
    let page = reader.get("/outcomes/CT04?lang=en").await;
    page.shows("Satisfaction of citizens");
    // The name itself stands on Vietnamese pages, and what is recorded keeps it.
    let page = reader.get("/outcomes/CT04?lang=vi").await;
    page.shows("Mức độ hài lòng của người dân");
}
