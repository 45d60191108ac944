//! `/people`: the accounts of the campaign, kept by its administrators.
mod list;
mod many;
mod person;
mod slips;
mod wall;

pub use list::page as list;
pub use many::{page as many, unwritten as many_unwritten};
pub use person::{page as person, unwritten as person_unwritten};
pub use slips::page as slips;

use leptos::prelude::*;

use crate::{
    components::Choice,
    domain::Day,
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{ComingRow, OneTime, PersonRow, Scope, Standing},
};

/// The page of an account.
pub fn person_path(username: &str) -> String {
    format!("/people/{username}")
}

/// Units and companies to choose from, companies first.
fn scope_choices(scopes: Vec<Scope>, chosen: &str) -> Vec<Choice> {
    let choice = |scope: Scope| Choice {
        chosen: scope.code == chosen,
        word: format!("{} ({})", scope.name, scope.code),
        value: scope.code,
    };
    let (companies, units): (Vec<Scope>, Vec<Scope>) =
        scopes.into_iter().partition(|it| it.company);
    companies.into_iter().chain(units).map(choice).collect()
}

/// Units and companies for the browser to offer while one is typed.
fn offered_scopes(id: &'static str, scopes: &[Scope]) -> AnyView {
    let option =
        |it: &Scope| view! { <option value=it.code.clone()>{it.name.to_string()}</option> };
    let options: Vec<_> = scopes.iter().map(option).collect();
    view! { <datalist id=id>{options}</datalist> }.into_any()
}

/// What cannot be undone, or ends what somebody is doing, is asked once more before it is done.
fn asked(lang: Lang, (act, told): (K, K), action: &'static str) -> AnyView {
    view! {
        <details class="ask">
            <summary class="btn quiet-btn">{t(lang, act)}</summary>
            <p>
                <span>{t(lang, told)}</span>
                <button class="btn" name="action" value=action>{t(lang, K::AskedSure)} ": " {t(lang, act)}</button>
            </p>
        </details>
    }
    .into_any()
}

/// "từ 01/12/2026: Thành viên, Sở Y tế".
fn to_come(lang: Lang, it: &ComingRow) -> String {
    let scope = it.scope.as_ref().map(|it| it.name.to_string());
    let days = match (it.from, it.to) {
        (None, None) => None,
        (from, to) => Some(days(lang, from, to)),
    };
    let all = [Some(text::role(lang, it.role).to_owned()), scope, days];
    let all: Vec<String> = all.into_iter().flatten().collect();
    tf(
        lang,
        K::PersonToCome,
        &[&text::day(lang, it.begins), &all.join(", ")],
    )
}

/// "từ 14/01/2026", "10/11/2026 – 10/02/2027".
fn days(lang: Lang, from: Option<Day>, to: Option<Day>) -> String {
    match (from, to) {
        (None, None) => NONE.to_owned(),
        (Some(from), None) => tf(lang, K::PersonFrom, &[&text::day(lang, from)]),
        (None, Some(to)) => tf(lang, K::PersonUntil, &[&text::day(lang, to)]),
        (Some(from), Some(to)) => format!("{} – {}", text::day(lang, from), text::day(lang, to)),
    }
}

/// What about an account asks for something: it is locked, nobody came, its password is void.
fn notes(lang: Lang, row: &PersonRow) -> Vec<AnyView> {
    let quiet = |words: String| view! { <span class="line quiet">{words}</span> }.into_any();
    let mark = |words: String| {
        view! { <span class="line"><span class="provisional">{words}</span></span> }.into_any()
    };
    let standing = match row.standing {
        Standing::Active => None,
        Standing::NotYet => Some(quiet(t(lang, K::PersonNotYet).to_owned())),
        Standing::Ended => Some(quiet(t(lang, K::PersonEnded).to_owned())),
        Standing::Disabled => Some(mark(t(lang, K::PersonDisabled).to_owned())),
    };
    let one_time = row.one_time.map(|it| match it {
        OneTime::Hours(hours) => quiet(tf(lang, K::OneTimeHours, &[&text::integer(lang, hours)])),
        OneTime::Over(day) => mark(tf(lang, K::OneTimeOver, &[&text::day(lang, day)])),
    });
    let silent = row
        .silent
        .map(|days| mark(tf(lang, K::PersonSilent, &[&text::days(lang, days)])));
    let factor = (row.factor == Some(false)).then(|| {
        mark(format!(
            "{}: {}",
            t(lang, K::PersonFactor),
            t(lang, K::FactorMissing)
        ))
    });
    [standing, one_time, silent, factor]
        .into_iter()
        .flatten()
        .collect()
}

/// The last sign-in.
fn last(lang: Lang, row: &PersonRow) -> String {
    match &row.last {
        Some((day, time)) => format!("{}, {time}", text::day(lang, *day)),
        None => t(lang, K::PersonNeverIn).to_owned(),
    }
}
