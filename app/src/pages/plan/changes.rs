//! Who changed the plan, when, by which decision.
use leptos::prelude::*;

use super::crumb;
use crate::{
    components::{Cells, heads, table, time},
    pages::Content,
    text::{Key as K, t},
    views::{Frame, PlanChanges},
};

pub fn page(frame: &Frame, page: &PlanChanges) -> Content {
    let lang = frame.lang;
    let title = t(lang, K::PlanChanges);
    let rows = page
        .rows
        .iter()
        .map(|(day, clock, who, what)| {
            view! {
                <tr>
                    <th scope="row" class="nowrap">{time(lang, *day)} ", " {clock.clone()}</th>
                    <td data-label=t(lang, K::AuditBy)><div>{who.clone()}</div></td>
                    <td data-label=t(lang, K::AuditWhat)><div>{what.clone()}</div></td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = [
        (K::AuditWhen, Cells::Words),
        (K::AuditBy, Cells::Words),
        (K::AuditWhat, Cells::Words),
    ];
    let table = table(title, Some("plan-table"), heads(lang, &columns), rows);
    let content = view! {
        {crumb(lang, None, title.to_owned())}
        <h1 class="page-title">{title}</h1>
        <p class="second">{t(lang, K::PlanChangesNote)}</p>
        {table}
    };
    Content::new("plan-page", title, content)
}
