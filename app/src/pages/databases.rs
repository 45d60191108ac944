//! `/databases`: which are behind, and why.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Choice, Multiple, Section, as_of, at_assigned, database_path, database_table, download,
        filter_button, href, method_note, multiples, provisional_of, same_day, same_order, select,
        sentence,
    },
    domain::{Figures, Of},
    text::{self, Key as K, Lang, Run, rich, t, tf},
    views::{DatabaseFilter, DatabaseList, DatabaseRow, Frame, Table},
};

/// Databases named in the sentence.
const NAMED: usize = 3;

pub fn page(frame: &Frame, list: DatabaseList) -> Content {
    let lang = frame.lang;
    let tab = t(lang, K::NavDatabases);
    let shown = list.national.len() + list.sector.len();
    let rows: Vec<&DatabaseRow> = list.national.iter().chain(&list.sector).collect();
    let told = told(lang, &rows, list.total);
    let filter = (list.total > 0).then(|| filter(frame, &list.filter, list.owners));
    let none = (shown == 0).then(|| none(frame, list.total));
    let sorted = Some(list.sorted);
    let table = |title: String, rows: Vec<DatabaseRow>, sheet: Table| {
        (!rows.is_empty()).then(|| {
            let sums = sum(&rows);
            let marked = rows.iter().filter(|row| row.workstream.provisional).count();
            let accepted = tf(
                lang,
                K::DatabasesAccepted,
                &[&text::maybe_percent(lang, sums.accepted())],
            );
            let marked = provisional_of(lang, marked, rows.len());
            let note = [accepted]
                .into_iter()
                .chain(marked)
                .collect::<Vec<_>>()
                .join("; ");
            let content = database_table(frame, title.clone(), rows, sorted);
            let end = download(frame, sheet);
            view! { <Section lang title note end>{content}</Section> }
        })
    };
    let count = |n: usize| text::integer(lang, n as i64);
    let beside = list.national.iter().map(|row| Multiple {
        of: Of::Workstream(row.workstream.code.clone()),
        name: row.workstream.short_name(),
        path: href(frame, &database_path(&row.workstream.code)),
        weeks: row.weeks.clone(),
    });
    let beside = multiples(
        frame,
        t(lang, K::DatabasesBeside).to_owned(),
        beside.collect(),
    );
    let national = tf(lang, K::NationalTitle, &[&count(list.national.len())]);
    let sector = tf(lang, K::SectorTitle, &[&count(list.sector.len())]);
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1>{at_assigned(frame)} {sentence(told)}</h1>
                <p class="second">{t(lang, K::DatabasesNote)}</p>
            </div>
            {as_of(frame)}
        </div>
        {filter}
        {none}
        {table(national, list.national, Table::National)}
        {beside}
        {table(sector, list.sector, Table::Sector)}
        {method_note(lang)}
    };
    Content::new("databases", tab, content)
}

/// Said in the place of rows: nothing matches, or the campaign builds no database.
fn none(frame: &Frame, total: usize) -> AnyView {
    let lang = frame.lang;
    if total > 0 {
        return view! { <p class="quiet none">{t(lang, K::DatabasesNone)}</p> }.into_any();
    }
    view! {
        <p class="quiet none">
            {t(lang, K::DatabasesNotBuilt)} " "
            <a href=href(frame, "/programme")>{t(lang, K::NavProgramme)}</a> "."
        </p>
    }
    .into_any()
}

fn sum(rows: &[DatabaseRow]) -> Figures {
    let mut sums = Figures::default();
    for row in rows {
        sums.add(&row.figures);
    }
    sums
}

/// "21 trên 60 cơ sở dữ liệu chậm kế hoạch; chậm nhất: Đất đai (−21,4 điểm) …"
pub(super) fn told(lang: Lang, rows: &[&DatabaseRow], total: usize) -> Vec<Run> {
    if rows.is_empty() {
        let words = match total {
            0 => K::DatabasesNothing,
            _ => K::DatabasesNone,
        };
        return rich(t(lang, words).trim_end_matches('.'), &[]);
    }
    let mut behind: Vec<(i64, String)> = rows
        .iter()
        .filter_map(|row| {
            let gap = row.figures.gap()?;
            (gap < 0).then(|| (gap, row.workstream.short_name()))
        })
        .collect();
    behind.sort();
    let count = |n: usize| text::integer(lang, n as i64);
    if behind.is_empty() {
        return rich(t(lang, K::DatabasesOnPlan), &[&count(rows.len())]);
    }
    let worst: Vec<String> = behind
        .iter()
        .take(NAMED)
        .map(|(gap, name)| format!("{name} ({})", text::signed_points(lang, *gap)))
        .collect();
    rich(
        t(lang, K::DatabasesBehind),
        &[&count(behind.len()), &count(rows.len()), &worst.join(", ")],
    )
}

fn filter(
    frame: &Frame,
    filter: &DatabaseFilter,
    owners: Vec<(crate::domain::UnitCode, std::sync::Arc<str>)>,
) -> AnyView {
    let lang = frame.lang;
    let filtered = !filter.text.is_empty() || filter.owner.is_some();
    let owners = owners
        .into_iter()
        .map(|(code, name)| Choice {
            value: code.to_string(),
            word: name.to_string(),
            chosen: filter.owner.as_ref() == Some(&code),
        })
        .collect();
    view! {
        <form class="filter" method="get" action="/databases">
            {same_day(frame)} {same_order(frame)}
            <p class="wide">
                <label for="q">{t(lang, K::DatabasesFilterText)}</label>
                <input id="q" name="q" type="search" value=filter.text.clone()/>
            </p>
            {select(lang, "owner", K::DatabasesOwner, owners)}
            {filter_button(frame, "/databases", filtered)}
        </form>
    }
    .into_any()
}
