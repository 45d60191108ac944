//! Promises that a decision changed (rule 4).
use leptos::prelude::*;

use super::{
    deadline_ledger::granted,
    downloads::download,
    figure::time,
    link::{duty_path, group_path, href, outcome_path, partner_path, unit_path, workstream_path},
    table::{Cells, folded_list, heads, table},
};
use crate::{
    domain::{DocumentNumber, Term, parse_day},
    text::{self, Key as K, Lang, t, tf},
    views::{About, FirstTerms, Frame, RedefinitionRow, Table, document_path},
};

/// Rows shown; the file has all.
const SHOWN: usize = 20;

/// All of a page, newest first, folded at its foot; nothing where nothing changed.
pub fn redefinitions(frame: &Frame, rows: &[RedefinitionRow]) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let lang = frame.lang;
    let number = |n: usize| text::integer(lang, n as i64);
    let decided = rows.iter().filter(|row| row.decided()).count();
    let mut title = tf(lang, K::RedefinedTitle, &[&number(decided)]);
    for (term, key) in [
        (Term::Beside, K::RedefinedBeside),
        (Term::Added, K::RedefinedAdded),
    ] {
        let new = rows.iter().filter(|row| row.term == term).count();
        if new > 0 {
            title.push_str(&tf(lang, key, &[&number(new)]));
        }
    }
    let sum = summed_up(lang, rows, decided);
    let more = (rows.len() > SHOWN).then(|| {
        tf(
            lang,
            K::RedefinedMore,
            &[&number(SHOWN), &number(rows.len())],
        )
    });
    let lines: Vec<_> = rows
        .iter()
        .take(SHOWN)
        .map(|row| line(frame, row))
        .collect();
    let columns = [
        K::RedefinedDay,
        K::RedefinedWhat,
        K::RedefinedTerm,
        K::RedefinedWas,
        K::RedefinedNow,
        K::RedefinedBy,
    ]
    .map(|head| (head, Cells::Words));
    let label = t(lang, K::RedefinedSheet);
    let list = table(label, Some("redefined"), heads(lang, &columns), lines);
    let note = view! { {sum} <span class="quiet">{t(lang, K::RedefinedNote)}</span> }.into_any();
    let foot = view! { {more} " " {download(frame, Table::Redefinitions)} }.into_any();
    Some(folded_list("redefined", title, note, list, foot))
}

/// "+45 ngày, mục tiêu giữ nguyên"
fn summed_up(lang: Lang, rows: &[RedefinitionRow], decided: usize) -> Option<String> {
    if decided == 0 {
        return None;
    }
    let of_time = rows
        .iter()
        .filter(|row| matches!(row.term, Term::Deadline | Term::Due));
    let days: i64 = of_time
        .filter_map(|row| Some((parse_day(&row.now)? - parse_day(&row.was)?).num_days()))
        .sum();
    let days = (days != 0).then(|| granted(lang, days));
    let target = match rows.iter().any(|row| row.term == Term::Target) {
        true => K::TargetChanged,
        false => K::TargetKept,
    };
    let target = t(lang, target).to_owned();
    let told: Vec<String> = [days, Some(target)].into_iter().flatten().collect();
    Some(format!("{}. ", text::capital(&told.join(", "))))
}

fn line(frame: &Frame, row: &RedefinitionRow) -> AnyView {
    let lang = frame.lang;
    let [was, now] = text::was_and_now(lang, row);
    // Its name stands on every page.
    let (name, about) = match row.about {
        About::Campaign => (text::about(lang, &row.about).to_owned(), None),
        _ => (row.name.to_string(), Some(text::about(lang, &row.about))),
    };
    let path = match &row.about {
        About::Campaign => None,
        About::Unit(code) => Some(unit_path(code)),
        About::Partner(code) => Some(partner_path(code)),
        About::Workstream(workstream) => Some(workstream_path(workstream)),
        About::Duty(key) | About::Milestone(key) => Some(duty_path(key)),
        About::Indicator(code) | About::Measurement(code) => Some(outcome_path(code)),
        About::Calendar | About::Trigger | About::Cadence | About::Rhythm => None,
        About::UnitGroup(code) | About::Membership(code) => Some(group_path(code)),
    };
    let name = match path {
        Some(path) => view! { <a href=href(frame, &path)>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let unit = row.unit_name.as_ref().map(|name| format!(" · {name}"));
    let decision = match &row.decision {
        Some((number, _)) if number.is_empty() => {
            let by_form = row.term == Term::Value;
            t(lang, if by_form { K::ByForm } else { K::NamesNone }).to_owned()
        }
        Some((number, approver)) => {
            let number = DocumentNumber::bare(number);
            tf(lang, K::DecisionNumber, &[number, approver])
        }
        None => t(lang, K::HiddenDetail).to_owned(),
    };
    // What else came by it; a company has no page of a document.
    let number = row.decision.as_ref().map(|(number, _)| number);
    let number = number.and_then(|it| DocumentNumber::of(it));
    let decision = match number.filter(|_| !frame.over_assigned()) {
        Some(number) => {
            let path = href(frame, &document_path(&number));
            view! { <a href=path>{decision}</a> }.into_any()
        }
        None => decision.into_any(),
    };
    let reason = row.reason.as_ref().map(|reason| {
        view! { <span class="line second">{reason.to_string()}</span> }
    });
    view! {
        <tr data-term=row.term.code()>
            <td>{time(lang, row.day)}</td>
            <th scope="row" class="plain">
                {name}
                <span class="line quiet">{about} {unit}</span>
            </th>
            <td>{text::term_of(lang, row)}</td>
            <td class="second">{was}</td>
            <td><b>{now}</b></td>
            <td>{decision} {reason}</td>
        </tr>
    }
    .into_any()
}

/// "khối lượng 10.000; trọng số mặc định": what was promised first, where it is not so any more.
pub fn first_promised(lang: Lang, terms: &FirstTerms, unit_of_measure: &str) -> Option<String> {
    let told: Vec<String> = terms
        .iter()
        // A duty that began by joining was promised nothing before.
        .filter(|(term, cell)| {
            let of_duty = matches!(
                term,
                Term::EndedOn | Term::Portions | Term::Role | Term::Volume
            );
            !(of_duty && cell.is_empty())
        })
        .map(|(term, cell)| {
            let cell = text::promised(lang, *term, cell, unit_of_measure);
            format!("{} {cell}", text::term(lang, *term))
        })
        .collect();
    (!told.is_empty()).then(|| told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_duty_had_not_before_is_no_first_promise() {
        let of = |terms: &[(Term, &str)]| {
            let terms = terms.iter().map(|(term, cell)| (*term, (*cell).into()));
            first_promised(Lang::Vi, &terms.collect(), "")
        };
        assert_eq!(of(&[(Term::EndedOn, ""), (Term::Role, "")]), None);
        let told = of(&[
            (Term::EndedOn, ""),
            (Term::Volume, "10"),
            (Term::Weight, ""),
        ]);
        assert_eq!(told.as_deref(), Some("khối lượng 10; trọng số mặc định"));
    }
}
