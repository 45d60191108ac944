//! The second factor: turned on with a code, asked for at each sign-in, never good twice.
use axum::http::{Method, StatusCode};
use totp_rs::{Algorithm, Secret, TOTP};

use crate::support::{
    page::Answer,
    site::{ORIGIN, PASSWORD, Site, cookie, form, request},
    store::{Store, WHO, WHOM, on_both},
    users::{Administrator, Head, Office, User},
};

on_both!(
    a_factor_is_asked_for_at_each_sign_in_and_no_code_is_good_twice,
    of_an_officer_two_administrators_take_a_factor_off,
);

/// A telephone: another reading of the standard than the server's own.
struct Telephone(TOTP);

impl Telephone {
    /// Reads the key that the page shows.
    fn of(page: &Answer) -> Self {
        let (_, rest) = page.body.split_once("factor-secret\">").unwrap();
        let letters = rest.split('<').next().unwrap().replace(' ', "");
        let bytes = Secret::Encoded(letters).to_bytes().unwrap();
        Self(TOTP::new(Algorithm::SHA1, 6, 0, 30, bytes).unwrap())
    }

    fn shows(&self, site: &Site) -> String {
        self.0.generate(site.clock.now() as u64 / 1_000_000)
    }
}

async fn post(site: &Site, session: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let request = request(Method::POST, path, Some(session), form(fields));
    site.send(request).await
}

async fn get(site: &Site, session: &str, path: &str) -> Answer {
    let request = request(Method::GET, path, Some(session), String::new());
    site.send(request).await
}

fn codes(page: &Answer) -> Vec<String> {
    let all = page.body.split("<code class=\"one-time\">").skip(1);
    all.map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect()
}

/// Turns it on; the telephone, the codes of recovery, and the session that goes on.
async fn turn_on(site: &Site, session: &str) -> (Telephone, Vec<String>, String) {
    let page = get(site, session, "/account/factor")
        .await
        .expect(StatusCode::OK);
    assert_eq!(page.header("cache-control"), "no-store");
    page.shows("class=\"qr\"");
    // What is scanned is also opened, by a telephone on which the page is read.
    page.shows("href=\"otpauth://totp/Tien%20Do:");
    let telephone = Telephone::of(&page);
    let (account, secret) = (
        page.hidden("account").unwrap(),
        page.hidden("secret").unwrap(),
    );
    let fill = async |code: &str| {
        let fields = [
            ("account", account.as_str()),
            ("secret", &secret),
            ("code", code),
            ("action", "on"),
        ];
        post(site, session, "/account/factor", &fields).await
    };
    let wrong = fill("000000")
        .await
        .expect(StatusCode::UNPROCESSABLE_ENTITY);
    wrong.shows("Mã không đúng");
    // The same key once more, or it would be scanned in vain.
    assert_eq!(wrong.hidden("secret").unwrap().len(), secret.len());
    let on = fill(&telephone.shows(site)).await.expect(StatusCode::OK);
    on.shows("Đã bật bước hai");
    // A button that prints is shown by a script alone.
    on.shows("<button type=\"button\" hidden class=\"btn quiet-btn print\">");
    on.shows("print()");
    let codes = codes(&on);
    assert_eq!(codes.len(), 10);
    // Who gains rights has another session for it.
    assert_eq!(
        get(site, session, "/work").await.status,
        StatusCode::SEE_OTHER
    );
    (telephone, codes, cookie(&on.headers).unwrap())
}

/// The password alone: half in.
async fn half_in(site: &Site, username: &str) -> (String, Answer) {
    let fields = [
        ("username", username),
        ("password", PASSWORD),
        ("next", "/units"),
    ];
    let sent = request(Method::POST, "/sign-in", None, form(&fields));
    let answer = site.send(sent).await.expect(StatusCode::OK);
    answer.shows("Bước hai");
    (cookie(&answer.headers).unwrap(), answer)
}

async fn send_code(site: &Site, session: &str, page: &Answer, code: &str) -> Answer {
    let account = page.hidden("account").unwrap();
    let fields = [
        ("account", account.as_str()),
        ("next", "/units"),
        ("code", code),
    ];
    post(site, session, "/sign-in/code", &fields).await
}

async fn a_factor_is_asked_for_at_each_sign_in_and_no_code_is_good_twice(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let head = Head::of(&site).await;
    let before = Head::of(&site).await;
    let (telephone, recovery, session) = turn_on(&site, &head.session).await;
    // Who turned it on goes on; another session of before is asked.
    get(&site, &session, "/work").await.expect(StatusCode::OK);
    assert_eq!(
        before.get("/work").await.location(),
        "/sign-in/code?next=/work"
    );
    // Neither secret nor codes are kept as they are.
    let kept = "select coalesce(factor_secret, '') from people where username = 'head.y-te' \
                union all select hash from recovery_codes";
    for text in site.store.texts(kept).await {
        assert!(
            !recovery
                .iter()
                .any(|code| text.contains(&code.replace('-', "")))
        );
    }

    let (session, page) = half_in(&site, "head.y-te").await;
    for path in [
        "/work",
        "/units/SO-Y-TE",
        "/account",
        "/account/password",
        "/account/factor",
    ] {
        let answer = get(&site, &session, path).await;
        assert!(answer.location().starts_with("/sign-in/code"), "{path}");
    }
    // A code is of one step of time, and this one was used to turn it on.
    let used = send_code(&site, &session, &page, &telephone.shows(&site)).await;
    used.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Mã không đúng, đã dùng");
    site.later(1);
    let code = telephone.shows(&site);
    let typed = format!("{} {}", &code[..3], &code[3..]);
    let entered = send_code(&site, &session, &page, &typed).await;
    assert_eq!(
        (entered.status, entered.location()),
        (StatusCode::SEE_OTHER, "/units")
    );
    let session = cookie(&entered.headers).unwrap();
    get(&site, &session, "/work").await.expect(StatusCode::OK);
    // Seen over the shoulder, it opens nothing.
    let (other, page) = half_in(&site, "head.y-te").await;
    let seen = send_code(&site, &other, &page, &code).await;
    seen.expect(StatusCode::UNPROCESSABLE_ENTITY);
    // Codes of recovery are good once each.
    let small = recovery[3].to_lowercase().replace('-', " ");
    let entered = send_code(&site, &other, &page, &small).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    let (other, page) = half_in(&site, "head.y-te").await;
    let again = send_code(&site, &other, &page, &recovery[3]).await;
    again.expect(StatusCode::UNPROCESSABLE_ENTITY);
    // Five wrong ones slow the account down, and time lets it in again.
    for _ in 0..5 {
        send_code(&site, &other, &page, "123456").await;
    }
    let slowed = send_code(&site, &other, &page, &recovery[4]).await;
    slowed
        .expect(StatusCode::TOO_MANY_REQUESTS)
        .shows("Đã sai năm lần");
    site.later(20);
    let entered = send_code(&site, &other, &page, &telephone.shows(&site)).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    // Taken off with a code of it.
    let session = cookie(&entered.headers).unwrap();
    let page = get(&site, &session, "/account/factor")
        .await
        .expect(StatusCode::OK);
    page.shows("9</b> mã dự phòng");
    site.later(1);
    let account = page.hidden("account").unwrap();
    let code = telephone.shows(&site);
    let fields = [
        ("account", account.as_str()),
        ("code", &code),
        ("action", "off"),
    ];
    let off = post(&site, &session, "/account/factor", &fields).await;
    assert_eq!(off.location(), "/account?done=factor-off");
    Head::of(&site)
        .await
        .get("/work")
        .await
        .expect(StatusCode::OK);
}

#[tokio::test]
async fn some_roles_must_have_a_factor_and_reach_nothing_before() {
    let site = Site::new().await.with_factors().await;
    // A head needs none.
    Head::of(&site)
        .await
        .get("/work")
        .await
        .expect(StatusCode::OK);
    for username in ["committee", "office", "admin"] {
        let fields = [
            ("username", username),
            ("password", PASSWORD),
            ("next", "/"),
        ];
        let sent = request(Method::POST, "/sign-in", None, form(&fields));
        let answer = site.send(sent).await;
        assert_eq!(answer.location(), "/account/factor", "{username}");
        let session = cookie(&answer.headers).unwrap();
        for path in ["/", "/review", "/people", "/account", "/account/password"] {
            let answer = get(&site, &session, path).await;
            assert!(
                answer.location().starts_with("/account/factor"),
                "{username} {path}"
            );
        }
        get(&site, &session, "/account/factor")
            .await
            .shows("Vai này phải có bước hai");
        let (_, _, session) = turn_on(&site, &session).await;
        let home = if username == "admin" { "/people" } else { "/" };
        get(&site, &session, home).await.expect(StatusCode::OK);
        // It is not theirs to take off.
        let page = get(&site, &session, "/account/factor")
            .await
            .expect(StatusCode::OK);
        page.hides("value=\"off\"");
    }
}

async fn of_an_officer_two_administrators_take_a_factor_off(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let (admin, office) = (Administrator::of(&site).await, Office::of(&site).await);
    let head = Head::of(&site).await;
    turn_on(&site, &office.session).await;
    let (_, _, of_head) = turn_on(&site, &head.session).await;
    let reset = async |admin: &str, username: &str| {
        let path = format!("/people/{username}");
        let page = get(&site, admin, &path).await.expect(StatusCode::OK);
        let (read, account) = (
            page.hidden("read").unwrap(),
            page.hidden("account").unwrap(),
        );
        let fields = [
            ("read", read.as_str()),
            ("account", &account),
            ("action", "factor"),
        ];
        post(&site, admin, &path, &fields).await
    };
    // A head's one does, and so does an officer's where there is no second.
    let done = reset(&admin.session, "head.y-te").await;
    assert_eq!(done.location(), "/people/head.y-te?done=factor-off");
    assert_eq!(
        get(&site, &of_head, "/work").await.status,
        StatusCode::SEE_OTHER
    );
    let done = reset(&admin.session, "office").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);

    let office = Office::of(&site).await;
    let (_, _, of_office) = turn_on(&site, &office.session).await;
    let page = get(&site, &admin.session, "/people/add/one").await;
    let account = page.hidden("account").unwrap();
    let second = [
        ("account", account.as_str()),
        ("username", "admin2"),
        ("name", "Quản trị 2"),
        ("role", "administrator"),
    ];
    let slip = post(&site, &admin.session, "/people/add/one", &second).await;
    let asked = reset(&admin.session, "office").await;
    asked
        .expect(StatusCode::CONFLICT)
        .shows("quản trị viên thứ hai");
    let again = reset(&admin.session, "office").await;
    again
        .expect(StatusCode::CONFLICT)
        .shows("một quản trị viên khác");
    get(&site, &of_office, "/review")
        .await
        .expect(StatusCode::OK);
    // The second signs in for the first time: an account that was made for it agrees to nothing.
    let password = codes(&slip).remove(0);
    let fields = [("username", "admin2"), ("password", password.as_str())];
    let sent = request(Method::POST, "/sign-in", None, form(&fields));
    let first = site.send(sent).await.expect(StatusCode::OK);
    let session = cookie(&first.headers).unwrap();
    let account = first.hidden("account").unwrap();
    let own = "con mèo nằm trên mái ngói";
    let fields = [("account", account.as_str()), ("new", own), ("again", own)];
    let set = post(&site, &session, "/account/password", &fields).await;
    let second = cookie(&set.headers).unwrap();
    let made = reset(&second, "office").await;
    made.expect(StatusCode::CONFLICT)
        .shows("quản trị viên thứ hai");
    // A day later one asks and the other agrees.
    site.later(25 * 60);
    let admin = Administrator::of(&site).await;
    let fields = [("username", "admin2"), ("password", own)];
    let sent = request(Method::POST, "/sign-in", None, form(&fields));
    let second = cookie(&site.send(sent).await.headers).unwrap();
    let asked = reset(&admin.session, "office").await;
    asked
        .expect(StatusCode::CONFLICT)
        .shows("quản trị viên thứ hai");
    // Not by another role for a while, nor by locking who should agree.
    let change = async |username: &str, fields: &[(&str, &str)]| {
        let path = format!("/people/{username}");
        let page = get(&site, &admin.session, &path).await;
        let (read, account) = (
            page.hidden("read").unwrap(),
            page.hidden("account").unwrap(),
        );
        let mut all = vec![("read", read.as_str()), ("account", &account)];
        all.extend(fields);
        post(&site, &admin.session, &path, &all).await
    };
    let member = [
        ("action", "change"),
        ("name", "Thường trực"),
        ("role", "member"),
        ("scope", "SO-Y-TE"),
    ];
    assert_eq!(
        change("office", &member).await.status,
        StatusCode::SEE_OTHER
    );
    let evaded = reset(&admin.session, "office").await;
    evaded
        .expect(StatusCode::CONFLICT)
        .shows("một quản trị viên khác");
    assert_eq!(
        change("admin2", &[("action", "disable")]).await.status,
        StatusCode::SEE_OTHER
    );
    let evaded = reset(&admin.session, "office").await;
    evaded.expect(StatusCode::CONFLICT);
    assert_eq!(
        change("admin2", &[("action", "enable")]).await.status,
        StatusCode::SEE_OTHER
    );
    let fields = [("username", "admin2"), ("password", own)];
    let sent = request(Method::POST, "/sign-in", None, form(&fields));
    let second = (second, cookie(&site.send(sent).await.headers).unwrap()).1;
    let done = reset(&second, "office").await;
    assert_eq!(done.location(), "/people/office?done=factor-off");
    let lines = format!(
        "select action || ' ' || {WHO} from audit where {WHOM} = 'office' \
         and action like 'person.factor%' order by line"
    );
    let lines = site.store.texts(&lines).await;
    assert_eq!(
        lines[..2],
        ["person.factor_on office", "person.factor_reset admin"]
    );
    assert_eq!(lines.last().unwrap(), "person.factor_reset admin2");
}

/// Nothing of whoever was signed in before in the same browser opens the next account.
#[tokio::test]
async fn a_factor_is_shown_for_one_account_only() {
    let site = Site::new().await;
    let office = Office::of(&site).await;
    turn_on(&site, &office.session).await;
    let head = Head::of(&site).await;
    let (_, _, of_head) = turn_on(&site, &head.session).await;
    // The password of the other, typed into the browser of the first.
    let fields = [("username", "office"), ("password", PASSWORD)];
    let over = post(&site, &of_head, "/sign-in", &fields).await;
    over.shows("Bước hai");
    let session = cookie(&over.headers).unwrap();
    for session in [&session, &of_head] {
        let answer = get(&site, session, "/review").await;
        assert_ne!(answer.status, StatusCode::OK);
    }
}
