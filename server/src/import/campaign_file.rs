//! What the import asks of each file of a campaign.
use std::sync::Arc;

use app::{
    domain::{self, Campaign, Day, Instant, Kept, Term},
    text::only_typed_otherwise,
};

use super::{
    compare::{Comparable, Latest},
    decision::Decision,
    fields::{Entry, Fields, Time, entries},
    layout::Columns,
    preview::Difference,
    problem::{Problem, Report},
    rows::Rows,
    table::Table,
};
use crate::{
    board::{Board, Live},
    clock::Clock,
    db::{Db, DbError},
};

/// One file of a campaign: its columns, how a row is read, and how it is
/// compared with the ledger and appended.
pub(crate) trait CampaignFile {
    const NAME: &'static str;
    const NEED: Need;
    const COLUMNS: Columns;
    /// The column under which a second row of the same key is told.
    const KEY: &'static str;
    /// Where its rows give names to codes: to what, and the code and the name.
    const NAMES: Option<Names<Self::Ledger>> = None;
    /// What its rows are called where a decision on them is recorded.
    const SUBJECT: &'static str = "";
    /// Rule 4: what its rows promise. Of a row the ledger has, these columns change by a
    /// decision only, and few are ever emptied.
    const PROMISED: &'static [Promised] = &[];
    /// What is noted of a row that says something else than the ledger where the
    /// file only adds; the ledger's stays.
    const KEPT: Option<Problem> = None;

    /// What a row says, all of it.
    type Row;
    /// The row of the ledger it is; what hangs on it, such as a weight, is beside it.
    type Ledger: Comparable + Default;
    /// What the ledger has of this file.
    type Current: Default;

    fn row(fields: &mut Fields<'_>) -> Self::Row;

    /// Reads all rows; one with an error is left out.
    fn read(table: &Table, time: &Time, report: &mut Report) -> Vec<Entry<Self::Row>> {
        entries(table, time, report, Self::row)
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger;

    /// A row's name in the preview.
    fn label(row: &Self::Ledger) -> String;

    /// The codes of other files a row names, in the order of columns.
    fn references(_row: &Self::Row) -> Vec<Reference<'_>> {
        Vec::new()
    }

    /// The file's column for what the ledger's row calls so, or none where the
    /// file always says it.
    fn column(of: &'static str) -> Option<&'static str> {
        Some(of)
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError>;

    /// The latest rows, found again by their key.
    fn latest(current: &Self::Current) -> &Latest<Self::Ledger>;

    /// What is told of a row of the ledger that the file does not list.
    fn missing(row: &Self::Ledger) -> Option<String> {
        Some(Self::label(row))
    }

    /// Whether a row says something of which its file has no column.
    fn says_beside(_row: &Self::Row, _column: &str) -> bool {
        false
    }

    /// Appends a row that is new or says something new.
    fn append(row: Self::Ledger, current: &mut Self::Current, rows: &mut Rows);

    /// Appends what hangs on a row, if it says something new: that is told as
    /// the row's.
    fn append_attached(
        _row: &Self::Row,
        _has: Has<'_>,
        _current: &Self::Current,
        _rows: &mut Rows,
    ) -> Vec<Difference> {
        Vec::new()
    }

    /// Takes out of a row what changes by an event, appends the events that a decision
    /// asks for, and tells each as a difference, with what stands in its way.
    fn happens(
        _row: &mut Self::Ledger,
        _seen: &Seen<'_>,
        _current: &Self::Current,
        _rows: &mut Rows,
    ) -> Vec<(Difference, Option<Problem>)> {
        Vec::new()
    }

    /// Appends the events by which a row that was appended says anew what the ledger's said, as a
    /// form would; tells what stands in their way, under its column.
    fn rewrites(
        _before: &Self::Ledger,
        _changed: &[Difference],
        _decision: Option<&Decision>,
        _current: &Self::Current,
        _rows: &mut Rows,
    ) -> Vec<(&'static str, Problem)> {
        Vec::new()
    }

    /// Whether a row of the ledger promises anything yet.
    fn promises(_row: &Self::Ledger, _current: &Self::Current) -> bool {
        true
    }

    /// Whether a change of a promised column is only one of how it is typed.
    fn says_the_same(change: &Difference) -> bool {
        matches!(change.column, "name" | "short_name" | "title")
            && only_typed_otherwise(&change.was, &change.now)
    }

    /// Whether what a row of the ledger promises for the first time judges what is done already:
    /// then it needs a decision too.
    fn settles(
        _row: &Self::Ledger,
        _change: &Difference,
        _today: Day,
        _current: &Self::Current,
    ) -> bool {
        false
    }

    /// Why a promised column of a row can no longer change, not even by a decision.
    fn kept(
        _row: &Self::Ledger,
        _column: &str,
        _today: Day,
        _current: &Self::Current,
    ) -> Option<Kept> {
        None
    }
}

/// Whether the file has the column of a row of the ledger.
pub(crate) type Has<'a> = &'a dyn Fn(&'static str) -> bool;

/// A row where it is compared.
pub(crate) struct Seen<'a> {
    pub has: Has<'a>,
    pub decision: Option<&'a Decision>,
    pub today: Day,
    /// The campaign as it will be.
    pub campaign: Option<&'a Campaign>,
}

/// A column that promises something, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Promised {
    pub column: &'static str,
    pub how: domain::Promised,
}

impl Promised {
    /// A term, by the column of its name.
    pub const fn of((term, how): (Term, domain::Promised)) -> Self {
        let column = term.code();
        Self { column, how }
    }

    pub const fn once_set(column: &'static str) -> Self {
        let how = domain::Promised::ONCE_SET;
        Self { column, how }
    }

    pub const fn always(column: &'static str) -> Self {
        let how = domain::Promised::ALWAYS;
        Self { column, how }
    }

    pub const fn either_way(column: &'static str) -> Self {
        let how = domain::Promised::EITHER_WAY;
        Self { column, how }
    }
}

/// Whether a folder may be without a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// It may be left out.
    Optional,
    /// It must be there, if only with its header.
    File,
    /// It must be there with a row.
    Rows,
}

/// Where what the ledger has of the files is read from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub db: &'a Db,
    /// Today's board, where one is at hand: it knows what became of each milestone.
    pub board: Option<&'a Arc<Board>>,
    /// Whether the files have values that were measured.
    pub measured: bool,
}

impl Source<'_> {
    /// Today's board: the one at hand, else one made of the ledger.
    pub async fn today(&self, now: Instant) -> Result<Arc<Board>, DbError> {
        match self.board {
            Some(board) => Ok(board.clone()),
            None => Live::new(self.db.clone(), Clock::fixed(now)).today().await,
        }
    }
}

/// What a code can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Unit,
    UnitGroup,
    /// Whoever can lead: a unit, or a group of them.
    Leader,
    Partner,
    Workstream,
    Indicator,
    Body,
    Trigger,
    Cadence,
    Rhythm,
}

impl Named {
    /// What a code is given to.
    pub const ALL: [Self; 9] = [
        Self::Unit,
        Self::UnitGroup,
        Self::Partner,
        Self::Workstream,
        Self::Indicator,
        Self::Body,
        Self::Trigger,
        Self::Cadence,
        Self::Rhythm,
    ];

    /// Whether a code of this kind may stand where that kind is asked for.
    pub fn stands_for(self, asked: Self) -> bool {
        let leads = matches!(self, Self::Unit | Self::UnitGroup);
        self == asked || asked == Self::Leader && leads
    }

    /// As it stands in a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unit => "đơn vị",
            Self::UnitGroup => "nhóm đơn vị",
            Self::Leader => "đơn vị hoặc nhóm đơn vị",
            Self::Partner => "doanh nghiệp",
            Self::Workstream => "hạng mục",
            Self::Indicator => "chỉ tiêu",
            Self::Body => "cơ quan ngoài chiến dịch",
            Self::Trigger => "sự kiện tính hạn",
            Self::Cadence => "chu kỳ",
            Self::Rhythm => "báo cáo định kỳ",
        }
    }
}

/// How the rows of a file give names to codes.
pub(crate) struct Names<R> {
    pub of: Named,
    pub code: fn(&R) -> &str,
    pub name: fn(&R) -> &str,
}

/// A code in a row that must be some other row's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reference<'a> {
    pub to: Named,
    pub column: &'static str,
    /// Empty cells name nothing.
    pub code: Option<&'a str>,
}

impl<'a> Reference<'a> {
    pub fn new(to: Named, column: &'static str, code: &'a str) -> Self {
        Self::maybe(to, column, Some(code))
    }

    pub fn maybe(to: Named, column: &'static str, code: Option<&'a str>) -> Self {
        Self { to, column, code }
    }
}
