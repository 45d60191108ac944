//! `/`: how far is the campaign, where is it behind, who must act.
mod blocs;
mod burn_up;
mod lede;
mod national;
mod pressing;

use leptos::prelude::*;

use crate::{
    components::{event_list, how, section, status_strip},
    text::{self, Key as K, t, tf},
    views::{Frame, Overview},
};

pub fn page(frame: &Frame, page: Overview) -> AnyView {
    let lang = frame.lang;
    let head = lede::lede(frame, &page);
    let strip = status_strip(lang, &page.figures);
    let chart = burn_up::burn_up(frame, &page);
    let all = tf(
        lang,
        K::AllUnits,
        &[&text::integer(lang, page.units as i64)],
    );
    let pressing = pressing::pressing(frame, page.pressing, all);
    let national = national::national(frame, page.national, page.sector, page.sector_databases);
    let blocs = blocs::blocs(frame, page.blocs, page.units);
    let events = section(
        "events-section",
        t(lang, K::EventsTitle).to_owned(),
        t(lang, K::EventsNote).to_owned(),
        (),
        event_list(frame, page.events, true),
    );
    view! {
        <div class="city" data-scope="city">{head} {strip}</div>
        <div class="two">{chart} {pressing}</div>
        {national}
        {blocs}
        {events}
        {how(lang)}
    }
    .into_any()
}
