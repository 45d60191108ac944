//! What the plan has to be handed over of a task, and what the deadline of a row does to it.
use app::{
    domain::{Day, MilestoneKind},
    text::accented_key,
    views::{SheetDue, SheetRhythm},
};

use super::title::title;

/// A milestone or a rhythm of one unit.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Of a rhythm its code.
    pub id: String,
    pub unit: String,
    pub kind: MilestoneKind,
    pub title: String,
    pub product: String,
    /// As it was promised first.
    pub due: SheetDue,
    /// The deadline that stands, also where an event has set it.
    pub stands: Option<Day>,
    /// The first day to which a decision may extend it.
    pub extends_from: Option<Day>,
    /// Nothing of it is open.
    pub over: bool,
}

/// What a deadline does to what stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moves {
    /// The plan says so already, or the row says nothing.
    Not,
    /// It is extended, or has its deadline by this.
    So,
    /// A table cannot: what was promised stays.
    Never,
}

impl Standing {
    pub fn recurs(&self) -> bool {
        matches!(self.due, SheetDue::Rhythm(_))
    }

    pub fn moves(&self, here: &SheetDue) -> Moves {
        let stands = self.stands.map(SheetDue::Day);
        let same = stands.as_ref() == Some(here) || bare(&self.due) == bare(here);
        let runs = matches!(self.due, SheetDue::After { .. });
        match here {
            _ if same => Moves::Not,
            SheetDue::None => Moves::Not,
            _ if self.over || self.recurs() => Moves::Never,
            SheetDue::Day(day) if stands.is_some() => match self.extends_from {
                Some(from) if *day >= from => Moves::So,
                _ => Moves::Never,
            },
            // What runs from an event has its day by that alone.
            SheetDue::After { .. } if stands.is_none() => Moves::So,
            _ if stands.is_none() && !runs => Moves::So,
            _ => Moves::Never,
        }
    }

    /// The deadline as it is told: the day that stands, where there is one.
    pub fn told(&self) -> SheetDue {
        self.stands.map_or_else(|| self.due.clone(), SheetDue::Day)
    }
}

/// A rhythm without the day of its first report, which no cadence has.
fn bare(due: &SheetDue) -> SheetDue {
    match due {
        SheetDue::Rhythm(it) => SheetDue::Rhythm(SheetRhythm { first: None, ..*it }),
        due => due.clone(),
    }
}

/// What the plan has of a product among all that stands of its task, by its title before its product:
/// what recurs where the row does, else what is due once.
pub fn of_product<'a>(
    all: &'a [Standing],
    name: &str,
    task: &str,
    due: &SheetDue,
) -> Vec<&'a Standing> {
    let name = if name.is_empty() { task } else { name };
    let titles = [name, &title(name, task)].map(accented_key);
    let recurs = matches!(due, SheetDue::Rhythm(_));
    let sort = || all.iter().filter(|it| it.recurs() == recurs);
    let titled = |it: &&Standing| titles.contains(&accented_key(&it.title));
    let named = |it: &&Standing| accented_key(&it.product) == titles[0];
    let all: Vec<&Standing> = sort().filter(titled).collect();
    match all.is_empty() {
        true => sort().filter(named).collect(),
        false => all,
    }
}
