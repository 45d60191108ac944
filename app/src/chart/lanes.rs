//! The milestones of one duty in time, one lane each: tick = original deadline, triangle = the
//! current one, dashes = more time, sign = where it stands, a few words beside it.
use std::fmt::Write;

use chrono::{Datelike, TimeDelta};

use super::plot::Size;
use crate::{
    domain::{Day, MilestoneKind, State},
    text::{self, Key as K, Lang, html_escape, lane_words, milestone_state, shortened, t, tf},
    views::MilestoneRow,
};

/// Where things stand in the drawing, in its own units.
struct Places {
    width: f64,
    /// Where time begins and ends.
    left: f64,
    right: f64,
    lane: f64,
    /// From the top of a lane to the line of its signs.
    line: f64,
    /// Letters of a title.
    title: usize,
}

const HEAD: f64 = 22.0;
const FOOT: f64 = 20.0;
const LETTER: f64 = 6.6;

impl Places {
    const fn of(size: Size) -> Self {
        match size {
            Size::Narrow | Size::Paper => Self {
                width: 360.0,
                left: 6.0,
                right: 354.0,
                lane: 58.0,
                line: 40.0,
                title: 48,
            },
            Size::Wide | Size::Small | Size::Wall => Self {
                width: 800.0,
                left: 262.0,
                right: 792.0,
                lane: 42.0,
                line: 20.0,
                title: 36,
            },
        }
    }
}

struct Lanes<'a> {
    lang: Lang,
    today: Day,
    from: Day,
    days: f64,
    places: Places,
    rows: &'a [&'a MilestoneRow],
}

/// All lanes as one SVG.
pub fn lanes(lang: Lang, rows: &[&MilestoneRow], today: Day, size: Size) -> String {
    let days = rows.iter().flat_map(|row| {
        [
            row.original_deadline,
            row.current_deadline,
            row.finished_on,
            row.submitted_on,
        ]
    });
    let (from, to) = days.flatten().fold((today, today), |(from, to), day| {
        (from.min(day), to.max(day))
    });
    let edge = TimeDelta::days(((to - from).num_days() / 20).max(10));
    let (from, to) = (from - edge, to + edge);
    let it = Lanes {
        lang,
        today,
        from,
        days: (to - from).num_days().max(1) as f64,
        places: Places::of(size),
        rows,
    };
    it.draw(size)
}

impl Lanes<'_> {
    fn x(&self, day: Day) -> f64 {
        let part = (day - self.from).num_days() as f64 / self.days;
        self.places.left + part * (self.places.right - self.places.left)
    }

    fn draw(&self, size: Size) -> String {
        let places = &self.places;
        let bottom = HEAD + self.rows.len() as f64 * places.lane;
        let told: Vec<String> = self
            .rows
            .iter()
            .map(|row| format!("{}: {}", row.title, t(self.lang, milestone_state(row).word)))
            .collect();
        let label = tf(
            self.lang,
            K::TimelineAria,
            &[&self.rows.len().to_string(), &told.join("; ")],
        );
        let class = if size == Size::Narrow {
            "ch-narrow"
        } else {
            "ch-wide"
        };
        let mut out = format!(
            "<svg class=\"lanes {class}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
            places.width,
            bottom + FOOT,
            html_escape(&label)
        );
        self.months(&mut out, bottom);
        let x = self.x(self.today);
        let _ = write!(out, "<path class=\"today\" d=\"M{x:.1} {HEAD}V{bottom}\"/>");
        let words = tf(
            self.lang,
            K::ChartToday,
            &[&text::day_month(self.lang, self.today)],
        );
        let half = words.chars().count() as f64 * LETTER / 2.0;
        let at = x.clamp(half, places.width - half);
        let _ = write!(
            out,
            "<text class=\"halo strong\" x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{words}</text>",
            bottom + 15.0
        );
        for (i, row) in self.rows.iter().enumerate() {
            let top = HEAD + i as f64 * places.lane;
            if i > 0 {
                let _ = write!(
                    out,
                    "<path class=\"grid\" d=\"M0 {top}H{}\"/>",
                    places.width
                );
            }
            self.name(&mut out, row, top);
            self.lane(&mut out, row, top + places.line);
        }
        out.push_str("</svg>");
        out
    }

    /// Months bare, the year only at the turn.
    fn months(&self, out: &mut String, bottom: f64) {
        let a_month = (self.places.right - self.places.left) / self.days * 30.4;
        let every = [1, 2, 3, 6, 12];
        let step = every
            .into_iter()
            .find(|step| f64::from(*step) * a_month >= 44.0)
            .unwrap_or(12);
        let mut first = true;
        for day in self.from.iter_days().take(self.days as usize + 1) {
            if day.day() != 1 || (day.month() - 1) % step != 0 {
                continue;
            }
            let x = self.x(day);
            let words = match (day.month(), first) {
                (1, _) => day.year().to_string(),
                (month, true) => format!("{month}/{}", day.year()),
                (month, false) => month.to_string(),
            };
            first = false;
            let half = words.chars().count() as f64 * LETTER / 2.0;
            let at = x.clamp(half, self.places.width - half);
            let _ = write!(
                out,
                "<path class=\"grid\" d=\"M{x:.1} {HEAD}V{bottom}\"/><text x=\"{at:.1}\" y=\"13\" text-anchor=\"middle\">{words}</text>"
            );
        }
    }

    /// Title and weight of a milestone, left of its lane or over it.
    fn name(&self, out: &mut String, row: &MilestoneRow, top: f64) {
        let title = text::period_first(row);
        let title = match row.slot {
            Some(_) => shortened(&title, self.places.title),
            None => format!("{}. {}", row.order, shortened(&title, self.places.title)),
        };
        let second = match row.kind {
            MilestoneKind::Plan | MilestoneKind::Process => {
                text::kind(self.lang, row.kind).to_lowercase()
            }
            _ => text::weight(self.lang, row),
        };
        let _ = write!(
            out,
            "<text class=\"strong\" x=\"0\" y=\"{:.1}\">{}</text>",
            top + 17.0,
            html_escape(&title)
        );
        if self.places.left > 100.0 {
            let _ = write!(
                out,
                "<text x=\"0\" y=\"{:.1}\">{}</text>",
                top + 33.0,
                html_escape(&second)
            );
        }
    }

    fn lane(&self, out: &mut String, row: &MilestoneRow, y: f64) {
        let original = row.original_deadline.map(|day| self.x(day));
        let current = row.current_deadline.map(|day| self.x(day));
        let today = self.x(self.today);
        let at = match row.state {
            State::Accepted => row.finished_on.map_or(today, |day| self.x(day)),
            State::Submitted => row.submitted_on.map_or(today, |day| self.x(day)),
            State::Open if row.late => today,
            State::Open => current.map_or(today, |x| x + 13.0),
            State::Cancelled => row.last_event.map_or(today, |(_, day)| self.x(day)),
        };
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
                "<path class=\"original\" d=\"M{x:.1} {:.1}v16\"/>",
                y - 8.0
            );
        }
        let over = current.filter(|from| *from < at && (row.late || row.finished_late));
        if let Some(from) = over {
            let class = if row.late { "overdue" } else { "done-late" };
            let _ = write!(
                out,
                "<path class=\"{class}\" d=\"M{from:.1} {y}H{at:.1}\"/>"
            );
        }
        // What waits for a decision does so until today.
        if row.state == State::Submitted {
            let _ = write!(out, "<path class=\"waits\" d=\"M{at:.1} {y}H{today:.1}\"/>");
        }
        let letter = milestone_state(row).letter;
        let _ = write!(
            out,
            "<svg x=\"{:.1}\" y=\"{:.1}\" width=\"16\" height=\"16\" class=\"g {letter}\"><use href=\"#{letter}\"/></svg>",
            at - 8.0,
            y - 8.0
        );
        let waits = (row.state == State::Submitted).then_some(today);
        self.words(out, row, y, [original, current, Some(at), waits]);
    }

    /// Right of the marks where there is room, else left of them, never across.
    fn words(&self, out: &mut String, row: &MilestoneRow, y: f64, marks: [Option<f64>; 4]) {
        let marks = marks.into_iter().flatten();
        let places = &self.places;
        let (left, right) = marks.fold((places.width, 0.0), |(l, r), x| (x.min(l), x.max(r)));
        let words = lane_words(self.lang, row, self.today);
        let wide = words.chars().count() as f64 * LETTER;
        let (before, after) = (left - 14.0 - places.left, places.width - right - 14.0);
        let (x, anchor, room) = match after >= wide || after >= before {
            true => (right + 14.0, "start", after),
            false => (left - 14.0, "end", before),
        };
        let words = shortened(&words, (room / LETTER).max(4.0) as usize);
        let class = if row.late { "halo late" } else { "halo" };
        let _ = write!(
            out,
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
            y + 4.0,
            html_escape(&words)
        );
    }
}
