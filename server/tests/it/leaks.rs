//! Rule 11: six competing companies use this. Two of them read every page,
//! export, search and error there is, today and on past days, and no byte tells
//! what is beyond their fence (`support/fence.rs`).
use axum::http::Method;
use tiendo::web::router::routes;

use crate::support::{
    fence::Fence,
    page::Answer,
    rivals::{self, LEFT, MOVED, VANG, XANH},
    site::{ORIGIN, Site},
    store::Store,
    users::{Office, Partner, User},
};

/// What the parts of an address may be.
struct Codes {
    units: Vec<String>,
    workstreams: Vec<String>,
    partners: Vec<String>,
    milestones: Vec<String>,
    indicators: Vec<String>,
}

const UNKNOWN: &str = "KHONG-CO";

impl Codes {
    /// Codes for a parameter of a route: its own kind, and one of no kind.
    fn of(&self, route: &str, name: &str) -> Vec<String> {
        let first = route.split('/').nth(1).unwrap_or("");
        let mut all = match (first, name) {
            (_, "unit") | ("units", _) => self.units.clone(),
            (_, "workstream") | ("databases" | "programme" | "agreements", _) => {
                self.workstreams.clone()
            }
            ("partners", _) => self.partners.clone(),
            ("outcomes", _) => self.indicators.clone(),
            ("rechecks", _) => vec!["1".to_owned()],
            (_, "milestone") => self.milestones.clone(),
            // A route of another kind: everything is tried.
            _ => [
                &self.units,
                &self.workstreams,
                &self.partners,
                &self.milestones,
            ]
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        };
        all.push(UNKNOWN.to_owned());
        all
    }

    /// Every address of a route.
    fn addresses(&self, route: &str) -> Vec<String> {
        let mut all = vec![String::new()];
        for part in route.split('/').skip(1) {
            let choices = match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
                Some(name) => self.of(route, name),
                None => vec![part.to_owned()],
            };
            all = all
                .iter()
                .flat_map(|path| choices.iter().map(move |c| format!("{path}/{c}")))
                .collect();
        }
        all
    }
}

/// Ways to ask for the same page.
const WAYS: [&str; 6] = [
    "",
    "lang=en",
    "format=csv",
    "format=xlsx",
    "all=1&group=ward",
    "format=pdf",
];

/// Reads every route as a company; everything found beyond its fence.
async fn walk(
    company: &Partner<'_>,
    codes: &Codes,
    own_page: &str,
    fence: &Fence,
    own_fence: &Fence,
    days: &[&str],
) -> (usize, Vec<String>) {
    let mut read = 0;
    let mut found = Vec::new();
    let mut paths: Vec<String> = routes()
        .iter()
        .filter(|route| route.method == Method::GET)
        .flat_map(|route| codes.addresses(route.path))
        .collect();
    paths.push("/khong/co/trang/nay".to_owned());
    for (nth, day) in days.iter().enumerate() {
        for (number, path) in paths.iter().enumerate() {
            // Today and the own page in every way; other past days in two, not always the same.
            let another = WAYS[1 + (number + nth) % (WAYS.len() - 1)];
            let ways = match day.is_empty() || path == own_page {
                true => &WAYS[..],
                false => &["", another],
            };
            for way in ways {
                let asked: Vec<&str> = [*way, *day].into_iter().filter(|q| !q.is_empty()).collect();
                let address = match asked.as_slice() {
                    [] => path.clone(),
                    some => format!("{path}?{}", some.join("&")),
                };
                // Every table of the own page is asked for by its name too.
                let tables: &[&str] = if path == own_page && *way == "format=csv" {
                    &["", "&table=deliverables", "&table=units", "&table=past"]
                } else {
                    &[""]
                };
                for table in tables {
                    let address = format!("{address}{table}");
                    let answer = company.get(&address).await;
                    assert!(answer.status.as_u16() < 500, "{address}: {}", answer.status);
                    read += usize::from(answer.status.is_success());
                    let fence = if path == own_page { own_fence } else { fence };
                    for leak in fence.leaks(&address, &answer) {
                        found.push(format!("{address}: {leak}"));
                    }
                }
            }
        }
    }
    (read, found)
}

/// What a company types to find what it may not.
async fn searches(company: &Partner<'_>, words: &[String], fence: &Fence) -> Vec<String> {
    let mut found = Vec::new();
    for word in words {
        let typed: String = word
            .bytes()
            .map(|b| match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(b).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect();
        for path in ["/search", "/units", "/matrix", "/databases"] {
            for more in ["", "&lang=en", "&format=csv"] {
                let address = format!("{path}?q={typed}{more}");
                let answer = company.get(&address).await;
                for leak in fence.leaks(&address, &answer) {
                    found.push(format!("{address}: {leak}"));
                }
            }
        }
    }
    found
}

fn short(mut found: Vec<String>) -> String {
    let all = found.len();
    found.truncate(40);
    format!("{all} leaks:\n{}", found.join("\n"))
}

/// Figures of today and of past days.
async fn figures(site: &Site, days: &[&str]) -> Vec<serde_json::Value> {
    let mut all = vec![site.app.live.today().await.unwrap().figures()];
    for day in days.iter().filter_map(|d| d.strip_prefix("as_of=")) {
        let day = app::domain::parse_day(day).unwrap();
        all.push(site.app.live.as_of(day).await.unwrap().unwrap().figures());
    }
    all
}

async fn rival_site() -> Site {
    Site::over(Store::sqlite().await, ORIGIN, rivals::rows()).await
}

/// Today; the last day of an assignment and of a milestone's first company;
/// before any event; before the assignments.
const DAYS: [&str; 4] = [
    "",
    "as_of=2026-11-18",
    "as_of=2026-07-01",
    "as_of=2026-01-06",
];

#[tokio::test]
async fn rule_11_no_answer_tells_a_company_what_is_not_its_own() {
    let site = rival_site().await;
    let store = &site.store;
    let codes = Codes {
        units: store.texts("select distinct code from units").await,
        workstreams: store.texts("select distinct code from workstreams").await,
        partners: store.texts("select distinct code from partners").await,
        milestones: store.texts("select distinct id from milestones").await,
        indicators: store.texts("select distinct code from indicators").await,
    };
    let figures = figures(&site, &DAYS).await;
    // The second one's assignment to SO-Y-TE ended yesterday.
    for (account, code) in [("partner.xanh", "CTY-XANH"), ("partner.vang", "CTY-VANG")] {
        let company = Partner::named(&site, account).await;
        let fence = Fence::of(store, code, "2026-11-20", &figures, false).await;
        let own_fence = Fence::of(store, code, "2026-11-20", &figures, true).await;
        let own_page = format!("/partners/{code}");
        let (read, found) = walk(&company, &codes, &own_page, &fence, &own_fence, &DAYS).await;
        assert!(found.is_empty(), "{account}: {}", short(found));
        assert!(read > 200, "only {read} answers were read");
        let names = store.texts("select name from units").await;
        let words: Vec<String> = names
            .into_iter()
            .chain(codes.units.clone())
            .chain(["Thử".to_owned(), "Đỏ".to_owned(), MOVED.to_owned()])
            .chain(
                store
                    .texts("select distinct document_number from evidence")
                    .await,
            )
            .chain(store.texts("select distinct title from milestones").await)
            .collect();
        let found = searches(&company, &words, &fence).await;
        assert!(found.is_empty(), "{account}: {}", short(found));
    }
}

/// The same over the demonstration, every so many of its organisations.
#[tokio::test]
async fn rule_11_no_answer_of_the_demonstration_tells_it_either() {
    let site = Site::demo().await;
    let store = &site.store;
    let days = ["", "as_of=2026-09-30"];
    let figures = figures(&site, &days).await;
    for (account, code) in [("partner.viettel", "VIETTEL"), ("partner.mk", "MK")] {
        let company = Partner::named(&site, account).await;
        let fence = Fence::of(store, code, "2026-11-20", &figures, false).await;
        let own_fence = Fence::of(store, code, "2026-11-20", &figures, true).await;
        let every = |all: &[String], n: usize| -> Vec<String> {
            let step = (all.len() / n).max(1);
            all.iter().step_by(step).take(n).cloned().collect()
        };
        let mut units = every(&fence.units, 4);
        units.extend(every(&fence.foreign_units, 2));
        let mine = format!("select id from milestones where responsible = '{code}' order by id");
        let others = "select id from milestones where responsible is null order by id";
        let mut milestones = every(&store.texts(&mine).await, 3);
        milestones.extend(every(&store.texts(others).await, 2));
        let codes = Codes {
            units,
            workstreams: every(
                &store.texts("select distinct code from workstreams").await,
                5,
            ),
            partners: store.texts("select distinct code from partners").await,
            milestones,
            indicators: every(
                &store.texts("select distinct code from indicators").await,
                3,
            ),
        };
        let own_page = format!("/partners/{code}");
        let (read, found) = walk(&company, &codes, &own_page, &fence, &own_fence, &days).await;
        assert!(found.is_empty(), "{account}: {}", short(found));
        assert!(read > 60, "only {read} answers were read");
        let mut words = every(&store.texts("select name from units").await, 4);
        let numbers = "select document_number from evidence order by seq";
        words.extend(every(&store.texts(numbers).await, 6));
        words.push("số hóa".to_owned());
        let found = searches(&company, &words, &fence).await;
        assert!(found.is_empty(), "{account}: {}", short(found));
    }
}

/// A unit it has left, another company's page and a code nobody has: one answer.
#[tokio::test]
async fn rule_11_what_is_not_ones_own_does_not_exist() {
    let site = rival_site().await;
    let company = Partner::named(&site, "partner.vang").await;
    for (foreign, unknown) in [
        ("/partners/CTY-XANH", "/partners/KHONG-CO"),
        ("/partners/CTY-DO", "/partners/KHONG-CO"),
        ("/units/SO-Y-TE", "/units/KHONG-CO"),
        ("/units/BAN-TO-CHUC", "/units/KHONG-CO"),
        ("/duties/SO-Y-TE/CN-Y-TE", "/duties/KHONG-CO/CN-Y-TE"),
        ("/duties/PHUONG-MOT/CN-Y-TE", "/duties/PHUONG-MOT/KHONG-CO"),
        ("/work/yte-cu", "/work/khong-co"),
    ] {
        for more in DAYS
            .iter()
            .copied()
            .chain(["lang=en", "format=csv", "format=xlsx"])
        {
            let asked = |path: &str| format!("{path}?{more}");
            let one: Answer = company.get(&asked(foreign)).await;
            let other: Answer = company.get(&asked(unknown)).await;
            assert_eq!(one.status, 404, "{foreign}?{more}");
            let plain = |answer: &Answer, path: &str| answer.plain().replace(path, "…");
            assert_eq!(
                plain(&one, foreign),
                plain(&other, unknown),
                "{foreign}?{more}"
            );
            for name in ["content-type", "content-length", "location"] {
                if name != "content-length" {
                    assert_eq!(one.header(name), other.header(name));
                }
            }
        }
    }
}

/// What changed hands is told to each party from its own days on.
#[tokio::test]
async fn rule_11_a_reassigned_milestone_brings_nothing_of_the_company_before() {
    let site = rival_site().await;
    let duty = "/duties/PHUONG-MOT/QG-DAT-DAI";
    let work = format!("/work/{MOVED}");
    let now = Partner::named(&site, "partner.vang").await;
    for path in [duty, &work] {
        let page = now.get(path).await;
        for words in XANH {
            page.hides(words);
        }
        page.hides("Công ty Xanh Thử không làm được");
        for words in VANG {
            page.shows(words);
        }
    }
    let before = Partner::named(&site, "partner.xanh").await;
    // Of its past delivery title, unit, dates and result stay, on its own page and nowhere
    // else; no way there, no text.
    let own = before.get("/partners/CTY-XANH").await;
    own.shows("Mốc p1-chuyen-tay");
    own.hides(&work);
    let sheet = "/partners/CTY-XANH?format=csv&table=past";
    before.get(sheet).await.shows("Mốc p1-chuyen-tay");
    for path in [duty, "/units/PHUONG-MOT", "/work", "/partners/CTY-XANH"] {
        for day in DAYS {
            let page = before.get(&format!("{path}?{day}")).await;
            if path != "/partners/CTY-XANH" || !day.is_empty() {
                page.hides(MOVED);
            }
            for words in VANG {
                page.hides(words);
            }
        }
    }
    let office = Office::of(&site).await.get(duty).await;
    for words in XANH.iter().chain(&VANG) {
        office.shows(words);
    }
}

/// Title, unit, dates and result of what it delivered; nothing more.
#[tokio::test]
async fn rule_11_after_an_assignment_a_company_keeps_its_past_deliveries() {
    let site = rival_site().await;
    let company = Partner::named(&site, "partner.vang").await;
    let page = company.get("/partners/CTY-VANG").await;
    for words in [
        "Mốc yte-cu",
        "Mốc yte-vang",
        "Sở Y tế Thử",
        "không còn phân công",
    ] {
        page.shows(words);
    }
    // Never handed over; and no way to the unit, no text, no evidence.
    for words in [
        "yte-chua",
        "SO-Y-TE",
        "/work/yte-cu",
        LEFT[0],
        LEFT[1],
        LEFT[2],
    ] {
        page.hides(words);
    }
    company.get("/work").await.hides("yte-cu");
    let sheet = company
        .get("/partners/CTY-VANG?format=csv&table=past")
        .await;
    sheet.shows("Mốc yte-cu");
    sheet.hides("SO-Y-TE");
}

/// A file is a way in like a form: another party by import is told nothing of the one before.
#[tokio::test]
async fn rule_11_another_party_by_import_reads_nothing_of_the_one_before() {
    let site = rival_site().await;
    let title = "Mốc p1-chuyen-tay";
    let files = tiendo::import::Files::embedded(&[
        (
            "campaign.csv",
            "name,start,deadline,time_zone\nChiến dịch thử,2026-01-05,2026-12-31,Asia/Ho_Chi_Minh\n",
        ),
        (
            "milestones.csv",
            "id,unit,workstream,kind,title,deadline,responsible,decision,reason,approver\n\
             p1-chuyen-tay,PHUONG-MOT,QG-DAT-DAI,product,Mốc p1-chuyen-tay,2026-10-01,CTY-XANH,\
             7/QĐ,Vàng trả lại,Bà Thử\n",
        ),
    ]);
    let now = site.clock.now();
    let plan = tiendo::import::plan_files(&site.store.db, &files, now)
        .await
        .unwrap();
    assert!(plan.sound(), "{plan}");
    tiendo::import::apply(&site.store.db, &plan, now)
        .await
        .unwrap();
    let duty = "/duties/PHUONG-MOT/QG-DAT-DAI";
    let work = format!("/work/{MOVED}");
    let now = Partner::named(&site, "partner.xanh").await;
    for path in [duty, &work, "/work"] {
        let page = now.get(path).await;
        page.shows(title);
        for words in VANG {
            page.hides(words);
        }
        page.hides("Vàng trả lại");
    }
    let before = Partner::named(&site, "partner.vang").await;
    before.get("/partners/CTY-VANG").await.shows(title);
    for path in [duty, "/work"] {
        before.get(path).await.hides(MOVED);
    }
    let office = Office::of(&site).await.get(duty).await;
    for words in VANG.iter().chain(&["7/QĐ", "Vàng trả lại"]) {
        office.shows(words);
    }
}
