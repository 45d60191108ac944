//! Rule 4: what was promised first changes by a decision only, and what happens to a
//! milestone by import is an event of its life.
use std::collections::BTreeSet;

use app::domain::{
    Day, Event, Indicator, IndicatorCode, Milestone, Outcome, Responsible, Status, Term,
    judge_outcome, local_day,
};
use proptest::prelude::*;

use super::*;
use crate::{
    import::apply,
    ledger::{
        CampaignRow, Fact, MeasurementEventRow, MeasurementRow, MilestoneEventRow, RedefinitionRow,
        TargetRow, UnitRow, lives, load,
    },
};

const HCM: chrono_tz::Tz = chrono_tz::Asia::Ho_Chi_Minh;
pub(super) const ALWAYS: i64 = i64::MAX;
pub(super) const TODAY: &str = "2026-04-10";

/// The small campaign with something late in it: of SYT a product, and an outcome that is
/// measured at 50 % of 80.
pub(super) fn late() -> Files {
    let mut files = small();
    files.set("indicators.csv", INDICATORS);
    files.set(
        "measurements.csv",
        format!("{}Z1,2026-03-19,50,100,,x\n", text_of("measurements.csv")),
    );
    files.set("milestones.csv", MILESTONES);
    files
}

pub(super) const INDICATORS: &str = "\
code,name,scope,unit_of_measure,direction,baseline,target,deadline,fresh_days,criterion,source
CT01,Mức độ hài lòng,campaign,%,up,,90,2026-12-31,60,hai_long,x
KQ01,Hồ sơ sạch,25807/QG09,%,up,,95,2027-06-30,60,sach,x
Z1,Làm sạch,SYT/QG09,%,up,5,80,2026-03-20,60,,x
Z2,Chưa hứa gì,27676/QG09,%,up,,,,60,,x
";

pub(super) const MILESTONES: &str = "\
id,unit,workstream,kind,title,product,deadline,responsible,weight,reach
,SYT,QG09,plan,Kế hoạch y tế,Kế hoạch,2026-02-28,,,
,SYT,QG09,product,Số hóa bệnh án,Báo cáo số hóa,2026-03-25,,2,
,SYT,QG09,product,Kết nối trục,Biên bản,2026-12-20,VNPT,1,
,SYT,QG09,product,Làm sạch mã,Báo cáo,2026-12-25,FPT,1,
,SYT,QG09,outcome,Đạt 60%,Số đo,2026-12-28,,1,60
moc-1,25807,QG09,process,Giao ban,,thường xuyên,,,
";

/// A file whose row with these words is changed, and carries a decision if asked to.
pub(super) fn changed(file: &str, row: &str, from: &str, to: &str, decided: bool) -> String {
    let files = late();
    let text = String::from_utf8(files.get(file).unwrap().to_vec()).unwrap();
    let mut found = 0;
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(at, line)| {
            if at == 0 {
                format!("{line},decision,reason,approver\n")
            } else if line.contains(row) {
                assert!(line.contains(from), "{line} {from}");
                found += 1;
                let by = if decided {
                    "12/QĐ-UBND,Lý do thử,Bà Thử"
                } else {
                    ",,"
                };
                format!("{},{by}\n", line.replacen(from, to, 1))
            } else {
                format!("{line},,,\n")
            }
        })
        .collect();
    assert_eq!(found, 1, "{row}");
    lines.concat()
}

pub(super) async fn begun() -> (tempfile::TempDir, Db) {
    let (dir, db) = empty().await;
    let plan = planned(&db, &late()).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    (dir, db)
}

/// What somebody does to a milestone.
pub(super) async fn happens(db: &Db, title: &str, event: Event, day: &str) {
    let id = find(db, title).await.terms.id.to_string();
    let mut tx = db.begin().await.unwrap();
    let seq = tx.next_seq().await.unwrap();
    let row = MilestoneEventRow {
        submission: format!("{id}-{seq}"),
        milestone: id,
        event: event.code().to_owned(),
        seq,
        recorded_at: noon(day),
        ..MilestoneEventRow::default()
    };
    MilestoneEventRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
}

pub(super) async fn find(db: &Db, title: &str) -> Milestone {
    let mut lives = lives(db, HCM).await.unwrap().into_values();
    lives.find(|life| &*life.terms.title == title).unwrap()
}

pub(super) async fn with_file(db: &Db, file: &str, text: String) -> Preview {
    let mut files = late();
    files.set(file, text);
    planned(db, &files).await
}

/// File, words of the row, from, to, column, what the ledger says of before.
const CHANGES: [(&str, &str, &str, &str, &str, &str); 29] = [
    (
        "measurements.csv",
        "Z1",
        "50,100",
        "60,100",
        "value",
        "50/100",
    ),
    ("indicators.csv", "Z1", ",80,", ",40,", "target", "80"),
    (
        "indicators.csv",
        "Z1",
        "2026-03-20",
        "2027-06-30",
        "deadline",
        "2026-03-20",
    ),
    ("indicators.csv", "Z1", ",5,80", ",0,80", "baseline", "5"),
    ("indicators.csv", "KQ01", ",,95", ",10,95", "baseline", ""),
    (
        "indicators.csv",
        "Z1",
        "up,5,",
        "down,100,",
        "direction",
        "up",
    ),
    ("indicators.csv", "Z1", ",60,", ",92,", "fresh_days", "60"),
    (
        "indicators.csv",
        "Z1",
        ",60,,",
        ",60,dung,",
        "criterion",
        "",
    ),
    (
        "indicators.csv",
        "CT01",
        ",%,",
        ",điểm,",
        "unit_of_measure",
        "%",
    ),
    ("duties.csv", "27676", ",7", ",9", "weight", "7"),
    ("duties.csv", "25807", ",12400,", ",1,", "volume", "12400"),
    (
        "milestones.csv",
        "Làm sạch mã",
        "product",
        "process",
        "kind",
        "product",
    ),
    ("milestones.csv", "Làm sạch mã", ",1,", ",0,", "weight", "1"),
    (
        "milestones.csv",
        "Làm sạch mã",
        "Báo cáo",
        "Tờ giấy",
        "product",
        "Báo cáo",
    ),
    (
        "campaign.csv",
        "Chiến dịch",
        "2027-12-31",
        "2029-12-31",
        "deadline",
        "2027-12-31",
    ),
    (
        "campaign.csv",
        "Chiến dịch",
        "2026-01-14",
        "2026-04-01",
        "start",
        "2026-01-14",
    ),
    (
        "programme.csv",
        "TT01",
        "2025-12-31",
        "2027-12-31",
        "due",
        "2025-12-31",
    ),
    (
        "programme.csv",
        "TT01",
        ",VNPT,",
        ",FPT,",
        "partner",
        "VNPT",
    ),
    (
        "units.csv",
        "SYT",
        ",government,",
        ",party,",
        "bloc",
        "government",
    ),
    ("units.csv", "SYT", ",city,", ",commune,", "tier", "city"),
    (
        "units.csv",
        "SYT",
        ",department,",
        ",agency,",
        "kind",
        "department",
    ),
    (
        "units.csv",
        "SYT",
        ",Sở Y tế,Sở Y tế,",
        ",Sở Sức khỏe,Sở Y tế,",
        "name",
        "Sở Y tế",
    ),
    (
        "units.csv",
        "SYT",
        ",Sở Y tế,Sở Y tế,",
        ",Sở Y tế,SYT,",
        "short_name",
        "Sở Y tế",
    ),
    (
        "partners.csv",
        "Tập đoàn VNPT",
        "Tập đoàn VNPT",
        "Tập đoàn Bưu chính",
        "name",
        "Tập đoàn VNPT",
    ),
    (
        "indicators.csv",
        "CT01",
        "Mức độ hài lòng",
        "Số văn bản ban hành",
        "name",
        "Mức độ hài lòng",
    ),
    (
        "databases.csv",
        "CN06,",
        ",hồ sơ,",
        ",trang,",
        "count_unit",
        "hồ sơ",
    ),
    (
        "databases.csv",
        "CN06,",
        "sector",
        "national",
        "kind",
        "sector",
    ),
    (
        "databases.csv",
        "CN06,",
        "Hồ sơ sức khỏe điện tử",
        "Sổ khám bệnh",
        "name",
        "Hồ sơ sức khỏe điện tử",
    ),
    (
        "programme.csv",
        "TT01",
        "agreement",
        "platform",
        "kind",
        "agreement",
    ),
];

#[tokio::test]
async fn rule_4_what_is_promised_changes_by_a_decision_only() {
    for (file, row, from, to, column, was) in CHANGES {
        let (_dir, db) = begun().await;
        let plan = with_file(&db, file, changed(file, row, from, to, false)).await;
        let told = errors(&plan);
        assert!(
            told.contains(&format!("cột {column}: đổi")) && told.contains("cần quyết định"),
            "{file} {row} {column}: {told}"
        );
        let text = changed(file, row, from, to, true);
        let plan = with_file(&db, file, text.clone()).await;
        assert_eq!(errors(&plan), "", "{file} {row} {column}");
        assert!(plan.to_string().contains(&format!("{column}: ")));
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
        let kept = kept.iter().find(|kept| kept.term == column).unwrap();
        assert_eq!(
            (&*kept.was, &*kept.decision, &*kept.reason, &*kept.approver),
            (was, "12/QĐ-UBND", "Lý do thử", "Bà Thử")
        );
        // The same again is nothing; as it was before is a change.
        assert!(with_file(&db, file, text).await.nothing());
        assert!(
            !planned(&db, &late()).await.sound(),
            "{file} {row} {column}"
        );
    }
}

/// What a day was that is over is what people were judged by.
#[tokio::test]
async fn rule_4_a_day_of_the_calendar_that_is_over_changes_by_a_decision_only() {
    let (_dir, db) = begun().await;
    let calendar =
        |row: &str, by: &str| format!("date,kind,decision,reason,approver\n{row},{by}\n");
    let by = "12/QĐ-UBND,Nghỉ bù,Bà Thử";
    for (row, needs) in [
        ("2026-04-09,holiday", true),
        ("2026-04-09,working", false),
        ("2026-04-10,holiday", false),
        ("2026-04-05,working", true),
        ("2026-04-05,holiday", false),
    ] {
        let plan = with_file(&db, "calendar.csv", calendar(row, ",,")).await;
        let told = errors(&plan);
        assert_eq!(told.contains("cần quyết định"), needs, "{row} {told}");
        assert!(needs || told.is_empty(), "{row} {told}");
        let plan = with_file(&db, "calendar.csv", calendar(row, by)).await;
        assert_eq!(errors(&plan), "", "{row}");
    }
    let day_off = calendar("2026-04-09,holiday", by);
    let plan = with_file(&db, "calendar.csv", day_off.clone()).await;
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
    let kept: Vec<_> = kept
        .iter()
        .map(|it| (&*it.code, &*it.was, &*it.now))
        .collect();
    assert_eq!(kept, [("2026-04-09", "working", "holiday")]);
    assert!(with_file(&db, "calendar.csv", day_off).await.nothing());
    let back = calendar("2026-04-09,working", ",,");
    assert!(!with_file(&db, "calendar.csv", back).await.sound());
}

/// Who leads is not forgotten by an empty cell.
#[tokio::test]
async fn a_lead_does_not_leave_by_an_emptied_cell() {
    let (_dir, db) = begun().await;
    let text = changed("databases.csv", "CN06,", ",SYT,", ",,", true);
    let told = errors(&with_file(&db, "databases.csv", text).await);
    assert!(told.contains("cột owner_unit: ô này đã ghi SYT"), "{told}");
}

#[tokio::test]
async fn rule_4_the_first_promise_stays_known() {
    let (_dir, db) = begun().await;
    let mut files = late();
    for (file, row, from, to) in [
        ("indicators.csv", "Z1", ",80,2026-03-20", ",40,2027-06-30"),
        ("campaign.csv", "Chiến dịch", "2027-12-31", "2029-12-31"),
    ] {
        files.set(file, changed(file, row, from, to, true));
    }
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let board = crate::board::Live::new(db.clone(), crate::clock::Clock::system());
    let board = board.today().await.unwrap();
    let campaign = board.campaign().unwrap();
    assert_eq!(campaign.deadline, parse_day("2029-12-31"));
    assert_eq!(campaign.first_deadline, parse_day("2027-12-31"));
    let outcome = &outcomes(&db).await[2];
    assert_eq!(outcome.target.map(|t| t.to_string()).as_deref(), Some("40"));
    assert_eq!(
        outcome.first_target.map(|t| t.to_string()).as_deref(),
        Some("80")
    );
    assert_eq!(outcome.indicator.deadline, parse_day("2027-06-30"));
    assert_eq!(outcome.first_deadline, parse_day("2026-03-20"));
}

/// What stood nowhere is promised for the first time.
#[tokio::test]
async fn rule_4_a_first_promise_needs_no_decision() {
    let (_dir, db) = begun().await;
    for (file, row, from, to) in [
        ("indicators.csv", "Z2", "up,,,,", "up,,70,2026-12-31,"),
        (
            "milestones.csv",
            "Giao ban",
            "Giao ban,,",
            "Giao ban,Thông báo,",
        ),
    ] {
        let plan = with_file(&db, file, changed(file, row, from, to, false)).await;
        assert_eq!(errors(&plan), "");
        assert!(!plan.nothing());
    }
}

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
        ("2026-03-24", "ghi ngày 2026-04-10 hoặc muộn hơn"),
        ("2026-04-09", "ghi ngày 2026-04-10 hoặc muộn hơn"),
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

/// A cell that had something and has nothing is never passed over.
#[tokio::test]
async fn an_emptied_cell_is_a_change_or_an_error() {
    let (_dir, db) = begun().await;
    for (file, row, from, to, column) in [
        ("indicators.csv", "Z1", ",5,80,", ",5,,", "target"),
        ("indicators.csv", "Z1", "2026-03-20", "", "deadline"),
        ("indicators.csv", "Z1", ",5,80", ",,80", "baseline"),
        ("duties.csv", "27676", ",7", ",", "weight"),
        ("duties.csv", "27676", ",9800,", ",,", "volume"),
        ("milestones.csv", "Làm sạch mã", "Báo cáo", "", "product"),
        ("campaign.csv", "Chiến dịch", "2027-12-31", "", "deadline"),
        ("programme.csv", "TT01", "2025-12-31", "", "due"),
    ] {
        for decided in [false, true] {
            let text = changed(file, row, from, to, decided);
            let told = errors(&with_file(&db, file, text).await);
            let expected = format!("cột {column}: ô này đã ghi");
            assert!(told.contains(&expected), "{file} {column} {told}");
        }
    }
    for (file, from, shows) in [
        ("units.csv", ",x\n", "source: x → (trống)"),
        ("partners.csv", ",x\n", "source: x → (trống)"),
        ("campaign.csv", "yes,PLO", "source: PLO → (trống)"),
        ("databases.csv", "yes,x", "source: x → (trống)"),
        ("assignments.csv", "12/QĐ,x", "source: x → (trống)"),
    ] {
        let text = text_of(file).replacen(from, &from.replace("PLO", "").replace('x', ""), 1);
        let shown = planned(&db, &with_late(file, text)).await.to_string();
        assert!(shown.contains(shows), "{file} {shown}");
    }
}

fn with_late(file: &str, text: String) -> Files {
    let mut files = late();
    files.set(file, text);
    files
}

#[tokio::test]
async fn a_decision_is_whole_or_not_there() {
    let (_dir, db) = begun().await;
    let whole = changed("indicators.csv", "Z1", ",80,", ",40,", true);
    for (from, to, says) in [
        (
            "12/QĐ-UBND",
            "",
            "cột decision: dòng ghi quyết định phải đủ ba cột",
        ),
        ("Lý do thử", "", "cột reason: dòng ghi"),
        ("Bà Thử", "", "cột approver: dòng ghi"),
        ("12/QĐ-UBND", ".", "cột decision: dòng ghi"),
        ("Lý do thử", "…", "cột reason: dòng ghi"),
        ("Bà Thử", "?", "cột approver: dòng ghi"),
        ("12/QĐ-UBND", "MẪU-0001", "số liệu mẫu"),
        ("12/QĐ-UBND", "12/BC mật", "độ mật"),
    ] {
        let told = errors(&with_file(&db, "indicators.csv", whole.replace(from, to)).await);
        assert!(told.contains(says), "{told}");
    }
}

#[tokio::test]
async fn rule_5_a_value_stays_fresh_for_92_days_at_most() {
    let (_dir, db) = empty().await;
    for (days, sound) in [("92", true), ("93", false)] {
        let text = INDICATORS.replace(",60,", &format!(",{days},"));
        let told = errors(&with_file(&db, "indicators.csv", text).await);
        assert_eq!(told.is_empty(), sound, "{told}");
    }
}

#[tokio::test]
async fn a_unit_that_closes_says_what_leaves_with_it() {
    let (_dir, db) = begun().await;
    happens(&db, "Làm sạch mã", Event::Submitted, "2026-04-01").await;
    let plan = planned(&db, &with_late("units.csv", closing("SYT", "2026-04-11"))).await;
    assert_eq!(errors(&plan), "");
    let shown = plan.to_string();
    assert!(
        shown.contains(
            "units.csv, dòng 2, cột ends_on: đóng đơn vị từ 2026-04-11: 3 nhiệm vụ với 4 sản \
             phẩm, kết quả rời khỏi mọi số liệu, trong đó 1 đang trễ; 4 mốc còn mở và 1 báo cáo \
             chờ nghiệm thu không còn nơi nhận; không còn đơn vị chủ trì: CN06, QG09"
        ),
        "{shown}"
    );
    // Told once: the next import finds it closed.
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    assert!(UnitRow::between(&db, 0, ALWAYS).await.unwrap().len() > 4);
}

/// The units, one of which closes by a decision.
fn closing(unit: &str, from: &str) -> String {
    let text = changed("units.csv", unit, ",,", &format!(",{from},"), true);
    text.replace("former_area", "ends_on")
}

/// What was late at a unit does not end with the unit, unless somebody decided it.
#[tokio::test]
async fn rule_4_a_unit_with_duties_closes_and_opens_by_a_decision_only() {
    let (_dir, db) = begun().await;
    let undecided = |text: String| text.replace("12/QĐ-UBND,Lý do thử,Bà Thử", ",,");
    let closed = closing("SYT", "2026-04-11");
    let open = closing("SYT", "");
    let told = async |text: String| errors(&planned(&db, &with_late("units.csv", text)).await);
    let needs = "units.csv, dòng 2, cột ends_on: đổi";
    assert!(told(undecided(closed.clone())).await.contains(needs));
    let past = told(closing("SYT", "2026-04-09")).await;
    assert!(past.contains("ghi ngày 2026-04-10 hoặc muộn hơn"), "{past}");
    for text in [closed, closing("SYT", "2026-05-01"), open] {
        let refused = told(undecided(text.clone())).await;
        assert!(refused.contains(needs), "{refused}");
        let plan = planned(&db, &with_late("units.csv", text)).await;
        assert_eq!(errors(&plan), "");
        apply(&db, &plan, noon(TODAY)).await.unwrap();
    }
    let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
    let kept: Vec<_> = kept
        .iter()
        .map(|it| (&*it.subject, &*it.code, &*it.was, &*it.now))
        .collect();
    assert_eq!(
        kept,
        [
            ("unit", "SYT", "", "2026-04-11"),
            ("unit", "SYT", "2026-04-11", "2026-05-01"),
            ("unit", "SYT", "2026-05-01", ""),
        ]
    );
    // The ledger reads back, and the list of the campaign has them.
    let facts = load(&db, 0, Instant::MAX, None).await.unwrap();
    let decided = |it: &Fact| matches!(it, Fact::Redefined(it) if it.term == Term::EndsOn);
    assert_eq!(facts.iter().filter(|it| decided(&it.fact)).count(), 3);
}

/// A unit without duties stands in no figure.
#[tokio::test]
async fn a_unit_without_duties_changes_freely() {
    let (_dir, db) = begun().await;
    let new = |text: &str| with_late("units.csv", format!("{}{text}", text_of("units.csv")));
    let empty = "DV1,Đơn vị mới,Đơn vị mới,department,government,city,,5,no,x\n";
    let mut files = new(empty);
    // Nothing is everybody's in this file.
    let programme: String = text_of("programme.csv")
        .split_inclusive('\n')
        .filter(|line| !line.contains(",*,"))
        .collect();
    files.set("programme.csv", programme.clone());
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let mut files = new(&empty.replace("government", "party"));
    files.set("programme.csv", programme);
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    assert!(!plan.nothing());
}

async fn outcomes(db: &Db) -> Vec<Outcome> {
    let mut all: Vec<Outcome> = Vec::new();
    for stamped in load(db, 0, Instant::MAX, None).await.unwrap() {
        let mut of = |code: &IndicatorCode, change: &dyn Fn(&mut Outcome)| {
            let found = all.iter_mut().find(|it| it.indicator.code == *code);
            found.into_iter().for_each(change);
        };
        match stamped.fact {
            Fact::Indicator(indicator) => {
                let indicator: std::sync::Arc<Indicator> = indicator.into();
                let known = all
                    .iter_mut()
                    .find(|it| it.indicator.code == indicator.code);
                match known {
                    Some(outcome) => outcome.restate(indicator),
                    None => all.push(Outcome::new(indicator)),
                }
            }
            Fact::Target { indicator, target } => of(&indicator, &|it| it.aim(target)),
            Fact::MeasurementDecided {
                indicator,
                measurement,
                event: Event::Accepted,
                ..
            } => of(&indicator, &|it| it.add(measurement)),
            _ => {}
        }
    }
    all
}

/// Everything that is late on a day: milestones, and outcomes past their deadline.
async fn late_on(db: &Db, today: Day) -> BTreeSet<String> {
    let lives = lives(db, HCM).await.unwrap();
    let milestones = lives
        .values()
        .filter(|life| life.counts() && life.late(today))
        .map(|life| life.terms.id.to_string());
    let outcomes = outcomes(db).await;
    let outcomes = outcomes
        .iter()
        .filter(|it| it.criterion().is_none() && judge_outcome(it, today) == Some(Status::Late))
        .map(|it| format!("{} {:?}", it.indicator.code, it.indicator.duty));
    milestones.chain(outcomes).collect()
}

/// What a clerk may write into the cells of what is late.
const CELLS: [(&str, &str, &[&str]); 12] = [
    (
        "milestones.csv",
        "product,Số hóa",
        &["plan,Số hóa", "process,Số hóa", "outcome,Số hóa"],
    ),
    (
        "milestones.csv",
        "Số hóa bệnh án",
        &["Số hoá bệnh án", "Số hóa hồ sơ", "SỐ HÓA BỆNH ÁN"],
    ),
    (
        "milestones.csv",
        "2026-03-25",
        &["2027-03-25", "", "thường xuyên", "cuối năm", "2026-12-31"],
    ),
    (
        "milestones.csv",
        ",,2,",
        &[",,0,", ",,,", ",VNPT,2,", ",FPT,0,"],
    ),
    (
        "milestones.csv",
        ",SYT,QG09,product,S",
        &[",25807,QG09,product,S", "moc-2,SYT,QG09,product,S"],
    ),
    (
        "indicators.csv",
        "5,80,2026-03-20",
        &[
            "5,40,2026-03-20",
            "5,,2026-03-20",
            "5,80,",
            "5,80,2027-01-01",
            "49,50,2026-03-20",
            ",80,2026-03-20",
        ],
    ),
    (
        "indicators.csv",
        "SYT/QG09,%,up",
        &[
            "SYT/QG09,%,down",
            "SYT/CN06,%,up",
            "campaign,%,up",
            "SYT/QG09,% hồ sơ,up",
        ],
    ),
    (
        "indicators.csv",
        ",60,,x\nZ2",
        &[",60,sach,x\nZ2", ",92,,x\nZ2", ",,,x\nZ2"],
    ),
    (
        "indicators.csv",
        "baseline,target,deadline",
        &["baseline,target,ghi_chu", "baseline,muc,deadline"],
    ),
    ("campaign.csv", "2027-12-31", &["2029-12-31", ""]),
    ("duties.csv", ",7", &[",0", ","]),
    ("programme.csv", "2025-12-31", &["2027-12-31", "khi có vốn"]),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever is imported again without a decision, what was late is late.
    #[test]
    fn rule_4_no_import_without_a_decision_ends_lateness(
        picks in proptest::collection::vec((0_usize..CELLS.len(), 0_usize..6), 1..4),
        left_out in proptest::option::of(0_usize..40),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let (_dir, db) = begun().await;
            let today = local_day(noon(TODAY), HCM);
            let before = late_on(&db, today).await;
            assert_eq!(before.len(), 2, "{before:?}");
            let mut files = late();
            for (cell, to) in &picks {
                let (file, from, all) = CELLS[*cell];
                let text = String::from_utf8(files.get(file).unwrap().to_vec()).unwrap();
                let mut lines: Vec<&str> = text.lines().collect();
                if let Some(line) = left_out.filter(|line| *line > 0 && *line < lines.len()) {
                    lines.remove(line);
                }
                let text = lines.join("\n") + "\n";
                files.set(file, text.replacen(from, all[to % all.len()], 1));
            }
            let plan = planned(&db, &files).await;
            if plan.sound() {
                apply(&db, &plan, noon(TODAY)).await.unwrap();
            }
            let after = late_on(&db, today).await;
            assert!(before.is_subset(&after), "{before:?} {after:?}\n{plan}");
            let campaign = CampaignRow::between(&db, 0, ALWAYS).await.unwrap();
            let deadlines = campaign.iter().map(|row| row.deadline.as_deref());
            assert!(deadlines.into_iter().all(|day| day == Some("2027-12-31")));
            let targets = TargetRow::between(&db, 0, ALWAYS).await.unwrap();
            assert_eq!(targets.iter().filter(|row| row.indicator == "Z1").count(), 1);
        });
    }
}

/// A campaign that does not say what its figures count, and has no database yet.
#[tokio::test]
async fn rule_4_a_first_database_does_not_change_what_the_figures_count() {
    let files = |headline: &str, decided: &str, database: &str| {
        let kept = ["units.csv", "partners.csv", "programme.csv"];
        let mut files = Files::embedded(&kept.map(|file| (file, text_of(file))));
        let campaign = format!(
            "name,start,deadline,time_zone,headline,decision,reason,approver\nChiến dịch thử,\
             2026-01-14,2027-12-31,Asia/Ho_Chi_Minh,{headline},{decided}\n"
        );
        files.set("campaign.csv", campaign);
        files.set(
            "databases.csv",
            format!("code,name,kind,owner_unit\n{database}"),
        );
        files
    };
    let database = "QG09,Cơ sở dữ liệu quốc gia về y tế,national,SYT\n";
    let by = "12/QĐ-UBND,Lý do thử,Bà Thử";
    let (_dir, db) = empty().await;
    let plan = planned(&db, &files("", ",,", "")).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();

    // A decision in the row does not say which: the cell does.
    for decided in [",,", by] {
        let plan = planned(&db, &files("", decided, database)).await;
        let told = errors(&plan);
        assert!(
            told.contains("cột headline: ô này để trống")
                && told.contains("hãy ghi headline là all để giữ như cũ, hoặc ghi databases"),
            "{told}"
        );
        let shown = plan.to_string();
        assert!(
            shown.contains("số chung sẽ tính cơ sở dữ liệu thay cho"),
            "{shown}"
        );
    }
    let told = errors(&planned(&db, &files("databases", ",,", database)).await);
    assert!(
        told.contains("cột headline: đổi all thành databases cần quyết định"),
        "{told}"
    );
    let plan = planned(&db, &files("all", ",,", database)).await;
    assert_eq!(errors(&plan), "");
    assert!(!plan.to_string().contains("số chung sẽ tính"));

    let plan = planned(&db, &files("databases", by, database)).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
    assert_eq!(
        (&*kept[0].term, &*kept[0].was, &*kept[0].now, kept.len()),
        ("headline", "all", "databases", 1)
    );
    assert!(
        planned(&db, &files("databases", by, database))
            .await
            .nothing()
    );
    let told = errors(&planned(&db, &files("", by, database)).await);
    assert!(told.contains("cột headline: ô này đã ghi"), "{told}");
}

/// What contributes does not come to lead by the owner of another file alone.
#[tokio::test]
async fn rule_4_an_owner_makes_no_lead_of_who_contributes_without_a_decision() {
    let (_dir, db) = empty().await;
    let mut first = late();
    let ownerless = text_of("databases.csv").replacen("SYT,QG09", ",QG09", 1);
    first.set("databases.csv", ownerless);
    let listed = format!("{}STP,CN06,contribute,,\n", text_of("duties.csv"));
    first.set("duties.csv", listed.clone());
    let plan = planned(&db, &first).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();

    let owned = |unit: &str, decided: bool| {
        let to = format!("điện tử,sector,,{unit},");
        changed(
            "databases.csv",
            "CN06,",
            "điện tử,sector,,SYT,",
            &to,
            decided,
        )
    };
    let mut files = late();
    files.set("databases.csv", owned("STP", false));
    let told = errors(&planned(&db, &files).await);
    assert!(
        told.contains(
            "databases.csv, dòng 3, cột owner_unit: đổi contribute thành lead cần quyết định"
        ),
        "{told}"
    );
    files.set("duties.csv", listed);
    let told = errors(&planned(&db, &files).await);
    assert!(
        told.contains(
            "databases.csv, dòng 3, cột owner_unit: dòng này ghi STP chủ trì, còn duties.csv \
             dòng 4 ghi STP phối hợp"
        ),
        "{told}"
    );
    files.set("duties.csv", text_of("duties.csv"));
    files.set("databases.csv", owned("STP", true));
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
    assert_eq!(
        (
            &*kept[0].subject,
            &*kept[0].code,
            &*kept[0].was,
            &*kept[0].now
        ),
        ("duty", "STP/CN06", "contribute", "lead")
    );
    assert!(planned(&db, &files).await.nothing());
}

/// What one unit led and everybody leads leaves it a small part: a decision says so.
#[tokio::test]
async fn rule_4_a_task_becomes_everybodys_by_a_decision_only() {
    let (_dir, db) = empty().await;
    let mut first = late();
    let own = text_of("programme.csv").replacen("thông tin,*,", "thông tin,STP,", 1);
    first.set("programme.csv", own.clone());
    let plan = planned(&db, &first).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let told = errors(&planned(&db, &late()).await);
    assert!(
        told.contains("programme.csv, dòng 2, cột lead_unit: đổi STP thành * cần quyết định"),
        "{told}"
    );
    let text = changed(
        "programme.csv",
        "AT01",
        "thông tin,*,",
        "thông tin,*,",
        true,
    );
    let plan = with_file(&db, "programme.csv", text).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
    let told: Vec<_> = kept
        .iter()
        .map(|it| (&*it.term, &*it.was, &*it.now))
        .collect();
    assert_eq!(told, [("lead_unit", "STP", "*")]);
    assert_eq!(Term::from_code("lead_unit"), Some(Term::Lead));
    assert!(planned(&db, &late()).await.nothing());
}

/// What weighs on others without a decision is noted.
#[tokio::test]
async fn what_takes_from_others_or_changes_the_past_is_noted() {
    let (_dir, db) = begun().await;
    let mut files = late();
    let rows = text_of("duties.csv").replace('\n', ",,,\n");
    let rows = rows.replacen(",,,\n", ",decision,reason,approver\n", 1);
    files.set(
        "duties.csv",
        format!("{rows}STP,QG09,contribute,,,12/QĐ,Thêm đơn vị,Bà Thử\n"),
    );
    let swapped = text_of("assignments.csv")
        .replace("VNPT,lead", "VNPT,s")
        .replace("FPT,support", "FPT,lead")
        .replace("VNPT,s", "VNPT,support");
    files.set("assignments.csv", swapped.clone());
    // Who led on days that are over is not said again without a decision.
    let told = errors(&planned(&db, &files).await);
    for line in [2, 3] {
        let told_there = format!("assignments.csv, dòng {line}, cột role: vai trò ");
        assert!(told.contains(&told_there), "{told}");
    }
    let decided = swapped
        .replace("2026-01-29,,", "2026-01-29,20/QĐ,")
        .replace("12/QĐ", "20/QĐ");
    files.set("assignments.csv", decided);
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    let notes: Vec<String> = plan.report.notes.iter().map(ToString::to_string).collect();
    for told in [
        "duties.csv, dòng 4, cột role: 1 nhiệm vụ phối hợp mới của QG09",
        "assignments.csv, dòng 2, cột role: VNPT ở SYT đổi từ lead sang support",
        "assignments.csv, dòng 3, cột role: FPT ở SYT đổi từ support sang lead",
    ] {
        assert!(
            notes.iter().any(|note| note.contains(told)),
            "{told}: {notes:?}"
        );
    }
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

/// Week-1 no. 11: what lay in the files of an empty database is nobody's act in the campaign:
/// no week is counted before somebody could act.
#[tokio::test]
async fn what_a_campaign_begins_with_is_no_first_fact() {
    let (_dir, db) = begun().await;
    let weeks = async |day: &str| {
        let clock = crate::clock::Clock::fixed(noon(day));
        let board = crate::board::Live::new(db.clone(), clock)
            .today()
            .await
            .unwrap();
        let figures = board.figures();
        figures["city"]["outlook"]["weeks"]
            .as_object()
            .unwrap()
            .len()
    };
    assert_eq!(weeks("2026-06-15").await, 0);
    happens(&db, "Kết nối trục", Event::Submitted, "2026-05-04").await;
    // Six whole weeks from that Monday.
    assert_eq!(weeks("2026-06-15").await, 6);
}

/// Who leads by duties.csv is not joined by another lead where that file leaves it out.
#[tokio::test]
async fn an_owner_beside_a_listed_lead_is_a_second_lead() {
    let (_dir, db) = empty().await;
    let mut files = late();
    let ownerless = text_of("databases.csv").replacen("SYT,QG09", ",QG09", 1);
    files.set("databases.csv", ownerless);
    files.set(
        "duties.csv",
        format!("{}STP,CN06,lead,,\n", text_of("duties.csv")),
    );
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let told = errors(&planned(&db, &late()).await);
    assert!(
        told.contains("databases.csv, dòng 3, cột owner_unit: mỗi hạng mục chỉ có một"),
        "{told}"
    );
}

/// What a file promises is a term that pages have a word for, of a subject they know.
#[test]
fn every_promise_has_a_word() {
    use crate::import::{campaign_file::CampaignFile, files::*};
    macro_rules! promised {
        ($($field:ident: $File:ident),+ $(,)?) => {
            [$((<$File as CampaignFile>::SUBJECT, <$File as CampaignFile>::PROMISED)),+]
        };
    }
    for (subject, columns) in campaign_files!(promised) {
        for promised in columns {
            assert!(
                Term::from_code(promised.column).is_some(),
                "{}",
                promised.column
            );
        }
        assert!(
            columns.is_empty() || SUBJECTS.contains(&subject),
            "{subject}"
        );
    }
}

const SUBJECTS: [&str; 8] = [
    "campaign",
    "unit",
    "partner",
    "workstream",
    "duty",
    "milestone",
    "indicator",
    "measurement",
];

/// Another value for a day: the old one stays with the reason, and the acceptance that rested
/// on it is revoked where no value reaches what was promised any more.
#[tokio::test]
async fn a_corrected_value_takes_the_acceptance_that_rested_on_it() {
    for (corrected, falls) in [("65", false), ("55", true)] {
        let (_dir, db) = begun().await;
        let measured = |value: &str, decided: &str| {
            let text = String::from_utf8(late().get("measurements.csv").unwrap().to_vec());
            let text = text.unwrap().replace('\n', ",,,\n");
            let head = text.replacen(",,,\n", ",decision,reason,approver\n", 1);
            format!("{head}Z1,2026-04-01,{value},100,,x,{decided}\n")
        };
        let plan = with_file(&db, "measurements.csv", measured("70", ",,")).await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        happens(&db, "Đạt 60%", Event::Submitted, "2026-04-02").await;
        happens(&db, "Đạt 60%", Event::Accepted, "2026-04-03").await;

        let plan = with_file(&db, "measurements.csv", measured(corrected, ",,")).await;
        assert!(
            errors(&plan).contains("cần quyết định"),
            "{}",
            errors(&plan)
        );
        let by = "12/QĐ-UBND,Đếm trùng,Bà Thử";
        let plan = with_file(&db, "measurements.csv", measured(corrected, by)).await;
        assert_eq!(errors(&plan), "");
        let told = plan
            .to_string()
            .contains("mức của mốc “Đạt 60%” đã nghiệm thu");
        assert_eq!(told, falls, "{plan}");
        apply(&db, &plan, noon(TODAY)).await.unwrap();

        assert_eq!(find(&db, "Đạt 60%").await.accepted(), !falls, "{corrected}");
        let events = MilestoneEventRow::between(&db, 0, ALWAYS).await.unwrap();
        let last = events.last().unwrap();
        if falls {
            assert_eq!(
                (&*last.event, &*last.body, &*last.decision, &*last.approver),
                ("revoked", "Đếm trùng", "12/QĐ-UBND", "Bà Thử")
            );
        } else {
            assert_eq!(last.event, "accepted");
        }
        let events = MeasurementEventRow::between(&db, 0, ALWAYS).await.unwrap();
        let revoked: Vec<_> = events.iter().filter(|it| it.event == "revoked").collect();
        assert_eq!(revoked.len(), 1);
        assert_eq!(
            revoked[0].reason,
            "Đếm trùng (quyết định 12/QĐ-UBND, Bà Thử duyệt)"
        );
        // The old value stays in the ledger beside the new one.
        let values = MeasurementRow::between(&db, 0, ALWAYS).await.unwrap();
        let values: Vec<_> = values.iter().filter(|it| it.day == "2026-04-01").collect();
        assert_eq!(values.len(), 2);
        assert_eq!(values[0].numerator, Some(70));
    }
}

/// A volume told first after an outcome was accepted is not a way around rule 7: of so many
/// records too few were counted, and who tells it decides about the acceptance too.
#[tokio::test]
async fn a_volume_that_a_value_no_longer_reaches_takes_the_acceptance_that_rested_on_it() {
    for (volume, falls) in [("110", false), ("200", true)] {
        let (_dir, db) = begun().await;
        let measured = text_of("measurements.csv");
        let plan = with_file(
            &db,
            "measurements.csv",
            format!("{measured}Z1,2026-04-01,70,100,,x\n"),
        )
        .await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        happens(&db, "Đạt 60%", Event::Submitted, "2026-04-02").await;
        happens(&db, "Đạt 60%", Event::Accepted, "2026-04-03").await;

        let told = |decided: &str| {
            let text = text_of("duties.csv").replace('\n', ",,,\n");
            let head = text.replacen(",,,\n", ",decision,reason,approver\n", 1);
            format!("{head}SYT,QG09,lead,{volume},,{decided}\n")
        };
        let plan = with_file(&db, "duties.csv", told(",,")).await;
        let refused = errors(&plan).contains("cột volume: sau khi nhập không còn số đo nào");
        assert_eq!(refused, falls, "{}", errors(&plan));
        let plan = with_file(&db, "duties.csv", told("13/QĐ-UBND,Đếm đủ,Bà Thử")).await;
        assert_eq!(errors(&plan), "");
        apply(&db, &plan, noon(TODAY)).await.unwrap();

        assert_eq!(find(&db, "Đạt 60%").await.accepted(), !falls, "{volume}");
        let events = MilestoneEventRow::between(&db, 0, ALWAYS).await.unwrap();
        let last = events.last().unwrap();
        let (event, decision) = match falls {
            true => ("revoked", "13/QĐ-UBND"),
            false => ("accepted", ""),
        };
        assert_eq!((&*last.event, &*last.decision), (event, decision));
    }
}

/// What was measured is of where it was measured: an indicator never moves, by no decision.
#[tokio::test]
async fn rule_4_an_indicator_stays_where_it_measures() {
    let (_dir, db) = begun().await;
    let text = changed("indicators.csv", "Z1", "SYT/QG09", "SYT/CN06", true);
    let told = errors(&with_file(&db, "indicators.csv", text).await);
    assert!(
        told.contains("một chỉ tiêu không chuyển sang nơi khác"),
        "{told}"
    );
}

/// An indicator that counts, points or stands otherwise takes with it what was accepted by it.
#[tokio::test]
async fn an_indicator_that_measures_otherwise_takes_the_acceptance_that_rested_on_it() {
    for (from, to, falls) in [
        (
            "Làm sạch,SYT/QG09,%,up,5,80,",
            "Làm sạch,SYT/QG09,%,up,5,90,",
            false,
        ),
        ("2026-03-20,60,,x", "2026-03-20,60,sach,x", true),
    ] {
        let (_dir, db) = begun().await;
        let measured = text_of("measurements.csv");
        let more = format!("{measured}Z1,2026-04-01,70,100,,x\n");
        let plan = with_file(&db, "measurements.csv", more).await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        happens(&db, "Đạt 60%", Event::Submitted, "2026-04-02").await;
        happens(&db, "Đạt 60%", Event::Accepted, "2026-04-03").await;

        let text = changed("indicators.csv", "Z1", from, to, true);
        let plan = with_file(&db, "indicators.csv", text).await;
        assert_eq!(errors(&plan), "", "{to}");
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        assert_eq!(find(&db, "Đạt 60%").await.accepted(), !falls, "{to}");
    }
}

/// Which body above the city a database waits on, and which one it feeds, changes by a decision;
/// the known remark behind a ministry is put right freely.
#[tokio::test]
async fn rule_4_the_ministry_of_a_database_changes_by_a_decision_only() {
    let head = "code,name,kind,ministry,owner_unit,feeds,count_unit,legal_basis,provisional,source,\
                decision,reason,approver";
    let rows = |ministry: &str, feeds: &str, rest: &str, by: &str| {
        format!(
            "{head}\nQG09,Cơ sở dữ liệu quốc gia về y tế,national,{ministry},SYT,,hồ sơ,{rest},x,{by}\n\
             QG10,Cơ sở dữ liệu quốc gia về đất đai,national,,STP,,thửa,,yes,x,,,\n\
             CN06,Hồ sơ sức khỏe điện tử,sector,,SYT,{feeds},hồ sơ,,yes,x,{by}\n"
        )
    };
    let decided = "12/QĐ,Chuyển bộ,Bà Thử";
    for (ministry, feeds, rest, by, refused, terms) in [
        ("Bộ Nội vụ", "QG09", "NĐ 4,yes", ",,", "ministry", 0),
        ("", "QG09", "NĐ 4,yes", decided, "ministry", 0),
        ("Bộ Y tế", "QG10", "NĐ 4,yes", ",,", "feeds", 0),
        ("Bộ Nội vụ", "QG10", "NĐ 4,yes", decided, "", 2),
        ("Bộ y tế (chưa xác minh)", "QG09", "NĐ 4,yes", ",,", "", 0),
        (
            "Bộ Y tế (thôi chủ quản từ 01/12) Bộ Nội vụ",
            "QG09",
            "NĐ 4,yes",
            ",,",
            "ministry",
            0,
        ),
        (
            "Bộ Y tế (Bộ Nội vụ)",
            "QG09",
            "NĐ 4,yes",
            ",,",
            "ministry",
            0,
        ),
        (
            "Bộ Y tế (chưa xác minh) Bộ Nội vụ",
            "QG09",
            "NĐ 4,yes",
            ",,",
            "ministry",
            0,
        ),
        // What is told of it moves no blame: it is noted.
        ("Bộ Y tế", "QG09", "NĐ 5,no", ",,", "", 0),
    ] {
        let (_dir, db) = empty().await;
        let before = with("databases.csv", rows("Bộ Y tế", "QG09", "NĐ 4,yes", ",,"));
        let plan = planned(&db, &before).await;
        assert_eq!(errors(&plan), "");
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        let plan = planned(&db, &with("databases.csv", rows(ministry, feeds, rest, by))).await;
        let told = errors(&plan);
        assert_eq!(told.is_empty(), refused.is_empty(), "{told}");
        assert!(told.contains(refused), "{told}");
        assert_eq!(plan.rows.redefinitions.len(), terms, "{ministry} {feeds}");
        let notes = plan.report.notes.iter().map(ToString::to_string);
        let notes: String = notes.collect();
        let noted = rest.starts_with("NĐ 5");
        for words in ["bỏ dấu “tạm” ở 1 dòng", "đổi căn cứ ở 1 dòng"] {
            assert_eq!(notes.contains(words), noted, "{notes}");
        }
    }
}

/// Records counted by form ask for percent as those of a file do, when the unit of measure changes.
#[tokio::test]
async fn what_was_counted_by_form_is_asked_about_when_its_unit_of_measure_changes() {
    for by_form in [false, true] {
        let (_dir, db) = empty().await;
        let mut files = late();
        files.set(
            "measurements.csv",
            "indicator,date,numerator,denominator,value,source\n",
        );
        let plan = planned(&db, &files).await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        if by_form {
            let mut tx = db.begin().await.unwrap();
            let row = MeasurementRow {
                id: "form".into(),
                indicator: "Z1".into(),
                day: "2026-03-19".into(),
                numerator: Some(50),
                denominator: Some(100),
                seq: tx.next_seq().await.unwrap(),
                recorded_at: noon(TODAY),
                ..MeasurementRow::default()
            };
            MeasurementRow::append(&mut tx, &[row]).await.unwrap();
            tx.commit().await.unwrap();
        }
        let decided = changed("indicators.csv", "Z1,", ",%,", ",hồ sơ,", true);
        files.set("indicators.csv", decided);
        let told = errors(&planned(&db, &files).await);
        assert_eq!(told.contains("unit_of_measure là %"), by_form, "{told}");
    }
}
