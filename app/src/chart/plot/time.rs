//! The marks of time every large chart has: months, today, the deadline, the
//! finish and how late it is.
use std::fmt::Write;

use super::{
    labels::{Anchor, Label, spot},
    scale::Scale,
};
use crate::{
    domain::Day,
    text::{self, Key as K, Lang, tf},
};

#[derive(Debug, Clone, Copy)]
pub struct TimeMarks<'a> {
    pub lang: Lang,
    pub scale: &'a Scale,
    /// The day of the page.
    pub day: Day,
    /// Whether that day is today.
    pub is_today: bool,
    pub deadline: Option<Day>,
    /// The likely finish.
    pub finish: Option<Day>,
    /// The cautious one, where it is shown by itself.
    pub cautious: Option<Day>,
}

impl TimeMarks<'_> {
    /// The finish, and whether it lies beyond the axis.
    pub fn finish_x(&self) -> Option<(f64, Day, bool)> {
        let likely = self.finish?;
        let beyond = likely > self.scale.to;
        Some((self.scale.x(likely.min(self.scale.to)), likely, beyond))
    }

    /// From the deadline to the finish, and the days between.
    pub fn late_by(&self) -> Option<(f64, f64, i64)> {
        let deadline = self.deadline?;
        let (x, finish, _) = self.finish_x()?;
        let from = self.scale.x(deadline);
        (finish > deadline && x - from > 18.0).then(|| (from, x, (finish - deadline).num_days()))
    }

    /// The cautious finish behind the likely one, and whether it lies beyond the axis.
    pub fn cautious_x(&self) -> Option<(f64, Day, bool)> {
        let cautious = self.cautious.filter(|day| Some(*day) > self.finish)?;
        let beyond = cautious > self.scale.to;
        Some((self.scale.x(cautious.min(self.scale.to)), cautious, beyond))
    }

    /// Upright rules no label may cross: x, top and bottom.
    pub fn rules(&self) -> Vec<(f64, f64, f64)> {
        let plot = self.scale.plot;
        let mut rules = vec![(self.scale.x(self.day), plot.top, plot.bottom)];
        if let Some(deadline) = self.deadline {
            rules.push((self.scale.x(deadline), plot.top - 16.0, plot.bottom));
        }
        rules
    }

    /// The deadline's rule and the arrow of lateness.
    pub fn draw(&self, out: &mut String) {
        let plot = self.scale.plot;
        if let Some(deadline) = self.deadline {
            let x = self.scale.x(deadline);
            let _ = write!(
                out,
                "<path class=\"pen-deadline\" d=\"M{x:.1} {}V{}\"/>",
                plot.top - 16.0,
                plot.bottom
            );
        }
        if let Some((from, likely, _)) = self.late_by() {
            let y = plot.top - 7.0;
            let to = self.cautious_x().map_or(likely, |(x, ..)| x);
            // Up to the cautious finish the likely one is a tick on the arrow.
            if to - likely > 12.0 {
                let _ = write!(
                    out,
                    "<path class=\"gap\" d=\"M{likely:.1} {:.1}v8\"/>",
                    y - 4.0
                );
            }
            let _ = write!(
                out,
                "<path class=\"gap\" d=\"M{:.1} {y}H{:.1}m-6 -3.5l6 3.5l-6 3.5M{:.1} {:.1}l-6 3.5l6 3.5\"/>",
                from + 3.0,
                to - 5.0,
                from + 9.0,
                y - 3.5
            );
        }
    }

    /// Months under the plot: bare, the year only at the turn.
    pub fn months(&self, out: &mut String) {
        let (scale, plot) = (self.scale, self.scale.plot);
        let first = text::day_month(self.lang, scale.from);
        let words = std::iter::once((scale.from, first)).chain(scale.months());
        for (day, word) in words {
            let x = scale.x(day);
            // A label at an edge must not be cut.
            let half = word.chars().count() as f64 * 3.4;
            let at = x.clamp(half, plot.width - half);
            let _ = write!(
                out,
                "<path class=\"pen-month\" d=\"M{x:.1} {}v5\"/><text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{word}</text>",
                plot.bottom,
                plot.bottom + 19.0
            );
        }
    }

    pub fn deadline_label(&self) -> Option<Label> {
        let deadline = self.deadline?;
        let x = self.scale.x(deadline);
        let y = self.scale.plot.top - 16.0;
        Some(Label {
            class: "strong",
            lines: vec![tf(
                self.lang,
                K::ChartDeadline,
                &[&text::day(self.lang, deadline)],
            )],
            spots: vec![
                spot(x - 6.0, y, Anchor::End),
                spot(x + 6.0, y, Anchor::Start),
                spot(x - 6.0, y - 16.0, Anchor::End),
            ],
        })
    }

    /// How late it gets, to the cautious finish where there is room to say so.
    pub fn late_label(&self) -> Vec<Label> {
        let Some((from, likely, days)) = self.late_by() else {
            return Vec::new();
        };
        let y = self.scale.plot.top - 14.0;
        let label = |words: String, to: f64| Label {
            class: "late",
            lines: vec![words],
            spots: vec![
                spot(f64::midpoint(from, to), y, Anchor::Middle),
                spot(from + 4.0, y - 2.0, Anchor::Start),
                spot(self.scale.plot.right, y - 16.0, Anchor::End),
                spot(from - 6.0, y - 19.0, Anchor::End),
            ],
        };
        let cautious = self.deadline.zip(self.cautious_x());
        let range = cautious.map(|(deadline, (to, cautious, _))| {
            let most = text::integer(self.lang, (cautious - deadline).num_days());
            let least = text::integer(self.lang, days);
            label(tf(self.lang, K::ChartLateRange, &[&least, &most]), to)
        });
        let words = text::days(self.lang, days);
        let likely = label(tf(self.lang, K::ChartLate, &[&words]), likely);
        range.into_iter().chain([likely]).collect()
    }

    /// The day of the cautious finish, under its mark at this height.
    pub fn cautious_label(&self, mark: f64) -> Option<Label> {
        let (x, day, beyond) = self.cautious_x()?;
        let words = text::day(self.lang, day);
        let y = mark + 18.0;
        Some(Label {
            class: "strong",
            lines: vec![if beyond {
                format!("→ {words}")
            } else {
                words
            }],
            spots: vec![
                spot(x, y, Anchor::Middle),
                spot(self.scale.plot.right, y, Anchor::End),
                spot(self.scale.plot.right, y + 16.0, Anchor::End),
            ],
        })
    }

    /// The day of the finish, whose mark lies at this height.
    pub fn finish_label(&self, mark: f64) -> Option<Label> {
        let (x, day, beyond) = self.finish_x()?;
        let plot = self.scale.plot;
        let y = mark - 16.0;
        let words = text::day(self.lang, day);
        Some(Label {
            class: "strong",
            lines: vec![if beyond {
                format!("→ {words}")
            } else {
                words
            }],
            spots: vec![
                spot(x + 4.0, mark + 18.0, Anchor::Start),
                spot(x + 8.0, y + 4.0, Anchor::Start),
                spot(x - 8.0, y + 2.0, Anchor::End),
                // Above its day: a finish before the deadline must not read as
                // one after it.
                spot(x, y - 18.0, Anchor::Middle),
                spot(plot.right, y, Anchor::End),
                spot(plot.right, y - 16.0, Anchor::End),
                spot(plot.right, y - 34.0, Anchor::End),
                spot(plot.right, mark + 18.0, Anchor::End),
                spot(x + 8.0, mark + 18.0, Anchor::Start),
            ],
        })
    }

    pub fn today_label(&self) -> Label {
        let x = self.scale.x(self.day);
        let y = self.scale.plot.bottom - 10.0;
        let key = if self.is_today {
            K::ChartToday
        } else {
            K::ChartDay
        };
        let mut spots = Vec::new();
        for up in [0.0, 60.0, 140.0, 220.0, 300.0] {
            spots.push(spot(x - 7.0, y - up, Anchor::End));
            spots.push(spot(x + 7.0, y - up, Anchor::Start));
        }
        Label {
            class: "",
            lines: vec![tf(self.lang, key, &[&text::day_month(self.lang, self.day)])],
            spots,
        }
    }
}
