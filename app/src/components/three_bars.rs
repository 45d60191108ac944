//! Reported, accepted and measured at the head of a page.
use leptos::prelude::*;

use super::{explained::explained, figure::figure, listed::explained_number, sentence::filled};
use crate::{
    chart,
    domain::{Figures, NumberOf, Of, ShareOf},
    text::{self, Key as K, Lang, t, tf},
    views::Frame,
};

/// Of a group or a duty.
pub fn three_bars(frame: &Frame, of: &Of, figures: &Figures) -> AnyView {
    let lang = frame.lang;
    let share = |share: ShareOf| explained(frame, of, share, figures);
    let plan = figures.expected_original();
    let number = |it: NumberOf| explained_number(frame, of, it, figures);
    // Where no duty is measured a bar of it would stand empty; a machine reads it all the same.
    let shown = figures.measurable > 0;
    let measured = shown.then(|| {
        view! {
            <dt>{t(lang, K::Measured)}</dt>
            <dd class="bar-box" inner_html=chart::bar("k3", figures.measured(), plan)></dd>
            <dd>
                <b>{share(ShareOf::Measured)}</b>
                <span class="quiet"></span>
            </dd>
        }
    });
    let of_measured = || {
        filled(
            t(lang, K::MeasuredOf),
            vec![
                number(NumberOf::MeasuredDuties),
                number(NumberOf::Measurable),
            ],
        )
    };
    let unmeasured = (!shown).then(|| {
        view! { "; " {t(lang, K::Measured)} " " {share(ShareOf::Measured)} "; " {of_measured()} }
    });
    let of_measured = shown.then(|| view! { "; " {of_measured()} });
    view! {
        <div class="bars">
            <dl>
                <dt>{t(lang, K::Claimed)}</dt>
                <dd class="bar-box" inner_html=chart::bar("k1", figures.claimed(), plan)></dd>
                <dd>
                    <b>{share(ShareOf::Claimed)}</b>
                    <span class="quiet">{number(NumberOf::ProductsClaimed)}</span>
                </dd>
                <dt>{t(lang, K::Accepted)}</dt>
                <dd class="bar-box" inner_html=chart::bar("k2", figures.accepted(), plan)></dd>
                <dd>
                    <b>{share(ShareOf::Accepted)}</b>
                    <span class="quiet">{number(NumberOf::ProductsAccepted)}</span>
                </dd>
                {measured}
            </dl>
            <p class="small quiet">
                {filled(t(lang, K::PlanTick), vec![
                    number(NumberOf::Products),
                    share(ShareOf::ExpectedOriginal),
                ])}
                {of_measured}
            </p>
            // The other plan, for those who read by machine.
            <p class="sr">
                {t(lang, K::PlanNow)} " " {figure(lang, "expected", figures.expected())} {unmeasured}
            </p>
        </div>
    }
    .into_any()
}

/// The same beside what each was a week before: what the week brought is read without another page.
pub fn three_bars_since(frame: &Frame, of: &Of, figures: &Figures, before: &Figures) -> AnyView {
    let lang = frame.lang;
    let plan = figures.expected_original();
    let rows = [
        (K::Claimed, "k1", ShareOf::Claimed),
        (K::Accepted, "k2", ShareOf::Accepted),
        (K::Measured, "k3", ShareOf::Measured),
    ]
    .map(|(name, class, share)| {
        view! {
            <dt>{t(lang, name)}</dt>
            <dd class="bar-box" inner_html=chart::bar(class, share.of(figures), plan)></dd>
            <dd>
                <b>{explained(frame, of, share, figures)}</b>
                {was(lang, &text::maybe_percent(lang, share.of(before)))}
            </dd>
        }
    });
    view! {
        <div class="bars">
            <dl>{rows.into_iter().collect::<Vec<_>>()}</dl>
            <p class="small quiet">
                {filled(
                    t(lang, K::PlanTickOnly),
                    vec![explained(frame, of, ShareOf::ExpectedOriginal, figures)],
                )}
                // The other plan, for those who read by machine.
                <span class="sr">
                    {t(lang, K::PlanNow)} " " {figure(lang, "expected", figures.expected())}
                </span>
            </p>
        </div>
    }
    .into_any()
}

/// "← 453": what a figure was a week before.
pub fn was(lang: Lang, before: &str) -> AnyView {
    let told = tf(lang, K::WasWeekAgo, &[before]);
    view! {
        " "
        <span class="was" title=told>
            {format!("← {before}")}
        </span>
    }
    .into_any()
}
