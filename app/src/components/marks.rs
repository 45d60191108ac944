//! What a form carries unseen.
use leptos::prelude::*;

use super::{needed::rested_value, versions::versions};
use crate::{
    domain::MilestoneKind,
    text::{self, Key as K, Lang, t},
    views::{Marks, Promise, Remeasured, Repromised},
};

/// The hidden fields by which the server knows what the form answers.
pub fn marks(marks: &Marks) -> AnyView {
    let fields = [
        ("submission", &marks.submission),
        ("read", &marks.read),
        ("promised", &marks.promised),
        ("measured", &marks.measured),
        ("account", &marks.account),
    ];
    fields
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .into_any()
}

/// The value by which an outcome was accepted when a form was opened, beside that of now.
pub fn remeasured(lang: Lang, it: &Remeasured) -> AnyView {
    let heads = [K::PromiseRead, K::PromiseNow].map(|key| t(lang, key).to_owned());
    let title = t(lang, K::RemeasuredTitle);
    let [read, now] = [&it.read, &it.now].map(|it| rested_value(lang, it));
    let rows = vec![(K::AboutMeasurement, read, now)];
    view! {
        <section class="conflict" role="alert">
            <h2>{title}</h2>
            <p>{t(lang, K::RemeasuredBody)}</p>
            {versions(lang, title, heads, rows)}
        </section>
    }
    .into_any()
}

/// What a milestone promised when a form about it was opened, beside what it promises now.
pub fn repromised(lang: Lang, it: &Repromised) -> AnyView {
    let kind = |promise: &Promise| {
        let kind = MilestoneKind::from_code(&promise.kind);
        kind.map_or("", |kind| text::kind(lang, kind)).to_owned()
    };
    let told = |key, of: &dyn Fn(&Promise) -> String| (key, of(&it.read), of(&it.now));
    let mut rows = vec![
        told(K::Milestone, &|promise| promise.title.clone()),
        told(K::Promised, &|promise| promise.product.clone()),
        told(K::MilestoneKind, &kind),
        told(K::TermWeight, &|promise| promise.weight.to_string()),
        told(K::TermReach, &|promise| promise.reach.clone()),
    ];
    // Title and product always, the rest where it changed.
    let mut place = 0;
    rows.retain(|(_, read, now)| {
        place += 1;
        place <= 2 || read != now
    });
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
