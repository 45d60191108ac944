//! `/programme` and `/agreements`: what stands beside the databases.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Section, as_of, download, figure, href, method_note, partner_path, provisional, sentence,
        status_counts, three_bars, time, unit_path, workstream_path,
    },
    domain::{Deadline, Group},
    text::{self, Key as K, Lang, NONE, Run, rich, t, tf},
    views::{Frame, Programme, ProgrammeRow, Table},
};

pub fn page(frame: &Frame, page: Programme) -> Content {
    let lang = frame.lang;
    let title = t(
        lang,
        match page.group {
            Group::Agreements => K::NavAgreements,
            Group::Databases | Group::Programme => K::NavProgramme,
        },
    );
    let rows: Vec<&ProgrammeRow> = page.headings.iter().flat_map(|(_, rows)| rows).collect();
    let told = told(lang, &page, &rows);
    let bars = (page.figures.duties > 0).then(|| three_bars(lang, &page.figures));
    let group = page.group;
    let tab = |to: Group, path: &'static str, key: K| {
        let here = (group == to).then_some("page");
        view! {
            <a href=href(frame, path) aria-current=here>
                {t(lang, key)}
            </a>
        }
    };
    let none = rows
        .is_empty()
        .then(|| view! { <p class="quiet none">{t(lang, K::ProgrammeNone)}</p> });
    let scope = page.group.code();
    let headings: Vec<_> = page
        .headings
        .into_iter()
        .map(|(heading, rows)| table(frame, heading.to_string(), rows))
        .collect();
    let content = view! {
        <nav class="tabs" aria-label=t(lang, K::NavProgramme)>
            {tab(Group::Programme, "/programme", K::NavProgramme)}
            {tab(Group::Agreements, "/agreements", K::NavAgreements)}
        </nav>
        <div class="lede" data-scope="group" data-code=scope>
            <div>
                <h1>{sentence(told)}</h1>
                <p class="second">{t(lang, K::ProgrammeNote)} " " {download(frame, Table::Programme)}</p>
            </div>
            <div class="lede-end">{as_of(frame)} {bars}</div>
        </div>
        {none}
        {headings}
        {method_note(lang)}
    };
    Content::new("programme", title, content)
}

/// "16 nhiệm vụ của chương trình: 12,0% nghiệm thu; 3 quá hạn, 2 chưa có đơn vị"
fn told(lang: Lang, page: &Programme, rows: &[&ProgrammeRow]) -> Vec<Run> {
    let count = |n: usize| text::integer(lang, n as i64);
    let all = count(rows.len());
    let percent = text::maybe_percent(lang, page.figures.accepted());
    let (told, told_without) = match page.group {
        Group::Agreements => (K::AgreementsTold, K::AgreementsToldWithout),
        _ => (K::ProgrammeTold, K::ProgrammeToldWithout),
    };
    match rows.iter().filter(|row| row.units == 0).count() {
        0 => rich(t(lang, told), &[&all, &percent]),
        without => rich(t(lang, told_without), &[&all, &percent, &count(without)]),
    }
}

fn table(frame: &Frame, heading: String, rows: Vec<ProgrammeRow>) -> AnyView {
    let lang = frame.lang;
    let rows: Vec<_> = rows.into_iter().map(|row| line(frame, row)).collect();
    let content = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=heading.clone()>
            <table class="programme">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::ProgrammeTask)}</th>
                        <th scope="col">{t(lang, K::ProgrammeWho)}</th>
                        <th scope="col">{t(lang, K::Deadline)}</th>
                        <th scope="col" class="n">{t(lang, K::SheetProducts)}</th>
                        <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                        <th scope="col">{t(lang, K::StateWord)}</th>
                        <th scope="col">{t(lang, K::Source)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    view! { <Section lang title=heading>{content}</Section> }.into_any()
}

fn line(frame: &Frame, row: ProgrammeRow) -> AnyView {
    let lang = frame.lang;
    let w = &row.workstream;
    let f = row.figures;
    let who = match (&row.owner, row.units) {
        (Some((_, name)), _) => name.to_string(),
        (None, 0) => t(lang, K::NoUnitYet).to_owned(),
        (None, n) => text::units(lang, n),
    };
    let owner = row.owner.map_or_else(
        || match row.units {
            0 => view! { <span class="provisional">{t(lang, K::NoUnitYet)}</span> }.into_any(),
            n => text::units(lang, n).into_any(),
        },
        |(code, name)| view! { <a href=href(frame, &unit_path(&code))>{name}</a> }.into_any(),
    );
    let partner = row.partner.map(|(code, name)| {
        view! {
            <span class="line">
                <a href=href(frame, &partner_path(&code))>{name}</a>
            </span>
        }
    });
    let late = w
        .due
        .day()
        .is_some_and(|due| frame.day() > due && !f.accepted().is_some_and(|share| share.is_one()));
    let due = match &w.due {
        Deadline::None => NONE.into_any(),
        Deadline::Day(due) => {
            let past = late
                .then(|| view! { " " <b class="late">{text::until(lang, frame.day(), *due)}</b> });
            view! { {time(*due)} {past} }.into_any()
        }
        Deadline::Text(words) => words.to_string().into_any(),
    };
    let short_due = match &w.due {
        Deadline::None => None,
        Deadline::Day(due) => Some(text::day(*due)),
        Deadline::Text(words) => Some(words.to_string()),
    };
    let short_due = short_due.map(|due| view! { " · " {t(lang, K::Deadline)} " " <b>{due}</b> });
    view! {
        <tr data-scope="workstream" data-code=w.code.to_string()>
            <th scope="row">
                <a href=href(frame, &workstream_path(w))>{w.name.to_string()}</a>
                {provisional(lang, w.provisional)}
                <span class="line quiet plain">
                    {w.code.to_string()} " · " {text::workstream_kind(lang, w.kind)}
                </span>
                <span class="phone-only plain">{who} {short_due}</span>
            </th>
            <td>{owner} {partner}</td>
            <td>{due}</td>
            <td class="n">{tf(lang, K::OfTotal, &[
                &text::integer(lang, i64::from(f.products_accepted)),
                &text::integer(lang, i64::from(f.products)),
            ])}</td>
            <td class="n">
                <b>{figure(lang, "accepted", f.accepted())}</b>
            </td>
            <td>{status_counts(lang, &f)}</td>
            <td class="second small">{w.source.to_string()}</td>
        </tr>
    }
    .into_any()
}
