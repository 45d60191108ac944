//! What a person keeps for himself: pages with their filters, and what he follows.
use std::sync::Arc;

use app::{
    domain::{clean_line, secrecy_mark, secrecy_mark_in_link},
    views::{
        AccountDone, Followed, Following, KeptByReader, LONGEST_ADDRESS, LONGEST_VIEW_NAME,
        MOST_FOLLOWED, MOST_KEPT,
    },
};
use axum::{
    Form,
    extract::rejection::FormRejection,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    account::back,
    error::{BadRequest, WebError},
    visit::Visit,
};
use crate::db::{
    audit,
    kept::{self, KeptRow, VIEW},
};

/// What the reader keeps and follows, as it may be read on the day of the page.
pub async fn kept_by(visit: &Visit) -> Result<KeptByReader, WebError> {
    let viewer = visit.viewer()?;
    let rows = kept::all(&visit.app.db, &viewer.person).await?;
    let board = visit.read()?;
    let followed = rows.iter().filter_map(|row| {
        let kind = Followed::from_code(&row.kind)?;
        board.followed(kind, &row.code)
    });
    Ok(KeptByReader {
        account: viewer.person.clone(),
        followed: followed.collect(),
        views: rows.iter().filter_map(KeptRow::view).collect(),
    })
}

/// The visit of a page on which what its reader keeps stands first.
pub async fn with_kept(mut visit: Visit) -> Result<Visit, WebError> {
    let reads = visit.viewer()?.role.reads();
    if reads && visit.keeps && !visit.frame.wall && visit.query("format").is_empty() {
        let kept = kept_by(&visit).await?;
        visit.frame.kept = (!kept.is_empty()).then(|| Arc::new(kept));
    }
    Ok(visit)
}

/// The visit of a page about something that can be followed.
pub async fn with_following(
    mut visit: Visit,
    kind: Followed,
    code: &str,
) -> Result<Visit, WebError> {
    if !visit.frame.wall && visit.query("format").is_empty() {
        let account = visit.viewer()?.person.clone();
        let follows =
            visit.keeps && kept::follows(&visit.app.db, &account, kind.code(), code).await?;
        visit.frame.following = Some(Arc::new(Following {
            kind,
            code: code.to_owned(),
            follows,
            account,
        }));
    }
    Ok(visit)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ViewFields {
    account: String,
    address: String,
    name: String,
    /// `1`: it is kept no more.
    drop: String,
}

/// `POST /account/views`
pub async fn keep_view(
    visit: Visit,
    form: Result<Form<ViewFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let address = own_address(&fields.address);
    let address = address.ok_or(WebError::BadRequest(BadRequest::Form))?;
    // What is searched for stands in it; one that is let go stands in no other place.
    if fields.drop != "1" && secrecy_mark_in_link(&address).is_some() {
        return Ok(back(AccountDone::ViewSecret));
    }
    let name = clean_line(&fields.name);
    let name = match name.is_empty() {
        true => address.clone(),
        false => name.chars().take(LONGEST_VIEW_NAME).collect(),
    };
    let row = KeptRow {
        kind: VIEW.to_owned(),
        code: address,
        name,
    };
    // A secret is no name; the page is kept under its address.
    let row = match secrecy_mark(&row.name) {
        Some(_) => KeptRow {
            name: row.code.clone(),
            ..row
        },
        None => row,
    };
    let done = change(&visit, &fields.account, &row, fields.drop == "1", MOST_KEPT).await?;
    Ok(back(done))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FollowFields {
    account: String,
    kind: String,
    code: String,
    drop: String,
}

/// `POST /account/follow`
pub async fn follow(
    visit: Visit,
    form: Result<Form<FollowFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let kind = Followed::from_code(&fields.kind);
    let kind = kind.ok_or(WebError::BadRequest(BadRequest::Form))?;
    let drop = fields.drop == "1";
    // What a person may not read is not there; what he may not read any more is let go all the same.
    let found = visit.read()?.followed(kind, &fields.code);
    let code = match found {
        Some(found) => found.code,
        None if drop => fields.code,
        None => return Err(WebError::NotFound),
    };
    let row = KeptRow {
        kind: kind.code().to_owned(),
        code,
        name: String::new(),
    };
    let done = change(&visit, &fields.account, &row, drop, MOST_FOLLOWED).await?;
    Ok(match done {
        AccountDone::Kept => Redirect::to(&kind.path(&row.code)).into_response(),
        done => back(done),
    })
}

/// Keeps something, or lets it go, with a line of the audit; the same once more changes nothing and
/// writes none.
async fn change(
    visit: &Visit,
    account: &str,
    row: &KeptRow,
    drop: bool,
    most: usize,
) -> Result<AccountDone, WebError> {
    let viewer = visit.viewer()?;
    if account != viewer.person {
        return Ok(AccountDone::OtherAccount);
    }
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    let now = tx.later(visit.app.clock.now()).await?;
    let changed = if drop {
        kept::let_go(&mut tx, &viewer.person, row).await?
    } else {
        let others = kept::others(&mut tx, &viewer.person, row).await?;
        if usize::try_from(others).is_ok_and(|others| others >= most) {
            return Ok(AccountDone::KeptFull);
        }
        kept::keep(&mut tx, &viewer.person, row, now).await?
    };
    let done = match drop {
        true => AccountDone::LetGo,
        false => AccountDone::Kept,
    };
    if !changed {
        return Ok(done);
    }
    let action = match row.kind.as_str() {
        VIEW => "person.kept",
        _ => "person.followed",
    };
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action,
        subject: &viewer.username,
        detail: if drop { "0" } else { "1" },
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(done)
}

/// The pages of figures, as the table of routes names them: what is kept is one of them.
pub const PAGES: [&str; 27] = [
    "/",
    "/campaign",
    "/matrix",
    "/units",
    "/units/{code}",
    "/groups",
    "/groups/{code}",
    "/duties",
    "/duties/{unit}/{workstream}",
    "/milestones",
    "/actions",
    "/databases",
    "/databases/{code}",
    "/partners",
    "/partners/{code}",
    "/outcomes",
    "/outcomes/{code}",
    "/programme",
    "/programme/{code}",
    "/agreements",
    "/agreements/{code}",
    "/parts",
    "/latest",
    "/what-if",
    "/compare",
    "/documents",
    "/documents/{number}",
];

/// What an address says once, or asks of a figure.
const NOT_KEPT: [&str; 6] = ["done", "lang", "format", "table", "why", "why_page"];

/// An address of a page of figures of this site, as it is kept; `None` of any other.
pub fn own_address(typed: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_graphic() && !"\\\"'<>#".contains(c);
    if typed.len() > LONGEST_ADDRESS || typed.starts_with("//") || !typed.chars().all(plain) {
        return None;
    }
    let (path, query) = typed.split_once('?').unwrap_or((typed, ""));
    let known = PAGES.iter().any(|page| is_at(page, path));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            !name.is_empty() && !NOT_KEPT.contains(&name)
        })
        .collect();
    known.then(|| match kept.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", kept.join("&")),
    })
}

/// Whether a path is one of a route.
fn is_at(route: &str, path: &str) -> bool {
    let (mut parts, mut asked) = (route.split('/'), path.split('/'));
    loop {
        match (parts.next(), asked.next()) {
            (None, None) => return true,
            (Some(part), Some(here)) if part.starts_with('{') => {
                let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~%".contains(c);
                if here.is_empty() || here.starts_with('.') || !here.chars().all(plain) {
                    return false;
                }
            }
            (Some(part), Some(here)) if part == here => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn only_pages_of_figures_of_this_site_are_kept() {
        for (typed, kept) in [
            ("/", Some("/")),
            ("/units", Some("/units")),
            (
                "/units?q=thu%20duc&bloc=government",
                Some("/units?q=thu%20duc&bloc=government"),
            ),
            (
                "/units/SYT?why=accepted&as_of=2026-11-01&lang=en",
                Some("/units/SYT?as_of=2026-11-01"),
            ),
            (
                "/compare?from=2026-11-18&format=csv",
                Some("/compare?from=2026-11-18"),
            ),
            ("//example.org/units", None),
            ("https://example.org/units", None),
            ("/\\example.org", None),
            ("/units\\..\\people", None),
            ("javascript:alert(1)", None),
            ("/units/../people", None),
            ("/units/..", None),
            ("/sign-out", None),
            ("/people", None),
            ("/account", None),
            ("/compare/days", None),
            ("/units\n/x", None),
            ("", None),
        ] {
            assert_eq!(own_address(typed).as_deref(), kept, "{typed}");
        }
        assert_eq!(own_address(&format!("/units?q={}", "x".repeat(500))), None);
    }
}
