//! The tables of a page, to be taken away as CSV or XLSX. They come from the view
//! the page was written from, so nothing is in them that the reader's page has
//! not. One page a file.
mod burden;
mod compare;
mod database;
mod databases;
mod deadlines;
mod documents;
mod duty;
mod events;
mod explanations;
mod groups;
mod lists;
mod matrix;
mod measure;
mod milestones;
mod outcome;
mod outcomes;
mod overview;
mod partner;
mod partners;
mod people;
mod plan;
mod programme;
mod rechecks;
mod reconciliation;
mod redefinitions;
mod review;
mod unit;
mod units;
mod what_if;
mod why;
mod work;

pub use measure::Entry;

use std::sync::Arc;

use crate::{
    Page,
    domain::{Day, Figures, Group, Share, Status, Value},
    text::{self, Key as K, Lang, t},
    views::{Frame, Table},
};

/// What every row of a file says of itself.
#[derive(Debug, Clone)]
pub struct Marks {
    /// Over the day, over the badge.
    pub as_of_head: String,
    pub note_head: String,
    /// The day of the figures.
    pub as_of: Day,
    /// "Số liệu mẫu"; empty for a real campaign.
    pub badge: String,
    pub campaign_head: String,
    pub campaign: String,
    /// What of the campaign it holds: the page, its subject and its filter.
    pub part_head: String,
    pub part: String,
}

impl Marks {
    pub fn of(frame: &Frame, page: &Page) -> Self {
        let word = |key| t(frame.lang, key).to_owned();
        Self {
            as_of_head: word(K::SheetAsOf),
            note_head: word(K::SheetNote),
            as_of: frame.day(),
            badge: if frame.demo() {
                word(K::Demo)
            } else {
                String::new()
            },
            campaign_head: word(K::SheetCampaign),
            campaign: frame
                .campaign
                .as_ref()
                .map_or_else(String::new, |campaign| campaign.name.to_string()),
            part_head: word(K::SheetHolds),
            part: part(frame, page),
        }
    }
}

/// "Sở Y tế", "Đơn vị (tier=city)": what a page holds.
fn part(frame: &Frame, page: &Page) -> String {
    let lang = frame.lang;
    let subject = match page {
        Page::Unit(page) => page.unit.name.to_string(),
        Page::Duty(page) => format!("{}: {}", page.unit.name, page.workstream.name),
        Page::Database(page) => page.workstream.name.to_string(),
        Page::Partner(page) => page.partner.name.to_string(),
        Page::Outcome(page) => page.row.name.to_string(),
        Page::Measure(page) => match &page.unit {
            Some((_, name)) => name.to_string(),
            None => t(lang, K::MeasureOfCampaign).to_owned(),
        },
        Page::Parts(_) => t(lang, K::PartsTitle).to_owned(),
        Page::Latest(_) => t(lang, K::EventsTitle).to_owned(),
        Page::Units(_) => t(lang, K::NavUnits).to_owned(),
        Page::Groups(_) => t(lang, K::NavGroups).to_owned(),
        Page::Group(page) => page.row.name.to_string(),
        Page::Duties(_) => t(lang, K::ListsDuties).to_owned(),
        Page::Milestones(_) => t(lang, K::ListsMilestones).to_owned(),
        Page::Actions(_) => t(lang, K::ListsActions).to_owned(),
        Page::Work(_) => t(lang, K::NavWork).to_owned(),
        Page::Review(_) => t(lang, K::NavReview).to_owned(),
        Page::Matrix(_) => t(lang, K::NavMatrix).to_owned(),
        Page::Databases(_) => t(lang, K::NavDatabases).to_owned(),
        Page::Partners(_) => t(lang, K::NavPartners).to_owned(),
        Page::Outcomes(_) => t(lang, K::NavOutcomes).to_owned(),
        Page::Documents(_) => t(lang, K::NavDocuments).to_owned(),
        Page::Document(page) => page.written.to_string(),
        Page::Burden(_) => t(lang, K::NavBurden).to_owned(),
        Page::Rechecks(_) => t(lang, K::NavRechecks).to_owned(),
        Page::Reconciliation(_) => t(lang, K::NavReconciliation).to_owned(),
        Page::Draw(page) => text::draw_name(lang, page.row.number),
        Page::WhatIf(_) => t(lang, K::WhatIf).to_owned(),
        Page::Compare(page) => compare::subject(lang, page),
        Page::People(_) => t(lang, K::NavPeople).to_owned(),
        Page::Audit(_) => t(lang, K::NavAudit).to_owned(),
        Page::Explanations(_) => t(lang, K::NavExplanations).to_owned(),
        Page::Programme(page) => {
            let name = match page.group {
                Group::Agreements => K::NavAgreements,
                _ => K::NavProgramme,
            };
            t(lang, name).to_owned()
        }
        _ => t(lang, K::WholeCampaign).to_owned(),
    };
    let filter: Vec<String> = match lists::narrowed(frame, page) {
        Some(words) => words,
        None => filter(frame)
            .map(|(name, value)| text::filter_word(lang, frame.place(), name, value))
            .collect(),
    };
    if filter.is_empty() {
        subject
    } else {
        format!("{subject} ({})", filter.join("; "))
    }
}

/// What the query of a page leaves out of it.
pub fn filter(frame: &Frame) -> impl Iterator<Item = (&str, &str)> {
    // A file has all pages.
    const NO_FILTER: [&str; 9] = [
        "as_of", "lang", "format", "table", "sort", "wall", "all", "why_page", "page",
    ];
    let asked = frame.query.iter();
    asked
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, value)| !value.is_empty() && !NO_FILTER.contains(name))
}

/// One table of a page.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub table: Table,
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// The head of a column, and how wide it stands in a workbook, in letters.
#[derive(Debug, Clone)]
pub struct Column {
    pub head: String,
    pub width: u16,
}

/// A value that stays a value: a number, a share or a day, not its print.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(i64),
    /// A fraction from 0 to 1.
    Share(Share),
    /// A measured value in its own unit.
    Value(Value),
    Day(Day),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&Arc<str>> for Cell {
    fn from(text: &Arc<str>) -> Self {
        Self::Text(text.to_string())
    }
}

macro_rules! number {
    ($($type:ty),+) => {$(
        impl From<$type> for Cell {
            fn from(number: $type) -> Self {
                i64::try_from(number).map_or(Self::Empty, Self::Number)
            }
        }
    )+};
}
number!(u32, u64, usize, i64);

impl From<Share> for Cell {
    fn from(share: Share) -> Self {
        Self::Share(share)
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl Sheet {
    /// A table without rows. `columns` are heads with their widths.
    pub fn new(table: Table, title: String, columns: Vec<(&str, u16)>) -> Self {
        let columns = columns
            .into_iter()
            .map(|(head, width)| Column {
                head: head.to_owned(),
                width,
            })
            .collect();
        Self {
            table,
            title,
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds the columns of a group's figures, as [`figures`] fills them.
    pub fn with_figures(mut self, lang: Lang) -> Self {
        let mut heads = vec![
            (t(lang, K::Claimed), 11),
            (t(lang, K::Accepted), 11),
            (t(lang, K::Measured), 11),
            (t(lang, K::Plan), 11),
            (t(lang, K::PlanNow), 11),
            (t(lang, K::SheetDutyCount), 9),
        ];
        heads.extend(Status::ALL.iter().map(|s| (text::status(lang, *s), 9)));
        heads.extend([
            (t(lang, K::SheetProducts), 9),
            (t(lang, K::SheetProductsAccepted), 9),
            (t(lang, K::SheetProductsLate), 9),
        ]);
        self.columns
            .extend(heads.into_iter().map(|(head, width)| Column {
                head: head.to_owned(),
                width,
            }));
        self
    }
}

/// The figures of a group, in the order of [`Sheet::with_figures`].
pub fn figures(f: &Figures) -> Vec<Cell> {
    let mut cells: Vec<Cell> = vec![
        f.claimed().into(),
        f.accepted().into(),
        f.measured().into(),
        f.expected_original().into(),
        f.expected().into(),
        f.duties.into(),
    ];
    cells.extend(Status::ALL.iter().map(|status| f.count(*status).into()));
    cells.extend([
        f.products.into(),
        f.products_accepted.into(),
        f.products_late.into(),
    ]);
    cells
}

impl Page {
    /// The tables of this page, and what the figure asked about is made of; none for a page
    /// without any.
    pub fn sheets(&self, frame: &Frame) -> Vec<Sheet> {
        let mut sheets = self.own_sheets(frame);
        sheets.extend(frame.why.as_deref().map(|why| why::sheet(frame, why)));
        sheets
    }

    fn own_sheets(&self, frame: &Frame) -> Vec<Sheet> {
        let lang = frame.lang;
        match self {
            Self::Overview(page) => overview::sheets(lang, page),
            Self::Parts(page) => overview::parts(lang, page),
            Self::Latest(page) => overview::latest(lang, page),
            Self::Units(page) => units::sheets(lang, page),
            Self::Groups(page) => groups::list(lang, page),
            Self::Group(page) => groups::units(lang, page),
            Self::Unit(page) => unit::sheets(lang, page),
            Self::Duty(page) => duty::sheets(lang, page),
            Self::Duties(page) => lists::duties(lang, page),
            Self::Milestones(page) => lists::milestones(lang, page),
            Self::Actions(page) => lists::actions(lang, page),
            Self::Matrix(page) => matrix::sheets(lang, page),
            Self::Databases(page) => databases::sheets(lang, page),
            Self::Database(page) => database::sheets(lang, page),
            Self::Partners(page) => partners::sheets(lang, page),
            Self::Partner(page) => partner::sheets(lang, page),
            Self::Outcomes(page) => outcomes::sheets(lang, page),
            Self::Outcome(page) => outcome::sheets(lang, page),
            Self::Programme(page) => programme::sheets(lang, page),
            Self::Work(page) => work::sheets(lang, page),
            Self::Review(page) => review::sheets(lang, page),
            Self::Explanations(page) => explanations::sheets(lang, page),
            Self::Measure(page) => measure::sheets(lang, page),
            Self::Documents(page) => documents::sheets(lang, page),
            Self::Document(page) => documents::of_one(lang, page),
            Self::Burden(page) => burden::sheets(lang, page),
            Self::Reconciliation(page) => reconciliation::sheets(lang, page),
            Self::Rechecks(page) => rechecks::draws(lang, page),
            Self::Draw(page) => rechecks::draw(lang, page),
            Self::WhatIf(page) => what_if::sheets(lang, page),
            Self::Compare(page) => compare::sheets(lang, page),
            Self::People(list) => people::people(lang, list),
            Self::Audit(page) => people::audit(lang, page),
            Self::PlanRow(page) => plan::lines(lang, &page.form),
            Self::PlanTable(page) => plan::lines(lang, &page.form),
            Self::PlanTogether(page) => plan::lines(lang, &page.form),
            Self::PlanSheet(page) => plan::lines(lang, &page.form),
            Self::SignIn(_)
            | Self::Brief(_)
            | Self::UnitBrief(_)
            | Self::PartnerBrief(_)
            | Self::Proposals(_)
            | Self::Search(_)
            | Self::Report(_)
            | Self::Decision(_)
            | Self::Adjustment(_)
            | Self::Restatement(_)
            | Self::Explanation(_)
            | Self::Recheck(_)
            | Self::UnitHome(_)
            | Self::OfficeHome(_)
            | Self::Help
            | Self::ForOthers(_)
            | Self::Refused { .. }
            | Self::NotFound
            | Self::NotTheirs(_)
            | Self::CampaignOver(_)
            | Self::DutyOver(_)
            | Self::Failed
            | Self::Away { .. }
            | Self::NotWritten(..)
            | Self::Account(_)
            | Self::Password(_)
            | Self::Code(_)
            | Self::Factor(_)
            | Self::Person(_)
            | Self::ManyPeople(_)
            | Self::Slips(_)
            | Self::Plan(_)
            | Self::PlanChanges(_)
            | Self::PlanList(_)
            | Self::BadRequest(_) => Vec::new(),
        }
    }
}
