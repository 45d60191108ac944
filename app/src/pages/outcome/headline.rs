//! The sentence an indicator's page opens with: value, path, gap, when the
//! target is reached, days late; or which of these is missing.
use num_traits::CheckedSub;

use crate::{
    domain::{AfterDeadline, Day, Forecast, Value, tenths},
    text::{
        Key as K, Lang, Run, day, days, distance, integer, measured, of_all, rich, t, target, tf,
        until, value, value_beside, value_beside_goal,
    },
    views::OutcomeRow,
};

/// The sentence, in pieces of one tone each. `path` is where the way to the
/// target is on this day.
pub fn headline(lang: Lang, row: &OutcomeRow, path: Option<Value>, today: Day) -> Vec<Run> {
    let sentence = Sentence { lang, row, today };
    let mut runs = match (row.value, row.target) {
        (None, target) => {
            let mut runs = sentence.unmeasured(target);
            runs.extend(sentence.uncounted());
            return runs;
        }
        (Some(v), None) => sentence.say(K::OutcomeNoTarget, &[&sentence.value(v)]),
        (Some(v), Some(target)) if row.reached => sentence.say(
            K::OutcomeReached,
            &[&sentence.measured(v, None), &sentence.target(target)],
        ),
        (Some(v), Some(target)) => {
            let mut runs = sentence.short_of(v, target, path);
            runs.extend(sentence.outlook(target, sentence.behind(v, path)));
            runs
        }
    };
    runs.extend(sentence.before_campaign());
    runs.extend(sentence.after_deadline());
    runs.extend(sentence.stale());
    runs.extend(sentence.uncounted());
    runs
}

struct Sentence<'a> {
    lang: Lang,
    row: &'a OutcomeRow,
    today: Day,
}

impl Sentence<'_> {
    fn say(&self, key: K, values: &[&str]) -> Vec<Run> {
        rich(t(self.lang, key), values)
    }

    fn value(&self, v: Value) -> String {
        value(self.lang, v, &self.row.unit_of_measure)
    }

    fn target(&self, v: Value) -> String {
        target(self.lang, v, &self.row.unit_of_measure)
    }

    fn closed(&self) -> Option<Day> {
        self.row.deadline.filter(|deadline| self.today > *deadline)
    }

    fn unmeasured(&self, target: Option<Value>) -> Vec<Run> {
        let never = match self.row.none_stands {
            true => K::OutcomeNoneStands,
            false => K::OutcomeNever,
        };
        let mut runs = self.say(never, &[]);
        runs.extend(self.of_target(target));
        runs
    }

    fn of_target(&self, target: Option<Value>) -> Vec<Run> {
        let Some(target) = target.map(|target| self.target(target)) else {
            return self.say(K::OutcomeUnmeasured, &[]);
        };
        match self.row.deadline {
            None => self.say(K::OutcomeUnmeasuredNoDeadline, &[&target]),
            Some(deadline) if self.today > deadline => {
                let over = days(self.lang, (self.today - deadline).num_days());
                self.say(K::OutcomeUnmeasuredLate, &[&target, &over])
            }
            Some(deadline) => {
                let left = until(self.lang, self.today, deadline);
                let words = [target.as_str(), &left, &day(self.lang, deadline)];
                self.say(K::OutcomeUnmeasuredDue, &words)
            }
        }
    }

    /// The measured value: neither the target nor the path where it is not. Of a sample what it
    /// says, and beside it what that makes of all records.
    fn measured(&self, v: Value, path: Option<Value>) -> String {
        let (lang, row) = (self.lang, self.row);
        let sample = row.counts.zip(row.sample_of).zip(measured(lang, row));
        match (sample, of_all(lang, row, path)) {
            (Some((((_, counted), all), value)), Some(of_all)) => {
                let numbers = [integer(lang, counted), integer(lang, all)];
                let sample = tf(lang, K::SampleOf, &[&numbers[0], &numbers[1]]);
                format!("{value} ({sample}, {of_all})")
            }
            _ => value_beside_goal(lang, v, row.target, path, &row.unit_of_measure),
        }
    }

    /// Whether it stands short of its path before the deadline.
    fn behind(&self, v: Value, path: Option<Value>) -> bool {
        let path = path.filter(|_| self.closed().is_none());
        path.is_some_and(|path| if self.row.up { v < path } else { v > path })
    }

    /// The distance between two exact values, rounded once.
    fn apart(&self, a: Value, b: Value) -> Option<i64> {
        tenths(a.checked_sub(&b)?)
    }

    /// Against the path before the deadline, against the target after it or
    /// without a path.
    fn short_of(&self, v: Value, target: Value, path: Option<Value>) -> Vec<Run> {
        let words = |gap: i64| distance(self.lang, gap.abs(), &self.row.unit_of_measure);
        let value = self.measured(v, path.filter(|_| self.closed().is_none()));
        if let Some(deadline) = self.closed() {
            let gap = words(self.apart(v, target).unwrap_or(0));
            let over = days(self.lang, (self.today - deadline).num_days());
            let key = if self.row.up {
                K::OutcomeMissedUp
            } else {
                K::OutcomeMissedDown
            };
            return self.say(key, &[&value, &self.target(target), &gap, &over]);
        }
        let Some(path) = path else {
            let gap = words(self.apart(v, target).unwrap_or(0));
            return self.say(K::OutcomeToGo, &[&value, &self.target(target), &gap]);
        };
        let gap = self.apart(v, path).unwrap_or(0);
        let good = if self.row.up { gap > 0 } else { gap < 0 };
        let key = match (gap, good) {
            (0, _) => return self.say(K::OutcomeOnPath, &[&value]),
            (1.., true) => K::OutcomeAbove,
            (1.., false) => K::OutcomeAboveBad,
            (_, true) => K::OutcomeBelow,
            (_, false) => K::OutcomeBelowBad,
        };
        let unit = &self.row.unit_of_measure;
        let path = value_beside(self.lang, path, [target], unit);
        self.say(key, &[&value, &path, &words(gap)])
    }

    /// The second half: when the target is reached at the present pace. Nothing that is behind
    /// its path is called early or in time.
    fn outlook(&self, target: Value, behind: bool) -> Vec<Run> {
        let likely = match self.row.forecast {
            Forecast::Finish { likely, .. } => likely.day,
            Forecast::Over => return self.say(K::OutcomeOver, &[]),
            Forecast::Never { .. } => return self.say(K::HeadNever, &[]),
            // An old value says so itself, and why there is no forecast.
            Forecast::NotEnough if !self.row.fresh => return Vec::new(),
            Forecast::Passed { .. } => return self.say(K::HeadPassed, &[]),
            Forecast::NotEnough | Forecast::Reached => {
                return self.say(K::OutcomeNotEnough, &[]);
            }
        };
        let (goal, finish) = (self.target(target), day(self.lang, likely));
        let Some(deadline) = self.row.deadline else {
            return self.say(K::OutcomeFinish, &[&goal, &finish]);
        };
        let over = (likely - deadline).num_days();
        let apart = days(self.lang, over.abs());
        match over {
            ..=0 if behind => self.say(K::OutcomeFinishBehind, &[&goal, &finish]),
            0 => self.say(K::OutcomeFinishInTime, &[&goal, &finish]),
            1.. => self.say(K::OutcomeFinishLate, &[&goal, &finish, &apart]),
            _ => self.say(K::OutcomeFinishEarly, &[&goal, &finish, &apart]),
        }
    }

    /// A later value that says not of how many records, and so judges nothing.
    fn uncounted(&self) -> Vec<Run> {
        let Some((on, v)) = self.row.uncounted else {
            return Vec::new();
        };
        self.say(K::OutcomeUncounted, &[&self.value(v), &day(self.lang, on)])
    }

    /// That the value tells what was before the campaign.
    fn before_campaign(&self) -> Vec<Run> {
        match self.row.before_campaign {
            true => self.say(K::OutcomeBeforeCampaign, &[]),
            false => Vec::new(),
        }
    }

    /// That a value in time was entered when the deadline had closed, or that the target was
    /// missed then.
    fn after_deadline(&self) -> Vec<Run> {
        match self.row.after_deadline {
            Some(AfterDeadline::Entered(on)) => {
                self.say(K::OutcomeEnteredLate, &[&day(self.lang, on)])
            }
            Some(AfterDeadline::Reached) => self.say(K::OutcomeReachedLate, &[]),
            None => Vec::new(),
        }
    }

    fn stale(&self) -> Vec<Run> {
        match self.row.measured_on.filter(|_| !self.row.fresh) {
            Some(measured) => {
                let age = days(self.lang, (self.today - measured).num_days());
                self.say(K::OutcomeStale, &[&age])
            }
            None => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Finish, IndicatorCode, parse_day};
    use crate::text::plain_headline;

    const TODAY: &str = "2026-11-22";

    fn on(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn row(value: Option<i128>, target: Option<i128>, deadline: Option<&str>) -> OutcomeRow {
        OutcomeRow {
            code: IndicatorCode::parse("CT").unwrap(),
            unit: None,
            workstream: None,
            name: "".into(),
            unit_of_measure: "%".into(),
            up: true,
            satisfaction: false,
            survey: false,
            things: false,
            status: None,
            value: value.map(|v| Value::new(v, 10)),
            of_sample: None,
            few: None,
            counts: None,
            sample_of: None,
            measured_on: value.map(|_| on("2026-11-20")),
            none_stands: false,
            before_campaign: false,
            after_deadline: None,
            fresh: true,
            target: target.map(|v| Value::new(v, 10)),
            deadline: deadline.map(on),
            reached: value >= target && target.is_some(),
            forecast: Forecast::NotEnough,
            trend: Vec::new(),
            uncounted: None,
            provisional: false,
            source: "".into(),
        }
    }

    fn finish(text: &str) -> Forecast {
        let likely = Finish {
            day: on(text),
            per_week: 1.8,
        };
        Forecast::Finish {
            likely,
            cautious: None,
            early: likely,
        }
    }

    fn told(row: &OutcomeRow, path: Option<i128>) -> String {
        let path = path.map(|v| Value::new(v, 10));
        plain_headline(&headline(Lang::Vi, row, path, on(TODAY)))
    }

    const END: Option<&str> = Some("2026-12-31");

    #[test]
    fn behind_the_path_and_late() {
        let mut row = row(Some(614), Some(950), END);
        row.forecast = finish("2027-04-02");
        assert_eq!(
            told(&row, Some(844)),
            "Đo được 61,4%, lộ trình 84,4%: thấp hơn 23,0 điểm, với tốc độ này đạt 95% vào 02/04/2027, trễ 92 ngày"
        );
    }

    #[test]
    fn ahead_on_the_path_early_in_time_and_without_a_deadline() {
        let mut row = row(Some(864), Some(950), END);
        row.forecast = finish("2026-12-01");
        assert_eq!(
            told(&row, Some(844)),
            "Đo được 86,4%, lộ trình 84,4%: cao hơn 2,0 điểm, với tốc độ này đạt 95% vào 01/12/2026, trước hạn 30 ngày"
        );
        row.forecast = finish("2026-12-31");
        assert_eq!(
            told(&row, Some(864)),
            "Đo được 86,4%, đúng lộ trình, với tốc độ này đạt 95% vào 31/12/2026, đúng hạn"
        );
        row.deadline = None;
        assert_eq!(
            told(&row, None),
            "Đo được 86,4%, mục tiêu 95%: còn 8,6 điểm, với tốc độ này đạt 95% vào 31/12/2026, chưa có thời hạn"
        );
    }

    /// Rule 7: a sample says what it says of itself, and is judged by all records.
    #[test]
    fn rule_7_a_sample_is_told_as_it_was_measured() {
        let mut row = row(None, Some(800), END);
        row.value = Some(Value::new(900 * 100, 82_400));
        row.of_sample = Some(Value::from_integer(90));
        (row.counts, row.sample_of) = (Some((900, 1_000)), Some(82_400));
        assert_eq!(
            told(&row, Some(700)),
            "Đo được 90,0% (mẫu 1.000 trên 82.400, tính trên toàn bộ: 1,1%), lộ trình 70,0%: thấp hơn 68,9 điểm, chưa đủ dữ liệu để dự kiến ngày đạt"
        );
    }

    /// Three quick values are no way back to the path.
    #[test]
    fn behind_the_path_nothing_is_early() {
        let mut row = row(Some(814), Some(950), END);
        for day in ["2026-12-01", "2026-12-31"] {
            row.forecast = finish(day);
            let told = told(&row, Some(844));
            assert!(
                told.contains("thấp hơn 3,0 điểm, với tốc độ này đạt 95% vào"),
                "{told}"
            );
            assert!(!told.contains("hạn"), "{told}");
        }
    }

    #[test]
    fn the_value_is_never_told_as_the_target_it_is_not() {
        let mut row = row(Some(1), Some(800), END);
        row.value = Some(Value::new(79_999, 1_000));
        let said = told(&row, Some(700));
        assert!(said.starts_with("Đo được 79,9%, lộ trình 70,0%"), "{said}");
        let path = Some(Value::new(7_996, 100));
        let said = plain_headline(&headline(Lang::Vi, &row, path, on(TODAY)));
        assert!(
            said.starts_with("Đo được 79,999%, lộ trình 79,9%"),
            "{said}"
        );
    }

    #[test]
    fn without_a_forecast_it_says_why() {
        let mut row = row(Some(614), Some(950), END);
        assert_eq!(
            told(&row, Some(844)),
            "Đo được 61,4%, lộ trình 84,4%: thấp hơn 23,0 điểm, chưa đủ dữ liệu để dự kiến ngày đạt"
        );
        row.forecast = Forecast::Never { per_week: 0.0 };
        assert_eq!(
            told(&row, Some(844)),
            "Đo được 61,4%, lộ trình 84,4%: thấp hơn 23,0 điểm, không đạt với nhịp hiện nay"
        );
        row.forecast = Forecast::NotEnough;
        (row.fresh, row.measured_on) = (false, Some(on("2026-09-08")));
        assert_eq!(
            told(&row, Some(844)),
            "Đo được 61,4%, lộ trình 84,4%: thấp hơn 23,0 điểm, số đo đã cũ 75 ngày"
        );
    }

    #[test]
    fn reached_and_what_is_not_set() {
        let mut reached = row(Some(961), Some(950), END);
        assert_eq!(
            told(&reached, Some(844)),
            "Đo được 96,1%: đã đạt mục tiêu 95%"
        );
        (reached.fresh, reached.measured_on) = (false, Some(on("2026-09-08")));
        assert_eq!(
            told(&reached, Some(844)),
            "Đo được 96,1%: đã đạt mục tiêu 95%, số đo đã cũ 75 ngày"
        );
        reached.fresh = true;
        for (what, words) in [
            (
                AfterDeadline::Entered(on("2026-11-21")),
                "ghi ngày 21/11/2026, sau hạn",
            ),
            (AfterDeadline::Reached, "đạt sau hạn"),
        ] {
            reached.after_deadline = Some(what);
            assert_eq!(
                told(&reached, None),
                format!("Đo được 96,1%: đã đạt mục tiêu 95%, {words}")
            );
        }
        assert_eq!(
            told(&row(Some(782), None, None), None),
            "Đo được 78,2%, chưa có mục tiêu"
        );
    }

    #[test]
    fn not_measured() {
        assert_eq!(
            told(&row(None, None, None), None),
            "Chưa đo lần nào, chưa có mục tiêu"
        );
        assert_eq!(
            told(&row(None, Some(950), None), None),
            "Chưa đo lần nào, mục tiêu 95%, chưa có thời hạn"
        );
        assert_eq!(
            told(&row(None, Some(950), END), None),
            "Chưa đo lần nào, mục tiêu 95%, còn 39 ngày đến hạn 31/12/2026"
        );
        assert_eq!(
            told(&row(None, Some(950), Some("2026-11-17")), None),
            "Chưa đo lần nào, mục tiêu 95%: quá hạn 5 ngày"
        );
        let mut revoked = row(None, Some(950), None);
        revoked.none_stands = true;
        assert_eq!(
            told(&revoked, None),
            "Chưa có số đo nào được nghiệm thu, mục tiêu 95%, chưa có thời hạn"
        );
    }

    #[test]
    fn after_the_deadline_and_downwards() {
        let late = row(Some(614), Some(950), Some("2026-11-17"));
        assert_eq!(
            told(&late, Some(950)),
            "Đo được 61,4%, mục tiêu 95%: thấp hơn 33,6 điểm, quá hạn 5 ngày, chưa đủ dữ liệu để dự kiến ngày đạt"
        );
        let mut down = row(Some(320), Some(150), END);
        (down.up, down.reached, down.unit_of_measure) = (false, false, "phút".into());
        assert_eq!(
            told(&down, Some(290)),
            "Đo được 32,0 phút, lộ trình 29,0 phút: cao hơn 3,0 phút, chưa đủ dữ liệu để dự kiến ngày đạt"
        );
    }
}
