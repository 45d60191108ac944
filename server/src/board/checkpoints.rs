//! Boards of past Sundays, packed: neither a start nor the page of a past day need read the
//! ledger from its beginning. Of a Sunday before whose end something was recorded that stands
//! behind what came later there is none.
//!
//! They are no part of the ledger. A checkpoint says up to which place of the order it counts,
//! and by which rules: one that is missing, damaged, of other rules or of other facts is not
//! read. All may be deleted at any time.
use std::{borrow::Cow, sync::Arc};

use app::domain::{
    Assignment, Calendar, Campaign, Day, Dependencies, DocumentList, Duty, DutyKey, Figures,
    IndicatorCode, MilestoneId, NamedDays, OldBook, Outcome, Outlook, Outside, Partner,
    PartnerCode, Rechecks, Rhythms, Status, Triggers, Unit, UnitCode, UnitGroups, Workstream,
    WorkstreamCode, parse_day,
};
use futures_util::future::try_join_all;
use imbl::{OrdMap, Vector};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx_macros::FromRow;
use tokio::task::{JoinError, spawn_blocking};

use super::{
    Board, DayStatuses, Entry, Headlines, Latest, Order, Redefined,
    duties::{Duties, Kept},
    weeks::Weeks,
};
use crate::db::{Db, DbError, Tx, audit::hex, with_pool, with_tx};

/// The rules by which this program makes boards: checkpoints of others are not read.
const RULES: &str = env!("TIENDO_RULES");

/// How many duties are packed together.
const DUTIES: usize = 400;

/// What a board holds beside its duties and what is computed from them.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    seq: i64,
    order: Order,
    campaign: Option<Arc<Campaign>>,
    units: OrdMap<UnitCode, Arc<Unit>>,
    groups: Arc<UnitGroups>,
    workstreams: OrdMap<WorkstreamCode, Arc<Workstream>>,
    dependencies: Arc<Dependencies>,
    outside: Arc<Outside>,
    triggers: Arc<Triggers>,
    rhythms: Arc<Rhythms>,
    directives: Arc<DocumentList>,
    rechecks: Arc<Rechecks>,
    old_book: OldBook,
    named_days: Arc<NamedDays>,
    partners: OrdMap<PartnerCode, Arc<Partner>>,
    assignments: OrdMap<UnitCode, Arc<Vec<Assignment>>>,
    members: OrdMap<WorkstreamCode, Arc<Vec<UnitCode>>>,
    indicators: OrdMap<IndicatorCode, Arc<Outcome>>,
    calendar: Arc<Calendar>,
    first_fact: Option<Day>,
    latest: Vector<Latest>,
    redefinitions: Vector<Arc<Redefined>>,
    renamed: OrdMap<MilestoneId, i64>,
    weeks: Weeks,
    /// The days of the week that ends here, which pages of a week later are compared with.
    days: Vec<Compared>,
    /// How many duties follow.
    duties: usize,
}

/// What is compared with of one day, beside the statuses of the duties.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Compared {
    day: Day,
    city: Figures,
    outlook: Outlook,
    under: Headlines,
}

impl Compared {
    fn of(day: &DayStatuses) -> Self {
        Self {
            day: day.day,
            city: day.city,
            outlook: day.outlook,
            under: day.under,
        }
    }

    fn with(self, statuses: Vec<(DutyKey, Status)>) -> DayStatuses {
        DayStatuses {
            day: self.day,
            statuses: statuses.into_iter().collect(),
            city: self.city,
            outlook: self.outlook,
            under: self.under,
        }
    }
}

impl Head {
    fn of(board: &Board, days: &[DayStatuses]) -> Self {
        Self {
            seq: board.seq,
            order: board.order,
            campaign: board.campaign.clone(),
            units: board.units.clone(),
            groups: board.groups.clone(),
            workstreams: board.workstreams.clone(),
            dependencies: board.dependencies.clone(),
            outside: board.outside.clone(),
            triggers: board.triggers.clone(),
            rhythms: board.rhythms.clone(),
            directives: board.directives.clone(),
            rechecks: board.rechecks.clone(),
            old_book: board.old_book,
            named_days: board.named_days.clone(),
            partners: board.partners.clone(),
            assignments: board.assignments.clone(),
            members: board.members.clone(),
            indicators: board.indicators.clone(),
            calendar: board.calendar.clone(),
            first_fact: board.first_fact,
            latest: board.latest.clone(),
            redefinitions: board.redefinitions.clone(),
            renamed: board.renamed.clone(),
            weeks: board.weeks.clone(),
            days: days.iter().map(Compared::of).collect(),
            duties: board.duties.count() + board.duties.over().count(),
        }
    }

    /// The board with its duties, still without figures.
    fn with(self, duties: Duties) -> Board {
        Board {
            seq: self.seq,
            order: self.order,
            campaign: self.campaign,
            units: self.units,
            groups: self.groups,
            workstreams: self.workstreams,
            dependencies: self.dependencies,
            outside: self.outside,
            triggers: self.triggers,
            rhythms: self.rhythms,
            directives: self.directives,
            rechecks: self.rechecks,
            old_book: self.old_book,
            named_days: self.named_days,
            partners: self.partners,
            assignments: self.assignments,
            members: self.members,
            indicators: self.indicators,
            calendar: self.calendar,
            first_fact: self.first_fact,
            latest: self.latest,
            redefinitions: self.redefinitions,
            renamed: self.renamed,
            weeks: self.weeks,
            duties,
            ..Board::empty()
        }
    }
}

/// A duty in a checkpoint, with the place of the last fact about it.
#[derive(Debug, Serialize, Deserialize)]
struct Packed<'a> {
    key: DutyKey,
    changed: i64,
    /// From which day it is over.
    over: Option<Day>,
    /// Its status on each of the [days](Head::days).
    statuses: Vec<Option<Status>>,
    /// The duty, to be unpacked by itself.
    #[serde(borrow)]
    duty: Cow<'a, [u8]>,
}

impl Packed<'_> {
    fn of(entry: &Entry, over: Option<Day>, days: &[DayStatuses]) -> Result<Self, DbError> {
        let key = &entry.duty.key;
        let on = |day: &DayStatuses| day.statuses.get(key).copied();
        Ok(Self {
            key: key.clone(),
            changed: entry.changed,
            over,
            statuses: days.iter().map(on).collect(),
            duty: packed(entry.duty.as_ref())?.into(),
        })
    }

    /// The duty, without figures. Where no fact about it came since, a later board has the same.
    fn entry(&self, later: Option<&Board>) -> Option<Kept> {
        let later = later.and_then(|later| later.duties.holding(&self.key));
        let duty = match later.filter(|later| later.changed == self.changed) {
            Some(later) => {
                debug_assert_eq!(self.duty().as_ref(), Some(&*later.duty));
                later.duty.clone()
            }
            None => Arc::new(self.duty()?),
        };
        Some(Kept {
            entry: Entry::unjudged(duty, self.changed),
            over: self.over,
        })
    }

    fn duty(&self) -> Option<Duty> {
        postcard::from_bytes(&self.duty).ok()
    }
}

fn packed(what: &impl Serialize) -> Result<Vec<u8>, DbError> {
    postcard::to_stdvec(what).map_err(|error| DbError::Corrupt {
        table: "checkpoints",
        what: error.to_string(),
    })
}

/// One row: the head of a checkpoint, or some of its duties.
#[derive(Debug, PartialEq, FromRow)]
pub(super) struct Part {
    /// The head is 0.
    part: i64,
    upto_seq: i64,
    checksum: String,
    body: Vec<u8>,
}

impl Part {
    fn pack(day: Day, part: i64, upto: i64, what: &impl Serialize) -> Result<Self, DbError> {
        let body = packed(what)?;
        let mut row = Self {
            part,
            upto_seq: upto,
            checksum: String::new(),
            body: lz4_flex::compress_prepend_size(&body),
        };
        row.checksum = row.sum(day);
        Ok(row)
    }

    /// SHA-256 over all that it says.
    fn sum(&self, day: Day) -> String {
        let mut sha = Sha256::new();
        sha.update(RULES.as_bytes());
        sha.update(day.to_string().as_bytes());
        sha.update(self.part.to_be_bytes());
        sha.update(self.upto_seq.to_be_bytes());
        sha.update(&self.body);
        hex(&sha.finalize())
    }

    /// What it says; `None` where it is not sound.
    fn body(&self, day: Day) -> Option<Vec<u8>> {
        if self.checksum != self.sum(day) {
            return None;
        }
        lz4_flex::decompress_size_prepended(&self.body).ok()
    }

    fn head(&self, day: Day) -> Option<Head> {
        postcard::from_bytes(&self.body(day)?).ok()
    }

    /// Some duties, and their statuses on one of the days.
    fn entries(&self, day: Day, later: Option<&Board>, on: Option<usize>) -> Option<Entries> {
        let body = self.body(day)?;
        let all: Vec<Packed<'_>> = postcard::from_bytes(&body).ok()?;
        let status = |packed: &Packed<'_>| {
            let status = packed.statuses.get(on?).copied()??;
            Some((packed.key.clone(), status))
        };
        let entries: Option<Vec<Kept>> = all.iter().map(|packed| packed.entry(later)).collect();
        Some(Entries {
            entries: entries?,
            statuses: all.iter().filter_map(status).collect(),
        })
    }
}

/// What a part tells of its duties.
struct Entries {
    entries: Vec<Kept>,
    statuses: Vec<(DutyKey, Status)>,
}

/// A board without figures as rows, in their order, and what later days compare with.
pub(super) fn pack(board: &Board, day: Day, days: &[DayStatuses]) -> Result<Vec<Part>, DbError> {
    let head = Part::pack(day, 0, board.seq, &Head::of(board, days))?;
    let entries = board.duties.values().map(|entry| (entry, None));
    let over = board.duties.over().map(|it| (&it.entry, Some(it.from)));
    let all = entries.chain(over);
    let entries = all.map(|(entry, over)| Packed::of(entry, over, days));
    let entries: Vec<Packed<'_>> = entries.collect::<Result<_, _>>()?;
    let duties = (1..)
        .zip(entries.chunks(DUTIES))
        .map(|(part, some)| Part::pack(day, part, board.seq, &some));
    [Ok(head)].into_iter().chain(duties).collect()
}

/// The board of a Sunday, still without figures.
#[derive(Debug)]
pub(super) struct Unpacked {
    pub board: Board,
    /// What a page is compared with, where it was asked for and the day is of that week.
    pub compared_with: Option<DayStatuses>,
}

/// What boards of past days are unpacked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// A later board helps to unpack.
    pub later: Option<&'a Arc<Board>>,
    /// The day that pages are compared with.
    pub compared_with: Option<Day>,
}

/// The board that rows were made of; `None` where they are not all there, and sound.
async fn unpack(
    day: Day,
    rows: Vec<Part>,
    wanted: Wanted<'_>,
) -> Result<Option<Unpacked>, DbError> {
    let mut rows = rows.into_iter();
    let Some(mut head) = rows.next().and_then(|row| row.head(day)) else {
        return Ok(None);
    };
    let on = wanted
        .compared_with
        .and_then(|day| head.days.iter().position(|it| it.day == day));
    let parts = rows.map(|row| {
        let later = wanted.later.cloned();
        spawn_blocking(move || row.entries(day, later.as_deref(), on))
    });
    let parts = try_join_all(parts).await.map_err(not_built)?;
    let Some(parts): Option<Vec<Entries>> = parts.into_iter().collect() else {
        return Ok(None);
    };
    let (mut entries, mut statuses) = (Vec::with_capacity(head.duties), Vec::new());
    for mut part in parts {
        entries.append(&mut part.entries);
        statuses.append(&mut part.statuses);
    }
    let duties = Duties::unpacked(entries, wanted.later.map(|it| &it.duties));
    if duties.count() + duties.over().count() != head.duties {
        return Ok(None);
    }
    let compared = on.map(|at| head.days.swap_remove(at));
    Ok(Some(Unpacked {
        board: head.with(duties),
        compared_with: compared.map(|it| it.with(statuses)),
    }))
}

/// The newest board of a Sunday before a day that counts no place after another.
pub(super) async fn last_before(
    db: &Db,
    day: Day,
    upto: i64,
    wanted: Wanted<'_>,
) -> Result<Option<Unpacked>, DbError> {
    match newest_sound(db, day, upto, wanted).await {
        Err(error) if error.is_damage() => {
            tracing::warn!(%error, "checkpoints are damaged: reading the ledger from its beginning");
            Ok(None)
        }
        found => found,
    }
}

async fn newest_sound(
    db: &Db,
    day: Day,
    upto: i64,
    wanted: Wanted<'_>,
) -> Result<Option<Unpacked>, DbError> {
    for (sunday, counts) in there(db).await? {
        if sunday >= day || counts > upto {
            continue;
        }
        if let Some(unpacked) = unpack(sunday, read(db, sunday).await?, wanted).await? {
            return Ok(Some(unpacked));
        }
        tracing::warn!(%sunday, "a checkpoint is damaged: taking the one before");
        // It is made anew in its place.
        let mut tx = db.begin().await?;
        remove(&mut tx, &sunday.to_string()).await?;
        tx.commit().await?;
    }
    Ok(None)
}

async fn remove(tx: &mut Tx, day: &str) -> Result<(), DbError> {
    let sql = "delete from checkpoints where rules = $1 and day = $2";
    with_tx!(tx, conn => sqlx::query(sql).bind(RULES).bind(day).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// The Sundays of which there is a checkpoint, newest first, and the last place each counts.
pub(super) async fn there(db: &Db) -> Result<Vec<(Day, i64)>, DbError> {
    let sql = "select day, cast(upto_seq as bigint) from checkpoints \
               where rules = $1 and part = 0 order by day desc";
    let rows: Vec<(String, i64)> = with_pool!(db, pool => sqlx::query_as(sql)
        .bind(RULES).fetch_all(pool).await)?;
    let rows = rows.into_iter();
    Ok(rows
        .filter_map(|(day, upto)| Some((parse_day(&day)?, upto)))
        .collect())
}

pub(super) async fn read(db: &Db, day: Day) -> Result<Vec<Part>, DbError> {
    // Cast, so that a cell of another kind is one that says something else.
    let sql = "select cast(part as bigint) as part, cast(upto_seq as bigint) as upto_seq, \
               cast(checksum as text) as checksum, body from checkpoints \
               where rules = $1 and day = $2 order by part";
    Ok(with_pool!(db, pool => sqlx::query_as(sql)
        .bind(RULES).bind(day.to_string()).fetch_all(pool).await)?)
}

/// Puts a checkpoint in the place of those of other rules and of those that nobody wants any
/// more.
pub(super) async fn put(db: &Db, day: Day, parts: &[Part], wanted: &[Day]) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    let there: Vec<String> = with_tx!(&mut tx, conn => sqlx::query_scalar(
        "select distinct day from checkpoints where rules = $1").bind(RULES).fetch_all(conn).await)?;
    let unwanted = there.into_iter().filter(|there| {
        let kept = parse_day(there).is_some_and(|there| there != day && wanted.contains(&there));
        !kept
    });
    for day in unwanted {
        remove(&mut tx, &day).await?;
    }
    with_tx!(&mut tx, conn => sqlx::query("delete from checkpoints where rules <> $1")
        .bind(RULES).execute(conn).await.map(|_| ()))?;
    for part in parts {
        let sql = "insert into checkpoints (rules, day, part, upto_seq, checksum, body) \
                   values ($1, $2, $3, $4, $5, $6) on conflict do nothing";
        with_tx!(&mut tx, conn => sqlx::query(sql)
            .bind(RULES).bind(day.to_string()).bind(part.part).bind(part.upto_seq)
            .bind(&part.checksum).bind(&part.body).execute(conn).await.map(|_| ()))?;
    }
    tx.commit().await
}

/// A board whose work ended without an end.
pub(super) fn not_built(_: JoinError) -> DbError {
    DbError::Corrupt {
        table: "ledger",
        what: "không dựng được bảng số liệu".into(),
    }
}

/// A board as a checkpoint gives it back.
#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) fn packed_and_unpacked(
    board: &Board,
    day: Day,
    days: &[DayStatuses],
    compared_with: Day,
) -> Unpacked {
    let wanted = Wanted {
        later: None,
        compared_with: Some(compared_with),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let unpacked = runtime
        .unwrap()
        .block_on(unpack(day, pack(board, day, days).unwrap(), wanted));
    unpacked.unwrap().unwrap()
}
