//! `/account`: one's own account, and where the morning's mail goes.
use axum::http::{HeaderMap, Method, StatusCode};

use crate::support::{
    page::Answer,
    site::{Site, form, request},
    store::{WHO, WHOM},
    users::{Administrator, Anonymous, Display, Head, Member, Partner, User},
};

/// Sends the form as it was opened, with another address.
async fn save(user: &impl User, page: &Answer, email: &str, wanted: bool) -> Answer {
    let (read, account) = (
        page.hidden("read").unwrap(),
        page.hidden("account").unwrap(),
    );
    let mut fields = vec![("email", email), ("read", &*read), ("account", &*account)];
    if wanted {
        fields.push(("mail", "true"));
    }
    let request = request(
        axum::http::Method::POST,
        "/account",
        user.cookie(),
        form(&fields),
    );
    user.site().send(request).await
}

async fn kept(site: &Site, username: &str) -> String {
    let sql = format!(
        "select coalesce(email, '-') || ' ' || case when wants_mail then 'yes' else 'no' end \
         from people where username = '{username}'"
    );
    site.store.texts(&sql).await.remove(0)
}

async fn audit(site: &Site) -> Vec<String> {
    let sql = format!(
        "select action || ' ' || {WHO} || ' ' || {WHOM} || ' ' || detail \
         from audit where action = 'person.mail' order by line"
    );
    site.store.texts(&sql).await
}

#[tokio::test]
async fn an_account_says_who_its_person_is() {
    let site = Site::new().await;
    for (answer, shown, hidden) in [
        (
            Head::of(&site).await.get("/account").await,
            [
                "Người của head.y-te",
                "Người đứng đầu",
                "SO-Y-TE",
                "head.y-te@thu.example",
            ],
            "member.y-te",
        ),
        (
            Partner::of(&site).await.get("/account").await,
            [
                "Người của partner.xanh",
                "Doanh nghiệp",
                "CTY-XANH",
                "partner.xanh@thu.example",
            ],
            "CTY-VANG",
        ),
    ] {
        let answer = answer.expect(StatusCode::OK);
        for words in shown {
            answer.shows(words);
        }
        answer.hides(hidden);
        // This server has no mail server.
        answer.shows("không có thư nào được gửi");
    }
    let admin = Administrator::of(&site).await.get("/account").await;
    admin.expect(StatusCode::OK).hides("SO-Y-TE");
    // From the name on every page.
    Member::of(&site)
        .await
        .get("/units")
        .await
        .shows("href=\"/account\"");
}

#[tokio::test]
async fn an_address_is_changed_once_and_the_audit_holds_none() {
    let site = Site::new().await;
    let head = Head::of(&site).await;
    let page = head.get("/account").await;
    for _ in 0..2 {
        let answer = save(&head, &page, " moi@syt.example ", true).await;
        assert_eq!(answer.expect(StatusCode::SEE_OTHER).location(), "/account");
    }
    assert_eq!(kept(&site, "head.y-te").await, "moi@syt.example yes");
    assert_eq!(audit(&site).await, ["person.mail head.y-te head.y-te "]);
    head.get("/account")
        .await
        .shows("value=\"moi@syt.example\"");

    let page = head.get("/account").await;
    save(&head, &page, "moi@syt.example", false)
        .await
        .expect(StatusCode::SEE_OTHER);
    let page = head.get("/account").await;
    save(&head, &page, "", false)
        .await
        .expect(StatusCode::SEE_OTHER);
    assert_eq!(kept(&site, "head.y-te").await, "- no");
    assert_eq!(audit(&site).await.len(), 3);
    let told = "select action || subject || detail from audit";
    let told = site.store.texts(told).await.join("\n");
    assert!(!told.contains("example"), "{told}");
}

#[tokio::test]
async fn a_bad_address_is_told_beside_it_and_stays() {
    let site = Site::new().await;
    let head = Head::of(&site).await;
    let page = head.get("/account").await;
    for bad in [
        "an@syt",
        "an@syt.example, b@syt.example",
        "an\r\nBcc: b@syt.example",
    ] {
        let answer = save(&head, &page, bad, false).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows("Địa chỉ thư không đọc được");
        answer.shows(&format!("value=\"{}\"", app::domain::clean_line(bad)));
        // Sent again, it is the same form.
        assert_eq!(answer.hidden("read"), page.hidden("read"));
        assert!(
            !answer.body.contains("checked"),
            "the box stays as it was sent"
        );
    }
    assert_eq!(kept(&site, "head.y-te").await, "head.y-te@thu.example yes");
    assert_eq!(audit(&site).await, [""; 0]);
}

#[tokio::test]
async fn a_form_answers_what_its_reader_read() {
    let site = Site::new().await;
    let head = Head::of(&site).await;
    let page = head.get("/account").await;
    save(&head, &page, "moi@syt.example", true)
        .await
        .expect(StatusCode::SEE_OTHER);
    // Another window has the old one.
    let answer = save(&head, &page, "cu@syt.example", true)
        .await
        .expect(StatusCode::CONFLICT);
    answer.shows("đã được sửa ở nơi khác");
    answer.shows("value=\"cu@syt.example\"");
    assert_eq!(kept(&site, "head.y-te").await, "moi@syt.example yes");
    save(&head, &answer, "cu@syt.example", true)
        .await
        .expect(StatusCode::SEE_OTHER);
    assert_eq!(kept(&site, "head.y-te").await, "cu@syt.example yes");

    // The browser is signed in as somebody else by now.
    let member = Member::of(&site).await;
    let answer = save(&member, &page, "an@syt.example", true)
        .await
        .expect(StatusCode::CONFLICT);
    answer.shows("value=\"an@syt.example\"");
    answer.hides("cu@syt.example");
    assert_eq!(
        kept(&site, "member.y-te").await,
        "member.y-te@thu.example yes"
    );
    let headers: &HeaderMap = &answer.headers;
    assert_eq!(headers["cache-control"], "no-store");
}

/// Which browsers an account is signed in with, and from where, is its person's to see and to end.
#[tokio::test]
async fn own_sessions_are_listed_and_ended() {
    let site = Site::new().await;
    let (here, there) = (Head::of(&site).await, Head::of(&site).await);
    let other = Member::of(&site).await;
    let page = here.get("/account").await.expect(StatusCode::OK);
    assert_eq!(
        page.body.matches("name=\"end\"").count(),
        2,
        "one, and all others"
    );
    page.shows("Máy này");
    page.shows("Lần đăng nhập trước");
    let key = page.body.split("name=\"end\" value=\"").nth(1).unwrap();
    let key = key.split('"').next().unwrap().to_owned();
    let account = page.hidden("account").unwrap();
    let end = async |user: &str, account: &str, end: &str| {
        let fields = [("account", account), ("end", end)];
        let session = Some(user);
        let sent = request(Method::POST, "/account/sessions", session, form(&fields));
        site.send(sent).await.expect(StatusCode::SEE_OTHER)
    };
    // Nobody ends another's.
    let theirs = other.get("/account").await.hidden("account").unwrap();
    end(&other.session, &theirs, &key).await;
    end(&other.session, &account, &key).await;
    there.get("/work").await.expect(StatusCode::OK);
    end(&here.session, &account, &key).await;
    assert_eq!(there.get("/work").await.status, StatusCode::SEE_OTHER);
    here.get("/work").await.expect(StatusCode::OK);
    let third = Head::of(&site).await;
    let done = end(&here.session, &account, "others").await;
    assert_eq!(done.location(), "/account?done=sessions");
    here.get(done.location()).await.shows("Đã kết thúc phiên.");
    assert_eq!(third.get("/work").await.status, StatusCode::SEE_OTHER);
    here.get("/work").await.expect(StatusCode::OK);
    let lines = "select detail from audit where action = 'person.sessions_ended'";
    assert_eq!(site.store.texts(lines).await, ["1", "1"]);
}

/// The language of an account is that of every browser it signs in with.
#[tokio::test]
async fn the_language_of_an_account_follows_it() {
    let site = Site::new().await;
    let head = Head::of(&site).await;
    let account = head.get("/account").await.hidden("account").unwrap();
    let fields = [("account", account.as_str()), ("language", "en")];
    let sent = request(
        Method::POST,
        "/account/language",
        head.cookie(),
        form(&fields),
    );
    let done = site.send(sent).await.expect(StatusCode::SEE_OTHER);
    assert!(
        done.headers
            .get_all("set-cookie")
            .iter()
            .any(|it| it.to_str().unwrap().contains("tiendo-lang=en"))
    );
    Head::of(&site)
        .await
        .get("/account")
        .await
        .shows("Open sessions");
}

/// How pages look is kept for the account: on each of its pages and browsers, without a script, and
/// nowhere before somebody has signed in.
#[tokio::test]
async fn the_theme_of_an_account_follows_it() {
    let site = Site::new().await;
    let head = Head::of(&site).await;
    let choose = async |account: &str, theme: &str| {
        let fields = [("account", account), ("theme", theme)];
        let sent = request(Method::POST, "/account/theme", head.cookie(), form(&fields));
        site.send(sent).await.expect(StatusCode::SEE_OTHER)
    };
    let page = head.get("/account").await;
    page.hides("data-theme");
    page.shows("content=\"light dark\"");
    let account = page.hidden("account").unwrap();
    // Neither what is no theme nor another's form chooses one.
    choose(&account, "hồng").await;
    choose("id-office", "dark").await;
    head.get("/account").await.hides("data-theme");
    let done = choose(&account, "dark").await;
    head.get(done.location()).await.shows("Đã đổi giao diện");
    for path in ["/account", "/", "/units", "/khong-co"] {
        let page = Head::of(&site).await.get(path).await;
        page.shows("data-theme=\"dark\"");
        page.shows("content=\"dark\"");
    }
    Member::of(&site).await.get("/").await.hides("data-theme");
    Anonymous(&site).get("/sign-in").await.hides("data-theme");
    choose(&account, "light").await;
    head.get("/").await.shows("data-theme=\"light\"");
    choose(&account, "system").await;
    head.get("/").await.hides("data-theme");
    // On any page, which is where it leads back to; a form of another account chooses nothing there.
    let choose = async |reader: &str, next: &str| {
        let fields = [("reader", reader), ("theme", "dark"), ("back", next)];
        head.post("/account/theme", &fields).await
    };
    let page = head.get("/units?kind=ward").await;
    assert_eq!(page.hidden("reader").as_deref(), Some(account.as_str()));
    page.shows("name=\"back\" value=\"/units?kind=ward\"");
    for (reader, next, to) in [
        ("id-office", "/units?kind=ward", "/units?kind=ward"),
        (account.as_str(), "//xa.example/", "/"),
        (account.as_str(), "/units?kind=ward", "/units?kind=ward"),
    ] {
        assert_eq!(choose(reader, next).await.location(), to);
        let dark = head.get("/").await.body.contains("data-theme=\"dark\"");
        assert_eq!(dark, reader == account);
    }
    head.get("/units?lang=en")
        .await
        .shows("aria-label=\"Theme\"");
    let fields = [("account", account.as_str()), ("theme", "system")];
    head.post("/account/theme", &fields).await;
    let kept = "select count(*) from people where theme is not null";
    assert_eq!(site.store.number(kept).await, 0);
    let lines = "select detail from audit where action = 'person.theme' order by line";
    assert_eq!(
        site.store.texts(lines).await,
        ["dark", "light", "system", "dark", "system"]
    );
}

/// A wall has no page of its own: an administrator chooses how it looks.
#[tokio::test]
async fn an_administrator_chooses_how_a_wall_looks() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let wall = Display::of(&site).await;
    wall.get("/").await.hides("data-theme");
    let page = admin.get("/people/display").await;
    page.shows("id=\"theme\"");
    admin.get("/people/office").await.hides("id=\"theme\"");
    let (read, account) = (
        page.hidden("read").unwrap(),
        page.hidden("account").unwrap(),
    );
    let fields = [
        ("action", "change"),
        ("name", "Màn hình"),
        ("role", "display"),
        ("theme", "dark"),
        ("read", &*read),
        ("account", &*account),
    ];
    let done = admin.post("/people/display", &fields).await;
    assert_eq!(done.location(), "/people/display?done=changed");
    wall.get("/").await.shows("data-theme=\"dark\"");
    wall.get("/matrix").await.shows("data-theme=\"dark\"");
}
