//! Two charts side by side: the company's side, and the units'.
use chrono::Datelike;
use leptos::prelude::*;

use crate::{
    chart::{self, Column, Rule},
    components::{Section, data_of_chart, named_heads, sentence, table, time},
    domain::{DECIDE_WITHIN, DueWeek, WaitBand},
    text::{self, Key as K, Lang, Run, plain_headline, rich, t, tf},
    views::PartnerPage,
};

pub fn charts(lang: Lang, page: &PartnerPage) -> AnyView {
    view! { <div class="halves">{due(lang, &page.weeks)} {waits(lang, page)}</div> }.into_any()
}

fn number(lang: Lang, n: u32) -> String {
    text::integer(lang, i64::from(n))
}

fn due(lang: Lang, weeks: &[DueWeek]) -> AnyView {
    let all: u32 = weeks.iter().map(|w| w.due).sum();
    let in_time: u32 = weeks.iter().map(|w| w.in_time).sum();
    let (past, fell_due) = (weeks.len().to_string(), number(lang, all));
    let told = match (all, all - in_time) {
        (0, _) => rich(t(lang, K::DueSentenceNone), &[&past]),
        (_, 0) => rich(t(lang, K::DueSentenceAll), &[&past, &fell_due]),
        (_, late) => {
            let (in_time, late) = (number(lang, in_time), number(lang, late));
            let values = [past.as_str(), &fell_due, &in_time, &late];
            rich(t(lang, K::DueSentence), &values)
        }
    };
    let columns: Vec<Column> = weeks
        .iter()
        .enumerate()
        .map(|(i, week)| {
            let n = week.monday.iso_week().week().to_string();
            Column {
                name: if i == 0 {
                    tf(lang, K::WeekShort, &[&n])
                } else {
                    n
                },
                lower: ("met", week.in_time),
                upper: ("missed", week.due - week.in_time),
            }
        })
        .collect();
    let rows = weeks
        .iter()
        .map(|week| {
            view! {
                <tr>
                    <th scope="row">{time(lang, week.monday)}</th>
                    <td class="n">{number(lang, week.due)}</td>
                    <td class="n">{number(lang, week.in_time)}</td>
                    <td class="n">{number(lang, week.due - week.in_time)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let heads = [K::DueWeek, K::DueCount, K::DueInTime, K::DueLate];
    let legend = legend(lang, &[("met", K::LegendMet), ("missed", K::LegendMissed)]);
    let drawn = chart::columns(&columns, None, &plain_headline(&told));
    let content = drawing(
        lang,
        told,
        drawn,
        legend,
        data(lang, K::DueTitle, heads, rows),
    );
    view! { <Section lang title=K::DueTitle note=K::DueNote>{content}</Section> }.into_any()
}

fn waits(lang: Lang, page: &PartnerPage) -> AnyView {
    let d = &page.row.deliveries;
    let sent = d.waits().total();
    let words = [
        number(lang, d.held_too_long()),
        DECIDE_WITHIN.to_string(),
        number(lang, sent),
    ];
    let told = match sent {
        0 => rich(t(lang, K::WaitSentenceNone), &[]),
        _ => rich(t(lang, K::WaitSentence), &[&words[0], &words[1], &words[2]]),
    };
    let name = |band: &WaitBand| match (band.from, band.to) {
        (0, Some(to)) => format!("≤{to}"),
        (from, Some(to)) => format!("{from}–{to}"),
        (from, None) => format!(">{}", from - 1),
    };
    let over = |band: &WaitBand| band.from > DECIDE_WITHIN;
    let columns: Vec<Column> = page
        .bands
        .iter()
        .map(|band| Column {
            name: name(band),
            lower: (if over(band) { "over" } else { "met" }, band.decided),
            upper: ("wait", band.waiting),
        })
        .collect();
    let rule = Rule {
        after: page.bands.iter().filter(|band| !over(band)).count(),
        word: tf(lang, K::WaitRule, &[&DECIDE_WITHIN.to_string()]),
    };
    let rows = page
        .bands
        .iter()
        .map(|band| {
            view! {
                <tr>
                    <th scope="row">{name(band)}</th>
                    <td class="n">{number(lang, band.decided + band.waiting)}</td>
                    <td class="n">{number(lang, band.decided)}</td>
                    <td class="n">{number(lang, band.waiting)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let heads = [
        K::WaitDays,
        K::SheetProducts,
        K::WaitDecided,
        K::WaitWaiting,
    ];
    let legend = legend(
        lang,
        &[
            ("met", K::WaitDecided),
            ("over", K::LegendOver),
            ("wait", K::LegendWaits),
        ],
    );
    let drawn = chart::columns(&columns, Some(&rule), &plain_headline(&told));
    let content = drawing(
        lang,
        told,
        drawn,
        legend,
        data(lang, K::WaitTitle, heads, rows),
    );
    view! { <Section lang title=K::WaitTitle note=K::WaitNote>{content}</Section> }.into_any()
}

/// The conclusion, the drawing, what its parts mean, and its data.
fn drawing(lang: Lang, told: Vec<Run>, svg: String, legend: AnyView, data: AnyView) -> AnyView {
    view! {
        <p class="second chart-said">{sentence(told)}</p>
        <div inner_html=svg></div>
        {legend}
        {data_of_chart(lang, data)}
    }
    .into_any()
}

fn legend(lang: Lang, parts: &[(&'static str, K)]) -> AnyView {
    let items: Vec<_> = parts
        .iter()
        .map(|(class, key)| {
            let svg = format!(
                "<svg class=\"cols\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"{class}\" x=\"1\" y=\"1\" width=\"12\" height=\"12\"/></svg>"
            );
            view! { <li><span inner_html=svg></span>{t(lang, *key)}</li> }
        })
        .collect();
    view! { <ul class="legend cols-legend">{items}</ul> }.into_any()
}

fn data(lang: Lang, label: K, columns: [K; 4], rows: Vec<AnyView>) -> AnyView {
    let [first, others @ ..] = columns;
    let others = others.into_iter().map(|name| t(lang, name).to_owned());
    let heads = named_heads(t(lang, first), others);
    table(t(lang, label), None, heads, rows)
}
