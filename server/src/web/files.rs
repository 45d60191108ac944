//! `GET /files/{id}`: one file, for who may read the very row it belongs to.
use app::{
    domain::{About, Act, FileKind, IndicatorCode, Of, Shown},
    views::{HistoryRow, about_at},
};
use axum::{
    Extension,
    extract::Path,
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, Version, header},
    response::{IntoResponse, Response},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    error::WebError, explanation::said_of, history::history_rows, received::LASTS,
    serving::Lasting, visit::Visit,
};
use crate::{
    board::ScopedBoard,
    db::{
        explanations,
        files::{self, Addressed, Behind, FileText},
        rechecks,
    },
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
    if !may_read(&visit, &board, &leads, &id).await? {
        return Err(WebError::NotFound);
    }
    answer(&visit, &leads.file).await
}

/// By the rights of this moment: what stands on no page of the reader's has no address either.
async fn may_read(
    visit: &Visit,
    board: &ScopedBoard,
    leads: &Addressed,
    id: &str,
) -> Result<bool, WebError> {
    if let Some(form) = &leads.explained_by {
        let about = explanations::about_of(&visit.app.db, form).await?;
        let said = said_of(visit, board, &about).await?;
        let mut documents = said.iter().filter_map(|row| row.document.as_ref());
        return Ok(documents.any(|it| it.has_file(id)));
    }
    if let Some(indicator) = &leads.measured {
        let code = IndicatorCode::parse(indicator).map_err(|_| WebError::NotFound)?;
        return Ok(board.reads_outcome_in_full(&code) == Some(true));
    }
    if let Some(form) = &leads.rechecked_by {
        let about = rechecks::about_of(&visit.app.db, form).await?;
        let of = about.and_then(|it| match it {
            About::Milestone(_) => board.duty_of(&it).map(Of::Duty),
            About::Indicator(code) => Some(Of::Indicator(code)),
        });
        return Ok(of.is_some_and(|of| board.reads_rechecks(&of) == Some(true)));
    }
    if leads.purpose.as_deref() == Some(Behind::Recheck.code()) {
        // Until it is recorded it is its sender's alone, who still records.
        let viewer = board.viewer();
        return Ok(leads.person.as_ref() == Some(&viewer.person) && viewer.role.rechecks());
    }
    if leads.milestone.as_deref() == Some(files::MEASURE) {
        let viewer = board.viewer();
        return Ok(match &leads.person {
            Some(person) => *person == viewer.person,
            // Of the draft, which is the side's.
            None => {
                leads.organisation.as_deref() == Some(viewer.organisation())
                    && board.measure_page().is_some()
            }
        });
    }
    let about = leads.milestone.as_deref().and_then(about_at);
    let viewer = board.viewer();
    let milestone = match about {
        Some(About::Milestone(id)) => id,
        // Of an explanation that was not sent: nothing else of an indicator alone has files.
        Some(About::Indicator(_)) => {
            let own = leads.person.as_ref() == Some(&viewer.person);
            return Ok(
                own && about.is_some_and(|it| board.speakable(Act::Explained, &it).is_some())
            );
        }
        None => return Ok(false),
    };
    if let Some(organisation) = &leads.organisation {
        if organisation != viewer.organisation() {
            return Ok(false);
        }
        // Of a form that was not saved, which may be an explanation of what another owes.
        return Ok(match &leads.person {
            Some(person) => {
                let about = About::Milestone(milestone.clone());
                let explains = || board.speakable(Act::Explained, &about).is_some();
                *person == viewer.person && (board.owes(&milestone) || explains())
            }
            None => board.owes(&milestone),
        });
    }
    let history = history_rows(visit, board, &milestone).await?;
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
