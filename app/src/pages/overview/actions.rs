use leptos::prelude::*;

use crate::{
    components::{Section, glyph, href, partner_path, unit_path},
    domain::{DECISION_DAYS, Role, SILENT_DAYS, SOON_DAYS, Share, Status},
    text::{self, Key as K, Lang, t, tf},
    views::{ActionRow, Actor, Frame, Overview, Silent},
};

/// Lines before all of them are asked for.
const FEW: usize = 7;

/// Who must act: organisations that hand over late, or let others wait.
pub fn actions(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let all = frame
        .query
        .iter()
        .any(|(name, value)| name == "actions" && value == "all");
    let shown = if all { usize::MAX } else { FEW };
    let content = if page.actions.is_empty() {
        view! { <p class="quiet none">{t(lang, K::PressingNone)}</p> }.into_any()
    } else {
        let rows = page.actions.iter().take(shown);
        let rows: Vec<_> = rows.map(|row| line(frame, row)).collect();
        view! { <ul class="pressing">{rows}</ul> }.into_any()
    };
    let end = (page.actions.len() > shown).then(|| {
        let number = text::integer(lang, page.actions.len() as i64);
        let path = format!("{}#pressing", frame.address(&[("actions", "all")]));
        view! { <a href=path>{tf(lang, K::AllActors, &[&number])}</a> }
    });
    let end = end.into_any();
    let silent = silent(frame, page.silent.as_deref());
    let (title, note) = match frame.closed {
        Some(_) => (K::PressingOverTitle, K::PressingOverNote),
        None => (K::PressingTitle, K::PressingNote),
    };
    view! {
        <div id="pressing">
            <Section lang class="pressing-section" title note end>
                {content}
                {silent}
            </Section>
        </div>
    }
    .into_any()
}

fn line(frame: &Frame, row: &ActionRow) -> AnyView {
    let lang = frame.lang;
    let past = row.past;
    let status = match (past, row.waiting) {
        (true, _) => Status::Late,
        (false, 1..) => Status::Unverified,
        (false, 0) => Status::AtRisk,
    };
    let who = match &row.who {
        Actor::Unit(code, name) => named(href(frame, &unit_path(code)), name),
        Actor::Partner(code, name) => named(href(frame, &partner_path(code)), name),
        Actor::Office => view! { <b>{text::role(lang, Role::Office)}</b> }.into_any(),
    };
    let days = match (past, row.waiting) {
        (true, _) => tf(lang, K::DaysPast, &[&text::integer(lang, row.days)]),
        (false, 1..) => tf(lang, K::WaitingFor, &[&text::days(lang, row.days)]),
        (false, 0) => String::new(),
    };
    let mark = if past { "late" } else { "" };
    let gain = row.gain.map(|gain| {
        let points = text::signed_points(lang, gain.points_from(Share::ZERO));
        view! { <span>{tf(lang, K::PressingGain, &[&points])}</span> }
    });
    view! {
        <li>
            {glyph(status)}
            <div>
                {who}
                <span class="line second">{what(lang, row)}</span>
            </div>
            <div class="press-end">
                <b class=mark>{days}</b>
                {gain}
            </div>
        </li>
    }
    .into_any()
}

fn named(path: String, name: &str) -> AnyView {
    view! {
        <a class="strong" href=path>
            {name.to_owned()}
        </a>
    }
    .into_any()
}

/// "nộp 4 mốc trễ hạn, nghiệm thu hoặc trả lại 12 sản phẩm, 2 mốc sắp đến hạn"
fn what(lang: Lang, row: &ActionRow) -> String {
    let part = |n: u32, words: &dyn Fn(&str) -> String| {
        (n > 0).then(|| words(&text::integer(lang, i64::from(n))))
    };
    let parts = [
        part(row.late, &|n| tf(lang, K::ActionLate, &[n])),
        part(row.above, &|n| tf(lang, K::ActionAbove, &[n])),
        part(row.to_reassign, &|n| tf(lang, K::ActionReassign, &[n])),
        part(row.waiting, &|n| {
            tf(lang, K::ActionWaiting, &[n, &DECISION_DAYS.to_string()])
        }),
        part(row.soon, &|n| {
            tf(lang, K::PressingSoon, &[n, &SOON_DAYS.to_string()])
        }),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Units nobody has heard of, by kind.
fn silent(frame: &Frame, silent: Option<&[Silent]>) -> AnyView {
    let lang = frame.lang;
    let too_soon = silent.is_none();
    let silent = silent.unwrap_or_default();
    let kinds: Vec<_> = silent
        .iter()
        .enumerate()
        .map(|(at, it)| {
            let kind = text::unit_kind(lang, it.kind).to_lowercase();
            let words = format!("{} {kind}", text::integer(lang, it.units as i64));
            let path = format!("{}#{}", href(frame, "/units?silent=1"), it.kind.code());
            view! { {(at > 0).then_some(", ")} <a href=path>{words}</a> }
        })
        .collect();
    let (words, colon) = if too_soon {
        (K::SilentTooSoon, "")
    } else if silent.is_empty() {
        (K::SilentNone, "")
    } else {
        (K::SilentNote, ": ")
    };
    let note = tf(lang, words, &[&SILENT_DAYS.to_string()]);
    view! {
        <p class="silent second">
            <b>{note}</b>
            {colon}
            {kinds}
        </p>
    }
    .into_any()
}
