//! Lists of duties, milestones, units and things to do: each count leads to the list of what it
//! counts, and no link leads nowhere.
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use tiendo::web::router::routes;

use crate::support::{
    page::Answer,
    site::Site,
    users::{Administrator, Committee, Display, Head, Office, Partner, User},
};

/// Pages of one kind that a reader reads, and counts of one kind that are followed from pages of
/// one kind. Of thousands the first of each in the order of the links; what is left out is told.
const PAGES: usize = 1;
const COUNTS: usize = 1;
/// Pages of one list: each filter of it is an address of its own.
const LISTS: usize = 2;

/// A link of a page, as its reader follows it.
struct Link {
    address: String,
    /// Of a count that leads to its list: the number it says.
    count: Option<u64>,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!("{name}=\""))?.1.split('"').next()
}

/// The links of a page that stay on this site, without their fragments.
fn links(path: &str, page: &Answer) -> Vec<Link> {
    let own = path.split('?').next().unwrap_or(path);
    let tags = page.body.split("<a ").skip(1);
    let found = tags.filter_map(|rest| {
        let (tag, content) = rest.split_once('>')?;
        let address = attribute(tag, "href")?.replace("&amp;", "&");
        let address = address.split('#').next().unwrap_or_default().to_owned();
        let address = match address.chars().next() {
            Some('/') => address,
            Some('?') => format!("{own}{address}"),
            _ => return None,
        };
        let content = content.split("</a>").next().unwrap_or_default();
        let count = attribute(tag, "class").is_some_and(|it| it == "fig list");
        let count = count
            .then(|| attribute(content, "value")?.parse().ok())
            .flatten();
        Some(Link { address, count })
    });
    found
        .filter(|link| !link.address.starts_with("/pkg") && is_built(&link.address))
        .collect()
}

/// Pages that others lead to before they are there.
const TO_COME: [&str; 4] = ["/campaign", "/compare", "/brief", "/help"];

fn is_built(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or(address);
    let there = routes().iter().any(|route| route.path == path);
    there || !(TO_COME.contains(&path) || path.ends_with("/brief"))
}

/// What pages have in common: the address without codes and values. What only asks for the same page
/// in another way is told apart by the first page it is on alone.
fn kind_of(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut parts = path.split('/').skip(1);
    let first = parts.next().unwrap_or_default();
    let more = parts.map(|part| {
        let word = part.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if word { part } else { "*" }
    });
    let path: Vec<&str> = std::iter::once(first).chain(more).collect();
    let mut names: Vec<&str> = query
        .split('&')
        .filter_map(|pair| pair.split('=').next())
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_unstable();
    format!("/{}?{}", path.join("/"), names.join("&"))
}

/// Of how many pages of its kind a page is one: all addresses of a list are of one kind, and so is
/// what asks for files, explains a figure or turns an order round.
fn pages_like(kind: &str) -> (String, usize) {
    let (path, names) = kind.split_once('?').unwrap_or((kind, ""));
    let list = [
        "/duties",
        "/milestones",
        "/actions",
        "/units",
        "/explanations",
    ]
    .contains(&path);
    if names.split('&').any(|name| name == "as_of") {
        return ("a day before".to_owned(), LISTS);
    }
    let asks = ["why", "format", "sort", "page"];
    let asked = asks
        .iter()
        .find(|asks| names.split('&').any(|name| name == **asks));
    match (asked, list) {
        (Some(asks), _) => (format!("{path}?{asks}"), 1),
        (None, true) => (path.to_owned(), LISTS),
        (None, false) => (kind.to_owned(), PAGES),
    }
}

/// The number of rows that a list says it has.
fn listed(page: &Answer) -> Option<u64> {
    let (_, rest) = page.body.split_once("data-figure=\"listed\" value=\"")?;
    rest.split('"').next()?.parse().ok()
}

#[derive(Default)]
struct Crawled {
    pages: usize,
    counts: usize,
    /// Kinds of counts by the list they lead to.
    kinds: BTreeSet<String>,
    left_out: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

/// Reads what a person comes to by links, some of each kind, and follows the counts.
async fn crawl(reader: &impl User, from: &[&str], all: &mut Crawled) {
    let begun = std::time::Instant::now();
    let mut waiting: VecDeque<(String, String)> = from
        .iter()
        .map(|path| ((*path).to_owned(), String::from("the start")))
        .collect();
    let (mut seen, mut read) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let mut followed: BTreeMap<(String, String), usize> = BTreeMap::new();
    while let Some((path, by)) = waiting.pop_front() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let kind = kind_of(&path);
        let (like, most) = pages_like(&kind);
        let of_kind = read.entry(like.clone()).or_default();
        *of_kind += 1;
        if *of_kind > most {
            *all.left_out.entry(like.clone()).or_default() += 1;
            continue;
        }
        let who = reader.username();
        let page = reader.get(&path).await;
        all.pages += 1;
        if !page.status.is_success() && !page.status.is_redirection() {
            all.wrong
                .push(format!("{who}: {path} on {by}: {}", page.status));
            continue;
        }
        if page.status.is_redirection() {
            waiting.push_back((page.location().to_owned(), path));
            continue;
        }
        if !page.header("content-type").starts_with("text/html") {
            continue;
        }
        for link in links(&path, &page) {
            if let Some(count) = link.count {
                let to = kind_of(&link.address);
                let times = followed.entry((like.clone(), to.clone())).or_default();
                *times += 1;
                if *times <= COUNTS {
                    all.counts += 1;
                    let list = reader.get(&link.address).await;
                    all.kinds.insert(to);
                    if listed(&list) != Some(count) {
                        all.wrong.push(format!(
                            "{who}: {count} on {path}, {:?} on {} ({})",
                            listed(&list),
                            link.address,
                            list.status
                        ));
                    }
                }
            }
            waiting.push_back((link.address, path.clone()));
        }
    }
    println!(
        "{}: {} pages and {} counts by now, {:?}",
        reader.username(),
        all.pages,
        all.counts,
        begun.elapsed()
    );
    assert_eq!(all.wrong, Vec::<String>::new());
}

/// Every count is the number of rows of the list it leads to, and no link of any page answers its
/// reader that it is not there or not for them: committee, office, a head (whose unit's people read the
/// same), two companies, administrator and wall.
#[tokio::test]
async fn every_count_is_that_of_its_list_and_no_link_leads_nowhere() {
    let site = Site::demo().await;
    let mut all = Crawled::default();
    let today = ["/", "/duties", "/milestones", "/actions"];
    let committee = Committee::of(&site).await;
    crawl(&committee, &today, &mut all).await;
    // Where a form narrows what is counted, no link leads.
    let narrowed = [
        "/programme",
        "/agreements",
        "/matrix?status=late&bloc=government",
        "/matrix?partner=VNPT&tier=commune",
        "/matrix?q=xa&group=commune",
        "/explanations",
        "/databases/QG08",
    ];
    crawl(&committee, &narrowed, &mut all).await;
    crawl(&Office::of(&site).await, &today, &mut all).await;
    let head = Head::named(&site, "head.syt").await;
    crawl(&head, &today, &mut all).await;
    let vnpt = Partner::named(&site, "partner.vnpt").await;
    crawl(&vnpt, &["/", "/duties", "/milestones"], &mut all).await;
    let viettel = Partner::named(&site, "partner.viettel").await;
    crawl(&viettel, &["/duties?as_of=2026-11-08"], &mut all).await;
    crawl(
        &Administrator::named(&site, "admin").await,
        &["/"],
        &mut all,
    )
    .await;
    // On a wall nobody clicks.
    let display = Display::named(&site, "display").await;
    for path in ["/?wall=1", "/matrix?wall=1"] {
        let page = display.get(path).await.expect(StatusCode::OK);
        let main = page.body.split("<main").nth(1).unwrap();
        assert!(!main.contains("class=\"fig"), "{path}");
    }
    let left_out: usize = all.left_out.values().sum();
    println!(
        "{} pages read, {} counts followed, {} left out: {:?}",
        all.pages, all.counts, left_out, all.left_out
    );
    assert!(all.pages > 300, "{}", all.pages);
    assert!(all.counts > 200, "{}", all.counts);
    for kind in [
        "/duties?status",
        "/duties?part&status",
        "/duties?kind&status",
        "/duties?database&status",
        "/duties?database&kind&status",
        "/duties?group&status&unit",
        "/milestones?database&state&type",
        "/milestones?partner&state&type",
        "/units?kind",
        "/actions?do",
        "/programme?heading",
        "/duties?group&heading&status",
        "/milestones?group&heading&state&type",
        "/duties?bloc&status",
        "/duties?bloc&kind&status",
        "/duties?bloc&database&status",
        "/duties?assigned&kind&status&tier",
        "/duties?called&kind&status",
        "/explanations?cause",
    ] {
        assert!(all.kinds.contains(kind), "{kind}: {:?}", all.kinds);
    }
}

/// The rows of a table as a file.
fn rows(file: &Answer) -> usize {
    file.body.lines().count() - 1
}

/// A file has the whole list whatever page it is asked for on, and says what it is narrowed to.
#[tokio::test]
async fn a_file_has_all_rows_of_its_list_and_says_which() {
    let site = Site::demo().await;
    let office = Office::of(&site).await;
    for (path, words) in [
        ("/duties?status=late&kind=ward", "trễ hạn; Phường"),
        (
            "/milestones?state=late&type=counted",
            "trễ hạn; sản phẩm và kết quả",
        ),
        ("/actions?do=overdue", "phải quyết định, chờ quá 7 ngày"),
        ("/units?tier=commune", "xã"),
    ] {
        let page = office.get(path).await.expect(StatusCode::OK);
        let number = listed(&page).unwrap();
        assert!(number > 50, "{path}: {number}");
        page.shows("dòng 1 đến 50 trên");
        let file = office.get(&format!("{path}&page=2&format=csv")).await;
        assert_eq!(rows(&file) as u64, number, "{path}");
        file.shows(words);
        let second = office.get(&format!("{path}&page=2")).await;
        assert_ne!(second.plain(), page.plain());
    }
}

/// Lists in several tables, each sorted by itself.
fn in_parts(path: &str) -> bool {
    ["/databases", "/programme"]
        .iter()
        .any(|it| path.starts_with(it))
}

/// The counts over a list are of two kinds: the states, of which each milestone has one, add up to
/// the list; the others stand behind a word that says they count some of the same again.
#[tokio::test]
async fn the_states_over_a_list_add_up_to_it() {
    let site = Site::demo().await;
    let office = Office::of(&site).await;
    for path in [
        "/milestones",
        "/milestones?group=all",
        "/milestones?group=all&type=counted",
        "/milestones?unit=SYT&type=process",
        "/milestones?group=all&state=late",
        "/milestones?group=all&as_of=2026-10-31",
    ] {
        let page = office.get(path).await.expect(StatusCode::OK);
        let (states, among) = page.counts_over_list();
        let whole: u64 = states.iter().sum();
        assert!(whole > 0, "{path}");
        assert!(among.iter().all(|it| *it <= whole), "{path}");
        if !path.contains("state=") {
            assert_eq!(Some(whole), listed(&page), "{path}");
        }
    }
}

/// A heading sorts all pages, the address keeps it, and the head says so.
#[tokio::test]
async fn a_heading_sorts_the_whole_list() {
    let site = Site::new().await;
    let committee = Committee::of(&site).await;
    for (path, columns) in [
        (
            "/duties?group=all",
            &[
                "status", "unit", "database", "late", "claimed", "accepted", "plan", "measured",
            ][..],
        ),
        (
            "/milestones?group=all",
            &[
                "late", "title", "unit", "database", "party", "deadline", "state",
            ],
        ),
        ("/actions?x=", &["gain", "who", "what", "thing", "days"]),
        (
            "/units?x=",
            &[
                "gap", "name", "claimed", "accepted", "measured", "late", "contact", "company",
            ],
        ),
        (
            "/databases?x=",
            &["gap", "name", "claimed", "accepted", "measured", "late"],
        ),
        (
            "/programme?x=",
            &["document", "name", "who", "deadline", "accepted", "worst"],
        ),
    ] {
        let plain = committee.get(path).await.expect(StatusCode::OK);
        let number = listed(&plain);
        for column in columns {
            for sort in [(*column).to_owned(), format!("-{column}")] {
                let page = committee.get(&format!("{path}&sort={sort}")).await;
                let page = page.expect(StatusCode::OK);
                assert_eq!(listed(&page), number, "{path} {sort}");
                let heads = page.body.matches("aria-sort=").count();
                assert!(heads == 1 || in_parts(path) && heads > 0, "{path} {sort}");
            }
        }
    }
    let by_name = committee.get("/units?sort=name").await.codes("unit");
    let turned = committee.get("/units?sort=-name").await.codes("unit");
    assert_eq!(by_name, turned.into_iter().rev().collect::<Vec<_>>());
}

/// What was explained and what waits are sorted by each head, narrowed by what a reader looks for,
/// and their files have all of it and say of what.
#[tokio::test]
async fn explanations_and_reports_are_sorted_and_narrowed() {
    let site = Site::demo().await;
    let office = Office::of(&site).await;
    for (path, columns) in [
        (
            "/explanations?x=",
            &["on", "cause", "thing", "unit", "by", "until", "kept"][..],
        ),
        (
            "/review?counted=yes",
            &[
                "longest", "title", "unit", "party", "deadline", "newest", "points",
            ],
        ),
    ] {
        let table = path.split(['/', '?']).nth(1).unwrap();
        let address = format!("{path}&format=csv&table={table}");
        let all = rows(&office.get(&address).await);
        assert!(all > 1, "{path}");
        for column in columns {
            let mut ends = Vec::new();
            for sort in [(*column).to_owned(), format!("-{column}")] {
                let page = office.get(&format!("{path}&sort={sort}")).await;
                let page = page.expect(StatusCode::OK);
                assert_eq!(page.body.matches("aria-sort=").count(), 1, "{path} {sort}");
                let address = format!("{path}&sort={sort}&page=2&format=csv&table={table}");
                let file = office.get(&address).await;
                assert_eq!(rows(&file), all, "{path} {sort}");
                ends.push(file.body.lines().nth(1).unwrap().to_owned());
            }
            assert_ne!(ends[0], ends[1], "{path} {column}");
        }
    }
    let whole = listed(&office.get("/explanations").await).unwrap();
    for (filter, words) in [
        ("kept=broken", "không giữ được"),
        ("pending=1", "đang mở"),
        ("kind=ward", "Phường"),
    ] {
        let page = office.get(&format!("/explanations?{filter}")).await;
        let number = listed(&page).unwrap_or(0);
        assert!(number < whole, "{filter}: {number}");
        let address = format!("/explanations?{filter}&format=csv&table=explanations");
        let file = office.get(&address).await;
        assert_eq!(rows(&file) as u64, number, "{filter}");
        if number > 0 {
            file.shows(words);
        }
    }
    let whole = rows(&office.get("/review?format=csv&table=review").await);
    let mut of_kinds = 0;
    for kind in app::domain::UnitKind::ALL {
        let address = format!("/review?unit-kind={}&format=csv&table=review", kind.code());
        of_kinds += rows(&office.get(&address).await);
    }
    assert_eq!(of_kinds, whole);
    let mut before = whole;
    for waits in ["deciding", "month", "two-months"] {
        let address = format!("/review?waits={waits}&format=csv&table=review");
        let file = office.get(&address).await;
        let number = rows(&file);
        assert!(number <= before, "{waits}");
        before = number;
    }
    assert!(before < whole);
    let file = office
        .get("/review?waits=month&unit-kind=ward&format=csv&table=review")
        .await;
    file.shows("Chờ: quá 30 ngày");
}

/// What waits for the office is one number for everybody, and its own desk says it too.
#[tokio::test]
async fn what_the_office_has_to_decide_is_one_number() {
    let site = Site::demo().await;
    let mut numbers = BTreeSet::new();
    let committee = Committee::of(&site).await;
    let office = Office::of(&site).await;
    for reader in [
        committee.get("/actions?who=office").await,
        office.get("/actions?who=office").await,
    ] {
        let mut sum = 0;
        for link in links("/actions?who=office", &reader) {
            let decides = ["do=overdue", "do=decide", "do=instead"];
            if decides.iter().any(|it| link.address.ends_with(it)) {
                sum += link.count.unwrap_or(0);
            }
        }
        numbers.insert(sum);
    }
    let desk = office.get("/review?format=csv&table=review").await;
    numbers.insert(rows(&desk) as u64);
    assert_eq!(numbers.len(), 1, "{numbers:?}");
    assert!(!numbers.contains(&0));
}

/// A unit's people read what their own unit has to do, and of nobody else.
#[tokio::test]
async fn a_unit_reads_its_own_things_to_do() {
    let site = Site::demo().await;
    let head = Head::named(&site, "head.syt").await;
    let page = head.get("/actions").await.expect(StatusCode::OK);
    let own = listed(&page).unwrap();
    let committee = Committee::of(&site).await;
    let of_unit = committee.get("/actions?who=unit:SYT").await;
    assert_eq!(Some(own), listed(&of_unit));
    page.shows("Việc của Sở Y tế");
    let other = head.get("/actions?who=unit:SNV").await;
    assert_eq!(listed(&other), Some(0));
}

/// Rule 11: a list of a company has its own units, no milestone of another company, and nothing of
/// what another has.
#[tokio::test]
async fn rule_11_a_company_lists_nothing_of_others() {
    let site = Site::new().await;
    let company = Partner::of(&site).await;
    let own = company
        .get("/duties?group=all")
        .await
        .expect(StatusCode::OK);
    assert!(listed(&own).unwrap() > 0);
    for path in [
        "/duties?partner=CTY-VANG",
        "/duties?group=all&unit=SO-TAI-CHINH",
        "/milestones?partner=CTY-VANG",
        "/milestones?party=CTY-VANG",
        "/milestones?unit=SO-TAI-CHINH",
    ] {
        let page = company.get(path).await.expect(StatusCode::OK);
        assert_eq!(listed(&page), Some(0), "{path}");
        page.hides("Sở Tài chính");
    }
    let file = company.get("/milestones?group=all&format=csv").await;
    file.hides("Sở Tài chính");
    assert_eq!(company.get("/actions").await.status, StatusCode::FORBIDDEN);
}
