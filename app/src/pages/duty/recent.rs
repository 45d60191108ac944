//! The last things that happened at the milestones of a duty, and were said of them.
use leptos::prelude::*;

use crate::{
    components::{Section, duty_path, said_words, time_as},
    domain::Day,
    text::{self, Key as K, shortened, t, tf},
    views::{DutyPage, Frame},
};

/// Lines beside the milestones, and letters of a reason in one.
const LINES: usize = 6;
const LETTERS: usize = 90;

struct Line {
    day: Day,
    time: String,
    by: String,
    what: String,
    milestone: String,
    words: String,
}

pub fn recent(frame: &Frame, page: &DutyPage) -> AnyView {
    let lang = frame.lang;
    let mut lines: Vec<Line> = Vec::new();
    for it in page.milestones.iter().chain(&page.folded) {
        let milestone = match &it.row.slot {
            Some(slot) => slot.name.to_string(),
            None => tf(lang, K::RecentMilestone, &[&it.row.order.to_string()]),
        };
        lines.extend(it.events.iter().map(|row| Line {
            day: row.day,
            time: row.time.clone(),
            by: text::organisation(lang, &row.by),
            what:
                text::handed_over_as(lang, row.event, row.renamed, row.progress.nothing).to_owned(),
            milestone: milestone.clone(),
            words: if row.hidden {
                String::new()
            } else {
                row.text.clone()
            },
        }));
        lines.extend(it.said.iter().map(|row| Line {
            day: row.day,
            time: row.time.clone(),
            by: text::organisation(lang, &row.by),
            what: said_words(lang, row),
            milestone: milestone.clone(),
            words: row.text.clone(),
        }));
    }
    lines.sort_by(|one, other| (other.day, &other.time).cmp(&(one.day, &one.time)));
    let all = tf(lang, K::RecentAll, &[&lines.len().to_string()]);
    let end = match lines.len() > LINES {
        true => {
            let folded = page.folded.iter().any(|it| !it.events.is_empty());
            let path = match folded {
                true => format!("{}?slots=all#milestones", duty_path(&page.key)),
                false => "#milestones".to_owned(),
            };
            view! { <a href=path>{all}</a> }.into_any()
        }
        false => ().into_any(),
    };
    let content = match lines.is_empty() {
        true => view! { <p class="quiet small">{t(lang, K::HistoryNone)}</p> }.into_any(),
        false => {
            let rows: Vec<_> = lines.iter().take(LINES).map(|it| line(frame, it)).collect();
            view! { <ol class="events recent">{rows}</ol> }.into_any()
        }
    };
    view! { <Section lang title=K::RecentTitle end>{content}</Section> }.into_any()
}

fn line(frame: &Frame, it: &Line) -> AnyView {
    let lang = frame.lang;
    let words = shortened(it.words.lines().next().unwrap_or_default(), LETTERS);
    let words = (!words.is_empty()).then(|| view! { <span class="line second">{words}</span> });
    let when = format!("{} {}", text::day_month(lang, it.day), it.time);
    view! {
        <li>
            <span class="when">{time_as(it.day, when)}</span>
            <p><b>{it.by.clone()}</b> " " {it.what.clone()} ", " {it.milestone.clone()} {words}</p>
        </li>
    }
    .into_any()
}
