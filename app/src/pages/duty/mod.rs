//! `/duties/{unit}/{workstream}`: one sentence, the milestone that matters most, whose turn it is,
//! all milestones in time, what is measured.
mod court;
mod first;
mod in_time;
mod lede;
mod measured;
mod milestones;
mod recent;
mod rhythms;

pub(super) use lede::over_since;

use leptos::prelude::*;

pub(crate) use self::measured::picture as duty_trend;
use super::Content;
use crate::{
    components::{downloads, method_note, redefinitions, told_rechecks},
    text::{Key as K, t},
    views::{DutyPage, Frame, Table},
};

pub fn page(frame: &Frame, page: DutyPage) -> Content {
    let lang = frame.lang;
    let tab = format!("{} · {}", page.workstream.short_name(), page.unit.name);
    let scope = format!("{}/{}", page.key.unit, page.key.workstream);
    let head = lede::lede(frame, &page);
    let ended = lede::ended(frame, &page);
    let first = first::first(frame, &page);
    let court = court::court(frame, &page);
    let in_time = in_time::in_time(frame, &page);
    let rhythms = rhythms::rhythms(frame, &page);
    let measured = measured::measured(frame, &page);
    let mut tables = vec![(Table::Milestones, t(lang, K::SheetMilestones).to_owned())];
    if page.outcome.is_some() {
        let title = t(lang, K::MeasurementsTitle).to_owned();
        tables.push((Table::Measurements, title));
    }
    let rechecks = told_rechecks(lang, &page.rechecks);
    let redefined = redefinitions(frame, &page.redefinitions);
    let content = view! {
        {ended}
        <div data-scope="duty" data-code=scope>{head}</div>
        {first}
        {court}
        {rhythms}
        {in_time}
        {measured}
        {milestones::milestones(frame, page)}
        {rechecks}
        {redefined}
        {downloads(frame, &tables)}
        {method_note(lang)}
    };
    Content::new("duty", tab, content)
}
