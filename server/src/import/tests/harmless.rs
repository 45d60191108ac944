//! What differs only in form is the same.
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::{
    import::apply,
    ledger::{CampaignRow, IndicatorRow},
};

#[tokio::test]
async fn form_makes_no_difference() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    let plan = planned(&db, &small()).await;
    apply(&db, &plan, now).await.unwrap();
    let text = text_of("units.csv");
    let semicolons = text.replace(',', ";");
    for (what, other) in [
        ("byte-order mark", format!("\u{feff}{text}")),
        ("semicolons", semicolons),
        ("decomposed", text.nfd().collect()),
        ("line ends", text.replace('\n', "\r\n")),
        ("old line ends", text.replace('\n', "\r")),
        ("spaces", text.replace("Sở Y tế", " Sở\u{a0}Y  tế ")),
        ("header", text.replace("former_area", " Former  AREA ")),
        (
            "empty rows",
            format!("\n{}\n,,,,,,,,,\n\n", text.replace('\n', "\n\n")),
        ),
        ("quotes", text.replace("Sở Y tế", "\"Sở Y tế\"")),
        ("tabs", text.replace(',', "\t")),
        ("sep=;", format!("sep=;\n{}", text.replace(',', ";"))),
        ("sep=,", format!("\u{feff}SEP=,\r\n{text}")),
        ("title", format!("DANH SÁCH ĐƠN VỊ,,,,,,,,,\n{text}")),
        (
            "titles",
            format!("\nỦy ban nhân dân, đợt 1\nDANH SÁCH;;\n\n{text}"),
        ),
    ] {
        let plan = planned(&db, &with("units.csv", other)).await;
        assert!(plan.sound() && plan.nothing(), "{what}: {plan}");
    }
}

#[tokio::test]
async fn an_unknown_column_is_a_note_and_its_cells_are_not_read() {
    let (_dir, db) = empty().await;
    let text = "code,short_name,name,source,Ghi chú\nVNPT,,Tập đoàn VNPT,x,=1+1\n";
    let plan = planned(&db, &with("partners.csv", text)).await;
    let note = &plan.report.notes[0];
    assert_eq!(
        (note.line, note.column.as_deref()),
        (Some(1), Some("ghi_chú"))
    );
    assert!(!errors(&plan).contains("công thức"));
}

/// A campaign begins with what there is of it.
#[tokio::test]
async fn a_header_alone_is_enough() {
    let (_dir, db) = empty().await;
    for (file, text) in SMALL.iter().filter(|(file, _)| *file != "campaign.csv") {
        let head = text.lines().next().unwrap();
        let mut files = small();
        files.set(file, format!("{head}\n"));
        let told = errors(&planned(&db, &files).await);
        // Others may miss what it says; of the file itself nothing is wrong.
        assert!(!told.contains(&format!("{file}:")), "{told}");
    }
    let mut files = small();
    for (file, text) in SMALL.iter().filter(|(file, _)| *file != "campaign.csv") {
        files.set(file, format!("{}\n", text.lines().next().unwrap()));
    }
    let plan = planned(&db, &files).await;
    assert!(plan.sound() && !plan.nothing(), "{plan}");
}

#[tokio::test]
async fn lines_are_those_a_person_sees() {
    let (_dir, db) = empty().await;
    let text = "\u{feff}\r\ncode,short_name,name,source\r\nVNPT,,\"Tập đoàn\r\nVNPT\",x\r\n\r\nFPT,,,x\r\n";
    let plan = planned(&db, &with("partners.csv", text)).await;
    assert!(
        errors(&plan).starts_with("partners.csv, dòng 6, cột name"),
        "{}",
        errors(&plan)
    );
}

/// An empty cell of a word that has a default means the default.
#[tokio::test]
async fn an_empty_word_is_its_default() {
    let (_dir, db) = empty().await;
    let mut files = small();
    for (file, from, columns) in [
        (
            "campaign.csv",
            "provisional,source\n",
            ["headline", "place"],
        ),
        (
            "indicators.csv",
            "criterion,provisional,source\n",
            ["counts", "baseline_day"],
        ),
    ] {
        let columns = format!(",{}\n", columns.join(","));
        let text = text_of(file).replace('\n', ",,\n");
        let head = from.replace('\n', ",,\n");
        files.set(file, text.replacen(&head, &from.replace('\n', &columns), 1));
    }
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    let campaign = CampaignRow::between(&db, 0, i64::MAX).await.unwrap();
    assert_eq!(
        (&campaign[0].headline, &*campaign[0].place),
        (&None, "thành phố")
    );
    let indicators = IndicatorRow::between(&db, 0, i64::MAX).await.unwrap();
    assert!(indicators.iter().all(|row| row.counts.is_none()));
    assert!(planned(&db, &small()).await.nothing());
}
