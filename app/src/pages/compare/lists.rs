//! What became worse and better, what is new, gone or redefined; and any of it whole.
use leptos::prelude::*;

use super::{moves::side, words::short_days};
use crate::{
    components::{Section, duty_path, glyph, href, turn_pages},
    domain::{Event, Move, TurnReason},
    text::{self, Key as K, Lang, t, tf},
    views::{CompareList, ComparePage, Compared, Frame, MovedList, MovedRow, TwoDays},
};

/// The first of what became worse beside the first of what became better.
pub fn turned(frame: &Frame, page: &ComparePage, days: &TwoDays) -> AnyView {
    let lang = frame.lang;
    let list = |moved: Move, title: K, none: K| {
        let number = days.number(moved);
        let told = text::integer(lang, number as i64);
        let rows: Vec<_> = days
            .first(moved)
            .iter()
            .map(|row| line(frame, row))
            .collect();
        let all = (number > rows.len()).then(|| all_of(frame, moved, number));
        let note = match &page.of {
            Compared::Whole => t(lang, K::CompareListNote).to_owned(),
            Compared::Unit(_, name) => tf(lang, K::CompareListNoteOf, &[name]),
            Compared::Database(it) => tf(lang, K::CompareListNoteOf, &[&it.short_name()]),
        };
        let empty = rows
            .is_empty()
            .then(|| view! { <p class="second">{t(lang, none)}</p> });
        let title = tf(lang, title, &[&told]);
        view! {
            <Section lang title note end=all.into_any()>
                <ul class="turned">{rows}</ul>
                {empty}
            </Section>
        }
    };
    view! {
        {list(Move::Worse, K::CompareWorse, K::CompareNoWorse)}
        {list(Move::Better, K::CompareBetter, K::CompareNoBetter)}
    }
    .into_any()
}

fn all_of(frame: &Frame, moved: Move, number: usize) -> AnyView {
    let list = CompareList::of(moved).code();
    let path = frame.address(&[("list", list), ("was", ""), ("now", ""), ("page", "")]);
    let told = text::integer(frame.lang, number as i64);
    view! { <a href=path>{tf(frame.lang, K::CompareAll, &[&told])}</a> }.into_any()
}

/// A duty: its two signs, its name, why, and what part of the whole it is.
fn line(frame: &Frame, row: &MovedRow) -> AnyView {
    let lang = frame.lang;
    let reason = reason(lang, row);
    let part = row.part.map(|part| text::share_points(lang, part));
    let tone = match row.moved {
        Some(Move::Worse) => "late",
        Some(Move::Better) => "good",
        _ => "",
    };
    view! {
        <li data-status=row.now.map(|it| it.status.code())>
            {signs(lang, row)}
            <div>
                <a href=href(frame, &duty_path(&row.duty))>
                    {row.unit_name.to_string()} " · " {row.workstream_name.to_string()}
                </a>
                <span class="line quiet">{reason}</span>
            </div>
            <b class=format!("n {tone}")>{part}</b>
        </li>
    }
    .into_any()
}

/// Both statuses as signs, with their words for who listens.
fn signs(lang: Lang, row: &MovedRow) -> AnyView {
    let sign = |it: Option<crate::domain::Judgement>, absent: K| match it {
        Some(it) => view! {
            {glyph(it.status)} <span class="sr">{text::status(lang, it.status)}</span>
        }
        .into_any(),
        None => view! { <span class="sr">{t(lang, absent)}</span> }.into_any(),
    };
    view! {
        <span class="turn">
            {sign(row.then, K::CompareNotThen)} " → " {sign(row.now, K::CompareNotNow)}
        </span>
    }
    .into_any()
}

/// Why, or else the status as it is now.
fn reason(lang: Lang, row: &MovedRow) -> String {
    match &row.reason {
        Some(reason) => reason_words(lang, reason),
        None => match row.now {
            // Nothing was done: what stood behind the status before is over.
            Some(now) => match row.then.and_then(|then| then.part) {
                Some(part) => tf(lang, K::ReasonOver, &[text::part(lang, part)]),
                None => text::judgement(lang, Some(now)),
            },
            None => t(lang, K::CompareNotNow).to_owned(),
        },
    }
}

/// The reason of a turn in words.
pub fn reason_words(lang: Lang, reason: &TurnReason) -> String {
    let day = |day: &crate::domain::Day| text::day(lang, *day);
    let number = |n: u32| text::integer(lang, n.into());
    match reason {
        TurnReason::Accepted {
            milestones,
            late: 0,
        } => tf(lang, K::ReasonAccepted, &[&number(*milestones)]),
        TurnReason::Accepted { milestones, late } => {
            let late = text::days(lang, *late);
            tf(lang, K::ReasonAcceptedLate, &[&number(*milestones), &late])
        }
        TurnReason::Cancelled(milestones) => tf(lang, K::ReasonCancelled, &[&number(*milestones)]),
        TurnReason::Measured(on) => tf(lang, K::ReasonMeasured, &[&day(on)]),
        TurnReason::Extended(to) => tf(lang, K::ReasonExtended, &[&day(to)]),
        TurnReason::Submitted(on) => tf(lang, K::ReasonSubmitted, &[&day(on)]),
        TurnReason::CameBack(event, on, title) => {
            let key = match event {
                Event::Revoked => K::ReasonRevoked,
                _ => K::ReasonReturned,
            };
            tf(lang, key, &[&day(on), title])
        }
        TurnReason::Overdue(since, title) => tf(lang, K::ReasonOverdue, &[&day(since), title]),
        TurnReason::Soon(on, title) => tf(lang, K::ReasonSoon, &[&day(on), title]),
        TurnReason::Part(part) => text::part(lang, *part).to_owned(),
    }
}

/// New, redefined and gone: outside both sums.
pub fn outside(frame: &Frame, days: &TwoDays) -> Option<AnyView> {
    let lang = frame.lang;
    let kinds = [
        (Move::New, K::CompareNew),
        (Move::Redefined, K::CompareRedefined),
        (Move::Gone, K::CompareGone),
    ];
    let rows: Vec<_> = kinds
        .into_iter()
        .filter(|(moved, _)| days.number(*moved) > 0)
        .map(|(moved, title)| {
            let number = days.number(moved);
            let told = text::integer(lang, number as i64);
            let first = days.first(moved);
            let names: Vec<_> = first
                .iter()
                .map(|row| {
                    let path = href(frame, &duty_path(&row.duty));
                    let name = format!("{} · {}", row.unit_name, row.workstream_name);
                    view! { <li><a href=path>{name}</a></li> }
                })
                .collect();
            let all = (number > first.len()).then(|| all_of(frame, moved, number));
            view! {
                <div>
                    <h3>{tf(lang, title, &[&told])}</h3>
                    <ul>{names} {all.map(|all| view! { <li>{all}</li> })}</ul>
                </div>
            }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let number = |moved| text::integer(lang, days.number(moved) as i64);
    let note = tf(
        lang,
        K::CompareOutsideNote,
        &[&number(Move::Worse), &number(Move::Better)],
    );
    let section = view! {
        <Section lang title=K::CompareOutside note>
            <div class="outside">{rows}</div>
        </Section>
    };
    Some(section.into_any())
}

pub fn back(frame: &Frame) -> AnyView {
    let path = frame.address(&[("list", ""), ("was", ""), ("now", ""), ("page", "")]);
    view! {
        <p class="second">
            <a href=path>{t(frame.lang, K::CompareBack)}</a>
        </p>
    }
    .into_any()
}

/// What a list is called: "137 nhiệm vụ xấu đi", "6 nhiệm vụ: Trễ hạn → Nguy cơ không đạt".
pub fn title(lang: Lang, list: Option<&MovedList>) -> String {
    let Some(list) = list else {
        return t(lang, K::CompareTurned).to_owned();
    };
    let number = text::integer(lang, list.total as i64);
    let key = match list.asked.list.moved() {
        Some(Move::Worse) => K::CompareWorse,
        Some(Move::Better) => K::CompareBetter,
        Some(Move::New) => K::CompareNew,
        Some(Move::Redefined) => K::CompareRedefined,
        Some(Move::Gone) => K::CompareGone,
        None => {
            let was = side(lang, list.asked.was, K::CompareNotThen);
            let now = side(lang, list.asked.now, K::CompareNotNow);
            return tf(lang, K::CompareCell, &[&number, was, now]);
        }
    };
    tf(lang, key, &[&number])
}

/// One list whole, page by page.
pub fn whole_list(frame: &Frame, days: &TwoDays, list: &MovedList) -> AnyView {
    let lang = frame.lang;
    let rows: Vec<_> = list.rows.iter().map(|row| line(frame, row)).collect();
    let empty = rows
        .is_empty()
        .then(|| view! { <p class="second">{t(lang, K::CompareNothing)}</p> });
    let title = title(lang, Some(list));
    let [then, now] = short_days(lang, days.then.day, days.now.day);
    let note = format!("{then} → {now} · {}", t(lang, K::CompareListNote));
    let turn = turn_pages(frame, list.page, list.pages);
    let total = list.total.to_string();
    view! {
        {back(frame)}
        <Section lang title note>
            <ul class="turned" data-total=total>
                {rows}
            </ul>
            {empty}
            {turn}
        </Section>
    }
    .into_any()
}
