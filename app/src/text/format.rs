//! Numbers and days: 1.234,5 and 22/11/2026 in Vietnamese, 1,234.5 and 22 Nov 2026 in English,
//! where figures alone would be read in two orders.
use chrono::{Datelike, Weekday};
use chrono_tz::Tz;
use num_integer::Integer;
use num_traits::{CheckedMul, Zero};

use super::{Key, Lang, t, tf};
use crate::domain::{self, Day, Figures, Instant, Share, Value};

/// What a figure without a denominator prints.
pub const NONE: &str = "–";

/// A whole number with its groups of three: 1.486.
pub fn integer(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "−" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(if lang == Lang::Vi { '.' } else { ',' });
        }
        out.push(digit);
    }
    out
}

/// A whole number as it is read aloud: "9 nghìn 310", so that a zero too many is heard.
pub fn spoken(lang: Lang, number: i64) -> String {
    let scales = [
        (1_000_000_000, Some(Key::DigitsBillion)),
        (1_000_000, Some(Key::DigitsMillion)),
        (1_000, Some(Key::DigitsThousand)),
        (1, None),
    ];
    let mut rest = number;
    let mut words = Vec::new();
    for (scale, key) in scales {
        let part = rest / scale;
        rest %= scale;
        if part > 0 {
            let digits = integer(lang, part);
            words.push(key.map_or_else(|| digits.clone(), |key| tf(lang, key, &[&digits])));
        }
    }
    if words.is_empty() {
        return integer(lang, number);
    }
    words.join(" ")
}

/// How large a file is: 214 KB, 1,2 MB.
pub fn file_size(lang: Lang, bytes: u64) -> String {
    const MEGA: u64 = 1024 * 1024;
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    if bytes < MEGA {
        format!("{} KB", integer(lang, signed(bytes.div_ceil(1024))))
    } else {
        format!(
            "{} MB",
            tenths(lang, signed(bytes.saturating_mul(10) / MEGA))
        )
    }
}

/// A number given in tenths: 12345 prints 1.234,5.
pub fn tenths(lang: Lang, number: i64) -> String {
    let whole = integer(lang, number.abs() / 10);
    let comma = if lang == Lang::Vi { ',' } else { '.' };
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{whole}{comma}{}", number.abs() % 10)
}

/// 61,0%
pub fn percent(lang: Lang, share: Share) -> String {
    format!("{}%", tenths(lang, share.permille()))
}

/// 61,0%, or "–" without a denominator.
pub fn maybe_percent(lang: Lang, share: Option<Share>) -> String {
    share.map_or_else(|| NONE.to_owned(), |share| percent(lang, share))
}

/// 13,0 điểm
pub fn points(lang: Lang, number: i64) -> String {
    tf(lang, Key::Points, &[&tenths(lang, number)])
}

/// A part of a whole in points: 1,6 điểm. One decimal; more where the first says nothing.
pub fn value_points(lang: Lang, part: Value) -> String {
    let hundred = part.checked_mul(&Value::from_integer(100));
    let number = hundred.map_or_else(|| NONE.to_owned(), |part| significant(lang, part));
    tf(lang, Key::Points, &[&number])
}

/// A value with one decimal: an estimate.
pub fn one_decimal(lang: Lang, value: Value) -> String {
    rounded(lang, value, 1)
}

/// A share of a whole in points, as [`value_points`] has them.
pub fn share_points(lang: Lang, share: Share) -> String {
    let (part, of) = share.parts();
    value_points(lang, Value::new(part, of))
}

/// A value with one decimal, or as many more as its first figure that is not 0 needs, up
/// to four.
fn significant(lang: Lang, value: Value) -> String {
    let places = (1..4).find(|places| {
        let unit = Value::from_integer(10_i128.pow(*places));
        value
            .checked_mul(&unit)
            .is_none_or(|it| !it.round().is_zero())
    });
    let places = if value.is_zero() {
        1
    } else {
        places.unwrap_or(4)
    };
    rounded(lang, value, places)
}

/// A value with so many decimals, half away from zero.
pub(super) fn rounded(lang: Lang, value: Value, places: u32) -> String {
    let unit = Value::from_integer(10_i128.pow(places));
    let Some(scaled) = value.checked_mul(&unit) else {
        return NONE.to_owned();
    };
    decimal(lang, scaled.round().to_integer(), places)
}

/// A number of which so many figures are decimals.
fn decimal(lang: Lang, scaled: i128, places: u32) -> String {
    let sign = if scaled < 0 { "−" } else { "" };
    let (whole, part) = scaled.abs().div_rem(&10_i128.pow(places));
    let whole = i64::try_from(whole).map_or_else(|_| whole.to_string(), |n| integer(lang, n));
    let comma = if lang == Lang::Vi { ',' } else { '.' };
    format!(
        "{sign}{whole}{comma}{part:0width$}",
        width = places as usize
    )
}

/// +0,3, −13,0, 0,0: points under a head that says so.
pub fn signed_tenths(lang: Lang, number: i64) -> String {
    let sign = if number > 0 { "+" } else { "" };
    format!("{sign}{}", tenths(lang, number))
}

/// +0,3 điểm, −13,0 điểm, 0,0 điểm
pub fn signed_points(lang: Lang, number: i64) -> String {
    let sign = if number > 0 { "+" } else { "" };
    format!("{sign}{}", points(lang, number))
}

/// An exact value with one decimal, half away from zero, and its unit. 0 and 100 % only
/// when they are exact.
pub fn value(lang: Lang, value: Value, unit: &str) -> String {
    value_beside(lang, value, None, unit)
}

/// The same beside others, a path, a target: never printed equal to one that it is not.
pub fn value_beside(
    lang: Lang,
    value: Value,
    others: impl IntoIterator<Item = Value>,
    unit: &str,
) -> String {
    let others: Vec<Value> = others.into_iter().chain(always(unit)).collect();
    printed(lang, domain::told_beside(value, &others), unit)
}

/// The same beside a target. Where that was set in finer parts than tenths, so is this told.
pub fn value_beside_target(lang: Lang, value: Value, target: Option<Value>, unit: &str) -> String {
    value_beside_goal(lang, value, target, None, unit)
}

/// The same beside a target and others.
pub fn value_beside_goal(
    lang: Lang,
    value: Value,
    target: Option<Value>,
    others: impl IntoIterator<Item = Value>,
    unit: &str,
) -> String {
    let in_tenths = |target: &Value| {
        let tenths = target.checked_mul(&Value::from_integer(10));
        tenths.is_none_or(|tenths| tenths.is_integer())
    };
    let others = others.into_iter().chain(target);
    let Some(target) = target.filter(|target| !in_tenths(target)) else {
        return value_beside(lang, value, others, unit);
    };
    let others: Vec<Value> = others.chain(always(unit)).collect();
    printed(lang, domain::told_from(value, target, &others), unit)
}

/// What is printed only for what is exactly that.
fn always(unit: &str) -> impl Iterator<Item = Value> {
    let whole = unit.starts_with('%').then(|| Value::from_integer(100));
    [Value::zero()].into_iter().chain(whole)
}

fn printed(lang: Lang, told: Option<(i128, u32)>, unit: &str) -> String {
    let number = told.map_or_else(|| NONE.to_owned(), |(n, places)| decimal(lang, n, places));
    with_unit(number, unit)
}

fn with_unit(number: String, unit: &str) -> String {
    if unit.starts_with('%') {
        format!("{number}%")
    } else {
        format!("{number} {unit}")
    }
}

/// How far two values are apart, given in tenths: points of percentages, else
/// the unit itself.
pub fn distance(lang: Lang, number: i64, unit: &str) -> String {
    if unit.starts_with('%') {
        points(lang, number)
    } else {
        format!("{} {unit}", tenths(lang, number))
    }
}

/// A number with so many decimals, for print: paces.
pub fn decimals(lang: Lang, number: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", number.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole
        .parse()
        .map_or_else(|_| NONE.to_owned(), |n| integer(lang, n));
    let sign = if number < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        "−"
    } else {
        ""
    };
    let comma = match (part.is_empty(), lang) {
        (true, _) => "",
        (false, Lang::Vi) => ",",
        (false, Lang::En) => ".",
    };
    format!("{sign}{whole}{comma}{part}")
}

/// A pace with so many decimals, or as many more, up to six, as say that there is one.
pub fn pace(lang: Lang, pace: f64, places: usize) -> String {
    const FINEST: usize = 6;
    let says = |places: &usize| pace == 0.0 || pace.abs() * 10_f64.powi(*places as i32) >= 0.5;
    match (places..=FINEST).find(says) {
        Some(places) => decimals(lang, pace, places),
        None => format!("< {}", decimals(lang, 0.1_f64.powi(FINEST as i32), FINEST)),
    }
}

/// A value somebody set, with the decimals it was set with: 95%, 95,5%, 99,96%.
pub fn target(lang: Lang, set: Value, unit: &str) -> String {
    let whole = set
        .is_integer()
        .then(|| i64::try_from(set.to_integer()).ok())
        .flatten();
    match whole {
        Some(number) if unit.starts_with('%') => format!("{}%", integer(lang, number)),
        Some(number) => format!("{} {unit}", integer(lang, number)),
        None => printed(lang, domain::told_from(set, set, &[set]), unit),
    }
}

/// 22/11/2026, 22 Nov 2026
pub fn day(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Vi => day_as_typed(day),
        Lang::En => day.format("%-d %b %Y").to_string(),
    }
}

/// 22/11/2026: a day as it is typed into a form, in any language.
pub fn day_as_typed(day: Day) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// Local time of day: 16:12
pub fn clock_time(at: Instant, zone: Tz) -> String {
    chrono::DateTime::from_timestamp_micros(at)
        .unwrap_or_default()
        .with_timezone(&zone)
        .format("%H:%M")
        .to_string()
}

/// "thứ Sáu, 20/11/2026": a day read back to who typed it.
pub fn weekday(lang: Lang, on: Day) -> String {
    let key = match on.weekday() {
        Weekday::Mon => Key::Monday,
        Weekday::Tue => Key::Tuesday,
        Weekday::Wed => Key::Wednesday,
        Weekday::Thu => Key::Thursday,
        Weekday::Fri => Key::Friday,
        Weekday::Sat => Key::Saturday,
        Weekday::Sun => Key::Sunday,
    };
    format!("{}, {}", t(lang, key), day(lang, on))
}

/// 22/11, 22 Nov
pub fn day_month(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{:02}", day.day(), day.month()),
        Lang::En => day.format("%-d %b").to_string(),
    }
}

/// 02/2027, Feb 2027
pub fn month(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{}", day.month(), day.year()),
        Lang::En => day.format("%b %Y").to_string(),
    }
}

/// "còn 3 ngày", "quá 9 ngày", "hạn hôm nay"
pub fn until(lang: Lang, today: Day, deadline: Day) -> String {
    let days = (deadline - today).num_days();
    match days {
        0 => t(lang, Key::DueToday).to_owned(),
        1.. => tf(lang, Key::DaysLeft, &[&integer(lang, days)]),
        _ => tf(lang, Key::DaysPast, &[&integer(lang, -days)]),
    }
}

/// "1 ngày", "58 ngày"
pub fn days(lang: Lang, days: i64) -> String {
    tf(
        lang,
        if days == 1 { Key::OneDay } else { Key::Days },
        &[&integer(lang, days)],
    )
}

/// "1 đơn vị", "113 đơn vị"
pub fn units(lang: Lang, number: usize) -> String {
    counted(lang, number, Key::OneUnit, Key::NUnits)
}

/// "1 mốc", "23 mốc"
pub fn milestones(lang: Lang, number: usize) -> String {
    counted(lang, number, Key::OneMilestone, Key::NMilestones)
}

/// "1 bàn giao", "2 bàn giao"
pub fn deliveries(lang: Lang, number: usize) -> String {
    counted(lang, number, Key::OneDelivery, Key::NDeliveries)
}

/// "1 báo cáo", "2 báo cáo"
pub fn reports(lang: Lang, number: usize) -> String {
    counted(lang, number, Key::OneReport, Key::NReports)
}

fn counted(lang: Lang, number: usize, one: Key, many: Key) -> String {
    let key = if number == 1 { one } else { many };
    tf(lang, key, &[&integer(lang, number as i64)])
}

/// What a nested bar says to those who do not see it.
pub fn bullet_label(lang: Lang, f: &Figures) -> String {
    let percent = |share| maybe_percent(lang, share);
    tf(
        lang,
        Key::BulletLabel,
        &[
            &percent(f.claimed()),
            &percent(f.accepted()),
            &percent(f.measured()),
            &percent(f.expected_original()),
        ],
    )
}

/// "9 ngày", "9,5 ngày": days given in tenths, a whole number without its comma.
pub fn days_in_tenths(lang: Lang, number: i64) -> String {
    if number % 10 == 0 {
        days(lang, number / 10)
    } else {
        tf(lang, Key::Days, &[&tenths(lang, number)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    #[test]
    fn a_count_is_told_as_it_is_read_aloud() {
        for (number, words) in [
            (9_310, "9 nghìn 310"),
            (9_800, "9 nghìn 800"),
            (12_000, "12 nghìn"),
            (1_062_300, "1 triệu 62 nghìn 300"),
            (2_000_000_041, "2 tỷ 41"),
            (41, "41"),
            (0, "0"),
        ] {
            assert_eq!(spoken(Lang::Vi, number), words);
        }
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(tenths(Lang::Vi, 12345), "1.234,5");
        assert_eq!(tenths(Lang::En, 12345), "1,234.5");
        assert_eq!(tenths(Lang::Vi, -5), "−0,5");
        assert_eq!(integer(Lang::Vi, 8_177_000), "8.177.000");
        assert_eq!(integer(Lang::Vi, -100), "−100");
        assert_eq!(signed_points(Lang::Vi, 3), "+0,3 điểm");
        assert_eq!(signed_points(Lang::Vi, -130), "−13,0 điểm");
        assert_eq!(maybe_percent(Lang::Vi, Share::new(61, 100)), "61,0%");
        assert_eq!(maybe_percent(Lang::Vi, None), "–");
    }

    #[test]
    fn what_is_set_prints_without_decimals_it_has_not() {
        assert_eq!(target(Lang::Vi, Value::from_integer(95), "%"), "95%");
        assert_eq!(target(Lang::Vi, Value::new(191, 2), "%"), "95,5%");
        assert_eq!(target(Lang::Vi, Value::from_integer(15), "phút"), "15 phút");
        assert_eq!(distance(Lang::Vi, 230, "%"), "23,0 điểm");
        assert_eq!(distance(Lang::Vi, 30, "phút"), "3,0 phút");
        assert_eq!(decimals(Lang::Vi, 73_231.4, 0), "73.231");
        assert_eq!(decimals(Lang::Vi, 0.861, 2), "0,86");
        assert_eq!(decimals(Lang::En, -0.861, 2), "−0.86");
        assert_eq!(decimals(Lang::Vi, -0.001, 1), "0,0");
        // A pace that is needed is not 0.
        assert_eq!(pace(Lang::Vi, 0.861, 2), "0,86");
        assert_eq!(pace(Lang::Vi, 0.004, 2), "0,004");
        assert_eq!(pace(Lang::Vi, 0.0, 2), "0,00");
        assert_eq!(pace(Lang::Vi, 1e-9, 2), "< 0,000001");
    }

    #[test]
    fn values_round_half_up_once() {
        assert_eq!(value(Lang::Vi, Value::new(6145, 100), "%"), "61,5%");
        assert_eq!(value(Lang::Vi, Value::new(-1, 4), "phút"), "−0,3 phút");
        assert_eq!(value(Lang::En, Value::from_integer(7), "phút"), "7.0 phút");
    }

    /// F17: 100 %, 0 and a target are printed only for what is exactly that.
    #[test]
    fn a_value_is_never_printed_as_one_it_is_not() {
        let percent = |part: i128| Value::new(part * 100, 10_000);
        let hundred = Some(Value::from_integer(100));
        let zero = Some(Value::from_integer(0));
        for (v, beside, unit, told) in [
            (percent(9_996), hundred, "%", "99,9%"),
            (percent(10_000), hundred, "%", "100,0%"),
            (percent(7_996), Some(Value::from_integer(80)), "%", "79,9%"),
            (percent(8_004), Some(Value::from_integer(80)), "%", "80,1%"),
            (percent(4), hundred, "%", "0,1%"),
            (Value::new(4, 100), zero, "hồ sơ", "0,1 hồ sơ"),
            (Value::new(-4, 100), zero, "hồ sơ", "−0,1 hồ sơ"),
            (Value::from_integer(0), zero, "hồ sơ", "0,0 hồ sơ"),
        ] {
            assert_eq!(value_beside(Lang::Vi, v, beside, unit), told);
        }
        // Beside a path and a target: neither of them, nor 0.
        let of = |number: i128, of: i128| Value::new(number, of);
        for (v, target, path, unit, told) in [
            (
                of(149_996, 100),
                of(1_500, 1),
                of(1_400, 1),
                "hồ sơ",
                "1.499,9 hồ sơ",
            ),
            (
                of(1_499_959, 1_000),
                of(149_996, 100),
                of(1_400, 1),
                "hồ sơ",
                "1.499,959 hồ sơ",
            ),
            (of(10_001, 1_000), of(10, 1), of(12, 1), "%", "10,1%"),
            (of(79_999, 1_000), of(80, 1), of(70, 1), "%", "79,9%"),
            (of(4_999_999, 100_000), of(50, 1), of(40, 1), "%", "49,9%"),
            (of(4, 10_000), of(5, 1), of(1, 10), "hồ sơ", "0,0004 hồ sơ"),
            (of(7_998, 100), of(80, 1), of(7_996, 100), "%", "79,98%"),
        ] {
            let number = value_beside_goal(Lang::Vi, v, Some(target), [path], unit);
            assert_eq!(number, told);
        }
        // A target that was set in hundredths.
        let set = Value::new(9_996, 100);
        assert_eq!(target(Lang::Vi, set, "%"), "99,96%");
        for (part, told) in [
            (Value::new(99_964, 1000), "99,964%"),
            (Value::new(9_997, 100), "99,97%"),
            (set, "99,96%"),
            (Value::new(999_999, 10_000), "99,9999%"),
            (Value::from_integer(100), "100,00%"),
        ] {
            assert_eq!(value_beside_target(Lang::Vi, part, Some(set), "%"), told);
        }
        let eighty = Some(Value::from_integer(80));
        assert_eq!(value_beside(Lang::Vi, percent(9_996), eighty, "%"), "99,9%");
        assert_eq!(value_beside(Lang::Vi, percent(9_999), None, "%"), "99,9%");
        let four = Value::new(4, 100);
        assert_eq!(target(Lang::Vi, four, "hồ sơ"), "0,04 hồ sơ");
        let five = Value::new(5, 100);
        assert_eq!(
            value_beside_target(Lang::Vi, five, Some(four), "hồ sơ"),
            "0,05 hồ sơ"
        );
        assert_eq!(value(Lang::Vi, percent(9_996), "%"), "99,9%");
        assert_eq!(value(Lang::Vi, percent(4), "%"), "0,1%");
        // Paces of a share: as many decimals as say something.
        let points = |part, of| value_points(Lang::Vi, Value::new(part, of));
        assert_eq!(points(16, 1000), "1,6 điểm");
        assert_eq!(points(0, 1000), "0,0 điểm");
        assert_eq!(points(2, 100_000), "0,002 điểm");
        assert_eq!(points(-16, 1000), "−1,6 điểm");
    }

    #[test]
    fn days_left_and_past() {
        let d = |t: &str| parse_day(t).unwrap();
        let today = d("2026-11-22");
        assert_eq!(day(Lang::Vi, today), "22/11/2026");
        assert_eq!(day(Lang::En, d("2026-07-01")), "1 Jul 2026");
        assert_eq!(day_month(Lang::En, today), "22 Nov");
        assert_eq!(month(Lang::En, today), "Nov 2026");
        assert_eq!(until(Lang::Vi, today, d("2026-11-25")), "còn 3 ngày");
        assert_eq!(until(Lang::Vi, today, d("2026-11-13")), "quá 9 ngày");
        assert_eq!(until(Lang::Vi, today, today), "hạn hôm nay");
    }
}
