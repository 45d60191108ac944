//! Draws with a seed: equal words give equal draws, whatever day it is.
use sha2::{Digest, Sha256};

/// Draws for one thing.
pub struct Draws(fastrand::Rng);

impl Draws {
    /// Draws for one thing, named by words; the campaign's name is the first.
    pub fn of(words: &[&str]) -> Self {
        let mut sha = Sha256::new();
        for word in words {
            sha.update((word.len() as u64).to_be_bytes());
            sha.update(word);
        }
        let hash = sha.finalize();
        let seed = hash
            .iter()
            .take(8)
            .fold(0_u64, |seed, byte| (seed << 8) | u64::from(*byte));
        Self(fastrand::Rng::with_seed(seed))
    }

    /// True this many times in a hundred.
    pub fn percent(&mut self, percent: i64) -> bool {
        self.0.i64(0..100) < percent
    }

    /// A whole number, both ends included.
    pub fn number(&mut self, least: i64, most: i64) -> i64 {
        self.0.i64(least..=most.max(least))
    }

    /// One of several; `None` of none.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() {
            None
        } else {
            of.get(self.0.usize(0..of.len()))
        }
    }

    /// Each with its weight of a hundred; the last takes what remains.
    pub fn weighted<T: Copy>(&mut self, of: &[(i64, T)], last: T) -> T {
        let mut draw = self.0.i64(0..100);
        for (weight, thing) in of {
            if draw < *weight {
                return *thing;
            }
            draw -= weight;
        }
        last
    }

    /// Hexadecimal digits, for invented document hashes.
    pub fn hex(&mut self, digits: usize) -> String {
        (0..digits)
            .map(|_| char::from_digit(self.0.u32(0..16), 16).unwrap_or('0'))
            .collect()
    }

    /// An invented number of a decision or document.
    pub fn document(&mut self) -> String {
        format!("MẪU-{:04}", self.number(1, 9999))
    }
}
