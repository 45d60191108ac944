//! The sentence a page of figures opens with: value, plan, gap, forecast date,
//! days late.
use super::{Key, Lang, Run, day, days, percent, points, rich, t};
use crate::domain::{Day, Figures, Forecast};

/// The sentence, in pieces of one tone each.
pub fn headline(
    lang: Lang,
    figures: &Figures,
    forecast: &Forecast,
    deadline: Option<Day>,
) -> Vec<Run> {
    headline_of(lang, figures, Some(forecast), deadline)
}

/// The sentence; without a forecast it ends with the gap, where the sums run over
/// a part only.
pub fn headline_of(
    lang: Lang,
    figures: &Figures,
    forecast: Option<&Forecast>,
    deadline: Option<Day>,
) -> Vec<Run> {
    let (Some(accepted), Some(plan)) = (figures.accepted(), figures.expected_original()) else {
        return rich(t(lang, Key::HeadNone), &[]);
    };
    if accepted.is_one() {
        return rich(t(lang, Key::HeadDone), &[&percent(lang, accepted)]);
    }
    let gap = accepted.points_from(plan);
    let (accepted, plan, apart) = (
        percent(lang, accepted),
        percent(lang, plan),
        points(lang, gap.abs()),
    );
    let mut runs = match gap {
        0 => rich(t(lang, Key::HeadOnPlan), &[&accepted]),
        1.. => rich(t(lang, Key::HeadAhead), &[&accepted, &plan, &apart]),
        _ => rich(t(lang, Key::HeadBehind), &[&accepted, &plan, &apart]),
    };
    if let Some(forecast) = forecast {
        runs.extend(outlook(lang, forecast, deadline));
    }
    runs
}

/// The second half: when it will be finished, against the deadline.
fn outlook(lang: Lang, forecast: &Forecast, deadline: Option<Day>) -> Vec<Run> {
    let likely = match forecast {
        Forecast::Finish { likely, .. } => likely.day,
        Forecast::Never { .. } => return rich(t(lang, Key::HeadNever), &[]),
        // Reached without 100 %: the goal of the forecast lies elsewhere.
        Forecast::NotEnough | Forecast::Reached => return rich(t(lang, Key::HeadNotEnough), &[]),
    };
    let finish = day(likely);
    let Some(deadline) = deadline else {
        return rich(t(lang, Key::HeadNoDeadline), &[&finish]);
    };
    let over = (likely - deadline).num_days();
    let apart = days(lang, over.abs());
    match over {
        0 => rich(t(lang, Key::HeadInTime), &[&finish]),
        1.. => rich(t(lang, Key::HeadLate), &[&finish, &apart]),
        _ => rich(t(lang, Key::HeadEarly), &[&finish, &apart]),
    }
}

/// The sentence without its tones, for titles, charts and tests.
pub fn plain_headline(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Finish, parse_day, whole};

    fn figures(accepted: u64, plan: u64) -> Figures {
        Figures {
            mass: whole(1000),
            accepted: whole(accepted),
            expected_original: whole(plan),
            ..Figures::default()
        }
    }

    fn finish(on: &str) -> Forecast {
        let likely = Finish {
            day: parse_day(on).unwrap(),
            per_week: 0.028,
        };
        Forecast::Finish {
            likely,
            cautious: None,
            early: likely,
        }
    }

    fn told(figures: Figures, forecast: Forecast, deadline: Option<&str>) -> String {
        let deadline = deadline.and_then(parse_day);
        plain_headline(&headline(Lang::Vi, &figures, &forecast, deadline))
    }

    #[test]
    fn behind_the_plan_and_after_the_deadline() {
        assert_eq!(
            told(figures(610, 740), finish("2027-02-27"), Some("2026-12-31")),
            "61,0% nghiệm thu, kế hoạch 74,0%: chậm 13,0 điểm, dự kiến xong 27/02/2027, trễ 58 ngày"
        );
    }

    #[test]
    fn ahead_on_plan_early_in_time_and_without_a_deadline() {
        assert_eq!(
            told(figures(760, 740), finish("2026-12-01"), Some("2026-12-31")),
            "76,0% nghiệm thu, kế hoạch 74,0%: vượt 2,0 điểm, dự kiến xong 01/12/2026, sớm 30 ngày"
        );
        assert_eq!(
            told(figures(740, 740), finish("2026-12-31"), Some("2026-12-31")),
            "74,0% nghiệm thu, đúng kế hoạch, dự kiến xong 31/12/2026, đúng hạn"
        );
        assert_eq!(
            told(figures(740, 740), finish("2026-12-31"), None),
            "74,0% nghiệm thu, đúng kế hoạch, dự kiến xong 31/12/2026, chưa có thời hạn"
        );
    }

    #[test]
    fn without_a_forecast_the_sentence_says_why() {
        let behind = figures(610, 740);
        assert_eq!(
            told(behind, Forecast::NotEnough, Some("2026-12-31")),
            "61,0% nghiệm thu, kế hoạch 74,0%: chậm 13,0 điểm, chưa đủ dữ liệu để dự kiến ngày xong"
        );
        assert_eq!(
            told(
                behind,
                Forecast::Never { per_week: 0.0 },
                Some("2026-12-31")
            ),
            "61,0% nghiệm thu, kế hoạch 74,0%: chậm 13,0 điểm, không đạt với nhịp hiện nay"
        );
    }

    #[test]
    fn finished_and_without_duties() {
        assert_eq!(
            told(figures(1000, 740), Forecast::Reached, Some("2026-12-31")),
            "100,0% nghiệm thu: đã hoàn thành"
        );
        assert_eq!(
            told(Figures::default(), Forecast::NotEnough, None),
            "Chưa có nhiệm vụ nào"
        );
    }
}
