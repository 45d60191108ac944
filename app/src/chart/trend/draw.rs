//! The drawing: strokes, marks and labels in their order.
use std::fmt::Write;

use super::{Trend, axis::Axis};
use crate::{
    chart::{
        drawn,
        plot::{
            Ground, Mark, Points, Scale, Size, Stroke, TimeMarks, bracket, ground, open, strokes,
            write_label, write_ticks,
        },
    },
    domain::{Day, Finish, Forecast},
};

/// Points nearer to each other than this show as a line only.
const DOTS_APART: f64 = 7.0;

/// The chart as a whole SVG. `told` is its conclusion in words.
pub fn trend(data: &Trend<'_>, size: Size, told: &str) -> String {
    let chart = Chart::of(data, size);
    let mut out = open(size, told);
    out.push_str(&strokes(&chart.scale, &chart.strokes()));
    let ticks = Axis::of(data).ticks(data);
    let taken = write_ticks(&mut out, &chart.scale, size, &ticks);
    chart.time().months(&mut out);
    chart.marks(&mut out);
    for placed in chart.labels(taken) {
        write_label(&mut out, &placed);
    }
    out.push_str("</svg>");
    out
}

pub(super) struct Chart<'a> {
    pub data: &'a Trend<'a>,
    pub scale: Scale,
}

impl<'a> Chart<'a> {
    pub fn of(data: &'a Trend<'a>, size: Size) -> Self {
        Self {
            data,
            scale: data.scale(size),
        }
    }

    pub(super) fn time(&self) -> TimeMarks<'_> {
        TimeMarks {
            lang: self.data.lang,
            scale: &self.scale,
            day: self.data.day,
            is_today: self.data.is_today,
            deadline: self.data.deadline,
            finish: self.finish().map(|(likely, ..)| likely.day),
            cautious: None,
        }
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

    pub(super) fn target(&self) -> Option<f64> {
        self.data.target.map(drawn)
    }

    /// The last measured point, in days and values.
    fn now(&self) -> Option<(f64, f64)> {
        let last = self.data.last()?;
        Some((self.scale.at(last.day), drawn(last.value)))
    }

    /// Where a straight way from the last point to the target on that day
    /// leaves the plot.
    fn reach(&self, day: Day) -> Option<(f64, f64)> {
        let ((from, value), target) = (self.now()?, self.target()?);
        let (at, end) = (self.scale.at(day), self.scale.end());
        if at <= end || at <= from {
            return Some((at.max(from), target));
        }
        Some((end, value + (target - value) * (end - from) / (at - from)))
    }

    /// From early to cautious; a cautious "never" stays where it is.
    fn cone(&self) -> Option<Points> {
        let ((_, early, cautious), now) = (self.finish()?, self.now()?);
        let (end, target) = (self.scale.end(), self.target()?);
        let near = self.reach(early.day)?;
        let far = match cautious {
            Some(cautious) => self.reach(cautious.day)?,
            None => (end, now.1),
        };
        let mut points = vec![now, near];
        if near.1 == target && far.1 != target {
            points.push((end, target));
        }
        points.push(far);
        Some(points)
    }

    /// From today's value to the target on the deadline, where the way there is
    /// steeper than the pace.
    pub(super) fn needed(&self) -> Option<Points> {
        self.data.pace.needed?;
        let deadline = self.data.deadline.filter(|day| *day > self.data.day)?;
        let fast_enough = match self.data.forecast {
            Forecast::Finish { likely, .. } => likely.day <= deadline,
            _ => false,
        };
        if fast_enough || self.data.reached {
            return None;
        }
        let from = (self.scale.at(self.data.day), self.data.value()?);
        Some(vec![from, (self.scale.at(deadline), self.target()?)])
    }

    pub(super) fn forecast_line(&self) -> Option<Points> {
        let (likely, ..) = self.finish()?;
        Some(vec![self.now()?, self.reach(likely.day)?])
    }

    pub(super) fn path(&self) -> Option<Points> {
        let path = self.data.path?;
        let point = |(day, value)| (self.scale.at(day), drawn(value));
        Some(path.points().map(point).collect())
    }

    pub(super) fn measured(&self) -> Points {
        let points = self.data.points.iter();
        points
            .map(|point| (self.scale.at(point.day), drawn(point.value)))
            .collect()
    }

    fn strokes(&self) -> Vec<Stroke> {
        let (end, axis) = (self.scale.end(), Axis::of(self.data));
        let mut all = Vec::new();
        let mut add = |mark, points: Option<Points>| {
            if let Some(points) = points.filter(|points| points.len() > 1) {
                all.push(Stroke { mark, points });
            }
        };
        for tick in axis.ticks(self.data) {
            add(Mark::Grid, Some(vec![(0.0, tick.at), (end, tick.at)]));
        }
        add(Mark::Cone, self.cone());
        let target = self.target();
        add(Mark::Target, target.map(|t| vec![(0.0, t), (end, t)]));
        let day = self.scale.at(self.data.day);
        add(
            Mark::Today,
            Some(vec![(day, self.scale.low), (day, self.scale.high)]),
        );
        add(Mark::Plan, self.path());
        add(Mark::Needed, self.needed());
        add(Mark::Forecast, self.forecast_line());
        add(Mark::Measured, Some(self.measured()));
        all
    }

    /// The gap to the path in pixels: x, top and bottom of its bracket, left of
    /// today because the way ahead begins at its right.
    pub(super) fn gap(&self) -> Option<(f64, f64, f64)> {
        if !self.data.behind() {
            return None;
        }
        let path = self.scale.y(drawn(self.data.path_now?));
        let value = self.scale.y(self.data.value()?);
        let (top, low) = (path.min(value), path.max(value));
        (low - top > 8.0).then_some((self.scale.x(self.data.day) - 9.0, top, low))
    }

    fn marks(&self, out: &mut String) {
        self.time().draw(out);
        if let Some((x, top, low)) = self.gap() {
            bracket(out, x, top, low);
        }
        let dot = |out: &mut String, class: &str, (x, y): (f64, f64), r: f64| {
            let _ = write!(
                out,
                "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r}\"/>"
            );
        };
        let mut before = f64::MIN;
        let points = self.data.points;
        for (i, point) in points.iter().enumerate() {
            let (x, y) = (self.scale.x(point.day), self.scale.y(drawn(point.value)));
            let last = i + 1 == points.len();
            if last || x - before >= DOTS_APART {
                dot(out, "dot-measured", (x, y), if last { 4.0 } else { 3.0 });
                before = x;
            }
        }
        if let Some(path) = self.data.path_now {
            let at = (self.scale.x(self.data.day), self.scale.y(drawn(path)));
            dot(out, "dot-plan", at, 3.0);
        }
        if let (Some((x, _, false)), Some(target)) = (self.time().finish_x(), self.target()) {
            dot(out, "dot-finish", (x, self.scale.y(target)), 4.5);
        }
    }

    pub(super) fn ground(&self) -> Ground {
        let mut rules = self.time().rules();
        rules.extend(self.gap());
        ground(&self.scale, &self.strokes(), rules)
    }
}
