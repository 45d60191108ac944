//! What was done by the form before a page.
use leptos::prelude::*;

use crate::text::{Key as K, Lang, t};

pub fn notice(lang: Lang, done: K) -> AnyView {
    view! { <p class="notice-line" role="status">{t(lang, done)}</p> }.into_any()
}
