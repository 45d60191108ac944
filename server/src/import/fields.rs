//! Reads the cells of one row as what they must be; what is not goes into the
//! report.
use app::domain::{
    CodeError, Day, EVERY_UNIT, LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE, UnitCode,
    canonical_decimal, looks_like_a_day, parse_day, parse_typed_decimal, says_something,
    secrecy_mark_in_name,
};
use chrono::Months;

use super::{
    decision::{COLUMNS as DECISION, DEMO_NUMBER, Decision},
    problem::{Problem, Report, short},
    table::{Record, Table},
};
use crate::ledger::one_after_another;

/// What stands between codes in a cell.
pub const LISTED_BY: &str = "; ";

/// A row read, with its line in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    pub line: u64,
    pub row: T,
    /// The decision behind what it changes, if it carries one.
    pub decision: Option<Decision>,
}

/// The cells of one row.
pub struct Fields<'a> {
    table: &'a Table,
    record: &'a Record,
    /// The row's number in the file, from 1.
    pub number: i64,
    /// When the file is read, and for which campaign.
    pub time: &'a Time,
    report: &'a mut Report,
    failed: bool,
}

/// When files are read, and the days on which a campaign can have something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// The local day.
    pub today: String,
    /// A year before the campaign's start and a year after its deadline, where they are
    /// known; a campaign without a deadline is taken for one of nine years.
    pub around: Option<(Day, Day)>,
    /// A demonstration, which has decisions of its own.
    pub demo: bool,
}

impl Time {
    /// Whether a day is more than ten years before the campaign: nothing of it happened then.
    pub fn is_long_before(&self, day: &str) -> bool {
        let first = self
            .around
            .and_then(|(first, _)| first.checked_sub_months(Months::new(9 * 12)));
        parse_day(day)
            .zip(first)
            .is_some_and(|(day, first)| day < first)
    }

    pub fn around(start: Option<Day>, deadline: Option<Day>) -> Option<(Day, Day)> {
        let year = Months::new(12);
        let start = start?;
        let end = deadline.or_else(|| start.checked_add_months(Months::new(9 * 12)))?;
        Some((
            start.checked_sub_months(year)?,
            end.checked_add_months(year)?,
        ))
    }
}

/// Reads all rows of a table; one with an error is left out.
pub fn entries<T>(
    table: &Table,
    time: &Time,
    report: &mut Report,
    read: impl Fn(&mut Fields<'_>) -> T,
) -> Vec<Entry<T>> {
    let mut entries = Vec::with_capacity(table.records.len());
    for (number, record) in (1..).zip(&table.records) {
        let mut fields = Fields {
            table,
            record,
            number,
            time,
            report,
            failed: false,
        };
        let row = read(&mut fields);
        let decision = if table.decides {
            decision(&mut fields)
        } else {
            None
        };
        if !fields.failed {
            entries.push(Entry {
                line: record.line,
                row,
                decision,
            });
        }
    }
    entries
}

impl Fields<'_> {
    /// The row's line in its file.
    pub const fn line(&self) -> u64 {
        self.record.line
    }

    pub fn error(&mut self, column: &str, problem: Problem) {
        self.failed = true;
        self.report.error(
            self.table.file,
            Some(self.record.line),
            Some(column),
            problem,
        );
    }

    /// What is worth a word and stops nothing.
    pub fn note(&mut self, column: &str, problem: Problem) {
        let line = Some(self.record.line);
        let file = self.table.file;
        self.report.note(file, line, Some(column), problem);
    }

    /// Whether the file has a column.
    pub fn has(&self, column: &str) -> bool {
        self.table.has(column)
    }

    /// A text that may be empty.
    pub fn text(&self, column: &str) -> String {
        self.table.cell(self.record, column).to_owned()
    }

    /// Whether a text is a link, or not there.
    pub fn is_link(&self, column: &str) -> bool {
        let text = self.text(column);
        let links = ["https://", "http://"];
        text.is_empty() || links.iter().any(|it| text.starts_with(it))
    }

    /// A text that may be left out.
    pub fn text_if(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// A text that names documents, which may be empty: a number carries a mark as a name does.
    pub fn citation(&mut self, column: &str) -> String {
        let text = self.text(column);
        if secrecy_mark_in_name(&text).is_some() {
            self.error(column, Problem::Secrecy);
        }
        text
    }

    /// A name, which is shown in full in lists.
    pub fn name(&mut self, column: &str) -> String {
        self.within(column, LONGEST_NAME);
        self.required(column)
    }

    /// A name that may be left out.
    pub fn name_if(&mut self, column: &str) -> Option<String> {
        self.within(column, LONGEST_NAME);
        self.text_if(column)
    }

    /// What a milestone, a task, an indicator or a document is called.
    pub fn title(&mut self, column: &str) -> String {
        self.within(column, LONGEST_TITLE);
        self.required(column)
    }

    /// A title that may be left out.
    pub fn title_if(&mut self, column: &str) -> Option<String> {
        self.within(column, LONGEST_TITLE);
        self.text_if(column)
    }

    /// What is to be handed over, which may be left out.
    pub fn product(&mut self, column: &str) -> String {
        self.within(column, LONGEST_TEXT);
        self.text(column)
    }

    /// A longer text was pasted by mistake.
    pub fn within(&mut self, column: &str, letters: usize) {
        if self.text(column).chars().count() > letters {
            self.error(column, Problem::TooManyLetters(letters));
        }
    }

    pub fn required(&mut self, column: &str) -> String {
        let text = self.text(column);
        if text.is_empty() {
            self.error(column, Problem::NoValue);
        }
        text
    }

    /// A code; whether it exists is asked when all files are read.
    pub fn code(&mut self, column: &str) -> String {
        let text = self.text(column);
        // All codes have one form.
        match UnitCode::parse(&text) {
            Ok(_) => {}
            Err(CodeError::Empty) => self.error(column, Problem::NoValue),
            Err(error) => self.error(column, Problem::Code(error)),
        }
        text
    }

    pub fn code_if(&mut self, column: &str) -> Option<String> {
        if self.text(column).is_empty() {
            None
        } else {
            Some(self.code(column))
        }
    }

    /// Codes, by blanks, commas or semicolons: one after another, with a blank between them.
    pub fn codes_if(&mut self, column: &str) -> Option<String> {
        let text = self.text(column);
        let parts = text.split([' ', ',', ';']).filter(|it| !it.is_empty());
        let codes: Vec<&str> = parts.collect();
        for code in &codes {
            if let Err(error) = UnitCode::parse(code) {
                self.error(column, Problem::Code(error));
            }
        }
        (!codes.is_empty()).then(|| codes.join(" "))
    }

    /// Codes as people list them: "SKHCN; SNV".
    pub fn list_if(&mut self, column: &str) -> Option<String> {
        let text = self.text(column);
        let codes = one_after_another(&text);
        for code in &codes {
            if let Err(error) = UnitCode::parse(code) {
                self.error(column, Problem::Code(error));
            }
        }
        (!codes.is_empty()).then(|| codes.join(LISTED_BY))
    }

    /// Words of a closed list, as people list them.
    pub fn words_if(&mut self, column: &str, allowed: &[&'static str]) -> Option<String> {
        let text = self.text(column).to_lowercase();
        let words = one_after_another(&text);
        for word in words.iter().filter(|it| !allowed.contains(it)) {
            let problem = Problem::Word {
                got: short(word),
                allowed: allowed.join(", "),
            };
            self.error(column, problem);
        }
        (!words.is_empty()).then(|| words.join(LISTED_BY))
    }

    /// The code of a unit or of a group of units, or `*` for all open units.
    pub fn unit_or_all(&mut self, column: &str) -> String {
        if self.text(column) == EVERY_UNIT {
            return EVERY_UNIT.to_owned();
        }
        self.code(column)
    }

    /// One word of a closed list.
    pub fn word(&mut self, column: &str, allowed: &[&'static str]) -> String {
        let text = self.text(column).to_lowercase();
        if text.is_empty() {
            self.error(column, Problem::NoValue);
        } else if !allowed.contains(&text.as_str()) {
            let problem = Problem::Word {
                got: short(&text),
                allowed: allowed.join(", "),
            };
            self.error(column, problem);
        }
        text
    }

    /// One of the words a column may say, or nothing.
    pub fn word_if(&mut self, column: &str, allowed: &[&'static str]) -> Option<String> {
        (!self.text(column).is_empty()).then(|| self.word(column, allowed))
    }

    /// yes, no, or their Vietnamese; empty is no.
    pub fn flag(&mut self, column: &str) -> bool {
        match self.text(column).to_lowercase().as_str() {
            "yes" | "có" | "true" | "1" | "x" => true,
            "no" | "không" | "false" | "0" | "" => false,
            other => {
                let problem = Problem::Word {
                    got: short(other),
                    allowed: "yes, no".to_owned(),
                };
                self.error(column, problem);
                false
            }
        }
    }

    /// A day as `YYYY-MM-DD`.
    pub fn day_if(&mut self, column: &str) -> Option<String> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let day = parse_day(&text);
        if day.is_none() {
            let problem = if has_year_out_of_range(&text) {
                Problem::DateRange(short(&text))
            } else {
                Problem::Date(short(&text))
            };
            self.error(column, problem);
        }
        if let (Some(day), Some((first, last))) = (day, self.time.around)
            && !(first..=last).contains(&day)
        {
            self.note(column, Problem::FarDay(day.to_string()));
        }
        day.map(|day| day.to_string())
    }

    /// A day, or words such as "thường xuyên", which are noted: what is due then is never
    /// overdue. A slip in a day must not turn into words.
    pub fn day_or_words(
        &mut self,
        column: &str,
        what: Option<&'static str>,
    ) -> (Option<String>, Option<String>) {
        let text = self.text(column);
        if text.is_empty() || parse_day(&text).is_some() {
            (self.day_if(column), None)
        } else if looks_like_a_day(&text) {
            self.error(column, Problem::Date(short(&text)));
            (None, None)
        } else {
            if let Some(what) = what {
                self.note(column, Problem::NeverOverdue(what));
            }
            (None, Some(text))
        }
    }

    pub fn day(&mut self, column: &str) -> String {
        if self.text(column).is_empty() {
            self.error(column, Problem::NoValue);
        }
        self.day_if(column).unwrap_or_default()
    }

    pub fn integer_if(&mut self, column: &str, least: i64, most: i64) -> Option<i64> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let digits = text.strip_prefix('-').unwrap_or(&text);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            self.error(column, Problem::NotInteger(short(&text)));
            return None;
        }
        // All digits: what does not parse is too large.
        let number = text
            .parse()
            .ok()
            .filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.error(column, Problem::Range { least, most });
        }
        number
    }

    /// A decimal as the ledger keeps it, with `.` before the decimals.
    pub fn decimal_if(&mut self, column: &str) -> Option<String> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match parse_typed_decimal(&text) {
            Ok(_) => Some(canonical_decimal(&text)),
            Err(error) => {
                self.error(column, Problem::Value(error));
                None
            }
        }
    }
}

impl Fields<'_> {
    /// A real campaign takes no number of an invented decision.
    pub fn refuse_demo(&mut self, column: &str, number: &str) {
        if number.starts_with(DEMO_NUMBER) && !self.time.demo {
            self.error(column, Problem::DemoRow);
        }
    }

    /// Dated points as the ledger keeps them, from `30/06/2026=40; 31/12/2026=72,5`.
    pub fn path_if(&mut self, column: &str) -> Option<String> {
        let text = self.text(column);
        let mut points = Vec::new();
        for point in text.split(';').map(str::trim).filter(|it| !it.is_empty()) {
            let read = point.split_once('=').and_then(|(day, value)| {
                let value = value.trim();
                parse_typed_decimal(value).ok()?;
                Some((parse_day(day.trim())?, canonical_decimal(value)))
            });
            match read {
                Some((day, value)) => points.push(format!("{day}={value}")),
                None => self.error(column, Problem::PathPoint(short(point))),
            }
        }
        (!points.is_empty()).then(|| points.join(";"))
    }
}

/// The codes of a closed list of words.
pub fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|word| code(*word)).collect()
}

/// Reads the decision of a row: whole, each part with something to read in it, or not there.
fn decision(f: &mut Fields<'_>) -> Option<Decision> {
    let cells = DECISION.map(|column| f.text(column));
    if cells.iter().all(String::is_empty) {
        return None;
    }
    for (column, cell) in DECISION.iter().zip(&cells) {
        if !says_something(cell) {
            f.error(column, Problem::DecisionPart);
        }
    }
    let [number, reason, approver] = cells;
    f.refuse_demo("decision", &number);
    f.citation("decision");
    Some(Decision {
        number,
        reason,
        approver,
    })
}

/// Right in form, with a year that is a slip of the keyboard.
fn has_year_out_of_range(text: &str) -> bool {
    let year = match text.split(['-', '/']).collect::<Vec<_>>()[..] {
        [a, b, c] if b.len() <= 2 && a.len() == 4 && c.len() <= 2 => a,
        [a, b, c] if b.len() <= 2 && c.len() == 4 && a.len() <= 2 => c,
        _ => return false,
    };
    year.parse::<i32>()
        .is_ok_and(|year| !(1900..=2200).contains(&year))
}
