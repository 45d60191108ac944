//! The drawing: strokes, marks and labels in their order.
use std::fmt::Write;

use super::{
    BurnUp,
    ink::{Pen, Points, Stroke, strokes},
    labels::{Anchor, Area, Ground, LINE_HEIGHT, Label, Placed, Spot, place, spot},
    scale::{Scale, Size},
};
use crate::{
    chart::escape,
    domain::{Day, Finish, Forecast, Share},
    text::{self, Key as K, t, tf},
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
    data: &'a BurnUp<'a>,
    pub scale: Scale,
    size: Size,
    now: Option<WeekPoint>,
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

    fn finish(&self) -> Option<(Finish, Finish, Option<Finish>)> {
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
    fn gap(&self) -> Option<(f64, f64, f64)> {
        let now = self.now?;
        let (plan, accepted) = (now.expected_original?, now.accepted?);
        let (top, low) = (self.scale.y(plan.to_f64()), self.scale.y(accepted.to_f64()));
        (accepted < plan && low - top > 8.0).then_some((self.scale.x(now.day) + 9.0, top, low))
    }

    /// The finish, and whether it lies beyond the axis.
    fn finish_x(&self) -> Option<(f64, Day, bool)> {
        let (likely, ..) = self.finish()?;
        let beyond = likely.day > self.scale.to;
        Some((
            self.scale.x(likely.day.min(self.scale.to)),
            likely.day,
            beyond,
        ))
    }

    fn late_by(&self) -> Option<(f64, f64, i64)> {
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
    fn ground(&self) -> Ground {
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

    pub fn labels(&self) -> Vec<Placed> {
        let one = |label: Option<Label>| label.into_iter().collect();
        let all = vec![
            one(self.deadline_label()),
            one(self.late_label()),
            one(self.finish_label()),
            self.gap_label(),
            self.line_label("accepted", self.names().0, |p| p.accepted, self.ahead()),
            one(self.today_label()),
            one(self.plan_label()),
            self.line_label("", self.names().1, |p| p.claimed, true),
            one(self.forecast_label()),
        ];
        place(&self.ground(), all)
    }

    fn deadline_label(&self) -> Option<Label> {
        let deadline = self.data.deadline?;
        let x = self.scale.x(deadline);
        let y = self.scale.plot.top - 16.0;
        Some(Label {
            class: "strong",
            lines: vec![tf(
                self.data.lang,
                K::ChartDeadline,
                &[&text::day(deadline)],
            )],
            spots: vec![
                spot(x - 6.0, y, Anchor::End),
                spot(x + 6.0, y, Anchor::Start),
                spot(x - 6.0, y - 16.0, Anchor::End),
            ],
        })
    }

    fn late_label(&self) -> Option<Label> {
        let (from, to, days) = self.late_by()?;
        let y = self.scale.plot.top - 14.0;
        let words = text::days(self.data.lang, days);
        Some(Label {
            class: "late",
            lines: vec![tf(self.data.lang, K::ChartLate, &[&words])],
            spots: vec![
                spot(f64::midpoint(from, to), y, Anchor::Middle),
                spot(from + 4.0, y - 2.0, Anchor::Start),
                spot(self.scale.plot.right, y - 16.0, Anchor::End),
                spot(from - 6.0, y - 19.0, Anchor::End),
            ],
        })
    }

    fn finish_label(&self) -> Option<Label> {
        let (x, day, beyond) = self.finish_x()?;
        let plot = self.scale.plot;
        let y = plot.top - 16.0;
        let words = text::day(day);
        Some(Label {
            class: "strong",
            lines: vec![if beyond {
                format!("→ {words}")
            } else {
                words
            }],
            spots: vec![
                spot(x + 8.0, y + 4.0, Anchor::Start),
                spot(x - 8.0, y + 2.0, Anchor::End),
                spot(plot.right, y, Anchor::End),
                spot(plot.right, y - 16.0, Anchor::End),
                spot(plot.right, y - 34.0, Anchor::End),
                spot(plot.right, plot.top + 18.0, Anchor::End),
                spot(x + 8.0, plot.top + 18.0, Anchor::Start),
            ],
        })
    }

    /// Under the bracket, beside it, or left of today; in one line or in two.
    fn gap_label(&self) -> Vec<Label> {
        let Some((x, top, low)) = self.gap() else {
            return Vec::new();
        };
        let share = |pick: fn(&WeekPoint) -> MaybeShare| self.now.as_ref().and_then(pick);
        let gap = share(|p| p.accepted)
            .zip(share(|p| p.expected_original))
            .map_or(0, |(accepted, plan)| accepted.points_from(plan).abs());
        let lang = self.data.lang;
        let points = text::points(lang, gap);
        let right = |lines: Vec<String>| {
            let mut spots: Vec<Spot> = [20.0, 34.0, 48.0]
                .map(|down| spot(x, low + down, Anchor::Start))
                .into();
            let middle = f64::midpoint(top, low) - LINE_HEIGHT * (lines.len() as f64 - 1.0) / 2.0;
            spots.push(spot(x + 10.0, middle + 4.0, Anchor::Start));
            Label {
                class: "late",
                lines,
                spots,
            }
        };
        let words = tf(lang, K::ChartGap, &[&points]);
        let two = vec![t(lang, K::ChartBehind).to_owned(), points];
        let left = Label {
            class: "late",
            lines: vec![words.clone()],
            spots: [20.0, 40.0, 70.0, 100.0, 120.0, 140.0, 165.0]
                .map(|down| spot(x - 18.0, low + down, Anchor::End))
                .into(),
        };
        vec![right(vec![words]), right(two), left]
    }

    fn today_label(&self) -> Option<Label> {
        let day = self.data.day;
        let x = self.scale.x(day);
        let y = self.scale.plot.bottom - 10.0;
        let key = if self.data.is_today {
            K::ChartToday
        } else {
            K::ChartDay
        };
        let mut spots = Vec::new();
        for up in [0.0, 60.0, 140.0, 220.0, 300.0] {
            spots.push(spot(x - 7.0, y - up, Anchor::End));
            spots.push(spot(x + 7.0, y - up, Anchor::Start));
        }
        Some(Label {
            class: "",
            lines: vec![tf(self.data.lang, key, &[&text::day_month(day)])],
            spots,
        })
    }

    /// On the line: from its middle outwards, above it (left) or below
    /// (right); at last beside its end.
    fn line_label(
        &self,
        class: &'static str,
        key: K,
        pick: fn(&WeekPoint) -> MaybeShare,
        above: bool,
    ) -> Vec<Label> {
        let Some(last) = self.now.as_ref().and_then(pick) else {
            return Vec::new();
        };
        let name = t(self.data.lang, key).to_owned();
        let value = text::percent(self.data.lang, last);
        let points: Vec<(f64, f64)> = self
            .data
            .history
            .iter()
            .filter_map(|p| pick(p).map(|s| (self.scale.x(p.day), self.scale.y(s.to_f64()))))
            .collect();
        let n = points.len();
        let mut spots = Vec::new();
        let order = [58, 64, 52, 70, 46, 76, 40, 82, 34, 88, 28, 94, 20];
        for off in [8.0, 16.0, 28.0] {
            for percent in order {
                if let Some((x, y)) = points.get(n * percent / 100) {
                    spots.push(if above {
                        spot(x - off, y - off + 2.0, Anchor::End)
                    } else {
                        spot(x + off + 2.0, y + off + 10.0, Anchor::Start)
                    });
                }
            }
        }
        if let Some((x, y)) = points.last().copied() {
            let sign = if above { -1.0 } else { 1.0 };
            for away in [4.0, 18.0, 34.0] {
                spots.push(spot(x + 12.0, y + 4.0 + sign * away, Anchor::Start));
                spots.push(spot(x - 12.0, y + 4.0 + sign * away, Anchor::End));
            }
        }
        // In one line, or in two where there is little room.
        let higher = |s: &Spot| {
            let up = if above { LINE_HEIGHT } else { 0.0 };
            spot(s.x, s.y - up, s.anchor)
        };
        let two = Label {
            class,
            lines: vec![name.clone(), value.clone()],
            spots: spots.iter().map(higher).collect(),
        };
        let one = Label {
            class,
            lines: vec![format!("{name} {value}")],
            spots,
        };
        vec![one, two]
    }

    /// What the lines are called: accepted, claimed.
    const fn names(&self) -> (K, K) {
        match self.size {
            Size::Wide => (K::ChartAccepted, K::ChartClaimed),
            Size::Narrow => (K::AcceptedShort, K::ClaimedShort),
        }
    }

    /// Whether more is accepted than the plan asked for.
    fn ahead(&self) -> bool {
        self.now.is_some_and(|p| p.accepted > p.expected_original)
    }

    /// Left of its point of today, else along the line ahead.
    fn plan_label(&self) -> Option<Label> {
        let now = self.now?;
        let plan = now.expected_original?;
        let lang = self.data.lang;
        let words = format!("{} {}", t(lang, K::ChartPlan), text::percent(lang, plan));
        let (x, y) = (self.scale.x(now.day), self.scale.y(plan.to_f64()));
        let mut spots = Vec::new();
        // Above its point only where no other line ends: else it would seem
        // to name that one.
        if now.claimed.max(now.accepted) <= now.expected_original {
            for up in [12.0, 24.0, 40.0, 60.0, 90.0] {
                spots.push(spot(x - 8.0, y - up, Anchor::End));
            }
        }
        for (day, share) in self.data.plan.iter().skip(1) {
            if let Some(share) = share {
                let (px, py) = (self.scale.x(*day), self.scale.y(share.to_f64()));
                spots.push(spot(px - 8.0, py - 8.0, Anchor::End));
                spots.push(spot(px + 10.0, py + 14.0, Anchor::Start));
            }
        }
        for down in [18.0, 32.0, 50.0] {
            spots.push(spot(x + 12.0, y + down, Anchor::Start));
        }
        Some(Label {
            class: "",
            lines: vec![words],
            spots,
        })
    }

    /// How the forecast was made, in the free corner at the right.
    fn forecast_label(&self) -> Option<Label> {
        let (_, early, cautious) = self.finish()?;
        if self.size == Size::Narrow {
            return None;
        }
        let lang = self.data.lang;
        let cautious = cautious.map_or_else(
            || t(lang, K::ChartNever).to_owned(),
            |c| tf(lang, K::ChartCautious, &[&text::day(c.day)]),
        );
        let plot = self.scale.plot;
        let mut spots = Vec::new();
        for down in (20..340).step_by(20) {
            let y = plot.top + f64::from(down);
            spots.push(spot(plot.right, y, Anchor::End));
            if let Some(deadline) = self.data.deadline {
                let x = self.scale.x(deadline);
                spots.push(spot(x - 8.0, y, Anchor::End));
                spots.push(spot(x + 8.0, y, Anchor::Start));
            }
        }
        spots.sort_by_key(|s| ((s.y - plot.top - 150.0).abs()) as i64);
        Some(Label {
            class: "",
            lines: vec![
                t(lang, K::ChartForecast).to_owned(),
                t(lang, K::ChartPace).to_owned(),
                tf(lang, K::ChartEarly, &[&text::day(early.day)]),
                cautious,
            ],
            spots,
        })
    }
}
