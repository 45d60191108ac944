//! Slows guessing down without locking anybody out.
//!
//! Three buckets: one account from one address (guessing a password), one
//! account from addresses it never signed in from (guessing from many places),
//! one address (trying many accounts; wide enough for an office of 50 behind
//! it). A person who has signed in from an address keeps the way in from there,
//! whatever others do elsewhere.
use std::{collections::HashSet, net::IpAddr, num::NonZeroU32, sync::Mutex, time::Duration};

use governor::{
    DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter,
    clock::{Clock, DefaultClock, QuantaInstant},
};

use crate::lock::lock;

/// Places remembered as known; beyond it the memory starts anew.
const KNOWN: usize = 20_000;

#[derive(Debug)]
pub struct Throttle {
    guess: DefaultKeyedRateLimiter<(String, IpAddr)>,
    account: DefaultKeyedRateLimiter<String>,
    address: DefaultKeyedRateLimiter<IpAddr>,
    known: Mutex<HashSet<(String, IpAddr)>>,
    suggestions: DefaultKeyedRateLimiter<String>,
}

/// `burst` at once, then one every `every`.
fn quota(burst: u32, every: Duration) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(every)
        .unwrap_or_else(|| Quota::per_second(burst))
        .allow_burst(burst)
}

/// Whole seconds until a bucket has room again.
fn seconds(full: NotUntil<QuantaInstant>) -> u64 {
    full.wait_time_from(DefaultClock::default().now()).as_secs() + 1
}

impl Default for Throttle {
    fn default() -> Self {
        Self {
            guess: RateLimiter::keyed(quota(8, Duration::from_secs(15))),
            account: RateLimiter::keyed(quota(30, Duration::from_secs(20))),
            address: RateLimiter::keyed(quota(200, Duration::from_millis(500))),
            known: Mutex::default(),
            // Faster than anybody types.
            suggestions: RateLimiter::keyed(quota(30, Duration::from_millis(100))),
        }
    }
}

impl Throttle {
    /// Counts an attempt; `Err` holds the seconds to wait.
    pub fn attempt(&self, account: &str, address: IpAddr) -> Result<(), u64> {
        let key = (account.to_owned(), address);
        let known = lock(&self.known).contains(&key);
        self.address.check_key(&address).map_err(seconds)?;
        self.guess.check_key(&key).map_err(seconds)?;
        if !known {
            self.account.check_key(&key.0).map_err(seconds)?;
        }
        Ok(())
    }

    /// Remembers where an account signed in from.
    pub fn succeeded(&self, account: &str, address: IpAddr) {
        let mut known = lock(&self.known);
        if known.len() >= KNOWN {
            known.clear();
        }
        known.insert((account.to_owned(), address));
    }

    /// Counts a question of the search field; `Err` holds the seconds to wait.
    pub fn suggestion(&self, person: &str) -> Result<(), u64> {
        self.suggestions
            .check_key(&person.to_owned())
            .map_err(seconds)
    }

    /// Forgets full buckets, so that memory does not grow with attackers.
    pub fn sweep(&self) {
        self.guess.retain_recent();
        self.account.retain_recent();
        self.address.retain_recent();
        self.suggestions.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(n: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, n])
    }

    #[test]
    fn guessing_one_account_is_slowed() {
        let throttle = Throttle::default();
        let allowed = (0..100)
            .filter(|_| throttle.attempt("head.syt", ip(1)).is_ok())
            .count();
        assert_eq!(allowed, 8);
    }

    #[test]
    fn a_victim_gets_in_from_the_usual_place() {
        let throttle = Throttle::default();
        throttle.succeeded("head.syt", ip(9));
        for n in 0..200 {
            let _ = throttle.attempt("head.syt", ip(n % 8));
        }
        assert!(throttle.attempt("head.syt", ip(7)).is_err());
        assert!(throttle.attempt("head.syt", ip(9)).is_ok());
    }

    #[test]
    fn an_office_of_50_signs_in_behind_one_address() {
        let throttle = Throttle::default();
        for n in 0..50 {
            for _ in 0..3 {
                assert!(throttle.attempt(&format!("member.{n}"), ip(1)).is_ok());
            }
        }
    }
}
