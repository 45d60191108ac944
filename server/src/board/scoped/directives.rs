//! Documents that the plan comes from, for who reads the whole campaign.
use app::{
    domain::DocumentNumber,
    views::{DocumentColumn, DocumentFilter, DocumentPage, DocumentsPage, Sorted},
};

use super::CampaignBoard;
use crate::db::decisions::DecidedEvent;

impl CampaignBoard<'_> {
    /// A page of the documents that match; all of them for a file.
    pub fn documents_page(
        self,
        events: &[DecidedEvent],
        filter: DocumentFilter,
        order: (Sorted<DocumentColumn>, Option<usize>),
    ) -> DocumentsPage {
        let viewer = &self.0.viewer;
        self.0.board.documents_page(viewer, events, filter, order)
    }

    /// What comes from the documents of a number; nothing where nothing the reader may read names
    /// it.
    pub fn document_page(
        self,
        number: &DocumentNumber,
        events: &[DecidedEvent],
    ) -> Option<DocumentPage> {
        let (board, today) = (&self.0.board, &self.0.today);
        board.document_page(today, &self.0.viewer, number, events)
    }
}
