//! What is said of days that are over: by a decision, or noted.
use app::domain::{Event, IndicatorCode, Outcome};

use super::{rule_4::*, *};
use crate::{
    board::Live,
    clock::Clock,
    import::apply,
    ledger::{MeasurementEventRow, RedefinitionRow},
};

fn notes(plan: &Preview) -> Vec<String> {
    let notes = plan.report.notes.iter();
    notes.map(ToString::to_string).collect()
}

/// The outcome of SYT as its pages tell it.
async fn outcome(db: &Db) -> Outcome {
    let clock = Clock::fixed(noon(TODAY));
    let board = Live::new(db.clone(), clock).today().await.unwrap();
    let code = IndicatorCode::parse("Z1").unwrap();
    let duty = board.duty_measured_by(&code).unwrap().clone();
    let mut found = None;
    board.unreached(&duty, |duty| found = duty.indicator(&code).cloned());
    found.unwrap()
}

/// Who names another source writes nothing; who corrects one value at the target to another does
/// not make late what was measured and entered in time; a value that first reaches it is entered on
/// the day it is.
#[tokio::test]
async fn rule_4_another_source_leaves_a_value_the_day_it_was_entered() {
    for (first, value, source, in_time) in [
        ("85", "85", "y", true),
        ("85", "90", "x", true),
        ("50", "90", "x", false),
    ] {
        let (_dir, db) = empty().await;
        let measured = |value: &str, source: &str, by: &str| {
            let rows = text_of("measurements.csv").replace('\n', ",,,\n");
            let head = rows.replacen(",,,\n", ",decision,reason,approver\n", 1);
            let mut files = late();
            files.set(
                "measurements.csv",
                format!("{head}Z1,2026-03-19,{value},100,,{source},{by}\n"),
            );
            files
        };
        let plan = planned(&db, &measured(first, "x", ",,")).await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        assert!(outcome(&db).await.after_deadline().is_none());
        let by = if first == value {
            ",,"
        } else {
            "12/QĐ,Đếm sót,Bà Thử"
        };
        let plan = planned(&db, &measured(value, source, by)).await;
        assert_eq!(errors(&plan), "");
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        let now = outcome(&db).await;
        assert_eq!(now.measurements().count(), 1);
        assert_eq!(now.after_deadline().is_none(), in_time, "{value}");
        assert_eq!(now.reached_late(), !in_time, "{value}");
        let events = MeasurementEventRow::between(&db, 0, ALWAYS).await.unwrap();
        if first == value {
            assert!(events.iter().all(|it| it.event == "accepted"));
            continue;
        }
        // The one that counts no more is revoked after the other counts.
        let (last, before) = (&events[events.len() - 1], &events[events.len() - 2]);
        assert_eq!((&*before.event, &*last.event), ("accepted", "revoked"));
        assert!(before.seq < last.seq);
    }
}

/// The milestones with a last one that never had a deadline, which gets one.
fn dated(day: &str, by: &str) -> String {
    let rows = MILESTONES.lines().map(|line| match line {
        head if head.starts_with("id,") => format!("{head},decision,reason,approver\n"),
        row => format!("{row},,,\n"),
    });
    let last = format!(",SYT,QG09,product,Không hạn,Báo cáo,{day},,1,,{by}\n");
    rows.chain([last]).collect()
}

const BY: &str = "12/QĐ,Lý do thử,Bà Thử";

/// By a deadline that is set after something was handed over it would be in time or late, and by one
/// that is over it is late at once.
#[tokio::test]
async fn rule_4_a_first_deadline_of_what_was_handed_over_needs_a_decision() {
    for events in [
        &[][..],
        &[Event::Submitted],
        &[Event::Submitted, Event::Returned],
        &[Event::Submitted, Event::Accepted],
        &[Event::Cancelled],
    ] {
        let (_dir, db) = begun().await;
        let plan = with_file(&db, "milestones.csv", dated("", ",,")).await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        for event in events {
            happens(&db, "Không hạn", *event, "2026-04-09").await;
        }
        for day in ["2026-04-01", "2026-12-01"] {
            let plan = with_file(&db, "milestones.csv", dated(day, ",,")).await;
            let told = errors(&plan);
            let refused = told.contains("cột deadline: đổi (trống) thành");
            let judges = !events.is_empty() || day < TODAY;
            assert_eq!(refused, judges, "{events:?} {day} {told}");
            let late = "milestones.csv, cột deadline: 1 mốc nay mới có hạn đã quá hạn ngay khi ghi";
            let noted = notes(&plan).iter().any(|note| note.starts_with(late));
            let open = matches!(events.last(), None | Some(Event::Returned));
            assert_eq!(noted, open && day < TODAY, "{events:?} {day}");
        }
        let plan = with_file(&db, "milestones.csv", dated("2026-04-01", BY)).await;
        assert_eq!(errors(&plan), "", "{events:?}");
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
        let kept: Vec<_> = kept.iter().map(|it| (&*it.term, &*it.now)).collect();
        assert_eq!(kept, [("deadline", "2026-04-01")], "{events:?}");
    }
}

/// So it is with the first deadline of an indicator that is over, whether or not something was
/// measured.
#[tokio::test]
async fn rule_4_a_first_deadline_that_is_over_judges_no_measurement_without_a_decision() {
    let value = "Z2,2026-04-02,50,100,,x\n";
    for (measured, day, refused, noted) in [
        ("", "2026-04-01", true, true),
        ("", "2026-12-01", false, false),
        (value, "2026-04-01", true, true),
        (value, "2026-12-01", false, false),
    ] {
        let (_dir, db) = begun().await;
        let measured = format!("{}{measured}", text_of("measurements.csv"));
        let plan = with_file(&db, "measurements.csv", measured).await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        let to = format!("up,,70,{day},");
        let text = changed("indicators.csv", "Z2", "up,,,,", &to, false);
        let plan = with_file(&db, "indicators.csv", text).await;
        let told = errors(&plan);
        assert_eq!(
            told.contains("cột deadline: đổi (trống)"),
            refused,
            "{told}"
        );
        let late = "indicators.csv, cột deadline: 1 chỉ tiêu nay mới có hạn đã quá hạn";
        let told = notes(&plan);
        let late = told.iter().any(|note| note.starts_with(late));
        assert_eq!(late, noted, "{day} {told:?}");
        let text = changed("indicators.csv", "Z2", "up,,,,", &to, true);
        assert_eq!(errors(&with_file(&db, "indicators.csv", text).await), "");
    }
}

/// What takes the place of another is late by the deadline that it takes over.
#[tokio::test]
async fn a_successor_is_late_by_the_current_deadline_of_what_it_replaces() {
    for (extended, late) in [(false, true), (true, false)] {
        let (_dir, db) = begun().await;
        let title = "Số hóa bệnh án";
        if extended {
            let text = changed("milestones.csv", title, "2026-03-25", "2026-12-01", true);
            let plan = with_file(&db, "milestones.csv", text).await;
            apply(&db, &plan, noon(TODAY)).await.unwrap();
        }
        happens(&db, title, Event::Cancelled, TODAY).await;
        let id = find(&db, title).await.terms.id.clone();
        let rows = MILESTONES.lines().map(|line| match line {
            head if head.starts_with("id,") => {
                format!("{head},replaces,decision,reason,approver\n")
            }
            row => format!("{row},,,,\n"),
        });
        let new = format!(",SYT,QG09,product,Bệnh án mới,Biên bản,2026-03-25,,1,,{id},{BY}\n");
        let text = rows.chain([new]).collect();
        let plan = with_file(&db, "milestones.csv", text).await;
        assert_eq!(errors(&plan), "");
        let told = notes(&plan);
        let noted = told
            .iter()
            .any(|note| note.contains("1 mốc mới đã quá hạn"));
        assert_eq!(noted, late, "{extended} {told:?}");
    }
}

/// Whether a company was there on days that are over is not said again without a decision.
#[tokio::test]
async fn an_assignment_that_is_over_changes_by_a_new_decision_only() {
    let rows = |fpt: &str, more: &str| {
        let text = format!(
            "unit,partner,role,valid_from,valid_to,decision,source\n\
             SYT,VNPT,lead,2026-01-29,,,x\nSYT,FPT,support,2026-01-29,{fpt},x\n{more}"
        );
        with("assignments.csv", text)
    };
    let (_dir, db) = empty().await;
    // What the campaign begins with may be over.
    let plan = planned(&db, &rows("2026-03-31,", "")).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    for (fpt, more, told) in [
        ("2026-03-31,", "", ""),
        (",", "", "đã kết thúc ngày 2026-03-31; kéo dài hay mở lại"),
        ("2026-12-31,", "", "đã kết thúc ngày 2026-03-31"),
        ("2026-04-05,", "", "kết thúc ở một ngày đã qua"),
        ("2026-04-05,.", "", "kết thúc ở một ngày đã qua"),
        (",15/QĐ", "", ""),
        ("2026-12-31,15/QĐ", "", ""),
        (
            "2026-03-31,",
            "SYT,MK,support,2026-02-01,2026-04-09,,x\n",
            "phân công mới này đã kết thúc trước hôm nay",
        ),
        (
            "2026-03-31,",
            "SYT,MK,support,2026-02-01,2026-04-09,15/QĐ,x\n",
            "",
        ),
        (
            "2026-03-31,",
            "SYT,MK,support,2026-02-01,2026-04-10,,x\n",
            "cột valid_from: phân công mới này tính cả những ngày đã qua",
        ),
        (
            "2026-03-31,",
            "SYT,MK,support,2026-04-09,,,x\n",
            "cột valid_from: phân công mới này tính cả những ngày đã qua",
        ),
        ("2026-03-31,", "SYT,MK,support,2026-04-09,,15/QĐ,x\n", ""),
        ("2026-03-31,", "SYT,MK,support,2026-04-10,,,x\n", ""),
    ] {
        let found = errors(&planned(&db, &rows(fpt, more)).await);
        assert_eq!(found.is_empty(), told.is_empty(), "{fpt} {more} {found}");
        assert!(found.contains(told), "{fpt} {more} {found}");
    }
}

/// A way begins on a day that was measured, before the day on which it ends.
#[tokio::test]
async fn a_baseline_is_of_a_day_that_is_over_and_before_the_deadline() {
    let (_dir, db) = empty().await;
    for (first, last, told) in [
        ("2026-04-10", "2026-12-31", ""),
        ("2026-04-11", "2026-12-31", "ở sau hôm nay (2026-04-10)"),
        ("2026-04-11", "", "ở sau hôm nay (2026-04-10)"),
        ("2026-03-01", "2026-03-01", "trước thời hạn (2026-03-01)"),
        ("2026-03-02", "2026-03-01", "trước thời hạn (2026-03-01)"),
        ("2026-03-01", "", ""),
    ] {
        let text = format!(
            "code,name,scope,unit_of_measure,direction,baseline,baseline_day,target,deadline\n\
             CT01,Mức độ hài lòng,campaign,%,up,50,{first},90,{last}\n\
             KQ01,Hồ sơ sạch,25807/QG09,%,up,,,95,2027-06-30\n"
        );
        let found = errors(&planned(&db, &with("indicators.csv", text)).await);
        assert_eq!(found.is_empty(), told.is_empty(), "{first} {last} {found}");
        assert!(found.contains(told), "{first} {last} {found}");
    }
}
