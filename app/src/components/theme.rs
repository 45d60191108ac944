//! How pages look, chosen on any of them by one press, without a script too.
use leptos::prelude::*;

use crate::{
    lang::Theme,
    text::{self, Key as K, Lang, t},
    views::Frame,
};

/// What the buttons at the foot of a phone are sent with too.
const FORM: &str = "theme-form";

/// A button for each; the one that holds is pressed. `of`: the form they are sent with, where they
/// do not stand in it.
pub fn theme_buttons(lang: Lang, now: Theme, of: Option<&'static str>) -> AnyView {
    let button = |theme: &Theme| {
        let pressed = (*theme == now).to_string();
        view! {
            <button name="theme" value=theme.code() aria-pressed=pressed form=of>
                {text::theme(lang, *theme)}
            </button>
        }
    };
    let all: Vec<_> = Theme::ALL.iter().map(button).collect();
    all.into_any()
}

/// Beside the reader's name: the form that comes back to the page it stands on.
pub fn theme_switch(frame: &Frame) -> Option<AnyView> {
    let lang = frame.lang;
    let account = frame.reader.as_ref()?.account.clone();
    let word = t(lang, K::Theme);
    let switch = view! {
        <details class="theme">
            <summary title=word aria-label=word></summary>
            <form
                id=FORM
                class="themes"
                method="post"
                action="/account/theme"
                aria-label=word
            >
                <input type="hidden" name="reader" value=account/>
                <input type="hidden" name="back" value=frame.address(&[])/>
                {theme_buttons(lang, frame.theme, None)}
            </form>
        </details>
    };
    Some(switch.into_any())
}

/// Its buttons at the foot of a phone, whose head has no room for them; the style sheet shows the
/// label.
pub fn theme_in_foot(frame: &Frame) -> Option<AnyView> {
    frame.reader.as_ref()?;
    let lang = frame.lang;
    let buttons = view! {
        <div class="themes in-foot" role="group" aria-label=t(lang, K::Theme)>
            {theme_buttons(lang, frame.theme, Some(FORM))}
        </div>
    };
    Some(buttons.into_any())
}
