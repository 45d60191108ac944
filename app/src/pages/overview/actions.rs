use leptos::prelude::*;

use crate::{
    components::{Section, duty_path, href, partner_path, unit_path},
    domain::{DECISION_DAYS, Role, SOON_DAYS, Share},
    text::{self, Key as K, Lang, t, tf},
    views::{ActionRow, ActionThing, Actor, Frame, Overview},
};

/// Lines before all of them are asked for.
const FEW: usize = 6;

/// Who must act: organisations that hand over late, or let others wait, each with what would bring
/// most.
pub fn actions(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let content = if page.actions.is_empty() {
        view! { <p class="quiet none">{t(lang, K::PressingNone)}</p> }.into_any()
    } else {
        let rows = page.actions.iter().take(FEW);
        let rows: Vec<_> = rows.map(|row| line(frame, row)).collect();
        view! { <ul class="pressing">{rows}</ul> }.into_any()
    };
    let end = (page.actions.len() > FEW && !frame.wall)
        .then(|| view! { <a href=href(frame, "/actions")>{t(lang, K::AllActors)}</a> });
    let (title, note) = match frame.closed {
        Some(_) => (K::PressingOverTitle, K::PressingOverNote),
        None => (K::PressingTitle, K::PressingNote),
    };
    view! {
        <div id="pressing">
            <Section lang class="pressing-section" title note end=end.into_any()>
                {content}
            </Section>
        </div>
    }
    .into_any()
}

fn line(frame: &Frame, row: &ActionRow) -> AnyView {
    let lang = frame.lang;
    let who = match &row.who {
        Actor::Unit(code, name) => named(href(frame, &unit_path(code)), name),
        Actor::Partner(code, name) => named(href(frame, &partner_path(code)), name),
        Actor::Office => view! { <b>{text::role(lang, Role::Office)}</b> }.into_any(),
    };
    // Days and points are the thing's own.
    let days = row.first.as_ref().map(|first| match first.waits {
        true => tf(lang, K::WaitingFor, &[&text::days(lang, first.days)]),
        false => tf(lang, K::DaysPast, &[&text::integer(lang, first.days)]),
    });
    let late = row.first.as_ref().is_some_and(|first| !first.waits);
    let mark = late.then_some("late");
    let gain = row.first.as_ref().and_then(|first| first.gain).map(|gain| {
        let points = text::signed_points(lang, gain.points_from(Share::ZERO));
        view! { <span>{tf(lang, K::PressingGain, &[&points])}</span> }
    });
    view! {
        <li>
            <div>
                {who}
                {row.first.as_ref().map(|first| thing(frame, first))}
                <span class="line quiet">{context(frame, row)}</span>
            </div>
            <div class="press-end">
                <b class=mark>{days}</b>
                {gain}
            </div>
        </li>
    }
    .into_any()
}

/// The milestone that would bring most, as the way to it.
fn thing(frame: &Frame, first: &ActionThing) -> AnyView {
    let words = asked(frame.lang, first, &first.title);
    let mut path = href(frame, &duty_path(&first.duty));
    // The page opens with what is late of the duty, which what waits need not be.
    if first.waits {
        path.push_str(&format!("#m-{}", first.milestone));
    }
    view! { <a class="line" href=path>{words}</a> }.into_any()
}

/// What is asked for of a milestone under a title.
pub fn asked(lang: Lang, first: &ActionThing, title: &str) -> String {
    match first.waits {
        true => tf(lang, K::ActionDecide, &[title]),
        false => title.to_owned(),
    }
}

/// Where it stands: of a unit's own by its database, of others by the unit too.
pub fn place(row: &ActionRow, first: &ActionThing) -> String {
    let own = matches!(&row.who, Actor::Unit(code, _) if *code == first.duty.unit);
    match own {
        true => first.workstream_name.to_string(),
        false => format!("{}, {}", first.unit_name, first.workstream_name),
    }
}

/// Where it stands, of a unit by its database, of others by its unit too, and the way to whatever
/// else there is to do. What is only due soon has nothing that stands first.
fn context(frame: &Frame, row: &ActionRow) -> AnyView {
    let lang = frame.lang;
    let others = (row.late + row.waiting + row.to_reassign + row.soon) > 1;
    let others = (others && !frame.wall).then(|| {
        let who = match &row.who {
            Actor::Unit(code, _) => format!("unit:{code}"),
            Actor::Partner(code, _) => format!("company:{code}"),
            Actor::Office => "office".to_owned(),
        };
        let path = href(frame, &format!("/actions?who={who}"));
        view! { "; " <a href=path>{t(lang, K::ActionOthers)}</a> }
    });
    let Some(first) = &row.first else {
        return view! { {what(lang, row)} {others} }.into_any();
    };
    view! { {place(row, first)} {others} }.into_any()
}

fn named(path: String, name: &str) -> AnyView {
    view! {
        <a class="strong" href=path>
            {name.to_owned()}
        </a>
    }
    .into_any()
}

/// "báo cáo 4 mốc trễ hạn, nghiệm thu hoặc trả lại 12 sản phẩm, 2 mốc sắp đến hạn"
pub fn what(lang: Lang, row: &ActionRow) -> String {
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
