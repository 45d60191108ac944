use chrono::Datelike;
use leptos::prelude::*;

use crate::{
    chart::{self, BurnUp, Plot, Scale, Size},
    components::{
        Cells, Section, data_of_chart, download, explained_then, figure, heads, picture_link,
        table, time,
    },
    domain::{Day, Of, ShareOf},
    islands::{ChartReader, Reading, Sides},
    text::{self, Key as K, Lang, headline, plain_headline, t, tf},
    views::{Frame, Overview, Table, WeekPoint},
};

/// Weeks before the page's day that the table tells one by one.
const LAST_WEEKS: usize = 9;

/// The burn-up, readable week by week, and its data as a table.
pub fn burn_up(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let Some(campaign) = frame.campaign.as_ref().filter(|_| page.history.len() > 1) else {
        let none = view! { <p class="quiet none">{t(lang, K::ChartEmpty)}</p> };
        return titled(lang, ().into_any(), none.into_any());
    };
    let data = BurnUp {
        lang,
        start: campaign.start,
        day: frame.day(),
        is_today: !frame.only_reads(),
        deadline: campaign.deadline,
        history: &page.history,
        plan: &page.plan,
        forecast: &page.outlook.forecast,
    };
    let runs = headline(
        lang,
        &page.figures,
        page.later,
        Some(&page.outlook),
        campaign.deadline,
    );
    let told = tf(lang, K::ChartAria, &[&plain_headline(&runs)]);
    let scale = data.scale(Size::Wide);
    let drawings = format!(
        "{}{}",
        chart::burn_up(&data, Size::Wide, &told),
        chart::burn_up(&data, Size::Narrow, &told)
    );
    let readings: Vec<Reading> = page
        .history
        .iter()
        .map(|p| reading(lang, &scale, p))
        .collect();
    let names = [K::AcceptedShort, K::ClaimedShort, K::Plan];
    let names = names.map(|key| t(lang, key).to_lowercase()).to_vec();
    let content = view! {
        <ChartReader
            label=t(lang, K::ChartReader).to_owned()
            hint=t(lang, K::ChartHint).to_owned()
            names=names
            readings=readings
            wide=sides(Size::Wide.plot())
            narrow=sides(Size::Narrow.plot())
        >
            <div inner_html=drawings></div>
        </ChartReader>
        {numbers(frame, &page.history, &page.plan, frame.day())}
    };
    let picture = (!frame.wall).then(|| picture_link(frame));
    titled(lang, picture.into_any(), content.into_any())
}

fn titled(lang: Lang, end: AnyView, content: AnyView) -> AnyView {
    view! {
        <Section lang class="chart-section" title=K::ChartTitle note=K::ChartNote end>
            {content}
        </Section>
    }
    .into_any()
}

fn sides(plot: Plot) -> Sides {
    Sides {
        left: plot.left / plot.width,
        right: plot.right / plot.width,
        top: plot.top / plot.height,
        bottom: plot.bottom / plot.height,
    }
}

fn reading(lang: Lang, scale: &Scale, point: &WeekPoint) -> Reading {
    Reading {
        // Four digits place a line exactly enough on any screen.
        at: (scale.part(point.day) * 10_000.0).round() / 10_000.0,
        day: text::day(lang, point.day),
        values: [point.accepted, point.claimed, point.expected_original]
            .map(|share| text::maybe_percent(lang, share))
            .to_vec(),
    }
}

/// The month of a day.
fn month(day: &Day) -> (i32, u32) {
    (day.year(), day.month())
}

/// The points that the page tells: the last of each month, and those of the last weeks. The file
/// has them all.
fn told(history: &[WeekPoint]) -> impl Iterator<Item = &WeekPoint> {
    let weeks = history.len().saturating_sub(LAST_WEEKS);
    history.iter().enumerate().filter_map(move |(at, point)| {
        let next = history.get(at + 1);
        let ends_month = next.is_none_or(|next| month(&next.day) != month(&point.day));
        (at >= weeks || ends_month).then_some(point)
    })
}

fn numbers(
    frame: &Frame,
    history: &[WeekPoint],
    plan: &[(Day, crate::views::MaybeShare)],
    today: Day,
) -> AnyView {
    let lang = frame.lang;
    let then = |day, share_of, share| explained_then(frame, &Of::City, day, share_of, share);
    let past = told(history).map(|p| {
        view! {
            <tr>
                <th scope="row">{time(lang, p.day)}</th>
                <td class="n">{then(p.day, ShareOf::ExpectedOriginal, p.expected_original)}</td>
                <td class="n">{then(p.day, ShareOf::Expected, p.expected)}</td>
                <td class="n">{then(p.day, ShareOf::Claimed, p.claimed)}</td>
                <td class="n">{then(p.day, ShareOf::Accepted, p.accepted)}</td>
            </tr>
        }
        .into_any()
    });
    let ahead: Vec<_> = plan.iter().filter(|(day, _)| *day > today).collect();
    let ahead = ahead
        .chunk_by(|a, b| month(&a.0) == month(&b.0))
        .filter_map(|of_month| of_month.last())
        .map(|(day, share)| {
            view! {
                <tr>
                    <th scope="row">{time(lang, *day)}</th>
                    <td class="n">{figure(lang, "expected_original", *share)}</td>
                    <td></td>
                    <td></td>
                    <td></td>
                </tr>
            }
            .into_any()
        });
    let columns = [
        (K::Week, Cells::Words),
        (K::ChartPlan, Cells::Numbers),
        (K::ChartExpected, Cells::Numbers),
        (K::ChartClaimed, Cells::Numbers),
        (K::ChartAccepted, Cells::Numbers),
    ];
    let rows = past.chain(ahead).collect();
    let data = table(t(lang, K::ChartCaption), None, heads(lang, &columns), rows);
    let note = view! { <p class="small quiet">{t(lang, K::ChartTableNote)}</p> };
    let file = download(frame, Table::Weeks);
    data_of_chart(lang, view! { {note} {file} {data} }.into_any())
}
