//! A form about what is not, or not any more, its sender's: what was typed, to be kept elsewhere.
use leptos::prelude::*;

use super::Content;
use crate::{
    text::{self, Key as K, t},
    views::{Frame, NotTheirs, Typed},
};

pub fn page(frame: &Frame, page: NotTheirs) -> Content {
    let lang = frame.lang;
    let rows: Vec<_> = typed_words(&page.typed)
        .into_iter()
        .map(|(label, words)| {
            view! {
                <div class="field">
                    <p class="label">{t(lang, label)}</p>
                    <p class="told">{words.to_owned()}</p>
                </div>
            }
        })
        .collect();
    let content = view! {
        <h1>{t(lang, K::NotTheirsTitle)}</h1>
        <div class="error-summary" role="alert">
            <p>
                <b>{text::unsent(lang, page.form)}</b>
            </p>
            <p>{t(lang, K::NotTheirsBody)}</p>
        </div>
        <div class="report">{rows}</div>
        <p>
            <a class="btn quiet-btn" href="/">
                {t(lang, K::ToOverview)}
            </a>
        </p>
    };
    Content::new("form-page", t(lang, K::NotTheirsTitle), content)
}

/// Whether something was typed that is worth giving back.
pub fn has_words(typed: &Typed) -> bool {
    !typed_words(typed).is_empty()
}

/// What was typed into a form, each line with the name of its field.
fn typed_words(typed: &Typed) -> Vec<(K, &str)> {
    let all: Vec<(K, &String)> = match typed {
        Typed::Report(form) => vec![
            (K::Produced, &form.produced),
            (K::VolumeDone, &form.volume),
            (K::DocNumber, &form.document_number),
            (K::DocDay, &form.document_day),
            (K::Link, &form.link),
        ],
        Typed::Decision(form) => vec![(K::Reason, &form.reason)],
        Typed::Adjustment(form) => vec![
            (K::TypedDay, &form.day),
            (K::DecisionNumberLabel, &form.number),
            (K::TypedReason, &form.reason),
        ],
        Typed::Restatement(form) => vec![
            (K::DocNumber, &form.document_number),
            (K::DocDay, &form.document_day),
            (K::Link, &form.link),
            (K::ReplaceTitle, &form.title),
            (K::RedefineProduct, &form.product),
            (K::RedefineReach, &form.reach),
            (K::DecisionNumberLabel, &form.number),
            (K::ApproverLabel, &form.approver),
            (K::TypedReason, &form.reason),
        ],
        Typed::Explanation(form) => vec![
            (K::ExplainLabel, &form.text),
            (K::TypedDay, &form.day),
            (K::DocNumber, &form.document_number),
            (K::DocDay, &form.document_day),
            (K::Link, &form.link),
        ],
        // About more than one thing: these stay on their own pages.
        Typed::Measurements(_)
        | Typed::Announcement(_)
        | Typed::Recheck(_)
        | Typed::Together(_)
        | Typed::Revocation(_) => Vec::new(),
    };
    let typed = all
        .into_iter()
        .map(|(label, words)| (label, words.as_str()));
    typed.filter(|(_, words)| !words.is_empty()).collect()
}
