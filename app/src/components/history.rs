//! What happened: the ledger of a milestone in full, and lines of it.
use leptos::prelude::*;

use super::figure::{time, time_as};
use super::files::{file_link, files};
use super::link::{duty_path, href, unit_path};
use super::progress::progress;
use crate::{
    domain::{DocumentNumber, Event, InPlaceOf},
    text::{self, Key as K, Lang, t, tf},
    views::{EventRow, EvidenceRow, Frame, HistoryRow, Rewritten},
};

/// The events of a milestone, newest first.
pub fn history(lang: Lang, rows: Vec<HistoryRow>) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="quiet small">{t(lang, K::HistoryNone)}</p> }.into_any();
    }
    let rows: Vec<_> = rows.into_iter().map(|row| entry(lang, row)).collect();
    view! { <ol class="history">{rows}</ol> }.into_any()
}

fn entry(lang: Lang, row: HistoryRow) -> AnyView {
    let when = format!("{} {}", text::day(lang, row.day), row.time);
    let who = if row.person.is_empty() || row.person == *row.by {
        text::organisation(lang, &row.by)
    } else {
        format!("{} ({})", text::organisation(lang, &row.by), row.person)
    };
    let until = match row.event {
        Event::Returned => K::ResendOn,
        _ => K::ExtendedTo,
    };
    let deadline = row
        .new_deadline
        .map(|day| format!(" {}", tf(lang, until, &[&text::day(lang, day)])));
    let party = row
        .new_party
        .map(|name| format!(" {}", tf(lang, K::GivenTo, &[&name])));
    let number = DocumentNumber::bare(&row.decision);
    let decision = match (number, row.approver.as_str()) {
        ("", _) => None,
        // Of the body that is waited on.
        (number, "") if row.event == Event::WaitingOnMinistry => {
            Some(tf(lang, K::DocumentOnly, &[number]))
        }
        (number, "") => Some(tf(lang, K::DecisionOnly, &[number])),
        (number, approver) => Some(tf(lang, K::DecisionNumber, &[number, approver])),
    };
    let after = match row.corrected_on {
        Some(on) => Some(tf(lang, K::CorrectedOn, &[&text::day(lang, on)])),
        None => row
            .after_decision
            .then(|| t(lang, K::AfterDecision).to_owned()),
    };
    let after = after.map(|words| view! { " " <span class="provisional">{words}</span> });
    let reset = row.after_reset.then(|| after_reset(lang));
    let old = row.from_old_book.then(
        || view! { " " <span class="provisional" title=t(lang, K::OldBookNote)>{t(lang, K::FromOldBook)}</span> },
    );
    let detail = if row.hidden {
        view! { <p class="quiet small">{t(lang, K::HiddenDetail)}</p> }.into_any()
    } else {
        let evidence: Vec<_> = row
            .evidence
            .into_iter()
            .map(|e| evidence(lang, e))
            .collect();
        view! {
            {(!row.text.is_empty()).then(|| view! { <p class="told">{row.text}</p> })}
            {progress(lang, row.progress)}
            {rewritten(lang, &row.rewritten)}
            {decision.map(|words| view! { <p class="small second">{words}</p> })}
            {evidence}
        }
        .into_any()
    };
    view! {
        <li data-event=row.event.code()>
            <p class="when">{time_as(row.day, when)}</p>
            <div>
                <p>
                    <b>{who}</b> " " {text::handed_over_as(lang, row.event, row.renamed, row.progress.nothing)} {deadline} {party}
                    {in_place_of(lang, row.in_place_of)} {after} {reset} {old}
                </p>
                {detail}
            </div>
        </li>
    }
    .into_any()
}

/// What an event put right or changed: "Số văn bản: 12/BC → 13/BC".
fn rewritten(lang: Lang, all: &[Rewritten]) -> Option<AnyView> {
    let lines: Vec<_> = all
        .iter()
        .map(|it| {
            let [was, now] = text::rewritten(lang, it);
            view! {
                <li>
                    {text::rewrote(lang, it.what)} ": " <del>{was}</del> " → " <ins>{now}</ins>
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="rewritten">{lines}</ul> }.into_any())
}

/// That a decision was taken within the day after somebody else had set the password, or the second
/// factor, of who took it.
pub fn after_reset(lang: Lang) -> AnyView {
    view! { " " <span class="provisional" data-after-reset="">{t(lang, K::AfterReset)}</span> }
        .into_any()
}

/// ", thay người đứng đầu"
fn in_place_of(lang: Lang, of: Option<InPlaceOf>) -> Option<String> {
    of.map(|of| format!(", {}", text::in_place_of(lang, of)))
}

/// A document and its link. Only https and http addresses become links.
pub fn evidence(lang: Lang, row: EvidenceRow) -> AnyView {
    let link = (row.link.starts_with("https://") || row.link.starts_with("http://")).then(|| {
        view! {
            " "
            <a href=row.link.clone() rel="noopener noreferrer nofollow">
                {t(lang, K::EvidenceOpen)}
            </a>
        }
    });
    let plain = (link.is_none() && !row.link.is_empty()).then(|| format!(" {}", row.link));
    let day = row.document_day.map(|day| {
        view! { " " {time_as(day, tf(lang, K::EvidenceDay, &[&text::day(lang, day)]))} }
    });
    let number = (!row.document_number.is_empty())
        .then(|| tf(lang, K::EvidenceDoc, &[&row.document_number]));
    view! {
        <p class="evidence">
            <span class="second">{number} {day}</span>
            {link}
            {plain}
        </p>
        {files(lang, row.files)}
    }
    .into_any()
}

/// A document in a line of a table: its number and day, and the ways to it.
pub fn evidence_in_line(lang: Lang, row: &EvidenceRow) -> AnyView {
    let link = EvidenceRow {
        files: Vec::new(),
        ..row.clone()
    };
    let files: Vec<_> = row
        .files
        .iter()
        .map(|file| view! { <span class="line">{file_link(lang, file)}</span> })
        .collect();
    view! { {evidence(lang, link)} {files} }.into_any()
}

/// Letters of a reason in a line of many.
const REASON: usize = 140;

/// Lines of events of many duties.
pub fn event_list(frame: &Frame, rows: Vec<EventRow>, with_unit: bool) -> AnyView {
    let lang = frame.lang;
    if rows.is_empty() {
        return view! { <p class="quiet small">{t(lang, K::EventsNone)}</p> }.into_any();
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let deadline = row
                .deadline
                .filter(|_| row.event == Event::Extended)
                .map(|day| format!(" {}", tf(lang, K::ExtendedTo, &[&text::day(lang, day)])));
            let reason = text::shortened(row.reason.lines().next().unwrap_or_default(), REASON);
            let reason = (!reason.is_empty())
                .then(|| view! { <span class="line second">{reason}</span> });
            let unit = with_unit.then(|| {
                view! {
                    <b>
                        <a class="ink" href=href(frame, &unit_path(&row.duty.unit))>
                            {row.unit_name}
                        </a>
                    </b>
                    <span class="quiet">" · "</span>
                }
            });
            view! {
                <li data-event=row.event.code()>
                    <span class="when">
                        {time_as(row.day, text::day_month(lang, row.day))}
                    </span>
                    <p>
                        {unit} <a href=href(frame, &duty_path(&row.duty))>{row.workstream_name}</a>
                        <span class="line second">
                            <b>{text::organisation(lang, &row.by)}</b> " " {text::handed_over_as(lang, row.event, row.renamed, row.nothing)} {deadline}
                            {in_place_of(lang, row.in_place_of)} ": "
                            {row.milestone_title}
                        </span>
                        {reason}
                    </p>
                </li>
            }
        })
        .collect();
    view! { <ol class="events">{rows}</ol> }.into_any()
}

/// The original deadline, and the current one where an extension moved it.
pub fn deadlines(lang: Lang, row: &crate::views::MilestoneRow) -> AnyView {
    let Some(original) = row.original_deadline else {
        let words = row.deadline_text.as_deref().map_or_else(
            || t(lang, K::NoDeadline).to_owned(),
            std::borrow::ToOwned::to_owned,
        );
        return view! { <span class="quiet">{words}</span> }.into_any();
    };
    let by = row
        .dated_by
        .as_ref()
        .map(|words| view! { <span class="line small quiet">{words.to_string()}</span> });
    let days = match row.current_deadline.filter(|day| *day != original) {
        Some(current) => view! {
            <span class="second">{time(lang, original)}</span>
            " → "
            <b>{time(lang, current)}</b>
        }
        .into_any(),
        None => time(lang, original).into_any(),
    };
    view! { {days} {by} }.into_any()
}
