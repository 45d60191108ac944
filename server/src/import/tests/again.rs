//! The first import, and those after it.
use super::*;
use crate::{
    db::people::{self, Person},
    import::{ImportError, apply},
    ledger::*,
};

const ALWAYS: i64 = i64::MAX;

#[tokio::test]
async fn the_first_import_makes_the_campaign() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    let plan = planned(&db, &small()).await;
    let applied = apply(&db, &plan, now).await.unwrap();
    assert_eq!(applied.people, 2);
    let campaign = CampaignRow::between(&db, 0, ALWAYS)
        .await
        .unwrap()
        .remove(0);
    assert!(!campaign.demo && campaign.motto.starts_with("Không lấy kế hoạch làm kết quả"));
    // Rule 3: into an empty database it stands at the campaign's first instant.
    let start = noon("2026-01-14") - 12 * 3_600_000_000;
    assert_eq!((campaign.seq, campaign.recorded_at), (1, start));
    // Leads by owner, one duty a unit for `*`, the listed ones, none for the
    // agreement without a unit.
    let duties = DutyRow::between(&db, 0, ALWAYS).await.unwrap();
    assert_eq!(duties.len(), 2 + 4 + 2);
    assert!(!duties.iter().any(|d| d.workstream == "TT01"));
    // What was measured later than the start is not seen before its day ended.
    let measurements = MeasurementRow::between(&db, 0, ALWAYS).await.unwrap();
    assert_eq!(measurements[0].value.as_deref(), Some("72.5"));
    assert_eq!(
        (measurements[1].seq, measurements[1].recorded_at),
        (2, noon("2026-03-05") + 12 * 3_600_000_000)
    );
    assert_eq!(applied.seq, Some(2));
    let facts = crate::ledger::load(&db, 0, now, None).await.unwrap();
    let accepted = facts
        .iter()
        .filter(|f| matches!(f.fact, Fact::MeasurementDecided { .. }))
        .count();
    assert_eq!(accepted, 2);
    let milestones = MilestoneRow::between(&db, 0, ALWAYS).await.unwrap();
    let positions: Vec<_> = milestones
        .iter()
        .map(|m| (m.position, m.weight, m.id.len() <= 40))
        .collect();
    assert_eq!(positions, [(1, 0, true), (2, 3, true), (3, 0, true)]);
    assert_eq!(milestones[2].deadline_text.as_deref(), Some("thường xuyên"));
    let person = crate::db::people::by_username(&db, "head.syt", crate::db::people::at_last())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(person.password_hash, None);
    let verdict = verify(&db, None).await.unwrap();
    assert!(verdict.is_whole() && verdict.last.line == 1, "{verdict:?}");
}

/// As everywhere: small letters, so that two spellings are one account.
#[tokio::test]
async fn names_of_accounts_are_folded() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    let mut files = small();
    files.set(
        "people.csv",
        "username,name,role\nQuan.Tri,Quản trị,administrator\n",
    );
    let plan = plan_files(&db, &files, now).await.unwrap();
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, now).await.unwrap();
    let named = |name| crate::db::people::by_username(&db, name, crate::db::people::at_last());
    assert!(named("quan.tri").await.unwrap().is_some());
    let two =
        "username,name,role\nquan.tri,Quản trị,administrator\nQUAN.TRI,Quản trị,administrator\n";
    files.set("people.csv", two);
    let plan = plan_files(&db, &files, now).await.unwrap();
    assert!(errors(&plan).contains("people.csv"), "{}", errors(&plan));
}

/// A file brings it once; from then on it is its person's.
#[tokio::test]
async fn an_address_comes_with_an_account_and_is_not_compared() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    let plan = plan_files(&db, &small(), now).await.unwrap();
    apply(&db, &plan, now).await.unwrap();
    let head = crate::db::people::by_username(&db, "head.syt", crate::db::people::at_last()).await;
    let head = head.unwrap().unwrap();
    assert_eq!(head.email.as_deref(), Some("an@syt.example"));
    assert!(head.wants_mail);
    let other = text_of("people.csv").replace("an@syt", "binh@syt");
    let plan = plan_files(&db, &with("people.csv", other), now).await;
    let plan = plan.unwrap();
    assert!(plan.nothing(), "{plan}");
}

#[tokio::test]
async fn into_an_empty_database_nothing_is_stamped_later_than_now() {
    let (_dir, db) = empty().await;
    let now = noon("2026-01-01");
    let mut files = small();
    files.set("measurements.csv", "indicator,date,value\n");
    let plan = plan_files(&db, &files, now).await.unwrap();
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, now).await.unwrap();
    let campaign = CampaignRow::between(&db, 0, ALWAYS).await.unwrap();
    assert_eq!(campaign[0].recorded_at, now);
}

#[tokio::test]
async fn a_second_import_adds_only_what_changed_and_deletes_nothing() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    let first = planned(&db, &small()).await;
    let seq = apply(&db, &first, now).await.unwrap().seq.unwrap();

    let same = planned(&db, &small()).await;
    assert!(same.nothing(), "{same}");
    assert_eq!(
        apply(&db, &same, now).await.unwrap(),
        crate::import::Applied::default()
    );
    assert_eq!(db.seq().await.unwrap(), seq);
    let verdict = verify(&db, None).await.unwrap();
    assert!(verdict.is_whole() && verdict.last.line == 1, "{verdict:?}");

    let mut files = small();
    let swap = |file: &str, from: &str, to: &str| text_of(file).replacen(from, to, 1);
    files.set(
        "partners.csv",
        swap("partners.csv", "MK,MK,Công ty MK,x\n", ""),
    );
    let decided = |file: &str, from: &str, to: &str| {
        let text = swap(file, from, to).replace('\n', ",,,\n");
        let head = text.replacen(",,,\n", ",decision,reason,approver\n", 1);
        let at = head.find(to).unwrap();
        let (before, row) = head.split_at(at);
        format!(
            "{before}{}",
            row.replacen(",,,\n", ",12/QĐ,Lý do,Bà Thử\n", 1)
        )
    };
    files.set(
        "units.csv",
        decided("units.csv", "STP,Sở Tư pháp", "STP,Sở Tư pháp (mới)"),
    );
    files.set("duties.csv", decided("duties.csv", ",7", ",9"));
    files.set(
        "indicators.csv",
        decided("indicators.csv", "up,90", "up,92"),
    );
    files.set(
        "measurements.csv",
        decided("measurements.csv", "4000", "4100"),
    );
    files.set(
        "milestones.csv",
        decided("milestones.csv", "Biên bản", "Biên bản có chữ ký"),
    );
    files.set("people.csv", swap("people.csv", "Giám đốc", "Phó Giám đốc"));
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    let shown = plan.to_string();
    for told in [
        "dòng 3: STP Sở Tư pháp (mới) (name: Sở Tư pháp → Sở Tư pháp (mới))",
        "không có trong tệp, giữ nguyên: 1 dòng",
        "  - MK",
        "weight: 7 → 9",
        "target: 90 → 92",
        "value: 4000/12400 → 4100/12400",
        "product: Biên bản → Biên bản có chữ ký",
        "tài khoản này đã có",
    ] {
        assert!(shown.contains(told), "{told}\n{shown}");
    }
    let applied = apply(&db, &plan, now + 1).await.unwrap();
    // The old measurement is revoked at a place after the others.
    assert_eq!(applied.seq, Some(seq + 2));
    // One row a change and five decisions; the measurement is a new one, accepted, the old
    // revoked; another product is an event of its milestone.
    assert_eq!((applied.facts, applied.people), (5 + 5 + 2 + 1, 0));
    let partners = PartnerRow::between(&db, 0, ALWAYS).await.unwrap();
    assert_eq!(partners.len(), 5);
    let person = crate::db::people::by_username(&db, "head.syt", crate::db::people::at_last())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(person.title, "Giám đốc");
    assert!(planned(&db, &files).await.nothing());
    // A plan made before something else was written is not applied.
    let old = plan;
    assert!(matches!(
        apply(&db, &old, now).await,
        Err(ImportError::Moved)
    ));
}

/// A preview names the first of each kind, a file of changes every one.
#[tokio::test]
async fn changes_are_told_by_their_kind_and_all_of_them_in_a_file() {
    let rows: String = (0..30)
        .map(|n| format!("DV{n},Đơn vị số {n},,ward,government,commune,,{n},no,\n"))
        .collect();
    let (_dir, db) = empty().await;
    let units = |text: String| with("units.csv", format!("{}{text}", text_of("units.csv")));
    let files = units(rows.clone());
    let first = plan_files(None, &files, noon("2026-04-10")).await.unwrap();
    assert_eq!(errors(&first), "");
    let shown = first.to_string();
    assert!(shown.contains("mới: 34 dòng") && shown.contains("… và 14 dòng nữa"));
    assert!(first.cut());
    let all = String::from_utf8(first.changes().unwrap()).unwrap();
    for n in 0..30 {
        assert!(all.contains(&format!(",mới,DV{n} Đơn vị số {n},")), "{n}");
    }
    assert!(all.contains("duties.csv,,nhiệm vụ chủ trì tạo thêm,SYT – QG09"));
    assert!(all.contains("milestones.csv,4,lưu ý,thời hạn ghi bằng chữ"));
    apply(&db, &first, noon("2026-04-10")).await.unwrap();

    let renamed = rows.replace("Đơn vị số 1", "Đơn vị mới 1");
    let moved = renamed.replace(",no,", ",yes,").replace("DV29", "DV99");
    let plan = planned(&db, &units(moved)).await;
    let shown = plan.to_string();
    for told in [
        "units.csv: 1 mới, 29 thay đổi, 4 giữ nguyên, 1 không có trong tệp",
        "đổi name, short_name, provisional: 11 dòng",
        "đổi provisional: 18 dòng",
        "không có trong tệp, giữ nguyên: 1 dòng",
        "- DV29 Đơn vị số 29",
    ] {
        assert!(shown.contains(told), "{told}\n{shown}");
    }
    let all = String::from_utf8(plan.changes().unwrap()).unwrap();
    assert!(all.contains("name,Đơn vị số 1,Đơn vị mới 1"), "{all}");
    assert!(
        all.contains("units.csv,,\"không có trong tệp, giữ nguyên\",DV29"),
        "{all}"
    );
}

#[tokio::test]
async fn columns_a_file_does_not_have_keep_what_the_ledger_says() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    let text = text_of("units.csv")
        .replace("former_area", "ends_on")
        .replace("city,,2", "city,2026-03-01,2");
    apply(&db, &planned(&db, &with("units.csv", text)).await, now)
        .await
        .unwrap();
    // Closed: no duty for everybody's task.
    let duties = DutyRow::between(&db, 0, ALWAYS).await.unwrap();
    assert!(!duties.iter().any(|d| d.unit == "STP"));
    let plan = planned(&db, &small()).await;
    assert!(plan.sound() && plan.nothing(), "{plan}");
}

#[tokio::test]
async fn rule_4_an_original_deadline_never_changes() {
    let (_dir, db) = empty().await;
    apply(&db, &planned(&db, &small()).await, noon("2026-04-10"))
        .await
        .unwrap();
    for to in ["31/07/2026", "thường xuyên", ""] {
        let text = text_of("milestones.csv").replace("30/06/2026", to);
        let told = errors(&planned(&db, &with("milestones.csv", text)).await);
        assert!(
            told.contains("milestones.csv, dòng 3, cột deadline: thời hạn gốc là 2026-06-30"),
            "{told}"
        );
        assert!(told.contains("gia hạn"));
    }
    let text = text_of("milestones.csv").replace("30/06/2026", "2026-06-30");
    assert!(planned(&db, &with("milestones.csv", text)).await.nothing());
}

#[tokio::test]
async fn rule_10_a_database_holds_one_campaign_real_or_demonstration() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    apply(&db, &planned(&db, &small()).await, now)
        .await
        .unwrap();
    let text = text_of("campaign.csv").replace("Chiến dịch thử", "Chiến dịch khác");
    let told = errors(&planned(&db, &with("campaign.csv", text)).await);
    assert!(
        told.contains("đang giữ chiến dịch khác (Chiến dịch thử)"),
        "{told}"
    );
    let demo = crate::demo::fill(&db, &crate::demo::Campaign::tphcm(), now, 1, "h").await;
    assert!(matches!(demo, Err(crate::demo::DemoError::NotEmpty)));

    let (_dir, db) = empty().await;
    let early = noon("2026-01-10");
    crate::demo::fill(&db, &crate::demo::Campaign::tphcm(), early, 1, "h")
        .await
        .unwrap();
    let told = errors(&planned(&db, &small()).await);
    assert!(told.contains("bản trình diễn"), "{told}");
    let text = "name,start,time_zone,demo\nChiến dịch thử,2026-01-14,UTC,yes\n";
    let (_dir, db) = empty().await;
    let told = errors(&planned(&db, &with("campaign.csv", text)).await);
    assert!(told.contains("cột demo: đây là số liệu mẫu"), "{told}");
}

#[tokio::test]
async fn another_owner_asks_what_becomes_of_the_old_lead() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    apply(&db, &planned(&db, &small()).await, now)
        .await
        .unwrap();
    let text = text_of("databases.csv").replace("Bộ Y tế,SYT", "Bộ Y tế,STP");
    let mut files = with("databases.csv", text);
    let told = errors(&planned(&db, &files).await);
    assert!(
        told.contains("dòng 2, cột owner_unit: đơn vị chủ trì đổi từ SYT"),
        "{told}"
    );
    // Its part weighs less then, which is a decision's to say.
    let contributes = format!("{}SYT,QG09,contribute,,\n", text_of("duties.csv"));
    files.set("duties.csv", contributes);
    let told = errors(&planned(&db, &files).await);
    assert!(
        told.contains("cột role: đổi lead thành contribute cần quyết định"),
        "{told}"
    );
    files.set(
        "duties.csv",
        format!(
            "{},,,\nSYT,QG09,contribute,,,12/QĐ,Chuyển chủ trì,Bà Thử\n",
            text_of("duties.csv")
                .trim_end()
                .replacen('\n', ",decision,reason,approver\n", 1)
                .replace(",\n27", ",,,,\n27")
        ),
    );
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    assert_eq!(plan.led, ["STP – QG09"]);
}

/// An administrator may be there before the campaign: that is no campaign yet, for the import
/// and for a server that runs meanwhile.
#[tokio::test]
async fn accounts_before_the_campaign_leave_the_database_empty() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    let live = crate::board::Live::new(db.clone(), crate::clock::Clock::fixed(now));
    let admin = Person {
        id: "a".into(),
        username: "quantri".into(),
        role: "administrator".into(),
        language: "vi".into(),
        ..Person::default()
    };
    let mut tx = db.begin().await.unwrap();
    let seq = tx.next_seq().await.unwrap();
    assert!(people::insert(&mut tx, &admin).await.unwrap());
    AccountTermsRow::append(&mut tx, &[AccountTermsRow::of(&admin, seq, now)])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(live.today().await.unwrap().campaign().is_none());

    let plan = planned(&db, &small()).await;
    apply(&db, &plan, now).await.unwrap();
    let campaign = CampaignRow::between(&db, 0, ALWAYS).await.unwrap();
    let start = noon("2026-01-14") - 12 * 3_600_000_000;
    assert_eq!((campaign[0].seq, campaign[0].recorded_at), (2, start));
    let lived = live.today().await.unwrap().figures();
    let clock = crate::clock::Clock::fixed(now);
    let replayed = crate::board::Live::new(db, clock).today().await.unwrap();
    assert_eq!(lived, replayed.figures());
}
