//! The last drawings, kept: everybody reads the same chart until a fact or a day
//! changes it. What is kept is found by all that it was drawn from, so nobody is
//! shown another's.
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use super::{BurnUp, draw};
use crate::{
    chart::plot::Size,
    domain::{Day, Forecast},
    text::Lang,
    views::{MaybeShare, WeekPoint},
};

/// Two sizes and languages of today and of some past days.
const KEPT: usize = 16;

/// All that a drawing depends on.
#[derive(PartialEq)]
struct Source {
    lang: Lang,
    size: Size,
    days: (Day, Day, bool, Option<Day>),
    history: Vec<WeekPoint>,
    plan: Vec<(Day, MaybeShare)>,
    forecast: Forecast,
    told: String,
}

impl Source {
    fn is(&self, data: &BurnUp<'_>, size: Size, told: &str) -> bool {
        self.lang == data.lang
            && self.size == size
            && self.days == days(data)
            && self.told == told
            && self.forecast == *data.forecast
            && self.history == data.history
            && self.plan == data.plan
    }
}

fn days(data: &BurnUp<'_>) -> (Day, Day, bool, Option<Day>) {
    (data.start, data.day, data.is_today, data.deadline)
}

static LAST: Mutex<VecDeque<(Source, Arc<str>)>> = Mutex::new(VecDeque::new());

/// The chart as a whole SVG. `told` is its conclusion in words.
pub fn burn_up(data: &BurnUp<'_>, size: Size, told: &str) -> Arc<str> {
    let last = || LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let found = last()
        .iter()
        .find(|(source, _)| source.is(data, size, told))
        .map(|(_, drawing)| drawing.clone());
    if let Some(drawing) = found {
        return drawing;
    }
    let drawing: Arc<str> = draw::burn_up(data, size, told).into();
    let source = Source {
        lang: data.lang,
        size,
        days: days(data),
        history: data.history.to_vec(),
        plan: data.plan.to_vec(),
        forecast: *data.forecast,
        told: told.to_owned(),
    };
    let mut last = last();
    last.push_front((source, drawing.clone()));
    last.truncate(KEPT);
    drawing
}
