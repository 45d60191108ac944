//! Whose turn it was: the bar of working days with who, when, the deadline and what came back. Its
//! words keep their size on any screen; where there is no room for them the list below says it.
use std::fmt::Write;

use crate::{
    domain::{Clock, Day, Holder},
    text::{self, Key as K, Lang, html_escape, t, tf},
};

/// The width that words are placed for: that of a tablet.
const WIDTH: f64 = 740.0;
const LETTER: f64 = 7.2;
const TOP: f64 = 20.0;
const HEIGHT: f64 = 22.0;
/// Two lines of words under the bar.
const ROW: f64 = 38.0;
const ROWS: usize = 3;
/// A number stands inside a part that is at least so wide.
const NUMBER: f64 = 2.6;

/// What is shown over the bar.
#[derive(Debug, Clone)]
pub struct CourtMarks {
    /// The original deadline, and how many working days were over then.
    pub deadline: Option<(Day, i64)>,
    /// Days on which it came back.
    pub returned: Vec<Day>,
}

/// The bar of one clock. `name` says who a holder is, or what is waited for, and whether that is now.
pub fn court(
    lang: Lang,
    clock: &Clock,
    marks: &CourtMarks,
    name: impl Fn(Holder, bool) -> String,
    label: &str,
) -> String {
    let all: i64 = clock.stretches.iter().map(|it| it.days).sum();
    let part = |days: i64| days as f64 / all.max(1) as f64 * 100.0;
    let mut rows = [0.0_f64; ROWS];
    let (mut bars, mut words) = (String::new(), String::new());
    let mut before = 0;
    let mut deepest = 0;
    for (at, it) in clock.stretches.iter().enumerate() {
        let (left, width) = (part(before), part(it.days));
        before += it.days;
        let class = it.holder.code();
        let _ = write!(
            bars,
            "<rect class=\"h-{class}\" x=\"{left:.2}%\" y=\"{TOP}\" width=\"{width:.2}%\" height=\"{HEIGHT}\"/>"
        );
        let number = text::integer(lang, it.days);
        if it.days > 0 && width >= NUMBER * number.chars().count().max(1) as f64 {
            let _ = write!(
                bars,
                "<text class=\"h-{class}\" x=\"{:.2}%\" y=\"{}\">{number}</text>",
                left + width / 2.0,
                TOP + 15.0
            );
        }
        let last = at + 1 == clock.stretches.len();
        let now = last && clock.holder.is_some();
        let who = name(it.holder, now);
        let when = match now {
            true => tf(lang, K::CourtSince, &[&text::day_month(lang, it.from)]),
            false => format!(
                "{} – {}",
                text::day_month(lang, it.from),
                text::day_month(lang, it.through)
            ),
        };
        let wide = who.chars().count().max(when.chars().count()) as f64 * LETTER;
        let from = left / 100.0 * WIDTH;
        // Towards the left where it would leave the bar.
        let (start, anchor) = match from + wide > WIDTH {
            true => (WIDTH.min(from + width / 100.0 * WIDTH) - wide, "end"),
            false => (from, "start"),
        };
        let Some(row) = rows.iter().position(|taken| *taken <= start) else {
            continue;
        };
        rows[row] = start + wide + 10.0;
        deepest = deepest.max(row + 1);
        let x = if anchor == "end" {
            (left + width).min(100.0)
        } else {
            left
        };
        let y = TOP + HEIGHT + row as f64 * ROW;
        if row > 0 {
            let _ = write!(
                words,
                "<line class=\"lead\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{}\" y2=\"{:.0}\"/>",
                TOP + HEIGHT,
                y + 6.0
            );
        }
        let bold = match it.holder {
            Holder::Office | Holder::Head => "",
            _ => " strong",
        };
        let _ = write!(
            words,
            "<text class=\"word{bold}\" x=\"{x:.2}%\" y=\"{:.0}\" text-anchor=\"{anchor}\">{}</text><text class=\"word\" x=\"{x:.2}%\" y=\"{:.0}\" text-anchor=\"{anchor}\">{when}</text>",
            y + 17.0,
            html_escape(&who),
            y + 32.0
        );
    }
    let mut over = String::new();
    let mut taken = f64::MIN;
    for (x, class, said) in rules(lang, clock, marks, part) {
        let _ = write!(
            over,
            "<line class=\"{class}\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{:.0}\" y2=\"{:.0}\"/>",
            TOP - 4.0,
            TOP + HEIGHT + 4.0
        );
        let (at, wide) = (x / 100.0 * WIDTH, said.chars().count() as f64 * LETTER);
        let (start, anchor) = match at + wide > WIDTH {
            true => (at - wide, "end"),
            false => (at, "start"),
        };
        if start >= taken {
            taken = start + wide + 8.0;
            let _ = write!(
                over,
                "<text class=\"word strong {class}\" x=\"{x:.2}%\" y=\"12\" text-anchor=\"{anchor}\">{said}</text>"
            );
        }
    }
    let high = TOP + HEIGHT + deepest as f64 * ROW + 2.0;
    format!(
        "<svg class=\"holding court\" width=\"100%\" height=\"{high:.0}\" role=\"img\" aria-label=\"{}\">{bars}{words}{over}</svg>",
        html_escape(label)
    )
}

/// The upright rules from left to right: where the deadline closed, and each return.
fn rules(
    lang: Lang,
    clock: &Clock,
    marks: &CourtMarks,
    part: impl Fn(i64) -> f64,
) -> Vec<(f64, &'static str, String)> {
    let mut rules: Vec<(f64, &'static str, String)> = Vec::new();
    for day in &marks.returned {
        // Who gets it back has it from that day on.
        let before = clock.stretches.iter().take_while(|it| it.from < *day);
        let before: i64 = before.map(|it| it.days).sum();
        let words = tf(lang, K::CourtReturned, &[&text::day_month(lang, *day)]);
        rules.push((part(before), "back", words));
    }
    if let Some((day, days)) = marks.deadline {
        let words = tf(lang, K::CourtDeadline, &[&text::day_month(lang, day)]);
        rules.push((part(days), "due", words));
    }
    rules.sort_by(|one, other| one.0.total_cmp(&other.0));
    rules
}

/// "24/07 – 07/10" of all holders is said by the list below; this names what the marks are.
pub fn court_aria(lang: Lang, told: &str, marks: &CourtMarks) -> String {
    let returned = marks
        .returned
        .iter()
        .map(|day| tf(lang, K::CourtReturned, &[&text::day(lang, *day)]));
    let deadline = marks
        .deadline
        .map(|(day, _)| tf(lang, K::CourtDeadline, &[&text::day(lang, day)]));
    let all: Vec<String> = std::iter::once(told.to_owned())
        .chain(deadline)
        .chain(returned)
        .collect();
    format!("{}: {}", t(lang, K::ClockTitle), all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Stretch, parse_day};

    fn stretch(holder: Holder, from: &str, through: &str, days: i64) -> Stretch {
        Stretch {
            holder,
            from: parse_day(from).unwrap(),
            through: parse_day(through).unwrap(),
            days,
        }
    }

    fn clock() -> Clock {
        Clock {
            started: parse_day("2026-07-24").unwrap(),
            stretches: vec![
                stretch(Holder::Company, "2026-07-24", "2026-10-07", 51),
                stretch(Holder::Unit, "2026-10-08", "2026-10-15", 6),
                stretch(Holder::Office, "2026-10-16", "2026-10-27", 9),
                stretch(Holder::Unit, "2026-10-28", "2026-11-16", 13),
                stretch(Holder::Office, "2026-11-17", "2026-11-22", 5),
                stretch(Holder::Unit, "2026-11-23", "2026-11-26", 3),
            ],
            holder: Some(Holder::Unit),
        }
    }

    #[test]
    fn parts_fill_the_bar_returns_and_deadline_are_rules() {
        let marks = CourtMarks {
            deadline: Some((parse_day("2026-07-28").unwrap(), 2)),
            returned: ["2026-10-28", "2026-11-23"]
                .map(|it| parse_day(it).unwrap())
                .to_vec(),
        };
        let svg = court(
            Lang::Vi,
            &clock(),
            &marks,
            |it, _| it.code().to_owned(),
            "Ai <giữ>",
        );
        assert_eq!(svg.matches("<rect").count(), 6);
        assert!(
            svg.contains("x=\"0.00%\" y=\"20\" width=\"58.62%\""),
            "{svg}"
        );
        // After 66 of 87 days, and after 84.
        assert!(svg.contains("class=\"back\" x1=\"75.86%\""), "{svg}");
        assert!(svg.contains("class=\"back\" x1=\"96.55%\""), "{svg}");
        assert!(svg.contains("class=\"due\" x1=\"2.30%\""), "{svg}");
        assert!(svg.contains(">hạn 28/07<") && svg.contains(">trả lại 28/10<"));
        assert!(svg.contains(">từ 23/11<"), "{svg}");
        assert!(svg.contains("Ai &lt;giữ&gt;") && !svg.contains("style="));
        let none = CourtMarks {
            deadline: None,
            returned: Vec::new(),
        };
        let empty = Clock {
            stretches: Vec::new(),
            holder: None,
            ..clock()
        };
        assert!(!court(Lang::Vi, &empty, &none, |_, _| String::new(), "").contains("NaN"));
        assert!(court_aria(Lang::Vi, "87 ngày", &marks).contains("trả lại 28/10/2026"));
    }
}
