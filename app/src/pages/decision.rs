//! `/review/{milestone}`: one decision.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Section, error_summary, evidence, field_error, history, marks, milestone_head, needed,
        needed_words, repromised, said, versions,
    },
    domain::{InPlaceOf, Place, STAND_IN_AFTER, State},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{
        Change, DecisionErrors, DecisionForm, DecisionPage, Desk, Effect, EvidenceRow, Frame,
        Overtaken, Submission,
    },
};

pub fn page(frame: &Frame, page: DecisionPage) -> Content {
    let lang = frame.lang;
    let row = &page.item.row;
    let tab = tf(
        lang,
        K::MilestoneN,
        &[&row.order.to_string(), row.title.as_ref()],
    );
    let attempt = tf(lang, K::Attempt, &[&page.item.attempt.to_string()]);
    let waiting = tf(
        lang,
        K::WaitingFor,
        &[&text::days(lang, page.item.waiting_days)],
    );
    let more = page
        .current
        .as_ref()
        .map(|_| {
            let waits = row.state == State::Submitted;
            let waiting = waits.then(|| view! { <span><b>{waiting}</b></span> });
            view! { <span>{attempt}</span> {waiting} }
        })
        .into_any();
    let head = milestone_head(frame, &page.item.row, more, crumb(&page, lang));
    let summary = error_summary(
        lang,
        said(lang, page.errors.form),
        vec![
            ("checks", said(lang, page.errors.checks)),
            ("decision", said(lang, page.errors.decision)),
            ("reason", said(lang, page.errors.reason)),
        ],
    );
    let report = match &page.current {
        Some(current) => changes(lang, current, page.previous.as_ref(), &page),
        None => view! { <p class="warning">{t(lang, K::NothingWaits)}</p> }.into_any(),
    };
    let overtaken = page
        .overtaken
        .clone()
        .map(|it| overtaken(lang, it, &page.form.reason));
    let missing = page.needed.as_ref().map(|it| needed(frame, it));
    let changed = page.repromised.as_ref().map(|it| repromised(lang, it));
    let events = history(lang, page.history.clone());
    let past = view! { <Section lang title=K::History>{events}</Section> };
    let adjust = page.may_adjust.then(|| {
        let path = Desk::Review.path(page.item.row.id.as_str());
        view! { <p class="onwards"><a href=path>{t(lang, K::Adjust)}</a></p> }
    });
    let decide = if page.may_accept || page.may_return || page.may_revoke {
        decide(frame, page)
    } else if page.item.row.state == State::Submitted {
        let words = if page.item.own_unit {
            t(lang, K::RefusedOwnWork).to_owned()
        } else if page.item.row.partner.is_some() {
            after_days(lang, K::HeadDecides)
        } else {
            t(lang, K::MayNotDecide).to_owned()
        };
        view! { <p class="warning">{words}</p> }.into_any()
    } else {
        onwards(lang, &page)
            .map(|next| view! { <p class="onwards">{next}</p> })
            .into_any()
    };
    let content = view! { {head} {summary} {changed} {overtaken} {report} {missing} {adjust} {decide} {past} };
    Content::new("form-page", tab, content).with_actions()
}

fn crumb(page: &DecisionPage, lang: Lang) -> AnyView {
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href="/review">{t(lang, K::NavReview)}</a>
            " / "
            <span>{page.item.unit_name.to_string()}</span>
            " / "
            <span>{page.item.workstream_name.to_string()}</span>
        </nav>
    }
    .into_any()
}

/// This submission beside the one before.
fn changes(
    lang: Lang,
    current: &Submission,
    previous: Option<&Submission>,
    page: &DecisionPage,
) -> AnyView {
    let note = match previous {
        None => t(lang, K::FirstTime).to_owned(),
        Some(p) => p
            .returned
            .as_ref()
            .map(|(_, why)| tf(lang, K::ReturnedBecause, &[why]))
            .unwrap_or_default(),
    };
    let day = |s: &Submission| s.document_day.map(text::day).unwrap_or_default();
    let rows: Vec<_> = [
        (
            K::Produced,
            current.produced.clone(),
            previous.map(|p| p.produced.clone()),
        ),
        (
            K::DocNumber,
            current.document_number.clone(),
            previous.map(|p| p.document_number.clone()),
        ),
        (K::DocDay, day(current), previous.map(day)),
        (
            K::Link,
            current.link.clone(),
            previous.map(|p| p.link.clone()),
        ),
    ]
    .into_iter()
    .map(|(key, now, before)| change(lang, key, now, before))
    .collect();
    let last = previous.map(|p| {
        let words = tf(lang, K::LastSent, &[&text::day_month(p.day)]);
        view! { <th scope="col">{words}</th> }
    });
    let changed = previous.map(|_| view! { <th scope="col" class="n">{t(lang, K::Change)}</th> });
    let title = if previous.is_some() {
        K::ChangesTitle
    } else {
        K::ThisReport
    };
    let sent = tf(
        lang,
        K::SentBy,
        &[
            &format!("{} ({})", current.by, current.person),
            &text::day(current.day),
            &current.time,
        ],
    );
    let document = EvidenceRow {
        document_number: current.document_number.clone(),
        document_day: current.document_day,
        link: current.link.clone(),
    };
    let content = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, title)><table class="compare">
            <thead>
                <tr>
                    <th scope="col">{t(lang, K::Content)}</th>
                    {last}
                    <th scope="col" class="this">
                        {tf(lang, K::ThisSent, &[&text::day_month(current.day)])}
                    </th>
                    {changed}
                </tr>
            </thead>
            <tbody>
                <tr>
                    <th scope="row">{t(lang, K::Promised)}</th>
                    <td class="second" colspan="3">
                        {page.item.row.product.to_string()}
                    </td>
                </tr>
                {rows}
            </tbody>
        </table></div>
        <h3 class="sub">{t(lang, K::Evidence)}</h3>
        {evidence(lang, document)}
        <p class="small quiet">{sent}</p>
    };
    view! { <Section lang title note>{content}</Section> }.into_any()
}

fn change(lang: Lang, key: K, now: String, before: Option<String>) -> AnyView {
    let empty = |text: String| {
        if text.is_empty() {
            t(lang, K::Empty).to_owned()
        } else {
            text
        }
    };
    let same = before.as_ref() == Some(&now);
    let compared = before.map(|before| {
        let word = t(lang, if same { K::Same } else { K::New });
        let class = if same { "n quiet" } else { "n" };
        (
            view! { <td class="second" data-label=t(lang, K::ReadBefore)>{empty(before)}</td> },
            view! { <td class=class data-label=t(lang, K::Change)>{word}</td> },
        )
    });
    let (before, word) = compared.unzip();
    view! {
        <tr>
            <th scope="row">{t(lang, key)}</th>
            {before}
            <td class="this" data-label=t(lang, K::ReadNow)>
                {if same { empty(now).into_any() } else { view! { <b>{empty(now)}</b> }.into_any() }}
            </td>
            {word}
        </tr>
    }
    .into_any()
}

fn decide(frame: &Frame, page: DecisionPage) -> AnyView {
    let lang = frame.lang;
    let left = onwards(lang, &page).map(|next| view! { <span class="end">{next}</span> });
    let in_place_of = page.item.in_place_of.map(|of| {
        let words = match of {
            InPlaceOf::Head => after_days(lang, K::DecidesForHead),
            InPlaceOf::Office => t(lang, K::DecidesForOffice).to_owned(),
        };
        view! { <p class="warning">{words}</p> }
    });
    view! {
        <form class="decide" method="post" action=format!("/review/{}", page.item.row.id)>
            {marks(&page.form.marks)}
            {in_place_of}
            {page.may_accept.then(|| checks(lang, &page))}
            {choices(frame, &page)}
            {reason(lang, &page.form, &page.errors)}
            <div class="actions">
                <div class="wrap">
                    <button class="btn">{t(lang, K::Decide)}</button>
                    <a class="btn quiet-btn" href="/review">{t(lang, K::Later)}</a>
                    {left}
                </div>
            </div>
        </form>
    }
    .into_any()
}

/// A sentence of the days after which the office decides in the head's place.
fn after_days(lang: Lang, key: K) -> String {
    tf(lang, key, &[&STAND_IN_AFTER.to_string()])
}

/// How many reports wait, and the next of them.
fn onwards(lang: Lang, page: &DecisionPage) -> Option<AnyView> {
    let next = page.next.as_ref()?;
    let words = tf(lang, K::LeftN, &[&page.left.to_string()]);
    let next = view! { {words} " · " <a href=format!("/review/{next}")>{t(lang, K::NextItem)}</a> };
    Some(next.into_any())
}

/// What was decided since the form was opened, or the report that was read beside the
/// present one; and the reason that was typed.
fn overtaken(lang: Lang, it: Overtaken, reason: &str) -> AnyView {
    let sent = |key: K, submission: Option<&Submission>| match submission {
        Some(it) => tf(lang, key, &[&text::day(it.day), &it.time]),
        None => t(lang, K::OvertakenNone).to_owned(),
    };
    let told = |key, of: fn(&Submission) -> String| {
        let side = |it: &Option<Submission>| it.as_ref().map(of).unwrap_or_default();
        (key, side(&it.read), side(&it.now))
    };
    let rows = vec![
        told(K::Produced, |s| s.produced.clone()),
        told(K::DocNumber, |s| s.document_number.clone()),
        told(K::DocDay, |s| {
            s.document_day.map(text::day).unwrap_or_default()
        }),
        told(K::Link, |s| s.link.clone()),
    ];
    let heads = [
        sent(K::VersionRead, it.read.as_ref()),
        sent(K::VersionNow, it.now.as_ref()),
    ];
    let reason = (!reason.is_empty())
        .then(|| view! { <p>{t(lang, K::ReasonTyped)} ": " <q>{reason.to_owned()}</q></p> });
    if let Some(act) = it.acted {
        let words = [
            &act.person,
            text::event(lang, act.event),
            &act.time,
            &text::day(act.day),
        ];
        return view! {
            <section class="conflict" role="alert">
                <h2>{t(lang, K::DecidedTitle)}</h2>
                <p>{tf(lang, K::DecidedBody, &words)}</p>
                {reason}
            </section>
        }
        .into_any();
    }
    view! {
        <section class="conflict" role="alert">
            <h2>{t(lang, K::OvertakenTitle)}</h2>
            <p>{t(lang, K::OvertakenBody)}</p>
            {versions(lang, t(lang, K::OvertakenTitle), heads, rows)}
            {reason}
        </section>
    }
    .into_any()
}

fn checks(lang: Lang, page: &DecisionPage) -> AnyView {
    let form = &page.form;
    let lines: Vec<_> = [
        ("checked_product", K::CheckProduct, form.checked_product),
        ("checked_evidence", K::CheckEvidence, form.checked_evidence),
        ("checked_document", K::CheckDocument, form.checked_document),
    ]
    .into_iter()
    .map(|(name, key, checked)| {
        view! {
            <li>
                <label class="check" for=name>
                    <input type="checkbox" id=name name=name value="true" checked=checked/>
                    <span>{t(lang, key)}</span>
                </label>
            </li>
        }
    })
    .collect();
    let error = said(lang, page.errors.checks);
    let described = error.as_ref().map(|_| "checks-error");
    view! {
        <fieldset class="section checks" id="checks" tabindex="-1" aria-describedby=described>
            <legend>
                {t(lang, K::ChecksTitle)} <span>{t(lang, K::ChecksNote)}</span>
            </legend>
            <ul>{lines}</ul>
            {error.map(|words| field_error("checks-error".to_owned(), words))}
        </fieldset>
    }
    .into_any()
}

fn choices(frame: &Frame, page: &DecisionPage) -> AnyView {
    let lang = frame.lang;
    let effect = match (&page.needed, &page.effect) {
        (Some(needed), _) => needed_words(lang, needed),
        (None, Some(effect)) => effect_words(lang, frame.place(), effect),
        (None, None) => NONE.to_owned(),
    };
    // What nobody may choose yet stands there, with what is missing.
    let waits = page.needed.is_some() && page.may_return;
    let options: Vec<_> = [
        (
            page.may_accept || waits,
            "accepted",
            K::DecideAccept,
            effect,
        ),
        (
            page.may_return,
            "returned",
            K::DecideReturn,
            t(lang, K::ReturnEffect).to_owned(),
        ),
        (
            page.may_revoke,
            "revoked",
            K::DecideRevoke,
            t(lang, K::RevokeEffect).to_owned(),
        ),
    ]
    .into_iter()
    .filter(|(shown, ..)| *shown)
    .map(|(_, value, key, effect)| {
        let closed = value == "accepted" && waits;
        view! {
            <label for=format!("decision-{value}")>
                <input
                    type="radio"
                    id=format!("decision-{value}")
                    name="decision"
                    value=value
                    checked=page.form.decision == value && !closed
                    disabled=closed
                />
                <span>
                    <b>{t(lang, key)}</b>
                    <span class="line">{effect}</span>
                </span>
            </label>
        }
    })
    .collect();
    let error = said(lang, page.errors.decision);
    let described = error.as_ref().map(|_| "decision-error");
    view! {
        <fieldset class="section choices" id="decision" tabindex="-1" aria-describedby=described>
            <legend>{t(lang, K::DecisionTitle)}</legend>
            <div class="choice-row">{options}</div>
            {error.map(|words| field_error("decision-error".to_owned(), words))}
        </fieldset>
    }
    .into_any()
}

/// "Sở Y tế từ 41,2% lên 43,0%, Toàn thành phố từ 12,0% lên 12,1%"
fn effect_words(lang: Lang, place: Place, effect: &Effect) -> String {
    let told = |of: &str, change: Change| {
        let percent = |share| text::maybe_percent(lang, share);
        let (now, then) = (percent(change.now), percent(change.then));
        if now == then {
            return tf(lang, K::AcceptNone, &[of, &now]);
        }
        tf(lang, K::AcceptEffect, &[of, &now, &then])
    };
    let own = told(&effect.of, effect.change);
    match effect.whole {
        Some((group, change)) => {
            let whole = match group {
                Some(group) => text::whole(lang, group).to_owned(),
                None => text::whole_place(lang, place),
            };
            format!("{own}, {}", told(&whole, change))
        }
        None => own,
    }
}

pub(super) fn reason(lang: Lang, form: &DecisionForm, errors: &DecisionErrors) -> AnyView {
    let error = said(lang, errors.reason);
    let invalid = error.as_ref().map(|_| "true");
    let described = match error {
        Some(_) => "reason-hint reason-error",
        None => "reason-hint",
    };
    view! {
        <div class="reason">
            <label for="reason">{t(lang, K::Reason)}</label>
            <p class="hint" id="reason-hint">{t(lang, K::ReasonHint)}</p>
            <textarea
                id="reason"
                name="reason"
                rows="3"
                aria-describedby=described
                aria-invalid=invalid
            >
                {form.reason.clone()}
            </textarea>
            {error.map(|words| field_error("reason-error".to_owned(), words))}
        </div>
    }
    .into_any()
}
