//! `/search`: everything that has a page of its own, by name, code or number.
use std::sync::Arc;

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Section, duty_path, group_path, href, outcome_path, partner_path, sign, turn_pages,
        unit_path, workstream_path,
    },
    domain::{Figures, Status, TriggerCode},
    islands::Suggestion,
    text::{self, Key as K, Lang, t, tf},
    views::{
        Found, FoundAt, FoundKind, FoundMilestone, FoundUnit, Frame, OutcomeRow, SearchKind,
        SearchPage, document_path,
    },
};

/// Rows on a page of one kind.
pub const ROWS: usize = 50;
/// Suggestions under the search field: of what is looked for most, of the others, of all.
const SUGGESTED: (usize, usize, usize) = (3, 2, 12);

/// What a kind of results is called.
const fn kind_word(kind: SearchKind) -> K {
    match kind {
        SearchKind::Units => K::NavUnits,
        SearchKind::Groups => K::NavGroups,
        SearchKind::Databases => K::NavDatabases,
        SearchKind::Partners => K::NavPartners,
        SearchKind::Programme => K::NavProgramme,
        SearchKind::Agreements => K::NavAgreements,
        SearchKind::Milestones => K::SearchMilestones,
        SearchKind::Directives => K::NavDocuments,
        SearchKind::Documents => K::SearchDocuments,
        SearchKind::Outcomes => K::SearchOutcomes,
        SearchKind::Bodies => K::SearchBodies,
        SearchKind::Events => K::SearchEvents,
        SearchKind::People => K::SearchPeople,
    }
}

/// A thing that was found, in words.
struct Told {
    path: String,
    name: String,
    /// What tells it from others of that name.
    note: String,
    /// How it stands.
    figure: String,
    /// The letter of the sign that stands before that.
    sign: Option<&'static str>,
    /// Its other places, each with what it is there.
    also: Vec<(String, String)>,
}

fn tell(lang: Lang, found: Found) -> Told {
    match found {
        Found::Unit(unit) => tell_unit(lang, unit),
        Found::Workstream(it) => Told {
            path: workstream_path(&it.workstream),
            note: with_former(lang, it.workstream.code.to_string(), it.former_name),
            figure: standing(lang, &it.figures, it.figures.count(Status::Late)),
            sign: late_sign(it.figures.count(Status::Late)),
            also: Vec::new(),
            name: it.workstream.name.to_string(),
        },
        Found::Group(it) => Told {
            path: group_path(&it.code),
            note: text::units(lang, it.units),
            figure: standing(lang, &it.figures, 0),
            sign: None,
            also: Vec::new(),
            name: it.name.to_string(),
        },
        Found::Partner {
            code,
            name,
            figures,
        } => Told {
            path: partner_path(&code),
            note: code.to_string(),
            figure: standing(lang, &figures, 0),
            sign: None,
            also: Vec::new(),
            name: name.to_string(),
        },
        Found::Directive {
            number,
            written,
            title,
        } => Told {
            path: document_path(&number),
            note: title.to_string(),
            figure: String::new(),
            sign: None,
            also: Vec::new(),
            name: written.to_string(),
        },
        Found::Milestone(it) => tell_milestone(lang, &it),
        Found::Outcome(row) => tell_outcome(lang, &row),
        Found::Document {
            number,
            of_recheck,
            behind,
        } => {
            let behind = tell(lang, *behind);
            let recheck = of_recheck.then(|| format!("{} · ", t(lang, K::NavRechecks)));
            let recheck = recheck.unwrap_or_default();
            Told {
                name: number,
                note: format!("{recheck}{} · {}", behind.name, behind.note),
                ..behind
            }
        }
        Found::Body { name, at } => {
            let mut places = at.into_iter().map(|it| place(lang, it));
            let (path, note) = places.next().unwrap_or_default();
            Told {
                path,
                name: name.to_string(),
                note,
                figure: String::new(),
                sign: None,
                also: places.collect(),
            }
        }
        Found::Event {
            code,
            name,
            happened_on,
        } => Told {
            path: event_path(&code),
            name: name.to_string(),
            note: code.to_string(),
            figure: happened_on.map_or_else(
                || t(lang, K::SearchEventAwaited).to_owned(),
                |day| text::day(lang, day),
            ),
            sign: None,
            also: Vec::new(),
        },
        Found::Person {
            unit,
            unit_name,
            name,
            title,
        } => Told {
            path: unit_path(&unit),
            name: tf(lang, K::SearchHead, &[&unit_name]),
            note: if title.is_empty() || name.starts_with(&title) {
                name
            } else {
                format!("{name}, {title}")
            },
            figure: String::new(),
            sign: None,
            also: Vec::new(),
        },
    }
}

/// Where a body outside is told of, and as what.
fn place(lang: Lang, at: FoundAt) -> (String, String) {
    match at {
        FoundAt::Workstream(it) => {
            let note = tf(lang, K::SearchBodyHelps, &[&it.name]);
            (workstream_path(&it), note)
        }
        FoundAt::Event(code, event) => {
            (event_path(&code), tf(lang, K::SearchBodyIssues, &[&event]))
        }
    }
}

/// The milestones whose deadlines run from an event.
fn event_path(code: &TriggerCode) -> String {
    format!("/milestones?after={code}")
}

fn tell_unit(lang: Lang, unit: FoundUnit) -> Told {
    let kind = text::kind_of_unit(lang, unit.kind);
    let note = if unit.former_area.is_empty() {
        kind.to_owned()
    } else {
        format!("{kind}, {}", tf(lang, K::FormerArea, &[&unit.former_area]))
    };
    Told {
        path: unit_path(&unit.code),
        name: unit.name.to_string(),
        note: with_former(lang, note, unit.former_name),
        figure: standing(lang, &unit.figures, unit.late),
        sign: late_sign(unit.late),
        also: Vec::new(),
    }
}

fn tell_milestone(lang: Lang, it: &FoundMilestone) -> Told {
    let row = &it.row;
    let due = row.current_deadline.map(|day| {
        let day = text::day(lang, day);
        format!(", {}", tf(lang, K::SearchDue, &[&day]))
    });
    Told {
        path: format!("{}#{}", duty_path(&row.duty), row.id),
        name: row.title.to_string(),
        note: format!("{} · {}", it.unit_name, it.workstream_name),
        figure: format!(
            "{}{}",
            text::milestone_told(lang, row),
            due.unwrap_or_default()
        ),
        sign: Some(text::milestone_state(row).letter),
        also: Vec::new(),
    }
}

fn tell_outcome(lang: Lang, row: &OutcomeRow) -> Told {
    let unit = row.unit_of_measure.as_ref();
    let status = row
        .status
        .map(|status| text::status(lang, status).to_owned());
    let value = text::measured(lang, row).map_or_else(
        || t(lang, K::NotMeasured).to_owned(),
        |value| tf(lang, K::SearchValue, &[&value]),
    );
    let target = row
        .target
        .map(|it| tf(lang, K::SearchTarget, &[&text::target(lang, it, unit)]));
    let parts: Vec<String> = [status, Some(value), target]
        .into_iter()
        .flatten()
        .collect();
    let mut note: Vec<String> = Vec::new();
    note.extend(row.unit.iter().map(|(_, name)| name.to_string()));
    note.extend(row.workstream.iter().map(|(_, name)| name.to_string()));
    if note.is_empty() {
        note.push(row.code.to_string());
    }
    Told {
        path: outcome_path(&row.code),
        name: row.name.to_string(),
        note: note.join(" · "),
        figure: parts.join(", "),
        sign: row.status.map(text::letter),
        also: Vec::new(),
    }
}

/// "nghiệm thu 24,0%, chậm 29,3 điểm, 4 nhiệm vụ trễ hạn"
fn standing(lang: Lang, figures: &Figures, late: u32) -> String {
    let mut parts = Vec::new();
    if let Some(accepted) = figures.accepted() {
        parts.push(tf(
            lang,
            K::SearchAccepted,
            &[&text::percent(lang, accepted)],
        ));
    }
    let gap = figures.gap().unwrap_or_default();
    let key = match gap {
        ..0 => Some(K::SearchBehind),
        0 => None,
        1.. => Some(K::SearchAhead),
    };
    parts.extend(key.map(|key| tf(lang, key, &[&text::points(lang, gap.abs())])));
    if late > 0 {
        let late = text::integer(lang, i64::from(late));
        parts.push(tf(lang, K::SearchLate, &[&late]));
    }
    parts.join(", ")
}

fn late_sign(late: u32) -> Option<&'static str> {
    (late > 0).then(|| text::letter(Status::Late))
}

/// What tells a thing from others, and the former name it was found by.
fn with_former(lang: Lang, note: String, former_name: Option<Arc<str>>) -> String {
    match former_name {
        Some(name) => format!("{note}; {}", tf(lang, K::FormerName, &[&name])),
        None => note,
    }
}

/// The best of each kind, for the field on every page.
pub fn suggestions(frame: &Frame, page: SearchPage) -> Vec<Suggestion> {
    let lang = frame.lang;
    let (most, fewer, all) = SUGGESTED;
    let of_kind = |it: FoundKind| {
        let many = matches!(it.kind, SearchKind::Units | SearchKind::Databases);
        it.rows.into_iter().take(if many { most } else { fewer })
    };
    let best = page.kinds.into_iter().flat_map(of_kind);
    // Each place of one thing is a way to go.
    best.flat_map(|found| {
        let told = tell(lang, found);
        let note = [told.note, told.figure]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join("; ");
        let places = std::iter::once((told.path, note)).chain(told.also);
        let suggestions = places.map(|(path, note)| Suggestion {
            note,
            name: told.name.clone(),
            path: link(frame, &path),
        });
        suggestions.collect::<Vec<_>>()
    })
    .take(all)
    .collect()
}

/// An address with its day, the place on the page last.
fn link(frame: &Frame, path: &str) -> String {
    match path.split_once('#') {
        Some((path, place)) => format!("{}#{place}", href(frame, path)),
        None => href(frame, path),
    }
}

pub fn page(frame: &Frame, page: SearchPage) -> Content {
    let lang = frame.lang;
    let typed = page.text.clone();
    let found: usize = page.kinds.iter().map(|it| it.all).sum();
    let count = text::integer(lang, found as i64);
    let title = match (typed.is_empty(), found) {
        (true, _) => t(lang, K::SearchEmpty).to_owned(),
        (_, 0) => tf(lang, K::SearchNone, &[&typed]),
        _ => tf(lang, K::SearchFound, &[&count, &typed]),
    };
    let only = page.only;
    let lists: Vec<_> = page
        .kinds
        .into_iter()
        .map(|it| list(frame, it, only.map(|(_, page)| page)))
        .collect();
    let back = only.map(|_| {
        let path = frame.address(&[("kind", ""), ("page", "")]);
        view! { <p><a href=path>{t(lang, K::SearchAllKinds)}</a></p> }
    });
    let content = view! {
        <h1 class="page-title">{title}</h1>
        <p class="second">{t(lang, K::SearchNote)}</p>
        {back}
        {lists}
    };
    Content::new("search", t(lang, K::NavSearch), content)
}

/// The rows of one kind; the link to all of them, or to the pages beside this one.
fn list(frame: &Frame, it: FoundKind, page: Option<usize>) -> AnyView {
    let lang = frame.lang;
    let count = text::integer(lang, it.all as i64);
    let more = (page.is_none() && it.rows.len() < it.all).then(|| {
        let path = frame.address(&[("kind", it.kind.code()), ("page", "")]);
        view! { <a class="more" href=path>{tf(lang, K::SearchAll, &[&count])}</a> }
    });
    let pages = page.and_then(|page| turn_pages(frame, page, it.all.div_ceil(ROWS)));
    let rows: Vec<_> = it
        .rows
        .into_iter()
        .map(|found| line(frame, found))
        .collect();
    view! {
        <Section lang title=kind_word(it.kind) note=count end=more.into_any()>
            <ul class="found">{rows}</ul>
            {pages}
        </Section>
    }
    .into_any()
}

fn line(frame: &Frame, found: Found) -> AnyView {
    let told = tell(frame.lang, found);
    let sign = told.sign.and_then(sign).map(|sign| view! { {sign} " " });
    let figure =
        (!told.figure.is_empty()).then(|| view! { <span class="line">{sign} {told.figure}</span> });
    let also: Vec<_> = told
        .also
        .into_iter()
        .map(|(path, note)| {
            view! { <span class="line"><a href=link(frame, &path)>{note}</a></span> }
        })
        .collect();
    view! {
        <li>
            <a href=link(frame, &told.path)>{told.name}</a>
            " "
            <span class="quiet">{told.note}</span>
            {figure}
            {also}
        </li>
    }
    .into_any()
}
