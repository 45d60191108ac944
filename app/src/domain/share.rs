//! Exact shares. Nothing here is a floating-point number: a share is a fraction
//! until it is printed, and it is rounded once.

use serde::{Deserialize, Serialize};

/// The unit in which weights are added: 1 of weight is `whole(1)` of mass.
///
/// A duty contributes weight × share. The denominators of shares are sums of
/// milestone weights, so with a scale divisible by every number up to 40 those
/// contributions are integers and their sums exact. A share of measured records
/// may have any denominator: it is cut to 1/5·10¹⁵ of a unit of weight, always
/// the same way, so parts still add up to the whole to the last digit, and 0
/// and 100 % stay exact.
pub type Mass = i128;

/// lcm(1..=40).
const SCALE_64: u64 = 5_342_931_457_063_200;
const SCALE: Mass = SCALE_64 as Mass;

/// The mass of a weight.
pub const fn whole(weight: u64) -> Mass {
    weight as Mass * SCALE
}

/// A fraction between 0 and 1, kept as two integers.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Share {
    part: i128,
    of: i128,
}

impl Share {
    pub const ZERO: Self = Self { part: 0, of: 1 };
    pub const ONE: Self = Self { part: 1, of: 1 };

    /// `None` where there is no denominator: it prints "–".
    pub const fn new(part: i128, of: i128) -> Option<Self> {
        if of > 0 && part >= 0 && part <= of {
            Some(Self { part, of })
        } else {
            None
        }
    }

    pub const fn is_zero(self) -> bool {
        self.part == 0
    }

    pub const fn is_one(self) -> bool {
        self.part == self.of
    }

    /// This share of a weight.
    pub fn of_weight(self, weight: u64) -> Mass {
        self.of_small(weight)
            .unwrap_or_else(|| self.of_mass(whole(weight)))
    }

    /// The same where the denominator divides the scale, as those of milestones
    /// do: without a division of 128 bits, which takes most of the time.
    fn of_small(self, weight: u64) -> Option<Mass> {
        let of = u64::try_from(self.of).ok()?;
        if of == 0 || !SCALE_64.is_multiple_of(of) {
            return None;
        }
        Mass::from(weight)
            .checked_mul(self.part)?
            .checked_mul(Mass::from(SCALE_64 / of))
    }

    /// This share of a mass, cut to an integer.
    pub fn of_mass(self, mass: Mass) -> Mass {
        let (mut part, mut of) = (self.part, self.of);
        // mass = q·of + r, so mass·part/of = q·part + r·part/of: no factor is
        // larger than it must be. Halving both loses less than one in 2^60 and
        // happens only to denominators no count of records reaches.
        loop {
            let (q, r) = (mass / of, mass % of);
            match (q.checked_mul(part), r.checked_mul(part)) {
                (Some(a), Some(b)) => return a + b / of,
                _ => (part, of) = (part >> 1, of >> 1),
            }
        }
    }

    /// Rounded half up to a number of decimals, as an integer of that unit.
    fn rounded(self, decimals: u32) -> i128 {
        let (mut part, mut of) = (self.part, self.of);
        let unit = 10_i128.pow(decimals);
        let fits = |part: i128, of: i128| {
            let doubled = part.checked_mul(2 * unit)?;
            doubled.checked_add(of).filter(|_| of <= i128::MAX / 4)
        };
        while fits(part, of).is_none() {
            (part, of) = (part >> 1, of >> 1);
        }
        (part * unit * 2 + of) / (of * 2)
    }

    /// 0 and 1 only when exact.
    fn in_millionths(self) -> i128 {
        match self.rounded(6) {
            0 if !self.is_zero() => 1,
            1_000_000 if !self.is_one() => 999_999,
            rounded => rounded,
        }
    }

    /// The machine-readable form: a fraction with six digits, `0.431200`; 0 and 1 only when
    /// exact.
    pub fn six(self) -> String {
        let millionths = self.in_millionths();
        format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
    }

    /// The share to six digits as a value, for rows of shares over time.
    pub fn millionths(self) -> super::Value {
        super::Value::new(self.in_millionths(), 1_000_000)
    }

    /// Tenths of a percent for print, half up; 0,0 and 100,0 only when exact.
    pub fn permille(self) -> i64 {
        let rounded = self.rounded(3) as i64;
        match rounded {
            0 if !self.is_zero() => 1,
            1000 if !self.is_one() => 999,
            _ => rounded,
        }
    }

    /// For drawing only, never for a figure.
    pub fn to_f64(self) -> f64 {
        self.part as f64 / self.of as f64
    }

    /// This share minus another, in tenths of a point: the difference of the exact values,
    /// rounded once, half away from zero; 0 only when they are equal. Two printed shares may
    /// therefore differ from it in the last digit.
    pub fn points_from(self, other: Self) -> i64 {
        let (difference, of) = self.difference(other).unwrap_or_else(|| {
            // Denominators of two unlike groups: fifteen digits of each tell.
            (self.rounded(15) - other.rounded(15), 10_i128.pow(15))
        });
        let part = difference.abs();
        let rounded = Self { part, of }.rounded(3) as i64;
        let shown = if difference == 0 { 0 } else { rounded.max(1) };
        if difference < 0 { -shown } else { shown }
    }

    /// The change from another share where both are printed beside it, in tenths of a point: what is
    /// printed of that one and this add up to what is printed of this share.
    pub fn printed_from(self, other: Self) -> i64 {
        self.permille() - other.permille()
    }

    /// A part of a whole that may be below 0, as [`Share::points_from`] prints it; `None` where
    /// there is no denominator.
    pub fn signed_points(part: i128, of: i128) -> Option<i64> {
        let points = Self::new(part.abs(), of)?.points_from(Self::ZERO);
        Some(if part < 0 { -points } else { points })
    }

    /// The exact difference over a common denominator, where it has room.
    fn difference(self, other: Self) -> Option<(i128, i128)> {
        let of = self.of / num_integer::gcd(self.of, other.of);
        let of = of.checked_mul(other.of)?;
        let part = self.part.checked_mul(of / self.of)?;
        let others = other.part.checked_mul(of / other.of)?;
        Some((part - others, of))
    }

    /// Numerator and denominator.
    pub const fn parts(self) -> (i128, i128) {
        (self.part, self.of)
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Share {}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        num_rational::Ratio::new_raw(self.part, self.of)
            .cmp(&num_rational::Ratio::new_raw(other.part, other.of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn s(part: i128, of: i128) -> Share {
        Share::new(part, of).unwrap()
    }

    #[test]
    fn machines_read_0_and_1_only_where_they_are_exact() {
        for (part, of, six) in [
            (99_999_999, 100_000_000, "0.999999"),
            (1, 100_000_000, "0.000001"),
            (1, 1, "1.000000"),
            (0, 3, "0.000000"),
            (1, 3, "0.333333"),
        ] {
            assert_eq!(s(part, of).six(), six);
        }
    }

    #[test]
    fn printing_rounds_half_up_and_keeps_0_and_100_for_exact_values() {
        for (part, of, permille) in [
            (1, 2, 500),
            (1, 2000, 1),
            (1, 1_000_000, 1),
            (999_999, 1_000_000, 999),
            (0, 5, 0),
            (5, 5, 1000),
            (4565, 10_000, 457),
            (4564, 10_000, 456),
        ] {
            assert_eq!(s(part, of).permille(), permille, "{part}/{of}");
        }
        assert_eq!(s(4312, 10_000).six(), "0.431200");
        assert_eq!(s(1, 1).six(), "1.000000");
        assert_eq!(s(5, 10_000_000).six(), "0.000001");
        assert!(Share::new(0, 0).is_none());
    }

    #[test]
    fn masses_of_small_denominators_are_exact() {
        for of in 1..=40 {
            assert_eq!(s(1, of).of_weight(7) * of, whole(7));
        }
    }

    #[test]
    fn a_gap_is_the_difference_of_exact_values_rounded_once() {
        for (a, b, tenths) in [
            // 45,6 and 45,4 as printed, 0,1 apart.
            (s(45_551, 100_000), s(45_449, 100_000), 1),
            // Equal as printed, and not equal.
            (s(4_560_004, 10_000_000), s(4_560_000, 10_000_000), 1),
            (s(4_560_000, 10_000_000), s(4_560_004, 10_000_000), -1),
            (s(1, 3), s(2, 6), 0),
            (s(1, 3), s(1, 4), 83),
            (s(1, 4), s(1, 3), -83),
            (s(1, 1), s(0, 7), 1000),
            (
                s(
                    2_000_000_000_000_000_000_000_001,
                    4_000_000_000_000_000_000_000_001,
                ),
                s(1, 7),
                357,
            ),
        ] {
            assert_eq!(a.points_from(b), tenths, "{a:?} {b:?}");
        }
    }

    proptest! {
        /// Whatever the denominators.
        #[test]
        fn gaps_have_their_sign(a in 0_i128..=i64::MAX as i128, of_a in 1_i128..=i64::MAX as i128, b in 0_i128..=i64::MAX as i128, of_b in 1_i128..=i64::MAX as i128) {
            prop_assume!(a <= of_a && b <= of_b);
            let (a, b) = (s(a, of_a), s(b, of_b));
            let gap = a.points_from(b);
            prop_assert_eq!(gap, -b.points_from(a));
            if gap != 0 {
                prop_assert_eq!(gap > 0, a > b);
            }
            let exact = (a.to_f64() - b.to_f64()) * 1000.0;
            prop_assert!((gap as f64 - exact).abs() <= 1.0);
        }

        /// The short way gives what the long one does.
        #[test]
        fn a_share_of_a_weight_is_that_of_its_mass(weight in 0_u64..=4_000_000_000, of in 1_i128..=60, part in 0_i128..=60) {
            prop_assume!(part <= of);
            prop_assert_eq!(s(part, of).of_weight(weight), s(part, of).of_mass(whole(weight)));
        }

        #[test]
        fn a_mass_is_within_one_of_the_true_value(weight in 0_u64..=4_000_000_000, of in 1_i128..=i64::MAX as i128, part in 0_i128..=i64::MAX as i128) {
            prop_assume!(part <= of);
            let mass = s(part, of).of_weight(weight);
            prop_assert!(mass >= 0 && mass <= whole(weight));
            prop_assert_eq!(mass == whole(weight), part == of || weight == 0);
        }
    }
}
