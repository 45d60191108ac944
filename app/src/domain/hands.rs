//! In whose hand a milestone was, from which day on.
use serde::{Deserialize, Serialize};

use super::{Day, words};

words! {
    /// Who holds a milestone at the end of a day.
    Holder {
        /// The unit, responsible for it.
        Unit = "unit",
        /// A company, responsible for it.
        Company = "company",
        /// The unit's head, who decides on a company's work.
        Head = "head",
        /// The office, which decides on the unit's, and gives away what a company has that is not
        /// assigned there.
        Office = "office",
        /// A body above the city that it waits on.
        Above = "above",
    }
}

/// Days on which a milestone came into another hand, kept with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hands(Vec<(Day, Option<Holder>)>);

impl Hands {
    /// Who had it from which day on; before the first change whoever had it then.
    pub(super) fn changes(&self) -> &[(Day, Option<Holder>)] {
        &self.0
    }

    /// It came into a hand on a day, out of another. A day belongs to who has it at its end.
    pub(super) fn pass(&mut self, day: Day, from: Option<Holder>, to: Option<Holder>) {
        if self.0.is_empty() {
            self.0.push((Day::MIN, from));
        }
        match self.0.last_mut() {
            Some((last, holder)) if *last == day => *holder = to,
            Some((_, holder)) if *holder == to => {}
            _ => self.0.push((day, to)),
        }
    }
}
