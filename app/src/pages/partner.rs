//! `/partners/{code}`
use leptos::prelude::*;

use crate::views::{Frame, PartnerPage};

pub fn page(_frame: &Frame, _page: PartnerPage) -> AnyView {
    ().into_any()
}
