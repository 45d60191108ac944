//! The drawing: strokes, marks and labels in their order.
use std::fmt::Write;

use super::{
    BurnUp,
    ink::{Pen, Points, Stroke, strokes},
    labels::{Area, Ground, LINE_HEIGHT, Placed, Spot},
    scale::{Scale, Size},
};
use crate::{
    chart::escape,
    domain::{Day, Finish, Forecast, Share},
    text,
    views::{MaybeShare, WeekPoint},
};

/// The chart as a whole SVG. `told` is its conclusion in words.
pub fn burn_up(data: &BurnUp<'_>, size: Size, told: &str) -> String {
    let chart = Chart::of(data, size);
    let plot = chart.scale.plot;
    let class = match size {
        Size::Wide => "ch-wide",
        Size::Narrow => "ch-narrow",
    };
    let mut out = format!(
        "<svg class=\"ch {class}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        plot.width,
        plot.height,
        escape(told)
    );
    out.push_str(&strokes(&chart.scale, &chart.strokes()));
    chart.axis_words(&mut out);
    chart.marks(&mut out);
    for placed in chart.labels() {
        write_label(&mut out, &placed);
    }
    out.push_str("</svg>");
    out
}

fn write_label(out: &mut String, placed: &Placed) {
    let Spot { x, y, anchor } = placed.spot;
    for (i, line) in placed.label.lines.iter().enumerate() {
        let _ = write!(
            out,
            "<text class=\"halo {}\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
            placed.label.class,
            y + i as f64 * LINE_HEIGHT,
            anchor.word(),
            escape(line)
        );
    }
}

pub(super) struct Chart<'a> {
    pub data: &'a BurnUp<'a>,
    pub scale: Scale,
    pub size: Size,
    pub now: Option<WeekPoint>,
}

impl<'a> Chart<'a> {
    pub fn of(data: &'a BurnUp<'a>, size: Size) -> Self {
        Self {
            data,
            scale: Scale::of(data, size),
            size,
            now: data.history.last().copied(),
        }
    }

    fn series(&self, pick: fn(&WeekPoint) -> MaybeShare) -> Points {
        self.data
            .history
            .iter()
            .filter_map(|p| pick(p).map(|share| (self.scale.at(p.day), share.to_f64())))
            .collect()
    }

    /// The plan goes on after the page's day.
    fn plan(&self) -> Points {
        let mut points = self.series(|p| p.expected_original);
        let ahead = self
            .data
            .plan
            .iter()
            .filter(|(day, _)| *day > self.data.day);
        points.extend(
            ahead.filter_map(|(day, share)| share.map(|s| (self.scale.at(*day), s.to_f64()))),
        );
        points
    }

    /// Accepted stands still until the next week's value.
    fn steps(&self) -> Points {
        let mut steps = Points::new();
        for (x, y) in self.series(|p| p.accepted) {
            if let Some((_, before)) = steps.last().copied() {
                steps.push((x, before));
            }
            steps.push((x, y));
        }
        steps
    }

    fn accepted(&self) -> f64 {
        self.now.and_then(|p| p.accepted).map_or(0.0, Share::to_f64)
    }

    pub(super) fn finish(&self) -> Option<(Finish, Finish, Option<Finish>)> {
        match self.data.forecast {
            Forecast::Finish {
                likely,
                cautious,
                early,
            } => Some((*likely, *early, *cautious)),
            _ => None,
        }
    }

    /// Where a straight way to 100 % on that day leaves the plot.
    fn reach(&self, day: Day) -> (f64, f64) {
        let (from, to) = (self.scale.at(self.data.day), self.scale.end());
        let at = self.scale.at(day);
        if at <= to || at <= from {
            return (at.max(from), 1.0);
        }
        let start = self.accepted();
        (to, start + (1.0 - start) * (to - from) / (at - from))
    }

    /// From early to cautious; a cautious "never" stays where it is.
    fn cone(&self) -> Option<Points> {
        let (_, early, cautious) = self.finish()?;
        let top = self.reach(early.day);
        let low = cautious.map_or((self.scale.end(), self.accepted()), |c| self.reach(c.day));
        let mut points = vec![(self.scale.at(self.data.day), self.accepted()), top];
        if top.1 >= 1.0 && low.1 < 1.0 {
            points.push((self.scale.end(), 1.0));
        }
        points.push(low);
        Some(points)
    }

    fn strokes(&self) -> Vec<Stroke> {
        let end = self.scale.end();
        let mut all = Vec::new();
        let mut add = |pen, points: Points| {
            if points.len() > 1 {
                all.push(Stroke { pen, points });
            }
        };
        for quarter in 0..=4 {
            let y = f64::from(quarter) / 4.0;
            add(Pen::Grid, vec![(0.0, y), (end, y)]);
        }
        let day = self.scale.at(self.data.day);
        if let Some(cone) = self.cone() {
            add(Pen::Cone, cone);
        }
        if let Some((likely, ..)) = self.finish() {
            add(
                Pen::Forecast,
                vec![(day, self.accepted()), self.reach(likely.day)],
            );
        }
        add(Pen::Today, vec![(day, 0.0), (day, 1.0)]);
        add(Pen::Expected, self.series(|p| p.expected));
        add(Pen::Plan, self.plan());
        add(Pen::Claimed, self.series(|p| p.claimed));
        add(Pen::Accepted, self.steps());
        all
    }

    fn axis_words(&self, out: &mut String) {
        let plot = self.scale.plot;
        for quarter in 0..=4 {
            let share = f64::from(quarter) / 4.0;
            let y = self.scale.y(share);
            let sign = if quarter == 4 { "%" } else { "" };
            let number = quarter * 25;
            let _ = match self.size {
                Size::Wide => write!(
                    out,
                    "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{number}{sign}</text>",
                    plot.left - 6.0,
                    y + 4.0
                ),
                // Inside, on the hairline: a phone has no room beside the plot.
                Size::Narrow if quarter > 0 && quarter % 2 == 0 => write!(
                    out,
                    "<text class=\"halo\" x=\"{}\" y=\"{:.1}\">{number}%</text>",
                    plot.left,
                    y - 4.0
                ),
                Size::Narrow => Ok(()),
            };
        }
        let first = text::day_month(self.scale.from);
        let words = std::iter::once((self.scale.from, first)).chain(self.scale.months());
        for (day, word) in words {
            let x = self.scale.x(day);
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

    /// Gap and deadline in pixels: (x, y of the plan, y of accepted).
    pub(super) fn gap(&self) -> Option<(f64, f64, f64)> {
        let now = self.now?;
        let (plan, accepted) = (now.expected_original?, now.accepted?);
        let (top, low) = (self.scale.y(plan.to_f64()), self.scale.y(accepted.to_f64()));
        (accepted < plan && low - top > 8.0).then_some((self.scale.x(now.day) + 9.0, top, low))
    }

    /// The finish, and whether it lies beyond the axis.
    pub(super) fn finish_x(&self) -> Option<(f64, Day, bool)> {
        let (likely, ..) = self.finish()?;
        let beyond = likely.day > self.scale.to;
        Some((
            self.scale.x(likely.day.min(self.scale.to)),
            likely.day,
            beyond,
        ))
    }

    pub(super) fn late_by(&self) -> Option<(f64, f64, i64)> {
        let deadline = self.data.deadline?;
        let (x, finish, _) = self.finish_x()?;
        let from = self.scale.x(deadline);
        (finish > deadline && x - from > 18.0).then(|| (from, x, (finish - deadline).num_days()))
    }

    fn marks(&self, out: &mut String) {
        let scale = &self.scale;
        let plot = scale.plot;
        if let Some(deadline) = self.data.deadline {
            let x = scale.x(deadline);
            let _ = write!(
                out,
                "<path class=\"pen-deadline\" d=\"M{x:.1} {}V{}\"/>",
                plot.top - 16.0,
                plot.bottom
            );
        }
        if let Some((x, top, low)) = self.gap() {
            let _ = write!(
                out,
                "<path class=\"gap\" d=\"M{:.1} {top:.1}h6m-3 0V{low:.1}m-3 0h6\"/>",
                x - 3.0
            );
        }
        if let Some((from, to, _)) = self.late_by() {
            let y = plot.top - 7.0;
            let _ = write!(
                out,
                "<path class=\"gap\" d=\"M{:.1} {y}H{:.1}m-6 -3.5l6 3.5l-6 3.5M{:.1} {:.1}l-6 3.5l6 3.5\"/>",
                from + 3.0,
                to - 5.0,
                from + 9.0,
                y - 3.5
            );
        }
        let mut dot = |class: &str, x: f64, share: MaybeShare, r: f64| {
            if let Some(share) = share {
                let y = scale.y(share.to_f64());
                let _ = write!(
                    out,
                    "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r}\"/>"
                );
            }
        };
        if let Some(now) = self.now {
            let x = scale.x(now.day);
            dot("dot-plan", x, now.expected_original, 3.5);
            dot("dot-claimed", x, now.claimed, 3.5);
            dot("dot-accepted", x, now.accepted, 4.5);
        }
        if let Some((x, _, false)) = self.finish_x() {
            dot("dot-finish", x, Some(Share::ONE), 4.5);
        }
    }

    /// Points along all lines, close enough that no label slips between.
    pub(super) fn ground(&self) -> Ground {
        let plot = self.scale.plot;
        let mut lines = Vec::new();
        let pixel = |(x, y): (f64, f64)| {
            let part = x / self.scale.end();
            (plot.left + part * (plot.right - plot.left), self.scale.y(y))
        };
        for stroke in self.strokes() {
            if matches!(
                stroke.pen,
                Pen::Grid | Pen::Cone | Pen::Expected | Pen::Today
            ) {
                continue;
            }
            for pair in stroke.points.windows(2) {
                let ((ax, ay), (bx, by)) = (pixel(pair[0]), pixel(pair[1]));
                let pieces = ((bx - ax).hypot(by - ay) / 4.0).ceil().max(1.0);
                for i in 0..=pieces as usize {
                    let t = i as f64 / pieces;
                    lines.push((ax + (bx - ax) * t, ay + (by - ay) * t));
                }
            }
        }
        let mut rules = vec![(self.scale.x(self.data.day), plot.top, plot.bottom)];
        if let Some(deadline) = self.data.deadline {
            rules.push((self.scale.x(deadline), plot.top - 16.0, plot.bottom));
        }
        if let Some((x, top, low)) = self.gap() {
            rules.push((x, top, low));
        }
        Ground {
            bounds: Area {
                left: 0.0,
                top: 0.0,
                right: plot.width,
                bottom: plot.bottom,
            },
            rules,
            lines,
        }
    }
}
