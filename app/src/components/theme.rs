//! How pages look, chosen on any of them by one press, without a script too.
use leptos::prelude::*;

use crate::{
    lang::Theme,
    text::{self, Key as K, Lang, t},
    views::Frame,
};

/// A button for each; the one that holds is pressed.
pub fn theme_buttons(lang: Lang, now: Theme) -> AnyView {
    let button = |theme: &Theme| {
        let pressed = (*theme == now).to_string();
        view! {
            <button name="theme" value=theme.code() aria-pressed=pressed>
                {text::theme(lang, *theme)}
            </button>
        }
    };
    let all: Vec<_> = Theme::ALL.iter().map(button).collect();
    all.into_any()
}

/// The form that comes back to the page it stands on; its label is shown by the style sheet.
fn form(frame: &Frame, class: &'static str) -> Option<AnyView> {
    let lang = frame.lang;
    let account = frame.reader.as_ref()?.account.clone();
    let label = t(lang, K::Theme);
    let form = view! {
        <form class=class method="post" action="/account/theme" aria-label=label>
            <input type="hidden" name="reader" value=account/>
            <input type="hidden" name="back" value=frame.address(&[])/>
            {theme_buttons(lang, frame.theme)}
        </form>
    };
    Some(form.into_any())
}

/// Beside the reader's name.
pub fn theme_switch(frame: &Frame) -> Option<AnyView> {
    let form = form(frame, "themes")?;
    let word = t(frame.lang, K::Theme);
    let switch = view! {
        <details class="theme">
            <summary title=word aria-label=word></summary>
            {form}
        </details>
    };
    Some(switch.into_any())
}

/// The same at the foot of a phone, whose head has no room for it.
pub fn theme_in_foot(frame: &Frame) -> Option<AnyView> {
    form(frame, "themes in-foot")
}
