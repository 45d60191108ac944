//! Who has a part in a task: its cells of leads and helpers, each read with what the other says.
use app::{
    text::accented_key,
    views::{PlanFile, SheetAbout, SheetCell, SheetMeans, SheetNote, SheetOther, SheetWho},
};

use super::{
    super::{
        RowCells, Shown,
        columns::Column,
        lead::{self, Lead},
        question::Asked,
        who::{As, Read, is_nobody, says_something},
    },
    Reading, hands_over,
};

/// Who stands in a cell; nothing where it says that there is nobody, by a word or a dash.
fn who_in<'a>(cells: &'a RowCells<'_>, column: Column) -> &'a str {
    let written = cells.lines(column);
    match is_nobody(written) || !says_something(written) {
        true => "",
        false => written,
    }
}

/// Adds what another row says to a cell.
fn take_in(cell: &mut SheetCell<SheetWho>, more: SheetCell<SheetWho>) {
    if !(more.written.is_empty() || cell.written.split("; ").any(|it| it == more.written)) {
        let both = [std::mem::take(&mut cell.written), more.written];
        let both = both.into_iter().filter(|it| !it.is_empty());
        cell.written = both.collect::<Vec<_>>().join("; ");
    }
    for who in more.read {
        if !cell.read.contains(&who) {
            cell.read.push(who);
        }
    }
}

impl Reading<'_> {
    /// Who leads a task and who helps, from both cells.
    pub(super) fn leads(
        &mut self,
        row: usize,
        task: &str,
        cells: &RowCells<'_>,
    ) -> (SheetCell<SheetWho>, SheetCell<SheetWho>) {
        let written = who_in(cells, Column::Lead);
        self.handed = self.more || hands_over(cells, self.span);
        let mut cell = written.to_owned();
        let blank = cells.lines(Column::Lead).is_empty();
        // Of what is to be handed over somebody leads, although the table says nobody.
        let answer = match blank || (written.is_empty() && self.handed) {
            true => self.of_an_empty_cell(row, task),
            false => None,
        };
        if answer == Some(SheetMeans::AsAbove) {
            cell = self.above.clone();
        }
        let said = self.parted(&cell);
        let (mut lead, mut helping) = (said.leads.join("\n"), said.helps.join("\n"));
        // A sign that is no name is asked for as it stands.
        if !said.names_somebody() {
            lead = cell.clone();
        }
        // "(Sở Y tế phối hợp)" where nobody is said to lead: it is asked too.
        let unled = said.leads.is_empty() && said.beside.is_empty();
        if unled {
            helping.clear();
        }
        let asked = if unled { &said.helps } else { &said.beside };
        for name in asked {
            match self.part(row, task, name, &cell) {
                Some(SheetMeans::Leads) => lead = format!("{lead}\n{name}"),
                Some(SheetMeans::Helps) => helping = format!("{helping}\n{name}"),
                _ => {}
            }
        }
        let mut helpers = who_in(cells, Column::Helpers).to_owned();
        let part = lead::says_part(&helpers).map(|leads| (leads, self.parted(&helpers)));
        // "Các đơn vị phối hợp" names nobody beside what it says: it is read as it stands.
        if let Some((somebody_leads, said)) = part.filter(|(_, said)| said.names_somebody()) {
            let cell = std::mem::replace(&mut helpers, said.helps.join("\n"));
            for name in said.leads.iter().chain(&said.beside) {
                let part = match somebody_leads && said.leads.contains(name) {
                    true => self.part(row, task, name, &cell),
                    false => Some(SheetMeans::Helps),
                };
                match part {
                    Some(SheetMeans::Leads) => lead = format!("{lead}\n{name}"),
                    Some(SheetMeans::Helps) => helpers = format!("{helpers}\n{name}"),
                    _ => {}
                }
            }
        }
        let helpers = format!("{helpers}\n{helping}");
        let lead = lead.trim().to_owned();
        let mut leads = self.named(row, task, &lead, As::Lead);
        let mut helpers = self.named(row, task, helpers.trim(), As::Helper);
        if let Some(SheetMeans::Who(who)) = answer {
            leads.read.push(who);
        }
        helpers.read.retain(|it| !leads.read.contains(it));
        let named = !leads.written.is_empty() || !asked.is_empty();
        if named {
            leads.written = app::domain::clean_line(written);
        } else if leads.read.is_empty() {
            self.notes.push((row, SheetNote::NoLead));
        }
        if !blank {
            self.above = if named { cell } else { String::new() };
            self.above_leads.clone_from(&leads.read);
        }
        (leads, helpers)
    }

    /// Who else has a part in the task above, whose cell reaches over this row: in the column of leads it is
    /// asked.
    pub(super) fn joins(&mut self, row: usize, cells: &RowCells<'_>) {
        let Some(task) = self.tasks.last() else {
            return;
        };
        let (code, there) = (task.code.clone(), task.leads.read.clone());
        let written = who_in(cells, Column::Lead);
        let said = self.parted(written);
        let (mut lead, mut helpers) = (String::new(), said.helps);
        helpers.push(who_in(cells, Column::Helpers).to_owned());
        let cell = format!("{code} {written}");
        for name in said.leads.iter().chain(&said.beside) {
            let leads = self.beside.known.plain(name);
            if leads.is_some_and(|it| there.contains(&it)) {
                continue;
            }
            match self.part(row, &code, name, &cell) {
                Some(SheetMeans::Leads) => lead = format!("{lead}\n{name}"),
                Some(SheetMeans::Helps) => helpers.push(name.clone()),
                _ => {}
            }
        }
        self.handed = false;
        let leads = self.named(row, &code, lead.trim(), As::Lead);
        let helpers = self.named(row, &code, helpers.join("\n").trim(), As::Helper);
        if let Some(task) = self.tasks.last_mut() {
            let written = app::domain::clean_line(written);
            take_in(&mut task.leads, SheetCell { written, ..leads });
            take_in(&mut task.helpers, helpers);
            let leads = &task.leads.read;
            task.helpers.read.retain(|it| !leads.contains(it));
        }
    }

    /// Who leads where the cell of leads is empty: whoever leads above, a unit that is typed, or nobody
    /// where nothing is to be handed over.
    fn of_an_empty_cell(&mut self, row: usize, task: &str) -> Option<SheetMeans> {
        let above = app::domain::clean_line(&self.above);
        let about = match above.is_empty() {
            true => SheetAbout::NoLead,
            false => SheetAbout::Above,
        };
        let as_above = (!above.is_empty()).then_some(SheetMeans::AsAbove);
        let empty = (!self.handed).then_some(SheetMeans::Empty);
        let choices: Vec<SheetMeans> = as_above.into_iter().chain(empty).collect();
        let known = self.codes.knows(task);
        let known = self.beside.shown.get(task).filter(|_| known);
        let shows = known.and_then(|it| {
            let same = it.leads.len() == self.above_leads.len()
                && it.leads.iter().all(|it| self.above_leads.contains(it));
            match it.leads.as_slice() {
                [] => Some(SheetMeans::Empty),
                _ if same => Some(SheetMeans::AsAbove),
                [one] => Some(SheetMeans::Who(one.clone())),
                _ => None,
            }
        });
        let of_them = |it: &SheetMeans| matches!(it, SheetMeans::Who(_)) || choices.contains(it);
        let shows = shows.filter(of_them);
        let key = format!("{} {}", accented_key(&above), self.handed);
        let asked = Asked::of_all(&key, about, &above, choices).or(SheetOther::Unit);
        self.ask(&asked.shown_as(shows), row, task)
    }

    /// What part somebody has who stands beside a lead.
    fn part(&mut self, row: usize, task: &str, name: &str, cell: &str) -> Option<SheetMeans> {
        let who = self.beside.known.plain(name);
        let shown = self.beside.shown.get(task);
        let shows = who.zip(shown).and_then(|(who, shown)| {
            let has = shown.means.contains(&SheetMeans::Who(who.clone()));
            match shown.leads.contains(&who) {
                true => Some(SheetMeans::Leads),
                false => has.then_some(SheetMeans::Helps),
            }
        });
        let nobody = SheetMeans::Who(SheetWho::Nobody(name.into()));
        let stays = shows.is_none() && self.codes.knows(task);
        let shows = shows.or_else(|| stays.then(|| nobody.clone()));
        let choices = vec![SheetMeans::Leads, SheetMeans::Helps, nobody];
        let key = format!("{name} {}", accented_key(cell));
        let asked = Asked::of_all(&key, SheetAbout::Part, name, choices);
        let answer = self.ask(&asked.shown_as(shows), row, task);
        self.still_nobody(row, task, answer.as_ref());
        answer
    }

    fn named(&mut self, row: usize, task: &str, cell: &str, of: As) -> SheetCell<SheetWho> {
        let mut read = Vec::new();
        let known = &self.beside.known;
        let all = self.named.entry((of, cell.to_owned()));
        let all = all.or_insert_with(|| known.read(cell, of)).clone();
        // A dash is nobody, and nothing is to be asked.
        let written = match all.is_empty() {
            true => String::new(),
            false => app::domain::clean_line(cell),
        };
        // Whoever was typed for the one name that is asked helps in the campaign, and is named nowhere.
        let plain: Vec<&SheetWho> = all.iter().filter_map(Read::one).collect();
        let typed = match all.len() - plain.len() == 1 && of == As::Helper {
            true => self.beside.shown.get(task),
            false => None,
        };
        let typed = typed.and_then(|it| it.helper_beside(&plain));
        for (at, it) in all.iter().enumerate() {
            let who = match it.clone() {
                Read::One(who) => Some(who),
                Read::Asked(asked) => {
                    let leads = |it: &Read| match it {
                        Read::One(who) => who.leads(),
                        Read::Asked(asked) => asked.about != SheetAbout::Star,
                    };
                    let others =
                        read.iter().any(SheetWho::leads) || all[at + 1..].iter().any(leads);
                    let star = asked.about == SheetAbout::Star;
                    let asked = match of {
                        As::Lead if self.handed && !others => asked.must_lead(),
                        // What stands in the plan has who is named, unless it has every unit.
                        _ if star && self.codes.knows(task) => {
                            asked.shown_as(Some(SheetMeans::OnlyNamed))
                        }
                        _ if star => asked,
                        As::Lead => asked,
                        As::Helper => self.shown_helper(task, asked, typed.clone()),
                    };
                    let answer = self.ask(&asked, row, task);
                    if of == As::Helper {
                        self.still_nobody(row, task, answer.as_ref());
                    }
                    match answer {
                        Some(SheetMeans::Who(who)) => Some(who),
                        _ => None,
                    }
                }
            };
            read.extend(who.filter(|who| !read.contains(who)));
        }
        // Every unit is whoever else is named, too.
        if read.contains(&SheetWho::Everyone) {
            read.retain(|it| *it == SheetWho::Everyone || !it.leads());
        }
        SheetCell { written, read }
    }

    /// A helper that is asked, of whom the plan shows what was answered: who was typed, or nobody.
    fn shown_helper(&self, task: &str, asked: Asked, typed: Option<SheetMeans>) -> Asked {
        if typed.is_some() || !self.codes.knows(task) {
            return asked.shown_as(typed);
        }
        let nothing = Shown::default();
        let shown = self.beside.shown.get(task).unwrap_or(&nothing);
        let nobody = asked.shows_nobody(shown);
        asked.shown_as(nobody)
    }

    /// Says that somebody has no part in a task that stands in the plan.
    fn still_nobody(&mut self, row: usize, task: &str, answer: Option<&SheetMeans>) {
        if let Some(SheetMeans::Who(SheetWho::Nobody(name))) = answer
            && self.codes.knows(task)
        {
            self.notes
                .push((row, SheetNote::StillNobody(name.to_string())));
        }
    }

    fn parted(&mut self, cell: &str) -> Lead {
        let known = &self.beside.known;
        let said = self.parted.entry(cell.to_owned());
        said.or_insert_with(|| lead::parted(cell, known)).clone()
    }

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
        let file = match shown.database {
            true => PlanFile::Databases,
            false => PlanFile::Programme,
        };
        let code = code.to_owned();
        let note = SheetNote::OtherLeads { file, code, leads };
        self.notes.push((row, note));
    }
}
