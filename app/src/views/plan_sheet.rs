//! A plan as a clerk writes it, a row a task, and how each of its cells is understood.
use std::sync::Arc;

use super::{PlanDecision, PlanForm};
use crate::domain::{Day, DayCount, Every, UnitKind, WorkstreamKind};

/// `/plan/sheet`: a plan from one table.
#[derive(Debug, Clone, Default)]
pub struct PlanSheet {
    /// The table as it was read, which the form carries.
    pub text: String,
    /// Why a file was not read.
    pub file_error: Option<super::TableMistake>,
    pub tasks: Vec<SheetTask>,
    pub questions: Vec<SheetQuestion>,
    /// Columns with words over them that nothing is read of.
    pub unread: Vec<String>,
    /// Worksheets of the file that are not read.
    pub left: Vec<SheetLeft>,
    /// What of the worksheet that is read is hidden.
    pub hidden: SheetHidden,
    /// What its reader should know, by row.
    pub notes: Vec<(usize, SheetNote)>,
    /// Rows with words where no column has a name.
    pub outside: Vec<usize>,
    /// Rows that are no part of the table: who signs it, to whom it goes.
    pub under: Vec<usize>,
    /// Tasks of the plan, by code and title, that come from what the table's tasks come from and do not stand in it.
    pub missing: Vec<(String, String)>,
    /// The unit of who writes, and the rows that give it something to hand over: another officer writes them.
    pub own: Option<(Arc<str>, Vec<usize>)>,
    /// Units and groups that an answer may name: code and name.
    pub units: Vec<(String, Arc<str>)>,
    /// The document that all tasks come from whose row names none.
    pub source: String,
    pub source_error: Option<String>,
    pub decision: PlanDecision,
    pub form: PlanForm,
}

/// What a cell says whose formula has no stored value; whoever opens and saves the file stores it.
pub const NO_VALUE: &str = "#CHƯA CÓ GIÁ TRỊ!";

/// A worksheet of a file of which nothing is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLeft {
    pub name: String,
    /// Tasks that stand in it; none where no head of tasks is found.
    pub tasks: usize,
    pub hidden: bool,
}

/// The field in which a form carries the worksheets that are not read.
pub const SHEET_LEFT: &str = "left";

impl SheetLeft {
    /// As a field of a form has it.
    pub fn field(&self) -> String {
        let hidden = if self.hidden { 'h' } else { 'v' };
        format!("{hidden} {} {}", self.tasks, self.name)
    }

    pub fn of_field(field: &str) -> Option<Self> {
        let (hidden, rest) = field.split_once(' ')?;
        let (tasks, name) = rest.split_once(' ')?;
        Some(Self {
            name: name.to_owned(),
            tasks: tasks.parse().ok()?,
            hidden: hidden == "h",
        })
    }
}

/// Rows and columns of a worksheet that are hidden, and read like the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetHidden {
    pub rows: Vec<usize>,
    /// By their letters.
    pub columns: Vec<String>,
}

/// The field in which a form carries what is hidden.
pub const SHEET_HIDDEN: &str = "hidden";

impl SheetHidden {
    /// As a field of a form has it.
    pub fn field(&self) -> String {
        let rows = self.rows.iter().map(usize::to_string);
        let rows: Vec<String> = rows.collect();
        format!("{} {}", rows.join(","), self.columns.join(","))
    }

    pub fn of_field(field: &str) -> Self {
        let (rows, columns) = field.split_once(' ').unwrap_or((field, ""));
        let letters = |it: &&str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_uppercase());
        let columns = columns.split(',').filter(letters);
        Self {
            rows: rows.split(',').filter_map(|it| it.parse().ok()).collect(),
            columns: columns.map(str::to_owned).collect(),
        }
    }
}

/// A task, as it was written and as it is understood.
#[derive(Debug, Clone)]
pub struct SheetTask {
    /// The row of the sheet, from 1.
    pub row: usize,
    pub code: String,
    /// It stands in the plan already.
    pub known: bool,
    pub heading: String,
    pub title: String,
    pub kind: WorkstreamKind,
    pub leads: SheetCell<SheetWho>,
    pub helpers: SheetCell<SheetWho>,
    pub products: Vec<SheetProduct>,
    pub source: String,
}

/// The field that says what sort of thing the task of a row is.
pub fn sheet_kind_field(row: usize) -> String {
    format!("kind-{row}")
}

/// The field in which another answer than those offered is typed.
pub fn sheet_other_field(question: &str) -> String {
    format!("{question}-o")
}

/// Something to hand over, and by when.
#[derive(Debug, Clone)]
pub struct SheetProduct {
    pub row: usize,
    pub name: String,
    pub due: SheetCell<SheetDue>,
    /// Its row writes nothing: the plan stays as it is.
    pub left: bool,
    /// The deadline that the plan has of it stays.
    pub kept: bool,
}

/// A cell as it was written, and its parts as they are understood; of what is asked and not
/// answered there is none.
#[derive(Debug, Clone)]
pub struct SheetCell<T> {
    pub written: String,
    pub read: Vec<T>,
}

/// Who is named in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetWho {
    Unit(String, Arc<str>),
    Partner(String, Arc<str>),
    /// A body outside; without a code it is new.
    Body(Option<String>, Arc<str>),
    /// A group of units; of a new one which kinds belong.
    Group(String, Arc<str>),
    NewGroup(String, Arc<str>, &'static [UnitKind]),
    /// Every open unit.
    Everyone,
    /// Named, and given nothing to do.
    Nobody(Arc<str>),
}

impl SheetWho {
    /// Whether they can lead a task.
    pub const fn leads(&self) -> bool {
        matches!(
            self,
            Self::Unit(..) | Self::Group(..) | Self::NewGroup(..) | Self::Everyone
        )
    }
}

/// When something is due.
/// Rows as plans have them, shown before a table is chosen: task, leads, helpers, product, deadline.
pub const SHEET_EXAMPLES: [[&str; 5]; 5] = [
    [
        "Ban hành quy chế quản trị dữ liệu",
        "Sở Khoa học và Công nghệ, Sở Tư pháp",
        "Các sở, ngành",
        "Quyết định",
        "30/9/2026",
    ],
    [
        "Số hóa sổ hộ tịch",
        "Các xã, phường",
        "VNPT",
        "Báo cáo kết quả",
        "Quý IV năm 2026",
    ],
    [
        "Tập huấn kỹ năng số",
        "Sở Nội vụ (chủ trì), Sở Tài chính (phối hợp)",
        "Trường Chính trị",
        "05 lớp",
        "Trước tháng 12/2026",
    ],
    [
        "Rà soát thủ tục hành chính",
        "Văn phòng UBND",
        "",
        "Danh mục",
        "20 ngày làm việc sau khi nghị định được ban hành",
    ],
    [
        "Báo cáo an toàn thông tin",
        "Công an",
        "",
        "Báo cáo",
        "Hằng tháng, trước ngày 25",
    ],
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetDue {
    /// Nothing is said.
    None,
    Day(Day),
    /// So many days after an event.
    After {
        days: u32,
        count: DayCount,
        event: String,
    },
    /// Each period again.
    Rhythm(SheetRhythm),
    /// Words that are never over.
    Words(String),
}

/// How often, and by which day of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetRhythm {
    pub every: Every,
    /// The weekday from 1 for a Monday, else the day of the month.
    pub due: u32,
    /// The day is of the month behind the period, else of its last month.
    pub after: bool,
    /// The first report is due on this day.
    pub first: Option<Day>,
}

/// The last day of a month, whichever.
const END_OF_MONTH: u32 = 31;

/// The day on which the data of a report are closed that is due from the 15th on: decree
/// 09/2019/NĐ-CP, article 12.
const CLOSES: u32 = 14;

impl SheetRhythm {
    /// The day on which its data close, so that its report is due where it is said to be: of a week
    /// the day itself, of what is due behind a period the end of that.
    pub const fn closes(&self, by_decree: bool) -> u32 {
        match self.every {
            Every::Week => self.due,
            _ if self.after => END_OF_MONTH,
            _ if !by_decree => self.due,
            _ if self.due > CLOSES => CLOSES,
            // A report of each month is due in each: the one before closes.
            Every::Month => END_OF_MONTH,
            _ => self.due,
        }
    }

    /// The same as a cadence of the campaign has it: it is due behind its period where its data close
    /// later in a month.
    pub fn of_cadence(every: Every, due: u32, closes: u32) -> Self {
        let long = !matches!(every, Every::Week | Every::Month);
        Self {
            every,
            due,
            after: long && due < closes,
            first: None,
        }
    }
}

/// What has two readings.
#[derive(Debug, Clone)]
pub struct SheetQuestion {
    /// The field that its answer comes in.
    pub name: String,
    pub about: SheetAbout,
    /// What was written.
    pub written: String,
    /// Rows in which it stands.
    pub rows: Vec<usize>,
    pub choices: Vec<SheetChoice>,
    /// The answer, by the code of a choice.
    pub chosen: Option<String>,
    /// What may be typed where no choice is right.
    pub other: Option<SheetOther>,
    /// What was typed there and is none.
    pub typed: String,
    /// Companies that accompany the leads of its rows already, each with its unit.
    pub accompanied: Vec<(String, String)>,
    /// What was typed there carries a mark of secrecy.
    pub secret: bool,
}

impl SheetQuestion {
    /// Whether it asks what a company does.
    pub fn of_company(&self) -> bool {
        let company =
            |it: &SheetChoice| matches!(&it.means, SheetMeans::Who(SheetWho::Partner(..)));
        let asked = [SheetAbout::Company, SheetAbout::CompanyLead];
        asked.contains(&self.about) || self.choices.iter().any(company)
    }
}

/// What an answer of one's own is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetOther {
    /// A unit or a group of the campaign.
    Unit,
    Day,
}

/// What a question asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetAbout {
    /// Whether the day that is named after "trước" is the last one.
    Before,
    /// A day without its year.
    Year,
    /// Several days in one cell.
    WhichDay,
    /// What names no one day: before a month, its first part, "trước ngày 30/9" of no year.
    Loose,
    /// A day among words or figures that say something else of it.
    Among,
    /// A day on which something begins.
    Begins,
    /// From which event a term runs: one of the campaign, or a new one.
    Event,
    /// A term that runs from an event, and the day by which it is due at the latest.
    Cap,
    /// A term in months, or an event without a term.
    Term,
    /// Words that look like a day and are none.
    NoDay,
    /// By which day of its period a report is due.
    DueDay,
    /// What recurs otherwise than on one day of the last month of each period.
    NoRhythm,
    /// When data of what recurs close, and how long a report is still taken.
    Rhythms,
    /// Which unit is meant.
    Lead,
    Helper,
    /// Whether a star beside names is every unit.
    Star,
    /// Which unit leads where a company stands, which cannot.
    CompanyLead,
    /// Whether a company that helps is the company of the task.
    Company,
    /// Which of several companies is the company of the task, as it has one.
    OneCompany,
    /// Whether who stands beside a lead leads too, or helps.
    Part,
    /// Whether an empty cell of leads is as the one above.
    Above,
    /// Who leads where the cell of leads is empty.
    NoLead,
    /// Whether two rows with one title are one task.
    Twice,
    /// Whether a title is that of a task of the plan, called otherwise.
    Renamed,
    /// Whether a product that a task of the plan does not have is a new one.
    Product,
    /// Whether a deadline of the plan stays that no table can move.
    Standing,
    /// Whether a later deadline moves all milestones that have its product.
    Several,
}

#[derive(Debug, Clone)]
pub struct SheetChoice {
    pub code: String,
    pub means: SheetMeans,
}

/// What a choice means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetMeans {
    Due(SheetDue),
    Who(SheetWho),
    /// All of them; or the first leads, and the others help.
    AllOf(Vec<SheetWho>),
    FirstOf(Vec<SheetWho>),
    /// The units of a set, without those of the second.
    AllBut(Vec<SheetWho>, Vec<SheetWho>),
    /// The day that is named is the last one; or the day before it.
    TheDay,
    DayBefore,
    Rhythms(SheetRhythms),
    /// Who is named in the cell, and no other.
    OnlyNamed,
    /// Leads too, or helps.
    Leads,
    Helps,
    /// An empty cell is as the one above, or says nobody.
    AsAbove,
    Empty,
    /// The rows are of one task, or of one each.
    OneTask,
    OwnTask,
    /// A task of the plan by its code and title, which is called otherwise in the table.
    Renamed(String, String),
    /// A product beside those that the plan has; or the row writes nothing.
    NewProduct,
    AsItIs,
    /// The deadline that the plan has stays; or all that have the product have the table's.
    Keeps(SheetDue),
    MovesAll,
}

/// What a plan does not say of what recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetRhythms {
    /// Data close as decree 09/2019/NĐ-CP has it; else on the day the report is due.
    pub by_decree: bool,
    /// Working days after the due day in which a report is still taken.
    pub cut_off: u16,
}

/// What becomes of the deadlines that the plan has of a task, and of another one in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetFate {
    /// The row is of a product of the plan, whose deadline moves by the decision.
    Moves,
    /// It is of another product: both stand beside each other.
    Both,
    /// Nothing of the row is written.
    Stays,
    /// It is asked.
    Asked,
}

/// What is worth a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetNote {
    /// Words behind a day that say no other.
    AlsoSaid(String),
    /// Nobody leads it.
    NoLead,
    /// It says when, and a mark of its own says nothing more.
    NeverOverdue(String),
    /// The first report that the table names was due before the plan is written: the first that is, where it
    /// is known.
    FirstIsOver { first: Day, due: Option<Day> },
    /// The task of the plan is called otherwise, which a table does not change.
    Renamed {
        file: super::PlanFile,
        code: String,
        title: String,
    },
    /// A company helps where no unit leads: it accompanies nobody.
    CompanyAlone(String),
    /// The title stands in an earlier row: a task of its own.
    TitleOf(usize),
    /// A row of the task of an earlier row: its product alone is read.
    ProductOf(usize),
    /// Somebody who is asked for has no part in the task as it stands in the plan: nobody, as it is.
    StillNobody(String),
    /// A row without a task names somebody, whom nothing is read of.
    NotRead(String),
    /// The plan has other deadlines of the task than the table.
    OtherDue {
        there: Vec<SheetDue>,
        here: SheetDue,
        fate: SheetFate,
    },
    /// Several milestones of the plan have the product, whose deadline is another: each by its unit and title.
    SeveralStand(Vec<String>),
    /// The plan has not this company for the task, which a table does not change.
    OtherCompany {
        file: super::PlanFile,
        code: String,
        name: String,
    },
    /// The plan has other leads of the task, which this does not change.
    OtherLeads {
        file: super::PlanFile,
        code: String,
        leads: String,
    },
}

/// What stands in the way of a plan that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetRefusal {
    /// Something is due of a task that no unit of the campaign leads.
    DueOfNobody(String),
    /// A formula of a cell that is read has no value, or an error for one: how the cell is called.
    NoValue {
        column: String,
        error: Option<String>,
    },
    /// A row heads columns otherwise than the first head, and none of tasks.
    OtherHead,
    /// A title says that it is as the one above, and none stands above.
    NothingAbove,
}
