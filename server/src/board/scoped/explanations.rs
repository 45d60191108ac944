//! What one person may read and say of what is asked and explained.
use app::{
    domain::{About, Act, DutyKey, MilestoneId, Refusal, Responsible},
    views::{MilestoneRow, SaidRow, WhyLate},
};

use super::ScopedBoard;
use crate::{
    board::Speakable,
    db::explanations::{Reads, SaidText},
};

/// What was said, by the day of the page and by today.
impl ScopedBoard {
    /// How much of what was asked and explained about something of a duty the reader is given;
    /// `None`: nothing.
    pub fn reads_said(&self, about: &About) -> Option<Reads> {
        let unit = match about {
            About::Milestone(id) if self.company().is_some() => {
                return self.reads_in_full(id).then_some(Reads::OwnTime);
            }
            About::Milestone(id) => self.board.responsible(id)?.0.clone(),
            About::Indicator(code) => self.board.unit_of_indicator(code)?,
        };
        self.campaign()?;
        let full = self.viewer.reads_in_full(&unit, &Responsible::Unit);
        Some(if full { Reads::Full } else { Reads::Causes })
    }

    /// What was explained last about a milestone or an indicator, where the reader may know it.
    pub fn explained(&self, about: &About) -> Option<WhyLate> {
        self.reads_said(about)?;
        match about {
            About::Milestone(id) => self.board.why_late(id),
            About::Indicator(code) => self.board.why_measured(code),
        }
    }

    pub(super) fn tell_why(&self, rows: &mut [MilestoneRow]) {
        for row in rows {
            row.why = self.explained(&About::Milestone(row.id.clone()));
        }
    }

    /// What was said, as a page shows it.
    pub fn said_row(&self, said: &SaidText) -> Option<SaidRow> {
        self.board.said_row(said)
    }
}

/// What the person may say, always today.
impl ScopedBoard {
    /// What a person may ask about or explain, opened from a milestone or an indicator; `None` where the person
    /// has nothing to say about it.
    pub fn speakable(&self, act: Act, about: &About) -> Option<Speakable> {
        let mut it = self.today.speakable(&self.viewer, act, about)?;
        it.why = self.explained(about);
        Some(it)
    }

    /// What the person may say about something now.
    pub fn says(&self, about: &About) -> Vec<Act> {
        self.today.says(&self.viewer, about)
    }

    /// The first milestone of the duty of something, on whose page a document is put right.
    pub fn first_of_duty(&self, about: &About) -> Option<MilestoneId> {
        self.today.first_of_duty(about)
    }

    /// The duty of something that is asked about or explained.
    pub fn duty_of(&self, about: &About) -> Option<DutyKey> {
        self.today.duty_about(about)
    }

    /// Whether the person may ask about or explain something.
    pub fn may_speak(&self, act: Act, about: &About) -> Result<(), Refusal> {
        self.today.may_speak(&self.viewer, act, about)
    }
}
