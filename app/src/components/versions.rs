//! Two versions of the same words.
use leptos::prelude::*;

use crate::text::{Key as K, Lang, t};

/// Two versions side by side, on a phone one above the other: what each row is, the one, the
/// other. `heads` say which versions they are.
pub fn versions(
    lang: Lang,
    title: &'static str,
    heads: [String; 2],
    rows: Vec<(K, String, String)>,
) -> AnyView {
    let named = |(key, one, other)| (t(lang, key).to_owned(), one, other);
    named_versions(lang, title, heads, rows.into_iter().map(named).collect())
}

/// The same of rows that have names of their own.
pub fn named_versions(
    lang: Lang,
    title: &'static str,
    heads: [String; 2],
    rows: Vec<(String, String, String)>,
) -> AnyView {
    let [one, other] = heads;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, first, second)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td data-label=one.clone()>{first}</td>
                    <td class="this" data-label=other.clone()>{second}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=title><table class="compare">
            <thead>
                <tr>
                    <th scope="col">{t(lang, K::Content)}</th>
                    <th scope="col">{one}</th>
                    <th scope="col">{other}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .into_any()
}
