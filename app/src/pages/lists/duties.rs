use leptos::prelude::*;

use super::{Content, Rows, Top, facet, written};
use crate::{
    components::{
        Cells, Head, ListForm, choices, duty_path, figure, href, judged, provisional_row,
        rows_told, select, sorted_heads, star_told, strip_of, unit_path,
    },
    domain::{Status, What},
    text::{self, Key as K, t, tf},
    views::{DutyColumn, DutyFilter, DutyList, Frame, ListedDuty, Table},
};

const HEADS: [Head<DutyColumn>; 8] = [
    (Some(DutyColumn::Workstream), K::Duty, Cells::Words),
    (Some(DutyColumn::Unit), K::Unit, Cells::Words),
    (Some(DutyColumn::Status), K::StateWord, Cells::Words),
    (Some(DutyColumn::Late), K::ListLate, Cells::Numbers),
    (Some(DutyColumn::Claimed), K::ClaimedShort, Cells::Numbers),
    (Some(DutyColumn::Accepted), K::AcceptedShort, Cells::Numbers),
    (Some(DutyColumn::Plan), K::Plan, Cells::Numbers),
    (Some(DutyColumn::Measured), K::WayShort, Cells::Numbers),
];

pub fn page(frame: &Frame, page: DutyList) -> Content {
    let lang = frame.lang;
    let f = page.figures;
    let percent = |share| text::maybe_percent(lang, share);
    let shares = tf(
        lang,
        K::ListShares,
        &[
            &percent(f.claimed()),
            &percent(f.accepted()),
            &percent(f.expected_original()),
        ],
    );
    let unseen = (page.unseen > 0).then(|| {
        let number = text::integer(lang, page.unseen.into());
        format!(" {}", tf(lang, K::ListUnseen, &[&number]))
    });
    let number = f.duties as usize;
    let words = text::duty_filter(lang, frame.place(), &page.filter, &page.choices);
    let filtered = !words.is_empty();
    let top = Top {
        number,
        words: text::duties(lang, number),
        narrowed: words,
        told: view! { {shares} {unseen} }.into_any(),
        sheet: Table::Duties,
    };
    let strip = (page.whole.duties > 0).then(|| strip(frame, &page));
    let form = form(frame, &page.filter, &page.choices, filtered);
    let turn = rows_told(frame, &page.list);
    let heads = sorted_heads(frame, page.sorted, &HEADS);
    let starred = page.list.rows.iter().any(|row| row.provisional);
    let rows = page.list.rows.into_iter();
    let rows: Vec<_> = rows.map(|row| line(frame, row)).collect();
    let turn = [star_told(lang, starred), turn];
    let turn = Some(turn.into_iter().flatten().collect::<Vec<_>>().into_any());
    let rows = Rows { heads, rows, turn };
    written(frame, K::ListsDuties, top, strip, form, rows)
}

/// The list by status, whichever is chosen: each count leads to its own part of it.
fn strip(frame: &Frame, page: &DutyList) -> AnyView {
    let filter = &page.filter;
    strip_of(frame.lang, &page.whole, None, |what| {
        let number = usize::try_from(what.sums(&page.whole).0).unwrap_or(usize::MAX);
        match what {
            What::Status(status) => {
                let chosen = filter.status == Some(status) && filter.part.is_none();
                facet(
                    frame,
                    &[("status", status.code()), ("part", "")],
                    number,
                    chosen,
                )
            }
            What::Part(part) => {
                let change = [("status", part.status().code()), ("part", part.code())];
                facet(frame, &change, number, filter.part == Some(part))
            }
            _ => ().into_any(),
        }
    })
}

fn form(
    frame: &Frame,
    filter: &DutyFilter,
    all: &crate::views::Choices,
    filtered: bool,
) -> AnyView {
    let lang = frame.lang;
    let status = choices(lang, Status::ALL, filter.status, Status::code, text::status);
    ListForm {
        path: "/duties",
        within: &filter.within,
        choices: all,
        own: vec![select(lang, "status", K::FilterStatus, status)],
        company: Some("partner"),
        keeps: &[
            "unit", "owner", "assigned", "heading", "document", "called", "outcome", "part", "sort",
        ],
        filtered,
    }
    .write(frame)
}

fn line(frame: &Frame, row: ListedDuty) -> AnyView {
    let lang = frame.lang;
    let f = row.figures;
    let part = row.judgement.and_then(|it| it.part);
    let part = part.map(|part| {
        view! { <span class="line quiet">{text::part(lang, part)}</span> }
    });
    let late = (row.late > 0).then(|| view! { <b class="late">{text::days(lang, row.late)}</b> });
    let role = t(
        lang,
        if row.lead {
            K::DutyLead
        } else {
            K::DutyContribute
        },
    );
    let kind = text::kind_of_unit(lang, row.kind);
    view! {
        <tr data-scope="duty" data-code=format!("{}/{}", row.key.unit, row.key.workstream)>
            <th scope="row">
                <a href=href(frame, &duty_path(&row.key))>{row.workstream_name.to_string()}</a>
                {provisional_row(lang, row.provisional)}
                <span class="line quiet plain less">{row.key.workstream.to_string()} " · " {role}</span>
            </th>
            <td>
                <a href=href(frame, &unit_path(&row.key.unit))>{row.unit_name.to_string()}</a>
                <span class="line quiet less">{kind}</span>
            </td>
            <td class="status-cell">{judged(lang, row.judgement)} {part}</td>
            <td class="n nowrap key" data-label=t(lang, K::ListLate)>{late}</td>
            <td class="n less" data-label=t(lang, K::ClaimedShort)>{figure(lang, "claimed", f.claimed())}</td>
            <td class="n" data-label=t(lang, K::AcceptedShort)><b>{figure(lang, "accepted", f.accepted())}</b></td>
            <td class="n less" data-label=t(lang, K::Plan)>{figure(lang, "expected_original", f.expected_original())}</td>
            <td class="n less" data-label=t(lang, K::WayShort)>{text::maybe_percent(lang, f.measured())}</td>
        </tr>
    }
    .into_any()
}
