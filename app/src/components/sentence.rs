use leptos::prelude::*;

use crate::{
    text::{Key as K, Run, Tone, t},
    views::Frame,
};

/// Before a sum over the units of a company alone: "Tại đơn vị được phân công: ". Two readers who
/// name one database must not take their figures for the same.
pub fn at_assigned(frame: &Frame) -> Option<&'static str> {
    frame.over_assigned().then(|| t(frame.lang, K::AtAssigned))
}

/// A text with what is shown in its places `{0}`, `{1}` ..., each of which it has once.
pub fn filled(template: &'static str, shown: Vec<AnyView>) -> AnyView {
    let mut shown: Vec<Option<AnyView>> = shown.into_iter().map(Some).collect();
    let mut pieces = template.split('{');
    let first = pieces.next().unwrap_or_default().into_any();
    let rest = pieces.map(|piece| {
        let (place, words) = piece.split_once('}').unwrap_or(("", piece));
        let place = place.parse().ok().and_then(|at: usize| shown.get_mut(at));
        let at_place = place.and_then(Option::take);
        debug_assert!(at_place.is_some(), "{template}");
        // An empty text would be written as a space.
        let words = (!words.is_empty()).then_some(words);
        view! { {at_place} {words} }.into_any()
    });
    std::iter::once(first)
        .chain(rest)
        .collect::<Vec<_>>()
        .into_any()
}

/// A marked sentence: strong runs, and late ones in the colour kept for them.
pub fn sentence(runs: Vec<Run>) -> impl IntoView {
    runs.into_iter()
        .map(|run| match run.tone {
            Tone::Plain => run.text.into_any(),
            Tone::Strong => view! { <b>{run.text}</b> }.into_any(),
            Tone::Late => view! { <b class="late nowrap">{run.text}</b> }.into_any(),
        })
        .collect::<Vec<_>>()
}
