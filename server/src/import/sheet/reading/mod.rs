//! How the rows of a plan are read, one after another.
mod events;
mod known;
mod parties;
mod renamed;

use std::collections::HashMap;

use app::{
    domain::{Cadence, CadenceCode, Calendar, Day},
    text::accented_key,
    views::{
        SheetAbout, SheetCell, SheetDue, SheetFate, SheetMeans, SheetNote, SheetProduct,
        SheetRhythm, SheetRhythms, SheetTask, SheetWho,
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
    lead::Lead,
    question::{Asked, Questions},
    standing::of_product,
    who::{As, Read},
};

use events::{Event, events};
use renamed::Unnamed;

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
    /// The day of the document that the table is of.
    pub issued: Option<Day>,
    /// Somebody of the campaign has to hand over what the row names.
    handed: bool,
    /// There are remarks that nothing is read of.
    pub remarks: bool,
    /// The last cell of leads that says somebody, as long as no heading stands between, and who that is.
    above: String,
    above_leads: Vec<SheetWho>,
    /// Who helps by an answer about the cell of leads.
    helping: Vec<SheetWho>,
    /// Rows behind this one are products of its task.
    more: bool,
    /// The first row with a title, and the place of its task.
    titles: HashMap<String, (usize, usize)>,
    headings: Headings,
    events: Vec<Event>,
    /// Cells as they were understood: many rows say the same.
    parted: HashMap<String, Lead>,
    named: HashMap<(As, String), Vec<Read>>,
    /// Names of the table that nobody of the campaign has.
    new_names: Vec<String>,
    /// Tasks of the plan whose titles do not stand in the table, by their leads.
    unnamed: HashMap<String, Vec<Unnamed>>,
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
            issued: None,
            handed: false,
            remarks: false,
            above: String::new(),
            above_leads: Vec::new(),
            helping: Vec::new(),
            more: false,
            titles: HashMap::new(),
            headings: Headings::new(&beside.headings),
            events: events(beside),
            parted: HashMap::new(),
            named: HashMap::new(),
            new_names: Vec::new(),
            unnamed: HashMap::new(),
        }
    }

    /// Asks, beside what the campaign has of a task.
    fn ask(&mut self, asked: &Asked, row: usize, task: &str) -> Option<SheetMeans> {
        let nothing = Shown::default();
        let shown = self.beside.shown.get(task).unwrap_or(&nothing);
        self.questions.ask(asked, row, shown, &self.beside.known)
    }

    /// Reads a row; `more`: whether rows behind it are products of its task.
    pub fn row(&mut self, row: usize, cells: &RowCells<'_>, more: bool) {
        self.more = more;
        if cells.numbers_columns() {
            return;
        }
        let title = cells.line(Column::Task);
        match (title.is_empty(), cells.gives()) {
            (true, true) if !self.tasks.is_empty() => self.goes_on(row, cells),
            (true, false) if cells.line(Column::Number).len() > 4 => {
                self.heading = cells.line(Column::Number);
                self.above.clear();
            }
            (true, _) => {}
            (false, false) if !cells.is_numbered() => {
                self.heading = title;
                self.above.clear();
            }
            (false, _) => self.task(row, title, cells),
        }
    }

    /// Another product of the task above, whose cell reaches over this row.
    fn goes_on(&mut self, row: usize, cells: &RowCells<'_>) {
        if !(cells.says(Column::Product) || cells.says(Column::Due)) {
            return self.joins(row, cells);
        }
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
        let task = self.tasks.last();
        let (code, title) =
            task.map_or_else(Default::default, |it| (it.code.clone(), it.title.clone()));
        let product = self.product(row, &code, &title, cells);
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
        let code = match code {
            Some(code) => Some(code),
            None => self.renamed(row, &title, cells),
        };
        let known = code.is_some();
        let code = code.unwrap_or_else(|| {
            let number = cells.line(Column::Number);
            self.codes.new_one(&cells.line(Column::Code), &number)
        });
        self.titles.entry(key).or_insert((row, self.tasks.len()));
        let (leads, helpers) = self.leads(row, &code, cells);
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
            self.other_company(row, &code, [&leads, &helpers]);
        }
        let heading = match cells.line(Column::Heading) {
            said if said.is_empty() => self.heading.clone(),
            said => said,
        };
        let product = self.product(row, &code, &title, cells);
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
        let product = self.product(row, task, title, cells);
        self.tasks[place].products.push(product);
        true
    }

    /// What a task comes from: its own cell, else a remark that names a document.
    fn source(&mut self, cells: &RowCells<'_>) -> String {
        let (own, remark) = (cells.line(Column::Source), cells.line(Column::Remark));
        let names = document::is_named(&remark);
        let unread = !cells.typed(Column::Remark).is_empty();
        self.remarks |= unread && !names;
        if own.is_empty() && names { remark } else { own }
    }

    /// What becomes of what the plan has of a task, by a row of it: of a product that the task does not
    /// have it is asked.
    fn fate(&mut self, row: usize, task: &str, title: &str, name: &str) -> SheetFate {
        let name = if name.is_empty() { title } else { name };
        let shown = self.beside.shown.get(task);
        let other = shown.is_some_and(|it| it.has_other_products(name));
        if !(other && self.codes.knows(task)) {
            return SheetFate::Moves;
        }
        let choices = vec![SheetMeans::NewProduct, SheetMeans::AsItIs];
        let key = format!("{task} {}", accented_key(name));
        let asked = Asked::of_all(&key, SheetAbout::Product, name, choices);
        match self.ask(&asked, row, task) {
            Some(SheetMeans::AsItIs) => SheetFate::Stays,
            Some(_) => SheetFate::Both,
            None => SheetFate::Asked,
        }
    }

    /// A rhythm whose first report was due before today begins with the period of today, whatever the table says.
    fn still_to_come(&self, due: SheetDue) -> SheetDue {
        match due {
            SheetDue::Rhythm(it) if it.first.is_some_and(|it| it < self.beside.today) => {
                SheetDue::Rhythm(SheetRhythm { first: None, ..it })
            }
            due => due,
        }
    }

    /// Says from which period on a rhythm is written whose first report was due before.
    fn first_is_over(&mut self, row: usize, it: &SheetRhythm) {
        let today = self.beside.today;
        let Some(first) = it.first.filter(|first| *first < today) else {
            return;
        };
        let by_decree = match self.rhythms {
            Some(answer) => Some(answer.by_decree),
            None => (it.closes(true) == it.closes(false)).then_some(true),
        };
        let due = by_decree.and_then(|by| first_due(it, by, today, self.span.calendar));
        self.notes
            .push((row, SheetNote::FirstIsOver { first, due }));
    }

    fn product(
        &mut self,
        row: usize,
        task: &str,
        title: &str,
        cells: &RowCells<'_>,
    ) -> SheetProduct {
        let written = cells.line(Column::Due);
        let said = self.of_known_events(&written, due::read(&written, self.span));
        let said = self.of_the_document(&written, said);
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
            // Both answers are the same.
            if rhythm.closes(true) == rhythm.closes(false)
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
        let before = read.clone();
        let read = read.map(|it| self.still_to_come(it));
        let name = product_name(cells.lines(Column::Product));
        let mut fate = self.fate(row, task, title, &name);
        let left = fate == SheetFate::Stays;
        if let Some(due) = &read {
            let shown = self.beside.shown.get(task);
            let shown = shown.filter(|_| self.codes.knows(task) && fate == SheetFate::Moves);
            let of = shown.map_or_else(Vec::new, |it| of_product(&it.standing, &name, title, due));
            let called = if name.is_empty() { title } else { &name };
            let what = format!("{called}: {written}");
            fate = self.kept(row, task, &what, due, &of).unwrap_or(fate);
            fate = self.of_several(row, task, called, due, &of).unwrap_or(fate);
            self.other_due(row, task, due, fate, &of);
            if of.is_empty()
                && let Some(SheetDue::Rhythm(it)) = &before
            {
                self.first_is_over(row, it);
            }
        }
        match &read {
            Some(SheetDue::Words(words)) => {
                let note = SheetNote::NeverOverdue(words.clone());
                self.notes.push((row, note));
            }
            Some(SheetDue::Day(_)) | None
                if due::says_more(&written) && (read.is_some() || asks_before(&said)) =>
            {
                self.notes.push((row, SheetNote::AlsoSaid(written.clone())));
            }
            _ => {}
        }
        SheetProduct {
            row,
            name,
            left,
            kept: fate == SheetFate::Stays,
            due: SheetCell {
                written,
                read: read.into_iter().collect(),
            },
        }
    }
}

/// Whether it is asked alone if the day is the last one that "trước" stands before.
fn asks_before(said: &Said) -> bool {
    matches!(said, Said::Asked(asked) if asked.about == SheetAbout::Before)
}

/// When the report of the period that a day lies in is due, as the cadence of a rhythm will have it.
fn first_due(it: &SheetRhythm, by_decree: bool, day: Day, calendar: &Calendar) -> Option<Day> {
    let cadence = Cadence {
        code: CadenceCode::parse("K").ok()?,
        name: "".into(),
        every: it.every,
        closes: it.closes(by_decree).try_into().ok()?,
        due: it.due.try_into().ok()?,
        due_months: None,
        moves: true,
        provisional: false,
        source: "".into(),
    };
    Some(cadence.due(cadence.period_of(day), calendar))
}

/// Whether somebody of the campaign has to hand over what a row names: there is a product, or a day
/// that only a unit's milestone has.
fn hands_over(cells: &RowCells<'_>, span: Span<'_>) -> bool {
    let of_a_unit = |it: &Asked| {
        let recurs = [
            SheetAbout::Term,
            SheetAbout::Cap,
            SheetAbout::DueDay,
            SheetAbout::NoRhythm,
        ];
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
    let named: Vec<&str> = match parted {
        "; " => named
            .into_iter()
            .map(|it| it.trim_end_matches([';', ',']))
            .collect(),
        _ => named,
    };
    let name = app::domain::clean_line(&named.join(parted));
    match names_no_product(&name) {
        true => String::new(),
        false => name,
    }
}

/// What stands in a cell of products where there is none: the task is handed over by its own title.
fn names_no_product(name: &str) -> bool {
    const NONE: [&str; 9] = [
        "khong",
        "khong co",
        "khong co san pham",
        "chua co",
        "chua co san pham",
        "n/a",
        "na",
        "x",
        "0",
    ];
    let folded = app::text::search_key(name);
    let bare = folded.trim_matches(['.', '…', ' ', '/']);
    bare.is_empty() || NONE.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::product_name;

    #[test]
    fn a_cell_that_names_no_product_is_empty() {
        for none in [
            "-",
            "không",
            "Không có",
            "Không có sản phẩm",
            "chưa có",
            "N/A",
            "…",
            "...",
            "x",
            "0",
        ] {
            assert_eq!(product_name(none), "", "{none}");
        }
        for (cell, name) in [
            ("Không gian dữ liệu", "Không gian dữ liệu"),
            (
                "- Danh mục;\n- Báo cáo rà soát",
                "Danh mục; Báo cáo rà soát",
            ),
        ] {
            assert_eq!(product_name(cell), name);
        }
    }
}
