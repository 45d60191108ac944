//! What a form carries unseen.
use leptos::prelude::*;

use crate::views::Marks;

/// The hidden fields by which the server knows what the form answers.
pub fn marks(marks: &Marks) -> AnyView {
    let fields = [
        ("submission", &marks.submission),
        ("read", &marks.read),
        ("account", &marks.account),
    ];
    fields
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .into_any()
}
