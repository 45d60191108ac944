//! Labels at many shapes of the data: none meets another, none crosses the
//! deadline, and the ones that carry the message are there.
use chrono::TimeDelta;

use super::{Trend, draw::Chart, trend};
use crate::{
    chart::plot::{Placed, Size},
    domain::{Day, Finish, Forecast, OutcomePace, TargetPath, Value, parse_day},
    text::Lang,
    views::TrendPoint,
};

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn value(tenths: i128) -> Value {
    Value::new(tenths, 10)
}

fn finish(likely: &str, early: &str, cautious: Option<&str>) -> Forecast {
    let at = |text: &str| Finish {
        day: day(text),
        per_week: 1.3,
    };
    Forecast::Finish {
        likely: at(likely),
        early: at(early),
        cautious: cautious.map(at),
    }
}

struct Shape {
    today: &'static str,
    deadline: Option<&'static str>,
    /// First and latest value, in tenths.
    values: (i128, i128),
    weeks: i64,
    target: Option<i128>,
    unit: &'static str,
    forecast: Forecast,
}

impl Shape {
    fn with<T>(&self, look: impl FnOnce(&Trend<'_>) -> T) -> T {
        let today = day(self.today);
        let (from, to) = self.values;
        let up = self.target.is_none_or(|target| target >= from);
        let points: Vec<TrendPoint> = (0..self.weeks)
            .map(|week| {
                let back = self.weeks - 1 - week;
                let part = (to - from) * i128::from(week) / i128::from((self.weeks - 1).max(1));
                TrendPoint {
                    day: today - TimeDelta::days(2 + back * 7),
                    value: value(from + part),
                    path: None,
                    before_campaign: false,
                }
            })
            .collect();
        let path = self
            .deadline
            .zip(self.target)
            .map(|(end, target)| TargetPath {
                from: (day("2026-01-14"), value(from)),
                through: Vec::new(),
                to: (day(end), value(target)),
            });
        look(&Trend {
            lang: Lang::Vi,
            day: today,
            is_today: true,
            deadline: self.deadline.map(day),
            unit_of_measure: self.unit,
            up,
            reached: self.forecast == Forecast::Reached,
            points: &points,
            path: path.as_ref(),
            path_now: path.as_ref().and_then(|path| path.at(today)),
            target: self.target.map(value),
            forecast: &self.forecast,
            pace: OutcomePace {
                needed: self.deadline.map(|_| 1.16),
                measured: Some(0.26),
                ..OutcomePace::default()
            },
        })
    }
}

fn shapes() -> Vec<Shape> {
    let shape = |today, deadline, values, weeks, target, forecast| Shape {
        today,
        deadline,
        values,
        weeks,
        target,
        unit: "%",
        forecast,
    };
    let end = Some("2026-12-31");
    let late = finish("2027-04-02", "2027-02-20", Some("2027-05-10"));
    let mut all = vec![
        shape("2026-11-22", end, (170, 614), 32, Some(950), late),
        shape(
            "2026-11-22",
            end,
            (170, 914),
            32,
            Some(950),
            finish("2026-12-10", "2026-12-05", Some("2026-12-28")),
        ),
        shape(
            "2026-11-22",
            end,
            (170, 614),
            2,
            Some(950),
            Forecast::NotEnough,
        ),
        shape(
            "2026-11-22",
            end,
            (170, 170),
            1,
            Some(950),
            Forecast::NotEnough,
        ),
        shape(
            "2026-11-22",
            end,
            (600, 600),
            30,
            Some(950),
            Forecast::Never { per_week: 0.0 },
        ),
        shape(
            "2026-11-22",
            end,
            (170, 961),
            40,
            Some(950),
            Forecast::Reached,
        ),
        shape(
            "2026-11-22",
            None,
            (782, 851),
            11,
            None,
            Forecast::NotEnough,
        ),
        shape("2026-11-22", None, (300, 614), 20, Some(800), late),
        // After the deadline, and a deadline that is near.
        shape(
            "2027-02-10",
            end,
            (170, 814),
            50,
            Some(950),
            finish("2027-03-20", "2027-03-01", None),
        ),
        shape("2026-12-28", end, (170, 614), 40, Some(950), late),
        // Far away: the axis ends before it.
        shape(
            "2026-11-22",
            end,
            (170, 300),
            40,
            Some(950),
            finish("2071-05-02", "2040-01-01", None),
        ),
    ];
    for (values, target) in [((480, 320), 150), ((480, 160), 150)] {
        let mut down = shape("2026-11-22", end, values, 30, Some(target), late);
        down.unit = "phút";
        all.push(down);
    }
    all
}

fn placed(chart: &Chart<'_>) -> Vec<Placed> {
    chart.labels(Vec::new())
}

#[test]
fn labels_keep_clear_of_each_other_and_of_the_deadline() {
    for (i, shape) in shapes().iter().enumerate() {
        for size in [Size::Wide, Size::Narrow] {
            shape.with(|data| {
                let chart = Chart::of(data, size);
                let placed = placed(&chart);
                for (n, a) in placed.iter().enumerate() {
                    for b in &placed[n + 1..] {
                        assert!(!a.area.meets(&b.area), "{i} {a:?} meets {b:?}");
                    }
                }
                let Some(deadline) = data.deadline else {
                    return;
                };
                let x = chart.scale.x(deadline);
                for label in &placed {
                    let area = label.area;
                    let crosses = area.left < x
                        && x < area.right
                        && area.bottom > chart.scale.plot.top - 16.0;
                    assert!(!crosses, "{i} {label:?}");
                }
                let told = |p: &Placed| p.label.lines.concat().starts_with("Hạn ");
                assert!(placed.iter().any(told), "{i}: no deadline");
            });
        }
    }
}

#[test]
fn value_gap_lateness_and_paces_are_said_on_the_chart() {
    let shape = &shapes()[0];
    for size in [Size::Wide, Size::Narrow] {
        let svg = shape.with(|data| trend(data, size, "kết luận"));
        for words in [
            "61,4%",
            "thấp hơn",
            "trễ 92 ngày",
            "02/04/2027",
            "Mục tiêu 95%",
        ] {
            assert!(svg.contains(words), "{size:?} {words}");
        }
    }
    let svg = shape.with(|data| trend(data, Size::Wide, ""));
    for words in ["Cần 1,16 điểm", "Tốc độ đo được", "Lộ trình, hôm nay"] {
        assert!(svg.contains(words), "{words}");
    }
}

#[test]
fn each_measured_value_is_named_on_the_chart() {
    for shape in shapes() {
        for size in [Size::Wide, Size::Narrow] {
            shape.with(|data| {
                let chart = Chart::of(data, size);
                let named = |p: &Placed| p.label.class == "measured";
                assert!(placed(&chart).iter().any(named), "{} {size:?}", shape.today);
            });
        }
    }
}

#[test]
fn no_way_ahead_is_drawn_that_is_not_known() {
    let svg = |n: usize| shapes()[n].with(|data| trend(data, Size::Wide, ""));
    // Two values, no movement, reached: no forecast.
    for n in [2, 4, 5] {
        assert!(
            !svg(n).contains("pen-forecast") && !svg(n).contains("pen-cone"),
            "{n}"
        );
    }
    // Fast enough or reached: no wine-coloured way.
    for n in [1, 5] {
        assert!(!svg(n).contains("pen-needed"), "{n}");
    }
    assert!(!svg(6).contains("pen-target"), "no target");
}

#[test]
fn the_drawing_has_a_name_and_no_style_or_colour_of_its_own() {
    let svg = shapes()[0].with(|data| trend(data, Size::Wide, "a \"b\" <c>"));
    assert!(svg.contains("role=\"img\" aria-label=\"a &quot;b&quot; &lt;c&gt;\">"));
    assert!(!svg.contains("style=") && !svg.contains('#'), "{svg}");
    for pen in [
        "grid", "plan", "measured", "target", "needed", "forecast", "cone", "deadline", "today",
    ] {
        assert!(svg.contains(&format!("class=\"pen-{pen}\"")), "{pen}");
    }
}
