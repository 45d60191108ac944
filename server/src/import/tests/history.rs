//! history.csv: a board that begins in the middle, with what was done before.
use std::collections::BTreeMap;

use app::domain::{BookMark, Day, Event, Milestone, State};

use super::*;
use crate::{
    board::Live,
    clock::Clock,
    import::apply,
    ledger::{EvidenceRow, MilestoneEventRow, MilestoneRow, lives},
};

const START: &str = "2026-01-14";
const TODAY: &str = "2026-04-10";
const HEAD: &str =
    "unit,workstream,title,event,day,document_number,document_day,link,deadline,reason,approver\n";

fn d(text: &str) -> Day {
    parse_day(text).unwrap()
}

/// One task of a commune's board, as the board has it.
struct Task {
    number: usize,
    deadline: Day,
    /// When the board noted that it is done, and the day of its document.
    done: Option<(Day, Day)>,
}

impl Task {
    /// As the old board had it at the end of a day: done, late or open.
    fn on(&self, day: Day) -> &'static str {
        match self.done {
            Some((noted, _)) if noted <= day => "done",
            _ if day > self.deadline => "late",
            _ => "open",
        }
    }

    fn unit(&self) -> String {
        format!("PB{}", self.number % 6)
    }
}

/// 37 tasks, of which 20 were done before: 3 of them after their deadline, the others noted up to
/// two weeks after their documents.
fn tasks() -> Vec<Task> {
    let start = d(START);
    let after = |days: usize| start + chrono::Days::new(days as u64);
    let task = |number: usize| {
        let deadline = after(20 + 5 * number);
        let done = (number.is_multiple_of(2) || number == 1).then(|| {
            let late = number % 12 == 4;
            let document = match late {
                true => deadline + chrono::Days::new(3),
                false => deadline - chrono::Days::new(1 + number as u64 % 9),
            };
            let document = document.min(d("2026-03-20"));
            (document + chrono::Days::new(number as u64 % 14), document)
        });
        Task {
            number,
            deadline,
            done,
        }
    };
    (0..37).map(task).collect()
}

fn commune(tasks: &[Task]) -> Files {
    let mut files = Files::embedded(&[]);
    files.set(
        "campaign.csv",
        format!("name,start,deadline,time_zone,place,source\nXã thử,{START},2026-12-31,Asia/Ho_Chi_Minh,xã,x\n"),
    );
    let units: String = (0..6)
        .map(|n| format!("PB{n},Phòng ban {n},Phòng {n},department,government,commune,{n},x\n"))
        .collect();
    files.set(
        "units.csv",
        format!("code,name,short_name,kind,bloc,tier,order,source\n{units}"),
    );
    files.set("databases.csv", "code,name,kind,owner_unit,source\n");
    files.set("partners.csv", "code,short_name,name,source\n");
    files.set(
        "assignments.csv",
        "unit,partner,role,valid_from,decision,source\n",
    );
    files.set(
        "indicators.csv",
        "code,name,scope,unit_of_measure,direction,target,deadline,source\n",
    );
    files.set(
        "measurements.csv",
        "indicator,date,numerator,denominator,value,source\n",
    );
    let (mut programme, mut milestones, mut history) = (
        "code,kind,group,title,lead_unit,due,source\n".to_owned(),
        "unit,workstream,kind,title,product,deadline\n".to_owned(),
        HEAD.to_owned(),
    );
    for task in tasks {
        let (n, unit) = (task.number, task.unit());
        programme += &format!("NV{n:02},platform,Nhóm,Nhiệm vụ số {n},{unit},,x\n");
        milestones += &format!(
            "{unit},NV{n:02},product,Sản phẩm {n},Báo cáo,{}\n",
            task.deadline
        );
        if let Some((noted, document)) = task.done {
            history += &format!(
                "{unit},NV{n:02},Sản phẩm {n},accepted,{noted},{n}/BC-UBND,{document},https://xa.example/{n},,,\n"
            );
        }
    }
    files.set("programme.csv", programme);
    files.set("milestones.csv", milestones);
    files.set("history.csv", history);
    files
}

async fn begun(files: &Files) -> (tempfile::TempDir, Db) {
    let (dir, db) = empty().await;
    let plan = planned(&db, files).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    (dir, db)
}

/// Every milestone as the board of the end of a day has it.
async fn on(db: &Db, day: Day) -> BTreeMap<String, Milestone> {
    let live = Live::new(db.clone(), Clock::fixed(noon(TODAY)));
    live.as_of(day).await.unwrap().ok().unwrap().lives()
}

#[tokio::test]
async fn a_board_that_begins_in_the_middle_equals_the_old_one_on_any_day() {
    let tasks = tasks();
    assert_eq!(tasks.iter().filter(|it| it.done.is_some()).count(), 20);
    let (_dir, db) = begun(&commune(&tasks)).await;
    let title: BTreeMap<String, String> = MilestoneRow::between(&db, 0, i64::MAX)
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.id, row.title))
        .collect();
    let mut day = d(START);
    let mut late_ever = 0;
    while day <= d(TODAY) {
        let ours = on(&db, day).await;
        assert_eq!(ours.len(), tasks.len());
        for task in &tasks {
            let of =
                |(id, _): &(&String, &Milestone)| title[*id] == format!("Sản phẩm {}", task.number);
            let (_, m) = ours.iter().find(of).unwrap();
            let said = match m.state {
                State::Accepted => "done",
                _ if m.late(day) => "late",
                _ => "open",
            };
            assert_eq!(said, task.on(day), "{day} {}", task.number);
            late_ever += usize::from(said == "late");
            // Finished on the document's day, and late by that alone.
            let Some((_, document)) = task.done.filter(|_| said == "done") else {
                assert_eq!(m.old_book, None);
                continue;
            };
            assert_eq!(m.finished_on(), Some(document));
            assert_eq!(
                m.finished_late(),
                document > task.deadline,
                "{}",
                task.number
            );
            assert_eq!(m.old_book, Some(BookMark::Unchecked));
        }
        day = day + chrono::Days::new(7);
    }
    assert!(late_ever > 20);
    // What a writer without a board reads is the same.
    let today = on(&db, d(TODAY)).await;
    for (id, m) in lives(&db).await.unwrap() {
        assert_eq!(
            (m.state, m.finished_on()),
            (today[&id].state, today[&id].finished_on())
        );
    }
}

#[tokio::test]
async fn a_second_history_is_refused_with_a_sentence() {
    let files = commune(&tasks());
    let (_dir, db) = begun(&files).await;
    let again = planned(&db, &files).await;
    let told = errors(&again);
    assert!(
        told.contains("history.csv: tệp này chỉ nhập được cùng lần nhập đầu tiên"),
        "{told}"
    );
    assert!(apply(&db, &again, noon(TODAY)).await.is_err());
    // Without it nothing is new.
    let mut rest = commune(&tasks());
    rest.take_out("history.csv");
    let plan = planned(&db, &rest).await;
    assert_eq!(errors(&plan), "");
    assert!(plan.nothing());
}

/// The small campaign, with what its old book tells.
fn told(rows: &str) -> Files {
    with("history.csv", format!("{HEAD}{rows}"))
}

const PLAN: &str = "25807,QG09,Ban hành kế hoạch";
const PRODUCT: &str = "25807,QG09,Số hóa 12.400 hồ sơ";

#[tokio::test]
async fn what_no_old_book_can_tell_is_refused_at_its_cell() {
    let (_dir, db) = empty().await;
    for (rows, column, sentence) in [
        (
            "STV,QG09,X,accepted,2026-03-01,1/BC,2026-03-01,,,,\n".to_owned(),
            "unit",
            "không có đơn vị nào mang mã",
        ),
        (
            "25807,QG99,X,accepted,2026-03-01,1/BC,2026-03-01,,,,\n".to_owned(),
            "workstream",
            "không có hạng mục nào mang mã",
        ),
        (
            "25807,QG09,Mốc lạ,accepted,2026-03-01,1/BC,2026-03-01,,,,\n".to_owned(),
            "title",
            "không có mốc như vậy",
        ),
        (
            "25807,QG09,,accepted,2026-03-01,1/BC,2026-03-01,,,,\n".to_owned(),
            "title",
            "không nêu mốc nào",
        ),
        (
            format!("{PRODUCT},revoked,2026-03-01,,,,,,\n"),
            "event",
            "không dùng được",
        ),
        (
            format!("{PRODUCT},accepted,2026-04-11,1/BC,2026-03-01,,,,\n"),
            "day",
            "ở sau hôm nay",
        ),
        (
            format!("{PRODUCT},accepted,2026-01-13,1/BC,2026-01-13,,,,\n"),
            "day",
            "trước ngày bắt đầu chiến dịch (14/01/2026)",
        ),
        (
            format!("{PRODUCT},accepted,2026-02-13,1/BC,2026-01-13,,,,\n"),
            "document_day",
            "trước ngày bắt đầu chiến dịch",
        ),
        (
            format!("{PRODUCT},accepted,2026-03-01,1/BC,2026-03-02,,,,\n"),
            "document_day",
            "sau ngày sổ cũ ghi việc (01/03/2026)",
        ),
        (
            format!("{PRODUCT},accepted,2026-03-01,,,,,,\n"),
            "document_number",
            "nghiệm thu của sổ cũ cần số và ngày",
        ),
        (
            format!("{PRODUCT},accepted,2026-03-01,1/BC,,,,,\n"),
            "document_day",
            "đủ cả số và ngày",
        ),
        (
            format!("{PRODUCT},accepted,2026-03-01,1/BC Mật,2026-03-01,,,,\n"),
            "document_number",
            "dấu độ mật",
        ),
        (
            format!("{PRODUCT},accepted,2026-03-01,1/BC,2026-03-01,C:\\\\bc.pdf,,,\n"),
            "link",
            "https://",
        ),
        (
            format!("{PRODUCT},returned,2026-03-01,,,,,Thiếu,\n"),
            "event",
            "mốc này đang mở: việc này không thể xảy ra",
        ),
        (
            format!("{PRODUCT},submitted,2026-03-01,,,,,,\n{PRODUCT},returned,2026-03-02,,,,,,\n"),
            "reason",
            "dòng returned cần cột này",
        ),
        (
            format!(
                "{PRODUCT},accepted,2026-03-01,1/BC,2026-03-01,,,,\n{PRODUCT},submitted,2026-03-02,,,,,,\n"
            ),
            "event",
            "mốc này đã nghiệm thu: việc này không thể xảy ra",
        ),
        (
            format!(
                "{PRODUCT},cancelled,2026-03-01,1/QĐ,2026-03-01,,,Thôi,\n{PRODUCT},accepted,2026-03-02,1/BC,2026-03-01,,,,\n"
            ),
            "event",
            "mốc này đã hủy",
        ),
        (
            format!("{PRODUCT},extended,2026-03-01,1/QĐ,2026-03-01,,,Chờ,Bà Thử\n"),
            "deadline",
            "dòng extended cần cột này",
        ),
        (
            format!("{PRODUCT},extended,2026-03-01,1/QĐ,2026-03-01,,2026-06-01,Chờ,Bà Thử\n"),
            "deadline",
            "ghi ngày 01/07/2026 hoặc muộn hơn",
        ),
        (
            format!("{PRODUCT},extended,2026-03-01,1/QĐ,2026-03-01,,2031-01-01,Chờ,Bà Thử\n"),
            "deadline",
            "hơn hai năm",
        ),
        (
            "25807,QG09,Giao ban,extended,2026-03-01,1/QĐ,2026-03-01,,2026-06-01,Chờ,Bà Thử\n"
                .to_owned(),
            "event",
            "không có hạn",
        ),
        (
            format!(
                "{PRODUCT},accepted,2026-03-01,1/BC,2026-03-01,,,,\n{PRODUCT},accepted,2026-03-01,1/BC,2026-03-01,,,,\n"
            ),
            "event",
            "mốc này đã nghiệm thu: việc này không thể xảy ra",
        ),
    ] {
        let plan = planned(&db, &told(&rows)).await;
        let found = plan.report.errors.iter().map(ToString::to_string);
        let found: Vec<String> = found
            .filter(|it| it.contains(&format!("cột {column}")))
            .collect();
        assert!(
            found.iter().any(|it| it.contains(sentence)),
            "{rows}{}",
            errors(&plan)
        );
    }
}

/// What is measured is done by its value: the old book accepts none, and says where values go.
#[tokio::test]
async fn an_outcome_of_the_old_book_is_told_where_its_values_go() {
    let (_dir, db) = empty().await;
    let row = "25807,QG09,Đạt 80% hồ sơ sạch";
    let with = |event: &str| {
        let mut files = told(&format!("{row},{event},2026-03-06,9/BB,2026-03-05,,,,\n"));
        let milestones = text_of("milestones.csv").replace(",weight\n", ",weight,reach\n");
        let milestones = milestones
            .replace(",,\n", ",,,\n")
            .replace("VNPT,3\n", "VNPT,3,\n");
        let measured = "KQ02,Hồ sơ sạch cả,25807/QG09,%,up,95,2027-06-30,,no,x\n";
        let indicators = format!("{}{measured}", text_of("indicators.csv"));
        files.set("indicators.csv", indicators);
        files.set(
            "milestones.csv",
            format!("{milestones}25807,QG09,outcome,Đạt 80% hồ sơ sạch,Số đo,2026-12-20,,,80\n"),
        );
        files
    };
    let refused = errors(&planned(&db, &with("accepted")).await);
    for said in ["dòng 2", "cột event", "nhập số đo ở measurements.csv"] {
        assert!(refused.contains(said), "{said}: {refused}");
    }
    // That it was handed over is told as of any other.
    assert_eq!(errors(&planned(&db, &with("submitted")).await), "");
}

#[tokio::test]
async fn a_life_of_the_old_book_stands_in_the_ledger_day_by_day() {
    // Not in the order of their days: the file says when each was.
    let rows = format!(
        "{PRODUCT},accepted,2026-04-02,9/BB,2026-04-01,https://x.example/9,,,\n\
         {PRODUCT},submitted,2026-02-02,,,,,,\n\
         {PRODUCT},returned,2026-02-02,,,,,Thiếu dấu,\n\
         {PRODUCT},submitted,2026-02-02,,,,,,\n\
         {PRODUCT},returned,2026-02-05,,,,,Thiếu 200 hồ sơ,\n\
         {PRODUCT},extended,2026-02-06,12/QĐ,2026-02-06,,2026-08-31,Chờ máy,Bà Thử\n\
         {PRODUCT},submitted,2026-03-02,7/BC,2026-02-27,,,,\n\
         {PLAN},cancelled,2026-02-01,3/QĐ,2026-02-01,,,Gộp vào kế hoạch chung,\n\
         25807,QG09,Giao ban,submitted,2026-04-10,,,,,,\n"
    );
    let (_dir, db) = begun(&told(&rows)).await;
    let events = MilestoneEventRow::between(&db, 0, i64::MAX).await.unwrap();
    assert!(events.is_sorted_by(|a, b| a.seq < b.seq && a.recorded_at <= b.recorded_at));
    assert!(
        events
            .iter()
            .all(|it| it.old_book.is_some() && it.person.is_none())
    );
    let accepted = events.iter().find(|it| it.event == "accepted").unwrap();
    assert_eq!(accepted.old_book.as_deref(), Some("2026-02-27"));
    // A company hands over, the unit decides.
    assert_eq!(accepted.organisation, "25807");
    let sent = events.iter().filter(|it| it.event == "submitted");
    let by: Vec<&str> = sent.map(|it| it.organisation.as_str()).collect();
    assert_eq!(by, ["VNPT", "VNPT", "VNPT", "25807"]);
    let evidence = EvidenceRow::between(&db, 0, i64::MAX).await.unwrap();
    assert_eq!(evidence.len(), 1, "the report's own document stands");
    let of = |all: &BTreeMap<String, Milestone>, title: &str| {
        let found = all.values().find(|m| *m.terms.title == *title);
        found.cloned().unwrap()
    };
    for (day, state, finished) in [
        ("2026-02-01", State::Open, None),
        ("2026-02-02", State::Submitted, None),
        ("2026-02-05", State::Open, None),
        ("2026-03-02", State::Submitted, None),
        ("2026-04-01", State::Submitted, None),
        ("2026-04-02", State::Accepted, Some(d("2026-02-27"))),
    ] {
        let m = of(&on(&db, d(day)).await, "Số hóa 12.400 hồ sơ");
        assert_eq!((m.state, m.finished_on()), (state, finished), "{day}");
    }
    let today = on(&db, d(TODAY)).await;
    let m = of(&today, "Số hóa 12.400 hồ sơ");
    assert_eq!(
        (m.original_deadline, m.current_deadline),
        (Some(d("2026-06-30")), Some(d("2026-08-31")))
    );
    assert_eq!(of(&today, "Ban hành kế hoạch").state, State::Cancelled);
    // What waits in the old book waits here, and a form finishes it by the day it was handed over.
    let waits = of(&today, "Giao ban");
    assert_eq!(
        (waits.state, waits.submitted_on, waits.old_book),
        (State::Submitted, Some(d(TODAY)), None)
    );
}

/// A weekly report of the small campaign, with what the old book tells of its slots.
fn weekly(rows: &str) -> Files {
    let mut files = told(rows);
    files.set(
        "cadences.csv",
        "code,name,every,data_closes,report_due\nTUAN,Hằng tuần,week,fri,fri\n",
    );
    files.set(
        "rhythms.csv",
        "code,unit,workstream,title,product,cadence,begins_on,cut_off_days\n\
         BC,25807,QG09,Báo cáo tuần,Báo cáo,TUAN,2026-03-07,2\n",
    );
    files
}

#[tokio::test]
async fn an_old_book_tells_of_slots_by_their_titles_and_their_ids() {
    // Periods from Saturday to Friday, each taken until the Tuesday after.
    let rows = "25807,QG09,Báo cáo tuần – tuần 11/2026,accepted,2026-03-17,1/BC,2026-03-13,,,,\n\
         25807,QG09,Báo cáo tuần – tuần 12/2026,submitted,2026-03-23,2/BC,2026-03-23,,,,\n\
         25807,QG09,Báo cáo tuần – tuần 12/2026,accepted,2026-04-02,,,,,,\n";
    let (_dir, db) = begun(&weekly(rows)).await;
    let of = |all: &BTreeMap<String, Milestone>, to: &str| {
        let to = d(to);
        let mut slots = all
            .values()
            .filter(|m| m.slot().is_some_and(|it| it.period.to == to));
        slots.next().cloned().unwrap()
    };
    for (day, first, second, third) in [
        // What was noted by its close is done from the note on.
        ("2026-03-16", State::Open, State::Open, State::Open),
        ("2026-03-17", State::Accepted, State::Open, State::Open),
        ("2026-03-23", State::Accepted, State::Submitted, State::Open),
        (TODAY, State::Accepted, State::Accepted, State::Open),
    ] {
        let all = on(&db, d(day)).await;
        let states = ["2026-03-13", "2026-03-20", "2026-03-27"].map(|to| of(&all, to).state);
        assert_eq!(states, [first, second, third], "{day}");
    }
    let all = on(&db, d(TODAY)).await;
    assert!(!of(&all, "2026-03-13").finished_late());
    assert!(of(&all, "2026-03-20").finished_late());
    assert!(of(&all, "2026-03-27").missed(d(TODAY)));
}

#[tokio::test]
async fn a_missed_slot_is_made_good_by_no_old_book() {
    let (_dir, db) = empty().await;
    let title = "25807,QG09,Báo cáo tuần – tuần 11/2026";
    for row in [
        format!("{title},accepted,2026-03-20,1/BC,2026-03-18,,,,\n"),
        format!("{title},submitted,2026-03-18,,,,,,\n"),
        // Of whatever day its document is.
        format!("{title},accepted,2026-03-20,1/BC,2026-03-13,,,,\n"),
        format!("{title},submitted,2026-03-20,1/BC,2026-03-13,,,,\n"),
        // Nor by more time, nor by not counting any more.
        format!("{title},extended,2026-03-20,1/QĐ,2026-03-16,,2026-12-31,Gia hạn,TB\n"),
        format!("{title},cancelled,2026-03-20,1/QĐ,2026-03-16,,,Không còn,TB\n"),
    ] {
        let plan = planned(&db, &weekly(&row)).await;
        let told = errors(&plan);
        assert!(
            told.contains("chỉ nhận đến hết ngày 17/03/2026"),
            "{row}{told}"
        );
    }
    // What came back is taken for ten days more.
    let back = format!(
        "{title},submitted,2026-03-13,1/BC,2026-03-13,,,,\n\
         {title},returned,2026-03-16,2/TB,2026-03-16,,,Thiếu,\n"
    );
    for (day, refused) in [("2026-03-26", false), ("2026-03-27", true)] {
        for event in ["submitted", "accepted"] {
            let row = format!("{back}{title},{event},{day},3/BC,2026-03-17,,,,\n");
            let told = errors(&planned(&db, &weekly(&row)).await);
            let says = "chỉ nhận đến hết ngày 26/03/2026";
            assert_eq!(told.contains(says), refused, "{row}{told}");
            assert!(refused || told.is_empty(), "{row}{told}");
        }
    }
}

#[tokio::test]
async fn an_old_book_hands_over_nothing_of_a_period_to_come() {
    let (_dir, db) = empty().await;
    let row = "25807,QG09,Báo cáo tuần – tuần 11/2026,accepted,2026-03-06,1/BC,2026-03-05,,,,\n";
    let told = errors(&planned(&db, &weekly(row)).await);
    assert!(
        told.contains("kỳ báo cáo này bắt đầu ngày 07/03/2026"),
        "{told}"
    );
}

#[tokio::test]
async fn an_id_and_the_title_of_another_milestone_are_refused() {
    let (_dir, db) = empty().await;
    let mut files = small();
    let milestones = "id,unit,workstream,kind,title,product,deadline,weight\n\
                      m3,25807,QG09,product,Tổng kết,Báo cáo,2026-06-30,1\n\
                      m4,25807,QG09,product,Sơ kết,Báo cáo,2026-06-30,1\n";
    files.set("milestones.csv", milestones);
    for (title, right) in [("Tổng kết", false), ("sơ kết", true), ("", true)] {
        let head = "unit,workstream,title,id,event,day,document_number,document_day";
        let row = format!("25807,QG09,{title},m4,accepted,2026-03-20,1/BC,2026-03-18");
        files.set("history.csv", format!("{head}\n{row}\n"));
        let told = errors(&planned(&db, &files).await);
        let says = "cột id: id này là của mốc “Sơ kết”";
        assert_eq!(told.contains(says), !right, "{title}: {told}");
        assert_eq!(told.is_empty(), right, "{title}: {told}");
    }
}

/// Whoever accepts here, by a form, finishes on the day of the report and not of its document.
#[test]
fn no_form_finishes_by_a_documents_day() {
    use app::domain::MilestoneEvent;
    let terms = crate::ledger::terms(&MilestoneRow {
        id: "m-1".into(),
        unit: "SYT".into(),
        workstream: "QG09".into(),
        kind: "product".into(),
        deadline: Some("2026-03-01".into()),
        weight: 1,
        ..MilestoneRow::default()
    });
    let mut m = Milestone::new(terms.unwrap());
    let event = |event, day: &str| MilestoneEvent {
        milestone: m.terms.id.clone(),
        event,
        day: d(day),
        deadline: None,
        responsible: None,
    };
    let steps = [
        event(Event::Submitted, "2026-03-05"),
        event(Event::Accepted, "2026-03-06"),
        event(Event::Revoked, "2026-03-07"),
        event(Event::Submitted, "2026-03-08"),
        event(Event::Accepted, "2026-03-09"),
    ];
    for (at, step) in steps.iter().enumerate() {
        m.apply(step);
        if at == 1 {
            m.accepted_by_document(d("2026-02-20"));
            assert_eq!(m.finished_on(), Some(d("2026-02-20")));
            assert!(!m.finished_late());
        }
    }
    // Revoked and accepted again, it stands by the form.
    assert_eq!((m.finished_on(), m.old_book), (Some(d("2026-03-08")), None));
    assert!(m.finished_late());
    // Before it is accepted no document finishes anything.
    let mut open = Milestone::new(m.terms.clone());
    open.accepted_by_document(d("2026-02-20"));
    assert_eq!((open.finished_on(), open.old_book), (None, None));
}
