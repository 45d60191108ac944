//! What the labels of the burn-up say, and where each may stand.
use super::draw::Chart;
use crate::{
    chart::plot::{Anchor, LINE_HEIGHT, Label, Placed, Size, Spot, place, spot},
    text::{self, Key as K, t, tf},
    views::{MaybeShare, WeekPoint},
};

impl Chart<'_> {
    pub fn labels(&self) -> Vec<Placed> {
        let time = self.time();
        let one = |label: Option<Label>| label.into_iter().collect();
        let all = vec![
            one(time.deadline_label()),
            one(time.late_label()),
            one(time.finish_label(self.scale.plot.top)),
            self.gap_label(),
            self.line_label("accepted", self.names().0, |p| p.accepted, self.ahead()),
            one(Some(time.today_label())),
            one(self.plan_label()),
            self.line_label("", self.names().1, |p| p.claimed, true),
            one(self.forecast_label()),
        ];
        place(&self.ground(), all)
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
