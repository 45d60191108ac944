//! One value counts for a day, whoever entered it: what a file may say beside what stands, waits
//! or is over.
use app::domain::{Event, IndicatorCode, Measurement, Outcome, Share};

use super::{rule_4::*, *};
use crate::{
    board::Live,
    clock::Clock,
    import::apply,
    ledger::{MeasurementEventRow, MeasurementRow},
};

/// Somebody enters records of 100 by form, and what becomes of them.
async fn by_form(db: &Db, id: &str, numerator: i64, events: &[Event]) {
    let mut tx = db.begin().await.unwrap();
    let mut seq = tx.next_seq().await.unwrap();
    let row = MeasurementRow {
        id: id.into(),
        indicator: "Z1".into(),
        day: "2026-04-01".into(),
        numerator: Some(numerator),
        denominator: Some(100),
        source: "Sở Y tế báo cáo".into(),
        person: Some("somebody".into()),
        seq,
        recorded_at: noon(TODAY),
        ..MeasurementRow::default()
    };
    MeasurementRow::append(&mut tx, &[row]).await.unwrap();
    for event in events {
        seq = tx.next_seq().await.unwrap();
        let row = MeasurementEventRow {
            submission: format!("{id}-{}", event.code()),
            measurement: id.into(),
            event: event.code().into(),
            person: Some("another".into()),
            reason: "vì sao".into(),
            seq,
            recorded_at: noon(TODAY),
        };
        MeasurementEventRow::append(&mut tx, &[row]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// The values of the day that count.
async fn counted(db: &Db) -> Vec<i64> {
    let clock = Clock::fixed(noon(TODAY));
    let board = Live::new(db.clone(), clock).today().await.unwrap();
    let code = IndicatorCode::parse("Z1").unwrap();
    let duty = board.duty_measured_by(&code).unwrap().clone();
    let mut found = None;
    board.unreached(&duty, |duty| found = duty.indicator(&code).cloned());
    let of_day = |it: &Measurement| it.day() == parse_day("2026-04-01").unwrap();
    let all: Vec<Measurement> = found.unwrap().measurements().filter(of_day).collect();
    all.iter().map(|it| it.counts().unwrap().0).collect()
}

fn row(numerator: i64, source: &str, by: &str) -> String {
    let rows = text_of("measurements.csv").replace('\n', ",,,\n");
    let head = rows.replacen(",,,\n", ",decision,reason,approver\n", 1);
    format!("{head}Z1,2026-04-01,{numerator},100,,{source},{by}\n")
}

const NO: &str = ",,";
const BY: &str = "12/QĐ,Đếm sót,Bà Thử";

/// What became of the values of a day that somebody entered by form, each with its events; what a
/// file says of it; and what is said of that, or what counts then and how many rows are written.
type Said = Result<(&'static [i64], usize), &'static str>;
type Entered = (i64, &'static [Event]);
const DAYS: [(&[Entered], i64, &str, Said); 14] = {
    use Event::{Accepted, Returned, Revoked, Withdrawn};
    [
        // What stands is corrected by a decision only, and then ends.
        (&[(50, &[Accepted])], 90, NO, Err("cần quyết định")),
        (&[(50, &[Accepted])], 90, BY, Ok((&[90], 1))),
        // The same is no second row, and no event.
        (&[(50, &[Accepted])], 50, NO, Ok((&[50], 0))),
        (&[(50, &[Accepted])], 50, BY, Ok((&[50], 0))),
        // What was revoked or returned comes back by no file.
        (&[(50, &[Accepted, Revoked])], 50, NO, Err("đã bị hủy")),
        (&[(50, &[Accepted, Revoked])], 50, BY, Err("đã bị hủy")),
        (&[(50, &[Returned])], 50, BY, Err("đã bị trả lại")),
        (&[(50, &[Accepted, Revoked])], 60, NO, Err("cần quyết định")),
        (&[(50, &[Accepted, Revoked])], 60, BY, Ok((&[60], 1))),
        (&[(50, &[Returned])], 60, NO, Err("cần quyết định")),
        (
            &[(50, &[Accepted, Revoked]), (70, &[Accepted])],
            50,
            BY,
            Err("đã bị hủy"),
        ),
        (
            &[(50, &[Returned]), (50, &[Accepted])],
            50,
            NO,
            Ok((&[50], 0)),
        ),
        // Of a day without a value anybody decided on it is the first.
        (&[(50, &[Withdrawn])], 60, NO, Ok((&[60], 1))),
        (&[(50, &[])], 60, NO, Ok((&[60], 1))),
    ]
};

#[tokio::test]
async fn rule_4_a_file_corrects_what_stands_by_a_decision_whoever_entered_it() {
    for (entered, numerator, by, said) in DAYS {
        let (_dir, db) = begun().await;
        for (place, (numerator, events)) in entered.iter().enumerate() {
            by_form(&db, &format!("form-{place}"), *numerator, events).await;
        }
        let case = format!("{entered:?} {numerator} {by}");
        let written = MeasurementRow::between(&db, 0, ALWAYS).await.unwrap().len();
        let text = row(numerator, "Thanh tra", by);
        let plan = with_file(&db, "measurements.csv", text.clone()).await;
        let (counts, rows) = match said {
            Err(words) => {
                assert!(errors(&plan).contains(words), "{case}: {}", errors(&plan));
                assert!(errors(&plan).contains("dòng 4"), "{}", errors(&plan));
                continue;
            }
            Ok(said) => said,
        };
        assert_eq!(errors(&plan), "", "{case}");
        assert_eq!(plan.nothing(), rows == 0, "{case} {plan}");
        let note = "1 dòng ghi nguồn khác cho số đo đã có";
        assert_eq!(plan.to_string().contains(note), rows == 0, "{plan}");
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        assert_eq!(counted(&db).await, counts, "{case}");
        let now = MeasurementRow::between(&db, 0, ALWAYS).await.unwrap().len();
        assert_eq!(now - written, rows, "{case}");
        assert!(with_file(&db, "measurements.csv", text).await.nothing());
    }
}

/// After a value was revoked none revives: neither what it superseded nor what a file brought.
#[tokio::test]
async fn after_a_revocation_no_value_of_the_day_revives() {
    let (_dir, db) = begun().await;
    let plan = with_file(&db, "measurements.csv", row(20, "x", NO)).await;
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    by_form(&db, "form", 90, &[Event::Accepted]).await;
    let of_file = "import-Z1-2026-04-01-1";
    let mut tx = db.begin().await.unwrap();
    for id in [of_file, "form"] {
        let row = MeasurementEventRow {
            submission: format!("{id}-over"),
            measurement: id.to_owned(),
            event: Event::Revoked.code().into(),
            person: Some("another".into()),
            reason: "Số liệu đếm trùng".into(),
            seq: tx.next_seq().await.unwrap(),
            recorded_at: noon(TODAY),
        };
        MeasurementEventRow::append(&mut tx, &[row]).await.unwrap();
    }
    tx.commit().await.unwrap();
    for (numerator, source) in [(20, "x"), (20, "Thanh tra"), (90, "x")] {
        let plan = with_file(&db, "measurements.csv", row(numerator, source, NO)).await;
        let told = errors(&plan);
        assert!(told.contains("đã bị hủy nghiệm thu"), "{told}");
        assert_eq!(plan.rows.measurement_events.len(), 1, "the row's own only");
    }
    assert!(counted(&db).await.is_empty());
    let events = MeasurementEventRow::between(&db, 0, ALWAYS).await.unwrap();
    let last = events.iter().rfind(|it| it.measurement == of_file).unwrap();
    assert_eq!(last.reason, "Số liệu đếm trùng");
}

/// "05 nguồn" counts as a part of five; what is no number of sources is refused where it is
/// entered, and what could not be counted up to where it is promised.
#[tokio::test]
async fn things_counted_come_in_as_numbers() {
    let (_dir, db) = empty().await;
    let files = |target: &str, unit: &str, value: &str| {
        let head = "code,name,scope,unit_of_measure,direction,target,deadline,criterion,counts,provisional,source\n";
        let row =
            format!("KQ01,Nguồn dữ liệu,25807/QG09,{unit},up,{target},2027-06-30,,things,no,x\n");
        let mut files = with("indicators.csv", format!("{head}{row}"));
        let head = "indicator,date,numerator,denominator,value,source\n";
        files.set(
            "measurements.csv",
            format!("{head}KQ01,2026-03-05,{value},x\n"),
        );
        files
    };
    for (target, unit, value, says) in [
        ("5", "nguồn", ",,3", ""),
        ("5", "nguồn", "3,5,", "cột value: chỉ tiêu này đếm từng cái"),
        (
            "5",
            "nguồn",
            ",,\"2,5\"",
            "cột value: chỉ tiêu này đếm từng cái",
        ),
        ("5", "nguồn", ",,-1", "cột value: chỉ tiêu này đếm từng cái"),
        ("\"2,5\"", "nguồn", ",,2", "cột target: số đếm từng cái"),
        ("0", "nguồn", ",,2", "cột target: số đếm từng cái"),
        ("50", "%", ",,2", "cột target: số đếm từng cái"),
    ] {
        let told = errors(&planned(&db, &files(target, unit, value)).await);
        let right = if says.is_empty() {
            told.is_empty()
        } else {
            told.contains(says)
        };
        assert!(right, "{target} {unit} {value}: {told}");
    }
    let plan = planned(&db, &files("5", "nguồn", ",,3")).await;
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    let live = Live::new(db.clone(), Clock::fixed(noon("2026-04-10")));
    let board = live.today().await.unwrap();
    let code = IndicatorCode::parse("KQ01").unwrap();
    let mut share = None;
    board.unreached(board.duty_measured_by(&code).unwrap(), |duty| {
        share = duty.indicator(&code).and_then(Outcome::rolled_up_share);
    });
    assert_eq!(share.map(Share::six).as_deref(), Some("0.600000"));
}
