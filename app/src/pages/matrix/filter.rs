//! What the reader narrows the table by: a plain form, and links between kinds.
use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{Choice, choices, select},
    domain::{Bloc, Status, Tier},
    text::{self, Key as K, Lang, t},
    views::{Frame, Matrix},
};

pub fn filter(frame: &Frame, page: &Matrix) -> AnyView {
    let lang = frame.lang;
    let filter = &page.filter;
    // What the form does not ask for stays as it is.
    let kept: Vec<_> = frame
        .query
        .iter()
        .filter(|(name, _)| ["as_of", "group", "all", "sectors", "cells"].contains(&name.as_str()))
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.clone() value=value.clone()/> }
        })
        .collect();
    let clear = filter.selects().then(|| {
        let path = frame.address(
            &["q", "bloc", "tier", "partner", "status", "unit_group"].map(|name| (name, "")),
        );
        view! { <a class="btn quiet-btn" href=path>{t(lang, K::FilterClear)}</a> }
    });
    let company = filter.partner.as_ref().map(|(code, _)| code);
    let partner = named(lang, "partner", K::MatrixPartner, &page.partners, company);
    let chosen = filter.unit_group.as_ref();
    let group = named(
        lang,
        "unit_group",
        K::FilterUnitGroup,
        &page.unit_groups,
        chosen,
    );
    let blocs = choices(lang, Bloc::ALL, filter.bloc, Bloc::code, text::bloc);
    let tiers = choices(lang, Tier::ALL, filter.tier, Tier::code, |lang, tier| {
        text::tier(lang, tier, frame.place())
    });
    let chosen = filter.bloc.is_some()
        || filter.tier.is_some()
        || filter.partner.is_some()
        || filter.unit_group.is_some()
        || filter.status.is_some();
    let statuses = choices(lang, Status::ALL, filter.status, Status::code, text::status);
    view! {
        <form
            class="filter matrix-filter"
            method="get"
            action="/matrix"
            role="search"
            aria-label=t(lang, K::FilterButton)
        >
            {kept}
            <p class="wide">
                <label for="q">{t(lang, K::FilterText)}</label>
                <input
                    id="q"
                    name="q"
                    type="search"
                    value=filter.text.clone()
                    autocomplete="off"
                    placeholder=t(lang, K::MatrixHint)
                />
            </p>
            <p class="go">
                <button class="btn">{t(lang, K::FilterButton)}</button>
                {clear}
            </p>
            <details class="matrix-more" open=chosen>
                <summary>{t(lang, K::MatrixMoreFilters)}</summary>
                <div>
                    {select(lang, "bloc", K::FilterBloc, blocs)}
                    {select(lang, "tier", K::FilterTier, tiers)}
                    {group}
                    {partner}
                    {select(lang, "status", K::StateWord, statuses)}
                </div>
            </details>
        </form>
    }
    .into_any()
}

/// Every kind with how many of its units there are, to open one of them.
pub fn kinds(frame: &Frame, page: &Matrix) -> AnyView {
    let lang = frame.lang;
    let link = |code: &str, word: &'static str, units: usize, current: bool| {
        view! {
            <a
                href=frame.address(&[("group", code), ("all", ""), ("sectors", "")])
                aria-current=current.then_some("page")
            >
                {word}
                " "
                <span>{text::integer(lang, units as i64)}</span>
            </a>
        }
    };
    let open = page.filter.group;
    let units = page.kinds.iter().map(|(_, units)| units).sum();
    let whole = open.is_none() && !page.filter.all;
    let links: Vec<_> = page
        .kinds
        .iter()
        .map(|(kind, units)| {
            let word = text::unit_kind(lang, *kind);
            link(kind.code(), word, *units, open == Some(*kind))
        })
        .collect();
    view! {
        <nav class="matrix-kinds" aria-label=t(lang, K::MatrixKinds)>
            {link("", t(lang, K::MatrixAllKinds), units, whole)}
            {links}
        </nav>
    }
    .into_any()
}

/// A list of what has a name, where there is any of it.
fn named<C: PartialEq + ToString>(
    lang: Lang,
    field: &'static str,
    label: K,
    all: &[(C, Arc<str>)],
    chosen: Option<&C>,
) -> Option<AnyView> {
    let option = |(code, name): &(C, Arc<str>)| Choice {
        value: code.to_string(),
        word: name.to_string(),
        chosen: chosen == Some(code),
    };
    let options = all.iter().map(option).collect();
    (!all.is_empty()).then(|| select(lang, field, label, options))
}
