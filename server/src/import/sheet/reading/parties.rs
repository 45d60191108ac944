//! Who has a part in a task: its cells of leads and helpers, each read with what the other says.
use app::{
    text::accented_key,
    views::{SheetAbout, SheetCell, SheetMeans, SheetNote, SheetOther, SheetWho},
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
    add(&mut cell.read, more.read);
}

/// Adds those who are not there.
fn add(all: &mut Vec<SheetWho>, more: Vec<SheetWho>) {
    for who in more {
        if !all.contains(&who) {
            all.push(who);
        }
    }
}

/// Names by what is said of them, or was answered.
#[derive(Default)]
struct Parts {
    leads: Vec<String>,
    helps: Vec<String>,
    /// Somebody's part is asked, and whether one is not answered.
    asked: bool,
    open: bool,
}

impl Parts {
    fn take(&mut self, name: &str, part: Option<&SheetMeans>) {
        match part {
            Some(SheetMeans::Leads) => self.leads.push(name.to_owned()),
            Some(SheetMeans::Helps) => self.helps.push(name.to_owned()),
            Some(_) => {}
            None => self.open = true,
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
        self.handed = self.more || hands_over(cells, self.span);
        let written = who_in(cells, Column::Lead);
        let blank = cells.lines(Column::Lead).is_empty();
        // Of what is to be handed over somebody leads, although the table says nobody.
        let mut asks = blank || (written.is_empty() && self.handed);
        let above = self.above.clone();
        let mut answer = match asks {
            true => self.asked_lead(row, task, cells, &above),
            false => None,
        };
        let cell = match answer {
            Some(SheetMeans::AsAbove) => above,
            _ => written.to_owned(),
        };
        let led = self.of_lead_cell(row, task, &cell);
        let helped = self.of_helper_cell(row, task, who_in(cells, Column::Helpers));
        let lead = [led.leads, helped.leads].concat().join("\n");
        let helpers = [helped.helps, led.helps].concat().join("\n");
        // Where all who are named help, somebody else leads.
        let unled = led.asked && !led.open && lead.trim().is_empty();
        if unled {
            asks = true;
            answer = self.asked_lead(row, task, cells, "");
        }
        let mut leads = self.named(row, task, lead.trim(), As::Lead);
        let helping = std::mem::take(&mut self.helping);
        let mut helpers = self.named(row, task, helpers.trim(), As::Helper);
        add(&mut helpers.read, helping);
        if let Some(SheetMeans::Who(who)) = &answer {
            leads.read.push(who.clone());
        }
        helpers.read.retain(|it| !leads.read.contains(it));
        let named = led.asked || !leads.written.is_empty();
        let waits = asks && answer.is_none();
        if leads.read.is_empty() && !waits && (unled || !named) {
            self.notes.push((row, SheetNote::NoLead));
        }
        self.one_company(row, task, [&mut leads, &mut helpers]);
        if named {
            leads.written = app::domain::clean_line(written);
        }
        if !blank {
            self.above = if named { cell } else { String::new() };
            self.above_leads.clone_from(&leads.read);
        }
        (leads, helpers)
    }

    /// What a cell of leads says of those whom it names; of whom it does not it is asked.
    fn of_lead_cell(&mut self, row: usize, task: &str, cell: &str) -> Parts {
        let said = self.parted(cell);
        // "(Sở Y tế phối hợp)" where nobody is said to lead: it is asked too.
        let helps_only = said.leads.is_empty() && said.beside.is_empty();
        let (asked, helps) = match helps_only {
            true => (&said.helps, Vec::new()),
            false => (&said.beside, said.helps.clone()),
        };
        let mut parts = Parts {
            leads: said.leads.clone(),
            helps,
            asked: !asked.is_empty(),
            open: false,
        };
        // A sign that is no name is asked for as it stands.
        if !said.names_somebody() {
            parts.leads.push(cell.to_owned());
        }
        for name in asked {
            let part = self.part(row, task, name, cell);
            parts.take(name, part.as_ref());
        }
        parts
    }

    /// Who helps by a cell of helpers; of whom it says that he leads it is asked.
    fn of_helper_cell(&mut self, row: usize, task: &str, cell: &str) -> Parts {
        let part = lead::says_part(cell).map(|leads| (leads, self.parted(cell)));
        // "Các đơn vị phối hợp" names nobody beside what it says: it is read as it stands.
        let Some((somebody_leads, said)) = part.filter(|(_, said)| said.names_somebody()) else {
            return Parts {
                helps: vec![cell.to_owned()],
                ..Parts::default()
            };
        };
        // Who is said to have no part here is not known by a word of it: of all it is asked.
        let denies = lead::denies(cell);
        let mut parts = Parts {
            helps: match denies {
                true => Vec::new(),
                false => said.helps.clone(),
            },
            ..Parts::default()
        };
        let asked = said.helps.iter().filter(|_| denies);
        for name in said.leads.iter().chain(&said.beside).chain(asked) {
            let part = match denies || somebody_leads && said.leads.contains(name) {
                true => self.part(row, task, name, cell),
                false => Some(SheetMeans::Helps),
            };
            parts.take(name, part.as_ref());
        }
        parts
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
        let mut parts = Parts {
            helps: said.helps,
            ..Parts::default()
        };
        let cell = format!("{code} {written}");
        for name in said.leads.iter().chain(&said.beside) {
            let leads = self.beside.known.plain(name);
            if leads.is_none_or(|it| !there.contains(&it)) {
                let part = self.part(row, &code, name, &cell);
                parts.take(name, part.as_ref());
            }
        }
        parts.helps.push(who_in(cells, Column::Helpers).to_owned());
        self.handed = false;
        let leads = self.named(row, &code, &parts.leads.join("\n"), As::Lead);
        let helping = std::mem::take(&mut self.helping);
        let mut helpers = self.named(row, &code, parts.helps.join("\n").trim(), As::Helper);
        add(&mut helpers.read, helping);
        let Some(mut task) = self.tasks.pop() else {
            return;
        };
        let written = app::domain::clean_line(written);
        take_in(&mut task.leads, SheetCell { written, ..leads });
        take_in(&mut task.helpers, helpers);
        self.one_company(row, &code, [&mut task.leads, &mut task.helpers]);
        let leads = &task.leads.read;
        task.helpers.read.retain(|it| !leads.contains(it));
        self.tasks.push(task);
    }

    /// Who leads where no cell says it: whoever leads above, a unit that is typed, or nobody where nothing
    /// is to be handed over. `above`: the cell of leads that stands above, where this may say the same.
    fn asked_lead(
        &mut self,
        row: usize,
        task: &str,
        cells: &RowCells<'_>,
        above: &str,
    ) -> Option<SheetMeans> {
        let above = app::domain::clean_line(above);
        // Of a table without the column it is asked once, else of each task.
        let (about, of) = match (above.is_empty(), cells.has(Column::Lead)) {
            (false, _) => (SheetAbout::Above, above.clone()),
            (true, true) => (SheetAbout::NoLead, cells.line(Column::Task)),
            (true, false) => (SheetAbout::NoLead, String::new()),
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
        let key = format!("{} {}", accented_key(&of), self.handed);
        let asked = Asked::of_all(&key, about, &of, choices).or(SheetOther::Unit);
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
        let all: Vec<Read> = match of {
            As::Lead => all,
            As::Helper => all.into_iter().map(|it| self.in_full(it)).collect(),
        };
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
                Read::One(who) => vec![who],
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
                        As::Helper => {
                            let asked = self.of_the_plan(task, asked);
                            self.shown_helper(task, asked, typed.clone())
                        }
                    };
                    let answer = self.ask(&asked, row, task);
                    if of == As::Helper {
                        self.still_nobody(row, task, answer.as_ref());
                    }
                    self.answered(answer)
                }
            };
            add(&mut read, who);
        }
        // Every unit is whoever else is named, too.
        if read.contains(&SheetWho::Everyone) {
            read.retain(|it| *it == SheetWho::Everyone || !it.leads());
        }
        SheetCell { written, read }
    }

    /// Asks which of several companies is the task's, as it has one; the others are bodies outside.
    fn one_company(&mut self, row: usize, task: &str, cells: [&mut SheetCell<SheetWho>; 2]) {
        let named = cells.iter().flat_map(|it| &it.read);
        let named = named.filter(|it| matches!(it, SheetWho::Partner(..)));
        let mut all: Vec<SheetWho> = Vec::new();
        add(&mut all, named.cloned().collect());
        if all.len() < 2 {
            return;
        }
        let names = all.iter().filter_map(|it| match it {
            SheetWho::Partner(_, name) => Some(name.clone()),
            _ => None,
        });
        let names: Vec<std::sync::Arc<str>> = names.collect();
        let there = |name: &str| {
            let key = accented_key(name);
            let mut bodies = self.beside.bodies.iter();
            let found = bodies.find(|(_, it)| accented_key(it) == key);
            found.map(|(code, _)| code.clone())
        };
        let outside = names.iter().map(|it| SheetWho::Body(there(it), it.clone()));
        let outside: Vec<SheetWho> = outside.collect();
        let one = all.iter().cloned().map(SheetMeans::Who);
        let choices = one.chain([SheetMeans::AllOf(outside.clone())]).collect();
        let asked = Asked::new(SheetAbout::OneCompany, &names.join(", "), choices);
        let own = match self.ask(&asked, row, task) {
            Some(SheetMeans::Who(own)) => Some(own),
            Some(_) => None,
            None => return,
        };
        for cell in cells {
            for who in &mut cell.read {
                let at = all
                    .iter()
                    .position(|it| it == who && own.as_ref() != Some(it));
                if let Some(body) = at.and_then(|at| outside.get(at)) {
                    *who = body.clone();
                }
            }
        }
    }

    /// The same question of a company apart, where the plan has it as a body outside of this task: what other
    /// tasks have is no answer to it.
    fn of_the_plan(&self, task: &str, mut asked: Asked) -> Asked {
        let shown = self.beside.shown.get(task);
        let has = |it: &SheetMeans| shown.is_some_and(|shown| shown.means.contains(it));
        let body = |it: &&SheetMeans| matches!(it, SheetMeans::Who(SheetWho::Body(..)));
        let company = |it: &&SheetMeans| matches!(it, SheetMeans::Who(SheetWho::Partner(..)));
        let of_company = asked.about == SheetAbout::Company && self.codes.knows(task);
        let choices = &asked.choices;
        if of_company
            && choices.iter().filter(body).any(has)
            && !choices.iter().filter(company).any(has)
        {
            asked.key.push_str(" outside");
        }
        asked
    }

    /// Whom the table names elsewhere in full: asked, as it may be that one.
    fn in_full(&self, read: Read) -> Read {
        let Read::One(SheetWho::Body(None, name)) = &read else {
            return read;
        };
        let Some(full) = self.beside.known.spelt(name, &self.new_names) else {
            return read;
        };
        let answered = self.questions.lead_of(full);
        let bodies = [full.as_str().into(), name.clone()].map(|it| SheetWho::Body(None, it));
        let mut choices: Vec<SheetMeans> = answered.into_iter().collect();
        for it in bodies.map(SheetMeans::Who) {
            if !choices.contains(&it) {
                choices.push(it);
            }
        }
        Read::Asked(Asked::new(SheetAbout::Helper, name, choices).or(SheetOther::Unit))
    }

    /// Takes in the names of a table that nobody has whom the campaign knows.
    pub fn learn(&mut self, rows: &[(usize, RowCells<'_>)]) {
        let mut cells = std::collections::BTreeSet::new();
        let mut names = std::collections::BTreeSet::new();
        for (_, row) in rows {
            for column in [Column::Lead, Column::Helpers] {
                let cell = who_in(row, column);
                if cells.insert(cell) {
                    let new = |it: &String| self.beside.known.is_new(it);
                    names.extend(self.beside.known.parted(cell).into_iter().filter(new));
                }
            }
        }
        self.new_names = names.into_iter().collect();
    }

    /// Whom an answer names; who helps beside the first of several is kept for the cell of helpers.
    fn answered(&mut self, answer: Option<SheetMeans>) -> Vec<SheetWho> {
        match answer {
            Some(SheetMeans::Who(who)) => vec![who],
            Some(SheetMeans::AllOf(all) | SheetMeans::AllBut(all, _)) => all,
            Some(SheetMeans::FirstOf(all)) => {
                let mut all = all.into_iter();
                let first = all.next();
                self.helping.extend(all);
                first.into_iter().collect()
            }
            _ => Vec::new(),
        }
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
}
