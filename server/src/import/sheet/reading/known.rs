//! What the plan has of a task otherwise than the table, and what becomes of it.
use app::views::{
    PlanFile, SheetAbout, SheetCell, SheetDue, SheetFate, SheetMeans, SheetNote, SheetWho,
};

use super::{
    super::{
        Shown,
        question::Asked,
        standing::{Moves, Standing},
    },
    Reading,
};

/// In which file of the plan a task stands.
pub(super) const fn file_of(shown: &Shown) -> PlanFile {
    match shown.database {
        true => PlanFile::Databases,
        false => PlanFile::Programme,
    }
}

impl Reading<'_> {
    /// Says that the plan has other leads of a task that stands in it.
    pub(super) fn other_leads(&mut self, row: usize, code: &str, leads: &SheetCell<SheetWho>) {
        let Some(shown) = self.beside.shown.get(code) else {
            return;
        };
        let own: Vec<&SheetWho> = leads.read.iter().filter(|it| it.leads()).collect();
        let same = own.len() == shown.leads.len() && own.iter().all(|it| shown.leads.contains(it));
        if same || leads.read.is_empty() {
            return;
        }
        let names = shown.leads.iter().map(|it| match it {
            SheetWho::Everyone => app::domain::EVERY_UNIT.to_owned(),
            SheetWho::Unit(code, name)
            | SheetWho::Partner(code, name)
            | SheetWho::Group(code, name) => format!("{name} ({code})"),
            SheetWho::Body(_, name) | SheetWho::NewGroup(_, name, _) | SheetWho::Nobody(name) => {
                name.to_string()
            }
        });
        let leads = names.collect::<Vec<_>>().join("; ");
        let leads = if leads.is_empty() {
            app::text::NONE.to_owned()
        } else {
            leads
        };
        let file = file_of(shown);
        let code = code.to_owned();
        let note = SheetNote::OtherLeads { file, code, leads };
        self.notes.push((row, note));
    }

    /// Says of a company that a row names for a task of the plan which does not have it that a table does not
    /// write it. Of several none would be the task's.
    pub(super) fn other_company(
        &mut self,
        row: usize,
        code: &str,
        named: [&SheetCell<SheetWho>; 2],
    ) {
        let all = named.iter().flat_map(|it| &it.read);
        let mut companies = all.filter(|it| matches!(it, SheetWho::Partner(..)));
        let (Some(SheetWho::Partner(company, name)), None) = (companies.next(), companies.next())
        else {
            return;
        };
        let nothing = Shown::default();
        let shown = self.beside.shown.get(code).unwrap_or(&nothing);
        let has = |it: &SheetMeans| matches!(it, SheetMeans::Who(SheetWho::Partner(own, _)) if own == company);
        if !shown.means.iter().any(has) {
            let (file, code, name) = (file_of(shown), code.to_owned(), name.to_string());
            let note = SheetNote::OtherCompany { file, code, name };
            self.notes.push((row, note));
        }
    }

    /// Says that the plan has another deadline of a task that stands in it, and what becomes of each;
    /// `of`: what the plan has of the product of the row.
    pub(super) fn other_due(
        &mut self,
        row: usize,
        task: &str,
        here: &SheetDue,
        fate: SheetFate,
        of: &[&Standing],
    ) {
        let known = self.codes.knows(task);
        let Some(shown) = self.beside.shown.get(task).filter(|_| known) else {
            return;
        };
        let own = of.iter().filter(|it| it.moves(here) != Moves::Not);
        let own: Vec<SheetDue> = own.map(|it| it.told()).collect();
        let all = shown.means.iter().filter_map(|it| match it {
            SheetMeans::Due(due) => Some(due.clone()),
            _ => None,
        });
        let mut there: Vec<SheetDue> = Vec::new();
        let of_task: Vec<SheetDue> = all.filter(|_| of.is_empty()).collect();
        for due in own.into_iter().chain(of_task) {
            if !there.contains(&due) {
                there.push(due);
            }
        }
        let same = of.is_empty() && shown.has(&SheetMeans::Due(here.clone()));
        if !there.is_empty() && !same && *here != SheetDue::None {
            let here = here.clone();
            // What recurs stands beside what is due once, and the other way round.
            let fate = match fate {
                SheetFate::Moves if of.is_empty() => SheetFate::Both,
                fate => fate,
            };
            let note = SheetNote::OtherDue { there, here, fate };
            self.notes.push((row, note));
        }
    }

    /// What becomes of what the plan has of a product, where no deadline of a table can move it: it is
    /// asked whether that stays.
    pub(super) fn kept(
        &mut self,
        row: usize,
        task: &str,
        what: &str,
        here: &SheetDue,
        of: &[&Standing],
    ) -> Option<SheetFate> {
        let never = |it: &&Standing| it.moves(here) == Moves::Never;
        let first = of.first().filter(|_| of.iter().all(never))?;
        let key = format!("{task} {what} {here:?}");
        let choices = vec![SheetMeans::Keeps(first.told())];
        let asked = Asked::of_all(&key, SheetAbout::Standing, what, choices);
        Some(match self.ask(&asked, row, task) {
            Some(_) => SheetFate::Stays,
            None => SheetFate::Asked,
        })
    }

    /// What becomes of several milestones that have the product of a row, where a deadline moves them: it is
    /// asked whether all of them have it, which the row names.
    pub(super) fn of_several(
        &mut self,
        row: usize,
        task: &str,
        called: &str,
        here: &SheetDue,
        of: &[&Standing],
    ) -> Option<SheetFate> {
        let moved = of.iter().filter(|it| it.moves(here) == Moves::So);
        let moved: Vec<&&Standing> = moved.collect();
        let first = moved.first().filter(|_| moved.len() > 1)?;
        let which = moved.iter().map(|it| format!("{} – {}", it.unit, it.title));
        let which: Vec<String> = which.collect();
        let what = format!("{called}: {}", which.join("; "));
        let key = format!("{task} {called} {here:?}");
        let choices = vec![SheetMeans::MovesAll, SheetMeans::Keeps(first.told())];
        self.notes.push((row, SheetNote::SeveralStand(which)));
        let asked = Asked::of_all(&key, SheetAbout::Several, &what, choices);
        Some(match self.ask(&asked, row, task) {
            Some(SheetMeans::MovesAll) => SheetFate::Moves,
            Some(_) => SheetFate::Stays,
            None => SheetFate::Asked,
        })
    }
}
