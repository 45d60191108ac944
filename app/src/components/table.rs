//! Tables: what stands around their rows, the same on every page.
use leptos::prelude::*;

use crate::{
    text::{Key as K, Lang, t, tf},
    views::{Column, Frame, Sorted},
};

/// The heads of columns of words, and of numbers.
pub fn heads(lang: Lang, columns: &[(K, Cells)]) -> Vec<AnyView> {
    let head = |(words, cells): &(K, Cells)| {
        let class = cells.class();
        named(t(lang, *words).to_owned(), class)
    };
    columns.iter().map(head).collect()
}

/// What a column holds: numbers stand to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    Words,
    Numbers,
    /// Drawn: left out where there is no room.
    Bars,
}

impl Cells {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Words => None,
            Self::Numbers => Some("n"),
            Self::Bars => Some("bullet-col"),
        }
    }
}

/// The head of a column of words, and those of numbers, each under a name.
pub fn named_heads(first: &str, numbers: impl Iterator<Item = String>) -> Vec<AnyView> {
    let first = named(first.to_owned(), None);
    let numbers = numbers.map(|name| named(name, Some("n")));
    std::iter::once(first).chain(numbers).collect()
}

fn named(name: String, class: Option<&'static str>) -> AnyView {
    view! { <th scope="col" class=class>{name}</th> }.into_any()
}

/// The head of a column of a list: its words, what it holds, and the column it sorts by, if any.
pub type Head<C> = (Option<C>, K, Cells);

/// The heads of a table, and which column it is sorted by, from 1.
pub struct Heads {
    pub heads: Vec<AnyView>,
    pub by: Option<usize>,
}

impl From<Vec<AnyView>> for Heads {
    fn from(heads: Vec<AnyView>) -> Self {
        Self { heads, by: None }
    }
}

/// The heads of a list. A click sorts all pages of it and stands in the address; the one it is
/// sorted by is bold with an arrow.
pub fn sorted_heads<C: Column>(frame: &Frame, sorted: Sorted<C>, columns: &[Head<C>]) -> Heads {
    let lang = frame.lang;
    let by = columns
        .iter()
        .position(|(column, ..)| *column == Some(sorted.by));
    let head = |(column, words, cells): &Head<C>| {
        let words = t(lang, *words);
        let class = cells.class();
        let Some(column) = *column else {
            return named(words.to_owned(), class);
        };
        let own = sorted.by == column;
        let order = match (own, sorted.down) {
            (false, _) => None,
            (true, true) => Some("descending"),
            (true, false) => Some("ascending"),
        };
        let path = frame.address(&[("sort", &sorted.clicked(column).code()), ("page", "")]);
        let title = tf(
            lang,
            if own { K::SortTurn } else { K::SortBy },
            &[&words.to_lowercase()],
        );
        let arrow = order.map(|_| if sorted.down { " ↓" } else { " ↑" });
        let words = match arrow {
            None => words.to_owned().into_any(),
            Some(arrow) => {
                view! { <b>{words} <span aria-hidden="true">{arrow}</span></b> }.into_any()
            }
        };
        view! {
            <th scope="col" class=class aria-sort=order>
                <a href=path title=title>
                    {words}
                </a>
            </th>
        }
        .into_any()
    };
    Heads {
        heads: columns.iter().map(head).collect(),
        by: by.map(|at| at + 1),
    }
}

/// A table that scrolls by itself where it is wider than the page, by keyboard too. Of a list a
/// phone leaves out the cells that are `less`, but for the column it is sorted by.
pub fn table(
    label: &str,
    class: Option<&'static str>,
    heads: impl Into<Heads>,
    rows: Vec<AnyView>,
) -> AnyView {
    let Heads { heads, by } = heads.into();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label.to_owned()>
            <table class=class data-by=by>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The numbers of a drawing, folded under it.
pub fn data_of_chart(lang: Lang, data: AnyView) -> AnyView {
    view! {
        <details class="data">
            <summary>{t(lang, K::ChartTable)}</summary>
            {data}
        </details>
    }
    .into_any()
}

/// A list at the foot of a page, folded under its title, with what stands below it.
pub fn folded_list(
    id: &'static str,
    title: String,
    note: AnyView,
    list: AnyView,
    foot: AnyView,
) -> AnyView {
    view! {
        <details class="section to-arrange" id=id>
            <summary><b>{title}</b> " " {note}</summary>
            {list}
            <p class="second">{foot}</p>
        </details>
    }
    .into_any()
}
