//! `/search`: units, databases and companies by name or code.
use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{href, partner_path, section, unit_path, workstream_path},
    domain::Workstream,
    text::{self, Key as K, t, tf},
    views::{Frame, SearchPage},
};

pub fn page(frame: &Frame, page: SearchPage) -> AnyView {
    let lang = frame.lang;
    let units = page.units.into_iter().map(|unit| {
        let kind = text::unit_kind(lang, unit.kind);
        let note = if unit.former_area.is_empty() {
            kind.to_owned()
        } else {
            format!("{kind}, {}", tf(lang, K::FormerArea, &[&unit.former_area]))
        };
        (unit_path(&unit.code), unit.name, note)
    });
    let of = |w: Arc<Workstream>| (workstream_path(&w), w.name.clone(), w.code.to_string());
    let lists: Vec<(K, Vec<_>)> = vec![
        (K::NavUnits, units.collect()),
        (
            K::NavDatabases,
            page.databases.into_iter().map(of).collect(),
        ),
        (
            K::NavPartners,
            page.partners
                .into_iter()
                .map(|(code, name)| (partner_path(&code), name, code.to_string()))
                .collect(),
        ),
        (K::NavProgramme, page.beside.into_iter().map(of).collect()),
    ];
    let found: usize = lists.iter().map(|(_, rows)| rows.len()).sum();
    let count = text::integer(lang, found as i64);
    let title = match (page.text.is_empty(), found, page.more) {
        (true, ..) => t(lang, K::SearchEmpty).to_owned(),
        (_, 0, _) => tf(lang, K::SearchNone, &[&page.text]),
        (_, _, false) => tf(lang, K::SearchFound, &[&count, &page.text]),
        (_, _, true) => tf(lang, K::SearchMore, &[&count, &page.text]),
    };
    let lists: Vec<_> = lists
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(key, rows)| {
            let note = text::integer(lang, rows.len() as i64);
            let rows: Vec<_> = rows
                .into_iter()
                .map(|(path, name, note)| {
                    view! {
                        <li>
                            <a href=href(frame, &path)>{name.to_string()}</a>
                            " "
                            <span class="quiet">{note}</span>
                        </li>
                    }
                })
                .collect();
            section(
                "",
                t(lang, key).to_owned(),
                note,
                (),
                view! { <ul class="found">{rows}</ul> },
            )
        })
        .collect();
    view! {
        <h1 class="page-title">{title}</h1>
        <p class="second">{t(lang, K::SearchNote)}</p>
        {lists}
    }
    .into_any()
}
