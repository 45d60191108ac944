//! `/`: how far is the campaign, where is it behind, who must act.
mod actions;
mod blocs;
mod burn_up;
mod changes;
mod departments;
mod lede;
mod national;

use leptos::prelude::*;

use crate::{
    components::{event_list, how, outcome_strip, section, status_strip},
    text::{Key as K, t},
    views::{Frame, Overview},
};

pub fn page(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let head = lede::lede(frame, page);
    let strip = status_strip(lang, &page.figures);
    let chart = burn_up::burn_up(frame, page);
    let actions = actions::actions(frame, page);
    let national = national::national(frame, page);
    let first = view! {
        <div class="city" data-scope="city">{head} {strip}</div>
        <div class="two">{chart} {actions}</div>
        {national}
    };
    // Across a room the first questions are enough.
    if frame.wall {
        return first.into_any();
    }
    let events = section(
        "events-section",
        t(lang, K::EventsTitle).to_owned(),
        t(lang, K::EventsNote).to_owned(),
        (),
        event_list(frame, page.events.clone(), true),
    );
    view! {
        {first}
        {outcome_strip(frame, &page.outcomes)}
        <div class="two-even">
            {departments::departments(frame, page)}
            <div>{changes::changes(frame, page)} {departments::security(frame, page)}</div>
        </div>
        {blocs::blocs(frame, page)}
        {events}
        {how(lang)}
    }
    .into_any()
}
