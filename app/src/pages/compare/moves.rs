//! The table of moves: rows then, columns now, each number a link to the very duties it counts.
use leptos::prelude::*;

use super::words::short_days;
use crate::{
    components::{Section, glyph},
    domain::{Status, Turn},
    text::{self, Key as K, Lang, t, tf},
    views::{CompareList, Frame, Side, TwoDays},
};

pub fn moves(frame: &Frame, days: &TwoDays) -> AnyView {
    let lang = frame.lang;
    let [then, now] = short_days(lang, days.then.day, days.now.day);
    let heads: Vec<_> = Status::ALL
        .iter()
        .map(|status| {
            view! {
                <th scope="col" class="n">
                    {glyph(*status)}
                    <span class="sr">{text::status(lang, *status)}</span>
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = Status::ALL
        .iter()
        .map(|status| row(frame, days, Some(*status)))
        .collect();
    let class = match days.moves.now(None) {
        0 => "moves none-gone",
        _ => "moves",
    };
    let foot = foot(frame, days, now.clone());
    let new = (days.moves.then(None) > 0).then(|| row(frame, days, None));
    let redefined = (days.redefined_turned > 0).then(|| {
        let number = text::integer(lang, days.redefined_turned as i64);
        let words = tf(lang, K::CompareMovesRedefined, &[&number]);
        view! { <p class="small second">{words}</p> }
    });
    view! {
        <Section lang title=K::CompareMoves note=K::CompareMovesNote>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::CompareMoves)>
                <table class=class>
                    <thead>
                        <tr>
                            <th scope="col">{tf(lang, K::CompareThenNow, &[&then, &now])}</th>
                            <th scope="col" class="n all">{then.clone()}</th>
                            {heads}
                            <th scope="col" class="n gone">{t(lang, K::CompareColumnGone)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows} {new}</tbody>
                    <tfoot>{foot}</tfoot>
                </table>
            </div>
            {redefined}
        </Section>
    }
    .into_any()
}

/// What had a status then, or did not count, by what it has now.
fn row(frame: &Frame, days: &TwoDays, then: Option<Status>) -> AnyView {
    let lang = frame.lang;
    let head = match then {
        Some(status) => {
            view! { {glyph(status)} " " <span class="word">{text::status(lang, status)}</span> }
                .into_any()
        }
        None => t(lang, K::CompareRowNew).into_any(),
    };
    let cells: Vec<_> = Status::ALL
        .iter()
        .map(|now| {
            let class = class(then, *now);
            let link = link(frame, days, Side::of(then), Side::At(*now));
            view! { <td class=format!("n {class}")>{link}</td> }
        })
        .collect();
    let gone = then.map(|_| link(frame, days, Side::of(then), Side::Absent));
    let all = match then {
        // What is new had no place then.
        None => ().into_any(),
        Some(_) => link(frame, days, Side::of(then), Side::Any),
    };
    view! {
        <tr>
            <th scope="row">{head}</th>
            <td class="n all">{all}</td>
            {cells}
            <td class="n gone">{gone}</td>
        </tr>
    }
    .into_any()
}

/// The sums of the columns, each with its change.
fn foot(frame: &Frame, days: &TwoDays, now: String) -> AnyView {
    let lang = frame.lang;
    let cells: Vec<_> = Status::ALL
        .iter()
        .map(|status| {
            let (was, is) = (
                days.moves.then(Some(*status)),
                days.moves.now(Some(*status)),
            );
            let change = i64::from(is) - i64::from(was);
            let sign = if change > 0 { "+" } else { "" };
            let change = (change != 0).then(|| format!("{sign}{}", text::integer(lang, change)));
            view! {
                <td class="n">
                    <b>{link(frame, days, Side::Any, Side::At(*status))}</b>
                    {change.map(|words| view! { " " <span class="quiet">{words}</span> })}
                </td>
            }
        })
        .collect();
    view! {
        <tr>
            <th scope="row">{now}</th>
            <td class="n all">{text::integer(lang, days.moves.all_now().into())}</td>
            {cells}
            <td class="n gone">{link(frame, days, Side::Any, Side::Absent)}</td>
        </tr>
    }
    .into_any()
}

/// How a move is coloured: between on track and not due it is neither better nor worse.
fn class(then: Option<Status>, now: Status) -> &'static str {
    match (then, Turn::of(then, now)) {
        (Some(then), _) if then == now => "same",
        (_, Some(Turn::Worse)) => "worse",
        (_, Some(Turn::Better)) => "better",
        _ => "",
    }
}

/// A number as a link to what it counts; nothing for none.
fn link(frame: &Frame, days: &TwoDays, was: Side, now: Side) -> AnyView {
    let lang = frame.lang;
    let moves = &days.moves;
    let number = match (was, now) {
        (Side::Any, now) => moves.now(status(now)),
        (was, Side::Any) => moves.then(status(was)),
        (was, now) => moves.cell(status(was), status(now)),
    };
    if number == 0 {
        return ().into_any();
    }
    let told = text::integer(lang, number.into());
    let path = frame.address(&[
        ("list", CompareList::Duties.code()),
        ("was", was.code()),
        ("now", now.code()),
        ("page", ""),
    ]);
    // The sum of a day is that day's own count.
    let counted = match (was, now) {
        (Side::At(status), Side::Any) => Some((status, days.then.day)),
        (Side::Any, Side::At(status)) => Some((status, days.now.day)),
        _ => None,
    };
    let figure = counted.map(|(status, _)| format!("count-{}", status.code()));
    let on = counted.map(|(_, day)| day.to_string());
    let words = [
        side(lang, was, K::CompareNotThen),
        side(lang, now, K::CompareNotNow),
    ];
    let label = tf(lang, K::CompareCell, &[&told, words[0], words[1]]);
    view! {
        <a href=path aria-label=label data-figure=figure data-day=on>
            {told}
        </a>
    }
    .into_any()
}

const fn status(side: Side) -> Option<Status> {
    match side {
        Side::At(status) => Some(status),
        Side::Any | Side::Absent => None,
    }
}

/// A side of a cell in words.
pub fn side(lang: Lang, side: Side, absent: K) -> &'static str {
    match side {
        Side::Any => t(lang, K::CompareAnyStatus),
        Side::Absent => t(lang, absent),
        Side::At(status) => text::status(lang, status),
    }
}
