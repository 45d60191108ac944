//! What a person keeps and follows: first on the own page, and to be changed on the account's.
use leptos::prelude::*;

use super::{Section, href};
use crate::{
    domain::Status,
    text::{self, Key as K, Lang, t, tf},
    views::{FollowedRow, Frame, KeptByReader},
};

/// One line at the top of a page: what its reader follows, with figure and status, and the pages he
/// keeps. Nothing where [`Frame::kept`] is not set, or empty.
pub fn followed(frame: &Frame) -> Option<AnyView> {
    let kept = frame.kept.as_deref().filter(|kept| !kept.is_empty())?;
    let lang = frame.lang;
    let rows = kept
        .followed
        .iter()
        .map(|row| view! { <li>{one(frame, row)}</li> }.into_any());
    let views = kept
        .views
        .iter()
        .map(|it| view! { <li><a href=it.address.clone()>{it.name.clone()}</a></li> }.into_any());
    let items: Vec<AnyView> = rows.chain(views).collect();
    let strip = view! {
        <nav class="kept" aria-label=t(lang, K::KeptTitle)>
            <ul>
                {items}
                <li>
                    <a class="quiet" href="/account#kept">{t(lang, K::KeptManage)}</a>
                </li>
            </ul>
        </nav>
    };
    Some(strip.into_any())
}

/// "Sở Y tế 41,3% · 3 trễ"
fn one(frame: &Frame, row: &FollowedRow) -> AnyView {
    let lang = frame.lang;
    let late = row.figures.count(Status::Late);
    let late = (late > 0).then(|| {
        let words = tf(lang, K::KeptLate, &[&text::integer(lang, late.into())]);
        view! { " " <span class="late">{words}</span> }
    });
    let path = row.kind.path(&row.code);
    view! {
        <a href=href(frame, &path)>{row.name.to_string()}</a>
        " "
        <b>{text::maybe_percent(lang, row.figures.accepted())}</b>
        {late}
    }
    .into_any()
}

/// All of it, each to be removed.
pub fn kept_list(frame: &Frame, kept: &KeptByReader) -> AnyView {
    let lang = frame.lang;
    let followed = kept.followed.iter().map(|row| {
        let fields = [
            ("kind", row.kind.code().to_owned()),
            ("code", row.code.clone()),
        ];
        let go = let_go(lang, "/account/follow", &kept.account, &fields, &row.name);
        view! { <li>{one(frame, row)} " " {go}</li> }.into_any()
    });
    let views = kept.views.iter().map(|it| {
        let fields = [("address", it.address.clone())];
        let go = let_go(lang, "/account/views", &kept.account, &fields, &it.name);
        view! { <li><a href=it.address.clone()>{it.name.clone()}</a> " " {go}</li> }.into_any()
    });
    let items: Vec<AnyView> = followed.chain(views).collect();
    let none = items
        .is_empty()
        .then(|| view! { <p class="second">{t(lang, K::KeptNone)}</p> });
    view! {
        <div id="kept">
            <Section lang title=K::KeptTitle note=K::KeptNote>
                {none} <ul class="kept-list">{items}</ul>
            </Section>
        </div>
    }
    .into_any()
}

/// The button that removes one.
fn let_go(
    lang: Lang,
    action: &'static str,
    account: &str,
    fields: &[(&'static str, String)],
    name: &str,
) -> AnyView {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> })
        .collect();
    view! {
        <form method="post" action=action>
            <input type="hidden" name="account" value=account.to_owned()/>
            {fields}
            <button class="link-btn" name="drop" value="1" aria-label=tf(lang, K::KeptLetGoOf, &[name])>
                {t(lang, K::KeptLetGo)}
            </button>
        </form>
    }
    .into_any()
}
