use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{DraftNote, Elsewhere, EvidenceRow, FileRow, Mistake, RefusedFile};
use crate::domain::{
    Cell, Criterion, Day, DutyKey, Event, FileRefusal, IndicatorCode, Measurement, Misread, Shape,
    Status, Survey, TypedSurvey, UnitCode, Value, ValueSign,
};

/// `/measure`: all that somebody measures in one table.
#[derive(Debug, Clone)]
pub struct MeasurePage {
    /// Whose indicators they are; `None`: the campaign's own.
    pub unit: Option<(UnitCode, Arc<str>)>,
    /// Nobody measures for a closed unit; what waits may still be withdrawn.
    pub closed: bool,
    /// Outcomes first, what is overdue before all else; then the criteria, by duty.
    pub rows: Vec<MeasureRow>,
    /// What is not overdue, and has nothing typed into it, is out of sight.
    pub only_overdue: bool,
    /// The committee decides, since no officer may.
    pub committee_decides: bool,
    pub form: MeasureForm,
    /// The files the form names, in its order.
    pub files: Vec<FileRow>,
    pub errors: MeasureErrors,
    /// What was typed is read back, and nothing was written.
    pub looks: bool,
    /// What a file filled in just now.
    pub filled_in: Option<FilledIn>,
    /// A value was withdrawn just now.
    pub withdrawn: bool,
    /// The draft that there is.
    pub draft: Option<DraftNote>,
    /// It is asked once more whether the draft goes.
    pub asked_to_discard: bool,
    /// The draft that somebody else saved meanwhile, to be compared with what is typed.
    pub theirs: Option<MeasureForm>,
    /// Seconds after which the session ends: in any case, and while nothing is typed.
    pub session_lasts: Option<u32>,
    pub session_idles: u32,
}

impl MeasurePage {
    pub fn overdue(&self) -> usize {
        self.rows.iter().filter(|row| row.overdue).count()
    }

    /// Whether a row is in sight.
    pub fn shows(&self, row: &MeasureRow) -> bool {
        let typed = self.form.row(&row.code).is_some_and(TypedRow::says);
        let marked = row.changed || self.errors.of(&row.code).is_some();
        !self.only_overdue || row.overdue || typed || marked
    }

    /// Whether each value that is typed has a document signed before the day it is of.
    pub fn document_is_older(&self) -> bool {
        let mut read = self.rows.iter().filter_map(|row| row.read.as_ref());
        read.any(|it| it.signs.contains(&ValueSign::DocumentOlder))
    }

    /// Rows that hold a value.
    pub fn filled(&self) -> usize {
        self.rows.iter().filter(|row| row.read.is_some()).count()
    }
}

/// What a file that was filled in elsewhere put into the table.
#[derive(Debug, Clone, Copy)]
pub struct FilledIn {
    pub rows: usize,
    /// The day of the file and that of the form, where they are two.
    pub other_day: Option<(Day, Day)>,
}

/// One indicator of the table.
#[derive(Debug, Clone)]
pub struct MeasureRow {
    pub code: IndicatorCode,
    pub name: Arc<str>,
    /// The duty it is of, and its workstream's name.
    pub duty: Option<(DutyKey, Arc<str>)>,
    pub criterion: Option<Criterion>,
    pub unit_of_measure: Arc<str>,
    pub status: Option<Status>,
    pub target: Option<Value>,
    pub shape: Shape,
    /// It says that none of its values falls.
    pub never_falls: bool,
    /// Its values are what people answered.
    pub asks_people: bool,
    /// What was accepted last, told as the next value is.
    pub last: Option<MeasuredValue>,
    /// What "không đổi" takes: what was entered last, though it may still wait.
    pub again: Option<MeasuredValue>,
    pub due: Option<Day>,
    pub overdue: bool,
    /// What was entered and waits, the oldest first.
    pub waiting: Vec<WaitingValue>,
    /// What became of the last value, where it came to nothing and none was entered since.
    pub back: Option<ValueBack>,
    /// What the page showed of it: the form answers this.
    pub mark: String,
    /// What was typed, read back.
    pub read: Option<ReadBack>,
    /// Something was entered or decided since the form was opened.
    pub changed: bool,
}

/// A measurement with its value in the indicator's unit of measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasuredValue {
    pub measurement: Measurement,
    pub value: Value,
    /// Its day is one of before the campaign.
    pub before_campaign: bool,
    /// How many answered, where so few did that it says little.
    pub few: Option<i64>,
}

/// A value that waits for a decision.
#[derive(Debug, Clone)]
pub struct WaitingValue {
    pub id: String,
    pub value: MeasuredValue,
    /// Records counted, of all there are, where it is a sample.
    pub sample: Option<(i64, i64)>,
    /// Why it fell, where it never does.
    pub fall_reason: String,
    /// How people were asked.
    pub survey: Option<Survey>,
    pub person: String,
    pub entered_on: Day,
}

/// A value that was returned or revoked.
#[derive(Debug, Clone)]
pub struct ValueBack {
    pub value: MeasuredValue,
    pub event: Event,
    pub on: Day,
    pub reason: String,
}

/// A typed value as it was understood.
#[derive(Debug, Clone)]
pub struct ReadBack {
    pub value: MeasuredValue,
    /// Against the value before, in tenths.
    pub change: Option<i64>,
    /// Records counted, of how many: a sample is not the population (rule 7).
    pub sample: Option<(i64, i64)>,
    /// What it is judged by, where that is another.
    pub judged: Option<Value>,
    pub signs: Vec<ValueSign>,
}

/// The table as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureForm {
    /// The day that was measured, as typed.
    pub day: String,
    pub document_number: String,
    pub document_day: String,
    pub link: String,
    /// Files of the document by their ids, in their order.
    pub files: Vec<String>,
    /// Files came with it and could not be kept.
    pub files_lost: bool,
    pub no_secrets: bool,
    /// Rows in which something was typed or ticked.
    pub rows: Vec<TypedRow>,
    /// One id for each form opened: sent twice, it is entered once.
    pub submission: String,
    /// The account the form was given to.
    pub account: String,
    /// The version of the draft the form was opened with.
    #[serde(default)]
    pub version: i64,
}

impl MeasureForm {
    pub fn row(&self, code: &IndicatorCode) -> Option<&TypedRow> {
        self.rows.iter().find(|row| row.code == code.as_str())
    }
}

/// What was typed for one indicator, and what its row had shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedRow {
    pub code: String,
    pub numerator: String,
    pub denominator: String,
    pub value: String,
    pub same: bool,
    /// Why it falls, where it never does.
    #[serde(default)]
    pub reason: String,
    /// How people were asked.
    #[serde(default)]
    pub survey: TypedSurvey,
    /// The mark of the row that was read.
    pub mark: String,
}

impl TypedRow {
    /// All that was typed, line by line.
    pub fn lines(&self) -> impl Iterator<Item = &String> {
        let own = [
            &self.numerator,
            &self.denominator,
            &self.value,
            &self.reason,
        ];
        own.into_iter().chain(self.survey.lines())
    }

    /// The same, to be changed.
    pub fn lines_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let own = [
            &mut self.numerator,
            &mut self.denominator,
            &mut self.value,
            &mut self.reason,
        ];
        own.into_iter().chain(self.survey.lines_mut())
    }

    /// Whether there is anything to be read.
    pub fn says(&self) -> bool {
        let typed = [&self.numerator, &self.denominator, &self.value];
        self.same || typed.iter().any(|text| !text.is_empty())
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeasureErrors {
    pub day: Option<Mistake>,
    pub document_number: Option<Mistake>,
    pub document_day: Option<Mistake>,
    pub link: Option<Mistake>,
    /// Files that were not kept.
    pub files: Vec<RefusedFile>,
    pub no_secrets: Option<Mistake>,
    /// Beside the cells.
    pub rows: Vec<(IndicatorCode, Cell, Misread)>,
    /// The file that was filled in elsewhere.
    pub table: Option<TableMistake>,
    pub form: Option<Mistake>,
}

/// Why a table that was filled in elsewhere is not taken: nothing of it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableMistake {
    /// A quotation mark opens a cell in a line and does not close where that ends: lines below may
    /// have fallen into it.
    Quote { line: usize },
    /// No file was chosen.
    Missing,
    /// Neither CSV nor XLSX.
    Kind,
    /// It may not be read at all.
    File(FileRefusal),
    /// No row heads the columns that the page's own file has.
    NoHead,
    /// No row names the columns of accounts.
    NoColumns,
    /// No row names the columns of a plan.
    NoTasks,
    /// Those of a worksheet that is hidden do.
    OnlyHidden(String),
    /// More rows than any table of the page.
    TooLong,
    /// Nothing is filled in.
    Empty,
    /// A row is of an indicator that is not the reader's.
    Unknown { line: usize, code: String },
    /// Two rows are of one indicator.
    Twice { line: usize, code: String },
    /// A row says one number where two are asked for, or the other way round.
    Shape { line: usize, counts: bool },
    /// "Không đổi" is neither ticked nor empty.
    Same { line: usize },
    /// "Không đổi" is ticked beside a last value that is not the last one any more.
    Stale { line: usize, code: String },
}

impl MeasureErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }

    /// What keeps it from being saved as a draft: of what stands over the table.
    pub fn of_draft(&self) -> Option<Mistake> {
        let fields = [
            self.form,
            self.document_number,
            self.document_day,
            self.link,
        ];
        let files = self.files.first().map(|file| Mistake::File(file.why));
        fields.into_iter().flatten().next().or(files)
    }

    pub fn of(&self, code: &IndicatorCode) -> Option<(Cell, Misread)> {
        let mut rows = self.rows.iter();
        let row = rows.find(|(of, ..)| of == code)?;
        Some((row.1, row.2))
    }
}

/// "Số đo chờ duyệt" on the desk of who decides.
#[derive(Debug, Clone, Default)]
pub struct ValueDesk {
    /// A page of them: by unit where the list stands alone, else the longest waiting first.
    pub rows: Vec<ValueToDecide>,
    /// How many wait and match the filter, those beyond the page too.
    pub total: usize,
    /// The page of the list that stands alone, from 1, and how many there are.
    pub page: usize,
    pub pages: usize,
    /// Units whose values wait, to choose from, each with how many.
    pub units: Vec<(UnitCode, Arc<str>, usize)>,
    /// How many of them others decide on.
    pub of_others: usize,
    /// How many the reader may decide on, whatever is filtered.
    pub own: usize,
    /// The reason as it was typed, and what is wrong with the form.
    pub reason: String,
    pub error: Option<Mistake>,
    /// What was ticked in a form that came back; `None` where it is opened.
    pub ticked: Option<Vec<String>>,
    /// Those the reader may decide on before which a value of a later day stands, those beyond the
    /// page too.
    pub older: Vec<ValueToDecide>,
    /// What became of values that were just decided on together.
    pub done: Option<ValuesDone>,
}

/// A value that waits for a decision, with what its reader needs to take it.
#[derive(Debug, Clone)]
pub struct ValueToDecide {
    pub id: String,
    /// Its place in the order of facts: what is sent together has one.
    pub seq: i64,
    pub code: IndicatorCode,
    pub name: Arc<str>,
    pub unit_of_measure: Arc<str>,
    pub target: Option<Value>,
    /// `None`: the campaign's own.
    pub unit: Option<UnitCode>,
    pub unit_name: Option<Arc<str>>,
    pub workstream_name: Option<Arc<str>>,
    /// The accepted value of its day, else the one before, which its change is from.
    pub last: Option<MeasuredValue>,
    pub new: ReadBack,
    pub documents: Vec<EvidenceRow>,
    /// Where else the same document or one of its files stands.
    pub elsewhere: Elsewhere,
    /// Why it fell, where it never does.
    pub fall_reason: String,
    /// How people were asked.
    pub survey: Option<Survey>,
    pub person: String,
    pub entered_on: Day,
    pub waiting_days: i64,
    /// Why the reader may not decide on it.
    pub refused: Option<Mistake>,
    /// What the box carries; empty for who may not decide.
    pub mark: String,
}

impl ValueToDecide {
    /// Whether it was sent with another, with the same document.
    pub fn sent_with(&self, other: &Self) -> bool {
        self.seq == other.seq && self.unit == other.unit
    }

    /// Whether its box is ticked when the desk is opened: what has a sign is looked at first.
    pub fn plain(&self) -> bool {
        self.new.signs.is_empty() && !self.documents.is_empty() && !self.elsewhere.any()
    }
}

/// What became of values that were decided on together.
#[derive(Debug, Clone)]
pub struct ValuesDone {
    pub event: Event,
    /// Those that a later day stands before, all or none.
    pub older: bool,
    pub decided: usize,
    pub left_out: Vec<ValueLeftOut>,
}

/// A value that was not decided on with the others.
#[derive(Debug, Clone)]
pub struct ValueLeftOut {
    pub code: IndicatorCode,
    pub name: Arc<str>,
    pub unit_name: Option<Arc<str>>,
    pub why: Mistake,
}
