//! The drawing: strokes, marks and labels in their order.
use std::fmt::Write;

use super::BurnUp;
use crate::{
    chart::plot::{
        Ground, Mark, Points, Scale, Size, Stroke, Tick, TimeMarks, bracket, ground, open, strokes,
        write_label, write_leader, write_ticks,
    },
    domain::{Day, Finish, Forecast, Share},
    views::{MaybeShare, WeekPoint},
};

/// The chart as a whole SVG. `told` is its conclusion in words.
pub fn burn_up(data: &BurnUp<'_>, size: Size, told: &str) -> String {
    let chart = Chart::of(data, size);
    let mut out = open(size, told);
    out.push_str(&strokes(&chart.scale, &chart.strokes()));
    chart.axis_words(&mut out);
    chart.marks(&mut out);
    for placed in chart.labels() {
        // On a phone what has no room beside its mark is told by its colour.
        let named = chart.named(&placed).filter(|_| size != Size::Narrow);
        if let Some(named) = named {
            write_leader(&mut out, &placed, named);
        }
        write_label(&mut out, &placed);
    }
    out.push_str("</svg>");
    out
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
            scale: data.scale(size),
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
        let mut add = |mark, points: Points| {
            if points.len() > 1 {
                all.push(Stroke { mark, points });
            }
        };
        for quarter in 0..=4 {
            let y = f64::from(quarter) / 4.0;
            add(Mark::Grid, vec![(0.0, y), (end, y)]);
        }
        let day = self.scale.at(self.data.day);
        if let Some(cone) = self.cone() {
            add(Mark::Cone, cone);
        }
        if let Some((likely, ..)) = self.finish() {
            add(
                Mark::Forecast,
                vec![(day, self.accepted()), self.reach(likely.day)],
            );
        }
        add(Mark::Today, vec![(day, 0.0), (day, 1.0)]);
        add(Mark::Expected, self.series(|p| p.expected));
        add(Mark::Plan, self.plan());
        add(Mark::Claimed, self.series(|p| p.claimed));
        add(Mark::Accepted, self.steps());
        all
    }

    fn axis_words(&self, out: &mut String) {
        let ticks: Vec<Tick> = (0..=4)
            .map(|quarter| {
                let number = quarter * 25;
                let sign = if quarter == 4 { "%" } else { "" };
                Tick {
                    at: f64::from(quarter) / 4.0,
                    wide: format!("{number}{sign}"),
                    narrow: (quarter > 0 && quarter % 2 == 0).then(|| format!("{number}%")),
                }
            })
            .collect();
        write_ticks(out, &self.scale, self.size, &ticks);
        self.time().months(out);
    }

    /// Gap and deadline in pixels: (x, y of the plan, y of accepted).
    pub(super) fn gap(&self) -> Option<(f64, f64, f64)> {
        let now = self.now?;
        let (plan, accepted) = (now.expected_original?, now.accepted?);
        let (top, low) = (self.scale.y(plan.to_f64()), self.scale.y(accepted.to_f64()));
        (accepted < plan && low - top > 8.0).then_some((self.scale.x(now.day) + 9.0, top, low))
    }

    /// Its marks of time.
    pub(super) fn time(&self) -> TimeMarks<'_> {
        TimeMarks {
            lang: self.data.lang,
            scale: &self.scale,
            day: self.data.day,
            is_today: self.data.is_today,
            deadline: self.data.deadline,
            finish: self.finish().map(|(likely, ..)| likely.day),
            cautious: self.finish().and_then(|(.., cautious)| Some(cautious?.day)),
        }
    }

    fn marks(&self, out: &mut String) {
        let scale = &self.scale;
        self.time().draw(out);
        if let Some((x, top, low)) = self.gap() {
            bracket(out, x, top, low);
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
        if let Some((x, _, false)) = self.time().finish_x() {
            dot("dot-finish", x, Some(Share::ONE), 4.5);
        }
        if let Some((x, _, false)) = self.time().cautious_x() {
            dot("dot-finish", x, Some(Share::ONE), 3.5);
        }
    }

    pub(super) fn ground(&self) -> Ground {
        let mut rules = self.time().rules();
        rules.extend(self.gap());
        ground(&self.scale, &self.strokes(), rules)
    }
}
