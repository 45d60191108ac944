//! Pages that say why there is no page.
use leptos::prelude::*;

use super::Content;
use crate::{
    access::{Role, lands_on},
    components::href,
    domain::Refusal,
    text::{self, Key as K, t},
    views::{Away, Frame, Mistake},
};

fn said(frame: &Frame, title: K, body: String, with_id: bool) -> Content {
    let lang = frame.lang;
    let id = with_id.then(|| {
        view! {
            <p class="second">
                {t(lang, K::RequestId)} ": " <code>{frame.request_id.clone()}</code>
            </p>
        }
    });
    let (path, word) = match &frame.reader {
        // Whose only page is the own account.
        Some(reader) if reader.role == Role::Administrator => {
            (lands_on(reader.role).to_owned(), K::AccountTitle)
        }
        Some(_) => (href(frame, "/"), K::ToOverview),
        None => ("/sign-in".to_owned(), K::ToSignIn),
    };
    let content = view! {
        <h1>{t(lang, title)}</h1>
        <p>{body}</p>
        {id}
        <p>
            <a class="btn quiet-btn" href=path>
                {t(lang, word)}
            </a>
        </p>
    };
    Content::new("said", t(lang, title), content)
}

pub fn refused(frame: &Frame, reason: Option<Refusal>) -> Content {
    let body = t(frame.lang, K::RefusedBody);
    let body = match reason {
        Some(reason) => format!("{} {body}", text::refusal(frame.lang, reason)),
        None => body.to_owned(),
    };
    said(frame, K::RefusedTitle, body, true)
}

pub fn not_found(frame: &Frame) -> Content {
    let body = t(frame.lang, K::NotFoundBody).to_owned();
    said(frame, K::NotFoundTitle, body, false)
}

pub fn failed(frame: &Frame) -> Content {
    let body = t(frame.lang, K::FailedBody).to_owned();
    said(frame, K::FailedTitle, body, true)
}

pub fn away(frame: &Frame, sent: bool, why: Away) -> Content {
    let (title, body) = match (why, sent) {
        (Away::Busy, false) => (K::AwayTitle, K::Away),
        (Away::Busy, true) => (K::AwayTitle, K::AwaySent),
        (Away::Moved, false) => (K::OnlyReadTitle, K::Moved),
        (Away::Moved, true) => (K::OnlyReadTitle, K::MovedSent),
        (Away::Upgraded, false) => (K::OnlyReadTitle, K::Upgraded),
        (Away::Upgraded, true) => (K::OnlyReadTitle, K::UpgradedSent),
    };
    said(frame, title, t(frame.lang, body).to_owned(), true)
}

pub fn bad_request(frame: &Frame, why: Mistake) -> Content {
    let body = text::mistake(frame.lang, why).to_owned();
    said(frame, K::BadRequestTitle, body, true)
}
