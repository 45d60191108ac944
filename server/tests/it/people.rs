//! `/people`, one-time passwords and `/audit`: the administrator runs the accounts from the site.
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
    the_audit_names_people_by_number_and_digest,
    what_is_to_come_of_an_account_holds_from_its_day,
    a_day_to_come_keeps_an_administrator,
    a_decision_soon_after_a_reset_is_marked,
    a_person_is_added_signs_in_once_and_sets_a_password,
    what_an_account_may_do_is_another_row_and_its_contact_none,
    many_are_added_from_one_table_all_or_nothing,
    the_audit_is_read_by_whom_to_what_and_when,
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
    assert_eq!(entered.location(), "/work");
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
async fn what_is_ticked_is_given_passwords_or_locked_together() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let office = Office::of(&site).await;
    let page = admin.get("/people").await.expect(StatusCode::OK);
    let none = ticked(&admin, &page, "one-time", &[]).await;
    none.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Chưa chọn tài khoản nào");
    let own = ticked(&admin, &page, "disable", &["admin", "office"]).await;
    own.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("chính mình");
    office.get("/review").await.expect(StatusCode::OK);
    let both = ["office", "head.y-te"];
    let given = ticked(&admin, &page, "one-time", &both).await;
    let given = given.expect(StatusCode::OK);
    assert_eq!(slips(&given).len(), 2);
    given.shows("Sở Y tế");
    let request = request(Method::GET, "/review", office.cookie(), String::new());
    assert!(site.send(request).await.location().starts_with("/sign-in"));
    // A list that was read before does nothing to what was changed since, and says what that was.
    for action in ["disable", "one-time"] {
        let late = ticked(&admin, &page, action, &["office", "member.y-te"]).await;
        let late = late.expect(StatusCode::CONFLICT);
        late.shows("Chưa làm gì");
        late.shows("cấp mật khẩu một lần, admin");
        assert!(!late.body.contains("class=\"slip\""));
    }
    let old = [("action", "disable"), ("person", "office")];
    let old = filled(&admin, &page, "/people", &old).await;
    old.expect(StatusCode::CONFLICT);
    let locked = "select count(*) from accounts where username = 'office' and disabled";
    assert_eq!(site.store.number(locked).await, 0);
    let page = admin.get("/people").await;
    let done = ticked(&admin, &page, "disable", &both).await;
    assert_eq!(done.location(), "/people");
    let out = admin.get("/people?part=out").await;
    for username in ["office", "head.y-te"] {
        out.shows(&format!("data-account=\"{username}\""));
    }
    let nobody = ticked(&admin, &page, "disable", &["khong-co", "member.y-te"]).await;
    nobody.expect(StatusCode::NOT_FOUND);
    let locked = "select count(*) from accounts where username = 'member.y-te' and disabled";
    assert_eq!(site.store.number(locked).await, 0, "all or nothing");
}

async fn many_are_added_from_one_table_all_or_nothing(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let look = |text: String, action: &'static str| {
        let admin = &admin;
        async move {
            let fields = [("text", text.as_str()), ("action", action)];
            fill(admin, "/people/add/many", &fields).await
        }
    };
    let empty = look(" \n".to_owned(), "look").await;
    empty
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Chưa dán bảng, chưa chọn tệp");
    // From a spreadsheet, with a mistake in it: told where, and nothing is written.
    let bad = "username\tname\trole\tunit\tphone\nmoi.1\tĐầu mối 1\tmember\tKHONG-CO\t\n\
               moi.2\tĐầu mối 2\tvua\tSO-Y-TE\t\nmoi.3\tĐầu mối 3\tmember\tSO-Y-TE\t<script>\n";
    for action in ["look", "write"] {
        let told = look(bad.to_owned(), action).await;
        let told = told.expect(StatusCode::UNPROCESSABLE_ENTITY);
        told.shows("dòng 2, cột unit");
        told.shows("dòng 3, cột role");
        told.shows("dòng 4, cột phone");
        told.shows("KHONG-CO");
    }
    let mut table = "username,name,role,unit,phone\n".to_owned();
    for n in 0..500 {
        table.push_str(&format!(
            "moi.{n},\"Đầu mối {n}, Sở Y tế\",member,SO-Y-TE,028 {n}{n}{n}\n"
        ));
    }
    table.push_str("head.y-te,Người của head.y-te,head,SO-Y-TE,\n");
    let told = look(table.clone(), "look").await.expect(StatusCode::OK);
    told.shows("500 tài khoản mới");
    told.shows("Cán bộ đơn vị, Sở Y tế Thử (SO-Y-TE)");
    told.shows("1 dòng là tài khoản đã có");
    let count = "select count(*) from people where username like 'moi.%'";
    assert_eq!(site.store.number(count).await, 0);
    let done = look(table.clone(), "write").await.expect(StatusCode::OK);
    let passwords = slips(&done);
    assert_eq!(passwords.len(), 500);
    assert_eq!(site.store.number(count).await, 500);
    let fields = [
        ("username", "moi.499"),
        ("password", passwords[499].as_str()),
    ];
    let entered = send(&site, None, "/sign-in", &fields).await;
    entered
        .expect(StatusCode::OK)
        .shows("Đặt mật khẩu của riêng mình");
    let by = format!("select {WHO} from audit where action = 'import'");
    assert_eq!(site.store.texts(&by).await, ["admin"]);
    // Each is found by its name.
    let added =
        format!("select count(*) from audit where action = 'person.added' and {WHO} = 'admin'");
    assert_eq!(site.store.number(&added).await, 500);
    admin.get("/people/moi.7").await.shows("thêm tài khoản");
    // Once more: nothing new.
    let again = look(table, "write").await.expect(StatusCode::OK);
    again.shows("0 tài khoản mới");
}

#[tokio::test]
async fn rule_12_a_pasted_line_with_a_mark_is_refused_and_not_sent_back() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let before = "username,name,role,unit,phone,note\nmoi.1,Đầu mối 1,member,SO-Y-TE,,\n";
    for (line, told) in [
        ("moi.2,Tổ kín-881 (MẬT),member,SO-Y-TE,,", true),
        ("moi.2,Tổ kín-881,member,SO-Y-TE,,Mật", false),
        ("toi-mat,Tổ kín-881,member,SO-Y-TE,,", false),
    ] {
        let after = "moi.3,Đầu mối 3,member,SO-Y-TE,,bảo mật\n";
        let comma = format!("{before}{line}\n{after}");
        for text in [comma.replace(',', "\t"), comma] {
            for action in ["look", "write"] {
                let fields = [("text", text.as_str()), ("action", action)];
                let page = fill(&admin, "/people/add/many", &fields).await;
                let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
                page.shows("Có dấu hiệu tài liệu mật");
                assert_eq!(page.body.contains("dòng 3, cột name"), told, "{line}");
                page.hides("kín-881");
                page.hides("toi-mat");
                for kept in ["moi.1", "moi.3"] {
                    page.shows(kept);
                }
            }
        }
    }
    // Nor where it is sent back for another reason.
    let text = format!("{before}moi.2,TUYỆT MẬT kín-881,member,SO-Y-TE,,\n");
    let fields = [("text", text.as_str()), ("account", "id-office")];
    let page = send(&site, admin.cookie(), "/people/add/many", &fields).await;
    let page = page.expect(StatusCode::CONFLICT);
    page.shows("moi.1");
    page.hides("kín-881");
    let new = "select count(*) from people where username like 'moi.%'";
    assert_eq!(site.store.number(new).await, 0);
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

async fn the_audit_is_read_by_whom_to_what_and_when(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let office = Office::of(&site).await;
    office.get("/people").await.expect(StatusCode::FORBIDDEN);
    let wrong = [("username", "office"), ("password", "sai hẳn rồi")];
    send(&site, None, "/sign-in", &wrong).await;
    let decided = [
        ("submission", "018f3c1e-0000-7000-8000-000000000077"),
        ("decision", "returned"),
        ("reason", "Thiếu cột mã số định danh"),
    ];
    office.post("/review/yte-san-pham", &decided).await;
    let lines = |page: &Answer| page.body.matches("<tr data-line=").count();
    let all = admin.get("/audit").await.expect(StatusCode::OK);
    all.shows("sign_in.failed");
    // The last line, to be noted down.
    let last = site
        .store
        .texts("select hash from audit order by line desc limit 1")
        .await;
    all.shows(&last[0]);
    for (query, shown, hidden) in [
        ("what=sign-ins", "sign_in.failed", ">refused<"),
        ("what=refused", "refused", ">sign_in<"),
        ("person=office", "sign_in.failed", "campaign</div>"),
        ("subject=office", "sign_in.failed", ">refused<"),
        ("from=01/01/2030", "Không có dòng nào", "data-line"),
        ("to=01/01/1969", "Không có dòng nào", "data-line"),
    ] {
        let page = admin
            .get(&format!("/audit?{query}"))
            .await
            .expect(StatusCode::OK);
        page.shows(shown);
        page.hides(hidden);
        assert!(lines(&page) < lines(&all), "{query}");
    }
    let file = admin
        .get("/audit?what=sign-ins&format=csv&table=audit")
        .await;
    file.expect(StatusCode::OK).shows("sign_in.failed");
    // Of figures what was done to what, and nothing of what they say.
    all.hides("Thiếu cột");
    all.hides("018f3c1e");
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

/// Rule 3: who somebody is stands in one table; the audit names accounts by number, with a digest
/// that its own table can prove and that tells nothing once the salt is gone.
async fn the_audit_names_people_by_number_and_digest(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let added = fill(&admin, "/people/add/one", &NEW).await;
    added.expect(StatusCode::OK);
    let lines = "select coalesce(person, '') || ' ' || subject || ' ' || detail from audit";
    let lines = site.store.texts(lines).await;
    for words in ["head.moi", "head.y-te", "Người của"] {
        assert!(!lines.iter().any(|line| line.contains(words)), "{words}");
    }
    let added = "where action = 'person.added'";
    let numbers = format!("select person || ' ' || subject from audit {added}");
    let ids = "select (select id from people where username = 'admin') || ' ' || id \
               from people where username = 'head.moi'";
    assert_eq!(
        site.store.texts(&numbers).await,
        site.store.texts(ids).await
    );
    let named = "select salt || '/' || username || '/' || name from people \
                 where username in ('admin', 'head.moi') order by username";
    let digests: Vec<String> = site.store.texts(named).await;
    let digests = digests.iter().map(|it| {
        let mut sha = Sha256::new();
        for text in it.splitn(3, '/') {
            sha.update((text.len() as u64).to_be_bytes());
            sha.update(text);
        }
        hex(&sha.finalize())
    });
    let digests: Vec<String> = digests.collect();
    let kept = format!("select who || ' ' || whom from audit {added}");
    assert_eq!(site.store.texts(&kept).await, [digests.join(" ")]);
    // The page tells them by name, and finds them by it.
    admin
        .get("/audit?subject=head.moi")
        .await
        .shows("thêm tài khoản");
    admin.get("/audit?person=admin").await.shows("head.moi");
}

async fn what_is_to_come_of_an_account_holds_from_its_day(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let path = "/people/member.y-te";
    let fields = [
        ("action", "change"),
        ("name", "Đầu mối"),
        ("role", "head"),
        ("scope", "SO-TAI-CHINH"),
    ];
    let from = |day: &'static str| {
        let mut all = fields.to_vec();
        all.push(("begins", day));
        all
    };
    // A day that is over, or is none, is no day to come; nor is one from which nothing changes.
    for (day, told) in [("19/11/2026", "Ngày này đã qua"), ("mai", "Ngày")] {
        let wrong = fill(&admin, path, &from(day)).await;
        let wrong = wrong.expect(StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows(told);
        wrong.shows(&format!("value=\"{day}\""));
    }
    let same = [
        ("action", "change"),
        ("name", "Đầu mối khác"),
        ("role", "member"),
        ("scope", "SO-Y-TE"),
        ("begins", "23/11/2026"),
    ];
    let same = fill(&admin, path, &same).await;
    same.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Chưa đổi vai, đơn vị hay hiệu lực nào");

    let member = Member::of(&site).await;
    let page = admin.get(path).await;
    // Sent twice it is written once.
    for _ in 0..2 {
        let done = filled(&admin, &page, path, &from("23/11/2026")).await;
        assert_eq!(done.location(), "/people/member.y-te?done=to-come");
    }
    let lines = "select detail from audit where action = 'person.changed'";
    assert_eq!(
        site.store.texts(lines).await,
        ["role: member → head; unit: SO-Y-TE → SO-TAI-CHINH; begins: 2026-11-23; name; email"]
    );
    let done = admin.get("/people/member.y-te?done=to-come").await;
    done.shows("thay đổi có hiệu lực từ ngày đã chọn");
    let told = admin.get(path).await;
    told.shows("từ 23/11/2026: Người đứng đầu đơn vị, Sở Tài chính Thử");
    admin
        .get("/people")
        .await
        .shows("từ 23/11/2026: Người đứng đầu đơn vị, Sở Tài chính Thử");
    // Until then it is what it was: whoever is signed in stays so, and the name is changed at once.
    member
        .get("/account")
        .await
        .expect(StatusCode::OK)
        .shows("SO-Y-TE");
    // A form that was opened before does not know of it.
    let lock = [("action", "disable")];
    let late = filled(&admin, &page, path, &lock).await;
    late.expect(StatusCode::CONFLICT);

    site.clock.set(at("2026-11-23", 0) - MINUTES);
    Member::of(&site)
        .await
        .get("/account")
        .await
        .shows("SO-Y-TE");
    let member = Member::of(&site).await;
    let admin = Administrator::of(&site).await;
    site.clock.set(at("2026-11-23", 0));
    // What the session was opened for is over with the role.
    assert_eq!(member.get("/account").await.status, StatusCode::SEE_OTHER);
    let now = Member::of(&site).await.get("/account").await;
    now.shows("SO-TAI-CHINH");
    now.shows("Người đứng đầu");
    admin.get(path).await.hides("từ 23/11/2026: Người");

    // Taken back before it begins, it never does.
    let back = [
        ("action", "change"),
        ("name", "Đầu mối"),
        ("role", "member"),
        ("scope", "SO-Y-TE"),
        ("begins", "25/11/2026"),
    ];
    let done = fill(&admin, path, &back).await;
    assert_eq!(done.location(), "/people/member.y-te?done=to-come");
    let page = admin.get(path).await;
    page.shows("Rút lại thay đổi sắp tới");
    for _ in 0..2 {
        let done = filled(&admin, &page, path, &[("action", "take-back")]).await;
        assert_eq!(done.location(), "/people/member.y-te?done=taken-back");
    }
    let lines = "select detail from audit where action = 'person.taken_back'";
    assert_eq!(site.store.texts(lines).await, ["begins: 2026-11-25 →"]);
    site.clock.set(at("2026-11-25", 8));
    Member::of(&site)
        .await
        .get("/account")
        .await
        .shows("SO-TAI-CHINH");

    // A change at once, and a lock, take back what is to come.
    let admin = Administrator::of(&site).await;
    let soon = [("begins", "27/11/2026")];
    let soon: Vec<_> = back.iter().take(4).copied().chain(soon).collect();
    fill(&admin, path, &soon).await;
    fill(&admin, path, &[("action", "disable")]).await;
    site.clock.set(at("2026-11-27", 8));
    let admin = Administrator::of(&site).await;
    let page = admin.get(path).await;
    page.shows("bị khóa");
    page.hides("Rút lại thay đổi sắp tới");
}

/// Nobody can leave a day to come without an administrator who can sign in then.
async fn a_day_to_come_keeps_an_administrator(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let office = |begins: &'static str| {
        [
            ("action", "change"),
            ("name", "Quản trị"),
            ("role", "office"),
            ("begins", begins),
        ]
    };
    let last = fill(&admin, "/people/admin", &office("01/12/2026")).await;
    last.expect(StatusCode::CONFLICT)
        .shows("quản trị viên duy nhất");
    // With one who takes over on that day it may; not a day before.
    let change = |begins: &'static str, role: &'static str| {
        [
            ("action", "change"),
            ("name", "Thường trực"),
            ("role", role),
            ("begins", begins),
        ]
    };
    let path = "/people/office";
    let done = fill(&admin, path, &change("01/12/2026", "administrator")).await;
    assert_eq!(done.location(), "/people/office?done=to-come");
    let early = fill(&admin, "/people/admin", &office("30/11/2026")).await;
    early.expect(StatusCode::CONFLICT);
    let done = fill(&admin, "/people/admin", &office("01/12/2026")).await;
    assert_eq!(done.location(), "/people/admin?done=to-come");
    // Then who takes over does not give it up before, nor is locked.
    for fields in [vec![("action", "take-back")], vec![("action", "disable")]] {
        let kept = fill(&admin, path, &fields).await;
        kept.expect(StatusCode::CONFLICT)
            .shows("quản trị viên duy nhất");
    }
    site.clock.set(at("2026-12-01", 0) - MINUTES);
    let admin = Administrator::of(&site).await;
    admin.get("/people").await.expect(StatusCode::OK);
    site.clock.set(at("2026-12-01", 0));
    assert_eq!(admin.get("/people").await.status, StatusCode::SEE_OTHER);
    Office::of(&site)
        .await
        .get("/people")
        .await
        .expect(StatusCode::OK);
}

/// What somebody decides within 24 hours after an administrator set the password or the second factor
/// anew is marked, for ever; what was decided before is not, nor what is handed over.
async fn a_decision_soon_after_a_reset_is_marked(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let mark = "data-after-reset";
    let accept = async |milestone: &str, form: &str| {
        let office = Office::of(&site).await;
        let fields = [
            ("decision", "accepted"),
            ("checked", "true"),
            ("submission", form),
        ];
        let done = office.post(&format!("/review/{milestone}"), &fields).await;
        done.expect(StatusCode::SEE_OTHER);
    };
    let submit = async |milestone: &str, form: &str| {
        let member = Member::of(&site).await;
        let path = format!("/work/{milestone}");
        let done = member.post(&path, &report(form, &[])).await;
        done.expect(StatusCode::SEE_OTHER);
    };
    let marks = async |milestone: &str| {
        let office = Office::of(&site).await;
        let page = office.get(&format!("/review/{milestone}")).await;
        page.expect(StatusCode::OK).body.matches(mark).count()
    };
    let forms = [(); 4].map(|()| new_form());
    submit("yte-san-pham", &forms[0]).await;
    accept("yte-san-pham", &forms[1]).await;
    assert_eq!(marks("yte-san-pham").await, 0);

    // An administrator gives the officer a one-time password; the own one is set at the first sign-in.
    let admin = Administrator::of(&site).await;
    for username in ["office", "member.y-te"] {
        let path = format!("/people/{username}");
        let slip = fill(&admin, &path, &[("action", "one-time")]).await;
        first_sign_in(&site, username, &slips(&slip)[0]).await;
        let restore = format!(
            "update people set password_hash = (select password_hash from people \
             where username = 'committee') where username = '{username}'"
        );
        site.store.run(&restore).await.unwrap();
    }
    submit("yte-an-ninh", &forms[2]).await;
    site.clock.set(site.clock.now() + 24 * 60 * MINUTE - 1);
    accept("yte-an-ninh", &forms[3]).await;
    assert_eq!(marks("yte-an-ninh").await, 1, "of the decision alone");
    assert_eq!(marks("yte-san-pham").await, 0, "what was decided before");
    let duty = Office::of(&site)
        .await
        .get("/duties/SO-Y-TE/CT-AN-NINH")
        .await;
    duty.shows("trong 24 giờ sau khi đặt lại mật khẩu");
    // A value that was accepted says so too.
    let office = Office::of(&site).await;
    let table = crate::measure::desk(&office, &[("event", "accepted")]).await;
    let accepted = table.send_to(&office, "/review").await;
    accepted.expect(StatusCode::OK).shows("Đã chấp nhận");
    office.get("/outcomes/CT-Y-TE").await.shows(mark);
    let audit = Administrator::of(&site)
        .await
        .get("/audit?what=facts")
        .await;
    assert_eq!(audit.body.matches(mark).count(), 2);

    // A day after the reset nothing is marked any more, and what was marked stays so.
    site.clock.set(site.clock.now() + 1);
    let revoke = [("decision", "revoked"), ("reason", "Nhầm văn bản")];
    let office = Office::of(&site).await;
    let form = new_form();
    let fields = [&revoke[..], &[("submission", &*form)]].concat();
    let done = office.post("/review/yte-an-ninh", &fields).await;
    done.expect(StatusCode::SEE_OTHER);
    assert_eq!(marks("yte-an-ninh").await, 1);
}

/// A table of people comes as a file too, from whichever program: it is put into the field, and looked
/// over before anything is written.
#[tokio::test]
async fn a_table_of_people_comes_as_a_file() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let account = admin
        .get("/people/add/many")
        .await
        .hidden("account")
        .unwrap();
    let sent = async |name: &str, bytes: &[u8], action: &str| {
        let fields = [("account", &*account), ("text", "cũ"), ("action", action)];
        upload::post_table(&admin, "/people/add/many", &fields, (name, bytes)).await
    };
    let title = "Danh sách người dùng;;;\n\nusername;name;role;unit\n";
    let csv = format!("{title}moi.1;Đầu mối 1, Sở Y tế;member;SO-Y-TE\n");
    let book = workbook(&[
        &["Danh sách người dùng"],
        &["username", "name", "role", "unit"],
        &["moi.1", "Đầu mối 1, Sở Y tế", "member", "SO-Y-TE"],
    ]);
    let count = "select count(*) from people where username like 'moi.%'";
    for (name, bytes) in [("people.csv", csv.as_bytes()), ("people.xlsx", &book)] {
        // Also where the other button was pressed: what nobody has seen is not written.
        for action in ["file", "look", "write"] {
            let page = sent(name, bytes, action).await.expect(StatusCode::OK);
            page.shows("moi.1\tĐầu mối 1, Sở Y tế\tmember\tSO-Y-TE");
            page.shows("1 tài khoản mới");
            page.shows("Cán bộ đơn vị, Sở Y tế Thử (SO-Y-TE)");
            page.hides(">cũ<");
        }
        assert_eq!(site.store.number(count).await, 0);
    }
    for (name, bytes, told) in [
        (
            "people.csv",
            &b"ten;vai\nA;member\n"[..],
            "username, name, role",
        ),
        ("people.pdf", b"%PDF-1.7\n%%EOF\n", "CSV"),
    ] {
        let wrong = sent(name, bytes, "file").await;
        let wrong = wrong.expect(StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("id=\"table-error\"");
        wrong.shows(told);
        // What was pasted stays.
        wrong.shows(">cũ<");
    }
    let fields = [("text", "cũ"), ("action", "file")];
    let none = fill(&admin, "/people/add/many", &fields).await;
    none.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("id=\"table-error\"");
}

fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
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

/// However often somebody fails to sign in, what was done to an account stands on its page.
#[tokio::test]
async fn sign_ins_do_not_push_changes_out_of_an_accounts_page() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let change = [
        ("action", "change"),
        ("name", "Đầu mối"),
        ("role", "member"),
        ("scope", "SO-TAI-CHINH"),
    ];
    fill(&admin, "/people/member.y-te", &change).await;
    let mut tx = site.store.db.begin().await.unwrap();
    tx.lock().await.unwrap();
    for _ in 0..40 {
        let line = tiendo::db::audit::Line {
            at: site.clock.now(),
            person: None,
            source: "10.0.0.7",
            action: "sign_in.failed",
            subject: "member.y-te",
            detail: "",
        };
        tiendo::db::audit::append(&mut tx, line).await.unwrap();
    }
    tx.commit().await.unwrap();
    let page = admin.get("/people/member.y-te").await;
    page.shows("unit: SO-Y-TE → SO-TAI-CHINH");
    assert_eq!(page.body.matches("10.0.0.7").count(), 10);
    // Each list once, and what ends or voids something asks before it does.
    assert_eq!(page.body.matches("<details class=\"ask\"").count(), 2);
}
