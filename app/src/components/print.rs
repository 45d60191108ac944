//! A button that prints the page.
use leptos::{nonce::use_nonce, prelude::*};

use super::href;

use crate::{
    text::{Key as K, Lang, t},
    views::{Frame, Written},
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
    print_button_of(lang, K::Print)
}

/// The way from a page to its sheet of one page.
pub fn one_page(frame: &Frame, path: &str) -> AnyView {
    let path = href(frame, &format!("{path}/brief"));
    view! { <p class="one-page small"><a href=path>{t(frame.lang, K::BriefLink)}</a></p> }
        .into_any()
}

/// The same under another word.
pub fn print_button_of(lang: Lang, word: K) -> AnyView {
    view! { <button class="btn quiet-btn print" type="button" hidden>{t(lang, word)}</button> }
        .into_any()
}
