//! What every form about a milestone has in common.
use app::domain::MilestoneId;
use axum::{
    Form, RequestExt,
    extract::{FromRequest, FromRequestParts, Path, Request},
};
use serde::de::DeserializeOwned;
use unicode_normalization::UnicodeNormalization;

use super::{
    error::{BadRequest, WebError},
    state::App,
    visit::Visit,
};
use crate::board::ScopedBoard;

/// The fields of a form as typed.
pub trait MilestoneFields: DeserializeOwned + Send {
    /// The id the server gave to the form.
    fn submission(&self) -> &str;
}

/// A form about one milestone, sent by somebody signed in.
#[derive(Debug)]
pub struct MilestoneForm<T> {
    pub visit: Visit,
    /// What the person may read and do.
    pub board: ScopedBoard,
    pub id: MilestoneId,
    pub typed: T,
}

impl<T: MilestoneFields> FromRequest<App> for MilestoneForm<T> {
    type Rejection = WebError;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, WebError> {
        let Path(id) = request
            .extract_parts::<Path<String>>()
            .await
            .map_err(|_| WebError::NotFound)?;
        let id = MilestoneId::parse(&id).map_err(|_| WebError::NotFound)?;
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        let board = visit.read()?;
        let Form(typed) = Form::<T>::from_request(Request::from_parts(parts, body), app).await?;
        // An id that this server cannot have given: not a form of this site.
        if uuid::Uuid::parse_str(typed.submission()).is_err() {
            return Err(WebError::BadRequest(BadRequest::Form));
        }
        Ok(Self {
            visit,
            board,
            id,
            typed,
        })
    }
}

/// A new id for a form: sent twice, it is one event.
pub fn new_submission() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// Composed letters, no control characters, no spaces at the ends.
pub fn tidy(text: &str) -> String {
    let text: String = text
        .nfc()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    text.trim().to_owned()
}
