//! `/audit`: what was done, by whom, when and from where, the newest first.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Cells, after_reset, choices, day_picker, download, filter_button, heads, select, sentence,
        table, time,
    },
    text::{self, Key as K, NONE, rich, t},
    views::{AuditFilter, AuditPage, AuditPart, AuditRow, Frame, Table},
};

pub fn page(frame: &Frame, page: &AuditPage) -> Content {
    let lang = frame.lang;
    let (line, hash) = &page.last;
    let last = rich(t(lang, K::AuditLast), &[&text::integer(lang, *line), hash]);
    let none = page
        .rows
        .is_empty()
        .then(|| view! { <p class="quiet none">{t(lang, K::AuditNone)}</p> });
    let older = page.older.map(|line| {
        let path = frame.address(&[("before", &line.to_string())]);
        view! { <p><a class="btn quiet-btn" href=path>{t(lang, K::AuditOlder)}</a></p> }
    });
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{t(lang, K::AuditTitle)}</h1>
                <p class="second">{sentence(last)}</p>
                <p class="second">{t(lang, K::AuditNote)} " " {download(frame, Table::Audit)}</p>
            </div>
        </div>
        {filter(frame, &page.filter)}
        {none}
        {audit_table(frame, &page.rows)}
        {older}
    };
    Content::new("audit-page", t(lang, K::NavAudit), content)
}

fn filter(frame: &Frame, filter: &AuditFilter) -> AnyView {
    let lang = frame.lang;
    let parts = choices(
        lang,
        AuditPart::ALL,
        filter.what,
        AuditPart::code,
        text::audit_part,
    );
    let field = |name: &'static str, label: K, value: &str| {
        view! {
            <p>
                <label for=name>{t(lang, label)}</label>
                <input id=name name=name value=value.to_owned() autocomplete="off"/>
            </p>
        }
    };
    let day = |name: &'static str, label: K, value: &str| {
        view! {
            <p>
                <label for=name>{t(lang, label)}</label>
                <input
                    id=name
                    name=name
                    value=value.to_owned()
                    placeholder=t(lang, K::DayForm)
                    autocomplete="off"
                />
                {day_picker(lang, name, Some(frame.today), (None, Some(frame.today)))}
            </p>
        }
    };
    view! {
        <form class="filter" method="get" action="/audit" role="search" aria-label=t(lang, K::FilterButton)>
            {field("person", K::AuditBy, &filter.person)}
            {field("subject", K::AuditSubject, &filter.subject)}
            {select(lang, "what", K::AuditWhat, parts)}
            {day("from", K::AuditFrom, &filter.from)}
            {day("to", K::AuditTo, &filter.to)}
            {filter_button(frame, "/audit", filter.chosen())}
        </form>
    }
    .into_any()
}

/// Lines of the audit.
pub fn audit_table(frame: &Frame, rows: &[AuditRow]) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let lang = frame.lang;
    let word = |it: &str| match it {
        "" => NONE.to_owned(),
        it => it.to_owned(),
    };
    let lines: Vec<_> = rows
        .iter()
        .map(|row| {
            let by = match row.person.as_str() {
                "" => row.source.clone(),
                person => person.to_owned(),
            };
            let from = (!row.person.is_empty())
                .then(|| view! { <span class="line quiet">{row.source.clone()}</span> });
            view! {
                <tr data-line=row.line.to_string()>
                    <th scope="row" class="nowrap">
                        {time(lang, row.day)} ", " {row.time.clone()}
                    </th>
                    <td data-label=t(lang, K::AuditBy)><div>{by} {from}</div></td>
                    <td data-label=t(lang, K::AuditWhat)><div>{text::audit_action(lang, &row.action)} <span class="line quiet">{row.action.clone()}</span> {row.after_reset.then(|| after_reset(lang))}</div></td>
                    <td data-label=t(lang, K::AuditSubject)><div>{word(&row.subject)}</div></td>
                    <td data-label=t(lang, K::AuditDetail)><div>{word(&row.detail)}</div></td>
                    <td class="n quiet" data-label=t(lang, K::AuditLine)>{text::integer(lang, row.line)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = [
        (K::AuditWhen, Cells::Words),
        (K::AuditBy, Cells::Words),
        (K::AuditWhat, Cells::Words),
        (K::AuditSubject, Cells::Words),
        (K::AuditDetail, Cells::Words),
        (K::AuditLine, Cells::Numbers),
    ];
    Some(table(
        t(lang, K::AuditTitle),
        Some("audit-table"),
        heads(lang, &columns),
        lines,
    ))
}
