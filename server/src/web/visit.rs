//! One reading of the campaign by one person: what every page handler starts from.
use std::{collections::HashMap, net::IpAddr, pin::Pin, sync::Arc};

use app::{
    Page,
    access::{Role, Viewer},
    domain::{Day, Instant, local_day, parse_day},
    text::Lang,
    views::{CampaignOver, Frame, WhyFigure},
};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};

use super::{
    account::{ReadWith, SessionEnds},
    client, encodings,
    error::{BadRequest, WebError},
    export, render,
    state::App,
    surroundings::{frame, query},
};
use crate::board::{Board, ScopedBoard};

/// Letters of what is searched for; longer names there are none.
const LONGEST: usize = 100;

/// The page's board, the reader, and the surroundings of the page.
#[derive(Debug, Clone)]
pub struct Visit {
    pub app: App,
    today: Arc<Board>,
    /// The board of the day asked for; today's without `?as_of=`.
    board: Arc<Board>,
    viewer: Option<Arc<Viewer>>,
    pub frame: Frame,
    query: HashMap<String, String>,
    /// The address the request comes from, for the audit.
    pub from: IpAddr,
    session_ends: Option<Instant>,
    /// Whether the reader keeps a page or follows anything; `true` where that was not asked.
    pub keeps: bool,
    /// The browser takes gzip, and likes nothing better that pages are sent in.
    gzip: bool,
}

impl Visit {
    /// The person; routes open to nobody never get here without one.
    pub fn viewer(&self) -> Result<&Viewer, WebError> {
        self.viewer.as_deref().ok_or(WebError::SignIn {
            next: self.frame.path.clone(),
            unsent: None,
        })
    }

    /// The board as the person may read it.
    pub fn read(&self) -> Result<ScopedBoard, WebError> {
        let viewer = self.viewer()?.clone();
        Ok(ScopedBoard::new(self.today.clone(), self.board.clone(), viewer).speaking(self.lang()))
    }

    /// The board of this moment, for what is to be recorded: in a transaction that holds the order's
    /// lock, with all that is recorded. A campaign that is over by now records nothing.
    pub async fn read_anew(&self) -> Result<ScopedBoard, WebError> {
        let today = self.app.live.today().await?;
        let now = local_day(self.app.clock.now(), today.zone());
        let over = today.campaign().and_then(|it| it.closed_before(now));
        match over {
            Some(last) => {
                let over = CampaignOver { last, sent: None };
                Err(WebError::CampaignOver(Box::new(over)))
            }
            None => Ok(ScopedBoard::new(
                today.clone(),
                today,
                self.viewer()?.clone(),
            )),
        }
    }

    /// The board of this moment, whether or not the campaign is over.
    pub async fn read_now(&self) -> Result<ScopedBoard, WebError> {
        let today = self.app.live.today().await?;
        let viewer = self.viewer()?.clone();
        Ok(ScopedBoard::new(today.clone(), today, viewer).speaking(self.lang()))
    }

    /// Seconds after which the session ends, whatever is done in it.
    pub fn session_lasts(&self) -> Option<u32> {
        let left = self.session_ends? - self.app.clock.now();
        u32::try_from(left / 1_000_000).ok()
    }

    /// The campaign's time zone.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.today.zone()
    }

    /// The same visit of the figures of another day, today or before it.
    pub async fn on(mut self, day: Day) -> Result<Self, WebError> {
        self.board = self.app.live.as_of(day).await??;
        self.frame.campaign = self.board.campaign().cloned().or(self.frame.campaign);
        let shown = Some(self.board.day());
        self.frame.as_of = shown.filter(|day| *day != self.today.day());
        Ok(self)
    }

    /// The same visit after something was written.
    pub async fn renewed(mut self) -> Result<Self, WebError> {
        let today = self.app.live.today().await?;
        if self.frame.as_of.is_none() {
            self.board = today.clone();
        }
        self.today = today;
        self.frame.named_days = self.today.named_days().clone();
        if let (Some(viewer), Some(reader)) = (&self.viewer, &mut self.frame.reader) {
            reader.to_do = self.today.to_do(viewer);
        }
        Ok(self)
    }

    /// A value of the query, empty when absent.
    pub fn query(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }

    /// Whether a value stands in the query, an empty one too.
    pub fn asks(&self, name: &str) -> bool {
        self.query.contains_key(name)
    }

    /// What was typed to search or filter by.
    pub fn typed(&self) -> String {
        searched(self.query("q"))
    }

    /// The page of a list that is asked for, from 1; a file has all of it.
    pub fn asked_page(&self) -> Option<usize> {
        let page = || self.query("page").parse().unwrap_or(1);
        self.query("format").is_empty().then(page)
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
    /// once, and again after the next fact or on the next day. Searches, past days,
    /// companies' pages and what a figure is made of are never kept.
    pub fn shared(self, board: &ScopedBoard, page: impl FnOnce(&Self) -> Page) -> Response {
        let may_be_kept = board.campaign().is_some()
            && self.frame.as_of.is_none()
            && self.frame.why.is_none()
            && self.query("format").is_empty()
            && self.query("q").is_empty();
        if !may_be_kept {
            let page = page(&self);
            return self.page(page);
        }
        let kept = self
            .board
            .written(self.address(), || render::write(&self.frame, page(&self)));
        // Where its reader comes back to is marked in the content itself.
        let marked = self.asks("asked");
        match self.gzip && !marked {
            true => render::answer_packed(&self.app, &self.frame, &kept),
            false => render::answer(&self.app, StatusCode::OK, &self.frame, &kept.page),
        }
    }

    /// A page of one thing, which is the same for all who sit on the committee and may do the same: with
    /// what people are called, since who is called anew takes a place in the order of facts.
    pub async fn shared_by_committee(
        self,
        page: impl AsyncFnOnce(&Self) -> Result<Page, WebError>,
    ) -> Result<Response, WebError> {
        let viewer = self.viewer()?;
        let may_be_kept = viewer.role == Role::Committee
            && self.frame.as_of.is_none()
            && self.frame.why.is_none()
            && self.query.is_empty();
        if !may_be_kept {
            let page = page(&self).await?;
            return Ok(self.page(page));
        }
        let Viewer {
            stands_in,
            confirms,
            officers,
            ..
        } = viewer;
        let follows = self.frame.following.as_ref().map(|it| it.follows);
        let address = format!(
            "{} {follows:?} {stands_in:?} {confirms} {officers:?} {}",
            self.address(),
            // A delegation ends also when the campaign is over and its day stays.
            self.app.today()
        );
        let kept = match self.board.known_page(&address) {
            Some(kept) => kept,
            None => {
                let page = page(&self).await?;
                self.board
                    .written(address, || render::write(&self.frame, page))
            }
        };
        Ok(match self.gzip {
            true => render::answer_packed(&self.app, &self.frame, &kept),
            false => render::answer(&self.app, StatusCode::OK, &self.frame, &kept.page),
        })
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

/// A text to search for, without what nobody's name has.
pub fn searched(typed: &str) -> String {
    typed.trim().chars().take(LONGEST).collect()
}

/// Reads what a figure is made of, if the address asks for one.
type Why = for<'a> fn(
    &'a Visit,
) -> Pin<
    Box<dyn Future<Output = Result<Option<Arc<WhyFigure>>, WebError>> + Send + 'a>,
>;

/// Marks the route of a page of figures, each of which can be asked what it is made of.
#[derive(Debug, Clone, Copy)]
pub struct OfFigures(pub Why);

impl FromRequestParts<App> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let query = query(parts);
        let read_with = parts.extensions.get::<ReadWith>().copied();
        // A form may have been long on its way since.
        let upto = read_with.filter(|_| parts.method.is_safe());
        let today = match upto.map(|it| it.upto) {
            Some(upto) => app.live.today_upto(upto).await?,
            None => app.live.today().await?,
        };
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
        // A past day shows the campaign as it was promised then.
        frame.campaign = board.campaign().cloned().or(frame.campaign);
        frame.as_of = as_of.map(|_| board.day());
        frame.as_of = frame.as_of.filter(|day| *day != today.day());
        let mut visit = Self {
            app: app.clone(),
            today,
            board,
            viewer,
            frame,
            query,
            from: client::of(parts, app),
            session_ends: parts.extensions.get().map(|SessionEnds(at)| *at),
            keeps: read_with.is_none_or(|it| it.keeps),
            gzip: encodings::likes(&parts.headers, "gzip") > 0.0,
        };
        if let Some(OfFigures(why)) = parts.extensions.get().copied() {
            visit.frame.why = why(&visit).await?;
        }
        Ok(visit)
    }
}
