//! A bucket for each key that failures fill and time empties.
use std::{collections::HashMap, hash::Hash, sync::Mutex};

use app::domain::Instant;

use crate::lock::lock;

pub const SECOND: Instant = 1_000_000;

/// Holds a number of failures, and loses one each so often.
#[derive(Debug)]
pub struct Buckets<K> {
    holds: Instant,
    every: Instant,
    /// When the bucket of a key will be empty; those that are empty need not stand here.
    empty_at: Mutex<HashMap<K, Instant>>,
}

impl<K: Eq + Hash + Clone> Buckets<K> {
    pub fn new(holds: Instant, every: Instant) -> Self {
        Self {
            holds,
            every,
            empty_at: Mutex::default(),
        }
    }

    /// Puts an attempt in, which counts as failed until it is taken out again: of those sent
    /// at once, no more are tried than the bucket holds. `Err` has the seconds to wait where
    /// it is full.
    pub fn put(&self, key: &K, now: Instant) -> Result<(), u64> {
        let mut empty_at = lock(&self.empty_at);
        // A clock that went back keeps nobody out for longer than a full bucket does.
        let full = now + self.holds * self.every;
        let until = empty_at.get(key).copied().unwrap_or(now);
        let until = until.clamp(now, full) + self.every;
        if until > full {
            let micros = u64::try_from(until - full).unwrap_or_default();
            return Err(micros.div_ceil(1_000_000));
        }
        empty_at.insert(key.clone(), until);
        Ok(())
    }

    /// Takes out an attempt that did not fail.
    pub fn take_out(&self, key: &K) {
        if let Some(until) = lock(&self.empty_at).get_mut(key) {
            *until -= self.every;
        }
    }

    /// Forgets empty buckets, so that memory does not grow with attackers.
    pub fn sweep(&self, now: Instant) {
        let mut empty_at = lock(&self.empty_at);
        empty_at.retain(|_, until| *until > now);
        empty_at.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_fill_it_time_empties_it_and_what_did_not_fail_is_taken_out() {
        let buckets = Buckets::new(3, 10 * SECOND);
        let at = |second: Instant| buckets.put(&"a", second * SECOND);
        for _ in 0..100 {
            assert_eq!(at(0), Ok(()));
            buckets.take_out(&"a");
        }
        assert_eq!(
            [at(0), at(0), at(0), at(0)],
            [Ok(()), Ok(()), Ok(()), Err(10)]
        );
        assert_eq!(buckets.put(&"b", 0), Ok(()));
        assert_eq!(at(4), Err(6));
        assert_eq!([at(10), at(10)], [Ok(()), Err(10)]);
        // The clock goes back by an hour.
        assert_eq!(at(-3600), Err(10));
        assert_eq!(at(-3590), Err(10));
        buckets.sweep(39 * SECOND);
        assert_eq!(lock(&buckets.empty_at).len(), 1);
        buckets.sweep(40 * SECOND);
        assert_eq!(lock(&buckets.empty_at).len(), 0);
    }
}
