//! `/work/{milestone}/restate` and `/review/{milestone}/restate`: what was mistyped is put right.
//! One form at a time.
use leptos::prelude::*;

use super::{
    Content,
    adjustment::{crumb, parties},
};
use crate::{
    components::{
        Field, Input, Section, SelectField, TypedDocument, choices, document_fields, error_summary,
        history, marks, milestone_head, moved_list, no_secrets, read_back, repromised, said,
    },
    domain::{MilestoneKind, State},
    text::{self, Key as K, Lang, t, tf},
    views::{
        Desk, Frame, RestatementErrors, RestatementForm, RestatementPage, Restates,
        restatement_path,
    },
};

pub fn page(frame: &Frame, page: RestatementPage) -> Content {
    let lang = frame.lang;
    let title = match page.desk {
        Desk::Work => K::CorrectOwn,
        Desk::Review => K::Restate,
    };
    let tab = format!("{}: {}", t(lang, title), page.row.title);
    let names = [&*page.unit_name, &*page.workstream_name];
    let crumb = crumb(lang, page.desk, &page.row, names);
    let head = milestone_head(frame, &page.row, ().into_any(), crumb);
    let errors = &page.errors;
    let summary = error_summary(
        lang,
        said(lang, errors.form),
        vec![
            ("document_number", said(lang, errors.document_number)),
            ("document_day", said(lang, errors.document_day)),
            ("link", said(lang, errors.link)),
            ("title", said(lang, errors.title)),
            ("kind", said(lang, errors.kind)),
            ("weight", said(lang, errors.weight)),
            ("product", said(lang, errors.product)),
            ("reach", said(lang, errors.reach)),
            ("party", said(lang, errors.party)),
            ("number", said(lang, errors.number)),
            ("reason", said(lang, errors.reason)),
            ("approver", said(lang, errors.approver)),
            ("no_secrets", said(lang, errors.no_secrets)),
        ],
    );
    let acted = page.acted.as_ref().map(|act| {
        let words = [
            &act.person,
            text::happened(lang, act.event, act.renamed),
            &act.time,
            &text::day(lang, act.day),
        ];
        view! { <p class="warning" role="alert">{tf(lang, K::AdjustLast, &words)}</p> }
    });
    let changed = page.repromised.as_ref().map(|it| repromised(lang, it));
    let acts = (page.may.len() > 1).then(|| acts(&page, lang));
    // What was typed stays, also where it can no longer be sent.
    let chosen = Restates::from_code(&page.form.act)
        .filter(|act| page.may.contains(act) || page.errors.any());
    let body = match chosen {
        Some(act) => form(frame, &page, act),
        None if page.may.is_empty() => {
            view! { <p class="warning">{t(lang, K::RestateNothing)}</p> }.into_any()
        }
        None => ().into_any(),
    };
    let events = history(lang, page.history.clone());
    let content = view! {
        {head}
        {summary}
        {acted}
        {changed}
        {acts}
        {body}
        <Section lang title=K::History>{events}</Section>
    };
    Content::new("form-page", tab, content)
}

/// What each form is called on its button, and what it does.
pub(super) const fn words(act: Restates) -> (K, K) {
    match act {
        Restates::OwnDocument => (K::DoCorrectDocument, K::CorrectOwnEffect),
        Restates::OwnExplanation => (K::DoCorrectExplanation, K::CorrectExplanationEffect),
        Restates::Document => (K::DoCorrectDocument, K::CorrectDocumentEffect),
        Restates::Title => (K::DoCorrectTitle, K::CorrectTitleEffect),
        Restates::Terms => (K::DoRedefine, K::RedefineEffect),
        Restates::Successor => (K::DoReplace, K::ReplaceEffect),
    }
}

fn acts(page: &RestatementPage, lang: Lang) -> AnyView {
    let links: Vec<_> = page
        .may
        .iter()
        .map(|act| {
            let code = act.code();
            let path = restatement_path(page.desk, page.row.id.as_str());
            let chosen = (page.form.act == code).then_some("true");
            view! { <a href=format!("{path}?act={code}") aria-current=chosen>{t(lang, words(*act).0)}</a> }
        })
        .collect();
    view! { <nav class="choices-row" aria-label=t(lang, K::Restate)>{links}</nav> }.into_any()
}

fn form(frame: &Frame, page: &RestatementPage, act: Restates) -> AnyView {
    let lang = frame.lang;
    let (button, effect) = words(act);
    let seen = page.form.seen == page.form.terms();
    let button = match act {
        act if !act.moves() => button,
        _ if seen => K::RedefineSave,
        _ => K::RedefineShow,
    };
    let party = (act == Restates::Successor).then(|| {
        view! {
            <SelectField
                lang
                name="party"
                label=K::Responsible
                choices=parties(lang, &page.parties, &page.form.party)
                error=said(lang, page.errors.party)
            />
        }
    });
    let moved = (act.moves() && seen).then(|| {
        view! {
            <p role="alert"><b>{t(lang, K::RedefineFirst)}</b></p>
            {moved_list(frame, &page.moved)}
        }
    });
    let after = (act.corrects().is_some() && page.row.state == State::Accepted)
        .then(|| view! { <p><b>{t(lang, K::CorrectAfterDecision)}</b></p> });
    view! {
        <form
            class="report adjust"
            method="post"
            action=restatement_path(page.desk, page.row.id.as_str())
        >
            {marks(&page.form.marks)}
            <input type="hidden" name="act" value=act.code()/>
            {party}
            {fields(lang, act, &page.form, &page.errors, Some(&page.stands))}
            <div class="effect">
                <div>
                    <p>{t(lang, effect)}</p>
                    {after}
                    {moved}
                </div>
            </div>
            <p class="adjust-do">
                <button class="btn">{t(lang, button)}</button>
                <a href=page.desk.back(page.row.id.as_str())>{t(lang, K::Later)}</a>
            </p>
        </form>
    }
    .into_any()
}

/// What is typed, each with what stands, where that is known.
pub(super) fn fields(
    lang: Lang,
    act: Restates,
    form: &RestatementForm,
    errors: &RestatementErrors,
    stands: Option<&RestatementForm>,
) -> AnyView {
    let now = |of: fn(&RestatementForm) -> &String| {
        let stands = stands.map(of).filter(|it| !it.is_empty());
        stands.map(|it| tf(lang, K::StandsNow, &[it]))
    };
    let kind = MilestoneKind::from_code(&form.kind);
    let kinds = choices(
        lang,
        MilestoneKind::ALL,
        kind,
        MilestoneKind::code,
        text::kind,
    );
    let reason = |label| {
        view! {
            <Field
                lang
                name="reason"
                label
                input=Input::Area
                value=form.reason.clone()
                error=said(lang, errors.reason)
            />
        }
    };
    match act {
        Restates::OwnDocument | Restates::OwnExplanation | Restates::Document => {
            let said = match act {
                Restates::OwnDocument => reason(K::Note).into_any(),
                Restates::Document => reason(K::AdjustReason).into_any(),
                // Nothing but the document is written anew.
                _ => {
                    view! { <input type="hidden" name="seen" value=form.seen.clone()/> }.into_any()
                }
            };
            let document = TypedDocument {
                number: &form.document_number,
                day: &form.document_day,
                link: &form.link,
                errors: [errors.document_number, errors.document_day, errors.link],
                told: [
                    now(|it| &it.document_number),
                    now(|it| &it.document_day).or(read_back(lang, &form.document_day)),
                    now(|it| &it.link),
                ],
            };
            view! {
                {document_fields(lang, document)}
                {said}
                {no_secrets(lang, form.no_secrets, errors.no_secrets)}
            }
            .into_any()
        }
        Restates::Title => view! {
            <Field
                lang
                name="title"
                label=K::Milestone
                hint=K::TitleHint
                value=form.title.clone()
                error=said(lang, errors.title)
                last=now(|it| &it.title)
            />
            {decision(lang, form, errors)}
            {reason(K::AdjustReason)}
        }
        .into_any(),
        Restates::Terms | Restates::Successor => view! {
            {(act == Restates::Successor).then(|| title(lang, form, errors))}
            <input type="hidden" name="seen" value=form.seen.clone()/>
            <SelectField
                lang
                name="kind"
                label=K::RedefineKind
                choices=kinds
                error=said(lang, errors.kind)
            />
            <Field
                lang
                name="weight"
                label=K::RedefineWeight
                input=Input::Short
                value=form.weight.clone()
                error=said(lang, errors.weight)
                last=now(|it| &it.weight)
            />
            <Field
                lang
                name="product"
                label=K::RedefineProduct
                value=form.product.clone()
                error=said(lang, errors.product)
                last=now(|it| &it.product)
            />
            <Field
                lang
                name="reach"
                label=K::RedefineReach
                hint=K::RedefineReachHint
                input=Input::Short
                value=form.reach.clone()
                error=said(lang, errors.reach)
                last=now(|it| &it.reach)
            />
            {decision(lang, form, errors)}
            {reason(K::AdjustReason)}
        }
        .into_any(),
    }
}

fn title(lang: Lang, form: &RestatementForm, errors: &RestatementErrors) -> AnyView {
    view! {
        <Field
            lang
            name="title"
            label=K::ReplaceTitle
            value=form.title.clone()
            error=said(lang, errors.title)
        />
    }
    .into_any()
}

/// Number of the decision, and who took it.
fn decision(lang: Lang, form: &RestatementForm, errors: &RestatementErrors) -> AnyView {
    view! {
        <Field
            lang
            name="number"
            label=K::DecisionNumberLabel
            input=Input::Short
            value=form.number.clone()
            error=said(lang, errors.number)
        />
        <Field
            lang
            name="approver"
            label=K::ApproverLabel
            value=form.approver.clone()
            error=said(lang, errors.approver)
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// A form without words of its own would stand under the button of another.
    #[test]
    fn every_restatement_of_a_desk_has_its_own_words() {
        for lang in [Lang::Vi, Lang::En] {
            let told: BTreeSet<[&str; 2]> = Restates::ALL
                .iter()
                .map(|act| [t(lang, words(*act).0), t(lang, words(*act).1)])
                .collect();
            assert_eq!(told.len(), Restates::ALL.len());
        }
    }
}
