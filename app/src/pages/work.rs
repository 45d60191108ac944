//! `/work`: what my organisation must do, by deadline.
use leptos::prelude::*;

use crate::{
    components::{deadlines, milestone_mark, section, sentence},
    domain::State,
    text::{self, Key as K, rich, t, tf},
    views::{Frame, WorkItem, WorkList},
};

pub fn page(frame: &Frame, list: WorkList) -> AnyView {
    let lang = frame.lang;
    let numbers = [list.late.to_string(), list.next_week.to_string()];
    let counts = rich(t(lang, K::WorkLead), &[&numbers[0], &numbers[1]]);
    let part = |title: K, note: String, none: K, items: Vec<WorkItem>| {
        let note = if note.is_empty() {
            text::integer(lang, items.len() as i64)
        } else {
            format!("{}, {note}", text::integer(lang, items.len() as i64))
        };
        let content = if items.is_empty() {
            view! { <p class="quiet none">{t(lang, none)}</p> }.into_any()
        } else {
            let lines: Vec<_> = items.into_iter().map(|item| line(frame, item)).collect();
            view! { <ul class="tasks">{lines}</ul> }.into_any()
        };
        section("", t(lang, title).to_owned(), note, (), content)
    };
    view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{tf(lang, K::WorkTitle, &[&list.organisation])}</h1>
                <p class="second">{sentence(counts)}</p>
            </div>
        </div>
        {part(K::WorkTodo, t(lang, K::WorkTodoNote).to_owned(), K::WorkNone, list.todo)}
        {part(K::WorkWaiting, String::new(), K::WaitingNone, list.waiting)}
        {part(K::WorkAccepted, String::new(), K::AcceptedNone, list.accepted)}
    }
    .into_any()
}

/// What stands at the right end: days left, days waiting, or the finish day.
fn end(frame: &Frame, item: &WorkItem) -> AnyView {
    let lang = frame.lang;
    let row = &item.row;
    match (row.state, row.current_deadline) {
        (State::Accepted, _) => row
            .finished_on
            .map(|day| view! { <span class="second">{text::day(day)}</span> })
            .into_any(),
        (State::Submitted, _) => {
            let days = text::days(lang, item.waiting_days);
            view! { <b>{tf(lang, K::WaitingFor, &[&days])}</b> }.into_any()
        }
        (State::Open, Some(deadline)) => {
            let class = if row.late { "late" } else { "" };
            view! { <b class=class>{text::until(lang, frame.day(), deadline)}</b> }.into_any()
        }
        (State::Open, None) => ().into_any(),
    }
}

fn line(frame: &Frame, item: WorkItem) -> AnyView {
    let lang = frame.lang;
    let end = end(frame, &item);
    let row = item.row;
    let path = format!("/work/{}", row.id);
    let place = format!("{} · {}", item.workstream_name, item.unit_name);
    let kind = format!(
        "{}, {}",
        text::kind(lang, row.kind),
        tf(
            lang,
            K::Weight,
            &[&(if row.kind.counts() { row.weight } else { 0 }).to_string()]
        )
    );
    let returned = item.returned.map(|why| {
        view! { <p class="warning">{tf(lang, K::ReturnedWhy, &[&why])}</p> }
    });
    let draft = item.draft.map(|(person, day)| {
        let words = tf(lang, K::DraftBy, &[&person, &text::day(day)]);
        view! { <p class="small second">{words}</p> }
    });
    view! {
        <li data-milestone=row.id.to_string()>
            <div class="task-mark">{milestone_mark(lang, &row)}</div>
            <div>
                <h3>
                    <a href=path>{row.title.to_string()}</a>
                </h3>
                <p class="second">{row.product.to_string()}</p>
                <p class="small quiet">{place} " · " {kind}</p>
                {returned}
                {draft}
            </div>
            <div class="task-end">
                {end} <span class="small second">{deadlines(lang, &row)}</span>
            </div>
        </li>
    }
    .into_any()
}
