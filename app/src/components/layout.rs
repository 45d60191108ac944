//! What stands around every page: top bar, menu, notices, foot.
use leptos::prelude::*;

use super::{as_of::past_day, href, sprite};
use crate::{
    access::Role,
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, Reader},
};

const MARK: &str = r#"<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 21 9 15l5 2 8-13" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/><path d="M22 21V10" stroke="var(--brand)" stroke-width="2.6" stroke-linecap="round"/></svg>"#;

/// The menu of a role: only what exists and what it may reach.
fn menu(role: Role) -> Vec<(&'static str, K)> {
    let mut items = Vec::new();
    if !matches!(role, Role::Partner | Role::Administrator) {
        items.push(("/", K::NavOverview));
    }
    if role != Role::Administrator {
        items.push(("/units", K::NavUnits));
    }
    if matches!(role, Role::Head | Role::Member | Role::Partner) {
        items.push(("/work", K::NavWork));
    }
    if matches!(role, Role::Office | Role::Head) {
        items.push(("/review", K::NavReview));
    }
    items
}

/// The menu item a path belongs to.
fn within(path: &str, item: &str) -> bool {
    match item {
        "/" => path == "/",
        // A duty is reached through its unit.
        "/units" => path.starts_with("/units") || path.starts_with("/duties"),
        _ => path.starts_with(item),
    }
}

/// The same menu stands at the top and, on a phone, at the bottom; only one of
/// them is shown.
fn nav(frame: &Frame, reader: &Reader, class: &'static str) -> AnyView {
    let items: Vec<_> = menu(reader.role)
        .into_iter()
        .map(|(path, key)| {
            let current = within(&frame.path, path).then_some("page");
            view! {
                <a href=href(frame, path) aria-current=current>
                    {t(frame.lang, key)}
                </a>
            }
        })
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <nav class=class aria-label=t(frame.lang, K::NavLabel)>
            {items}
        </nav>
    }
    .into_any()
}

/// The name of the site with its sign.
pub fn logo(frame: &Frame) -> impl IntoView + use<> {
    view! {
        <a class="logo" href=href(frame, "/")>
            <span class="mark" inner_html=MARK></span>
            {t(frame.lang, K::Product)}
        </a>
    }
}

/// The badge of a demonstration, on every page and print.
pub fn demo_badge(frame: &Frame) -> impl IntoView + use<> {
    let lang = frame.lang;
    frame
        .demo()
        .then(|| view! { <span class="demo">{t(lang, K::Demo)}</span> })
}

/// The link to the same page in the other language.
pub fn other_language(frame: &Frame) -> impl IntoView + use<> {
    let other = match frame.lang {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    };
    let path = href(frame, &format!("{}?lang={}", frame.path, other.code()));
    view! {
        <a class="language" href=path lang=other.code() hreflang=other.code()>
            {t(frame.lang, K::OtherLang)}
        </a>
    }
}

fn top(frame: &Frame) -> AnyView {
    let lang = frame.lang;
    let until = tf(lang, K::DataUntil, &[&frame.time, &text::day(frame.day())]);
    let me = frame.reader.as_ref().map(|reader| {
        let place = reader
            .unit
            .as_ref()
            .map(|(_, name)| name)
            .or(reader.partner.as_ref().map(|(_, name)| name))
            .map(|name| format!(", {name}"));
        view! {
            <span class="who">
                <b>{reader.name.clone()}</b>
                <span>{text::role(lang, reader.role)} {place}</span>
            </span>
            <form method="post" action="/sign-out">
                <button class="link-btn">{t(lang, K::SignOut)}</button>
            </form>
        }
    });
    view! {
        <header class="top">
            <div class="wrap">
                {logo(frame)}
                {frame.reader.as_ref().map(|reader| nav(frame, reader, "nav"))}
                <div class="me">
                    {demo_badge(frame)}
                    {frame.campaign.is_some().then(|| view! { <span class="until">{until}</span> })}
                    {other_language(frame)} {me}
                </div>
            </div>
        </header>
    }
    .into_any()
}

fn foot(frame: &Frame) -> impl IntoView + use<> {
    let lang = frame.lang;
    let demo = frame
        .demo()
        .then(|| view! { <span>{t(lang, K::DemoFoot)}</span> });
    view! {
        <footer class="wrap foot">
            <span>{t(lang, K::FootRule)}</span>
            {demo}
        </footer>
    }
}

/// A page inside its surroundings.
pub fn layout(frame: &Frame, class: &'static str, content: AnyView) -> AnyView {
    let lang = frame.lang;
    let notice = frame.notice.map(|notice| {
        view! {
            <div class="notice" role="status">
                <p class="wrap">{text::notice(lang, notice)}</p>
            </div>
        }
    });
    view! {
        <a class="skip" href="#main">{t(lang, K::SkipLink)}</a>
        {sprite()}
        {top(frame)}
        {past_day(frame)}
        {notice}
        <main id="main" class=format!("wrap {class}")>{content}</main>
        {foot(frame)}
        {frame.reader.as_ref().map(|reader| nav(frame, reader, "bottom"))}
    }
    .into_any()
}
