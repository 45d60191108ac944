//! What can be done with a view of figures: its link with the day frozen, a day the office named,
//! keeping it, following what it is about.
use leptos::prelude::*;

use super::href;
use crate::{
    islands::CopyLink,
    text::{self, Key as K, t, tf},
    views::{Followed, Following, Frame},
};

/// Named days shown; all stand on `/compare`.
const DAYS: usize = 12;

/// In the form of the day, so that what needs a server is left out of an archive with it.
pub fn day_tools(frame: &Frame) -> Option<AnyView> {
    let reader = frame.reader.as_ref().filter(|_| !frame.wall)?;
    // What the office calls a day may name a company, which others do not read.
    let whole = reader.role.reads_whole();
    let compare = whole.then(|| compare(frame));
    let named = whole.then(|| named_days(frame));
    reader
        .role
        .reads()
        .then(|| view! { {compare} {copy_link(frame)} {named} }.into_any())
}

/// This day beside another: of the unit or the database that the page is about, else of the whole.
fn compare(frame: &Frame) -> AnyView {
    let of = frame.following.as_deref().map(|it| (it.kind, &it.code));
    let path = match of {
        Some((Followed::Unit, code)) => format!("/compare?unit={code}"),
        Some((Followed::Database, code)) => format!("/compare?database={code}"),
        Some((Followed::Company, _)) | None => "/compare".to_owned(),
    };
    view! { <a href=href(frame, &path)>{t(frame.lang, K::Compare)}</a> }.into_any()
}

/// Beside the form of the day: keeping the view, following what it is about.
pub fn view_tools(frame: &Frame) -> Option<AnyView> {
    let reader = frame.reader.as_ref().filter(|_| !frame.wall)?;
    let follow = frame.following.as_deref().map(|it| follow(frame, it));
    let tools = view! { <div class="view-tools">{keep(frame)} {follow}</div> };
    reader.role.reads().then(|| tools.into_any())
}

/// A link to this view with its day in it, which shows the same later.
pub fn copy_link(frame: &Frame) -> AnyView {
    let lang = frame.lang;
    let day = frame.day();
    let address = frame.address(&[("as_of", &day.to_string())]);
    let title = tf(lang, K::CopyLinkTitle, &[&text::day(lang, day)]);
    view! {
        <CopyLink
            label=t(lang, K::CopyLink).to_owned()
            title
            address
            copied=t(lang, K::LinkCopied).to_owned()
        />
    }
    .into_any()
}

/// The days that the office gave a name, each a link to this page on that day.
fn named_days(frame: &Frame) -> Option<AnyView> {
    let lang = frame.lang;
    if frame.named_days.is_empty() || frame.path == "/compare" {
        return None;
    }
    let days: Vec<_> = frame
        .named_days
        .iter()
        .take(DAYS)
        .map(|(day, name)| {
            let path = frame.address(&[("as_of", &day.to_string()), ("page", "")]);
            let here = (day == frame.day()).then_some("true");
            view! {
                <li>
                    <a href=path aria-current=here>{name.to_string()}</a>
                    " "
                    <span class="quiet">{text::day(lang, day)}</span>
                </li>
            }
        })
        .collect();
    let list = view! {
        <details>
            <summary>{t(lang, K::NamedDays)}</summary>
            <ul>{days}</ul>
        </details>
    };
    Some(list.into_any())
}

/// Whether a page is narrowed or sorted, so that it is a view worth keeping.
fn is_chosen(frame: &Frame) -> bool {
    frame.query.iter().any(|(name, value)| {
        !value.is_empty()
            && !["as_of", "lang", "wall", "why", "why_page", "page"].contains(&name.as_str())
    })
}

/// The form of [`keep`]: it stands around the page, which is written once for many, and says whose
/// account keeps the view.
pub fn keep_form(frame: &Frame) -> Option<AnyView> {
    let reader = frame.reader.as_ref().filter(|_| !frame.wall)?;
    (reader.role.reads() && is_chosen(frame)).then(|| {
        view! {
            <form id=KEEP_FORM method="post" action="/account/views">
                <input type="hidden" name="account" value=reader.account.clone()/>
            </form>
        }
        .into_any()
    })
}

/// The form of [`follow`]: it too stands around the page.
pub fn follow_form(frame: &Frame) -> Option<AnyView> {
    let it = frame.following.as_deref()?;
    let form = view! {
        <form id=FOLLOW_FORM method="post" action="/account/follow">
            <input type="hidden" name="account" value=it.account.clone()/>
        </form>
    };
    Some(form.into_any())
}

/// The names of the forms in the document.
const KEEP_FORM: &str = "keep-view";
const FOLLOW_FORM: &str = "follow";

/// Keeping a list as it is filtered and sorted; its fields belong to [`keep_form`].
fn keep(frame: &Frame) -> Option<AnyView> {
    let lang = frame.lang;
    is_chosen(frame).then(|| {
        let address = frame.address(&[("page", ""), ("why", ""), ("why_page", "")]);
        view! {
            <details>
                <summary>{t(lang, K::KeepView)}</summary>
                <input type="hidden" name="address" value=address form=KEEP_FORM/>
                <label for="view-name">{t(lang, K::KeepViewName)}</label>
                <input
                    id="view-name"
                    name="name"
                    type="text"
                    maxlength="80"
                    autocomplete="off"
                    form=KEEP_FORM
                />
                <button class="btn quiet-btn" form=KEEP_FORM>
                    {t(lang, K::KeepViewSave)}
                </button>
            </details>
        }
        .into_any()
    })
}

/// Following what the page is about; its fields belong to [`follow_form`].
fn follow(frame: &Frame, it: &Following) -> AnyView {
    let (word, drop) = match it.follows {
        true => (K::Unfollow, "1"),
        false => (K::Follow, ""),
    };
    view! {
        <input type="hidden" name="kind" value=it.kind.code() form=FOLLOW_FORM/>
        <input type="hidden" name="code" value=it.code.clone() form=FOLLOW_FORM/>
        <button class="link-btn" name="drop" value=drop form=FOLLOW_FORM>
            {t(frame.lang, word)}
        </button>
    }
    .into_any()
}
