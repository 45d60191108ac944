//! A second value that a milestone names: beside the outcome, in no figure.
use leptos::prelude::*;

use super::{href, outcome_path};
use crate::{
    text,
    views::{Frame, SecondRow},
};

/// "Lượt người ≥ 100: chưa đạt, mới nhất 72 (16/11/2026)", as the way to its indicator.
pub fn second_value(frame: &Frame, it: &SecondRow) -> AnyView {
    let path = href(frame, &outcome_path(&it.indicator));
    view! { <a href=path>{text::second_value(frame.lang, it)}</a> }.into_any()
}
