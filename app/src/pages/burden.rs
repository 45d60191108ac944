//! `/burden`: what the campaign asks of units each week, and what of it is not used.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Section, as_of, download, downloads, duty_path, href, method_note, outcome_path, time,
        turn_pages, unit_path,
    },
    domain::{IDLE_DAYS, Value},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{BurdenPage, BurdenRow, Frame, IdlePlace, IdleRow, Table},
};

/// Lines of what was entered and is not used; the file has all.
const SHOWN: usize = 20;

pub fn page(frame: &Frame, page: &BurdenPage) -> Content {
    let lang = frame.lang;
    let minutes = page.total.minutes(page.minutes);
    let told = tf(
        lang,
        K::BurdenTold,
        &[
            &text::units(lang, page.units),
            &text::one_decimal(lang, minutes / Value::from_integer(60)),
            &text::one_decimal(lang, page.total.measurements()),
            &text::integer(lang, i64::from(page.total.reports())),
        ],
    );
    let note = tf(
        lang,
        K::BurdenNote,
        &[
            &page.minutes.measurement.to_string(),
            &page.minutes.report.to_string(),
        ],
    );
    let tables = [
        (Table::Burden, t(lang, K::BurdenTitle).to_owned()),
        (Table::Idle, t(lang, K::IdleTitle).to_owned()),
    ];
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{told}</h1>
                <p class="second">{note}</p>
            </div>
            <div class="lede-end">{as_of(frame)}</div>
        </div>
        {idle(frame, page)}
        {asked(frame, page)}
        {downloads(frame, &tables)}
        {method_note(lang)}
    };
    Content::new("burden", t(lang, K::NavBurden), content)
}

fn asked(frame: &Frame, page: &BurdenPage) -> Option<AnyView> {
    let lang = frame.lang;
    if page.rows.is_empty() {
        return None;
    }
    let heads: Vec<_> = page
        .weeks
        .iter()
        .map(|monday| {
            let words = tf(lang, K::BurdenWeek, &[&text::day_month(lang, *monday)]);
            view! { <th scope="col" class="n wide-only">{words}</th> }
        })
        .collect();
    let rows: Vec<_> = page.rows.iter().map(|row| line(frame, row)).collect();
    let turn = turn_pages(frame, page.page, page.pages);
    Some(
        view! {
            <Section lang title=K::BurdenTitle note=K::BurdenTableNote>
                <div
                    class="table-scroll"
                    tabindex="0"
                    role="region"
                    aria-label=t(lang, K::BurdenTitle)
                >
                    <table class="burden">
                        <thead>
                            <tr>
                                <th scope="col">{t(lang, K::Unit)}</th>
                                <th scope="col" class="n wide-only">{t(lang, K::BurdenIndicators)}</th>
                                <th scope="col" class="n">{t(lang, K::BurdenMeasurements)}</th>
                                {heads}
                                <th scope="col" class="n">{t(lang, K::BurdenMinutes)}</th>
                                <th scope="col" class="n">{t(lang, K::BurdenIdle)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {turn}
            </Section>
        }
        .into_any(),
    )
}

fn line(frame: &Frame, row: &BurdenRow) -> AnyView {
    let lang = frame.lang;
    let number = |n: u32| match n {
        0 => NONE.to_owned(),
        n => text::integer(lang, i64::from(n)),
    };
    let due: Vec<_> = row
        .asked
        .due
        .iter()
        .map(|n| view! { <td class="n wide-only">{number(*n)}</td> })
        .collect();
    view! {
        <tr data-unit=row.unit.to_string()>
            <th scope="row">
                <a href=href(frame, &unit_path(&row.unit))>{row.name.to_string()}</a>
            </th>
            <td class="n wide-only">{number(row.asked.indicators())}</td>
            <td class="n">{text::one_decimal(lang, row.asked.measurements())}</td>
            {due}
            <td class="n">
                <b>{text::one_decimal(lang, row.minutes)}</b>
            </td>
            <td class="n">{number(u32::try_from(row.idle).unwrap_or(u32::MAX))}</td>
        </tr>
    }
    .into_any()
}

fn idle(frame: &Frame, page: &BurdenPage) -> AnyView {
    let lang = frame.lang;
    let days = IDLE_DAYS.to_string();
    if page.idle.is_empty() {
        return view! {
            <Section lang title=K::IdleTitle>
                <p class="quiet none">{tf(lang, K::IdleNone, &[&days])}</p>
            </Section>
        }
        .into_any();
    }
    let number = |n: usize| text::integer(lang, n as i64);
    let hours = text::one_decimal(lang, Value::new(page.idle_minutes.into(), 60));
    let told = tf(
        lang,
        K::IdleTold,
        &[&days, &number(page.idle.len()), &hours],
    );
    let more = (page.idle.len() > SHOWN).then(|| {
        tf(
            lang,
            K::IdleMore,
            &[&number(SHOWN), &number(page.idle.len())],
        )
    });
    let file = download(frame, Table::Idle);
    let rows: Vec<_> = page
        .idle
        .iter()
        .take(SHOWN)
        .map(|row| entered(frame, row))
        .collect();
    view! {
        <Section lang title=K::IdleTitle note=K::IdleNote>
            <p>{told}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::IdleTitle)>
                <table class="idle list">
                    <thead>
                        <tr>
                            <th scope="col" class="nowrap">{t(lang, K::IdleDay)}</th>
                            <th scope="col">{t(lang, K::IdleWhat)}</th>
                            <th scope="col">{t(lang, K::Unit)}</th>
                            <th scope="col">{t(lang, K::IdleWhy)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="second">{more} " " {file}</p>
        </Section>
    }
    .into_any()
}

fn entered(frame: &Frame, row: &IdleRow) -> AnyView {
    let lang = frame.lang;
    let path = match &row.place {
        IdlePlace::Report(key) => duty_path(key),
        IdlePlace::Value(code) => outcome_path(code),
    };
    let unit = row.unit.as_ref().map(|(code, name)| {
        view! { <a href=href(frame, &unit_path(code))>{name.to_string()}</a> }
    });
    view! {
        <tr>
            <td class="key nowrap">{time(lang, row.day)}</td>
            <th scope="row" class="plain">
                <a href=href(frame, &path)>{row.name.to_string()}</a>
            </th>
            <td class="whole">{unit}</td>
            <td class="whole">{idle_words(lang, row)}</td>
        </tr>
    }
    .into_any()
}

/// Why something entered nothing.
pub fn idle_words(lang: Lang, row: &IdleRow) -> &'static str {
    let key = match (&row.place, row.withdrawn) {
        (IdlePlace::Report(_), true) => K::IdleReportWithdrawn,
        (IdlePlace::Report(_), false) => K::IdleReport,
        (IdlePlace::Value(_), true) => K::IdleValueWithdrawn,
        (IdlePlace::Value(_), false) => K::IdleValue,
    };
    t(lang, key)
}
