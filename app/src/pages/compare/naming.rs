//! Days with a name: everybody reads them, the office gives them.
use leptos::prelude::*;

use crate::{
    components::{Field, Input, Section, error_summary, notice, said},
    domain::Day,
    text::{self, Key as K, Lang, t},
    views::{ComparePage, DayNameForm, Frame, NamingErrors, NamingForm},
};

pub fn naming(frame: &Frame, page: &ComparePage) -> Option<AnyView> {
    let lang = frame.lang;
    if page.naming.is_none() && frame.named_days.is_empty() {
        return None;
    }
    let rows: Vec<_> = frame
        .named_days
        .iter()
        .map(|(day, name)| named(frame, page.naming.as_ref(), day, name))
        .collect();
    let form = page.naming.as_ref().map(|it| form(frame, it));
    let done = page.naming.as_ref().is_some_and(|it| it.done);
    let done = done.then(|| notice(lang, K::NameDaySaved));
    let section = view! {
        <div id="days">
            <Section lang title=K::NamedDays note=K::NameDaysNote>
                {done}
                <ul class="kept-list">{rows}</ul>
                {form}
            </Section>
        </div>
    };
    Some(section.into_any())
}

/// A day with its name, to be compared with the last; the office renames it, or takes it away.
fn named(frame: &Frame, form: Option<&NamingForm>, day: Day, name: &str) -> AnyView {
    let lang = frame.lang;
    let compared = match day < frame.today {
        true => view! { <a href=format!("/compare?from={day}")>{name.to_owned()}</a> }.into_any(),
        false => name.to_owned().into_any(),
    };
    let change = form.map(|form| {
        let label = format!("{}: {name}", t(lang, K::NameDayRemove));
        view! {
            <a href=format!("/compare?name_day={day}#days")>{t(lang, K::NameDayRename)}</a>
            " "
            <form method="post" action="/compare/days">
                <input type="hidden" name="account" value=form.form.account.clone()/>
                <input type="hidden" name="day" value=day.to_string()/>
                <input type="hidden" name="was" value=name.to_owned()/>
                <button class="link-btn" name="remove" value="1" aria-label=label>
                    {t(lang, K::NameDayRemove)}
                </button>
            </form>
        }
    });
    view! {
        <li>
            {compared} " " <span class="quiet">{text::day(lang, day)}</span> " " {change}
        </li>
    }
    .into_any()
}

fn form(frame: &Frame, it: &NamingForm) -> AnyView {
    let lang = frame.lang;
    let errors = it.errors;
    let summary = error_summary(
        lang,
        said(lang, errors.form),
        vec![
            ("day", said(lang, errors.day)),
            ("name", said(lang, errors.name)),
        ],
    );
    view! {
        <h3>{t(lang, K::NameDays)}</h3>
        {summary}
        <form class="report adjust" method="post" action="/compare/days">
            {name_fields(lang, &it.form, errors)}
        </form>
    }
    .into_any()
}

/// What is typed, and the button; also where it could not be written.
pub fn name_fields(lang: Lang, it: &DayNameForm, errors: NamingErrors) -> AnyView {
    view! {
        <input type="hidden" name="account" value=it.account.clone()/>
        <input type="hidden" name="was" value=it.was.clone()/>
        <Field
            lang
            name="day"
            label=K::NameDay
            hint=K::NameDayHint
            input=Input::Day
            value=it.day.clone()
            error=said(lang, errors.day)
        />
        <Field
            lang
            name="name"
            label=K::DayName
            hint=K::DayNameHint
            value=it.name.clone()
            error=said(lang, errors.name)
        />
        <p class="adjust-do">
            <button class="btn">{t(lang, K::NameDaySave)}</button>
        </p>
    }
    .into_any()
}
