//! What recurs goes on where its duty does: in a merger, and where a unit joins a group or leaves it.
use std::collections::{BTreeMap, BTreeSet};

use app::domain::{Day, State};
use chrono::{Datelike, TimeDelta, Weekday};
use proptest::prelude::*;

use super::{
    groups::{BY, begun, one, record, word},
    rhythms::{opened, submit},
    *,
};
use crate::{
    board::Live,
    clock::Clock,
    import::leaving,
    ledger::{MilestoneRow, RedefinitionRow, RhythmRow, SlotExceptionRow, lives},
};

const CADENCES: &str =
    "code,name,every,data_closes,report_due,source\nTUAN,Hằng tuần,week,fri,fri,x\n";
const HEAD: &str = "code,unit,workstream,title,product,cadence,begins_on,cut_off_days\n";

fn weekly(rows: &str) -> Files {
    let mut files = one("cadences.csv", CADENCES);
    files.set("rhythms.csv", format!("{HEAD}{rows}"));
    files
}

fn d(text: &str) -> Day {
    parse_day(text).unwrap()
}

/// 25807 ends by a decision, and 27676 goes on with its part of QG09.
fn merger(on: &str) -> Files {
    let mut files = one(
        "units.csv",
        &format!(
            "code,name,kind,bloc,tier,ends_on,successors,decision,reason,approver\n\
             25807,Xã Thanh An,commune,government,commune,{on},27676,{BY}\n"
        ),
    );
    files.set(
        "duties.csv",
        format!(
            "unit,workstream,role,volume,weight,decision,reason,approver\n\
             27676,QG09,contribute,22200,7,{BY}\n"
        ),
    );
    files
}

/// The slots of a unit now by the ends of their periods, of those that were not cancelled.
async fn slots(db: &Db) -> BTreeMap<Day, Vec<String>> {
    let rows = MilestoneRow::between(db, 0, i64::MAX).await.unwrap();
    let lives = lives(db).await.unwrap();
    let mut of: BTreeMap<&str, &MilestoneRow> = BTreeMap::new();
    of.extend(rows.iter().map(|row| (row.id.as_str(), row)));
    let mut found: BTreeMap<Day, Vec<String>> = BTreeMap::new();
    for (id, row) in of {
        if let Some(to) = row.period_to.as_deref()
            && lives[id].state != State::Cancelled
        {
            found.entry(d(to)).or_default().push(row.unit.clone());
        }
    }
    found
}

async fn rhythms(db: &Db) -> BTreeMap<String, RhythmRow> {
    let rows = RhythmRow::between(db, 0, i64::MAX).await.unwrap();
    rows.into_iter()
        .map(|row| (row.code.clone(), row))
        .collect()
}

#[tokio::test]
async fn a_successor_goes_on_with_what_a_unit_that_ends_was_asked_for() {
    let (_dir, db) = begun().await;
    record(
        &db,
        "2026-04-10",
        &weekly("BC,25807,QG09,Báo cáo tuần,Báo cáo,TUAN,2026-04-11,2\n"),
    )
    .await;
    let by = "12/QĐ,Nghỉ,Trưởng ban";
    let none = format!(
        "rhythm,cadence,period_ends,due_on,no_slot,decision,reason,approver\n\
         BC,,2026-05-15,,yes,{by}\nBC,,2026-07-17,,yes,{by}\n"
    );
    record(&db, "2026-04-11", &one("slot_exceptions.csv", &none)).await;
    // The period of 18 to 24 April is not over; that of before has closed and was missed.
    let told = record(&db, "2026-04-22", &merger("2026-04-22")).await;
    assert!(
        told.contains("báo cáo định kỳ “Báo cáo tuần” chuyển cho đơn vị kế tục"),
        "{told}"
    );
    let all = rhythms(&db).await;
    let new = &all["BC-27676"];
    assert_eq!((&*new.unit, &*new.begins_on), ("27676", "2026-04-22"));
    assert_eq!(
        (&new.title, new.weight, new.cut_off_days),
        (&all["BC"].title, 1, 2)
    );
    opened(&db, "2026-07-20").await;
    let slots = slots(&db).await;
    assert_eq!(slots[&d("2026-04-17")], ["25807"]);
    assert_eq!(slots[&d("2026-04-24")], ["27676"]);
    // What was taken out, before it was opened or after, does not come back.
    for taken_out in ["2026-05-15", "2026-07-17"] {
        assert!(!slots.contains_key(&d(taken_out)), "{taken_out}");
    }
    // By the decision of the merger.
    let decided = RedefinitionRow::between(&db, 0, i64::MAX).await.unwrap();
    let moved = |it: &&RedefinitionRow| it.code == "BC-20260424" && it.term == "unit";
    let moved = decided.iter().find(moved).unwrap();
    assert_eq!((&*moved.now, &*moved.decision), ("27676", "12/QĐ"));
    let set = SlotExceptionRow::between(&db, 0, i64::MAX).await.unwrap();
    assert!(set.iter().all(|it| !it.decision.is_empty()));
}

/// What the successor reports by the same name already, it reports once.
#[tokio::test]
async fn a_successor_that_reports_the_same_is_not_asked_twice() {
    let (_dir, db) = begun().await;
    let both = "BC1,25807,QG09,Báo cáo tuần,Báo cáo,TUAN,2026-04-11,2\n\
                BC2,27676,QG09,BÁO CÁO TUẦN,Báo cáo,TUAN,2026-04-11,2\n";
    record(&db, "2026-04-10", &weekly(both)).await;
    let told = record(&db, "2026-04-22", &merger("2026-04-22")).await;
    assert!(
        told.contains("đơn vị kế tục đã có báo cáo cùng tên"),
        "{told}"
    );
    assert_eq!(rhythms(&db).await.len(), 2);
    opened(&db, "2026-06-20").await;
    let of = slots(&db).await;
    assert_eq!(of[&d("2026-04-24")], ["25807", "27676"]);
    assert_eq!(of[&d("2026-06-26")], ["27676"]);
}

#[tokio::test]
async fn what_no_successor_takes_ends_with_its_unit() {
    let (_dir, db) = begun().await;
    record(
        &db,
        "2026-04-10",
        &weekly("BC,25807,QG09,Báo cáo tuần,Báo cáo,TUAN,2026-04-11,2\n"),
    )
    .await;
    let closes = format!(
        "code,name,kind,bloc,tier,ends_on,decision,reason,approver\n\
         25807,Xã Thanh An,commune,government,commune,2026-04-22,{BY}\n"
    );
    let told = record(&db, "2026-04-22", &one("units.csv", &closes)).await;
    assert!(
        told.contains("báo cáo định kỳ “Báo cáo tuần” của đơn vị này dừng"),
        "{told}"
    );
    assert_eq!(opened(&db, "2026-06-20").await, 0);
}

const ALL_DEPARTMENTS: &str = "BC-SYT,SYT,NV01,Báo cáo tuần,Báo cáo,TUAN,2026-05-02,2\n\
     BC-STP,STP,NV01,Báo cáo tuần,Báo cáo,TUAN,2026-05-02,2\n\
     R,STP,NV01,Báo cáo riêng,Báo cáo,TUAN,2026-05-02,2\n";

#[tokio::test]
async fn who_joins_a_group_is_asked_for_what_all_its_units_report() {
    let (_dir, db) = begun().await;
    record(&db, "2026-05-01", &weekly(ALL_DEPARTMENTS)).await;
    let told = record(&db, "2026-05-04", &word("G-SO", "27676", ",", BY)).await;
    assert!(
        told.contains(
            "mọi đơn vị của nhóm có báo cáo định kỳ “Báo cáo tuần”; đơn vị này cũng báo cáo"
        ),
        "{told}"
    );
    // What one of them alone reports is nobody's to whom it was not given.
    assert!(
        told.contains("có đơn vị có báo cáo định kỳ “Báo cáo riêng”; đơn vị này chưa có"),
        "{told}"
    );
    let all = rhythms(&db).await;
    assert_eq!(all["BC-27676"].begins_on, "2026-05-09");
    assert_eq!(all.len(), 4);
    // Who leaves is asked no more.
    let told = record(&db, "2026-05-20", &word("G-SO", "27676", ",2026-05-20", BY)).await;
    assert!(!told.contains("cột"), "{told}");
    assert_eq!(
        rhythms(&db).await["BC-27676"].ends_on.as_deref(),
        Some("2026-05-20")
    );
    opened(&db, "2026-07-01").await;
    let asked = slots(&db).await;
    let asked = asked
        .iter()
        .filter(|(_, of)| of.contains(&"27676".to_owned()));
    let asked: Vec<String> = asked.map(|(to, _)| to.to_string()).collect();
    // The running period is over with the duty.
    assert_eq!(asked, ["2026-05-15"]);
    // Joining once more begins anew, with a code that is free.
    record(&db, "2026-07-06", &word("G-SO", "27676", ",", BY)).await;
    let again = &rhythms(&db).await["BC-27676-2"];
    assert_eq!((&*again.begins_on, &again.ends_on), ("2026-07-11", &None));
}

/// Friday, on which a period of a week ends.
fn friday_of(day: Day) -> Day {
    let mut days = day.iter_days();
    days.find(|it| it.weekday() == Weekday::Fri).unwrap()
}

/// A report that begins anew after it ended is no second one.
#[tokio::test]
async fn what_begins_again_on_a_return_is_not_told_as_written_twice() {
    let (_dir, db) = begun().await;
    record(&db, "2026-05-01", &weekly(ALL_DEPARTMENTS)).await;
    for (on, days) in [
        ("2026-05-04", ","),
        ("2026-05-20", ",2026-05-20"),
        ("2026-07-06", ","),
    ] {
        record(&db, on, &word("G-SO", "27676", days, BY)).await;
    }
    let all = rhythms(&db).await;
    assert_eq!(all.values().filter(|it| it.unit == "27676").count(), 2);
    let live = Live::new(db.clone(), Clock::fixed(noon("2026-07-07")));
    let mut folder = Files::default();
    for (name, bytes) in leaving(&db, &live.today().await.unwrap()).await.unwrap() {
        folder.set(name, bytes);
    }
    let plan = plan_files(&db, &folder, noon("2026-07-07")).await.unwrap();
    let notes: Vec<String> = plan.report.notes.iter().map(ToString::to_string).collect();
    let twice = notes.iter().filter(|it| it.contains("ghi hai lần"));
    assert_eq!(twice.count(), 0, "{notes:?}");
}

/// Nobody may answer a period while the duty is over, so who comes back has not missed it.
#[tokio::test]
async fn a_period_over_with_its_duty_is_missed_on_no_return() {
    let (_dir, db) = begun().await;
    record(&db, "2026-05-01", &weekly(ALL_DEPARTMENTS)).await;
    for (on, days) in [
        ("2026-05-04", ","),
        ("2026-05-12", ",2026-05-12"),
        ("2026-06-02", ","),
    ] {
        record(&db, on, &word("G-SO", "27676", days, BY)).await;
    }
    let rows = MilestoneRow::between(&db, 0, i64::MAX).await.unwrap();
    let lives = lives(&db).await.unwrap();
    let of_it = |it: &&MilestoneRow| it.unit == "27676" && it.period_to.is_some();
    let running = rows.iter().filter(of_it).map(|it| &lives[&it.id]);
    let running: Vec<_> = running
        .filter(|it| it.slot().unwrap().period.to == d("2026-05-15"))
        .collect();
    assert!(!running.is_empty());
    assert!(running.iter().all(|it| it.state == State::Cancelled));
    let missed = rows.iter().filter(of_it).filter(|it| {
        let life = &lives[&it.id];
        life.missed(d("2026-06-02"))
    });
    assert_eq!(missed.count(), 0);
}

/// A row of a group is one of each of its units that day; who joins later begins later, and the row
/// read again says nothing new.
#[tokio::test]
async fn a_row_of_a_group_is_a_rhythm_of_each_of_its_units() {
    let (_dir, db) = begun().await;
    let row = "BC,G-SO,NV01,Báo cáo tuần,Báo cáo,TUAN,2026-05-02,2\n";
    let told = record(&db, "2026-05-01", &weekly(row)).await;
    assert!(!told.contains("cột"), "{told}");
    let of = |all: &BTreeMap<String, RhythmRow>| -> Vec<(String, String)> {
        let all = all.values();
        all.map(|it| (it.unit.clone(), it.begins_on.clone()))
            .collect()
    };
    let each = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        let all = all.iter();
        all.map(|(unit, begins)| ((*unit).to_owned(), (*begins).to_owned()))
            .collect()
    };
    let first = [("STP", "2026-05-02"), ("SYT", "2026-05-02")];
    assert_eq!(of(&rhythms(&db).await), each(&first));
    record(&db, "2026-05-04", &word("G-SO", "27676", ",", BY)).await;
    let later = [&[("27676", "2026-05-09")][..], &first].concat();
    assert_eq!(of(&rhythms(&db).await), each(&later));
    // The row again, and the plan as it leaves.
    let again = plan_files(&db, &weekly(row), noon("2026-05-05")).await;
    let again = again.unwrap();
    assert!(errors(&again).is_empty() && again.nothing(), "{again}");
    let live = Live::new(db.clone(), Clock::fixed(noon("2026-05-05")));
    let mut folder = Files::default();
    for (name, bytes) in leaving(&db, &live.today().await.unwrap()).await.unwrap() {
        folder.set(name, bytes);
    }
    let back = plan_files(&db, &folder, noon("2026-05-05")).await.unwrap();
    assert!(errors(&back).is_empty() && back.nothing(), "{back}");
    // Who is asked for it no more is not left out in silence.
    let ends = format!(
        "code,unit,workstream,title,product,cadence,begins_on,ends_on,cut_off_days,decision,reason,approver\n\
         BC-27676,27676,NV01,Báo cáo tuần,Báo cáo,TUAN,2026-05-09,2026-05-20,2,{BY}\n"
    );
    record(&db, "2026-05-20", &one("rhythms.csv", &ends)).await;
    let told = plan_files(&db, &weekly(row), noon("2026-06-02"))
        .await
        .unwrap();
    assert_eq!(errors(&told), "");
    let says = "27676 đã dừng báo cáo này từ 20/05/2026 và dòng của nhóm không mở lại";
    assert!(told.to_string().contains(says), "{told}");
}

/// Who belongs without having been asked, and comes to what others report, begins with the next period.
#[tokio::test]
async fn who_is_asked_later_by_the_row_of_a_group_begins_with_the_next_period() {
    let (_dir, db) = begun().await;
    record(
        &db,
        "2026-05-01",
        &weekly("BC-STP,STP,NV01,Báo cáo tuần,Báo cáo,TUAN,2026-05-02,2\n"),
    )
    .await;
    let told = record(
        &db,
        "2026-05-20",
        &weekly("BC,G-SO,NV01,Báo cáo tuần,Báo cáo,TUAN,2026-05-02,2\n"),
    )
    .await;
    assert!(!told.contains("cột"), "{told}");
    let all = rhythms(&db).await;
    assert_eq!(all["BC-STP"].begins_on, "2026-05-02");
    assert_eq!(all["BC-SYT"].begins_on, "2026-05-23");
}

/// A code that is nobody's is told as such, with nothing else to do.
#[tokio::test]
async fn an_unknown_code_of_what_recurs_may_be_a_units_or_a_groups() {
    let (_dir, db) = begun().await;
    let told = record(
        &db,
        "2026-05-01",
        &weekly("BC,G-XA,NV01,Báo cáo tuần,Báo cáo,TUAN,2026-05-02,2\n"),
    )
    .await;
    assert!(
        told.contains("không có đơn vị hoặc nhóm đơn vị nào mang mã \"G-XA\""),
        "{told}"
    );
    assert!(!told.contains("duties.csv"), "{told}");
    // Of a group that has no part there it is said so.
    let told = record(
        &db,
        "2026-05-01",
        &weekly("BC,G-TAY,NV01,Báo cáo tuần,Báo cáo,TUAN,2026-05-02,2\n"),
    )
    .await;
    assert!(told.contains("G-TAY"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    /// Whatever the day of the merger, each period is asked for once, at who has to do with it.
    #[test]
    fn each_period_is_asked_for_once_whenever_units_merge(
        merges in 0_i64..30, handed in proptest::collection::vec(0_i64..30, 0..4),
    ) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let (_dir, db) = begun().await;
            let begins = d("2026-04-11");
            record(&db, "2026-04-10", &weekly("BC,25807,QG09,Báo cáo tuần,Báo cáo,TUAN,2026-04-11,2\n")).await;
            let merged = begins + TimeDelta::days(merges);
            let mut submitted = BTreeSet::new();
            for day in begins.iter_days().take(45) {
                let on = day.to_string();
                if day == merged {
                    record(&db, &on, &merger(&on)).await;
                }
                let after = handed.contains(&(day - begins).num_days());
                let friday = friday_of(day);
                if after && day < merged && submitted.insert(friday) {
                    submit(&db, &format!("BC-{}", friday.format("%Y%m%d")), &on).await;
                }
                opened(&db, &on).await;
            }
            let found = slots(&db).await;
            let last = begins + TimeDelta::days(44 + 31);
            let mut expected = BTreeMap::new();
            for to in begins.iter_days().filter(|it| it.weekday() == Weekday::Fri) {
                if to - TimeDelta::days(6) > last {
                    break;
                }
                // Two working days after Friday, Tuesday, it is over: without a report, for good.
                let over = merged > to + TimeDelta::days(4) && !submitted.contains(&to);
                let unit = if over { "25807" } else { "27676" };
                expected.insert(to, vec![unit.to_owned()]);
            }
            assert_eq!(found, expected);
        });
    }

    /// However a unit joins and leaves, it is asked for each period at most once, for none that had
    /// begun when it joined, and for none that it could still answer when it left.
    #[test]
    fn who_joins_and_leaves_is_asked_for_its_own_periods(
        joins in 0_i64..12, stays in 1_i64..40, away in 1_i64..40,
    ) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let (_dir, db) = begun().await;
            record(&db, "2026-05-01", &weekly(ALL_DEPARTMENTS)).await;
            let joined = d("2026-05-02") + TimeDelta::days(joins);
            let left = joined + TimeDelta::days(stays);
            let back = left + TimeDelta::days(away);
            let end = back + TimeDelta::days(20);
            for day in d("2026-05-02").iter_days().take_while(|day| *day <= end) {
                let on = day.to_string();
                if day == joined || day == back {
                    record(&db, &on, &word("G-SO", "27676", ",", BY)).await;
                }
                if day == left {
                    record(&db, &on, &word("G-SO", "27676", &format!(",{on}"), BY)).await;
                }
                opened(&db, &on).await;
            }
            let mut asked: Vec<Day> = Vec::new();
            for (to, units) in slots(&db).await {
                asked.extend(units.iter().filter(|it| *it == "27676").map(|_| to));
            }
            let mut expected = Vec::new();
            for to in joined.iter_days().filter(|it| it.weekday() == Weekday::Fri) {
                let from = to - TimeDelta::days(6);
                if from > end + TimeDelta::days(31) {
                    break;
                }
                // It was taken until the Tuesday after.
                let over = left > to + TimeDelta::days(4);
                if from > joined && over || from > back {
                    expected.push(to);
                }
            }
            assert_eq!(asked, expected);
        });
    }
}
