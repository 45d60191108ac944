//! groups.csv and group_members.csv: rows of a group, joint leads, who joins and who leaves.
use app::domain::{DutyKey, State, UnitCode, WorkstreamCode};
use proptest::prelude::*;

use super::*;
use crate::{
    board::{Board, Live},
    clock::Clock,
    import::{apply, leaving},
    ledger::{DutyRow, MilestoneRow, RedefinitionRow},
};

const GROUPS: &str = "code,name,kind,source,decision,reason,approver\nG-SO,Các sở,department,x,,,\nG-TAY,Nhóm chọn,,x,,,\n";
const MEMBERS: &str = "unit_group,unit,begins_on,ends_on,decision,reason,approver\n";
pub(super) const BY: &str = "12/QĐ,Thêm đơn vị,Trưởng ban";
const PROGRAMME: &str =
    "code,kind,group,title,lead_unit,partner,due,source,decision,reason,approver\n";

/// NV01 is led by the departments, NV02 by STP and a commune together, helped by the group of whom
/// is named; each has a product for each unit of its group.
pub(super) fn grouped() -> Files {
    let mut files = small();
    files.set(
        "campaign.csv",
        "name,start,deadline,time_zone,headline,provisional,source\n\
         Chiến dịch thử,2026-01-14,2027-12-31,Asia/Ho_Chi_Minh,all,yes,PLO\n",
    );
    files.set("groups.csv", GROUPS);
    files.set("group_members.csv", format!("{MEMBERS}G-TAY,25807,,,,,\n"));
    files.set(
        "programme.csv",
        format!(
            "{PROGRAMME}AT01,security,An toàn,Bảo đảm an toàn thông tin,*,,,x,,,\n\
             TT01,agreement,Thỏa thuận,Xây dựng hạ tầng số,,VNPT,2025-12-31,x,,,\n\
             NV01,regulation,Quy chế,Ban hành quy chế dữ liệu,G-SO,,,x,,,\n\
             NV02,platform,Nền tảng,Kết nối nền tảng,STP; 27676,,,x,,,\n"
        ),
    );
    files.set(
        "duties.csv",
        format!("{}G-TAY,NV02,contribute,,\n", text_of("duties.csv")),
    );
    files.set(
        "milestones.csv",
        format!(
            "{}G-SO,NV01,product,Ban hành quy chế,Quy chế,2026-06-30,,2\n\
             *,NV02,product,Kết nối,Biên bản,2026-07-31,,1\n",
            text_of("milestones.csv")
        ),
    );
    files.set(
        "indicators.csv",
        format!(
            "{}LUOT,Lượt người được tập huấn,G-SO/NV01,lượt,up,100,2026-12-31,,no,x\n",
            text_of("indicators.csv")
        ),
    );
    files
}

pub(super) async fn begun() -> (tempfile::TempDir, Db) {
    let (dir, db) = empty().await;
    let plan = planned(&db, &grouped()).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    (dir, db)
}

pub(super) fn one(file: &str, text: &str) -> Files {
    let mut files = Files::embedded(&[]);
    files.set(file, text);
    files
}

/// Of a unit in a group: its first day, and the day on which it ends.
pub(super) fn word(group: &str, unit: &str, days: &str, by: &str) -> Files {
    one(
        "group_members.csv",
        &format!("{MEMBERS}{group},{unit},{days},{by}\n"),
    )
}

/// What is wrong and what is noted; without errors it is written.
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

async fn board(db: &Db, on: &str) -> std::sync::Arc<Board> {
    Live::new(db.clone(), Clock::fixed(noon(on)))
        .today()
        .await
        .unwrap()
}

/// Who has a part in a workstream, with its role and weight, by code.
async fn parts(db: &Db, on: &str, workstream: &str) -> Vec<(String, bool, u64)> {
    board(db, on).await.weighed_parts(workstream)
}

#[tokio::test]
async fn a_row_of_a_group_is_one_of_each_of_its_units() {
    let (_dir, db) = begun().await;
    let lead = |unit: &str, weight| (unit.to_owned(), true, weight);
    assert_eq!(
        parts(&db, "2026-04-11", "NV01").await,
        [lead("STP", 500_000), lead("SYT", 500_000)]
    );
    // Whoever has the duty has its product: half of the whole is the helper's.
    assert_eq!(
        parts(&db, "2026-04-11", "NV02").await,
        [
            ("25807".to_owned(), false, 500_000),
            lead("27676", 250_000),
            lead("STP", 250_000)
        ]
    );
    let rows = MilestoneRow::between(&db, 0, i64::MAX).await.unwrap();
    let mut made: Vec<String> = rows
        .iter()
        .filter_map(|it| {
            Some(format!(
                "{}/{} {}",
                it.unit,
                it.workstream,
                it.of_group.as_ref()?
            ))
        })
        .collect();
    made.sort();
    assert_eq!(
        made,
        [
            "25807/NV02 *",
            "27676/NV02 *",
            "STP/NV01 G-SO",
            "STP/NV02 *",
            "SYT/NV01 G-SO"
        ]
    );
    // The same folder says nothing new.
    let again = planned(&db, &grouped()).await;
    assert_eq!(errors(&again), "");
    assert!(again.nothing(), "{again}");
}

/// Who helps by a row of its own got the group's product and half of the task with it.
#[tokio::test]
async fn a_helper_of_the_group_that_leads_is_asked_for_nothing_of_it() {
    let (_dir, db) = empty().await;
    let mut files = grouped();
    files.set(
        "duties.csv",
        format!(
            "{}G-TAY,NV02,contribute,,\nSYT,NV01,contribute,,\n",
            text_of("duties.csv")
        ),
    );
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    let part = |unit: &str, leads, weight| (unit.to_owned(), leads, weight);
    assert_eq!(
        parts(&db, "2026-04-11", "NV01").await,
        [part("STP", true, 1_000_000), part("SYT", false, 0)]
    );
    let rows = MilestoneRow::between(&db, 0, i64::MAX).await.unwrap();
    let rows = rows.iter().filter(|it| it.workstream == "NV01");
    let units: Vec<&str> = rows.map(|it| it.unit.as_str()).collect();
    assert_eq!(units, ["STP"]);
}

/// One row ended the only lead of a workstream, and half of it and its lateness left every sum.
#[tokio::test]
async fn who_leads_by_the_row_of_a_workstream_is_not_ended_beside_it() {
    let (_dir, db) = begun().await;
    let before = parts(&db, "2026-05-03", "NV02").await;
    let file = |role: &str| {
        let head = "unit,workstream,role,ended_on,decision,reason,approver\n";
        one(
            "duties.csv",
            &format!("{head}STP,NV02,{role},2026-05-04,{BY}\n"),
        )
    };
    for role in ["lead", "contribute"] {
        let told = record(&db, "2026-05-04", &file(role)).await;
        assert!(told.contains("đang là đơn vị chủ trì"), "{role}: {told}");
    }
    assert_eq!(parts(&db, "2026-05-05", "NV02").await, before);
}

#[tokio::test]
async fn the_plan_with_groups_says_nothing_new_when_it_comes_back() {
    let (_dir, db) = begun().await;
    record(&db, "2026-05-04", &word("G-SO", "27676", ",", BY)).await;
    record(&db, "2026-05-06", &word("G-SO", "STP", ",2026-05-06", BY)).await;
    let live = Live::new(db.clone(), Clock::fixed(noon("2026-06-01")));
    let mut folder = Files::default();
    for (name, bytes) in leaving(&db, &live.today().await.unwrap()).await.unwrap() {
        folder.set(name, bytes);
    }
    let again = plan_files(&db, &folder, noon("2026-06-01")).await.unwrap();
    assert_eq!(errors(&again), "");
    assert!(again.nothing(), "{again}");
    // And another campaign begins from it.
    let (_other, other) = empty().await;
    let plan = plan_files(&other, &folder, noon("2026-06-01"))
        .await
        .unwrap();
    assert_eq!(errors(&plan), "");
    apply(&other, &plan, noon("2026-06-01")).await.unwrap();
    assert_eq!(
        parts(&other, "2026-06-02", "NV01").await,
        parts(&db, "2026-06-02", "NV01").await
    );
}

#[tokio::test]
async fn who_joins_a_group_is_given_what_its_units_have() {
    let (_dir, db) = begun().await;
    let told = record(&db, "2026-05-04", &word("G-SO", "27676", ",", ",,")).await;
    assert!(
        told.contains("27676 vào nhóm G-SO sẽ có 1 nhiệm vụ"),
        "{told}"
    );
    let told = record(&db, "2026-05-04", &word("G-SO", "27676", ",", BY)).await;
    assert_eq!(told, "");
    let leads = parts(&db, "2026-05-05", "NV01").await;
    let weights: Vec<u64> = leads.iter().map(|it| it.2).collect();
    assert_eq!(weights, [333_334, 333_333, 333_333]);
    let rows = MilestoneRow::between(&db, 0, i64::MAX).await.unwrap();
    let own: Vec<&MilestoneRow> = rows
        .iter()
        .filter(|it| it.unit == "27676" && it.workstream == "NV01")
        .collect();
    assert_eq!(own.len(), 1);
    assert_eq!(
        (
            own[0].weight,
            own[0].deadline.as_deref(),
            own[0].of_group.as_deref()
        ),
        (2, Some("2026-06-30"), Some("G-SO"))
    );
    let decided = RedefinitionRow::between(&db, 0, i64::MAX).await.unwrap();
    let decided = decided.iter().find(|it| it.code == "27676/NV01").unwrap();
    assert_eq!((&*decided.term, &*decided.decision), ("role", "12/QĐ"));
    // A day of before knows nothing of it.
    let before = Live::new(db.clone(), Clock::fixed(noon("2026-05-05")));
    let before = before
        .as_of(parse_day("2026-05-03").unwrap())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(before.weighed_parts("NV01").len(), 2);
    // From a day on: nothing until it is saved then.
    record(&db, "2026-05-06", &word("G-SO", "25807", "2026-05-10,", BY)).await;
    assert_eq!(parts(&db, "2026-05-12", "NV01").await.len(), 3);
    let folder = word("G-SO", "25807", "2026-05-10,", ",,");
    let told = record(&db, "2026-05-12", &folder).await;
    assert!(
        told.contains("25807 nay đã vào nhóm G-SO nhưng chưa ghi"),
        "{told}"
    );
    record(&db, "2026-05-12", &word("G-SO", "25807", "2026-05-10,", BY)).await;
    assert_eq!(parts(&db, "2026-05-13", "NV01").await.len(), 4);
}

#[tokio::test]
async fn who_leaves_a_group_has_nothing_more_of_it() {
    let (_dir, db) = begun().await;
    let told = record(&db, "2026-05-04", &word("G-SO", "STP", ",2026-05-04", ",,")).await;
    assert!(told.contains("STP rời nhóm G-SO, 1 nhiệm vụ"), "{told}");
    let told = record(&db, "2026-05-04", &word("G-SO", "STP", ",2026-05-04", BY)).await;
    assert_eq!(told, "");
    let whole = ("SYT".to_owned(), true, 1_000_000);
    assert_eq!(parts(&db, "2026-05-05", "NV01").await, [whole]);
    let rows = DutyRow::between(&db, 0, i64::MAX).await.unwrap();
    let last = rows
        .iter()
        .rfind(|it| it.unit == "STP" && it.workstream == "NV01");
    assert_eq!(last.unwrap().ended_on.as_deref(), Some("2026-05-04"));
    // What it leads by its own name goes on.
    let led = parts(&db, "2026-05-05", "NV02").await;
    assert!(led.iter().any(|it| it.0 == "STP" && it.1), "{led:?}");
    // Nothing is listed of it, and it comes again with all that it had.
    let board_then = board(&db, "2026-07-15").await;
    assert!(board_then.duty_late(&key("STP", "NV01")).is_none());
    let told = record(&db, "2026-07-16", &word("G-SO", "STP", ",", BY)).await;
    assert_eq!(told, "");
    assert_eq!(
        board(&db, "2026-07-16")
            .await
            .duty_late(&key("STP", "NV01")),
        Some(true)
    );
    let rows = MilestoneRow::between(&db, 0, i64::MAX).await.unwrap();
    let of_stp = rows
        .iter()
        .filter(|it| it.unit == "STP" && it.workstream == "NV01");
    assert_eq!(of_stp.count(), 1);
}

/// The task leaves every sum, which moves the city's share without anything being done.
#[tokio::test]
async fn that_a_group_which_led_is_empty_is_told() {
    let (_dir, db) = begun().await;
    record(&db, "2026-05-04", &word("G-SO", "STP", ",2026-05-04", BY)).await;
    let told = record(&db, "2026-05-05", &word("G-SO", "SYT", ",2026-05-05", BY)).await;
    assert!(
        told.contains("nhóm G-SO không còn đơn vị nào: NV01 không còn ai chủ trì"),
        "{told}"
    );
}

/// Who joins by a row that is new stands among the group's changes as who leaves does.
#[tokio::test]
async fn that_a_unit_joins_stands_with_its_decision() {
    let (_dir, db) = begun().await;
    record(&db, "2026-05-04", &word("G-SO", "27676", ",", BY)).await;
    let told = async || {
        let rows = RedefinitionRow::between(&db, 0, i64::MAX).await.unwrap();
        let of = rows.into_iter().filter(|it| it.subject == "group_member");
        let told = of.map(|it| {
            format!(
                "{} {}: {} → {}, {}",
                it.code, it.term, it.was, it.now, it.decision
            )
        });
        told.collect::<Vec<_>>()
    };
    let joined = "G-SO/27676 begins_on:  → 2026-05-04, 12/QĐ";
    assert_eq!(told().await, [joined]);
    record(&db, "2026-05-20", &word("G-SO", "27676", ",2026-05-20", BY)).await;
    record(&db, "2026-05-20", &word("G-SO", "STP", ",2026-05-20", BY)).await;
    assert_eq!(
        told().await[1..],
        [
            "G-SO/27676 ends_on:  → 2026-05-20, 12/QĐ",
            "G-SO/STP ends_on:  → 2026-05-20, 12/QĐ"
        ]
    );
}

/// A unit of two groups that both lead, each with a product: it keeps what the other group has.
#[tokio::test]
async fn who_leaves_one_of_two_groups_keeps_what_the_other_has() {
    for (leaves, stays) in [("G-SO", "G-TAY"), ("G-TAY", "G-SO")] {
        let (_dir, db) = empty().await;
        let mut files = grouped();
        files.set(
            "group_members.csv",
            format!("{MEMBERS}G-TAY,25807,,,,,\nG-TAY,SYT,,,,,\n"),
        );
        files.set(
            "programme.csv",
            text_of_files(&files, "programme.csv").replace("G-SO,,,x", "G-SO; G-TAY,,,x"),
        );
        files.set(
            "milestones.csv",
            format!(
                "{}G-TAY,NV01,product,Tập huấn,Biên bản,2026-07-31,,1\n",
                text_of_files(&files, "milestones.csv")
            ),
        );
        let plan = planned(&db, &files).await;
        assert_eq!(errors(&plan), "");
        apply(&db, &plan, noon("2026-04-10")).await.unwrap();
        let open = async |day| {
            let lives = board(&db, day).await.lives();
            let rows = MilestoneRow::between(&db, 0, i64::MAX).await.unwrap();
            let group_of = |id: &str| {
                rows.iter()
                    .rfind(|row| row.id == id)
                    .unwrap()
                    .of_group
                    .clone()
            };
            let of_syt = lives
                .iter()
                .filter(|(_, m)| m.state == State::Open && m.terms.duty == key("SYT", "NV01"));
            let mut of_syt: Vec<_> = of_syt.filter_map(|(id, _)| group_of(id)).collect();
            of_syt.sort();
            of_syt
        };
        assert_eq!(open("2026-04-11").await, ["G-SO", "G-TAY"]);
        // Of the departments it is by their rule: what is said by name goes before.
        let away = if leaves == "G-SO" {
            "2026-01-15,2026-05-04"
        } else {
            ",2026-05-04"
        };
        let told = record(&db, "2026-05-04", &word(leaves, "SYT", away, ",,")).await;
        assert!(
            told.contains(&format!("SYT rời nhóm {leaves}, 1 ")),
            "{told}"
        );
        let told = record(&db, "2026-05-04", &word(leaves, "SYT", away, BY)).await;
        assert_eq!(told, "");
        assert_eq!(open("2026-05-05").await, [stays], "{leaves}");
        let parts = parts(&db, "2026-05-05", "NV01").await;
        assert!(parts.iter().any(|it| it.0 == "SYT" && it.1), "{parts:?}");
    }
}

fn text_of_files(files: &Files, name: &str) -> String {
    String::from_utf8(files.get(name).unwrap().to_vec()).unwrap()
}

fn key(unit: &str, workstream: &str) -> DutyKey {
    DutyKey {
        unit: UnitCode::parse(unit).unwrap(),
        workstream: WorkstreamCode::parse(workstream).unwrap(),
    }
}

#[tokio::test]
async fn joint_leads_are_said_in_one_place() {
    let (_dir, db) = begun().await;
    let lead = |unit: &str| {
        one(
            "duties.csv",
            &format!("unit,workstream,role\n{unit},NV02,lead\n"),
        )
    };
    let told = record(&db, "2026-05-04", &lead("SYT")).await;
    assert!(told.contains("STP đã chủ trì hạng mục này"), "{told}");
    assert_eq!(record(&db, "2026-05-04", &lead("STP")).await, "");
    let row = |leads: &str, by: &str| {
        let task = "NV02,platform,Nền tảng,Kết nối nền tảng";
        one(
            "programme.csv",
            &format!("{PROGRAMME}{task},{leads},,,x,{by}\n"),
        )
    };
    // Another lead beside those there are takes a part from them.
    let told = record(&db, "2026-05-04", &row("STP; 27676; SYT", ",,")).await;
    assert!(
        told.contains("đổi STP; 27676 thành STP; 27676; SYT cần quyết định"),
        "{told}"
    );
    assert_eq!(
        record(&db, "2026-05-04", &row("STP; 27676; SYT", BY)).await,
        ""
    );
    // Who is no longer named takes another role.
    let told = record(&db, "2026-05-05", &row("STP; SYT", BY)).await;
    assert!(told.contains("đơn vị chủ trì đổi từ 27676"), "{told}");
    let mut files = row("STP; SYT", BY);
    files.set(
        "duties.csv",
        format!("unit,workstream,role,decision,reason,approver\n27676,NV02,contribute,{BY}\n"),
    );
    assert_eq!(record(&db, "2026-05-05", &files).await, "");
    let leads = parts(&db, "2026-05-06", "NV02").await;
    let leads: Vec<&str> = leads
        .iter()
        .filter(|it| it.1)
        .map(|it| it.0.as_str())
        .collect();
    assert_eq!(leads, ["STP", "SYT"]);
    // A group has no unit's code.
    let told = record(
        &db,
        "2026-05-06",
        &one("groups.csv", "code,name\nSYT,Các sở\n"),
    )
    .await;
    assert!(told.contains("đây là mã của một đơn vị"), "{told}");
    // Nor a unit a group's.
    let unit = "code,name,short_name,kind,bloc,tier,order,source\n\
                G-SO,Sở Mới,Sở Mới,department,government,city,90,x\n";
    let told = record(&db, "2026-05-06", &one("units.csv", unit)).await;
    assert!(told.contains("đây là mã của một nhóm đơn vị"), "{told}");
    let unknown = record(&db, "2026-05-06", &row("STP; SYT; KHAC", BY)).await;
    assert!(unknown.contains("KHAC"), "{unknown}");
}

/// Nobody is given a task to lead by a group that has no unit that day.
#[tokio::test]
async fn a_task_is_led_by_no_group_that_is_empty_that_day() {
    let (_dir, db) = begun().await;
    let groups = "code,name\nG-RONG,Nhóm chưa có ai\n";
    let task = |leads: &str| {
        let mut files = one("groups.csv", groups);
        let row = format!("NV03,regulation,Quy chế,Ban hành quy chế khác,{leads},,,x,,,\n");
        files.set("programme.csv", format!("{PROGRAMME}{row}"));
        files
    };
    for leads in ["G-RONG", "SYT; G-RONG"] {
        let told = record(&db, "2026-05-04", &task(leads)).await;
        let says = "cột lead_unit: nhóm G-RONG hôm nay không có đơn vị nào nên không ai chủ trì";
        assert!(told.contains(says), "{told}");
    }
    // With a unit in it on that day it leads; from a later day on it does not yet.
    for (from, refused) in [("2026-05-05,", true), (",", false)] {
        let mut files = task("G-RONG");
        files.set(
            "group_members.csv",
            format!("{MEMBERS}G-RONG,SYT,{from},{BY}\n"),
        );
        let told = record(&db, "2026-05-04", &files).await;
        assert_eq!(told.contains("G-RONG hôm nay không có"), refused, "{told}");
    }
}

/// A text pasted for a name is refused at its cell, with how long it may be.
#[tokio::test]
async fn names_and_titles_have_a_length() {
    let (_dir, db) = begun().await;
    let (name, title, long) = ("a".repeat(201), "a".repeat(501), "a".repeat(2_001));
    for (file, text, column, most) in [
        (
            "groups.csv",
            format!("code,name\nG-DAI,{name}\n"),
            "name",
            200,
        ),
        (
            "bodies.csv",
            format!("code,name,kind\nBDAI,{name},above\n"),
            "name",
            200,
        ),
        (
            "partners.csv",
            format!("code,short_name,name,source\nDAI,Dài,{name},x\n"),
            "name",
            200,
        ),
        (
            "programme.csv",
            format!("{PROGRAMME}NV09,regulation,Quy chế,{title},SYT,,,x,,,\n"),
            "title",
            500,
        ),
        (
            "milestones.csv",
            format!(
                "unit,workstream,kind,title,product,deadline\nSYT,NV01,product,{title},Quy chế,2026-06-30\n"
            ),
            "title",
            500,
        ),
        (
            "milestones.csv",
            format!(
                "unit,workstream,kind,title,product,deadline\nSYT,NV01,product,Mốc,{long},2026-06-30\n"
            ),
            "product",
            2_000,
        ),
        (
            "documents.csv",
            format!("number,day,title\n1/QĐ,2026-03-01,{title}\n"),
            "title",
            500,
        ),
    ] {
        let told = record(&db, "2026-05-04", &one(file, &text)).await;
        let says = format!("cột {column}: dài quá {most} ký tự");
        assert!(told.contains(&says), "{file}: {told}");
        // One letter less is a name.
        let shorter = text.replace(&"a".repeat(most + 1), &"a".repeat(most));
        let told = record(&db, "2026-05-04", &one(file, &shorter)).await;
        assert!(!told.contains("dài quá"), "{file}: {told}");
    }
}

#[tokio::test]
async fn a_second_value_stands_beside_the_outcome_and_rolls_up_nowhere() {
    let (_dir, db) = begun().await;
    // The campaign is under way: its weeks count from the first value on.
    let first =
        "indicator,date,numerator,denominator,value,source\nKQ01,2026-05-03,5000,12400,,x\n";
    assert_eq!(
        record(&db, "2026-05-04", &one("measurements.csv", first)).await,
        ""
    );
    let figures = |board: &Board| {
        let mut figures = board.figures();
        figures["seq"] = serde_json::Value::Null;
        figures
    };
    let before = figures(&*board(&db, "2026-05-20").await);
    let indicator = "code,name,scope,unit_of_measure,direction,target,criterion\n\
                     TIN,Tin bài,G-SO/NV01,tin,up,10,second\n";
    assert_eq!(
        record(&db, "2026-05-04", &one("indicators.csv", indicator)).await,
        ""
    );
    let milestone = |second: &str, by: &str| {
        let head = "unit,workstream,kind,title,product,deadline,weight,second_indicator,\
                    second_reach,decision,reason,approver\n";
        let row = format!("G-SO,NV01,product,Ban hành quy chế,Quy chế,2026-06-30,2,{second},{by}");
        one("milestones.csv", &format!("{head}{row}\n"))
    };
    let told = record(&db, "2026-05-04", &milestone("LUOT,5", ",,")).await;
    assert!(
        told.contains("không phải chỉ tiêu thứ hai của nhiệm vụ này"),
        "{told}"
    );
    let told = record(&db, "2026-05-04", &milestone("TIN,", ",,")).await;
    assert!(
        told.contains("cần cả second_indicator và second_reach"),
        "{told}"
    );
    assert_eq!(
        record(&db, "2026-05-04", &milestone("TIN,10", ",,")).await,
        ""
    );
    let values = "indicator,date,numerator,denominator,value,source\nTIN-SYT,2026-05-10,,,12,x\n";
    assert_eq!(
        record(&db, "2026-05-11", &one("measurements.csv", values)).await,
        ""
    );
    let board = board(&db, "2026-05-20").await;
    assert_eq!(figures(&board), before);
    assert_eq!(board.second_values(&key("SYT", "NV01")), [Some(true)]);
    assert_eq!(board.second_values(&key("STP", "NV01")), [Some(false)]);
}

#[tokio::test]
async fn rule_4_a_second_value_changes_by_a_decision_only() {
    let (_dir, db) = begun().await;
    let indicator = "code,name,scope,unit_of_measure,direction,target,criterion\n\
                     TIN,Tin bài,SYT/NV01,tin,up,10,second\n";
    record(&db, "2026-05-04", &one("indicators.csv", indicator)).await;
    let milestone = |reach: &str, by: &str| {
        let head = "unit,workstream,kind,title,product,deadline,weight,second_indicator,\
                    second_reach,decision,reason,approver\n";
        let row =
            format!("SYT,NV01,product,Ban hành quy chế,Quy chế,2026-06-30,2,TIN,{reach},{by}");
        one("milestones.csv", &format!("{head}{row}\n"))
    };
    assert_eq!(record(&db, "2026-05-04", &milestone("10", ",,")).await, "");
    let told = record(&db, "2026-05-05", &milestone("8", ",,")).await;
    assert!(
        told.contains("cột second_reach: đổi 10 thành 8 cần quyết định"),
        "{told}"
    );
    assert_eq!(record(&db, "2026-05-05", &milestone("8", BY)).await, "");
    let decided = RedefinitionRow::between(&db, 0, i64::MAX).await.unwrap();
    assert!(
        decided
            .iter()
            .any(|it| it.term == "second_reach" && it.was == "10")
    );
}

/// One word of a unit in the group: it joins, or it leaves, so many days after the one before.
type Step = (usize, bool, u64);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// As of any earlier day the figures are those of a board that never heard of what came later,
    /// and the leads' parts are the whole.
    #[test]
    fn any_history_of_joins_and_leaves_changes_no_day_before(
        steps in prop::collection::vec((0_usize..4, any::<bool>(), 1_u64..9), 1..7),
    ) {
        tokio::runtime::Runtime::new().unwrap().block_on(lived(steps));
    }
}

async fn lived(steps: Vec<Step>) {
    let (_dir, db) = begun().await;
    let mut today = parse_day("2026-04-20").unwrap();
    let mut then = Vec::new();
    for (unit, joins, days) in steps {
        let unit = ["SYT", "STP", "25807", "27676"][unit];
        let on = today.to_string();
        let days_of_it = if joins {
            ",".to_owned()
        } else {
            format!(",{on}")
        };
        let told = record(&db, &on, &word("G-SO", unit, &days_of_it, BY)).await;
        let now = board(&db, &on).await;
        let leads = now.weighed_parts("NV01");
        let nobody = leads.is_empty() && told.contains("NV01 không còn ai chủ trì");
        assert!(told.is_empty() || nobody, "{unit} {joins}: {told}");
        let whole: u64 = leads.iter().map(|it| it.2).sum();
        assert_eq!(
            whole,
            if leads.is_empty() { 0 } else { 1_000_000 },
            "{leads:?}"
        );
        then.push((today, now.figures()));
        today = today + chrono::Days::new(days);
    }
    let later = Live::new(db.clone(), Clock::fixed(noon(&today.to_string())));
    for (day, figures) in then.into_iter().filter(|(day, _)| *day < today) {
        let known = later.as_of(day).await.unwrap().unwrap();
        assert_eq!(known.figures(), figures, "{day}");
    }
}
