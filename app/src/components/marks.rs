//! What a form carries unseen.
use leptos::prelude::*;

use crate::{
    text::{Key as K, Lang, t},
    views::{Marks, Repromised},
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
    let rows = [
        (K::Milestone, &it.read.title, &it.now.title),
        (K::Promised, &it.read.product, &it.now.product),
    ]
    .map(|(key, read, now)| {
        view! {
            <tr>
                <th scope="row">{t(lang, key)}</th>
                <td data-label=t(lang, K::PromiseRead)>{read.clone()}</td>
                <td class="this" data-label=t(lang, K::PromiseNow)>{now.clone()}</td>
            </tr>
        }
    });
    let title = t(lang, K::RepromisedTitle);
    view! {
        <section class="conflict" role="alert">
            <h2>{title}</h2>
            <p>{t(lang, K::RepromisedBody)}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=title><table class="compare">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Content)}</th>
                        <th scope="col">{t(lang, K::PromiseRead)}</th>
                        <th scope="col">{t(lang, K::PromiseNow)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table></div>
        </section>
    }
    .into_any()
}
