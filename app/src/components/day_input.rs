//! A field for a day: typed as 26/11/2026, with a small calendar where scripts run.
use leptos::prelude::*;

use crate::{
    domain::Day,
    islands::{DayPicker, DayWords},
    text::{Key as K, Lang, t},
};

/// The calendar of a field, by the field's id; `between`: the first and the last day it offers.
pub fn day_picker(
    lang: Lang,
    field: &str,
    today: Option<Day>,
    between: (Option<Day>, Option<Day>),
) -> AnyView {
    let word = |key: K| t(lang, key).to_owned();
    let (first, last) = between;
    let months = [
        K::January,
        K::February,
        K::March,
        K::April,
        K::May,
        K::June,
        K::July,
        K::August,
        K::September,
        K::October,
        K::November,
        K::December,
    ];
    let weekdays = [
        K::MondayShort,
        K::TuesdayShort,
        K::WednesdayShort,
        K::ThursdayShort,
        K::FridayShort,
        K::SaturdayShort,
        K::SundayShort,
    ];
    let words = DayWords {
        choose: word(K::ChooseDay),
        earlier: word(K::EarlierMonth),
        later: word(K::LaterMonth),
        months: months.map(word).to_vec(),
        weekdays: weekdays.map(word).to_vec(),
        today: today.map(|it| it.to_string()),
        first: first.map(|it| it.to_string()),
        last: last.map(|it| it.to_string()),
    };
    view! { <DayPicker field=field.to_owned() words/> }.into_any()
}
