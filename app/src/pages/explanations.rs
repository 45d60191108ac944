//! `/explanations`: what holds up all units, and each explanation of it.
use leptos::prelude::*;

use super::Content;
use crate::{
    chart::{self, Cumulated, Size},
    components::{
        Choice, Section, as_of, choices, clocks, downloads, duty_path, evidence, filter_button,
        href, method_note, same_day, select, time, turn_pages,
    },
    domain::{Cause, Commitment, Share, UnitKind},
    text::{self, Key as K, Lang, t, tf},
    views::{ExplainedRow, ExplanationList, Frame, Table, about_name},
};

pub fn page(frame: &Frame, list: ExplanationList) -> Content {
    let lang = frame.lang;
    let parts = cumulated(lang, &list);
    let title = match parts.first() {
        Some(first) => tf(
            lang,
            K::ExplanationsTitle,
            &[
                &number(lang, list.total),
                &first.name,
                &text::integer(lang, i64::from(first.number)),
            ],
        ),
        None => t(
            lang,
            if list.all == 0 {
                K::ExplanationsNone
            } else {
                K::ExplanationsNoneMatch
            },
        )
        .to_owned(),
    };
    let causes = (!parts.is_empty()).then(|| causes(lang, &list, &parts));
    let turns = clocks(lang, &list.clocks).map(|content| {
        view! { <Section lang title=K::ClockTitle>{content}</Section> }
    });
    let rows = (!list.rows.is_empty()).then(|| rows(frame, &list));
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
    view! {
        <form class="filter" method="get" action="/explanations">
            {same_day(frame)}
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
            {select(lang, "pending", K::PendingFilter, pending)}
            {filter_button(frame, "/explanations", filter.any())}
        </form>
    }
    .into_any()
}

fn causes(lang: Lang, list: &ExplanationList, parts: &[Cumulated]) -> AnyView {
    let all = number(lang, list.total);
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
            view! {
                <tr data-cause=cause.cause.code()>
                    <th scope="row">{format!("{}. {}", at + 1, part.name)}</th>
                    <td class="n">
                        <b>{count(part.number)}</b>
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
    let rows: Vec<_> = list.rows.iter().map(|row| line(frame, row)).collect();
    let note = format!(
        "{}, {}",
        number(lang, list.total),
        t(lang, K::ExplanationsListNote)
    );
    let turn = turn_pages(frame, list.page, list.pages);
    view! {
        <Section lang title=K::ExplanationsList note>
            <ul class="tasks explained">{rows}</ul>
            {turn}
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
    // A unit that explains its own is named once.
    let unit = (row.by != row.unit_name).then(|| format!(" · {}", row.unit_name));
    let told = (!row.text.is_empty()).then(|| view! { <p class="told">{row.text.clone()}</p> });
    let document = row.document.clone().map(|it| evidence(lang, it));
    view! {
        <li data-about=about_name(&row.about)>
            <div>
                <p>{time(lang, it.on)}</p>
                <p>
                    <b>{text::cause(lang, it.cause)}</b>
                </p>
            </div>
            <div>
                <h3>
                    <a href=href(frame, &duty_path(&row.duty))>{row.title.to_string()}</a>
                </h3>
                <p class="small quiet">
                    <b>{row.by.to_string()}</b>
                    " · "
                    {row.workstream_name.to_string()}
                    {unit}
                </p>
                {told}
                {document}
            </div>
            <div class="task-end">
                {time(lang, it.commits_to)} <span class=kept>{text::commitment(lang, row.commitment)}</span>
            </div>
        </li>
    }
    .into_any()
}
