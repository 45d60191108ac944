//! A part of a page under a hairline.
use leptos::prelude::*;

use crate::text::{Key as K, Lang, t};

/// What a heading says: a text by its key, or one with figures filled in.
#[derive(Debug, Clone)]
pub enum Words {
    Key(K),
    Said(String),
}

impl Words {
    pub fn say(self, lang: Lang) -> String {
        match self {
            Self::Key(key) => t(lang, key).to_owned(),
            Self::Said(words) => words,
        }
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::Said(String::new())
    }
}

impl From<K> for Words {
    fn from(key: K) -> Self {
        Self::Key(key)
    }
}

impl From<String> for Words {
    fn from(words: String) -> Self {
        Self::Said(words)
    }
}

/// The head of a section: bold title, quiet note, something at the right end.
#[component]
pub fn SectionHead(
    lang: Lang,
    #[prop(into)] title: Words,
    #[prop(optional, into)] note: Words,
    #[prop(default = ().into_any())] end: AnyView,
) -> impl IntoView {
    let note = note.say(lang);
    view! {
        <div class="section-head">
            <h2>{title.say(lang)}</h2>
            {(!note.is_empty()).then(|| view! { <p>{note}</p> })}
            {end}
        </div>
    }
}

/// A section with its head.
#[component]
pub fn Section(
    lang: Lang,
    #[prop(optional)] class: &'static str,
    #[prop(into)] title: Words,
    #[prop(optional, into)] note: Words,
    #[prop(default = ().into_any())] end: AnyView,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("section {class}")>
            <SectionHead lang title note end/>
            {children()}
        </section>
    }
    .into_any()
}
