//! Tables: what stands around their rows, the same on every page.
use leptos::prelude::*;

use crate::text::{Key as K, Lang, t};

/// The heads of columns of words, and of numbers.
pub fn heads(lang: Lang, columns: &[(K, Cells)]) -> Vec<AnyView> {
    let head = |(words, cells): &(K, Cells)| {
        let class = match cells {
            Cells::Words => None,
            Cells::Numbers => Some("n"),
        };
        named(t(lang, *words).to_owned(), class)
    };
    columns.iter().map(head).collect()
}

/// What a column holds: numbers stand to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    Words,
    Numbers,
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

/// A table that scrolls by itself where it is wider than the page, by keyboard too.
pub fn table(
    label: &str,
    class: Option<&'static str>,
    heads: Vec<AnyView>,
    rows: Vec<AnyView>,
) -> AnyView {
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label.to_owned()>
            <table class=class>
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
