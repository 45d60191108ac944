//! Whose turn it was: one sentence and one bar.
use leptos::prelude::*;

use super::table::{Cells, data_of_chart, heads, table};
use crate::{
    chart,
    domain::{Clock, Clocks, HeldDays, Holder},
    text::{self, Key as K, Lang, t, tf},
    views::MilestoneRow,
};

/// What a milestone waits for that is in nobody's hand here: of an event that no body is named for,
/// none is named.
#[derive(Debug, Clone, Copy)]
pub struct WaitsFor<'a> {
    now: Option<&'a str>,
    event: bool,
}

impl<'a> WaitsFor<'a> {
    pub fn of(row: &'a MilestoneRow) -> Self {
        Self {
            now: row.awaits.as_deref(),
            event: row.awaits.is_some() || row.dated_by.is_some(),
        }
    }

    /// Who has it now, or what it waits for.
    pub fn now(self, lang: Lang, holder: Holder) -> String {
        match (holder, self.now) {
            (Holder::Above, Some(awaited)) => tf(lang, K::Awaits, &[awaited]),
            _ => self.once(lang, holder).to_owned(),
        }
    }

    /// Who had it once.
    pub fn once(self, lang: Lang, holder: Holder) -> &'static str {
        match holder {
            Holder::Above if self.event => t(lang, K::HolderAwaited),
            holder => text::holder(lang, holder),
        }
    }
}

/// "đơn vị 22, doanh nghiệp 51"
fn parts(lang: Lang, days: &HeldDays, name: impl Fn(Holder) -> &'static str) -> String {
    let all = Holder::ALL.iter().filter(|holder| days.of(**holder) > 0);
    let told: Vec<String> = all
        .map(|holder| {
            let number = text::integer(lang, days.of(*holder));
            format!("{} {number}", name(*holder))
        })
        .collect();
    told.join(", ")
}

/// "87 ngày làm việc: đơn vị 22, doanh nghiệp 51"
pub fn days_words(lang: Lang, days: &HeldDays) -> String {
    days_words_by(lang, days, |holder| text::holder(lang, holder))
}

fn days_words_by(lang: Lang, days: &HeldDays, name: impl Fn(Holder) -> &'static str) -> String {
    let whole = text::integer(lang, days.whole());
    tf(lang, K::ClockDays, &[&whole, &parts(lang, days, name)])
}

/// "87 ngày làm việc: đơn vị 22, doanh nghiệp 51; nay ở đơn vị"; empty where nothing is to be told.
pub fn clock_words(lang: Lang, clock: &Clock, waits: WaitsFor<'_>) -> String {
    let days = clock.parts();
    let now = clock.holder.map(|holder| match (holder, waits.now) {
        (Holder::Above, Some(awaited)) => tf(lang, K::ClockNowAwaits, &[awaited]),
        (Holder::Above, None) => t(lang, K::ClockNowAbove).to_owned(),
        _ => tf(lang, K::ClockNow, &[text::holder(lang, holder)]),
    });
    let told = || days_words_by(lang, &days, |holder| waits.once(lang, holder));
    match (days.whole(), now) {
        (0, now) => now.unwrap_or_default(),
        (_, Some(now)) => format!("{}; {now}", told()),
        (_, None) => told(),
    }
}

/// The same with its bar.
pub fn clock(lang: Lang, clock: &Clock, waits: WaitsFor<'_>) -> AnyView {
    let (days, words) = (clock.parts(), clock_words(lang, clock, waits));
    if words.is_empty() {
        return ().into_any();
    }
    let parts = clock.stretches.iter().map(|it| (it.holder, it.days));
    let parts: Vec<(Holder, i64)> = parts.collect();
    let bar = (days.whole() > 0).then(|| {
        view! {
            {bar(lang, &parts, &words)}
            {clock_list(lang, clock, waits)}
        }
    });
    view! {
        <div class="clock" data-days=days.whole().to_string()>
            <p class="small second">{words}</p>
            {bar}
        </div>
    }
    .into_any()
}

/// The parts of the bar with their days: "doanh nghiệp 24/07/2026 – 07/10/2026: 51", the one
/// under way without an end.
pub fn clock_list(lang: Lang, clock: &Clock, waits: WaitsFor<'_>) -> AnyView {
    let under_way = clock.holder.and(clock.stretches.len().checked_sub(1));
    let rows: Vec<_> = clock
        .stretches
        .iter()
        .enumerate()
        .map(|(at, it)| {
            let from = text::day(lang, it.from);
            let days = text::integer(lang, it.days);
            let now = under_way == Some(at);
            let who = match now {
                true => waits.now(lang, it.holder),
                false => waits.once(lang, it.holder).to_owned(),
            };
            let told = if now {
                tf(lang, K::ClockSince, &[&from, &days])
            } else {
                tf(
                    lang,
                    K::ClockStretch,
                    &[&from, &text::day(lang, it.through), &days],
                )
            };
            view! {
                <li>
                    <b>{who}</b>
                    " "
                    {told}
                </li>
            }
        })
        .collect();
    view! { <ol class="stretches small second">{rows}</ol> }.into_any()
}

/// The same of several milestones together; nothing before the first has begun.
pub fn held_days(lang: Lang, days: &HeldDays) -> Option<AnyView> {
    if days.whole() == 0 {
        return None;
    }
    let words = days_words(lang, days);
    let by: Vec<(Holder, i64)> = Holder::ALL
        .iter()
        .map(|holder| (*holder, days.of(*holder)))
        .collect();
    Some(
        view! {
            <div class="clock" data-days=days.whole().to_string()>
                <p>
                    <b>{words.clone()}</b>
                </p>
                {bar(lang, &by, &words)}
            </div>
        }
        .into_any(),
    )
}

fn bar(lang: Lang, parts: &[(Holder, i64)], label: &str) -> AnyView {
    view! { <div class="bar-box" inner_html=chart::holding(lang, parts, label)></div> }.into_any()
}

/// The clocks of a group: the sum and the middle one, together and by holder.
pub fn clocks(lang: Lang, clocks: &Clocks) -> Option<AnyView> {
    let all = held_days(lang, &clocks.days)?;
    let median =
        |tenths: Option<i64>| tenths.map_or_else(String::new, |tenths| text::tenths(lang, tenths));
    let (milestones, middle) = clocks.whole();
    let told = tf(
        lang,
        K::ClockGroup,
        &[
            &text::integer(lang, i64::from(milestones)),
            &text::integer(lang, clocks.days.whole()),
            &median(middle),
        ],
    );
    let row = |holder: &Holder| {
        let (had, middle) = clocks.of(*holder);
        (had > 0).then(|| {
            view! {
                <tr>
                    <th scope="row">{text::holder(lang, *holder)}</th>
                    <td class="n">{text::integer(lang, i64::from(had))}</td>
                    <td class="n">{text::integer(lang, clocks.days.of(*holder))}</td>
                    <td class="n">{median(middle)}</td>
                </tr>
            }
            .into_any()
        })
    };
    let rows: Vec<_> = Holder::ALL.iter().filter_map(row).collect();
    let columns = [
        (K::ClockHolder, Cells::Words),
        (K::ClockMilestones, Cells::Numbers),
        (K::ClockSum, Cells::Numbers),
        (K::ClockMedian, Cells::Numbers),
    ];
    let data = view! {
        <p class="small quiet">{t(lang, K::ClockRowNote)}</p>
        {table(t(lang, K::ClockTitle), None, heads(lang, &columns), rows)}
    };
    Some(
        view! {
            {all}
            <p class="small second">{told}</p>
            {data_of_chart(lang, data.into_any())}
        }
        .into_any(),
    )
}
