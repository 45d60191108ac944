//! The duties of a unit: figures, and milestones on one time line.
use leptos::prelude::*;

use super::{
    explained::{explained, explained_way},
    explanation::why_late,
    figure::figure,
    link::{duty_path, href},
    outcomes::forecast_words,
    status::{good_by, judged, provisional_row},
};
use crate::{
    chart::{self, Axis},
    domain::{About, Act, DutyKey, Of, ShareOf, Status},
    text::{self, Key as K, NONE, t, tf},
    views::{Frame, MilestoneRow, UnitDuty, explanation_path},
};

/// Fewer duties than this are not worth folding.
const FOLDED: usize = 3;

/// Whether somebody has to act on a duty, or look after it.
fn asks_for_attention(duty: &UnitDuty) -> bool {
    let status = duty.judgement.map(|it| it.status);
    matches!(
        status,
        Some(Status::Late | Status::AtRisk | Status::Unverified)
    )
}

/// What is to be acted on, worst first; what is on its way, not due or done is folded under it.
pub fn duty_table(
    frame: &Frame,
    unit: &crate::domain::UnitCode,
    label: String,
    duties: Vec<UnitDuty>,
    asks: bool,
) -> AnyView {
    let deadline = frame.campaign.as_ref().and_then(|c| c.deadline);
    let axis = Axis::of(
        duties.iter().flat_map(|duty| &duty.milestones),
        frame.day(),
        deadline,
    );
    let (first, rest): (Vec<_>, Vec<_>) = duties.into_iter().partition(asks_for_attention);
    let lines = |duties: Vec<UnitDuty>| -> Vec<AnyView> {
        let line = |duty| line(frame, unit, &axis, duty, asks).into_any();
        duties.into_iter().map(line).collect()
    };
    if first.is_empty() || rest.len() < FOLDED {
        let all = first.into_iter().chain(rest).collect();
        return table(frame, &axis, label, lines(all));
    }
    let told = told(frame, &rest);
    let folded = table(frame, &axis, told.clone(), lines(rest));
    view! {
        {table(frame, &axis, label, lines(first))}
        <details class="data duties-rest">
            <summary>{told}</summary>
            {folded}
        </details>
    }
    .into_any()
}

/// "12 nhiệm vụ khác: 5 dự kiến đạt, 4 chưa đến hạn, 3 hoàn thành"
fn told(frame: &Frame, duties: &[UnitDuty]) -> String {
    let lang = frame.lang;
    let number = |n: usize| text::integer(lang, n as i64);
    let of = |status: &Status| {
        let is = |duty: &&UnitDuty| duty.judgement.is_some_and(|it| it.status == *status);
        let found = duties.iter().filter(is).count();
        (found > 0).then(|| {
            let word = text::status(lang, *status).to_lowercase();
            format!("{} {word}", number(found))
        })
    };
    let supports = duties.iter().filter(|it| it.judgement.is_none()).count();
    let supports = (supports > 0).then(|| {
        let word = t(lang, K::OnlySupports).to_lowercase();
        format!("{} {word}", number(supports))
    });
    let parts: Vec<String> = Status::ALL.iter().filter_map(of).chain(supports).collect();
    tf(
        lang,
        K::DutiesRest,
        &[&number(duties.len()), &parts.join(", ")],
    )
}

fn table(frame: &Frame, axis: &Axis, label: String, rows: Vec<AnyView>) -> AnyView {
    let lang = frame.lang;
    let head = chart::timeline_head(lang, axis);
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
                        <th scope="col" class="finish-col">{t(lang, K::TargetForecast)}</th>
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

fn line(
    frame: &Frame,
    unit: &crate::domain::UnitCode,
    axis: &Axis,
    duty: UnitDuty,
    asks: bool,
) -> AnyView {
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
    let of = Of::Duty(key.clone());
    let share = |share: ShareOf| explained(frame, &of, share, &f);
    let timeline = chart::timeline(lang, axis, &duty.milestones);
    let late = duty.milestones.iter().filter(|m| m.late);
    let late: Vec<_> = late.filter_map(|m| late_line(frame, m, asks)).collect();
    view! {
        <tr data-scope="duty" data-code=format!("{}/{}", key.unit, key.workstream)>
            <th scope="row">
                <a href=href(frame, &duty_path(&key))>{duty.name}</a>
                {provisional_row(lang, duty.provisional)}
                <span class="line quiet plain">{note}</span>
                <span class="line plain">{judged(lang, duty.judgement)}</span>
                {good_by(lang, &f, duty.judgement)}
                <div class="plain">{late}</div>
            </th>
            <td class="bullet-col">
                <div inner_html=chart::bullet(&f, duty.measured, &label)></div>
                <span class="sr">
                    {t(lang, K::Plan)} " " {figure(lang, "expected_original", f.expected_original())}
                    ", " {t(lang, K::PlanNow)} " " {figure(lang, "expected", f.expected())}
                </span>
            </td>
            <td class="n" data-label=t(lang, K::ClaimedShort)>{share(ShareOf::Claimed)}</td>
            <td class="n" data-label=t(lang, K::AcceptedShort)>
                <b>{share(ShareOf::Accepted)}</b>
                <span class="line quiet">{products}</span>
            </td>
            <td class="n" data-label=t(lang, K::WayShort)>{explained_way(frame, &of, &f, duty.measured, none)}</td>
            <td class="finish-col" data-label=t(lang, K::TargetForecast)>
                {duty.forecast.as_ref().map(|it| forecast_words(lang, it))}
            </td>
            <td class="time-col" inner_html=timeline></td>
        </tr>
    }
    .into_any()
}

/// "Mốc 3 · Nguyên nhân: dữ liệu gốc · cam kết 05/12/2026 · Nhắc": the reason beside the
/// lateness, and for who may a way to ask for it.
fn late_line(frame: &Frame, m: &MilestoneRow, asks: bool) -> Option<AnyView> {
    let lang = frame.lang;
    let ask = asks.then(|| {
        let path = explanation_path(Act::Asked, &About::Milestone(m.id.clone()));
        let label = format!("{}: {}", t(lang, K::Remind), m.title);
        view! { " " <a class="remind" href=path aria-label=label>{t(lang, K::Remind)}</a> }
    });
    let why = why_late(lang, m.why);
    if why.is_none() && ask.is_none() {
        return None;
    }
    let name = tf(lang, K::LateMilestone, &[&m.order.to_string()]);
    Some(view! { <div class="late-line small"><b>{name}</b> {ask} {why}</div> }.into_any())
}
