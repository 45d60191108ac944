//! `/outcomes/{code}`
use leptos::prelude::*;

use crate::views::{Frame, OutcomePage};

pub fn page(_frame: &Frame, _page: OutcomePage) -> AnyView {
    ().into_any()
}
