//! A line of 84x22 with an end dot and no axis.
use std::fmt::Write;

use crate::{domain::Share, views::WeekPoint};

const WIDTH: f64 = 84.0;
const HEIGHT: f64 = 22.0;
const EDGE: f64 = 3.0;

/// Ends of weeks that a line of the accepted share shows: eight weeks and today.
const WEEKS: usize = 9;

/// How many weeks such a line shows, of those there are.
pub fn weeks_shown(weeks: &[WeekPoint]) -> usize {
    weeks.len().min(WEEKS).saturating_sub(1)
}

/// The accepted share of the last eight weeks.
pub fn accepted_line(weeks: &[WeekPoint]) -> String {
    let shown = &weeks[weeks.len().saturating_sub(WEEKS)..];
    let shares: Vec<_> = shown
        .iter()
        .map(|week| week.accepted.map(Share::to_f64))
        .collect();
    sparkline(&shares)
}

/// The line through the values, oldest first; empty under two values. `None`
/// where there was no value.
pub fn sparkline(values: &[Option<f64>]) -> String {
    let known: Vec<(usize, f64)> = values
        .iter()
        .enumerate()
        .filter_map(|(i, v)| v.map(|v| (i, v)))
        .collect();
    let (Some(_), Some(_)) = (known.get(1), known.last()) else {
        return String::new();
    };
    let low = known.iter().fold(f64::MAX, |a, (_, v)| a.min(*v));
    let high = known.iter().fold(f64::MIN, |a, (_, v)| a.max(*v));
    let step = (WIDTH - 2.0 * EDGE) / (values.len() - 1) as f64;
    let point = |(i, v): (usize, f64)| {
        // A row of equal values lies in the middle.
        let up = if high > low {
            (v - low) / (high - low)
        } else {
            0.5
        };
        (
            EDGE + i as f64 * step,
            HEIGHT - EDGE - up * (HEIGHT - 2.0 * EDGE),
        )
    };
    let mut out = format!(
        "<svg class=\"spark\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" aria-hidden=\"true\"><polyline points=\""
    );
    let mut end = (0.0, 0.0);
    for value in known {
        end = point(value);
        let _ = write!(out, "{:.1},{:.1} ", end.0, end.1);
    }
    let _ = write!(
        out,
        "\"/><circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"2.6\"/></svg>",
        end.0, end.1
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_needs_two_values() {
        assert_eq!(sparkline(&[]), "");
        assert_eq!(sparkline(&[Some(1.0), None]), "");
        let svg = sparkline(&[Some(0.1), None, Some(0.3)]);
        assert!(svg.contains("3.0,19.0 81.0,3.0"), "{svg}");
        assert!(sparkline(&[Some(0.5), Some(0.5)]).contains("3.0,11.0 81.0,11.0"));
    }
}
