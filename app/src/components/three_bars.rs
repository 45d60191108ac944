//! Reported, accepted and measured at the head of a page.
use leptos::prelude::*;

use super::figure::{figure, maybe_figure};
use crate::{
    chart,
    domain::Figures,
    text::{self, Key as K, Lang, NONE, t, tf},
};

pub fn three_bars(lang: Lang, figures: &Figures) -> AnyView {
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
                    <b>{figure(lang, "claimed", figures.claimed())}</b>
                    <span class="quiet">{products(figures.products_claimed)}</span>
                </dd>
                <dt>{t(lang, K::Accepted)}</dt>
                <dd class="bar-box" inner_html=chart::bar("k2", figures.accepted(), plan)></dd>
                <dd>
                    <b>{figure(lang, "accepted", figures.accepted())}</b>
                    <span class="quiet">{products(figures.products_accepted)}</span>
                </dd>
                <dt>{t(lang, K::Measured)}</dt>
                <dd class="bar-box" inner_html=chart::bar("k3", figures.measured(), plan)></dd>
                <dd>
                    <b>{maybe_figure(lang, "measured", figures.measured(), NONE)}</b>
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
