//! Half a year week by week: drawings of several groups on one scale, and the numbers behind them.
use leptos::prelude::*;

use super::{Cells, Section, data_of_chart, explained_then, heads, named_heads, table, time};
use crate::{
    chart,
    domain::{Of, ShareOf},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, WeekPoint},
};

/// One of several groups that are laid beside each other.
#[derive(Debug, Clone)]
pub struct Multiple {
    pub of: Of,
    pub name: String,
    pub path: String,
    pub weeks: Vec<WeekPoint>,
}

/// What a drawing of weeks says to those who do not see it.
pub fn weeks_label(lang: Lang, name: &str, weeks: &[WeekPoint]) -> String {
    let percent = |share| text::maybe_percent(lang, share);
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return name.to_owned();
    };
    tf(
        lang,
        K::WeeksLabel,
        &[
            name,
            &text::day(lang, first.day),
            &percent(first.accepted),
            &percent(last.accepted),
            &percent(last.expected_original),
        ],
    )
}

/// Groups beside each other on one scale; nothing before their second week.
pub fn multiples(frame: &Frame, title: String, all: Vec<Multiple>) -> Option<AnyView> {
    let lang = frame.lang;
    let all: Vec<Multiple> = all.into_iter().filter(|it| it.weeks.len() > 1).collect();
    let weeks = all.iter().map(|it| it.weeks.len() - 1).max()?;
    let note = tf(lang, K::MultiplesNote, &[&weeks.to_string()]);
    let cards: Vec<_> = all.iter().map(|it| card(frame, it)).collect();
    let heads = named_heads(t(lang, K::WeekEnd), all.iter().map(|it| it.name.clone()));
    let longest = all.iter().max_by_key(|it| it.weeks.len())?;
    let rows: Vec<_> = longest
        .weeks
        .iter()
        .rev()
        .map(|week| {
            let cells: Vec<_> = all
                .iter()
                .map(|it| {
                    let share = it.weeks.iter().find(|other| other.day == week.day);
                    let share = share.and_then(|week| week.accepted);
                    let shown = explained_then(frame, &it.of, week.day, ShareOf::Accepted, share);
                    view! { <td class="n">{shown}</td> }
                })
                .collect();
            view! { <tr><th scope="row">{time(lang, week.day)}</th> {cells}</tr> }.into_any()
        })
        .collect();
    let label = t(lang, K::MultiplesTable);
    let data = view! { <p class="small quiet">{label}</p> {table(label, None, heads, rows)} };
    Some(
        view! {
            <Section lang class="multiples-section" title note>
                <div class="multiples">{cards}</div>
                {weeks_legend(lang)}
                {data_of_chart(lang, data.into_any())}
            </Section>
        }
        .into_any(),
    )
}

fn card(frame: &Frame, it: &Multiple) -> AnyView {
    let lang = frame.lang;
    let last = it.weeks.last();
    let percent = |share| text::maybe_percent(lang, share);
    let now =
        last.map(|week| explained_then(frame, &it.of, week.day, ShareOf::Accepted, week.accepted));
    let plan = percent(last.and_then(|week| week.expected_original));
    let drawing = chart::weeks(&it.weeks, &weeks_label(lang, &it.name, &it.weeks));
    view! {
        <figure>
            <figcaption>
                <a href=it.path.clone()>{it.name.clone()}</a>
                <span><b>{now}</b> " " <span class="small quiet">{tf(lang, K::WeeksPlan, &[&plan])}</span></span>
            </figcaption>
            <div inner_html=drawing></div>
        </figure>
    }
    .into_any()
}

/// Which line is which.
fn weeks_legend(lang: Lang) -> AnyView {
    let line = |class: &'static str, words: K| {
        view! { <span><i class=format!("key {class}") aria-hidden="true"></i> {t(lang, words)}</span> }
    };
    view! {
        <p class="weeks-legend small quiet">
            {line("accepted", K::AcceptedShort)} {line("claimed", K::ClaimedShort)}
            {line("plan", K::Plan)}
        </p>
    }
    .into_any()
}

/// The shares of one group week by week, latest first, folded.
pub fn week_table(frame: &Frame, of: &Of, weeks: &[WeekPoint]) -> AnyView {
    let lang = frame.lang;
    let rows: Vec<_> = weeks
        .iter()
        .rev()
        .map(|week| {
            let cell = |share_of, share| {
                let shown = explained_then(frame, of, week.day, share_of, share);
                view! { <td class="n">{shown}</td> }
            };
            view! {
                <tr>
                    <th scope="row">{time(lang, week.day)}</th>
                    {cell(ShareOf::ExpectedOriginal, week.expected_original)}
                    {cell(ShareOf::Claimed, week.claimed)}
                    {cell(ShareOf::Accepted, week.accepted)}
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = [
        (K::WeekEnd, Cells::Words),
        (K::Plan, Cells::Numbers),
        (K::ClaimedShort, Cells::Numbers),
        (K::AcceptedShort, Cells::Numbers),
    ];
    let data = table(t(lang, K::WeeksNote), None, heads(lang, &columns), rows);
    data_of_chart(lang, data)
}
