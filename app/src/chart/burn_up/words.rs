//! What the labels of the burn-up say, and where each may stand.
use super::draw::Chart;
use crate::{
    chart::plot::{Anchor, LINE_HEIGHT, Label, Placed, Spot, place, spot},
    text::{self, Key as K, t, tf},
    views::{MaybeShare, WeekPoint},
};

impl Chart<'_> {
    pub fn labels(&self) -> Vec<Placed> {
        let time = self.time();
        let one = |label: Option<Label>| label.into_iter().collect();
        let accepted = self.value_label("accepted", self.names().0, |p| p.accepted, self.ahead());
        let all = vec![
            one(time.deadline_label()),
            time.late_label(),
            one(time.finish_label(self.scale.plot.top)),
            one(time.cautious_label(self.scale.plot.top)),
            accepted,
            self.gap_label(),
        ];
        let plan = self.value_label("plan", K::ChartPlan, |p| p.expected_original, !self.ahead());
        let claimed = self.value_label("claimed", self.names().1, |p| p.claimed, true);
        // The lower of the two is placed first, the other above it.
        let under = self.now.is_some_and(|p| p.claimed <= p.expected_original);
        let (lower, upper, class) = match under {
            true => (claimed, plan, "claimed"),
            false => (plan, claimed, "plan"),
        };
        let last = [
            one(Some(time.today_label())),
            one(self.forecast_label()),
            one(self.expected_label()),
        ];
        let ground = self.ground();
        let mut all: Vec<_> = all.into_iter().chain([lower]).collect();
        let placed = place(&ground, all.clone());
        let lower = placed.iter().find(|it| it.label.class == class);
        all.push(match lower {
            Some(lower) => above(upper, lower.spot.y),
            None => upper,
        });
        all.extend(last);
        place(&ground, all)
    }

    /// What a label names where it may stand apart from it: a dot of today, the thin line.
    pub(super) fn named(&self, placed: &Placed) -> Option<(f64, f64)> {
        let dot = |pick: fn(&WeekPoint) -> MaybeShare| {
            let now = self.now.as_ref()?;
            Some((self.scale.x(now.day), self.scale.y(pick(now)?.to_f64())))
        };
        match placed.label.class {
            "plan" => dot(|p| p.expected_original),
            "claimed" => dot(|p| p.claimed),
            "accepted" => dot(|p| p.accepted),
            "expected" => self.apart_from_plan(),
            _ => None,
        }
    }

    /// Where the thin line of current deadlines is farthest from the plan, unless it nearly is one.
    fn apart_from_plan(&self) -> Option<(f64, f64)> {
        let place = |p: &WeekPoint| {
            let (plan, now) = (p.expected_original?.to_f64(), p.expected?.to_f64());
            let (plan, y) = (self.scale.y(plan), self.scale.y(now));
            Some(((plan - y).abs(), (self.scale.x(p.day), y)))
        };
        let all = self.data.history.iter().filter_map(place);
        let (apart, at) = all.max_by(|one, other| one.0.total_cmp(&other.0))?;
        (apart > 5.0).then_some(at)
    }

    /// The name of the thin line, joined to it by a leader.
    fn expected_label(&self) -> Option<Label> {
        if !self.size.is_large() {
            return None;
        }
        let (x, y) = self.apart_from_plan()?;
        let mut spots = Vec::new();
        for down in [44.0, 64.0, 90.0, 120.0, 150.0] {
            spots.push(spot(x + 26.0, y + down, Anchor::Start));
            spots.push(spot(x - 8.0, y + down, Anchor::Start));
            spots.push(spot(x - 26.0, y - down, Anchor::End));
        }
        Some(Label {
            class: "expected",
            lines: vec![t(self.data.lang, K::ChartExpectedLine).to_owned()],
            spots,
        })
    }

    /// Right below the value of today; under the plan's bracket where that has no room.
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
            let mut spots: Vec<Spot> = [36.0, 52.0, 20.0, 68.0]
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

    /// A line's name and value of today at its last point: left above it, or right below.
    fn value_label(
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
        let day = self.now.map_or(self.data.day, |p| p.day);
        let (x, y) = (self.scale.x(day), self.scale.y(last.to_f64()));
        let left = |up: f64| spot(x - 10.0, y + 4.0 - up, Anchor::End);
        let right = |down: f64| spot(x + 12.0, y + 4.0 + down, Anchor::Start);
        let mut spots = Vec::new();
        for away in [0.0, 8.0, 16.0, 26.0, 38.0, 52.0, 70.0, 90.0, 112.0] {
            spots.push(match above {
                true => left(away),
                false => right(away + 14.0),
            });
        }
        for away in [14.0, 30.0, 48.0, 70.0, 92.0] {
            spots.push(right(away));
            spots.push(left(away));
            spots.push(left(-away - 10.0));
            spots.push(right(-away));
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
        if self.size.is_large() {
            (K::ChartAccepted, K::ChartClaimed)
        } else {
            (K::AcceptedShort, K::ClaimedShort)
        }
    }

    /// Whether more is accepted than the plan asked for.
    fn ahead(&self) -> bool {
        self.now.is_some_and(|p| p.accepted > p.expected_original)
    }

    /// How the forecast was made, in the free corner at the right.
    fn forecast_label(&self) -> Option<Label> {
        let (_, early, cautious) = self.finish()?;
        if !self.size.is_large() {
            return None;
        }
        let lang = self.data.lang;
        let cautious = cautious.map_or_else(
            || t(lang, K::ChartNever).to_owned(),
            |c| tf(lang, K::ChartCautious, &[&text::day(lang, c.day)]),
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
        // Right of the deadline, below the way ahead, first.
        let deadline = self
            .data
            .deadline
            .map_or(plot.right, |day| self.scale.x(day));
        spots.sort_by_key(|s| {
            let right = s.x > deadline + 1.0;
            (!right, ((s.y - plot.top - 250.0).abs()) as i64)
        });
        Some(Label {
            class: "",
            lines: vec![
                t(lang, K::ChartForecast).to_owned(),
                t(lang, K::ChartPace).to_owned(),
                tf(lang, K::ChartEarly, &[&text::day(lang, early.day)]),
                cautious,
            ],
            spots,
        })
    }
}

/// The forms of a label where they end above a height; as they were where none of these is free.
fn above(forms: Vec<Label>, height: f64) -> Vec<Label> {
    let higher = |label: &Label| {
        let lines = LINE_HEIGHT * (label.lines.len() as f64 - 1.0);
        let spots = label.spots.iter().copied();
        Label {
            spots: spots.filter(|at| at.y + lines < height).collect(),
            ..label.clone()
        }
    };
    forms.iter().map(higher).chain(forms.clone()).collect()
}
