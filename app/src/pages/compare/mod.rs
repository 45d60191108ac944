//! `/compare`: two days side by side. Pairs of figures first, then what changed, the largest first.
mod figures;
mod forecasts;
mod lede;
mod lists;
mod moves;
mod naming;
mod words;

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{downloads, method_note, redefinitions},
    text::{Key as K, Lang, t},
    views::{CompareList, ComparePage, Frame, Table, TwoDays},
};

pub use figures::{made, pairs};
pub use forecasts::forecast_of;
pub use lists::reason_words;
pub use naming::name_fields;
pub use words::title;

pub fn page(frame: &Frame, page: &ComparePage) -> Content {
    let lang = frame.lang;
    let content = match &page.days {
        None => ().into_any(),
        Some(days) => compared(frame, page, days),
    };
    let content = view! {
        {lede::lede(frame, page)}
        {content}
        {naming::naming(frame, page)}
        {method_note(lang)}
    };
    Content::new("compare", words::title(lang, page), content)
}

fn compared(frame: &Frame, page: &ComparePage, days: &TwoDays) -> AnyView {
    let lang = frame.lang;
    let tables = [
        (Table::Compare, t(lang, K::CompareFigures).to_owned()),
        (Table::CompareMoves, t(lang, K::CompareMoves).to_owned()),
        (Table::CompareDuties, lists::title(lang, days.list.as_ref())),
        (
            Table::CompareForecasts,
            t(lang, K::CompareForecasts).to_owned(),
        ),
        (Table::Redefinitions, t(lang, K::RedefinedSheet).to_owned()),
    ];
    if let Some(list) = &days.list {
        return view! {
            {lists::whole_list(frame, days, list)}
            {downloads(frame, &tables)}
        }
        .into_any();
    }
    let every = frame
        .query
        .iter()
        .any(|(name, value)| name == "list" && value == CompareList::Databases.code());
    if every {
        return view! {
            {lists::back(frame)}
            {forecasts::forecasts(frame, days)}
            {downloads(frame, &tables)}
        }
        .into_any();
    }
    view! {
        <div class="pair">
            {figures::figures(frame, days)}
            {moves::moves(frame, days)}
        </div>
        <div class="pair even">{lists::turned(frame, page, days)}</div>
        {forecasts::forecasts(frame, days)}
        {lists::outside(frame, days)}
        {redefinitions(frame, &days.redefinitions)}
        {downloads(frame, &tables)}
    }
    .into_any()
}

/// What the duties of a file are: the list that was asked for, or all that moved.
pub fn list_title(lang: Lang, days: &TwoDays) -> String {
    lists::title(lang, days.list.as_ref())
}
