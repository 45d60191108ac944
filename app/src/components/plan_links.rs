//! From what stands in the plan to where it is changed, for those who change it.
use leptos::prelude::*;

use crate::{
    text::{Key as K, t},
    views::Frame,
};

/// Pages of the plan, each with its words; nothing for anybody else, and of a past day.
pub fn plan_links(frame: &Frame, links: Vec<(String, K)>) -> Option<AnyView> {
    let reader = frame.reader.as_ref();
    reader.filter(|it| it.role.plans() && !frame.only_reads())?;
    let links: Vec<_> = links
        .into_iter()
        .map(|(path, words)| view! { <a href=path>{t(frame.lang, words)}</a> " " })
        .collect();
    Some(view! { <p class="plan-links">{links}</p> }.into_any())
}
