//! Where each role comes first, what stands there, and what a page says that is for others.
use std::collections::BTreeMap;

use axum::http::StatusCode;

use crate::support::{
    page::{Answer, text},
    report::{new_form, report},
    site::Site,
    users::{Administrator, Committee, Display, Head, Member, Office, Partner, User},
};

/// The values of an attribute, in their order.
fn values<'a>(markup: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!(" {attribute}=\"");
    let found = markup.split(&mark).skip(1);
    found.filter_map(|rest| rest.split('"').next()).collect()
}

/// The parts of the distance from plan: who, how much, and in how many milestones.
fn parts(page: &Answer) -> Vec<(String, f64, usize)> {
    let Some((_, bar)) = page.body.split_once("class=\"court\"") else {
        return Vec::new();
    };
    let bar = bar.split("</ul>").next().unwrap();
    let parts = bar.split("<li").skip(1);
    let of = |part: &str, name: &str| values(part, name)[0].to_owned();
    parts
        .map(|part| {
            let share = of(part, "value").parse().unwrap();
            let number = of(part, "data-milestones").parse().unwrap();
            (of(part, "data-gap"), share, number)
        })
        .collect()
}

/// The rows of a list that the distance is made of.
fn missing(page: &Answer, list: &str) -> usize {
    let mark = format!("data-list=\"{list}\"");
    let Some((_, list)) = page.body.split_once(&mark) else {
        return 0;
    };
    let list = list.split("data-list=\"").next().unwrap();
    let list = list.split("class=\"news\"").next().unwrap();
    list.matches("data-missing").count()
}

fn figure(page: &Answer, code: &str, name: &str) -> f64 {
    let figures = page.figures("unit-all", code);
    let found = figures.iter().find(|(figure, _)| figure == name);
    found.expect(name).1.parse().unwrap()
}

/// That the parts of the bar are the gap, and that each leads to as many rows.
fn closes(page: &Answer, code: &str) -> bool {
    let gap = figure(page, code, "expected_original") - figure(page, code, "accepted");
    let parts = parts(page);
    if gap <= 0.0 {
        assert!(parts.is_empty(), "{code}");
        return false;
    }
    let ahead = page.body.split_once("data-gap=\"ahead\" value=\"");
    let ahead = ahead.map_or(0.0, |(_, it)| {
        it.split('"').next().unwrap().parse().unwrap()
    });
    let sum: f64 = parts.iter().map(|(_, share, _)| share).sum();
    let rounded = 0.000_001 * (parts.len() + 3) as f64;
    assert!(
        (sum - ahead - gap).abs() < rounded,
        "{code}: {sum} {ahead} {gap}"
    );
    let mut behind: BTreeMap<&str, usize> = BTreeMap::new();
    for (who, _, number) in &parts {
        *behind.entry(who).or_default() += number;
    }
    let of = |who: &str| behind.get(who).copied().unwrap_or_default();
    let own = missing(page, "returned") + missing(page, "owed");
    assert_eq!(own, of("unit"), "{code}: own");
    assert_eq!(missing(page, "decide"), of("head"), "{code}: decide");
    assert_eq!(
        missing(page, "companies"),
        of("company"),
        "{code}: companies"
    );
    let sent = of("office") + of("nobody");
    assert_eq!(missing(page, "sent"), sent, "{code}: sent");
    true
}

#[tokio::test]
async fn each_role_comes_to_its_own_first_page() {
    let site = Site::new().await;
    let overview = "class=\"wrap overview\"";
    for page in [
        Committee::of(&site).await.get("/").await,
        Committee::of(&site).await.get("/campaign").await,
        Office::of(&site).await.get("/campaign").await,
        Head::of(&site).await.get("/campaign").await,
        Member::of(&site).await.get("/campaign").await,
    ] {
        page.expect(StatusCode::OK).shows(overview);
    }
    // A wall shows the same at its size.
    Display::of(&site)
        .await
        .get("/")
        .await
        .shows("class=\"wall\"");
    let (head, member) = (Head::of(&site).await, Member::of(&site).await);
    for page in [head.get("/").await, member.get("/").await] {
        let page = page.expect(StatusCode::OK);
        page.hides(overview);
        page.shows("href=\"/units/SO-Y-TE\"");
        page.shows("href=\"/campaign\"");
        for list in ["owed", "decide", "companies", "sent"] {
            page.shows(&format!("id=\"{list}\""));
        }
        closes(&page, "SO-Y-TE");
    }
    // A member decides nothing.
    member.get("/").await.hides("href=\"/review");
    head.get("/").await.shows("href=\"/review/");
    let office = Office::of(&site)
        .await
        .get("/")
        .await
        .expect(StatusCode::OK);
    office.shows("báo cáo chờ quyết định");
    office.shows("href=\"/review/");
    office.shows("href=\"/campaign\"");
    let admin = Administrator::of(&site).await.get("/").await;
    assert_eq!(admin.location(), "/people");
    let company = Partner::of(&site).await;
    assert_eq!(company.get("/").await.location(), "/partners/CTY-XANH");
    let refused = company.get("/campaign").await;
    refused.expect(StatusCode::FORBIDDEN).hides("data-figure");
}

/// What the overview has to itself it has at either address.
#[tokio::test]
async fn the_campaign_is_one_page_at_two_addresses() {
    let site = Site::new().await;
    let (head, committee) = (Head::of(&site).await, Committee::of(&site).await);
    for (path, says) in [
        ("?as_of=2026-11-01", "Số liệu đến hết ngày 01/11/2026"),
        ("?why=accepted:city", "id=\"why\""),
        ("?lang=en", "Whole campaign"),
        ("?actions=all", "class=\"pressing\""),
    ] {
        head.get(&format!("/campaign{path}"))
            .await
            .expect(StatusCode::OK)
            .shows(says);
        committee
            .get(&format!("/{path}"))
            .await
            .expect(StatusCode::OK)
            .shows(says);
    }
    let wall = head.get("/campaign?wall=1").await.expect(StatusCode::OK);
    assert_eq!(wall.header("refresh"), "300");
    let file = "?format=csv&table=weeks";
    let one = head
        .get(&format!("/campaign{file}"))
        .await
        .expect(StatusCode::OK);
    let other = committee
        .get(&format!("/{file}"))
        .await
        .expect(StatusCode::OK);
    assert_eq!(one.body, other.body);
    // What it links to itself stays there.
    let page = head.get("/campaign").await;
    let mut away = values(&page.body, "href").into_iter();
    assert_eq!(away.find(|it| it.starts_with("/?")), None);
    // Each column of figures says the same.
    assert_eq!(
        page.figures("city", ""),
        committee.get("/").await.figures("city", "")
    );
}

#[tokio::test]
async fn the_parts_of_the_bar_are_the_gap_and_their_lists() {
    let site = Site::demo().await;
    let mut behind = 0;
    let units = Committee::of(&site).await.get("/units").await.codes("unit");
    for unit in units.iter().step_by(5) {
        let head = Head::named(&site, &format!("head.{}", unit.to_lowercase())).await;
        for day in ["", "?as_of=2026-09-30", "?as_of=2026-07-12"] {
            let page = head.get(&format!("/{day}")).await.expect(StatusCode::OK);
            behind += usize::from(closes(&page, unit));
            // Of a past day nothing is done, and nothing said that came later.
            if !day.is_empty() {
                page.hides("href=\"/work/");
                page.hides("class=\"warning\"");
            }
        }
    }
    assert!(behind > 8, "{behind}");
}

#[tokio::test]
async fn a_reason_stands_on_the_page_of_its_unit_alone() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let sent = member
        .post("/work/yte-san-pham", &report(&new_form(), &[]))
        .await;
    sent.expect(StatusCode::SEE_OTHER);
    member.get("/").await.expect(StatusCode::OK);
    site.later(60);
    // The sessions have ended meanwhile.
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    let id = new_form();
    let fields = [
        ("submission", id.as_str()),
        ("decision", "returned"),
        ("reason", "Thiếu chữ ký-8841"),
        ("checked", "true"),
    ];
    let sent = office.post("/review/yte-san-pham", &fields).await;
    sent.expect(StatusCode::SEE_OTHER);
    let page = member.get("/").await;
    page.shows("Thiếu chữ ký-8841");
    let returned = page
        .body
        .split("id=\"returned\"")
        .nth(1)
        .expect("what came back");
    let returned = returned.split("id=\"owed\"").next().unwrap();
    assert!(
        returned.contains("/work/yte-san-pham"),
        "{}",
        text(returned)
    );
    // It is new since the visit before, once.
    page.shows("Mới từ");
    let news = page.body.split("section news").nth(1).expect("what is new");
    assert!(news.contains("data-event=\"returned\""), "{}", text(news));
    for other in [
        Head::named(&site, "head.tai-chinh").await.get("/").await,
        Member::named(&site, "member.to-chuc").await.get("/").await,
        Partner::of(&site).await.get("/partners/CTY-XANH").await,
    ] {
        other.hides("Thiếu chữ ký-8841");
    }
}

#[tokio::test]
async fn a_page_of_others_says_whom_it_is_for() {
    let site = Site::new().await;
    let (member, admin) = (Member::of(&site).await, Administrator::of(&site).await);
    let wall = Display::of(&site).await;
    for (page, whom) in [
        (member.get("/review").await, "Thường trực Ban Chỉ đạo"),
        (member.get("/people").await, "Quản trị"),
        (admin.get("/units").await, "Ban Chỉ đạo"),
        (wall.get("/units").await, "Người đứng đầu đơn vị"),
        (
            Committee::of(&site).await.get("/plan").await,
            "Thường trực Ban Chỉ đạo",
        ),
    ] {
        let page = page.expect(StatusCode::FORBIDDEN);
        page.shows("Trang này dành cho");
        page.shows(whom);
        page.hides("Mã yêu cầu");
        page.hides("ghi lại");
    }
    let english = member.get("/review?lang=en").await;
    english.shows("This page is for: Steering committee, Standing office, Head of unit.");
}

#[tokio::test]
async fn everybody_has_a_page_of_help_whose_links_lead_somewhere() {
    let site = Site::new().await;
    async fn looked_at(user: &impl User, role: &str, said: &str) {
        for lang in ["", "?lang=en"] {
            let page = user
                .get(&format!("/help{lang}"))
                .await
                .expect(StatusCode::OK);
            page.shows(role);
            page.shows(said);
            let main = page.body.split("<main").nth(1).unwrap();
            let main = main.split("</main>").next().unwrap();
            let links = values(main, "href");
            assert!(links.iter().filter(|it| it.starts_with('/')).count() > 1);
            for link in links.into_iter().filter(|it| it.starts_with('/')) {
                let there = user.get(link).await.status;
                let leads = there == StatusCode::OK || there == StatusCode::SEE_OTHER;
                assert!(leads, "{role}: {link} answers {there}");
            }
        }
    }
    looked_at(&Committee::of(&site).await, "<ol", "statuses-told").await;
    looked_at(&Office::of(&site).await, "<ol", "/review").await;
    looked_at(&Head::of(&site).await, "<ol", "/review").await;
    looked_at(&Member::of(&site).await, "<ol", "/work").await;
    looked_at(&Partner::of(&site).await, "<ol", "/partners/CTY-XANH").await;
    looked_at(&Administrator::of(&site).await, "<ol", "/audit").await;
    looked_at(&Display::of(&site).await, "<ol", "/matrix").await;
    Member::of(&site)
        .await
        .get("/units")
        .await
        .shows("href=\"/help\"");
}

/// What waits stands on the entry of the menu that leads there.
#[tokio::test]
async fn the_menu_counts_what_waits() {
    let site = Site::demo().await;
    let page = Office::of(&site)
        .await
        .get("/")
        .await
        .expect(StatusCode::OK);
    let nav = page.body.split("class=\"nav\"").nth(1).unwrap();
    let nav = nav.split("</nav>").next().unwrap();
    let number = |path: &str| {
        let link = nav.split(&format!("href=\"{path}\"")).nth(1).expect(path);
        let link = link.split("</a>").next().unwrap();
        text(&link[link.find('>').unwrap() + 1..])
    };
    assert!(
        number("/review").chars().any(|it| it.is_ascii_digit()),
        "{}",
        number("/review")
    );
    let overdue = Office::of(&site).await.get("/review").await;
    let listed = overdue.body.contains("câu hỏi");
    let told = number("/explanations")
        .chars()
        .any(|it| it.is_ascii_digit());
    assert!(!listed || told, "{}", number("/explanations"));
}
