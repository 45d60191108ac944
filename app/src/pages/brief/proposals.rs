//! `/brief/proposals`: what the office puts before the committee.
use leptos::prelude::*;

use super::lists::standing;
use crate::{
    components::{Field, error_summary, href, marks, said},
    domain::{LONGEST_PROPOSAL, MOST_PROPOSALS, parse_day},
    pages::Content,
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, ProposalsErrors, ProposalsForm, ProposalsPage},
};

const NAMES: [&str; MOST_PROPOSALS] = ["text1", "text2", "text3", "text4", "text5"];
const LABELS: [K; MOST_PROPOSALS] = [
    K::Proposal1,
    K::Proposal2,
    K::Proposal3,
    K::Proposal4,
    K::Proposal5,
];

pub fn page(frame: &Frame, page: &ProposalsPage) -> Content {
    let lang = frame.lang;
    let errors = &page.errors;
    let mut of_fields = vec![("day", said(lang, errors.day))];
    let texts = NAMES.into_iter().zip(&errors.texts);
    of_fields.extend(texts.map(|(name, error)| (name, said(lang, *error))));
    let summary = error_summary(lang, said(lang, errors.form), of_fields);
    let stands =
        (!page.stands.is_empty() || is_overtaken(errors)).then(|| standing(lang, &page.stands));
    let note = tf(
        lang,
        K::ProposalsNote,
        &[&MOST_PROPOSALS.to_string(), &LONGEST_PROPOSAL.to_string()],
    );
    let day = parse_day(&page.form.day);
    let shown = day.map_or_else(|| page.form.day.clone(), text::day_as_typed);
    let of = day.map_or_else(|| page.form.day.clone(), |day| text::day(lang, day));
    let title = format!("{} {of}", t(lang, K::ProposalsDayOf));
    let content = view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, "/brief")>{t(lang, K::Brief)}</a>
            " / "
            <span>{t(lang, K::ProposalsTitle)}</span>
        </nav>
        <h1 class="page-title">{t(lang, K::ProposalsTitle)}</h1>
        <p class="second">{note}</p>
        <form class="adjust" method="get" action="/brief/proposals">
            <Field
                lang
                name="day"
                label=K::ProposalsDayOf
                input=crate::components::Input::Day
                value=shown
                error=said(lang, errors.day)
            />
            <p class="adjust-do">
                <button class="btn quiet-btn">{t(lang, K::ProposalsOpen)}</button>
            </p>
        </form>
        {summary}
        {stands}
        <form class="report adjust" method="post" action="/brief/proposals" aria-label=title>
            {fields(lang, &page.form, errors)}
        </form>
    };
    Content::new("form-page", t(lang, K::ProposalsTitle), content)
}

fn is_overtaken(errors: &ProposalsErrors) -> bool {
    errors.form == Some(crate::views::Mistake::ProposalsOvertaken)
}

fn fields(lang: Lang, form: &ProposalsForm, errors: &ProposalsErrors) -> AnyView {
    let all: Vec<_> = NAMES
        .into_iter()
        .zip(LABELS)
        .zip(form.texts.iter().zip(&errors.texts))
        .map(|((name, label), (text, error))| {
            view! {
                <Field
                    lang
                    name
                    label
                    hint=K::ProposalsHint
                    value=text.clone()
                    error=said(lang, *error)
                />
            }
        })
        .collect();
    view! {
        {marks(&form.marks)}
        <input type="hidden" name="day" value=form.day.clone()/>
        {all}
        <p class="adjust-do">
            <button class="btn">{t(lang, K::ProposalsSave)}</button>
        </p>
    }
    .into_any()
}

/// Proposals that could not be written.
pub fn unwritten(lang: Lang, form: &ProposalsForm) -> AnyView {
    fields(lang, form, &ProposalsErrors::default())
}
