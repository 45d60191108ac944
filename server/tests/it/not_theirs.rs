//! A form about what went to another while it was filled in: nothing that was typed is lost, and
//! nothing is told.
use axum::http::StatusCode;

use crate::support::{
    page::{Answer, text},
    report::{new_form, report},
    site::Site,
    users::{Account, User},
};

const REASON: &str = "Chờ bộ ngành-9911 trả lời";

async fn send(site: &Site, who: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let form = new_form();
    let mut fields = fields.to_vec();
    if !fields.iter().any(|(name, _)| *name == "submission") {
        fields.push(("submission", &form));
    }
    Account::named(site, who).await.post(path, &fields).await
}

#[tokio::test]
async fn what_was_typed_about_what_went_to_another_stands_in_the_answer() {
    let site = Site::new().await;
    let given_away = [
        ("event", "reassigned"),
        ("party", "unit"),
        ("number", "7/QĐ"),
        ("reason", "Giao lại đơn vị"),
        ("sure", "true"),
    ];
    let given = send(&site, "office2", "/review/p1-xanh/adjust", &given_away).await;
    given.expect(StatusCode::SEE_OTHER);
    let form = new_form();
    let reported = report(&form, &[("produced", "Đã gõ dở-9912 hồ sơ")]);
    let draft = report(
        &form,
        &[("produced", "Đã gõ dở-9912 hồ sơ"), ("action", "draft")],
    );
    let asked = [
        ("event", "extension_requested"),
        ("day", "31/01/2027"),
        ("reason", REASON),
    ];
    let explained = [
        ("about.m.p1-xanh", "true"),
        ("cause", "ministry"),
        ("text", REASON),
        ("day", "31/01/2027"),
    ];
    let facts = "select count(*) from milestone_events";
    let before = site.store.number(facts).await;
    for (sent_to, fields, typed) in [
        ("/work/{}", &reported[..], "9912"),
        ("/work/{}", &draft[..], "9912"),
        ("/work/{}/extension", &asked[..], "9911"),
        ("/work/{}/explain", &explained[..], "9911"),
    ] {
        // What was its own, what never was and what nobody has are answered alike.
        let mut answers = Vec::new();
        for milestone in ["p1-xanh", "tc-vang", "khong-co"] {
            let path = sent_to.replace("{}", milestone);
            let answer = send(&site, "partner.xanh", &path, fields).await;
            let answer = answer.expect(StatusCode::NOT_FOUND);
            answer.shows(typed);
            answer.shows("Nội dung đã nhập còn nguyên dưới đây");
            let main = answer.body.split_once("<main").unwrap().1;
            // The foot names its own address.
            answers.push(text(main).replace(milestone, ""));
        }
        assert!(
            answers.windows(2).all(|two| two[0] == two[1]),
            "{sent_to}: {answers:#?}"
        );
    }
    assert_eq!(site.store.number(facts).await, before);
    // Where nothing was typed there is nothing to give back, and a secret is given back nowhere.
    let withdrawn = send(&site, "partner.xanh", "/work/p1-xanh/withdraw", &[]).await;
    withdrawn
        .expect(StatusCode::NOT_FOUND)
        .hides("Nội dung đã nhập");
    let secret = report(&form, &[("produced", "Tài liệu MẬT-9913")]);
    let secret = send(&site, "partner.xanh", "/work/p1-xanh", &secret).await;
    let secret = secret.expect(StatusCode::NOT_FOUND);
    secret.hides("9913");
    secret.shows("214/BB-SYT");
}
