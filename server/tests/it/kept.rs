//! What people keep for themselves, and what they follow.
use axum::http::StatusCode;
use tiendo::{
    db::{audit, erasure, people},
    ledger::{accounts, verify},
    web::{kept::PAGES, router::routes},
};

use crate::support::{
    page::Answer,
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Committee, Head, Office, Partner, User},
};

on_both!(
    what_a_person_keeps_stands_first_and_is_let_go,
    rule_11_a_company_follows_only_what_it_may_read,
    what_is_written_once_for_the_committee_tells_whom_one_turns_to_now,
    a_duty_that_is_kept_offers_what_its_reader_may_do_now,
);

/// A page of figures that is missing in the list could not be kept.
#[test]
fn every_page_of_figures_may_be_kept() {
    let all = routes();
    for route in all.iter().filter(|it| it.shows_figures()) {
        assert!(PAGES.contains(&route.path), "{}", route.path);
    }
}

async fn follow(who: &impl User, kind: &str, code: &str, drop: &str) -> StatusCode {
    let account = who.get("/account").await.hidden("account").unwrap();
    let fields = [
        ("account", account.as_str()),
        ("kind", kind),
        ("code", code),
        ("drop", drop),
    ];
    who.post("/account/follow", &fields).await.status
}

async fn what_a_person_keeps_stands_first_and_is_let_go(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let committee = Committee::of(&site).await;
    let head = Head::of(&site).await;
    committee.get("/").await.hides("class=\"kept\"");
    committee.get("/units/SO-Y-TE").await.shows("Theo dõi");
    for (kind, code) in [
        ("unit", "SO-Y-TE"),
        ("unit", "SO-Y-TE"),
        ("database", "CN-Y-TE"),
        ("company", "CTY-XANH"),
    ] {
        assert_eq!(
            follow(&committee, kind, code, "").await,
            StatusCode::SEE_OTHER
        );
    }
    assert_eq!(site.store.number("select count(*) from follows").await, 3);
    for (kind, code) in [("unit", "KHONG-CO"), ("database", "../"), ("company", "")] {
        assert_eq!(
            follow(&committee, kind, code, "").await,
            StatusCode::NOT_FOUND
        );
    }
    committee.get("/units/SO-Y-TE").await.shows("Bỏ theo dõi");
    // On the first page of whoever follows it, a unit's people and the office too.
    let office = Office::of(&site).await;
    assert_eq!(
        follow(&head, "unit", "PHUONG-MOT", "").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        follow(&office, "unit", "PHUONG-MOT", "").await,
        StatusCode::SEE_OTHER
    );
    for page in [head.get("/").await, office.get("/").await] {
        page.expect(StatusCode::OK).shows("class=\"kept\"");
    }
    assert_eq!(
        follow(&head, "unit", "PHUONG-MOT", "1").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        follow(&office, "unit", "PHUONG-MOT", "1").await,
        StatusCode::SEE_OTHER
    );
    let account = committee.get("/account").await.hidden("account").unwrap();
    let keeps = async |address: &str, name: &str| {
        let fields = [
            ("account", account.as_str()),
            ("address", address),
            ("name", name),
        ];
        committee.post("/account/views", &fields).await.status
    };
    let address = "/units?bloc=government&sort=name";
    assert_eq!(
        keeps(address, "khối chính quyền").await,
        StatusCode::SEE_OTHER
    );
    for bad in [
        "https://example.org/",
        "//example.org",
        "/people",
        "/sign-out",
        "/units/../people",
        "javascript:alert(1)",
    ] {
        assert_eq!(keeps(bad, "x").await, StatusCode::BAD_REQUEST, "{bad}");
    }
    // What is searched for stands in the address (rule 12).
    let secret = [
        ("account", account.as_str()),
        ("address", "/units?q=T%E1%BB%90I%20M%E1%BA%ACT"),
        ("name", "x"),
    ];
    let refused = committee.post("/account/views", &secret).await;
    assert!(refused.location().ends_with("?done=kept-secret"));
    committee
        .get(refused.location())
        .await
        .shows("mang dấu độ mật");
    let views = "select count(*) from kept_views where name = 'x'";
    assert_eq!(site.store.number(views).await, 0);
    // They stand over the overview, which is written once for all, and nobody else sees them.
    for path in ["/", "/?as_of=2026-11-20"] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        page.shows("class=\"kept\"");
        page.shows("khối chính quyền");
        page.shows("/units?bloc=government&amp;sort=name");
    }
    head.get("/").await.hides("khối chính quyền");
    head.get("/account").await.hides("khối chính quyền");
    // The same page again gets the other name.
    assert_eq!(keeps(address, "chính quyền").await, StatusCode::SEE_OTHER);
    committee.get("/account").await.hides("khối chính quyền");
    // Twenty, and no more.
    for n in 0..25 {
        keeps(&format!("/units?q=x{n}"), "").await;
    }
    let views = "select count(*) from kept_views";
    assert_eq!(site.store.number(views).await, 20);
    committee
        .get("/account?done=kept-full")
        .await
        .shows("đã đủ 20 cách xem");
    // A form that was open for another account, or for nobody, lets nothing go and keeps nothing;
    // the one beside a list says whose it is, though the list is written once for many.
    for other in ["somebody", ""] {
        let drop = [("account", other), ("address", address), ("drop", "1")];
        committee.post("/account/views", &drop).await;
        assert_eq!(site.store.number(views).await, 20);
    }
    for (reader, own) in [
        (&committee.get(address).await, true),
        (&head.get(address).await, false),
    ] {
        let form = reader.body.split("id=\"keep-view\"").nth(1).unwrap();
        let said = form.split("</form>").next().unwrap();
        assert_eq!(said.contains(&account), own, "{said}");
    }
    let drop = [
        ("account", account.as_str()),
        ("address", address),
        ("drop", "1"),
    ];
    committee.post("/account/views", &drop).await;
    assert_eq!(site.store.number(views).await, 19);
    assert_eq!(
        follow(&committee, "unit", "SO-Y-TE", "1").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(site.store.number("select count(*) from follows").await, 2);

    // Once more it is gone already, and nothing is written of it; of what is kept so already neither.
    let lines = "select count(*) from audit where action in ('person.followed', 'person.kept')";
    let before = site.store.number(lines).await;
    follow(&committee, "unit", "SO-Y-TE", "1").await;
    follow(&committee, "company", "CTY-XANH", "").await;
    committee.post("/account/views", &drop).await;
    assert_eq!(site.store.number(lines).await, before);

    // It is of the person, and goes with what the person was called.
    let line = audit::Line {
        at: site.clock.now(),
        person: None,
        source: "",
        action: "erased",
        subject: "",
        detail: "",
    };
    erasure::erase(&site.store.db, line).await.unwrap();
    for table in ["kept_views", "follows"] {
        let rows = format!("select count(*) from {table}");
        assert_eq!(site.store.number(&rows).await, 0, "{table}");
    }
}

/// Calls somebody otherwise, as the page of accounts, an import and the command line do.
async fn call(site: &Site, username: &str, name: &str) {
    change(site, username, |it| it.name = name.to_owned()).await;
}

async fn change(site: &Site, username: &str, to: impl FnOnce(&mut people::Person)) {
    let found = people::by_username(&site.store.db, username, people::at_last()).await;
    let before = found.unwrap().unwrap();
    let mut after = before.clone();
    to(&mut after);
    let (mut tx, now) = (site.store.db.begin().await.unwrap(), site.clock.now());
    let changed = accounts::change(&mut tx, (&before, &after), None, now).await;
    changed.unwrap();
    audit::append(&mut tx, line(now, "person.changed", username))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn line<'a>(at: i64, action: &'a str, subject: &'a str) -> audit::Line<'a> {
    audit::Line {
        at,
        person: None,
        source: "",
        action,
        subject,
        detail: "",
    }
}

/// What stands in the page itself.
fn content(page: &Answer) -> &str {
    let from = page.body.find("<main").unwrap_or_default();
    let upto = page.body.find("</main>").unwrap_or(page.body.len());
    &page.body[from..upto]
}

/// The pages of a unit, a company and a duty are written once for all who sit on the committee: not for
/// longer than people are called so, which is no fact, and not with what one of them follows.
async fn what_is_written_once_for_the_committee_tells_whom_one_turns_to_now(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let committee = Committee::of(&site).await;
    for path in ["/units/SO-Y-TE", "/duties/SO-Y-TE/CN-Y-TE"] {
        let first = committee.get(path).await;
        let again = committee.get(path).await;
        assert_eq!(content(&first), content(&again), "{path}");
    }
    for name in ["Người đứng đầu mới", "Người đứng đầu mới hơn"] {
        call(&site, "head.y-te", name).await;
        for path in ["/units/SO-Y-TE", "/duties/SO-Y-TE/CN-Y-TE"] {
            committee.get(path).await.shows(&format!("{name}<"));
        }
    }
    let verdict = verify(&site.store.db, None).await.unwrap();
    assert!(verdict.is_whole(), "{verdict:?}");
    for path in ["/units/PHUONG-MOT", "/partners/CTY-XANH"] {
        let kind = if path.starts_with("/units") {
            "unit"
        } else {
            "company"
        };
        let code = path.rsplit('/').next().unwrap();
        committee.get(path).await.hides("Bỏ theo dõi");
        follow(&committee, kind, code, "").await;
        committee.get(path).await.shows("Bỏ theo dõi");
        follow(&committee, kind, code, "1").await;
        committee.get(path).await.hides("Bỏ theo dõi");
    }
    let erased = erasure::erase(&site.store.db, line(site.clock.now(), "erased", "")).await;
    erased.unwrap();
    let board = site.app.live.today().await.unwrap();
    assert!(board.known_page("/").is_none());
}

/// What a committee member may do where no officer may is on the page: who is an officer is asked as of
/// the same facts as the page.
async fn a_duty_that_is_kept_offers_what_its_reader_may_do_now(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let committee = Committee::of(&site).await;
    let page = "/duties/SO-Y-TE/CN-Y-TE";
    // Asking is everybody's there.
    let acts = |answer: &Answer| {
        let links = content(answer).split("href=\"/review/").skip(1);
        let links = links.filter_map(|it| it.split('"').next());
        links.filter(|it| !it.ends_with("/ask")).count()
    };
    assert_eq!(acts(&committee.get(page).await), 0);
    let officers = site
        .store
        .texts("select username from accounts where role = 'office'");
    let officers = officers.await;
    for officer in &officers {
        change(&site, officer, |it| it.disabled = true).await;
    }
    let alone = acts(&committee.get(page).await);
    assert!(alone > 0);
    for officer in &officers {
        change(&site, officer, |it| it.disabled = false).await;
    }
    assert_eq!(acts(&committee.get(page).await), 0);
    // Nobody else is given what is written for the committee.
    let head = Head::of(&site).await;
    assert_ne!(
        content(&head.get(page).await),
        content(&committee.get(page).await)
    );
    let company = Partner::of(&site).await;
    company
        .get("/duties/SO-TAI-CHINH/QG-DAT-DAI")
        .await
        .expect(StatusCode::NOT_FOUND);
}

async fn rule_11_a_company_follows_only_what_it_may_read(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let company = Partner::of(&site).await;
    let units = company.get("/units").await.codes("unit");
    let committee = Committee::of(&site).await;
    let all = committee.get("/units").await.codes("unit");
    let foreign: Vec<_> = all.iter().filter(|it| !units.contains(it)).collect();
    assert!(!units.is_empty() && !foreign.is_empty());
    assert_eq!(
        follow(&company, "unit", &units[0], "").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        follow(&company, "company", "CTY-XANH", "").await,
        StatusCode::SEE_OTHER
    );
    for (kind, code) in [("unit", foreign[0].as_str()), ("company", "CTY-VANG")] {
        assert_eq!(
            follow(&company, kind, code, "").await,
            StatusCode::NOT_FOUND
        );
    }
    // What stands in the table is asked again when it is read: an assignment may have ended.
    let person = site
        .store
        .texts("select person from follows limit 1")
        .await
        .remove(0);
    let sql = format!(
        "insert into follows (person, kind, code, since) values ('{person}', 'unit', '{}', 1)",
        foreign[0]
    );
    site.store.run(&sql).await.unwrap();
    let page = company.get("/account").await.expect(StatusCode::OK);
    page.shows(&format!("/units/{}", units[0]));
    page.hides(foreign[0]);
    // Its own page is its first: what it follows stands over it, and over nobody else's.
    let own = company.get("/partners/CTY-XANH").await;
    let own = own.expect(StatusCode::OK).body;
    let strip = own.split("class=\"kept\"").nth(1).expect("the strip");
    let strip = strip.split("</nav>").next().unwrap();
    assert!(strip.contains(&format!("/units/{}", units[0])), "{strip}");
    assert!(!strip.contains(foreign[0].as_str()), "{strip}");
    let other = committee.get("/partners/CTY-XANH").await;
    other.hides("class=\"kept\"");
    // It may be let go all the same.
    assert_eq!(
        follow(&company, "unit", foreign[0], "1").await,
        StatusCode::SEE_OTHER
    );
}
