//! Where the unit stands among those of its kind: a dot each, no rank.
use leptos::prelude::*;

use crate::{
    chart::{self, Dots},
    components::{Section, data_of_chart},
    domain::{Spread, UnitKind, Value},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::Frame,
};

/// Points with their sign: "−8,5".
fn signed(lang: Lang, value: Value) -> String {
    let tenths = (value * Value::from_integer(10)).round().to_integer();
    text::signed_points(lang, tenths as i64)
}

/// Nothing where there is no other of the kind.
pub fn dots(frame: &Frame, kind: UnitKind, spread: &Spread) -> Option<AnyView> {
    let lang = frame.lang;
    let (first, last) = spread.all().first().zip(spread.all().last())?;
    if spread.count() < 2 {
        return None;
    }
    let number = text::integer(lang, spread.count() as i64);
    let title = tf(
        lang,
        K::HomeBesideTitle,
        &[&number, text::unit_kind(lang, kind)],
    );
    let own = spread.own.map(|own| signed(lang, own.value));
    let middle = spread
        .middle()
        .map_or_else(|| NONE.to_owned(), |it| signed(lang, it));
    let label = tf(
        lang,
        K::HomeBesideLabel,
        &[
            &text::units(lang, spread.count()),
            &signed(lang, first.value),
            &signed(lang, last.value),
            &middle,
            own.as_deref().unwrap_or(NONE),
        ],
    );
    let mine = own.map_or_else(String::new, |own| tf(lang, K::HomeBesideMine, &[&own]));
    let drawing = chart::dots(
        spread,
        &Dots {
            label: &label,
            own: &mine,
            zero: t(lang, K::HomeBesidePlan),
            lang,
        },
    );
    let rows: Vec<_> = chart::stretches(spread)
        .into_iter()
        .map(|(from, number)| {
            let ends = [from, from + 10].map(|it| text::integer(lang, it));
            let stretch = tf(lang, K::HomeBesideStretch, &[&ends[0], &ends[1]]);
            view! {
                <tr>
                    <th scope="row">{stretch}</th>
                    <td class="n">{text::integer(lang, number.into())}</td>
                </tr>
            }
        })
        .collect();
    let table = view! {
        <table>
            <caption class="sr">{label.clone()}</caption>
            <thead>
                <tr>
                    <th scope="col">{t(lang, K::AgainstPlan)}</th>
                    <th scope="col" class="n">{t(lang, K::AmongUnits)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    Some(
        view! {
            <Section lang title note=K::HomeBesideNote>
                <div data-kind=kind.code() inner_html=drawing></div>
                <p class="small second">{tf(lang, K::HomeBesideFoot, &[&middle])}</p>
                {data_of_chart(lang, table.into_any())}
            </Section>
        }
        .into_any(),
    )
}
