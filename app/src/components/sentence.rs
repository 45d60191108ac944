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
