//! What became of the form that was sent, and what is wrong in it.
use leptos::prelude::*;

use super::{cell::cell_id, draft::conflict, form::TABLE};
use crate::{
    components::{refused_files, said},
    text::{self, Key as K, Lang, t, tf},
    views::{MeasurePage, MeasureRow},
};

/// What became of the form that was sent.
pub(super) fn told(lang: Lang, page: &MeasurePage) -> AnyView {
    let number = |n: usize| text::integer(lang, n as i64);
    let closed = page
        .closed
        .then(|| view! { <p class="warning">{t(lang, K::MeasureClosed)}</p> });
    let withdrawn = page.withdrawn.then(|| {
        view! { <p class="notice-line" role="status">{t(lang, K::MeasureTakenBack)}</p> }
    });
    let filled_in = page.filled_in.map(|it| {
        let words = tf(lang, K::TableFilled, &[&number(it.rows)]);
        let other_day = it.other_day.map(|(file, form)| {
            let days = [file, form].map(|it| text::day(lang, it));
            let words = tf(lang, K::TableFileOtherDay, &[&days[0], &days[1]]);
            view! { <p class="warning">{words}</p> }
        });
        view! {
            <p class="notice-line" role="status">{words}</p>
            {other_day}
        }
    });
    let looks = page.looks && page.filled_in.is_none() && !page.errors.any();
    let looked = looks.then(|| {
        let filled = page.filled();
        let counts = [number(filled), number(page.rows.len() - filled)];
        let words = tf(lang, K::MeasureLooked, &[&counts[0], &counts[1]]);
        view! { <p class="notice-line" role="status">{words}</p> }
    });
    view! {
        {closed}
        {withdrawn}
        {looked}
        {filled_in}
        {errors(lang, page)}
        {conflict(lang, page)}
    }
    .into_any()
}

/// Over the table: each mistake as a link to its cell.
fn errors(lang: Lang, page: &MeasurePage) -> Option<AnyView> {
    let errors = &page.errors;
    let of_form = said(lang, errors.form);
    let fields = [
        ("day", errors.day),
        ("document_number", errors.document_number),
        ("document_day", errors.document_day),
        ("link", errors.link),
        ("no_secrets", errors.no_secrets),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(name, mistake)| Some((name.to_owned(), said(lang, mistake)?)));
    let files = refused_files(lang, &errors.files, page.form.files_lost)
        .map(|words| ("files".to_owned(), words));
    // Databases have criteria of one name.
    let name = |row: &MeasureRow| match &row.duty {
        Some((_, workstream)) => format!("{} · {workstream}", row.name),
        None => row.name.to_string(),
    };
    let rows = page.rows.iter().filter_map(|row| {
        let (cell, why) = errors.of(&row.code)?;
        let words = format!("{}: {}", name(row), text::misread(lang, why));
        Some((cell_id(cell, row), words))
    });
    let table = errors.table.iter();
    let table = table.map(|why| (TABLE.to_owned(), text::table_mistake(lang, why)));
    let lines: Vec<_> = fields
        .chain(files)
        .chain(table)
        .chain(rows)
        .map(|(id, words)| view! { <li><a href=format!("#{id}")>{words}</a></li> })
        .collect();
    if lines.is_empty() && of_form.is_none() {
        return None;
    }
    let head = (!lines.is_empty()).then(|| {
        let words = tf(lang, K::MeasureErrors, &[&lines.len().to_string()]);
        view! { <h2>{words}</h2> }
    });
    let of_form = of_form.map(|words| view! { <p>{words}</p> });
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                {head} {of_form} <ul>{lines}</ul>
            </div>
        }
        .into_any(),
    )
}
