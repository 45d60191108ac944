use leptos::prelude::*;

use crate::{
    components::section,
    text::{Key as K, t},
    views::{Frame, Overview},
};

/// The burn-up and its data as a table.
pub fn burn_up(frame: &Frame, _page: &Overview) -> AnyView {
    let lang = frame.lang;
    section(
        "",
        t(lang, K::ChartTitle).to_owned(),
        t(lang, K::ChartNote).to_owned(),
        (),
        (),
    )
}
