//! The campaign as one file that opens without a server: every page of figures as a member of the
//! committee reads it, with the tables of its lists.
//!
//! The pages are those of the site, asked for in this process from the first one on, along their
//! links. Nothing is written for the archive alone, so it cannot say anything else than they do.
mod file;
mod leaves;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use app::{
    access::{Officers, Role, Viewer},
    archive_begins_at,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use tower::ServiceExt;

pub use file::written;
use leaves::Leaf;

use crate::{
    db::people::Person,
    web::{account::ReadInProcess, router::router, state::App},
};

/// Who reads the archive's pages: a member of the committee without a name.
fn reader() -> Option<Viewer> {
    let nobody = Person {
        role: Role::Committee.code().to_owned(),
        ..Person::default()
    };
    nobody.into_viewer(&Officers::default())
}

/// The pages that are kept begin so.
const KEPT: [&str; 11] = [
    "/matrix",
    "/units",
    "/groups",
    "/duties/",
    "/databases",
    "/partners",
    "/outcomes",
    "/programme",
    "/agreements",
    "/explanations",
    "/rechecks",
];

/// What may stand in the address of a page that is kept.
const ASKED: [&str; 2] = ["group", "page"];

/// The longest page.
const LONGEST: usize = 64 * 1024 * 1024;

/// A page that does not answer as it should, which none does.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("trang {path} trả lời {status}, không đưa vào bản lưu được")]
    Page { path: String, status: StatusCode },
    #[error("trang {path} không đọc được: {why}")]
    Unread { path: String, why: String },
}

/// All that is kept of the campaign.
#[derive(Debug, Default)]
pub struct Archive {
    /// By address.
    pages: BTreeMap<String, Leaf>,
    /// Tables by address, as the site gives them to be taken away.
    tables: BTreeMap<String, String>,
}

impl Archive {
    /// How many pages and tables there are.
    pub fn numbers(&self) -> (usize, usize) {
        (self.pages.len(), self.tables.len())
    }
}

/// Reads every page of the campaign, as of today or, once it is over, of its last day.
pub async fn read(app: &App) -> Result<Archive, ArchiveError> {
    let site = router(app.clone());
    let Some(reader) = reader() else {
        return Ok(Archive::default());
    };
    let mut archive = Archive::default();
    let mut known: BTreeSet<String> = archive_begins_at().map(str::to_owned).collect();
    let mut ahead: VecDeque<String> = known.iter().cloned().collect();
    while let Some(path) = ahead.pop_front() {
        let Some(body) = answer(&site, &reader, &path).await? else {
            continue;
        };
        let (leaf, links) = Leaf::of(&body);
        archive.pages.insert(path, leaf);
        for link in links {
            if link.contains("format=csv") {
                if is_of_list(&link)
                    && known.insert(link.clone())
                    && let Some(table) = answer(&site, &reader, &link).await?
                {
                    archive.tables.insert(link, table);
                }
            } else if is_kept(&link) && known.insert(link.clone()) {
                ahead.push_back(link);
            }
        }
    }
    Ok(archive)
}

/// Whether a link leads to a page of the archive.
fn is_kept(link: &str) -> bool {
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    let kept = KEPT.iter().any(|it| path.starts_with(it));
    let form = path.ends_with("/ask") || path.ends_with("/explain");
    let asked = url::form_urlencoded::parse(query.as_bytes());
    let mut names = asked.map(|(name, _)| name.into_owned());
    kept && !form && names.all(|name| ASKED.contains(&name.as_str()))
}

/// Whether a table is of a whole list: those of single units and duties stand on their pages.
fn is_of_list(link: &str) -> bool {
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    let plain = !query.contains("why=") && !query.contains("as_of=");
    plain && path.matches('/').count() == 1
}

/// What the site answers; `None` where there is no such page.
async fn answer(
    site: &Router,
    reader: &Viewer,
    path: &str,
) -> Result<Option<String>, ArchiveError> {
    let unread = |why: String| ArchiveError::Unread {
        path: path.to_owned(),
        why,
    };
    let mut request = Request::get(path)
        .header(header::ACCEPT, "text/html")
        .body(Body::empty())
        .map_err(|error| unread(error.to_string()))?;
    let reads = ReadInProcess::by(reader.clone());
    request.extensions_mut().insert(reads);
    let Ok(answer) = site.clone().oneshot(request).await;
    if answer.status() == StatusCode::NOT_FOUND {
        return Ok(None);
    }
    if answer.status() != StatusCode::OK {
        let status = answer.status();
        let path = path.to_owned();
        return Err(ArchiveError::Page { path, status });
    }
    let bytes = to_bytes(answer.into_body(), LONGEST).await;
    let bytes = bytes.map_err(|error| unread(error.to_string()))?;
    let text = String::from_utf8(bytes.to_vec());
    text.map(Some).map_err(|error| unread(error.to_string()))
}
