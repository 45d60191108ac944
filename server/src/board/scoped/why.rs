//! What a figure is made of, as one person may read it.
use app::{
    domain::{Figure, Of},
    views::{OutcomePage, WhyFigure},
};

use super::ScopedBoard;
use crate::board::{Asking, Hidden};

impl ScopedBoard {
    /// One page of what a figure is made of, all of it without a page; `None` when there is no
    /// such figure, or none for this reader. People and documents are told by the ledger.
    pub fn why(&self, figure: &Figure, page: Option<usize>) -> Option<WhyFigure> {
        let hidden = match &figure.of {
            Of::Duty(key) => self.hidden(&key.unit),
            _ => Hidden::new(),
        };
        let asking = Asking {
            scope: &self.scope,
            viewer: &self.viewer,
            hidden: &hidden,
            page,
        };
        let why = self.board.why(asking, figure)?;
        Some(WhyFigure {
            trust: self.trust(Some(figure.what), &figure.of),
            ..why
        })
    }

    /// The value of an indicator, from its page as the reader has it.
    pub fn why_value(&self, figure: &Figure, page: OutcomePage) -> Option<WhyFigure> {
        let why = self.board.why_value(figure, page)?;
        Some(WhyFigure {
            trust: self.trust(Some(figure.what), &figure.of),
            ..why
        })
    }

    /// Adds the values to the way to a target, from the page of its indicator.
    pub fn tell_values(&self, why: &mut WhyFigure, page: OutcomePage) {
        self.board.tell_values(why, page);
    }
}
