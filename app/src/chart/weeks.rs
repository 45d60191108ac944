//! Half a year week by week, on the scale that all of these drawings have: 0 to 100 % upright, a
//! week the same width everywhere, today at the right edge. They are stretched to where they
//! stand, and words stand beside them.
use std::fmt::Write;

use crate::{
    domain::{DueWeek, Share},
    text::html_escape,
    views::{MaybeShare, WeekPoint},
};

/// Weeks across.
const WEEKS: usize = 26;
const STEP: f64 = 10.0;
const WIDTH: f64 = WEEKS as f64 * STEP;
const HEIGHT: f64 = 100.0;

fn open(class: &str, label: &str) -> String {
    format!(
        "<svg class=\"weeks {class}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">",
        html_escape(label)
    )
}

/// What was planned, reported and accepted; `label` says what it shows.
pub fn weeks(points: &[WeekPoint], label: &str) -> String {
    let shown = &points[points.len().saturating_sub(WEEKS + 1)..];
    let mut out = open("shares", label);
    out.push_str("<path class=\"grid\" d=\"M0 0H260M0 50H260M0 100H260\"/>");
    line(&mut out, "plan", shown, |week| week.expected_original);
    line(&mut out, "claimed", shown, |week| week.claimed);
    line(&mut out, "accepted", shown, |week| week.accepted);
    out.push_str("</svg>");
    out
}

/// One line; it breaks where there is no value.
fn line(
    out: &mut String,
    class: &str,
    points: &[WeekPoint],
    of: impl Fn(&WeekPoint) -> MaybeShare,
) {
    let mut path = String::new();
    let mut drawn = false;
    for (back, point) in (0..points.len()).rev().zip(points) {
        let Some(share) = of(point).map(Share::to_f64) else {
            drawn = false;
            continue;
        };
        let x = WIDTH - back as f64 * STEP;
        let verb = if drawn { 'L' } else { 'M' };
        let _ = write!(path, "{verb}{x} {:.1}", HEIGHT * (1.0 - share));
        drawn = true;
    }
    let _ = write!(out, "<path class=\"{class}\" d=\"{path}\"/>");
}

/// What was due in each week, and what of it came in time; `most` is what the highest drawing of
/// those that stand together has in a week.
pub fn due_weeks(weeks: &[DueWeek], most: u32, label: &str) -> String {
    let shown = &weeks[weeks.len().saturating_sub(WEEKS)..];
    let mut out = open("dues", label);
    out.push_str("<path class=\"grid\" d=\"M0 0H260M0 50H260M0 100H260\"/>");
    let per = HEIGHT / f64::from(most.max(1));
    for (back, week) in (1..=shown.len()).rev().zip(shown) {
        let x = WIDTH - back as f64 * STEP + 1.0;
        for (class, number) in [("due", week.due), ("in-time", week.in_time)] {
            if number > 0 {
                let height = f64::from(number) * per;
                let _ = write!(
                    out,
                    "<rect class=\"{class}\" x=\"{x}\" y=\"{:.1}\" width=\"{}\" height=\"{height:.1}\"/>",
                    HEIGHT - height,
                    STEP - 2.0
                );
            }
        }
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use crate::domain::Day;

    use super::*;

    fn point(accepted: Option<i128>) -> WeekPoint {
        WeekPoint {
            day: Day::default(),
            expected_original: Share::new(1, 2),
            expected: None,
            claimed: None,
            accepted: accepted.and_then(|part| Share::new(part, 4)),
        }
    }

    #[test]
    fn all_have_one_scale() {
        let drawing = weeks(
            &[point(Some(0)), point(None), point(Some(1)), point(Some(4))],
            "x",
        );
        // Today at the right edge, a gap where there is no value.
        assert!(
            drawing.contains("class=\"accepted\" d=\"M230 100.0M250 75.0L260 0.0\""),
            "{drawing}"
        );
        assert!(drawing.contains("class=\"plan\" d=\"M230 50.0L240 50.0L250 50.0L260 50.0\""));
        assert!(drawing.contains("class=\"claimed\" d=\"\""));
        let many = vec![point(Some(2)); 60];
        assert!(weeks(&many, "x").contains("class=\"accepted\" d=\"M0 50.0L10 50.0"));
    }

    #[test]
    fn what_is_due_has_the_scale_of_the_highest() {
        let week = |due, in_time| DueWeek {
            monday: Day::default(),
            due,
            in_time,
        };
        let drawing = due_weeks(&[week(0, 0), week(5, 2)], 10, "x");
        assert!(drawing.contains("class=\"due\" x=\"251\" y=\"50.0\" width=\"8\" height=\"50.0\""));
        assert!(
            drawing.contains("class=\"in-time\" x=\"251\" y=\"80.0\""),
            "{drawing}"
        );
        assert_eq!(drawing.matches("<rect").count(), 2);
        assert!(!due_weeks(&[], 0, "x").contains("<rect"));
    }
}
