//! One reading of the campaign by one person: what every page handler starts from.
use std::{collections::HashMap, sync::Arc};

use app::{
    Page,
    access::{Role, Viewer},
    domain::{local_day, parse_day},
    text::Lang,
    views::{Frame, Notice, Reader},
};
use axum::{
    extract::{FromRequestParts, Query, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    board::{Board, Scope},
    error::{BadRequest, WebError},
    export, render,
    state::App,
};

/// A choice of the browser's, not a secret.
const LANGUAGE_COOKIE: &str = "tiendo-lang";

/// The page's board, the reader, and the surroundings of the page.
#[derive(Debug, Clone)]
pub struct Visit {
    pub app: App,
    /// Today's board: permissions, forms.
    pub today: Arc<Board>,
    /// The board of the day asked for; today's without `?as_of=`.
    pub board: Arc<Board>,
    viewer: Option<Arc<Viewer>>,
    pub frame: Frame,
    query: HashMap<String, String>,
}

impl Visit {
    /// The person; routes open to nobody never get here without one.
    pub fn viewer(&self) -> Result<&Viewer, WebError> {
        self.viewer.as_deref().ok_or(WebError::SignIn {
            next: self.frame.path.clone(),
        })
    }

    /// What the reader may see, by today's assignments.
    pub fn scope(&self) -> Result<Scope, WebError> {
        Ok(self.today.scope(self.viewer()?))
    }

    /// A value of the query, empty when absent.
    pub fn query(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }

    pub fn lang(&self) -> Lang {
        self.frame.lang
    }

    /// The page, or one of its tables to take away: both are written from the
    /// same view, so an export has the reader's scope.
    pub fn page(self, page: Page) -> Response {
        match self.query("format") {
            "" => self.page_with(StatusCode::OK, page),
            format => export::answer(&self.frame, &page, format, self.query("table"))
                .unwrap_or_else(IntoResponse::into_response),
        }
    }

    /// A page that is the same for everybody who reads the whole campaign: written
    /// once, and again after the next fact or on the next day. Searches, past days
    /// and companies' pages are never kept.
    pub fn shared(self, scope: &Scope, page: impl FnOnce(&Self) -> Page) -> Response {
        let may_be_kept = *scope == Scope::Campaign
            && self.frame.as_of.is_none()
            && self.query("format").is_empty()
            && self.query("q").is_empty();
        if !may_be_kept {
            let page = page(&self);
            return self.page(page);
        }
        let written = self
            .board
            .written(self.address(), || render::write(&self.frame, page(&self)));
        render::answer(&self.app, StatusCode::OK, &self.frame, &written)
    }

    /// All of the address and the reader's choices that a page is written from.
    fn address(&self) -> String {
        let Frame {
            path, wall, query, ..
        } = &self.frame;
        format!("{} {wall} {path} {query:?}", self.lang().code())
    }

    /// The page with another status: 422 for a form with mistakes, 409 for a
    /// conflict.
    pub fn page_with(self, status: StatusCode, page: Page) -> Response {
        render::page(&self.app, status, &self.frame, page)
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let query = query(parts);
        let today = app.live.today().await?;
        if today.campaign().is_none() {
            return Err(WebError::NoCampaign);
        }
        let as_of = match query
            .get("as_of")
            .map(String::as_str)
            .filter(|t| !t.is_empty())
        {
            None => None,
            Some(text) => Some(parse_day(text).ok_or(WebError::BadRequest(BadRequest::Day))?),
        };
        let board = match as_of {
            None => today.clone(),
            Some(day) => app.live.as_of(day).await??,
        };
        let viewer = parts.extensions.get::<Arc<Viewer>>().cloned();
        let mut frame = frame(app, parts, &query, viewer.as_deref(), Some(&today));
        frame.as_of = as_of.filter(|day| *day != today.day());
        Ok(Self {
            app: app.clone(),
            today,
            board,
            viewer,
            frame,
            query,
        })
    }
}

fn query(parts: &Parts) -> HashMap<String, String> {
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

/// The surroundings of a page that could not be read: also while the database
/// is away.
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

fn frame(
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
        today: board.map_or_else(|| local_day(now, zone), Board::day),
        as_of: None,
        time: clock_time(now, zone),
        reader: viewer.map(|viewer| reader(viewer, board)),
        path: parts.uri.path().to_owned(),
        query: kept_query(parts),
        wall: query.get("wall").is_some_and(|wall| wall == "1")
            || viewer.is_some_and(|v| v.role == Role::Display),
        notice: query.get("done").and_then(|done| notice(done)),
        request_id: request_id(&parts.headers),
        campaign,
    }
}

/// The language asked for now, else chosen before in this browser, else the
/// account's.
fn language(parts: &Parts, query: &HashMap<String, String>, viewer: Option<&Viewer>) -> Lang {
    let asked = query.get("lang").map(|code| Lang::from_code(code));
    let chosen = || {
        let cookies = parts.headers.get(header::COOKIE)?.to_str().ok()?;
        let mut pairs = cookies
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='));
        pairs
            .find(|(name, _)| *name == LANGUAGE_COOKIE)
            .map(|(_, code)| Lang::from_code(code))
    };
    asked
        .or_else(chosen)
        .or(viewer.map(|v| v.lang))
        .unwrap_or_default()
}

/// Keeps the language a person chose by `?lang=`, so that other links need not
/// carry it.
pub async fn keep_language(request: Request, next: Next) -> Response {
    let query: Option<Query<HashMap<String, String>>> = Query::try_from_uri(request.uri()).ok();
    let asked = query.and_then(|q| q.get("lang").map(|code| Lang::from_code(code)));
    let mut response = next.run(request).await;
    let cookie = asked.map(|lang| {
        format!(
            "{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
            lang.code()
        )
    });
    if let Some(value) = cookie.and_then(|text| text.parse().ok()) {
        response.headers_mut().append(header::SET_COOKIE, value);
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
    }
}

/// Local time of day, `16:12`.
pub fn clock_time(at: app::domain::Instant, zone: chrono_tz::Tz) -> String {
    chrono::DateTime::from_timestamp_micros(at)
        .unwrap_or_default()
        .with_timezone(&zone)
        .format("%H:%M")
        .to_string()
}

/// The word an action leaves in the address it sends the person to.
fn notice(done: &str) -> Option<Notice> {
    NOTICES
        .iter()
        .find(|(word, _)| *word == done)
        .map(|(_, notice)| *notice)
}

pub const NOTICES: [(&str, Notice); 8] = [
    ("draft", Notice::DraftSaved),
    ("submitted", Notice::Submitted),
    ("withdrawn", Notice::Withdrawn),
    ("accepted", Notice::Accepted),
    ("returned", Notice::Returned),
    ("revoked", Notice::Revoked),
    ("extended", Notice::Extended),
    ("signed-out", Notice::SignedOut),
];
