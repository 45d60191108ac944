//! No import without a decision ends lateness.
use std::collections::BTreeSet;

use app::domain::{Day, Status, judge_outcome, local_day};
use proptest::prelude::*;

use super::*;
use crate::{
    import::apply,
    ledger::{CampaignRow, TargetRow, lives},
};

/// Everything that is late on a day: milestones, and outcomes past their deadline.
async fn late_on(db: &Db, today: Day) -> BTreeSet<String> {
    let lives = lives(db).await.unwrap();
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
