//! A box that ticks the rows of a form.
use leptos::{nonce::use_nonce, prelude::*};

use crate::{
    text::{Key as K, Lang, t},
    views::Written,
};

/// Shows the box, and ticks or clears all rows of its form that are plain: one with a sign is looked at
/// by itself. Nothing is ticked that nobody ticked.
const SCRIPT: &str = include_str!("tick_all.js");

pub fn tick_all_script(page: &Written) -> Option<AnyView> {
    page.has_tick_all
        .then(|| view! { <script nonce=use_nonce() inner_html=SCRIPT></script> }.into_any())
}

/// Shown by the script.
pub fn tick_all(lang: Lang, words: K) -> AnyView {
    view! {
        <p class="tick-all" hidden>
            <label class="check">
                <input type="checkbox" data-all=""/>
                <span>{t(lang, words)}</span>
            </label>
        </p>
    }
    .into_any()
}
