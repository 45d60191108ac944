//! triggers.csv: deadlines that run from an event, whenever and however often that is recorded.
use app::domain::{BodyKind, Day, Event, Holder, Milestone};

use super::*;
use crate::{
    board::Live,
    clock::Clock,
    import::apply,
    ledger::{MilestoneEventRow, lives},
};

const HEAD: &str =
    "code,name,issuer,happened_on,document_number,document_day,source,decision,reason,approver\n";
const DECIDED: &str = "12/QĐ-BCĐ,Văn bản ký ngày khác,Trưởng ban";

/// Two that run from one event and one from another; one has a day.
const MILESTONES: &str = "\
id,unit,workstream,kind,title,product,deadline,responsible,weight,after,after_days,day_count
m-1,25807,QG09,product,Ban hành quy chế,Quy chế,30 ngày sau khi Bộ ban hành,,1,SK01,30,
m-2,25807,QG09,product,Tập huấn,Biên bản,,VNPT,1,SK01,10,working
m-3,27676,QG09,product,Kết nối,Biên bản,,,1,SK02,5,working
m-4,27676,QG09,product,Số hóa,Biên bản,2026-06-30,,1,,,
";

fn files(triggers: &str) -> Files {
    let mut files = with("milestones.csv", MILESTONES);
    let bodies = "code,name,kind,source\nBYT,Bộ Y tế,above,x\n";
    files.set("bodies.csv", bodies);
    files.set("triggers.csv", format!("{HEAD}{triggers}"));
    files
}

/// Events alone: what the office records.
fn events(triggers: &str) -> Files {
    let mut files = Files::embedded(&[]);
    files.set("triggers.csv", format!("{HEAD}{triggers}"));
    files
}

fn named(happened: &str, by: &str) -> String {
    format!("SK01,Bộ Y tế ban hành hướng dẫn,BYT,{happened},x,{by}\n")
}

fn d(text: &str) -> Day {
    parse_day(text).unwrap()
}

async fn record(db: &Db, on: &str, files: &Files) -> String {
    let plan = plan_files(db, files, noon(on)).await.unwrap();
    let notes = plan.report.notes.iter().map(|it| format!("{it}\n"));
    let told: String = notes.collect();
    let refused = errors(&plan);
    if refused.is_empty() {
        apply(db, &plan, noon(on)).await.unwrap();
    }
    format!("{refused}{told}")
}

/// The original and the present deadline of a milestone.
async fn due(db: &Db, id: &str) -> (Option<Day>, Option<Day>) {
    let lives = lives(db).await.unwrap();
    let m: &Milestone = &lives[id];
    (m.original_deadline, m.current_deadline)
}

async fn begun() -> (tempfile::TempDir, Db) {
    let (dir, db) = empty().await;
    let waiting = format!("{}SK02,Khai trương,,,,,x,,,\n", named(",,", ",,"));
    let told = record(&db, "2026-04-10", &files(&waiting)).await;
    assert!(lives(&db).await.unwrap().contains_key("m-1"), "{told}");
    (dir, db)
}

#[tokio::test]
async fn rule_4_an_event_sets_its_deadlines_once() {
    let (_dir, db) = begun().await;
    assert_eq!(due(&db, "m-1").await, (None, None));
    let m = &lives(&db).await.unwrap()["m-1"];
    assert_eq!(m.holder(), Some(Holder::Above));
    let happened = named("2026-04-13,05/TT-BYT,2026-04-13", ",,");
    let told = record(&db, "2026-04-14", &events(&happened)).await;
    assert!(told.contains("2 mốc có thời hạn từ nay"), "{told}");
    // The thirtieth day, 13/05, is a Wednesday; ten working days end on 27/04.
    for (id, ends) in [("m-1", "2026-05-13"), ("m-2", "2026-04-27")] {
        assert_eq!(due(&db, id).await, (Some(d(ends)), Some(d(ends))), "{id}");
    }
    assert_eq!(due(&db, "m-3").await, (None, None));
    // Twice is once.
    let facts = db.seq().await.unwrap();
    record(&db, "2026-04-15", &events(&happened)).await;
    assert_eq!(db.seq().await.unwrap(), facts);
    // The campaign's folder that knows the words alone says the same.
    let again = format!("{happened}SK02,Khai trương,,,,,x,,,\n");
    let told = record(&db, "2026-04-16", &files(&again)).await;
    assert!(
        !told.contains("lỗi") && !told.contains("cột deadline"),
        "{told}"
    );
    assert_eq!(db.seq().await.unwrap(), facts);
    // Yesterday's page still waits.
    let live = Live::new(db.clone(), Clock::fixed(noon("2026-04-16")));
    for (on, ends) in [("2026-04-13", None), ("2026-04-14", Some("2026-05-13"))] {
        let board = live.as_of(d(on)).await.unwrap().unwrap();
        let m = &board.lives()["m-1"];
        assert_eq!(m.original_deadline, ends.map(d), "{on}");
    }
}

#[tokio::test]
async fn what_a_first_import_knows_of_an_event_begins_on_its_day() {
    let (_dir, db) = empty().await;
    let happened = named("2026-04-02,05/TT-BYT,2026-04-01", ",,");
    let folder = files(&format!("{happened}SK02,Khai trương,,,,,x,,,\n"));
    record(&db, "2026-04-10", &folder).await;
    let live = Live::new(db.clone(), Clock::fixed(noon("2026-04-10")));
    for (on, ends) in [
        ("2026-01-14", None),
        ("2026-04-01", None),
        ("2026-04-02", Some("2026-05-04")),
        ("2026-04-10", Some("2026-05-04")),
    ] {
        let board = live.as_of(d(on)).await.unwrap().unwrap();
        let m = &board.lives()["m-1"];
        assert_eq!(
            (m.original_deadline, m.current_deadline),
            (ends.map(d), ends.map(d)),
            "{on}"
        );
        let holder = ends.map_or(Holder::Above, |_| Holder::Unit);
        assert_eq!(m.holder(), Some(holder), "{on}");
    }
    assert_eq!(due(&db, "m-3").await, (None, None));
    // The same folder again says nothing new.
    let plan = plan_files(&db, &folder, noon("2026-04-11")).await.unwrap();
    assert!(plan.nothing(), "{plan}");
}

#[tokio::test]
async fn rule_4_another_day_of_an_event_takes_no_day_back() {
    let (_dir, db) = begun().await;
    let first = named("2026-04-13,05/TT-BYT,2026-04-13", ",,");
    record(&db, "2026-04-14", &events(&first)).await;
    let original = (d("2026-05-13"), d("2026-04-27"));
    // Without a decision nothing is corrected.
    let later = "2026-04-20,05/TT-BYT,2026-04-20";
    let told = record(&db, "2026-04-21", &events(&named(later, ",,"))).await;
    assert!(told.contains("cột happened_on"), "{told}");
    assert_eq!(due(&db, "m-1").await.1, Some(original.0));
    // Later: both go on by that decision, and what was promised first is still known.
    let told = record(&db, "2026-04-21", &events(&named(later, DECIDED))).await;
    let told_of = "2 mốc được gia hạn theo (25807 – Ban hành quy chế: 20/05/2026; ";
    assert!(told.contains(told_of), "{told}");
    assert!(told.contains("), 0 mốc giữ hạn"), "{told}");
    let moved = (d("2026-05-20"), d("2026-05-04"));
    assert_eq!(due(&db, "m-1").await, (Some(original.0), Some(moved.0)));
    assert_eq!(due(&db, "m-2").await, (Some(original.1), Some(moved.1)));
    // Earlier: nobody's time is taken back.
    let earlier = "2026-04-01,05/TT-BYT,2026-04-01";
    let told = record(&db, "2026-04-22", &events(&named(earlier, DECIDED))).await;
    assert!(
        told.contains("0 mốc được gia hạn theo, 2 mốc giữ hạn"),
        "{told}"
    );
    assert_eq!(due(&db, "m-1").await, (Some(original.0), Some(moved.0)));
    // Later, but the new days are over: it is told so, and nothing is extended to the past.
    let again = "2026-04-25,05/TT-BYT,2026-04-25";
    let told = record(&db, "2026-05-30", &events(&named(again, DECIDED))).await;
    assert!(
        told.contains("0 mốc được gia hạn theo, 0 mốc giữ hạn"),
        "{told}"
    );
    let past = "2 mốc có ngày mới muộn hơn nhưng đã qua nên không tự gia hạn";
    assert!(told.contains(past) && told.contains("25/05/2026"), "{told}");
    assert_eq!(due(&db, "m-1").await, (Some(original.0), Some(moved.0)));
    // An empty cell unmakes no event.
    let told = record(&db, "2026-05-30", &events(&named(",,", DECIDED))).await;
    assert!(told.contains("cột happened_on"), "{told}");
}

#[tokio::test]
async fn an_event_recorded_late_says_what_it_makes_late() {
    let (_dir, db) = begun().await;
    let happened = named("2026-04-13,05/TT-BYT,2026-04-13", ",,");
    let told = record(&db, "2026-05-08", &events(&happened)).await;
    // Each number with those that it counts.
    let (all, late) = told.split_once(", 1 mốc quá hạn ngay (").unwrap();
    assert!(all.contains("2 mốc có thời hạn từ nay ("), "{told}");
    assert!(
        all.contains("13/05/2026") && all.contains("27/04/2026"),
        "{told}"
    );
    assert!(
        late.contains("27/04/2026") && !late.contains("13/05/2026"),
        "{told}"
    );
    let live = Live::new(db.clone(), Clock::fixed(noon("2026-05-08")));
    let late = async |on: &str| {
        let board = live.as_of(d(on)).await.unwrap().unwrap();
        let lives = board.lives();
        (lives["m-1"].late(d(on)), lives["m-2"].late(d(on)))
    };
    // The day before nobody could know.
    assert_eq!(late("2026-05-07").await, (false, false));
    assert_eq!(late("2026-05-08").await, (false, true));
}

/// The whole folder may say that the event happened, whatever its milestones wait for in words.
#[tokio::test]
async fn a_folder_that_lists_its_milestones_records_the_event_too() {
    let (_dir, db) = begun().await;
    let happened = named("2026-04-13,05/TT-BYT,2026-04-13", ",,");
    // Over by now, which a first deadline that somebody types would need a decision for.
    let told = record(&db, "2026-06-01", &files(&happened)).await;
    assert!(told.contains(", 2 mốc quá hạn ngay ("), "{told}");
    assert_eq!(due(&db, "m-1").await.0, Some(d("2026-05-13")));
    assert_eq!(due(&db, "m-2").await.0, Some(d("2026-04-27")));
}

/// Something happens to a milestone by form.
async fn happens(db: &Db, id: &str, events: &[Event]) {
    for event in events {
        let mut tx = db.begin().await.unwrap();
        let row = MilestoneEventRow {
            submission: format!("{id}-{}-{}", event.code(), tx.next_seq().await.unwrap()),
            milestone: id.into(),
            event: event.code().into(),
            organisation: "office".into(),
            seq: tx.next_seq().await.unwrap(),
            recorded_at: noon("2026-04-12"),
            ..MilestoneEventRow::default()
        };
        MilestoneEventRow::append(&mut tx, &[row]).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// What was accepted, or is over, before the event was recorded has the day that was promised too:
/// once it comes back it waits for nothing.
#[tokio::test]
async fn what_is_done_before_its_event_is_recorded_has_its_day() {
    let (_dir, db) = begun().await;
    happens(&db, "m-1", &[Event::Submitted, Event::Accepted]).await;
    happens(&db, "m-2", &[Event::Cancelled]).await;
    let happened = named("2026-04-13,05/TT-BYT,2026-04-13", ",,");
    record(&db, "2026-04-14", &events(&happened)).await;
    happens(&db, "m-1", &[Event::Revoked]).await;
    let m = &lives(&db).await.unwrap()["m-1"];
    assert_eq!(
        (m.awaits(), m.original_deadline),
        (None, Some(d("2026-05-13")))
    );
    // What takes the cancelled one's place keeps its day, and what it runs from.
    let mut files = Files::embedded(&[]);
    let head = "unit,workstream,kind,title,product,deadline,replaces,decision,reason,approver";
    let row = "25807,QG09,product,Tập huấn lại,Biên bản,,m-2,3/QĐ,Đổi cách làm,Trưởng ban";
    files.set(
        "milestones.csv",
        format!("{head}\n{row}\n").replace(",,m-2", ",2026-04-27,m-2"),
    );
    let told = record(&db, "2026-04-15", &files).await;
    let lives = lives(&db).await.unwrap();
    let new = lives.values().find(|m| m.terms.title.ends_with("lại"));
    let new = new.unwrap_or_else(|| panic!("{told}"));
    assert_eq!(new.original_deadline, Some(d("2026-04-27")));
    assert!(new.terms.after.is_some());
}

/// A day that is typed beside an event is the event's, and one that the same files give by a
/// decision stands.
#[tokio::test]
async fn rule_4_no_typed_day_takes_the_place_of_the_computed_one() {
    let (_dir, db) = begun().await;
    let first = named("2026-04-13,05/TT-BYT,2026-04-13", ",,");
    record(&db, "2026-04-14", &events(&first)).await;
    let head = MILESTONES.lines().next().unwrap();
    let mut typed = Files::embedded(&[]);
    let row = "m-9,25807,QG09,product,Sản phẩm khác,Biên bản,2027-06-30,,1,SK01,30,";
    typed.set("milestones.csv", format!("{head}\n{row}\n"));
    let told = record(&db, "2026-04-14", &typed).await;
    assert!(
        told.contains("hạn tính từ sự kiện này là 13/05/2026"),
        "{told}"
    );
    // The event moves, and one milestone is given more by a decision of its own.
    let later = named("2026-04-20,05/TT-BYT,2026-04-20", DECIDED);
    let mut both = events(&later);
    let head = format!("{head},decision,reason,approver");
    let row =
        "m-1,25807,QG09,product,Ban hành quy chế,Quy chế,2026-08-31,,1,SK01,30,,9/QĐ,Lũ,Trưởng ban";
    both.set("milestones.csv", format!("{head}\n{row}\n"));
    let told = record(&db, "2026-04-21", &both).await;
    assert!(
        told.contains("1 mốc được gia hạn theo (") && told.contains("), 1 mốc giữ hạn"),
        "{told}"
    );
    assert_eq!(due(&db, "m-1").await.1, Some(d("2026-08-31")));
    assert_eq!(due(&db, "m-2").await.1, Some(d("2026-05-04")));
    // What the event is, and who brings it about, is promised.
    for other in [
        "SK01,Sự kiện khác hẳn,BYT,2026-04-20,05/TT-BYT,2026-04-20,x,,,\n",
        "SK01,Bộ Y tế ban hành hướng dẫn,,2026-04-20,05/TT-BYT,2026-04-20,x,,,\n",
        "SK01,Bộ Y tế ban hành hướng dẫn,BYT,2026-04-20,7/XX,2026-04-20,x,,,\n",
    ] {
        let told = record(&db, "2026-04-22", &events(other)).await;
        assert!(told.contains("dòng 2, cột"), "{other}: {told}");
    }
}

/// In whichever order events are recorded the deadlines are the same.
#[tokio::test]
async fn events_come_in_any_order() {
    let one = named("2026-04-13,05/TT-BYT,2026-04-13", ",,");
    let other = "SK02,Khai trương,,2026-04-17,9/TB,2026-04-17,x,,,\n".to_owned();
    let together = format!("{one}{other}");
    for order in [vec![&one, &other], vec![&other, &one], vec![&together]] {
        let (_dir, db) = begun().await;
        for events_of in &order {
            record(&db, "2026-04-20", &events(events_of)).await;
        }
        for (id, ends) in [
            ("m-1", "2026-05-13"),
            ("m-2", "2026-04-27"),
            ("m-3", "2026-04-24"),
            ("m-4", "2026-06-30"),
        ] {
            assert_eq!(due(&db, id).await.0, Some(d(ends)), "{id} {order:?}");
        }
    }
    // One that came before its milestones does too.
    let (_dir, db) = empty().await;
    record(&db, "2026-04-20", &files(&together)).await;
    assert_eq!(due(&db, "m-2").await.0, Some(d("2026-04-27")));
}

#[tokio::test]
async fn what_is_wrong_with_an_event_is_told_at_its_cell() {
    let (_dir, db) = empty().await;
    let milestone = |cells: &str| {
        let head = MILESTONES.lines().next().unwrap();
        format!("{head}\nm-1,25807,QG09,product,Quy chế,Quy chế,{cells}\n")
    };
    for (triggers, milestones, says) in [
        (
            named("2026-04-11,1/QĐ,2026-04-10", ",,"),
            None,
            "cột happened_on: ngày ở sau hôm nay",
        ),
        (
            named("2026-04-01,,2026-04-01", ",,"),
            None,
            "cột document_number: sự kiện đã xảy ra cần",
        ),
        (
            named("2026-04-01,1/QĐ,", ",,"),
            None,
            "cột document_day: sự kiện đã xảy ra cần",
        ),
        (
            named("1900-04-01,1/QĐ,1900-04-01", ",,"),
            None,
            "cột happened_on: ngày 01/04/1900 trước khi chiến dịch bắt đầu hơn mười năm",
        ),
        (
            format!("SK01,{},,,,,x,,,\n", "tên ".repeat(60)),
            None,
            "cột name: dài quá 200 ký tự",
        ),
        (
            "SK01,Tên,KHAC,,,,x,,,\n".into(),
            None,
            "cột issuer: không có cơ quan ngoài",
        ),
        (
            named(",,", ",,"),
            Some("2026-06-30,,1,SK01,30,"),
            "cột deadline: sự kiện SK01 chưa xảy ra",
        ),
        (
            named(",,", ",,"),
            Some(",,1,SK01,,"),
            "cột after_days: hạn tính từ sự kiện cần",
        ),
        (
            named(",,", ",,"),
            Some(",,1,,30,"),
            "cột after: hạn tính từ sự kiện cần",
        ),
        (
            named(",,", ",,"),
            Some(",,1,SK09,30,"),
            "cột after: không có sự kiện tính hạn",
        ),
        (
            named(",,", ",,"),
            Some(",,1,SK01,30,tháng"),
            "cột day_count",
        ),
        (named(",,", ",,"), Some(",,1,SK01,5000,"), "cột after_days"),
    ] {
        let mut files = files(&triggers);
        files.set(
            "milestones.csv",
            milestones.map_or(milestone(",,1,SK01,30,"), milestone),
        );
        let told = errors(&planned(&db, &files).await);
        assert!(told.contains(says), "{says}: {told}");
    }
}

/// Bodies outside are named, help, and are in no sum.
#[tokio::test]
async fn bodies_outside_help_and_count_nowhere() {
    let (_dir, db) = empty().await;
    let before = {
        record(&db, "2026-04-10", &small()).await;
        let live = Live::new(db.clone(), Clock::fixed(noon("2026-04-10")));
        live.today().await.unwrap().figures()
    };
    let mut files = Files::embedded(&[]);
    files.set(
        "bodies.csv",
        "code,name,kind\nBCA,Bộ Công an,above\nNH,Ngân hàng,bank\n",
    );
    files.set(
        "helpers.csv",
        "workstream,body,part,ends_on\nQG09,BCA,cấp dữ liệu,\nQG09,NH,,2026-05-01\n",
    );
    assert_eq!(record(&db, "2026-04-10", &files).await, "");
    let live = Live::new(db.clone(), Clock::fixed(noon("2026-04-10")));
    let after = live.today().await.unwrap().figures();
    for of in ["city", "databases", "programme", "units"] {
        assert_eq!(after[of], before[of], "{of}");
    }
    files.set("bodies.csv", "code,name,kind\nBCA,Bộ Công an,ministry\n");
    let told = errors(&planned(&db, &files).await);
    assert!(
        told.contains("cột kind") && told.contains(BodyKind::Above.code()),
        "{told}"
    );
    files.set("bodies.csv", "code,name,kind\n");
    files.set("helpers.csv", "workstream,body,part,ends_on\nQG09,KHAC,,\n");
    let told = errors(&planned(&db, &files).await);
    assert!(told.contains("cột body: không có cơ quan ngoài"), "{told}");
}
