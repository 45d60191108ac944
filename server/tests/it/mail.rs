//! The mail of the morning, by a real mail server.
use app::{domain::parse_day, text::Lang, views::Matter};
use axum::http::{HeaderMap, Method, StatusCode};
use tiendo::{
    board::Board,
    db::{Db, people},
    ledger::CalendarRow,
    mail::{self, Run, Smtp, Why},
};

use crate::support::{
    campaign::{self, Book, HIDDEN, TODAY, at},
    fence::Fence,
    mail_server::{MailServer, address_of, free_port, smtp_at},
    page::{Answer, text},
    report::{new_form, report},
    rivals,
    site::{ORIGIN, Site, form, request},
    store::{Store, on_both},
    users::{Account, Head, Member, User},
};

on_both!(
    two_servers_at_one_moment_send_one_mail,
    a_mail_is_sent_once_a_day
);

/// The campaign with a question, a return and a request for more time.
fn busy() -> Book {
    let mut book = campaign::book();
    let b = &mut book;
    b.step("2026-11-18", 9);
    b.submitted(
        "yte-san-pham",
        "SO-Y-TE",
        ["Noi-dung-thu", "12/BB-SYT", "https://luutru.example/12.pdf"],
    );
    b.step("2026-11-19", 9);
    b.event("yte-san-pham", "returned", "office", "Ly-do-tra-lai");
    b.step("2026-11-19", 10);
    b.asked("yte-an-ninh", "Cau-hoi-rieng", "2026-11-24");
    b.step("2026-11-19", 11);
    b.submitted(
        "p1-dan-cu",
        "PHUONG-MOT",
        ["Noi-dung-moi", "13/BB-P1", "https://luutru.example/13.pdf"],
    );
    b.step("2026-11-19", 12);
    b.event(
        "tc-gia-han",
        "extension_requested",
        "SO-TAI-CHINH",
        "Ly-do-xin-them",
    );
    if let Some(last) = b.rows.milestone_events.last_mut() {
        last.deadline = Some("2027-01-20".into());
    }
    book
}

async fn over(book: Book) -> Site {
    Site::over(Store::sqlite().await, ORIGIN, book.rows).await
}

/// A run of a server on this database.
async fn run_on(db: &Db, site: &Site, board: &std::sync::Arc<Board>, smtp: &Smtp) -> Run {
    let (origin, clock) = (&site.app.config.origin, &site.clock);
    let letters = mail::letters(db, board, origin).await.unwrap();
    let letters = letters.expect("a working day");
    mail::send(db, clock, smtp, origin, board.day(), &letters)
        .await
        .unwrap()
}

async fn run(site: &Site, smtp: &Smtp) -> Run {
    let board = site.app.live.today().await.unwrap();
    run_on(&site.app.db, site, &board, smtp).await
}

/// Ends well: so many sent, and nobody left out.
#[track_caller]
fn sent(run: &Run, number: usize) {
    assert_eq!((run.sent, run.failed()), (number, 0), "{run:?}");
}

/// Another address of an account, whatever it is.
async fn set_email(site: &Site, username: &str, email: &str) {
    let sql = format!("update people set email = '{email}' where username = '{username}'");
    assert_eq!(site.store.run(&sql).await, Ok(1));
}

/// The number behind an item of the menu; 0 where there is none.
fn in_menu(page: &Answer, path: &str) -> usize {
    let item = page.body.split(&format!("href=\"{path}\"")).nth(1);
    let item = item.and_then(|rest| rest.split("</a>").next());
    let number = item.and_then(|item| item.split("class=\"waits\">").nth(1));
    let number = number.and_then(|rest| rest.split('<').next());
    number.map_or(0, |number| number.parse().unwrap())
}

#[tokio::test]
async fn each_role_is_told_what_its_own_pages_count() {
    let site = over(busy()).await;
    let server = MailServer::start();
    let board = site.app.live.today().await.unwrap();
    let letters = mail::letters(&site.app.db, &board, &site.app.config.origin).await;
    let letters = letters.unwrap().unwrap();
    sent(&run(&site, &server.smtp()).await, letters.len());
    // Who has nothing to do gets none: committee, administrator, wall, the second company.
    let with_something = [
        "head.tai-chinh",
        "head.y-te",
        "member.tai-chinh",
        "member.y-te",
        "member2.y-te",
        "office",
        "office2",
        "partner.xanh",
    ];
    assert_eq!(server.recipients(), with_something);
    for letter in &letters {
        let user = Account::named(&site, &letter.username).await;
        let total = |matter| {
            let pile = letter
                .letter
                .piles
                .iter()
                .find(|pile| pile.matter == matter);
            pile.map_or(0, |pile| pile.total)
        };
        let mail = server.mail_of(&letter.username);
        let decides = letter.username.starts_with("head") || letter.username.starts_with("office");
        if decides {
            let page = user.get("/review").await.expect(StatusCode::OK);
            let decide = total(Matter::Decide);
            let all = decide + total(Matter::Values);
            assert_eq!(all, in_menu(&page, "/review"), "{}", letter.username);
            assert_eq!(
                decide > 0,
                mail.body.contains(&format!("Chờ nghiệm thu: {decide}"))
            );
        }
        if !letter.username.starts_with("office") {
            let page = user.get("/work").await.expect(StatusCode::OK);
            let (late, report) = (total(Matter::Late), letter.letter.to_report);
            let lead = format!("{late} sản phẩm, kết quả phải báo cáo đã trễ hạn");
            assert!(text(&page.body).contains(&lead), "{}", letter.username);
            let asked: Vec<&str> = page
                .body
                .split("data-about=\"")
                .skip(1)
                .filter_map(|it| it.split('"').next())
                .collect();
            assert_eq!(asked.len(), total(Matter::Asked), "{}", letter.username);
            // What is also to be reported counts once.
            let reported = asked.iter().filter(|about| {
                let id = about.strip_prefix("m.").unwrap_or(about);
                page.body.contains(&format!("data-milestone=\"{id}\""))
            });
            let owed = report + asked.len() - reported.count();
            assert_eq!(owed, in_menu(&page, "/work"), "{}", letter.username);
            let all = format!("kể cả những việc trên: {report}.");
            assert_eq!(report > 0, mail.body.contains(&all), "{}", mail.body);
        }
    }
    let subject = |username| server.mail_of(username).subject;
    assert_eq!(
        subject("head.y-te"),
        "Tiến Độ: 1 câu hỏi chờ trả lời, 1 phải gửi lại, 1 chờ nghiệm thu"
    );
    assert_eq!(subject("member.tai-chinh"), "Tiến Độ: 1 trễ hạn");
    assert_eq!(subject("partner.xanh"), "Tiến Độ: 1 sắp đến hạn");
    assert_eq!(
        subject("office2"),
        "Tiến Độ: 2 chờ nghiệm thu, 1 đề nghị gia hạn, 1 số đo chờ duyệt"
    );
}

#[tokio::test]
async fn a_question_stands_first_and_what_came_back_next() {
    let site = over(busy()).await;
    let server = MailServer::start();
    run(&site, &server.smtp()).await;
    let mail = server.mail_of("head.y-te");
    let place = |words: &str| {
        mail.body
            .find(words)
            .unwrap_or_else(|| panic!("{}", mail.body))
    };
    assert!(place("Được hỏi, chưa trả lời: 1") < place("cần gửi lại: 1"));
    assert_eq!(
        mail.part("Được hỏi")[1],
        format!(
            "- SO-Y-TE, CT-AN-NINH, trả lời đến hết ngày 24/11/2026: {ORIGIN}/work/yte-an-ninh/explain"
        )
    );
    assert_eq!(
        mail.part("Bị trả lại")[1],
        format!("- SO-Y-TE, CN-Y-TE, hạn 15/12/2026: {ORIGIN}/work/yte-san-pham")
    );
    // Who may not answer is told where it stands.
    let member = server.mail_of("member.y-te");
    assert!(
        member.part("Được hỏi")[1].ends_with(&format!(": {ORIGIN}/work")),
        "{}",
        member.body
    );
    let late = server.mail_of("head.tai-chinh");
    assert_eq!(
        late.part("Sản phẩm, kết quả")[1],
        format!("- SO-TAI-CHINH, QG-DAT-DAI, hạn 01/10/2026, trễ 50 ngày: {ORIGIN}/work/tc-dat")
    );
    // What is new stands before what has waited for long.
    let office = server.mail_of("office");
    let decide = office.part("Chờ nghiệm thu");
    assert_eq!(
        decide[0],
        "Chờ nghiệm thu: 2, trong đó 1 gửi từ ngày 19/11/2026"
    );
    assert!(
        decide[1].contains("PHUONG-MOT, QG-DAN-CU, gửi ngày 19/11/2026"),
        "{decide:?}"
    );
    assert!(decide[2].contains("đơn vị công tác"), "{decide:?}");
    assert!(!server.mail_of("office2").body.contains("đơn vị công tác"));
    let more = office.part("Đề nghị gia hạn");
    assert!(more[1].ends_with("/review/tc-gia-han/adjust"), "{more:?}");
}

/// Titles, names, reasons, documents: nothing that a forwarded mail should not carry. And its
/// links open.
#[tokio::test]
async fn a_mail_holds_codes_days_and_links_only() {
    let site = over(busy()).await;
    let server = MailServer::start();
    run(&site, &server.smtp()).await;
    for mail in server.mails() {
        let username = mail.to.split('@').next().unwrap();
        for words in HIDDEN.into_iter().chain([
            "Mốc ",
            "Sản phẩm của",
            "Người của",
            "Sở ",
            "Phường ",
            "Thử Hai",
            "Cau-hoi-rieng",
            "Ly-do",
            "Noi-dung",
            "/BB",
            username,
            "@",
        ]) {
            assert!(!mail.body.contains(words), "{words}: {}", mail.body);
        }
        let user = Account::named(&site, username).await;
        let links = mail
            .body
            .split_whitespace()
            .filter_map(|word| word.strip_prefix(ORIGIN));
        let mut read = 0;
        for path in links {
            user.get(path).await.expect(StatusCode::OK);
            read += 1;
        }
        assert!(read > 1, "{}", mail.body);
        assert_eq!(mail.kind, "text/plain");
        assert_eq!(mail.header("auto-submitted"), ["auto-generated"]);
        assert_eq!(
            mail.header("list-unsubscribe"),
            [format!("<{ORIGIN}/account>")]
        );
        assert_eq!(mail.header("from"), ["Tiến Độ <tiendo@vpub.example>"]);
        assert_eq!(mail.header("to"), [mail.to.as_str()]);
        let today = app::text::weekday(Lang::Vi, parse_day(TODAY).unwrap());
        let head = format!("Chiến dịch thử\nViệc chờ sáng {today}\n");
        assert!(mail.body.starts_with(&head), "{}", mail.body);
        assert!(mail.body.contains("thôi nhận thư"), "{}", mail.body);
    }
}

#[tokio::test]
async fn rule_11_a_companys_mail_holds_its_own_scope_only() {
    let site = Site::over(Store::sqlite().await, ORIGIN, rivals::rows()).await;
    let server = MailServer::start();
    // Three working days before something of each is due.
    site.clock.set(at("2026-11-30", 7));
    run(&site, &server.smtp()).await;
    let figures = [site.app.live.today().await.unwrap().figures()];
    for (username, code) in [("partner.xanh", "CTY-XANH"), ("partner.vang", "CTY-VANG")] {
        let fence = Fence::of(&site.store, code, "2026-11-30", &figures, false).await;
        let mail = server.mail_of(username);
        let body = format!("{}\n{}", mail.subject, mail.body);
        let answer = Answer {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            bytes: body.clone().into_bytes(),
            body,
        };
        assert_eq!(fence.leaks("/khong-co", &answer), [""; 0], "{}", mail.body);
    }
}

#[tokio::test]
async fn what_is_done_is_named_no_more_and_what_is_read_is() {
    let site = Site::new().await;
    let server = MailServer::start();
    run(&site, &server.smtp()).await;
    assert!(
        server
            .mail_of("member.tai-chinh")
            .body
            .contains("/work/tc-dat")
    );
    // Reading it changes nothing.
    let member = Member::named(&site, "member.tai-chinh").await;
    member.get("/work/tc-dat").await.expect(StatusCode::OK);
    site.clock.set(at("2026-11-23", 7));
    let second = MailServer::start();
    run(&site, &second.smtp()).await;
    assert!(
        second
            .mail_of("member.tai-chinh")
            .body
            .contains("/work/tc-dat")
    );
    let member = Member::named(&site, "member.tai-chinh").await;
    let handed = member.post("/work/tc-dat", &report(&new_form(), &[])).await;
    handed.expect(StatusCode::SEE_OTHER);
    site.clock.set(at("2026-11-24", 7));
    let third = MailServer::start();
    run(&site, &third.smtp()).await;
    assert!(!third.recipients().contains(&"member.tai-chinh".to_owned()));
    let office = third.mail_of("office2");
    assert!(office.body.contains("/review/tc-dat"), "{}", office.body);
}

async fn a_mail_is_sent_once_a_day(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let server = MailServer::start();
    let first = run(&site, &server.smtp()).await;
    sent(&first, server.recipients().len());
    // Not even a mail server is needed for nothing.
    let again = run(&site, &smtp_at(free_port())).await;
    sent(&again, 0);
    assert_eq!(again.before, first.sent);
    site.clock.set(at("2026-11-23", 7));
    sent(&run(&site, &server.smtp()).await, first.sent);
    let mails = server.mails();
    let of_head: Vec<_> = mails
        .iter()
        .filter(|it| it.to == address_of("head.y-te"))
        .collect();
    let [friday, monday] = of_head.as_slice() else {
        panic!("{mails:?}");
    };
    assert_ne!(friday.header("message-id"), monday.header("message-id"));
    // A month later nobody has to know any more.
    site.clock.set(at("2026-12-28", 7));
    run(&site, &server.smtp()).await;
    let days = site.store.texts("select distinct day from mails").await;
    assert_eq!(days, ["2026-12-28"]);
    let told = "select action || ' ' || subject || ' ' || detail from audit where action = 'mail'";
    let told = site.store.texts(told).await;
    assert_eq!(told[1], "mail 2026-11-20 sent 0, failed 0");
    assert!(!told.join("").contains('@'), "{told:?}");
}

async fn two_servers_at_one_moment_send_one_mail(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let server = MailServer::start();
    let board = site.app.live.today().await.unwrap();
    let other = Db::connect(&site.store.url).await.unwrap();
    let smtp = server.smtp();
    let (one, two) = tokio::join!(
        run_on(&site.app.db, &site, &board, &smtp),
        run_on(&other, &site, &board, &smtp)
    );
    let recipients = server.recipients();
    let mut once = recipients.clone();
    once.dedup();
    assert_eq!(recipients, once, "somebody got two");
    assert_eq!(one.sent + two.sent, recipients.len());
    assert_eq!(one.sent, two.before, "{one:?} {two:?}");
    assert_eq!((one.failed(), two.failed()), (0, 0));
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_told_and_holds_no_mail() {
    let site = Site::new().await;
    let away = run(&site, &smtp_at(free_port())).await;
    let (why, left) = away.away.as_ref().unwrap();
    assert_eq!(why, "không có chương trình nào nghe ở địa chỉ đó");
    assert!(
        *left > 1 && away.failed() == *left && away.sent == 0,
        "{away:?}"
    );
    // Something else that listens there.
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let other = std::thread::spawn(move || {
        use std::io::Write;
        let (mut stream, _) = listener.accept().unwrap();
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .unwrap();
    });
    let away = run(&site, &smtp_at(port)).await;
    other.join().unwrap();
    assert!(away.away.is_some(), "{away:?}");
    let server = MailServer::start();
    sent(&run(&site, &server.smtp()).await, *left);
}

#[tokio::test]
async fn a_bad_address_stops_nobody_elses_mail() {
    let site = Site::new().await;
    let server = MailServer::start();
    set_email(&site, "head.tai-chinh", "khong.ai@thu.example").await;
    set_email(&site, "head.y-te", "a@thu.example\r\nBcc: b@thu.example").await;
    set_email(&site, "member.tai-chinh", "dut.ket.noi@thu.example").await;
    let first = run(&site, &server.smtp()).await;
    let why: Vec<_> = first
        .not_sent
        .iter()
        .map(|it| (it.username.as_str(), it.why.clone()))
        .collect();
    assert_eq!(
        why,
        [
            ("head.tai-chinh", Why::Refused(Some("550".to_owned()))),
            ("head.y-te", Why::Address),
            ("member.tai-chinh", Why::Unknown),
        ]
    );
    assert_eq!(server.recipients(), ["office", "office2", "partner.xanh"]);
    assert_eq!(first.sent, 3);
    for it in &first.not_sent {
        assert!(!it.why.to_string().contains('@'), "{}", it.why);
    }
    // What was not sent for certain is tried again, what perhaps was is not.
    for username in ["head.tai-chinh", "head.y-te", "member.tai-chinh"] {
        set_email(&site, username, &address_of(username)).await;
    }
    let second = run(&site, &server.smtp()).await;
    sent(&second, 2);
    assert_eq!(second.before, 4);
    assert!(!server.recipients().contains(&"member.tai-chinh".to_owned()));
}

#[tokio::test]
async fn who_cannot_sign_in_or_wants_none_gets_no_mail() {
    let site = Site::new().await;
    let head = Head::of(&site).await;
    let page = head.get("/account").await;
    let (read, account) = (
        page.hidden("read").unwrap(),
        page.hidden("account").unwrap(),
    );
    let unticked = form(&[
        ("email", &address_of("head.y-te")),
        ("read", &read),
        ("account", &account),
    ]);
    let request = request(Method::POST, "/account", head.cookie(), unticked);
    site.send(request).await.expect(StatusCode::SEE_OTHER);
    for (username, change) in [
        ("office", "password_hash = null"),
        ("member.tai-chinh", "email = null"),
    ] {
        let sql = format!("update people set {change} where username = '{username}'");
        site.store.run(&sql).await.unwrap();
    }
    let server = MailServer::start();
    run(&site, &server.smtp()).await;
    // Disabled and past their days are in the campaign already: khoa, het.han.
    assert_eq!(
        server.recipients(),
        ["head.tai-chinh", "office2", "partner.xanh"]
    );
}

#[tokio::test]
async fn a_day_off_has_no_mail_and_a_saturday_that_is_worked_has() {
    let mut book = campaign::book();
    for (day, kind) in [("2026-11-23", "holiday"), ("2026-11-21", "working")] {
        let (seq, recorded_at) = (book.rows.campaign[0].seq, book.rows.campaign[0].recorded_at);
        book.rows.calendar.push(CalendarRow {
            day: day.into(),
            kind: kind.into(),
            name: "Ngày thử".into(),
            seq,
            recorded_at,
            ..Default::default()
        });
    }
    let site = over(book).await;
    for (day, worked) in [
        ("2026-11-20", true),
        ("2026-11-21", true),
        ("2026-11-22", false),
        ("2026-11-23", false),
        ("2026-11-24", true),
        ("2026-11-28", false),
    ] {
        site.clock.set(at(day, 7));
        let board = site.app.live.today().await.unwrap();
        let letters = mail::letters(&site.app.db, &board, &site.app.config.origin).await;
        assert_eq!(letters.unwrap().is_some(), worked, "{day}");
        assert_eq!(board.day(), parse_day(day).unwrap());
    }
}

#[tokio::test]
async fn a_name_of_a_campaign_writes_no_line_of_a_mail() {
    let mut book = campaign::book();
    book.rows.campaign[0].name = "Chiến dịch\r\nBcc: b@thu.example\r\n\r\nGiả".into();
    let site = over(book).await;
    let server = MailServer::start();
    run(&site, &server.smtp()).await;
    for mail in server.mails() {
        assert_eq!(mail.header("bcc"), [""; 0]);
        assert!(
            mail.body
                .starts_with("Chiến dịch Bcc: b@thu.example Giả\nViệc chờ sáng "),
            "{}",
            mail.body
        );
        assert!(!mail.to.starts_with("b@"), "{mail:?}");
    }
}

#[tokio::test]
async fn a_demonstration_says_so_and_english_is_for_who_reads_it() {
    let site = Site::demo().await;
    for username in ["head.syt", "office"] {
        set_email(&site, username, &address_of(username)).await;
    }
    let english = "update people set language = 'en' where username = 'office'";
    site.store.run(english).await.unwrap();
    let person = people::by_username(&site.store.db, "office", people::at_last())
        .await
        .unwrap();
    assert!(person.unwrap().wants_mail);
    let server = MailServer::start();
    sent(&run(&site, &server.smtp()).await, 2);
    let head = server.mail_of("head.syt");
    assert!(
        head.subject.starts_with("[Mẫu] Tiến Độ: "),
        "{}",
        head.subject
    );
    assert!(
        head.body.contains("không phải số liệu chính thức"),
        "{}",
        head.body
    );
    let office = server.mail_of("office");
    assert!(
        office.subject.starts_with("[Sample] Tiến Độ: "),
        "{}",
        office.subject
    );
    // A long queue is cut, and says by how much.
    let decide = office.part("To review");
    assert_eq!(decide.len(), 12, "{decide:?}");
    assert!(
        decide[11].starts_with("and ") && decide[11].ends_with(&format!(" more: {ORIGIN}/review")),
        "{decide:?}"
    );
}
