//! What a period of what recurs is called: "tháng 11/2026", "quý IV/2026", "tuần 48/2026".
use chrono::{Datelike, Days, Weekday};

use super::{Key as K, Lang, t, tf};
use crate::domain::{Cadence, Every, Period};

/// The period by its last day, as who reports calls it.
pub fn period(lang: Lang, every: Every, it: Period) -> String {
    let year = it.to.year().to_string();
    let month = it.to.month();
    match every {
        Every::Week => {
            let week = it.to.iso_week();
            let (week, year) = (week.week().to_string(), week.year().to_string());
            tf(lang, K::PeriodWeek, &[&week, &year])
        }
        Every::Month => tf(lang, K::PeriodMonth, &[&month.to_string(), &year]),
        Every::Quarter => {
            let quarter = ["I", "II", "III", "IV"][(month as usize - 1) / 3];
            tf(lang, K::PeriodQuarter, &[quarter, &year])
        }
        Every::Half if month <= 6 => tf(lang, K::PeriodFirstHalf, &[&year]),
        Every::Half => tf(lang, K::PeriodSecondHalf, &[&year]),
        Every::Year => tf(lang, K::PeriodYear, &[&year]),
    }
}

/// The period with its days, "tuần 49/2026 (28/11–04/12)", where these are not the calendar's own: a
/// week from Saturday to Friday beside the same week from Monday would else be taken for it.
pub fn period_in_days(lang: Lang, every: Every, it: Period) -> String {
    let name = period(lang, every, it);
    if is_calendars_own(every, it) {
        return name;
    }
    let day = match it.from.year() == it.to.year() {
        true => super::day_month,
        false => super::day,
    };
    format!("{name} ({}–{})", day(lang, it.from), day(lang, it.to))
}

fn is_calendars_own(every: Every, it: Period) -> bool {
    let next = it.to.checked_add_days(Days::new(1));
    match every {
        Every::Week => it.from.weekday() == Weekday::Mon && it.to.weekday() == Weekday::Sun,
        _ => it.from.day() == 1 && next.is_some_and(|next| next.day() == 1),
    }
}

/// How often and when: "hằng tháng, chốt ngày 14, nộp ngày 20".
pub fn cadence(lang: Lang, it: &Cadence) -> String {
    let day = |day: u8| match it.every {
        Every::Week => {
            let of_week = crate::domain::DayOfWeek::ALL.get(usize::from(day).wrapping_sub(1));
            of_week.map_or_else(String::new, |day| super::day_of_week(lang, *day).to_owned())
        }
        _ if day == 31 => t(lang, K::LastOfMonth).to_owned(),
        _ => tf(lang, K::DayOfMonth, &[&day.to_string()]),
    };
    let often = super::every(lang, it.every);
    tf(
        lang,
        K::CadenceTold,
        &[often, &day(it.closes), &day(it.due)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    #[test]
    fn a_period_is_called_by_its_last_day() {
        for (every, to, told) in [
            (Every::Week, "2026-11-27", "tuần 48/2026"),
            (Every::Week, "2027-01-01", "tuần 53/2026"),
            (Every::Month, "2026-11-14", "tháng 11/2026"),
            (Every::Quarter, "2026-12-14", "quý IV/2026"),
            (Every::Quarter, "2027-03-31", "quý I/2027"),
            (Every::Half, "2026-06-14", "6 tháng đầu năm 2026"),
            (Every::Half, "2026-12-14", "6 tháng cuối năm 2026"),
            (Every::Year, "2026-12-14", "năm 2026"),
        ] {
            let to = parse_day(to).unwrap();
            let it = Period { from: to, to };
            assert_eq!(period(Lang::Vi, every, it), told);
        }
    }

    #[test]
    fn a_period_that_is_not_the_calendars_own_says_its_days() {
        for (every, from, to, told) in [
            (
                Every::Week,
                "2026-11-28",
                "2026-12-04",
                "tuần 49/2026 (28/11–04/12)",
            ),
            (Every::Week, "2026-11-30", "2026-12-06", "tuần 49/2026"),
            (
                Every::Month,
                "2026-10-15",
                "2026-11-14",
                "tháng 11/2026 (15/10–14/11)",
            ),
            (Every::Month, "2028-02-01", "2028-02-29", "tháng 2/2028"),
            (
                Every::Quarter,
                "2026-09-15",
                "2026-12-14",
                "quý IV/2026 (15/09–14/12)",
            ),
            (
                Every::Half,
                "2026-01-01",
                "2026-06-30",
                "6 tháng đầu năm 2026",
            ),
            (
                Every::Year,
                "2025-12-15",
                "2026-12-14",
                "năm 2026 (15/12/2025–14/12/2026)",
            ),
        ] {
            let it = Period {
                from: parse_day(from).unwrap(),
                to: parse_day(to).unwrap(),
            };
            assert_eq!(period_in_days(Lang::Vi, every, it), told);
        }
    }
}
