//! Pages that say why there is no page.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{Words, as_of_again, href},
    domain::{Refusal, Role},
    text::{self, Key as K, t, tf},
    views::{Away, Frame, Mistake},
};

fn said(frame: &Frame, title: impl Into<Words>, body: String, with_id: bool) -> Content {
    let lang = frame.lang;
    let title = title.into().say(lang);
    let id = with_id.then(|| {
        view! {
            <p class="small quiet">
                {t(lang, K::RequestId)} ": " <code>{frame.request_id.clone()}</code>
            </p>
        }
    });
    let (path, word) = match &frame.reader {
        Some(_) => (href(frame, "/"), K::ToOverview),
        None => ("/sign-in".to_owned(), K::ToSignIn),
    };
    let content = view! {
        <h1>{title.clone()}</h1>
        <p>{body}</p>
        {id}
        <p>
            <a class="btn quiet-btn" href=path>
                {t(lang, word)}
            </a>
        </p>
    };
    Content::new("said", title, content)
}

/// Nobody is to blame for a link that somebody else sent: the page says whom it is for.
pub fn refused(frame: &Frame, reason: Option<Refusal>) -> Content {
    let body = t(frame.lang, K::RefusedBody);
    let body = match reason {
        Some(reason) => format!("{} {body}", text::refusal(frame.lang, reason)),
        None => body.to_owned(),
    };
    said(frame, K::RefusedTitle, body, false)
}

/// A page of other roles.
pub fn for_others(frame: &Frame, roles: &[Role]) -> Content {
    let lang = frame.lang;
    let whom: Vec<&str> = roles.iter().map(|role| text::role(lang, *role)).collect();
    let title = tf(lang, K::ForOthersTitle, &[&whom.join(", ")]);
    said(frame, title, t(lang, K::ForOthersBody).to_owned(), false)
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
    // A day that shows nothing stays in its field, to be put right.
    let asked = frame.query.iter().any(|(name, _)| name == "as_of");
    if asked && matches!(why, Mistake::BadDay | Mistake::NotYet) {
        let title = t(frame.lang, K::AsOfWrong);
        let content = view! {
            <h1>{title}</h1>
            {as_of_again(frame, body)}
        };
        return Content::new("said", title, content);
    }
    said(frame, K::BadRequestTitle, body, true)
}
