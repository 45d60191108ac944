//! What the labels of a trend say, and where each may stand.
use super::draw::Chart;
use crate::{
    chart::plot::{Anchor, Area, LINE_HEIGHT, Label, Placed, Points, Spot, place, spot},
    domain::tenths,
    text::{self, Key as K, t, tf},
};

impl Chart<'_> {
    /// `taken`: where words stand already.
    pub fn labels(&self, taken: Vec<Area>) -> Vec<Placed> {
        let time = self.time();
        let target = self.target().map(|target| self.scale.y(target));
        let one = |label: Option<Label>| label.into_iter().collect();
        let all = vec![
            one(time.deadline_label()),
            time.late_label(),
            one(target.and_then(|mark| time.finish_label(mark))),
            self.gap_label(),
            self.measured_label(),
            one(self.target_label()),
            self.needed_label(),
            one(Some(time.today_label())),
            self.path_label(),
            self.pace_label(),
        ];
        let mut ground = self.ground();
        ground.taken = taken;
        place(&ground, all)
    }

    fn pixel(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let plot = self.scale.plot;
        let part = x / self.scale.end();
        (plot.left + part * (plot.right - plot.left), self.scale.y(y))
    }

    /// Along a line, from where it is asked for outwards: beside it on the side
    /// that is free for its slope first, then on the other.
    fn beside(&self, line: &Points, order: &[f64], under: bool) -> Vec<Spot> {
        let mut spots = Vec::new();
        for off in [8.0, 16.0, 28.0] {
            for part in order {
                let Some((x, y)) = self.along(line, *part) else {
                    continue;
                };
                let below = |anchor, x| spot(x, y + off + 10.0, anchor);
                let above = |anchor, x| spot(x, y - off + 2.0, anchor);
                let right = x + off + 2.0;
                let left = x - off;
                spots.extend(match (under, self.data.up) {
                    (true, true) => [below(Anchor::Start, right), above(Anchor::End, left)],
                    (true, false) => [below(Anchor::End, left), above(Anchor::Start, right)],
                    (false, true) => [above(Anchor::End, left), below(Anchor::Start, right)],
                    (false, false) => [above(Anchor::Start, right), below(Anchor::End, left)],
                });
            }
        }
        spots
    }

    /// The point at a part of a line, by its length across.
    fn along(&self, line: &Points, part: f64) -> Option<(f64, f64)> {
        let (first, last) = (line.first()?, line.last()?);
        let at = first.0 + (last.0 - first.0) * part;
        let pair = line.windows(2).find(|pair| pair[1].0 >= at)?;
        let [(ax, ay), (bx, by)] = *pair else {
            return None;
        };
        let t = if bx > ax { (at - ax) / (bx - ax) } else { 0.0 };
        Some(self.pixel((at, ay + (by - ay) * t)))
    }

    fn value(&self) -> Option<crate::domain::Value> {
        Some(self.data.points.last()?.value)
    }

    fn gap_label(&self) -> Vec<Label> {
        let Some((x, top, low)) = self.gap() else {
            return Vec::new();
        };
        let now = self.value().and_then(tenths);
        let path = self.data.path_now.and_then(tenths);
        let Some(gap) = now.zip(path).map(|(now, path)| (now - path).abs()) else {
            return Vec::new();
        };
        let lang = self.data.lang;
        let word = t(
            lang,
            if self.data.up {
                K::TrendBelow
            } else {
                K::TrendAbove
            },
        );
        let words = text::distance(lang, gap, self.data.unit_of_measure);
        let left = |lines: Vec<String>| {
            let middle = f64::midpoint(top, low) - LINE_HEIGHT * (lines.len() as f64 - 1.0) / 2.0;
            let mut spots: Vec<Spot> = [0.0, -18.0, 18.0, -36.0, 36.0]
                .map(|down| spot(x - 8.0, middle + 4.0 + down, Anchor::End))
                .into();
            spots.push(spot(x - 8.0, top - 8.0, Anchor::End));
            for down in [28.0, 46.0, 64.0, 86.0] {
                spots.push(spot(x - 8.0, low + down, Anchor::End));
                spots.push(spot(x + 20.0, low + down, Anchor::Start));
            }
            Label {
                class: "late",
                lines,
                spots,
            }
        };
        vec![
            left(vec![format!("{word} {words}")]),
            left(vec![word.to_owned(), words]),
        ]
    }

    fn measured_label(&self) -> Vec<Label> {
        let Some(value) = self.value() else {
            return Vec::new();
        };
        let lang = self.data.lang;
        let name = t(lang, K::MeasuredShort).to_owned();
        let (target, unit) = (self.data.target, self.data.unit_of_measure);
        let value = text::value_beside_target(lang, value, target, unit);
        let line = self.measured();
        // A line that lies under the path has its free side below.
        let under = self.data.behind() == self.data.up || self.data.path.is_none();
        let order = [0.7, 0.6, 0.8, 0.5, 0.4, 0.9, 0.3, 0.2, 0.1];
        // At the end of the line, where its value is; along it where there is no room.
        let mut spots = Vec::new();
        if let Some((x, y)) = line.last().map(|last| self.pixel(*last)) {
            let (near, far) = if under { (20.0, 34.0) } else { (-12.0, -26.0) };
            for away in [near, far] {
                spots.push(spot(x + 4.0, y + away, Anchor::Start));
                spots.push(spot(x - 4.0, y + away, Anchor::End));
            }
        }
        spots.extend(self.beside(&line, &order, under));
        if let Some((x, y)) = line.last().map(|last| self.pixel(*last)) {
            for away in [4.0, -14.0, 22.0, -30.0, 38.0] {
                spots.push(spot(x + 12.0, y + away, Anchor::Start));
                spots.push(spot(x - 12.0, y + away, Anchor::End));
            }
        }
        let label = |lines| Label {
            class: "measured",
            lines,
            spots: spots.clone(),
        };
        vec![
            label(vec![format!("{name} {value}")]),
            label(vec![name, value]),
        ]
    }

    /// A pace in words: "0,86 điểm mỗi ngày làm việc".
    fn pace(&self, pace: f64) -> String {
        let lang = self.data.lang;
        let number = text::pace(lang, pace, 2);
        if self.data.unit_of_measure.starts_with('%') {
            tf(lang, K::Points, &[&number])
        } else {
            format!("{number} {}", self.data.unit_of_measure)
        }
    }

    fn needed_label(&self) -> Vec<Label> {
        let (Some(line), Some(needed)) = (self.needed(), self.data.pace.needed) else {
            return Vec::new();
        };
        let lang = self.data.lang;
        let first = tf(lang, K::TrendNeeded, &[&self.pace(needed)]);
        let second = t(lang, K::AWorkingDay).to_owned();
        let mut spots = self.beside(&line, &[0.5, 0.65, 0.35, 0.8], false);
        if let Some((x, y)) = self.along(&line, 0.5) {
            // Left of today's rule, which no label crosses.
            let today = self.scale.x(self.data.day) - 12.0;
            for away in [0.0, 30.0, 60.0, 90.0, -40.0] {
                spots.push(spot(today.min(x - 30.0), y + away, Anchor::End));
                spots.push(spot(x - 30.0, y + away, Anchor::End));
                spots.push(spot(x + 24.0, y + away, Anchor::Start));
            }
        }
        let label = |lines| Label {
            class: "late",
            lines,
            spots: spots.clone(),
        };
        vec![
            label(vec![format!("{first} {second}")]),
            label(vec![first.clone(), second]),
            label(vec![first]),
        ]
    }

    fn target_label(&self) -> Option<Label> {
        let target = self.data.target?;
        let y = self.scale.y(self.target()?);
        let words = text::target(self.data.lang, target, self.data.unit_of_measure);
        let plot = self.scale.plot;
        let mut spots = Vec::new();
        for x in (4..260).step_by(16).map(f64::from) {
            for away in [-6.0, 16.0, 30.0, -20.0] {
                spots.push(spot(plot.left + x, y + away, Anchor::Start));
            }
        }
        spots.push(spot(plot.right, y - 6.0, Anchor::End));
        spots.push(spot(plot.right, y + 16.0, Anchor::End));
        Some(Label {
            class: "strong",
            lines: vec![tf(self.data.lang, K::TrendTarget, &[&words])],
            spots,
        })
    }

    fn path_label(&self) -> Vec<Label> {
        let (Some(line), Some(now)) = (self.path(), self.data.path_now) else {
            return Vec::new();
        };
        let lang = self.data.lang;
        let words = text::value_beside(lang, now, self.data.target, self.data.unit_of_measure);
        let key = if self.data.is_today {
            K::TrendPathToday
        } else {
            K::TrendPath
        };
        let order = [0.55, 0.45, 0.65, 0.35, 0.75, 0.25, 0.15, 0.85];
        let spots = self.beside(&line, &order, !self.data.behind());
        let label = |key| Label {
            class: "",
            lines: vec![tf(lang, key, &[&words])],
            spots: spots.clone(),
        };
        vec![label(key), label(K::TrendPath)]
    }

    /// Under the way ahead, right of the deadline if there is room.
    fn pace_label(&self) -> Vec<Label> {
        let (Some(line), Some(measured)) = (self.forecast_line(), self.data.pace.measured) else {
            return Vec::new();
        };
        let lang = self.data.lang;
        let name = t(lang, K::TrendPace).to_owned();
        let pace = self.pace(measured);
        let day = t(lang, K::AWorkingDay).to_owned();
        let mut spots = self.beside(&line, &[0.5, 0.65, 0.8, 0.35, 0.25], true);
        let plot = self.scale.plot;
        for up in [60.0, 100.0, 140.0, 180.0, 220.0, 260.0] {
            spots.push(spot(plot.right, plot.bottom - up, Anchor::End));
        }
        let label = |lines| Label {
            class: "ahead",
            lines,
            spots: spots.clone(),
        };
        vec![
            label(vec![name.clone(), format!("{pace} {day}")]),
            label(vec![name, pace, day]),
        ]
    }
}
