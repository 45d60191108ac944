use app::{
    domain::{Calendar, DayCount, DayKind, Every, parse_day},
    views::SheetRhythm,
};

use super::*;

mod recurring;
mod unclear;
mod weekdays;

/// 2 September is a holiday, and of 2027 the lunar new year from Thursday, 4 February.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let mut calendar = Calendar::default();
    for day in ["2026-09-02", "2027-09-02"] {
        calendar.set(parse_day(day).unwrap(), DayKind::Holiday);
    }
    for day in 4..=10 {
        let day = Day::from_ymd_opt(2027, 2, day).unwrap();
        calendar.set(day, DayKind::Holiday);
    }
    calendar
});

fn span() -> Span<'static> {
    let day = |text| parse_day(text).unwrap();
    Span {
        start: day("2026-01-14"),
        end: day("2026-12-31"),
        calendar: &CALENDAR,
    }
}

fn day(text: &str) -> SheetDue {
    SheetDue::Day(parse_day(text).unwrap())
}

#[test]
fn every_pattern_is_one() {
    let all = [
        back::ALL,
        cap::ALL,
        days::ALL,
        left::ALL,
        nth::ALL,
        term::ALL,
        tet::ALL,
        weekday::ALL,
    ];
    let all = all.iter().chain(&rhythm::PARTS);
    assert!(all.flat_map(|it| it.iter()).all(|it| it.is_some()));
}

#[test]
fn days_are_read_as_plans_write_them() {
    for (cell, read_as) in [
        ("30/9/2026", "2026-09-30"),
        ("2026-09-30", "2026-09-30"),
        ("30.09.2026", "2026-09-30"),
        ("Ngày 30 tháng 9 năm 2026", "2026-09-30"),
        ("Đến hết ngày 30/9/2026", "2026-09-30"),
        (
            "Hoàn thành chậm nhất 30/9/2026 và duy trì liên tục",
            "2026-09-30",
        ),
        ("Tháng 9/2026", "2026-09-30"),
        ("Trong tháng 02 năm 2028", "2028-02-29"),
        ("Quý III/2026", "2026-09-30"),
        ("Quý 4 năm 2026", "2026-12-31"),
        ("Quý II", "2026-06-30"),
        ("6 tháng đầu năm 2026", "2026-06-30"),
        ("Cuối quý II/2026", "2026-06-30"),
        ("Q3/2026", "2026-09-30"),
        ("Quý III.2026", "2026-09-30"),
        ("3 tháng đầu năm 2026", "2026-03-31"),
        ("Nửa cuối năm 2026", "2026-12-31"),
        ("6/2027", "2027-06-30"),
        ("06/2027.", "2027-06-30"),
        ("T6/2027", "2027-06-30"),
        ("Hoàn thành 6/2027", "2027-06-30"),
        ("2027", "2027-12-31"),
        ("Đến 2027", "2027-12-31"),
        ("Từ ngày 01/6/2026 đến ngày 30/6/2026", "2026-06-30"),
        ("Thứ tư ngày 30/9/2026", "2026-09-30"),
        ("Năm 2026", "2026-12-31"),
        ("Hết năm 2026", "2026-12-31"),
        ("ngày 15/8", "2026-08-15"),
        ("Tháng 11", "2026-11-30"),
    ] {
        assert_eq!(read(cell, span()), Said::One(day(read_as)), "{cell}");
    }
}

/// What the page shows as readable is read, or asked with days to choose from.
#[test]
fn the_deadlines_of_the_pages_example_are_read() {
    for [.., cell] in app::views::SHEET_EXAMPLES {
        let is_read = match read(cell, span()) {
            Said::One(due) => !matches!(due, SheetDue::None | SheetDue::Words(_)),
            _ => true,
        };
        assert!(is_read, "{cell}");
    }
}

#[test]
fn words_stay_words_and_nothing_is_nothing() {
    for cell in [
        "Thường xuyên",
        "Khi có nhiệm vụ chậm",
        "Theo tiến độ của Trung ương",
    ] {
        let words = Said::One(SheetDue::Words(cell.to_owned()));
        assert_eq!(read(cell, span()), words, "{cell}");
    }
    for cell in ["", "–", " - "] {
        assert_eq!(read(cell, span()), Said::One(SheetDue::None));
    }
}

#[test]
fn what_looks_like_a_day_and_is_none_is_asked() {
    for (cell, days) in [
        ("30/02/2027", vec!["2027-02-28"]),
        ("31/6/2026", vec!["2026-06-30"]),
        ("ngày 31 tháng 9 năm 2026", vec!["2026-09-30"]),
        ("30/02", vec!["2026-02-28"]),
        ("32/13/2026", vec![]),
        ("32/13/2026?", vec![]),
        ("ngày 15", vec![]),
        ("20 ngày", vec![]),
        // The day is of the quarter that is named, but of which month?
        ("Ngày 15 tháng cuối quý III/2026", vec!["2026-09-30"]),
    ] {
        let Said::Asked(asked) = read(cell, span()) else {
            panic!("{cell}")
        };
        assert_eq!(asked.about, SheetAbout::NoDay, "{cell}");
        assert_eq!(asked.other, Some(SheetOther::Day), "{cell}");
        let mut choices: Vec<SheetMeans> = days
            .into_iter()
            .map(|it| SheetMeans::Due(day(it)))
            .collect();
        choices.extend(words(cell));
        choices.push(SheetMeans::Due(SheetDue::None));
        assert_eq!(asked.choices, choices, "{cell}");
        // What is offered the import takes: no words that look like a day.
        assert!(
            words(cell).is_none_or(|_| !looks_like_a_day(cell)),
            "{cell}"
        );
    }
}

#[test]
fn a_term_runs_from_an_event() {
    for (cell, days, count, event) in [
        (
            "20 ngày sau khi Tỉnh ủy ban hành",
            20,
            DayCount::Calendar,
            "Tỉnh ủy ban hành",
        ),
        (
            "Trong 15 ngày làm việc kể từ ngày Bộ Công an có hướng dẫn.",
            15,
            DayCount::Working,
            "Bộ Công an có hướng dẫn",
        ),
        (
            "02 tuần sau khi nhận bàn giao",
            14,
            DayCount::Calendar,
            "nhận bàn giao",
        ),
        (
            "Sau khi Trung ương ban hành 30 ngày",
            30,
            DayCount::Calendar,
            "Trung ương ban hành",
        ),
    ] {
        let due = SheetDue::After {
            days,
            count,
            event: event.to_owned(),
        };
        assert_eq!(read(cell, span()), Said::One(due), "{cell}");
    }
}

#[test]
fn a_rhythm_is_read_with_its_day() {
    let due = |every, due, first: Option<&str>| {
        let first = first.and_then(parse_day);
        Said::One(SheetDue::Rhythm(SheetRhythm {
            every,
            due,
            after: false,
            first,
        }))
    };
    for (cell, said) in [
        ("Ngày 25 hằng tháng", due(Every::Month, 25, None)),
        (
            "Định kỳ hằng quý, ngày 15 cuối quý",
            due(Every::Quarter, 15, None),
        ),
        ("Hằng tháng, ngày 25", due(Every::Month, 25, None)),
        ("Chủ nhật hằng tuần", due(Every::Week, 7, None)),
        ("15/12 hằng năm", due(Every::Year, 15, Some("2026-12-15"))),
        ("Ngày 15 tháng cuối quý", due(Every::Quarter, 15, None)),
        ("Mùng 5 hằng tháng", due(Every::Month, 5, None)),
        ("Ngày cuối cùng hằng tháng", due(Every::Month, 31, None)),
        ("Thứ Sáu hàng tuần", due(Every::Week, 5, None)),
        (
            "Báo cáo đầu tiên ngày 25/7/2026; cập nhật hằng tháng",
            due(Every::Month, 25, Some("2026-07-25")),
        ),
    ] {
        assert_eq!(read(cell, span()), said, "{cell}");
    }
}

#[test]
fn what_has_two_readings_is_asked() {
    let asked = |cell: &str, span| match read(cell, span) {
        Said::Asked(it) => (it.about, it.choices.len()),
        Said::One(due) => panic!("{cell}: {due:?}"),
    };
    let long = Span {
        end: parse_day("2028-12-31").unwrap(),
        calendar: &CALENDAR,
        ..span()
    };
    assert_eq!(
        asked("Trước ngày 30/9/2026", span()),
        (SheetAbout::Before, 2)
    );
    assert_eq!(asked("Trước 30/9/2026", span()), (SheetAbout::Before, 2));
    assert_eq!(asked("Quý II", long), (SheetAbout::Year, 4));
    assert_eq!(
        asked("30/6/2026 và 30/9/2026", span()),
        (SheetAbout::WhichDay, 2)
    );
    assert_eq!(
        asked("03 tháng sau khi Chính phủ ban hành", span()),
        (SheetAbout::Term, 2)
    );
    assert_eq!(
        asked("Ngay sau khi Bộ có văn bản", span()),
        (SheetAbout::Term, 4)
    );
    assert_eq!(asked("Hằng tháng", span()), (SheetAbout::DueDay, 5));
    assert_eq!(asked("2 lần/năm", span()), (SheetAbout::DueDay, 5));
    assert_eq!(asked("Mỗi quý 01 lần", span()), (SheetAbout::DueDay, 5));
    let short = Span {
        start: parse_day("2026-09-01").unwrap(),
        end: parse_day("2027-06-30").unwrap(),
        calendar: &CALENDAR,
    };
    assert_eq!(asked("ngày 15/8", short), (SheetAbout::Year, 2));
}

/// A plan of several years.
fn long() -> Span<'static> {
    Span {
        start: parse_day("2026-11-01").unwrap(),
        end: parse_day("2028-12-31").unwrap(),
        calendar: &CALENDAR,
    }
}

/// What is asked of a cell, each choice in few letters.
fn choices(cell: &str, span: Span<'_>) -> (SheetAbout, Vec<String>) {
    let Said::Asked(asked) = read(cell, span) else {
        panic!("{cell}: {:?}", read(cell, span))
    };
    let said = asked.choices.iter().map(|it| match it {
        SheetMeans::Due(SheetDue::Day(day)) => day.to_string(),
        SheetMeans::Due(SheetDue::None) => "-".to_owned(),
        SheetMeans::Due(SheetDue::Words(_)) => "words".to_owned(),
        SheetMeans::Due(SheetDue::Rhythm(it)) => {
            let after = if it.after { " after" } else { "" };
            format!("{} {}{after}", it.every.code(), it.due)
        }
        SheetMeans::Due(SheetDue::After { days, count, .. }) => {
            format!("{days} {}", count.code())
        }
        other => format!("{other:?}"),
    });
    (asked.about, said.collect())
}

#[test]
fn days_that_are_counted_from_a_day_are_computed() {
    for (cell, read_as) in [
        ("5 ngày làm việc trước ngày 30/6/2026", "2026-06-23"),
        ("5 ngày (làm việc) trước ngày 30/6/2027", "2027-06-23"),
        ("trước ngày 30/6/2026 10 ngày", "2026-06-20"),
        (
            "Hoàn thành trước 30/6/2026 ít nhất 02 ngày làm việc",
            "2026-06-26",
        ),
        ("Chậm nhất 10 ngày trước ngày 30/6/2026", "2026-06-20"),
        ("ba ngày trước 30/6/2027", "2027-06-27"),
        ("2 tuần trước ngày 30/6/2026", "2026-06-16"),
        ("01 tháng trước ngày 30/6/2026", "2026-05-30"),
        // Over a holiday.
        ("2 ngày làm việc trước ngày 03/9/2026", "2026-08-31"),
        // From a day, as from an event: a day off gives way to the next that is worked.
        ("30 ngày kể từ ngày 01/01/2027", "2027-02-01"),
        ("20 ngày làm việc kể từ ngày 15/6/2026", "2026-07-13"),
        ("5 ngày làm việc sau ngày 28/8/2026", "2026-09-07"),
    ] {
        assert_eq!(read(cell, long()), Said::One(day(read_as)), "{cell}");
    }
    // In each year that it may be of.
    let days = ["2027-06-25", "2028-06-25"].map(str::to_owned);
    let said = choices("5 ngày trước ngày 30/6", long());
    assert_eq!(said, (SheetAbout::Year, days.to_vec()));
}

#[test]
fn what_no_rhythm_has_is_asked() {
    for (cell, days) in [
        (
            "Thứ Hai, thứ Sáu hằng tuần",
            vec!["week 1", "week 5", "words"],
        ),
        ("thứ 2 và 6 hằng tuần", vec!["week 1", "week 5", "words"]),
        (
            "Ngày 10 và ngày 25 hằng tháng",
            vec!["month 25", "month 10", "words"],
        ),
        (
            "Ngày 10 tháng đầu quý sau",
            vec!["quarter 10 after", "words"],
        ),
        (
            "Trước ngày 10 tháng 1 năm sau",
            vec!["year 10 after", "words"],
        ),
        (
            "Tháng 6 hằng năm",
            vec!["2027-06-30", "2028-06-30", "words"],
        ),
        ("Quý II hằng năm", vec!["2027-06-30", "2028-06-30", "words"]),
        ("30/6 hằng năm", vec!["2027-06-30", "2028-06-30", "words"]),
        (
            "15/6 và 15/12 hằng năm",
            vec![
                "half 15",
                "2026-12-15",
                "2027-06-15",
                "2027-12-15",
                "2028-06-15",
                "2028-12-15",
                "words",
            ],
        ),
        (
            "Hàng tuần (thứ năm), hàng tháng",
            vec![
                "week 4", "month 20", "month 25", "month 15", "month 31", "words",
            ],
        ),
        (
            "2 lần/tháng",
            vec!["month 20", "month 25", "month 15", "month 31", "words"],
        ),
        (
            "6 tháng một lần, lần đầu 25/7/2027",
            vec!["2027-07-25", "words"],
        ),
    ] {
        let days = days.into_iter().map(str::to_owned).collect();
        assert_eq!(
            choices(cell, long()),
            (SheetAbout::NoRhythm, days),
            "{cell}"
        );
    }
    for cell in [
        "Trước ngày 25 hằng tháng",
        "Trước 25 hằng tháng",
        "Hằng tháng, trước ngày 25",
        "Trước thứ Sáu hằng tuần",
        "Báo cáo đầu tiên trước ngày 25/7/2027; cập nhật hằng tháng",
    ] {
        let both = ["TheDay", "DayBefore"].map(str::to_owned).to_vec();
        assert_eq!(choices(cell, long()), (SheetAbout::Before, both), "{cell}");
    }
    // Of what begins then nothing is due on that day of each month.
    let (about, _) = choices("Hằng tháng, từ tháng 7/2027", long());
    assert_eq!(about, SheetAbout::NoRhythm);
}

#[test]
fn a_day_of_a_quarter_may_be_of_its_last_month_or_the_one_behind_it() {
    for (cell, both) in [
        ("Ngày 10 hằng quý", vec!["quarter 10", "quarter 10 after"]),
        ("Hằng quý, ngày 20", vec!["quarter 20", "quarter 20 after"]),
        ("Ngày 25 hằng năm", vec!["year 25", "year 25 after"]),
        ("6 tháng một lần, ngày 5", vec!["half 5", "half 5 after"]),
        (
            "Trước ngày 10 hằng quý",
            vec![
                "quarter 10",
                "quarter 9",
                "quarter 10 after",
                "quarter 9 after",
            ],
        ),
    ] {
        let both = both.into_iter().map(str::to_owned).collect();
        assert_eq!(choices(cell, long()), (SheetAbout::Loose, both), "{cell}");
        let Said::Asked(asked) = read(cell, long()) else {
            panic!("{cell}")
        };
        assert!(asked.recurs().is_some(), "{cell}");
    }
    // Words that say which, and a day of each month, are not asked.
    for cell in [
        "Ngày 10 tháng cuối quý",
        "Hằng quý, ngày 10 tháng cuối quý",
        "Định kỳ hằng quý, ngày 20 cuối quý",
        "15/12 hằng năm",
        "Ngày cuối cùng hằng quý",
        "Ngày 5 hằng tháng",
        "Ngày 25 hằng tháng",
    ] {
        let said = read(cell, span());
        assert!(
            matches!(said, Said::One(SheetDue::Rhythm(_))),
            "{cell}: {said:?}"
        );
    }
}

#[test]
fn the_lunar_new_year_is_a_day_where_the_calendar_has_it() {
    for cell in [
        "Xong trước Tết Nguyên đán 2027",
        "Trước Tết Nguyên đán năm 2027",
        "Hoàn thành trước tết Đinh Mùi 2027",
        // The calendar has it of this year alone.
        "trước Tết",
        "trước khi nghỉ Tết Âm lịch",
    ] {
        assert_eq!(read(cell, long()), Said::One(day("2027-02-03")), "{cell}");
    }
    for (cell, days) in [
        ("Trước Tết Nguyên đán 2028", vec!["words", "-"]),
        ("Sau Tết Nguyên đán 2027", vec!["2027-02-11", "words", "-"]),
        ("sau Tết 2027", vec!["2027-02-11", "words", "-"]),
        ("chậm nhất sau Tết", vec!["2027-02-11", "words", "-"]),
        ("trước Tết Trung thu 2027", vec!["words", "-"]),
        (
            "Trước Tết Nguyên đán 2027 theo hướng dẫn",
            vec!["2027-02-03", "words", "-"],
        ),
        (
            "30/01/2027 (trước Tết)",
            vec!["2027-02-03", "2027-01-30", "words", "-"],
        ),
    ] {
        let days = days.into_iter().map(str::to_owned).collect();
        assert_eq!(choices(cell, long()), (SheetAbout::NoDay, days), "{cell}");
    }
}

#[test]
fn what_is_due_behind_its_period_is_a_rhythm() {
    for (cell, every) in [
        ("Hằng quý, ngày 10 tháng đầu quý sau", Every::Quarter),
        ("Hằng năm, ngày 10 tháng 1 năm sau", Every::Year),
        ("6 tháng một lần, ngày 10 của kỳ sau", Every::Half),
    ] {
        let rhythm = SheetRhythm {
            every,
            due: 10,
            after: true,
            first: None,
        };
        let due = Said::One(SheetDue::Rhythm(rhythm));
        assert_eq!(read(cell, long()), due, "{cell}");
    }
    // Words that are kept are none that look like a day.
    let Said::Asked(asked) = read("Ngày 10 tháng đầu quý sau", long()) else {
        panic!()
    };
    let kept = asked.choices.iter().find_map(|it| match it {
        SheetMeans::Due(SheetDue::Words(words)) => Some(words.as_str()),
        _ => None,
    });
    assert_eq!(kept, Some("Theo bảng: Ngày 10 tháng đầu quý sau"));
    assert!(!looks_like_a_day(kept.unwrap()));
}
