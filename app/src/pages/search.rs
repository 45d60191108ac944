//! `/search`: units, databases and companies by name or code.
use std::sync::Arc;

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{Section, href, partner_path, unit_path, workstream_path},
    islands::Suggestion,
    text::{self, Key as K, Lang, t, tf},
    views::{FoundWorkstream, Frame, SearchPage},
};

/// A thing that was found: where it is, its name, and what tells it from others.
type Found = (String, Arc<str>, String);

/// Suggestions of one kind under the search field.
const SUGGESTED: usize = 3;

/// What was found, kind by kind, under the name of its list.
fn lists(lang: Lang, page: SearchPage) -> [(K, Vec<Found>); 4] {
    let units = page.units.into_iter().map(|unit| {
        let kind = text::unit_kind(lang, unit.kind);
        let note = if unit.former_area.is_empty() {
            kind.to_owned()
        } else {
            format!("{kind}, {}", tf(lang, K::FormerArea, &[&unit.former_area]))
        };
        let note = with_former(lang, note, unit.former_name);
        (unit_path(&unit.code), unit.name, note)
    });
    let of = |found: FoundWorkstream| {
        let w = found.workstream;
        let note = with_former(lang, w.code.to_string(), found.former_name);
        (workstream_path(&w), w.name.clone(), note)
    };
    let partners = page.partners.into_iter();
    [
        (K::NavUnits, units.collect()),
        (
            K::NavDatabases,
            page.databases.into_iter().map(of).collect(),
        ),
        (
            K::NavPartners,
            partners
                .map(|(code, name)| (partner_path(&code), name, code.to_string()))
                .collect(),
        ),
        (K::NavProgramme, page.beside.into_iter().map(of).collect()),
    ]
}

/// What tells a thing from others, and the former name it was found by.
fn with_former(lang: Lang, note: String, former_name: Option<Arc<str>>) -> String {
    match former_name {
        Some(name) => format!("{note}; {}", tf(lang, K::FormerName, &[&name])),
        None => note,
    }
}

/// The best of each kind, for the field on every page.
pub fn suggestions(frame: &Frame, page: SearchPage) -> Vec<Suggestion> {
    let lists = lists(frame.lang, page);
    let best = lists
        .into_iter()
        .flat_map(|(_, rows)| rows.into_iter().take(SUGGESTED));
    best.map(|(path, name, note)| Suggestion {
        name: name.to_string(),
        note,
        path: href(frame, &path),
    })
    .collect()
}

pub fn page(frame: &Frame, page: SearchPage) -> Content {
    let lang = frame.lang;
    let (typed, more) = (page.text.clone(), page.more);
    let lists = lists(lang, page);
    let found: usize = lists.iter().map(|(_, rows)| rows.len()).sum();
    let count = text::integer(lang, found as i64);
    let title = match (typed.is_empty(), found, more) {
        (true, ..) => t(lang, K::SearchEmpty).to_owned(),
        (_, 0, _) => tf(lang, K::SearchNone, &[&typed]),
        (_, _, false) => tf(lang, K::SearchFound, &[&count, &typed]),
        (_, _, true) => tf(lang, K::SearchMore, &[&count, &typed]),
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
            view! {
                <Section lang title=key note>
                    <ul class="found">{rows}</ul>
                </Section>
            }
        })
        .collect();
    let content = view! {
        <h1 class="page-title">{title}</h1>
        <p class="second">{t(lang, K::SearchNote)}</p>
        {lists}
    };
    Content::new("search", t(lang, K::NavSearch), content)
}
