//! `/outcomes`: is satisfaction measured, what else is, and where not.
use leptos::prelude::*;

use super::Content;
use crate::{
    chart,
    components::{
        Choice, Section, as_of, at_assigned, database_path, download, explained, explained_count,
        filter_button, glyph, href, measured_of, method_note, note_with, outcome_table,
        provisional_row, same_day, select, sentence, strip,
    },
    domain::{Group, NumberOf, Of, ShareOf, Status, What},
    text::{self, Key as K, Lang, Run, rich, t, tf},
    views::{
        Frame, OutcomeDatabase, OutcomeFilter, OutcomeList, OutcomeState, OutcomeTally, Table,
    },
};

pub fn page(frame: &Frame, list: OutcomeList) -> Content {
    let lang = frame.lang;
    let tab = t(lang, K::NavOutcomes);
    let campaign = list.campaign.as_deref().filter(|rows| !rows.is_empty());
    let own = campaign.map(|rows| {
        let marked = rows.iter().filter(|it| it.provisional).count();
        let note = note_with(lang, &measured_of(frame, rows), marked, rows.len());
        let end = files(frame, Table::Outcomes);
        let strip = strip(frame, rows);
        view! {
            <Section lang class="strip-section" title=K::OutcomesCampaign note end>
                {strip}
            </Section>
        }
    });
    let (lead, form) = (lead(lang, &list), filter(frame, &list));
    let head = headline(lang, &list);
    // Over all of theirs the sentence says it itself.
    let assigned = list.database.as_ref().and_then(|_| at_assigned(frame));
    let duties = if list.filter.any() {
        rows(frame, &list)
    } else {
        databases(frame, list.databases, list.campaign.is_some())
    };
    let crumb = list.database.as_ref().map(|database| {
        view! {
            <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
                <a href=href(frame, "/outcomes")>{t(lang, K::NavOutcomes)}</a>
                " / "
                <a href=href(frame, &database_path(&database.code))>{database.name.to_string()}</a>
            </nav>
        }
    });
    let content = view! {
        {crumb}
        <div class="lede plain-lede">
            <div>
                <h1>{assigned} {sentence(head)}</h1>
                <p class="pace second">{sentence(lead)}</p>
            </div>
            {as_of(frame)}
        </div>
        {own}
        {form}
        {duties}
        {method_note(lang)}
    };
    Content::new("outcome-list", tab, content)
}

/// For a database, what is measured of it; else what people and businesses say,
/// or that nobody has asked them; without either, how much is measured.
fn headline(lang: Lang, list: &OutcomeList) -> Vec<Run> {
    if let Some(database) = &list.database {
        let [measured, all] = counted(lang, &database.tally);
        let mut runs = rich(
            t(lang, K::OutcomesHeadOf),
            &[&database.name, &measured, &all],
        );
        let late = database.tally.count(Status::Late);
        if late > 0 {
            let late = text::integer(lang, i64::from(late));
            runs.extend(rich(t(lang, K::OutcomesHeadLate), &[&late]));
        }
        return runs;
    }
    if list.satisfaction.is_empty() {
        let [measured, all] = counted(lang, &list.all);
        let key = if list.campaign.is_some() {
            K::OutcomesHead
        } else {
            K::OutcomesHeadAssigned
        };
        return rich(t(lang, key), &[&measured, &all]);
    }
    let mut runs = Vec::new();
    for (i, row) in list.satisfaction.iter().enumerate() {
        let name = if i == 0 {
            row.name.to_string()
        } else {
            runs.extend(rich(", ", &[]));
            text::uncapitalised(&row.name)
        };
        runs.extend(match row.value {
            Some(v) => {
                let value = text::value_beside_target(lang, v, row.target, &row.unit_of_measure);
                let value = match row.few {
                    Some(few) => format!("{value} ({})", text::few_answers(lang, few)),
                    None => value,
                };
                rich(t(lang, K::OutcomesAsked), &[&name, &value])
            }
            None => rich(t(lang, K::OutcomesNotAsked), &[&name]),
        });
    }
    runs
}

fn counted(lang: Lang, tally: &OutcomeTally) -> [String; 2] {
    let number = |n: u32| text::integer(lang, i64::from(n));
    [number(tally.measured), number(tally.indicators)]
}

/// "Đo được 1.899/2.267 chỉ tiêu của nhiệm vụ: 157 trễ hạn, 354 nguy cơ ..."; what
/// the headline says already is not said again.
fn lead(lang: Lang, list: &OutcomeList) -> Vec<Run> {
    let tally = list.database.as_ref().map_or(&list.all, |d| &d.tally);
    let told: Vec<String> = Status::ALL
        .iter()
        .filter(|status| tally.count(**status) > 0)
        .filter(|status| list.database.is_none() || **status != Status::Late)
        .map(|status| {
            let number = text::integer(lang, i64::from(tally.count(*status)));
            format!(
                "{number} {}",
                text::uncapitalised(text::status(lang, *status))
            )
        })
        .collect();
    let told = told.join(", ");
    if list.database.is_some() || list.satisfaction.is_empty() {
        return rich("{0}", &[&told]);
    }
    let [measured, all] = counted(lang, tally);
    let mut runs = rich(t(lang, K::OutcomesLead), &[&measured, &all]);
    if !told.is_empty() {
        runs.extend(rich(": {0}", &[&told]));
    }
    runs
}

fn filter(frame: &Frame, list: &OutcomeList) -> AnyView {
    let lang = frame.lang;
    let OutcomeFilter {
        text: typed,
        database,
        state,
        ..
    } = &list.filter;
    let databases = list
        .choices
        .iter()
        .map(|(code, name)| Choice {
            value: code.to_string(),
            word: name.to_string(),
            chosen: database.as_ref() == Some(code),
        })
        .collect();
    let mut states: Vec<_> = Status::ALL
        .iter()
        .filter(|status| **status != Status::NotDue)
        .map(|status| Choice {
            value: status.code().to_owned(),
            word: text::status(lang, *status).to_owned(),
            chosen: *state == Some(OutcomeState::Status(*status)),
        })
        .collect();
    states.push(Choice {
        value: "unmeasured".to_owned(),
        word: t(lang, K::NeverMeasured).to_owned(),
        chosen: *state == Some(OutcomeState::Unmeasured),
    });
    view! {
        <form class="filter outcome-filter" method="get" action="/outcomes" role="search">
            {same_day(frame)}
            <p class="wide">
                <label for="q">{t(lang, K::OutcomesFind)}</label>
                <input id="q" name="q" type="search" value=typed.clone()/>
            </p>
            {select(lang, "database", K::OutcomesDatabase, databases)}
            {select(lang, "state", K::StateWord, states)}
            {filter_button(frame, "/outcomes", list.filter.any())}
        </form>
    }
    .into_any()
}

fn files(frame: &Frame, table: Table) -> AnyView {
    view! { <span class="end">{download(frame, table)}</span> }.into_any()
}

/// One line a database, worst first.
fn databases(frame: &Frame, databases: Vec<OutcomeDatabase>, whole: bool) -> AnyView {
    let lang = frame.lang;
    let any = |database: bool| {
        let mut all = databases.iter();
        all.any(|it| (it.group == Group::Databases) == database)
    };
    let (title, head) = match (any(true), any(false)) {
        (true, true) => (K::OutcomesByAny, K::OutcomesDatabase),
        (false, true) => (K::OutcomesByTask, K::ProgrammeTask),
        _ => (K::OutcomesByDatabase, K::Database),
    };
    if databases.is_empty() {
        return view! {
            <Section lang title>
                <p class="quiet none">{t(lang, K::OutcomesNone)}</p>
            </Section>
        }
        .into_any();
    }
    let marked = databases.iter().filter(|it| it.provisional).count();
    let by_database = t(lang, K::OutcomesByDatabaseNote);
    let note = note_with(lang, by_database, marked, databases.len());
    let rows: Vec<_> = databases
        .into_iter()
        .map(|database| database_line(frame, database, whole))
        .collect();
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, title)>
            <table class="list outcome-databases">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, head)}</th>
                        <th scope="col" class="n">{t(lang, K::OutcomesMeasuredOf)}</th>
                        <th scope="col" class="n" colspan="2">{t(lang, K::MeasuredShare)}</th>
                        <th scope="col">{t(lang, K::StateWord)}</th>
                        <th scope="col" class="n">{t(lang, K::ReachedHead)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    let end = files(frame, Table::OutcomeDatabases);
    view! { <Section lang title note end>{table}</Section> }.into_any()
}

/// `whole`: the reader sees all units of the database, so that its figures are
/// the database's.
fn database_line(frame: &Frame, database: OutcomeDatabase, whole: bool) -> AnyView {
    let lang = frame.lang;
    let (tally, code) = (database.tally, database.code.to_string());
    let path = href(frame, &format!("/outcomes?database={code}"));
    let scope = if whole {
        "database"
    } else {
        "database-assigned"
    };
    let bar = chart::bar("k3", database.figures.measured(), None);
    let of = Of::Workstream(database.code.clone());
    let count = |it: NumberOf| explained_count(frame, &of, What::Number(it), &database.figures);
    let states: Vec<_> = [
        Status::Late,
        Status::AtRisk,
        Status::Unverified,
        Status::OnTrack,
    ]
    .into_iter()
    .filter(|status| tally.count(*status) > 0)
    .map(|status| {
        view! {
            <span class="count" title=text::status(lang, status)>
                {glyph(status)} {text::integer(lang, i64::from(tally.count(status)))}
                <span class="sr">{format!(" {}", text::status(lang, status))}</span>
            </span>
        }
    })
    .collect();
    view! {
        <tr data-scope=scope data-code=code>
            <th scope="row">
                <a href=path>{database.name.to_string()}</a>
                {provisional_row(lang, database.provisional)}
            </th>
            <td class="n" data-label=t(lang, K::OutcomesMeasuredOf)>
                {count(NumberOf::MeasuredDuties)} "/" {count(NumberOf::Measurable)}
            </td>
            <td class="n key"><b>{explained(frame, &of, ShareOf::Measured, &database.figures)}</b></td>
            <td class="bar-col wide-only" inner_html=bar></td>
            <td class="status-cell"><span class="counts">{states}</span></td>
            <td class="n" data-label=t(lang, K::ReachedHead)>{text::integer(lang, i64::from(tally.count(Status::Done)))}</td>
        </tr>
    }
    .into_any()
}

/// The indicators that match the filter.
fn rows(frame: &Frame, list: &OutcomeList) -> AnyView {
    let lang = frame.lang;
    let number = |n: usize| text::integer(lang, n as i64);
    let matching = number(list.matching);
    let title = match &list.database {
        Some(database) => tf(lang, K::OutcomesOf, &[&database.name, &matching]),
        None => tf(lang, K::OutcomesFound, &[&matching]),
    };
    if list.rows.is_empty() {
        return view! {
            <Section lang title>
                <p class="quiet none">{t(lang, K::OutcomesNoMatch)}</p>
            </Section>
        }
        .into_any();
    }
    let more = (list.rows.len() < list.matching).then(|| {
        let words = tf(
            lang,
            K::OutcomesMore,
            &[&number(list.rows.len()), &matching],
        );
        let all = frame.address(&[("all", "1")]);
        view! { <p class="more">{words} " " <a href=all>{t(lang, K::OutcomesShowAll)}</a></p> }
    });
    let table = outcome_table(frame, &title, &list.rows, list.database.is_none());
    let marked = list.rows.iter().filter(|it| it.provisional).count();
    let worst_first = t(lang, K::OutcomesWorstFirst);
    let note = note_with(lang, worst_first, marked, list.rows.len());
    let end = files(frame, Table::Outcomes);
    view! {
        <Section lang title note end>
            {table}
            {more}
        </Section>
    }
    .into_any()
}
