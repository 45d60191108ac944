//! `/review/{milestone}`: what was handed over, beside what was promised and handed over
//! before.
use leptos::prelude::*;

use super::{Content, decide};
use crate::{
    components::{
        Section, elsewhere, error_summary, evidence, file_names, history, milestone_head, needed,
        progress_words, remeasured, repromised, rests_on, said, told_rechecks, versions, why_late,
    },
    domain::{About, Act, Day, MilestoneId, State},
    text::{self, Key as K, Lang, t, tf},
    views::{
        DecisionPage, Desk, EvidenceRow, Frame, Overtaken, Signs, Submission, Volume,
        explanation_path, restatement_path,
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
    let place = place(lang, &page);
    let head = milestone_head(frame, &page.item.row, more, crumb(&page, lang));
    let summary = error_summary(
        lang,
        said(lang, page.errors.form),
        vec![
            ("checked", said(lang, page.errors.checked)),
            ("decision", said(lang, page.errors.decision)),
            ("reason", said(lang, page.errors.reason)),
            ("resend", said(lang, page.errors.resend)),
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
    let signs = page.signs.any().then(|| signs(lang, &page.signs));
    let missing = page.needed.as_ref().map(|it| needed(frame, it));
    let changed = page.repromised.as_ref().map(|it| repromised(lang, it));
    let measured = page.remeasured.as_ref().map(|it| remeasured(lang, it));
    let rests = page.rests_on.as_ref().filter(|_| page.needed.is_none());
    let rests = rests.map(|it| rests_on(lang, it));
    let events = history(lang, page.history.clone());
    let past = view! { <Section lang title=K::History>{events}</Section> };
    let adjust = page.may_adjust.then(|| {
        let path = Desk::Review.path(page.item.row.id.as_str());
        view! { <p class="onwards"><a href=path>{t(lang, K::Adjust)}</a></p> }
    });
    let restate = page.may_restate.then(|| {
        let path = restatement_path(Desk::Review, page.item.row.id.as_str());
        let words = match page.item.row.state {
            State::Cancelled => K::DoReplace,
            _ => K::Restate,
        };
        view! { <p class="onwards"><a href=path>{t(lang, words)}</a></p> }
    });
    let ask = page.may_ask.then(|| {
        let path = explanation_path(Act::Asked, &About::Milestone(page.item.row.id.clone()));
        view! { <p class="onwards"><a href=path>{t(lang, K::AskTitle)}</a></p> }
    });
    let why = why_late(lang, page.item.row.why);
    let decide = if page.may_accept || page.may_return || page.may_revoke {
        decide::forms(frame, &page)
    } else if page.item.row.state == State::Submitted {
        let words = if page.item.own_unit {
            t(lang, K::RefusedOwnWork).to_owned()
        } else if page.item.row.partner.is_some() {
            decide::after_days(lang, K::HeadDecides)
        } else {
            t(lang, K::MayNotDecide).to_owned()
        };
        view! { <p class="warning">{words}</p> }.into_any()
    } else {
        ().into_any()
    };
    let near = near(lang, &page);
    let rechecks = told_rechecks(lang, &page.rechecks);
    let content = view! { {near} {place} {head} {why} {summary} {changed} {measured} {overtaken} {rechecks} {signs} {report} {missing} {rests} {adjust} {restate} {ask} {decide} {past} };
    Content::new("form-page decision", tab, content)
}

fn crumb(page: &DecisionPage, lang: Lang) -> AnyView {
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=page.filter.address("/review", &[])>{t(lang, K::NavReview)}</a>
            " / "
            <span>{page.item.unit_name.to_string()}</span>
            " / "
            <span>{page.item.workstream_name.to_string()}</span>
        </nav>
    }
    .into_any()
}

/// "Báo cáo 2 trên 11", with the one before and the one after it in the list.
fn place(lang: Lang, page: &DecisionPage) -> Option<AnyView> {
    let place = &page.place;
    if place.of == 0 {
        return None;
    }
    let count = |n: usize| text::integer(lang, n as i64);
    let words = match place.number {
        0 => tf(lang, K::LeftN, &[&count(place.of)]),
        number => tf(lang, K::ReportOf, &[&count(number), &count(place.of)]),
    };
    let decides = page.may_accept || page.may_return;
    let to_decide = decides.then(|| view! { <a href="#decision">{t(lang, K::ToDecide)}</a> });
    let link = |to: &Option<MilestoneId>, rel: &'static str, key: K| {
        to.as_ref().map(|to| {
            let path = page.filter.address(&format!("/review/{to}"), &[]);
            view! { <a href=path rel=rel>{t(lang, key)}</a> }
        })
    };
    Some(
        view! {
            <nav class="in-list" aria-label=t(lang, K::NavReview)>
                <b>{words}</b>
                {to_decide}
                {link(&place.before, "prev", K::ReportBefore)}
                {link(&place.after, "next", K::ReportAfter)}
            </nav>
        }
        .into_any(),
    )
}

/// The list beside the report, where the screen has room for both.
fn near(lang: Lang, page: &DecisionPage) -> Option<AnyView> {
    let place = &page.place;
    if place.near.len() < 2 {
        return None;
    }
    let rows: Vec<_> = place
        .near
        .iter()
        .map(|it| {
            let path = page.filter.address(&format!("/review/{}", it.id), &[]);
            let current = (it.id == page.item.row.id).then_some("page");
            let waits = tf(lang, K::WaitingFor, &[&text::days(lang, it.waiting_days)]);
            view! {
                <li>
                    <a href=path aria-current=current>{it.title.to_string()}</a>
                    <span class="line second">{it.unit_name.to_string()} " · " {waits}</span>
                </li>
            }
        })
        .collect();
    let all = page.filter.address("/review", &[]);
    let count = text::integer(lang, place.of as i64);
    Some(
        view! {
            <nav class="near" aria-label=t(lang, K::NearReports)>
                <p>
                    <a href=all>{tf(lang, K::NearAll, &[&count])}</a>
                </p>
                <ol>{rows}</ol>
            </nav>
        }
        .into_any(),
    )
}

/// What to look at: none of it changes a number.
fn signs(lang: Lang, signs: &Signs) -> AnyView {
    let signed = |key: K, days: Option<(Day, Day)>| {
        days.map(|(signed, than)| {
            let words = tf(
                lang,
                key,
                &[&text::day(lang, signed), &text::day(lang, than)],
            );
            view! { <li>{words}</li> }
        })
    };
    let document = elsewhere(lang, K::SignSameDocument, &signs.document);
    let alike = (signs.alike > 0).then(|| {
        let words = tf(
            lang,
            K::SignAlike,
            &[&text::integer(lang, signs.alike as i64)],
        );
        view! { <li>{words}</li> }
    });
    let running = (signs.nothing_running > 0).then(|| {
        let number = text::integer(lang, signs.nothing_running as i64);
        view! { <li>{tf(lang, K::SignNothingRunning, &[&number])}</li> }
    });
    let at_once = signs
        .accepted_at_once
        .then(|| view! { <li>{t(lang, K::SignAtOnce)}</li> });
    view! {
        <section class="signs" aria-label=t(lang, K::Signs)>
            <ul>
                {running}
                {document.map(|it| view! { <li>{it}</li> })}
                {alike}
                {signed(K::SignBeforeStart, signs.before_start)}
                {signed(K::SignBeforeReturn, signs.before_return)}
                {at_once}
            </ul>
            <p class="small">{t(lang, K::SignsNote)}</p>
        </section>
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
    let day = |s: &Submission| {
        s.document_day
            .map(|it| text::day(lang, it))
            .unwrap_or_default()
    };
    let promised = page.item.row.product.to_string();
    // Two addresses that are shortened alike are still two.
    let same_link = previous.map(|p| p.link == current.link);
    let rows: Vec<_> = [
        (
            K::Produced,
            promised,
            current.produced.clone(),
            previous.map(|p| p.produced.clone()),
        ),
        (
            K::DocNumber,
            String::new(),
            current.document_number.clone(),
            previous.map(|p| p.document_number.clone()),
        ),
        (K::DocDay, String::new(), day(current), previous.map(day)),
        (
            K::Link,
            String::new(),
            short_link(&current.link),
            previous.map(|p| short_link(&p.link)),
        ),
    ]
    .into_iter()
    // Of what did not come up the words alone are left, and they say why.
    .filter(|(key, ..)| *key == K::Produced || !current.progress.nothing)
    .map(
        |(key, promised, now, before)| match current.progress.nothing {
            true => (K::NothingReason, String::new(), now, before),
            false => (key, promised, now, before),
        },
    )
    .map(|(key, promised, now, before)| {
        let same = match key == K::Link {
            true => same_link == Some(true),
            false => before.as_ref() == Some(&now),
        };
        change(lang, key, promised, now, before, same)
    })
    .collect();
    let told = progress_changes(lang, current, previous, page.volume.as_ref());
    let files = file_change(lang, current, previous);
    let last = previous.map(|p| {
        let words = tf(lang, K::LastSent, &[&text::day_month(lang, p.day)]);
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
            &text::day(lang, current.day),
            &current.time,
        ],
    );
    let corrected = current.corrected_on.map(|on| {
        let words = tf(lang, K::DocumentCorrectedOn, &[&text::day(lang, on)]);
        view! { <p class="small quiet">{words}</p> }
    });
    let document = EvidenceRow {
        document_number: current.document_number.clone(),
        document_day: current.document_day,
        link: current.link.clone(),
        files: current.files.clone(),
    };
    // Of what did not come up there is no document.
    let evidence = (!current.progress.nothing).then(|| {
        view! {
            <h3 class="sub">{t(lang, K::Evidence)}</h3>
            <div class="of-this">{evidence(lang, document)}</div>
        }
    });
    let content = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, title)><table class="compare">
            <thead>
                <tr>
                    <th scope="col">{t(lang, K::Content)}</th>
                    <th scope="col">{t(lang, K::PromisedHead)}</th>
                    {last}
                    <th scope="col" class="this">
                        {tf(lang, K::ThisSent, &[&text::day_month(lang, current.day)])}
                    </th>
                    {changed}
                </tr>
            </thead>
            <tbody>
                {rows}
                {told}
                {files}
            </tbody>
        </table></div>
        {evidence}
        <p class="small quiet">{sent}</p>
        {corrected}
    };
    view! { <Section lang title note>{content}</Section> }.into_any()
}

/// An address as its host and its last part: the whole of it is the link below.
fn short_link(link: &str) -> String {
    const LONGEST: usize = 40;
    let bare = link.split_once("://").map_or(link, |(_, rest)| rest);
    if bare.chars().count() <= LONGEST {
        return bare.to_owned();
    }
    let host = bare.split('/').next().unwrap_or_default();
    let last = bare
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let last: String = last.chars().rev().take(LONGEST / 2).collect();
    let last: String = last.chars().rev().collect();
    format!("{host}/…/{last}")
}

/// What is told of volume and obstacles, where it is or was told.
fn progress_changes(
    lang: Lang,
    current: &Submission,
    previous: Option<&Submission>,
    volume: Option<&Volume>,
) -> Vec<AnyView> {
    let done = |it: &Submission| {
        let done = it.progress.volume;
        done.map_or_else(String::new, |done| progress_words(lang, done, volume))
    };
    let obstacle = |it: &Submission| {
        let cause = it.progress.obstacle;
        cause.map_or_else(String::new, |it| text::cause(lang, it).to_owned())
    };
    let row = |key, now: String, before: Option<String>| {
        let said = !now.is_empty() || before.as_ref().is_some_and(|it| !it.is_empty());
        let same = before.as_ref() == Some(&now);
        said.then(|| change(lang, key, String::new(), now, before, same))
    };
    let kind = |it: &Submission| match it.progress.nothing {
        true => t(lang, K::NothingArose).to_owned(),
        false => String::new(),
    };
    let nothing = row(K::AnswerKind, kind(current), previous.map(kind));
    let volume = row(K::VolumeDone, done(current), previous.map(done));
    let obstacle = row(K::Obstacle, obstacle(current), previous.map(obstacle));
    nothing.into_iter().chain(volume).chain(obstacle).collect()
}

/// Files are the same by what is in them, and not by their names.
fn file_change(lang: Lang, current: &Submission, previous: Option<&Submission>) -> Option<AnyView> {
    let hashes = |it: &Submission| -> Vec<String> {
        it.files.iter().map(|file| file.hash.clone()).collect()
    };
    let none = current.files.is_empty() && previous.is_none_or(|it| it.files.is_empty());
    let same = previous.is_some_and(|it| hashes(it) == hashes(current));
    let before = previous.map(|it| file_names(&it.files));
    (!none).then(|| {
        change(
            lang,
            K::Files,
            String::new(),
            file_names(&current.files),
            before,
            same,
        )
    })
}

fn change(
    lang: Lang,
    key: K,
    promised: String,
    now: String,
    before: Option<String>,
    same: bool,
) -> AnyView {
    let empty = |text: String| {
        if text.is_empty() {
            t(lang, K::Empty).to_owned()
        } else {
            text
        }
    };
    let compared = before.map(|before| {
        let word = t(lang, if same { K::Same } else { K::New });
        let class = if same { "n quiet" } else { "n" };
        (
            view! { <td class="second" data-label=t(lang, K::ReadBefore)>{empty(before)}</td> },
            view! { <td class=class data-label=t(lang, K::Change)>{word}</td> },
        )
    });
    let (before, word) = compared.unzip();
    // A telephone shows only what was promised.
    let label = (!promised.is_empty()).then(|| t(lang, K::PromisedHead));
    view! {
        <tr>
            <th scope="row">{t(lang, key)}</th>
            <td class="second" data-label=label>{promised}</td>
            {before}
            <td class="this" data-label=t(lang, K::ReadNow)>
                {if same { empty(now).into_any() } else { view! { <b>{empty(now)}</b> }.into_any() }}
            </td>
            {word}
        </tr>
    }
    .into_any()
}

/// What was decided since the form was opened, or the report that was read beside the
/// present one; and the reason that was typed.
fn overtaken(lang: Lang, it: Overtaken, reason: &str) -> AnyView {
    let sent = |key: K, submission: Option<&Submission>| match submission {
        Some(it) => tf(lang, key, &[&text::day(lang, it.day), &it.time]),
        None => t(lang, K::OvertakenNone).to_owned(),
    };
    let told = |key, of: &dyn Fn(&Submission) -> String| {
        let side = |it: &Option<Submission>| it.as_ref().map(of).unwrap_or_default();
        (key, side(&it.read), side(&it.now))
    };
    let mut rows = vec![
        told(K::Produced, &|s: &Submission| s.produced.clone()),
        told(K::DocNumber, &|s: &Submission| s.document_number.clone()),
        told(K::DocDay, &|s: &Submission| {
            s.document_day
                .map(|it| text::day(lang, it))
                .unwrap_or_default()
        }),
        told(K::Link, &|s: &Submission| s.link.clone()),
    ];
    let files = told(K::Files, &|s: &Submission| file_names(&s.files));
    rows.extend(Some(files).filter(|(_, read, now)| !(read.is_empty() && now.is_empty())));
    let heads = [
        sent(K::VersionRead, it.read.as_ref()),
        sent(K::VersionNow, it.now.as_ref()),
    ];
    let reason = (!reason.is_empty())
        .then(|| view! { <p>{t(lang, K::ReasonTyped)} ": " <q>{reason.to_owned()}</q></p> });
    if let Some(act) = it.acted {
        let words = [
            &act.person,
            text::happened(lang, act.event, act.renamed),
            &act.time,
            &text::day(lang, act.day),
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
