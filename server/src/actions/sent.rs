//! What every form about a milestone has in common.
use app::{access::Viewer, domain::MilestoneId};
use axum::{
    Form, RequestExt,
    extract::{FromRequest, FromRequestParts, Path, Request},
};
use serde::de::DeserializeOwned;

use crate::{
    error::{BadRequest, WebError},
    state::App,
    visit::Visit,
};

/// The fields of a form as typed.
pub trait Typed: DeserializeOwned + Send {
    /// The id the server gave to the form.
    fn submission(&self) -> &str;
}

/// A form about one milestone, sent by somebody signed in.
#[derive(Debug)]
pub struct Sent<T> {
    pub visit: Visit,
    pub viewer: Viewer,
    pub id: MilestoneId,
    pub typed: T,
}

impl<T: Typed> FromRequest<App> for Sent<T> {
    type Rejection = WebError;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, WebError> {
        let Path(id) = request
            .extract_parts::<Path<String>>()
            .await
            .map_err(|_| WebError::NotFound)?;
        let id = MilestoneId::parse(&id).map_err(|_| WebError::NotFound)?;
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        let viewer = visit.viewer()?.clone();
        let Form(typed) = Form::<T>::from_request(Request::from_parts(parts, body), app).await?;
        // An id that this server cannot have given: not a form of this site.
        if uuid::Uuid::parse_str(typed.submission()).is_err() {
            return Err(WebError::BadRequest(BadRequest::Form));
        }
        Ok(Self {
            visit,
            viewer,
            id,
            typed,
        })
    }
}
