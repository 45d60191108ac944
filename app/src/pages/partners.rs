//! `/partners`: the companies on like measures, and who accompanies whom.
use leptos::prelude::*;

use super::Content;
use crate::{
    chart,
    components::{
        Cells, Section, as_of, data_of_chart, download, heads, href, method_note, named_heads,
        note_with, partner_path, partners_table, provisional_row, sentence, table, time, unit_path,
    },
    domain::{AssignmentRole, DueWeek},
    text::{self, Key as K, NONE, Run, rich, t, tf},
    views::{AssignedCompany, AssignedKind, AssignedUnit, Frame, PartnerList, PartnerRow, Table},
};

pub fn page(frame: &Frame, list: PartnerList) -> Content {
    let lang = frame.lang;
    let tab = t(lang, K::NavPartners);
    let title = tf(lang, K::PartnersTitle, &[&list.rows.len().to_string()]);
    let head = headline(frame, &list.rows);
    let who = who(frame, &list);
    let end = view! { <span class="end">{download(frame, Table::Partners)}</span> }.into_any();
    let due = due(frame, &list);
    let table = partners_table(frame, list.rows);
    let content = view! {
        <div class="lede plain-lede">
            <h1>{sentence(head)}</h1>
            {as_of(frame)}
        </div>
        <Section lang title note=K::PartnersNote end>
            {table}
        </Section>
        <p class="small quiet">{t(lang, K::PartnersFew)}</p>
        {due}
        {who}
        {method_note(lang)}
    };
    Content::new("partners", tab, content)
}

/// What each company had to hand over week by week, on one scale.
fn due(frame: &Frame, list: &PartnerList) -> Option<AnyView> {
    let lang = frame.lang;
    let most = list.due.iter().flatten().map(|week| week.due).max()?;
    let number = |n: u32| text::integer(lang, i64::from(n));
    let sum = |weeks: &[DueWeek]| -> (u32, u32) {
        let due = weeks.iter().map(|week| week.due).sum();
        (due, weeks.iter().map(|week| week.in_time).sum())
    };
    let cards: Vec<_> = list
        .rows
        .iter()
        .zip(&list.due)
        .map(|(row, weeks)| {
            let (due, in_time) = sum(weeks);
            let told = tf(lang, K::DueBesideInTime, &[&number(in_time), &number(due)]);
            let drawing = chart::due_weeks(weeks, most, &format!("{}: {told}", row.name));
            view! {
                <figure>
                    <figcaption>
                        <a href=href(frame, &partner_path(&row.code))>{row.name.to_string()}</a>
                        <span class="small">{told}</span>
                    </figcaption>
                    <div inner_html=drawing></div>
                </figure>
            }
        })
        .collect();
    let names = list.rows.iter().map(|row| row.name.to_string());
    let heads = named_heads(t(lang, K::DueMonday), names);
    let mondays = list.due.first()?.iter().enumerate().rev();
    let rows: Vec<_> = mondays
        .filter(|(at, _)| list.due.iter().any(|weeks| weeks.get(*at).is_some_and(|week| week.due > 0)))
        .map(|(at, week)| {
            let cells: Vec<_> = list
                .due
                .iter()
                .filter_map(|weeks| weeks.get(at))
                .map(|week| view! { <td class="n">{format!("{}/{}", number(week.in_time), number(week.due))}</td> })
                .collect();
            view! { <tr><th scope="row">{time(lang, week.monday)}</th> {cells}</tr> }.into_any()
        })
        .collect();
    let note = tf(lang, K::DueBesideNote, &[&number(most)]);
    let label = t(lang, K::DueTable);
    let data = view! { <p class="small quiet">{label}</p> {table(label, None, heads, rows)} };
    Some(
        view! {
            <Section lang class="multiples-section" title=K::DueBeside note>
                <div class="multiples">{cards}</div>
                {data_of_chart(lang, data.into_any())}
            </Section>
        }
        .into_any(),
    )
}

/// All companies in one sentence.
pub(super) fn headline(frame: &Frame, rows: &[PartnerRow]) -> Vec<Run> {
    let lang = frame.lang;
    let sum = |of: fn(&PartnerRow) -> u32| -> u32 { rows.iter().map(of).sum() };
    let number = |n: u32| text::integer(lang, i64::from(n));
    let mut runs = rich(
        t(lang, K::PartnersHead),
        &[
            &number(sum(|r| r.figures.products_accepted)),
            &number(sum(|r| r.figures.products)),
            &rows.len().to_string(),
        ],
    );
    let late = sum(|r| r.figures.products_late);
    let waiting = sum(|r| r.deliveries.waiting.total());
    let finished_late = sum(|r| r.deliveries.finished_late);
    let more = super::partner::late_and_waiting(lang, late, finished_late, waiting);
    runs.extend(more);
    runs
}

/// Kinds of units by companies, and unit by unit beneath.
fn who(frame: &Frame, list: &PartnerList) -> AnyView {
    let lang = frame.lang;
    let heads: Vec<_> = list
        .rows
        .iter()
        .map(|row| {
            view! {
                <th scope="col" class="n">
                    <a href=href(frame, &partner_path(&row.code))>{row.name.to_string()}</a>
                </th>
            }
        })
        .collect();
    let lines: Vec<_> = list
        .kinds
        .iter()
        .map(|kind| {
            let cells: Vec<_> = list
                .rows
                .iter()
                .map(|row| {
                    view! { <td class="n" data-label=row.name.to_string()>{roles_in(kind, row)}</td> }
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{text::unit_kind(lang, kind.kind)}</th>
                    <td class="n whole" data-label=t(lang, K::UnitsHead)>
                        {text::integer(lang, kind.units.len() as i64)}
                    </td>
                    {cells}
                </tr>
            }
        })
        .collect();
    let kinds: Vec<_> = list.kinds.iter().map(|kind| of_kind(frame, kind)).collect();
    let unassigned = match list.unassigned {
        0 => t(lang, K::PartnersAllAssigned).to_owned(),
        n => tf(
            lang,
            K::PartnersUnassigned,
            &[&text::integer(lang, n as i64)],
        ),
    };
    let note = format!("{}; {unassigned}", t(lang, K::PartnersWhoNote));
    let title = K::PartnersWhoTitle;
    let end = view! { <span class="end">{download(frame, Table::Assignments)}</span> }.into_any();
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, title)>
            <table class="partners-table">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::SheetKind)}</th>
                        <th scope="col" class="n">{t(lang, K::UnitsHead)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    };
    let units = || list.kinds.iter().flat_map(|kind| &kind.units);
    let marked = units().filter(|unit| unproven(unit)).count();
    let note = note_with(lang, &note, marked, units().count());
    view! {
        <Section lang title note end>
            {table}
            {kinds}
        </Section>
    }
    .into_any()
}

/// Units of a kind that a company leads and supports.
fn roles_in(kind: &AssignedKind, row: &PartnerRow) -> String {
    let of = |role| {
        kind.units
            .iter()
            .flat_map(|unit| &unit.companies)
            .filter(|c| c.code == row.code && c.role == role)
            .count()
    };
    match (of(AssignmentRole::Lead), of(AssignmentRole::Support)) {
        (0, 0) => NONE.to_owned(),
        (leads, supports) => format!("{leads} / {supports}"),
    }
}

fn of_kind(frame: &Frame, kind: &AssignedKind) -> AnyView {
    let lang = frame.lang;
    let name = text::unit_kind(lang, kind.kind);
    let lines: Vec<_> = kind.units.iter().map(|unit| of_unit(frame, unit)).collect();
    let columns = [K::Unit, K::LeadCompany, K::SupportCompanies].map(|it| (it, Cells::Words));
    view! {
        <details class="data">
            <summary>{tf(lang, K::PartnersOpenKind, &[name])}</summary>
            {table(name, None, heads(lang, &columns), lines)}
        </details>
    }
    .into_any()
}

/// Whether no decision confirms some company of a unit.
fn unproven(unit: &AssignedUnit) -> bool {
    unit.companies.iter().any(|it| it.decision.is_empty())
}

fn of_unit(frame: &Frame, unit: &AssignedUnit) -> AnyView {
    let lang = frame.lang;
    let named = |role: AssignmentRole| -> Vec<&AssignedCompany> {
        unit.companies.iter().filter(|c| c.role == role).collect()
    };
    let words = |companies: Vec<&AssignedCompany>| {
        if companies.is_empty() {
            return NONE.to_owned();
        }
        let names: Vec<&str> = companies.iter().map(|c| c.name.as_ref()).collect();
        names.join(", ")
    };
    view! {
        <tr>
            <td>
                <a href=href(frame, &unit_path(&unit.code))>{unit.name.to_string()}</a>
            </td>
            <td>
                {words(named(AssignmentRole::Lead))} {provisional_row(lang, unproven(unit))}
            </td>
            <td>{words(named(AssignmentRole::Support))}</td>
        </tr>
    }
    .into_any()
}
