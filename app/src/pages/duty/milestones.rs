//! `/duties/{unit}/{workstream}`: what was promised, handed over, accepted.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Section, as_of, before_campaign, clock, criteria_card, deadlines, downloads, entered_late,
        first_promised, held_days, history, href, judged, method_note, milestone_mark, others,
        outcomes, pending, plan_links, provisional, redefinitions, said_list, three_bars, time,
        told_rechecks, trust_of, unit_path, ways_to_say, why_late, workstream_path,
    },
    domain::{About, After, Event, Figure, Of, ShareOf, Status, What},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{Desk, DutyMilestone, DutyPage, Frame, MeasurementRow, PlanFile, Table, plan_row_path},
};

pub fn page(frame: &Frame, page: DutyPage) -> Content {
    let lang = frame.lang;
    let tab = format!("{} · {}", page.workstream.short_name(), page.unit.name);
    let scope = format!("{}/{}", page.key.unit, page.key.workstream);
    let head = lede(frame, &page);
    let title = tf(
        lang,
        K::MilestonesTitle,
        &[&page.milestones.len().to_string()],
    );
    let milestones: Vec<_> = page
        .milestones
        .into_iter()
        .map(|it| milestone(frame, it))
        .collect();
    let (unit, workstream) = (&page.key.unit, &page.key.workstream);
    let add = format!("/plan/milestones/new?unit={unit}&workstream={workstream}");
    let change = plan_row_path(PlanFile::Duties, &format!("{unit}/{workstream}"));
    let links = vec![(add, K::PlanAddMilestone), (change, K::PlanEditDuty)];
    let changes = plan_links(frame, links);
    let milestones = view! {
        <Section lang title note=K::MilestonesNote>
            <ol class="milestones">{milestones}</ol>
            {others(lang, page.others)}
            {changes}
        </Section>
    };
    let (begun, _) = page.clocks.whole();
    let turns = held_days(lang, &page.clocks.days).map(|content| {
        let note = tf(lang, K::ClockNoteDuty, &[&begun.to_string()]);
        view! { <Section lang title=K::ClockTitle note>{content}</Section> }
    });
    let mut tables = vec![(Table::Milestones, t(lang, K::SheetMilestones).to_owned())];
    if page.outcome.is_some() {
        tables.push((
            Table::Measurements,
            t(lang, K::MeasurementsTitle).to_owned(),
        ));
    }
    let unit_of_measure = page
        .outcome
        .as_ref()
        .map(|o| o.unit_of_measure.to_string())
        .unwrap_or_default();
    let (why, talk) = (page.why_measured, page.said_of_outcome);
    let outcome = page.outcome.map(|outcome| {
        let about = About::Indicator(outcome.code.clone());
        let ways = ways_to_say(
            lang,
            &about,
            &page.says_of_outcome,
            outcome.status == Some(Status::Late),
        );
        let row = outcomes(frame, vec![outcome]);
        let (why, talk) = (why_late(lang, why), said_list(lang, talk));
        view! {
            <Section lang title=K::OutcomesTitle>
                {why} {row} <div class="milestone-acts">{ways}</div> {talk}
            </Section>
        }
    });
    let measured = outcome.is_some().then(|| {
        let rows = measurements(frame, page.measurements, &unit_of_measure);
        view! { <Section lang title=K::MeasurementsTitle>{rows}</Section> }
    });
    let criteria = (!page.criteria.is_empty()).then(|| criteria_card(frame, &page.criteria));
    let content = view! {
        <div data-scope="duty" data-code=scope>{head}</div>
        {turns}
        {milestones}
        {outcome}
        {criteria}
        {measured}
        {told_rechecks(lang, &page.rechecks)}
        {redefinitions(frame, &page.redefinitions)}
        {downloads(frame, &tables)}
        {method_note(lang)}
    };
    Content::new("duty", tab, content)
}

fn lede(frame: &Frame, page: &DutyPage) -> AnyView {
    let lang = frame.lang;
    let role = t(
        lang,
        if page.lead {
            K::DutyLead
        } else {
            K::DutyContribute
        },
    );
    let volume = page.volume.map(|n| {
        let words = format!("{} {}", text::integer(lang, n), page.workstream.count_unit);
        view! { <span>{t(lang, K::Volume)} " " <b>{words}</b></span> }
    });
    let first = first_promised(lang, &page.first_terms, "").map(|words| {
        let words = format!("{}: {words}", t(lang, K::RedefinedFirst));
        view! { <span class="second">{words}</span> }
    });
    let title = format!("{}: {}", page.unit.name, page.workstream.name);
    let ended = page.unit.ends_on.filter(|day| *day <= frame.day());
    let closed = ended.map(|day| {
        let words = tf(lang, K::UnitClosed, &[&text::day(day)]);
        view! { <p class="warning">{words}</p> }
    });
    let figure = Figure::new(What::Share(ShareOf::Accepted), Of::Duty(page.key.clone()));
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, "/units")>{t(lang, K::NavUnits)}</a>
            " / "
            <a href=href(frame, &unit_path(&page.key.unit))>{page.unit.name.to_string()}</a>
            " / "
            <a href=href(frame, &workstream_path(&page.workstream))>{page.workstream.short_name()}</a>
        </nav>
        <div class="lede">
            <div>
                <h1 class="page-title">
                    {title} {provisional(lang, page.provisional || page.workstream.provisional)}
                </h1>
                <p class="facts">
                    {judged(lang, page.judgement)}
                    <span>{text::workstream_kind(lang, page.workstream.kind)}</span>
                    <span>{role}</span>
                    {volume}
                    {first}
                </p>
                {closed}
                {trust_of(frame, page.rechecks.trust, &figure)}
            </div>
            <div class="lede-end">{three_bars(frame, &Of::Duty(page.key.clone()), &page.figures)} {as_of(frame)}</div>
        </div>
    }
    .into_any()
}

/// The page where something can be done with a milestone, if the reader may.
fn action(frame: &Frame, it: &DutyMilestone) -> Option<AnyView> {
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
fn saying(lang: Lang, it: &DutyMilestone) -> AnyView {
    let about = About::Milestone(it.row.id.clone());
    ways_to_say(lang, &about, &it.says, it.row.late)
}

fn milestone(frame: &Frame, it: DutyMilestone) -> AnyView {
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
    let turns = it.clock.as_ref().map(|it| clock(lang, it));
    let kind = format!(
        "{}, {}",
        text::kind(lang, row.kind),
        text::weight(lang, &row)
    );
    let by = row.partner.as_ref().map_or_else(
        || t(lang, K::TheUnit).to_owned(),
        |(_, name)| name.to_string(),
    );
    let orphaned = row
        .orphaned
        .then(|| view! { " " <span class="provisional">{t(lang, K::Orphaned)}</span> });
    let until = row
        .current_deadline
        .filter(|_| row.state == crate::domain::State::Open)
        .map(|deadline| {
            let class = if row.late { "late" } else { "second" };
            view! { " " <b class=class>{text::until(lang, frame.day(), deadline)}</b> }
        });
    let pending =
        pending(lang, &row).map(|words| view! { " " <span class="provisional">{words}</span> });
    let finished = row
        .finished_on
        .map(|day| view! { <div><dt>{t(lang, K::FinishedOn)}</dt><dd>{time(day)}</dd></div> });
    view! {
        <li data-milestone=row.id.to_string()>
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
            </dl>
            {turns}
            {talk}
            {history(lang, it.events)}
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
                    <th scope="row">{time(row.day)} {before_campaign(lang, row.before_campaign)} {entered_late(lang, row.entered_late)}</th>
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
