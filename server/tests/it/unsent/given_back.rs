//! What was typed stands in its form again, beside what came since.
use axum::http::{Method, StatusCode};

use super::{
    DESK, Fields, HEAD, MEMBER, OFFICE, OTHER_DRAFT, REPORT, WITHDRAW, WORK, as_given,
    cases::{CASES, of_form},
    encoded, facts, send, session_of, sign_in_from, too_late,
};
use crate::support::{
    page::Answer,
    site::{PASSWORD, Site, request},
    users::{Account, User},
};

#[tokio::test]
async fn what_was_typed_when_the_session_had_ended_stands_in_its_form_again() {
    for case in CASES {
        for cookie in [true, false] {
            let what = case.what;
            let site = Site::new().await;
            for (who, path, fields) in case.before {
                send(&site, who, path, fields).await;
            }
            let before = facts(&site).await;
            let told = too_late(&site, case, case.fields, cookie).await;
            told.shows(&format!("Phiên đã hết. {}", case.not_done));
            assert_eq!(told.hidden("next").as_deref(), Some(case.page), "{what}");
            assert_eq!(told.hidden("sealed").is_some(), !case.typed.is_empty());
            for typed in case.typed {
                told.hides(typed);
            }
            // Through a wrong password it is carried on.
            let wrong = sign_in_from(&site, &told, case.who, "không phải").await;
            let wrong = wrong.expect(StatusCode::UNPROCESSABLE_ENTITY);
            wrong.shows(case.not_done);
            assert_eq!(wrong.hidden("sealed"), told.hidden("sealed"), "{what}");

            let again = sign_in_from(&site, &wrong, case.who, PASSWORD).await;
            let session = session_of(&again);
            let again = if case.typed.is_empty() {
                assert_eq!(again.location(), case.page, "{what}");
                let page = request(Method::GET, case.page, Some(&session), String::new());
                site.send(page).await.expect(StatusCode::OK)
            } else {
                let again = again.expect(StatusCode::OK);
                again.shows("Chưa gửi: mẫu dưới đây giữ nội dung");
                again
            };
            for typed in case.typed {
                again.shows(typed);
            }
            // It is not sent by itself; who presses again sends it.
            assert_eq!(facts(&site).await, before, "{what}: something was written");
            let fields = encoded(&as_given(&again, case.fields));
            let sent = request(Method::POST, case.sent_to, Some(&session), fields);
            let sent = site.send(sent).await;
            // The desk shows what became of what was ticked.
            let done = [StatusCode::SEE_OTHER, StatusCode::OK].contains(&sent.status);
            assert!(done, "{what}: {}", sent.body);
            assert_ne!(facts(&site).await, before, "{what}: nothing was written");
        }
    }
}

/// What came between is shown beside what was typed, as for any form (rule 8).
#[tokio::test]
async fn what_came_while_the_session_had_ended_is_shown_beside() {
    struct Since {
        case: &'static str,
        since: &'static [(&'static str, &'static str, Fields)],
        shows: &'static [&'static str],
    }
    let table = [
        Since {
            case: "a report",
            since: &[(HEAD, WORK, OTHER_DRAFT)],
            shows: &[
                "Bản nháp này vừa được lưu ở nơi khác",
                "Bản của đồng nghiệp",
                "12.400 hồ sơ đã gõ",
            ],
        },
        Since {
            case: "a draft",
            since: &[(HEAD, WORK, REPORT)],
            shows: &[
                "mốc này đã thay đổi",
                "12.400 hồ sơ đã gõ",
                "đã gõ, 14 trang",
            ],
        },
        Since {
            case: "a return",
            since: &[(MEMBER, WITHDRAW, &[])],
            shows: &["mốc này đã thay đổi", "Thiếu biên bản, lý do đã gõ"],
        },
    ];
    for Since { case, since, shows } in table {
        let (site, case) = (Site::new().await, of_form(case));
        for (who, path, fields) in case.before {
            send(&site, who, path, fields).await;
        }
        let told = too_late(&site, case, case.fields, true).await;
        for (who, path, fields) in since {
            send(&site, who, path, fields).await;
        }
        let again = sign_in_from(&site, &told, case.who, PASSWORD).await;
        let again = again.expect(StatusCode::CONFLICT);
        for text in shows {
            again.shows(text);
        }
    }
}

/// The boxes of plans on the desk: of which milestone, what it carries, whether it is ticked.
fn plans(page: &Answer) -> Vec<(String, String, bool)> {
    let rows = page.body.split("<li data-milestone=\"").skip(1);
    let rows = rows.filter(|row| row.contains(" name=\"plan\""));
    rows.map(|row| {
        let tag = row.split_once("<input").unwrap().1;
        let tag = tag.split('>').next().unwrap();
        let carries = tag.split_once(" value=\"").unwrap().1;
        let upto = |text: &str| text.split('"').next().unwrap().to_owned();
        (upto(row), upto(carries), tag.contains(" checked"))
    })
    .collect()
}

/// Rule 8: a tick belongs to what was read.
#[tokio::test]
async fn what_was_ticked_stays_ticked_unless_it_changed() {
    let site = Site::demo().await;
    let office = Account::named(&site, "office").await;
    let page = office.get(DESK).await;
    let offered = plans(&page);
    // Nothing is ticked before somebody reads it.
    assert!(offered.iter().all(|it| !it.2));
    let [first, second, ..] = &offered[..] else {
        panic!("{offered:?}")
    };
    let (account, form_id) = (page.hidden("account"), page.hidden("submission"));
    let fields = [
        ("account", account.unwrap()),
        ("submission", form_id.unwrap()),
        ("plan", first.1.clone()),
        ("plan", second.1.clone()),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    let sent = || request(Method::POST, DESK, None, encoded(&fields));
    let told = site.send(sent()).await.expect(StatusCode::UNAUTHORIZED);
    let again = sign_in_from(&site, &told, "office", PASSWORD).await;
    let again = again.expect(StatusCode::OK);
    let ticked = |page: &Answer| -> Vec<String> {
        let all = plans(page).into_iter();
        all.filter(|it| it.2).map(|it| it.0).collect()
    };
    let mut both = [first.0.clone(), second.0.clone()];
    let mut stand = ticked(&again);
    both.sort();
    stand.sort();
    assert_eq!(stand, both);

    // Returned by another since: it is ticked no more, and that is told.
    let told = site.send(sent()).await.expect(StatusCode::UNAUTHORIZED);
    let id = uuid::Uuid::now_v7().to_string();
    let returned = [
        ("submission", id.as_str()),
        ("decision", "returned"),
        ("reason", "Thiếu phụ lục"),
    ];
    let path = format!("/review/{}", first.0);
    let done = office.post(&path, &returned).await;
    done.expect(StatusCode::SEE_OTHER);
    let again = sign_in_from(&site, &told, "office", PASSWORD).await;
    let again = again.expect(StatusCode::CONFLICT);
    again.shows("1 dòng đã chọn nay không còn như lúc đọc");
    assert_eq!(ticked(&again), std::slice::from_ref(&second.0));
}

/// On a shared computer: sent by somebody who may not, it is its person's to send.
#[tokio::test]
async fn a_form_sent_by_somebody_who_may_not_is_given_back() {
    for (case, sender, refused) in [
        ("a report", OFFICE, StatusCode::FORBIDDEN),
        ("a report", "partner.xanh", StatusCode::NOT_FOUND),
        ("a draft", "member.phuong-mot", StatusCode::NOT_FOUND),
        ("a return", MEMBER, StatusCode::FORBIDDEN),
        ("a return", HEAD, StatusCode::NOT_FOUND),
    ] {
        let (site, case) = (Site::new().await, of_form(case));
        let what = format!("{} by {sender}", case.what);
        for (who, path, fields) in case.before {
            send(&site, who, path, fields).await;
        }
        let before = facts(&site).await;
        let refusals = "select count(*) from audit where action = 'refused'";
        let owner = Account::named(&site, case.who).await;
        let opened = owner.get(case.page).await.expect(StatusCode::OK);
        let sender = Account::named(&site, sender).await;
        let fields = encoded(&as_given(&opened, case.fields));
        let post = request(Method::POST, case.sent_to, Some(&sender.session), fields);
        let told = site.send(post).await.expect(StatusCode::UNAUTHORIZED);
        told.shows("đăng nhập bằng một tài khoản khác");
        told.shows(case.not_done);
        assert_eq!(site.store.number(refusals).await, 1, "{what}");
        let wrong = sign_in_from(&site, &told, case.who, "không phải").await;
        wrong.shows("đăng nhập bằng một tài khoản khác");
        let again = sign_in_from(&site, &wrong, case.who, PASSWORD).await;
        let again = again.expect(StatusCode::OK);
        for typed in case.typed {
            told.hides(typed);
            again.shows(typed);
        }
        assert_eq!(facts(&site).await, before, "{what}: something was written");

        // The own form, of what is no longer or never was the own, is only refused.
        let mut own = as_given(&opened, case.fields);
        for (name, value) in &mut own {
            if name == "account" {
                *value = format!("id-{}", sender.username());
            }
        }
        let post = request(
            Method::POST,
            case.sent_to,
            Some(&sender.session),
            encoded(&own),
        );
        assert_eq!(site.send(post).await.status, refused, "{what}");
    }
}
