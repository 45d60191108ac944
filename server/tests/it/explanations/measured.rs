//! What has nothing to hand over is asked about by its indicator.
use axum::http::StatusCode;

use super::{
    DOCUMENT, EXPLANATION, Fields, HEAD, NUMBER, PDF, WHY, does, marks_of, status_of, upload_to,
    with_marks,
};
use crate::support::{
    campaign,
    site::{ORIGIN, Site},
    store::{Store, on_both},
    upload::addresses,
    users::{Account, User},
};

on_both!(what_is_only_measured_is_asked_about_and_explained);

/// A duty with an indicator and nothing to hand over: the indicator has the form by itself.
async fn what_is_only_measured_is_asked_about_and_explained(store: Store) {
    const ASK: &str = "/review/i.CT-CHI-DO/ask";
    const EXPLAIN: &str = "/work/i.CT-CHI-DO/explain";
    const DUTY: &str = "/duties/SO-Y-TE/CN-TAI-CHINH";
    let mut book = campaign::book();
    book.outcome("CT-CHI-DO", ("SO-Y-TE", "CN-TAI-CHINH"), "95");
    let site = Site::over(store, ORIGIN, book.rows).await;
    let get = async |who: &str, path: &str| Account::named(&site, who).await.get(path).await;
    // Both of its pages lead to what their reader may say, on no past day, and nobody else's do.
    for page in ["/outcomes/CT-CHI-DO", DUTY] {
        for (who, to) in [("office", ASK), ("committee", ASK), (HEAD, EXPLAIN)] {
            get(who, page).await.expect(StatusCode::OK).shows(to);
            let past = get(who, &format!("{page}?as_of=2026-11-19")).await;
            past.expect(StatusCode::OK).hides(to);
        }
        for who in ["member.y-te", "head.tai-chinh"] {
            let page = get(who, page).await;
            page.hides("/ask\"");
            page.hides("/explain\"");
        }
    }
    for (who, path) in [
        ("partner.xanh", EXPLAIN),
        ("head.tai-chinh", EXPLAIN),
        ("office", "/review/i.KHONG-CO/ask"),
        ("office", "/review/i.yte-san-pham/ask"),
        ("office", "/review/m.yte-san-pham/ask"),
    ] {
        assert_eq!(get(who, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // Asked, it stands on top of what the head has to do, with its form, and is said to be sent.
    let question: Fields = &[
        ("about.i.CT-CHI-DO", "true"),
        ("text", "Vì sao-5511 chưa đo"),
        ("day", "25/11/2026"),
    ];
    let read = marks_of(&get("office", ASK).await);
    let asked = with_marks(question, &read);
    let sent = Account::named(&site, "office")
        .await
        .post(ASK, &asked)
        .await;
    let to = sent.location().to_owned();
    assert_eq!(to, format!("{DUTY}?done=asked&of=i.CT-CHI-DO"));
    get("office", &to)
        .await
        .shows("Đã gửi. Bên thực hiện thấy câu này");
    let work = get(HEAD, "/work").await;
    work.shows("sao-5511");
    work.shows(EXPLAIN);
    // Its file is the sender's alone until it is sent, and stays in a form that is given back.
    let answer = [
        &[("about.i.CT-CHI-DO", "true")],
        &EXPLANATION[1..],
        DOCUMENT,
    ]
    .concat();
    let mut wrong = answer.clone();
    wrong.retain(|(name, _)| *name != "cause");
    let opened = marks_of(&get(HEAD, EXPLAIN).await);
    let wrong = with_marks(&wrong, &opened);
    let page = upload_to(&site, (HEAD, EXPLAIN), &wrong, &[("do.pdf", PDF)]).await;
    let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let [file] = addresses(&page.body).try_into().unwrap();
    assert_eq!(status_of(&site, HEAD, &file).await, 200);
    assert_eq!(status_of(&site, "member.y-te", &file).await, 404);
    assert_eq!(status_of(&site, "office", &file).await, 404);
    let (files, marks) = (page.hidden("files").unwrap(), marks_of(&page));
    let mut fields = with_marks(&answer, &marks);
    fields.push(("files", &files));
    for _ in 0..2 {
        let sent = upload_to(&site, (HEAD, EXPLAIN), &fields, &[]).await;
        assert_eq!(sent.location(), "/work?done=explained&of=i.CT-CHI-DO");
    }
    assert_eq!(site.store.number("select count(*) from explained").await, 1);
    assert_eq!(
        site.store.number("select count(*) from attachments").await,
        0
    );
    assert_eq!(status_of(&site, "office", &file).await, 200);
    assert_eq!(status_of(&site, "head.tai-chinh", &file).await, 404);
    get(HEAD, "/work").await.hides("sao-5511");
    get("committee", DUTY).await.shows(WHY);
    // A secret in the field of a day is given back as little as in any other.
    let secret = with_marks(
        &[question[0], question[1], ("day", "TUYỆT MẬT số 5512")],
        &read,
    );
    let secret = Account::named(&site, "office")
        .await
        .post(ASK, &secret)
        .await;
    secret
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .hides("5512");
    // Who asked before that was said is told what was.
    let another = uuid::Uuid::now_v7().to_string();
    let mut late = asked.clone();
    late.retain(|(name, _)| *name != "submission");
    late.push(("submission", &another));
    let late = Account::named(&site, "office").await.post(ASK, &late).await;
    late.expect(StatusCode::CONFLICT).shows("sao-5511");
}

/// What was typed while something was open is not lost when that is settled meanwhile.
#[tokio::test]
async fn what_was_typed_stands_when_nothing_is_left_to_be_explained() {
    const HEAD: &str = "head.phuong-mot";
    let site = Site::at(Store::sqlite().await, ORIGIN).await;
    let path = "/work/p1-dan-cu/explain";
    let marks = marks_of(&Account::named(&site, HEAD).await.get(path).await);
    let cancelled: Fields = &[
        ("event", "cancelled"),
        ("number", "9/QĐ"),
        ("reason", "Không còn cần"),
        ("sure", "true"),
    ];
    does(&site, "office", "/review/p1-dan-cu/adjust", cancelled).await;
    let typed = [
        &[("about.m.p1-dan-cu", "true")],
        &EXPLANATION[1..],
        DOCUMENT,
    ]
    .concat();
    let mut fields = with_marks(&typed, &marks);
    fields.push(("link", "https://luutru.example/5513.pdf"));
    let answer = upload_to(&site, (HEAD, path), &fields, &[]).await;
    let answer = answer.expect(StatusCode::CONFLICT);
    for typed in ["gốc-5502", NUMBER, "dữ liệu gốc"] {
        answer.shows(typed);
    }
    answer.hides("name=\"text\"");
}
