//! Indicators and their values: what was accepted by a value opens with it.
use app::domain::Event;

use super::*;
use crate::{
    import::apply,
    ledger::{MeasurementEventRow, MeasurementRow, MilestoneEventRow},
};

#[tokio::test]
async fn rule_5_a_value_stays_fresh_for_92_days_at_most() {
    let (_dir, db) = empty().await;
    for (days, sound) in [("92", true), ("93", false)] {
        let text = INDICATORS.replace(",60,", &format!(",{days},"));
        let told = errors(&with_file(&db, "indicators.csv", text).await);
        assert_eq!(told.is_empty(), sound, "{told}");
    }
}

/// Another value for a day: the old one stays with the reason, and the acceptance that rested
/// on it is revoked where no value reaches what was promised any more.
#[tokio::test]
async fn a_corrected_value_takes_the_acceptance_that_rested_on_it() {
    for (corrected, falls) in [("65", false), ("55", true)] {
        let (_dir, db) = begun().await;
        let measured = |value: &str, decided: &str| {
            let text = String::from_utf8(late().get("measurements.csv").unwrap().to_vec());
            let text = text.unwrap().replace('\n', ",,,\n");
            let head = text.replacen(",,,\n", ",decision,reason,approver\n", 1);
            format!("{head}Z1,2026-04-01,{value},100,,x,{decided}\n")
        };
        let plan = with_file(&db, "measurements.csv", measured("70", ",,")).await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        happens(&db, "Đạt 60%", Event::Submitted, "2026-04-02").await;
        happens(&db, "Đạt 60%", Event::Accepted, "2026-04-03").await;

        let plan = with_file(&db, "measurements.csv", measured(corrected, ",,")).await;
        assert!(
            errors(&plan).contains("cần quyết định"),
            "{}",
            errors(&plan)
        );
        let by = "12/QĐ-UBND,Đếm trùng,Bà Thử";
        let plan = with_file(&db, "measurements.csv", measured(corrected, by)).await;
        assert_eq!(errors(&plan), "");
        let told = plan
            .to_string()
            .contains("mức của mốc “Đạt 60%” đã nghiệm thu");
        assert_eq!(told, falls, "{plan}");
        apply(&db, &plan, noon(TODAY)).await.unwrap();

        assert_eq!(find(&db, "Đạt 60%").await.accepted(), !falls, "{corrected}");
        let events = MilestoneEventRow::between(&db, 0, ALWAYS).await.unwrap();
        let last = events.last().unwrap();
        if falls {
            assert_eq!(
                (&*last.event, &*last.body, &*last.decision, &*last.approver),
                ("revoked", "Đếm trùng", "12/QĐ-UBND", "Bà Thử")
            );
        } else {
            assert_eq!(last.event, "accepted");
        }
        let events = MeasurementEventRow::between(&db, 0, ALWAYS).await.unwrap();
        let revoked: Vec<_> = events.iter().filter(|it| it.event == "revoked").collect();
        assert_eq!(revoked.len(), 1);
        assert_eq!(
            revoked[0].reason,
            "Đếm trùng (quyết định 12/QĐ-UBND, Bà Thử duyệt)"
        );
        // The old value stays in the ledger beside the new one.
        let values = MeasurementRow::between(&db, 0, ALWAYS).await.unwrap();
        let values: Vec<_> = values.iter().filter(|it| it.day == "2026-04-01").collect();
        assert_eq!(values.len(), 2);
        assert_eq!(values[0].numerator, Some(70));
    }
}

/// A volume told first after an outcome was accepted is not a way around rule 7: of so many
/// records too few were counted, and who tells it decides about the acceptance too.
#[tokio::test]
async fn a_volume_that_a_value_no_longer_reaches_takes_the_acceptance_that_rested_on_it() {
    for (volume, falls) in [("110", false), ("200", true)] {
        let (_dir, db) = begun().await;
        let measured = text_of("measurements.csv");
        let plan = with_file(
            &db,
            "measurements.csv",
            format!("{measured}Z1,2026-04-01,70,100,,x\n"),
        )
        .await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        happens(&db, "Đạt 60%", Event::Submitted, "2026-04-02").await;
        happens(&db, "Đạt 60%", Event::Accepted, "2026-04-03").await;

        let told = |decided: &str| {
            let text = text_of("duties.csv").replace('\n', ",,,\n");
            let head = text.replacen(",,,\n", ",decision,reason,approver\n", 1);
            format!("{head}SYT,QG09,lead,{volume},,{decided}\n")
        };
        let plan = with_file(&db, "duties.csv", told(",,")).await;
        let refused = errors(&plan).contains("cột volume: sau khi nhập không còn số đo nào");
        assert_eq!(refused, falls, "{}", errors(&plan));
        let plan = with_file(&db, "duties.csv", told("13/QĐ-UBND,Đếm đủ,Bà Thử")).await;
        assert_eq!(errors(&plan), "");
        apply(&db, &plan, noon(TODAY)).await.unwrap();

        assert_eq!(find(&db, "Đạt 60%").await.accepted(), !falls, "{volume}");
        let events = MilestoneEventRow::between(&db, 0, ALWAYS).await.unwrap();
        let last = events.last().unwrap();
        let (event, decision) = match falls {
            true => ("revoked", "13/QĐ-UBND"),
            false => ("accepted", ""),
        };
        assert_eq!((&*last.event, &*last.decision), (event, decision));
    }
}

/// What was measured is of where it was measured: an indicator never moves, by no decision.
#[tokio::test]
async fn rule_4_an_indicator_stays_where_it_measures() {
    let (_dir, db) = begun().await;
    let text = changed("indicators.csv", "Z1", "SYT/QG09", "SYT/CN06", true);
    let told = errors(&with_file(&db, "indicators.csv", text).await);
    assert!(
        told.contains("một chỉ tiêu không chuyển sang nơi khác"),
        "{told}"
    );
}

/// An indicator that counts, points or stands otherwise takes with it what was accepted by it.
#[tokio::test]
async fn an_indicator_that_measures_otherwise_takes_the_acceptance_that_rested_on_it() {
    for (from, to, falls) in [
        (
            "Làm sạch,SYT/QG09,%,up,5,80,",
            "Làm sạch,SYT/QG09,%,up,5,90,",
            false,
        ),
        ("2026-03-20,60,,x", "2026-03-20,60,sach,x", true),
    ] {
        let (_dir, db) = begun().await;
        let measured = text_of("measurements.csv");
        let more = format!("{measured}Z1,2026-04-01,70,100,,x\n");
        let plan = with_file(&db, "measurements.csv", more).await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        happens(&db, "Đạt 60%", Event::Submitted, "2026-04-02").await;
        happens(&db, "Đạt 60%", Event::Accepted, "2026-04-03").await;

        let text = changed("indicators.csv", "Z1", from, to, true);
        let plan = with_file(&db, "indicators.csv", text).await;
        assert_eq!(errors(&plan), "", "{to}");
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        assert_eq!(find(&db, "Đạt 60%").await.accepted(), !falls, "{to}");
    }
}

/// Records counted by form ask for percent as those of a file do, when the unit of measure changes.
#[tokio::test]
async fn what_was_counted_by_form_is_asked_about_when_its_unit_of_measure_changes() {
    for by_form in [false, true] {
        let (_dir, db) = empty().await;
        let mut files = late();
        files.set(
            "measurements.csv",
            "indicator,date,numerator,denominator,value,source\n",
        );
        let plan = planned(&db, &files).await;
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        if by_form {
            let mut tx = db.begin().await.unwrap();
            let row = MeasurementRow {
                id: "form".into(),
                indicator: "Z1".into(),
                day: "2026-03-19".into(),
                numerator: Some(50),
                denominator: Some(100),
                seq: tx.next_seq().await.unwrap(),
                recorded_at: noon(TODAY),
                ..MeasurementRow::default()
            };
            MeasurementRow::append(&mut tx, &[row]).await.unwrap();
            tx.commit().await.unwrap();
        }
        let decided = changed("indicators.csv", "Z1,", ",%,", ",hồ sơ,", true);
        files.set("indicators.csv", decided);
        let told = errors(&planned(&db, &files).await);
        assert_eq!(told.contains("unit_of_measure là %"), by_form, "{told}");
    }
}
