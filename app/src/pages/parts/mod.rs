//! `/parts`: the campaign by bloc, by the units that lead sector databases, and what keeps the data
//! secure.
mod blocs;
mod departments;

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{as_of, downloads, explained_sentence, method_note},
    domain::Of,
    text::{self, Key as K, headline, t, tf},
    views::{Frame, Overview, Table},
};

pub fn page(frame: &Frame, page: &Overview) -> Content {
    let lang = frame.lang;
    let told = headline(lang, &page.figures, page.later, None, None);
    let departments = (page.sector_databases > 0).then(|| departments::departments(frame, page));
    let mut tables = vec![
        (Table::Blocs, t(lang, K::BlocsTitle).to_owned()),
        (Table::Security, t(lang, K::SecurityTitle).to_owned()),
    ];
    if page.sector_databases > 0 {
        let number = text::integer(lang, page.sector_databases as i64);
        let title = tf(lang, K::DepartmentsTitle, &[&number]);
        tables.push((Table::Departments, title));
    }
    let content = view! {
        <div class="lede plain-lede" data-scope="city">
            <h1>{explained_sentence(frame, &Of::City, &page.figures, told)}</h1>
            {as_of(frame)}
        </div>
        {blocs::blocs(frame, page)}
        {departments}
        {departments::security(frame, page)}
        {downloads(frame, &tables)}
        {method_note(lang)}
    };
    Content::new("parts", t(lang, K::PartsTitle), content)
}
