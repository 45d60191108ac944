//! How a screen on a wall renews itself.
use leptos::{nonce::use_nonce, prelude::*};

use crate::{
    text::{Key as K, t},
    views::Frame,
};

/// Takes the renewal over from the header, by which one bad answer (a restart, a proxy that
/// reaches nobody, a network that sleeps) would be the last. The page is fetched beside the one
/// that is shown and takes its place when it is ours; else it is tried again until it is. When,
/// the header of each answer says. It stands in the page itself: a script that has to be fetched
/// may be what failed.
const SCRIPT: &str = include_str!("wall.js");

pub fn wall_script(frame: &Frame) -> Option<AnyView> {
    let shown = frame.wall && frame.reader.is_some();
    shown.then(|| view! { <script nonce=use_nonce() inner_html=SCRIPT></script> }.into_any())
}

/// Shown by the script where the picture is older than ten minutes.
pub fn picture_old(frame: &Frame) -> AnyView {
    view! {
        <p class="warning wrap picture-old" role="alert" hidden>
            {t(frame.lang, K::PictureOld)}
        </p>
    }
    .into_any()
}
