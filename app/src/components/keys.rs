//! The keys by which reports are decided on, and what a script makes easier there.
use leptos::{nonce::use_nonce, prelude::*};

use crate::{
    text::{Key as K, Lang, t},
    views::Written,
};

/// Keys of one letter, which each person can switch off; a usual reason that is chosen fills
/// the field; the button of an acceptance wakes up with its tick. Without the script links and
/// buttons do all of it.
const SCRIPT: &str = include_str!("keys.js");

pub fn key_script(page: &Written) -> Option<AnyView> {
    page.has_keys
        .then(|| view! { <script nonce=use_nonce() inner_html=SCRIPT></script> }.into_any())
}

/// Shown by the script.
pub fn keys(lang: Lang) -> AnyView {
    let all: Vec<_> = [
        ("J", K::KeyNext),
        ("K", K::KeyBefore),
        ("O", K::KeyOpen),
        ("1", K::KeyAccept),
        ("2", K::KeyReturn),
        ("N", K::KeyLater),
        ("?", K::KeyAll),
    ]
    .into_iter()
    .map(|(key, meaning)| view! { <li><kbd>{key}</kbd> " " {t(lang, meaning)}</li> })
    .collect();
    view! {
        <aside class="keys" hidden aria-label=t(lang, K::Keys)>
            <label class="check">
                <input type="checkbox" checked/>
                <span>{t(lang, K::Keys)}</span>
            </label>
            <ul>{all}</ul>
        </aside>
    }
    .into_any()
}
