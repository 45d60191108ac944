//! The ledger of deadlines: what was promised first, what was granted, by which decisions.
use leptos::prelude::*;

use super::{
    downloads::download,
    figure::time,
    link::{duty_path, href},
    milestone::milestone_mark,
    table::{Cells, folded_list, heads, table},
};
use crate::{
    text::{self, Key as K, Lang, t, tf},
    views::{DeadlineRow, Extension, Frame, Table},
};

/// Rows shown; the file has all.
const SHOWN: usize = 20;

/// All of a unit's or a company's, most days first, folded; nothing where nothing was extended.
pub fn deadline_ledger(frame: &Frame, rows: &[DeadlineRow]) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let lang = frame.lang;
    let title = tf(
        lang,
        K::DeadlinesTitle,
        &[
            &text::integer(lang, rows.len() as i64),
            &granted(lang, rows.iter().map(DeadlineRow::granted).sum()),
        ],
    );
    let more = (rows.len() > SHOWN).then(|| {
        let [shown, all] = [SHOWN, rows.len()].map(|n| text::integer(lang, n as i64));
        tf(lang, K::DeadlinesMore, &[&shown, &all])
    });
    let lines: Vec<_> = rows
        .iter()
        .take(SHOWN)
        .map(|row| line(frame, row))
        .collect();
    let columns = [
        (K::Milestone, Cells::Words),
        (K::StateWord, Cells::Words),
        (K::DeadlineOriginal, Cells::Words),
        (K::DeadlineCurrent, Cells::Words),
        (K::DaysGranted, Cells::Numbers),
        (K::GrantedBy, Cells::Words),
    ];
    let label = t(lang, K::DeadlinesSheet);
    let list = table(label, Some("redefined"), heads(lang, &columns), lines);
    let note = view! { <span class="quiet">{t(lang, K::DeadlinesNote)}</span> }.into_any();
    let foot = view! { {more} " " {download(frame, Table::Deadlines)} }.into_any();
    Some(folded_list("deadlines", title, note, list, foot))
}

/// "+45 ngày"
pub fn granted(lang: Lang, days: i64) -> String {
    let sign = if days > 0 { "+" } else { "" };
    format!("{sign}{}", text::days(lang, days))
}

fn line(frame: &Frame, it: &DeadlineRow) -> AnyView {
    let lang = frame.lang;
    let extensions: Vec<_> = it
        .extensions
        .iter()
        .map(|extension| view! { <li>{told(lang, extension)}</li> })
        .collect();
    view! {
        <tr data-milestone=it.row.id.to_string()>
            <th scope="row" class="plain">
                <a href=href(frame, &duty_path(&it.row.duty))>{it.row.title.to_string()}</a>
                <span class="line quiet">
                    {it.unit_name.to_string()} " · " {it.workstream_name.to_string()}
                </span>
            </th>
            <td>{milestone_mark(lang, &it.row)}</td>
            <td>{time(lang, it.original)}</td>
            <td>{time(lang, it.current)}</td>
            <td class="n">
                <b>{granted(lang, it.granted())}</b>
            </td>
            <td>
                <ul>{extensions}</ul>
            </td>
        </tr>
    }
    .into_any()
}

/// "12/06/2026: đến 30/09/2026 (+30 ngày), quyết định 15/QĐ: chờ dữ liệu gốc"
fn told(lang: Lang, it: &Extension) -> String {
    let days = granted(lang, (it.to - it.from).num_days());
    let mut words = tf(
        lang,
        K::GrantedOn,
        &[&text::day(lang, it.day), &text::day(lang, it.to), &days],
    );
    match &it.decision {
        None => {
            words.push_str("; ");
            words.push_str(t(lang, K::HiddenDetail));
        }
        Some((number, reason)) => {
            if !number.is_empty() {
                words.push_str(&format!(", {}", tf(lang, K::DecisionOnly, &[number])));
            }
            if !reason.is_empty() {
                words.push_str(&format!(": {reason}"));
            }
        }
    }
    words
}
