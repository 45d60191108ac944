//! Why something is late, beside its lateness, and all that was asked and explained about it.
use leptos::prelude::*;

use super::{figure::time_as, history::evidence};
use crate::{
    domain::{About, Act, Commitment},
    text::{self, Key as K, Lang, t, tf},
    views::{SaidRow, WhyLate, explanation_path},
};

/// "Nguyên nhân: dữ liệu gốc · cam kết 05/12/2026", and whether it was kept.
pub fn why_late(lang: Lang, why: Option<WhyLate>) -> Option<AnyView> {
    let why = why?;
    let words = tf(
        lang,
        K::WhyLine,
        &[
            text::cause(lang, why.cause),
            &text::day(lang, why.commits_to),
        ],
    );
    let kept = match why.commitment {
        Commitment::Open => None,
        Commitment::Broken => {
            Some(view! { ", " <b class="late">{t(lang, K::CommitmentBroken)}</b> }.into_any())
        }
        other => Some(view! { ", " {text::commitment(lang, other)} }.into_any()),
    };
    Some(
        view! {
            <p class="why-late" data-cause=why.cause.code()>
                {words} {kept}
            </p>
        }
        .into_any(),
    )
}

/// The ways to what a reader may say about something: a reminder where it is late.
pub fn ways_to_say(lang: Lang, about: &About, says: &[Act], late: bool) -> AnyView {
    let links = says.iter().map(|act| {
        let key = match act {
            Act::Asked if late => K::Remind,
            Act::Asked => K::Ask,
            Act::Explained => K::Explain,
        };
        let path = explanation_path(*act, about);
        view! { <a class="btn quiet-btn" href=path>{t(lang, key)}</a> }
    });
    links.collect::<Vec<_>>().into_any()
}

/// What was asked and explained, newest first; nothing where nothing was.
pub fn said_list(lang: Lang, rows: Vec<SaidRow>) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let rows: Vec<_> = rows.into_iter().map(|row| said_row(lang, row)).collect();
    Some(view! { <ol class="history talk">{rows}</ol> }.into_any())
}

/// What one of them did, after who did it.
pub fn said_words(lang: Lang, row: &SaidRow) -> String {
    let until = text::day(lang, row.until);
    match (row.act, row.cause) {
        (Act::Explained, Some(cause)) => {
            tf(lang, K::SaidExplained, &[text::cause(lang, cause), &until])
        }
        _ => tf(lang, K::SaidAsked, &[&until]),
    }
}

fn said_row(lang: Lang, row: SaidRow) -> AnyView {
    let words = said_words(lang, &row);
    let who = match row.person.as_str() {
        "" => text::organisation(lang, &row.by),
        person => format!("{} ({person})", text::organisation(lang, &row.by)),
    };
    let told = (!row.text.is_empty()).then(|| view! { <p class="told">{row.text}</p> });
    let document = row.document.map(|it| evidence(lang, it));
    let former: Vec<_> = row
        .former
        .into_iter()
        .map(|(day, it)| {
            let words = tf(lang, K::DocumentUntil, &[&text::day(lang, day)]);
            view! {
                <p class="small second">{words}</p>
                {evidence(lang, it)}
            }
        })
        .collect();
    view! {
        <li data-said=row.act.code()>
            <p class="when">{time_as(row.day, format!("{} {}", text::day(lang, row.day), row.time))}</p>
            <div>
                <p>
                    <b>{who}</b>
                    " "
                    {words}
                </p>
                {told}
                {document}
                {former}
            </div>
        </li>
    }
    .into_any()
}
