//! What recurs otherwise than on one day of its period.
use super::*;

fn said(all: &[&str]) -> Vec<String> {
    all.iter().map(|it| (*it).to_owned()).collect()
}

/// A number of weeks or weekdays is no day of a month.
#[test]
fn weeks_and_weekdays_of_a_month_are_asked() {
    for (cell, offered) in [
        (
            "Thứ 6 tuần thứ 2 hằng tháng",
            ["month 14", "week 5", "words"],
        ),
        (
            "Thứ Hai đầu tiên hằng tháng",
            ["month 7", "week 1", "words"],
        ),
        ("Tuần đầu tiên hằng tháng", ["month 7", "week 5", "words"]),
        (
            "Ngày làm việc cuối cùng hằng tháng",
            ["month 31", "week 5", "words"],
        ),
        (
            "05 ngày làm việc đầu tháng, hằng tháng",
            ["month 7", "week 5", "words"],
        ),
        ("Thứ 6 cuối tháng", ["month 31", "week 5", "words"]),
    ] {
        let asked = choices(cell, span());
        assert_eq!(asked, (SheetAbout::NoRhythm, said(&offered)), "{cell}");
        let Said::Asked(asked) = read(cell, span()) else {
            panic!("{cell}")
        };
        assert_eq!(asked.other, Some(SheetOther::Day), "{cell}");
    }
}

#[test]
fn words_that_differ_are_asked_apart_and_equal_ones_together() {
    let asked = |cell: &str| match read(cell, span()) {
        Said::Asked(it) => it,
        Said::One(due) => panic!("{cell}: {due:?}"),
    };
    let quarterly = asked("Hằng quý");
    assert_eq!(quarterly.key, asked("hằng QUÝ").key);
    assert_eq!(quarterly.other, Some(SheetOther::Day));
    let behind = "Hằng quý, báo cáo sau khi hết quý";
    assert_ne!(quarterly.key, asked(behind).key);
    let after = said(&[
        "quarter 20 after",
        "quarter 25 after",
        "quarter 15 after",
        "words",
    ]);
    assert_eq!(choices(behind, span()), (SheetAbout::DueDay, after));
}

#[test]
fn so_many_weeks_or_months_are_a_rhythm_or_asked() {
    for (cell, every) in [
        ("03 tháng/lần", "quarter"),
        ("Ba tháng một lần", "quarter"),
        ("6 tháng một lần", "half"),
        ("Định kỳ 06 tháng", "half"),
        ("01 tháng/lần", "month"),
        ("12 tháng một lần", "year"),
    ] {
        let of = |day: &str| format!("{every} {day}");
        let mut all = ["20", "25", "15", "31"].map(of).to_vec();
        all.push("words".to_owned());
        assert_eq!(choices(cell, span()), (SheetAbout::DueDay, all), "{cell}");
    }
    for (cell, nearest) in [
        ("Hai tuần một lần", "week 5"),
        ("Định kỳ 15 ngày", "week 5"),
        ("Hằng ngày", "week 5"),
        ("02 tháng/lần", "month 20"),
    ] {
        let (about, all) = choices(cell, span());
        assert_eq!(about, SheetAbout::NoRhythm, "{cell}");
        assert_eq!(all[0], nearest, "{cell}");
        assert!(all.contains(&"words".to_owned()), "{cell}");
    }
}

#[test]
fn of_two_rhythms_in_a_cell_none_is_dropped() {
    for (cell, both) in [
        (
            "Ngày 14 hằng tháng, ngày 14 tháng cuối quý",
            ["month 14", "quarter 14"],
        ),
        (
            "Báo cáo quý trước ngày 15 tháng cuối quý, báo cáo năm trước 15/12",
            ["quarter 15", "year 15"],
        ),
    ] {
        let (about, all) = choices(cell, span());
        assert_eq!(about, SheetAbout::NoRhythm, "{cell}");
        for it in both {
            assert!(all.contains(&it.to_owned()), "{cell}: {all:?}");
        }
    }
}

#[test]
fn what_is_offered_is_what_may_be_meant() {
    let (_, all) = choices("Hằng quý, chậm nhất ngày 10 tháng sau", span());
    assert_eq!(all, said(&["quarter 10 after", "quarter 10", "words"]));
    // Hours are no days; the first of a day may be the end of the one before.
    let rhythm = SheetRhythm {
        every: Every::Month,
        due: 5,
        after: false,
        first: None,
    };
    let due = Said::One(SheetDue::Rhythm(rhythm));
    assert_eq!(read("Trước 10 giờ ngày 05 hằng tháng", span()), due);
    let (about, _) = choices("Trước 00 giờ ngày 05 hằng tháng", span());
    assert_eq!(about, SheetAbout::Before);
    let (about, all) = choices("Tuần 50/2026", span());
    assert_eq!(about, SheetAbout::Loose);
    assert_eq!(all[..2], said(&["2026-12-11", "2026-12-13"]));
}
