//! What a company owes, and what it delivered where it no longer is.
use leptos::prelude::*;

use super::units::all_or_few;
use crate::{
    components::{Section, deadlines, download, duty_path, href, pending, sign, time},
    text::{self, Key as K, NONE, delivery_told, milestone_state, t, tf},
    views::{Frame, OwedRow, PartnerPage, PastDelivery, Table},
};

/// Rows of each part before "all".
const FEW: usize = 6;
const PAST: usize = 10;

pub fn owed(frame: &Frame, page: &PartnerPage) -> AnyView {
    let lang = frame.lang;
    let owed = &page.owed;
    let number = |n: usize| text::integer(lang, n as i64);
    let title = tf(lang, K::OwedTitle, &[&text::day(lang, owed.until)]);
    let total = owed.late.len() + owed.month.len();
    let shown = if page.all { usize::MAX } else { FEW };
    let part = |key: K, rows: &[OwedRow]| {
        (!rows.is_empty()).then(|| {
            let lines: Vec<_> = rows.iter().take(shown).map(|row| line(frame, page, row)).collect();
            view! {
                <h3 class="sub">{t(lang, key)} " " <span class="quiet plain">{number(rows.len())}</span></h3>
                <ul class="owed">{lines}</ul>
            }
        })
    };
    let none = (total + owed.next.len() == 0)
        .then(|| view! { <p class="quiet none">{t(lang, K::OwedNone)}</p> });
    let content = view! {
        {none}
        {part(K::OwedLate, &owed.late)}
        {part(K::OwedMonth, &owed.month)}
        {part(K::OwedNext, &owed.next)}
    };
    let longest = owed.late.len().max(owed.month.len()).max(owed.next.len());
    let of = if longest > FEW {
        total + owed.next.len()
    } else {
        0
    };
    let end = view! {
        <span class="end">
            {all_or_few(frame, page, FEW, of, "owed")} " " {download(frame, Table::Deliverables)}
        </span>
    }
    .into_any();
    let note = tf(lang, K::PastNote, &[&number(total)]);
    view! {
        <div id="owed">
            <Section lang title note end>
                {content}
            </Section>
        </div>
    }
    .into_any()
}

fn line(frame: &Frame, page: &PartnerPage, it: &OwedRow) -> AnyView {
    let lang = frame.lang;
    let row = &it.row;
    let state = milestone_state(row);
    // The company goes to its form, the others to what was agreed.
    let path = if page.own && !frame.only_reads() {
        format!("/work/{}", row.id)
    } else {
        href(frame, &duty_path(&row.duty))
    };
    let left = row.runs_to().map(|deadline| {
        let class = if row.late { "late" } else { "" };
        view! { <b class=class>{text::until(lang, frame.day(), deadline)}</b> }
    });
    // Late all the same: its days are another's, its deadline is not.
    let held_up = pending(lang, row);
    let held_up = held_up.map(|words| view! { <span class="line second">{words}</span> });
    view! {
        <li data-milestone=row.id.to_string()>
            <span>{sign(state.letter)} <span class="sr">{t(lang, state.word)}</span></span>
            <p>
                <a href=path>{row.title.to_string()}</a>
                <span class="line second">
                    {it.unit_name.to_string()} " · " {it.workstream_name.to_string()}
                </span>
                {held_up}
            </p>
            <p class="owed-end">
                <span>{deadlines(lang, row)}</span>
                {left}
            </p>
        </li>
    }
    .into_any()
}

pub fn past(frame: &Frame, page: &PartnerPage) -> AnyView {
    let lang = frame.lang;
    if page.past.is_empty() && page.orphaned == 0 {
        return ().into_any();
    }
    let shown = if page.all { usize::MAX } else { PAST };
    let rows: Vec<_> = page
        .past
        .iter()
        .take(shown)
        .map(|row| past_line(lang, row))
        .collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::PastTitle)>
                <table class="list past-table">
                    <thead>
                        <tr>
                            <th scope="col">{t(lang, K::SheetTitle)}</th>
                            <th scope="col">{t(lang, K::Unit)}</th>
                            <th scope="col">{t(lang, K::Deadline)}</th>
                            <th scope="col">{t(lang, K::PastHandedOver)}</th>
                            <th scope="col">{t(lang, K::PastResult)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    let orphaned = (page.orphaned > 0).then(|| {
        let words = tf(lang, K::PastOrphaned, &[&page.orphaned.to_string()]);
        view! { <p class="second small">{words}</p> }
    });
    let end = view! {
        <span class="end">
            {all_or_few(frame, page, PAST, page.past.len(), "past")} " " {download(frame, Table::Past)}
        </span>
    }
    .into_any();
    let note = tf(
        lang,
        K::PastNote,
        &[&text::integer(lang, page.past.len() as i64)],
    );
    view! {
        <div id="past">
            <Section lang title=K::PastTitle note end>
                {orphaned}
                {table}
            </Section>
        </div>
    }
    .into_any()
}

fn past_line(lang: text::Lang, row: &PastDelivery) -> AnyView {
    let day = |day: Option<crate::domain::Day>| {
        day.map_or_else(|| NONE.into_any(), |day| time(lang, day).into_any())
    };
    let on = row
        .on
        .map(|day| view! { " " <span class="quiet">{time(lang, day)}</span> });
    view! {
        <tr>
            <th scope="row" class="plain">{row.title.to_string()}</th>
            <td>{row.unit_name.to_string()}</td>
            <td class="side" data-label=t(lang, K::Deadline)>{day(row.deadline)}</td>
            <td data-label=t(lang, K::PastHandedOver)>{day(row.submitted_on)}</td>
            <td class="status-cell">{delivery_told(lang, row)} {on}</td>
        </tr>
    }
    .into_any()
}
