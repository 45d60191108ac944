use std::sync::Arc;

use chrono_tz::Tz;

use super::Day;

/// The one campaign a database holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Campaign {
    pub name: Arc<str>,
    pub start: Day,
    /// May not be decided yet.
    pub deadline: Option<Day>,
    pub zone: Tz,
    pub motto: Arc<str>,
    /// A demonstration carries the badge "Số liệu mẫu" everywhere.
    pub demo: bool,
    /// What no document confirms is marked "tạm".
    pub provisional: bool,
    pub source: Arc<str>,
}
