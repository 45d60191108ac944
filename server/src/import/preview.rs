//! The preview: what an import would add, and what stands in its way.
use std::fmt;

use app::domain::Instant;

use super::{problem::Report, rows::Rows};

/// How many rows of a kind the preview names.
const SHOWN: usize = 20;

/// What an import would do.
#[derive(Debug, Clone)]
pub struct Preview {
    pub files: Vec<FileChanges>,
    /// Duties that owners and `*` make.
    pub led: usize,
    pub report: Report,
    /// To be appended, not yet stamped.
    pub(super) rows: Rows,
    /// The place in the order the ledger had when it was compared.
    pub(super) seq: i64,
    /// The campaign's start, for the first import.
    pub(super) beginning: Option<Instant>,
    pub(super) zone: chrono_tz::Tz,
}

/// What one file changes. Lines are the file's.
#[derive(Debug, Clone, Default)]
pub struct FileChanges {
    pub file: &'static str,
    pub new: Vec<(u64, String)>,
    pub changed: Vec<(u64, String, Vec<Difference>)>,
    pub unchanged: usize,
    /// In the ledger, not in the file: they stay.
    pub missing: Vec<String>,
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
        let shown = |text: &str| {
            if text.is_empty() {
                "(trống)".to_owned()
            } else {
                super::fields::short(text)
            }
        };
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
        if differences.is_empty() {
            return;
        }
        if self.new.last().is_some_and(|(l, _)| *l == line) {
            return;
        }
        if let Some((l, _, all)) = self.changed.last_mut()
            && *l == line
        {
            all.extend(differences);
            return;
        }
        self.unchanged = self.unchanged.saturating_sub(1);
        self.changed.push((line, label.to_owned(), differences));
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
    /// Whether it can be applied.
    pub fn sound(&self) -> bool {
        self.report.errors.is_empty()
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
        if self.led > 0 {
            writeln!(
                f,
                "Nhiệm vụ chủ trì tạo thêm từ owner_unit và lead_unit: {}",
                self.led
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
        for (line, label) in self.new.iter().take(SHOWN) {
            writeln!(f, "  + dòng {line}: {label}")?;
        }
        more(f, self.new.len())?;
        for (line, label, differences) in self.changed.iter().take(SHOWN) {
            let texts: Vec<String> = differences.iter().map(ToString::to_string).collect();
            writeln!(f, "  ~ dòng {line}: {label} ({})", texts.join("; "))?;
        }
        more(f, self.changed.len())?;
        for label in self.missing.iter().take(SHOWN) {
            writeln!(f, "  - không có trong tệp, giữ nguyên: {label}")?;
        }
        more(f, self.missing.len())
    }
}

fn more(f: &mut fmt::Formatter<'_>, count: usize) -> fmt::Result {
    if count > SHOWN {
        writeln!(f, "    … và {} dòng nữa", count - SHOWN)?;
    }
    Ok(())
}
