//! The milestones on one line of time, and what happened beside them.
use leptos::prelude::*;

use super::recent::recent;
use crate::{
    chart::{self, Size},
    components::Section,
    text::{Key as K, t, tf},
    views::{DutyPage, Frame, MilestoneRow},
};

pub fn in_time(frame: &Frame, page: &DutyPage) -> Option<AnyView> {
    let lang = frame.lang;
    let rows: Vec<&MilestoneRow> = page.milestones.iter().map(|it| &it.row).collect();
    if rows.is_empty() && page.folded.is_empty() {
        return None;
    }
    let number = rows.len().to_string();
    let all = (rows.len() + page.folded.len()).to_string();
    let title = match page.folded.is_empty() {
        true => tf(lang, K::MilestonesTitle, &[&number]),
        false => tf(lang, K::MilestonesOfAll, &[&number, &all]),
    };
    let table = tf(lang, K::LanesTable, &[&number]);
    let end = view! { <a href="#milestones">{table}</a> };
    let drawings = format!(
        "{}{}",
        chart::lanes(lang, &rows, frame.day(), Size::Wide),
        chart::lanes(lang, &rows, frame.day(), Size::Narrow)
    );
    Some(
        view! {
            <div class="two">
                <Section lang title note=t(lang, K::LanesNote).to_owned() end=end.into_any()>
                    <div inner_html=drawings></div>
                </Section>
                {recent(frame, page)}
            </div>
        }
        .into_any(),
    )
}
