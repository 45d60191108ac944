//! The rows of the plan in the words of its files: as they stand, and all that ever stood.
//!
//! Forms are filled from them, lists show them, the history of a thing tells them, and the folder
//! that leaves the campaign is made of them.
use std::collections::BTreeMap;

use app::{domain::Instant, views::PlanFile};

use super::{
    campaign_file::CampaignFile,
    compare::{Cell, Comparable},
    decision,
    files::*,
    layout::Columns,
};
use crate::{
    db::{Db, DbError},
    ledger::{
        CampaignRow, IndicatorRow, MilestoneRow, Placed, TargetRow, WeightRow, WorkstreamRow,
    },
};

/// What a row says, by the columns of its file.
pub type Cells = BTreeMap<&'static str, String>;

/// A row of the plan.
#[derive(Debug, Clone)]
pub struct Record {
    /// What it is found again by.
    pub key: String,
    /// Its name, as the preview has it.
    pub label: String,
    pub cells: Cells,
    /// The place in the order it was written at.
    pub seq: i64,
    pub recorded_at: Instant,
}

/// A file whose rows are facts of the plan.
trait Planned: CampaignFile<Ledger: Placed> {
    /// What a row says, by the columns of this file.
    fn cells(row: &Self::Ledger) -> Cells {
        let all = row.keys().into_iter().chain(row.whole_cells());
        let named = |(column, cell)| Some((Self::column(column)?, cell));
        all.filter_map(named).collect()
    }

    /// Whether a row of the table stands in this file.
    fn lists(_row: &Self::Ledger) -> bool {
        true
    }

    /// What hangs on rows in another table: by which key, in which column, what.
    fn attached(
        _db: &Db,
        _of: Option<&str>,
    ) -> impl Future<Output = Result<Vec<Attached>, DbError>> + Send {
        async { Ok(Vec::new()) }
    }
}

/// A cell that another table keeps.
struct Attached {
    key: String,
    column: &'static str,
    cell: String,
    seq: i64,
    recorded_at: Instant,
}

impl Attached {
    fn of<R: Comparable + Placed>(row: &R) -> Option<Self> {
        let (column, cell) = row.whole_cells().pop()?;
        let (seq, recorded_at) = row.place();
        Some(Self {
            key: row.key(),
            column,
            cell,
            seq,
            recorded_at,
        })
    }
}

impl Planned for CampaignCsv {
    fn cells(row: &CampaignRow) -> Cells {
        let own = row.keys().into_iter().chain(row.whole_cells());
        own.chain([("demo", row.demo.cell())]).collect()
    }
}

impl Planned for CalendarCsv {}
impl Planned for UnitsCsv {}
impl Planned for GroupsCsv {}
impl Planned for GroupMembersCsv {}
impl Planned for PartnersCsv {}
impl Planned for DependenciesCsv {}
impl Planned for BodiesCsv {}
impl Planned for HelpersCsv {}
impl Planned for TriggersCsv {}
impl Planned for CadencesCsv {}
impl Planned for RhythmsCsv {}
impl Planned for SlotExceptionsCsv {}
impl Planned for DocumentsCsv {}
impl Planned for AssignmentsCsv {}

impl Planned for DatabasesCsv {
    fn lists(row: &WorkstreamRow) -> bool {
        is_database(row)
    }
}

impl Planned for ProgrammeCsv {
    fn lists(row: &WorkstreamRow) -> bool {
        !is_database(row)
    }
}

impl Planned for DutiesCsv {
    async fn attached(db: &Db, of: Option<&str>) -> Result<Vec<Attached>, DbError> {
        let rows: Vec<WeightRow> = rows(db, of).await?;
        Ok(rows.iter().filter_map(Attached::of).collect())
    }
}

impl Planned for IndicatorsCsv {
    fn cells(row: &IndicatorRow) -> Cells {
        let mut cells: Cells = row.keys().into_iter().chain(row.whole_cells()).collect();
        let scope = cells.entry("scope").or_default();
        if scope.is_empty() {
            "campaign".clone_into(scope);
        }
        cells
    }

    async fn attached(db: &Db, of: Option<&str>) -> Result<Vec<Attached>, DbError> {
        let rows: Vec<TargetRow> = rows(db, of).await?;
        Ok(rows.iter().filter_map(Attached::of).collect())
    }
}

impl Planned for MilestonesCsv {
    /// Slots come from their rhythm.
    fn lists(row: &MilestoneRow) -> bool {
        row.rhythm.is_none()
    }

    fn cells(row: &MilestoneRow) -> Cells {
        let own = row.keys().into_iter().chain(row.whole_cells());
        own.chain([("workstream", row.workstream.clone())])
            .collect()
    }
}

macro_rules! by_file {
    ($($name:ident: $File:ident),+ $(,)?) => {
        /// All rows that a file of the plan ever had, in the order they were written: of a key,
        /// or of all.
        pub async fn all_records(
            db: &Db,
            file: PlanFile,
            of: Option<&str>,
        ) -> Result<Vec<Record>, DbError> {
            match file {
                $(PlanFile::$name => all::<$File>(db, of).await,)+
            }
        }

        /// The columns of a file of the plan, and those its rows are found again by.
        pub fn columns(file: PlanFile) -> (Columns, Vec<&'static str>) {
            match file {
                $(PlanFile::$name => ($File::COLUMNS, keys::<$File>()),)+
            }
        }

        /// What decisions on rows of a file are recorded under.
        pub fn subject(file: PlanFile) -> &'static str {
            match file {
                $(PlanFile::$name => $File::SUBJECT,)+
            }
        }

        /// The columns of a file that change by a decision.
        pub fn promised(file: PlanFile) -> Vec<&'static str> {
            match file {
                $(PlanFile::$name => $File::PROMISED.iter().map(|it| it.column).collect(),)+
            }
        }

        /// The name of the file that rows of the plan come in.
        pub fn file_name(file: PlanFile) -> &'static str {
            match file {
                $(PlanFile::$name => $File::NAME,)+
            }
        }
    };
}
by_file! {
    Campaign: CampaignCsv,
    Calendar: CalendarCsv,
    Units: UnitsCsv,
    Groups: GroupsCsv,
    GroupMembers: GroupMembersCsv,
    Partners: PartnersCsv,
    Databases: DatabasesCsv,
    Programme: ProgrammeCsv,
    Dependencies: DependenciesCsv,
    Bodies: BodiesCsv,
    Helpers: HelpersCsv,
    Triggers: TriggersCsv,
    Cadences: CadencesCsv,
    Rhythms: RhythmsCsv,
    SlotExceptions: SlotExceptionsCsv,
    Documents: DocumentsCsv,
    Duties: DutiesCsv,
    Assignments: AssignmentsCsv,
    Indicators: IndicatorsCsv,
    Milestones: MilestonesCsv,
}

/// Whether rows of a file carry the decision behind their changes in columns of its own.
pub fn decides(file: PlanFile) -> bool {
    let (columns, _) = columns(file);
    decision::COLUMNS
        .iter()
        .all(|it| columns.optional.contains(it))
}

fn keys<F: CampaignFile>() -> Vec<&'static str> {
    let keys = F::Ledger::default().keys();
    keys.iter().filter_map(|(it, _)| F::column(it)).collect()
}

/// The rows of a table in their order: of a key, or all.
async fn rows<R: Comparable + Placed + Default>(
    db: &Db,
    of: Option<&str>,
) -> Result<Vec<R>, DbError> {
    let Some(of) = of else {
        return R::all(db).await;
    };
    let keys = R::default().keys();
    let Some(((first, _), more)) = keys.split_first() else {
        return Ok(Vec::new());
    };
    let word = match of.split_once('/') {
        Some((word, _)) if !more.is_empty() => word,
        _ => of,
    };
    let mut rows = R::with(db, first, word).await?;
    rows.retain(|row| row.key() == of);
    Ok(rows)
}

async fn all<F: Planned>(db: &Db, of: Option<&str>) -> Result<Vec<Record>, DbError> {
    // What was written of a thing at one place is one row.
    let mut written: BTreeMap<(i64, String), Written> = BTreeMap::new();
    let own: Vec<F::Ledger> = rows(db, of).await?;
    for row in own.iter().filter(|row| F::lists(row)) {
        let (seq, recorded_at) = row.place();
        let it = written.entry((seq, row.key())).or_default();
        it.recorded_at = recorded_at;
        it.label = F::label(row);
        it.cells = F::cells(row);
    }
    for it in F::attached(db, of).await? {
        let row = written.entry((it.seq, it.key)).or_default();
        row.recorded_at = it.recorded_at;
        row.cells.insert(it.column, it.cell);
    }
    let mut stand: BTreeMap<String, Written> = BTreeMap::new();
    let mut records = Vec::with_capacity(written.len());
    for ((seq, key), it) in written {
        let stands = stand.entry(key.clone()).or_default();
        stands.cells.extend(it.cells);
        if !it.label.is_empty() {
            stands.label = it.label;
        }
        records.push(Record {
            key,
            label: stands.label.clone(),
            cells: stands.cells.clone(),
            seq,
            recorded_at: it.recorded_at,
        });
    }
    Ok(records)
}

/// What was written of a thing at one place.
#[derive(Default)]
struct Written {
    recorded_at: Instant,
    label: String,
    cells: Cells,
}

/// The rows that stand, by key.
pub async fn records(db: &Db, file: PlanFile) -> Result<BTreeMap<String, Record>, DbError> {
    let all = all_records(db, file, None).await?;
    let mut stand: BTreeMap<String, Record> =
        all.into_iter().map(|it| (it.key.clone(), it)).collect();
    if file == PlanFile::Campaign {
        // There is one: its last row stands.
        let last = stand.values().map(|it| it.seq).max();
        stand.retain(|_, it| Some(it.seq) == last);
    }
    if file == PlanFile::Documents {
        documents::forget_said_later(&mut stand);
    }
    Ok(stand)
}
