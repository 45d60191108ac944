use chrono::{Datelike, TimeDelta};
use leptos::prelude::*;

use crate::{
    components::{as_of, sentence, three_bars},
    domain::{self, Campaign, Day, Forecast},
    text::{self, Key as K, Lang, Run, headline, rich, t, tf},
    views::{Frame, Overview},
};

pub fn lede(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let campaign = frame.campaign.as_deref();
    let deadline = campaign.and_then(|c| c.deadline);
    let pace = deadline.and_then(|deadline| pace(lang, page, deadline));
    view! {
        <div class="lede">
            <div>
                <p class="eyebrow">{eyebrow(lang, frame.day(), campaign)}</p>
                <h1>{sentence(headline(lang, &page.figures, &page.forecast, deadline))}</h1>
                <p class="pace second">
                    {pace.map(sentence)} " " <a href="#how">{t(lang, K::HowLink)}</a>
                </p>
            </div>
            <div class="lede-end">{as_of(frame)} {three_bars(lang, &page.figures)}</div>
        </div>
    }
    .into_any()
}

/// "Toàn chiến dịch · Tuần 47 (16/11–22/11) · còn 39 ngày đến hạn 31/12/2026"
fn eyebrow(lang: Lang, today: Day, campaign: Option<&Campaign>) -> String {
    let monday = domain::monday(today);
    let sunday = monday + TimeDelta::days(6);
    let week = tf(
        lang,
        K::WeekN,
        &[
            &today.iso_week().week().to_string(),
            &text::day_month(monday),
            &text::day(sunday),
        ],
    );
    let mut words = format!("{} · {week}", t(lang, K::WholeCampaign));
    if let Some((campaign, deadline)) = campaign.and_then(|c| c.deadline.map(|d| (c, d))) {
        let key = if today > deadline {
            K::AfterDeadline
        } else {
            K::ToDeadline
        };
        let left = text::until(lang, today, deadline);
        words.push_str(" · ");
        words.push_str(&tf(lang, key, &[&left, &text::day(deadline)]));
        if campaign.provisional {
            words.push(' ');
            words.push_str(t(lang, K::DeadlineProvisional));
        }
    }
    words
}

/// The pace the deadline asks for, beside the one there was.
fn pace(lang: Lang, page: &Overview, deadline: Day) -> Option<Vec<Run>> {
    let needed = text::points(lang, page.required_pace?);
    let had = match page.forecast {
        Forecast::Finish { likely, .. } => Some(likely.per_week),
        Forecast::Never { per_week } => Some(per_week),
        Forecast::NotEnough | Forecast::Reached => None,
    };
    let deadline = text::day(deadline);
    Some(match had {
        // The forecast runs over shares: 0.028 a week is 2.8 points.
        Some(rate) => {
            let had = text::points(lang, (rate * 1000.0).round() as i64);
            rich(t(lang, K::PaceBoth), &[&deadline, &needed, &had])
        }
        None => rich(t(lang, K::PaceNeeded), &[&deadline, &needed]),
    })
}
