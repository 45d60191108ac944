//! What only the office can arrange, folded under its desk: each list with its action.
use leptos::prelude::*;

use crate::{
    components::{download, duty_path, group_path, href, sentence, time, unit_path},
    domain::{About, Act, DECIDE_WITHIN, SILENT_DAYS, State},
    text::{self, Key as K, t, tf},
    views::{
        Desk, Frame, MemberDue, PlanFile, SilentUnit, Table, ToArrange, Unanswered, Undecided,
        UnownedMilestone, about_name, explanation_path, plan_row_path,
    },
};

/// Rows of a list on the page; the file has all.
const LISTED: usize = 40;

/// The lists that hold something, the most urgent first.
pub(super) fn lists(frame: &Frame, it: ToArrange) -> AnyView {
    let lang = frame.lang;
    let unowned = |rows: Vec<UnownedMilestone>| -> Vec<AnyView> {
        rows.into_iter()
            .map(|row| unowned_line(frame, row))
            .collect()
    };
    let supporting: Vec<AnyView> = it
        .without_product
        .into_iter()
        .map(|it| {
            view! {
                <li>
                    <a href=href(frame, &duty_path(&it.duty))>{it.workstream_name.to_string()}</a>
                    " · "
                    {it.unit_name.to_string()}
                </li>
            }
            .into_any()
        })
        .collect();
    let unanswered = it.unanswered.into_iter();
    let unanswered = unanswered.map(|it| unanswered_line(frame, it)).collect();
    let undecided = it.undecided.into_iter();
    let undecided = undecided.map(|it| undecided_line(frame, it)).collect();
    let silent = it.silent.into_iter();
    let silent = silent.map(|it| silent_line(frame, it)).collect();
    let (decide_within, silent_days) = (DECIDE_WITHIN.to_string(), SILENT_DAYS.to_string());
    let members = it.members.into_iter();
    let members = members.map(|it| member_line(frame, it)).collect();
    let lists: [(K, K, Option<&str>, Vec<AnyView>); 7] = [
        (K::UnansweredTitle, K::UnansweredNote, None, unanswered),
        (
            K::UndecidedTitle,
            K::UndecidedNote,
            Some(&decide_within),
            undecided,
        ),
        (
            K::ToReassign,
            K::ToReassignNote,
            None,
            unowned(it.to_reassign),
        ),
        (
            K::OfClosedUnits,
            K::OfClosedUnitsNote,
            None,
            unowned(it.of_closed_units),
        ),
        (K::GroupDueTitle, K::GroupDueNote, None, members),
        (
            K::SilentTitle,
            K::SilentListNote,
            Some(&silent_days),
            silent,
        ),
        (K::WithoutProduct, K::WithoutProductNote, None, supporting),
    ];
    let lists: Vec<_> = lists
        .into_iter()
        .filter(|(.., rows)| !rows.is_empty())
        .map(|(key, note, limit, mut rows)| {
            let number = text::integer(lang, rows.len() as i64);
            let title = match limit {
                Some(limit) => tf(lang, key, &[&number, limit]),
                None => tf(lang, key, &[&number]),
            };
            let more = rows.len().saturating_sub(LISTED);
            rows.truncate(LISTED);
            let more = (more > 0).then(|| {
                let words = tf(lang, K::MoreInFile, &[&text::integer(lang, more as i64)]);
                view! { <li class="quiet">{words}</li> }
            });
            let id = match key {
                K::ToReassign => Some("to-reassign"),
                K::OfClosedUnits => Some("of-closed-units"),
                K::GroupDueTitle => Some("members-due"),
                _ => None,
            };
            // A way to what is in it opens a folded list.
            view! {
                <details class="section to-arrange">
                    <summary>
                        <b>{title}</b>
                        " "
                        <span class="quiet">{t(lang, note)}</span>
                    </summary>
                    <ul id=id>{rows} {more}</ul>
                </details>
            }
        })
        .collect();
    let end = (!lists.is_empty()).then(|| {
        view! { <p class="second">{download(frame, Table::ToArrange)}</p> }
    });
    let old_book = it.old_book.map(|it| {
        let told = sentence(text::old_book_told(lang, &it));
        view! { <p class="section">{told} " " <a href=href(frame, "/rechecks")>{t(lang, K::NavRechecks)}</a></p> }
    });
    view! { <div id="to-arrange">{old_book} {lists} {end}</div> }.into_any()
}

/// The questions that are past their day, all of them, folded.
pub fn unanswered(frame: &Frame, all: Vec<Unanswered>) -> Option<AnyView> {
    let lang = frame.lang;
    let number = all.len();
    let title = tf(
        lang,
        K::UnansweredTitle,
        &[&text::integer(lang, number as i64)],
    );
    let rows: Vec<_> = all
        .into_iter()
        .map(|it| unanswered_line(frame, it))
        .collect();
    (number > 0).then(|| {
        view! {
            <details class="section to-arrange" id="unanswered">
                <summary>
                    <b data-figure="unanswered">{title}</b>
                    " "
                    <span class="quiet">{t(lang, K::UnansweredNote)}</span>
                </summary>
                <ul>{rows}</ul>
            </details>
        }
        .into_any()
    })
}

/// A question that is past its day.
fn unanswered_line(frame: &Frame, it: Unanswered) -> AnyView {
    let lang = frame.lang;
    let by = it.partner.as_ref().map(|(_, name)| format!("{name} · "));
    let wanted = tf(
        lang,
        K::AskedWanted,
        &[&text::day(lang, it.on), &text::day(lang, it.wanted_by)],
    );
    let again = it.may_speak.then(|| {
        let path = explanation_path(Act::Asked, &it.about);
        view! { " · " <a href=path>{t(lang, K::AskAgain)}</a> }
    });
    view! {
        <li data-about=about_name(&it.about)>
            <a href=href(frame, &duty_path(&it.duty))>{it.title.to_string()}</a>
            <span class="line quiet">
                {by} {it.unit_name.to_string()} " · " {it.workstream_name.to_string()} ", "
                {wanted} {again}
            </span>
        </li>
    }
    .into_any()
}

/// What waits too long, and what the office can do about it.
fn undecided_line(frame: &Frame, it: Undecided) -> AnyView {
    let lang = frame.lang;
    let by = it
        .row
        .partner
        .as_ref()
        .map(|(_, name)| format!("{name} · "));
    let id = it.row.id.as_str();
    let (path, act) = if it.may_decide {
        (format!("/review/{id}"), K::ActDecide)
    } else {
        (
            explanation_path(Act::Asked, &About::Milestone(it.row.id.clone())),
            K::Remind,
        )
    };
    let days = tf(lang, K::UndecidedDays, &[&text::integer(lang, it.days)]);
    view! {
        <li data-milestone=id.to_owned()>
            <a href=href(frame, &duty_path(&it.row.duty))>{it.row.title.to_string()}</a>
            <span class="line quiet">
                {by} {it.unit_name.to_string()} " · " {it.workstream_name.to_string()} ", " {days}
                " · " <a href=path>{t(lang, act)}</a>
            </span>
        </li>
    }
    .into_any()
}

/// A unit that the clock put into a group or out of it, and the form that records it.
fn member_line(frame: &Frame, it: MemberDue) -> AnyView {
    let lang = frame.lang;
    let told = match it.joins {
        true => K::GroupJoinsDue,
        false => K::GroupLeavesDue,
    };
    let told = tf(lang, told, &[&text::integer(lang, it.duties as i64)]);
    let ((group, group_name), (unit, unit_name)) = (it.group, it.unit);
    let path = plan_row_path(PlanFile::GroupMembers, &format!("{group}/{unit}"));
    view! {
        <li data-unit=unit.to_string()>
            <a href=href(frame, &group_path(&group))>{group_name.to_string()}</a>
            " · "
            {unit_name.to_string()}
            <span class="line quiet">
                {told} " · " <a href=path>{t(lang, K::GroupDueRecord)}</a>
            </span>
        </li>
    }
    .into_any()
}

fn silent_line(frame: &Frame, it: SilentUnit) -> AnyView {
    let lang = frame.lang;
    let days = tf(lang, K::SilentDays, &[&text::integer(lang, it.days)]);
    let path = href(frame, &unit_path(&it.code));
    view! {
        <li data-unit=it.code.to_string()>
            {it.name.to_string()}
            <span class="line quiet">
                {days} " · " <a href=path>{t(lang, K::SilentOpen)}</a>
            </span>
        </li>
    }
    .into_any()
}

fn unowned_line(frame: &Frame, it: UnownedMilestone) -> AnyView {
    let lang = frame.lang;
    let by = it
        .row
        .partner
        .as_ref()
        .map(|(_, name)| format!("{name} · "));
    // What waits is given away once it is decided on.
    let waits = it.row.state == State::Submitted;
    let waits = waits.then(|| format!(", {}", text::state(lang, State::Submitted)));
    let give = (it.row.partner.is_some() && waits.is_none()).then(|| {
        let path = format!("{}?event=reassigned", Desk::Review.path(it.row.id.as_str()));
        view! { " · " <a href=path>{t(lang, K::DoReassign)}</a> }
    });
    let due = it
        .row
        .current_deadline
        .map(|day| view! { ", " {t(lang, K::Deadline)} " " {time(lang, day)} });
    view! {
        <li data-milestone=it.row.id.to_string()>
            <a href=href(frame, &duty_path(&it.row.duty))>{it.row.title.to_string()}</a>
            <span class="line quiet">
                {by} {it.unit_name.to_string()} " · " {it.workstream_name.to_string()} {due}
                {waits} {give}
            </span>
        </li>
    }
    .into_any()
}
