//! How the rows of a plan are read, one after another.
use std::collections::HashMap;

use app::{
    domain::Every,
    text::accented_key,
    views::{
        PlanFile, SheetAbout, SheetCell, SheetDue, SheetMeans, SheetNote, SheetProduct,
        SheetRhythms, SheetTask, SheetWho,
    },
};

use super::{
    Beside, RowCells, Shown,
    codes::Codes,
    columns::Column,
    document,
    due::{self, Said, Span},
    headings::Headings,
    kind,
    lead::{self, Lead},
    question::{Asked, Questions},
    who::{As, Read},
};

pub(super) struct Reading<'a> {
    beside: &'a Beside,
    span: Span<'a>,
    codes: Codes,
    pub questions: Questions,
    heading: String,
    pub tasks: Vec<SheetTask>,
    pub notes: Vec<(usize, SheetNote)>,
    pub rhythms: Option<SheetRhythms>,
    /// What the campaign has of what recurs weekly: it says nothing of the day on which data close.
    pub weekly: Option<SheetMeans>,
    /// Somebody of the campaign has to hand over what the row names.
    handed: bool,
    /// There are remarks that nothing is read of.
    pub remarks: bool,
    /// The cell of leads of the task above, as long as no heading stands between.
    above: String,
    /// The first row with a title, and the place of its task.
    titles: HashMap<String, (usize, usize)>,
    headings: Headings,
    /// Cells as they were understood: many rows say the same.
    parted: HashMap<String, Lead>,
    named: HashMap<(As, String), Vec<Read>>,
}

impl<'a> Reading<'a> {
    pub fn new(beside: &'a Beside, span: Span<'a>, questions: Questions) -> Self {
        Self {
            beside,
            span,
            codes: Codes::new(&beside.workstreams),
            questions,
            heading: String::new(),
            tasks: Vec::new(),
            notes: Vec::new(),
            rhythms: None,
            weekly: None,
            handed: false,
            remarks: false,
            above: String::new(),
            titles: HashMap::new(),
            headings: Headings::new(&beside.headings),
            parted: HashMap::new(),
            named: HashMap::new(),
        }
    }

    /// Asks, beside what the campaign has of a task.
    fn ask(&mut self, asked: &Asked, row: usize, task: &str) -> Option<SheetMeans> {
        let nothing = Shown::default();
        let shown = self.beside.shown.get(task).unwrap_or(&nothing);
        self.questions.ask(asked, row, shown, &self.beside.known)
    }

    pub fn row(&mut self, row: usize, cells: &RowCells<'_>) {
        if cells.numbers_columns() {
            return;
        }
        let given = [Column::Lead, Column::Helpers, Column::Product, Column::Due];
        let given = given.into_iter().any(|it| cells.says(it));
        let title = cells.line(Column::Task);
        match (title.is_empty(), given) {
            (true, true) if !self.tasks.is_empty() => self.goes_on(row, cells),
            (true, false) if cells.line(Column::Number).len() > 4 => {
                self.heading = cells.line(Column::Number);
                self.above.clear();
            }
            (true, _) => {}
            (false, false) if !is_numbered(&cells.line(Column::Number)) => {
                self.heading = title;
                self.above.clear();
            }
            (false, _) => self.task(row, title, cells),
        }
    }

    /// Another product of the task above, whose cell reaches over this row.
    fn goes_on(&mut self, row: usize, cells: &RowCells<'_>) {
        for column in [Column::Lead, Column::Helpers] {
            let said = cells.line(column);
            let above = self.tasks.last().map(|it| match column {
                Column::Lead => &it.leads.written,
                _ => &it.helpers.written,
            });
            if cells.says(column) && above != Some(&said) {
                self.notes.push((row, SheetNote::NotRead(said)));
            }
        }
        let code = self.tasks.last().map(|it| it.code.clone());
        let product = self.product(row, &code.unwrap_or_default(), cells);
        if let Some(task) = self.tasks.last_mut() {
            task.products.push(product);
        }
    }

    fn task(&mut self, row: usize, title: String, cells: &RowCells<'_>) {
        let key = accented_key(&title);
        let twice = self.titles.get(&key).copied();
        let code = self.codes.known(&title);
        let first = twice.filter(|_| code.is_none());
        if let Some((first, task)) = first
            && self.goes_with(row, &title, first, task, cells)
        {
            return;
        }
        let known = code.is_some();
        let code = code.unwrap_or_else(|| {
            let number = cells.line(Column::Number);
            self.codes.new_one(&cells.line(Column::Code), &number)
        });
        self.titles.entry(key).or_insert((row, self.tasks.len()));
        let (leads, helpers) = self.leads(row, &code, cells);
        let companies = leads.read.iter().chain(&helpers.read);
        if companies
            .filter(|it| matches!(it, SheetWho::Partner(..)))
            .count()
            > 1
        {
            let known = self.beside.accompanied(&leads);
            self.notes.push((row, SheetNote::Companies(known)));
        }
        let helping = helpers.read.iter().find_map(|it| match it {
            SheetWho::Partner(_, name) => Some(name.to_string()),
            _ => None,
        });
        if !leads.read.is_empty()
            && !leads.read.iter().any(SheetWho::leads)
            && let Some(name) = helping
        {
            self.notes.push((row, SheetNote::CompanyAlone(name)));
        }
        if known {
            self.other_leads(row, &code, &leads);
        }
        let heading = match cells.line(Column::Heading) {
            said if said.is_empty() => self.heading.clone(),
            said => said,
        };
        let product = self.product(row, &code, cells);
        let heading = self.headings.known(heading);
        let source = self.source(cells);
        let task = SheetTask {
            row,
            code,
            known,
            heading,
            kind: self.questions.kind(row).unwrap_or_else(|| kind::of(&title)),
            leads,
            helpers,
            products: vec![product],
            source,
            title,
        };
        self.tasks.push(task);
    }

    /// Whether a row with a title that stands above is of that task: its product goes with it.
    fn goes_with(
        &mut self,
        row: usize,
        title: &str,
        first: usize,
        place: usize,
        cells: &RowCells<'_>,
    ) -> bool {
        let task = &self.tasks[place].code.clone();
        // What the plan has once is one task.
        let known = self.codes.knows(task);
        let choices = vec![SheetMeans::OneTask, SheetMeans::OwnTask];
        let asked = Asked::new(SheetAbout::Twice, title, choices);
        let asked = asked.shown_as(known.then_some(SheetMeans::OneTask));
        let answer = self.ask(&asked, row, task);
        self.questions.stands_in(&asked, first);
        if answer != Some(SheetMeans::OneTask) {
            self.notes.push((row, SheetNote::TitleOf(first)));
            return false;
        }
        self.notes.push((row, SheetNote::ProductOf(first)));
        if !(cells.says(Column::Product) || cells.says(Column::Due)) {
            return true;
        }
        let product = self.product(row, task, cells);
        self.tasks[place].products.push(product);
        true
    }

    /// Who leads a task and who helps, from both cells.
    fn leads(
        &mut self,
        row: usize,
        task: &str,
        cells: &RowCells<'_>,
    ) -> (SheetCell<SheetWho>, SheetCell<SheetWho>) {
        let written = cells.lines(Column::Lead);
        let mut cell = written.to_owned();
        if !cells.says(Column::Lead) && !self.above.is_empty() && self.as_above(row, task) {
            cell = self.above.clone();
        }
        let said = self.parted(&cell);
        let named = [&said.leads, &said.helps, &said.beside];
        let (mut lead, mut helping) = (said.leads.join("\n"), said.helps.join("\n"));
        // A sign that is no name is asked for as it stands.
        if named.iter().all(|it| it.is_empty()) {
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
        let mut helpers = cells.lines(Column::Helpers).to_owned();
        if let Some(somebody_leads) = lead::says_part(&helpers) {
            let said = self.parted(&helpers);
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
        self.handed = hands_over(cells, self.span);
        let lead = lead.trim().to_owned();
        let mut leads = self.named(row, task, &lead, As::Lead);
        let mut helpers = self.named(row, task, helpers.trim(), As::Helper);
        helpers.read.retain(|it| !leads.read.contains(it));
        let empty = leads.written.is_empty() && asked.is_empty();
        if empty {
            self.notes.push((row, SheetNote::NoLead));
        }
        if !empty {
            leads.written = app::domain::clean_line(written);
        }
        self.above = if empty { String::new() } else { cell };
        (leads, helpers)
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

    /// Whether an empty cell of leads is as the one above.
    fn as_above(&mut self, row: usize, task: &str) -> bool {
        let known = self.codes.knows(task);
        let known = self.beside.shown.get(task).filter(|_| known);
        let shows = known.and_then(|it| {
            let read = &self.tasks.last()?.leads.read;
            let same = it.leads.len() == read.len() && it.leads.iter().all(|it| read.contains(it));
            match it.leads.is_empty() {
                true => Some(SheetMeans::Empty),
                false => same.then_some(SheetMeans::AsAbove),
            }
        });
        let above = app::domain::clean_line(&self.above);
        let choices = vec![SheetMeans::AsAbove, SheetMeans::Empty];
        let asked = Asked::new(SheetAbout::Above, &above, choices).shown_as(shows);
        self.ask(&asked, row, task) == Some(SheetMeans::AsAbove)
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

    /// Says that the plan has another deadline of a task that stands in it.
    fn other_due(&mut self, row: usize, task: &str, here: &SheetDue) {
        let known = self.codes.knows(task);
        let Some(shown) = self.beside.shown.get(task).filter(|_| known) else {
            return;
        };
        let there = shown.means.iter().filter_map(|it| match it {
            SheetMeans::Due(due) => Some(due.clone()),
            _ => None,
        });
        let there: Vec<SheetDue> = there.collect();
        let same = shown.has(&SheetMeans::Due(here.clone()));
        if !there.is_empty() && !same && *here != SheetDue::None {
            let here = here.clone();
            self.notes.push((row, SheetNote::OtherDue { there, here }));
        }
    }

    /// Says that the plan has other leads of a task that stands in it.
    fn other_leads(&mut self, row: usize, code: &str, leads: &SheetCell<SheetWho>) {
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

    /// What a task comes from: its own cell, else a remark that names a document.
    fn source(&mut self, cells: &RowCells<'_>) -> String {
        let (own, remark) = (cells.line(Column::Source), cells.line(Column::Remark));
        let names = document::is_named(&remark);
        self.remarks |= !remark.is_empty() && !names;
        if own.is_empty() && names { remark } else { own }
    }

    fn product(&mut self, row: usize, task: &str, cells: &RowCells<'_>) -> SheetProduct {
        let written = cells.line(Column::Due);
        let said = due::read(&written, self.span);
        let read = match &said {
            Said::One(due) => Some(due.clone()),
            Said::Asked(asked) => match self.ask(asked, row, task) {
                Some(SheetMeans::Due(due)) => Some(due),
                _ => None,
            },
        };
        // What recurs either way is asked for at once.
        let recurs = match (&read, &said) {
            (Some(SheetDue::Rhythm(rhythm)), _) => Some(*rhythm),
            (None, Said::Asked(asked)) => asked.recurs(),
            _ => None,
        };
        if let Some(rhythm) = recurs {
            let asked = due::rhythms(&self.beside.cut_offs);
            if rhythm.every == Every::Week
                && let Some(shown) = self.beside.shown.get(task)
            {
                let mut choices = asked.choices.iter();
                self.weekly = choices.find(|it| shown.means.contains(it)).cloned();
            }
            self.rhythms = match self.ask(&asked, row, task) {
                Some(SheetMeans::Rhythms(answer)) => Some(answer),
                _ => None,
            };
        }
        if let Some(due) = &read {
            self.other_due(row, task, due);
        }
        match &read {
            Some(SheetDue::Words(words)) => {
                let note = SheetNote::NeverOverdue(words.clone());
                self.notes.push((row, note));
            }
            Some(SheetDue::Day(_)) if due::says_more(&written) => {
                self.notes.push((row, SheetNote::AlsoSaid(written.clone())));
            }
            _ => {}
        }
        SheetProduct {
            row,
            name: product_name(cells.lines(Column::Product)),
            due: SheetCell {
                written,
                read: read.into_iter().collect(),
            },
        }
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
                    let leads = |it: &Read| it.one().is_none_or(SheetWho::leads);
                    let others =
                        read.iter().any(SheetWho::leads) || all[at + 1..].iter().any(leads);
                    let asked = match of {
                        As::Lead if self.handed && !others => asked.must_lead(),
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
        SheetCell { written, read }
    }
}

/// Whether somebody of the campaign has to hand over what a row names: there is a product, or a day
/// that only a unit's milestone has.
fn hands_over(cells: &RowCells<'_>, span: Span<'_>) -> bool {
    let of_a_unit = |it: &Asked| {
        let recurs = [SheetAbout::Term, SheetAbout::DueDay, SheetAbout::NoRhythm];
        it.recurs().is_some() || recurs.contains(&it.about)
    };
    cells.says(Column::Product)
        || match due::read(&cells.line(Column::Due), span) {
            Said::One(due) => matches!(due, SheetDue::After { .. } | SheetDue::Rhythm(_)),
            Said::Asked(asked) => of_a_unit(&asked),
        }
}

/// A product without the dash that stands before it in its cell.
fn product_name(cell: &str) -> String {
    const DASHES: [char; 6] = ['-', '–', '—', '•', '+', '*'];
    let lines = cell.lines().map(str::trim);
    let bare = lines.map(|it| it.trim_start_matches(DASHES).trim());
    let named: Vec<&str> = bare.filter(|it| !it.is_empty()).collect();
    let parted = if cell.trim_start().starts_with(DASHES) {
        "; "
    } else {
        " "
    };
    app::domain::clean_line(&named.join(parted))
}

/// Whether a row of tasks is numbered as one: "1", "1.2", "NV3", not "I", "A", "".
fn is_numbered(number: &str) -> bool {
    number.chars().any(|c| c.is_ascii_digit())
}
