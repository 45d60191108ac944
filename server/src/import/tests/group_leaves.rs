//! What a unit has of a group that it leaves, enters again, or never was in.
use app::domain::{State, parse_day};
use proptest::prelude::*;

use super::{
    groups::{BY, grouped, one, record, word},
    rhythms::{happen, submit},
    *,
};
use crate::{
    board::Live,
    clock::Clock,
    import::apply,
    ledger::{DutyRow, MilestoneRow, RhythmRow, lives},
};

/// NV03 is led by G-DAU and helped by G-TAY: SYT is in both.
pub(super) fn led_and_helped() -> Files {
    let mut files = grouped();
    for (file, rows) in [
        ("groups.csv", "G-DAU,Nhóm đầu,,x,,,\n"),
        (
            "group_members.csv",
            "G-DAU,SYT,,,,,\nG-DAU,STP,,,,,\nG-TAY,SYT,,,,,\n",
        ),
        (
            "programme.csv",
            "NV03,data,Dữ liệu,Hai nhóm cùng làm,G-DAU,,,x,,,\n",
        ),
        ("duties.csv", "G-TAY,NV03,contribute,,\n"),
        (
            "milestones.csv",
            "G-DAU,NV03,product,Của nhóm đầu,Quy chế,2026-06-30,,1\n\
             G-TAY,NV03,product,Của nhóm chọn,Quy chế,2026-06-30,,1\n\
             G-TAY,NV03,product,Đã báo cáo,Quy chế,2026-06-30,,1\n",
        ),
    ] {
        let before = String::from_utf8(files.get(file).unwrap().to_vec()).unwrap();
        files.set(file, format!("{before}{rows}"));
    }
    files
}

async fn begun() -> (tempfile::TempDir, Db) {
    let (dir, db) = empty().await;
    let plan = planned(&db, &led_and_helped()).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    (dir, db)
}

/// A unit's milestone of a workstream as it is now: its id and its state.
async fn milestone(db: &Db, unit: &str, workstream: &str, title: &str) -> (String, State) {
    let rows = MilestoneRow::between(db, 0, i64::MAX).await.unwrap();
    let of_it =
        |it: &&MilestoneRow| (&*it.unit, &*it.workstream, &*it.title) == (unit, workstream, title);
    let id = rows.iter().find(of_it).unwrap().id.clone();
    let state = lives(db).await.unwrap()[&id].state;
    (id, state)
}

async fn duty(db: &Db, unit: &str, workstream: &str) -> DutyRow {
    let rows = DutyRow::between(db, 0, i64::MAX).await.unwrap();
    let mut of_it = rows.into_iter().rev();
    let found = of_it.find(|it| (&*it.unit, &*it.workstream) == (unit, workstream));
    found.unwrap()
}

/// 25807 ends, and 27676 goes on with its part of NV03 and a milestone.
fn merger(id: &str, on: &str) -> Files {
    let mut merger = one(
        "units.csv",
        &format!(
            "code,name,kind,bloc,tier,ends_on,successors,decision,reason,approver\n\
             25807,Xã Thanh An,commune,government,commune,{on},27676,{BY}\n"
        ),
    );
    merger.set(
        "duties.csv",
        format!("unit,workstream,role,decision,reason,approver\n27676,NV03,contribute,{BY}\n"),
    );
    merger.set("milestones.csv", handed_on(id));
    merger
}

/// A milestone of 25807 as one of 27676.
fn handed_on(id: &str) -> String {
    format!(
        "id,unit,workstream,kind,title,product,deadline,weight,decision,reason,approver\n\
         {id},27676,NV03,product,Của nhóm chọn,Quy chế,2026-06-30,1,{BY}\n"
    )
}

/// 27676 belongs to the group too, and what it had of that is over: it left, or by a decision.
async fn over_at_the_successor(db: &Db, on: &str, leaves: bool) {
    record(db, "2026-04-11", &word("G-TAY", "27676", ",", BY)).await;
    if leaves {
        record(db, on, &word("G-TAY", "27676", &format!(",{on}"), BY)).await;
    } else {
        let ends = format!(
            "unit,workstream,role,ended_on,decision,reason,approver\n\
             27676,NV03,contribute,{on},{BY}\n"
        );
        record(db, on, &one("duties.csv", &ends)).await;
    }
    assert!(duty(db, "27676", "NV03").await.ended_on.is_some());
}

#[tokio::test]
async fn what_is_handed_on_to_a_duty_that_is_over_opens_it_again() {
    for leaves in [true, false] {
        let (_dir, db) = begun().await;
        over_at_the_successor(&db, "2026-04-20", leaves).await;
        let (own, _) = milestone(&db, "27676", "NV03", "Của nhóm chọn").await;
        let (id, _) = milestone(&db, "25807", "NV03", "Của nhóm chọn").await;
        let told = record(&db, "2026-05-04", &merger(&id, "2026-05-04")).await;
        let now = duty(&db, "27676", "NV03").await;
        // By the group that it left nothing goes on; by a decision what it had there does.
        let (group, state) = match leaves {
            true => (None, State::Cancelled),
            false => (Some("G-TAY"), State::Open),
        };
        assert_eq!(
            (now.ended_on, now.of_group.as_deref()),
            (None, group),
            "{told}"
        );
        let over = "là của nhóm mà đơn vị không còn thuộc";
        for says in ["“Của nhóm chọn”", "“Đã báo cáo”", over] {
            assert_eq!(told.contains(says), leaves, "{told}");
        }
        let lives = lives(&db).await.unwrap();
        assert_eq!((lives[&id].state, lives[&own].state), (State::Open, state));
        let live = Live::new(db.clone(), Clock::fixed(noon("2026-05-05")));
        let parts = live.today().await.unwrap().weighed_parts("NV03");
        assert!(parts.iter().any(|(unit, ..)| unit == "27676"), "{parts:?}");
        // A word about the group that was left takes none of it.
        let again = one(
            "groups.csv",
            &format!("code,name,decision,reason,approver\nG-TAY,Nhóm khác,{BY}\n"),
        );
        record(&db, "2026-05-06", &again).await;
        assert_eq!(duty(&db, "27676", "NV03").await.ended_on, None);
    }
}

#[tokio::test]
async fn what_is_promised_in_a_duty_that_is_over_is_refused_with_what_to_do() {
    let (_dir, db) = begun().await;
    over_at_the_successor(&db, "2026-04-20", true).await;
    let (id, _) = milestone(&db, "25807", "NV03", "Của nhóm chọn").await;
    let mut late = merger(&id, "2026-05-04");
    // The unit ended by another import before.
    let ends = late.get("units.csv").unwrap().to_vec();
    record(
        &db,
        "2026-05-04",
        &one("units.csv", std::str::from_utf8(&ends).unwrap()),
    )
    .await;
    late.set("units.csv", "code,name,kind,bloc,tier\n");
    let told = record(&db, "2026-05-04", &late).await;
    let over = "27676 không còn nhiệm vụ ở NV03, đã kết thúc từ 20/04/2026: mở lại bằng dòng";
    assert!(told.contains(over), "{told}");
    assert!(
        told.contains("vẫn kết thúc; muốn mở lại thì thêm cột ended_on"),
        "{told}"
    );
    late.set(
        "duties.csv",
        format!(
            "unit,workstream,role,ended_on,decision,reason,approver\n27676,NV03,contribute,,{BY}\n"
        ),
    );
    let told = record(&db, "2026-05-04", &late).await;
    assert_eq!(duty(&db, "27676", "NV03").await.ended_on, None, "{told}");
    assert_eq!(
        milestone(&db, "27676", "NV03", "Của nhóm chọn").await.1,
        State::Cancelled
    );
    assert_eq!(lives(&db).await.unwrap()[&id].state, State::Open);
}

#[tokio::test]
async fn who_helps_by_one_group_and_joins_the_one_that_leads_leads_at_once() {
    let (_dir, db) = begun().await;
    record(&db, "2026-04-11", &word("G-TAY", "27676", ",", BY)).await;
    assert_eq!(duty(&db, "27676", "NV03").await.role, "contribute");
    let told = record(&db, "2026-05-04", &word("G-DAU", "27676", ",", ",,")).await;
    let says = "27676 thuộc nhóm chủ trì nên 1 nhiệm vụ chuyển từ phối hợp sang chủ trì";
    assert!(told.contains(says), "{told}");
    let told = record(&db, "2026-05-04", &word("G-DAU", "27676", ",", BY)).await;
    let now = duty(&db, "27676", "NV03").await;
    assert_eq!(
        (&*now.role, now.of_group.as_deref()),
        ("lead", Some("G-DAU")),
        "{told}"
    );
    for title in ["Của nhóm đầu", "Của nhóm chọn"] {
        assert_eq!(milestone(&db, "27676", "NV03", title).await.1, State::Open);
    }
    // Into both at once, by whichever row: it leads.
    let (_dir, db) = begun().await;
    let helps = word("G-TAY", "27676", ",", BY);
    let rows = helps.get("group_members.csv").unwrap();
    let rows = std::str::from_utf8(rows).unwrap();
    let both = one("group_members.csv", &format!("{rows}G-DAU,27676,,,{BY}\n"));
    let told = record(&db, "2026-05-05", &both).await;
    let now = duty(&db, "27676", "NV03").await;
    assert_eq!(
        (&*now.role, now.of_group.as_deref()),
        ("lead", Some("G-DAU")),
        "{told}"
    );
}

/// A row of its own goes before its group's, whichever file comes later.
#[tokio::test]
async fn who_helps_by_its_own_row_goes_on_helping_in_a_group_that_leads() {
    let (_dir, db) = begun().await;
    let own =
        format!("unit,workstream,role,decision,reason,approver\n27676,NV03,contribute,{BY}\n");
    record(&db, "2026-04-11", &one("duties.csv", &own)).await;
    let told = record(&db, "2026-05-04", &word("G-DAU", "27676", ",", BY)).await;
    let says = "27676 phối hợp ở NV03 theo dòng riêng nên không cùng nhóm chủ trì";
    assert!(told.contains(says), "{told}");
    let helps = async |db: &Db| {
        let now = duty(db, "27676", "NV03").await;
        assert_eq!((&*now.role, now.of_group), ("contribute", None));
    };
    helps(&db).await;
    let programme = led_and_helped().get("programme.csv").unwrap().to_vec();
    let mut again = Files::embedded(&[]);
    again.set("programme.csv", programme);
    let told = record(&db, "2026-05-05", &again).await;
    assert!(!told.contains("NV03"), "{told}");
    helps(&db).await;
    // Where the group leads from now on, its row tells.
    let (_dir, db) = begun().await;
    let own = "unit,workstream,role,decision,reason,approver\nSTP,QG09,contribute,12/QĐ,x,y\n";
    record(&db, "2026-04-11", &one("duties.csv", own)).await;
    let owner = format!(
        "code,name,kind,owner_unit,decision,reason,approver\n\
         QG09,Cơ sở dữ liệu quốc gia về y tế,national,SYT; G-DAU,{BY}\n"
    );
    let told = record(&db, "2026-05-04", &one("databases.csv", &owner)).await;
    assert!(
        told.contains("STP phối hợp ở QG09 theo dòng riêng"),
        "{told}"
    );
    assert_eq!(duty(&db, "STP", "QG09").await.role, "contribute");
}

/// What was accepted once and waits, or is open again, ends with its group like all else of it.
#[tokio::test]
async fn a_report_that_was_accepted_once_ends_with_the_group_that_was_left() {
    let (_dir, db) = begun().await;
    let happens = async |title: &str, events: &[&str]| {
        let (id, _) = milestone(&db, "SYT", "NV03", title).await;
        for (day, event) in (20..).zip(events) {
            happen(&db, &id, event, &format!("2026-04-{day}")).await;
        }
    };
    happens(
        "Đã báo cáo",
        &["submitted", "accepted", "revoked", "submitted"],
    )
    .await;
    happens("Của nhóm chọn", &["submitted", "accepted", "revoked"]).await;
    for (group, on) in [("G-DAU", "2026-05-04"), ("G-TAY", "2026-05-05")] {
        record(&db, on, &word(group, "SYT", &format!(",{on}"), BY)).await;
    }
    let told = record(&db, "2026-05-06", &word("G-DAU", "SYT", ",", BY)).await;
    let says = "mốc “Của nhóm chọn”, “Đã báo cáo” là của nhóm mà đơn vị không còn thuộc";
    assert!(told.contains(says), "{told}");
    for title in ["Của nhóm chọn", "Đã báo cáo"] {
        assert_eq!(
            milestone(&db, "SYT", "NV03", title).await.1,
            State::Cancelled
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// Whenever a duty ends at a successor and another is handed on to it: what is handed on is alive,
    /// and the pages of the days before stay what they were.
    #[test]
    fn handing_on_to_a_duty_that_is_over_changes_no_day_before(
        ends in 1_u64..12, merges in 0_u64..12, leaves: bool,
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(handed(ends, merges, leaves));
    }
}

async fn handed(ends: u64, merges: u64, leaves: bool) {
    let (_dir, db) = begun().await;
    let first = parse_day("2026-04-13").unwrap();
    let (over, merged) = (
        first + chrono::Days::new(ends),
        first + chrono::Days::new(ends + merges),
    );
    let (id, _) = milestone(&db, "25807", "NV03", "Của nhóm chọn").await;
    let figures = async |today: &str, day| {
        let live = Live::new(db.clone(), Clock::fixed(noon(today)));
        let of = |json: &mut serde_json::Value| json["seq"] = serde_json::Value::Null;
        let mut figures = live.as_of(day).await.unwrap().unwrap().figures();
        of(&mut figures);
        figures
    };
    over_at_the_successor(&db, &over.to_string(), leaves).await;
    let days = || first.iter_days().take_while(|day| *day < merged);
    let mut then = Vec::new();
    for day in days() {
        then.push(figures(&merged.to_string(), day).await);
    }
    let told = record(&db, &merged.to_string(), &merger(&id, &merged.to_string())).await;
    assert_eq!(duty(&db, "27676", "NV03").await.ended_on, None, "{told}");
    assert_eq!(lives(&db).await.unwrap()[&id].state, State::Open);
    let later = (merged + chrono::Days::new(20)).to_string();
    for (day, then) in days().zip(then) {
        assert_eq!(figures(&later, day).await, then, "{day}");
    }
    figures(&later, merged).await;
}

#[tokio::test]
async fn what_came_by_a_merger_is_no_leaving() {
    let (_dir, db) = begun().await;
    let (id, _) = milestone(&db, "25807", "NV03", "Của nhóm chọn").await;
    let merger = merger(&id, "2026-05-04");
    record(&db, "2026-05-04", &merger).await;
    for row in [
        "G-TAY,Nhóm chọn,,,\n".to_owned(),
        format!("G-TAY,Nhóm khác,{BY}\n"),
    ] {
        let head = "code,name,decision,reason,approver\n";
        let told = record(
            &db,
            "2026-05-06",
            &one("groups.csv", &format!("{head}{row}")),
        )
        .await;
        assert_eq!(told, "", "{row}");
    }
    assert_eq!(lives(&db).await.unwrap()[&id].state, State::Open);
    assert_eq!(duty(&db, "27676", "NV03").await.ended_on, None);
}

/// What came with the duty of a unit that ended is the receiver's own: with its group only that
/// group's work is over.
#[tokio::test]
async fn what_came_by_a_merger_stays_when_its_receiver_leaves_the_group() {
    let (_dir, db) = begun().await;
    record(&db, "2026-04-11", &word("G-TAY", "27676", ",", BY)).await;
    let (own, _) = milestone(&db, "27676", "NV03", "Của nhóm chọn").await;
    let (id, _) = milestone(&db, "25807", "NV03", "Của nhóm chọn").await;
    record(&db, "2026-05-04", &merger(&id, "2026-05-04")).await;
    let leaves = word("G-TAY", "27676", ",2026-05-20", BY);
    let told = record(&db, "2026-05-20", &leaves).await;
    let says = "vẫn giữ việc nhận từ đơn vị đã kết thúc ở NV03";
    assert!(told.contains(says), "{told}");
    let now = duty(&db, "27676", "NV03").await;
    assert_eq!((now.ended_on, now.of_group), (None, None));
    let lives = lives(&db).await.unwrap();
    assert_eq!(
        (lives[&id].state, lives[&own].state),
        (State::Open, State::Cancelled)
    );
}

#[tokio::test]
async fn who_leaves_the_group_that_leads_helps_by_the_other() {
    let (_dir, db) = begun().await;
    let mut weekly = one(
        "cadences.csv",
        "code,name,every,data_closes,report_due,source\nTUAN,Hằng tuần,week,fri,fri,x\n",
    );
    weekly.set(
        "rhythms.csv",
        "code,unit,workstream,title,product,cadence,begins_on,cut_off_days\n\
         BC,25807,NV03,Báo cáo tuần,Báo cáo,TUAN,2026-04-11,2\n",
    );
    record(&db, "2026-04-10", &weekly).await;
    assert_eq!(duty(&db, "SYT", "NV03").await.role, "lead");
    let away = |by| word("G-DAU", "SYT", ",2026-05-04", by);
    let told = record(&db, "2026-05-04", &away(",,")).await;
    let says = "SYT rời nhóm G-DAU, 1 nhiệm vụ chuyển từ chủ trì sang phối hợp";
    assert!(told.contains(says), "{told}");
    let told = record(&db, "2026-05-04", &away(BY)).await;
    assert!(told.contains("đơn vị này cũng báo cáo"), "{told}");
    let duty = duty(&db, "SYT", "NV03").await;
    assert_eq!(
        (&*duty.role, duty.of_group.as_deref(), duty.ended_on),
        ("contribute", Some("G-TAY"), None)
    );
    for (title, state) in [
        ("Của nhóm đầu", State::Cancelled),
        ("Của nhóm chọn", State::Open),
    ] {
        assert_eq!(milestone(&db, "SYT", "NV03", title).await.1, state);
    }
    let rhythms = RhythmRow::between(&db, 0, i64::MAX).await.unwrap();
    let own = rhythms.iter().find(|it| it.unit == "SYT").unwrap();
    assert_eq!(
        (&*own.title, &*own.begins_on),
        ("Báo cáo tuần", "2026-05-09")
    );
    // The plan as it stands says nothing new.
    let again = one("groups.csv", "code,name\nG-DAU,Nhóm đầu\nG-TAY,Nhóm chọn\n");
    let told = record(&db, "2026-05-06", &again).await;
    assert!(!told.contains("SYT"), "{told}");
}

#[tokio::test]
async fn who_joins_one_group_again_gets_nothing_of_the_other() {
    let (_dir, db) = begun().await;
    for title in ["Của nhóm đầu", "Đã báo cáo"] {
        let (id, _) = milestone(&db, "SYT", "NV03", title).await;
        submit(&db, &id, "2026-04-20").await;
    }
    for (group, on) in [("G-DAU", "2026-05-04"), ("G-TAY", "2026-05-05")] {
        record(&db, on, &word(group, "SYT", &format!(",{on}"), BY)).await;
    }
    assert!(duty(&db, "SYT", "NV03").await.ended_on.is_some());
    let told = record(&db, "2026-05-06", &word("G-DAU", "SYT", ",", ",,")).await;
    assert!(
        told.contains("SYT vào nhóm G-DAU sẽ có 1 nhiệm vụ"),
        "{told}"
    );
    let told = record(&db, "2026-05-06", &word("G-DAU", "SYT", ",", BY)).await;
    let says = "mốc “Của nhóm chọn”, “Đã báo cáo” là của nhóm mà đơn vị không còn thuộc";
    assert!(told.contains(says), "{told}");
    let duty = duty(&db, "SYT", "NV03").await;
    assert_eq!(
        (&*duty.role, duty.of_group.as_deref(), duty.ended_on),
        ("lead", Some("G-DAU"), None)
    );
    for (title, state) in [
        ("Của nhóm đầu", State::Submitted),
        ("Của nhóm chọn", State::Cancelled),
        ("Đã báo cáo", State::Cancelled),
    ] {
        assert_eq!(
            milestone(&db, "SYT", "NV03", title).await.1,
            state,
            "{title}"
        );
    }
}
