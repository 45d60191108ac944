//! Who leads a workstream, where it is told.
use leptos::prelude::*;

use super::{group_path, href, unit_path};
use crate::{
    text::{self, Key as K, tf},
    views::{Frame, Leads},
};

/// Leads that are named on the page of their workstream; the list of its units has all.
const NAMED: usize = 8;

/// "Sở Y tế và 2 đơn vị cùng chủ trì", in a row.
pub fn leads_in_row(frame: &Frame, leads: &Leads) -> AnyView {
    let (code, name) = &leads.first;
    let others = text::with_others(frame.lang, leads.others.len());
    view! { <a href=href(frame, &unit_path(code))>{name.to_string()}</a> {others} }.into_any()
}

/// All of them, on the page of their workstream, and the groups by which they lead.
pub fn leads_in_full(frame: &Frame, leads: &Leads) -> AnyView {
    let lang = frame.lang;
    let mut units: Vec<AnyView> = Vec::new();
    for (code, name) in leads.units().take(NAMED) {
        let sep = (!units.is_empty()).then_some(", ");
        let path = href(frame, &unit_path(code));
        units.push(view! { {sep} <a href=path>{name.to_string()}</a> }.into_any());
    }
    let all = leads.others.len() + 1;
    let more = text::with_others(lang, all.saturating_sub(NAMED));
    let together = (all > 1 && all <= NAMED)
        .then(|| tf(lang, text::Key::LeadTogether, &[&text::units(lang, all)]));
    let groups: Vec<_> = leads
        .groups
        .iter()
        .map(|(code, name)| {
            view! {
                " · "
                <a href=href(frame, &group_path(code))>{tf(lang, K::ByGroup, &[name])}</a>
            }
        })
        .collect();
    view! { {units} {more} {together} {groups} }.into_any()
}
