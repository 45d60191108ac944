//! `/databases`
use leptos::prelude::*;

use crate::views::{DatabaseList, Frame};

pub fn page(_frame: &Frame, _page: DatabaseList) -> AnyView {
    ().into_any()
}
