//! What stands around every page: top bar, menu, notices, foot.
use leptos::{prelude::*, tachys::html::InertElement};

use super::{
    as_of::past_day,
    explained::marked_figure,
    filter::same_day,
    href,
    kept::followed,
    menu::{bottom, nav},
    sprite,
    theme::{theme_in_foot, theme_switch},
    view_tools::{follow_form, keep_form},
    wall::picture_old,
    why_panel::why_panel,
};
use crate::{
    islands::SearchField,
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, Reader, Written},
};

const MARK: &str = r#"<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 21 9 15l5 2 8-13" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/><path d="M22 21V10" stroke="var(--brand)" stroke-width="2.6" stroke-linecap="round"/></svg>"#;

/// The name of the site with its sign.
pub fn logo(frame: &Frame) -> impl IntoView + use<> {
    view! {
        <a class="logo" href=href(frame, "/")>
            <span class="mark" inner_html=MARK></span>
            {t(frame.lang, K::Product)}
        </a>
    }
}

/// The name of the campaign: two side by side are told apart, also on paper.
fn campaign_name(frame: &Frame) -> Option<AnyView> {
    let name = frame.campaign.as_ref()?.name.to_string();
    Some(view! { <span class="campaign" title=name.clone()>{name.clone()}</span> }.into_any())
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
    let path = frame.address(&[("lang", other.code())]);
    view! {
        <a class="language" href=path lang=other.code() hreflang=other.code()>
            {t(frame.lang, K::OtherLang)}
        </a>
    }
}

/// Whether the search field stands over the page: nobody types on a wall, and who
/// reads no figures finds nothing.
pub fn has_search(frame: &Frame) -> bool {
    !frame.wall
        && frame
            .reader
            .as_ref()
            .is_some_and(|reader| reader.role.reads())
}

/// Search, from every page.
fn find(frame: &Frame) -> impl IntoView + use<> {
    let lang = frame.lang;
    let typed = frame
        .query
        .iter()
        .find(|(name, _)| name == "q" && frame.path == "/search")
        .map(|(_, value)| value.clone())
        .unwrap_or_default();
    let day = frame.as_of.map(|day| day.to_string());
    view! {
        <form
            class="find"
            method="get"
            action="/search"
            role="search"
            aria-label=t(lang, K::SearchLabel)
        >
            <label class="sr" for="find">{t(lang, K::SearchLabel)}</label>
            <SearchField
                label=t(lang, K::SearchSuggestions).to_owned()
                hint=t(lang, K::SearchHint).to_owned()
                found=t(lang, K::SearchSuggested).to_owned()
                typed=typed
                as_of=day
            />
            {same_day(frame)}
            <button class="link-btn">{t(lang, K::NavSearch)}</button>
        </form>
    }
}

/// Role and organisation under the name of a person, as far as the name does not say them already.
fn beside_name(lang: Lang, reader: &Reader) -> String {
    let organisation = reader.unit.as_ref().map(|(_, name)| name);
    let organisation = organisation.or(reader.partner.as_ref().map(|(_, name)| name));
    let said = |words: &str| {
        let name = text::search_key(&reader.name);
        name.contains(&text::search_key(words))
    };
    // "Người đứng đầu SYT" says the first words of "Người đứng đầu đơn vị", and then where.
    let role = text::role(lang, reader.role);
    let begins = text::search_key(&reader.name);
    let first: Vec<String> = text::search_key(role)
        .split(' ')
        .take(3)
        .map(str::to_owned)
        .collect();
    let says_role = said(role) || begins.starts_with(&first.join(" "));
    let role = (!says_role).then(|| role.to_owned());
    let place = organisation
        .filter(|name| !said(name))
        .map(ToString::to_string);
    role.into_iter().chain(place).collect::<Vec<_>>().join(", ")
}

fn top(frame: &Frame) -> AnyView {
    let lang = frame.lang;
    let until = until(frame);
    let me = frame.reader.as_ref().map(|reader| {
        let of = beside_name(lang, reader);
        view! {
            <a class="who" href="/account">
                <b>{reader.name.clone()}</b>
                {(!of.is_empty()).then(|| view! { <span>{of}</span> })}
            </a>
            <form method="post" action="/sign-out">
                <button class="link-btn">{t(lang, K::SignOut)}</button>
            </form>
        }
    });
    view! {
        <header class="top">
            <div class="wrap">
                {logo(frame)}
                {campaign_name(frame)}
                {has_search(frame).then(|| find(frame))}
                <div class="me">
                    {demo_badge(frame)}
                    {frame.campaign.is_some().then(|| view! { <span class="until">{until}</span> })}
                    {other_language(frame)} {theme_switch(frame)} {me}
                </div>
            </div>
            <div class="wrap">
                {frame.reader.as_ref().map(|reader| nav(frame, reader))}
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
    // On a phone the name at the top, which leads there too, is left out.
    let account = (!frame.wall && frame.reader.is_some()).then(|| {
        view! {
            <a href="/help">{t(lang, K::NavHelp)}</a>
            <a href="/account">{t(lang, K::AccountTitle)}</a>
            {theme_in_foot(frame)}
        }
    });
    view! {
        <footer class="wrap foot">
            {campaign_name(frame)}
            <span>{t(lang, K::FootRule)}</span>
            <span class="on-paper">{frame.address(&[])} " · " {until(frame)}</span>
            {demo}
            {account}
        </footer>
    }
}

/// A page inside its surroundings.
pub fn layout(frame: &Frame, page: &Written) -> AnyView {
    let lang = frame.lang;
    let Some(class) = page.class else {
        return InertElement::new(page.content.clone()).into_any();
    };
    let why = frame.why.as_deref();
    let mut content = followed(frame).map_or_else(String::new, |kept| kept.to_html());
    content.push_str(&why.map_or_else(String::new, |why| why_panel(frame, why).to_html()));
    match marked_figure(frame, &page.content) {
        Some(marked) => content.push_str(&marked),
        None => content.push_str(&page.content),
    }
    let main = view! { <main id="main" class=format!("wrap {class}") inner_html=content></main> };
    let notice = frame.notice.map(|notice| {
        let words = text::notice_with(lang, notice, frame.notice_with);
        let of = frame.notice_of.clone();
        let of = of.map(|(path, name)| view! { " " <a href=path>{name.to_string()}</a> });
        view! {
            <div class="notice" role="status">
                <p class="wrap">{words} {of}</p>
            </div>
        }
    });
    if frame.wall {
        return on_wall(frame, main.into_any());
    }
    view! {
        <a class="skip" href="#main">{t(lang, K::SkipLink)}</a>
        {sprite()}
        {top(frame)}
        {past_day(frame)}
        {notice}
        {main}
        {keep_form(frame)} {follow_form(frame)}
        {foot(frame)}
        {frame.reader.as_ref().map(|reader| bottom(frame, reader))}
    }
    .into_any()
}

/// Until when the figures are: now, or the end of a past day, which has no time.
pub fn until(frame: &Frame) -> String {
    let day = text::day(frame.lang, frame.day());
    match frame.as_of.or(frame.closed) {
        Some(_) => tf(frame.lang, K::DataUntilEndOf, &[&day]),
        None => tf(frame.lang, K::DataUntil, &[&frame.time, &day]),
    }
}

/// Nobody clicks on a wall: the name, the badge, the time, the page.
fn on_wall(frame: &Frame, main: AnyView) -> AnyView {
    let until = until(frame);
    let place = frame.turns.as_ref().and_then(|turn| turn.place);
    let place = place.map(|(at, of)| {
        let place = tf(
            frame.lang,
            K::WallPlace,
            &[&at.to_string(), &of.to_string()],
        );
        view! { <span>{place}</span> }
    });
    view! {
        {sprite()}
        <header class="top">
            <div class="wrap">
                {logo(frame)} {campaign_name(frame)}
                <div class="me">
                    {place} {demo_badge(frame)} <span class="until">{until}</span>
                </div>
            </div>
        </header>
        {past_day(frame)}
        {picture_old(frame)}
        {main}
        {foot(frame)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{access::Role, domain::UnitCode, views::ToDo};

    #[test]
    fn the_header_says_nothing_twice() {
        let reader = |name: &str, role, unit: Option<&str>| Reader {
            account: String::new(),
            name: name.to_owned(),
            role,
            unit: unit.map(|name| (UnitCode::parse("SYT").unwrap(), name.into())),
            partner: None,
            stands_in: false,
            to_do: ToDo::default(),
        };
        let said = |name, role, unit| beside_name(Lang::Vi, &reader(name, role, unit));
        assert_eq!(said("Ban Chỉ đạo", Role::Committee, None), "");
        assert_eq!(said("Thường trực Ban Chỉ đạo", Role::Office, None), "");
        assert_eq!(
            said("Người đứng đầu SYT", Role::Head, Some("Sở Y tế")),
            "Sở Y tế"
        );
        assert_eq!(
            said("Trần Thị B", Role::Member, Some("Sở Y tế")),
            "Cán bộ đơn vị, Sở Y tế"
        );
    }
}
