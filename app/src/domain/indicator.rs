//! What is measured, and how far a measured value is from its target.
use std::{cmp::Ordering, sync::Arc};

use num_rational::Ratio;
use num_traits::{CheckedDiv, CheckedMul, CheckedSub, One, Zero};
use serde::{Deserialize, Serialize};

use super::{Criterion, Day, IndicatorCode, Share, UnitCode, WorkstreamCode, parse_day, words};

/// An exact value in the indicator's unit of measure.
pub type Value = Ratio<i128>;

words! {
    Direction {
        /// More is better.
        Up = "up",
        /// Less is better.
        Down = "down",
    }
}

words! {
    /// What the denominator of a measurement counts.
    Counts {
        /// Records of the duty: fewer than its volume are a sample.
        Records = "records",
        /// A declared survey.
        Survey = "survey",
        /// Things that are counted one by one towards a fixed number: "05 nguồn".
        Things = "things",
        Other = "other",
    }
}

/// What is measured. A duty has at most one outcome indicator, and the six
/// criteria beside it; an indicator without a duty belongs to the campaign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    pub code: IndicatorCode,
    pub name: Arc<str>,
    /// What English pages call it; by its name where nobody gave one.
    pub name_en: Option<Arc<str>>,
    /// The duty it is the outcome or a criterion of.
    pub duty: Option<(UnitCode, WorkstreamCode)>,
    /// `%` makes a fraction count in percent.
    pub unit_of_measure: Arc<str>,
    pub direction: Direction,
    pub baseline: Option<Value>,
    /// The day the baseline was measured on: there the path begins.
    pub baseline_day: Option<Day>,
    /// Where it is not said, see [`Indicator::counts_records`].
    pub counts: Option<Counts>,
    pub deadline: Option<Day>,
    /// Days a measurement stays fresh.
    pub fresh_days: i64,
    /// One of the six criteria, `hai_long`, or empty.
    pub criterion: Arc<str>,
    pub provisional: bool,
    /// It says that no value falls below the one before: one that does asks for a reason.
    pub never_falls: bool,
    /// Dated points its path goes through, by rising day; none: a straight line.
    pub path: Vec<(Day, Value)>,
    pub source: Arc<str>,
}

/// Fewer answers say little: a value of fewer is greyed.
pub const FEW_ANSWERS: i64 = 30;

/// One dated value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measurement {
    /// Records that satisfy, of records counted.
    Fraction {
        day: Day,
        numerator: i64,
        denominator: i64,
    },
    /// A value without its counts: shown, and rolled up only where things are counted.
    Bare { day: Day, value: Value },
}

impl Measurement {
    /// The measurement that its three columns in the ledger tell: counts go before a
    /// value; `None` where there is neither, or the value is no number.
    pub fn from_columns(
        day: Day,
        numerator: Option<i64>,
        denominator: Option<i64>,
        value: Option<&str>,
    ) -> Option<Self> {
        if let (Some(numerator), Some(denominator)) = (numerator, denominator) {
            return Some(Self::Fraction {
                day,
                numerator,
                denominator,
            });
        }
        let value = parse_decimal(value?).ok()?;
        Some(Self::Bare { day, value })
    }

    pub const fn day(self) -> Day {
        match self {
            Self::Fraction { day, .. } | Self::Bare { day, .. } => day,
        }
    }

    pub const fn bare(self) -> bool {
        matches!(self, Self::Bare { .. })
    }

    /// The same, measured on another day.
    pub const fn on(self, day: Day) -> Self {
        match self {
            Self::Fraction {
                numerator,
                denominator,
                ..
            } => Self::Fraction {
                day,
                numerator,
                denominator,
            },
            Self::Bare { value, .. } => Self::Bare { day, value },
        }
    }

    /// A value without its counts, as the ledger keeps it.
    pub fn bare_text(self) -> Option<String> {
        let Self::Bare { value, .. } = self else {
            return None;
        };
        // No value has more decimals than are read.
        let scaled = value.checked_mul(&Value::from_integer(1_000_000))?;
        let number = scaled.round().to_integer();
        let (sign, digits) = if number < 0 {
            ("-", -number)
        } else {
            ("", number)
        };
        let text = format!("{sign}{}.{:06}", digits / 1_000_000, digits % 1_000_000);
        Some(canonical_decimal(&text))
    }

    /// Numerator and denominator of a measured fraction.
    pub const fn counts(self) -> Option<(i64, i64)> {
        match self {
            Self::Fraction {
                numerator,
                denominator,
                ..
            } => Some((numerator, denominator)),
            Self::Bare { .. } => None,
        }
    }

    /// The value in the indicator's unit of measure.
    pub fn value(self, indicator: &Indicator) -> Value {
        match self {
            Self::Fraction {
                numerator,
                denominator,
                ..
            } => {
                let scale = if indicator.unit_of_measure.starts_with('%') {
                    100
                } else {
                    1
                };
                if denominator == 0 {
                    Value::zero()
                } else {
                    Value::new(i128::from(numerator) * scale, i128::from(denominator))
                }
            }
            Self::Bare { value, .. } => value,
        }
    }
}

/// A value that was entered and waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub measurement: Measurement,
    /// Its place in the order of facts: with indicator and day that is which one it is.
    pub seq: i64,
    /// The day it was entered on.
    pub entered_on: Day,
    /// The account that entered it.
    pub by: Option<std::sync::Arc<str>>,
}

impl Pending {
    /// Which of an indicator's it is: a place holds one value of a day.
    pub const fn place(&self) -> (i64, Day) {
        (self.seq, self.measurement.day())
    }
}

/// What an indicator says of its values where none falls below the one before.
pub const NEVER_FALLS: &str = "never";

/// What people and businesses say when asked.
pub const SATISFACTION: &str = "hai_long";

/// What an indicator of a duty says that stands beside its outcome and rolls up nowhere.
pub const SECOND: &str = "second";

impl Indicator {
    /// Whether fewer than a duty's records are a sample of them: said so, or an outcome
    /// of which nothing is said.
    pub fn counts_records(&self) -> bool {
        match self.counts {
            Some(counts) => counts == Counts::Records,
            None => self.criterion.is_empty(),
        }
    }

    /// Whether its values are numbers of things, each a part of the target.
    pub fn counts_things(&self) -> bool {
        self.counts == Some(Counts::Things)
    }

    /// Whether a number of things can be counted towards a target: one to all of a whole number.
    pub fn counts_towards(&self, target: Value) -> bool {
        let measure = !self.unit_of_measure.starts_with('%');
        let from_nothing = self.baseline.is_none() && self.direction == Direction::Up;
        measure && from_nothing && target.is_integer() && target >= Value::one()
    }

    /// Whether a value can be one of this indicator's.
    pub fn accepts(&self, measurement: Measurement) -> bool {
        let things = |value: Value| value.is_integer() && value >= Value::zero();
        match measurement {
            Measurement::Fraction { .. } => !self.counts_things(),
            Measurement::Bare { value, .. } => !self.counts_things() || things(value),
        }
    }

    /// Which of the six criteria of its duty it is, if it is one.
    pub fn one_of_six(&self) -> Option<Criterion> {
        self.duty.as_ref()?;
        Criterion::from_code(&self.criterion)
    }

    /// Whether it stands beside its duty's outcome, in no share and no status.
    pub fn second(&self) -> bool {
        self.duty.is_some() && *self.criterion == *SECOND
    }

    /// Whether it says how content people or businesses are.
    pub fn satisfaction(&self) -> bool {
        *self.criterion == *SATISFACTION
    }

    /// Whether its values are what people answered: how they were asked is told beside each.
    pub fn asks_people(&self) -> bool {
        self.satisfaction() || self.counts == Some(Counts::Survey)
    }

    /// How many answered, where so few did that it says little.
    pub fn few_answers(&self, counts: Option<(i64, i64)>) -> Option<i64> {
        let (_, answers) = counts.filter(|_| self.asks_people())?;
        (answers < FEW_ANSWERS).then_some(answers)
    }

    /// How far a value is on the way from the baseline (0 if not given) to the
    /// target: up = clamp((v−b)/(T−b)), down = clamp((b−v)/(b−T)); down
    /// without a baseline is 1 at or under the target, else 0.
    ///
    /// `None` when T = b, which entering refuses.
    pub fn share(&self, value: Value, target: Value) -> Option<Share> {
        let (from, to) = match (self.direction, self.baseline) {
            (Direction::Down, None) => {
                return Some(if value <= target {
                    Share::ONE
                } else {
                    Share::ZERO
                });
            }
            (_, baseline) => (baseline.unwrap_or_else(Value::zero), target),
        };
        // (b−v)/(b−T) and (v−b)/(T−b) are the same fraction.
        let beyond = |value: Value| {
            // Mostly there is no baseline: then there is nothing to compute.
            if from.is_zero() {
                return Some(value);
            }
            value.checked_sub(&from)
        };
        let way = beyond(to)?;
        if way.is_zero() || (way > Value::zero()) != (self.direction == Direction::Up) {
            return None;
        }
        let share = beyond(value)?.checked_div(&way)?;
        let share = share.clamp(Value::zero(), Value::one());
        Share::new(*share.numer(), *share.denom())
    }

    /// Whether a value is at its target or beyond.
    pub fn reached(&self, value: Value, target: Value) -> bool {
        match self.direction {
            Direction::Up => value >= target,
            Direction::Down => value <= target,
        }
    }

    /// A target this indicator can have: T = b is refused, and a target on the
    /// wrong side of the baseline; where things are counted, one of part of a thing.
    pub fn accepts_target(&self, target: Value) -> bool {
        let counted = !self.counts_things() || self.counts_towards(target);
        counted && self.share(target, target).is_some()
    }
}

/// A value in tenths for print, half away from zero; 0 only when it is exactly that.
pub fn tenths(value: Value) -> Option<i64> {
    let (num, den) = (*value.numer(), *value.denom());
    let rounded = (num.checked_mul(20)?.checked_abs()?.checked_add(den)?) / den.checked_mul(2)?;
    i64::try_from(rounded.max(num.signum().abs()) * num.signum()).ok()
}

/// A value in millionths for machines: 0 and 100 only where it is exactly that. `None` where it
/// is too large.
pub fn millionths(value: Value) -> Option<i128> {
    let unit = Value::from_integer(1_000_000);
    let rounded = value.checked_mul(&unit)?.round().to_integer();
    let apart = |exact: i128| {
        let exact = Value::from_integer(exact);
        let told = exact * unit;
        match value.cmp(&exact) {
            Ordering::Less if told.to_integer() == rounded => -1,
            Ordering::Greater if told.to_integer() == rounded => 1,
            _ => 0,
        }
    };
    Some(rounded + apart(0) + apart(100))
}

/// A value that stands beside others, in tenths: not printed equal to one that it is not, but a
/// tenth away on its side; where that is another's, with as many decimals as tell them apart.
pub fn told_beside(value: Value, others: &[Value]) -> Option<(i128, u32)> {
    let told = tenths(value)?;
    let apart = |told: &i64| {
        let on_its_side = |other: &Value| {
            tenths(*other).is_none_or(|other_told| told.cmp(&other_told) == value.cmp(other))
        };
        others.iter().all(on_its_side)
    };
    let around = [Some(told), told.checked_sub(1), told.checked_add(1)];
    match around.into_iter().flatten().find(apart) {
        Some(told) => Some((told.into(), 1)),
        None => told_from(value, Value::zero(), others),
    }
}

/// A value beside one that was set, with no fewer decimals than that has, and as many more, up
/// to six, as tell it from others that it is not: the number and how many of its figures are
/// decimals. `None` where it is too large.
pub fn told_from(value: Value, set: Value, others: &[Value]) -> Option<(i128, u32)> {
    let mut told = None;
    for places in 1..=6 {
        let fits = set.checked_mul(&Value::from_integer(10_i128.pow(places)))?;
        if !fits.is_integer() && places < 6 {
            continue;
        }
        let unit = 10_i128.pow(places);
        let scaled = value.checked_mul(&Value::from_integer(unit))?.round();
        told = Some((scaled.to_integer(), places));
        let printed = scaled.checked_div(&Value::from_integer(unit))?;
        let apart = |other: &Value| printed.cmp(other) == value.cmp(other);
        if others.iter().all(apart) {
            break;
        }
    }
    told
}

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    #[error("không phải số; viết ví dụ 95 hoặc 95,5")]
    NotANumber,
    #[error(
        "số quá lớn hoặc quá nhiều chữ số thập phân (tối đa 12 chữ số trước và 6 chữ số sau dấu phẩy)"
    )]
    TooLarge,
    #[error(
        "dấu . hoặc , đứng trước đúng ba chữ số đọc được hai cách; số nguyên viết liền (1500), số lẻ viết hai hoặc bốn chữ số sau dấu phẩy (1,50 hoặc 1,5000)"
    )]
    TwoReadings,
}

/// Dated points as the ledger keeps them: `2026-06-30=40;2026-12-31=70.5`. `None` where a day or
/// a value cannot be read.
pub fn parse_path(text: &str) -> Option<Vec<(Day, Value)>> {
    let point = |point: &str| {
        let (day, value) = point.split_once('=')?;
        Some((parse_day(day.trim())?, parse_decimal(value.trim()).ok()?))
    };
    let points = text.split(';').map(str::trim);
    points.filter(|it| !it.is_empty()).map(point).collect()
}

/// Whether a value is on the way from where something begins to its target: else it would be
/// reached before anything is done, or never.
pub fn on_the_way(reach: Value, from: Value, to: Value) -> bool {
    if from < to {
        from < reach && reach <= to
    } else {
        to <= reach && reach < from
    }
}

/// Reads a decimal that a person typed. One separator before exactly three digits is
/// refused, `1.500` and `1,500`: one reader takes it for 1500, another for 1.5. A zero
/// or more than three digits before it leave one reading: `0,125`, `1234,567`; so do
/// two separators, each with its own work: `1.234,5`, `1,234.5`, `1.500.000`.
pub fn parse_typed_decimal(text: &str) -> Result<Value, ValueError> {
    if let Some(plain) = without_groups(text.trim()) {
        return parse_decimal(&plain);
    }
    let value = parse_decimal(text)?;
    let digits = text.trim().trim_start_matches(['-', '−']);
    match digits.split_once([',', '.']) {
        Some((group, decimals))
            if decimals.len() == 3 && group.len() <= 3 && !group.starts_with('0') =>
        {
            Err(ValueError::TwoReadings)
        }
        _ => Ok(value),
    }
}

/// A number whose thousands are surely parted, without what parts them; `None` for any other text.
fn without_groups(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let last = digits.rfind([',', '.', ' ', '\u{a0}'])?;
    let of = |mark: char| digits.matches(mark).count();
    let mark = digits[last..].chars().next()?;
    // The last separator stands before decimals where it is there once, and another parts.
    let (groups, decimals) = match (mark, of(mark)) {
        (',' | '.', 1) => (&digits[..last], Some(&digits[last + 1..])),
        _ => (digits, None),
    };
    let parts = groups.find([',', '.', ' ', '\u{a0}'])?;
    let parts = groups[parts..].chars().next()?;
    let parted: Vec<&str> = groups.split(parts).collect();
    let (first, rest) = parted.split_first()?;
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let grouped = (1..=3).contains(&first.len())
        && plain(first)
        && rest.iter().all(|group| group.len() == 3 && plain(group));
    let decimals = decimals.map_or_else(String::new, |decimals| format!(".{decimals}"));
    grouped.then(|| format!("{sign}{}{decimals}", parted.concat()))
}

/// Reads a decimal with `,` or `.` before the decimals: `95`, `95,5`, `-0.25`.
/// At most 12 digits before and 6 after, so that no computation overflows.
pub fn parse_decimal(text: &str) -> Result<Value, ValueError> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (integer, decimals) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let plain = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if integer.is_empty() || !plain(integer) || !plain(decimals) || digits.ends_with([',', '.']) {
        return Err(ValueError::NotANumber);
    }
    if integer.len() > 12 || decimals.len() > 6 {
        return Err(ValueError::TooLarge);
    }
    let number = format!("{integer}{decimals}")
        .parse::<i128>()
        .map_err(|_| ValueError::TooLarge)?;
    let scale = 10_i128.pow(u32::try_from(decimals.len()).unwrap_or(0));
    Value::new(number, scale)
        .checked_mul(&Value::from_integer(if negative { -1 } else { 1 }))
        .ok_or(ValueError::TooLarge)
}

/// A decimal as the ledger keeps it: two texts of one value are one.
pub fn canonical_decimal(text: &str) -> String {
    let text = text.replace(',', ".").replace('−', "-");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let (integer, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let integer = Some(integer.trim_start_matches('0')).filter(|t| !t.is_empty());
    let (integer, decimals) = (integer.unwrap_or("0"), decimals.trim_end_matches('0'));
    match (integer, decimals) {
        ("0", "") => "0".to_owned(),
        (_, "") => format!("{sign}{integer}"),
        _ => format!("{sign}{integer}.{decimals}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn indicator(direction: Direction, baseline: Option<&str>) -> Indicator {
        Indicator {
            code: IndicatorCode::parse("CT").unwrap(),
            name: "".into(),
            name_en: None,
            duty: None,
            unit_of_measure: "%".into(),
            direction,
            baseline: baseline.map(|b| parse_decimal(b).unwrap()),
            baseline_day: None,
            counts: None,
            deadline: None,
            fresh_days: 60,
            criterion: "".into(),
            provisional: false,
            never_falls: false,
            path: Vec::new(),
            source: "".into(),
        }
    }

    #[test]
    fn share_of_an_indicator() {
        use Direction::{Down, Up};
        for (direction, baseline, value, target, share) in [
            (Up, None, "40", "80", Some("0.500000")),
            (Up, Some("20"), "50", "80", Some("0.500000")),
            (Up, Some("20"), "10", "80", Some("0.000000")),
            (Up, None, "95", "80", Some("1.000000")),
            (Down, Some("10"), "4", "2", Some("0.750000")),
            (Down, None, "4", "2", Some("0.000000")),
            (Down, None, "2", "2", Some("1.000000")),
            (Up, Some("80"), "80", "80", None),
            (Up, None, "0", "0", None),
        ] {
            let got = indicator(direction, baseline).share(
                parse_decimal(value).unwrap(),
                parse_decimal(target).unwrap(),
            );
            assert_eq!(
                got.map(Share::six).as_deref(),
                share,
                "{direction:?} {baseline:?} {value} {target}"
            );
        }
    }

    #[test]
    fn decimals_are_read_or_refused() {
        assert_eq!(parse_decimal("95,50"), Ok(Value::new(191, 2)));
        assert_eq!(parse_decimal("-0.25"), Ok(Value::new(-1, 4)));
        for bad in ["", "abc", "1.000.000", "1e5", "5.", "=1+1", ",5"] {
            assert_eq!(parse_decimal(bad), Err(ValueError::NotANumber), "{bad}");
        }
        assert_eq!(parse_decimal("1234567890123"), Err(ValueError::TooLarge));
    }

    #[test]
    fn what_two_people_read_differently_is_no_number() {
        for two in ["1.500", "1,500", "12.400", "-1.500", "−999,999", " 1.234 "] {
            assert_eq!(
                parse_typed_decimal(two),
                Err(ValueError::TwoReadings),
                "{two}"
            );
        }
        for one in ["1500", "1,5", "1,50", "1.5000", "0,125", "1234,567", "72.5"] {
            assert_eq!(parse_typed_decimal(one), parse_decimal(one), "{one}");
        }
        for (parted, plain) in [
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("-1.234,50", "-1234.5"),
            ("1.500.000", "1500000"),
            ("1 234", "1234"),
            ("1 234 567,25", "1234567.25"),
            ("1.234,567", "1234.567"),
        ] {
            assert_eq!(
                parse_typed_decimal(parted),
                parse_decimal(plain),
                "{parted}"
            );
        }
        for none in [
            "1.50.000",
            "1.234.56",
            "1,234,5",
            "1.234,5.6",
            "1234.567,8",
            ".500,5",
            "1.234,",
        ] {
            assert_eq!(
                parse_typed_decimal(none),
                Err(ValueError::NotANumber),
                "{none}"
            );
        }
    }
}
