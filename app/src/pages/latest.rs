//! `/latest`: what was recorded last, and every promise that a decision changed.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{Section, as_of, downloads, event_list, redefinitions},
    text::{self, Key as K, t, tf},
    views::{Frame, Overview, Table},
};

pub fn page(frame: &Frame, page: &Overview) -> Content {
    let lang = frame.lang;
    let title = match page.redefinitions.len() {
        0 => t(lang, K::LatestUnchanged).to_owned(),
        changed => tf(
            lang,
            K::LatestChanged,
            &[&text::integer(lang, changed as i64)],
        ),
    };
    let events = event_list(frame, page.events.clone(), true);
    let tables = [
        (Table::Events, t(lang, K::EventsTitle).to_owned()),
        (Table::Redefinitions, t(lang, K::RedefinedSheet).to_owned()),
    ];
    let content = view! {
        <div class="lede plain-lede">
            <h1>{title}</h1>
            {as_of(frame)}
        </div>
        <Section lang class="events-section" title=K::EventsTitle note=K::EventsNote>
            {events}
        </Section>
        {redefinitions(frame, &page.redefinitions)}
        {downloads(frame, &tables)}
    };
    Content::new("latest", t(lang, K::EventsTitle), content)
}
