//! What was foretold of the whole and of databases on both days, and by how much it moved.
use leptos::prelude::*;

use super::{
    lede::{forecast_text, signed},
    words::short_days,
};
use crate::{
    components::{Section, href, workstream_path},
    domain::{Group, Share},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{CompareList, ForecastRow, Frame, TwoDays},
};

/// What the forecasts are of: databases, or what a campaign without any has, be it the whole alone.
pub fn forecast_of(days: &TwoDays) -> K {
    let all = days.forecasts.iter();
    let of = all.filter_map(|it| it.workstream.as_ref());
    heads(of.map(|it| it.kind.group()))
}

fn heads(kinds: impl Iterator<Item = Group>) -> K {
    let kinds: Vec<Group> = kinds.collect();
    let databases = kinds.iter().all(|it| *it == Group::Databases);
    match databases && !kinds.is_empty() {
        true => K::Database,
        false => K::ColWorkstream,
    }
}

pub fn forecasts(frame: &Frame, days: &TwoDays) -> Option<AnyView> {
    let lang = frame.lang;
    if days.forecasts.is_empty() {
        return None;
    }
    let head = forecast_of(days);
    let rows: Vec<_> = days
        .forecasts
        .iter()
        .map(|it| row(frame, days, it))
        .collect();
    let more = days.databases + 1 > rows.len() && rows.len() > 1;
    let all = more.then(|| {
        let list = CompareList::Databases.code();
        let path = frame.address(&[("list", list), ("page", "")]);
        let number = text::integer(lang, days.databases as i64);
        view! { <a href=path>{tf(lang, K::CompareDatabases, &[&number])}</a> }.into_any()
    });
    let [then, now] = short_days(lang, days.then.day, days.now.day);
    let numbers = || {
        let heads = [
            then.clone(),
            now.clone(),
            t(lang, K::CompareChange).to_owned(),
        ];
        let heads = heads.into_iter();
        heads
            .map(|word| view! { <th scope="col" class="n">{word}</th> })
            .collect::<Vec<_>>()
    };
    let (accepted, against) = (numbers(), numbers());
    let section = view! {
        <Section lang title=K::CompareForecasts note=K::CompareForecastsNote end=all.into_any()>
            <div
                class="table-scroll"
                tabindex="0"
                role="region"
                aria-label=t(lang, K::CompareForecasts)
            >
                <table class="forecasts">
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="colgroup" colspan="3" class="n">{t(lang, K::CompareAccepted)}</th>
                            <th scope="colgroup" colspan="3" class="n">{t(lang, K::CompareAgainst)}</th>
                            <th scope="colgroup" colspan="2">{t(lang, K::CompareFinish)}</th>
                            <td></td>
                        </tr>
                        <tr>
                            <th scope="col">{t(lang, head)}</th>
                            {accepted}
                            {against}
                            <th scope="col">{then.clone()}</th>
                            <th scope="col">{now.clone()}</th>
                            <th scope="col" class="n" aria-sort="descending">
                                <b>{t(lang, K::CompareShift)} " ↓"</b>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    };
    Some(section.into_any())
}

fn row(frame: &Frame, days: &TwoDays, it: &ForecastRow) -> AnyView {
    let lang = frame.lang;
    let on = short_days(lang, days.then.day, days.now.day);
    let [then_on, now_on] = on.map(|day| format!("{}, {day}", t(lang, K::CompareFinish)));
    let [accepted_on, gap_on] = [K::CompareAccepted, K::CompareAgainst].map(|key| t(lang, key));
    let (then, now) = (&it.then.figures, &it.now.figures);
    let name = match &it.workstream {
        Some(w) => {
            view! { <a href=href(frame, &workstream_path(w))>{w.short_name().to_owned()}</a> }
                .into_any()
        }
        None => text::whole_place(lang, frame.place()).into_any(),
    };
    let share = |share: Option<Share>| match share {
        Some(share) => text::tenths(lang, share.permille()),
        None => NONE.to_owned(),
    };
    let change = then.accepted().zip(now.accepted());
    let change = change.map(|(was, is)| signed(lang, is.printed_from(was)));
    let gap = |gap: Option<i64>| gap.map_or_else(|| NONE.to_owned(), |gap| signed(lang, gap));
    let further = now
        .gap_from(then)
        .filter(|_| now.gap().is_some() && then.gap().is_some());
    let worse = further.is_some_and(|it| it < 0).then_some("late");
    let whole = it.workstream.is_none().then_some("whole");
    view! {
        <tr class=whole data-code=it.workstream.as_ref().map(|w| w.code.to_string())>
            <th scope="row">{name}</th>
            <td class="n second">{share(then.accepted())}</td>
            <td class="n" data-label=accepted_on>
                <b>{share(now.accepted())}</b>
            </td>
            <td class="n">{change.unwrap_or_else(|| NONE.to_owned())}</td>
            <td class="n second">{gap(then.gap())}</td>
            <td class="n" data-label=gap_on>
                <b>{gap(now.gap())}</b>
            </td>
            <td class="n">
                <span class=worse>{gap(further)}</span>
            </td>
            <td class="second" data-label=then_on>{forecast_text(lang, &it.then.outlook.forecast)}</td>
            <td data-label=now_on>{forecast_text(lang, &it.now.outlook.forecast)}</td>
            <td class="n nowrap">{shift(lang, it.later())}</td>
        </tr>
    }
    .into_any()
}

/// "lùi 97 ngày"
fn shift(lang: Lang, later: Option<i64>) -> AnyView {
    let told = |days: i64| text::days(lang, days.abs());
    match later {
        None => ().into_any(),
        Some(0) => t(lang, K::CompareNoShift).into_any(),
        Some(days @ 1..) => {
            view! { <b class="late">{tf(lang, K::CompareLater, &[&told(days)])}</b> }.into_any()
        }
        Some(days) => {
            view! { <span>{tf(lang, K::CompareSooner, &[&told(days)])}</span> }.into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forecasts_without_databases_are_headed_by_tasks() {
        let of = |kinds: &[Group]| heads(kinds.iter().copied()) == K::Database;
        assert!(of(&[Group::Databases, Group::Databases]));
        assert!(!of(&[Group::Programme]));
        assert!(!of(&[]));
    }
}
