//! What a form says before and after it is sent.
use axum::http::StatusCode;

use super::{FIRST, HEAD, MEMBER, OFFICE_2, REVIEW, WORK, as_given, borrowed, facts, send};
use crate::support::{
    page::Answer,
    site::Site,
    users::{Account, User},
};

/// Measured and accepted is 72 %: a promise of 90 waits, one of 70 does not.
#[tokio::test]
async fn both_forms_say_which_measurement_an_outcome_waits_for() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let office = Account::named(&site, OFFICE_2).await;
    for (milestone, waits) in [("yte-xa", true), ("yte-ket-qua", false)] {
        let (work, review) = (format!("/work/{milestone}"), format!("/review/{milestone}"));
        let form = member.get(&work).await.expect(StatusCode::OK);
        send(&site, MEMBER, &work, FIRST).await;
        let decision = office.get(&review).await.expect(StatusCode::OK);
        for page in [&form, &decision] {
            let told = page
                .body
                .contains("Cần số đo ≥ 90%; mới nhất 72,0% (16/11/2026).");
            assert_eq!(told, waits, "{milestone}");
            let linked = page.body.contains("href=\"/outcomes/CT-Y-TE\"");
            assert_eq!(linked, waits, "{milestone}");
        }
        let enough = "Kết quả này được xét theo số đo 72,0% (16/11/2026)";
        assert_eq!(form.body.contains(enough), !waits, "{milestone}");
        let offered = decision.body.contains("value=\"accepted\"");
        assert_eq!(offered, !waits, "{milestone}");
        decision.shows("value=\"returned\"");
    }
}

/// W16: what stands beside the databases moves no figure of unit or city.
#[tokio::test]
async fn the_effect_is_told_in_figures_that_move() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let form = member.get("/work/yte-an-ninh").await.expect(StatusCode::OK);
    assert_eq!(effect(&form), "báo cáo của An ninh từ 0,0% lên 33,3%.");
    send(&site, MEMBER, "/work/yte-an-ninh", FIRST).await;
    let office = Account::named(&site, OFFICE_2).await;
    let decision = office.get("/review/yte-an-ninh").await;
    decision.shows("An ninh từ 0,0% lên 33,3%, Chương trình từ 0,0% lên 33,3%");
    send(&site, MEMBER, WORK, FIRST).await;
    let decision = office.get(REVIEW).await;
    decision.shows("Sở Y tế Thử từ ");
    decision.shows(", Toàn thành phố từ ");
}

/// What counts is not said to count for nothing where it moves less than is printed.
#[tokio::test]
async fn an_effect_below_a_tenth_of_a_point_is_told_as_such() {
    let site = Site::new().await;
    let heavy = format!(
        "insert into milestones (id, unit, workstream, position, kind, title, product, deadline, \
         deadline_text, responsible, weight, reach, replaces, seq, recorded_at) \
         select 'nang', unit, workstream, 99, kind, 'Việc nặng', product, deadline, \
         deadline_text, responsible, 1000000, reach, null, (select seq from campaign), {} \
         from milestones where id = 'yte-an-ninh'",
        site.clock.now()
    );
    for sql in ["update campaign set seq = seq + 1", &heavy] {
        site.store.run(sql).await.unwrap();
    }
    send(&site, MEMBER, "/work/nang", FIRST).await;
    let member = Account::named(&site, MEMBER).await;
    let form = member.get("/work/yte-an-ninh").await.expect(StatusCode::OK);
    assert_eq!(
        effect(&form),
        "báo cáo của An ninh tăng chưa đến 0,1 điểm, vẫn in là 99,9%."
    );
}

/// What handing over changes, without tags.
fn effect(page: &Answer) -> String {
    let part = page.body.split("Sau khi gửi, ").nth(1).unwrap();
    let part = part.split("</p>").next().unwrap();
    let texts = part
        .split('<')
        .map(|text| text.split('>').next_back().unwrap_or(text));
    texts.collect()
}

/// Handed over in time and waiting; open again, it would be late at once (rule 9).
#[tokio::test]
async fn withdrawing_after_the_deadline_is_asked_for_once_more() {
    let site = Site::new().await;
    let path = "/work/btc-dan-cu/withdraw";
    let head = Account::named(&site, "head.to-chuc").await;
    let before = facts(&site).await;
    let opened = head.get("/work/btc-dan-cu").await.expect(StatusCode::OK);
    let first = head.post(path, &borrowed(&as_given(&opened, &[]))).await;
    let first = first.expect(StatusCode::OK);
    first.shows("Hạn 01/11/2026 đã qua: rút lại là trễ. Vẫn rút?");
    assert_eq!(facts(&site).await, before);
    let sure = ("sure", first.hidden("sure").unwrap());
    let mut fields = as_given(&first, &[]);
    fields.push((sure.0.to_owned(), sure.1));
    let second = head.post(path, &borrowed(&fields)).await;
    second.expect(StatusCode::SEE_OTHER);
    assert_eq!(facts(&site).await.last().unwrap(), "withdrawn ");
}

/// One report after another: what was sent is said on the page of the next, to who sent it; the
/// day is read as it is typed.
#[tokio::test]
async fn one_report_leads_to_the_next() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let opened = member.get(WORK).await.expect(StatusCode::OK);
    opened.shows("Gửi và sang mốc sau");
    let mut fields = FIRST.to_vec();
    fields.retain(|(name, _)| !["action", "document_day"].contains(name));
    fields.extend([("action", "submit-next"), ("document_day", "19.11.26")]);
    let mut given = as_given(&opened, &[]);
    given.extend(
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    let answer = member.post(WORK, &borrowed(&given)).await;
    let next = answer.expect(StatusCode::SEE_OTHER).location().to_owned();
    assert!(!next.starts_with(WORK), "{next}");
    let told = "Đã gửi. Báo cáo chờ nghiệm thu.";
    member.get(&next).await.expect(StatusCode::OK).shows(told);
    let head = Account::named(&site, HEAD).await;
    head.get(&next).await.expect(StatusCode::OK).hides(told);
    let days = site
        .store
        .texts("select document_day from evidence order by seq")
        .await;
    assert_eq!(days.last().map(String::as_str), Some("2026-11-19"));
}
