//! What happens to a milestone by import: another party, more time, another title, a successor.
use app::domain::{Event, Responsible};

use super::*;
use crate::{
    import::apply,
    ledger::{MilestoneEventRow, RedefinitionRow},
};

#[tokio::test]
async fn rule_4_what_is_late_submitted_or_accepted_keeps_kind_and_weight() {
    let refused = async |db: &Db, row: &str| {
        for (from, to) in [("product", "plan"), (",1,", ",0,"), (",2,", ",0,")] {
            let line = MILESTONES.lines().find(|line| line.contains(row)).unwrap();
            if !line.contains(from) {
                continue;
            }
            let text = changed("milestones.csv", row, from, to, true);
            let told = errors(&with_file(db, "milestones.csv", text).await);
            assert!(
                told.contains("không đổi được nữa, kể cả có quyết định"),
                "{row} {told}"
            );
        }
    };
    let (_dir, db) = begun().await;
    refused(&db, "Số hóa bệnh án").await;
    // Late once is settled for good, also after an extension.
    let text = changed(
        "milestones.csv",
        "Số hóa bệnh án",
        "2026-03-25",
        "2026-12-01",
        true,
    );
    let plan = with_file(&db, "milestones.csv", text).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    refused(&db, "Số hóa bệnh án").await;
    happens(&db, "Làm sạch mã", Event::Submitted, "2026-04-01").await;
    refused(&db, "Làm sạch mã").await;
    let product = changed("milestones.csv", "Làm sạch mã", "Báo cáo", "Tờ giấy", true);
    let told = errors(&with_file(&db, "milestones.csv", product.clone()).await);
    assert!(told.contains("cột product: mốc này đang chờ"), "{told}");
    // Returned it is open again, and what it promises may be defined anew.
    happens(&db, "Làm sạch mã", Event::Returned, "2026-04-02").await;
    refused(&db, "Làm sạch mã").await;
    assert!(
        with_file(&db, "milestones.csv", product.clone())
            .await
            .sound()
    );
    happens(&db, "Làm sạch mã", Event::Submitted, "2026-04-03").await;
    happens(&db, "Làm sạch mã", Event::Accepted, "2026-04-04").await;
    happens(&db, "Làm sạch mã", Event::Revoked, "2026-04-05").await;
    let told = errors(&with_file(&db, "milestones.csv", product).await);
    assert!(told.contains("cột product: mốc này"), "{told}");
}

#[tokio::test]
async fn another_party_by_import_is_a_reassignment() {
    let (_dir, db) = begun().await;
    let title = "Kết nối trục";
    let to = |company: &str, decided| changed("milestones.csv", title, "VNPT", company, decided);
    for day in ["2026-04-01", "2026-04-03"] {
        happens(&db, title, Event::Submitted, day).await;
        let told = errors(&with_file(&db, "milestones.csv", to("FPT", true)).await);
        assert!(
            told.contains("cột responsible: mốc này đang chờ nghiệm thu"),
            "{told}"
        );
        happens(&db, title, Event::Returned, day).await;
    }
    let told = errors(&with_file(&db, "milestones.csv", to("FPT", false)).await);
    assert!(
        told.contains("cột responsible: đổi VNPT thành FPT cần quyết định"),
        "{told}"
    );
    let told = errors(&with_file(&db, "milestones.csv", to("CMC", true)).await);
    assert!(
        told.contains("CMC hôm nay chưa được phân công ở SYT"),
        "{told}"
    );

    let plan = with_file(&db, "milestones.csv", to("FPT", true)).await;
    assert_eq!(errors(&plan), "");
    assert!(plan.to_string().contains("responsible: VNPT → FPT"));
    let applied = apply(&db, &plan, noon(TODAY)).await.unwrap();
    assert_eq!(applied.facts, 1);
    let event = MilestoneEventRow::between(&db, 0, ALWAYS)
        .await
        .unwrap()
        .pop()
        .unwrap();
    assert_eq!(
        (
            &*event.event,
            event.responsible.as_deref(),
            &*event.organisation
        ),
        ("reassigned", Some("FPT"), "office")
    );
    assert_eq!(
        (&*event.decision, &*event.body, &*event.approver),
        ("12/QĐ-UBND", "Lý do thử", "Bà Thử")
    );
    let life = find(&db, title).await;
    assert_eq!(life.responsible, Responsible::Partner("FPT".parse_code()));
    assert!(
        life.decided.days.is_empty(),
        "what was decided before is not FPT's"
    );
    // Again nothing; a corrected title leaves the party alone; to the unit is one as well.
    assert!(
        with_file(&db, "milestones.csv", to("FPT", true))
            .await
            .nothing()
    );
    let plan = with_file(&db, "milestones.csv", to("", true)).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    assert_eq!(find(&db, title).await.responsible, Responsible::Unit);
}

trait ParseCode {
    fn parse_code(&self) -> app::domain::PartnerCode;
}

impl ParseCode for str {
    fn parse_code(&self) -> app::domain::PartnerCode {
        app::domain::PartnerCode::parse(self).unwrap()
    }
}

#[tokio::test]
async fn a_later_deadline_by_import_is_an_extension() {
    let (_dir, db) = begun().await;
    let title = "Số hóa bệnh án";
    let to = |day: &str| changed("milestones.csv", title, "2026-03-25", day, true);
    for (day, says) in [
        ("2026-03-24", "ghi ngày 10/04/2026 hoặc muộn hơn"),
        ("2026-04-09", "ghi ngày 10/04/2026 hoặc muộn hơn"),
        ("thường xuyên", "thời hạn gốc là 2026-03-25"),
        ("", "thời hạn gốc là 2026-03-25"),
    ] {
        let told = errors(&with_file(&db, "milestones.csv", to(day)).await);
        assert!(told.contains(says), "{day} {told}");
    }
    let plan = with_file(&db, "milestones.csv", to("2026-12-01")).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let life = find(&db, title).await;
    assert_eq!(life.original_deadline, parse_day("2026-03-25"));
    assert_eq!(life.current_deadline, parse_day("2026-12-01"));
    assert_eq!(life.extensions, 1);
    // A file with the first day and one with the new day say what stands.
    assert!(
        with_file(&db, "milestones.csv", to("2026-12-01"))
            .await
            .nothing()
    );
    assert!(planned(&db, &late()).await.nothing());
}

#[tokio::test]
async fn a_milestone_is_its_id_and_its_title_may_be_corrected() {
    let (_dir, db) = begun().await;
    let id = find(&db, "Số hóa bệnh án").await.terms.id.to_string();
    let named = |id: &str, title: &str| {
        MILESTONES.replace(
            ",SYT,QG09,product,Số hóa bệnh án",
            &format!("{id},SYT,QG09,product,{title}"),
        )
    };
    // How it is typed is put right freely.
    let plan = with_file(&db, "milestones.csv", named(&id, "Số hoá bệnh án")).await;
    assert_eq!(errors(&plan), "");
    assert!(!plan.nothing());
    // Another title is another promise.
    let plan = with_file(&db, "milestones.csv", named(&id, "Số hóa hồ sơ bệnh án")).await;
    let told = errors(&plan);
    assert!(
        told.contains("cột title: đổi Số hóa bệnh án thành Số hóa hồ sơ bệnh án cần quyết định"),
        "{told}"
    );
    let decided: String = named(&id, "Số hóa hồ sơ bệnh án")
        .lines()
        .map(|line| match line {
            head if head.starts_with("id,") => format!("{head},decision,reason,approver\n"),
            row if row.contains("hồ sơ bệnh án") => {
                format!("{row},12/QĐ-UBND,Gọi rõ hơn,Bà Thử\n")
            }
            row => format!("{row},,,\n"),
        })
        .collect();
    let plan = with_file(&db, "milestones.csv", decided).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (&*kept[0].code, &*kept[0].term, &*kept[0].was, &*kept[0].now),
        (&*id, "title", "Số hóa bệnh án", "Số hóa hồ sơ bệnh án")
    );
    let life = find(&db, "Số hóa hồ sơ bệnh án").await;
    assert_eq!(life.terms.id.as_str(), id);
    assert!(life.late(parse_day(TODAY).unwrap()));
    // Found by its new title without an id; the old one is no second milestone.
    assert!(
        with_file(&db, "milestones.csv", named("", "Số hóa hồ sơ bệnh án"))
            .await
            .nothing()
    );
    let told = errors(&planned(&db, &late()).await);
    assert!(
        told.contains("đã đổi tên thành \"Số hóa hồ sơ bệnh án\""),
        "{told}"
    );
    // Nor does a title make one of two, or an id leave its duty.
    let told = errors(&with_file(&db, "milestones.csv", named(&id, "Kết nối  trục")).await);
    assert!(
        told.contains("trùng") || told.contains("gần giống mốc đã có"),
        "{told}"
    );
    let shouted = id.to_uppercase();
    let told = errors(&with_file(&db, "milestones.csv", named(&shouted, "Việc mới")).await);
    assert!(told.contains("cột id: mã này chỉ khác"), "{told}");
    let told = errors(&with_file(&db, "milestones.csv", named("moc-1", "Việc mới")).await);
    assert!(told.contains("thuộc nhiệm vụ khác"), "{told}");
}

/// A title that was only typed otherwise was not given another name.
#[tokio::test]
async fn a_title_as_it_was_typed_before_is_told_as_that() {
    let (_dir, db) = begun().await;
    let id = find(&db, "Số hóa bệnh án").await.terms.id.to_string();
    let old = ",SYT,QG09,product,Số hóa bệnh án";
    let right = MILESTONES.replace(old, &format!("{id},SYT,QG09,product,Số hoá bệnh án"));
    let plan = with_file(&db, "milestones.csv", right).await;
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let told = errors(&planned(&db, &late()).await);
    let says = format!("cách gõ tên của mốc {id} này đã được sửa thành \"Số hoá bệnh án\"");
    assert!(told.contains(&says), "{told}");
    assert!(!told.contains("đổi tên"), "{told}");
}

#[tokio::test]
async fn what_was_cancelled_goes_to_no_other_party() {
    let (_dir, db) = begun().await;
    happens(&db, "Kết nối trục", Event::Cancelled, "2026-04-09").await;
    let text = changed("milestones.csv", "Kết nối trục", "VNPT", "", true);
    let told = errors(&with_file(&db, "milestones.csv", text).await);
    let says = "cột responsible: mốc này đã hủy nên không chuyển cho bên khác được";
    assert!(told.contains(says), "{told}");
}

#[tokio::test]
async fn what_is_cancelled_is_not_extended_by_import() {
    let (_dir, db) = begun().await;
    happens(&db, "Kết nối trục", Event::Cancelled, TODAY).await;
    let text = changed(
        "milestones.csv",
        "Kết nối trục",
        "2026-12-20",
        "2027-02-20",
        true,
    );
    let told = errors(&with_file(&db, "milestones.csv", text).await);
    assert!(told.contains("cột deadline: mốc này đã hủy"), "{told}");
}

/// A new milestone names the cancelled one whose place it takes, by a decision, and keeps its
/// deadline.
#[tokio::test]
async fn rule_4_what_replaces_a_cancelled_milestone_keeps_its_deadline() {
    let (_dir, db) = begun().await;
    happens(&db, "Kết nối trục", Event::Cancelled, TODAY).await;
    let id = find(&db, "Kết nối trục").await.terms.id.to_string();
    let open = find(&db, "Làm sạch mã").await.terms.id.to_string();
    let with = |deadline: &str, replaces: &str, by: &str| -> String {
        let new =
            format!(",SYT,QG09,product,Trục mới,Biên bản,{deadline},VNPT,1,,{replaces},{by}\n");
        let rows = MILESTONES.lines().map(|line| match line {
            head if head.starts_with("id,") => {
                format!("{head},replaces,decision,reason,approver\n")
            }
            row => format!("{row},,,,\n"),
        });
        rows.chain([new]).collect()
    };
    let by = "12/QĐ-UBND,Lý do thử,Bà Thử";
    for (deadline, replaces, by, says) in [
        (
            "2027-06-30",
            id.as_str(),
            by,
            "giữ thời hạn của mốc đã hủy (2026-12-20)",
        ),
        (
            "2026-12-20",
            open.as_str(),
            by,
            "không phải mã một mốc đã hủy",
        ),
        (
            "2026-12-20",
            "m-khong-co",
            by,
            "không phải mã một mốc đã hủy",
        ),
        ("2026-12-20", id.as_str(), ",,", "cần quyết định"),
    ] {
        let told = errors(&with_file(&db, "milestones.csv", with(deadline, replaces, by)).await);
        assert!(told.contains(says), "{says}: {told}");
    }
    let text = with("2026-12-20", &id, by);
    let plan = with_file(&db, "milestones.csv", text.clone()).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let new = find(&db, "Trục mới").await;
    assert_eq!(new.original_deadline, parse_day("2026-12-20"));
    let replaced = new.terms.replaces.as_ref().map(ToString::to_string);
    assert_eq!(replaced, Some(id));
    let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
    let told: Vec<_> = kept
        .iter()
        .map(|it| (&*it.term, &*it.was, &*it.now))
        .collect();
    assert_eq!(told, [("replaces", "Kết nối trục", "Trục mới")]);
    assert!(with_file(&db, "milestones.csv", text).await.nothing());
}
