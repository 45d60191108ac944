//! Pairs of figures: then, now, and the change as a small bar.
use leptos::prelude::*;

use super::{lede::signed, words::short_days};
use crate::{
    chart,
    components::{Section, href},
    domain::{Day, MadeOf, Share, ShareOf},
    text::{self, Key as K, Lang, NONE, t},
    views::{Frame, OneDay, TwoDays},
};

/// A figure on both days. Tenths of a percent or of a point; the pace is told as it is.
pub struct Pair {
    pub word: K,
    pub then: String,
    pub now: String,
    /// In tenths, where both are there.
    pub change: Option<i64>,
    /// What grows is lateness.
    pub bad: bool,
    class: &'static str,
    /// What machines read: its name, and the share of each day.
    shares: Option<(&'static str, [Option<Share>; 2])>,
}

/// The figures of the page, in its order.
pub fn pairs(lang: Lang, days: &TwoDays) -> Vec<Pair> {
    let (then, now) = (&days.then.figures, &days.now.figures);
    let share = |word: K, of: ShareOf, class: &'static str, name: &'static str| {
        let (was, is) = (of.of(then), of.of(now));
        Pair {
            word,
            then: text::maybe_percent(lang, was),
            now: text::maybe_percent(lang, is),
            change: was.zip(is).map(|(was, is)| is.printed_from(was)),
            bad: false,
            class,
            shares: Some((name, [was, is])),
        }
    };
    let mut all = vec![
        share(K::AcceptedShort, ShareOf::Accepted, "k2", "accepted"),
        share(K::Claimed, ShareOf::Claimed, "k2", "claimed"),
        share(K::CompareWay, ShareOf::Measured, "k2", "measured"),
        share(
            K::Plan,
            ShareOf::ExpectedOriginal,
            "k1",
            "expected_original",
        ),
    ];
    // How far it is behind: what is ahead of the plan is below 0.
    let behind =
        |gap: Option<i64>| gap.map_or_else(|| NONE.to_owned(), |gap| text::tenths(lang, -gap));
    let further = now.gap_from(then).map(|it| -it);
    all.push(Pair {
        word: K::CompareGap,
        then: behind(then.gap()),
        now: behind(now.gap()),
        change: further,
        bad: further.is_some_and(|it| it > 0),
        class: "lt",
        shares: None,
    });
    let told = |day: &OneDay| {
        let pace = day.outlook.has;
        pace.map_or_else(|| NONE.to_owned(), |pace| text::value_points(lang, pace))
    };
    if days.then.outlook.has.is_some() || days.now.outlook.has.is_some() {
        let change = days.now.outlook.pace_from(&days.then.outlook);
        all.push(Pair {
            word: K::ComparePace,
            then: told(&days.then),
            now: told(&days.now),
            change,
            bad: change.is_some_and(|it| it < 0),
            class: "lt",
            shares: None,
        });
    }
    all
}

pub fn figures(frame: &Frame, days: &TwoDays) -> AnyView {
    let lang = frame.lang;
    let pairs = pairs(lang, days);
    let most = pairs.iter().filter_map(|it| it.change).map(i64::abs).max();
    let rows: Vec<_> = pairs
        .iter()
        .map(|it| row(lang, it, [days.then.day, days.now.day], most.unwrap_or(0)))
        .collect();
    let heads = day_heads(frame, days);
    let made = made_of(frame, days);
    view! {
        <Section lang title=K::CompareFigures>
            <table class="pairs">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::CompareFigure)}</th>
                        {heads}
                        <th scope="col" class="n">{t(lang, K::CompareChange)}</th>
                        <th scope="col" class="mid wide-only">{t(lang, K::CompareBar)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {made}
        </Section>
    }
    .into_any()
}

/// The two days as heads of columns of numbers, each a link to its own page.
pub fn day_heads(frame: &Frame, days: &TwoDays) -> AnyView {
    let [then, now] = short_days(frame.lang, days.then.day, days.now.day);
    let head = |day: Day, word: String| {
        let path = day_path(frame, day);
        view! {
            <th scope="col" class="n">
                <a href=path>{word}</a>
            </th>
        }
    };
    view! { {head(days.then.day, then)} {head(days.now.day, now)} }.into_any()
}

/// The overview of a day.
fn day_path(frame: &Frame, day: Day) -> String {
    match day == frame.day() {
        true => href(frame, "/"),
        false => format!("/?as_of={day}"),
    }
}

fn row(lang: Lang, it: &Pair, on: [Day; 2], most: i64) -> AnyView {
    let told = [&it.then, &it.now];
    let [then, now] = [0, 1].map(|side| match it.shares {
        None => told[side].clone().into_any(),
        Some((name, shares)) => {
            let value = shares[side].map_or_else(String::new, Share::six);
            let (day, words) = (on[side].to_string(), told[side].clone());
            view! { <data data-figure=name data-day=day value=value>{words}</data> }.into_any()
        }
    });
    let change = it
        .change
        .map_or_else(|| NONE.to_owned(), |it| signed(lang, it));
    let bar = it.change.map(|change| {
        let class = match (it.class, it.bad) {
            ("lt", false) => "k1",
            (class, _) => class,
        };
        chart::change(class, change, most)
    });
    view! {
        <tr>
            <th scope="row">{t(lang, it.word)}</th>
            <td class="n second">{then}</td>
            <td class="n">
                <b>{now}</b>
            </td>
            <td class="n">
                <span class=it.bad.then_some("late")>{change}</span>
            </td>
            <td class="change wide-only" inner_html=bar.unwrap_or_default()></td>
        </tr>
    }
    .into_any()
}

/// The shares of which it is told what made their change.
pub fn made(days: &TwoDays) -> Vec<(K, MadeOf)> {
    let (then, now) = (&days.then.figures, &days.now.figures);
    let accepted = MadeOf::of(then.accepted(), days.restated, now.accepted());
    let plan = (then.expected_original(), now.expected_original());
    let plan = MadeOf::of(plan.0, days.plan_restated, plan.1);
    let both = [(K::AcceptedShort, accepted), (K::Plan, plan)];
    let told = both
        .into_iter()
        .filter_map(|(word, made)| Some((word, made?)));
    told.collect()
}

/// What made the change: then, with what was done and with what was redefined, is now.
fn made_of(frame: &Frame, days: &TwoDays) -> Option<AnyView> {
    let lang = frame.lang;
    let [then, now] = short_days(lang, days.then.day, days.now.day);
    let head = |word: String| view! { <th scope="col" class="n">{word}</th> };
    let by = |key: K| head(t(lang, key).to_owned());
    let rows: Vec<_> = made(days)
        .into_iter()
        .map(|(word, it)| {
            view! {
                <tr>
                    <th scope="row">{t(lang, word)}</th>
                    <td class="n second">{text::percent(lang, it.then)}</td>
                    <td class="n" data-by="work">{signed(lang, it.by_work())}</td>
                    <td class="n" data-by="definition">{signed(lang, it.by_definition())}</td>
                    <td class="n">
                        <b>{text::percent(lang, it.now)}</b>
                    </td>
                </tr>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <table class="made">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::CompareMade)}</th>
                        {head(then)} {by(K::CompareByWork)} {by(K::CompareByDefinition)} {head(now)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}
