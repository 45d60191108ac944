//! The sentence a page of figures opens with: value, plan, gap, and where the pace of the
//! last weeks leads.
use super::{Key, Lang, Run, day, days, integer, percent, points, rich, t, tf, value_points};
use crate::domain::{CountsLater, Day, Figures, Finish, Forecast, Outlook, Share};

/// The sentence, in pieces of one tone each. Without an outlook it ends with the gap: a
/// unit and a part of a group have too few milestones for one.
///
/// "Kịp" and "sớm" are said only where even the cautious finish is in time and nothing is
/// behind the plan; behind it the pace needed stands beside the pace there is. `later`: what there is
/// of which nothing counts yet.
pub fn headline(
    lang: Lang,
    figures: &Figures,
    later: Option<CountsLater>,
    outlook: Option<&Outlook>,
    deadline: Option<Day>,
) -> Vec<Run> {
    let shares = figures.accepted().zip(figures.expected_original());
    let Some(((accepted, plan), gap)) = shares.zip(figures.gap()) else {
        return nothing_counts(lang, later);
    };
    if accepted.is_one() {
        let accepted = percent(lang, accepted);
        return match figures.unfinished() {
            0 => rich(t(lang, Key::HeadDone), &[&accepted]),
            left => rich(
                t(lang, Key::HeadAllAccepted),
                &[&accepted, &integer(lang, left.into())],
            ),
        };
    }
    let left = Share::ONE.points_from(accepted);
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
    if let Some(outlook) = outlook {
        runs.extend(finish(lang, outlook, deadline, left));
    }
    runs
}

/// Where nothing counts: what is there all the same.
fn nothing_counts(lang: Lang, later: Option<CountsLater>) -> Vec<Run> {
    let Some(later) = later else {
        return rich(t(lang, Key::HeadNone), &[]);
    };
    let duties = integer(lang, later.duties.into());
    match later.from {
        Some(from) => rich(t(lang, Key::HeadCountsFrom), &[&duties, &day(lang, from)]),
        None => rich(t(lang, Key::HeadNotBegun), &[&duties]),
    }
}

/// The second half of the sentence as one of its own: "Dự kiến xong 13/12/2027 đến 09/2028, trễ …".
/// Nothing where all is accepted, or nothing counts.
pub fn foretold(
    lang: Lang,
    figures: &Figures,
    outlook: &Outlook,
    deadline: Option<Day>,
) -> Vec<Run> {
    let Some(accepted) = figures.accepted().filter(|share| !share.is_one()) else {
        return Vec::new();
    };
    let mut runs = finish(lang, outlook, deadline, Share::ONE.points_from(accepted));
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start_matches([',', ';', ' ']).to_owned();
    }
    // What stood before the first words of another tone may have been a comma alone.
    runs.retain(|run| !run.text.is_empty());
    if let Some(first) = runs.first_mut() {
        let mut letters = first.text.chars();
        let capital = letters.next().into_iter().flat_map(char::to_uppercase);
        first.text = capital.chain(letters).collect();
    }
    runs.extend(rich(". ", &[]));
    runs
}

/// The sentence of a task whose own day is over: beside that no plan of its milestones is kept.
pub fn task_over(lang: Lang, figures: &Figures, over: Day, today: Day) -> Vec<Run> {
    let late = [day(lang, over), days(lang, (today - over).num_days())];
    let late = late.each_ref().map(String::as_str);
    match figures.accepted() {
        None => rich(t(lang, Key::HeadTaskOverNone), &late),
        Some(accepted) => {
            let accepted = percent(lang, accepted);
            rich(
                t(lang, Key::HeadTaskOver),
                &[&[accepted.as_str()], &late[..]].concat(),
            )
        }
    }
}

/// The sentence of a task that was finished after its own day, whatever its milestones' days were.
pub fn task_done_late(lang: Lang, (own, finished): (Day, Day)) -> Vec<Run> {
    rich(
        t(lang, Key::HeadTaskDoneLate),
        &[&day(lang, finished), &day(lang, own)],
    )
}

/// The second half: when it will be finished, against the deadline.
fn finish(lang: Lang, outlook: &Outlook, deadline: Option<Day>, left: i64) -> Vec<Run> {
    if let Some(days) = outlook.impossible_by(deadline) {
        let days = days.to_string();
        return rich(t(lang, Key::HeadTooFew), &[&days, &points(lang, left)]);
    }
    let mut runs = match outlook.forecast {
        Forecast::Finish {
            likely, cautious, ..
        } => {
            let mut runs = range(lang, likely, cautious);
            runs.extend(against(lang, outlook, deadline, likely, cautious));
            if cautious.is_none() {
                runs.extend(rich(t(lang, Key::HeadFinishOpen), &[]));
            }
            runs
        }
        Forecast::Over => rich(t(lang, Key::HeadOver), &[]),
        Forecast::Never { .. } => rich(t(lang, Key::HeadNever), &[]),
        // Reached without 100 %: the goal of the forecast lies elsewhere.
        _ => rich(t(lang, Key::HeadNotEnough), &[]),
    };
    if outlook.behind || matches!(outlook.forecast, Forecast::Never { .. }) {
        runs.extend(paces(lang, outlook));
    }
    runs
}

/// From the likely to the cautious day.
fn range(lang: Lang, likely: Finish, cautious: Option<Finish>) -> Vec<Run> {
    let from = day(lang, likely.day);
    match cautious.map(|it| it.day) {
        Some(to) if to == likely.day => rich(t(lang, Key::HeadFinish), &[&from]),
        Some(to) => rich(t(lang, Key::HeadFinishRange), &[&from, &day(lang, to)]),
        // What the cautious pace does not reach is told after the distance of the likely day.
        None => rich(t(lang, Key::HeadFinish), &[&from]),
    }
}

/// A finish from its likely to its cautious day, as words of a bracket: "17/12/2026 đến 30/01/2027".
pub fn finish_range(lang: Lang, likely: Day, cautious: Option<Day>) -> String {
    match cautious {
        Some(to) if to == likely => day(lang, likely),
        Some(to) => tf(
            lang,
            Key::FinishRange,
            &[&day(lang, likely), &day(lang, to)],
        ),
        None => tf(lang, Key::FinishRangeOpen, &[&day(lang, likely)]),
    }
}

fn against(
    lang: Lang,
    outlook: &Outlook,
    deadline: Option<Day>,
    likely: Finish,
    cautious: Option<Finish>,
) -> Vec<Run> {
    let Some(deadline) = deadline else {
        return rich(t(lang, Key::HeadNoDeadline), &[]);
    };
    let after = |finish: Finish| (finish.day - deadline).num_days();
    let late = after(likely);
    if late > 0 {
        return rich(t(lang, Key::HeadLate), &[&days(lang, late)]);
    }
    if outlook.behind {
        return Vec::new();
    }
    match cautious.map(after) {
        Some(0) => rich(t(lang, Key::HeadInTime), &[]),
        Some(late @ 1..) => rich(t(lang, Key::HeadMaybeLate), &[&days(lang, late)]),
        Some(early) => rich(t(lang, Key::HeadEarly), &[&days(lang, -early)]),
        None => Vec::new(),
    }
}

/// The pace that is needed, beside the one there is.
fn paces(lang: Lang, outlook: &Outlook) -> Vec<Run> {
    let told = |pace| value_points(lang, pace);
    match (outlook.needs.map(told), outlook.has.map(told)) {
        (Some(needs), Some(has)) => rich(t(lang, Key::HeadPaces), &[&needs, &has]),
        (Some(needs), None) => rich(t(lang, Key::HeadNeeds), &[&needs]),
        (None, _) => Vec::new(),
    }
}

/// The sentence without its tones, for titles, charts and tests.
pub fn plain_headline(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Status, Value, parse_day, whole};

    fn figures(accepted: u64, plan: u64) -> Figures {
        Figures {
            mass: whole(1000),
            accepted: whole(accepted),
            expected_original: whole(plan),
            ..Figures::default()
        }
    }

    fn finish(likely: &str, cautious: &str) -> Forecast {
        let finish = |text: &str| {
            parse_day(text).map(|day| Finish {
                day,
                per_week: 0.028,
            })
        };
        let likely = finish(likely).unwrap();
        Forecast::Finish {
            likely,
            cautious: finish(cautious),
            early: likely,
        }
    }

    fn told(accepted: u64, plan: u64, forecast: Forecast, deadline: &str) -> String {
        let outlook = Outlook {
            forecast,
            has: Some(Value::new(11, 1000)),
            needs: parse_day(deadline).map(|_| Value::new(16, 1000)),
            too_few_days: None,
            behind: accepted < plan,
        };
        let figures = figures(accepted, plan);
        let deadline = parse_day(deadline);
        plain_headline(&headline(
            Lang::Vi,
            &figures,
            None,
            Some(&outlook),
            deadline,
        ))
    }

    #[test]
    fn behind_the_plan_nothing_is_early() {
        for (likely, cautious, deadline, ending) in [
            // A1: 18 days before the deadline, and ten points behind.
            (
                "2027-12-13",
                "2028-08-02",
                "2027-12-31",
                ", dự kiến xong 13/12/2027 đến 02/08/2028",
            ),
            (
                "2027-02-27",
                "2027-02-27",
                "2026-12-31",
                ", dự kiến xong 27/02/2027, trễ 58 ngày",
            ),
            (
                "2026-12-01",
                "2026-12-11",
                "2026-12-31",
                ", dự kiến xong 01/12/2026 đến 11/12/2026",
            ),
        ] {
            assert_eq!(
                told(610, 740, finish(likely, cautious), deadline),
                format!(
                    "61,0% nghiệm thu, kế hoạch 74,0%: chậm 13,0 điểm{ending}; cần 1,6 điểm mỗi 5 ngày làm việc, bình quân tám tuần qua 1,1 điểm"
                )
            );
        }
        assert_eq!(
            told(610, 740, Forecast::Never { per_week: 0.0 }, "2027-12-31"),
            "61,0% nghiệm thu, kế hoạch 74,0%: chậm 13,0 điểm, không đạt với nhịp hiện nay; cần 1,6 điểm mỗi 5 ngày làm việc, bình quân tám tuần qua 1,1 điểm"
        );
    }

    #[test]
    fn in_time_is_said_by_the_cautious_day() {
        let ahead = "76,0% nghiệm thu, kế hoạch 74,0%: vượt 2,0 điểm";
        for (likely, cautious, deadline, ending) in [
            (
                "2026-12-01",
                "2026-12-21",
                "2026-12-31",
                ", dự kiến xong 01/12/2026 đến 21/12/2026, kịp hạn, sớm 10 ngày",
            ),
            (
                "2026-12-01",
                "2026-12-31",
                "2026-12-31",
                ", dự kiến xong 01/12/2026 đến 31/12/2026, kịp hạn",
            ),
            (
                "2026-12-01",
                "2027-01-03",
                "2026-12-31",
                ", dự kiến xong 01/12/2026 đến 03/01/2027, có thể trễ 3 ngày",
            ),
            (
                "2026-12-01",
                "",
                "2026-12-31",
                ", dự kiến xong 01/12/2026; trường hợp chậm hơn: không đạt",
            ),
            (
                "2026-12-01",
                "2026-12-21",
                "",
                ", dự kiến xong 01/12/2026 đến 21/12/2026, chưa có thời hạn",
            ),
        ] {
            assert_eq!(
                told(760, 740, finish(likely, cautious), deadline),
                format!("{ahead}{ending}")
            );
        }
    }

    #[test]
    fn without_a_forecast_the_sentence_says_why() {
        assert_eq!(
            told(760, 740, Forecast::NotEnough, "2026-12-31"),
            "76,0% nghiệm thu, kế hoạch 74,0%: vượt 2,0 điểm, chưa đủ dữ liệu để dự kiến"
        );
        let behind = figures(610, 740);
        let part = plain_headline(&headline(Lang::Vi, &behind, None, None, None));
        assert_eq!(part, "61,0% nghiệm thu, kế hoạch 74,0%: chậm 13,0 điểm");
    }

    /// W13: no pace brings more than what is left.
    #[test]
    fn what_cannot_be_done_is_no_pace() {
        let outlook = Outlook {
            too_few_days: Some(2),
            needs: Some(Value::new(975, 1000)),
            ..Outlook::NONE
        };
        let deadline = parse_day("2026-11-30");
        let told = headline(Lang::Vi, &figures(390, 390), None, Some(&outlook), deadline);
        assert_eq!(
            plain_headline(&told),
            "39,0% nghiệm thu, đúng kế hoạch, không thể kịp: còn 2 ngày làm việc, còn 61,0 điểm"
        );
    }

    /// A task's own day that is over stands in its sentence, and nothing is on plan beside it.
    #[test]
    fn a_task_whose_own_day_is_over_is_not_on_plan() {
        let [over, today] = ["2026-06-30", "2026-11-20"].map(|it| parse_day(it).unwrap());
        for (figures, told) in [
            (
                figures(390, 390),
                "39,0% nghiệm thu, hạn của nhiệm vụ 30/06/2026: quá 143 ngày",
            ),
            (
                Figures::default(),
                "Hạn của nhiệm vụ 30/06/2026: quá 143 ngày",
            ),
        ] {
            let runs = task_over(Lang::Vi, &figures, over, today);
            assert_eq!(plain_headline(&runs), told);
        }
    }

    #[test]
    fn finished_and_without_duties() {
        assert_eq!(
            told(1000, 740, Forecast::Reached, "2026-12-31"),
            "100,0% nghiệm thu: đã hoàn thành"
        );
        // A lead without a product weighs nothing beside one that has, and an outcome may be open.
        let mut open = figures(1000, 740);
        (
            open.counts[Status::Done as usize],
            open.counts[Status::NotDue as usize],
        ) = (1, 2);
        assert_eq!(
            plain_headline(&headline(Lang::Vi, &open, None, None, None)),
            "100,0% nghiệm thu, còn 2 nhiệm vụ chưa hoàn thành"
        );
        let none = headline(Lang::Vi, &Figures::default(), None, None, None);
        assert_eq!(
            plain_headline(&none),
            "Không có nhiệm vụ nào đang được tính"
        );
    }

    /// What recurs is there before its first period has closed, in both languages.
    #[test]
    fn what_counts_later_is_not_said_to_be_no_duty() {
        let none = Figures::default();
        let told = |lang, duties, from| {
            let from = parse_day(from);
            let later = CountsLater { duties, from };
            plain_headline(&headline(lang, &none, Some(later), None, None))
        };
        for (lang, duties, from, said) in [
            (
                Lang::Vi,
                3,
                "2026-12-16",
                "3 nhiệm vụ định kỳ, chưa có phần nào đến lúc tính điểm: tính từ 16/12/2026, khi kỳ báo cáo đầu tiên đã đóng",
            ),
            (
                Lang::En,
                1,
                "2026-12-16",
                "1 duty that recurs, nothing of it counts yet: it does from 16 Dec 2026, once the first period has closed",
            ),
            (
                Lang::Vi,
                2,
                "",
                "2 nhiệm vụ định kỳ, chưa kỳ báo cáo nào bắt đầu",
            ),
        ] {
            assert_eq!(told(lang, duties, from), said);
        }
    }
}
