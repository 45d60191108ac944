//! `/`: how far is the campaign, where is it behind, who must act.
mod actions;
mod blocs;
mod burn_up;
mod changes;
mod departments;
mod lede;
mod national;

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Section, downloads, event_list, href, method_note_with, outcome_strip, partners_table,
        redefinitions, status_strip, tried,
    },
    domain::{Group, Of, Status},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, Overview, Table},
};

pub fn page(frame: &Frame, page: &Overview) -> Content {
    let lang = frame.lang;
    let write = |content| Content::new("overview", t(lang, K::NavOverview), content);
    let head = lede::lede(frame, page);
    let strip = status_strip(frame, &Of::City, &page.figures);
    let chart = burn_up::burn_up(frame, page);
    let actions = actions::actions(frame, page);
    let national = (!page.national.is_empty()).then(|| national::national(frame, page));
    let first = view! {
        <div class="city" data-scope="city">{head} {strip} {beside(frame, page)}</div>
        <div class="two">{chart} {actions}</div>
        {national}
    };
    // Across a room the first questions are enough.
    if frame.wall {
        return write(first.into_any());
    }
    let events = event_list(frame, page.events.clone(), true);
    let notes = headline_changes(lang, page).into_iter();
    let notes = notes.chain(tried(lang, page.tried.as_ref())).collect();
    let content = view! {
        {first}
        {outcome_strip(frame, &page.outcomes)}
        <div class="two-even">
            {(page.sector_databases > 0).then(|| departments::departments(frame, page))}
            <div>{changes::changes(frame, page)} {departments::security(frame, page)}</div>
        </div>
        {blocs::blocs(frame, page)}
        {partners(frame, page)}
        <Section lang class="events-section" title=K::EventsTitle note=K::EventsNote>
            {events}
        </Section>
        {redefinitions(frame, &page.redefinitions)}
        {downloads(frame, &tables(frame, page))}
        {method_note_with(lang, notes)}
    };
    write(content.into_any())
}

/// What the figures counted before, and both figures of the day of each change.
fn headline_changes(lang: Lang, page: &Overview) -> Vec<String> {
    let changes = page.headline_changes.iter();
    let told = changes.map(|it| {
        let (number, approver) = &it.decision;
        tf(
            lang,
            K::HowHeadlineChanged,
            &[
                &text::day(it.day),
                text::headline_counts(lang, it.now),
                text::headline_counts(lang, it.was),
                number,
                approver,
                &text::maybe_percent(lang, it.before),
                &text::maybe_percent(lang, it.after),
            ],
        )
    });
    told.collect()
}

/// One line for each group that the figures do not count.
fn beside(frame: &Frame, page: &Overview) -> Option<AnyView> {
    let lang = frame.lang;
    let lines: Vec<_> = page
        .beside
        .iter()
        .map(|(group, figures)| {
            let (path, name) = match group {
                Group::Databases => ("/databases", K::NavDatabases),
                Group::Programme => ("/programme", K::NavProgramme),
                Group::Agreements => ("/agreements", K::NavAgreements),
            };
            let late = text::integer(lang, i64::from(figures.count(Status::Late)));
            let words = tf(
                lang,
                K::OverviewBesideGroup,
                &[
                    &text::maybe_percent(lang, figures.accepted()),
                    &late,
                    &text::integer(lang, i64::from(figures.duties)),
                ],
            );
            view! { <li><a href=href(frame, path)>{t(lang, name)}</a> ": " {words}</li> }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <div class="beside second">
                <b>{t(lang, K::OverviewBeside)}</b>
                <ul>{lines}</ul>
            </div>
        }
        .into_any()
    })
}

/// The companies side by side.
fn partners(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let title = tf(lang, K::PartnersTitle, &[&page.partners.len().to_string()]);
    let end = view! { <a href=href(frame, "/partners")>{t(lang, K::NavPartners)}</a> }.into_any();
    let table = partners_table(frame, page.partners.clone());
    view! { <Section lang title end>{table}</Section> }.into_any()
}

/// The page's tables in its order.
fn tables(frame: &Frame, page: &Overview) -> Vec<(Table, String)> {
    let lang = frame.lang;
    let word = |key: K| t(lang, key).to_owned();
    let number = |key: K, n: usize| tf(lang, key, &[&n.to_string()]);
    let mut tables = vec![
        (Table::Weeks, word(K::ChartTitle)),
        (Table::Actions, word(K::PressingTitle)),
        (Table::Outcomes, word(K::OutcomesTitle)),
        (Table::Security, word(K::SecurityTitle)),
        (Table::Blocs, word(K::BlocsTitle)),
        (
            Table::Partners,
            number(K::PartnersTitle, page.partners.len()),
        ),
        (Table::Events, word(K::EventsTitle)),
    ];
    let national = page.national.len();
    if national > 0 {
        tables.push((Table::National, number(K::NationalTitle, national)));
    }
    if page.sector_databases > 0 {
        let title = number(K::DepartmentsTitle, page.sector_databases);
        tables.push((Table::Departments, title));
    }
    if page.changes.is_some() {
        tables.push((Table::Changes, word(K::SinceTitle)));
    }
    tables
}
