//! Where one stands among those of its kind: the values of all of them and the middle one, never
//! a place in a row.
use num_traits::ToPrimitive;

use super::{Value, words};

words! {
    /// By what units of a kind are laid beside each other.
    Measure {
        /// Accepted share of all duties.
        Accepted = "accepted",
        /// Share of the way to the targets.
        Measured = "measured",
        /// Of its own products and outcomes that are due, those handed over in time.
        InTime = "in-time",
        /// Working days that companies waited for its decision, the middle one.
        Waits = "waits",
    }
}

impl Measure {
    /// Whether it is a share of a whole; else working days.
    pub const fn is_share(self) -> bool {
        !matches!(self, Self::Waits)
    }

    /// How many columns a drawing of the values has, and how much one spans: twenty of five
    /// points, or a working day each, the last with all that is longer.
    pub fn columns(self) -> (usize, Value) {
        match self.is_share() {
            true => (20, Value::new_raw(1, 20)),
            false => (16, Value::new_raw(1, 1)),
        }
    }
}

/// What rests on fewer things is shown grey, for one more or less moves it far, and stands out of
/// the middle.
pub const FEW: u32 = 5;

/// One value, and how many things it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    pub value: Value,
    pub of: u32,
}

impl Stand {
    pub const fn small(self) -> bool {
        self.of < FEW
    }
}

/// How many values a column of a drawing holds: those that rest on enough, and the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pile {
    pub sound: u32,
    pub small: u32,
}

impl Pile {
    pub const fn all(self) -> u32 {
        self.sound + self.small
    }
}

/// The values of all of a kind that have one, and one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    pub own: Option<Stand>,
    /// In their order, one's own among them.
    all: Vec<Stand>,
}

impl Spread {
    pub fn of(own: Option<Stand>, mut all: Vec<Stand>) -> Self {
        all.sort_by_key(|stand| stand.value);
        Self { own, all }
    }

    /// All of them, the lowest first.
    pub fn all(&self) -> &[Stand] {
        &self.all
    }

    /// How many have a value.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// How many of them rest on few things.
    pub fn small(&self) -> usize {
        self.all.iter().filter(|stand| stand.small()).count()
    }

    /// The middle value of those that rest on enough: the mean of the middle two of an even
    /// number.
    pub fn middle(&self) -> Option<Value> {
        let sound: Vec<Value> = self
            .all
            .iter()
            .filter(|stand| !stand.small())
            .map(|stand| stand.value)
            .collect();
        let upper = *sound.get(sound.len() / 2)?;
        let lower = *sound.get(sound.len().checked_sub(1)? / 2)?;
        Some((lower + upper) / Value::from_integer(2))
    }

    /// The column that a value stands in.
    pub fn column(measure: Measure, value: Value) -> usize {
        let (columns, span) = measure.columns();
        let place = (value / span).floor().to_integer().to_usize();
        place.unwrap_or_default().min(columns - 1)
    }

    /// How many values stand in each column.
    pub fn piles(&self, measure: Measure) -> Vec<Pile> {
        let mut piles = vec![Pile::default(); measure.columns().0];
        for stand in &self.all {
            let pile = &mut piles[Self::column(measure, stand.value)];
            match stand.small() {
                true => pile.small += 1,
                false => pile.sound += 1,
            }
        }
        piles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(percent: i128, of: u32) -> Stand {
        Stand {
            value: Value::new(percent, 100),
            of,
        }
    }

    #[test]
    fn the_middle_leaves_out_what_rests_on_few() {
        let middle = |all: &[Stand]| Spread::of(None, all.to_vec()).middle();
        assert_eq!(middle(&[]), None);
        assert_eq!(middle(&[stand(10, FEW - 1)]), None);
        let of = |percent| Some(Value::new(percent, 100));
        assert_eq!(middle(&[stand(30, FEW)]), of(30));
        assert_eq!(middle(&[stand(50, 9), stand(10, 9), stand(100, 1)]), of(30));
        assert_eq!(middle(&[stand(50, 9), stand(10, 9), stand(20, 5)]), of(20));
    }

    #[test]
    fn every_value_stands_in_one_column() {
        let all = vec![
            stand(0, 9),
            stand(4, 9),
            stand(5, 1),
            stand(99, 9),
            stand(100, 9),
        ];
        let spread = Spread::of(Some(stand(4, 9)), all);
        let piles = spread.piles(Measure::Accepted);
        assert_eq!(piles.len(), 20);
        assert_eq!((piles[0].sound, piles[1].small, piles[19].sound), (2, 1, 2));
        assert_eq!(piles.iter().map(|pile| pile.all()).sum::<u32>(), 5);
        assert_eq!((spread.count(), spread.small()), (5, 1));

        let days = |days| Stand {
            value: Value::from_integer(days),
            of: 9,
        };
        let waits = Spread::of(None, vec![days(0), days(3), days(400)]);
        let piles = waits.piles(Measure::Waits);
        assert_eq!((piles[0].all(), piles[3].all(), piles[15].all()), (1, 1, 1));
    }
}
