//! `/what-if`: what would have to come for the campaign to be in time, and back at its plan.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Section, as_of, campaign_path, database_path, downloads, duty_path, explained, href,
        method_note_with, milestone_mark, partner_path, range_words, time, tried, turn_pages,
        unit_path, workstream_path,
    },
    domain::{Day, Forecast, Of, Outlook, Share, ShareOf},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{CatchUpRow, Faster, FasterRow, Frame, Table, WhatIf},
};

pub fn page(frame: &Frame, page: &WhatIf) -> Content {
    let lang = frame.lang;
    let deadline = frame.campaign.as_ref().and_then(|c| c.deadline);
    let tables = [
        (Table::Faster, t(lang, K::FasterTitle).to_owned()),
        (Table::CatchUp, t(lang, K::CatchUpTitle).to_owned()),
    ];
    let notes = tried(lang, page.tried.as_ref()).into_iter().collect();
    let content = view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, campaign_path(frame))>{t(lang, K::NavOverview)}</a>
            " / "
            <span>{t(lang, K::WhatIf)}</span>
        </nav>
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{told(lang, page, deadline)}</h1>
                <p class="second">{t(lang, K::WhatIfNote)}</p>
            </div>
            <div class="lede-end">{as_of(frame)}</div>
        </div>
        {faster(frame, &page.databases)}
        {catch_up(frame, page)}
        {downloads(frame, &tables)}
        {method_note_with(lang, notes)}
    };
    Content::new("what-if", t(lang, K::WhatIf), content)
}

/// The pace the campaign needs beside the one it has.
fn told(lang: Lang, page: &WhatIf, deadline: Option<Day>) -> String {
    let outlook = &page.outlook;
    let Some(deadline) = deadline else {
        return t(lang, K::WhatIfNoDeadline).to_owned();
    };
    let on = text::day(lang, deadline);
    if outlook.forecast == Forecast::Reached {
        return t(lang, K::WhatIfDone).to_owned();
    }
    if page.over {
        return tf(lang, K::WhatIfOver, &[&on]);
    }
    let pace = |pace| text::value_points(lang, pace);
    match (outlook.needs.map(pace), outlook.has.map(pace)) {
        (Some(needs), Some(has)) => tf(lang, K::WhatIfPaces, &[&on, &needs, &has]),
        (Some(needs), None) => tf(lang, K::WhatIfNeeds, &[&on, &needs]),
        (None, _) => t(lang, K::WhatIfNoDays).to_owned(),
    }
}

fn faster(frame: &Frame, databases: &Faster) -> Option<AnyView> {
    let lang = frame.lang;
    if databases.all == 0 {
        return None;
    }
    let number = |n: usize| text::integer(lang, n as i64);
    let words = tf(
        lang,
        K::FasterTold,
        &[
            &number(databases.late.len()),
            &number(databases.all),
            &number(databases.in_time),
            &number(databases.unknown.len()),
        ],
    );
    let unknown = (!databases.unknown.is_empty()).then(|| {
        let names: Vec<_> = databases
            .unknown
            .iter()
            .map(|(code, name)| {
                view! { <li><a href=href(frame, &database_path(code))>{name.to_string()}</a></li> }
            })
            .collect();
        let title = tf(lang, K::FasterUnknown, &[&number(databases.unknown.len())]);
        view! {
            <details>
                <summary>{title}</summary>
                <ul>{names}</ul>
            </details>
        }
    });
    let rows: Vec<_> = databases.late.iter().map(|row| line(frame, row)).collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::FasterTitle)>
                <table class="faster list">
                    <thead>
                        <tr>
                            <th scope="col">{t(lang, K::Database)}</th>
                            <th scope="col" class="n wide-only">{t(lang, K::AcceptedShort)}</th>
                            <th scope="col" class="n">{t(lang, K::PaceHas)}</th>
                            <th scope="col" class="n">{t(lang, K::PaceNeeds)}</th>
                            <th scope="col" class="n">{t(lang, K::TimesFaster)}</th>
                            <th scope="col">{t(lang, K::Forecast)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    Some(
        view! {
            <Section lang title=K::FasterTitle note=K::FasterNote>
                <p>{words}</p>
                {table}
                {unknown}
            </Section>
        }
        .into_any(),
    )
}

fn line(frame: &Frame, row: &FasterRow) -> AnyView {
    let lang = frame.lang;
    let w = &row.workstream;
    let of = Of::Workstream(w.code.clone());
    let pace = |pace: Option<_>| {
        pace.map_or_else(|| NONE.to_owned(), |pace| text::value_points(lang, pace))
    };
    view! {
        <tr data-scope="database" data-code=w.code.to_string()>
            <th scope="row">
                <a href=href(frame, &workstream_path(w))>{w.short_name()}</a>
            </th>
            <td class="n wide-only">{explained(frame, &of, ShareOf::Accepted, &row.figures)}</td>
            <td class="n side" data-label=t(lang, K::PaceHas)>{pace(row.outlook.has)}</td>
            <td class="n side" data-label=t(lang, K::PaceNeeds)>{pace(row.outlook.needs)}</td>
            <td class="n key">
                <b>{times(lang, &row.outlook)}</b>
            </td>
            <td data-label=t(lang, K::Forecast)>{range_words(lang, &row.outlook.forecast)}</td>
        </tr>
    }
    .into_any()
}

/// "gấp 2,4 lần"; what stands still is said so, and what no pace does too.
fn times(lang: Lang, outlook: &Outlook) -> String {
    match (outlook.too_few_days, outlook.times_faster()) {
        (Some(_), _) => t(lang, K::NoPaceDoes).to_owned(),
        (None, Some(times)) => {
            let number = text::decimals(lang, times, 1);
            tf(lang, K::TimesAsFast, &[&number])
        }
        (None, None) if outlook.stands_still() => t(lang, K::StandsStill).to_owned(),
        (None, None) => NONE.to_owned(),
    }
}

fn catch_up(frame: &Frame, page: &WhatIf) -> Option<AnyView> {
    let lang = frame.lang;
    let gap = page.gap?;
    let points = |share: Share| text::share_points(lang, share);
    if page.fewest == 0 {
        return Some(
            view! {
                <Section lang title=K::CatchUpTitle>
                    <p>{t(lang, K::CatchUpNone)}</p>
                </Section>
            }
            .into_any(),
        );
    }
    let number = text::integer(lang, page.fewest as i64);
    let brings = page.brings.map_or_else(|| NONE.to_owned(), points);
    let words = tf(lang, K::CatchUpTold, &[&points(gap), &number, &brings]);
    let rows: Vec<_> = page.rows.iter().map(|row| piece(frame, row)).collect();
    let turn = turn_pages(frame, page.page, page.pages);
    Some(
        view! {
            <Section lang title=K::CatchUpTitle note=K::CatchUpNote>
                <p>{words}</p>
                <div
                    class="table-scroll"
                    tabindex="0"
                    role="region"
                    aria-label=t(lang, K::CatchUpTitle)
                >
                    <table class="catch-up">
                        <thead>
                            <tr>
                                <th scope="col" class="n wide-only">{t(lang, K::SheetOrder)}</th>
                                <th scope="col">{t(lang, K::Milestone)}</th>
                                <th scope="col">{t(lang, K::Unit)}</th>
                                <th scope="col">{t(lang, K::StateWord)}</th>
                                <th scope="col" class="wide-only">{t(lang, K::Deadline)}</th>
                                <th scope="col" class="n">{t(lang, K::CatchUpBrings)}</th>
                                <th scope="col" class="n wide-only">{t(lang, K::CatchUpTo)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {turn}
            </Section>
        }
        .into_any(),
    )
}

fn piece(frame: &Frame, it: &CatchUpRow) -> AnyView {
    let lang = frame.lang;
    let points = |share: Share| text::share_points(lang, share);
    let company = it.row.partner.as_ref().map(|(code, name)| {
        view! { <span class="line quiet plain"><a href=href(frame, &partner_path(code))>{name.to_string()}</a></span> }
    });
    view! {
        <tr data-milestone=it.row.id.to_string()>
            <td class="n wide-only">{text::integer(lang, it.place as i64)}</td>
            <th scope="row">
                <a href=href(frame, &duty_path(&it.row.duty))>{it.row.title.to_string()}</a>
                <span class="line quiet plain">{it.workstream_name.to_string()}</span>
            </th>
            <td>
                <a href=href(frame, &unit_path(&it.row.duty.unit))>{it.unit_name.to_string()}</a>
                {company}
            </td>
            <td>{milestone_mark(lang, &it.row)}</td>
            <td class="nowrap wide-only">{it.row.current_deadline.map(|day| time(lang, day))}</td>
            <td class="n nowrap">
                <b>{points(it.brings)}</b>
            </td>
            <td class="n nowrap second wide-only">{points(it.up_to)}</td>
        </tr>
    }
    .into_any()
}
