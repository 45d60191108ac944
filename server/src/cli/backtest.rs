//! `tiendo backtest`
use app::{
    domain::{Day, ForecastOf, Reliability, Trial, month_ends},
    text,
};

use super::CliError;
use crate::{
    board::{Foretold, Live, trials},
    clock::Clock,
    config::Config,
    db::Db,
};

fn words(of: ForecastOf) -> &'static str {
    match of {
        ForecastOf::City => "Toàn chiến dịch",
        ForecastOf::Databases => "Cơ sở dữ liệu",
        ForecastOf::Indicators => "Chỉ tiêu",
    }
}

/// Prints what was said at each past month's end beside what had come by later ones.
pub async fn backtest(config: &Config, clock: &Clock) -> Result<(), CliError> {
    super::on_campaign(config, async |db| print(db, clock).await).await
}

async fn print(db: &Db, clock: &Clock) -> Result<(), CliError> {
    let all = foretold(db, clock).await?;
    if all.len() < 2 {
        out!("Chưa có cuối tháng nào đã qua để so với dự báo.");
        return Ok(());
    }
    out!("Dự báo của từng cuối tháng so với thực tế đến các cuối tháng sau và đến nay.");
    out!("Lệch: số ngày thực tế đến muộn hơn nói (+) hay sớm hơn nói (-).");
    out!("Trong khoảng: không sớm hơn nhịp nhanh, không muộn hơn nhịp thận trọng.");
    let trials = trials(&all);
    for kind in ForecastOf::ALL {
        out!("\n{}", words(kind));
        let of_kind = trials.get(&kind).map_or(&[][..], Vec::as_slice);
        if of_kind.is_empty() {
            out!("  chưa đủ dữ liệu để dự báo vào cuối tháng nào");
            continue;
        }
        if kind == ForecastOf::City {
            of_kind.iter().for_each(tell);
        }
        for (words, months) in HORIZONS {
            let within = of_kind.iter().filter(|it| months.contains(&it.months()));
            summary(words, &Reliability::of(within));
        }
        // As the note on how figures are computed tells it.
        let today = all.last().map(|it| it.day);
        let ended = of_kind.iter().filter(|it| Some(it.until) != today);
        summary("giữa các cuối tháng", &Reliability::of(ended));
        summary("tất cả", &Reliability::of(of_kind.iter()));
    }
    Ok(())
}

const HORIZONS: [(&str, std::ops::RangeInclusive<i64>); 3] = [
    ("sau 1 tháng", 1..=1),
    ("sau 2 đến 3 tháng", 2..=3),
    ("sau hơn 3 tháng", 4..=i64::MAX),
];

/// What the boards of the past months' ends said, and that of today.
async fn foretold(db: &Db, clock: &Clock) -> Result<Vec<Foretold>, CliError> {
    let live = Live::new(db.clone(), clock.clone());
    let today = live.today().await?;
    let Some(campaign) = today.campaign() else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    for day in month_ends(campaign.start, today.day()) {
        let board = live.as_of(day).await?;
        let board = board.map_err(|e| CliError::Say(e.to_string()))?;
        all.push(board.foretold_all());
    }
    all.push(today.foretold_all());
    Ok(all)
}

/// "  31/05/2026 → 30/06/2026: 31,2% → 35,0%; dự kiến +4 ngày, thận trọng -12 ngày, trong khoảng"
fn tell(it: &Trial) {
    let day = |day: Day| text::day_as_typed(day);
    let share = |value: f64| text::decimals(text::Lang::Vi, value * 100.0, 1);
    out!(
        "  {} → {}: {}% → {}%; dự kiến {}, thận trọng {}, {}",
        day(it.on),
        day(it.until),
        share(it.was),
        share(it.came),
        signed(it.likely),
        signed(it.cautious),
        if it.within {
            "trong khoảng"
        } else {
            "ngoài khoảng"
        },
    );
}

fn summary(words: &str, it: &Reliability) {
    if it.trials == 0 {
        return;
    }
    let days = |days: Option<i64>| days.map_or("không đạt".to_owned(), |n| format!("{n} ngày"));
    out!(
        "  {words}: {} lần; lệch giữa {} (dự kiến), {} (thận trọng); trong khoảng {}/{}",
        it.trials,
        days(it.likely),
        days(it.cautious),
        it.within,
        it.trials,
    );
}

fn signed(days: Option<i64>) -> String {
    match days {
        None => "không đạt".to_owned(),
        Some(days) => format!("{days:+} ngày"),
    }
}
