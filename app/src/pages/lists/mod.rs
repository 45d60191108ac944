//! `/duties`, `/milestones` and `/actions`: one row a thing, whatever counts it.
mod actions;
mod duties;
mod milestones;

pub use actions::page as actions;
pub use duties::page as duties;
pub use milestones::page as milestones;

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{Heads, LIST_CLASS, as_of, at_assigned, download, narrowed, table},
    text::{self, Key as K, Narrowed, t},
    views::{Frame, Table},
};

/// What stands over every list: how many of what, what it is narrowed to, and what is told of all.
struct Top {
    number: usize,
    /// After the number.
    words: &'static str,
    narrowed: Vec<Narrowed>,
    told: AnyView,
    sheet: Table,
}

impl Top {
    fn write(self, frame: &Frame) -> AnyView {
        let lang = frame.lang;
        let printed = text::integer(lang, self.number as i64);
        let of: Vec<&str> = self.narrowed.iter().map(|it| it.words.as_str()).collect();
        let of = match of.is_empty() {
            true => String::new(),
            false => format!(": {}", of.join(" · ")),
        };
        view! {
            <div class="lede plain-lede">
                <div>
                    <h1 class="page-title">
                        {at_assigned(frame)} " "
                        <data data-figure="listed" value=self.number.to_string()>{printed}</data>
                        {format!(" {}{of}", self.words)}
                    </h1>
                    <p class="second">{self.told} " " {download(frame, self.sheet)}</p>
                </div>
                {as_of(frame)}
            </div>
            {narrowed(frame, &self.narrowed)}
        }
        .into_any()
    }
}

/// A count of the same list narrowed otherwise, with how many that has.
fn facet(frame: &Frame, change: &[(&str, &str)], number: usize, chosen: bool) -> AnyView {
    let printed = text::integer(frame.lang, number as i64);
    let change = [change, &[("page", "")]].concat();
    view! {
        <a class=LIST_CLASS href=frame.address(&change) aria-current=chosen.then_some("true")>
            <data data-figure="facet" value=number.to_string()>{printed}</data>
        </a>
    }
    .into_any()
}

/// Counts of the list by something, each the way to those: the ones that add up to it, then the
/// ones that count some of the same again.
fn facets(
    frame: &Frame,
    label: K,
    parts: Vec<(AnyView, String)>,
    among: Vec<(AnyView, String)>,
) -> Option<AnyView> {
    let items = |all: Vec<(AnyView, String)>| -> Vec<_> {
        all.into_iter()
            .map(|(count, words)| view! { <li><b>{count}</b> " " {words}</li> })
            .collect()
    };
    let (parts, among) = (items(parts), items(among));
    if parts.is_empty() && among.is_empty() {
        return None;
    }
    let between = (!among.is_empty())
        .then(|| view! { <li class="quiet">{t(frame.lang, K::AmongThese)}</li> });
    Some(
        view! {
            <ul class="chips facets" aria-label=t(frame.lang, label)>
                {parts} {between} {among}
            </ul>
        }
        .into_any(),
    )
}

/// The rows of a page, under their heads.
struct Rows {
    heads: Heads,
    rows: Vec<AnyView>,
    /// To the pages before and after.
    turn: Option<AnyView>,
}

/// A list as a page: `facets` are what it may be narrowed to by one click.
fn written(
    frame: &Frame,
    title: K,
    top: Top,
    facets: Option<AnyView>,
    form: AnyView,
    Rows { heads, rows, turn }: Rows,
) -> Content {
    let title = t(frame.lang, title);
    let shown = match rows.is_empty() {
        true => view! { <p class="quiet none">{t(frame.lang, K::ListNone)}</p> }.into_any(),
        false => table(title, Some("list"), heads, rows),
    };
    let content = view! {
        {top.write(frame)}
        {facets}
        {form}
        {shown}
        {turn}
    };
    Content::new("lists", title, content)
}
