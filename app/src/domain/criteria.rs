//! The six criteria of a database at a unit. They stand beside the duty's
//! outcome: no share and no status is made of them.
use super::{Criterion, Day, Outcome, Share, words};

words! {
    /// How a criterion stands against its own threshold.
    Standing {
        /// "đạt": at its threshold by a fresh measurement.
        Met = "met",
        /// "chưa đạt". It does not expire.
        Missed = "missed",
        /// At its threshold once, by a measurement that is no longer fresh.
        Stale = "stale",
        /// "chưa đo"
        Unmeasured = "unmeasured",
        /// Measured, but nobody has set what is enough.
        NoThreshold = "no-threshold",
    }
}

impl Outcome {
    /// Which of the six this is; only an indicator of a duty can be one.
    pub fn criterion(&self) -> Option<Criterion> {
        self.indicator.one_of_six()
    }

    /// How a criterion stands on a day against its threshold, which is its
    /// target.
    pub fn standing(&self, today: Day) -> Standing {
        match (self.latest(), self.target) {
            (None, _) => Standing::Unmeasured,
            (Some(_), None) => Standing::NoThreshold,
            (Some(_), Some(_)) if !self.target_reached() => Standing::Missed,
            _ if self.fresh(today) => Standing::Met,
            _ => Standing::Stale,
        }
    }
}

/// How many of the six are met: đạt needs all six.
pub fn criteria_met<'a>(criteria: impl IntoIterator<Item = &'a Standing>) -> usize {
    criteria
        .into_iter()
        .filter(|standing| **standing == Standing::Met)
        .count()
}

/// Whether a database at a unit meets the six criteria: all of them, each by
/// its own threshold.
pub fn meets_all_six(met: usize) -> bool {
    met == Criterion::ALL.len()
}

/// The one furthest from its threshold among those measured and missed.
pub fn weakest<T: Copy>(
    criteria: impl IntoIterator<Item = (T, Standing, Option<Share>)>,
) -> Option<T> {
    criteria
        .into_iter()
        .filter(|(_, standing, _)| *standing == Standing::Missed)
        .filter_map(|(which, _, share)| Some((which, share?)))
        .min_by_key(|(_, share)| *share)
        .map(|(which, _)| which)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        Direction, Indicator, IndicatorCode, Measurement, UnitCode, Value, WorkstreamCode,
        parse_day,
    };

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn measured(target: Option<i128>, value: Option<i64>) -> Outcome {
        let mut outcome = Outcome::new(Arc::new(Indicator {
            code: IndicatorCode::parse("TC").unwrap(),
            name: "".into(),
            name_en: None,
            duty: Some((
                UnitCode::parse("SYT").unwrap(),
                WorkstreamCode::parse("QG09").unwrap(),
            )),
            unit_of_measure: "%".into(),
            direction: Direction::Up,
            baseline: None,
            baseline_day: None,
            counts: None,
            deadline: None,
            fresh_days: 60,
            criterion: "sach".into(),
            provisional: false,
            never_falls: false,
            path: Vec::new(),
            source: "".into(),
        }));
        outcome.target = target.map(Value::from_integer);
        if let Some(numerator) = value {
            outcome.add(Measurement::Fraction {
                day: day("2026-03-01"),
                numerator,
                denominator: 100,
            });
        }
        outcome
    }

    #[test]
    fn a_criterion_stands_against_its_own_threshold() {
        for (target, value, today, standing) in [
            (Some(95), Some(95), "2026-03-02", Standing::Met),
            (Some(95), Some(95), "2026-04-30", Standing::Met),
            // Rule 5: what was good expires, what was missed does not.
            (Some(95), Some(95), "2026-05-01", Standing::Stale),
            (Some(95), Some(94), "2026-05-01", Standing::Missed),
            (Some(96), Some(95), "2026-03-02", Standing::Missed),
            (Some(95), None, "2026-03-02", Standing::Unmeasured),
            (None, None, "2026-03-02", Standing::Unmeasured),
            (None, Some(95), "2026-03-02", Standing::NoThreshold),
        ] {
            let told = measured(target, value).standing(day(today));
            assert_eq!(told, standing, "{target:?} {value:?} {today}");
        }
    }

    #[test]
    fn dat_needs_all_six() {
        let mut six = [Standing::Met; 6];
        assert!(meets_all_six(criteria_met(&six)));
        for other in [Standing::Missed, Standing::Stale, Standing::Unmeasured] {
            six[3] = other;
            assert!(!meets_all_six(criteria_met(&six)));
        }
        // Five measured and met are not six.
        assert!(!meets_all_six(criteria_met(&six[..3])));
    }

    #[test]
    fn the_weakest_is_the_furthest_from_its_own_threshold() {
        let share = |n| Share::new(n, 100);
        let rows = [
            (Criterion::Correct, Standing::Missed, share(93)),
            (Criterion::Live, Standing::Missed, share(76)),
            (Criterion::Shared, Standing::Stale, share(100)),
            (Criterion::Clean, Standing::Unmeasured, share(0)),
        ];
        assert_eq!(weakest(rows), Some(Criterion::Live));
        assert_eq!(weakest(rows[2..].iter().copied()), None);
    }
}
