//! A draft that is kept while somebody types: by the same form over its own, by nobody over
//! another's, and gone when it is discarded.
use axum::http::{Method, StatusCode};

use crate::support::{
    page::Answer,
    report::{new_form, report},
    site::{ORIGIN, Site, form, request},
    store::{Store, on_both},
    users::{Head, Member, Office, Partner, User},
};

on_both!(a_draft_is_kept_while_it_is_typed,);

const WORK: &str = "/work/yte-san-pham";

/// What the island of a form sends, with what was typed into two of its fields.
async fn keeps(user: &impl User, page: &Answer, produced: &str, number: &str) -> Answer {
    keeps_of(user, page, "yte-san-pham", produced, number).await
}

async fn keeps_of(
    user: &impl User,
    page: &Answer,
    milestone: &str,
    produced: &str,
    number: &str,
) -> Answer {
    let hidden = |name: &str| page.hidden(name).unwrap_or_default();
    let marks = ["version", "submission", "read", "promised", "account"].map(hidden);
    let [version, submission, read, promised, account] = &marks;
    let fields = [
        ("milestone", milestone),
        ("typed[produced]", produced),
        ("typed[document_number]", number),
        ("typed[document_day]", "20/11"),
        ("typed[link]", ""),
        ("typed[files]", ""),
        ("typed[version]", version),
        ("typed[submission]", submission),
        ("typed[read]", read),
        ("typed[promised]", promised),
        ("typed[account]", account),
    ];
    let mut sent = request(Method::POST, "/islands/draft", user.cookie(), form(&fields));
    sent.headers_mut()
        .insert("accept", "application/json".parse().unwrap());
    user.site().send(sent).await
}

fn kept(answer: &Answer) -> bool {
    answer.body.contains("\"kept\":true")
}

async fn draft(site: &Site) -> Vec<String> {
    let sql = "select body from drafts where milestone = 'yte-san-pham'";
    site.store.texts(sql).await
}

async fn a_draft_is_kept_while_it_is_typed(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    let page = member.get(WORK).await;
    for typed in ["Tập hồ", "Tập hồ sơ", "Tập hồ sơ đã đối soát"] {
        let answer = keeps(&member, &page, typed, "214").await;
        let answer = answer.expect(StatusCode::OK);
        assert!(kept(&answer), "{}", answer.body);
        answer.shows("Đã lưu nháp ");
    }
    let [body] = &draft(&site).await[..] else {
        panic!("one draft")
    };
    assert!(body.contains("Tập hồ sơ đã đối soát") && body.contains("20/11"));

    // A colleague who opened the page meanwhile has it, and is told whose it is.
    let head = Head::of(&site).await;
    let theirs = head.get(WORK).await;
    theirs.shows("Tập hồ sơ đã đối soát");
    theirs.shows("Bản nháp của Người của member.y-te");
    assert!(kept(
        &keeps(&head, &theirs, "Bản của trưởng phòng", "215").await
    ));
    // The first form saves nothing over it, and says whose is newer; nor does its button.
    let over = keeps(&member, &page, "Bản cũ", "")
        .await
        .expect(StatusCode::OK);
    assert!(!kept(&over));
    over.shows("Người của head.y-te vừa lưu bản nháp khác");
    assert!(draft(&site).await[0].contains("Bản của trưởng phòng"));
    let (version, id) = (
        page.hidden("version").unwrap(),
        page.hidden("submission").unwrap(),
    );
    let opened = [("version", version.as_str())];
    let sent = member.post(WORK, &report(&id, &opened)).await;
    sent.expect(StatusCode::CONFLICT)
        .shows("Bản của trưởng phòng");

    // The form that saved hands over, though the version it was opened with is long past.
    let (version, id) = (
        theirs.hidden("version").unwrap(),
        theirs.hidden("submission").unwrap(),
    );
    let opened = [("version", version.as_str())];
    let sent = head.post(WORK, &report(&id, &opened)).await;
    sent.expect(StatusCode::SEE_OTHER);
    assert_eq!(draft(&site).await, [""; 0]);
    // What comes later from it makes no draft of what is handed over.
    let late = keeps(&head, &theirs, "Đến muộn", "").await;
    assert!(!kept(&late));
    assert_eq!(draft(&site).await, [""; 0]);
}

#[tokio::test]
async fn what_may_not_be_kept_is_told() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let page = member.get(WORK).await;
    // Rule 12: it is kept nowhere.
    let secret = keeps(&member, &page, "Hồ sơ TỐI MẬT", "12").await;
    assert!(!kept(&secret));
    secret.shows("dấu hiệu tài liệu mật");
    let long = keeps(&member, &page, &"ế".repeat(2_001), "12").await;
    long.shows("Dài quá 2.000 ký tự");
    assert_eq!(draft(&site).await, [""; 0]);
    // Another account's form.
    let head = Head::of(&site).await;
    assert!(!kept(&keeps(&head, &page, "Của người khác", "1").await));
    assert_eq!(draft(&site).await, [""; 0]);
    // Rule 11: another's milestone does not exist, and the try is recorded.
    let company = Partner::of(&site).await;
    let theirs = company.get("/work/p1-xanh").await;
    for milestone in ["yte-san-pham", "khong-co", "../x"] {
        let answer = keeps_of(&company, &theirs, milestone, "Dò", "1").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{milestone}");
    }
    let office = Office::of(&site).await;
    let answer = keeps(&office, &page, "Của thường trực", "1").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_draft_is_discarded_once_that_was_asked() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let page = member.get(WORK).await;
    keeps(&member, &page, "Bản bỏ đi", "9").await;
    let page = member.get(WORK).await;
    let (version, id) = (
        page.hidden("version").unwrap(),
        page.hidden("submission").unwrap(),
    );
    let sent = |action| {
        let fields = [
            ("version", version.as_str()),
            ("produced", "Bản bỏ đi, đang sửa"),
            ("action", action),
        ];
        report(&id, &fields)
            .into_iter()
            .map(|(n, v)| (n, v.to_owned()))
            .collect::<Vec<_>>()
    };
    let ask = sent("discard");
    let ask: Vec<(&str, &str)> = ask.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let asked = member.post(WORK, &ask).await.expect(StatusCode::OK);
    asked.shows("Bỏ hẳn bản nháp của Người của member.y-te");
    asked.shows("Bản bỏ đi, đang sửa");
    assert_eq!(draft(&site).await.len(), 1);
    // Not what a colleague saved since.
    let head = Head::of(&site).await;
    let theirs = head.get(WORK).await;
    keeps(&head, &theirs, "Bản mới hơn", "10").await;
    let sure = sent("discard-sure");
    let sure: Vec<(&str, &str)> = sure.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let conflict = member.post(WORK, &sure).await.expect(StatusCode::CONFLICT);
    conflict.shows("Bản mới hơn");
    let version = conflict.hidden("version").unwrap();
    let fields = [("version", version.as_str()), ("action", "discard-sure")];
    let gone = member.post(WORK, &report(&new_form(), &fields)).await;
    assert_eq!(gone.location(), "/work/yte-san-pham?done=discarded");
    assert_eq!(draft(&site).await, [""; 0]);
    let page = member.get(gone.location()).await;
    page.shows("Đã bỏ bản nháp");
    page.hides("Bản mới hơn");
}
