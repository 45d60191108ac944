//! Links to the tables of a page as files.
use leptos::prelude::*;

use super::section::Section;
use crate::{
    text::{Key as K, t},
    views::{Frame, Table},
};

/// "Tải .csv · .xlsx": one table of the page as CSV, the whole page's as XLSX.
pub fn download(frame: &Frame, table: Table) -> AnyView {
    let csv = frame.address(&[("format", "csv"), ("table", table.code())]);
    let xlsx = frame.address(&[("format", "xlsx"), ("table", table.code())]);
    view! {
        <span class="take-away">
            {t(frame.lang, K::TakeAway)} " "
            <a href=xlsx download="">".xlsx"</a>
            " · "
            <a href=csv download="" title=t(frame.lang, K::TakeMachines)>".csv"</a>
        </span>
    }
    .into_any()
}

/// The tables of a page that has many, at its foot: each as CSV, all as XLSX.
/// `tables` are the page's, each with its title.
pub fn downloads(frame: &Frame, tables: &[(Table, String)]) -> AnyView {
    let lang = frame.lang;
    let links: Vec<_> = tables
        .iter()
        .map(|(table, title)| {
            let csv = frame.address(&[("format", "csv"), ("table", table.code())]);
            view! {
                <li>
                    {title.clone()} " " <a href=csv download="" aria-label=format!("{title}, .csv")>".csv"</a>
                </li>
            }
        })
        .collect();
    let all = frame.address(&[("format", "xlsx")]);
    view! {
        <Section lang class="take-section" title=K::TakeTitle note=K::TakeNote>
            <ul class="take-away take-all">
                {links}
                <li>
                    <b>{t(lang, K::TakeAll)}</b> " " <a href=all download="" aria-label=format!("{}, .xlsx", t(lang, K::TakeAll))>".xlsx"</a>
                </li>
            </ul>
        </Section>
    }
    .into_any()
}
