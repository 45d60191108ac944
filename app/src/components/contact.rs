//! Whom to turn to at a unit.
use leptos::prelude::*;

use crate::views::HeadRow;

/// A head with title, and the telephone where the reader may turn to them.
pub fn contact(head: &HeadRow) -> AnyView {
    let title = head.title_beside().map(|title| format!(", {title}"));
    let phone = head.phone.as_ref().map(|phone| {
        let dialled = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+');
        let dialled: String = dialled.collect();
        view! { ", " <a class="nowrap" href=format!("tel:{dialled}")>{phone.clone()}</a> }
    });
    view! { <b>{head.name.clone()}</b> {title} {phone} }.into_any()
}
