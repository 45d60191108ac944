//! `/outcomes`
use leptos::prelude::*;

use crate::views::{Frame, OutcomeList};

pub fn page(_frame: &Frame, _page: OutcomeList) -> AnyView {
    ().into_any()
}
