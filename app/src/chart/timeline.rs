//! Milestones of a duty on a line of time: tick = original deadline, hollow
//! triangle = current deadline, sign = where it stands.
use std::fmt::Write;

use chrono::{Datelike, TimeDelta};

use crate::text::html_escape;
use crate::{
    domain::{Day, State},
    text::{self, Key as K, Lang, milestone_state, t, tf},
    views::MilestoneRow,
};

const WIDTH: f64 = 540.0;
const LANE: f64 = 18.0;
/// Room at both ends for half a sign.
const EDGE: f64 = 10.0;
const LABEL_LETTERS: usize = 56;

/// The days a time line runs over, common to the duties of a page.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    from: Day,
    days: f64,
    today: Day,
    deadline: Option<Day>,
}

impl Axis {
    pub fn of<'a>(
        rows: impl Iterator<Item = &'a MilestoneRow>,
        today: Day,
        deadline: Option<Day>,
    ) -> Self {
        let mut from = today - TimeDelta::days(60);
        let mut to = today + TimeDelta::days(60);
        let days = rows.flat_map(|r| [r.original_deadline, r.current_deadline, r.finished_on]);
        for day in days.flatten() {
            from = from.min(day);
            to = to.max(day);
        }
        // The deadline shows when it does not squeeze everything else.
        let span = (to - from).num_days();
        if let Some(deadline) = deadline.filter(|d| (*d - to).num_days() * 2 < span) {
            to = to.max(deadline);
        }
        Self {
            from,
            days: (to - from).num_days().max(1) as f64,
            today,
            deadline: deadline.filter(|d| *d <= to),
        }
    }

    fn x(&self, day: Day) -> f64 {
        let part = (day - self.from).num_days() as f64 / self.days;
        EDGE + part.clamp(0.0, 1.0) * (WIDTH - 2.0 * EDGE)
    }
}

/// Months, today and the deadline over the time lines.
pub fn timeline_head(lang: Lang, axis: &Axis) -> String {
    let mut out = format!("<svg class=\"lanes\" viewBox=\"0 0 {WIDTH} 16\" aria-hidden=\"true\">");
    let today = axis.x(axis.today);
    let deadline = axis.deadline.map(|day| (axis.x(day), day));
    let word = |out: &mut String, x: f64, class: &str, words: &str| {
        // Half the width of the words at 12 px; bold letters are wider.
        let letter = if class == "strong" { 3.8 } else { 3.1 };
        let half = words.chars().count() as f64 * letter;
        let x = x.clamp(half, WIDTH - half);
        let _ = write!(
            out,
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"12\" text-anchor=\"middle\">{words}</text>"
        );
    };
    let mut taken = vec![today];
    word(&mut out, today, "", &text::day_month(lang, axis.today));
    if let Some((x, day)) = deadline.filter(|(x, _)| (x - today).abs() > 60.0) {
        taken.push(x);
        let words = tf(lang, K::ChartDeadline, &[&text::day_month(lang, day)]);
        word(&mut out, x, "strong", &text::uncapitalised(&words));
    }
    let every = if axis.days > 500.0 { 3 } else { 2 };
    let mut last_year = 0;
    for day in axis.from.iter_days().take(axis.days as usize + 1) {
        let x = axis.x(day);
        if day.day() != 1 || (day.month() - 1) % every != 0 {
            continue;
        }
        if taken.iter().any(|at| (at - x).abs() < 42.0) {
            continue;
        }
        let words = if day.year() == last_year {
            day.month().to_string()
        } else {
            format!("{}/{}", day.month(), day.year())
        };
        last_year = day.year();
        taken.push(x);
        word(&mut out, x, "", &words);
    }
    out.push_str("</svg>");
    out
}

/// One lane a milestone.
pub fn timeline(lang: Lang, axis: &Axis, rows: &[MilestoneRow]) -> String {
    let height = (rows.len() as f64 * LANE).max(LANE);
    let told: Vec<String> = rows
        .iter()
        .map(|row| format!("{}: {}", row.title, t(lang, milestone_state(row).word)))
        .collect();
    let label = tf(
        lang,
        K::TimelineAria,
        &[&rows.len().to_string(), &told.join("; ")],
    );
    let mut out = format!(
        "<svg class=\"lanes\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\"><path class=\"today\" d=\"M{:.1} -12V{:.1}\"/>",
        html_escape(&label),
        axis.x(axis.today),
        height + 12.0,
    );
    if let Some(deadline) = axis.deadline {
        let _ = write!(
            out,
            "<path class=\"deadline\" d=\"M{:.1} -12V{:.1}\"/>",
            axis.x(deadline),
            height + 12.0
        );
    }
    for (i, row) in rows.iter().enumerate() {
        lane(&mut out, axis, row, i as f64 * LANE + LANE / 2.0);
    }
    out.push_str("</svg>");
    out
}

fn lane(out: &mut String, axis: &Axis, row: &MilestoneRow, y: f64) {
    let original = row.original_deadline.map(|day| axis.x(day));
    let current = row.current_deadline.map(|day| axis.x(day));
    let at = axis.x(match row.state {
        State::Accepted => row.finished_on.unwrap_or(axis.today),
        State::Submitted => row.submitted_on.unwrap_or(axis.today),
        State::Open if row.late => axis.today,
        State::Open => row.current_deadline.unwrap_or(axis.today),
        State::Cancelled => row.last_event.map_or(axis.today, |(_, day)| day),
    });
    if let (Some(from), Some(to)) = (original, current)
        && from != to
    {
        let _ = write!(
            out,
            "<path class=\"extended\" d=\"M{from:.1} {y}H{to:.1}\"/><path class=\"current\" d=\"M{:.1} {:.1}h9l-4.5 8z\"/>",
            to - 4.5,
            y - 4.5
        );
    }
    if let Some(x) = original {
        let _ = write!(
            out,
            "<path class=\"original\" d=\"M{x:.1} {:.1}v12\"/>",
            y - 6.0
        );
    }
    if let Some(from) = current.filter(|from| *from < at && (row.late || row.finished_late)) {
        let class = if row.late { "overdue" } else { "done-late" };
        let _ = write!(
            out,
            "<path class=\"{class}\" d=\"M{from:.1} {y}H{at:.1}\"/>"
        );
    }
    let letter = milestone_state(row).letter;
    if letter.is_empty() {
        // It waits for a decision: no status says that.
        let _ = write!(
            out,
            "<circle class=\"waits\" cx=\"{at:.1}\" cy=\"{y:.1}\" r=\"5.5\"/>"
        );
        return title(out, row, y, [original, current, Some(at)]);
    }
    let _ = write!(
        out,
        "<svg x=\"{:.1}\" y=\"{:.1}\" width=\"16\" height=\"16\" class=\"g {letter}\"><use href=\"#{letter}\"/></svg>",
        at - 8.0,
        y - 8.0
    );
    title(out, row, y, [original, current, Some(at)]);
}

/// The title left or right of the marks, never across them.
fn title(out: &mut String, row: &MilestoneRow, y: f64, marks: [Option<f64>; 3]) {
    let marks = marks.into_iter().flatten();
    let (left, right) = marks.fold((WIDTH, 0.0), |(l, r), x| (x.min(l), x.max(r)));
    let (on_right, room) = if WIDTH - right >= left {
        (true, WIDTH - right - 14.0)
    } else {
        (false, left - 14.0)
    };
    let fits = ((room / 6.6).max(0.0) as usize).min(LABEL_LETTERS);
    let title = text::period_first(row);
    let mut words: String = title.chars().take(fits).collect();
    if words.chars().count() < title.chars().count() {
        words = words.trim_end().to_owned();
        words.push('…');
    }
    let (x, anchor) = if on_right {
        (right + 12.0, "start")
    } else {
        (left - 12.0, "end")
    };
    let _ = write!(
        out,
        "<text class=\"halo\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
        y + 4.0,
        html_escape(&words)
    );
}
