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
/// starts at its own page: the overview takes it there, and it reads no other's. Who has work of
/// the campaign to do starts at that, with the campaign beside it.
const PAGES: [Item; 22] = [
    ("/", K::NavOverview, overview_first),
    ("/", K::NavHome, Role::has_work_first),
    ("/work", K::NavWork, Role::reports),
    ("/review", K::NavReview, Role::decides),
    ("/measure", K::NavMeasure, Role::measures),
    ("/campaign", K::NavCampaign, Role::has_work_first),
    ("/matrix", K::NavMatrix, Role::on_wall),
    ("/units", K::NavUnits, Role::reads),
    ("/databases", K::NavDatabases, Role::on_wall),
    ("/partners", K::NavPartners, |role| {
        role.on_wall() && !company(role)
    }),
    ("/outcomes", K::NavOutcomes, Role::reads),
    ("/programme", K::NavProgramme, Role::reads),
    ("/groups", K::NavGroups, Role::reads),
    ("/documents", K::NavDocuments, Role::reads_whole),
    ("/brief", K::Brief, Role::oversees),
    ("/explanations", K::NavExplanations, Role::asks),
    ("/burden", K::NavBurden, Role::oversees),
    ("/rechecks", K::NavRechecks, Role::oversees),
    ("/plan", K::NavPlan, Role::plans),
    ("/people", K::NavPeople, Role::administers),
    ("/audit", K::NavAudit, Role::administers),
    ("/help", K::NavHelp, |_| true),
];

/// What a long menu folds behind its last entry: what is read now and then.
const FOLDED: [K; 7] = [
    K::NavProgramme,
    K::NavGroups,
    K::NavDocuments,
    K::Brief,
    K::NavBurden,
    K::NavRechecks,
    K::NavHelp,
];
/// Entries that a line of a laptop has room for.
const LINE: usize = 11;

/// Addresses of pages, each with its word.
type Links = Vec<(String, K)>;

const fn overview_first(role: Role) -> bool {
    role.on_wall() && !role.has_work_first() && !company(role)
}

const fn company(role: Role) -> bool {
    matches!(role, Role::Partner)
}

fn decides(reader: &Reader) -> bool {
    reader.role != Role::Committee || reader.stands_in
}

/// What of the campaign the menu follows.
#[derive(Debug, Clone, Copy)]
struct Has {
    /// The campaign is over.
    over: bool,
    /// There are databases in it.
    databases: bool,
}

impl Has {
    fn of(frame: &Frame) -> Self {
        Self {
            over: frame.closed.is_some(),
            databases: frame.has_databases,
        }
    }
}

/// The pages in their order: a campaign without databases has its tasks where theirs would be, and
/// neither their list nor their matrix.
fn pages(has: Has) -> Vec<&'static Item> {
    let mut pages: Vec<&Item> = PAGES.iter().collect();
    if has.databases {
        return pages;
    }
    let at = |key: K| pages.iter().position(|it| it.1 == key);
    if let (Some(matrix), Some(tasks)) = (at(K::NavMatrix), at(K::NavProgramme)) {
        pages.swap(matrix, tasks);
    }
    pages.retain(|it| it.1 != K::NavMatrix && it.1 != K::NavDatabases);
    pages
}

/// The menu of a reader: paths and their words.
fn menu(reader: &Reader, has: Has) -> Links {
    let pages = pages(has)
        .into_iter()
        .filter(|(_, _, reached)| reached(reader.role))
        // Without officers to stand in for, nothing is there for the committee.
        .filter(|(path, ..)| *path != "/review" || decides(reader))
        // Nothing is recorded of a campaign that is over.
        .filter(|(path, ..)| !has.over || !["/work", "/measure", "/review"].contains(path))
        .map(|(path, word, _)| ((*path).to_owned(), *word));
    match reader.partner.as_ref().filter(|_| company(reader.role)) {
        Some((code, _)) => {
            let mut items = vec![(partner_path(code), K::NavOwnPage)];
            items.extend(pages);
            // To a company units come before the matrix.
            items.swap(2, 3);
            items
        }
        None => pages.collect(),
    }
}

/// The addresses in the menu of a reader; `databases`: the campaign has some.
pub fn menu_paths(reader: &Reader, databases: bool) -> Vec<String> {
    let over = false;
    menu(reader, Has { over, databases })
        .into_iter()
        .map(|(path, _)| path)
        .collect()
}

/// What the bar at the foot of a phone has room for.
const SHORT: usize = 4;

/// The menu in the order of a phone: what the bar has room for, and the rest behind its last entry.
fn short_menu(reader: &Reader, has: Has) -> (Links, Links) {
    let own_values = reader.role != Role::Office;
    let first = |key: &K| match *key {
        K::NavOverview | K::NavHome | K::NavOwnPage => 0,
        K::NavWork | K::NavReview => 1,
        K::NavMeasure if own_values => 1,
        K::NavCampaign => 2,
        K::NavUnits => 3,
        K::NavDatabases => 4,
        K::NavProgramme if !has.databases => 4,
        _ => 5,
    };
    let mut items = menu(reader, has);
    items.sort_by_key(|(_, key)| first(key));
    if items.len() <= SHORT {
        return (items, Vec::new());
    }
    let rest = items.split_off(SHORT - 1);
    // Behind the last entry they stand as they do in the menu.
    let mut all = menu(reader, has);
    all.retain(|it| rest.contains(it));
    (items, all)
}

/// The menu of a wide screen: what stands in its line, and what is folded behind it.
fn wide_menu(reader: &Reader, has: Has) -> (Links, Links) {
    let all = menu(reader, has);
    if all.len() <= LINE {
        return (all, Vec::new());
    }
    let leads = |key: &K| !has.databases && *key == K::NavProgramme;
    all.into_iter()
        .partition(|(_, key)| leads(key) || !FOLDED.contains(key))
}

/// A word that fits a quarter of a phone, where the menu's own does not; it is a part of that one.
fn short_word(key: K) -> K {
    match key {
        K::NavDatabases => K::NavDatabasesShort,
        K::NavReview => K::NavReviewShort,
        K::NavWork => K::NavWorkShort,
        key => key,
    }
}

/// The campaign's page, and those that it leads to.
const OF_CAMPAIGN: &[&str] = &[
    "/campaign",
    "/parts",
    "/latest",
    "/what-if",
    "/actions",
    "/compare",
];

/// Whether a path belongs to an item of the menu.
fn within(path: &str, (item, key): &(String, K)) -> bool {
    match *key {
        K::NavOverview => path == "/" || OF_CAMPAIGN.contains(&path),
        K::NavCampaign => OF_CAMPAIGN.contains(&path),
        K::NavHome => path == "/",
        // A duty is reached through its unit.
        K::NavUnits => ["/units", "/duties", "/milestones"]
            .iter()
            .any(|of| path.starts_with(of)),
        K::NavProgramme => path.starts_with("/programme") || path.starts_with("/agreements"),
        _ => path.starts_with(item.as_str()),
    }
}

/// How much waits behind some items, today.
fn waiting(frame: &Frame, keys: &[K]) -> Option<AnyView> {
    let to_do = frame.reader.as_ref().filter(|_| !frame.only_reads())?.to_do;
    let of = |key: &K| match *key {
        K::NavWork => to_do.report + to_do.asked,
        K::NavReview => to_do.decide + to_do.values,
        K::NavMeasure => to_do.measure,
        K::NavExplanations => to_do.unanswered,
        _ => 0,
    };
    let number: usize = keys.iter().map(of).sum();
    let number = (number > 0).then(|| text::integer(frame.lang, number as i64))?;
    Some(view! { " " <b class="waits">{number}</b> }.into_any())
}

/// A page of the menu; `word`: as it is called there.
fn item(frame: &Frame, it: &(String, K), word: K) -> AnyView {
    let current = within(&frame.path, it).then_some("page");
    view! {
        <a href=href(frame, &it.0) aria-current=current>
            {t(frame.lang, word)}
            {waiting(frame, &[it.1])}
        </a>
    }
    .into_any()
}

/// What a menu has no room for: it unfolds, without a script too.
fn more(frame: &Frame, rest: &Links) -> Option<AnyView> {
    if rest.is_empty() {
        return None;
    }
    let here = rest.iter().any(|it| within(&frame.path, it));
    let keys: Vec<K> = rest.iter().map(|(_, key)| *key).collect();
    let links: Vec<_> = rest.iter().map(|it| item(frame, it, it.1)).collect();
    Some(
        view! {
            <details>
                <summary class=here.then_some("here")>
                    {t(frame.lang, K::NavMore)} {waiting(frame, &keys)}
                </summary>
                <div>{links}</div>
            </details>
        }
        .into_any(),
    )
}

fn bar(frame: &Frame, class: &'static str, items: Vec<AnyView>, rest: &Links) -> AnyView {
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <nav class=class aria-label=t(frame.lang, K::NavLabel)>
            {items} {more(frame, rest)}
        </nav>
    }
    .into_any()
}

/// The menu stands at the top and, on a phone, at the bottom ([`bottom`]); only one of them is
/// shown.
pub fn nav(frame: &Frame, reader: &Reader) -> AnyView {
    let (items, rest) = wide_menu(reader, Has::of(frame));
    let items = items.iter().map(|it| item(frame, it, it.1)).collect();
    bar(frame, "nav", items, &rest)
}

/// The bar at the foot of a phone.
pub fn bottom(frame: &Frame, reader: &Reader) -> AnyView {
    let (items, rest) = short_menu(reader, Has::of(frame));
    let items = items.iter().map(|it| item(frame, it, short_word(it.1)));
    bar(frame, "bottom", items.collect(), &rest)
}
