//! The draft that stands in the table: whose, beside another, and kept while somebody types.
use leptos::prelude::*;

use crate::{
    components::named_versions,
    islands::{DraftKeeper, DraftOf, KeeperWords},
    text::{self, Key as K, Lang, t, tf},
    views::{DraftNote, MeasureForm, MeasurePage, MeasureRow, TypedRow},
};

/// The draft that somebody else saved meanwhile, beside what is typed.
pub(super) fn conflict(lang: Lang, page: &MeasurePage) -> Option<AnyView> {
    let (theirs, draft, mine) = (page.theirs.as_ref()?, page.draft.as_ref()?, &page.form);
    let of_form = |key, of: fn(&MeasureForm) -> &String| {
        (
            t(lang, key).to_owned(),
            of(theirs).clone(),
            of(mine).clone(),
        )
    };
    let mut rows = vec![
        of_form(K::MeasureDay, |form| &form.day),
        of_form(K::DocNumber, |form| &form.document_number),
        of_form(K::DocDay, |form| &form.document_day),
        of_form(K::Link, |form| &form.link),
    ];
    let typed = |form: &MeasureForm, row: &MeasureRow| {
        form.row(&row.code)
            .map_or_else(String::new, |it| told_row(lang, it))
    };
    let values = page
        .rows
        .iter()
        .map(|row| (row.name.to_string(), typed(theirs, row), typed(mine, row)));
    rows.extend(values);
    rows.retain(|(_, theirs, mine)| theirs != mine);
    let heads = [K::Theirs, K::Yours].map(|key| t(lang, key).to_owned());
    let named = named(lang, draft);
    let words = tf(lang, K::ConflictBody, &named.each_ref().map(String::as_str));
    Some(
        view! {
            <section class="conflict" role="alert">
                <h2>{t(lang, K::ConflictTitle)}</h2>
                <p>{words}</p>
                {named_versions(lang, t(lang, K::ConflictTitle), heads, rows)}
            </section>
        }
        .into_any(),
    )
}

/// "9.310 trên 9.800", as it was typed.
fn told_row(lang: Lang, row: &TypedRow) -> String {
    let counts = [&row.numerator, &row.denominator];
    let counts = if counts.iter().all(|text| text.is_empty()) {
        String::new()
    } else {
        tf(lang, K::MeasureReadCounts, &counts.map(String::as_str))
    };
    let same = if row.same {
        t(lang, K::MeasureSame)
    } else {
        ""
    };
    let told = [counts.as_str(), &row.value, same];
    let told: Vec<&str> = told.into_iter().filter(|text| !text.is_empty()).collect();
    told.join(", ")
}

/// Who saved a draft, and when, in words.
fn named(lang: Lang, draft: &DraftNote) -> [String; 3] {
    [
        draft.person.clone(),
        draft.time.clone(),
        text::day(lang, draft.day),
    ]
}

/// Whose draft stands in the table and since when, and the way to be rid of it.
pub(super) fn draft(lang: Lang, page: &MeasurePage) -> Option<AnyView> {
    // Only what stands in the table is said to be somebody's.
    let draft = page.draft.as_ref()?;
    if page.theirs.is_some() || page.form.version != draft.version {
        return None;
    }
    let named = named(lang, draft);
    let named = named.each_ref().map(String::as_str);
    let button = |value: &'static str, key| {
        view! {
            <button class="btn quiet-btn" name="action" value=value>
                {t(lang, key)}
            </button>
        }
    };
    if page.asked_to_discard {
        return Some(
            view! {
                <div class="withdraw" role="alert">
                    <p class="warning">{tf(lang, K::DraftDiscardAsk, &named)}</p>
                    {button("discard-sure", K::DraftDiscardSure)}
                    <button class="btn quiet-btn" name="action" value="look">
                        {t(lang, K::DraftDiscardNot)}
                    </button>
                </div>
            }
            .into_any(),
        );
    }
    Some(
        view! {
            <div class="withdraw">
                <p>{tf(lang, K::DraftNote, &named)}</p>
                {button("discard", K::DraftDiscard)}
            </div>
        }
        .into_any(),
    )
}

/// What keeps the draft and the session while somebody types.
pub(super) fn keeper(lang: Lang, page: &MeasurePage) -> AnyView {
    let words = |key| t(lang, key).to_owned();
    let said = KeeperWords {
        broken: words(K::DraftBroken),
        idle: words(K::SessionIdle),
        ending: words(K::SessionEnding),
        letters: String::new(),
    };
    view! {
        <DraftKeeper
            of=DraftOf::Table
            words=said
            idle=page.session_idles
            ends=page.session_lasts
            most=0
        />
    }
    .into_any()
}
