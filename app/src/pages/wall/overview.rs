//! The whole campaign on a wall: the sentence, statuses, burn-up, databases, who must act.
use leptos::prelude::*;

use super::{progress, screen};
use crate::{
    chart::Size,
    components::{figure, glyph, sentence},
    domain::{Share, Status},
    pages::{
        Content, drawn,
        overview::{actor, first_thing},
    },
    text::{self, Key as K, Lang, headline, plain_headline, t, tf},
    views::{Frame, Overview},
};

/// Databases and organisations that there is room for.
const DATABASES: usize = 12;
const ACTORS: usize = 4;
/// Letters that two lines of half a screen hold beside what is gained.
const LETTERS: usize = 112;

pub fn page(frame: &Frame, page: &Overview) -> Content {
    let lang = frame.lang;
    let deadline = frame.campaign.as_ref().and_then(|it| it.deadline);
    let told = headline(
        lang,
        &page.figures,
        page.later,
        Some(&page.outlook),
        deadline,
    );
    let chart = drawn::burn_up(frame, page, Size::Wall, &plain_headline(&told));
    let chart = chart.unwrap_or_else(|| t(lang, K::ChartEmpty).to_owned());
    let content = view! {
        <div class="wall-city" data-scope="city">
            {statuses(lang, page)} <span class="sr">{figure(lang, "accepted", page.figures.accepted())}</span>
        </div>
        <div class="wall-two">
            <div class="wall-chart" inner_html=chart></div>
            <div class="wall-right">{databases(lang, page)} {actors(lang, page)}</div>
        </div>
    };
    screen(
        t(lang, K::NavOverview),
        sentence(told).into_any(),
        content.into_any(),
    )
}

fn statuses(lang: Lang, page: &Overview) -> AnyView {
    let figures = &page.figures;
    let all: Vec<_> = Status::ALL
        .iter()
        .map(|status| {
            let count = figures.count(*status);
            view! {
                <li data-status=status.code()>
                    {glyph(*status)} " "
                    <b>
                        <data data-figure=format!("count-{}", status.code()) value=count.to_string()>
                            {text::integer(lang, count.into())}
                        </data>
                    </b> " " {text::status(lang, *status)}
                </li>
            }
        })
        .collect();
    view! { <ul class="wall-statuses" aria-label=t(lang, K::DutiesByStatus)>{all}</ul> }.into_any()
}

fn databases(lang: Lang, page: &Overview) -> Option<AnyView> {
    if page.national.is_empty() {
        return None;
    }
    let rows: Vec<_> = page
        .national
        .iter()
        .take(DATABASES)
        .map(|it| {
            view! {
                <tr data-scope="database" data-code=it.code.to_string()>
                    <th scope="row">{it.name.to_string()}</th>
                    {progress(lang, &it.figures)}
                </tr>
            }
        })
        .collect();
    let title = tf(lang, K::NationalTitle, &[&page.national.len().to_string()]);
    Some(
        view! {
            <table class="wall-table">
                <thead>
                    <tr>
                        <th scope="col">{title}</th>
                        <th scope="col" class="wall-bar">{t(lang, K::ProgressHead)}</th>
                        <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::BriefGap)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    )
}

fn actors(lang: Lang, page: &Overview) -> AnyView {
    let rows: Vec<_> = page
        .actions
        .iter()
        .take(ACTORS)
        .map(|row| {
            let who = actor(lang, &row.who);
            let does = first_thing(lang, row, LETTERS.saturating_sub(who.chars().count()));
            let gain = row.first.as_ref().and_then(|first| first.gain).map(|gain| {
                let points = text::signed_points(lang, gain.points_from(Share::ZERO));
                view! { <span class="n">{points}</span> }
            });
            view! {
                <li>
                    <span>
                        <b>{who}</b>
                        ": "
                        {does}
                    </span>
                    {gain}
                </li>
            }
        })
        .collect();
    view! {
        <section class="wall-actors">
            <h2>{t(lang, K::PressingTitle)}</h2>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}
