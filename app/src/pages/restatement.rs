//! `/work/{milestone}/restate` and `/review/{milestone}/restate`: what was mistyped is put right.
//! One form at a time.
use leptos::prelude::*;

use super::{
    Content,
    report::{no_secrets, read_back},
};
use crate::{
    components::{
        Field, Input, Section, error_summary, field_error, history, marks, milestone_head,
        repromised, said,
    },
    domain::{Event, MilestoneKind, State},
    text::{self, Key as K, Lang, t, tf},
    views::{
        Desk, Frame, Moved, MovedOf, RestatementErrors, RestatementForm, RestatementPage, Restates,
        THE_UNIT, restatement_path,
    },
};

pub fn page(frame: &Frame, page: RestatementPage) -> Content {
    let lang = frame.lang;
    let title = match page.desk {
        Desk::Work => K::CorrectOwn,
        Desk::Review => K::Restate,
    };
    let tab = format!("{}: {}", t(lang, title), page.row.title);
    let head = milestone_head(frame, &page.row, ().into_any(), crumb(&page, lang));
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
            text::event(lang, act.event),
            &act.time,
            &text::day(act.day),
        ];
        view! { <p class="warning" role="alert">{tf(lang, K::AdjustLast, &words)}</p> }
    });
    let changed = page.repromised.as_ref().map(|it| repromised(lang, it));
    let choices = (page.may.len() > 1).then(|| choices(&page, lang));
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
        {choices}
        {body}
        <Section lang title=K::History>{events}</Section>
    };
    Content::new("form-page", tab, content)
}

fn crumb(page: &RestatementPage, lang: Lang) -> AnyView {
    let (list, name) = match page.desk {
        Desk::Work => ("/work", K::NavWork),
        Desk::Review => ("/review", K::NavReview),
    };
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=list>{t(lang, name)}</a>
            " / "
            <span>{page.unit_name.to_string()}</span>
            " / "
            <a href=page.desk.back(page.row.id.as_str())>{page.workstream_name.to_string()}</a>
        </nav>
    }
    .into_any()
}

/// What each form is called on its button, and what it does.
pub(super) const fn words(act: Restates) -> (K, K) {
    match act {
        Restates::OwnDocument => (K::DoCorrectDocument, K::CorrectOwnEffect),
        Restates::Document => (K::DoCorrectDocument, K::CorrectDocumentEffect),
        Restates::Title => (K::DoCorrectTitle, K::CorrectTitleEffect),
        Restates::Terms => (K::DoRedefine, K::RedefineEffect),
        Restates::Successor => (K::DoReplace, K::ReplaceEffect),
    }
}

fn choices(page: &RestatementPage, lang: Lang) -> AnyView {
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
    let party = (act == Restates::Successor).then(|| party(page, lang));
    let moved = (act.moves() && seen).then(|| moved(frame, &page.moved));
    let after = (act.event() == Event::Corrected && page.row.state == State::Accepted)
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
        Restates::OwnDocument | Restates::Document => {
            let label = match act {
                Restates::OwnDocument => K::Note,
                _ => K::AdjustReason,
            };
            view! {
                <Field
                    lang
                    name="document_number"
                    label=K::DocNumber
                    hint=K::DocNumberHint
                    value=form.document_number.clone()
                    error=said(lang, errors.document_number)
                    last=now(|it| &it.document_number)
                />
                <Field
                    lang
                    name="document_day"
                    label=K::DocDay
                    hint=K::DocDayHint
                    input=Input::Short
                    value=form.document_day.clone()
                    error=said(lang, errors.document_day)
                    last=now(|it| &it.document_day).or(read_back(lang, &form.document_day))
                />
                <Field
                    lang
                    name="link"
                    label=K::Link
                    hint=K::LinkHint
                    input=Input::Url
                    value=form.link.clone()
                    error=said(lang, errors.link)
                    last=now(|it| &it.link)
                />
                {reason(label)}
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
            {kinds(lang, form, errors)}
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

/// Who is responsible for a new milestone.
fn party(page: &RestatementPage, lang: Lang) -> AnyView {
    let options: Vec<_> = page
        .parties
        .iter()
        .map(|(code, name)| {
            let name = match code.as_str() {
                THE_UNIT => format!("{name} ({})", t(lang, K::TheUnit)),
                _ => name.to_string(),
            };
            view! {
                <option value=code.clone() selected=page.form.party == *code>{name}</option>
            }
        })
        .collect();
    let error = said(lang, page.errors.party);
    let described = error.as_ref().map(|_| "party-error");
    let invalid = error.as_ref().map(|_| "true");
    view! {
        <div class="field">
            <div><label for="party">{t(lang, K::Responsible)}</label></div>
            <div>
                <select id="party" name="party" aria-describedby=described aria-invalid=invalid>
                    {options}
                </select>
                {error.map(|words| field_error("party-error".to_owned(), words))}
            </div>
        </div>
    }
    .into_any()
}

fn kinds(lang: Lang, form: &RestatementForm, errors: &RestatementErrors) -> AnyView {
    let options: Vec<_> = MilestoneKind::ALL
        .iter()
        .map(|kind| {
            let code = kind.code();
            view! {
                <option value=code selected=form.kind == code>{text::kind(lang, *kind)}</option>
            }
        })
        .collect();
    let error = said(lang, errors.kind);
    let described = error.as_ref().map(|_| "kind-error");
    let invalid = error.as_ref().map(|_| "true");
    view! {
        <div class="field">
            <div><label for="kind">{t(lang, K::RedefineKind)}</label></div>
            <div>
                <select id="kind" name="kind" aria-describedby=described aria-invalid=invalid>
                    {options}
                </select>
                {error.map(|words| field_error("kind-error".to_owned(), words))}
            </div>
        </div>
    }
    .into_any()
}

/// What saving moves, now and then.
fn moved(frame: &Frame, moved: &[Moved]) -> AnyView {
    let lang = frame.lang;
    let percent = |share| text::maybe_percent(lang, share);
    let lines: Vec<_> = moved
        .iter()
        .map(|it| {
            let of = match &it.of {
                MovedOf::Named(name) => name.to_string(),
                MovedOf::Whole(Some(group)) => text::whole(lang, *group).to_owned(),
                MovedOf::Whole(None) => text::whole_place(lang, frame.place()),
            };
            let [a, b] = [it.claimed.now, it.claimed.then].map(percent);
            let [c, d] = [it.accepted.now, it.accepted.then].map(percent);
            let words = if a == b && c == d {
                tf(lang, K::MovedNothing, &[&of, &a, &c])
            } else {
                tf(lang, K::MovedLine, &[&of, &a, &b, &c, &d])
            };
            view! { <li>{words}</li> }
        })
        .collect();
    view! {
        <p role="alert"><b>{t(lang, K::RedefineFirst)}</b></p>
        <ul>{lines}</ul>
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
