//! What stands around a page: who reads, on which day, in which language, after
//! which act.
use std::{collections::HashMap, sync::Arc};

use app::{
    access::{Role, Viewer},
    domain::{WallPage, local_day},
    lang::Theme,
    text::{Lang, clock_time},
    views::{Frame, Notice, Reader, WallTurn},
};
use axum::{
    extract::{Query, Request, State},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    middleware::Next,
    response::Response,
};
use tower_sessions::cookie::time;

use super::{cookies, state::App};
use crate::{board::Board, config::Config};

/// A choice of the browser's, not a secret.
const LANGUAGE_COOKIE: &str = "tiendo-lang";

/// The values of an address; of a name said twice, the last.
pub(super) fn query(parts: &Parts) -> HashMap<String, String> {
    Query::try_from_uri(&parts.uri)
        .map(|Query(query)| query)
        .unwrap_or_default()
}

/// Parameters that are said once, not carried from page to page.
const ONCE: [&str; 4] = ["done", "lang", "format", "table"];

fn kept_query(parts: &Parts) -> Vec<(String, String)> {
    let pairs: Vec<(String, String)> = Query::try_from_uri(&parts.uri)
        .map(|Query(pairs)| pairs)
        .unwrap_or_default();
    pairs
        .into_iter()
        .filter(|(name, value)| !ONCE.contains(&name.as_str()) && !value.is_empty())
        .collect()
}

/// The surroundings of a page that could not be read.
pub async fn frame_of(app: &App, parts: &Parts) -> Frame {
    let board = app.live.today().await.ok();
    let viewer = parts.extensions.get::<Arc<Viewer>>().cloned();
    frame(
        app,
        parts,
        &query(parts),
        viewer.as_deref(),
        board.as_deref(),
    )
}

/// The same while the database is away: by the board read last, and asking nobody.
pub fn frame_as_known(app: &App, parts: &Parts) -> Frame {
    let board = app.live.known();
    let viewer = parts.extensions.get::<Arc<Viewer>>().cloned();
    frame(
        app,
        parts,
        &query(parts),
        viewer.as_deref(),
        board.as_deref(),
    )
}

/// What stands around a page: the reader, the day, the language, the campaign.
pub(super) fn frame(
    app: &App,
    parts: &Parts,
    query: &HashMap<String, String>,
    viewer: Option<&Viewer>,
    board: Option<&Board>,
) -> Frame {
    let campaign = board.and_then(|b| b.campaign().cloned());
    let zone = campaign
        .as_ref()
        .map_or_else(|| app.live.zone(), |c| c.zone);
    let now = app.clock.now();
    Frame {
        lang: language(parts, query, viewer),
        theme: viewer.map_or(Theme::System, |viewer| viewer.theme),
        today: board.map_or_else(|| local_day(now, zone), Board::day),
        has_databases: board.is_none_or(Board::has_databases),
        as_of: None,
        closed: campaign
            .as_ref()
            .and_then(|it| it.closed_before(local_day(now, zone))),
        time: clock_time(now, zone),
        reader: viewer.map(|viewer| reader(viewer, board)),
        path: parts.uri.path().to_owned(),
        query: kept_query(parts),
        wall: query.get("wall").is_some_and(|wall| wall == "1")
            || viewer.is_some_and(|v| v.role == Role::Display),
        turns: viewer.and_then(|viewer| turns(parts.uri.path(), query, viewer)),
        notice: query.get("done").and_then(|done| said_by_address(done)),
        notice_of: None,
        notice_with: 0,
        request_id: request_id(&parts.headers),
        campaign,
        why: None,
        named_days: board.map_or_else(Arc::default, |b| b.named_days().clone()),
        kept: None,
        following: None,
    }
}

/// What the screen of an account shows after a page.
fn turns(path: &str, query: &HashMap<String, String>, viewer: &Viewer) -> Option<WallTurn> {
    if viewer.role != Role::Display {
        return None;
    }
    let asks = |name: &str, value: &str| query.get(name).is_some_and(|it| it == value);
    let page = WallPage::at(path, asks);
    let (next, seconds) = viewer.wall.after(page)?;
    Some(WallTurn {
        next: next.address(),
        seconds,
        place: page.and_then(|page| viewer.wall.place(page)),
    })
}

/// What an address may have a page say. What was done to a milestone is said by its own page
/// alone, which knows whether it was.
fn said_by_address(done: &str) -> Option<Notice> {
    use Notice::{SessionEnded, SignedOut, UnsentGone, UnsentOther};
    let notice = Notice::from_code(done);
    notice.filter(|it| matches!(it, SignedOut | SessionEnded | UnsentOther | UnsentGone))
}

/// The language asked for now, else chosen before in this browser, else the
/// account's.
fn language(parts: &Parts, query: &HashMap<String, String>, viewer: Option<&Viewer>) -> Lang {
    let asked = query.get("lang").map(|code| Lang::from_code(code));
    let chosen = || {
        let chosen = cookies::sent(&parts.headers, LANGUAGE_COOKIE)?;
        Some(Lang::from_code(&chosen))
    };
    asked
        .or_else(chosen)
        .or(viewer.map(|v| v.lang))
        .unwrap_or_default()
}

/// The cookie that keeps a language in a browser.
pub fn language_cookie(lang: Lang, config: &Config) -> Option<HeaderValue> {
    let age = time::Duration::days(365);
    cookies::kept(LANGUAGE_COOKIE, lang.code(), age, config)
}

/// Keeps the language a person chose by `?lang=`, so that other links need not
/// carry it.
pub async fn keep_language(State(app): State<App>, request: Request, next: Next) -> Response {
    let query: Option<Query<HashMap<String, String>>> = Query::try_from_uri(request.uri()).ok();
    let asked = query.and_then(|q| q.get("lang").map(|code| Lang::from_code(code)));
    let mut response = next.run(request).await;
    if let Some(cookie) = asked.and_then(|lang| language_cookie(lang, &app.config)) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The id that the answer and the server's log carry.
pub fn request_id(headers: &HeaderMap) -> String {
    headers
        .get("x-request-id")
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

fn reader(viewer: &Viewer, board: Option<&Board>) -> Reader {
    Reader {
        account: viewer.person.clone(),
        name: viewer.name.clone(),
        role: viewer.role,
        unit: viewer.unit.clone().map(|code| {
            let name = board.map_or_else(|| code.as_str().into(), |b| b.unit_name(&code));
            (code, name)
        }),
        partner: viewer.partner.clone().map(|code| {
            let name = board.map_or_else(|| code.as_str().into(), |b| b.partner_name(&code));
            (code, name)
        }),
        stands_in: viewer.stands_in_anywhere(),
        to_do: board.map_or_else(Default::default, |board| board.to_do(viewer)),
    }
}
