use leptos::prelude::*;

use super::{Content, Rows, Top, facet, facets, written};
use crate::{
    components::{
        Cells, Head, ListForm, choices, duty_path, href, milestone_mark, pending, rows_told,
        select, sorted_heads, time, unit_path,
    },
    text::{self, Key as K, t},
    views::{
        Frame, ListedMilestone, MilestoneColumn, MilestoneList, MilestonesOf, MilestonesThat,
        PartyIs, Table,
    },
};

const HEADS: [Head<MilestoneColumn>; 7] = [
    (Some(MilestoneColumn::Title), K::Milestone, Cells::Words),
    (Some(MilestoneColumn::Workstream), K::Duty, Cells::Words),
    (Some(MilestoneColumn::Unit), K::Unit, Cells::Words),
    (Some(MilestoneColumn::Party), K::Responsible, Cells::Words),
    (Some(MilestoneColumn::State), K::StateWord, Cells::Words),
    (Some(MilestoneColumn::Deadline), K::Deadline, Cells::Words),
    (Some(MilestoneColumn::Late), K::ListLate, Cells::Numbers),
];

pub fn page(frame: &Frame, page: MilestoneList) -> Content {
    let lang = frame.lang;
    let number = page.list.all;
    let words = text::milestone_filter(lang, frame.place(), &page.filter, &page.choices);
    let filtered = !words.is_empty();
    let top = Top {
        number,
        words: text::milestone_noun(lang, number),
        narrowed: words,
        told: ().into_any(),
        sheet: Table::Milestones,
    };
    let by_state = by_state(frame, &page);
    let form = form(frame, &page, filtered);
    let turn = rows_told(frame, &page.list);
    let heads = sorted_heads(frame, page.sorted, &HEADS);
    let rows = page.list.rows.into_iter();
    let rows: Vec<_> = rows.map(|row| line(frame, row)).collect();
    let rows = Rows { heads, rows, turn };
    written(frame, K::ListsMilestones, top, by_state, form, rows)
}

/// How many stand how: the states, which add up to the list, then what is said of some of these.
fn by_state(frame: &Frame, page: &MilestoneList) -> Option<AnyView> {
    let lang = frame.lang;
    let counts = |states: bool| {
        let all = page.by_state.iter();
        let of_these = all.filter(move |(that, _)| that.is_state() == states);
        of_these.map(|(that, number)| {
            let chosen = page.filter.that == Some(*that);
            let count = facet(frame, &[("state", that.code())], *number, chosen);
            (count, text::milestones_that(lang, *that).to_owned())
        })
    };
    let (states, among) = (counts(true).collect(), counts(false).collect());
    facets(frame, K::FilterState, states, among)
}

fn form(frame: &Frame, page: &MilestoneList, filtered: bool) -> AnyView {
    let (lang, filter) = (frame.lang, &page.filter);
    let state = choices(
        lang,
        MilestonesThat::ALL,
        filter.that,
        MilestonesThat::code,
        text::milestones_that,
    );
    let of = choices(
        lang,
        MilestonesOf::ALL,
        filter.of,
        MilestonesOf::code,
        text::milestones_of,
    );
    let party = choices(
        lang,
        PartyIs::ALL,
        filter.party,
        PartyIs::code,
        text::party_is,
    );
    ListForm {
        path: "/milestones",
        within: &filter.within,
        choices: &page.choices,
        own: vec![
            select(lang, "state", K::FilterState, state),
            select(lang, "type", K::FilterType, of),
            select(lang, "party", K::FilterParty, party),
        ],
        company: Some("partner"),
        keeps: &[
            "unit", "owner", "assigned", "heading", "document", "called", "sort",
        ],
        filtered,
    }
    .write(frame)
}

fn line(frame: &Frame, it: ListedMilestone) -> AnyView {
    let lang = frame.lang;
    let row = it.row;
    let late = (it.late > 0).then(|| view! { <b class="late">{text::days(lang, it.late)}</b> });
    let by = match &row.partner {
        Some((_, company)) => company.to_string(),
        None => t(lang, K::TheUnit).to_owned(),
    };
    let deadline = match (row.current_deadline, &row.deadline_text) {
        (Some(day), _) => time(lang, day).into_any(),
        (None, Some(words)) => words.to_string().into_any(),
        (None, None) => ().into_any(),
    };
    let original = row
        .original_deadline
        .filter(|day| Some(*day) != row.current_deadline && row.current_deadline.is_some())
        .map(|day| {
            let label = t(lang, K::DeadlineOriginal).to_lowercase();
            view! { <span class="line quiet">{label} " " {time(lang, day)}</span> }
        });
    let unanswered =
        pending(lang, &row).map(|words| view! { <span class="line quiet">{words}</span> });
    view! {
        <tr data-scope="milestone" data-code=row.id.to_string()>
            <th scope="row">
                <a href=href(frame, &duty_path(&row.duty))>{row.title.to_string()}</a>
                <span class="line quiet plain less">{text::kind(lang, row.kind)}</span>
            </th>
            <td class="less">{it.workstream_name.to_string()}</td>
            <td>
                <a href=href(frame, &unit_path(&row.duty.unit))>{it.unit_name.to_string()}</a>
            </td>
            <td class="less" data-label=t(lang, K::Responsible)>{by}</td>
            <td class="status-cell">{milestone_mark(lang, &row)} {unanswered}</td>
            <td class="side" data-label=t(lang, K::Deadline)>{deadline} {original}</td>
            <td class="n nowrap key" data-label=t(lang, K::ListLate)>{late}</td>
        </tr>
    }
    .into_any()
}
