//! Figures and days that machines can read as well.
use leptos::prelude::*;

use crate::{
    domain::{Day, Share},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, MaybeShare},
};

type MaybeDay = Option<Day>;

/// A share under its name: `<data data-figure="accepted" value="0.431200">`.
pub fn figure(lang: Lang, name: &'static str, share: MaybeShare) -> impl IntoView + use<> {
    view! {
        <data data-figure=name value=share.map_or_else(String::new, Share::six)>
            {text::maybe_percent(lang, share)}
        </data>
    }
}

/// A share under its name, which prints `none` where there is no share.
pub fn maybe_figure(
    lang: Lang,
    name: &'static str,
    share: MaybeShare,
    none: &'static str,
) -> AnyView {
    match share {
        Some(_) => figure(lang, name, share).into_any(),
        None => view! { <data data-figure=name value="" class="quiet">{none}</data> }.into_any(),
    }
}

/// A count under its name: `products_late`.
#[component]
pub fn Count(lang: Lang, #[prop(into)] name: String, number: u32) -> impl IntoView {
    view! {
        <data data-figure=name value=number.to_string()>
            {text::integer(lang, i64::from(number))}
        </data>
    }
}

/// Days in tenths under their name: "9,5 ngày".
pub fn days_figure(lang: Lang, name: &'static str, tenths: Option<i64>) -> AnyView {
    let Some(tenths) = tenths else {
        return view! { <data data-figure=name value="">{text::NONE}</data> }.into_any();
    };
    let value = format!("{}.{}", tenths / 10, tenths % 10);
    view! {
        <data data-figure=name value=value>
            {text::days_in_tenths(lang, tenths)}
        </data>
    }
    .into_any()
}

/// 22/11/2026
pub fn time(lang: Lang, day: Day) -> impl IntoView + use<> {
    time_as(day, text::day(lang, day))
}

/// When something last happened, and how long ago that was.
pub fn time_ago(frame: &Frame, day: MaybeDay) -> AnyView {
    let lang = frame.lang;
    let Some(day) = day else {
        return view! { <span class="quiet">{t(lang, K::Never)}</span> }.into_any();
    };
    let ago = text::days(lang, (frame.day() - day).num_days());
    view! {
        {time(lang, day)}
        <span class="line quiet">{tf(lang, K::Ago, &[&ago])}</span>
    }
    .into_any()
}

/// A day in other words.
pub fn time_as(day: Day, words: String) -> impl IntoView + use<> {
    view! { <time datetime=day.to_string()>{words}</time> }
}
