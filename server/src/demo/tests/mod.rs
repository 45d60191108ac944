//! The invented campaign.
mod plausible;
mod rules;

use std::sync::LazyLock;

use app::domain::{Instant, parse_day, start_of};

use super::{Campaign, invent};
use crate::import::Rows;

fn instant(day: &str, hour: i64) -> Instant {
    start_of(parse_day(day).unwrap(), chrono_tz::Asia::Ho_Chi_Minh) + hour * 3_600_000_000
}

fn rows(day: &str, scale: u32) -> Rows {
    invent(&Campaign::tphcm(), instant(day, 9), scale, "hash")
        .unwrap()
        .0
}

/// The rows of the day most tests look at, drawn once.
static NOVEMBER: LazyLock<Rows> = LazyLock::new(|| rows("2026-11-22", 1));
