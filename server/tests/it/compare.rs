//! Two days side by side: each as its own page has it, and a table that closes.
use axum::http::StatusCode;
use tiendo::ledger::{NamedDayRow, verify};

use crate::unsent::sign_in_from;

use crate::support::{
    page::{Answer, text},
    site::{ORIGIN, PASSWORD, Site},
    store::{Store, on_both},
    users::{Committee, Head, Member, Office, Partner, User},
};

on_both!(the_office_names_days_and_everybody_chooses_them);

const STATUSES: [&str; 6] = [
    "late",
    "at-risk",
    "unverified",
    "on-track",
    "not-due",
    "done",
];

/// The value of a figure that a comparison tells of a day.
fn of_day(page: &Answer, figure: &str, day: &str) -> Option<String> {
    let mark = format!("data-figure=\"{figure}\" data-day=\"{day}\"");
    let at = page.body.find(&mark)?;
    let rest = &page.body[at..];
    match rest
        .split_once("value=\"")
        .filter(|_| !figure.starts_with("count-"))
    {
        Some((_, value)) => Some(value.split('"').next()?.to_owned()),
        // A count stands in its link.
        None => {
            let told = text(rest.split_once("</a>")?.0);
            Some(told.split_whitespace().last()?.replace('.', ""))
        }
    }
}

/// The figure of a page about one thing.
fn own(page: &Answer, scope: &str, code: &str, figure: &str) -> Option<String> {
    let mut all = page.figures(scope, code).into_iter();
    all.find(|(name, _)| name == figure).map(|(_, value)| value)
}

/// How many a list of a comparison says it holds.
fn total(page: &Answer) -> usize {
    let (_, rest) = page.body.split_once("data-total=\"").expect("a list");
    rest.split('"').next().unwrap().parse().unwrap()
}

/// Addresses of lists that a page links to, each with the number it prints.
fn counted(page: &Answer) -> Vec<(String, usize)> {
    let links = page.body.split("<a href=\"").skip(1);
    let links = links.filter_map(|rest| {
        let (address, rest) = rest.split_once('"')?;
        let (_, told) = rest.split_once('>')?;
        let told = text(told.split_once("</a>")?.0).replace('.', "");
        let number = told.split_whitespace().find_map(|word| word.parse().ok())?;
        let list = address.contains("list=") && !address.contains("format=");
        let duties = list && !address.contains("list=databases");
        duties.then(|| (address.replace("&amp;", "&"), number))
    });
    links.collect()
}

#[tokio::test]
async fn rule_3_each_side_of_a_comparison_is_that_days_own_page() {
    let site = Site::demo().await;
    let committee = Committee::of(&site).await;
    for (from, to) in [
        ("2026-11-12", "2026-11-19"),
        ("2026-09-30", "2026-11-01"),
        ("2026-11-15", "2026-11-16"),
    ] {
        let path = format!("/compare?from={from}&to={to}");
        let page = committee.get(&path).await.expect(StatusCode::OK);
        for day in [from, to] {
            let whole = committee.get(&format!("/?as_of={day}")).await;
            for figure in ["accepted", "claimed", "measured", "expected_original"] {
                let own = own(&whole, "city", "", figure);
                assert!(own.is_some(), "{figure} {day}");
                assert_eq!(of_day(&page, figure, day), own, "{figure} {day}");
            }
            for status in STATUSES {
                let figure = format!("count-{status}");
                let own = own(&whole, "city", "", &figure).unwrap();
                let told = of_day(&page, &figure, day).unwrap_or_else(|| "0".to_owned());
                assert_eq!(told, own, "{figure} {day}");
            }
        }
        // One unit and one database alike.
        for (what, code, path) in [
            ("unit", "SYT", "/units/SYT"),
            ("database", "QG09", "/databases/QG09"),
        ] {
            let page = format!("/compare?from={from}&to={to}&{what}={code}");
            let page = committee.get(&page).await.expect(StatusCode::OK);
            for day in [from, to] {
                let own_page = committee.get(&format!("{path}?as_of={day}")).await;
                let figures = own_page.body.matches("data-figure=\"count-late\"").count();
                assert!(figures > 0, "{path}");
                let told = of_day(&page, "accepted", day).unwrap();
                assert!(own_page.body.contains(&told), "{what} {day}: {told}");
            }
        }
    }
}

/// The tenths that a number prints: "+1,2", "−0,3", "41,3%".
fn tenths(printed: &str) -> i64 {
    let below = printed.starts_with('−');
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    let number: i64 = digits.parse().unwrap();
    if below { -number } else { number }
}

/// Then, with what was done and with what was redefined, is now, but for the last digit.
#[tokio::test]
async fn rule_7_the_parts_of_a_change_of_two_days_close() {
    let site = Site::demo().await;
    let committee = Committee::of(&site).await;
    let mut redefined = 0;
    for of in ["", "&database=QG09", "&unit=SYT"] {
        for from in ["2026-06-30", "2026-09-30", "2026-11-13"] {
            let page = format!("/compare?from={from}&to=2026-11-20{of}");
            let page = committee.get(&page).await.expect(StatusCode::OK);
            let (_, table) = page.body.split_once("class=\"made\"").expect(of);
            let (table, _) = table.split_once("</table>").unwrap();
            let rows: Vec<&str> = table.split("<tr").skip(2).collect();
            assert_eq!(rows.len(), 2, "{of}");
            for row in rows {
                let cells = row.split("<td").skip(1);
                let cells = cells.map(|it| text(it.split_once('>').unwrap().1));
                let cells: Vec<i64> = cells.map(|it| tenths(it.trim())).collect();
                let [then, work, definition, now] = cells.try_into().unwrap();
                assert_eq!(then + work + definition, now, "{from}{of}: {row}");
                redefined += i64::from(definition != 0);
            }
        }
    }
    assert!(redefined > 0, "nothing was redefined in the demonstration");
}

#[tokio::test]
async fn every_count_of_a_comparison_leads_to_what_it_counts() {
    let site = Site::demo().await;
    let committee = Committee::of(&site).await;
    let page = committee.get("/compare").await.expect(StatusCode::OK);
    page.shows("Từ 13/11 đến 20/11: nghiệm thu");
    page.fills_its_texts();
    let links = counted(&page);
    assert!(links.len() > 20, "{links:?}");
    for (address, number) in &links {
        let list = committee.get(address).await.expect(StatusCode::OK);
        assert_eq!(total(&list), *number, "{address}");
        let shown = list.body.matches("class=\"turn\"").count();
        assert_eq!(shown, (*number).min(50), "{address}");
    }
    // A long list goes on, and a file has all of it.
    let long = links.iter().find(|(_, number)| *number > 50);
    let (address, number) = long.expect("a list of more than a page");
    let second = committee.get(&format!("{address}&page=2")).await;
    let shown = second.body.matches("class=\"turn\"").count();
    assert_eq!(shown, (number - 50).min(50));
    let file = format!("{address}&format=csv&table=compare-duties");
    let file = committee.get(&file).await.expect(StatusCode::OK);
    let rows = csv::Reader::from_reader(file.body.as_bytes());
    assert_eq!(rows.into_records().count(), *number);
}

/// The items of the first list after a mark, as text.
fn items(page: &Answer, mark: &str) -> Vec<String> {
    let (_, rest) = page.body.split_once(mark).expect(mark);
    let list = rest.split("</ul>").next().unwrap_or_default();
    list.split("<li").skip(1).map(text).collect()
}

/// Paper began with other duties than the screen.
#[tokio::test]
async fn what_became_worse_stands_in_one_order_on_paper_and_screen() {
    let site = Site::demo().await;
    let committee = Committee::of(&site).await;
    let paper = committee.get("/brief").await.expect(StatusCode::OK);
    let screen = committee.get("/compare").await.expect(StatusCode::OK);
    let paper = items(&paper, "<h2>Xấu đi");
    let screen = items(&screen, "class=\"turned\"");
    let both = paper.iter().filter(|it| it.contains(" · ")).zip(&screen);
    let mut compared = 0;
    for (on_paper, on_screen) in both {
        let name = on_paper.split('→').next_back().unwrap().trim();
        assert!(on_screen.contains(name), "{on_paper}: {on_screen}");
        compared += 1;
    }
    assert!(compared > 2, "{paper:?}");
}

#[tokio::test]
async fn days_that_cannot_be_compared_are_told_beside_their_field() {
    let site = Site::new().await;
    let committee = Committee::of(&site).await;
    for (query, typed, told) in [
        ("from=31/02/2026", "31/02/2026", "Ngày không đọc được"),
        ("to=mai", "mai", "Ngày không đọc được"),
        (
            "from=20/11/2026&to=10/11/2026",
            "20/11/2026",
            "Ngày thứ nhất phải trước",
        ),
        (
            "from=20/11/2026&to=2026-11-20",
            "20/11/2026",
            "Hai ngày là một",
        ),
        ("to=2027-01-01", "2027-01-01", "chưa đến"),
        (
            "from=01/01/1999",
            "01/01/1999",
            "trước khi chiến dịch bắt đầu",
        ),
    ] {
        let page = committee.get(&format!("/compare?{query}")).await;
        let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
        page.shows(told);
        page.shows(&format!("value=\"{typed}\""));
        page.shows("aria-invalid=\"true\"");
    }
    // Days as people write them.
    let page = committee
        .get("/compare?from=18/11/2026&to=19-11-2026")
        .await;
    page.expect(StatusCode::OK).shows("Từ 18/11 đến 19/11");
    // What was looked at before is the second day.
    let page = committee.get("/compare?as_of=2026-11-19").await;
    let page = page.expect(StatusCode::OK);
    page.shows("Từ 12/11 đến 19/11");
    page.shows("Số liệu đến hết ngày 19/11/2026");
    for code in ["unit=KHONG-CO", "database=KHONG-CO", "database=CT-AN-NINH"] {
        let page = committee.get(&format!("/compare?{code}")).await;
        page.expect(StatusCode::NOT_FOUND);
    }
}

/// A link with its day shows tomorrow what it showed today, whatever is recorded then.
#[tokio::test]
async fn rule_3_a_link_with_its_day_shows_the_same_later() {
    let site = Site::demo().await;
    let committee = Committee::of(&site).await;
    for path in ["/", "/units", "/databases/QG09", "/compare"] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        let (before, _) = page.body.split_once("class=\"copy-link\"").expect(path);
        let (_, tag) = before.rsplit_once('<').unwrap();
        let rest = page.body.split_once("class=\"copy-link\"").unwrap().1;
        let tag = format!("{tag}{}", rest.split('>').next().unwrap());
        let address = tag.split_once("href=\"").unwrap().1;
        let address = address.split('"').next().unwrap().replace("&amp;", "&");
        assert!(address.contains("as_of=2026-11-20"), "{path}: {address}");
        committee.get(&address).await.expect(StatusCode::OK);
    }
    let address = "/compare?from=2026-11-13&as_of=2026-11-20";
    let head = |page: &Answer| {
        let (_, rest) = page.body.split_once("<h1>").unwrap();
        text(rest.split_once("</h1>").unwrap().0)
    };
    let today = head(&committee.get(address).await);
    site.later(24 * 60);
    let committee = Committee::of(&site).await;
    let tomorrow = committee.get(address).await.expect(StatusCode::OK);
    assert_eq!(head(&tomorrow), today);
    tomorrow.shows("Số liệu đến hết ngày 20/11/2026");
}

async fn the_office_names_days_and_everybody_chooses_them(store: Store) {
    let site = Site::at(store, crate::support::site::ORIGIN).await;
    let office = Office::of(&site).await;
    let page = office.get("/compare").await.expect(StatusCode::OK);
    let account = page.hidden("account").expect("the form of names");
    // Its fields need the style of forms, which who only reads the page never fetches.
    let style = "/work.css\"";
    assert!(page.body.contains(style));
    let reader = Committee::of(&site).await.get("/compare").await;
    assert!(!reader.body.contains(style));
    let names = async |day: &str, name: &str, was: &str| {
        let fields = [
            ("account", account.as_str()),
            ("day", day),
            ("name", name),
            ("was", was),
        ];
        office.post("/compare/days", &fields).await
    };
    for (day, name, told) in [
        ("", "phiên họp", "Ngày không đọc được"),
        ("30/11/2027", "phiên họp", "chưa đến"),
        ("01/01/1999", "phiên họp", "trước khi chiến dịch bắt đầu"),
        ("18/11/2026", " ", "Chưa có tên"),
        ("18/11/2026", &"họp ".repeat(20), "dài quá 60 chữ"),
    ] {
        let page = names(day, name, "").await;
        let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
        page.shows(told);
        page.shows(&format!("value=\"{}\"", name.trim()));
    }
    let secret = names("18/11/2026", "TUYỆT MẬT phiên họp", "").await;
    secret
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .hides("TUYỆT MẬT phiên");
    let rows = "select count(*) from named_days";
    assert_eq!(site.store.number(rows).await, 0);

    // Twice is once.
    for _ in 0..2 {
        let done = names("18/11/2026", "phiên họp 18/11", "").await;
        done.expect(StatusCode::SEE_OTHER);
    }
    assert_eq!(site.store.number(rows).await, 1);
    let committee = Committee::of(&site).await;
    committee.get("/compare").await.shows("phiên họp 18/11");
    for path in ["/", "/units", "/databases"] {
        let page = committee.get(path).await;
        page.shows("phiên họp 18/11");
        page.shows("as_of=2026-11-18");
    }
    // What the office calls a day may name another company.
    let company = Partner::of(&site).await;
    company.get("/units").await.hides("phiên họp 18/11");
    // Who had the form open before is told, and writes over nothing.
    let late = names("18/11/2026", "giao ban", "").await;
    let late = late.expect(StatusCode::CONFLICT);
    late.shows("nay đã có tên khác");
    late.shows("value=\"giao ban\"");
    assert_eq!(site.store.number(rows).await, 1);
    let again = names("18/11/2026", "giao ban", "phiên họp 18/11").await;
    again.expect(StatusCode::SEE_OTHER);
    committee.get("/compare").await.hides("phiên họp 18/11");
    let other = [
        ("account", "somebody"),
        ("day", "18/11/2026"),
        ("name", "x"),
        ("was", "giao ban"),
    ];
    let other = office.post("/compare/days", &other).await;
    other.expect(StatusCode::CONFLICT);
    let remove = [
        ("account", account.as_str()),
        ("day", "2026-11-18"),
        ("was", "giao ban"),
        ("remove", "1"),
    ];
    let done = office.post("/compare/days", &remove).await;
    done.expect(StatusCode::SEE_OTHER);
    committee.get("/compare").await.hides("giao ban");
    // All three rows stay, and the audit tells of each.
    let all = NamedDayRow::between(&site.store.db, 0, i64::MAX)
        .await
        .unwrap();
    let all: Vec<_> = all.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(all, ["phiên họp 18/11", "giao ban", ""]);
    let lines = "select count(*) from audit where action = 'day.named'";
    assert_eq!(site.store.number(lines).await, 3);
    assert!(verify(&site.store.db, None).await.unwrap().is_whole());
    // Nobody else names a day.
    for reader in [
        Member::of(&site).await.post("/compare/days", &remove).await,
        Head::of(&site).await.post("/compare/days", &remove).await,
        committee.post("/compare/days", &remove).await,
        Partner::of(&site)
            .await
            .post("/compare/days", &remove)
            .await,
    ] {
        reader.expect(StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn the_name_of_a_day_is_kept_when_the_session_has_ended() {
    let site = Site::at(Store::sqlite().await, ORIGIN).await;
    let office = Office::of(&site).await;
    let page = office.get("/compare").await.expect(StatusCode::OK);
    let account = page.hidden("account").unwrap();
    let name = [
        ("account", account.as_str()),
        ("day", "18/11/2026"),
        ("name", "phiên họp 7741"),
        ("was", ""),
    ];
    site.later(61);
    let told = office.post("/compare/days", &name).await;
    let told = told.expect(StatusCode::UNAUTHORIZED);
    told.shows("Tên của ngày CHƯA được ghi");
    told.hides("7741");
    let again = sign_in_from(&site, &told, office.username(), PASSWORD).await;
    let again = again.expect(StatusCode::OK);
    again.shows("phiên họp 7741");
    let names = "select count(*) from named_days";
    assert_eq!(site.store.number(names).await, 0);
}
