//! cadences.csv, rhythms.csv, slot_exceptions.csv: what recurs, and its slots.
use app::domain::{Day, Event, Milestone, State};

use super::*;
use crate::{
    board::{Board, Live},
    clock::Clock,
    db::audit,
    import::{apply, open_slots},
    ledger::{MilestoneEventRow, MilestoneRow, lives},
};

const CADENCES: &str = "code,name,every,data_closes,report_due,source\n\
     THANG,Hằng tháng,month,14,20,Nghị định 09/2019/NĐ-CP\n\
     TUAN,Hằng tuần,week,fri,fri,x\n";
const HEAD: &str = "code,unit,workstream,title,product,cadence,begins_on,ends_on,weight,\
                    cut_off_days,decision,reason,approver\n";
const MONTHLY: &str = "BC01,25807,QG09,Báo cáo số hóa,Báo cáo,THANG,2026-04-10,,2,2,,,\n";
const DECIDED: &str = "12/QĐ-BCĐ,Không còn cần,Trưởng ban";

fn files(rhythms: &str) -> Files {
    let mut files = small();
    files.set("cadences.csv", CADENCES);
    files.set("rhythms.csv", format!("{HEAD}{rhythms}"));
    files
}

fn alone(file: &str, text: String) -> Files {
    let mut files = Files::embedded(&[]);
    files.set(file, text);
    files
}

fn exceptions(rows: &str) -> Files {
    let head = "rhythm,cadence,period_ends,due_on,no_slot,decision,reason,approver\n";
    alone("slot_exceptions.csv", format!("{head}{rows}"))
}

fn d(text: &str) -> Day {
    parse_day(text).unwrap()
}

pub(super) async fn record(db: &Db, on: &str, files: &Files) -> String {
    let plan = plan_files(db, files, noon(on)).await.unwrap();
    let notes: String = plan
        .report
        .notes
        .iter()
        .map(|it| format!("{it}\n"))
        .collect();
    let refused = errors(&plan);
    if refused.is_empty() {
        apply(db, &plan, noon(on)).await.unwrap();
    }
    format!("{refused}{notes}")
}

/// The campaign began without anything that recurs; BC01 is added on 10 April.
async fn begun(rhythms: &str) -> (tempfile::TempDir, Db) {
    let (dir, db) = empty().await;
    record(&db, "2026-04-09", &small()).await;
    let told = record(&db, "2026-04-10", &files(rhythms)).await;
    assert!(told.contains("mở"), "{told}");
    (dir, db)
}

async fn board(db: &Db, on: &str) -> std::sync::Arc<Board> {
    let live = Live::new(db.clone(), Clock::fixed(noon(on)));
    live.today().await.unwrap()
}

/// What the daily work of a server opens.
pub(super) async fn opened(db: &Db, on: &str) -> usize {
    let done = open_slots(db, &board(db, on).await, noon(on)).await;
    done.unwrap().facts
}

async fn slot(db: &Db, id: &str) -> Option<Milestone> {
    lives(db).await.unwrap().remove(id)
}

pub(super) async fn submit(db: &Db, id: &str, on: &str) {
    happen(db, id, "submitted", on).await;
}

/// What happens to a milestone by a form.
pub(super) async fn happen(db: &Db, id: &str, event: &str, on: &str) {
    let seq = db.seq().await.unwrap() + 1;
    let row = MilestoneEventRow {
        submission: format!("form-{id}-{on}"),
        milestone: id.into(),
        event: event.into(),
        organisation: "25807".into(),
        seq,
        recorded_at: noon(on),
        ..MilestoneEventRow::default()
    };
    let mut tx = db.begin().await.unwrap();
    tx.next_seq().await.unwrap();
    MilestoneEventRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn slots_come_into_being_with_their_rhythm_and_then_day_by_day() {
    let (_dir, db) = begun(MONTHLY).await;
    let first = slot(&db, "BC01-20260414").await.unwrap();
    assert_eq!(&*first.terms.title, "Báo cáo số hóa – tháng 4/2026");
    assert_eq!(first.terms.weight, 2);
    // The 20th is a Monday; two working days later it is taken for the last time.
    assert_eq!(first.original_deadline, Some(d("2026-04-20")));
    assert_eq!(first.taken_until(), Some(d("2026-04-22")));
    assert!(slot(&db, "BC01-20260514").await.is_some());
    assert!(slot(&db, "BC01-20260614").await.is_none());
    // Again is nothing, for files and for the daily work.
    let facts = db.seq().await.unwrap();
    record(&db, "2026-04-10", &files(MONTHLY)).await;
    assert_eq!(opened(&db, "2026-04-10").await, 0);
    assert_eq!(opened(&db, "2026-04-13").await, 0);
    assert_eq!(db.seq().await.unwrap(), facts);
    // A month before its period begins.
    assert_eq!(opened(&db, "2026-04-14").await, 1);
    let last = audit::last(&db).await.unwrap().to_string();
    assert!(!last.is_empty());
    let rows = MilestoneRow::between(&db, 0, i64::MAX).await.unwrap();
    let june = rows.iter().find(|it| it.id == "BC01-20260614").unwrap();
    assert_eq!(june.deadline.as_deref(), Some("2026-06-22"));
    // Any other import opens what is due by then too.
    let told = record(&db, "2026-05-20", &small()).await;
    assert!(
        told.contains("mở 1 kỳ báo cáo “Báo cáo số hóa”, hạn đầu tiên"),
        "{told}"
    );
    assert_eq!(opened(&db, "2026-05-20").await, 0);
}

#[tokio::test]
async fn a_server_that_was_away_opens_what_it_missed_and_nobody_is_late_with_it() {
    let (_dir, db) = begun(MONTHLY).await;
    // April and May are there; it comes back in August, a month before September begins.
    let count = opened(&db, "2026-08-03").await;
    assert_eq!(count, 4);
    let june = slot(&db, "BC01-20260614").await.unwrap();
    assert_eq!(june.original_deadline, Some(d("2026-08-10")));
    assert_eq!(june.recorded_on, None);
    let board = board(&db, "2026-08-03").await;
    let lives = board.lives();
    assert!(lives["BC01-20260414"].missed(d("2026-08-03")));
    assert!(!lives["BC01-20260614"].late(d("2026-08-03")));
    // Yesterday's page knows nothing of it (rule 3).
    let live = Live::new(db.clone(), Clock::fixed(noon("2026-08-04")));
    let before = live.as_of(d("2026-08-02")).await.unwrap().unwrap();
    assert!(!before.lives().contains_key("BC01-20260614"));
}

#[tokio::test]
async fn a_missed_slot_counts_for_ever_and_is_never_made_good() {
    let (_dir, db) = begun(MONTHLY).await;
    let board = board(&db, "2026-04-23").await;
    let m = &board.lives()["BC01-20260414"];
    assert!(m.missed(d("2026-04-23")) && !m.late(d("2026-04-23")));
    assert_eq!(m.refuses(Event::Submitted, d("2026-04-22")), None);
    for event in [
        Event::Submitted,
        Event::Extended,
        Event::Cancelled,
        Event::Reassigned,
    ] {
        assert!(m.refuses(event, d("2026-04-23")).is_some(), "{event:?}");
    }
}

#[tokio::test]
async fn an_exception_moves_or_takes_out_the_slot_of_a_period() {
    let (_dir, db) = begun(MONTHLY).await;
    // Before it is opened: none comes.
    let by = "12/QĐ-BCĐ,Nghỉ hè,Trưởng ban";
    record(
        &db,
        "2026-04-11",
        &exceptions(&format!("BC01,,2026-06-14,,yes,{by}\n")),
    )
    .await;
    assert_eq!(opened(&db, "2026-04-20").await, 0);
    // Of one that is open: later by extension, out by cancellation.
    let told = record(
        &db,
        "2026-04-21",
        &exceptions(&format!(",THANG,2026-04-14,2026-04-30,,{by}\n")),
    )
    .await;
    assert!(!told.contains("lỗi"), "{told}");
    let april = slot(&db, "BC01-20260414").await.unwrap();
    assert_eq!(april.original_deadline, Some(d("2026-04-20")));
    assert_eq!(april.taken_until(), Some(d("2026-04-30")));
    record(
        &db,
        "2026-04-21",
        &exceptions(&format!("BC01,,2026-05-14,,yes,{by}\n")),
    )
    .await;
    let may = slot(&db, "BC01-20260514").await.unwrap();
    assert_eq!(may.state, State::Cancelled);
    for (row, problem) in [
        ("BC01,THANG,2026-07-14,,yes", "đúng một trong hai"),
        ("BC01,,2026-07-14,2026-07-30,yes", "đúng một trong hai"),
        (
            "BC01,,2026-07-13,,yes",
            "kỳ chứa ngày này kết thúc ngày 14/07/2026",
        ),
        ("BC01,,2026-07-14,2026-07-10,", "trước ngày chốt"),
        ("BC01,,2026-05-14,,yes", ""),
    ] {
        let told = record(&db, "2026-04-22", &exceptions(&format!("{row},{by}\n"))).await;
        assert!(told.contains(problem), "{row}: {told}");
    }
    // What was handed over, or has closed, stays.
    let told = record(
        &db,
        "2026-05-02",
        &exceptions(&format!("BC01,,2026-04-14,,yes,{by}\n")),
    )
    .await;
    assert!(told.contains("đã báo cáo hoặc đã đóng"), "{told}");
}

/// Whichever was set first, what is set of a rhythm goes before what is set of its cadence.
#[tokio::test]
async fn what_is_set_of_a_rhythm_goes_before_what_is_set_of_its_cadence() {
    let (_dir, db) = begun(MONTHLY).await;
    let by = "12/QĐ-BCĐ,Nghỉ hè,Trưởng ban";
    let set = async |row: &str| {
        let files = exceptions(&format!("{row},{by}\n"));
        record(&db, "2026-04-11", &files).await
    };
    // Of a slot that is open, and of one to come.
    set("BC01,,2026-05-14,2026-05-25,").await;
    set("BC01,,2026-06-14,2026-06-29,").await;
    for period in ["2026-05-14", "2026-06-14"] {
        let told = set(&format!(",THANG,{period},,yes")).await;
        assert!(
            told.contains("“Báo cáo số hóa” đã có ngày nộp riêng"),
            "{told}"
        );
    }
    let may = slot(&db, "BC01-20260514").await.unwrap();
    assert_eq!(
        (may.state, may.current_deadline),
        (State::Open, Some(d("2026-05-25")))
    );
    opened(&db, "2026-05-20").await;
    let june = slot(&db, "BC01-20260614").await.unwrap();
    assert_eq!(june.original_deadline, Some(d("2026-06-29")));
    // The other way round, and of a period of which the rhythm says nothing, the cadence's is told of
    // nobody.
    let told = set(",THANG,2026-08-14,2026-08-31,").await;
    assert!(!told.contains("riêng"), "{told}");
    set("BC01,,2026-08-14,2026-08-27,").await;
    opened(&db, "2026-06-20").await;
    let august = slot(&db, "BC01-20260814").await.unwrap();
    assert_eq!(august.original_deadline, Some(d("2026-08-27")));
}

#[tokio::test]
async fn rule_4_what_recurs_ends_by_a_decision_and_stays_what_it_was() {
    let (_dir, db) = begun(MONTHLY).await;
    submit(&db, "BC01-20260414", "2026-04-15").await;
    let told = async |row: &str| {
        let text = format!("{HEAD}{row}\n");
        record(&db, "2026-04-16", &alone("rhythms.csv", text)).await
    };
    let ended = "BC01,25807,QG09,Báo cáo số hóa,Báo cáo,THANG,2026-04-10,2026-04-14,2,2,";
    assert!(told(&format!("{ended},,")).await.contains("cần quyết định"));
    for other in [
        "BC01,25807,QG09,Báo cáo số hóa,Báo cáo,TUAN,2026-04-10,,2,2,",
        "BC01,25807,QG09,Báo cáo số hóa,Báo cáo,THANG,2026-04-10,,9,2,",
        "BC01,27676,QG09,Báo cáo số hóa,Báo cáo,THANG,2026-04-10,,2,2,",
    ] {
        let told = told(&format!("{other}{DECIDED}")).await;
        assert!(told.contains("không đổi khi đã bắt đầu"), "{other}: {told}");
    }
    let told = told(&format!("{ended}{DECIDED}")).await;
    assert!(!told.contains("cột"), "{told}");
    // What was open of periods after it is cancelled by that decision, nothing else comes.
    let state = async |id: &str| slot(&db, id).await.map(|m| m.state);
    assert_eq!(state("BC01-20260514").await, Some(State::Cancelled));
    assert_eq!(state("BC01-20260414").await, Some(State::Submitted));
    assert_eq!(opened(&db, "2026-07-01").await, 0);
}

#[tokio::test]
async fn what_recurs_is_told_what_is_wrong_with_it() {
    let (_dir, db) = begun(MONTHLY).await;
    for (row, problem) in [
        (
            "B2,SYT,AT09,Báo cáo,Báo cáo,THANG,2026-04-10,,1,,,,",
            "AT09",
        ),
        (
            "B2,27676,CN06,Báo cáo,Báo cáo,THANG,2026-04-10,,1,,,,",
            "27676",
        ),
        (
            "B2,25807,QG09,Báo cáo khác,Báo cáo,NAM,2026-04-10,,1,,,,",
            "NAM",
        ),
        (
            "B2,25807,QG09,Báo cáo khác,Báo cáo,THANG,2026-01-10,,1,,,,",
            "đã qua hạn nộp (20/01/2026)",
        ),
        (
            "B2,25807,QG09,Báo cáo khác,Báo cáo,THANG,2026-05-10,2026-05-01,1,,,,",
            "trước ngày bắt đầu",
        ),
        (
            "B2,25807,QG09,Báo cáo khác,Báo cáo,THANG,2026-05-10,,1,40,,,",
            "cut_off_days",
        ),
    ] {
        let text = format!("{HEAD}{row}\n");
        let told = record(&db, "2026-04-10", &alone("rhythms.csv", text)).await;
        assert!(told.contains(problem), "{row}: {told}");
    }
    // The campaign begins on 14 January: years of slots before it would be nobody's.
    let early = "B2,25807,QG09,Báo cáo khác,Báo cáo,THANG,2019-01-15,,1,,,,";
    let told = record(
        &db,
        "2026-04-10",
        &alone("rhythms.csv", format!("{HEAD}{early}\n")),
    )
    .await;
    let says = "cột begins_on: kỳ đầu bắt đầu trước ngày đầu của chiến dịch, 14/01/2026";
    assert!(told.contains(says), "{told}");
    for (row, problem) in [
        ("K,Kỳ,month,fri,20", "ngày trong tháng từ 1 đến 31"),
        ("K,Kỳ,week,14,fri", "mon, tue, wed"),
        ("K,Kỳ,month,14,32", "ngày trong tháng từ 1 đến 31"),
        ("THANG,Hằng tháng,quarter,14,20", "không đổi khi đã bắt đầu"),
        ("THANG,Hằng tháng,month,14,25", "cần quyết định"),
    ] {
        let text = format!("code,name,every,data_closes,report_due\n{row}\n");
        let told = record(&db, "2026-04-10", &alone("cadences.csv", text)).await;
        assert!(told.contains(problem), "{row}: {told}");
    }
}

/// A missed slot got another deadline by its id, and one to come was an ordinary milestone before.
#[tokio::test]
async fn no_row_of_milestones_is_a_slot() {
    let (_dir, db) = begun(MONTHLY).await;
    let head = "id,unit,workstream,kind,title,product,deadline,weight,decision,reason,approver\n";
    for id in ["BC01-20260414", "BC01-20271214", "bc01-20271214"] {
        let row = format!("{id},25807,QG09,product,Báo cáo,Báo cáo,2026-12-30,2,{DECIDED}\n");
        let files = alone("milestones.csv", format!("{head}{row}"));
        let told = record(&db, "2026-05-30", &files).await;
        assert!(
            told.contains("mã dành cho một kỳ của báo cáo định kỳ BC01"),
            "{told}"
        );
    }
    let row = "BC02-20271214,25807,QG09,product,Báo cáo tự đặt,Báo cáo,2026-12-30,2,,,\n";
    record(
        &db,
        "2026-05-30",
        &alone("milestones.csv", format!("{head}{row}")),
    )
    .await;
    for code in ["BC02", "bc02"] {
        let rhythm = MONTHLY
            .replace("BC01", code)
            .replace("2026-04-10", "2026-06-10");
        let files = alone("rhythms.csv", format!("{HEAD}{rhythm}"));
        let told = record(&db, "2026-05-30", &files).await;
        assert!(
            told.contains("mốc BC02-20271214 có mã của một kỳ"),
            "{told}"
        );
    }
}
