//! `/work`: what my organisation must do, by deadline.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Section, deadlines, download, duty_path, href, milestone_mark, pending, sentence, why_late,
    },
    domain::{Act, Event, SOON_DAYS, State},
    text::{self, Key as K, Lang, rich, t, tf},
    views::{Frame, Table, Unanswered, WorkItem, WorkList, about_name, explanation_path},
};

pub fn page(frame: &Frame, list: WorkList) -> Content {
    let lang = frame.lang;
    let tab = t(lang, K::NavWork);
    let counts = rich(
        t(lang, K::WorkLead),
        &[
            &list.late.to_string(),
            &list.next_week.to_string(),
            &SOON_DAYS.to_string(),
        ],
    );
    let new = (list.new > 0).then(|| {
        let number = text::integer(lang, list.new as i64);
        view! { <span>{tf(lang, K::WorkNews, &[&number])} " "</span> }
    });
    let later = (!list.later.is_empty()).then(|| later(frame, list.later));
    let part = |title: K, note: String, none: K, items: Vec<WorkItem>, first: usize| {
        let note = if note.is_empty() {
            text::integer(lang, items.len() as i64)
        } else {
            format!("{}, {note}", text::integer(lang, items.len() as i64))
        };
        let content = if items.is_empty() {
            view! { <p class="quiet none">{t(lang, none)}</p> }.into_any()
        } else {
            folded(frame, items, first)
        };
        view! { <Section lang title note>{content}</Section> }
    };
    let nothing_waits = match list.waiting_elsewhere {
        Some(_) => K::WaitingNoneHere,
        None => K::WaitingNone,
    };
    let elsewhere = list.waiting_elsewhere.map(|(company, number)| {
        let number = text::integer(lang, number as i64);
        let page = href(frame, &format!("/partners/{company}"));
        view! {
            <p class="second"><a href=page>{tf(lang, K::WaitingElsewhere, &[&number])}</a></p>
        }
    });
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{tf(lang, K::WorkTitle, &[&list.organisation])}</h1>
                <p class="second">{sentence(counts)} " " {new} {download(frame, Table::Work)}</p>
            </div>
        </div>
        {asked(frame, list.asked)}
        {part(K::WorkTodo, t(lang, K::WorkTodoNote).to_owned(), K::WorkNone, list.todo, FIRST)}
        {later}
        {part(K::WorkWaiting, String::new(), nothing_waits, list.waiting, FEW)}
        {elsewhere}
        {part(K::WorkAccepted, String::new(), K::AcceptedNone, list.accepted, 0)}
    };
    Content::new("work", tab, content)
}

/// What committee and office ask, before all else.
fn asked(frame: &Frame, items: Vec<Unanswered>) -> Option<AnyView> {
    let lang = frame.lang;
    if items.is_empty() {
        return None;
    }
    let note = format!(
        "{}, {}",
        text::integer(lang, items.len() as i64),
        t(lang, K::AskedOfYouNote)
    );
    let rows: Vec<_> = items.into_iter().map(|it| asked_line(frame, it)).collect();
    Some(
        view! {
            <Section lang class="asked-of-you" title=K::AskedOfYou note>
                <ul class="tasks">{rows}</ul>
            </Section>
        }
        .into_any(),
    )
}

/// ", đã báo cáo 30/11/2026, chờ quyết định": an answer in words is still wanted.
pub(super) fn reported_since(lang: Lang, it: &Unanswered) -> Option<String> {
    let on = it.reported_on?;
    Some(tf(lang, K::AskedReported, &[&text::day(lang, on)]))
}

fn asked_line(frame: &Frame, it: Unanswered) -> AnyView {
    let lang = frame.lang;
    let title = it.title.to_string();
    let answer = match it.may_speak {
        true => {
            let path = explanation_path(Act::Explained, &it.about);
            let label = format!("{}: {title}", t(lang, K::Explain));
            view! { <a class="btn" href=path aria-label=label>{t(lang, K::Explain)}</a> }.into_any()
        }
        false => {
            let words = match &it.partner {
                Some((_, name)) => tf(lang, K::AskedOfCompany, &[name]),
                None => t(lang, K::AskedOfHead).to_owned(),
            };
            view! { <span class="small second">{words}</span> }.into_any()
        }
    };
    let reported = reported_since(lang, &it);
    let partner = it.partner.map(|(_, name)| format!("{name} · "));
    let place = format!("{} · {}", it.workstream_name, it.unit_name);
    let wanted = tf(
        lang,
        K::AskedWanted,
        &[&text::day(lang, it.on), &text::day(lang, it.wanted_by)],
    );
    let overdue = it
        .overdue
        .then(|| view! { ", " <b class="late">{t(lang, K::AskedOverdue)}</b> });
    let questions: Vec<_> = it
        .questions
        .into_iter()
        .map(|words| view! { <p class="warning">{words}</p> })
        .collect();
    view! {
        <li data-about=about_name(&it.about)>
            <div></div>
            <div>
                <h3>
                    <a href=href(frame, &duty_path(&it.duty))>{it.title.to_string()}</a>
                </h3>
                {questions}
                <p class="small quiet">{partner} {place}</p>
                <p class="small second">{wanted} {overdue} {reported}</p>
            </div>
            <div class="task-end">{answer}</div>
        </li>
    }
    .into_any()
}

/// Rows that are seen at once of what is to be done, and of what waits for others; the others
/// are unfolded, so that a company's list of hundreds stays a few screens long.
const FIRST: usize = 5;
const FEW: usize = 2;
/// A list of so many is not worth folding.
const SHORT: usize = 6;

/// The first of some items, the others folded under them.
fn folded(frame: &Frame, items: Vec<WorkItem>, first: usize) -> AnyView {
    let lang = frame.lang;
    let first = if items.len() <= SHORT { SHORT } else { first };
    let mut lines: Vec<_> = items.into_iter().map(|item| line(frame, item)).collect();
    let rest = lines.split_off(lines.len().min(first));
    let seen = (!lines.is_empty()).then(|| view! { <ul class="tasks">{lines}</ul> });
    let rest = (!rest.is_empty()).then(|| {
        let count = text::integer(lang, rest.len() as i64);
        let key = if seen.is_some() {
            K::WorkMore
        } else {
            K::WorkUnfold
        };
        view! {
            <details class="later">
                <summary>{tf(lang, key, &[&count])}</summary>
                <ul class="tasks">{rest}</ul>
            </details>
        }
    });
    view! { {seen} {rest} }.into_any()
}

/// Work of later months, folded away: it is there, and not in the way.
fn later(frame: &Frame, items: Vec<WorkItem>) -> AnyView {
    let lang = frame.lang;
    let words = tf(
        lang,
        K::WorkLater,
        &[&text::integer(lang, items.len() as i64)],
    );
    let lines: Vec<_> = items.into_iter().map(|item| line(frame, item)).collect();
    view! {
        <details class="later">
            <summary>{words}</summary>
            <ul class="tasks">{lines}</ul>
        </details>
    }
    .into_any()
}

/// What stands at the right end: days left, days waiting, or the finish day.
fn end(frame: &Frame, item: &WorkItem) -> AnyView {
    let lang = frame.lang;
    let row = &item.row;
    match (row.state, row.current_deadline) {
        (State::Accepted, _) => row
            .last_event
            .map(|(_, day)| {
                let words = tf(lang, K::AcceptedOnDay, &[&text::day(lang, day)]);
                view! { <span class="second">{words}</span> }
            })
            .into_any(),
        (State::Submitted, _) => item
            .waits
            .map(|days| {
                let words = tf(lang, K::HomeWaits, &[&text::integer(lang, days)]);
                view! { <b>{words}</b> }
            })
            .into_any(),
        (State::Open, Some(deadline)) => {
            let class = if row.late { "late" } else { "" };
            view! { <b class=class>{text::until(lang, frame.day(), deadline)}</b> }.into_any()
        }
        (State::Open, None) | (State::Cancelled, _) => ().into_any(),
    }
}

/// What the other side said of a milestone since it was handed over last.
pub(super) fn said_of(lang: Lang, told: &[(Event, String)]) -> Vec<AnyView> {
    let line = |(event, why): &(Event, String)| {
        let key = match event {
            Event::Returned => K::ReturnedWhy,
            Event::Revoked => K::RevokedWhy,
            _ => K::DeclinedWhy,
        };
        view! { <p class="warning">{tf(lang, key, &[why])}</p> }.into_any()
    };
    told.iter().map(line).collect()
}

/// What is done with a row, for the eye and the thumb: the title leads there for everybody else.
fn act(lang: Lang, state: State, path: &str) -> Option<AnyView> {
    let words = match state {
        State::Open => K::ActReport,
        State::Submitted => K::ActWithdraw,
        State::Accepted | State::Cancelled => return None,
    };
    let path = path.to_owned();
    Some(
        view! {
            <a class="task-act" href=path aria-hidden="true" tabindex="-1">
                {t(lang, words)}
            </a>
        }
        .into_any(),
    )
}

fn line(frame: &Frame, item: WorkItem) -> AnyView {
    let lang = frame.lang;
    let end = end(frame, &item);
    let row = item.row;
    let path = format!("/work/{}", row.id);
    // A company works at many units, a unit only at its own.
    let (unit, place) = match row.partner {
        Some(_) => (Some(item.unit_name), item.workstream_name.to_string()),
        None => (
            None,
            format!("{} · {}", item.workstream_name, item.unit_name),
        ),
    };
    let unit = unit.map(|name| view! { <b class="second">{name.to_string()}</b> " · " });
    let kind = format!(
        "{}, {}",
        text::kind(lang, row.kind),
        text::weight(lang, &row)
    );
    let new = item
        .new
        .then(|| view! { <b class="new">{t(lang, K::WorkNew)}</b> " " });
    let told = said_of(lang, &item.told);
    let pending = pending(lang, &row)
        .map(|words| view! { <p class="small"><span class="provisional">{words}</span></p> });
    let why = why_late(lang, row.why);
    let draft = item.draft.map(|(person, day)| {
        let words = tf(lang, K::DraftBy, &[&person, &text::day(lang, day)]);
        view! { <p class="small second">{words}</p> }
    });
    let together = (item.same > 0).then(|| {
        let count = text::integer(lang, item.same as i64 + 1);
        let path = format!("{path}?together=same");
        view! { <p class="small"><a href=path>{tf(lang, K::SendTogether, &[&count])}</a></p> }
    });
    let act = act(lang, row.state, &path);
    view! {
        <li data-milestone=row.id.to_string()>
            <div class="task-mark">{milestone_mark(lang, &row)}</div>
            <div>
                <h3>
                    {new} <a href=path>{row.title.to_string()}</a>
                </h3>
                <p class="second">{row.product.to_string()}</p>
                <p class="small quiet">{unit} {place} " · " {kind}</p>
                {why}
                {told}
                {pending}
                {draft}
                {together}
            </div>
            <div class="task-end">
                {end} <span class="small second">{deadlines(lang, &row)}</span> {act}
            </div>
        </li>
    }
    .into_any()
}
