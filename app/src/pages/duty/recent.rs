//! The last things that happened at the milestones of a duty, and were said of them.
use leptos::prelude::*;

use crate::{
    components::{Section, said_words, time_as},
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
    milestone: i64,
    words: String,
}

pub fn recent(frame: &Frame, page: &DutyPage) -> AnyView {
    let lang = frame.lang;
    let mut lines: Vec<Line> = Vec::new();
    for it in &page.milestones {
        let milestone = it.row.order;
        lines.extend(it.events.iter().map(|row| Line {
            day: row.day,
            time: row.time.clone(),
            by: row.by.to_string(),
            what: text::happened(lang, row.event, row.renamed).to_owned(),
            milestone,
            words: if row.hidden {
                String::new()
            } else {
                row.text.clone()
            },
        }));
        lines.extend(it.said.iter().map(|row| Line {
            day: row.day,
            time: row.time.clone(),
            by: row.by.to_string(),
            what: said_words(lang, row),
            milestone,
            words: row.text.clone(),
        }));
    }
    lines.sort_by(|one, other| (other.day, &other.time).cmp(&(one.day, &one.time)));
    let all = tf(lang, K::RecentAll, &[&lines.len().to_string()]);
    let end = match lines.len() > LINES {
        true => view! { <a href="#milestones">{all}</a> }.into_any(),
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
    let milestone = tf(lang, K::RecentMilestone, &[&it.milestone.to_string()]);
    let when = format!("{} {}", text::day_month(lang, it.day), it.time);
    view! {
        <li>
            <span class="when">{time_as(it.day, when)}</span>
            <p><b>{it.by.clone()}</b> " " {it.what.clone()} ", " {milestone} {words}</p>
        </li>
    }
    .into_any()
}
