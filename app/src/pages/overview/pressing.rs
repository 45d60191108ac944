use leptos::prelude::*;

use crate::{
    components::{glyph, href, section, unit_path},
    domain::{Share, Status},
    text::{self, Key as K, t, tf},
    views::{Frame, PressingRow},
};

/// Who must act: units with milestones late or closing.
pub fn pressing(frame: &Frame, rows: Vec<PressingRow>, all: String) -> AnyView {
    let lang = frame.lang;
    let content = if rows.is_empty() {
        view! { <p class="quiet none">{t(lang, K::PressingNone)}</p> }.into_any()
    } else {
        let rows: Vec<_> = rows.into_iter().map(|row| line(frame, row)).collect();
        view! { <ul class="pressing">{rows}</ul> }.into_any()
    };
    let link = view! { <a href=href(frame, "/units")>{all}</a> };
    section(
        "pressing-section",
        t(lang, K::PressingTitle).to_owned(),
        t(lang, K::PressingNote).to_owned(),
        link,
        content,
    )
}

fn line(frame: &Frame, row: PressingRow) -> AnyView {
    let lang = frame.lang;
    let status = if row.late > 0 {
        Status::Late
    } else {
        Status::AtRisk
    };
    let number = |n: u32| text::integer(lang, i64::from(n));
    let what: Vec<String> = [(row.late, K::PressingLate), (row.soon, K::PressingSoon)]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, key)| tf(lang, key, &[&number(n)]))
        .collect();
    let days = (row.days > 0).then(|| {
        let words = tf(lang, K::DaysPast, &[&text::integer(lang, row.days)]);
        view! { <b class="late">{words}</b> }
    });
    let gain = row.gain.map(|gain| {
        let points = text::signed_points(lang, gain.points_from(Share::ZERO));
        view! { <span>{tf(lang, K::PressingGain, &[&points])}</span> }
    });
    view! {
        <li>
            {glyph(status)}
            <div>
                <a class="strong" href=href(frame, &unit_path(&row.unit))>
                    {row.unit_name.to_string()}
                </a>
                <span class="line second">{what.join(", ")}</span>
            </div>
            <div class="press-end">{days} {gain}</div>
        </li>
    }
    .into_any()
}
