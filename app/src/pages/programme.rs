//! `/programme`
use leptos::prelude::*;

use crate::views::{Frame, Programme};

pub fn page(_frame: &Frame, _page: Programme) -> AnyView {
    ().into_any()
}
