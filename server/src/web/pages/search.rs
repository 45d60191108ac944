//! `GET /search`, and what the field on every page suggests.
use std::sync::Arc;

use app::{
    Page,
    access::Role,
    domain::UnitCode,
    views::{SearchKind, SearchPage},
};
use axum::response::Response;

use crate::{
    board::{Asked, Beside, Documents, ScopedBoard, UnitHead},
    db::people,
    web::{account::is_active, error::WebError, visit::Visit},
};

pub async fn search(visit: Visit) -> Result<Response, WebError> {
    let kind = SearchKind::from_code(visit.query("kind"));
    let page: usize = visit.query("page").parse().unwrap_or(1);
    let searched = Searched::of(&visit).await?;
    let page = searched.find(visit.typed(), kind.map(|kind| (kind, page.max(1))));
    Ok(visit.page(Page::Search(Box::new(page))))
}

/// All that one reader's search looks at.
pub struct Searched {
    board: ScopedBoard,
    documents: Arc<Documents>,
    heads: Vec<UnitHead>,
}

impl Searched {
    /// The board of a visit, the numbers of documents, and who heads which unit.
    pub async fn of(visit: &Visit) -> Result<Self, WebError> {
        let board = visit.read()?;
        let app = &visit.app;
        let heads = people::with_role(&app.db, Role::Head, app.today()).await?;
        let heads = heads.into_iter().filter(|it| is_active(it, app));
        let head = |it: people::Person| {
            Some(UnitHead {
                unit: UnitCode::parse(it.unit.as_deref()?).ok()?,
                name: it.name,
                title: it.title,
            })
        };
        Ok(Self {
            board,
            documents: app.live.documents().await?,
            heads: heads.filter_map(head).collect(),
        })
    }

    /// What fits a text.
    pub fn find(&self, text: String, only: Option<(SearchKind, usize)>) -> SearchPage {
        let beside = Beside {
            documents: &self.documents,
            heads: &self.heads,
        };
        self.board.search(&Asked { text, only }, &beside)
    }
}
