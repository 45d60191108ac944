//! What is refused is recorded, and never lost to its own number.
//!
//! Each refusal is a line of the audit. Whoever is refused over and over must not fill the
//! disk or hold up writers: beyond a burst, refusals of one kind from one account or address
//! are counted, and the next line says how many came before it ("+37"). What is left counted
//! is written by [`Refusals::write_counted`], now and then and at the end.
use std::{collections::HashMap, net::IpAddr, num::NonZeroU32, sync::Mutex, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::state::App;
use crate::{
    db::{DbError, audit},
    lock::lock,
};

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
type Kind = (String, String);

/// Kinds that are counted each for itself; the rest is counted by what was done alone.
const MOST: usize = 10_000;
/// Letters of an address that are kept.
const LONGEST: usize = 200;

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
    fn turn(&self, refusal: &Refusal<'_>) -> Option<u64> {
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

    /// Writes what was only counted, a line a kind.
    pub async fn write_counted(&self, app: &App) -> Result<(), DbError> {
        self.persons.retain_recent();
        self.strangers.retain_recent();
        let counted = std::mem::take(&mut *lock(&self.counted));
        if counted.is_empty() {
            return Ok(());
        }
        let mut tx = app.db.begin().await?;
        tx.lock().await?;
        for ((action, who), count) in &counted {
            let is_address = who.parse::<IpAddr>().is_ok();
            let line = audit::Line {
                at: app.clock.now(),
                person: Some(who.as_str()).filter(|who| !is_address && !who.is_empty()),
                source: if is_address { who } else { "" },
                action,
                subject: "",
                detail: &format!("+{count}"),
            };
            audit::append(&mut tx, line).await?;
        }
        tx.commit().await
    }
}

/// Records a refusal, or counts it where there were many.
pub async fn record(app: &App, refusal: Refusal<'_>) -> Result<(), DbError> {
    let Some(before) = app.refusals.turn(&refusal) else {
        return Ok(());
    };
    let more = match before {
        0 => String::new(),
        count => format!("+{count}"),
    };
    let detail = format!("{} {more}", refusal.detail);
    let line = audit::Line {
        at: app.clock.now(),
        person: refusal.person,
        source: &refusal.from.to_string(),
        action: refusal.action,
        subject: cut(refusal.subject),
        detail: detail.trim(),
    };
    audit::record(&app.db, line).await
}

/// The beginning of a text, at most as long as an audit line should hold.
fn cut(text: &str) -> &str {
    let mut ends = (0..=LONGEST.min(text.len())).rev();
    let end = ends.find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}
