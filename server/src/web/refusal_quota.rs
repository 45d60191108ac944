//! How many refusals of one kind are written one by one; those beyond are counted.
use std::{collections::HashMap, net::IpAddr, num::NonZeroU32, sync::Mutex, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::lock::lock;

/// Something that was refused.
#[derive(Debug, Clone, Copy)]
pub struct Refusal<'a> {
    pub action: &'a str,
    /// The account, where somebody is signed in.
    pub person: Option<&'a str>,
    pub from: IpAddr,
    pub subject: &'a str,
    pub detail: &'a str,
}

/// Of what kind, and whose account or address.
pub type Kind = (String, String);

/// Kinds that are counted each for itself; the rest is counted by what was done alone.
const MOST: usize = 10_000;

/// What was written of late, and what was only counted.
#[derive(Debug)]
pub struct Refusals {
    /// Somebody signed in writes this many at once, then one in ten seconds.
    persons: DefaultKeyedRateLimiter<Kind>,
    /// An address alone writes one a minute.
    strangers: DefaultKeyedRateLimiter<Kind>,
    counted: Mutex<HashMap<Kind, u64>>,
}

impl Default for Refusals {
    fn default() -> Self {
        let quota = |burst, every| {
            let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
            let quota = Quota::with_period(every).unwrap_or_else(|| Quota::per_second(burst));
            RateLimiter::keyed(quota.allow_burst(burst))
        };
        Self {
            persons: quota(30, Duration::from_secs(10)),
            strangers: quota(1, Duration::from_secs(60)),
            counted: Mutex::default(),
        }
    }
}

impl Refusals {
    /// How many of a kind were only counted, where it is its turn to be written; else it is
    /// counted.
    pub fn turn(&self, refusal: &Refusal<'_>) -> Option<u64> {
        let (quota, who) = match refusal.person {
            Some(person) => (&self.persons, person.to_owned()),
            None => (&self.strangers, refusal.from.to_string()),
        };
        let kind = (refusal.action.to_owned(), who);
        let allowed = quota.check_key(&kind).is_ok();
        let mut counted = lock(&self.counted);
        if allowed {
            return Some(counted.remove(&kind).unwrap_or(0));
        }
        let kind = if counted.len() < MOST || counted.contains_key(&kind) {
            kind
        } else {
            (kind.0, String::new())
        };
        *counted.entry(kind).or_default() += 1;
        None
    }

    /// What was only counted since this was asked last: how many of each action, whose.
    pub fn take_counted(&self) -> HashMap<Kind, u64> {
        self.persons.retain_recent();
        self.strangers.retain_recent();
        std::mem::take(&mut *lock(&self.counted))
    }
}
