//! What is sealed meanwhile: whose it is, how long, and what never is.
use std::sync::{Arc, Mutex};

use axum::http::{Method, StatusCode};

use super::{
    HEAD, MEMBER, OFFICE, WORK, cases::of_form, facts, send, session_of, sign_in_from, too_late,
};
use crate::support::{
    site::{PASSWORD, Site, request},
    users::{Anonymous, User},
};

/// A writer that tests read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn sealed_text_is_of_one_account_one_page_and_one_hour() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // Beside a single subscriber, what another thread's test meets first is not logged here.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
    let _guard = tracing::subscriber::set_default(subscriber);

    let case = of_form("a report");
    let site = Site::new().await;
    let told = too_late(&site, case, case.fields, true).await;
    let sealed = told.hidden("sealed").unwrap();
    let mut changed = sealed.clone();
    let last = if changed.ends_with('A') { "B" } else { "A" };
    changed.replace_range(changed.len() - 1.., last);
    let cut = sealed[..sealed.len() / 2].to_owned();
    let before = facts(&site).await;
    let table: [(&str, &str, &str, &str, i64, &str); 9] = [
        // what, sealed, who signs in, next, minutes later, where to
        (
            "another account",
            &sealed,
            HEAD,
            WORK,
            0,
            "/?done=unsent-other",
        ),
        (
            "another role",
            &sealed,
            OFFICE,
            WORK,
            0,
            "/?done=unsent-other",
        ),
        (
            "another page",
            &sealed,
            MEMBER,
            "/work/yte-ket-qua",
            0,
            "/work/yte-ket-qua?done=unsent-gone",
        ),
        (
            "another kind of page",
            &sealed,
            MEMBER,
            "/review/yte-san-pham",
            0,
            "/review/yte-san-pham?done=unsent-gone",
        ),
        (
            "no page",
            &sealed,
            MEMBER,
            "https://evil.example",
            0,
            "/?done=unsent-gone",
        ),
        (
            "a letter changed",
            &changed,
            MEMBER,
            WORK,
            0,
            "/work/yte-san-pham?done=unsent-gone",
        ),
        (
            "cut off",
            &cut,
            MEMBER,
            WORK,
            0,
            "/work/yte-san-pham?done=unsent-gone",
        ),
        (
            "junk",
            "%00\u{202e}ế",
            MEMBER,
            WORK,
            0,
            "/work/yte-san-pham?done=unsent-gone",
        ),
        (
            "an hour ago",
            &sealed,
            MEMBER,
            WORK,
            60,
            "/work/yte-san-pham?done=unsent-gone",
        ),
    ];
    for (what, sealed, who, next, minutes, to) in table {
        site.later(minutes);
        let fields = [
            ("username", who),
            ("password", PASSWORD),
            ("next", next),
            ("unsent", "report"),
            ("sealed", sealed),
        ];
        let answer = Anonymous(&site).post("/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}");
        assert_eq!(answer.location(), to, "{what}");
        let session = session_of(&answer);
        let page = request(Method::GET, to, Some(&session), String::new());
        let page = site.send(page).await;
        for typed in case.typed {
            page.hides(typed);
        }
        let sentence = if to.ends_with("other") {
            "là của một tài khoản khác"
        } else {
            "chỉ giữ được 60 phút"
        };
        page.shows(sentence);
    }
    assert_eq!(facts(&site).await, before);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(!log.is_empty());
    for trace in [sealed.as_str(), &changed, "12.400", "214/BB"] {
        assert!(!log.contains(trace), "{trace} is in the log");
    }
}

#[tokio::test]
async fn rule_12_what_carries_a_mark_of_secrecy_is_not_sealed() {
    let secrets: [(&str, &str, &str); 5] = [
        ("a report", "produced", "TUYỆT MẬT\nKế hoạch kín-881"),
        ("a draft", "produced", "TUYỆT MẬT\nKế hoạch kín-881"),
        ("a return", "reason", "Văn bản TỐI MẬT kín-881"),
        ("a change of an account", "title", "TUYỆT MẬT kín-881"),
        (
            "a table of accounts",
            "text",
            "username,name,role\nmot,TUYỆT MẬT kín-881,office\nhai,Ông Hai,office\n",
        ),
    ];
    for (case, name, value) in secrets {
        let (site, case) = (Site::new().await, of_form(case));
        for (who, path, fields) in case.before {
            send(&site, who, path, fields).await;
        }
        let mut fields = case.fields.to_vec();
        fields.retain(|(field, _)| ![name, "document_number"].contains(field));
        fields.extend([(name, value), ("document_number", "214/BB-SYT")]);
        let told = too_late(&site, case, &fields, true).await;
        let again = sign_in_from(&site, &told, case.who, PASSWORD).await;
        let again = again.expect(StatusCode::OK);
        again.hides("kín-881");
        if name == "produced" {
            again.shows("214/BB-SYT");
        }
        let everything = site.store.everything().await.join("\n");
        assert!(!everything.contains("kín-881"));
    }
}

/// Whatever fits into a form fits into the form of signing in, or is told to be lost.
#[tokio::test]
async fn a_long_text_comes_back_or_is_told_to_be_lost() {
    let case = of_form("a report");
    for (letter, letters, kept) in [
        ("ế", 110_000, true),
        ("a", 700_000, true),
        ("a", 1_000_000, false),
    ] {
        let site = Site::new().await;
        let long = letter.repeat(letters);
        let mut fields = case.fields.to_vec();
        fields[0] = ("produced", &long);
        let told = too_late(&site, case, &fields, true).await;
        told.shows("Báo cáo CHƯA được gửi");
        assert_eq!(told.hidden("sealed").is_some(), kept, "{letters} {letter}");
        if kept {
            let again = sign_in_from(&site, &told, case.who, PASSWORD).await;
            again.expect(StatusCode::OK).shows(&long);
        } else {
            told.shows("không giữ được ở đây");
        }
    }
}

/// Strangers get nothing sealed: neither with an account they made up, nor without a form.
#[tokio::test]
async fn only_a_form_given_to_an_account_is_sealed() {
    let site = Site::new().await;
    let form_id = uuid::Uuid::now_v7().to_string();
    let account = format!("id-{MEMBER}");
    for (fields, sealed) in [
        (
            vec![("account", "id-nobody"), ("submission", &form_id)],
            false,
        ),
        (
            vec![("account", account.as_str()), ("submission", "x")],
            false,
        ),
        (vec![], false),
        (
            vec![("account", account.as_str()), ("submission", &form_id)],
            true,
        ),
    ] {
        let answer = Anonymous(&site).post(WORK, &fields).await;
        let answer = answer.expect(StatusCode::UNAUTHORIZED);
        answer.shows("Báo cáo CHƯA được gửi");
        assert_eq!(answer.hidden("sealed").is_some(), sealed, "{fields:?}");
    }
}
