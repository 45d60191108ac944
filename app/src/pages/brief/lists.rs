//! Lines of a sheet: each on one line or on two, so that it is known how many there is room for.
use leptos::prelude::*;

use crate::{
    components::glyph,
    text::{self, Key as K, Lang, t, tf},
    views::{ChangeRow, Proposal},
};

/// A heading with its lines; of more than `room` the last says how many are left out.
pub fn lines(lang: Lang, title: String, rows: Vec<AnyView>, room: usize) -> AnyView {
    section(lang, "sheet-lines", title, rows, room)
}

/// The same with two lines to each.
pub fn double_lines(lang: Lang, title: String, rows: Vec<AnyView>, room: usize) -> AnyView {
    section(lang, "sheet-lines double", title, rows, room)
}

fn section(
    lang: Lang,
    class: &'static str,
    title: String,
    rows: Vec<AnyView>,
    room: usize,
) -> AnyView {
    let more = rows.len().saturating_sub(room);
    let shown = if more > 0 {
        room.saturating_sub(1)
    } else {
        room
    };
    let left = rows.len().saturating_sub(shown);
    let none = rows.is_empty();
    let rows: Vec<_> = rows
        .into_iter()
        .take(shown)
        .map(|row| view! { <li>{row}</li> })
        .collect();
    let left = (more > 0).then(|| {
        let left = text::integer(lang, left as i64);
        view! { <li class="quiet">{tf(lang, K::BriefMoreLines, &[&left])}</li> }
    });
    let none = none.then(|| view! { <li class="quiet">{t(lang, K::BriefNothing)}</li> });
    view! {
        <section class=class>
            <h2>{title}</h2>
            <ul>{rows} {left} {none}</ul>
        </section>
    }
    .into_any()
}

/// A duty whose status turned: "T → N Sở Y tế · Dân cư".
pub fn turned(row: &ChangeRow) -> AnyView {
    view! {
        {row.before.map(|before| view! { {glyph(before)} "→" })}
        {glyph(row.now.status)}
        " "
        {row.unit_name.to_string()}
        " · "
        {row.workstream_name.to_string()}
    }
    .into_any()
}

/// Lines that the proposals take, by the letters that fit one.
pub fn proposal_lines(texts: &[String]) -> usize {
    const LETTERS: usize = 86;
    let lines = |text: &String| text.chars().count().div_ceil(LETTERS).max(1);
    texts.iter().map(lines).sum()
}

/// What stands of a day, told to who wrote something else.
pub fn standing(lang: Lang, all: &[Proposal]) -> AnyView {
    let rows: Vec<_> = all
        .iter()
        .map(|it| {
            let words = tf(lang, K::ProposalsStandBy, &[&it.text, &it.by]);
            view! { <li value=it.place.to_string()>{words}</li> }
        })
        .collect();
    let none = rows
        .is_empty()
        .then(|| view! { <p>{t(lang, K::ProposalsNone)}</p> });
    view! {
        <section class="conflict">
            <h2>{t(lang, K::ProposalsStand)}</h2>
            {none}
            <ol>{rows}</ol>
        </section>
    }
    .into_any()
}
