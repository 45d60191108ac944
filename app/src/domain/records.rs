//! The records of several duties together.
use super::{Direction, Duty, Indicator};

/// Records that satisfy, of the records there are, over the duties whose latest measurement
/// counts them (what is to become less counts those that do not): rule 7 adds up, it takes no
/// average. Where fewer than two do there is nothing
/// to add.
pub fn records_together<'a>(duties: impl IntoIterator<Item = &'a Duty>) -> Option<(i64, i64)> {
    let counted = duties.into_iter().filter_map(|duty| {
        let outcome = duty.outcome.as_ref();
        let satisfy = |indicator: &Indicator| indicator.direction == Direction::Up;
        let outcome = outcome.filter(|o| o.indicator.counts_records() && satisfy(&o.indicator))?;
        let latest = outcome.latest()?;
        let (part, counted) = latest.counts()?;
        // A sample is not the population: what was not counted is there all the same.
        let all = outcome.sample(latest).map_or(counted, |(_, all)| all);
        Some((part, all))
    });
    let counted: Vec<(i64, i64)> = counted.collect();
    let sum = |(part, all): (i64, i64), (p, a): &(i64, i64)| {
        Some((part.checked_add(*p)?, all.checked_add(*a)?))
    };
    let sums = counted.iter().try_fold((0, 0), sum)?;
    (counted.len() > 1 && sums.1 > 0).then_some(sums)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        Counts, DutyKey, DutyRole, IndicatorCode, Measurement, UnitCode, WorkstreamCode, parse_day,
    };

    /// A duty with a volume, whose latest measurement counts a part of so many.
    fn duty(volume: Option<i64>, counts: Option<Counts>, measured: Option<(i64, i64)>) -> Duty {
        let key = DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG01").unwrap(),
        };
        let code = IndicatorCode::parse("CT").unwrap();
        let mut duty = Duty {
            key: key.clone(),
            role: DutyRole::Lead,
            volume: None,
            set_weight: None,
            portions: None,
            milestones: Vec::new(),
            rhythms: Vec::new(),
            outcome: None,
            criteria: Vec::new(),
            of_group: None,
            provisional: false,
        };
        duty.set_indicator(Arc::new(Indicator {
            code: code.clone(),
            name: "".into(),
            name_en: None,
            duty: Some((key.unit.clone(), key.workstream)),
            unit_of_measure: "%".into(),
            direction: Direction::Up,
            baseline: None,
            baseline_day: None,
            counts,
            deadline: None,
            fresh_days: 60,
            criterion: "".into(),
            provisional: false,
            never_falls: false,
            path: Vec::new(),
            source: "".into(),
        }));
        duty.set_volume(volume);
        if let Some((numerator, denominator)) = measured {
            duty.indicator_mut(&code)
                .unwrap()
                .add(Measurement::Fraction {
                    day: parse_day("2026-11-20").unwrap(),
                    numerator,
                    denominator,
                });
        }
        duty
    }

    #[test]
    fn rule_7_records_are_added_up() {
        let few = duty(Some(10), None, Some((1, 10)));
        let many = duty(Some(1_000_000), None, Some((900_000, 1_000_000)));
        let sample = duty(Some(1_000), None, Some((9, 10)));
        let survey = duty(Some(1_000), Some(Counts::Survey), Some((9, 10)));
        let unmeasured = duty(Some(1_000), None, None);
        let huge = duty(None, None, Some((1, i64::MAX)));
        let sum = |duties: &[&Duty]| records_together(duties.iter().copied());
        assert_eq!(sum(&[&few, &many]), Some((900_001, 1_000_010)));
        assert_eq!(sum(&[&few, &sample]), Some((10, 1_010)));
        assert_eq!(
            sum(&[&few, &many, &survey, &unmeasured]),
            sum(&[&few, &many])
        );
        for nothing in [&[][..], &[&few], &[&few, &survey], &[&few, &unmeasured]] {
            assert_eq!(sum(nothing), None);
        }
        assert_eq!(sum(&[&few, &huge]), None);
        // What is to become less counts what does not satisfy.
        let mut errors = duty(Some(1_000), None, Some((900, 1_000)));
        let outcome = errors.outcome.as_mut().unwrap();
        Arc::make_mut(&mut outcome.indicator).direction = Direction::Down;
        assert_eq!(sum(&[&few, &many, &errors]), sum(&[&few, &many]));
    }
}
