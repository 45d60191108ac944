//! A form about what is not, or not any more, its sender's: what was typed, to be kept elsewhere.
use leptos::prelude::*;

use super::{Content, duty};
use crate::{
    components::duty_path,
    domain::Cause,
    text::{self, Key as K, Lang, t, tf},
    views::{CampaignOver, DutyOver, Frame, NotTheirs, Typed},
};

pub fn page(frame: &Frame, page: NotTheirs) -> Content {
    let lang = frame.lang;
    let content = view! {
        <h1>{t(lang, K::NotTheirsTitle)}</h1>
        <div class="error-summary" role="alert">
            <p>
                <b>{text::unsent(lang, page.form)}</b>
            </p>
            <p>{t(lang, K::NotTheirsBody)}</p>
        </div>
        {typed_list(lang, &page.typed)}
        <p>
            <a class="btn quiet-btn" href="/">
                {t(lang, K::ToOverview)}
            </a>
        </p>
    };
    Content::new("form-page", t(lang, K::NotTheirsTitle), content)
}

/// The campaign is over: what may still be read, and what was typed.
pub fn over(frame: &Frame, page: CampaignOver) -> Content {
    let lang = frame.lang;
    let told = match page.sent {
        Some(_) => K::CampaignOverSent,
        None => K::CampaignOverBody,
    };
    let sent = page.sent.map(|it| {
        view! {
            <p>
                <b>{text::unsent(lang, it.form)}</b>
            </p>
            {typed_list(lang, &it.typed)}
        }
    });
    let content = view! {
        <h1>{t(lang, K::CampaignOverTitle)}</h1>
        <div class="error-summary" role="alert">
            <p>{tf(lang, told, &[&text::day(lang, page.last)])}</p>
        </div>
        {sent}
        <p>
            <a class="btn quiet-btn" href="/">
                {t(lang, K::ToOverview)}
            </a>
        </p>
    };
    Content::new("form-page", t(lang, K::CampaignOverTitle), content)
}

/// The duty of a milestone is over: since when and by what, where it can be read, and what was typed.
pub fn duty_over(frame: &Frame, page: DutyOver) -> Content {
    let lang = frame.lang;
    let (work, unit) = (&*page.workstream, &*page.unit);
    let told = match &page.milestone {
        Some(milestone) => tf(lang, K::DutyOverBody, &[milestone, work, unit]),
        None => tf(lang, K::DutyOverAtOnce, &[work, unit]),
    };
    let waited = page
        .waited_since
        .map(|since| tf(lang, K::DutyOverWaited, &[&text::day(lang, since)]));
    let sent = page.sent.map(|(form, typed)| {
        view! {
            <p>
                <b>{text::unsent(lang, form)}</b>
            </p>
            {has_words(&typed).then(|| view! { <p>{t(lang, K::DutyOverTyped)}</p> })}
            {typed_list(lang, &typed)}
        }
    });
    let last = page.end.from.pred_opt().unwrap_or(page.end.from);
    let path = format!("{}?as_of={last}&over=1", duty_path(&page.duty));
    let last_page = page.milestone.is_some().then(|| {
        view! { <a class="btn" href=path>{tf(lang, K::DutyOverTo, &[&text::day(lang, last)])}</a> " " }
    });
    let content = view! {
        <h1>{t(lang, K::DutyOverTitle)}</h1>
        <div class="error-summary" role="alert">
            <p>{told}</p>
            <p>{duty::over_since(frame, &page.end)} " " {waited}</p>
        </div>
        {sent}
        <p>
            {last_page}
            <a class="btn quiet-btn" href="/">
                {t(lang, K::ToOverview)}
            </a>
        </p>
    };
    Content::new("form-page", t(lang, K::DutyOverTitle), content)
}

/// What was typed into a form that cannot be sent, to be copied.
pub(super) fn typed_list(lang: Lang, typed: &Typed) -> AnyView {
    let rows: Vec<_> = typed_words(lang, typed)
        .into_iter()
        .map(|(label, words)| typed_line(t(lang, label), words))
        .collect();
    view! { <div class="report">{rows}</div> }.into_any()
}

/// What was typed into one field.
pub(super) fn typed_line(label: &'static str, words: String) -> AnyView {
    view! {
        <div class="field">
            <p class="label">{label}</p>
            <p class="told">{words}</p>
        </div>
    }
    .into_any()
}

/// Whether something was typed that is worth giving back.
pub fn has_words(typed: &Typed) -> bool {
    !typed_words(Lang::Vi, typed).is_empty()
}

/// What was typed into a form, each line with the name of its field.
fn typed_words(lang: Lang, typed: &Typed) -> Vec<(K, String)> {
    let cause = |code: &str| Cause::from_code(code).map_or("", |it| text::cause(lang, it));
    let files = |names_files: bool| match names_files {
        true => t(lang, K::FilesLost),
        false => "",
    };
    let all: Vec<(K, &str)> = match typed {
        Typed::Report(form) => vec![
            (K::Produced, &form.produced),
            (K::VolumeDone, &form.volume),
            (K::Obstacle, cause(&form.obstacle)),
            (K::DocNumber, &form.document_number),
            (K::DocDay, &form.document_day),
            (K::Link, &form.link),
            (K::Files, files(form.files_lost || !form.files.is_empty())),
        ],
        Typed::Decision(form) => vec![(K::Reason, &form.reason), (K::TypedDay, &form.resend)],
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
            (K::CauseLabel, cause(&form.cause)),
            (K::ExplainLabel, &form.text),
            (K::TypedDay, &form.day),
            (K::DocNumber, &form.document_number),
            (K::DocDay, &form.document_day),
            (K::Link, &form.link),
            (K::Files, files(form.files_lost || !form.files.is_empty())),
        ],
        Typed::Recheck(form) => vec![
            (K::RecheckText, &form.text),
            (K::DocNumber, &form.document_number),
            (K::DocDay, &form.document_day),
            (K::Link, &form.link),
            (K::Files, files(form.files_lost || !form.files.is_empty())),
        ],
        Typed::FigureNote(form) => vec![(K::TypedReason, &form.text)],
        // About more than one thing: these stay on their own pages.
        Typed::Measurements(_)
        | Typed::Announcement(_)
        | Typed::Proposals(_)
        | Typed::Together(_)
        | Typed::Plan(_)
        | Typed::DayName(_)
        | Typed::Person(_)
        | Typed::People(_)
        | Typed::Revocation(_) => Vec::new(),
    };
    all.into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(label, words)| (label, words.to_owned()))
        .collect()
}
