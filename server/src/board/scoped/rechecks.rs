//! Re-checks as one person may read and record them.
use std::collections::BTreeMap;

use app::{
    domain::{About, Announced, DutyKey, Of, Refusal, Trust, What},
    views::{DrawRow, OldBookTold, RecheckItem, RecheckResult, ScopeRow, ToldRechecks},
};

use super::{CampaignBoard, ScopedBoard};
use crate::{
    board::{Drawn, Lot, may_recheck, may_say},
    db::rechecks::{DrawText, ResultText},
};

impl ScopedBoard {
    /// How often what is behind a figure was re-checked and confirmed.
    pub fn trust(&self, what: Option<What>, of: &Of) -> Trust {
        self.board.trust(&self.scope, what, of)
    }

    /// What of a duty could have been re-checked: its milestones and indicators.
    pub fn about_duty(&self, key: &DutyKey) -> Vec<About> {
        self.board.about_duty(key)
    }

    /// Whether people, words and documents of re-checks are the reader's to read, of a duty or of
    /// what an indicator measures. A company reads results without words, and of its own
    /// deliverables; `None`: of others they are a number only.
    pub fn reads_rechecks(&self, of: &Of) -> Option<bool> {
        if self.company().is_some() {
            return Some(false);
        }
        let unit = match of {
            Of::Duty(key) => Some(key.unit.clone()),
            Of::Indicator(code) => self.board.unit_of_indicator(code),
            _ => None,
        };
        self.viewer
            .reads_measurements_in_full(unit.as_ref())
            .then_some(true)
    }

    /// What was found, as a page shows it.
    pub fn told_rechecks(&self, of: &Of, results: &[ResultText]) -> ToldRechecks {
        let trust = self.trust(None, of);
        self.board.told_rechecks(trust, results)
    }

    /// Whether the person may tell what was found of a thing; `told_by`: who told last.
    pub fn may_recheck(&self, lot: &Lot, told_by: Option<&str>) -> Result<(), Refusal> {
        may_recheck(&self.viewer, lot, told_by)
    }

    /// Whether the reader may say that it is confirmed, or not, beside what was
    /// told before.
    pub fn may_say<'a>(
        &self,
        confirmed: bool,
        told: impl Iterator<Item = &'a RecheckResult>,
    ) -> bool {
        may_say(&self.viewer, confirmed, told)
    }
}

impl<'a> CampaignBoard<'a> {
    /// All draws, in the order they were announced.
    pub fn announced(self) -> &'a [Announced] {
        self.0.board.announced()
    }

    pub fn trust_of_all(self) -> Trust {
        self.0.board.trust_of_all()
    }

    /// What came from the old book.
    pub fn old_book_told(self) -> Option<OldBookTold> {
        self.0.board.old_book_told()
    }

    /// Where can be drawn today.
    pub fn recheck_scopes(self) -> Vec<ScopeRow> {
        self.0.today.recheck_scopes()
    }

    /// What was found of a thing in other draws, by their numbers.
    pub fn found_elsewhere(self, results: &[ResultText]) -> Vec<(usize, RecheckResult)> {
        self.0.board.found_elsewhere(results)
    }

    pub fn draw_row(
        self,
        number: usize,
        draw: &Announced,
        text: Option<&DrawText>,
        drawn: Option<&Drawn>,
    ) -> DrawRow {
        self.0.board.draw_row(number, draw, text, drawn)
    }

    /// The places of a draw of which nothing was found, or where something was confirmed or not.
    pub fn places_found(
        self,
        draw: &Announced,
        drawn: &Drawn,
        confirmed: Option<bool>,
    ) -> Vec<usize> {
        self.0.board.places_found(draw, drawn, confirmed)
    }

    pub fn recheck_item(
        self,
        lot: (usize, &Lot),
        ended: &BTreeMap<String, i64>,
        results: &[ResultText],
    ) -> RecheckItem {
        let viewer = &self.0.viewer;
        self.0.board.recheck_item(viewer, lot, ended, results)
    }
}
