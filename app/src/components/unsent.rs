//! What is typed is not left behind by a click.
use leptos::{nonce::use_nonce, prelude::*};

use crate::views::Written;

/// The browser asks before a page is left on which something was typed into a form of the campaign
/// and neither sent nor kept as a draft (`data-kept`, which the keeper of drafts sets).
const SCRIPT: &str = include_str!("unsent.js");

pub fn unsent_script(page: &Written) -> Option<AnyView> {
    page.has_form
        .then(|| view! { <script nonce=use_nonce() inner_html=SCRIPT></script> }.into_any())
}
