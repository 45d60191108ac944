//! The form that narrows a list, what it is narrowed to, and which rows of it a page has.
use leptos::prelude::*;

use super::{
    filter::{Choice, choices, filter_button, same_day, select},
    turn_pages,
};
use crate::{
    domain::{Bloc, Tier, UnitKind},
    text::{self, Key as K, Lang, Narrowed, t, tf},
    views::{Choices, Frame, PAGE, Paged, Within, WorkGroup},
};

/// What the form of a list asks for.
pub struct ListForm<'a> {
    /// The list's own address.
    pub path: &'static str,
    pub within: &'a Within,
    pub choices: &'a Choices,
    /// Fields of this list alone.
    pub own: Vec<AnyView>,
    /// The name of the field of the company, where it is asked for.
    pub company: Option<&'static str>,
    /// What stays as it is, and has no field.
    pub keeps: &'static [&'static str],
    pub filtered: bool,
}

impl ListForm<'_> {
    /// The text and the button; the rest unfolds.
    pub fn write(self, frame: &Frame) -> AnyView {
        let (lang, within) = (frame.lang, self.within);
        let kept: Vec<_> = frame
            .query
            .iter()
            .filter(|(name, value)| !value.is_empty() && self.keeps.contains(&name.as_str()))
            .map(|(name, value)| {
                view! { <input type="hidden" name=name.clone() value=value.clone()/> }
            })
            .collect();
        let named = |all: &[(String, String)], chosen: Option<String>| -> Vec<Choice> {
            let choice = |(value, word): &(String, String)| Choice {
                chosen: chosen.as_ref() == Some(value),
                value: value.clone(),
                word: word.clone(),
            };
            all.iter().map(choice).collect()
        };
        let areas = self.choices.areas.iter();
        let areas: Vec<_> = areas.map(|it| (it.to_string(), it.to_string())).collect();
        let workstreams = self.choices.workstreams.iter();
        let workstreams: Vec<_> = workstreams
            .map(|(code, name)| (code.to_string(), name.to_string()))
            .collect();
        let companies = self.choices.companies.iter();
        let companies: Vec<_> = companies
            .map(|(code, name)| (code.to_string(), name.to_string()))
            .collect();
        let groups = self.choices.unit_groups.iter();
        let groups: Vec<_> = groups
            .map(|(code, name)| (code.to_string(), name.to_string()))
            .collect();
        let group = within.unit_group.as_ref().map(ToString::to_string);
        let area = Some(within.area.clone()).filter(|area| !area.is_empty());
        let workstream = within.workstream.as_ref().map(ToString::to_string);
        let partner = within.partner.as_ref().map(ToString::to_string);
        let place = frame.place();
        view! {
            <form class="filter" method="get" action=self.path role="search" aria-label=t(lang, K::FilterButton)>
                {same_day(frame)} {kept}
                <p class="wide">
                    <label for="q">{t(lang, K::ListText)}</label>
                    <input id="q" name="q" type="search" value=within.text.clone() autocomplete="off"/>
                </p>
                {filter_button(frame, self.path, self.filtered)}
                <details class="more">
                    <summary>{t(lang, K::ListMore)}</summary>
                    <div class="filter">
                        {self.own}
                        {select(lang, "kind", K::FilterKind, choices(lang, UnitKind::ALL, within.kind, UnitKind::code, text::unit_kind))}
                        {select(lang, "bloc", K::FilterBloc, choices(lang, Bloc::ALL, within.bloc, Bloc::code, text::bloc))}
                        {select(lang, "tier", K::FilterTier, choices(lang, Tier::ALL, within.tier, Tier::code, |lang, tier| text::tier(lang, tier, place)))}
                        {(!areas.is_empty()).then(|| select(lang, "area", K::FilterArea, named(&areas, area)))}
                        {(!groups.is_empty()).then(|| select(lang, "unit_group", K::FilterUnitGroup, named(&groups, group)))}
                        {select(lang, "group", K::FilterGroup, choices(lang, WorkGroup::ALL, within.among, WorkGroup::code, text::work_group))}
                        {select(lang, "database", K::FilterWorkstream, named(&workstreams, workstream))}
                        {self.company.map(|name| select(lang, name, K::FilterCompany, named(&companies, partner)))}
                    </div>
                </details>
            </form>
        }
        .into_any()
    }
}

/// What a list is narrowed to, each the way to the list without it.
pub fn narrowed(frame: &Frame, all: &[Narrowed]) -> Option<AnyView> {
    let chips: Vec<_> = all
        .iter()
        .map(|it| {
            let mut change: Vec<(&str, &str)> = it.names.iter().map(|name| (*name, "")).collect();
            change.push(("page", ""));
            let label = tf(frame.lang, K::ListRemove, &[&it.words]);
            view! {
                <li>
                    <a href=frame.address(&change) aria-label=label>
                        {it.words.clone()} " ×"
                    </a>
                </li>
            }
        })
        .collect();
    (!chips.is_empty()).then(|| view! { <ul class="chips">{chips}</ul> }.into_any())
}

/// "dòng 51 đến 100 trên 444", with the pages before and after.
pub fn rows_told<T>(frame: &Frame, list: &Paged<T>) -> Option<AnyView> {
    let turn = turn_pages(frame, list.page, list.pages)?;
    let first = (list.page - 1) * PAGE + 1;
    let number = |n: usize| text::integer(frame.lang, n as i64);
    let last = (list.page * PAGE).min(list.all);
    let told = rows(frame.lang, [number(first), number(last), number(list.all)]);
    Some(view! { {turn} <p class="small quiet pages-told">{told}</p> }.into_any())
}

fn rows(lang: Lang, [first, last, all]: [String; 3]) -> String {
    tf(lang, K::ListRows, &[&first, &last, &all])
}
