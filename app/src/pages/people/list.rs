//! All accounts, narrowed by parts that ask for something; what is ticked gets one-time passwords
//! or is locked.
use leptos::prelude::*;

use super::{asked, days, last, notes, offered_scopes, person_path, to_come};
use crate::{
    components::{
        choices, download, error_summary, filter_button, said, select, sentence, turn_pages,
    },
    domain::{Role, SILENT_DAYS},
    pages::Content,
    text::{self, Key as K, Lang, rich, t, tf},
    views::{
        Frame, OvertakenPerson, PeopleFilter, PeopleList, PeoplePart, PersonRow, Scope, Table,
    },
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
    let filter = filter(frame, &list.filter, &list.scopes);
    let summary = error_summary(lang, said(lang, list.error), Vec::new());
    let overtaken = overtaken(lang, &list.overtaken);
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
        {overtaken}
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
        <div class="people-do">
            <span>{t(lang, K::PeopleTicked)}</span> " "
            {asked(lang, (K::OneTimeGive, K::OneTimeVoids), "one-time")}
            {asked(lang, (K::PersonDisable, K::DisablesAll), "disable")}
        </div>
    }
    .into_any()
}

/// What was done meanwhile to what was ticked.
fn overtaken(lang: Lang, all: &[OvertakenPerson]) -> Option<AnyView> {
    let line = |it: &OvertakenPerson| {
        let last = it.last.as_ref().map(|last| {
            let by = match last.person.as_str() {
                "" => last.source.clone(),
                person => person.to_owned(),
            };
            let what = text::audit_action(lang, &last.action);
            let detail = (!last.detail.is_empty()).then(|| format!(" ({})", last.detail));
            let at = format!("{} {}", text::day(lang, last.day), last.time);
            format!(": {what}{}, {by}, {at}", detail.unwrap_or_default())
        });
        view! { <li><a href=person_path(&it.username)>{it.name.clone()}</a> {last}</li> }
    };
    let lines: Vec<_> = all.iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! { <div class="conflict"><ul class="plain-list">{lines}</ul></div> }.into_any()
    })
}

fn filter(frame: &Frame, filter: &PeopleFilter, scopes: &[Scope]) -> AnyView {
    let lang = frame.lang;
    let part = filter
        .part
        .map(|part| view! { <input type="hidden" name="part" value=part.code()/> });
    let roles = choices(lang, Role::ALL, filter.role, Role::code, text::role);
    view! {
        <form class="filter" method="get" action="/people" role="search" aria-label=t(lang, K::FilterButton)>
            {part}
            <p class="wide">
                <label for="q">{t(lang, K::PeopleFind)}</label>
                <input id="q" name="q" type="search" value=filter.text.clone()/>
            </p>
            {select(lang, "role", K::AccountRole, roles)}
            <p>
                <label for="scope">{t(lang, K::PersonScope)}</label>
                <input id="scope" name="scope" list="scopes" value=filter.scope.clone() autocomplete="off"/>
            </p>
            {offered_scopes("scopes", scopes)}
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
    let coming = row.coming.iter().map(|it| to_come(lang, it));
    let coming: Vec<_> = coming
        .map(|words| view! { <span class="line quiet">{words}</span> })
        .collect();
    view! {
        <tr data-account=row.username.clone()>
            <td class="tick">
                <label class="check">
                    <input type="checkbox" name="person" value=format!("{} {}", row.username, row.read)/>
                    <span class="sr">{label}</span>
                </label>
            </td>
            <th scope="row">
                <a href=person_path(&row.username)>{row.name.clone()}</a>
                <span class="line quiet plain">{row.username.clone()}</span>
            </th>
            <td data-label=t(lang, K::AccountRole)><div>{text::role(lang, row.role)}</div></td>
            <td data-label=t(lang, K::PersonScope)><div>{scope.unwrap_or_else(|| text::NONE.to_owned())}</div></td>
            <td data-label=t(lang, K::PersonDays)><div>{days(lang, row.from, row.to)}</div></td>
            <td data-label=t(lang, K::PersonLastIn)><div>{last(lang, row)}</div></td>
            <td data-label=t(lang, K::StateWord)><div>{notes(lang, row)} {coming}</div></td>
        </tr>
    }
    .into_any()
}
