//! `/brief`: the campaign on one page.
use leptos::prelude::*;

use super::{
    lists::{double_lines, lines, proposal_lines, turned},
    sheet::{self, Sheet, finish, gap, sentence},
};
use crate::{
    chart::{self, Size},
    components::figure,
    domain::{Figures, Forecast, Outlook, Role, Share},
    pages::{
        Content, drawn,
        overview::{actor, first_thing},
    },
    text::{self, Key as K, Lang, headline, plain_headline, t, tf},
    views::{BriefPage, BriefRest, BriefRow, Frame, MaybeShare, proposals_path},
};

pub fn page(frame: &Frame, page: &BriefPage) -> Content {
    let lang = frame.lang;
    let overview = &page.overview;
    let deadline = frame.campaign.as_ref().and_then(|it| it.deadline);
    let told = headline(
        lang,
        &overview.figures,
        overview.later,
        Some(&overview.outlook),
        deadline,
    );
    let writes = frame
        .reader
        .as_ref()
        .is_some_and(|it| it.role == Role::Office);
    let more = (writes && !frame.only_reads()).then(|| {
        view! { <a class="btn quiet-btn" href=proposals_path(None)>{t(lang, K::ProposalsLink)}</a> }
            .into_any()
    });
    let room = room(proposal_lines(&page.proposals));
    let chart = drawn::burn_up(frame, overview, Size::Paper, &plain_headline(&told));
    let content = view! {
        <div data-scope="city">
            {sentence(&told)} <p class="sheet-pace">{pace(lang, page)}</p>
            <div class="sheet-two">
                <div inner_html=chart.unwrap_or_default()></div>
                {sheet::statuses(lang, K::BriefStatuses, &overview.figures, overview.week_ago.as_ref().map(|it| &it.figures))}
            </div>
        </div>
        {table(lang, page)}
        <div class="sheet-halves">
            <div>{changes(lang, page, room)}</div>
            <div>{actors(lang, page, room + 1)}</div>
        </div>
        {proposals(lang, &page.proposals)}
    };
    let sheet = Sheet {
        title: K::BriefTitle,
        of: named(frame),
        full: "/campaign".to_owned(),
        state: page.state.clone(),
        more,
    };
    sheet::page(frame, sheet, content.into_any())
}

/// The campaign's name, where it does not stand in the place of who issues the sheet.
fn named(frame: &Frame) -> Option<String> {
    let campaign = frame.campaign.as_ref()?;
    campaign.issued.by.as_ref()?;
    Some(campaign.name.to_string())
}

/// Lines of what turned, by those that the proposals take.
fn room(proposals: usize) -> usize {
    match proposals {
        0 => 6,
        1..=2 => 4,
        3..=5 => 3,
        6..=8 => 2,
        _ => 1,
    }
}

/// What the sentence leaves out: the week, the forecast before, the databases that miss.
fn pace(lang: Lang, page: &BriefPage) -> String {
    let overview = &page.overview;
    let mut told = Vec::new();
    if let Some(changes) = &overview.changes {
        let points = |now: MaybeShare, then: MaybeShare| {
            now.zip(then).map_or_else(
                || text::NONE.to_owned(),
                |(now, then)| text::signed_points(lang, now.printed_from(then)),
            )
        };
        let accepted = points(overview.figures.accepted(), changes.accepted);
        let claimed = points(overview.figures.claimed(), changes.claimed);
        told.push(tf(lang, K::BriefWeek, &[&accepted, &claimed]));
        if let [Some(points), _] = changes.by_adjustments() {
            let points = text::signed_points(lang, points);
            told.push(tf(lang, K::BriefAdjusted, &[&points]));
        }
    }
    if let Some(Forecast::Finish {
        likely, cautious, ..
    }) = overview.week_ago.map(|it| it.outlook.forecast)
    {
        let range = text::finish_range(lang, likely.day, cautious.map(|it| it.day));
        told.push(tf(lang, K::BriefBefore, &[&range]));
    }
    if let Some(it) = overview.databases_late.filter(|it| !it.over) {
        let [late, all, unknown] = [it.late, it.all, it.unknown].map(|n| n.to_string());
        told.push(tf(lang, K::DatabasesLate, &[&late, &all, &unknown]));
    }
    told.join(" ")
}

/// The databases, what is added up under them, and the whole.
fn table(lang: Lang, page: &BriefPage) -> Option<AnyView> {
    if page.rows.is_empty() {
        return None;
    }
    let sector = page.rest.iter().any(|it| it.sector);
    let title = match sector {
        true => tf(lang, K::BriefNational, &[&page.rows.len().to_string()]),
        false => t(lang, K::BriefWorkstreams).to_owned(),
    };
    let overview = &page.overview;
    let mut rows: Vec<AnyView> = page.rows.iter().map(|it| row(lang, it)).collect();
    rows.extend(page.rest.iter().map(|it| rest(lang, it)));
    let whole = cells(lang, &overview.figures, Some(&overview.outlook));
    let whole = view! {
        <tr class="sum" data-scope="city">
            <th scope="row">{t(lang, K::WholeCampaign)}</th>
            {whole}
        </tr>
    };
    rows.push(whole.into_any());
    let heads = [
        K::BriefProducts,
        K::ClaimedShort,
        K::AcceptedShort,
        K::WayShort,
        K::BriefGap,
        K::Forecast,
    ];
    Some(sheet::table(lang, title, K::BriefName, &heads, rows, None))
}

fn cells(lang: Lang, f: &Figures, outlook: Option<&Outlook>) -> AnyView {
    let share = |name, share| view! { <td class="n">{figure(lang, name, share)}</td> };
    let label = text::bullet_label(lang, f);
    view! {
        <td inner_html=chart::bullet(f, f.measured(), &label)></td>
        <td class="n">{text::integer(lang, f.products.into())}</td>
        {share("claimed", f.claimed())}
        <td class="n">
            <b>{figure(lang, "accepted", f.accepted())}</b>
        </td>
        {share("measured", f.measured())}
        <td class="n">{gap(lang, f)}</td>
        <td class="n">{finish(lang, f, outlook)}</td>
    }
    .into_any()
}

fn row(lang: Lang, it: &BriefRow) -> AnyView {
    view! {
        <tr data-scope="database" data-code=it.code.to_string()>
            <th scope="row" title=it.name.to_string()>{it.name.to_string()}</th>
            {cells(lang, &it.figures, Some(&it.outlook))}
        </tr>
    }
    .into_any()
}

fn rest(lang: Lang, it: &BriefRest) -> AnyView {
    let key = if it.sector {
        K::BriefRestSector
    } else {
        K::BriefRestOthers
    };
    let name = tf(lang, key, &[&text::integer(lang, it.number as i64)]);
    view! {
        <tr data-scope="group" data-code=if it.sector { "sector" } else { "others" }>
            <th scope="row">{name}</th>
            {cells(lang, &it.figures, it.outlook.as_ref())}
        </tr>
    }
    .into_any()
}

fn changes(lang: Lang, page: &BriefPage, room: usize) -> Option<AnyView> {
    let changes = page.overview.changes.as_ref()?;
    let list = |key: K, rows: &[crate::views::ChangeRow]| {
        let title = tf(lang, key, &[&text::integer(lang, rows.len() as i64)]);
        lines(lang, title, rows.iter().map(turned).collect(), room)
    };
    let both = view! {
        {list(K::BriefWorse, &changes.worse)}
        {list(K::BriefBetter, &changes.better)}
    };
    Some(both.into_any())
}

/// Letters that two lines of half a sheet hold beside what is gained.
const LETTERS: usize = 92;

/// Each with the milestone that brings most, and what that brings.
fn actors(lang: Lang, page: &BriefPage, room: usize) -> AnyView {
    let actions = &page.overview.actions;
    let number = text::integer(lang, actions.len() as i64);
    let rows = actions.iter().map(|row| {
        let gain = row.first.as_ref().and_then(|first| first.gain);
        let gain = gain.map(|gain| text::signed_points(lang, gain.points_from(Share::ZERO)));
        let who = actor(lang, &row.who);
        let does = first_thing(lang, row, LETTERS.saturating_sub(who.chars().count()));
        view! {
            <span>
                <b>{who}</b>
                ": "
                {does}
            </span>
            " "
            <span class="n">{gain}</span>
        }
        .into_any()
    });
    double_lines(
        lang,
        tf(lang, K::BriefActors, &[&number]),
        rows.collect(),
        room,
    )
}

/// Each with room for the answer.
fn proposals(lang: Lang, all: &[String]) -> AnyView {
    let answer = |key: K| view! { <span class="box" aria-hidden="true"></span> {t(lang, key)} };
    let rows: Vec<_> = all
        .iter()
        .map(|text| {
            view! {
                <li>
                    <span>{text.clone()}</span>
                    <span class="reply">
                        {answer(K::BriefAgree)} {answer(K::BriefRefuse)}
                        <span class="remark">{t(lang, K::BriefOpinion)} ":"</span>
                    </span>
                </li>
            }
        })
        .collect();
    let none = rows
        .is_empty()
        .then(|| view! { <p class="quiet">{t(lang, K::BriefNoProposal)}</p> });
    view! {
        <section class="sheet-proposals">
            <h2>{t(lang, K::BriefProposals)}</h2>
            <ol>{rows}</ol>
            {none}
        </section>
    }
    .into_any()
}
