use leptos::prelude::*;

use crate::text::{Run, Tone};

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
