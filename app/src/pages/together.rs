//! Within a report: the other milestones that it is handed over for too.
use leptos::prelude::*;

use crate::{
    components::{deadlines, field_error},
    text::{self, Key as K, Lang, t, tf},
    views::{ReportPage, Together, TogetherRow},
};

/// The way to the other milestones, or they with their boxes.
pub fn together(lang: Lang, page: &ReportPage) -> Option<AnyView> {
    if page.others == 0 {
        return None;
    }
    let inside = match &page.together {
        None => closed(lang, page.others),
        Some(offered) => boxes(lang, offered),
    };
    Some(
        view! {
            <div class="field" id="together">
                <div>
                    <p class="label" id="together-label">{t(lang, K::Together)}</p>
                    <p class="hint">{t(lang, K::TogetherHint)}</p>
                </div>
                {inside}
            </div>
        }
        .into_any(),
    )
}

fn closed(lang: Lang, others: usize) -> AnyView {
    let words = tf(
        lang,
        K::TogetherChoose,
        &[&text::integer(lang, others as i64)],
    );
    view! {
        <div>
            <button class="btn quiet-btn" name="action" value="together">
                {words}
            </button>
        </div>
    }
    .into_any()
}

fn boxes(lang: Lang, offered: &Together) -> AnyView {
    let free = |row: &&TogetherRow| row.draft.is_none();
    let same = offered.same.iter().filter(free).count();
    let all = (same > 1 && offered.same.iter().filter(free).any(|row| !row.ticked)).then(|| {
        let words = tf(
            lang,
            K::TogetherAllSame,
            &[&text::integer(lang, same as i64)],
        );
        view! {
            <button class="btn quiet-btn" name="action" value="together-same">
                {words}
            </button>
        }
    });
    let part = |title: K, rows: &[TogetherRow], open: bool| {
        let count = text::integer(lang, rows.len() as i64);
        let lines: Vec<_> = rows.iter().map(|row| line(lang, row)).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <details open=open>
                    <summary>{t(lang, title)} " (" {count} ")"</summary>
                    <ul class="together">{lines}</ul>
                </details>
            }
        })
    };
    // What was chosen or failed is never folded away.
    let marked = |rows: &[TogetherRow]| rows.iter().any(|row| row.ticked || row.why.is_some());
    view! {
        <div role="group" aria-labelledby="together-label">
            {all}
            {part(K::TogetherSame, &offered.same, true)}
            {part(
                K::TogetherNear,
                &offered.near,
                offered.same.is_empty() || marked(&offered.near),
            )}
            {part(
                K::TogetherOthers,
                &offered.others,
                (offered.same.is_empty() && offered.near.is_empty()) || marked(&offered.others),
            )}
        </div>
    }
    .into_any()
}

fn line(lang: Lang, it: &TogetherRow) -> AnyView {
    let row = &it.row;
    let place = format!("{} · {}", it.unit_name, it.workstream_name);
    let names = view! {
        <b>{row.title.to_string()}</b>
        " "
        <span class="small second">{place} " · " {deadlines(lang, row)}</span>
    };
    if let Some((person, day)) = &it.draft {
        let words = tf(lang, K::DraftBy, &[person, &text::day(lang, *day)]);
        return view! {
            <li>
                {names}
                <p class="small">
                    {words} ": " <a href=format!("/work/{}", row.id)>{t(lang, K::TogetherAlone)}</a>
                </p>
            </li>
        }
        .into_any();
    }
    let id = format!("together-{}", row.id);
    let of = id.clone();
    let error_id = format!("{id}-error");
    let described = it.why.map(|_| error_id.clone());
    let error = it
        .why
        .map(|why| field_error(error_id, text::left_out(lang, why).to_owned()));
    view! {
        <li>
            <label class="check" for=of>
                <input
                    type="checkbox"
                    id=id
                    name=format!("together.{}", row.id)
                    value=it.mark.clone()
                    checked=it.ticked
                    aria-describedby=described
                />
                <span>{names}</span>
            </label>
            {error}
        </li>
    }
    .into_any()
}
