//! Terms that run from events which the plan has already, or from the document that the table is of.
use app::{
    domain::DocumentNumber,
    text::accented_key,
    views::{SheetAbout, SheetDue, SheetMeans, SheetOther},
};

use super::{
    super::{Beside, document, due::Said, question::Asked},
    Reading,
};

/// An event of the plan, as it is compared.
pub(super) struct Event {
    name: String,
    key: String,
    numbers: Vec<DocumentNumber>,
    /// By its name too, not by the number of its document alone.
    of_plan: bool,
}

/// The events of a plan, those first that are of a document.
pub(super) fn events(beside: &Beside) -> Vec<Event> {
    let event = |name: &str, words: &str, of_plan| Event {
        name: name.to_owned(),
        key: accented_key(name),
        numbers: document::numbers(words),
        of_plan,
    };
    let issued = beside.issued.iter();
    let issued = issued.map(|(number, name)| event(name, number, false));
    let named = beside.triggers.iter();
    let named = named.map(|(_, name)| event(name, name, true));
    issued.chain(named).collect()
}

impl Reading<'_> {
    /// A term that runs from an event which the plan may have under other words: that is offered first.
    pub(super) fn of_known_events(&self, cell: &str, said: Said) -> Said {
        let after = |it: &SheetMeans| match it {
            SheetMeans::Due(SheetDue::After { event, .. }) => Some(event.clone()),
            _ => None,
        };
        let (choices, event) = match &said {
            Said::One(due) => {
                let means = SheetMeans::Due(due.clone());
                (vec![means.clone()], after(&means))
            }
            Said::Asked(asked) => (asked.choices.clone(), asked.choices.iter().find_map(after)),
        };
        let known = event.map_or_else(Vec::new, |it| self.events_like(&it));
        if known.is_empty() {
            return said;
        }
        let of_known = |name: &String| {
            let named = |it: &SheetMeans| match it {
                SheetMeans::Due(SheetDue::After { days, count, .. }) => {
                    let (days, count, event) = (*days, *count, name.clone());
                    Some(SheetMeans::Due(SheetDue::After { days, count, event }))
                }
                _ => None,
            };
            choices.iter().filter_map(named).collect::<Vec<_>>()
        };
        let all: Vec<SheetMeans> = known.iter().flat_map(of_known).collect();
        let choices = all.into_iter().chain(choices.clone()).collect();
        Said::Asked(match said {
            Said::One(_) => Asked::new(SheetAbout::Event, cell, choices),
            Said::Asked(mut asked) => {
                asked.choices = choices;
                asked
            }
        })
    }

    /// "Sau khi Kế hoạch được ban hành": of the document that the table is of it may be counted from its
    /// day, which is offered first.
    pub(super) fn of_the_document(&self, cell: &str, said: Said) -> Said {
        let Some(issued) = self.issued else {
            return said;
        };
        let choices = match &said {
            Said::One(due) => vec![SheetMeans::Due(due.clone())],
            Said::Asked(asked) => asked.choices.clone(),
        };
        let mut days: Vec<SheetMeans> = Vec::new();
        for it in &choices {
            if let SheetMeans::Due(SheetDue::After {
                days: n,
                count,
                event,
            }) = it
                && document::is_this_one(event)
                && let Ok(n) = u16::try_from(*n)
            {
                let day = count.after(issued, n, self.span.calendar);
                let due = SheetMeans::Due(SheetDue::Day(day));
                if !days.contains(&due) {
                    days.push(due);
                }
            }
        }
        if days.is_empty() {
            return said;
        }
        let choices = days.into_iter().chain(choices).collect();
        Said::Asked(match said {
            Said::One(_) => Asked::new(SheetAbout::Loose, cell, choices).or(SheetOther::Day),
            Said::Asked(mut asked) => {
                asked.choices = choices;
                asked
            }
        })
    }

    /// Events of the plan that may be one: of the same document, or with one name within the other; none
    /// where one is called just so.
    fn events_like(&self, event: &str) -> Vec<String> {
        let (key, numbers) = (accented_key(event), document::numbers(event));
        let mut like: Vec<String> = Vec::new();
        for it in &self.events {
            let numbered = it.numbers.iter().any(|it| numbers.contains(it));
            let named = it.of_plan && (it.key.contains(&key) || key.contains(&it.key));
            if !(numbered || named) {
                continue;
            }
            if it.key == key {
                return Vec::new();
            }
            if !like.contains(&it.name) {
                like.push(it.name.clone());
            }
        }
        like
    }
}
