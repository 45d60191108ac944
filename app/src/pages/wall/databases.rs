//! All databases on a wall: the national ones, and the sector databases that are furthest behind.
use leptos::prelude::*;

use super::{counts, progress, screen};
use crate::{
    components::sentence,
    domain::Figures,
    pages::{Content, databases},
    text::{self, Key as K, Lang, t, tf},
    views::{DatabaseList, DatabaseRow, Frame},
};

/// Rows beside each other that there is room for.
const ROWS: usize = 22;

pub fn page(frame: &Frame, list: &DatabaseList) -> Content {
    let lang = frame.lang;
    let all: Vec<&DatabaseRow> = list.national.iter().chain(&list.sector).collect();
    let told = sentence(databases::told(lang, &all, list.total)).into_any();
    let side = |key: K, rows: &[DatabaseRow]| {
        (!rows.is_empty()).then(|| table(lang, title(lang, key, rows.len()), rows))
    };
    let content = view! {
        <div class="wall-halves">
            {side(K::NationalTitle, &list.national)} {side(K::SectorTitle, &list.sector)}
        </div>
    };
    screen(t(lang, K::NavDatabases), told, content.into_any())
}

/// "48 cơ sở dữ liệu chuyên ngành: hiện 22, chậm nhất trước", where there is no room for all.
fn title(lang: Lang, key: K, all: usize) -> String {
    let title = tf(lang, key, &[&text::integer(lang, all as i64)]);
    let shown = text::integer(lang, all.min(ROWS) as i64);
    match all > ROWS {
        true => format!("{title}{}", tf(lang, K::WallFurthestBehind, &[&shown])),
        false => format!("{title}{}", t(lang, K::WallWorstFirst)),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_says_how_many_of_the_databases_it_shows() {
        let told = |lang, all| title(lang, K::SectorTitle, all);
        assert_eq!(
            told(Lang::Vi, 48),
            "48 cơ sở dữ liệu chuyên ngành: hiện 22, chậm nhất trước"
        );
        assert_eq!(
            told(Lang::Vi, 22),
            "22 cơ sở dữ liệu chuyên ngành, chậm nhất trước"
        );
        assert_eq!(
            told(Lang::En, 48),
            "48 sector databases: 22 shown, furthest behind first"
        );
    }
}
