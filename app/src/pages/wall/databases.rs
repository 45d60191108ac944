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

/// Rows under each other that there is room for.
const ROWS: usize = 22;
/// What a second table under another takes for its head, in rows.
const HEAD: usize = 3;

pub fn page(frame: &Frame, list: &DatabaseList) -> Content {
    let lang = frame.lang;
    let all: Vec<&DatabaseRow> = list.national.iter().chain(&list.sector).collect();
    let told = sentence(databases::told(lang, &all, list.total)).into_any();
    let (national, sector) = (&list.national, &list.sector);
    // What has no room beside goes on under the national ones.
    let under = match sector.len() > ROWS {
        true => ROWS.saturating_sub(national.len() + HEAD),
        false => 0,
    };
    let (beside, rest) = sector.split_at(sector.len().min(ROWS));
    let rest = &rest[..rest.len().min(under)];
    let shown = |key: K, all: usize, rows: &[DatabaseRow]| {
        (!rows.is_empty()).then(|| table(lang, title(lang, key, all, rows.len()), rows))
    };
    let nationals = &national[..national.len().min(ROWS)];
    let both = beside.len() + rest.len();
    let content = view! {
        <div class="wall-halves">
            <div>
                {shown(K::NationalTitle, national.len(), nationals)}
                {(!rest.is_empty()).then(|| table(lang, t(lang, K::WallGoesOn).to_owned(), rest))}
            </div>
            <div>
                {(both > 0)
                    .then(|| table(lang, title(lang, K::SectorTitle, sector.len(), both), beside))}
            </div>
        </div>
    };
    screen(t(lang, K::NavDatabases), told, content.into_any())
}

/// "48 cơ sở dữ liệu chuyên ngành: hiện 29, chậm nhất trước", where there is no room for all.
fn title(lang: Lang, key: K, all: usize, shown: usize) -> String {
    let title = tf(lang, key, &[&text::integer(lang, all as i64)]);
    let told = text::integer(lang, shown as i64);
    match all > shown {
        true => format!("{title}{}", tf(lang, K::WallFurthestBehind, &[&told])),
        false => format!("{title}{}", t(lang, K::WallWorstFirst)),
    }
}

fn table(lang: Lang, title: String, rows: &[DatabaseRow]) -> AnyView {
    let number = |key: K| view! { <th scope="col" class="n">{t(lang, key)}</th> };
    let lines: Vec<_> = rows
        .iter()
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
        let told = |lang, all, shown| title(lang, K::SectorTitle, all, shown);
        assert_eq!(
            told(Lang::Vi, 48, 29),
            "48 cơ sở dữ liệu chuyên ngành: hiện 29, chậm nhất trước"
        );
        assert_eq!(
            told(Lang::Vi, 22, 22),
            "22 cơ sở dữ liệu chuyên ngành, chậm nhất trước"
        );
        assert_eq!(
            told(Lang::En, 48, 29),
            "48 sector databases: 29 shown, furthest behind first"
        );
    }
}
