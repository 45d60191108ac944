//! `/review`: what waits for my decision, the longest first.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{deadlines, download, duty_path, href, milestone_mark, time},
    domain::{DECIDE_WITHIN, DECISION_DAYS, STAND_IN_AFTER},
    text::{self, Key as K, Lang, t, tf},
    views::{AskedItem, Desk, Frame, ReviewItem, ReviewList, Table, ToArrange, UnownedMilestone},
};

pub fn page(frame: &Frame, list: ReviewList) -> Content {
    let lang = frame.lang;
    let to_be_arranged = list.to_arrange;
    let unanswered = asked(frame, list.asked);
    let tab = t(lang, K::NavReview);
    let title = match list.total {
        0 => t(lang, K::ReviewTitleNone).to_owned(),
        n => tf(lang, K::ReviewTitle, &[&text::integer(lang, n as i64)]),
    };
    let pages = (list.pages > 1).then(|| pages(frame, list.page, list.pages));
    let table = (!list.items.is_empty()).then(|| {
        let rows: Vec<_> = list
            .items
            .into_iter()
            .map(|item| line(frame, item))
            .collect();
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::NavReview)>
                <table class="review-table">
                    <thead>
                        <tr>
                            <th scope="col">{t(lang, K::Milestone)}</th>
                            <th scope="col">{t(lang, K::Unit)}</th>
                            <th scope="col">{t(lang, K::Responsible)}</th>
                            <th scope="col">{t(lang, K::Deadline)}</th>
                            <th scope="col">{t(lang, K::SentOn)}</th>
                            <th scope="col" class="n">{t(lang, K::WaitingHead)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    let overdue = (list.overdue > 0).then(|| {
        let number = text::integer(lang, i64::from(list.overdue));
        tf(
            lang,
            K::ReviewOverdue,
            &[&number, &DECISION_DAYS.to_string()],
        )
    });
    let note = table.is_some().then(|| {
        view! {
            <p class="second">
                {t(lang, K::ReviewNote)} " " {overdue} " " {download(frame, Table::Review)}
            </p>
        }
    });
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{title}</h1>
                {note}
            </div>
        </div>
        {table}
        {pages}
        {unanswered}
        {to_arrange(frame, to_be_arranged)}
    };
    Content::new("review", tab, content)
}

fn line(frame: &Frame, item: ReviewItem) -> AnyView {
    let lang = frame.lang;
    let row = item.row;
    let title = if item.own_unit {
        view! {
            <b>{row.title.to_string()}</b>
            <span class="line provisional">{t(lang, K::OwnUnit)}</span>
        }
        .into_any()
    } else {
        view! { <a href=format!("/review/{}", row.id)>{row.title.to_string()}</a> }.into_any()
    };
    let attempt = (item.attempt > 1).then(|| {
        let words = tf(lang, K::Attempt, &[&item.attempt.to_string()]);
        view! { <span class="line quiet">{words}</span> }
    });
    let by = row.partner.as_ref().map_or_else(
        || t(lang, K::TheUnit).to_owned(),
        |(_, name)| name.to_string(),
    );
    let held = item.held_too_long.then(|| {
        let words = tf(lang, K::HeldTooLong, &[&DECIDE_WITHIN.to_string()]);
        view! { <span class="line late">{words}</span> }
    });
    let left = match item.in_place_of {
        Some(of) => Some(text::in_place_of(lang, of).to_owned()),
        None if item.left_undecided && !item.own_unit => {
            Some(tf(lang, K::LeftUndecided, &[&STAND_IN_AFTER.to_string()]))
        }
        None => None,
    };
    let left = left.map(|words| view! { <span class="line plain second">{words}</span> });
    let mark = row.late.then(|| {
        view! { <span class="line plain">{milestone_mark(lang, &row)}</span> }
    });
    view! {
        <tr data-milestone=row.id.to_string()>
            <th scope="row">{title} {left} {mark}</th>
            <td>
                {item.unit_name.to_string()}
                <span class="line quiet">{item.workstream_name.to_string()}</span>
            </td>
            <td>{by}</td>
            <td>{deadlines(lang, &row)}</td>
            <td>{row.submitted_on.map(time)} {attempt}</td>
            <td class="n nowrap"><b>{text::days(lang, item.waiting_days)}</b> {held}</td>
        </tr>
    }
    .into_any()
}

fn pages(frame: &Frame, page: usize, pages: usize) -> AnyView {
    let lang = frame.lang;
    let link = |to: usize, key: K| {
        (1..=pages)
            .contains(&to)
            .then(|| view! { <a class="btn quiet-btn" href=format!("/review?page={to}")>{t(lang, key)}</a> })
    };
    let words = tf(lang, K::PageOf, &[&page.to_string(), &pages.to_string()]);
    view! {
        <nav class="pages" aria-label=t(lang, K::Pages)>
            {link(page.saturating_sub(1), K::PrevPage)} <span>{words}</span>
            {link(page + 1, K::NextPage)}
        </nav>
    }
    .into_any()
}

/// Requests for more time that wait for an answer.
fn asked(frame: &Frame, items: Vec<AskedItem>) -> Option<AnyView> {
    let lang = frame.lang;
    let title = tf(
        lang,
        K::AskedTitle,
        &[&text::integer(lang, items.len() as i64)],
    );
    let any = !items.is_empty();
    let rows: Vec<_> = items.into_iter().map(|it| asked_line(lang, it)).collect();
    any.then(|| {
        view! {
            <details class="section to-arrange" id="asked" open=true>
                <summary>
                    <b>{title}</b>
                    " "
                    <span class="quiet">{t(lang, K::AskedNote)}</span>
                </summary>
                <ul>{rows}</ul>
            </details>
        }
        .into_any()
    })
}

fn asked_line(lang: Lang, it: AskedItem) -> AnyView {
    let on = text::day(it.on);
    let words = match it.until {
        Some(until) => tf(lang, K::AskedLine, &[&text::day(until), &on]),
        None => tf(lang, K::AskedLineFree, &[&on]),
    };
    let by = it
        .row
        .partner
        .as_ref()
        .map(|(_, name)| format!("{name} · "));
    view! {
        <li data-milestone=it.row.id.to_string()>
            <a href=Desk::Review.path(it.row.id.as_str())>{it.row.title.to_string()}</a>
            " "
            {milestone_mark(lang, &it.row)}
            <span class="line quiet">
                {by} {it.unit_name.to_string()} " · " {it.workstream_name.to_string()} ", "
                {t(lang, K::Deadline)} " " {it.row.current_deadline.map(time)} ", " {words}
            </span>
        </li>
    }
    .into_any()
}

/// What lies with nobody, folded under what waits for a decision.
fn to_arrange(frame: &Frame, it: ToArrange) -> AnyView {
    let lang = frame.lang;
    let unowned = |rows: Vec<UnownedMilestone>| -> Vec<AnyView> {
        rows.into_iter()
            .map(|row| unowned_line(frame, row))
            .collect()
    };
    let supporting: Vec<AnyView> = it
        .without_product
        .into_iter()
        .map(|it| {
            view! {
                <li>
                    <a href=href(frame, &duty_path(&it.duty))>{it.workstream_name.to_string()}</a>
                    " · "
                    {it.unit_name.to_string()}
                </li>
            }
            .into_any()
        })
        .collect();
    let lists = [
        (K::ToReassign, K::ToReassignNote, unowned(it.to_reassign)),
        (
            K::OfClosedUnits,
            K::OfClosedUnitsNote,
            unowned(it.of_closed_units),
        ),
        (K::WithoutProduct, K::WithoutProductNote, supporting),
    ];
    let lists: Vec<_> = lists
        .into_iter()
        .filter(|(.., rows)| !rows.is_empty())
        .map(|(title, note, rows)| {
            let title = tf(lang, title, &[&text::integer(lang, rows.len() as i64)]);
            view! {
                <details class="section to-arrange">
                    <summary>
                        <b>{title}</b>
                        " "
                        <span class="quiet">{t(lang, note)}</span>
                    </summary>
                    <ul>{rows}</ul>
                </details>
            }
        })
        .collect();
    let end = (!lists.is_empty()).then(|| {
        view! { <p class="second">{download(frame, Table::ToArrange)}</p> }
    });
    view! { {lists} {end} }.into_any()
}

fn unowned_line(frame: &Frame, it: UnownedMilestone) -> AnyView {
    let lang = frame.lang;
    let by = it
        .row
        .partner
        .as_ref()
        .map(|(_, name)| format!("{name} · "));
    let give = it.row.partner.is_some().then(|| {
        let path = format!("{}?event=reassigned", Desk::Review.path(it.row.id.as_str()));
        view! { " · " <a href=path>{t(lang, K::DoReassign)}</a> }
    });
    let due = it
        .row
        .current_deadline
        .map(|day| view! { ", " {t(lang, K::Deadline)} " " {time(day)} });
    view! {
        <li data-milestone=it.row.id.to_string()>
            <a href=href(frame, &duty_path(&it.row.duty))>{it.row.title.to_string()}</a>
            <span class="line quiet">
                {by} {it.unit_name.to_string()} " · " {it.workstream_name.to_string()} {due}
                {give}
            </span>
        </li>
    }
    .into_any()
}
