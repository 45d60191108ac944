//! `GET /files/{id}`: one file, for who may read the very row it belongs to.
use app::{
    domain::{FileKind, MilestoneId, Shown},
    views::HistoryRow,
};
use axum::{
    Extension,
    extract::Path,
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, Version, header},
    response::{IntoResponse, Response},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    error::WebError, history::history_rows, received::LASTS, serving::Lasting, visit::Visit,
};
use crate::{
    board::ScopedBoard,
    db::files::{self, Addressed, FileText},
    files::StoreError,
};

/// Marks an answer that is a file as it was handed over.
#[derive(Debug, Clone, Copy)]
pub struct AsItIs;

/// Whether an answer is worth packing: files are packed already.
pub fn may_be_compressed(_: StatusCode, _: Version, _: &HeaderMap, it: &Extensions) -> bool {
    it.get::<AsItIs>().is_none()
}

/// `GET /files/{id}`
pub async fn file(
    lasting: Option<Extension<Lasting>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    if let Some(Extension(lasting)) = lasting {
        lasting.at_least(LASTS);
    }
    let board = visit.read()?;
    let leads = files::addressed(&visit.app.db, &id).await?;
    let leads = leads.ok_or(WebError::NotFound)?;
    let milestone = MilestoneId::parse(&leads.milestone).map_err(|_| WebError::NotFound)?;
    if !may_read(&visit, &board, &milestone, &leads, &id).await? {
        return Err(WebError::NotFound);
    }
    answer(&visit, &leads.file).await
}

/// By the rights of this moment: what stands on no page of the reader's has no address either.
async fn may_read(
    visit: &Visit,
    board: &ScopedBoard,
    milestone: &MilestoneId,
    leads: &Addressed,
    id: &str,
) -> Result<bool, WebError> {
    let viewer = board.viewer();
    if let Some(organisation) = &leads.organisation {
        let own = organisation == viewer.organisation() && board.owes(milestone);
        let theirs = leads.person.as_ref().is_none_or(|it| *it == viewer.person);
        return Ok(own && theirs);
    }
    let history = history_rows(visit, board, milestone).await?;
    let shows = |row: &HistoryRow| row.evidence.iter().any(|it| it.has_file(id));
    Ok(history.iter().any(shows))
}

async fn answer(visit: &Visit, file: &FileText) -> Result<Response, WebError> {
    let kind = file.kind().ok_or(WebError::NotFound)?;
    let bytes = visit.app.files.read(&file.hash).await.map_err(|error| {
        tracing::error!(%error, id = file.id, "a file was not read");
        match error {
            StoreError::Missing => WebError::FileLost,
            _ => WebError::FilesAway,
        }
    })?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(kind.media_type()),
    );
    headers.insert(header::CONTENT_LENGTH, file.size.into());
    if let Ok(disposition) = HeaderValue::from_str(&disposition(kind, &file.name)) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response.extensions_mut().insert(AsItIs);
    Ok(response)
}

/// Shown beside our pages, or only to be kept; its name in letters that every browser reads.
fn disposition(kind: FileKind, name: &str) -> String {
    let how = match kind.shown() {
        Shown::Picture | Shown::Page => "inline",
        Shown::Attachment => "attachment",
    };
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
    format!("{how}; filename*=UTF-8''{name}")
}
