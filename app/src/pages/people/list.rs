//! All accounts, narrowed by parts that ask for something; what is ticked gets one-time passwords
//! or is locked.
use leptos::prelude::*;

use super::{days, last, notes, person_path, scope_choices};
use crate::{
    components::{
        choices, download, error_summary, filter_button, said, select, sentence, turn_pages,
    },
    domain::{Role, SILENT_DAYS},
    pages::Content,
    text::{self, Key as K, Lang, rich, t, tf},
    views::{Frame, PeopleFilter, PeopleList, PeoplePart, PersonRow, Scope, Table},
};

pub fn page(frame: &Frame, list: PeopleList) -> Content {
    let lang = frame.lang;
    let count = |part: PeoplePart| {
        let counted = list.counts.iter().find(|(it, _)| *it == part);
        text::integer(lang, counted.map_or(0, |(_, n)| *n) as i64)
    };
    let title = rich(
        t(lang, K::PeopleTold),
        &[
            &count(PeoplePart::All),
            &count(PeoplePart::NeverIn),
            &count(PeoplePart::Silent),
            &SILENT_DAYS.to_string(),
        ],
    );
    let over = tf(
        lang,
        K::PeopleOneTimeOver,
        &[&count(PeoplePart::OneTimeOver)],
    );
    let parts = parts(frame, &list);
    let filter = filter(frame, &list.filter, list.scopes.clone());
    let summary = error_summary(lang, said(lang, list.error), Vec::new());
    let rows: Vec<_> = list.rows.iter().map(|row| line(lang, row)).collect();
    let none = list
        .rows
        .is_empty()
        .then(|| view! { <p class="quiet none">{t(lang, K::PeopleNone)}</p> });
    let matching = tf(
        lang,
        K::PeopleMatching,
        &[&text::integer(lang, list.matching as i64)],
    );
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{sentence(title)}</h1>
                <p class="second">{over} " " {download(frame, Table::People)}</p>
            </div>
            <p class="people-add">
                <a class="btn quiet-btn" href="/people/add/one">{t(lang, K::PersonAdd)}</a> " "
                <a class="btn quiet-btn" href="/people/add/many">{t(lang, K::PeopleAddMany)}</a>
            </p>
        </div>
        {filter}
        {parts}
        {summary}
        {none}
        <form class="people-list" method="post" action=frame.address(&[])>
            <input type="hidden" name="account" value=list.account.clone()/>
            <p class="small quiet">{matching}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::NavPeople)>
                <table class="people-table">
                    <thead>
                        <tr>
                            <th scope="col"><span class="sr">{t(lang, K::PeopleTick)}</span></th>
                            <th scope="col">{t(lang, K::PersonHead)}</th>
                            <th scope="col">{t(lang, K::AccountRole)}</th>
                            <th scope="col">{t(lang, K::PersonScope)}</th>
                            <th scope="col">{t(lang, K::PersonDays)}</th>
                            <th scope="col">{t(lang, K::PersonLastIn)}</th>
                            <th scope="col">{t(lang, K::StateWord)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {turn_pages(frame, list.page, list.pages)}
            {(!list.rows.is_empty()).then(|| together(lang))}
        </form>
    };
    Content::new("people-page", t(lang, K::NavPeople), content)
}

/// What is done with all that is ticked.
fn together(lang: Lang) -> AnyView {
    view! {
        <p class="people-do">
            <span>{t(lang, K::PeopleTicked)}</span> " "
            <button class="btn quiet-btn" name="action" value="one-time">{t(lang, K::OneTimeGive)}</button> " "
            <button class="btn quiet-btn" name="action" value="disable">{t(lang, K::PersonDisable)}</button>
            <span class="small quiet">{t(lang, K::OneTimeVoids)}</span>
        </p>
    }
    .into_any()
}

fn filter(frame: &Frame, filter: &PeopleFilter, scopes: Vec<Scope>) -> AnyView {
    let lang = frame.lang;
    let part = filter
        .part
        .map(|part| view! { <input type="hidden" name="part" value=part.code()/> });
    let roles = choices(lang, Role::ALL, filter.role, Role::code, text::role);
    let scopes = scope_choices(scopes, &filter.scope);
    view! {
        <form class="filter" method="get" action="/people" role="search" aria-label=t(lang, K::FilterButton)>
            {part}
            <p class="wide">
                <label for="q">{t(lang, K::PeopleFind)}</label>
                <input id="q" name="q" type="search" value=filter.text.clone()/>
            </p>
            {select(lang, "role", K::AccountRole, roles)}
            {select(lang, "scope", K::PersonScope, scopes)}
            {filter_button(frame, "/people", filter.chosen())}
        </form>
    }
    .into_any()
}

fn parts(frame: &Frame, list: &PeopleList) -> AnyView {
    let lang = frame.lang;
    let chosen = list.filter.part.unwrap_or(PeoplePart::All);
    let links: Vec<_> = list
        .counts
        .iter()
        .map(|(part, number)| {
            let value = match part {
                PeoplePart::All => "",
                part => part.code(),
            };
            let path = frame.address(&[("part", value), ("page", "")]);
            let here = (*part == chosen).then_some("page");
            view! {
                <a href=path aria-current=here>
                    {text::people_part(lang, *part)} " " <b>{text::integer(lang, *number as i64)}</b>
                </a>
            }
        })
        .collect();
    view! { <nav class="tabs" aria-label=t(lang, K::PeopleParts)>{links}</nav> }.into_any()
}

fn line(lang: Lang, row: &PersonRow) -> AnyView {
    let scope = row.scope.as_ref().map(|it| it.name.to_string());
    let label = tf(lang, K::PeopleTickOne, &[&row.name]);
    view! {
        <tr data-account=row.username.clone()>
            <td class="tick">
                <label class="check">
                    <input type="checkbox" name="person" value=row.username.clone()/>
                    <span class="sr">{label}</span>
                </label>
            </td>
            <th scope="row">
                <a href=person_path(&row.username)>{row.name.clone()}</a>
                <span class="line quiet plain">{row.username.clone()}</span>
            </th>
            <td data-label=t(lang, K::AccountRole)><div>{text::role(lang, row.role)}</div></td>
            <td data-label=t(lang, K::PersonScope)><div>{scope.unwrap_or_else(|| text::NONE.to_owned())}</div></td>
            <td data-label=t(lang, K::PersonDays)><div>{days(lang, row)}</div></td>
            <td data-label=t(lang, K::PersonLastIn)><div>{last(lang, row)}</div></td>
            <td data-label=t(lang, K::StateWord)><div>{notes(lang, row)}</div></td>
        </tr>
    }
    .into_any()
}
