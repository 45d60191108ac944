//! What a report tells beside its product: how much of the volume is done, what holds the work
//! up, and the document of the duty that may be used again.
use axum::http::StatusCode;

use crate::support::{
    page::text,
    report::{new_form, report},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Account, Head, Member, Office, User},
};

on_both!(volume_and_obstacle_are_told_to_who_decides);

const WORK: &str = "/work/yte-san-pham";
const REVIEW: &str = "/review/yte-san-pham";
const DUTY: &str = "/duties/SO-Y-TE/CN-Y-TE";

async fn volume_and_obstacle_are_told_to_who_decides(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let head = Head::of(&site).await;
    let form = head.get(WORK).await.expect(StatusCode::OK);
    form.shows("Cả nhiệm vụ: 1.000 hồ sơ");
    // What is no count stands where it was typed, with what is wrong beside it.
    let bad = [("volume", "62,5"), ("obstacle", "people")];
    let answer = head.post(WORK, &report(&new_form(), &bad)).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Ghi một số nguyên");
    answer.shows("value=\"62,5\"");
    assert!(answer.body.contains("value=\"people\" selected"));

    let before = site.app.live.today().await.unwrap().figures();
    let told = [
        ("volume", "625"),
        ("obstacle", "people"),
        ("action", "draft"),
    ];
    let answer = head.post(WORK, &report(&new_form(), &told)).await;
    answer.expect(StatusCode::SEE_OTHER);
    let draft = head.get(WORK).await;
    draft.shows("625 trên 1.000 hồ sơ (62,5%)");
    let told = [("volume", "625"), ("obstacle", "people"), ("version", "1")];
    let answer = head.post(WORK, &report(&new_form(), &told)).await;
    answer.expect(StatusCode::SEE_OTHER);

    let office = Office::of(&site).await;
    let page = text(&office.get(REVIEW).await.expect(StatusCode::OK).body);
    assert!(page.contains("625 trên 1.000 hồ sơ (62,5%)"), "{page}");
    assert!(page.contains("Vướng mắc nhân lực"), "{page}");
    // It is read as reasons are: by the own unit and by who reads all.
    for (who, reads) in [
        ("office", true),
        ("member.y-te", true),
        ("head.tai-chinh", false),
        ("partner.xanh", false),
    ] {
        let page = Account::named(&site, who).await.get(DUTY).await;
        let told = text(&page.expect(StatusCode::OK).body);
        assert_eq!(told.contains("Khối lượng đã làm: 625"), reads, "{who}");
    }
    // And moves nothing that is accepted.
    let after = site.app.live.today().await.unwrap().figures();
    assert_eq!(before["city"]["accepted"], after["city"]["accepted"]);
    assert_eq!(before["city"]["measured"], after["city"]["measured"]);
}

/// The same form sent with another volume is not the one that was written.
#[tokio::test]
async fn a_form_with_another_volume_is_another_report() {
    let site = Site::new().await;
    let (head, id) = (Head::of(&site).await, new_form());
    for (volume, status) in [
        ("625", StatusCode::SEE_OTHER),
        ("625", StatusCode::SEE_OTHER),
        ("652", StatusCode::CONFLICT),
    ] {
        let answer = head.post(WORK, &report(&id, &[("volume", volume)])).await;
        answer.expect(status);
    }
    let told = site.store.texts(
        "select cast(volume_done as text) from milestone_events where milestone = 'yte-san-pham'",
    );
    assert_eq!(told.await, ["625"]);
}

#[tokio::test]
async fn the_last_document_of_the_duty_is_offered_and_used() {
    let site = Site::new().await;
    let head = Head::of(&site).await;
    let answer = head.post(WORK, &report(&new_form(), &[])).await;
    answer.expect(StatusCode::SEE_OTHER);
    // For another milestone of the duty, to a colleague.
    let (member, other) = (Member::of(&site).await, "/work/yte-ket-qua");
    member.get(other).await.shows("214/BB-SYT, 19/11/2026");
    let typed = [
        ("action", "last-document"),
        ("produced", "Đang gõ dở"),
        ("document_number", ""),
        ("document_day", ""),
        ("link", ""),
    ];
    let page = member.post(other, &report(&new_form(), &typed)).await;
    let page = page.expect(StatusCode::OK);
    page.shows("Đang gõ dở");
    page.shows("value=\"214/BB-SYT\"");
    page.shows("value=\"19/11/2026\"");
    page.shows("value=\"https://luutru.example/214.pdf\"");
    page.hides("Dùng lại văn bản này");
    // Nobody is offered another party's.
    for who in ["head.tai-chinh", "partner.xanh"] {
        let user = Account::named(&site, who).await;
        let list = user.get("/work").await.expect(StatusCode::OK);
        let links = list.body.split("href=\"/work/").skip(1);
        let links: Vec<&str> = links.filter_map(|it| it.split('"').next()).collect();
        for link in links {
            user.get(&format!("/work/{link}")).await.hides("214/BB-SYT");
        }
    }
}
