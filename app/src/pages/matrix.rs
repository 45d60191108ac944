//! `/matrix`
use leptos::prelude::*;

use crate::views::{Frame, Matrix};

pub fn page(_frame: &Frame, _page: Matrix) -> AnyView {
    ().into_any()
}
