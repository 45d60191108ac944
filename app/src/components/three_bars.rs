//! Reported, accepted and measured at the head of a page.
use leptos::prelude::*;

use super::{explained::explained, figure::figure};
use crate::{
    chart,
    domain::{Figures, Of, ShareOf},
    text::{self, Key as K, t, tf},
    views::Frame,
};

/// Of a group or a duty.
pub fn three_bars(frame: &Frame, of: &Of, figures: &Figures) -> AnyView {
    let lang = frame.lang;
    let share = |share: ShareOf| explained(frame, of, share, figures);
    let plan = figures.expected_original();
    let products = |n: u32| text::integer(lang, i64::from(n));
    let measured_of = tf(
        lang,
        K::MeasuredOf,
        &[
            &products(figures.measured_duties),
            &products(figures.measurable),
        ],
    );
    let note = tf(
        lang,
        K::PlanTick,
        &[
            &products(figures.products),
            &text::maybe_percent(lang, plan),
        ],
    );
    view! {
        <div class="bars">
            <dl>
                <dt>{t(lang, K::Claimed)}</dt>
                <dd class="bar-box" inner_html=chart::bar("k1", figures.claimed(), plan)></dd>
                <dd>
                    <b>{share(ShareOf::Claimed)}</b>
                    <span class="quiet">{products(figures.products_claimed)}</span>
                </dd>
                <dt>{t(lang, K::Accepted)}</dt>
                <dd class="bar-box" inner_html=chart::bar("k2", figures.accepted(), plan)></dd>
                <dd>
                    <b>{share(ShareOf::Accepted)}</b>
                    <span class="quiet">{products(figures.products_accepted)}</span>
                </dd>
                <dt>{t(lang, K::Measured)}</dt>
                <dd class="bar-box" inner_html=chart::bar("k3", figures.measured(), plan)></dd>
                <dd>
                    <b>{share(ShareOf::Measured)}</b>
                    <span class="quiet"></span>
                </dd>
            </dl>
            <p class="small quiet">{format!("{note}; {measured_of}")}</p>
            // The plan and the other plan, for those who read by machine.
            <p class="sr">
                {t(lang, K::Plan)} " " {figure(lang, "expected_original", plan)} ", "
                {t(lang, K::PlanNow)} " " {figure(lang, "expected", figures.expected())}
            </p>
        </div>
    }
    .into_any()
}
