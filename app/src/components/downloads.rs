//! Links to the tables of a page as files.
use leptos::prelude::*;

use super::section::Section;
use crate::{
    text::{Key as K, t},
    views::{Frame, Table},
};

/// "Tải .xlsx · .csv (cho máy đọc)": one table of the page as CSV, the whole page's as XLSX.
pub fn download(frame: &Frame, table: Table) -> AnyView {
    let [csv, xlsx] = ["csv", "xlsx"]
        .map(|format| frame.address(&[("page", ""), ("format", format), ("table", table.code())]));
    view! {
        <span class="take-away">
            {t(frame.lang, K::TakeAway)} " "
            <a href=xlsx download="">".xlsx"</a>
            " · "
            <a href=csv download="" title=t(frame.lang, K::TakeMachines)>".csv"</a>
            {format!(" ({})", t(frame.lang, K::TakeForMachines))}
        </span>
    }
    .into_any()
}

/// The chart of a page as a picture for slides.
pub fn picture_link(frame: &Frame) -> AnyView {
    let lang = frame.lang;
    let svg = frame.address(&[("format", "svg")]);
    view! {
        <a class="end" href=svg download="" title=t(lang, K::PictureHint)>
            {t(lang, K::PictureTake)}
        </a>
    }
    .into_any()
}

/// The tables of a page that has many, at its foot: all as XLSX, each as CSV.
/// `tables` are the page's, each with its title.
pub fn downloads(frame: &Frame, tables: &[(Table, String)]) -> AnyView {
    let lang = frame.lang;
    let links: Vec<_> = tables
        .iter()
        .map(|(table, title)| {
            let csv = frame.address(&[("page", ""), ("format", "csv"), ("table", table.code())]);
            view! {
                <li>
                    {title.clone()} " "
                    <a
                        href=csv
                        download=""
                        title=t(lang, K::TakeMachines)
                        aria-label=format!("{title}, .csv")
                    >
                        ".csv"
                    </a>
                </li>
            }
        })
        .collect();
    let all = frame.address(&[("page", ""), ("format", "xlsx")]);
    view! {
        <Section lang class="take-section" title=K::TakeTitle note=K::TakeNote>
            <ul class="take-away take-all">
                <li>
                    <b>{t(lang, K::TakeAll)}</b> " " <a href=all download="" aria-label=format!("{}, .xlsx", t(lang, K::TakeAll))>".xlsx"</a>
                </li>
                {links}
            </ul>
            <p class="small quiet">{format!(".csv: {}", t(lang, K::TakeMachines))}</p>
        </Section>
    }
    .into_any()
}
