//! What a report tells beside its product: no figure counts it.
use leptos::prelude::*;

use crate::{
    domain::Share,
    text::{self, Key as K, Lang, t, tf},
    views::{Progress, Volume},
};

/// "62.300 trên 78.100 hồ sơ (79,8%)"; without the whole, the count alone.
pub fn progress_words(lang: Lang, done: i64, of: Option<&Volume>) -> String {
    let count = text::integer(lang, done);
    let Some(of) = of else {
        return count;
    };
    let total = text::integer(lang, of.total);
    if done > of.total {
        return tf(lang, K::VolumeAbove, &[&count, &total, &of.count_unit]);
    }
    match Share::new(done.into(), of.total.into()) {
        Some(share) => {
            let share = text::percent(lang, share);
            tf(lang, K::VolumeOf, &[&count, &total, &of.count_unit, &share])
        }
        None => count,
    }
}

/// "Khối lượng đã làm: 62.300 · Vướng mắc: nhân lực"
pub fn progress(lang: Lang, it: Progress) -> Option<AnyView> {
    let nothing = it.nothing.then(|| t(lang, K::NothingArose).to_owned());
    let volume = it
        .volume
        .map(|done| (K::VolumeDone, progress_words(lang, done, None)));
    let obstacle = it
        .obstacle
        .map(|cause| (K::Obstacle, text::cause(lang, cause).to_owned()));
    let told = [volume, obstacle].into_iter().flatten();
    let told = told.map(|(key, words)| format!("{}: {words}", t(lang, key)));
    let said: Vec<String> = nothing.into_iter().chain(told).collect();
    (!said.is_empty()).then(|| view! { <p class="small second">{said.join(" · ")}</p> }.into_any())
}
