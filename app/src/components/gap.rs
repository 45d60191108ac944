//! Why something is behind its plan, in words with its points.
use leptos::prelude::*;

use crate::{
    domain::Share,
    text::{self, Key as K, Lang, t, tf},
    views::{GapShares, MaybeShare},
};

/// The parts of a gap that hold something back, the largest first, each with
/// its milestones.
fn parts(gap: &GapShares) -> Vec<(K, Share, u32)> {
    let part = |key, share: MaybeShare, n| {
        share
            .filter(|share| !share.is_zero())
            .map(|share| (key, share, n))
    };
    let mut parts: Vec<(K, Share, u32)> = [
        part(K::GapUnit, gap.unit, gap.unit_milestones),
        part(K::GapCompany, gap.company, gap.company_milestones),
        part(K::GapUnowned, gap.unowned, gap.unowned_milestones),
        part(K::GapMissed, gap.missed, gap.missed_milestones),
        part(K::GapWaiting, gap.waiting, gap.waiting_milestones),
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.sort_by_key(|(_, share, _)| std::cmp::Reverse(*share));
    parts
}

/// The parts as lines of a table's cell.
pub fn why(lang: Lang, gap: &GapShares) -> AnyView {
    let lines: Vec<_> = parts(gap)
        .into_iter()
        .map(|(key, share, n)| {
            let points = text::points(lang, share.points_from(Share::ZERO));
            let of = text::integer(lang, i64::from(n));
            let of = tf(lang, K::GapMilestones, &[&of]);
            view! {
                <span class="line">
                    {t(lang, key)} " " <b>{points}</b> " " <span class="quiet">{of}</span>
                </span>
            }
        })
        .collect();
    // With what it takes off the parts are the gap.
    let ahead = ahead(lang, gap).map(|words| view! { <span class="line quiet">{words}</span> });
    view! { {lines} {ahead} }.into_any()
}

/// What was done early, which makes the gap smaller than its parts.
fn ahead(lang: Lang, gap: &GapShares) -> Option<String> {
    let ahead = gap.ahead.filter(|share| !share.is_zero())?;
    let points = text::points(lang, ahead.points_from(Share::ZERO));
    Some(tf(lang, K::GapAhead, &[&points]))
}

/// The parts as one sentence: "Nguyên nhân: 23 mốc đơn vị chưa báo cáo (8,0 điểm); …".
pub fn why_sentence(lang: Lang, gap: &GapShares) -> Option<String> {
    let parts = parts(gap);
    if parts.is_empty() {
        return None;
    }
    let said = |key: K| match key {
        K::GapUnit => K::GapSaidUnit,
        K::GapCompany => K::GapSaidCompany,
        K::GapUnowned => K::GapSaidUnowned,
        other => other,
    };
    let mut told: Vec<String> = parts
        .into_iter()
        .map(|(key, share, n)| {
            let points = text::points(lang, share.points_from(Share::ZERO));
            let n = text::integer(lang, i64::from(n));
            tf(lang, K::GapSaid, &[&n, t(lang, said(key)), &points])
        })
        .collect();
    told.extend(ahead(lang, gap));
    Some(tf(lang, K::GapWhy, &[&told.join("; ")]))
}
