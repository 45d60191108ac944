//! What a form carries unseen.
use leptos::prelude::*;

use super::versions::versions;
use crate::{
    text::{Key as K, Lang, t},
    views::{Marks, Promise, Repromised},
};

/// The hidden fields by which the server knows what the form answers.
pub fn marks(marks: &Marks) -> AnyView {
    let fields = [
        ("submission", &marks.submission),
        ("read", &marks.read),
        ("promised", &marks.promised),
        ("account", &marks.account),
    ];
    fields
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .into_any()
}

/// What a milestone promised when a form about it was opened, beside what it promises now.
pub fn repromised(lang: Lang, it: &Repromised) -> AnyView {
    let told = |key, of: fn(&Promise) -> &String| (key, of(&it.read).clone(), of(&it.now).clone());
    let rows = vec![
        told(K::Milestone, |promise| &promise.title),
        told(K::Promised, |promise| &promise.product),
    ];
    let heads = [K::PromiseRead, K::PromiseNow].map(|key| t(lang, key).to_owned());
    let title = t(lang, K::RepromisedTitle);
    view! {
        <section class="conflict" role="alert">
            <h2>{title}</h2>
            <p>{t(lang, K::RepromisedBody)}</p>
            {versions(lang, title, heads, rows)}
        </section>
    }
    .into_any()
}
