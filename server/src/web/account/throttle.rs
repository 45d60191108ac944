//! Slows guessing down without locking anybody out.
//!
//! A stranger's failures fill three buckets: one account from one network (guessing a
//! password), one account from anywhere (guessing from many places), one network (trying
//! many accounts; wide enough for an office of 50 behind it). Whoever signs in where the
//! account has signed in before (see [`super::places`]) passes all three, whatever others do,
//! and has one tight bucket a place. Only failures count.
use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use app::domain::Instant;
use governor::{
    DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter,
    clock::{Clock, DefaultClock, QuantaInstant},
};

use super::bucket::{Buckets, SECOND};

#[derive(Debug)]
pub struct Throttle {
    guess: Buckets<(String, IpAddr)>,
    account: Buckets<String>,
    network: Buckets<IpAddr>,
    place: Buckets<(String, String)>,
    /// Wrong codes of a second factor, which only who knows the password tries: from one network,
    /// and from anywhere.
    codes: Buckets<(String, IpAddr)>,
    codes_of: Buckets<String>,
    suggestions: DefaultKeyedRateLimiter<String>,
}

/// An attempt to sign in, in the buckets that count it.
#[derive(Debug)]
#[must_use]
pub enum Attempt {
    AtPlace((String, String)),
    Elsewhere((String, IpAddr)),
}

/// Whole seconds until a bucket has room again.
fn seconds(full: NotUntil<QuantaInstant>) -> u64 {
    full.wait_time_from(DefaultClock::default().now()).as_secs() + 1
}

/// What one customer has of the network: a single address, with IPv6 a /64.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

impl Default for Throttle {
    fn default() -> Self {
        // Faster than anybody types.
        let burst = NonZeroU32::MIN.saturating_add(29);
        let typing = Quota::with_period(Duration::from_millis(100));
        let typing = typing.unwrap_or_else(|| Quota::per_second(burst));
        Self {
            guess: Buckets::new(16, 15 * SECOND),
            account: Buckets::new(30, 20 * SECOND),
            network: Buckets::new(200, SECOND / 2),
            place: Buckets::new(10, 30 * SECOND),
            codes: Buckets::new(5, 120 * SECOND),
            codes_of: Buckets::new(20, 120 * SECOND),
            suggestions: RateLimiter::keyed(typing.allow_burst(burst)),
        }
    }
}

impl Throttle {
    /// Counts an attempt to sign in as failed, until it is taken back; `Err` holds the seconds
    /// to wait. `place` is that of the account, where it is known.
    pub fn attempt(
        &self,
        account: &str,
        address: IpAddr,
        place: Option<&str>,
        now: Instant,
    ) -> Result<Attempt, u64> {
        let account = account.to_owned();
        if let Some(place) = place {
            let key = (account, place.to_owned());
            self.place.put(&key, now)?;
            return Ok(Attempt::AtPlace(key));
        }
        let key = (account, network(address));
        self.guess.put(&key, now)?;
        // What is not tried fills no bucket: who is slowed on one account must not fill the
        // network's as well.
        if let Err(wait) = self.network.put(&key.1, now) {
            self.guess.take_out(&key);
            return Err(wait);
        }
        if let Err(wait) = self.account.put(&key.0, now) {
            self.guess.take_out(&key);
            self.network.take_out(&key.1);
            return Err(wait);
        }
        Ok(Attempt::Elsewhere(key))
    }

    /// Takes back an attempt that did not fail.
    pub fn take_back(&self, attempt: Attempt) {
        match attempt {
            Attempt::AtPlace(key) => self.place.take_out(&key),
            Attempt::Elsewhere(key) => {
                self.guess.take_out(&key);
                self.network.take_out(&key.1);
                self.account.take_out(&key.0);
            }
        }
    }

    /// Counts a code of an account's second factor as wrong, until it was right; `Err` holds the
    /// seconds to wait.
    pub fn code(&self, person: &str, address: IpAddr, now: Instant) -> Result<(), u64> {
        let key = (person.to_owned(), network(address));
        self.codes.put(&key, now)?;
        if let Err(wait) = self.codes_of.put(&key.0, now) {
            self.codes.take_out(&key);
            return Err(wait);
        }
        Ok(())
    }

    pub fn code_was_right(&self, person: &str, address: IpAddr) {
        let key = (person.to_owned(), network(address));
        self.codes.take_out(&key);
        self.codes_of.take_out(&key.0);
    }

    /// Counts a question of the search field; `Err` holds the seconds to wait.
    pub fn suggestion(&self, person: &str) -> Result<(), u64> {
        self.suggestions
            .check_key(&person.to_owned())
            .map_err(seconds)
    }

    /// Forgets empty buckets, so that memory does not grow with attackers.
    pub fn sweep(&self, now: Instant) {
        self.guess.sweep(now);
        self.account.sweep(now);
        self.network.sweep(now);
        self.place.sweep(now);
        self.codes.sweep(now);
        self.codes_of.sweep(now);
        self.suggestions.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(n: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, n])
    }

    /// How many of 300 attempts in one moment are tried, each from the next address.
    fn tried(account: impl Fn(u16) -> String, address: impl Fn(u16) -> IpAddr) -> usize {
        let throttle = Throttle::default();
        let attempt = |n| throttle.attempt(&account(n), address(n), None, 0);
        (0..300).filter(|n| attempt(*n).is_ok()).count()
    }

    #[test]
    fn guessing_is_slowed_by_account_and_by_network() {
        let one = |_| "head.syt".to_owned();
        let each = |n| format!("member.{n}");
        let within_64 = |n| IpAddr::from([0x2001, 0xdb8, 0, 7, 0, 0, n, 1]);
        let many_64 = |n| IpAddr::from([0x2001, 0xdb8, 0, n, 0, 0, 0, 1]);
        assert_eq!(tried(one, |_| ip(1)), 16);
        assert_eq!(tried(one, |n| ip(u8::try_from(n % 250).unwrap())), 30);
        assert_eq!(tried(each, |_| ip(1)), 200);
        assert_eq!(tried(one, within_64), 16);
        assert_eq!(tried(each, within_64), 200);
        assert_eq!(tried(one, many_64), 30);
        assert_eq!(network("::ffff:10.0.0.1".parse().unwrap()), ip(1));
    }

    #[test]
    fn what_does_not_fail_is_not_counted() {
        let throttle = Throttle::default();
        for place in [None, Some("a")] {
            for _ in 0..1000 {
                let attempt = throttle.attempt("head.syt", ip(1), place, 0).unwrap();
                throttle.take_back(attempt);
            }
        }
    }

    /// Whoever is slowed on one account leaves the others of an office alone.
    #[test]
    fn what_is_not_tried_fills_no_bucket() {
        let throttle = Throttle::default();
        for _ in 0..1000 {
            let _ = throttle.attempt("head.syt", ip(1), None, 0);
        }
        let others = (0..500).filter(|n| {
            let other = format!("member.{n}");
            throttle.attempt(&other, ip(1), None, 0).is_ok()
        });
        assert_eq!(others.count(), 200 - 16);
    }

    #[test]
    fn a_known_place_passes_what_strangers_fill_and_has_a_tight_bucket() {
        let throttle = Throttle::default();
        for n in 0..300 {
            let _ = throttle.attempt("head.syt", ip(n as u8), None, 0);
            let _ = throttle.attempt(&n.to_string(), ip(9), None, 0);
        }
        assert!(throttle.attempt("head.syt", ip(9), None, 0).is_err());
        let known = |place| throttle.attempt("head.syt", ip(9), Some(place), 0);
        let tried = (0..100).filter(|_| known("a").is_ok());
        assert_eq!(tried.count(), 10);
        assert!(known("b").is_ok());
        assert_eq!(known("a").map(drop), Err(30));
    }
}
