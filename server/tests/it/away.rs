//! The database is away, locked or full: nothing is lost, everybody is told so, and writing
//! works again by itself.
use axum::http::{Method, StatusCode};
use sqlx::{Connection, SqliteConnection};
use tiendo::db::Db;

use crate::support::{
    page::Answer,
    site::{PASSWORD, Site, form, request},
    store::{Store, on_both},
    users::{Account, Anonymous, User},
};

on_both!(
    nothing_typed_is_lost_while_the_database_is_away,
    a_page_says_that_the_database_is_away,
);

pub const WORK: &str = "/work/yte-san-pham";
const WITHDRAW: &str = "/work/yte-san-pham/withdraw";
const REVIEW: &str = "/review/yte-xanh";
const MEMBER: &str = "member.y-te";
const HEAD: &str = "head.y-te";

pub const REPORT: &[(&str, &str)] = &[
    ("produced", "Tập 12.400 hồ sơ đã gõ"),
    ("document_number", "214/BB-SYT"),
    ("document_day", "19/11/2026"),
    ("link", "https://luutru.example/214.pdf"),
    ("no_secrets", "true"),
    ("action", "submit"),
];
const DRAFT: &[(&str, &str)] = &[
    ("produced", "Bản nháp đã gõ, 14 trang"),
    ("action", "draft"),
];
const RETURN: &[(&str, &str)] = &[
    ("decision", "returned"),
    ("reason", "Thiếu biên bản, lý do đã gõ"),
];

/// A form of a page, filled in, with the marks that the page gave it.
pub fn filled(from: &Answer, fields: &[(&str, &str)]) -> String {
    let names = ["submission", "read", "promised", "account", "version"];
    let marks = names.map(|name| (name, from.hidden(name)));
    let mut all = fields.to_vec();
    for (name, value) in &marks {
        all.extend(value.as_deref().map(|value| (*name, value)));
    }
    form(&all)
}

/// Such a form, sent.
pub async fn send(
    account: &Account<'_>,
    from: &Answer,
    to: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let request = request(Method::POST, to, account.cookie(), filled(from, fields));
    account.site().send(request).await
}

#[track_caller]
pub fn not_written(answer: Answer, says: &[&str]) -> Answer {
    let answer = answer.expect(StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "5");
    for text in says {
        answer.shows(text);
    }
    answer
}

/// Whatever else holds every connection, until it is dropped.
enum Held {
    Sqlite(Vec<sqlx::pool::PoolConnection<sqlx::Sqlite>>),
    Postgres(Vec<sqlx::pool::PoolConnection<sqlx::Postgres>>),
}

async fn hold(db: &Db) -> Held {
    macro_rules! all {
        ($($pool:expr),+) => {{
            let mut held = Vec::new();
            $(for _ in 0..$pool.options().get_max_connections() {
                held.push($pool.acquire().await.unwrap());
            })+
            held
        }};
    }
    match db {
        Db::Sqlite { read, write } => Held::Sqlite(all!(read, write)),
        Db::Postgres { read, write } => Held::Postgres(all!(read, write)),
    }
}

impl Held {
    fn let_go(self) {
        match self {
            Self::Sqlite(held) => drop(held),
            Self::Postgres(held) => drop(held),
        }
    }
}

async fn nothing_typed_is_lost_while_the_database_is_away(store: Store) {
    let site = Site::at(store, crate::support::site::ORIGIN).await;
    let (member, head) = (
        Account::named(&site, MEMBER).await,
        Account::named(&site, HEAD).await,
    );
    let (work, draft) = (member.get(WORK).await, head.get(WORK).await);
    let review = head.get(REVIEW).await;
    let facts = "select count(*) from milestone_events";
    let before = site.store.number(facts).await;

    let held = hold(&site.store.db).await;
    let stranger = Anonymous(&site);
    let name = [("username", HEAD), ("password", PASSWORD), ("next", WORK)];
    let secret = [("produced", "TUYỆT MẬT kế hoạch 77"), ("action", "draft")];
    let foreign = {
        let mut request = request(Method::POST, WORK, member.cookie(), form(REPORT));
        let headers = request.headers_mut();
        headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
        request
    };
    let ticked = "yte-an-ninh.018f3c1e-0000-7000-8000-00000000000a..7";
    let chosen = [REPORT, &[("together.yte-an-ninh", ticked)]].concat();
    let (chosen, sent, saved, returned, withdrawn, signed_in, secret, foreign) = tokio::join!(
        send(&member, &work, WORK, &chosen),
        send(&member, &work, WORK, REPORT),
        send(&head, &draft, WORK, DRAFT),
        send(&head, &review, REVIEW, RETURN),
        send(&member, &work, WITHDRAW, &[]),
        stranger.post("/sign-in", &name),
        send(&member, &work, WORK, &secret),
        site.send(foreign),
    );
    // Others that were ticked go with it from there too.
    let kept = format!("value=\"{ticked}\"");
    not_written(chosen, &["Gửi cùng 1 mốc khác đã chọn", &kept]);
    let sent = not_written(
        sent,
        &[
            "Báo cáo CHƯA được gửi.",
            "Chưa ghi được",
            "12.400 hồ sơ đã gõ",
            "214/BB-SYT",
            "19/11/2026",
            "https://luutru.example/214.pdf",
        ],
    );
    let saved = not_written(
        saved,
        &["Bản nháp CHƯA được lưu.", "Bản nháp đã gõ, 14 trang"],
    );
    let returned = not_written(
        returned,
        &["Kết luận CHƯA được ghi.", "Trả lại", "lý do đã gõ"],
    );
    not_written(
        withdrawn,
        &["Chưa ghi được gì", "gửi mấy lần cũng chỉ ghi một lần"],
    );
    let signed_in = not_written(signed_in, &["Chưa đăng nhập được", "value=\"head.y-te\""]);
    signed_in.hides(PASSWORD);
    not_written(secret, &[]).hides("kế hoạch 77");
    // What another site sent does not become a form of ours.
    not_written(foreign, &[]).hides("12.400");
    held.let_go();
    assert_eq!(site.store.number(facts).await, before);

    // Sent from the page that answered. A report overtakes a draft, and a draft a report.
    let again = send(&head, &returned, REVIEW, RETURN).await;
    again.expect(StatusCode::SEE_OTHER);
    let again = send(&head, &saved, WORK, DRAFT).await;
    again.expect(StatusCode::SEE_OTHER);
    let again = send(&member, &sent, WORK, REPORT).await;
    again.expect(StatusCode::CONFLICT).shows("14 trang");
    assert_eq!(site.store.number(facts).await, before + 1);
}

async fn a_page_says_that_the_database_is_away(store: Store) {
    let site = Site::at(store, crate::support::site::ORIGIN).await;
    let member = Account::named(&site, MEMBER).await;
    let signed_in = request(Method::POST, "/sign-out", member.cookie(), String::new());
    let held = hold(&site.store.db).await;
    let (page, suggestion, signed_out) = tokio::join!(
        member.get("/work"),
        member.get("/islands/suggest?q=y"),
        site.send(signed_in),
    );
    not_written(page, &["Cơ sở dữ liệu đang bận hoặc mất kết nối"]).hides("Chưa ghi được");
    not_written(suggestion, &["Cơ sở dữ liệu đang bận"]).hides("<html");
    not_written(signed_out, &["Chưa ghi được gì"]);
    held.let_go();
    member.get("/work").await.expect(StatusCode::OK);
}

/// Another program, with a lock on the file for as long as it is kept.
async fn locked(store: &Store) -> SqliteConnection {
    let mut other = SqliteConnection::connect(&store.url).await.unwrap();
    sqlx::query("begin immediate")
        .execute(&mut other)
        .await
        .unwrap();
    other
}

#[tokio::test]
async fn a_lock_is_waited_for_and_then_told() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let opened = member.get(WORK).await;
    let other = locked(&site.store).await;
    let short = tokio::spawn(async move {
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        other.close().await.unwrap();
    });
    let waited = send(&member, &opened, WORK, DRAFT).await;
    waited.expect(StatusCode::SEE_OTHER);
    short.await.unwrap();

    let other = locked(&site.store).await;
    let opened = member.get(WORK).await.expect(StatusCode::OK);
    let refused = send(&member, &opened, WORK, REPORT).await;
    let refused = not_written(refused, &["12.400 hồ sơ đã gõ"]);
    other.close().await.unwrap();
    let again = send(&member, &refused, WORK, REPORT).await;
    again.expect(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn on_a_full_disk_nothing_typed_is_lost_and_with_room_again_it_is_written() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let opened = member.get(WORK).await;
    let pages = site.store.number("pragma page_count").await;
    let may_have = async |pages: i64| {
        let sql = format!("pragma max_page_count = {pages}");
        site.store.run(&sql).await.unwrap();
    };
    may_have(pages).await;
    // More than a page of the file.
    let long = "ế".repeat(1_990);
    let mut fields = REPORT.to_vec();
    fields[0] = ("produced", &long);
    let answer = send(&member, &opened, WORK, &fields).await;
    let page = not_written(answer, &[&long]);
    may_have(pages + 1_000).await;
    let again = send(&member, &page, WORK, &fields).await;
    again.expect(StatusCode::SEE_OTHER);
    let events = "select count(*) from milestone_events where milestone = 'yte-san-pham'";
    assert_eq!(site.store.number(events).await, 1);
}

/// After an error of the disk SQLite may have rolled back by itself; the library then counts
/// the connection as inside that transaction for ever.
#[tokio::test]
async fn a_connection_whose_transaction_sqlite_ended_is_not_used_again() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let opened = member.get(WORK).await;
    let trigger = "create trigger ended before insert on evidence \
                   begin select raise(rollback, 'disk I/O error'); end";
    site.store.run(trigger).await.unwrap();
    let refused = send(&member, &opened, WORK, REPORT).await;
    refused.expect(StatusCode::INTERNAL_SERVER_ERROR);
    site.store.run("drop trigger ended").await.unwrap();
    let again = send(&member, &opened, WORK, REPORT).await;
    again.expect(StatusCode::SEE_OTHER);
}

/// The library of sessions writes after the page was made, and answers by itself where it
/// cannot.
#[tokio::test]
async fn a_session_that_cannot_be_written_is_told_as_well() {
    let site = Site::new().await;
    let trigger = "create trigger full before insert on sessions \
                   begin select raise(abort, 'no room'); end";
    site.store.run(trigger).await.unwrap();
    let fields = [("username", HEAD), ("password", PASSWORD)];
    let answer = Anonymous(&site).post("/sign-in", &fields).await;
    not_written(answer, &["Chưa ghi được gì", "lang=\"vi\""]).hides("no room");
}
