//! All databases on a wall: the national ones, and the sector databases that are furthest behind.
use leptos::prelude::*;

use super::{counts, progress, screen};
use crate::{
    components::sentence,
    domain::Figures,
    pages::{Content, databases},
    text::{Key as K, Lang, t, tf},
    views::{DatabaseList, DatabaseRow, Frame},
};

/// Rows beside each other that there is room for.
const ROWS: usize = 22;

pub fn page(frame: &Frame, list: &DatabaseList) -> Content {
    let lang = frame.lang;
    let all: Vec<&DatabaseRow> = list.national.iter().chain(&list.sector).collect();
    let told = sentence(databases::told(lang, &all, list.total)).into_any();
    let side = |key: K, rows: &[DatabaseRow]| {
        (!rows.is_empty()).then(|| {
            let title = tf(lang, key, &[&rows.len().to_string()]);
            table(lang, title, rows)
        })
    };
    let content = view! {
        <div class="wall-halves">
            {side(K::NationalTitle, &list.national)} {side(K::SectorTitle, &list.sector)}
        </div>
    };
    screen(t(lang, K::NavDatabases), told, content.into_any())
}

fn table(lang: Lang, title: String, rows: &[DatabaseRow]) -> AnyView {
    let number = |key: K| view! { <th scope="col" class="n">{t(lang, key)}</th> };
    let lines: Vec<_> = rows
        .iter()
        .take(ROWS)
        .map(|it| {
            let f: &Figures = &it.figures;
            view! {
                <tr data-scope="database" data-code=it.workstream.code.to_string()>
                    <th scope="row">{it.workstream.short_name().to_owned()}</th>
                    {progress(lang, f)}
                    {counts(lang, f)}
                </tr>
            }
        })
        .collect();
    view! {
        <table class="wall-table">
            <thead>
                <tr>
                    <th scope="col">{title}</th>
                    <th scope="col" class="wall-bar">{t(lang, K::ProgressHead)}</th>
                    {number(K::AcceptedShort)}
                    {number(K::BriefGap)}
                    <td colspan="3"></td>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}
