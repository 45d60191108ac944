//! What the duty is measured by: where it stands and leads, and the six criteria.
use leptos::prelude::*;

use crate::{
    chart::{self, Size, Trend},
    components::{
        Section, criteria_card, href, outcome_path, picture_link, said_list, ways_to_say, why_late,
    },
    domain::{About, Status},
    text::{self, Key as K, t, tf},
    views::{DutyPage, Frame, OutcomeRow},
};

pub fn measured(frame: &Frame, page: &DutyPage) -> AnyView {
    let lang = frame.lang;
    let criteria = (!page.criteria.is_empty()).then(|| criteria_card(frame, &page.criteria));
    let Some(row) = &page.outcome else {
        return criteria.into_any();
    };
    let about = About::Indicator(row.code.clone());
    let late = row.status == Some(Status::Late);
    let ways = ways_to_say(lang, &about, &page.says_of_outcome, late);
    let talk = said_list(lang, page.said_of_outcome.clone());
    let why = why_late(lang, page.why_measured);
    let link = picture_link(frame);
    let path = href(frame, &outcome_path(&row.code));
    let end =
        view! { <span class="end">{link} " " <a href=path>{t(lang, K::DutyAllValues)}</a></span> };
    let path = page.trend.as_ref().and_then(|it| it.path_now);
    let sentence = super::super::outcome::told(frame, row, path);
    let told = told(frame, row);
    let drawing = drawing(frame, page);
    view! {
        <div class="two measured-two">
            <Section lang title=K::DutyMeasured note=row.name.to_string() end=end.into_any()>
                {drawing}
            </Section>
            <Section lang title=K::OutcomesTitle>
                <p class="big">{sentence}</p>
                {told}
                {why}
                <div class="milestone-acts">{ways}</div>
                {talk}
            </Section>
        </div>
        {criteria}
    }
    .into_any()
}

/// Where it comes from and where it should lead.
fn told(frame: &Frame, row: &OutcomeRow) -> AnyView {
    let lang = frame.lang;
    let goal = row.target.zip(row.deadline).map(|(target, deadline)| {
        let target = text::target(lang, target, &row.unit_of_measure);
        tf(
            lang,
            K::DutyMeasuredAt,
            &[&target, &text::day(lang, deadline)],
        )
    });
    let source = (!row.source.is_empty()).then(|| tf(lang, K::DutySource, &[&row.source]));
    let words: Vec<String> = goal.into_iter().chain(source).collect();
    view! { <p class="small second">{words.join(" ")}</p> }.into_any()
}

fn drawing(frame: &Frame, page: &DutyPage) -> AnyView {
    match (
        picture(frame, page, Size::Small),
        picture(frame, page, Size::Narrow),
    ) {
        (Some(small), Some(narrow)) => {
            let drawings = format!("{small}{narrow}");
            view! { <div inner_html=drawings></div> }.into_any()
        }
        _ => {
            let words = t(frame.lang, K::MeasurementsNoneAccepted);
            view! { <p class="quiet">{words}</p> }.into_any()
        }
    }
}

/// What was measured against the way to the target; `None` before the first value.
pub fn picture(frame: &Frame, page: &DutyPage, size: Size) -> Option<String> {
    let (lang, row) = (frame.lang, page.outcome.as_ref()?);
    let trend = page.trend.as_ref().filter(|it| !it.points.is_empty())?;
    let data = Trend {
        lang,
        day: frame.day(),
        is_today: frame.as_of.is_none(),
        deadline: row.deadline,
        unit_of_measure: &row.unit_of_measure,
        up: row.up,
        reached: row.reached,
        points: &trend.points,
        path: trend.path.as_ref(),
        path_now: trend.path_now,
        target: row.target,
        forecast: &row.forecast,
        pace: trend.pace,
    };
    let value = text::measured(lang, row).unwrap_or_default();
    Some(chart::trend(&data, size, &format!("{}: {value}", row.name)))
}
