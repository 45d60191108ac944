//! Days, figures and units of the campaign: what people were judged by stays, and no unit leaves
//! with what was late.
use app::domain::{Event, Term};

use super::*;
use crate::{
    import::apply,
    ledger::{Fact, RedefinitionRow, UnitRow, load},
};

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
    assert!(past.contains("ghi ngày 10/04/2026 hoặc muộn hơn"), "{past}");
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
