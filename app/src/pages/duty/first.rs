//! The milestone that matters most: its deadlines, who does it and who decides, how it came back,
//! what was handed over, and what the head says beside it.
use leptos::prelude::*;

use super::milestones::{action, saying};
use crate::{
    components::{
        Section, deadlines, evidence, href, partner_path, pending, progress, time_as, unit_path,
        why_late,
    },
    domain::{Act, Event, Role},
    text::{self, Key as K, t, tf},
    views::{DutyMilestone, DutyPage, Frame, SaidRow},
};

pub fn first(frame: &Frame, page: &DutyPage) -> Option<AnyView> {
    let lang = frame.lang;
    let (_, it) = page.first()?;
    let row = &it.row;
    let title = match &row.slot {
        Some(_) => text::period_first(row),
        None => tf(
            lang,
            K::DutyFirstTitle,
            &[&row.order.to_string(), &row.title],
        ),
    };
    // A slot weighs nothing of its own: its rhythm does.
    let kind = match &row.slot {
        Some(_) => t(lang, K::DutyOneOfRhythm).to_owned(),
        None => text::kind(lang, row.kind).to_lowercase(),
    };
    let all = page.promised_weight;
    let note = match page.others {
        0 => tf(
            lang,
            K::DutyOfAll,
            &[&kind, &row.weight.to_string(), &all.to_string()],
        ),
        _ => format!("{kind}, {}", text::weight(lang, row)),
    };
    let (facts, back, documents) = (
        facts(frame, page, it),
        back(frame, it),
        documents(frame, it),
    );
    let acts = view! { <div class="milestone-acts">{action(frame, it)} {saying(lang, it)}</div> };
    Some(
        view! {
            <div class="two" data-foremost=row.id.to_string()>
                <Section lang title note>
                    {facts}
                    {back}
                    {documents}
                    {acts}
                </Section>
                {explained(frame, page, it)}
            </div>
        }
        .into_any(),
    )
}

fn facts(frame: &Frame, page: &DutyPage, it: &DutyMilestone) -> AnyView {
    let lang = frame.lang;
    let row = &it.row;
    let left = row.runs_to().map(|deadline| {
        let class = if row.late { "late" } else { "second" };
        view! { ", " <b class=class>{text::until(lang, frame.day(), deadline)}</b> }
    });
    let unit = page.unit.name.to_string();
    // A company's page is not everybody's.
    let links = frame
        .reader
        .as_ref()
        .is_some_and(|it| it.role != Role::Partner);
    let does = match &row.partner {
        None => {
            view! { <a href=href(frame, &unit_path(&page.key.unit))>{unit.clone()}</a> }.into_any()
        }
        Some((code, name)) if links => {
            view! { <a href=href(frame, &partner_path(code))>{name.to_string()}</a> }.into_any()
        }
        Some((_, name)) => name.to_string().into_any(),
    };
    let orphaned = row
        .orphaned
        .then(|| view! { " " <span class="provisional">{t(lang, K::Orphaned)}</span> });
    let decides = match &row.partner {
        None => text::role(lang, Role::Office).to_owned(),
        Some(_) => tf(lang, K::DutyHeadOf, &[&unit]),
    };
    let pending =
        pending(lang, row).map(|words| view! { " " <span class="provisional">{words}</span> });
    view! {
        <dl class="facts-list">
            <div><dt>{t(lang, K::DutyDeadlines)}</dt><dd>{deadlines(lang, row)} {left} {pending}</dd></div>
            <div><dt>{t(lang, K::Responsible)}</dt><dd>{does} {orphaned}</dd></div>
            <div><dt>{t(lang, K::DutyDecides)}</dt><dd>{decides}</dd></div>
            {contact(frame, page)}
        </dl>
    }
    .into_any()
}

/// The heads of the unit, with the telephone where the reader may turn to them.
fn contact(frame: &Frame, page: &DutyPage) -> Option<AnyView> {
    let lang = frame.lang;
    let head = page.heads.first()?;
    Some(
        view! {
            <div>
                <dt>{t(lang, K::DutyContact)}</dt>
                <dd>{crate::components::contact(head)}</dd>
            </div>
        }
        .into_any(),
    )
}

/// How it came back, with the reason where it is the reader's to read.
fn back(frame: &Frame, it: &DutyMilestone) -> Option<AnyView> {
    let lang = frame.lang;
    let back = it.came_back()?;
    let times = it
        .events
        .iter()
        .filter(|it| it.event == Event::Returned)
        .count();
    let day = text::day(lang, back.day);
    let head = match back.event {
        Event::Returned => tf(
            lang,
            K::DutyBackReturned,
            &[&back.by, &day, &times.to_string()],
        ),
        Event::Revoked => tf(lang, K::DutyBackRevoked, &[&back.by, &day]),
        _ => return None,
    };
    let words = match back.hidden {
        true => t(lang, K::DutyBackHidden).to_owned(),
        false => back.text.clone(),
    };
    let again = back.new_deadline.map(|on| {
        let left = text::until(lang, frame.day(), on);
        let on = tf(lang, K::ResendOn, &[&text::day(lang, on)]);
        view! { " " <b>{on}</b> {format!(", {left}")} }
    });
    Some(view! { <p class="warning told"><b>{head}</b> " " {words} {again}</p> }.into_any())
}

/// What was handed over last, where the reader may read it.
fn documents(frame: &Frame, it: &DutyMilestone) -> Option<AnyView> {
    let lang = frame.lang;
    let sent = it.handed_over()?;
    let on = tf(lang, K::LanesReported, &[&text::day(lang, sent.day)]);
    let on = on.split(',').next().unwrap_or_default().to_owned();
    let rows: Vec<_> = sent
        .evidence
        .iter()
        .map(|row| evidence(lang, row.clone()))
        .collect();
    let told = (!sent.text.is_empty()).then(|| view! { <p class="told">{sent.text.clone()}</p> });
    Some(
        view! {
            <div class="handed">
                <p class="small second">{t(lang, K::DutyDocuments)} ", " {on}</p>
                {told}
                {rows}
            </div>
        }
        .into_any(),
    )
}

/// What the party that is responsible explained last, and what holds it up.
fn explained(frame: &Frame, page: &DutyPage, it: &DutyMilestone) -> AnyView {
    let lang = frame.lang;
    let last: Option<&SaidRow> = it.said.iter().find(|row| row.act == Act::Explained);
    let asked = it.said.iter().find(|row| row.act == Act::Asked);
    let title = match last {
        Some(row) if it.row.partner.is_some() => tf(lang, K::DutyExplainedBy, &[&row.by]),
        _ => t(lang, K::DutyExplained).to_owned(),
    };
    let note = last.map_or_else(String::new, |row| text::day(lang, row.day));
    let words = last.map(|row| {
        let told = (!row.text.is_empty()).then(|| view! { <p class="told">{row.text.clone()}</p> });
        let document = row.document.clone().map(|it| evidence(lang, it));
        let who = match row.person.as_str() {
            "" => text::organisation(lang, &row.by),
            person => format!("{person}, {}", text::organisation(lang, &row.by)),
        };
        view! {
            <blockquote>
                {told}
                {document}
                <p class="small second"><b>{who}</b></p>
            </blockquote>
        }
    });
    let none = (last.is_none() && it.row.why.is_none())
        .then(|| view! { <p class="quiet">{t(lang, K::DutyExplainedNone)}</p> });
    // A question that nobody has answered yet.
    let open =
        asked.filter(|row| last.is_none_or(|last| (last.day, &last.time) < (row.day, &row.time)));
    let open = open.map(|row| {
        let words = crate::components::said_words(lang, row);
        let told = (!row.text.is_empty()).then(|| view! { <p class="told">{row.text.clone()}</p> });
        view! { <p class="small second">{time_as(row.day, text::day(lang, row.day))} " " <b>{text::organisation(lang, &row.by)}</b> " " {words}</p> {told} }
    });
    let obstacle = it
        .handed_over()
        .and_then(|sent| progress(lang, sent.progress));
    let why = why_late(lang, it.row.why);
    let name = |holder| super::court::name(lang, page, holder);
    let held = super::lede::held_since(frame, page, name)
        .map(|words| view! { <p class="small second">{words}</p> });
    view! {
        <Section lang title note>
            {words}
            {none}
            {why}
            {obstacle}
            {open}
            {held}
        </Section>
    }
    .into_any()
}
