//! Labels at many shapes of the data: none meets another, none crosses the
//! deadline, and the ones that carry the message are there.
use chrono::TimeDelta;

use super::{BurnUp, burn_up, draw::Chart};
use crate::{
    chart::plot::{Label, Placed, Size},
    domain::{Day, Finish, Forecast, Share, parse_day},
    text::Lang,
    views::{MaybeShare, WeekPoint},
};

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn share(n: i64) -> MaybeShare {
    Share::new(n.clamp(0, 1000).into(), 1000)
}

fn finish(likely: &str, early: &str, cautious: Option<&str>) -> Forecast {
    let at = |text: &str| Finish {
        day: day(text),
        per_week: 0.02,
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
    plan_end: &'static str,
    /// Claimed, accepted and plan of today, in thousandths.
    now: [i64; 3],
    forecast: Forecast,
}

impl Shape {
    fn history(&self) -> Vec<WeekPoint> {
        let start = day("2026-01-14");
        let days = (day(self.today) - start).num_days();
        (0..=days / 7 + 1)
            .map(|week| {
                let at = (week * 7).min(days);
                let part = |n: i64| share(n * at * at / (days * days).max(1));
                WeekPoint {
                    day: start + TimeDelta::days(at),
                    claimed: share(self.now[0] * at / days.max(1)),
                    accepted: part(self.now[1]),
                    expected: part(self.now[2]),
                    expected_original: part(self.now[2]),
                }
            })
            .collect()
    }

    fn with<T>(&self, look: impl FnOnce(&BurnUp<'_>) -> T) -> T {
        let history = self.history();
        let plan = [
            (day(self.today), share(self.now[2])),
            (day(self.plan_end), share(1000)),
        ];
        look(&BurnUp {
            lang: Lang::Vi,
            start: day("2026-01-14"),
            day: day(self.today),
            is_today: true,
            deadline: self.deadline.map(day),
            history: &history,
            plan: &plan,
            forecast: &self.forecast,
        })
    }
}

fn shapes() -> Vec<Shape> {
    let shape = |today, deadline, plan_end, now, forecast| Shape {
        today,
        deadline,
        plan_end,
        now,
        forecast,
    };
    let late = finish("2027-02-27", "2027-02-08", Some("2027-03-21"));
    let end = Some("2026-12-31");
    vec![
        shape("2026-11-22", end, "2026-12-31", [720, 610, 740], late),
        shape(
            "2026-11-22",
            end,
            "2026-12-31",
            [860, 830, 740],
            finish("2026-12-16", "2026-12-09", Some("2026-12-30")),
        ),
        shape(
            "2026-02-20",
            end,
            "2026-12-31",
            [12, 3, 9],
            Forecast::NotEnough,
        ),
        shape(
            "2026-01-20",
            end,
            "2026-12-31",
            [0, 0, 0],
            Forecast::NotEnough,
        ),
        shape(
            "2026-11-22",
            Some("2027-12-31"),
            "2027-12-31",
            [310, 190, 280],
            finish("2028-06-15", "2028-02-01", None),
        ),
        shape(
            "2026-11-22",
            end,
            "2026-12-31",
            [400, 210, 740],
            finish("2071-05-02", "2040-01-01", None),
        ),
        shape(
            "2026-11-22",
            end,
            "2027-06-30",
            [720, 610, 740],
            Forecast::Never { per_week: 0.0 },
        ),
        shape("2026-11-22", None, "2026-12-31", [610, 600, 590], late),
        shape(
            "2027-02-10",
            end,
            "2026-12-31",
            [950, 900, 1000],
            finish("2027-03-20", "2027-03-01", None),
        ),
        shape(
            "2026-12-31",
            end,
            "2026-12-31",
            [1000, 1000, 1000],
            Forecast::Reached,
        ),
    ]
}

fn apart(placed: &[Placed]) {
    for (i, a) in placed.iter().enumerate() {
        for b in &placed[i + 1..] {
            assert!(!a.area.meets(&b.area), "{a:?} meets {b:?}");
        }
    }
}

#[test]
fn labels_keep_clear_of_each_other_and_of_the_deadline() {
    for shape in shapes() {
        for size in [Size::Wide, Size::Narrow] {
            shape.with(|data| {
                let chart = Chart::of(data, size);
                let placed = chart.labels();
                apart(&placed);
                if let Some(deadline) = data.deadline {
                    let x = chart.scale.x(deadline);
                    let top = chart.scale.plot.top - 16.0;
                    for label in &placed {
                        let area = label.area;
                        let crosses = area.left < x && x < area.right && area.bottom > top;
                        assert!(!crosses, "{label:?}");
                    }
                    let told = |l: &Label| l.lines.concat().starts_with("Hạn ");
                    assert!(placed.iter().any(|p| told(&p.label)), "no deadline");
                }
            });
        }
    }
}

#[test]
fn the_names_of_plan_and_reports_stand_in_the_order_of_their_values() {
    // What stands under the plan by so much has to pass the way to it.
    let mut all = shapes();
    all.push(Shape {
        now: [341, 270, 447],
        today: "2026-11-30",
        deadline: Some("2027-12-31"),
        plan_end: "2027-12-31",
        forecast: Forecast::NotEnough,
    });
    for shape in all {
        for size in [Size::Wide, Size::Narrow] {
            shape.with(|data| {
                let placed = Chart::of(data, size).labels();
                let at = |class| placed.iter().find(|it| it.label.class == class);
                if let Some((plan, claimed)) = at("plan").zip(at("claimed")) {
                    let [reported, _, planned] = shape.now;
                    let higher = plan.spot.y < claimed.spot.y;
                    assert_eq!(planned >= reported, higher, "{:?} {size:?}", shape.now);
                }
            });
        }
    }
}

#[test]
fn the_gap_and_the_lateness_are_said_on_the_chart() {
    let shape = &shapes()[0];
    for size in [Size::Wide, Size::Narrow] {
        let svg = shape.with(|data| burn_up(data, size, "kết luận"));
        assert!(svg.contains("chậm"), "{size:?}");
        assert!(
            svg.contains("trễ 58 đến 80 ngày") || svg.contains("trễ 58 ngày"),
            "{size:?}"
        );
        assert!(svg.contains("27/02/2027"), "{size:?}");
    }
}

#[test]
fn the_drawing_has_a_name_and_no_style_or_colour_of_its_own() {
    let svg = shapes()[0].with(|data| burn_up(data, Size::Wide, "a \"b\" <c>"));
    assert!(svg.starts_with("<svg class=\"ch ch-wide\" viewBox=\"0 0 840 500\" role=\"img\" aria-label=\"a &quot;b&quot; &lt;c&gt;\">"));
    assert!(!svg.contains("style=") && !svg.contains('#'), "{svg}");
    for pen in [
        "grid", "plan", "claimed", "accepted", "forecast", "cone", "deadline", "today",
    ] {
        assert!(svg.contains(&format!("class=\"pen-{pen}\"")), "{pen}");
    }
}

#[test]
fn a_forecast_years_away_does_not_squeeze_the_past() {
    shapes()[5].with(|data| {
        let chart = Chart::of(data, Size::Wide);
        let part = chart.scale.part(data.day);
        assert!(part > 0.6, "{part}");
    });
}
