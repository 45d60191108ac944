//! What a duty is asked for again and again: each in one line, with a strip of its slots.
use leptos::prelude::*;

use crate::{
    components::{Section, sentence, time},
    domain::{Day, State},
    text::{self, Key as K, Lang, Run, rich, t, tf},
    views::{DutyPage, Frame, RhythmLine, SlotLine},
};

/// Periods that were missed and are named; the others are counted.
const NAMED: usize = 5;

pub fn rhythms(frame: &Frame, page: &DutyPage) -> Option<AnyView> {
    let lang = frame.lang;
    if page.rhythms.is_empty() {
        return None;
    }
    let path = format!(
        "/duties/{}/{}?slots=all",
        page.key.unit, page.key.workstream
    );
    let lines: Vec<_> = page
        .rhythms
        .iter()
        .map(|it| line(frame, it, &path))
        .collect();
    Some(
        view! {
            <Section lang title=t(lang, K::RhythmTitle).to_owned() note=t(lang, K::RhythmNote).to_owned()>
                {lines}
            </Section>
        }
        .into_any(),
    )
}

fn line(frame: &Frame, it: &RhythmLine, path: &str) -> AnyView {
    let lang = frame.lang;
    let dots: Vec<_> = it.slots.iter().map(|slot| dot(lang, slot, path)).collect();
    let number = it.slots.len().to_string();
    let rows: Vec<_> = it.slots.iter().map(|slot| row(lang, slot)).collect();
    let list = (!rows.is_empty()).then(|| {
        view! {
            <ol class="slots" aria-label=tf(lang, K::RhythmStrip, &[&it.title])>{dots}</ol>
            {legend(lang, it)}
            <details class="data">
                <summary>{tf(lang, K::RhythmSlots, &[&number, &it.closed.closed.to_string()])}</summary>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t(lang, K::RhythmPeriod)}</th>
                            <th scope="col">{t(lang, K::ColReportDue)}</th>
                            <th scope="col">{t(lang, K::RhythmHandedOver)}</th>
                            <th scope="col">{t(lang, K::SheetState)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        }
    });
    view! {
        <div class="rhythm" data-rhythm=it.code.to_string()>
            <h3>{it.title.to_string()}</h3>
            <p class="second">{text::cadence(lang, &it.cadence)}</p>
            <p>{sentence(told(lang, it, frame.day()))}</p>
            {list}
        </div>
    }
    .into_any()
}

/// "*9 trên 11* kỳ đã đóng được nghiệm thu, 8 kỳ đúng hạn; lỡ 1 kỳ: tháng 9/2026; kỳ tới: …" What is
/// accepted before it closes is told apart: it counts later.
fn told(lang: Lang, it: &RhythmLine, today: Day) -> Vec<Run> {
    let number = |n: u32| n.to_string();
    let closed = it.closed;
    let mut runs = match closed.closed {
        0 => rich(t(lang, K::RhythmNoneClosed), &[]),
        _ => rich(
            t(lang, K::RhythmAccepted),
            &[
                &number(closed.accepted),
                &number(closed.closed),
                &text::maybe_percent(lang, closed.accepted_share()),
                &number(closed.in_time),
            ],
        ),
    };
    let accepted = it.slots.iter().map(|slot| &slot.row);
    let accepted = accepted.filter(|row| row.state == State::Accepted);
    let ahead: Vec<Day> = accepted.filter_map(|row| row.counts_later(today)).collect();
    if let Some(first) = ahead.iter().min() {
        runs.extend(rich(
            t(lang, K::RhythmAhead),
            &[&ahead.len().to_string(), &text::day(lang, *first)],
        ));
    }
    if closed.missed > 0 {
        let names: Vec<&str> = it.missed.iter().take(NAMED).map(AsRef::as_ref).collect();
        let more = if it.missed.len() > NAMED { "…" } else { "" };
        let names = format!("{}{more}", names.join(", "));
        runs.extend(rich(
            t(lang, K::RhythmMissed),
            &[&number(closed.missed), &names],
        ));
    }
    if let Some((name, due)) = &it.next {
        runs.extend(rich(
            t(lang, K::RhythmNext),
            &[name, &text::day(lang, *due)],
        ));
    }
    if let Some(ends) = it.ends_on {
        runs.extend(rich(t(lang, K::RhythmEnds), &[&text::day(lang, ends)]));
    }
    runs
}

/// The sign of a slot, and its word: a missed one is none that is late.
fn kind(lang: Lang, it: &SlotLine) -> (&'static str, &'static str) {
    let state = text::milestone_state(&it.row);
    match it.row.missed() {
        true => ("missed", t(lang, K::StateMissed)),
        false => (state.code, t(lang, state.word)),
    }
}

/// What the signs of a strip say, each once.
fn legend(lang: Lang, it: &RhythmLine) -> AnyView {
    let mut kinds: Vec<(&str, &str)> = Vec::new();
    for slot in &it.slots {
        let own = kind(lang, slot);
        if !kinds.contains(&own) {
            kinds.push(own);
        }
    }
    let items: Vec<_> = kinds
        .into_iter()
        .map(|(code, word)| {
            view! { <li><span class="slot" data-status=code></span> {word}</li> }
        })
        .collect();
    view! { <ul class="slots legend small second" aria-hidden="true">{items}</ul> }.into_any()
}

/// "tháng 11/2026: đã nghiệm thu, không phát sinh"
fn dot(lang: Lang, it: &SlotLine, path: &str) -> AnyView {
    let (code, _) = kind(lang, it);
    let name = format!("{}: {}", it.name, text::milestone_told(lang, &it.row));
    let title = name.clone();
    view! {
        <li>
            <a class="slot" data-status=code title=title href=format!("{path}#m-{}", it.id)>
                <span class="sr">{name}</span>
            </a>
        </li>
    }
    .into_any()
}

fn row(lang: Lang, it: &SlotLine) -> AnyView {
    let due = it.row.current_deadline.map(|day| time(lang, day));
    let sent = it.row.submitted_on.map(|day| time(lang, day));
    view! {
        <tr>
            <th scope="row">{it.name.to_string()}</th>
            <td>{due}</td>
            <td>{sent}</td>
            <td>{text::milestone_told(lang, &it.row)}</td>
        </tr>
    }
    .into_any()
}
