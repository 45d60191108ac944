//! `/people`, one-time passwords and `/audit`: the administrator runs the accounts from the site.
mod many;
mod recorded;
mod to_come;

use axum::http::{Method, StatusCode};
use sha2::{Digest, Sha256};
use tiendo::db::audit::hex;

use crate::support::{
    campaign::at,
    page::{Answer, text},
    report::{new_form, report},
    site::{ORIGIN, PASSWORD, Site, cookie, form, request},
    store::{Store, WHO, WHOM, on_both},
    upload,
    users::{Account, Administrator, Anonymous, Member, Office, User},
};

on_both!(
    a_person_is_added_signs_in_once_and_sets_a_password,
    what_an_account_may_do_is_another_row_and_its_contact_none,
);

const MINUTE: i64 = 60 * 1_000_000;

const MINUTES: i64 = 5 * MINUTE;

const OWN: &str = "con mèo nằm trên mái ngói";

async fn send(site: &Site, session: Option<&str>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let request = request(Method::POST, path, session, form(fields));
    site.send(request).await
}

/// The marks of the form on a page.
fn marks(page: &Answer) -> [(&'static str, String); 2] {
    ["read", "account"].map(|name| (name, page.hidden(name).unwrap_or_default()))
}

/// Fills in a form of an account as it was opened.
async fn fill(admin: &Administrator<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = admin.get(path).await.expect(StatusCode::OK);
    filled(admin, &page, path, fields).await
}

async fn filled(
    admin: &Administrator<'_>,
    page: &Answer,
    path: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let marks = marks(page);
    let mut all: Vec<(&str, &str)> = marks
        .iter()
        .map(|(name, it)| (*name, it.as_str()))
        .collect();
    all.extend(fields);
    send(admin.site(), admin.cookie(), path, &all).await
}

/// Ticks accounts of a list as it was read.
async fn ticked(admin: &Administrator<'_>, page: &Answer, action: &str, people: &[&str]) -> Answer {
    let read = |name: &&str| {
        let value = page
            .body
            .split(&format!("name=\"person\" value=\"{name} "))
            .nth(1);
        let sign = value.map_or("", |rest| rest.split('"').next().unwrap());
        format!("{name} {sign}")
    };
    let people: Vec<String> = people.iter().map(read).collect();
    let mut fields = vec![("action", action)];
    fields.extend(people.iter().map(|it| ("person", it.as_str())));
    filled(admin, page, "/people", &fields).await
}

/// The one-time passwords of a page of slips.
fn slips(page: &Answer) -> Vec<String> {
    let codes = page.body.split("<code class=\"one-time\">").skip(1);
    codes
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect()
}

/// Signs in with a one-time password and sets an own one; the session.
async fn first_sign_in(site: &Site, username: &str, password: &str) -> String {
    let fields = [("username", username), ("password", password)];
    let first = send(site, None, "/sign-in", &fields)
        .await
        .expect(StatusCode::OK);
    let session = cookie(&first.headers).unwrap();
    let account = first.hidden("account").unwrap();
    let fields = [("account", account.as_str()), ("new", OWN), ("again", OWN)];
    let set = send(site, Some(&session), "/account/password", &fields).await;
    cookie(&set.headers).unwrap()
}

const NEW: [(&str, &str); 8] = [
    ("action", "change"),
    ("username", "Head.Moi"),
    ("name", "Người đứng đầu mới"),
    ("phone", "028 1234 5678"),
    ("email", "moi@thu.example"),
    ("role", "head"),
    ("scope", "SO-Y-TE"),
    ("language", "vi"),
];

async fn a_person_is_added_signs_in_once_and_sets_a_password(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let added = fill(&admin, "/people/add/one", &NEW).await;
    let added = added.expect(StatusCode::OK);
    assert_eq!(added.header("cache-control"), "no-store");
    let [password] = &slips(&added)[..] else {
        panic!("one slip")
    };
    added.shows("head.moi");
    // A button that prints is shown by a script alone.
    added.shows("<button type=\"button\" hidden class=\"btn quiet-btn print\">");
    added.shows("print()");
    // Neither the password nor its letters are kept.
    let kept = site
        .store
        .texts("select one_time_hash from people where username = 'head.moi'");
    let kept = kept.await.remove(0);
    assert!(!kept.contains(&password.replace(' ', "")));

    // As people type it.
    let typed = password.to_lowercase().replace(' ', "");
    let fields = [
        ("username", "head.moi"),
        ("password", &*typed),
        ("next", "/units"),
    ];
    let entered = send(&site, None, "/sign-in", &fields)
        .await
        .expect(StatusCode::OK);
    entered.shows("Đặt mật khẩu của riêng mình");
    let session = cookie(&entered.headers).unwrap();
    // Nothing else is reached before.
    let get = |path: &'static str, session: String| {
        let request = request(Method::GET, path, Some(&session), String::new());
        site.send(request)
    };
    for path in ["/work", "/units/SO-Y-TE", "/account", "/audit", "/sign-in"] {
        let answer = get(path, session.clone()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.location().starts_with("/account/password"), "{path}");
    }
    let answer = send(
        &site,
        Some(&session),
        "/work/yte-san-pham",
        &[("produced", "x")],
    )
    .await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);

    let account = entered.hidden("account").unwrap();
    let set = |new: &'static str, again: &'static str, session: String, account: String| {
        let site = &site;
        async move {
            let fields = [
                ("account", account.as_str()),
                ("next", "/units"),
                ("new", new),
                ("again", again),
            ];
            send(site, Some(&session), "/account/password", &fields).await
        }
    };
    for (new, again, words) in [
        ("ngắn", "ngắn", "ít nhất 8 ký tự"),
        ("password1", "password1", "hay dùng nhất"),
        ("head.moi 2026", "head.moi 2026", "ai dò cũng thử trước"),
        (OWN, "khác hẳn", "không giống nhau"),
    ] {
        let answer = set(new, again, session.clone(), account.clone()).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
    }
    let other = set(OWN, OWN, session.clone(), "id-admin".to_owned()).await;
    other
        .expect(StatusCode::CONFLICT)
        .shows("một tài khoản khác");
    let done = set(OWN, OWN, session.clone(), account.clone()).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, "/units")
    );
    let own = cookie(&done.headers).unwrap();
    assert_eq!(get("/units", own).await.status, StatusCode::OK);
    // The session that the one-time password opened is over, and so is that.
    assert_eq!(
        get("/work", session).await.location(),
        "/sign-in?next=/work&done=ended"
    );
    let again = send(&site, None, "/sign-in", &fields).await;
    again
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("không đúng");
    let fields = [("username", "head.moi"), ("password", OWN)];
    let entered = send(&site, None, "/sign-in", &fields).await;
    assert_eq!(entered.location(), "/");
    let lines = format!(
        "select action || ' ' || coalesce({WHO}, '-') from audit \
         where {WHOM} = 'head.moi' order by line"
    );
    let lines = site.store.texts(&lines).await;
    let told = [
        "person.added admin",
        "sign_in -",
        "person.password_changed head.moi",
    ];
    assert_eq!(lines[..3], told.map(str::to_owned));
    // The form sent once more makes no second account.
    let again = fill(&admin, "/people/add/one", &NEW).await;
    again.expect(StatusCode::CONFLICT).shows("đã có người dùng");
}

#[tokio::test]
async fn a_one_time_password_is_good_for_72_hours_and_until_the_next() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let give = || fill(&admin, "/people/head.y-te", &[("action", "one-time")]);
    let first = slips(&give().await.expect(StatusCode::OK)).remove(0);
    // What there was is void, and so is the first once there is another.
    let enter = |password: String| {
        let site = &site;
        async move {
            let fields = [("username", "head.y-te"), ("password", password.as_str())];
            send(site, None, "/sign-in", &fields).await
        }
    };
    let wrong = |answer: Answer| {
        answer
            .expect(StatusCode::UNPROCESSABLE_ENTITY)
            .shows("không đúng")
    };
    wrong(enter(PASSWORD.to_owned()).await);
    let second = slips(&give().await.expect(StatusCode::OK)).remove(0);
    assert_ne!(first, second);
    wrong(enter(first).await);
    // Of no other account.
    let fields = [("username", "member.y-te"), ("password", second.as_str())];
    wrong(send(&site, None, "/sign-in", &fields).await);
    site.later(72 * 60 - 1);
    let entered = enter(second.clone()).await.expect(StatusCode::OK);
    let session = cookie(&entered.headers).unwrap();
    site.later(1);
    enter(second)
        .await
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("quá 72 giờ");
    // Half in is out with it.
    let request = request(
        Method::GET,
        "/account/password",
        Some(&session),
        String::new(),
    );
    let answer = site.send(request).await;
    assert!(
        answer.location().starts_with("/sign-in"),
        "{:?}",
        answer.status
    );
    // Nobody learns by the answer that an account has one.
    let unknown = [
        ("username", "khong-co"),
        ("password", "0000 0000 0000 0000"),
    ];
    wrong(send(&site, None, "/sign-in", &unknown).await);
}

async fn what_an_account_may_do_is_another_row_and_its_contact_none(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let page = admin
        .get("/people/member.y-te")
        .await
        .expect(StatusCode::OK);
    let change = [
        ("action", "change"),
        ("name", "Đầu mối khác"),
        ("title", "Chuyên viên"),
        ("phone", "028.1234"),
        ("email", "khac@thu.example"),
        ("role", "head"),
        ("scope", "SO-TAI-CHINH"),
        ("from", "01/11/2026"),
        ("to", "31/12/2026"),
    ];
    let terms = "select role || ' ' || coalesce(unit, '-') || ' ' || coalesce(valid_to, '-') \
                 from account_terms where person = 'id-member.y-te' order by seq";
    let before = site.store.texts(terms).await.len();
    let done = filled(&admin, &page, "/people/member.y-te", &change).await;
    assert_eq!(done.location(), "/people/member.y-te?done=changed");
    let rows = site.store.texts(terms).await;
    assert_eq!(rows.len(), before + 1);
    assert_eq!(rows.last().unwrap(), "head SO-TAI-CHINH 2026-12-31");
    // Sent twice it is written once; another who had read what stood before is told.
    let twice = filled(&admin, &page, "/people/member.y-te", &change).await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER);
    let mut other = change;
    other[1] = ("name", "Tên của người khác");
    let late = filled(&admin, &page, "/people/member.y-te", &other).await;
    let late = late.expect(StatusCode::CONFLICT);
    late.shows("vừa được sửa ở nơi khác");
    late.shows("Tên của người khác");
    assert_eq!(site.store.texts(terms).await.len(), before + 1);
    // The audit tells terms before and after, and of contact only that it changed.
    let detail = "select detail from audit where action = 'person.changed'";
    let detail = site.store.texts(detail).await;
    let [detail] = &detail[..] else {
        panic!("{detail:?}")
    };
    assert_eq!(
        detail,
        "role: member → head; unit: SO-Y-TE → SO-TAI-CHINH; valid_from:  → 2026-11-01; \
         valid_to:  → 2026-12-31; name; title; phone; email"
    );
    let lines = site
        .store
        .texts("select detail || subject || action from audit")
        .await;
    for words in ["Đầu mối khác", "khac@thu.example", "028.1234"] {
        assert!(!lines.iter().any(|line| line.contains(words)), "{words}");
    }
    // An empty field erases.
    let erase = [
        ("name", "Đầu mối"),
        ("role", "member"),
        ("scope", "SO-Y-TE"),
        ("action", "change"),
    ];
    fill(&admin, "/people/member.y-te", &erase).await;
    let contact = "select coalesce(phone, '-') || coalesce(email, '-') from people \
                   where username = 'member.y-te'";
    assert_eq!(site.store.texts(contact).await, ["--"]);
}

#[tokio::test]
async fn what_is_wrong_with_an_account_is_told_beside_its_field() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    for (field, value, words) in [
        ("username", "Tên có dấu", "2 đến 64 chữ thường"),
        ("name", " ", "Chưa ghi tên"),
        ("name", "Hồ sơ TUYỆT MẬT", "tài liệu mật"),
        ("phone", "gọi tôi", "chỉ gồm số"),
        ("email", "khong-phai", "không đọc được"),
        ("role", "vua", "Chưa chọn vai"),
        ("scope", "", "cần một đơn vị"),
        ("scope", "CTY-XANH", "không thuộc nơi đã chọn"),
        ("scope", "KHONG-CO", "không thuộc nơi đã chọn"),
        ("from", "30/02/2026", "Ngày không đọc được"),
    ] {
        let mut fields: Vec<(&str, &str)> = NEW.to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let answer = fill(&admin, "/people/add/one", &fields).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        let page = text(&answer.body);
        assert!(
            page.to_lowercase().contains(&words.to_lowercase()),
            "{field}={value}: {page}"
        );
        // What was typed stays.
        if field != "name" {
            answer.shows("Người đứng đầu mới");
        }
    }
    let count = "select count(*) from people where username = 'head.moi'";
    assert_eq!(site.store.number(count).await, 0);
}

#[tokio::test]
async fn the_last_administrator_stays_and_nobody_locks_the_own_account() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    for action in ["disable", "one-time"] {
        let own = fill(&admin, "/people/admin", &[("action", action)]).await;
        own.expect(StatusCode::CONFLICT).shows("chính mình");
    }
    // Nor by another role, or a day that is over.
    for change in [
        [("role", "office"), ("to", "")],
        [("role", "administrator"), ("to", "01/11/2026")],
    ] {
        let mut fields = vec![("action", "change"), ("name", "Quản trị")];
        fields.extend(change);
        let answer = fill(&admin, "/people/admin", &fields).await;
        answer
            .expect(StatusCode::CONFLICT)
            .shows("quản trị viên duy nhất");
    }
    // Nor by a day to come, after which nobody would keep the accounts.
    let fields = [
        ("action", "change"),
        ("name", "Quản trị"),
        ("role", "administrator"),
        ("to", "31/12/2026"),
    ];
    let answer = fill(&admin, "/people/admin", &fields).await;
    answer
        .expect(StatusCode::CONFLICT)
        .shows("quản trị viên duy nhất");
    // One who has never signed in is none yet; with one who has, it may.
    let second = [
        ("action", "change"),
        ("username", "admin2"),
        ("name", "Quản trị 2"),
        ("role", "administrator"),
    ];
    let slip = fill(&admin, "/people/add/one", &second)
        .await
        .expect(StatusCode::OK);
    let fields = [
        ("action", "change"),
        ("name", "Quản trị"),
        ("role", "office"),
    ];
    let early = fill(&admin, "/people/admin", &fields).await;
    early
        .expect(StatusCode::CONFLICT)
        .shows("quản trị viên duy nhất");
    first_sign_in(&site, "admin2", &slips(&slip)[0]).await;
    let answer = fill(&admin, "/people/admin", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    // What a session was opened for is over with the role.
    assert_eq!(admin.get("/people").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_list_is_narrowed_and_counts_what_it_lists() {
    let site = Site::demo().await;
    let admin = Administrator::of(&site).await;
    let page = admin.get("/people").await.expect(StatusCode::OK);
    let rows = |page: &Answer| page.body.matches("<tr data-account=").count();
    assert_eq!(rows(&page), 50);
    for (query, username) in [
        ("q=sở y tế", "head.syt"),
        ("q=head.syt", "head.syt"),
        ("role=office", "office"),
        ("scope=VNPT", "partner.vnpt"),
        ("scope=SYT&role=member", "member.syt"),
    ] {
        let query = query.replace(' ', "%20");
        let found = admin
            .get(&format!("/people?{query}"))
            .await
            .expect(StatusCode::OK);
        found.shows(&format!("data-account=\"{username}\""));
        assert!(rows(&found) < 50, "{query}");
    }
    // Each part has the number on its tab, in its file too.
    let tabs = page.body.split("class=\"tabs\"").nth(1).unwrap();
    let tabs = tabs.split("</nav>").next().unwrap();
    for tab in tabs.split("<a ").skip(1) {
        let path = tab
            .split("href=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let number = text(&format!("<b{}", tab.split("<b").nth(1).unwrap()));
        let number: usize = number.trim().replace('.', "").parse().unwrap();
        let sign = if path.contains('?') { "&" } else { "?" };
        let path = format!(
            "{}{sign}format=csv&table=people",
            path.replace("&amp;", "&")
        );
        let file = admin.get(&path).await.expect(StatusCode::OK);
        assert_eq!(file.body.lines().count() - 1, number, "{path}");
    }
    // A company's people and the others reach nothing of it.
    for role in ["partner.vnpt", "office", "head.syt"] {
        let other = Account::named(&site, role).await;
        other.get("/people").await.expect(StatusCode::FORBIDDEN);
        other
            .get("/people/head.syt")
            .await
            .expect(StatusCode::FORBIDDEN);
        other.get("/audit").await.expect(StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn ones_own_password_is_changed_by_who_knows_it() {
    let site = Site::new().await;
    let head = Account::named(&site, "head.y-te").await;
    let elsewhere = Account::named(&site, "head.y-te").await;
    let page = head.get("/account/password").await.expect(StatusCode::OK);
    let account = page.hidden("account").unwrap();
    let change = |old: &'static str, new: &'static str| {
        let (site, session) = (&site, head.session.clone());
        let account = account.clone();
        async move {
            let fields = [
                ("account", account.as_str()),
                ("old", old),
                ("new", new),
                ("again", new),
                ("next", "/account"),
            ];
            send(site, Some(&session), "/account/password", &fields).await
        }
    };
    for (old, new, words) in [
        ("", OWN, "Mật khẩu đang dùng không đúng"),
        ("không phải đâu", OWN, "Mật khẩu đang dùng không đúng"),
        (PASSWORD, PASSWORD, "chọn mật khẩu khác"),
    ] {
        let answer = change(old, new)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(words);
        answer.hides(OWN);
    }
    let done = change(PASSWORD, OWN).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, "/account?done=password")
    );
    let session = cookie(&done.headers).unwrap();
    let told = request(Method::GET, done.location(), Some(&session), String::new());
    site.send(told).await.shows("Đã đổi mật khẩu");
    let here = request(Method::GET, "/work", Some(&session), String::new());
    assert_eq!(site.send(here).await.status, StatusCode::OK);
    // Every other session has ended.
    let there = elsewhere.get("/work").await;
    assert_eq!(there.status, StatusCode::SEE_OTHER);
    // Guessing the old one is slowed down.
    let thief = Anonymous(&site);
    let fields = [("username", "head.y-te"), ("password", OWN)];
    let entered = thief.post("/sign-in", &fields).await;
    let session = cookie(&entered.headers).unwrap();
    let mut slowed = false;
    for _ in 0..40 {
        let fields = [
            ("account", account.as_str()),
            ("old", "đoán thử xem"),
            ("new", "một câu hoàn toàn khác"),
            ("again", "một câu hoàn toàn khác"),
        ];
        let answer = send(&site, Some(&session), "/account/password", &fields).await;
        slowed |= answer.status == StatusCode::TOO_MANY_REQUESTS;
    }
    assert!(slowed);
}

/// Who works with a unit calls its head; nobody else learns the number.
#[tokio::test]
async fn a_heads_telephone_is_told_to_who_works_with_the_unit() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let change = [
        ("action", "change"),
        ("name", "Người của head.y-te"),
        ("phone", "028 3930 9912"),
        ("email", "head.y-te@thu.example"),
        ("role", "head"),
        ("scope", "SO-Y-TE"),
    ];
    let done = fill(&admin, "/people/head.y-te", &change).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    for (reader, told) in [
        ("committee", true),
        ("office", true),
        ("member.y-te", true),
        ("partner.xanh", true),
        ("head.tai-chinh", false),
    ] {
        let page = Account::named(&site, reader)
            .await
            .get("/units/SO-Y-TE")
            .await;
        let page = page.expect(StatusCode::OK);
        assert_eq!(page.body.contains("tel:02839309912"), told, "{reader}");
        page.hides("head.y-te@thu.example");
    }
}

/// Who knew the old password and comes while it is made void is out, however the two are written.
#[tokio::test]
async fn a_session_is_good_for_the_password_it_was_opened_by() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let thief = Account::named(&site, "head.y-te").await;
    let rows = "select id_hash || '|' || data from sessions where person = 'id-head.y-te'";
    let row = site.store.texts(rows).await.remove(0);
    let (id, data) = row.split_once('|').unwrap();
    let reset = fill(&admin, "/people/head.y-te", &[("action", "one-time")]).await;
    reset.expect(StatusCode::OK);
    // The sign-in that had looked at the old password before is written after it.
    let late = format!(
        "insert into sessions (id_hash, person, created_at, last_seen, expires_at, data) \
         values ('{id}', 'id-head.y-te', {0}, {0}, {1}, '{data}')",
        site.clock.now(),
        site.clock.now() + 3_600_000_000
    );
    site.store.run(&late).await.unwrap();
    for path in ["/work", "/account/password"] {
        let answer = thief.get(path).await;
        assert!(answer.location().starts_with("/sign-in"), "{path}");
    }
}

/// What has no letters is no account, on both engines.
#[tokio::test]
async fn what_is_no_name_is_no_account() {
    for store in [Store::sqlite().await, Store::postgres().await] {
        let site = Site::at(store, ORIGIN).await;
        let admin = Administrator::of(&site).await;
        for path in ["/people/%00", "/people/a%00b", "/people/.."] {
            let answer = admin.get(path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["/audit?person=%00", "/audit?subject=a%00"] {
            admin.get(path).await.expect(StatusCode::OK);
        }
        let page = admin.get("/people").await;
        let none = filled(
            &admin,
            &page,
            "/people",
            &[("action", "disable"), ("person", "\0")],
        )
        .await;
        none.expect(StatusCode::NOT_FOUND);
        let fields = [("account", "id-admin"), ("end", "\0")];
        let answer = send(&site, admin.cookie(), "/account/sessions", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let mut dots: Vec<(&str, &str)> = NEW.to_vec();
        dots.retain(|(name, _)| *name != "username");
        dots.push(("username", ".."));
        let answer = fill(&admin, "/people/add/one", &dots).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
}

/// A unit is typed by its code, its name or a part of it, and offered while it is.
#[tokio::test]
async fn the_list_is_narrowed_by_a_unit_as_it_is_typed() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let page = admin.get("/people").await;
    page.shows("list=\"scopes\"");
    page.shows("<option value=\"SO-Y-TE\">Sở Y tế Thử</option>");
    for typed in [
        "SO-Y-TE",
        "so-y-te",
        "S%E1%BB%9F%20Y%20t%E1%BA%BF%20Th%E1%BB%AD",
        "so%20y%20te",
        "y%20te",
    ] {
        let page = admin.get(&format!("/people?scope={typed}")).await;
        page.shows("data-account=\"head.y-te\"");
        page.hides("data-account=\"office\"");
    }
    let none = admin.get("/people?scope=khong%20co").await;
    none.hides("data-account=\"head.y-te\"");
    none.shows("value=\"khong co\"");
}
