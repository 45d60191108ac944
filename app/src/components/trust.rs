//! "Tin cậy 58/60 lần hậu kiểm": what was found when things behind a figure were looked at once
//! more. It stands beside the figure and changes none.
use leptos::prelude::*;

use super::{Section, evidence, explained::asked, time};
use crate::{
    domain::{Figure, Trust},
    text::{self, Key as K, Lang, t},
    views::{Frame, RecheckResult, ToldRechecks},
};

/// Nothing where nothing was re-checked and nothing stands by the old book.
pub fn trust(lang: Lang, it: Trust) -> Option<AnyView> {
    let old = (it.old_book > 0).then(|| it.old_book.to_string());
    (it.all > 0 || old.is_some()).then(|| {
        let value = (it.all > 0).then(|| format!("{}/{}", it.confirmed, it.all));
        let why = old.as_ref().map(|_| t(lang, K::OldBookNote));
        view! { <span data-trust=value data-old-book=old title=why>{text::trust(lang, it)}</span> }
            .into_any()
    })
}

/// The same under the heading of a page, as the way to what its figure is made of.
pub fn trust_of(frame: &Frame, it: Trust, figure: &Figure) -> Option<AnyView> {
    let shown = trust(frame.lang, it)?;
    let link = asked(frame, figure, &text::trust(frame.lang, it), shown);
    Some(view! { <p class="second trust">{link}</p> }.into_any())
}

/// What was found on the page of what it is about.
pub fn told_rechecks(lang: Lang, it: &ToldRechecks) -> Option<AnyView> {
    if it.rows.is_empty() {
        return None;
    }
    let rows: Vec<_> = it
        .rows
        .iter()
        .map(|row| {
            let draw = text::draw_name(lang, row.draw);
            let name = view! { <b>{row.name.to_string()}</b> " · " {draw} ": " }.into_any();
            recheck_result(lang, &row.result, row.corrected, Some(name))
        })
        .collect();
    let note = text::trust(lang, it.trust);
    Some(
        view! {
            <Section lang title=K::NavRechecks note>
                <ol class="history">{rows}</ol>
            </Section>
        }
        .into_any(),
    )
}

/// One result as a line of a history; `of`: what it is about, where the list does not say.
pub fn recheck_result(
    lang: Lang,
    it: &RecheckResult,
    corrected: bool,
    of: Option<AnyView>,
) -> AnyView {
    let who = (!it.person.is_empty()).then(|| format!(" ({})", it.person));
    let corrected = corrected.then(|| {
        view! { " " <span class="provisional">{t(lang, K::RecheckCorrected)}</span> }
    });
    let document = it.document.clone().map(|row| evidence(lang, row));
    view! {
        <li data-confirmed=it.confirmed.to_string()>
            <p class="when">{time(lang, it.day)} " " {it.time.clone()}</p>
            <div>
                <p>{of} {text::recheck_result(lang, it.confirmed)} {who} {corrected}</p>
                {(!it.text.is_empty()).then(|| view! { <p class="told">{it.text.clone()}</p> })}
                {document}
            </div>
        </li>
    }
    .into_any()
}
