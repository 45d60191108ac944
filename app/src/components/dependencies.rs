//! What a workstream waits for, and what waits for it.
use leptos::prelude::*;

use super::{
    explained::explained,
    link::{href, workstream_path},
    section::Section,
    status::{note_with, provisional_row},
};
use crate::{
    domain::{Of, ShareOf, UnitKind},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, Unlocks, WaitsFor},
};

pub fn dependencies(frame: &Frame, waits_for: &[WaitsFor], unlocks: &Unlocks) -> Option<AnyView> {
    let lang = frame.lang;
    if waits_for.is_empty() && unlocks.waiting.is_empty() {
        return None;
    }
    let told = (!unlocks.units.is_empty()).then(|| {
        let words = tf(lang, K::Unlocks, &[&kinds(lang, &unlocks.units)]);
        view! { <p class="strong" data-unlocks=number(&unlocks.units)>{words}</p> }
    });
    let all = || waits_for.iter().chain(&unlocks.waiting);
    let marked = all().filter(|it| it.provisional).count();
    let note = note_with(lang, t(lang, K::DependenciesNote), marked, all().count());
    let waits = list(frame, K::WaitsFor, waits_for, state);
    let waiting = list(frame, K::WaitingOnIt, &unlocks.waiting, units);
    Some(
        view! {
            <Section lang title=K::DependenciesTitle note>
                {told}
                <div class="two-even">{waits} {waiting}</div>
            </Section>
        }
        .into_any(),
    )
}

fn number(units: &[(UnitKind, usize)]) -> usize {
    units.iter().map(|(_, number)| number).sum()
}

/// "47 phường, 3 sở, ban, ngành"
fn kinds(lang: Lang, units: &[(UnitKind, usize)]) -> String {
    let kind = |(kind, number): &(UnitKind, usize)| text::units_of_kind(lang, *kind, *number);
    units.iter().map(kind).collect::<Vec<_>>().join("; ")
}

fn list(
    frame: &Frame,
    title: K,
    rows: &[WaitsFor],
    told: fn(&Frame, &WaitsFor) -> Option<AnyView>,
) -> Option<AnyView> {
    let lang = frame.lang;
    if rows.is_empty() {
        return None;
    }
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let w = &row.workstream;
            let source = (!row.source.is_empty()).then(|| {
                let words = format!("{}: {}", t(lang, K::Source), row.source);
                view! { <span class="line small quiet">{words}</span> }
            });
            view! {
                <li data-scope="database" data-code=w.code.to_string()>
                    <a href=href(frame, &workstream_path(w))>{w.name.to_string()}</a>
                    {provisional_row(lang, row.provisional)}
                    <span class="line second">{told(frame, row)}</span>
                    {source}
                </li>
            }
        })
        .collect();
    let list = view! {
        <div>
            <h3 class="group-head">{t(lang, title)}</h3>
            <ul class="dependencies">{rows}</ul>
        </div>
    };
    Some(list.into_any())
}

/// Whether what is waited for is done, and else how far it is.
fn state(frame: &Frame, row: &WaitsFor) -> Option<AnyView> {
    let lang = frame.lang;
    let figures = row.waited.as_ref()?;
    if figures.all_done() {
        return Some(view! { {t(lang, K::WaitedForDone)} }.into_any());
    }
    let of = Of::Workstream(row.workstream.code.clone());
    let accepted = explained(frame, &of, ShareOf::Accepted, figures);
    Some(view! { {t(lang, K::WaitedForOpen)} " " {accepted} }.into_any())
}

/// The units that wait.
fn units(frame: &Frame, row: &WaitsFor) -> Option<AnyView> {
    let lang = frame.lang;
    let figures = row.waited.as_ref()?;
    let words = if figures.all_done() {
        t(lang, K::WaitedForDone).to_owned()
    } else if row.units.is_empty() {
        t(lang, K::NobodyWaits).to_owned()
    } else {
        tf(lang, K::UnitsWait, &[&kinds(lang, &row.units)])
    };
    Some(view! { {words} }.into_any())
}
