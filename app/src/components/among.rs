//! A unit among those of its kind.
use leptos::prelude::*;

use super::{Section, data_of_chart};
use crate::{
    chart,
    domain::{FEW, Measure, Spread, UnitKind, Value},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{Among, Frame},
};

/// What the unit reads of itself beside the middle of its kind, measure by measure.
pub fn among(frame: &Frame, kind: UnitKind, among: &Among) -> AnyView {
    let lang = frame.lang;
    let units = text::units_of_kind(lang, kind, among.units);
    let title = tf(lang, K::AmongTitle, &[&units]);
    let shown: Vec<_> = among
        .spreads
        .iter()
        .filter(|(_, spread)| spread.count() > 1)
        .collect();
    if shown.is_empty() {
        let none = view! { <p class="quiet none">{t(lang, K::AmongNone)}</p> };
        return view! { <Section lang class="among" title note=K::AmongNote>{none}</Section> }
            .into_any();
    }
    let cards: Vec<_> = shown
        .iter()
        .map(|(measure, spread)| card(lang, *measure, spread))
        .collect();
    let tables: Vec<_> = shown
        .iter()
        .map(|(measure, spread)| table(lang, *measure, spread))
        .collect();
    let tables = view! { <div class="among-tables">{tables}</div> };
    view! {
        <Section lang class="among" title note=K::AmongNote>
            <div class="among-cards">{cards}</div>
            <p class="small quiet">{tf(lang, K::AmongSmall, &[&FEW.to_string()])}</p>
            {data_of_chart(lang, tables.into_any())}
        </Section>
    }
    .into_any()
}

fn name(measure: Measure) -> K {
    match measure {
        Measure::Accepted => K::AmongAccepted,
        Measure::Measured => K::AmongMeasured,
        Measure::InTime => K::AmongInTime,
        Measure::Waits => K::AmongWaits,
    }
}

/// A value of a measure, printed once.
fn printed(lang: Lang, measure: Measure, value: Value) -> String {
    match measure.is_share() {
        true => text::value(lang, value * Value::from_integer(100), "%"),
        false => text::days_in_tenths(
            lang,
            (value * Value::from_integer(10)).round().to_integer() as i64,
        ),
    }
}

fn card(lang: Lang, measure: Measure, spread: &Spread) -> AnyView {
    let title = t(lang, name(measure));
    let own = match spread.own {
        Some(own) => printed(lang, measure, own.value),
        None => NONE.to_owned(),
    };
    let small = spread
        .own
        .filter(|own| own.small())
        .map(|own| view! { <span class="quiet">" (" {tf(lang, K::AmongOf, &[&own.of.to_string()])} ")"</span> });
    // The middle of those that rest on enough.
    let sound = text::units(lang, spread.count() - spread.small());
    let middle = spread.middle().map_or_else(
        || t(lang, K::AmongNoMiddle).to_owned(),
        |middle| {
            tf(
                lang,
                K::AmongMiddle,
                &[&sound, &printed(lang, measure, middle)],
            )
        },
    );
    let label = format!("{title}: {own}; {middle}");
    let ends = match measure.is_share() {
        true => ["0%".to_owned(), "100%".to_owned()],
        false => {
            let (columns, _) = measure.columns();
            [
                text::days(lang, 0),
                format!("{}+", text::days(lang, columns as i64 - 1)),
            ]
        }
    };
    let [low, high] = ends;
    view! {
        <figure data-measure=measure.code()>
            <figcaption>
                <span>{title}</span>
                <b>{own} {small}</b>
                <span class="small quiet">{middle}</span>
            </figcaption>
            <div inner_html=chart::spread(measure, spread, &label)></div>
            <p class="ends" aria-hidden="true"><span>{low}</span> <span>{high}</span></p>
        </figure>
    }
    .into_any()
}

/// How many units stand in each column that has one.
fn table(lang: Lang, measure: Measure, spread: &Spread) -> AnyView {
    let (columns, _) = measure.columns();
    let title = t(lang, name(measure));
    let rows: Vec<_> = spread
        .piles(measure)
        .into_iter()
        .enumerate()
        .filter(|(_, pile)| pile.all() > 0)
        .map(|(at, pile)| {
            let stretch = match (measure.is_share(), at + 1 == columns) {
                (true, _) => format!("{}–{}%", at * 5, at * 5 + 5),
                (false, false) => text::days(lang, at as i64),
                (false, true) => format!("{}+", text::days(lang, at as i64)),
            };
            let number = |n: u32| text::integer(lang, i64::from(n));
            view! {
                <tr>
                    <th scope="row">{stretch}</th>
                    <td class="n">{number(pile.all())}</td>
                    <td class="n">{number(pile.small)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table>
            <caption>{title}</caption>
            <thead>
                <tr>
                    <th scope="col">{t(lang, K::AmongStretch)}</th>
                    <th scope="col" class="n">{t(lang, K::AmongUnits)}</th>
                    <th scope="col" class="n">{tf(lang, K::AmongFew, &[&FEW.to_string()])}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
