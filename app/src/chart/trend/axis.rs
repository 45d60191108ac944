//! The values of the upright axis: 0 to 100 for percentages, round numbers for
//! other units.
use super::Trend;
use crate::{
    chart::{drawn, plot::Tick},
    text,
};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    pub low: f64,
    pub high: f64,
    pub step: f64,
}

/// Hairlines from bottom to top, at the least this many steps.
const STEPS: f64 = 4.0;

impl Axis {
    pub fn of(data: &Trend<'_>) -> Self {
        let values = data.points.iter().map(|point| point.value);
        let path = data.path.into_iter().flat_map(|path| path.points());
        let shown = values
            .chain(path.map(|(_, value)| value))
            .chain(data.target);
        Self::over(data.unit_of_measure, shown.map(drawn))
    }

    fn over(unit: &str, values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = values.fold((0.0, 0.0), |(low, high): (f64, f64), value| {
            (low.min(value), high.max(value))
        });
        if unit == "%" && low >= 0.0 && high <= 100.0 {
            return Self {
                low: 0.0,
                high: 100.0,
                step: 25.0,
            };
        }
        let step = round_step((high - low).max(f64::MIN_POSITIVE) / STEPS);
        let low = (low / step).floor() * step;
        let mut top = (high / step).ceil() * step;
        // Room over the highest value.
        if top - high < step / 8.0 {
            top += step;
        }
        Self {
            low,
            high: top.max(low + step),
            step,
        }
    }

    /// The hairlines with their words.
    pub fn ticks(&self, data: &Trend<'_>) -> Vec<Tick> {
        let count = ((self.high - self.low) / self.step).round() as u32;
        let percent = data.unit_of_measure.starts_with('%');
        let decimals = usize::from(self.step < 1.0) + usize::from(self.step < 0.1);
        (0..=count)
            .map(|i| {
                let at = self.low + f64::from(i) * self.step;
                let number = text::decimals(data.lang, at, decimals);
                let sign = if percent { "%" } else { "" };
                Tick {
                    at,
                    wide: if i == count {
                        format!("{number}{sign}")
                    } else {
                        number.clone()
                    },
                    narrow: (i > 0 && i % 2 == 0).then(|| format!("{number}{sign}")),
                }
            })
            .collect()
    }
}

/// The first of 1, 2, 2.5, 5 times a power of ten that is not smaller.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .map(|n| n * power)
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_run_to_100_and_others_to_round_numbers() {
        let axis = |unit, values: &[f64]| Axis::over(unit, values.iter().copied());
        let of = |low, high, step| Axis { low, high, step };
        assert_eq!(axis("%", &[17.0, 61.4, 95.0]), of(0.0, 100.0, 25.0));
        assert_eq!(axis("phút", &[32.0, 15.0]), of(0.0, 40.0, 10.0));
        assert_eq!(axis("% GRDP", &[22.0, 25.0]), of(0.0, 30.0, 10.0));
        assert_eq!(axis("điểm", &[-3.0, 4.2]), of(-4.0, 6.0, 2.0));
        // Nothing but zeros is still an axis.
        let zeros = axis("lỗi", &[0.0]);
        assert!(zeros.high > zeros.low && zeros.step > 0.0);
    }
}
