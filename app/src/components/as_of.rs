//! The day of the figures: a plain form, and the word when it is a past day.
use leptos::prelude::*;

use super::{day_picker, day_tools, field_error, sentence, view_tools};
use crate::{
    domain::SOON_DAYS,
    text::{self, Key as K, rich, t},
    views::Frame,
};

/// The form at the head of a page of figures, with the weeks before and after.
/// The other fields of the address stay.
pub fn as_of(frame: &Frame) -> AnyView {
    match frame.wall {
        true => ().into_any(),
        false => form(frame, text::day_as_typed(frame.day()), None),
    }
}

/// The same form after a day that shows nothing: what was typed, and what is wrong with it.
pub fn as_of_again(frame: &Frame, wrong: String) -> AnyView {
    let asked = frame.query.iter().find(|(name, _)| name == "as_of");
    let typed = asked.map(|(_, typed)| typed.clone());
    form(frame, typed.unwrap_or_default(), Some(wrong))
}

fn form(frame: &Frame, value: String, wrong: Option<String>) -> AnyView {
    let lang = frame.lang;
    let kept: Vec<_> = frame
        .query
        .iter()
        .filter(|(name, value)| name != "as_of" && !value.is_empty())
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.clone() value=value.clone()/> }
        })
        .collect();
    let start = frame.campaign.as_ref().map(|c| c.start);
    let week = |days: i64, word: K, sign: &'static str| {
        let day = (frame.day() + chrono::TimeDelta::days(days)).min(frame.today);
        let there = day != frame.day() && start.is_none_or(|start| day >= start);
        // Today needs no day in its address.
        let named = (day < frame.today).then(|| day.to_string());
        let path = frame.address(&[("as_of", named.as_deref().unwrap_or_default())]);
        there.then(|| {
            view! {
                <a class="week" href=path aria-label=t(lang, word) title=t(lang, word)>
                    {sign}
                </a>
            }
        })
    };
    let form = view! {
        <form class="as-of" method="get" action=frame.path.clone()>
            {kept}
            {week(-7, K::PrevWeek, "‹")}
            <label for="as_of">{t(lang, K::AsOfLabel)}</label>
            <input
                id="as_of"
                name="as_of"
                value=value
                placeholder=t(lang, K::DayForm)
                autocomplete="off"
                aria-invalid=wrong.as_ref().map(|_| "true")
                aria-describedby=wrong.as_ref().map(|_| "as_of-error")
            />
            {day_picker(lang, "as_of", Some(frame.today), (start, Some(frame.today)))}
            <button class="btn quiet-btn">{t(lang, K::AsOfShow)}</button>
            {week(7, K::NextWeek, "›")} {day_tools(frame)}
            {wrong.map(|words| field_error("as_of-error".to_owned(), words))}
        </form>
    };
    view! {
        <div class="of-day">{form} {view_tools(frame)}</div>
    }
    .into_any()
}

/// Said over the whole page when it shows a past day, or a campaign that is over.
pub fn past_day(frame: &Frame) -> Option<AnyView> {
    let lang = frame.lang;
    let closes = frame.campaign.as_ref().and_then(|it| it.closes);
    let soon = closes.filter(|last| (*last - frame.today).num_days() <= SOON_DAYS);
    let told = match (frame.closed, soon) {
        (Some(last), _) => Some((K::CampaignClosed, last)),
        (None, Some(last)) => Some((K::CampaignCloses, last)),
        (None, None) => None,
    };
    if let (Some((told, last)), None) = (told, frame.as_of) {
        let told = sentence(rich(t(lang, told), &[&text::day(lang, last)]));
        let over = view! {
            <aside class="past" aria-label=t(lang, K::AsOfLabel)>
                <div class="wrap">
                    <p>{told}</p>
                </div>
            </aside>
        };
        return Some(over.into_any());
    }
    frame.as_of.map(|day| {
        view! {
            <aside class="past" aria-label=t(lang, K::AsOfLabel)>
                <div class="wrap">
                    <p>
                        {sentence(rich(t(lang, K::AsOfPast), &[&text::day(lang, day)]))} " "
                        <a href=frame.address(&[("as_of", "")])>{t(lang, K::AsOfBack)}</a>
                    </p>
                </div>
            </aside>
        }
        .into_any()
    })
}
