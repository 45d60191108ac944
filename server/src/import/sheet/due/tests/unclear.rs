//! What says a deadline otherwise than by one day, or not at all.
use super::*;

/// What nobody can read is no deadline that is not said: the words are kept, or there is none.
#[test]
fn a_cell_without_a_word_is_asked() {
    for cell in ["***", "☐", "…", "?", "(...)"] {
        let both = ["words", "-"].map(str::to_owned).to_vec();
        assert_eq!(choices(cell, long()), (SheetAbout::NoDay, both), "{cell}");
        let Said::Asked(asked) = read(cell, long()) else {
            panic!("{cell}")
        };
        let SheetMeans::Due(SheetDue::Words(kept)) = &asked.choices[0] else {
            panic!("{cell}")
        };
        // The import takes them for words.
        assert!(kept.ends_with(cell) && !looks_like_a_day(kept), "{kept}");
    }
}

#[test]
fn figures_of_other_keyboards_are_read() {
    for (cell, read_as) in [
        ("３０/６/２０２７", "2027-06-30"),
        ("３０／６／２０２７", "2027-06-30"),
        ("٣٠/٦/٢٠٢٧", "2027-06-30"),
        ("Quý Ⅱ/２０２７", "2027-06-30"),
    ] {
        assert_eq!(read(cell, long()), Said::One(day(read_as)), "{cell}");
    }
}

#[test]
fn a_day_that_is_left_to_be_filled_in_is_asked() {
    for (cell, days) in [
        ("ngày…tháng…năm 2027", vec!["2027-12-31", "-"]),
        ("ngày ... tháng ... năm 2027", vec!["2027-12-31", "-"]),
        ("ngày ___ tháng 6 năm 2027", vec!["2027-06-30", "-"]),
        ("ngày tháng 6 năm 2027", vec!["2027-06-30", "-"]),
        ("…/6/2027", vec!["2027-06-30", "-"]),
        ("/ /2027", vec!["2027-12-31", "-"]),
        ("quý năm 2027", vec!["2027-12-31", "-"]),
        ("quý…/2027", vec!["-"]),
    ] {
        let days = days.into_iter().map(str::to_owned).collect();
        assert_eq!(choices(cell, long()), (SheetAbout::NoDay, days), "{cell}");
    }
    for (cell, days) in [
        ("½ năm 2027", vec!["2027-06-30", "2027-12-31", "-"]),
        ("nửa năm 2027", vec!["2027-06-30", "2027-12-31", "-"]),
        ("nửa tháng 6/2027", vec!["2027-06-15", "2027-06-30", "-"]),
    ] {
        let days = days.into_iter().map(str::to_owned).collect();
        assert_eq!(choices(cell, long()), (SheetAbout::Among, days), "{cell}");
    }
}

#[test]
fn a_day_that_may_not_be_the_last_is_no_deadline() {
    for cell in [
        "sớm nhất 30/6/2027",
        "Sớm nhất là ngày 30/6/2027",
        "không sớm hơn 30/6/2027",
        "không trước ngày 30/6/2027",
        "30/6/2027 bắt đầu",
        "Bắt đầu thực hiện 30/6/2027",
        "quá 30/6/2027",
    ] {
        let (about, days) = choices(cell, long());
        assert_eq!(about, SheetAbout::Begins, "{cell}");
        assert_eq!(&days[..2], ["-", "2027-06-30"], "{cell}");
    }
    for cell in ["không quá 30/6/2027", "Chậm nhất không quá ngày 30/6/2027"] {
        assert_eq!(read(cell, long()), Said::One(day("2027-06-30")), "{cell}");
    }
}

/// A cap is never a part of an event's name, and never lost.
#[test]
fn a_term_with_a_last_day_is_asked() {
    let event = "Tỉnh ủy ban hành quy định";
    for (cell, days) in [
        (
            "30 ngày làm việc sau khi Tỉnh ủy ban hành quy định nhưng không muộn hơn 30/6/2027",
            vec!["30 working", "2027-06-30", "words"],
        ),
        (
            "30 ngày sau khi Tỉnh ủy ban hành quy định (chậm nhất quý II/2027)",
            vec!["30 calendar", "2027-06-30", "words"],
        ),
        (
            "30 ngày sau khi Tỉnh ủy ban hành quy định và trước 30/6/2027",
            vec!["30 calendar", "2027-06-30", "2027-06-29", "words"],
        ),
        (
            "Chậm nhất 30/6/2027, 30 ngày sau khi Tỉnh ủy ban hành quy định",
            vec!["30 calendar", "2027-06-30", "words"],
        ),
        (
            "Sau khi Tỉnh ủy ban hành quy định 30 ngày, muộn nhất 30/6/2027",
            vec!["30 calendar", "2027-06-30", "words"],
        ),
        (
            "30 ngày sau khi Tỉnh ủy ban hành quy định, không quá kỳ họp cuối năm",
            vec!["30 calendar", "words"],
        ),
    ] {
        let days = days.into_iter().map(str::to_owned).collect();
        assert_eq!(choices(cell, long()), (SheetAbout::Cap, days), "{cell}");
        let Said::Asked(asked) = read(cell, long()) else {
            panic!("{cell}")
        };
        let SheetMeans::Due(SheetDue::After { event: own, .. }) = &asked.choices[0] else {
            panic!("{cell}")
        };
        assert_eq!(own, event, "{cell}");
    }
    // What is said at the latest of a term is the term.
    let due = SheetDue::After {
        days: 30,
        count: DayCount::Calendar,
        event: event.to_owned(),
    };
    let cell = format!("Sau khi {event}, chậm nhất 30 ngày");
    assert_eq!(read(&cell, long()), Said::One(due));
    // From a day likewise.
    let (about, days) = choices(
        "30 ngày kể từ ngày 01/01/2027, chậm nhất 15/01/2027",
        long(),
    );
    assert_eq!(about, SheetAbout::Cap);
    assert_eq!(&days[..2], ["2027-02-01", "2027-01-15"]);
    // Words of an event that name no day are its own.
    let own = "Quốc hội họp trước Hội nghị";
    let due = SheetDue::After {
        days: 30,
        count: DayCount::Calendar,
        event: own.to_owned(),
    };
    let cell = format!("30 ngày sau khi {own}");
    assert_eq!(read(&cell, long()), Said::One(due));
}

#[test]
fn what_names_no_one_day_is_asked_with_the_days_it_may_be() {
    for (cell, about, days) in [
        (
            "Đầu quý III/2027",
            SheetAbout::Loose,
            vec!["2027-07-15", "2027-07-31"],
        ),
        (
            "đầu năm 2027",
            SheetAbout::Loose,
            vec!["2027-01-31", "2027-03-31"],
        ),
        ("giữa tháng 6/2027", SheetAbout::Loose, vec!["2027-06-15"]),
        (
            "đầu tháng 7/2027",
            SheetAbout::Loose,
            vec!["2027-07-01", "2027-07-05", "2027-07-10"],
        ),
        (
            "Tuần 2 tháng 6/2027",
            SheetAbout::Loose,
            vec!["2027-06-07", "2027-06-14", "2027-06-21", "2027-06-30"],
        ),
        (
            "trước năm 2028",
            SheetAbout::Loose,
            vec!["2027-12-31", "2028-12-31"],
        ),
        (
            "Trước 2028",
            SheetAbout::Loose,
            vec!["2027-12-31", "2028-12-31"],
        ),
        (
            "trước tháng 9/2027",
            SheetAbout::Loose,
            vec!["2027-08-31", "2027-09-30"],
        ),
        (
            "Trước quý III/2027",
            SheetAbout::Loose,
            vec!["2027-06-30", "2027-09-30"],
        ),
        (
            "trước ngày 30/9",
            SheetAbout::Loose,
            vec!["2027-09-30", "2027-09-29", "2028-09-30", "2028-09-29"],
        ),
        (
            "trước cuối tháng 9/2027",
            SheetAbout::Before,
            vec!["TheDay", "DayBefore"],
        ),
        (
            "sau ngày 30/6/2027",
            SheetAbout::Begins,
            vec!["-", "2027-06-30"],
        ),
        (
            "kể từ ngày 01/01/2027",
            SheetAbout::Begins,
            vec!["-", "2027-01-01", "words"],
        ),
        (
            "Từ quý III/2027",
            SheetAbout::Begins,
            vec!["-", "2027-09-30"],
        ),
        (
            "Sau tháng 6/2027",
            SheetAbout::Begins,
            vec!["-", "2027-06-30"],
        ),
        (
            "Giai đoạn 2026 - 2028",
            SheetAbout::Loose,
            vec!["2028-12-31", "2026-12-31", "words"],
        ),
        (
            "Quý III-IV/2027",
            SheetAbout::Loose,
            vec!["2027-12-31", "2027-09-30"],
        ),
    ] {
        let days = days.into_iter().map(str::to_owned).collect();
        assert_eq!(choices(cell, long()), (about, days), "{cell}");
    }
}

#[test]
fn a_day_among_words_that_say_something_else_is_asked() {
    for (cell, days) in [
        (
            "5 ngày trước ngày 30/6/2027 theo mẫu 2",
            vec!["2027-06-25", "2027-06-30", "2027-06-29", "words", "-"],
        ),
        (
            "9 tháng năm 2027",
            vec!["2027-09-30", "2027-05-09", "2027-12-31", "-"],
        ),
        (
            "trong 6 tháng năm 2027",
            vec!["2027-06-30", "2027-05-06", "2027-12-31", "-"],
        ),
        ("Tháng năm 2027", vec!["2027-05-31", "2027-12-31", "-"]),
        ("Tháng sáu năm 2027", vec!["2027-06-30", "2027-12-31", "-"]),
        ("Quý ba năm 2027", vec!["2027-09-30", "2027-12-31", "-"]),
        (
            "theo Kế hoạch số 98/KH-UBND ngày 20/11/2026",
            vec!["words", "-", "2026-11-20"],
        ),
        (
            "Theo Quyết định ngày 20/11/2026, hoàn thành 30/6/2027",
            vec!["2027-06-30", "words", "-", "2026-11-20"],
        ),
        (
            "00 giờ ngày 01/7/2027",
            vec!["2027-06-30", "2027-07-01", "words", "-"],
        ),
        ("17h00 ngày 01/7/2027", vec!["2027-07-01", "-"]),
    ] {
        let days = days.into_iter().map(str::to_owned).collect();
        assert_eq!(choices(cell, long()), (SheetAbout::Among, days), "{cell}");
    }
    // A time of day, as a workbook keeps it.
    let none = vec!["-".to_owned()];
    assert_eq!(choices("1899-12-30", long()), (SheetAbout::NoDay, none));
}

#[test]
fn a_term_of_parts_is_counted() {
    for (cell, days) in [
        (
            "1.5 tháng sau khi Bộ ban hành",
            vec!["45 calendar", "words"],
        ),
        (
            "1,5 tháng sau khi Bộ ban hành",
            vec!["45 calendar", "words"],
        ),
        (
            "1 tháng rưỡi sau khi Bộ ban hành",
            vec!["45 calendar", "words"],
        ),
        (
            "nửa tháng sau khi Bộ ban hành",
            vec!["15 calendar", "words"],
        ),
        (
            "1/2 tháng sau khi Bộ ban hành",
            vec!["15 calendar", "words"],
        ),
        (
            "1,5 tuần sau khi Bộ ban hành",
            vec!["10 calendar", "11 calendar", "words"],
        ),
        ("02 năm sau khi Bộ ban hành", vec!["730 calendar", "words"]),
        ("24 giờ sau khi Bộ ban hành", vec!["1 calendar", "words"]),
        (
            "30-45 ngày sau khi Bộ ban hành",
            vec!["30 calendar", "45 calendar", "words"],
        ),
        (
            "02 tuần làm việc sau khi Bộ ban hành",
            vec!["10 working", "14 calendar", "words"],
        ),
    ] {
        let days = days.into_iter().map(str::to_owned).collect();
        assert_eq!(choices(cell, long()), (SheetAbout::Term, days), "{cell}");
    }
}

/// When a report begins or ends is no day of its first period, and is not dropped.
#[test]
fn a_rhythm_with_a_beginning_or_an_end_is_asked() {
    for cell in [
        "Ngày 25 hằng tháng, đến hết 30/6/2027",
        "Ngày 25 hằng tháng, kết thúc 30/6/2027",
        "Ngày 25 hằng tháng, từ 01/01/2027 đến 30/6/2027",
        "Hằng tháng đến hết 31/12/2027",
        "Báo cáo hằng tuần vào thứ Sáu, hoàn thành trước 30/6/2027",
        "Ngày 25 hằng tháng (bắt đầu từ 25/3/2027)",
        "Từ tháng 3/2027, ngày 25 hằng tháng",
        "Ngày 25 hằng tháng kể từ ngày 01/3/2027",
        "Ngày 25 hằng tháng đến tháng 6/2027",
        "Ngày 25 hằng tháng cho đến khi hoàn thành",
        "Ngày 25 hằng tháng, không báo cáo tháng 2/2027",
        "Thứ Sáu hằng tuần (trừ tuần lễ Tết)",
    ] {
        let Said::Asked(asked) = read(cell, span()) else {
            panic!("{cell}: read without a question");
        };
        assert_eq!(asked.about, SheetAbout::NoRhythm, "{cell}");
        let begins = |it: &SheetMeans| matches!(it, SheetMeans::Due(SheetDue::Rhythm(it)) if it.first.is_some());
        assert!(!asked.choices.iter().any(begins), "{cell}");
    }
}
