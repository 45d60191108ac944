//! A form that is sent once more.
use axum::http::StatusCode;

use super::{
    ACCEPT, CORRECT, EXPLAIN, EXPLANATION, FIRST, Fields, HEAD, MEMBER, OFFICE, OFFICE_2,
    OWN_DOCUMENT, QUESTION, REMIND, RESTATE, RETURN, REVIEW, REVOKE, SECOND, Step, TERMS, TITLE,
    WITHDRAW, WORK, as_given, borrowed, facts, send,
};
use crate::support::{
    site::Site,
    users::{Account, User},
};

/// "Đã gửi" and "đã nghiệm thu" are said only where what the form says is there, is the
/// last, and is what was typed.
#[tokio::test]
async fn rule_8_a_form_sent_again_is_not_confirmed_by_what_is_past() {
    struct Again {
        what: &'static str,
        before: &'static [Step],
        form: Step,
        meanwhile: &'static [Step],
        /// The same form, sent once more with these fields.
        again: Fields,
        done: bool,
    }
    let table = [
        Again {
            what: "a report, at once",
            before: &[],
            form: Step(MEMBER, WORK, FIRST),
            meanwhile: &[],
            again: FIRST,
            done: true,
        },
        Again {
            what: "a report with another text and document",
            before: &[],
            form: Step(MEMBER, WORK, FIRST),
            meanwhile: &[],
            again: SECOND,
            done: false,
        },
        Again {
            what: "a report that was withdrawn",
            before: &[],
            form: Step(MEMBER, WORK, FIRST),
            meanwhile: &[Step(MEMBER, WITHDRAW, &[])],
            again: FIRST,
            done: false,
        },
        Again {
            what: "a report that was withdrawn, with another text",
            before: &[],
            form: Step(MEMBER, WORK, FIRST),
            meanwhile: &[Step(MEMBER, WITHDRAW, &[])],
            again: SECOND,
            done: false,
        },
        Again {
            what: "a report that was returned",
            before: &[],
            form: Step(MEMBER, WORK, FIRST),
            meanwhile: &[Step(OFFICE, REVIEW, RETURN)],
            again: FIRST,
            done: false,
        },
        Again {
            what: "a withdrawal before another report",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(MEMBER, WITHDRAW, &[]),
            meanwhile: &[Step(MEMBER, WORK, SECOND)],
            again: &[],
            done: false,
        },
        Again {
            what: "an acceptance that was revoked, on another report",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(OFFICE, REVIEW, ACCEPT),
            meanwhile: &[Step(OFFICE_2, REVIEW, REVOKE), Step(MEMBER, WORK, SECOND)],
            again: ACCEPT,
            done: false,
        },
        Again {
            what: "a return for another reason",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(OFFICE, REVIEW, RETURN),
            meanwhile: &[],
            again: &[("decision", "returned"), ("reason", "Vì một lý do khác")],
            done: false,
        },
        Again {
            what: "an explanation, at once",
            before: &[],
            form: Step(HEAD, EXPLAIN, EXPLANATION),
            meanwhile: &[],
            again: EXPLANATION,
            done: true,
        },
        Again {
            what: "an explanation with other words",
            before: &[],
            form: Step(HEAD, EXPLAIN, EXPLANATION),
            meanwhile: &[],
            again: &[
                ("about.m.yte-san-pham", "true"),
                ("cause", "people"),
                ("text", "Thiếu người"),
                ("day", "5.12.2026"),
            ],
            done: false,
        },
        Again {
            what: "a correction, at once",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(MEMBER, CORRECT, OWN_DOCUMENT),
            meanwhile: &[],
            again: OWN_DOCUMENT,
            done: true,
        },
        Again {
            what: "a correction with another number",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(MEMBER, CORRECT, OWN_DOCUMENT),
            meanwhile: &[],
            again: &[
                ("act", "own-document"),
                ("document_number", "31/BC-SYT"),
                ("document_day", "18/11/2026"),
                ("link", "https://luutru.example/21.pdf"),
                ("reason", "Gõ nhầm số, lời đã gõ"),
                ("no_secrets", "true"),
            ],
            done: false,
        },
        Again {
            what: "other terms, at once",
            before: &[],
            form: Step(OFFICE, RESTATE, TERMS),
            meanwhile: &[],
            again: TERMS,
            done: true,
        },
        Again {
            what: "a title, at once",
            before: &[],
            form: Step(OFFICE, RESTATE, TITLE),
            meanwhile: &[],
            again: TITLE,
            done: true,
        },
        Again {
            what: "a reminder that was answered",
            before: &[],
            form: Step(OFFICE, QUESTION, REMIND),
            meanwhile: &[Step(HEAD, EXPLAIN, EXPLANATION)],
            again: REMIND,
            done: false,
        },
        Again {
            what: "a return, at once",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(OFFICE, REVIEW, RETURN),
            meanwhile: &[],
            again: RETURN,
            done: true,
        },
    ];
    for case in table {
        let (site, what) = (Site::new().await, case.what);
        for Step(by, to, fields) in case.before {
            send(&site, by, to, fields).await;
        }
        let Step(who, to, fields) = case.form;
        let account = Account::named(&site, who).await;
        let opened = account.get(to.trim_end_matches("/withdraw")).await;
        let sent = account
            .post(to, &borrowed(&as_given(&opened, fields)))
            .await;
        sent.expect(StatusCode::SEE_OTHER);
        for Step(by, to, fields) in case.meanwhile {
            send(&site, by, to, fields).await;
        }
        let before = facts(&site).await;
        let again = as_given(&opened, case.again);
        let answer = account.post(to, &borrowed(&again)).await;
        assert_eq!(facts(&site).await, before, "{what}: something was written");
        if case.done {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}");
            continue;
        }
        assert_eq!(answer.status, StatusCode::CONFLICT, "{what}");
        answer.shows("thay đổi sau khi trang được mở");
        for (_, typed) in case.again.iter().filter(|(name, _)| *name == "reason") {
            answer.shows(typed);
        }
    }
}

/// A report that was withdrawn goes in again from the page that said so.
#[tokio::test]
async fn a_form_that_was_used_is_another_form_on_the_page_that_answers() {
    let site = Site::new().await;
    let account = Account::named(&site, MEMBER).await;
    let opened = account.get(WORK).await;
    let form = as_given(&opened, FIRST);
    let sent = account.post(WORK, &borrowed(&form)).await;
    sent.expect(StatusCode::SEE_OTHER);
    send(&site, MEMBER, WITHDRAW, &[]).await;
    let answer = account.post(WORK, &borrowed(&form)).await;
    let answer = answer.expect(StatusCode::CONFLICT);
    let again = as_given(&answer, FIRST);
    let sent = account.post(WORK, &borrowed(&again)).await;
    sent.expect(StatusCode::SEE_OTHER);
    assert!(facts(&site).await.last().unwrap().starts_with("submitted "));
}
