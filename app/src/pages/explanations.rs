//! `/explanations`: what holds up all units, and each explanation of it.
use leptos::prelude::*;

use super::{Content, to_arrange::unanswered};
use crate::{
    chart::{self, Cumulated, Size},
    components::{
        Cells, Choice, Count, Head, Section, as_of, choices, clocks, downloads, duty_path,
        evidence, filled, filter_button, href, method_note, narrowed, partner_path, rows_told,
        same_day, same_order, select, sorted_heads, table, time, to_list, unit_path,
    },
    domain::{Cause, Commitment, Share, UnitKind},
    text::{self, Key as K, Lang, t, tf},
    views::{ExplainedColumn, ExplainedRow, ExplanationList, Frame, Table, about_name},
};

const HEADS: [Head<ExplainedColumn>; 7] = [
    (Some(ExplainedColumn::On), K::ExplainedOn, Cells::Words),
    (Some(ExplainedColumn::Cause), K::CauseFilter, Cells::Words),
    (Some(ExplainedColumn::Thing), K::ListThing, Cells::Words),
    (Some(ExplainedColumn::Unit), K::Unit, Cells::Words),
    (Some(ExplainedColumn::By), K::ExplainedBy, Cells::Words),
    (Some(ExplainedColumn::Until), K::CommittedTo, Cells::Words),
    (
        Some(ExplainedColumn::Commitment),
        K::CommitmentState,
        Cells::Words,
    ),
];

pub fn page(frame: &Frame, mut list: ExplanationList) -> Content {
    let lang = frame.lang;
    let parts = cumulated(lang, &list);
    let all = list.list.all;
    let title = match parts.first() {
        Some(first) => {
            let listed = view! { <data data-figure="listed" value=all.to_string()>{number(lang, all)}</data> };
            filled(
                t(lang, K::ExplanationsTitle),
                vec![
                    listed.into_any(),
                    first.name.clone().into_any(),
                    text::integer(lang, i64::from(first.number)).into_any(),
                ],
            )
        }
        None => t(
            lang,
            if list.all == 0 {
                K::ExplanationsNone
            } else {
                K::ExplanationsNoneMatch
            },
        )
        .into_any(),
    };
    let causes = (!parts.is_empty()).then(|| causes(frame, &list, &parts));
    let turns = clocks(lang, &list.clocks).map(|content| {
        view! { <Section lang title=K::ClockTitle>{content}</Section> }
    });
    let rows = (all > 0).then(|| rows(frame, &list));
    let unanswered = unanswered(frame, std::mem::take(&mut list.unanswered));
    let tables = [
        (Table::Causes, t(lang, K::ParetoTitle).to_owned()),
        (Table::Explanations, t(lang, K::ExplanationsList).to_owned()),
    ];
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{title}</h1>
            </div>
            <div class="lede-end">{as_of(frame)}</div>
        </div>
        {unanswered}
        {narrowed(frame, &text::explanation_filter(lang, &list))}
        {filter(frame, &list)}
        {causes}
        {turns}
        {rows}
        {downloads(frame, &tables)}
        {method_note(lang)}
    };
    Content::new("explanations", t(lang, K::NavExplanations), content)
}

fn number(lang: Lang, n: usize) -> String {
    text::integer(lang, n as i64)
}

/// The causes with their shares of all that match.
pub fn cumulated(lang: Lang, list: &ExplanationList) -> Vec<Cumulated> {
    let all: u32 = list.causes.iter().map(|it| it.explained).sum();
    let mut up_to = 0;
    let parts = list.causes.iter().filter_map(|it| {
        up_to += it.explained;
        Some(Cumulated {
            name: text::cause(lang, it.cause).to_owned(),
            number: it.explained,
            share: Share::new(it.explained.into(), all.into())?,
            up_to: Share::new(up_to.into(), all.into())?,
        })
    });
    parts.collect()
}

fn filter(frame: &Frame, list: &ExplanationList) -> AnyView {
    let (lang, filter) = (frame.lang, &list.filter);
    let pending = vec![Choice {
        value: "1".to_owned(),
        word: t(lang, K::PendingOnly).to_owned(),
        chosen: filter.pending,
    }];
    let workstreams = list
        .workstreams
        .iter()
        .map(|(code, name)| Choice {
            value: code.to_string(),
            word: name.to_string(),
            chosen: filter.workstream.as_ref() == Some(code),
        })
        .collect();
    let companies: Vec<_> = list
        .companies
        .iter()
        .map(|(code, name)| Choice {
            value: code.to_string(),
            word: name.to_string(),
            chosen: filter.company.as_ref() == Some(code),
        })
        .collect();
    view! {
        <form class="filter" method="get" action="/explanations">
            {same_day(frame)} {same_order(frame)}
            <p class="wide">
                <label for="q">{t(lang, K::Unit)}</label>
                <input id="q" name="q" type="search" value=filter.text.clone() autocomplete="off"/>
            </p>
            {select(
                lang,
                "cause",
                K::CauseFilter,
                choices(lang, Cause::ALL, filter.cause, Cause::code, text::cause),
            )}
            {select(
                lang,
                "kind",
                K::SheetKind,
                choices(lang, UnitKind::ALL, filter.kind, UnitKind::code, text::unit_kind),
            )}
            {select(lang, "database", K::FilterWorkstream, workstreams)}
            {(!companies.is_empty()).then(|| select(lang, "partner", K::ExplainedByCompany, companies))}
            {select(
                lang,
                "kept",
                K::CommitmentState,
                choices(lang, Commitment::ALL, filter.commitment, Commitment::code, text::commitment),
            )}
            {select(lang, "pending", K::PendingFilter, pending)}
            {filter_button(frame, "/explanations", filter.any())}
        </form>
    }
    .into_any()
}

fn causes(frame: &Frame, list: &ExplanationList, parts: &[Cumulated]) -> AnyView {
    let lang = frame.lang;
    let all = number(lang, list.list.all);
    let three = parts.get(2).or(parts.last());
    let told = match (parts.first(), three) {
        (Some(first), Some(three)) => tf(
            lang,
            K::ParetoTold,
            &[
                &text::integer(lang, i64::from(first.number)),
                &all,
                &first.name,
                &text::percent(lang, three.up_to),
            ],
        ),
        _ => String::new(),
    };
    let drawn = [Size::Wide, Size::Narrow].map(|size| chart::pareto(lang, parts, size, &told));
    let rows: Vec<_> = list
        .causes
        .iter()
        .zip(parts)
        .enumerate()
        .map(|(at, (cause, part))| {
            let count = |n: u32| text::integer(lang, i64::from(n));
            let explained = view! { <Count lang name="explained" number=part.number/> }.into_any();
            let of_cause = frame.address(&[("cause", cause.cause.code()), ("page", "")]);
            let explained = to_list(frame, of_cause, &part.name, explained);
            view! {
                <tr data-cause=cause.cause.code()>
                    <th scope="row">{format!("{}. {}", at + 1, part.name)}</th>
                    <td class="n">
                        <b>{explained}</b>
                    </td>
                    <td class="n">{text::percent(lang, part.share)}</td>
                    <td class="n">{text::percent(lang, part.up_to)}</td>
                    <td class="n">{count(cause.open)}</td>
                    <td class="n">{count(cause.units)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Section lang title=K::ParetoTitle note=K::ParetoNote>
            <p>{told.clone()}</p>
            <div class="pareto">
                <div inner_html=drawn.concat()></div>
                <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::ParetoTitle)>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{t(lang, K::CauseFilter)}</th>
                                <th scope="col" class="n">{t(lang, K::ParetoExplained)}</th>
                                <th scope="col" class="n">{t(lang, K::ParetoShare)}</th>
                                <th scope="col" class="n">{t(lang, K::ParetoCumulated)}</th>
                                <th scope="col" class="n">{t(lang, K::ParetoOpen)}</th>
                                <th scope="col" class="n">{t(lang, K::ParetoUnits)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
        </Section>
    }
    .into_any()
}

fn rows(frame: &Frame, list: &ExplanationList) -> AnyView {
    let lang = frame.lang;
    let rows: Vec<_> = list.list.rows.iter().map(|row| line(frame, row)).collect();
    let turn = rows_told(frame, &list.list);
    let heads = sorted_heads(frame, list.sorted, &HEADS);
    let title = t(lang, K::ExplanationsList);
    view! {
        <Section lang title=K::ExplanationsList note=K::ListClick>
            {table(title, Some("list explained"), heads, rows)} {turn}
        </Section>
    }
    .into_any()
}

fn line(frame: &Frame, row: &ExplainedRow) -> AnyView {
    let lang = frame.lang;
    let it = &row.explanation;
    let kept = match row.commitment {
        Commitment::Broken => "late",
        _ => "second",
    };
    let by = match &row.company {
        Some((code, name)) => {
            view! { <a href=href(frame, &partner_path(code))>{name.to_string()}</a> }.into_any()
        }
        None => t(lang, K::TheUnit).into_any(),
    };
    let told = (!row.text.is_empty()).then(|| view! { <p class="told">{row.text.clone()}</p> });
    let document = row.document.clone().map(|it| evidence(lang, it));
    view! {
        <tr data-about=about_name(&row.about)>
            <td class="nowrap key">{time(lang, it.on)}</td>
            <td>
                <b>{text::cause(lang, it.cause)}</b>
            </td>
            <th scope="row">
                <a href=href(frame, &duty_path(&row.duty))>{row.title.to_string()}</a>
                {told} {document}
            </th>
            <td>
                <a href=href(frame, &unit_path(&row.duty.unit))>{row.unit_name.to_string()}</a>
                <span class="line quiet">{row.workstream_name.to_string()}</span>
            </td>
            <td class="less" data-label=t(lang, K::ExplainedBy)>{by}</td>
            <td class="nowrap side" data-label=t(lang, K::CommittedTo)>{time(lang, it.commits_to)}</td>
            <td>
                <span class=kept>{text::commitment(lang, row.commitment)}</span>
            </td>
        </tr>
    }
    .into_any()
}
