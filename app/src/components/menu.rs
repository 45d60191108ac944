//! The menu: for each role the links that it reaches, and no other.
use leptos::prelude::*;

use super::{href, link::partner_path};
use crate::{
    access::Role,
    text::{self, Key as K, t},
    views::{Frame, Reader},
};

/// A page of the menu: its address, its word, and whether a role reaches it.
type Item = (&'static str, K, fn(Role) -> bool);

/// The pages of the menu in its order, each with the roles it is for. A company
/// starts at its own page: the overview takes it there, and it reads no other's.
const PAGES: [Item; 16] = [
    ("/", K::NavOverview, |role| role.on_wall() && !company(role)),
    ("/matrix", K::NavMatrix, Role::on_wall),
    ("/units", K::NavUnits, Role::reads),
    ("/databases", K::NavDatabases, Role::reads),
    ("/partners", K::NavPartners, |role| {
        role.reads() && !company(role)
    }),
    ("/outcomes", K::NavOutcomes, Role::reads),
    ("/programme", K::NavProgramme, Role::reads),
    ("/explanations", K::NavExplanations, Role::asks),
    ("/burden", K::NavBurden, Role::oversees),
    ("/rechecks", K::NavRechecks, Role::oversees),
    ("/work", K::NavWork, Role::reports),
    ("/measure", K::NavMeasure, Role::measures),
    ("/review", K::NavReview, Role::decides),
    ("/plan", K::NavPlan, Role::plans),
    ("/people", K::NavPeople, Role::administers),
    ("/audit", K::NavAudit, Role::administers),
];

/// Addresses of pages, each with its word.
type Links = Vec<(String, K)>;

const fn company(role: Role) -> bool {
    matches!(role, Role::Partner)
}

fn decides(reader: &Reader) -> bool {
    reader.role != Role::Committee || reader.stands_in
}

/// The menu of a reader: paths and their words. `over`: the campaign is.
fn menu(reader: &Reader, over: bool) -> Links {
    let pages = PAGES
        .iter()
        .filter(|(_, _, reached)| reached(reader.role))
        // Without officers to stand in for, nothing is there for the committee.
        .filter(|(path, ..)| *path != "/review" || decides(reader))
        // Nothing is recorded of a campaign that is over.
        .filter(|(path, ..)| !over || !["/work", "/measure", "/review"].contains(path))
        .map(|(path, word, _)| ((*path).to_owned(), *word));
    match reader.partner.as_ref().filter(|_| company(reader.role)) {
        Some((code, _)) => {
            let mut items = vec![(partner_path(code), K::NavOwnPage)];
            items.extend(pages);
            // To a company units come before the matrix.
            items.swap(1, 2);
            items
        }
        None => pages.collect(),
    }
}

/// The addresses in the menu of a reader.
pub fn menu_paths(reader: &Reader) -> Vec<String> {
    menu(reader, false)
        .into_iter()
        .map(|(path, _)| path)
        .collect()
}

/// What the bar at the foot of a phone has room for.
const SHORT: usize = 5;

/// The menu in the order of a phone: what the bar has room for, and the rest behind its last entry.
fn short_menu(reader: &Reader, over: bool) -> (Links, Links) {
    let first = |key: &K| match *key {
        K::NavOverview | K::NavOwnPage => 0,
        K::NavWork | K::NavMeasure | K::NavReview => 1,
        K::NavUnits => 2,
        K::NavDatabases => 3,
        _ => 4,
    };
    let mut items = menu(reader, over);
    items.sort_by_key(|(_, key)| first(key));
    if items.len() <= SHORT {
        return (items, Vec::new());
    }
    let rest: Vec<String> = items
        .split_off(SHORT - 1)
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    // Behind the last entry they stand as they do in the menu.
    let rest = menu(reader, over)
        .into_iter()
        .filter(|(path, _)| rest.contains(path));
    let rest = rest.collect();
    (items, rest)
}

/// A word that fits a fifth of a phone, where the menu's own does not; it is a part of that one.
fn short_word(key: K) -> K {
    match key {
        K::NavDatabases => K::NavDatabasesShort,
        K::NavReview => K::NavReviewShort,
        K::NavWork => K::NavWorkShort,
        key => key,
    }
}

/// Whether a path belongs to an item of the menu.
fn within(path: &str, item: &str) -> bool {
    match item {
        // What would bring it in time is asked of the overview.
        "/" => path == "/" || path.starts_with("/what-if"),
        // A duty is reached through its unit.
        "/units" => path.starts_with("/units") || path.starts_with("/duties"),
        "/programme" => path.starts_with("/programme") || path.starts_with("/agreements"),
        _ => path.starts_with(item),
    }
}

/// How much waits behind an item, today.
fn waiting(frame: &Frame, key: K) -> Option<AnyView> {
    let to_do = frame.reader.as_ref().filter(|_| !frame.only_reads())?.to_do;
    let number = match key {
        K::NavWork => to_do.report + to_do.asked,
        K::NavReview => to_do.decide + to_do.values,
        K::NavMeasure => to_do.measure,
        _ => 0,
    };
    let number = (number > 0).then(|| text::integer(frame.lang, number as i64))?;
    Some(view! { " " <b class="waits">{number}</b> }.into_any())
}

/// A page of the menu; `word`: as it is called there.
fn item(frame: &Frame, (path, key): (String, K), word: K) -> AnyView {
    let current = within(&frame.path, &path).then_some("page");
    view! {
        <a href=href(frame, &path) aria-current=current>
            {t(frame.lang, word)}
            {waiting(frame, key)}
        </a>
    }
    .into_any()
}

/// The menu stands at the top and, on a phone, at the bottom ([`bottom`]); only one of them is
/// shown.
pub fn nav(frame: &Frame, reader: &Reader) -> AnyView {
    let items = menu(reader, frame.closed.is_some()).into_iter();
    let items: Vec<_> = items
        .map(|it| (it.1, it))
        .map(|(word, it)| item(frame, it, word))
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <nav class="nav" aria-label=t(frame.lang, K::NavLabel)>
            {items}
        </nav>
    }
    .into_any()
}

/// The bar at the foot of a phone. What it has no room for unfolds, without a script too.
pub fn bottom(frame: &Frame, reader: &Reader) -> AnyView {
    let (items, rest) = short_menu(reader, frame.closed.is_some());
    if items.is_empty() {
        return ().into_any();
    }
    let items = items.into_iter().map(|it| (short_word(it.1), it));
    let items: Vec<_> = items.map(|(word, it)| item(frame, it, word)).collect();
    let here = rest.iter().any(|(path, _)| within(&frame.path, path));
    let rest = (!rest.is_empty()).then(|| {
        let rest = rest.into_iter().map(|it| (it.1, it));
        let rest: Vec<_> = rest.map(|(word, it)| item(frame, it, word)).collect();
        view! {
            <details>
                <summary class=here.then_some("here")>{t(frame.lang, K::NavMore)}</summary>
                <div>{rest}</div>
            </details>
        }
    });
    view! {
        <nav class="bottom" aria-label=t(frame.lang, K::NavLabel)>
            {items} {rest}
        </nav>
    }
    .into_any()
}
