//! What a decision moves.
use leptos::prelude::*;

use crate::{
    text::{self, Key as K, tf},
    views::{Change, Frame, Moved, MovedOf},
};

/// What a decision moves, now and then.
pub fn moved_list(frame: &Frame, moved: &[Moved]) -> AnyView {
    let lang = frame.lang;
    let told = |change: Change| {
        let [now, then] = [change.now, change.then].map(|it| text::maybe_percent(lang, it));
        match now == then {
            true => tf(lang, K::MovedStays, &[&now]),
            false => format!("{now} → {then}"),
        }
    };
    let lines: Vec<_> = moved
        .iter()
        .map(|it| {
            let of = match &it.of {
                MovedOf::Named(name) => name.to_string(),
                MovedOf::Whole(Some(group)) => text::whole(lang, *group).to_owned(),
                MovedOf::Whole(None) => text::whole_place(lang, frame.place()),
            };
            let (claimed, accepted) = (told(it.claimed), told(it.accepted));
            view! { <li>{tf(lang, K::MovedLine, &[&of, &claimed, &accepted])}</li> }
        })
        .collect();
    view! { <ul class="moved">{lines}</ul> }.into_any()
}
