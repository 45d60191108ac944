//! One-time passwords to be handed over: shown once, printed as slips to be cut out.
use leptos::prelude::*;

use crate::{
    components::{print_button, sentence},
    pages::Content,
    text::{self, Key as K, rich, t, tf},
    views::{Frame, Slip, SlipsPage},
};

pub fn page(frame: &Frame, page: &SlipsPage) -> Content {
    let lang = frame.lang;
    let (day, time) = &page.until;
    let until = tf(lang, K::SlipUntil, &[time, &text::day(lang, *day)]);
    let number = text::integer(lang, page.slips.len() as i64);
    let title = tf(lang, K::SlipsTitle, &[&number]);
    let slips: Vec<_> = page
        .slips
        .iter()
        .map(|it| slip(frame, page, it, &until))
        .collect();
    let content = view! {
        <h1 class="page-title">{title}</h1>
        <p class="second no-print">{sentence(rich(t(lang, K::SlipsOnce), &[]))}</p>
        <p class="no-print">{print_button(lang)}</p>
        <ul class="slips">{slips}</ul>
        <p class="no-print people-do">
            <a class="btn quiet-btn" href="/people">{t(lang, K::NavPeople)}</a>
            <a class="btn quiet-btn" href="/people/add/one">{t(lang, K::PersonAddAnother)}</a>
        </p>
    };
    Content::new("slips-page", t(lang, K::SlipsShort), content)
}

fn slip(frame: &Frame, page: &SlipsPage, it: &Slip, until: &str) -> AnyView {
    let lang = frame.lang;
    let row =
        |key: K, value: AnyView| view! { <div><dt>{t(lang, key)}</dt> <dd>{value}</dd></div> };
    let organisation = it
        .organisation
        .as_ref()
        .filter(|name| !it.name.contains(name.as_ref()));
    view! {
        <li class="slip">
            <h2>{it.name.clone()}</h2>
            {organisation.map(|name| view! { <p>{name.to_string()}</p> })}
            <dl>
                {row(K::SlipAddress, page.origin.clone().into_any())}
                {row(K::Username, view! { <b>{it.username.clone()}</b> }.into_any())}
                {row(K::SlipPassword, view! { <code class="one-time">{it.password.clone()}</code> }.into_any())}
            </dl>
            <p class="small">{until.to_owned()}</p>
        </li>
    }
    .into_any()
}
