//! Links to the tables of a page as files.
use leptos::prelude::*;

use crate::{
    text::{Key as K, t},
    views::Frame,
};

/// "Tải .csv · .xlsx": one table of the page as CSV, the whole page's as XLSX.
/// `table` names a sheet of the page.
pub fn take_away(frame: &Frame, table: &'static str) -> AnyView {
    let csv = frame.address(&[("format", "csv"), ("table", table)]);
    let xlsx = frame.address(&[("format", "xlsx"), ("table", table)]);
    view! {
        <span class="take-away">
            {t(frame.lang, K::TakeAway)} " "
            <a href=csv download="">".csv"</a>
            " · "
            <a href=xlsx download="">".xlsx"</a>
        </span>
    }
    .into_any()
}
