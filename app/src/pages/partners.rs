//! `/partners`
use leptos::prelude::*;

use crate::views::{Frame, PartnerList};

pub fn page(_frame: &Frame, _page: PartnerList) -> AnyView {
    ().into_any()
}
