//! All milestones of a duty in full, folded: what was promised, handed over, accepted.
use leptos::prelude::*;

use crate::{
    components::{
        WaitsFor, before_campaign, clock, deadlines, entered_late, held_days, history,
        milestone_mark, others, pending, plan_links, said_list, second_value, time, ways_to_say,
        why_late,
    },
    domain::{About, After, Event},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{Desk, DutyMilestone, DutyPage, Frame, MeasurementRow, PlanFile, plan_row_path},
};

/// The table of milestones and that of measurements.
pub fn milestones(frame: &Frame, page: DutyPage) -> AnyView {
    let lang = frame.lang;
    let (unit, workstream) = (&page.key.unit, &page.key.workstream);
    let add = format!("/plan/milestones/new?unit={unit}&workstream={workstream}");
    let change = plan_row_path(PlanFile::Duties, &format!("{unit}/{workstream}"));
    let links = vec![(add, K::PlanAddMilestone), (change, K::PlanEditDuty)];
    let changes = plan_links(frame, links);
    let folded = (!page.folded.is_empty()).then(|| {
        let path = format!("/duties/{unit}/{workstream}?slots=all#milestones");
        let words = tf(lang, K::RhythmFolded, &[&page.folded.len().to_string()]);
        view! { <p class="small second"><a href=path>{words}</a></p> }
    });
    let number = page.milestones.len();
    let summary = tf(lang, K::LanesTable, &[&number.to_string()]);
    let unit_name = page.unit.name.clone();
    let turns = held_days(lang, &page.clocks.days);
    let rows: Vec<_> = page
        .milestones
        .into_iter()
        .map(|it| milestone(frame, &unit_name, it))
        .collect();
    let unit_of_measure = page
        .outcome
        .as_ref()
        .map(|it| it.unit_of_measure.to_string());
    let measured = unit_of_measure.map(|unit| {
        let summary = t(lang, K::MeasurementsTitle);
        let count = page.measurements.len();
        let rows = measurements(frame, page.measurements, &unit);
        view! {
            <details class="data whole">
                <summary>{format!("{summary} ({count})")}</summary>
                {rows}
            </details>
        }
    });
    view! {
        <section class="section" id="milestones">
            <details class="data whole">
                <summary>{summary}</summary>
                <p class="small second">{t(lang, K::MilestonesNote)}</p>
                {turns}
                <ol class="milestones">{rows}</ol>
            </details>
            {folded}
            {others(lang, page.others)}
            {measured}
            {changes}
        </section>
    }
    .into_any()
}

/// The page where something can be done with a milestone, if the reader may.
pub fn action(frame: &Frame, it: &DutyMilestone) -> Option<AnyView> {
    let id = &it.row.id;
    let may = |event| it.may.contains(&event);
    let (path, key) = if may(Event::Submitted) {
        (format!("/work/{id}"), K::ActReport)
    } else if may(Event::Withdrawn) {
        (format!("/work/{id}"), K::ActWithdraw)
    } else if may(Event::Accepted) || may(Event::Returned) {
        (format!("/review/{id}"), K::ActDecide)
    } else if may(Event::Revoked) {
        (format!("/review/{id}"), K::ActRevoke)
    } else if Desk::Review.events().iter().any(|event| may(*event)) {
        (Desk::Review.path(id.as_str()), K::Adjust)
    } else {
        return None;
    };
    // A past day is for reading only.
    if frame.only_reads() {
        return None;
    }
    Some(view! { <a class="btn quiet-btn" href=path>{t(frame.lang, key)}</a> }.into_any())
}

/// What the reader may say about a milestone: a reminder where it is late.
pub fn saying(lang: Lang, it: &DutyMilestone) -> AnyView {
    let about = About::Milestone(it.row.id.clone());
    ways_to_say(lang, &about, &it.says, it.row.late)
}

fn milestone(frame: &Frame, unit_name: &str, it: DutyMilestone) -> AnyView {
    let lang = frame.lang;
    let actions =
        view! { <div class="milestone-acts">{action(frame, &it)} {saying(lang, &it)}</div> };
    let replaces = it.replaces.as_ref().map(|title| {
        view! { <p class="second">{tf(lang, K::ReplacesIt, &[title])}</p> }
    });
    let after: Vec<_> = it
        .after
        .iter()
        .map(|(title, how)| {
            let key = match how {
                After::InItsPlace => K::ReplacedBy,
                After::NamingNone => K::CreatedBeside,
            };
            view! { <p class="second">{tf(lang, key, &[title])}</p> }
        })
        .collect();
    let row = it.row;
    let why = why_late(lang, row.why);
    let talk = said_list(lang, it.said);
    let waits = WaitsFor::of(&row);
    let turns = it.clock.as_ref().map(|it| clock(lang, it, waits));
    let kind = format!(
        "{}, {}",
        text::kind(lang, row.kind),
        text::weight(lang, &row)
    );
    let by = row
        .partner
        .as_ref()
        .map_or_else(|| unit_name.to_owned(), |(_, name)| name.to_string());
    let orphaned = row
        .orphaned
        .then(|| view! { " " <span class="provisional">{t(lang, K::Orphaned)}</span> });
    let until = row.runs_to().map(|deadline| {
        let class = if row.late { "late" } else { "second" };
        view! { " " <b class=class>{text::until(lang, frame.day(), deadline)}</b> }
    });
    let pending =
        pending(lang, &row).map(|words| view! { " " <span class="provisional">{words}</span> });
    let second = row.second.as_ref().map(|it| {
        view! { <div><dt>{t(lang, K::SecondValue)}</dt><dd>{second_value(frame, it)}</dd></div> }
    });
    let finished = row.finished_on.map(
        |day| view! { <div><dt>{t(lang, K::FinishedOn)}</dt><dd>{time(lang, day)}</dd></div> },
    );
    view! {
        <li id=format!("m-{}", row.id) data-milestone=row.id.to_string()>
            <div class="milestone-head">
                <div>
                    <h3>{format!("{}. {}", row.order, row.title)}</h3>
                    <p class="second">{row.product.to_string()}</p>
                </div>
                {actions}
            </div>
            {replaces}
            {after}
            {why}
            <dl class="facts-list">
                <div><dt>{t(lang, K::StateWord)}</dt><dd>{milestone_mark(lang, &row)} {pending}</dd></div>
                <div><dt>{t(lang, K::MilestoneKind)}</dt><dd>{kind}</dd></div>
                <div>
                    <dt>{t(lang, K::Deadline)}</dt>
                    <dd>{deadlines(lang, &row)} {until}</dd>
                </div>
                {finished}
                <div><dt>{t(lang, K::Responsible)}</dt><dd>{by} {orphaned}</dd></div>
                {second}
            </dl>
            {turns}
            {talk}
            {(!it.events.is_empty()).then(|| history(lang, it.events))}
        </li>
    }
    .into_any()
}

fn measurements(frame: &Frame, rows: Vec<MeasurementRow>, unit: &str) -> AnyView {
    let lang = frame.lang;
    if rows.is_empty() {
        return view! { <p class="quiet">{t(lang, K::MeasurementsNoneAccepted)}</p> }.into_any();
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let counts = row.counts.map_or_else(
                || NONE.to_owned(),
                |(n, d)| format!("{}/{}", text::integer(lang, n), text::integer(lang, d)),
            );
            let state = text::value_decision(lang, row.decision);
            view! {
                <tr>
                    <th scope="row">{time(lang, row.day)} {before_campaign(lang, row.before_campaign)} {entered_late(lang, row.entered_late)}</th>
                    <td class="n"><b>{text::value(lang, row.value, unit)}</b></td>
                    <td class="n">{counts}</td>
                    <td>{state}</td>
                    <td class="second">{row.source}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::MeasurementsTitle)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::MeasuredOn)}</th>
                        <th scope="col" class="n">{t(lang, K::Value)}</th>
                        <th scope="col" class="n">{t(lang, K::Counts)}</th>
                        <th scope="col">{t(lang, K::StateWord)}</th>
                        <th scope="col">{t(lang, K::Source)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
