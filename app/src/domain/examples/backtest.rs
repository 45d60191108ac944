//! How well simple ways to foretell a finish do over made-up histories: `cargo run -p domain
//! --example backtest`. Each history reaches 100 at a known week; each way says a
//! finish from every fourth week on; the table has the median of the days by which it was off.
use chrono::TimeDelta;
use domain::{Day, Direction, Forecast, Value};

/// Weeks until a history reaches its target.
const WEEKS: usize = 52;

/// A way to tell a pace a week from the values known so far, oldest first.
type Way = (&'static str, Tell);
type Tell = fn(&[(Day, f64)]) -> Option<f64>;

const WAYS: [Way; 4] = [
    ("trung vị 8 tuần (chỉ tiêu)", median),
    ("trung bình 8 tuần (nhóm)", |points| {
        mean(recent(points, 56))
    }),
    ("trung bình 4 tuần", |points| mean(recent(points, 28))),
    ("từ đầu đến nay", mean),
];

fn main() {
    println!("{:<28}{}", "lệch giữa, ngày", heads());
    for (name, way) in WAYS {
        let cells = HISTORIES.iter().map(|(history, part)| {
            let mut known = history_of(*part);
            if *history == MONTHLY {
                known.dedup_by_key(|(_, value)| *value);
            }
            let off = off(&known, way);
            let off = off.map_or("không nói".to_owned(), |days| days.to_string());
            format!("{off:>17}")
        });
        println!("{name:<28}{}", cells.collect::<String>());
    }
}

fn heads() -> String {
    let names = HISTORIES.iter().map(|(name, _)| format!("{name:>17}"));
    names.collect()
}

/// The part of the way, from 0 to 1, after a part of the time.
type Part = fn(f64) -> f64;

/// The last is measured once a month.
const HISTORIES: [(&str, Part); 6] = [
    ("đều", |t| t),
    ("nhanh đầu", |t| 1.0 - (1.0 - t).powi(2)),
    ("dồn cuối", |t| t.powi(2)),
    ("chững giữa", |t| match t {
        t if t < 0.4 => t,
        t if t < 0.7 => 0.4,
        t => 0.4 + (t - 0.7) * 2.0,
    }),
    ("nhảy theo tháng", monthly),
    (MONTHLY, monthly),
];

const MONTHLY: &str = "đo theo tháng";

fn monthly(t: f64) -> f64 {
    (t * 12.0 + 1e-9).floor() / 12.0
}

fn history_of(part: Part) -> Vec<(Day, f64)> {
    let start = Day::default();
    let weeks = (0..=WEEKS).map(|week| {
        let value = 100.0 * part(week as f64 / WEEKS as f64);
        (start + TimeDelta::weeks(week as i64), value)
    });
    weeks.collect()
}

/// The median of the days by which a way was off, over what it said from week 8 on.
fn off(history: &[(Day, f64)], way: Tell) -> Option<i64> {
    let (start, end) = (history.first()?.0, history.last()?.0);
    let said = (8..WEEKS as i64).step_by(4).filter_map(|week| {
        let today = start + TimeDelta::weeks(week);
        let known = &history[..history.partition_point(|(day, _)| *day <= today)];
        let (last, value) = known.last()?;
        let pace = way(known).filter(|pace| *pace > 0.0)?;
        let finish = *last + TimeDelta::days((7.0 * (100.0 - value) / pace).round() as i64);
        Some((finish - end).num_days().abs())
    });
    let mut days: Vec<i64> = said.collect();
    days.sort_unstable();
    days.get(days.len().saturating_sub(1) / 2).copied()
}

/// The values of the last days, or the last four where these are fewer than three.
fn recent(points: &[(Day, f64)], days: i64) -> &[(Day, f64)] {
    let Some((today, _)) = points.last() else {
        return points;
    };
    let from = points.partition_point(|(day, _)| (*today - *day).num_days() >= days);
    let few = points.len() - from < 3;
    let from = if few {
        points.len().saturating_sub(4)
    } else {
        from
    };
    &points[from..]
}

/// The likely pace of the forecast of indicators.
fn median(points: &[(Day, f64)]) -> Option<f64> {
    let exact = |value: f64| Value::new((value * 1000.0).round() as i128, 1000);
    let known = recent(points, 56).iter();
    let known: Vec<(Day, Value)> = known.map(|(day, it)| (*day, exact(*it))).collect();
    match Forecast::of_points(&known, exact(100.0), Direction::Up, Day::MAX) {
        Forecast::Finish { likely, .. } => Some(likely.per_week),
        _ => None,
    }
}

/// The pace from the first to the last.
fn mean(points: &[(Day, f64)]) -> Option<f64> {
    let (from, to) = (points.first()?, points.last()?);
    let days = (to.0 - from.0).num_days();
    (days > 0).then(|| (to.1 - from.1) * 7.0 / days as f64)
}
