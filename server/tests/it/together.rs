//! One report for several milestones: one event each, all or none.
use std::collections::BTreeMap;

use axum::http::StatusCode;

use crate::support::{
    page::Answer,
    report::{new_form, report},
    site::{ORIGIN, Site},
    store::{Store, WHO, on_both},
    upload,
    users::{Head, Member, Partner, User},
};

on_both!(
    one_report_is_handed_over_for_several,
    none_is_written_where_one_cannot_be,
);

const WORK: &str = "/work/yte-san-pham";
const PDF: &[u8] = b"%PDF-1.7 bien ban chung";

/// The boxes of the other milestones, by id; `ticked` only those that are.
fn boxes(page: &Answer, ticked: bool) -> BTreeMap<String, String> {
    let inputs = page.body.split("<input").skip(1);
    let inputs = inputs.filter_map(|rest| rest.split('>').next());
    inputs
        .filter(|input| !ticked || input.contains(" checked"))
        .filter_map(|input| {
            let name = input.split("name=\"together.").nth(1)?;
            let value = input.split("value=\"").nth(1)?;
            let upto = |text: &str| text.split('"').next().map(str::to_owned);
            Some((upto(name)?, upto(value)?))
        })
        .collect()
}

/// The boxes of some milestones as fields.
fn fields<'a>(boxes: &'a BTreeMap<String, String>, of: &[&str]) -> Vec<(String, &'a str)> {
    of.iter()
        .map(|id| (format!("together.{id}"), boxes[*id].as_str()))
        .collect()
}

async fn events(site: &Site, milestone: &str) -> Vec<String> {
    let sql =
        format!("select event from milestone_events where milestone = '{milestone}' order by seq");
    site.store.texts(&sql).await
}

/// The page with the others to be chosen from, after something was typed.
async fn choosing(user: &impl User, path: &str) -> Answer {
    let typed = [
        ("action", "together"),
        ("produced", "Đang gõ dở"),
        ("document_number", ""),
    ];
    let page = user.post(path, &report(&new_form(), &typed)).await;
    let page = page.expect(StatusCode::OK);
    page.shows("Đang gõ dở");
    page
}

async fn one_report_is_handed_over_for_several(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    member.get(WORK).await.shows("Chọn thêm mốc (");
    let offered = boxes(&choosing(&member, WORK).await, false);
    // Its unit's open milestones that are its own, and not the one of the form.
    for open in ["yte-ket-qua", "yte-an-ninh"] {
        assert!(offered.contains_key(open), "{open}: {offered:?}");
    }
    for other in ["yte-san-pham", "yte-xanh", "yte-ke-hoach", "tc-dat"] {
        assert!(!offered.contains_key(other), "{other}");
    }
    let ticked = fields(&offered, &["yte-ket-qua", "yte-an-ninh"]);
    let id = new_form();
    let mut more: Vec<(&str, &str)> = vec![("link", "")];
    more.extend(ticked.iter().map(|(name, value)| (name.as_str(), *value)));
    let whole = report(&id, &more);
    let sent = upload::post(&member, WORK, &whole, &[("Biên bản.pdf", PDF)]).await;
    assert_eq!(sent.location(), "/work/yte-san-pham?done=submitted");
    for milestone in ["yte-san-pham", "yte-ket-qua", "yte-an-ninh"] {
        assert_eq!(events(&site, milestone).await, ["submitted"], "{milestone}");
    }
    // The same document behind each, at an address of its own.
    let of_each = |what: &str| {
        format!(
            "select cast(count(distinct f.{what}) as text) from evidence_files f \
             join milestone_events e on e.submission = f.submission \
             where e.milestone in ('yte-san-pham', 'yte-ket-qua', 'yte-an-ninh')"
        )
    };
    assert_eq!(site.store.texts(&of_each("id")).await, ["3"]);
    assert_eq!(site.store.texts(&of_each("hash")).await, ["1"]);
    let audited = site
        .store
        .number("select count(*) from audit where action = 'milestone.submitted'");
    assert_eq!(audited.await, 3);
    assert!(
        tiendo::ledger::verify(&site.store.db, None)
            .await
            .unwrap()
            .is_whole()
    );
    let told = member.get("/work/yte-san-pham?done=submitted").await;
    told.shows("Cùng lúc đã gửi 2 mốc khác");
    // The same form sent again is the same events.
    let again = upload::post(&member, WORK, &whole, &[("Biên bản.pdf", PDF)]).await;
    assert_eq!(again.location(), "/work/yte-san-pham?done=submitted");
    assert_eq!(events(&site, "yte-an-ninh").await, ["submitted"]);
    // One that goes alone says nothing of others.
    let sent = member.post("/work/yte-xa", &report(&new_form(), &[])).await;
    let told = member.get(sent.location()).await;
    told.shows("Đã gửi");
    told.hides("Cùng lúc");
}

async fn none_is_written_where_one_cannot_be(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    let offered = boxes(&choosing(&member, WORK).await, false);
    // Meanwhile a colleague hands one of them over, and begins another.
    let head = Head::of(&site).await;
    let colleague = head
        .post("/work/yte-an-ninh", &report(&new_form(), &[]))
        .await;
    assert_eq!(colleague.status, StatusCode::SEE_OTHER);
    let draft = [("action", "draft"), ("produced", "Bản của trưởng phòng")];
    head.post("/work/yte-xa", &report(&new_form(), &draft))
        .await;

    let all = ["yte-an-ninh", "yte-ket-qua", "yte-xa"];
    let ticked = fields(&offered, &all);
    let more: Vec<(&str, &str)> = (ticked.iter())
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let files = [("Biên bản.pdf", PDF)];
    let sent = upload::post(&member, WORK, &report(&new_form(), &more), &files).await;
    let page = sent.expect(StatusCode::CONFLICT);
    assert_eq!(events(&site, "yte-san-pham").await, [""; 0]);
    assert_eq!(events(&site, "yte-ket-qua").await, [""; 0]);
    // What was typed, the file and the tick of what can go are there.
    page.shows("Chưa gửi mốc nào");
    page.shows("Tập 12.400 hồ sơ đã đối soát");
    page.shows("Biên bản.pdf");
    let still: Vec<String> = boxes(&page, true).into_keys().collect();
    assert_eq!(still, ["yte-ket-qua"]);
    // A draft is reported by itself, never over.
    page.shows("Bản nháp của Người của head.y-te");
    assert!(!boxes(&page, false).contains_key("yte-xa"));
    let kept = "select cast(version as text) from drafts where milestone = 'yte-xa'";
    assert_eq!(site.store.texts(kept).await, ["1"]);

    // Sent from that page, it goes with what is still ticked.
    let again = boxes(&page, true);
    let ticked = fields(&again, &["yte-ket-qua"]);
    let named = page.hidden("files").unwrap();
    let id = page.hidden("submission").unwrap();
    let more = [("files", named.as_str()), (&ticked[0].0, ticked[0].1)];
    let sent = member.post(WORK, &report(&id, &more)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(events(&site, "yte-ket-qua").await, ["submitted"]);
}

#[tokio::test]
async fn rule_11_a_report_reaches_no_milestone_of_another_party() {
    let site = Site::new().await;
    let xanh = Partner::of(&site).await;
    let member = Member::of(&site).await;
    let theirs = boxes(&choosing(&member, WORK).await, false);
    let mark = &theirs["yte-an-ninh"];
    let name = "together.yte-an-ninh";
    let page = xanh.get("/work/p1-xanh").await;
    page.hides("An ninh mạng");
    let forged = [(name, mark.as_str())];
    let sent = xanh
        .post("/work/p1-xanh", &report(&new_form(), &forged))
        .await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    assert_eq!(events(&site, "yte-an-ninh").await, [""; 0]);
    let sql = format!(
        "select subject from audit where action like 'refused%' and {WHO} = 'partner.xanh'"
    );
    assert_eq!(site.store.texts(&sql).await, ["yte-an-ninh"]);
    // Nor one account's boxes for another.
    let head = Head::of(&site).await;
    let account = choosing(&member, WORK).await.hidden("account").unwrap();
    let forged = [(name, mark.as_str()), ("account", account.as_str())];
    let sent = head.post(WORK, &report(&new_form(), &forged)).await;
    assert_eq!(sent.status, StatusCode::CONFLICT);
    assert_eq!(events(&site, "yte-an-ninh").await, [""; 0]);
}

#[tokio::test]
async fn a_company_ticks_all_of_one_name_at_once() {
    let site = Site::demo().await;
    let company = Partner::named(&site, "partner.vnpt").await;
    let list = company.get("/work").await;
    let link = list
        .body
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|path| path.ends_with("?together=same"))
        .expect("a name that stands at several units");
    let page = company.get(link).await.expect(StatusCode::OK);
    let ticked = boxes(&page, true);
    assert!(!ticked.is_empty());
    let count = ticked.len() + 1;
    page.shows("Mốc cùng tên ở đơn vị khác");
    list.shows(&format!("Gửi chung một báo cáo cho {count} mốc cùng tên"));
}
