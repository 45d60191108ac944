//! What can go wrong while answering, and the one mapping to a status.
use app::{
    domain::{Day, FileRefusal, Refusal, Role},
    views::{Away, CampaignOver, DutyOver, NotTheirs, Unsent},
};
use axum::{
    extract::rejection::FormRejection,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use tower_sessions::{session, session_store};

use crate::{board::NotYet, db::DbError};

/// Every failure of a request. It becomes a page in `render`, with a sentence
/// that tells the person what to do; a library's text goes to the log only.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WebError {
    #[error("not signed in")]
    SignIn {
        next: String,
        /// The form that was not sent, if it was one.
        unsent: Option<Unsent>,
    },
    #[error("refused")]
    Refused,
    /// The page of a route that other roles reach.
    #[error("for others")]
    ForOthers(Vec<Role>),
    /// Also what a reader may not know to exist.
    #[error("not found")]
    NotFound,
    /// The same for a form, with what was typed into it.
    #[error("not found, with a form")]
    NotTheirs(Box<NotTheirs>),
    /// The campaign is over, and nothing is recorded any more.
    #[error("the campaign is over")]
    CampaignOver(Box<CampaignOver>),
    /// The duty of a milestone is over.
    #[error("the duty is over")]
    DutyOver(Box<DutyOver>),
    #[error("event refused: {0}")]
    Event(#[from] Refusal),
    #[error("{day} has not come")]
    NotYet { day: Day },
    #[error("{0}")]
    BadRequest(BadRequest),
    #[error("not from this site")]
    ForeignOrigin,
    #[error("too large")]
    TooLarge,
    #[error("too many requests, {seconds} s to wait")]
    TooMany { seconds: u64 },
    /// A function of the islands asked for as a page.
    #[error("for islands only")]
    IslandsOnly,
    #[error("no campaign yet")]
    NoCampaign,
    /// The database does not take it, busy or moved elsewhere: the same may be asked again soon.
    #[error("the database is away: {1}")]
    Away(Away, String),
    /// A file that was sent by itself is not kept.
    #[error("a file is not kept: {0:?}")]
    File(FileRefusal),
    /// The store of files is away or full.
    #[error("the files are away")]
    FilesAway,
    /// A file that was handed over is not in the store.
    #[error("a file is lost")]
    FileLost,
    #[error("internal: {0}")]
    Internal(String),
}

/// When to ask again while the database is away.
pub const AWAY_SECONDS: u64 = 5;

/// What was wrong with the address or form itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRequest {
    #[error("not a day")]
    Day,
    #[error("not a form of this site")]
    Form,
}

impl From<DbError> for WebError {
    fn from(error: DbError) -> Self {
        match &error {
            DbError::Moved => Self::Away(Away::Moved, error.to_string()),
            DbError::Newer(_) => Self::Away(Away::Upgraded, error.to_string()),
            busy if busy.passes() => Self::Away(Away::Busy, error.to_string()),
            _ => Self::Internal(error.to_string()),
        }
    }
}

impl From<session::Error> for WebError {
    fn from(error: session::Error) -> Self {
        match error {
            // What the store of sessions has to tell is always of the database, in its words.
            session::Error::Store(session_store::Error::Backend(error)) => {
                let why = match error.as_str() {
                    moved if moved == DbError::Moved.to_string() => Away::Moved,
                    newer if newer.starts_with(DbError::NEWER) => Away::Upgraded,
                    _ => Away::Busy,
                };
                Self::Away(why, error)
            }
            error => Self::Internal(error.to_string()),
        }
    }
}

impl From<FormRejection> for WebError {
    fn from(rejection: FormRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::TooLarge
        } else {
            Self::BadRequest(BadRequest::Form)
        }
    }
}

impl From<NotYet> for WebError {
    fn from(not_yet: NotYet) -> Self {
        Self::NotYet { day: not_yet.day }
    }
}

impl WebError {
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::SignIn { .. } => StatusCode::UNAUTHORIZED,
            Self::Refused | Self::ForOthers(_) | Self::Event(_) | Self::ForeignOrigin => {
                StatusCode::FORBIDDEN
            }
            Self::NotFound | Self::NotTheirs(_) => StatusCode::NOT_FOUND,
            Self::CampaignOver(_) | Self::DutyOver(_) => StatusCode::CONFLICT,
            Self::NotYet { .. } | Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::IslandsOnly => StatusCode::NOT_ACCEPTABLE,
            Self::NoCampaign | Self::Away(..) | Self::FilesAway => StatusCode::SERVICE_UNAVAILABLE,
            Self::File(why) if why.passes() => StatusCode::SERVICE_UNAVAILABLE,
            Self::File(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::FileLost | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for WebError {
    /// The status, with the error beside it for `render::errors` to make a
    /// page of: only there the reader and the language are known.
    fn into_response(self) -> Response {
        match &self {
            Self::Internal(error) => tracing::error!(%error, "request failed"),
            Self::Away(_, error) => tracing::warn!(%error, "the database is away"),
            _ => {}
        }
        let mut response = self.status().into_response();
        let again_in = match &self {
            Self::TooMany { seconds } => Some(*seconds),
            Self::Away(..) | Self::FilesAway => Some(AWAY_SECONDS),
            _ => None,
        };
        if let Some(seconds) = again_in {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}
