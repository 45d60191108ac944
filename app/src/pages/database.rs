//! `/databases/{code}`
use leptos::prelude::*;

use crate::views::{DatabasePage, Frame};

pub fn page(_frame: &Frame, _page: DatabasePage) -> AnyView {
    ().into_any()
}
