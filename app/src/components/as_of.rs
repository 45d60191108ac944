//! The day of the figures: a plain form, and the word when it is a past day.
use leptos::prelude::*;

use super::sentence;
use crate::{
    text::{self, Key as K, rich, t},
    views::Frame,
};

/// The form at the head of a page of figures. `kept` are the other fields of
/// the address.
pub fn as_of(frame: &Frame, kept: Vec<(&'static str, String)>) -> AnyView {
    let lang = frame.lang;
    let kept: Vec<_> = kept
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    view! {
        <form class="as-of" method="get" action=frame.path.clone()>
            {kept}
            <label for="as_of">{t(lang, K::AsOfLabel)}</label>
            <input
                type="date"
                id="as_of"
                name="as_of"
                value=frame.day().to_string()
                min=frame.campaign.as_ref().map(|c| c.start.to_string())
                max=frame.today.to_string()
            />
            <button class="btn quiet-btn">{t(lang, K::AsOfShow)}</button>
        </form>
    }
    .into_any()
}

/// Said over the whole page when it shows a past day.
pub fn past_day(frame: &Frame) -> Option<AnyView> {
    let lang = frame.lang;
    frame.as_of.map(|day| {
        view! {
            <aside class="past" aria-label=t(lang, K::AsOfLabel)>
                <div class="wrap">
                    <p>
                        {sentence(rich(t(lang, K::AsOfPast), &[&text::day(day)]))} " "
                        <a href=frame.path.clone()>{t(lang, K::AsOfBack)}</a>
                    </p>
                </div>
            </aside>
        }
        .into_any()
    })
}
