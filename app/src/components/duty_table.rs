//! The duties of a unit: figures, and milestones on one time line.
use leptos::prelude::*;

use super::{
    figure::{figure, maybe_figure},
    link::{duty_path, href},
    status::{judged, provisional},
};
use crate::{
    chart::{self, Axis},
    domain::DutyKey,
    text::{self, Key as K, NONE, t, tf},
    views::{Frame, UnitDuty},
};

pub fn duty_table(
    frame: &Frame,
    unit: &crate::domain::UnitCode,
    label: String,
    duties: Vec<UnitDuty>,
) -> AnyView {
    let lang = frame.lang;
    let deadline = frame.campaign.as_ref().and_then(|c| c.deadline);
    let axis = Axis::of(
        duties.iter().flat_map(|duty| &duty.milestones),
        frame.day(),
        deadline,
    );
    let head = chart::timeline_head(lang, &axis);
    let rows: Vec<_> = duties
        .into_iter()
        .map(|duty| line(frame, unit, &axis, duty))
        .collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="duties">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Duty)}</th>
                        <th scope="col" class="bullet-col">{t(lang, K::ProgressHead)}</th>
                        <th scope="col" class="n">{t(lang, K::ClaimedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::WayShort)}</th>
                        <th scope="col" class="time-col">
                            <span class="sr">{t(lang, K::Timeline)}</span>
                            <div inner_html=head></div>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(frame: &Frame, unit: &crate::domain::UnitCode, axis: &Axis, duty: UnitDuty) -> AnyView {
    let lang = frame.lang;
    let key = DutyKey {
        unit: unit.clone(),
        workstream: duty.workstream.clone(),
    };
    let f = duty.figures;
    let percent = |share| text::maybe_percent(lang, share);
    let label = tf(
        lang,
        K::BulletLabel,
        &[
            &percent(f.claimed()),
            &percent(f.accepted()),
            &percent(duty.measured),
            &percent(f.expected_original()),
        ],
    );
    let role = t(
        lang,
        if duty.lead {
            K::DutyLead
        } else {
            K::DutyContribute
        },
    );
    let note = format!(
        "{} · {} · {role}",
        duty.workstream,
        text::workstream_kind(lang, duty.kind)
    );
    let products = format!("{}/{}", f.products_accepted, f.products);
    let none = if f.measurable > 0 {
        t(lang, K::NotMeasured)
    } else {
        NONE
    };
    let timeline = chart::timeline(lang, axis, &duty.milestones);
    view! {
        <tr data-scope="duty" data-code=format!("{}/{}", key.unit, key.workstream)>
            <th scope="row">
                <a href=href(frame, &duty_path(&key))>{duty.name}</a>
                {provisional(lang, duty.provisional)}
                <span class="line quiet plain">{note}</span>
                <span class="line plain">{judged(lang, duty.judgement)}</span>
            </th>
            <td class="bullet-col">
                <div inner_html=chart::bullet(&f, duty.measured, &label)></div>
                <span class="sr">
                    {t(lang, K::Plan)} " " {figure(lang, "expected_original", f.expected_original())}
                    ", " {t(lang, K::PlanNow)} " " {figure(lang, "expected", f.expected())}
                </span>
            </td>
            <td class="n">{figure(lang, "claimed", f.claimed())}</td>
            <td class="n">
                <b>{figure(lang, "accepted", f.accepted())}</b>
                <span class="line quiet">{products}</span>
            </td>
            <td class="n">{maybe_figure(lang, "measured", duty.measured, none)}</td>
            <td class="time-col" inner_html=timeline></td>
        </tr>
    }
    .into_any()
}
