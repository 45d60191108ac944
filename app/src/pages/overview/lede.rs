use std::cmp::Ordering;

use chrono::{Datelike, TimeDelta};
use leptos::prelude::*;

use crate::{
    components::{
        as_of, explained_sentence, href, sentence, three_bars, three_bars_since, trust_of,
    },
    domain::{self, Campaign, Day, Figure, Forecast, Of, Outlook, ShareOf, What},
    text::{self, Key as K, Lang, Run, foretold, headline, rich, t, tf},
    views::{Frame, Overview},
};

pub fn lede(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let campaign = frame.campaign.as_deref();
    let told = headline(lang, &page.figures, page.later, None, None);
    // At a wall nobody asks.
    let what_if = frame.closed.is_none().then(|| {
        view! { <a href=href(frame, "/what-if")>{t(lang, K::WhatIfLink)}</a> " · " }
    });
    let ways = (!frame.wall).then(|| {
        view! { <span class="ways">{what_if} <a href="#how">{t(lang, K::HowLink)}</a></span> }
    });
    let bars = match &page.week_ago {
        Some(before) => three_bars_since(frame, &Of::City, &page.figures, &before.figures),
        None => three_bars(frame, &Of::City, &page.figures),
    };
    view! {
        <div class="lede">
            <div>
                <p class="eyebrow">{eyebrow(lang, frame.day(), campaign)}</p>
                <h1>{explained_sentence(frame, &Of::City, &page.figures, told)}</h1>
                <p class="pace second">
                    {sentence(week(lang, page))}
                    {sentence(foretold(lang, &page.figures, &page.outlook, campaign.and_then(|it| it.deadline)))}
                    {moved(lang, page).map(|words| format!("{words} "))}
                    {databases(frame, page)} " " {ways}
                </p>
                {trust_of(frame, page.trust, &Figure::new(What::Share(ShareOf::Accepted), Of::City))}
            </div>
            <div class="lede-end">{bars} {as_of(frame)}</div>
        </div>
    }
    .into_any()
}

/// "Tuần qua +0,2 điểm, trong đó −0,1 điểm do thay đổi kế hoạch.": what the week before brought, as its
/// days were told, and what of it nobody did.
fn week(lang: Lang, page: &Overview) -> Vec<Run> {
    let then = page.week_ago.as_ref().and_then(|it| it.figures.accepted());
    let Some((now, then)) = page.figures.accepted().zip(then) else {
        return Vec::new();
    };
    let points = text::signed_points(lang, now.printed_from(then));
    let adjusted = page.changes.as_ref().and_then(|it| it.by_adjustments()[0]);
    match adjusted {
        Some(by) => {
            let by = text::signed_points(lang, by);
            rich(t(lang, K::WeekBroughtOf), &[&points, &by])
        }
        None => rich(t(lang, K::WeekBrought), &[&points]),
    }
}

/// "16/19 cơ sở dữ liệu dự kiến không kịp hạn", as the way to them.
fn databases(frame: &Frame, page: &Overview) -> Option<AnyView> {
    let lang = frame.lang;
    let databases = page.databases_late?;
    let [late, all, unknown] =
        [databases.late, databases.all, databases.unknown].map(|n| n.to_string());
    let words = if page.outlook.forecast == Forecast::Over {
        tf(lang, K::DatabasesUnfinished, &[&late, &all])
    } else if databases.over {
        tf(lang, K::DatabasesMissed, &[&late, &all])
    } else {
        tf(lang, K::DatabasesLate, &[&late, &all, &unknown])
    };
    Some(match frame.wall {
        true => words.into_any(),
        false => view! { <a href=href(frame, "/what-if")>{words}</a> }.into_any(),
    })
}

/// "Toàn chiến dịch · Tuần 47 (16/11–22/11) · còn 39 ngày đến hạn 31/12/2026"
fn eyebrow(lang: Lang, today: Day, campaign: Option<&Campaign>) -> String {
    if campaign.is_some_and(|it| it.closes == Some(today)) {
        return format!(
            "{} · {}",
            t(lang, K::WholeCampaign),
            tf(lang, K::LastDay, &[&text::day(lang, today)])
        );
    }
    let monday = domain::monday(today);
    let sunday = monday + TimeDelta::days(6);
    let week = tf(
        lang,
        K::WeekN,
        &[
            &today.iso_week().week().to_string(),
            &text::day_month(lang, monday),
            &text::day(lang, sunday),
        ],
    );
    let mut words = format!("{} · {week}", t(lang, K::WholeCampaign));
    if let Some((campaign, deadline)) = campaign.and_then(|c| c.deadline.map(|d| (c, d))) {
        let key = match today.cmp(&deadline) {
            Ordering::Greater => K::AfterDeadline,
            Ordering::Equal => K::OnDeadline,
            Ordering::Less => K::ToDeadline,
        };
        let left = text::until(lang, today, deadline);
        words.push_str(" · ");
        words.push_str(&tf(lang, key, &[&left, &text::day(lang, deadline)]));
        if let Some(first) = campaign.first_deadline.filter(|first| *first != deadline) {
            words.push_str(", ");
            words.push_str(&tf(lang, K::FirstDeadline, &[&text::day(lang, first)]));
        }
        if campaign.provisional {
            words.push(' ');
            words.push_str(t(lang, K::DeadlineProvisional));
        }
    }
    words
}

/// "lùi 43 ngày so với tuần trước (17/12/2026 đến 30/01/2027)": the days are those between the
/// likely ones.
fn moved(lang: Lang, page: &Overview) -> Option<String> {
    let range = |outlook: &Outlook| match outlook.forecast {
        Forecast::Finish {
            likely, cautious, ..
        } => Some((likely.day, cautious.map(|it| it.day))),
        _ => None,
    };
    let told = |(likely, cautious): (Day, Option<Day>)| text::finish_range(lang, likely, cautious);
    if page.outlook.forecast == Forecast::Over {
        return None;
    }
    let before = &page.week_ago.as_ref()?.outlook;
    let words = match (range(before), range(&page.outlook)) {
        (Some(before), Some(now)) => {
            let (days, was) = ((now.0 - before.0).num_days(), told(before));
            let by = text::days(lang, days.abs());
            match days {
                0 if now.1 == before.1 => t(lang, K::FinishStays).to_owned(),
                0 => tf(lang, K::FinishLikelyStays, &[&was]),
                1.. => tf(lang, K::FinishLater, &[&by, &was]),
                _ => tf(lang, K::FinishEarlier, &[&by, &was]),
            }
        }
        (Some(before), None) => tf(lang, K::FinishGone, &[&told(before)]),
        (None, Some(_)) if matches!(before.forecast, Forecast::Never { .. }) => {
            t(lang, K::FinishCame).to_owned()
        }
        _ => return None,
    };
    Some(words)
}
