//! `/search`
use leptos::prelude::*;

use crate::views::{Frame, SearchPage};

pub fn page(_frame: &Frame, _page: SearchPage) -> AnyView {
    ().into_any()
}
