//! `/measure`: all that somebody measures, entered in one table.
mod cell;
mod draft;
mod form;
mod read;
mod row;
mod told;
mod unwritten;

pub use self::read::table_read;
pub(super) use self::{
    form::ONLY_OVERDUE, read::changed_by, row::came_back, unwritten::unwritten_fields,
};

use leptos::prelude::*;

use self::{form::form, told::told};
use super::Content;
use crate::{
    components::{href, sentence, unit_path},
    text::{self, Key as K, Lang, rich, t, tf},
    views::{Frame, MeasurePage},
};

pub fn page(frame: &Frame, page: MeasurePage) -> Content {
    let lang = frame.lang;
    let content = view! {
        {crumb(frame, &page)}
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{title(lang, &page)}</h1>
                {(!page.rows.is_empty() && !page.closed)
                    .then(|| view! { <p class="second">{t(lang, K::MeasureHow)}</p> })}
                {only_overdue(lang, &page)}
            </div>
        </div>
        {told(lang, &page)}
        {(!page.rows.is_empty()).then(|| form(frame, &page))}
    };
    let content = Content::new("measure-page", t(lang, K::NavMeasure), content);
    if page.closed || page.rows.is_empty() {
        return content;
    }
    content.with_actions()
}

fn crumb(frame: &Frame, page: &MeasurePage) -> AnyView {
    let lang = frame.lang;
    let (path, name) = match &page.unit {
        Some((code, name)) => (unit_path(code), name.to_string()),
        None => (
            "/outcomes".to_owned(),
            t(lang, K::MeasureOfCampaign).to_owned(),
        ),
    };
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, &path)>{name}</a>
            " / "
            <span>{t(lang, K::NavMeasure)}</span>
        </nav>
    }
    .into_any()
}

/// "10 chỉ tiêu, 3 quá hạn đo"
fn title(lang: Lang, page: &MeasurePage) -> AnyView {
    if page.rows.is_empty() {
        return t(lang, K::MeasureNone).into_any();
    }
    let number = |n: usize| text::integer(lang, n as i64);
    let all = number(page.rows.len());
    let runs = match page.overdue() {
        0 => rich(t(lang, K::MeasureTitle), &[&all]),
        overdue => rich(t(lang, K::MeasureTitleOverdue), &[&all, &number(overdue)]),
    };
    sentence(runs).into_any()
}

/// The way to what is overdue alone, and back to all.
fn only_overdue(lang: Lang, page: &MeasurePage) -> Option<AnyView> {
    let overdue = page.overdue();
    if page.only_overdue {
        return Some(
            view! {
                <p>
                    {t(lang, K::MeasureOnlyShown)} " "
                    <a href="/measure">{t(lang, K::MeasureAllShown)}</a>
                </p>
            }
            .into_any(),
        );
    }
    (overdue > 0 && overdue < page.rows.len()).then(|| {
        let words = tf(
            lang,
            K::MeasureOnlyOverdue,
            &[&text::integer(lang, overdue as i64)],
        );
        view! { <p><a href=ONLY_OVERDUE>{words}</a></p> }.into_any()
    })
}
