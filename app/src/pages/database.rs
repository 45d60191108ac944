//! One workstream with all its duties: how far, what holds it back, who.
use leptos::prelude::*;

use super::Content;
use crate::{
    chart,
    components::{
        Section, as_of, at_assigned, cancelled_late, criteria_card, database_path, database_table,
        dependencies, download, duty_path, explained, explained_sentence, explained_way, href,
        judged, leads_in_full, method_note, note_with, outcomes, partner_path, provisional,
        provisional_of, redefinitions, status_counts, status_strip, three_bars, time, time_ago,
        trust_of, why, why_sentence,
    },
    domain::{Deadline, DutyKey, Figure, Figures, Group, Of, Share, ShareOf, UnitKind, What},
    text::{self, Key as K, NONE, bullet_label, headline, t, task_done_late, task_over, tf},
    views::{DatabasePage, Frame, HolderRow, MemberRow, Table},
};

/// Units that a list shows without anything to unfold.
const OPEN: usize = 20;

pub fn page(frame: &Frame, page: DatabasePage) -> Content {
    let lang = frame.lang;
    let tab = page.workstream.short_name();
    let code = page.workstream.code.clone();
    let head = lede(frame, &page);
    let of = Of::Workstream(code.clone());
    let (empty, led) = (page.figures.duties == 0, page.leads.is_some());
    let strip = (!empty).then(|| status_strip(frame, &of, &page.figures));
    let database = page.workstream.kind.group() == Group::Databases;
    let holders = holders(frame, &code, page.holders, page.holding, database);
    let measured = (!page.outcomes.is_empty()).then(|| {
        let marked = page.outcomes.iter().filter(|it| it.provisional).count();
        let note = note_with(lang, "", marked, page.outcomes.len());
        let rows = outcomes(frame, page.outcomes);
        view! { <Section lang title=K::OutcomesTitle note>{rows}</Section> }
    });
    let criteria = (database && page.lead_seen).then(|| criteria_card(frame, &page.criteria));
    let feeders = (!page.feeders.is_empty()).then(|| {
        let title = tf(lang, K::FeedersTitle, &[&page.feeders.len().to_string()]);
        let marked = page.feeders.iter().filter(|it| it.workstream.provisional);
        let note = provisional_of(lang, marked.count(), page.feeders.len()).unwrap_or_default();
        let table = database_table(frame, title.clone(), page.feeders, None);
        view! { <Section lang title note>{table}</Section> }
    });
    let none = empty.then(|| {
        let key = match led {
            _ if frame.over_assigned() => K::NoDutyAssigned,
            true => K::NoOpenDuty,
            false => K::NoDutyYet,
        };
        view! { <p class="warning">{t(lang, key)}</p> }
    });
    let count: usize = page.groups.iter().map(|(_, rows)| rows.len()).sum();
    // A short list stands open; of a long one who leads, and the rest by kind, each folded under
    // how it stands.
    let short = count <= OPEN;
    let groups: Vec<_> = page
        .groups
        .into_iter()
        .map(|(kind, rows)| members(frame, &code, kind, rows, short))
        .collect();
    let units = (!empty).then(|| {
        let title = text::units(lang, count);
        let end = download(frame, Table::Duties);
        view! { <Section lang title note=K::MembersNote end>{groups}</Section> }
    });
    let waits = dependencies(frame, &page.waits_for, &page.unlocks);
    let redefined = redefinitions(frame, &page.redefinitions);
    let content = view! {
        <div data-scope="database" data-code=code.to_string()>{head} {strip}</div>
        {none}
        {holders}
        {waits}
        {criteria}
        {measured}
        {feeders}
        {units}
        {redefined}
        {method_note(lang)}
    };
    Content::new("database", tab, content)
}

fn lede(frame: &Frame, page: &DatabasePage) -> AnyView {
    let lang = frame.lang;
    let w = &page.workstream;
    let (list, name) = match w.kind.group() {
        Group::Databases => ("/databases", K::NavDatabases),
        Group::Programme => ("/programme", K::NavProgramme),
        Group::Agreements => ("/agreements", K::NavAgreements),
    };
    let campaign = frame.campaign.as_ref().and_then(|c| c.deadline);
    let of = Of::Workstream(w.code.clone());
    let told = match (page.due.own_day_over(), page.due.missed()) {
        (Some(day), _) => task_over(lang, &page.figures, day, frame.day()),
        (None, Some(missed)) => task_done_late(lang, missed),
        (None, None) => {
            let outlook = page.outlook.as_ref();
            headline(lang, &page.figures, page.later, outlook, campaign)
        }
    };
    let reason = why_sentence(lang, &page.gap).map(|words| view! { <p class="pace">{words}</p> });
    let spark = chart::accepted_line(&page.weeks);
    let spark = (!spark.is_empty()).then(|| {
        let weeks = chart::weeks_shown(&page.weeks).to_string();
        view! {
            <p class="small quiet spark-line">
                <span inner_html=spark></span>
                {tf(lang, K::WeeksTitle, &[&weeks])}
            </p>
        }
    });
    let bars = (page.figures.duties > 0).then(|| three_bars(frame, &of, &page.figures));
    let source = (!w.source.is_empty()).then(
        || view! { <p class="small quiet">{t(lang, K::Source)} ": " {w.source.to_string()}</p> },
    );
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, list)>{t(lang, name)}</a>
            " / "
            <span>{w.code.to_string()}</span>
        </nav>
        <div class="lede">
            <div>
                <p class="eyebrow">
                    <b class="unit-name">{w.name.to_string()}</b>
                    {provisional(lang, w.provisional)}
                    <span>{text::workstream_kind(lang, w.kind)}</span>
                </p>
                <h1>{at_assigned(frame)} {explained_sentence(frame, &of, &page.figures, told)}</h1>
                {trust_of(frame, page.trust, &Figure::new(What::Share(ShareOf::Accepted), of))}
                {reason}
                {records(lang, page)}
                {cancelled_late(lang, page.cancelled_late)}
                {facts(frame, page)}
                {source}
            </div>
            <div class="lede-end">{bars} {spark} {as_of(frame)}</div>
        </div>
    }
    .into_any()
}

/// The sum of the records beside the weighted share: two ways to look at one whole.
fn records(lang: crate::text::Lang, page: &DatabasePage) -> Option<AnyView> {
    let (part, all) = page.records?;
    let share = Share::new(part.into(), all.into());
    let words = tf(
        lang,
        K::RecordsTogether,
        &[
            &text::integer(lang, part),
            &text::integer(lang, all),
            &page.workstream.count_unit,
            &text::maybe_percent(lang, share),
        ],
    );
    Some(view! { <p class="second">{words}</p> }.into_any())
}

/// Who leads it, what it rests on, what it feeds.
fn facts(frame: &Frame, page: &DatabasePage) -> AnyView {
    let lang = frame.lang;
    let w = &page.workstream;
    let row = |key: K, value: AnyView| view! { <div><dt>{t(lang, key)}</dt><dd>{value}</dd></div> };
    let text =
        |key: K, words: &str| (!words.is_empty()).then(|| row(key, words.to_owned().into_any()));
    let owner = page
        .leads
        .as_ref()
        .map(|it| row(K::DatabasesOwner, leads_in_full(frame, it)));
    let partner = page.partner.clone().map(|(code, name)| {
        let link = view! { <a href=href(frame, &partner_path(&code))>{name}</a> };
        row(K::AgreedWith, link.into_any())
    });
    let feeds = page.feeds.clone().map(|(code, name)| {
        let link = view! { <a href=href(frame, &database_path(&code))>{name}</a> };
        row(K::Feeds, link.into_any())
    });
    let due = match &w.due {
        Deadline::None => None,
        Deadline::Day(day) => {
            let late = page.due.own_day_over().map(|day| {
                view! { " " <b class="late">{text::until(lang, frame.day(), day)}</b> }
            });
            Some(row(
                K::DueOfTask,
                view! { {time(lang, *day)} {late} }.into_any(),
            ))
        }
        Deadline::Text(words) => text(K::DueOfTask, words),
    };
    let helpers = page
        .helpers
        .iter()
        .map(|(body, part)| match part.is_empty() {
            true => body.to_string(),
            false => format!("{body} ({part})"),
        });
    let helpers = helpers.collect::<Vec<_>>().join("; ");
    view! {
        <dl class="people">
            {owner} {text(K::HelpersOutside, &helpers)} {partner} {text(K::Ministry, &w.ministry)} {feeds}
            {text(K::CountUnit, &w.count_unit)} {due} {text(K::LegalBasis, &w.legal_basis)}
        </dl>
    }
    .into_any()
}

/// The units that hold it back, and how much each would bring.
fn holders(
    frame: &Frame,
    code: &crate::domain::WorkstreamCode,
    rows: Vec<HolderRow>,
    holding: usize,
    database: bool,
) -> Option<AnyView> {
    let lang = frame.lang;
    if rows.is_empty() {
        return None;
    }
    let more = holding.saturating_sub(rows.len());
    let more = (more > 0).then(|| {
        let words = tf(lang, K::HoldersMore, &[&text::units(lang, more)]);
        view! { <p class="quiet">{words}</p> }
    });
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let key = DutyKey {
                unit: row.unit.clone(),
                workstream: code.clone(),
            };
            let points = row
                .missing
                .map(|share| text::points(lang, share.points_from(Share::ZERO)));
            let role = t(
                lang,
                if row.lead {
                    K::DutyLead
                } else {
                    K::DutyContribute
                },
            );
            view! {
                <tr>
                    <th scope="row">
                        <a href=href(frame, &duty_path(&key))>{row.unit_name}</a>
                        <span class="line quiet plain">{role}</span>
                    </th>
                    <td class="n key">
                        <b class="late">{points}</b>
                    </td>
                    <td class="why whole">{why(lang, &row.gap)}</td>
                </tr>
            }
        })
        .collect();
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::HoldersTitle)>
            <table class="list holders">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Unit)}</th>
                        <th scope="col" class="n">{t(lang, K::HoldersMissing)}</th>
                        <th scope="col">{t(lang, K::GapHead)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    };
    let note = if frame.over_assigned() {
        K::HoldersNoteAssigned
    } else if database {
        K::HoldersNote
    } else {
        K::HoldersNoteTask
    };
    Some(view! { <Section lang title=K::HoldersTitle note>{table}</Section> }.into_any())
}

fn members(
    frame: &Frame,
    code: &crate::domain::WorkstreamCode,
    kind: UnitKind,
    rows: Vec<MemberRow>,
    short: bool,
) -> AnyView {
    let lang = frame.lang;
    let name = text::unit_kind(lang, kind);
    let head = format!("{name} ({})", text::integer(lang, rows.len() as i64));
    let open = short || rows.iter().any(|row| row.lead);
    let mut sums = Figures::default();
    for row in &rows {
        sums.add(&row.figures);
    }
    let of = Of::WorkstreamAtKind(kind, code.clone());
    let counts = status_counts(frame, Some(&of), &sums);
    let accepted = text::maybe_percent(lang, sums.accepted());
    let accepted = tf(lang, K::DatabasesAccepted, &[&accepted]);
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| member(frame, code, row))
        .collect();
    view! {
        <div class="group-fold">
        <p class="group-counts">{counts}</p>
        <details open=open>
        <summary>
            <h3 class="group-head">{head}</h3>
            " "
            <span class="small quiet">{accepted}</span>
        </summary>
        <div class="table-scroll" tabindex="0" role="region" aria-label=name>
            <table class="members list">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Unit)}</th>
                        <th scope="col">{t(lang, K::StateWord)}</th>
                        <th scope="col" class="bullet-col">{t(lang, K::ProgressHead)}</th>
                        <th scope="col" class="n">{t(lang, K::ClaimedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::WayShort)}</th>
                        <th scope="col" class="n">{t(lang, K::Plan)}</th>
                        <th scope="col">{t(lang, K::LastAct)}</th>
                        <th scope="col">{t(lang, K::LeadPartner)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        </details>
        </div>
    }
    .into_any()
}

fn member(frame: &Frame, code: &crate::domain::WorkstreamCode, row: MemberRow) -> AnyView {
    let lang = frame.lang;
    let f = row.figures;
    let key = DutyKey {
        unit: row.unit.code.clone(),
        workstream: code.clone(),
    };
    let bullet = chart::bullet(&f, row.measured, &bullet_label(lang, &f));
    let lead = row
        .lead
        .then(|| view! { " " <span class="quiet plain">{t(lang, K::DutyLead)}</span> });
    let none = if f.measurable > 0 {
        t(lang, K::NotMeasured)
    } else {
        NONE
    };
    let company = row.company.map(|(_, name)| name.to_string());
    let of = Of::Duty(key.clone());
    let share = |share: ShareOf| explained(frame, &of, share, &f);
    view! {
        <tr data-scope="duty" data-code=format!("{}/{}", key.unit, key.workstream)>
            <th scope="row">
                <a href=href(frame, &duty_path(&key))>{row.unit.name.to_string()}</a>
                {lead}
            </th>
            <td class="status-cell">{judged(lang, row.judgement)}</td>
            <td class="bullet-col" inner_html=bullet></td>
            <td class="n less">{share(ShareOf::Claimed)}</td>
            <td class="n" data-label=t(lang, K::AcceptedShort)>
                <b>{share(ShareOf::Accepted)}</b>
            </td>
            <td class="n less">{explained_way(frame, &of, &f, row.measured, none)}</td>
            <td class="n second less">{share(ShareOf::ExpectedOriginal)}</td>
            <td class="less">{time_ago(frame, row.contact.last)}</td>
            <td class="less">{company.unwrap_or_else(|| NONE.to_owned())}</td>
        </tr>
    }
    .into_any()
}
