use leptos::prelude::*;

use crate::{
    components::{Section, duty_path, glyph, href, time},
    text::{self, Key as K, tf},
    views::{ChangeRow, Changes, Frame, Overview},
};

/// Lines of each kind before all of them are asked for.
const FEW: usize = 5;

/// What turned since a week before: worse first, then better and new.
pub fn changes(frame: &Frame, page: &Overview) -> Option<AnyView> {
    let lang = frame.lang;
    let changes = page.changes.as_ref()?;
    let all = frame
        .query
        .iter()
        .any(|(name, value)| name == "changes" && value == "all");
    let total = changes.worse.len() + changes.better.len() + changes.new.len();
    let shown = if all { usize::MAX } else { FEW };
    let hidden = [&changes.worse, &changes.better, &changes.new]
        .iter()
        .any(|rows| rows.len() > shown);
    let end = hidden.then(|| {
        let path = format!("{}#changes", frame.address(&[("changes", "all")]));
        let words = tf(lang, K::AllChanges, &[&text::integer(lang, total as i64)]);
        view! { <a href=path>{words}</a> }
    });
    let list = |key: K, rows: &[ChangeRow]| {
        let title = tf(lang, key, &[&text::integer(lang, rows.len() as i64)]);
        let lines: Vec<_> = rows
            .iter()
            .take(shown)
            .map(|row| line(frame, row))
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <div>
                    <h3>{title}</h3>
                    <ul class="turned">{lines}</ul>
                </div>
            }
        })
    };
    let owed_to = |key: K, milestones: u32| {
        let number = text::integer(lang, milestones.into());
        (milestones > 0).then(|| format!(" {}", tf(lang, key, &[&number])))
    };
    let cancelled = owed_to(K::ChangesCancelled, changes.cancelled);
    let added = owed_to(K::ChangesAdded, changes.added);
    let restated = [
        (K::ChangesRestated, changes.restated, changes.accepted),
        (K::ChangesPlanRestated, changes.plan_restated, changes.plan),
    ]
    .map(|(key, restated, told)| {
        let points = restated.zip(told).map(|(now, then)| now.points_from(then));
        let points = points.filter(|points| *points != 0)?;
        let words = tf(lang, key, &[&text::signed_points(lang, points)]);
        Some(format!(" {words}"))
    });
    let content = view! {
        <p class="second">{gain(frame, page, changes)} " " {time(changes.since)} "." {restated.into_iter().flatten().collect::<String>()} {cancelled} {added}</p>
        <div class="turns">
            {list(K::ChangedWorse, &changes.worse)} {list(K::ChangedBetter, &changes.better)}
            {list(K::ChangedNew, &changes.new)}
        </div>
    };
    Some(
        view! {
            <div id="changes">
                <Section lang title=K::SinceTitle end=end.into_any()>
                    {content}
                </Section>
            </div>
        }
        .into_any(),
    )
}

/// "Nghiệm thu +1,2 điểm, báo cáo +2,0 điểm so với"
fn gain(frame: &Frame, page: &Overview, changes: &Changes) -> String {
    let lang = frame.lang;
    let points = |now: Option<crate::domain::Share>, then: Option<crate::domain::Share>| {
        now.zip(then).map_or_else(
            || text::NONE.to_owned(),
            |(now, then)| text::signed_points(lang, now.points_from(then)),
        )
    };
    tf(
        lang,
        K::ChangesGain,
        &[
            &text::whole_place(lang, frame.place()),
            &points(page.figures.accepted(), changes.accepted),
            &points(page.figures.claimed(), changes.claimed),
        ],
    )
}

fn line(frame: &Frame, row: &ChangeRow) -> AnyView {
    let lang = frame.lang;
    let told = match row.before {
        Some(before) => format!(
            "{} → {}",
            text::status(lang, before),
            text::judgement(lang, Some(row.now))
        ),
        None => text::judgement(lang, Some(row.now)),
    };
    view! {
        <li data-status=row.now.status.code()>
            <span class="turn">
                {row.before.map(|before| view! { {glyph(before)} " → " })} {glyph(row.now.status)}
            </span>
            <div>
                <a href=href(
                    frame,
                    &duty_path(&row.duty),
                )>{row.unit_name.to_string()} " · " {row.workstream_name.to_string()}</a>
                <span class="line quiet">{told}</span>
            </div>
        </li>
    }
    .into_any()
}
