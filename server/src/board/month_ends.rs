//! Forecasts of past ends of months.
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use app::domain::{Day, Tried};

use super::Foretold;

/// What was said at past ends of months: it never changes, and is read from the boards of those
/// days once.
#[derive(Debug, Default)]
pub(super) struct MonthEnds {
    pub(super) foretold: Mutex<BTreeMap<Day, Arc<Foretold>>>,
    /// What they say together, by the ends that were tried: each page of an overview tells it.
    pub(super) tried: Mutex<BTreeMap<Vec<Day>, Option<Tried>>>,
    /// One reads at a time.
    pub(super) reading: tokio::sync::Mutex<()>,
}
