//! The sentence, what turned, and the two days to choose.
use chrono::{Days, Months};
use leptos::prelude::*;

use super::words::{short_days, title};
use crate::{
    components::{
        copy_link, day_picker, field_error, href, said, sentence, unit_path, view_tools,
        workstream_path,
    },
    domain::{Day, Forecast, Move, Outlook, Share},
    text::{self, Key as K, Lang, Run, rich, t, tf},
    views::{CompareList, ComparePage, Compared, Frame, Mistake, TwoDays},
};

/// Named days offered; all of them stand below.
const NAMED: usize = 3;

pub fn lede(frame: &Frame, page: &ComparePage) -> AnyView {
    let lang = frame.lang;
    let days = page.days.as_deref();
    let head = match days {
        Some(days) => sentence(head(lang, days)).into_any(),
        None => t(lang, K::CompareAsk).into_any(),
    };
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, "/")>{t(lang, K::NavOverview)}</a>
            " / "
            <span>{of(frame, page)}</span>
        </nav>
        <div class="lede plain-lede">
            <div>
                <h1>{head}</h1>
                {days.map(|days| line(frame, days))}
            </div>
        </div>
        {choose(frame, page)}
    }
    .into_any()
}

fn of(frame: &Frame, page: &ComparePage) -> AnyView {
    let words = t(frame.lang, K::Compare);
    let (path, name) = match &page.of {
        Compared::Whole => return title(frame.lang, page).into_any(),
        Compared::Unit(code, name) => (unit_path(code), name.to_string()),
        Compared::Database(it) => (workstream_path(it), it.short_name().to_owned()),
    };
    view! { {words} ": " <a href=href(frame, &path)>{name}</a> }.into_any()
}

/// "Từ 19/11 đến 26/11: nghiệm thu +0,2 điểm, kế hoạch +1,1: chậm thêm 0,9 điểm"
fn head(lang: Lang, days: &TwoDays) -> Vec<Run> {
    let (then, now) = (&days.then.figures, &days.now.figures);
    let [from, to] = short_days(lang, days.then.day, days.now.day);
    let change = |then: Option<Share>, now: Option<Share>| Some(now?.printed_from(then?));
    let accepted = change(then.accepted(), now.accepted());
    let plan = change(then.expected_original(), now.expected_original());
    let (Some(accepted), Some(plan)) = (accepted, plan) else {
        return rich(t(lang, K::CompareHeadNone), &[&from, &to]);
    };
    let (accepted, plan) = (text::signed_points(lang, accepted), signed(lang, plan));
    let mut runs = rich(t(lang, K::CompareHead), &[&from, &to, &accepted, &plan]);
    let apart = now.gap_from(then).unwrap_or(0);
    let behind = now.gap().is_some_and(|gap| gap < 0);
    let by = text::points(lang, apart.abs());
    runs.extend(match (apart, behind) {
        (0, _) => rich(t(lang, K::CompareStays), &[]),
        (..0, true) => rich(t(lang, K::CompareBehindMore), &[&by]),
        (_, true) => rich(t(lang, K::CompareBehindLess), &[&by]),
        (..0, false) => rich(t(lang, K::CompareAheadLess), &[&by]),
        (_, false) => rich(t(lang, K::CompareAheadMore), &[&by]),
    });
    runs
}

/// Tenths with their sign: "+1,1".
pub fn signed(lang: Lang, tenths: i64) -> String {
    let sign = if tenths > 0 { "+" } else { "" };
    format!("{sign}{}", text::tenths(lang, tenths))
}

/// What turned, each a link to all of it, and the forecast then and now.
fn line(frame: &Frame, days: &TwoDays) -> AnyView {
    let lang = frame.lang;
    let links: Vec<_> = Move::ALL
        .iter()
        .enumerate()
        .map(|(at, moved)| {
            let key = match moved {
                Move::Worse => K::CompareWorse,
                Move::Better => K::CompareBetter,
                Move::New => K::CompareNew,
                Move::Redefined => K::CompareRedefined,
                Move::Gone => K::CompareGone,
            };
            let number = days.number(*moved);
            let words = tf(lang, key, &[&text::integer(lang, number as i64)]);
            let list = CompareList::of(*moved).code();
            let path = frame.address(&[("list", list), ("was", ""), ("now", ""), ("page", "")]);
            let word = match number {
                0 => words.into_any(),
                _ => view! { <a href=path data-figure=format!("moved-{list}")>{words}</a> }
                    .into_any(),
            };
            view! { {(at > 0).then_some(", ")} {word} }
        })
        .collect();
    let forecast = forecast(lang, &days.then.outlook, &days.now.outlook);
    view! {
        <p class="second turned-line">
            {links} ". "
            {forecast.map(|runs| sentence(runs).into_any())}
        </p>
    }
    .into_any()
}

/// "Dự kiến xong lùi 43 ngày: từ … thành …"; nothing where nothing was foretold on either day.
fn forecast(lang: Lang, then: &Outlook, now: &Outlook) -> Option<Vec<Run>> {
    if then.forecast == Forecast::NotEnough && now.forecast == Forecast::NotEnough {
        return None;
    }
    let [was, is] = [then, now].map(|it| forecast_text(lang, &it.forecast));
    let by = |days: i64| text::days(lang, days.abs());
    Some(match now.later_than(then) {
        Some(days) if days > 0 => rich(t(lang, K::CompareForecastThen), &[&by(days), &was, &is]),
        Some(days) if days < 0 => rich(t(lang, K::CompareForecastSooner), &[&by(days), &was, &is]),
        _ if was == is => rich(t(lang, K::CompareForecastSame), &[&is]),
        _ => rich(t(lang, K::CompareForecastOther), &[&was, &is]),
    })
}

/// A forecast in words: its range, or why there is none.
pub fn forecast_text(lang: Lang, forecast: &Forecast) -> String {
    match forecast {
        Forecast::Finish {
            likely, cautious, ..
        } => text::finish_range(lang, likely.day, cautious.map(|it| it.day)),
        Forecast::Reached => t(lang, K::ForecastDone).to_owned(),
        Forecast::Never { .. } => t(lang, K::ForecastNever).to_owned(),
        Forecast::NotEnough => t(lang, K::ForecastNone).to_owned(),
        Forecast::Over => t(lang, K::ForecastOver).to_owned(),
        Forecast::Passed { .. } => t(lang, K::ForecastPassed).to_owned(),
    }
}

/// The form of the two days, and those that are chosen by a press.
fn choose(frame: &Frame, page: &ComparePage) -> AnyView {
    let lang = frame.lang;
    let kept: Vec<_> = [("unit", K::Unit), ("database", K::Database)]
        .into_iter()
        .filter_map(|(name, _)| {
            let (_, value) = frame.query.iter().find(|(it, _)| it == name)?;
            Some(view! { <input type="hidden" name=name value=value.clone()/> })
        })
        .collect();
    let options: Vec<_> = frame
        .named_days
        .iter()
        .map(|(day, name)| {
            view! { <option value=text::day_as_typed(day)>{name.to_string()}</option> }
        })
        .collect();
    view! {
        <div class="choose">
            <form class="as-of" method="get" action="/compare">
                {kept}
                {day_field(lang, "from", K::CompareFrom, &page.form.from, page.errors.from)}
                {day_field(lang, "to", K::CompareTo, &page.form.to, page.errors.to)}
                <button class="btn">{t(lang, K::CompareGo)}</button>
                <datalist id="named-days">{options}</datalist>
                {page.days.is_some().then(|| copy_link(frame))}
            </form>
            {quick(frame, page)}
            {page.days.is_some().then(|| view_tools(frame))}
        </div>
    }
    .into_any()
}

fn day_field(
    lang: Lang,
    name: &'static str,
    label: K,
    value: &str,
    error: Option<Mistake>,
) -> AnyView {
    let id = format!("{name}-error");
    let error = said(lang, error);
    let described = error.is_some().then(|| id.clone());
    view! {
        <span class="day-field">
            <label for=name>{t(lang, label)}</label>
            <input
                id=name
                name=name
                type="text"
                class="short"
                inputmode="numeric"
                autocomplete="off"
                list="named-days"
                value=value.to_owned()
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
            />
            {day_picker(lang, name, None, (None, None))} {error.map(|words| field_error(id, words))}
        </span>
    }
    .into_any()
}

/// A week, a month, named days, and since the beginning: each to the second day that is shown.
fn quick(frame: &Frame, page: &ComparePage) -> Option<AnyView> {
    let lang = frame.lang;
    let start = frame.campaign.as_ref()?.start;
    let (from, to) = match &page.days {
        Some(days) => (Some(days.then.day), days.now.day),
        None => (None, frame.today),
    };
    let named = frame.named_days.iter().filter(|(day, _)| *day < to);
    let named = named
        .take(NAMED)
        .map(|(day, name)| (Some(day), name.to_string()));
    let choices = [
        (
            to.checked_sub_days(Days::new(7)),
            t(lang, K::CompareWeek).to_owned(),
        ),
        (
            to.checked_sub_months(Months::new(1)),
            t(lang, K::CompareMonth).to_owned(),
        ),
    ];
    let all = choices.into_iter().chain(named);
    let all = all.chain([(Some(start), t(lang, K::CompareStart).to_owned())]);
    let of: Vec<(&str, &str)> = frame
        .query
        .iter()
        .filter(|(name, _)| ["unit", "database"].contains(&name.as_str()))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let mut seen: Vec<Day> = Vec::new();
    let links: Vec<_> = all
        .filter_map(|(day, word)| {
            let day = day.filter(|day| *day >= start && *day < to && !seen.contains(day))?;
            seen.push(day);
            let rest = of.iter().map(|(name, value)| format!("&{name}={value}"));
            let rest: String = rest.collect();
            let path = format!("/compare?from={day}&to={to}{rest}");
            let here = (from == Some(day)).then_some("true");
            Some(view! { <li><a href=path aria-current=here>{word}</a></li> })
        })
        .collect();
    let list = view! {
        <nav class="quick" aria-label=t(lang, K::CompareQuick)>
            <span class="quiet">{t(lang, K::CompareQuick)}</span>
            <ul>{links}</ul>
        </nav>
    };
    (!seen.is_empty()).then(|| list.into_any())
}
