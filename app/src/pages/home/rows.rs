//! Lists of milestones: each with since or until when, what it brings, and one act.
use leptos::prelude::*;

use crate::{
    components::{Section, duty_path, href, milestone_mark, pending, why_late},
    domain::{Role, Share, State},
    pages::work::said_of,
    text::{self, Key as K, t, tf},
    views::{Frame, HomeList, HomeRow},
};

/// Rows that are seen at once; the others are unfolded.
const FIRST: usize = 4;
/// A list of so many is not worth folding.
const SHORT: usize = 5;

/// A section of a list.
pub fn section(
    frame: &Frame,
    id: &'static str,
    list: HomeList,
    (title, note, end): (K, String, AnyView),
    lines: Vec<AnyView>,
    none: Option<K>,
) -> AnyView {
    let lang = frame.lang;
    let content = match none.filter(|_| lines.is_empty()) {
        Some(none) => view! { <p class="quiet none">{t(lang, none)}</p> }.into_any(),
        None => folded(frame, lines),
    };
    view! {
        <div id=id data-list=list.code()>
            <Section lang title note end>{content}</Section>
        </div>
    }
    .into_any()
}

fn folded(frame: &Frame, mut lines: Vec<AnyView>) -> AnyView {
    let first = if lines.len() <= SHORT { SHORT } else { FIRST };
    let rest = lines.split_off(lines.len().min(first));
    let rest = (!rest.is_empty()).then(|| {
        // Beside milestones there are questions and values.
        let words = text::integer(frame.lang, rest.len() as i64);
        view! {
            <details class="later">
                <summary>{tf(frame.lang, K::HomeMoreRows, &[&words])}</summary>
                <ul class="tasks">{rest}</ul>
            </details>
        }
    });
    view! { <ul class="tasks">{lines}</ul> {rest} }.into_any()
}

/// One milestone of a list.
pub fn line(frame: &Frame, list: HomeList, it: HomeRow) -> AnyView {
    let lang = frame.lang;
    let duty = href(frame, &duty_path(&it.row.duty));
    let decides = frame
        .reader
        .as_ref()
        .is_some_and(|it| it.role == Role::Head);
    let id = &it.row.id;
    let (path, act) = match list {
        _ if frame.only_reads() => (duty, None),
        HomeList::Returned => (format!("/work/{id}"), Some(K::HomeDoResend)),
        HomeList::Owed => (format!("/work/{id}"), Some(K::HomeDoReport)),
        HomeList::Decide if decides => (format!("/review/{id}"), Some(K::HomeDoDecide)),
        HomeList::Sent if it.row.partner.is_none() => (format!("/work/{id}"), Some(K::HomeDoSee)),
        HomeList::Decide | HomeList::Companies | HomeList::Sent => (duty, Some(K::HomeDoSee)),
    };
    let act = act.map(|words| {
        let path = path.clone();
        // The title leads there for everybody else.
        view! {
            <a class="task-act" href=path aria-hidden="true" tabindex="-1">
                {t(lang, words)}
            </a>
        }
    });
    let waits = it.row.state == State::Submitted;
    // A wait for a decision has no sign: that is kept for what nobody has verified.
    let mark = (!waits).then(|| milestone_mark(lang, &it.row));
    let told = said_of(lang, &it.told);
    let pending = pending(lang, &it.row)
        .map(|words| view! { <p class="small"><span class="provisional">{words}</span></p> });
    view! {
        <li data-milestone=id.to_string() data-missing=it.missing.then_some("")>
            <div class="task-mark">{mark}</div>
            <div>
                <h3><a href=path.clone()>{it.row.title.to_string()}</a></h3>
                <p class="small quiet">{beneath(frame, list, &it)}</p>
                {told}
                {why_late(lang, it.row.why)}
                {pending}
            </div>
            <div class="task-end">
                <b class=late(&it).then_some("late")>{when(frame, &it)}</b>
                <span class="small second">{adds(frame, &it)}</span>
                {act}
            </div>
        </li>
    }
    .into_any()
}

fn late(it: &HomeRow) -> bool {
    match it.row.state {
        State::Submitted => it.too_long,
        _ => it.row.late,
    }
}

/// "quá 9 ngày", "còn 22 ngày", "chờ 6 ngày làm việc"
fn when(frame: &Frame, it: &HomeRow) -> String {
    let lang = frame.lang;
    match (it.waits, it.row.current_deadline) {
        (Some(days), _) => tf(lang, K::HomeWaits, &[&text::integer(lang, days)]),
        (None, Some(deadline)) => text::until(lang, frame.day(), deadline),
        (None, None) => it
            .row
            .deadline_text
            .as_deref()
            .unwrap_or_default()
            .to_owned(),
    }
}

/// "+1,5 điểm"
fn adds(frame: &Frame, it: &HomeRow) -> AnyView {
    let lang = frame.lang;
    match it.adds {
        Some(share) => {
            let points = text::points(lang, share.points_from(Share::ZERO));
            let words = tf(lang, K::HomeAdds, &[&points]);
            view! { <data data-figure="adds" value=share.six()>{words}</data> }.into_any()
        }
        None if it.row.weight == 0 => t(lang, K::HomeWeightless).into_any(),
        None => match it.row.counts_later(frame.day()) {
            Some(from) => tf(lang, K::HomeCountsFrom, &[&text::day(lang, from)]).into_any(),
            None => t(lang, K::HomeNoPoints).into_any(),
        },
    }
}

/// The task, and what else is to be known: "Y tế · sản phẩm, trọng số 3".
fn beneath(frame: &Frame, list: HomeList, it: &HomeRow) -> String {
    let lang = frame.lang;
    let row = &it.row;
    let company = row.partner.as_ref().map(|(_, name)| name.to_string());
    let mut told: Vec<String> = Vec::new();
    match list {
        HomeList::Decide | HomeList::Companies => told.extend(company),
        HomeList::Sent if row.orphaned => {
            told.extend(company.map(|name| tf(lang, K::HomeNobody, &[&name])))
        }
        _ => {}
    }
    told.push(it.workstream_name.to_string());
    // More time was given, and the plan still goes by the first day.
    let original = row.original_deadline.filter(|_| it.missing && !row.late);
    match (list, row.submitted_on) {
        (HomeList::Decide, Some(day)) => {
            told.push(tf(lang, K::HomeSentOn, &[&text::day(lang, day)]));
            if it.attempt > 1 {
                told.push(tf(lang, K::Attempt, &[&it.attempt.to_string()]));
            }
        }
        (HomeList::Sent, Some(day)) => {
            told.push(tf(lang, K::HomeHeldByOffice, &[&text::day(lang, day)]))
        }
        _ => {
            let kind = text::kind(lang, row.kind).to_lowercase();
            told.push(format!("{kind}, {}", text::weight(lang, row)));
        }
    }
    told.extend(original.map(|day| tf(lang, K::HomeOriginal, &[&text::day(lang, day)])));
    told.join(" · ")
}
