//! Weekdays beside days, and words that turn a day.
use super::*;

#[test]
fn a_weekday_of_a_stretch_is_computed() {
    for (cell, read_as) in [
        ("thứ Sáu cuối cùng của tháng 6/2027", "2027-06-25"),
        ("Thứ 6 cuối tháng 6/2027", "2027-06-25"),
        ("thứ Hai đầu tiên của tháng 6 năm 2027", "2027-06-07"),
        (
            "Hoàn thành vào thứ Sáu thứ hai của tháng 6/2027",
            "2027-06-11",
        ),
        ("thứ Tư thứ 3 của tháng 6/2027", "2027-06-16"),
        ("Thứ ba thứ tư của tháng 6/2027", "2027-06-22"),
        ("Chủ nhật cuối cùng của tháng 6/2027", "2027-06-27"),
        ("thứ Sáu cuối cùng của quý II/2027", "2027-06-25"),
        ("thứ Năm cuối cùng của năm 2027", "2027-12-30"),
        ("thứ Sáu tuần 50/2026", "2026-12-11"),
        ("Thứ Tư ngày 30/6/2027", "2027-06-30"),
    ] {
        assert_eq!(read(cell, long()), Said::One(day(read_as)), "{cell}");
    }
    let (about, both) = choices("trước thứ Sáu cuối cùng của tháng 6/2027", long());
    assert_eq!(about, SheetAbout::Before, "{both:?}");
    // It tells the year of a day that says none.
    assert_eq!(
        read("thứ Tư ngày 30/6", long()),
        Said::One(day("2027-06-30"))
    );
}

#[test]
fn a_weekday_that_contradicts_its_day_is_asked() {
    for (cell, days) in [
        (
            "thứ Hai 30/6/2027",
            vec!["2027-06-30", "2027-06-28", "2027-07-05", "-"],
        ),
        (
            "Trước Chủ nhật, 30/6/2027",
            vec!["2027-06-30", "2027-06-29", "2027-06-27", "2027-07-04"],
        ),
        (
            "thứ Sáu, tháng 6/2027",
            vec![
                "2027-06-04",
                "2027-06-11",
                "2027-06-18",
                "2027-06-25",
                "2027-06-30",
            ],
        ),
        ("thứ Sáu thứ năm của tháng 6/2027", vec!["words", "-"]),
    ] {
        let (_, all) = choices(cell, long());
        let days: Vec<String> = days.into_iter().map(str::to_owned).collect();
        assert_eq!(all.get(..days.len()), Some(&days[..]), "{cell}: {all:?}");
    }
    // A word that sounds like one, or counts something else.
    for cell in ["Nghiệm thu 30/6/2027", "lần thứ hai 30/6/2027"] {
        let due = Said::One(day("2027-06-30"));
        assert_eq!(read(cell, long()), due, "{cell}");
    }
}

#[test]
fn words_that_turn_a_day_are_asked() {
    for cell in [
        "Không phải 30/6/2027",
        "Hoãn 30/6/2027",
        "Hoãn đến 30/6/2027",
        "Hoãn đến hết quý II/2027",
        "không hoàn thành 30/6/2027",
        "Chưa chốt 30/6/2027",
    ] {
        let (about, all) = choices(cell, long());
        assert_eq!(about, SheetAbout::Among, "{cell}");
        assert_eq!(all[0], "2027-06-30", "{cell}");
        assert!(all.contains(&"-".to_owned()), "{cell}");
    }
    for cell in [
        "Không quá 30/6/2027",
        "không muộn hơn ngày 30/6/2027",
        "không sau ngày 30/6/2027",
        "Hoàn thành 30/6/2027",
    ] {
        assert_eq!(read(cell, long()), Said::One(day("2027-06-30")), "{cell}");
    }
}

/// How long is said, and of nothing when.
#[test]
fn a_length_of_nothing_is_asked() {
    for cell in [
        "999 tháng trước",
        "30 ngày sau",
        "30 ngày sau khi",
        "30 ngày sau khi [có]",
        "Trong 15 ngày làm việc kể từ ngày …",
        "Trong vòng 6 tháng",
        "Sau khi có",
    ] {
        let (about, all) = choices(cell, long());
        assert_eq!(about, SheetAbout::NoDay, "{cell}");
        assert_eq!(all.last().map(String::as_str), Some("-"), "{cell}");
    }
}
