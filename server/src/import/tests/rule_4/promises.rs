//! What was promised: the first time freely, otherwise by a decision that is whole.
use app::domain::Term;

use super::*;
use crate::{import::apply, ledger::RedefinitionRow};

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

const SUBJECTS: [&str; 13] = [
    "campaign",
    "unit",
    "partner",
    "workstream",
    "duty",
    "milestone",
    "indicator",
    "measurement",
    "trigger",
    "cadence",
    "rhythm",
    "group",
    "group_member",
];
