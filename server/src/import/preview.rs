//! The preview: what an import would add, and what stands in its way.
use std::{
    collections::{BTreeMap, HashSet},
    fmt,
};

use app::{
    domain::{Event, Instant},
    text::{Lang, plan_file_named},
};

use super::{labels, problem::Report, rows::Rows};
use crate::db::people::Person;

/// How many rows of a kind the preview names; a file of all changes has the others.
const SHOWN: usize = 20;

/// How many rows of a form its line in the audit names.
const NAMED: usize = 5;

/// What an import would do.
#[derive(Debug, Clone)]
pub struct Preview {
    pub files: Vec<FileChanges>,
    /// Duties that owners and `*` make.
    pub led: Vec<String>,
    pub report: Report,
    /// To be appended, not yet stamped.
    pub(super) rows: Rows,
    /// Milestones that have more time because the day of an event was corrected.
    pub(super) moved: Vec<String>,
    /// The place in the order the ledger had when it was compared.
    pub(super) seq: i64,
    /// The campaign's start, for the first import.
    pub(super) beginning: Option<Instant>,
    pub(super) zone: chrono_tz::Tz,
}

/// What one file changes.
#[derive(Debug, Clone, Default)]
pub struct FileChanges {
    pub file: &'static str,
    pub new: Vec<Change>,
    pub changed: Vec<Change>,
    pub unchanged: usize,
    /// In the ledger, not in the file: they stay.
    pub missing: Vec<Change>,
}

/// One row that is new, changes, or is not in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// The file's.
    pub line: Option<u64>,
    pub label: String,
    pub differences: Vec<Difference>,
    /// What a new row says, by column.
    pub said: Vec<(&'static str, String)>,
}

impl Change {
    pub fn at(line: u64, label: &str, differences: Vec<Difference>) -> Self {
        Self {
            line: Some(line),
            label: label.to_owned(),
            differences,
            said: Vec::new(),
        }
    }

    pub fn missing(label: String) -> Self {
        Self {
            label,
            ..Self::default()
        }
    }

    /// The columns that change, each once.
    fn columns(&self) -> Vec<&'static str> {
        let mut columns: Vec<&'static str> = self.differences.iter().map(|d| d.column).collect();
        columns.dedup();
        columns
    }
}

/// Rows of a file that change in the same way.
pub(super) struct Kind<'a> {
    /// "mới", "đổi weight", "không có trong tệp, giữ nguyên".
    pub what: String,
    sign: char,
    pub rows: Vec<&'a Change>,
}

/// One cell that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub column: &'static str,
    pub was: String,
    pub now: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = super::problem::shown;
        write!(
            f,
            "{}: {} → {}",
            self.column,
            shown(&self.was),
            shown(&self.now)
        )
    }
}

impl FileChanges {
    pub fn of(file: &'static str) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// More differences of a row already told about.
    pub(super) fn also(&mut self, line: u64, label: &str, differences: Vec<Difference>) {
        let is_it = |row: &Change| row.line == Some(line) && row.label == label;
        if differences.is_empty() || self.new.last().is_some_and(is_it) {
            return;
        }
        match self.changed.last_mut().filter(|row| is_it(row)) {
            Some(row) => row.differences.extend(differences),
            None => {
                self.unchanged = self.unchanged.saturating_sub(1);
                self.changed.push(Change::at(line, label, differences));
            }
        }
    }

    /// What changes in a row already told about.
    pub(super) fn differences_at(&self, line: u64, label: &str) -> &[Difference] {
        let row = self.changed.last();
        let row = row.filter(|row| row.line == Some(line) && row.label == label);
        row.map_or(&[], |row| &row.differences)
    }

    /// The changes by their kind: what is new, what changes in the same columns, what the
    /// file does not have.
    pub(super) fn kinds(&self) -> Vec<Kind<'_>> {
        let mut kinds = vec![Kind {
            what: "mới".to_owned(),
            sign: '+',
            rows: self.new.iter().collect(),
        }];
        let mut changed: BTreeMap<Vec<&'static str>, Vec<&Change>> = BTreeMap::new();
        for row in &self.changed {
            changed.entry(row.columns()).or_default().push(row);
        }
        kinds.extend(changed.into_iter().map(|(columns, rows)| Kind {
            what: format!("đổi {}", columns.join(", ")),
            sign: '~',
            rows,
        }));
        kinds.push(Kind {
            what: "không có trong tệp, giữ nguyên".to_owned(),
            sign: '-',
            rows: self.missing.iter().collect(),
        });
        kinds.retain(|kind| !kind.rows.is_empty());
        kinds
    }

    /// The rows of a form by their names: "Mốc: thêm SYT – QG09: Số hóa".
    pub fn named(&self) -> String {
        let part = |word: &str, rows: &[Change]| {
            let names = rows.iter().take(NAMED).map(|row| row.label.as_str());
            let names = names.collect::<Vec<_>>().join(", ");
            let more = match rows.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" và {more} dòng nữa"),
            };
            (!rows.is_empty()).then(|| format!("{word} {names}{more}"))
        };
        let parts = [part("thêm", &self.new), part("đổi", &self.changed)];
        let parts = parts.into_iter().flatten().collect::<Vec<_>>();
        match parts.is_empty() {
            true => String::new(),
            false => {
                let file = plan_file_named(Lang::Vi, self.file);
                format!("{file}: {}", parts.join(", "))
            }
        }
    }

    /// One line of counts.
    pub fn counts(&self) -> String {
        format!(
            "{}: {} mới, {} thay đổi, {} giữ nguyên, {} không có trong tệp",
            self.file,
            self.new.len(),
            self.changed.len(),
            self.unchanged,
            self.missing.len()
        )
    }
}

impl Preview {
    /// The accounts it would add, in their order: what they sign in with is set before.
    pub fn new_people(&mut self) -> &mut [Person] {
        &mut self.rows.people
    }

    /// The accounts it would add, in their order.
    pub fn people(&self) -> &[Person] {
        &self.rows.people
    }

    /// What would happen to milestones: their ids and the events.
    pub fn happens(&self) -> impl Iterator<Item = (&str, Event)> {
        let events = self.rows.milestone_events.iter();
        events.filter_map(|it| Some((it.milestone.as_str(), Event::from_code(&it.event)?)))
    }

    /// Milestones that have more time because the day of an event was corrected.
    pub fn moved(&self) -> &[String] {
        &self.moved
    }

    /// The units whose duties, or indicators of theirs, would be promised otherwise. `duty_of`: the
    /// unit of an indicator.
    pub fn duties_redefined(
        &self,
        duty_of: impl Fn(&str) -> Option<String>,
    ) -> impl Iterator<Item = String> {
        let all = self.rows.redefinitions.iter();
        all.filter_map(move |it| match it.subject.as_str() {
            "duty" => Some(it.code.split('/').next()?.to_owned()),
            "indicator" => duty_of(&it.code),
            _ => None,
        })
    }

    /// The units whose own rows would change, and those whose milestones are new or promise
    /// something else, by a row of their own.
    pub fn units_changed(&self) -> impl Iterator<Item = &str> {
        let new: HashSet<&str> = self
            .files
            .iter()
            .filter(|it| it.file == "milestones.csv")
            .flat_map(|it| it.new.iter().chain(&it.changed))
            .map(|row| row.label.as_str())
            .collect();
        // What a duty there is has to bring in is promised too.
        let changed = self.files.iter().filter(|it| it.file == "duties.csv");
        let volumes: HashSet<&str> = changed
            .flat_map(|it| it.changed.iter().map(|row| row.label.as_str()))
            .collect();
        let units = self.rows.units.iter().map(|it| it.code.as_str());
        let milestones = self.rows.milestones.iter();
        let milestones =
            milestones.filter(move |it| new.contains(labels::of_milestone(it).as_str()));
        let duties = self.rows.duties.iter();
        let duties = duties.filter(move |it| volumes.contains(labels::of_duty(it).as_str()));
        let indicators = self.rows.indicators.iter();
        let rhythms = self.rows.rhythms.iter().map(|it| it.unit.as_str());
        units
            .chain(milestones.map(|it| it.unit.as_str()))
            .chain(duties.map(|it| it.unit.as_str()))
            .chain(indicators.filter_map(|it| it.unit.as_deref()))
            .chain(rhythms)
    }

    /// What recurs, of which a period is set otherwise.
    pub fn excepted(&self) -> impl Iterator<Item = &str> {
        let of = self.rows.slot_exceptions.iter();
        of.map(|it| it.rhythm.as_str()).filter(|it| !it.is_empty())
    }

    /// Whether it can be applied.
    pub fn sound(&self) -> bool {
        self.report.errors.is_empty()
    }

    /// Whether it names only the first rows of some kind.
    pub fn cut(&self) -> bool {
        let kinds = self.files.iter().flat_map(FileChanges::kinds);
        self.report.notes.len() > SHOWN
            || !self.led.is_empty()
            || kinds.into_iter().any(|kind| kind.rows.len() > SHOWN)
    }

    /// Whether there is nothing to add.
    pub fn nothing(&self) -> bool {
        self.rows.facts() == 0 && self.rows.people.is_empty()
    }
}

impl fmt::Display for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for file in &self.files {
            write!(f, "{file}")?;
        }
        let sum = |of: fn(&FileChanges) -> usize| self.files.iter().map(of).sum::<usize>();
        writeln!(
            f,
            "Tất cả: {} mới, {} thay đổi, {} giữ nguyên",
            sum(|file| file.new.len()),
            sum(|file| file.changed.len()),
            sum(|file| file.unchanged)
        )?;
        if !self.led.is_empty() {
            writeln!(
                f,
                "Nhiệm vụ chủ trì tạo thêm từ owner_unit và lead_unit: {}",
                self.led.len()
            )?;
        }
        if !self.report.notes.is_empty() {
            writeln!(f, "\nLưu ý:")?;
            for note in self.report.notes.iter().take(SHOWN) {
                writeln!(f, "  {note}")?;
            }
            more(f, self.report.notes.len())?;
        }
        let errors = self.report.errors.len() + self.report.more;
        if errors > 0 {
            writeln!(f, "\n{errors} lỗi, chưa nhập gì:")?;
            for error in &self.report.errors {
                writeln!(f, "  {error}")?;
            }
            if self.report.more > 0 {
                writeln!(f, "  … và {} lỗi nữa", self.report.more)?;
            }
        } else if self.nothing() {
            writeln!(f, "\nKhông có gì mới để nhập.")?;
        }
        Ok(())
    }
}

impl fmt::Display for FileChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.counts())?;
        for kind in self.kinds() {
            writeln!(f, "  {}: {} dòng", kind.what, kind.rows.len())?;
            for row in kind.rows.iter().take(SHOWN) {
                writeln!(f, "  {} {row}", kind.sign)?;
            }
            more(f, kind.rows.len())?;
        }
        Ok(())
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "dòng {line}: ")?;
        }
        f.write_str(&self.label)?;
        if !self.differences.is_empty() {
            let texts: Vec<String> = self.differences.iter().map(ToString::to_string).collect();
            write!(f, " ({})", texts.join("; "))?;
        }
        Ok(())
    }
}

fn more(f: &mut fmt::Formatter<'_>, count: usize) -> fmt::Result {
    if count > SHOWN {
        writeln!(f, "    … và {} dòng nữa", count - SHOWN)?;
    }
    Ok(())
}

/// What is told of a row that no file lists.
pub(super) enum Told {
    New(Vec<(&'static str, String)>),
    Changed(Vec<Difference>),
}

pub(super) fn tell(files: &mut Vec<FileChanges>, file: &'static str, label: String, told: Told) {
    let at = files.iter().position(|it| it.file == file);
    let at = at.unwrap_or_else(|| {
        files.push(FileChanges::of(file));
        files.len() - 1
    });
    let Some(changes) = files.get_mut(at) else {
        return;
    };
    let change = Change {
        label,
        ..Change::default()
    };
    match told {
        Told::New(said) => changes.new.push(Change { said, ..change }),
        Told::Changed(differences) => changes.changed.push(Change {
            differences,
            ..change
        }),
    }
}
