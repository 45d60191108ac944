//! A button that prints the page.
use leptos::{nonce::use_nonce, prelude::*};

use crate::{
    text::{Key as K, Lang, t},
    views::Written,
};

/// Shows the button, and prints: without a script a browser has a menu for it, and no button is
/// there that does nothing.
const SCRIPT: &str = include_str!("print.js");

pub fn print_script(page: &Written) -> Option<AnyView> {
    page.has_print
        .then(|| view! { <script nonce=use_nonce() inner_html=SCRIPT></script> }.into_any())
}

/// Shown by the script.
pub fn print_button(lang: Lang) -> AnyView {
    view! { <button class="btn quiet-btn print" type="button" hidden>{t(lang, K::Print)}</button> }
        .into_any()
}
