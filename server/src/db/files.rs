//! Files behind reports, explanations, measurements and re-checks as rows: those of what was handed over, which are facts,
//! those of drafts and of forms that were not saved yet, and which bytes are kept.
//!
//! Whoever attaches a file and whoever removes bytes that no row names hold the order's lock:
//! nobody removes what another is about to name.
use app::domain::{FileKind, Instant, MOST_LOOSE};

use super::{Db, DbError, Tx, with_pool, with_tx};

/// A file as its row has it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct FileText {
    pub id: String,
    pub hash: String,
    pub size: i64,
    pub kind: String,
    pub name: String,
    /// Of a draft or a form, and not of a submission.
    pub attached: bool,
}

impl FileText {
    /// `None` of a kind that another version knows.
    pub fn kind(&self) -> Option<FileKind> {
        FileKind::from_code(&self.kind)
    }
}

/// What a form with files is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    Report,
    Explanation,
    Measurement,
    Recheck,
}

/// What stands in the place of a milestone for the form of all that somebody measures, and for its
/// draft: no milestone has such an id.
pub const MEASURE: &str = "/measure";

/// Whose form a file is attached to: about which milestone, or what else an address names, and by
/// whom.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    pub behind: Behind,
    pub milestone: &'a str,
    pub organisation: &'a str,
    pub person: &'a str,
}

/// How long bytes are kept that no report and no draft names.
pub const KEPT_FOR: Instant = 24 * 60 * 60 * 1_000_000;

/// Takes note that bytes are about to be kept, so that nobody removes them meanwhile; `false`
/// where the person keeps too much already that belongs to nothing.
pub async fn expect(
    db: &Db,
    hash: &str,
    size: u64,
    person: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let mut tx = db.begin().await?;
    tx.lock().await?;
    if !has_room(&mut tx, size, person).await? {
        return Ok(false);
    }
    renew(&mut tx, hash, now).await?;
    tx.commit().await?;
    Ok(true)
}

async fn renew(tx: &mut Tx, hash: &str, now: Instant) -> Result<(), DbError> {
    let sql = "insert into stored_files (hash, renewed_at) values ($1, $2) \
               on conflict (hash) do update set renewed_at = excluded.renewed_at";
    with_tx!(tx, conn => sqlx::query(sql).bind(hash).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

async fn has_room(tx: &mut Tx, size: u64, person: &str) -> Result<bool, DbError> {
    let sql = "select cast(coalesce(sum(size), 0) as bigint) from attachments \
               where person = $1 and not in_draft";
    let loose: i64 =
        with_tx!(tx, conn => sqlx::query_scalar(sql).bind(person).fetch_one(conn).await)?;
    Ok(u64::try_from(loose).unwrap_or_default() + size <= MOST_LOOSE)
}

/// Attaches a file to a form that is not saved yet, once its bytes are kept; `false` where the
/// person keeps too much.
pub async fn attach(
    db: &Db,
    whose: Whose<'_>,
    file: &FileText,
    now: Instant,
) -> Result<bool, DbError> {
    let mut tx = db.begin().await?;
    tx.lock().await?;
    let size = u64::try_from(file.size).unwrap_or_default();
    if !has_room(&mut tx, size, whose.person).await? {
        return Ok(false);
    }
    insert(&mut tx, whose, file, None, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// `position`: in the draft, where it is in one.
async fn insert(
    tx: &mut Tx,
    whose: Whose<'_>,
    file: &FileText,
    position: Option<i64>,
    now: Instant,
) -> Result<(), DbError> {
    let sql = "insert into attachments \
               (id, milestone, organisation, person, in_draft, position, hash, size, kind, name, added_at, purpose) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    with_tx!(tx, conn => sqlx::query(sql)
        .bind(&file.id).bind(whose.milestone).bind(whose.organisation).bind(whose.person)
        .bind(position.is_some()).bind(position.unwrap_or_default())
        .bind(&file.hash).bind(file.size).bind(&file.kind).bind(&file.name).bind(now)
        .bind(whose.behind.code())
        .execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// A file that a report names: attached to its form or to its draft, or of a report that the
/// organisation handed over before. Nobody else's, whatever a form names.
const NAMED_BY_REPORT: &str = "select id, hash, size, kind, name, true as attached from attachments \
     where id = $1 and milestone = $2 and organisation = $3 and (in_draft or person = $4) \
       and purpose = 'report' \
     union all \
     select f.id, f.hash, f.size, f.kind, f.name, false as attached \
     from evidence_files f join milestone_events e on e.submission = f.submission \
     where f.id = $1 and e.milestone = $2 and e.organisation = $3";

/// A file that an explanation names: attached to its form, or of one that the same person gave
/// of the same duty, as where a form is sent twice.
const NAMED_BY_EXPLANATION: &str = "select id, hash, size, kind, name, true as attached from attachments \
     where id = $1 and milestone = $2 and organisation = $3 and person = $4 and not in_draft \
       and purpose = 'explanation' \
     union all \
     select f.id, f.hash, f.size, f.kind, f.name, false as attached from evidence_files f \
     where f.id = $1 and exists (select 1 from explained x \
         where x.submission = f.submission and x.organisation = $3 and x.person = $4 \
           and (exists (select 1 from milestones m \
                  where m.unit = x.unit and m.workstream = x.workstream and m.id = $2) \
                or exists (select 1 from indicators i \
                  where i.unit = x.unit and i.workstream = x.workstream and 'i.' || i.code = $2)))";

/// A file that a measurement names: attached to the form or to its draft, or of one that the same
/// person entered, as where a form is sent twice.
const NAMED_BY_MEASUREMENT: &str = "select id, hash, size, kind, name, true as attached from attachments \
     where id = $1 and milestone = $2 and organisation = $3 and (in_draft or person = $4) \
       and purpose = 'measurement' \
     union all \
     select f.id, f.hash, f.size, f.kind, f.name, false as attached \
     from evidence_files f join measurements m on m.id = f.submission \
     where f.id = $1 and m.person = $4";

/// A file that a re-check names: attached to its form, or of one that the same person recorded of
/// the same thing, as where a form is sent twice.
const NAMED_BY_RECHECK: &str = "select id, hash, size, kind, name, true as attached from attachments \
     where id = $1 and milestone = $2 and organisation = $3 and person = $4 and not in_draft \
       and purpose = 'recheck' \
     union all \
     select f.id, f.hash, f.size, f.kind, f.name, false as attached \
     from evidence_files f join recheck_results r on r.submission = f.submission \
     where f.id = $1 and r.draw || '/' || r.thing = $2 and r.person = $4";

impl Behind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Explanation => "explanation",
            Self::Measurement => "measurement",
            Self::Recheck => "recheck",
        }
    }

    const fn named(self) -> &'static str {
        match self {
            Self::Report => NAMED_BY_REPORT,
            Self::Explanation => NAMED_BY_EXPLANATION,
            Self::Measurement => NAMED_BY_MEASUREMENT,
            Self::Recheck => NAMED_BY_RECHECK,
        }
    }

    const fn has_drafts(self) -> bool {
        match self {
            Self::Report | Self::Measurement => true,
            Self::Explanation | Self::Recheck => false,
        }
    }
}

pub async fn named(db: &Db, whose: Whose<'_>, id: &str) -> Result<Option<FileText>, DbError> {
    Ok(with_pool!(db, pool => sqlx::query_as(whose.behind.named())
        .bind(id).bind(whose.milestone).bind(whose.organisation).bind(whose.person)
        .fetch_optional(pool).await)?)
}

/// The same inside a writing transaction; `None` where one of them has gone.
pub async fn all_named(
    tx: &mut Tx,
    whose: Whose<'_>,
    ids: &[String],
) -> Result<Option<Vec<FileText>>, DbError> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        let found = with_tx!(&mut *tx, conn => sqlx::query_as(whose.behind.named())
            .bind(id).bind(whose.milestone).bind(whose.organisation).bind(whose.person)
            .fetch_optional(conn).await)?;
        match found {
            Some(file) => all.push(file),
            None => return Ok(None),
        }
    }
    Ok(Some(all))
}

/// The files of a draft, in their order.
pub async fn of_draft(
    db: &Db,
    milestone: &str,
    organisation: &str,
) -> Result<Vec<FileText>, DbError> {
    let sql = "select id, hash, size, kind, name, true as attached from attachments \
               where milestone = $1 and organisation = $2 and in_draft order by position, id";
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(milestone).bind(organisation).fetch_all(pool).await)?,
    )
}

/// Makes these the files of a draft; those it had before and has no more are let go of.
pub async fn keep_in_draft(
    tx: &mut Tx,
    whose: Whose<'_>,
    files: &[FileText],
    now: Instant,
) -> Result<(), DbError> {
    for (id, hash) in in_draft(tx, whose).await? {
        if files.iter().all(|file| file.id != id) {
            let_go(tx, &id, &hash, now).await?;
        }
    }
    for (position, file) in (0..).zip(files) {
        if !file.attached {
            let file = FileText {
                id: new_id(),
                ..file.clone()
            };
            insert(tx, whose, &file, Some(position), now).await?;
            continue;
        }
        let sql = "update attachments set in_draft = true, position = $2 where id = $1";
        with_tx!(&mut *tx, conn => sqlx::query(sql)
            .bind(&file.id).bind(position).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}

/// Lets go of these files of a form, and of those of its draft, once it was handed over.
pub async fn handed_over(
    tx: &mut Tx,
    whose: Whose<'_>,
    files: &[FileText],
    now: Instant,
) -> Result<(), DbError> {
    if whose.behind.has_drafts() {
        for (id, hash) in in_draft(tx, whose).await? {
            let_go(tx, &id, &hash, now).await?;
        }
    }
    for file in files.iter().filter(|file| file.attached) {
        let_go(tx, &file.id, &file.hash, now).await?;
    }
    Ok(())
}

async fn in_draft(tx: &mut Tx, whose: Whose<'_>) -> Result<Vec<(String, String)>, DbError> {
    let sql = "select id, hash from attachments \
               where milestone = $1 and organisation = $2 and in_draft";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql)
        .bind(whose.milestone).bind(whose.organisation).fetch_all(conn).await)?)
}

/// Removes a row that names bytes; they stay for a day more.
async fn let_go(tx: &mut Tx, id: &str, hash: &str, now: Instant) -> Result<(), DbError> {
    let sql = "update stored_files set renewed_at = $2 where hash = $1";
    with_tx!(&mut *tx, conn => sqlx::query(sql).bind(hash).bind(now).execute(conn).await.map(|_| ()))?;
    let sql = "delete from attachments where id = $1";
    with_tx!(tx, conn => sqlx::query(sql).bind(id).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Takes a file off a form that was not saved with it.
pub async fn detach(db: &Db, whose: Whose<'_>, id: &str, now: Instant) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    tx.lock().await?;
    let sql = "select hash from attachments where id = $1 and milestone = $2 \
               and organisation = $3 and person = $4 and purpose = $5 and not in_draft";
    let hash: Option<String> = with_tx!(&mut tx, conn => sqlx::query_scalar(sql)
        .bind(id).bind(whose.milestone).bind(whose.organisation).bind(whose.person)
        .bind(whose.behind.code())
        .fetch_optional(conn).await)?;
    if let Some(hash) = hash {
        let_go(&mut tx, id, &hash, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// What an address leads to.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct Addressed {
    /// Of a form or a report.
    pub milestone: Option<String>,
    /// Whose draft it is of; `None` of a submission.
    pub organisation: Option<String>,
    /// Whose form it is of, that was not saved.
    pub person: Option<String>,
    /// What that form or draft is for: [`Behind`] by its code.
    pub purpose: Option<String>,
    /// The form of an explanation, of which it is.
    pub explained_by: Option<String>,
    /// The indicator that a measurement, of which it is, measures.
    pub measured: Option<String>,
    /// The form of a re-check, of which it is.
    pub rechecked_by: Option<String>,
    #[sqlx(flatten)]
    pub file: FileText,
}

pub async fn addressed(db: &Db, id: &str) -> Result<Option<Addressed>, DbError> {
    let sql = "select milestone, organisation, case when in_draft then null else person end as person, \
                      purpose, cast(null as text) as explained_by, cast(null as text) as measured, \
                      cast(null as text) as rechecked_by, id, hash, size, kind, name, true as attached \
               from attachments where id = $1 \
               union all \
               select e.milestone, null as organisation, null as person, null as purpose, null as explained_by, \
                      null as measured, null as rechecked_by, \
                      f.id, f.hash, f.size, f.kind, f.name, false as attached \
               from evidence_files f join milestone_events e on e.submission = f.submission \
               where f.id = $1 \
               union all \
               select null as milestone, null as organisation, null as person, null as purpose, \
                      f.submission as explained_by, null as measured, null as rechecked_by, \
                      f.id, f.hash, f.size, f.kind, f.name, false as attached \
               from evidence_files f where f.id = $1 and exists \
                    (select 1 from explained x where x.submission = f.submission) \
               union all \
               select null as milestone, null as organisation, null as person, null as purpose, \
                      null as explained_by, m.indicator as measured, null as rechecked_by, \
                      f.id, f.hash, f.size, f.kind, f.name, false as attached \
               from evidence_files f join measurements m on m.id = f.submission \
               where f.id = $1 \
               union all \
               select null as milestone, null as organisation, null as person, null as purpose, \
                      null as explained_by, null as measured, r.submission as rechecked_by, \
                      f.id, f.hash, f.size, f.kind, f.name, false as attached \
               from evidence_files f join recheck_results r on r.submission = f.submission \
               where f.id = $1";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(id).fetch_optional(pool).await)?)
}

/// A file of what was handed over, explained, measured or re-checked.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct EvidenceFile {
    pub submission: String,
    #[sqlx(flatten)]
    pub file: FileText,
}

/// Files on the submissions of a milestone before an instant, in their order.
pub async fn of_milestone(
    db: &Db,
    milestone: &str,
    before: Instant,
) -> Result<Vec<EvidenceFile>, DbError> {
    let sql = "select f.submission, f.id, f.hash, f.size, f.kind, f.name, false as attached \
               from evidence_files f join milestone_events e on e.submission = f.submission \
               where e.milestone = $1 and e.recorded_at < $2 order by f.seq, f.position";
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(milestone).bind(before).fetch_all(pool).await)?,
    )
}

/// Files behind some explanations or measurements before an instant, in their order.
pub async fn of_submissions(
    db: &Db,
    submissions: &[&str],
    before: Instant,
) -> Result<Vec<EvidenceFile>, DbError> {
    let places: Vec<String> = (2..submissions.len() + 2)
        .map(|n| format!("${n}"))
        .collect();
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select submission, id, hash, size, kind, name, false as attached from evidence_files \
         where recorded_at < $1 and submission in ({}) order by seq, position",
        places.join(", ")
    );
    Ok(with_pool!(db, pool => {
        let first = sqlx::query_as(&sql).bind(before);
        let query = submissions.iter().fold(first, |query, it| query.bind(*it));
        query.fetch_all(pool).await
    })?)
}

/// The files that were handed over with a form, in their order.
pub async fn of_submission(
    db: &Db,
    submission: &str,
    whose: Whose<'_>,
) -> Result<Vec<FileText>, DbError> {
    let sql = "select f.id, f.hash, f.size, f.kind, f.name, false as attached \
               from evidence_files f where f.submission = $1 and ( \
                 exists (select 1 from milestone_events e \
                         where e.submission = $1 and e.organisation = $2) \
                 or exists (select 1 from explained x where x.submission = $1 and x.person = $3) \
                 or exists (select 1 from recheck_results r \
                            where r.submission = $1 and r.person = $3) \
                 or exists (select 1 from measurements m where m.id = $1 and m.person = $3)) \
               order by f.position";
    Ok(with_pool!(db, pool => sqlx::query_as(sql)
        .bind(submission).bind(whose.organisation).bind(whose.person)
        .fetch_all(pool).await)?)
}

/// The hashes of those, inside a transaction.
pub async fn hashes_now(tx: &mut Tx, submission: &str) -> Result<Vec<String>, DbError> {
    let sql = "select hash from evidence_files where submission = $1 order by position";
    Ok(with_tx!(tx, conn => sqlx::query_scalar(sql).bind(submission).fetch_all(conn).await)?)
}

/// Other milestones for which the same bytes were handed over.
pub async fn elsewhere(db: &Db, hash: &str, milestone: &str) -> Result<Vec<String>, DbError> {
    let sql = "select distinct e.milestone \
               from evidence_files f join milestone_events e on e.submission = f.submission \
               where f.hash = $1 and e.milestone <> $2 order by e.milestone";
    Ok(
        with_pool!(db, pool => sqlx::query_scalar(sql).bind(hash).bind(milestone).fetch_all(pool).await)?,
    )
}

/// Bytes that rows name: what must be there.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Needed {
    pub hash: String,
    pub size: i64,
    /// By a submission, and not by a draft alone.
    pub handed_over: bool,
}

pub async fn needed(db: &Db) -> Result<Vec<Needed>, DbError> {
    let sql = "select hash, size, true as handed_over from evidence_files \
               union \
               select a.hash, a.size, false as handed_over from attachments a \
               where not exists (select 1 from evidence_files f where f.hash = a.hash) \
               order by hash";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).fetch_all(pool).await)?)
}

/// Forgets files of forms that nobody saved for a day.
pub async fn forget_loose(db: &Db, before: Instant) -> Result<(), DbError> {
    let sql = "delete from attachments where not in_draft and added_at < $1";
    let mut tx = db.begin().await?;
    tx.lock().await?;
    with_tx!(&mut tx, conn => sqlx::query(sql).bind(before).execute(conn).await.map(|_| ()))?;
    tx.commit().await
}

/// Which bytes no row has named since an instant.
pub async fn unnamed(db: &Db, before: Instant) -> Result<Vec<String>, DbError> {
    let sql = "select s.hash from stored_files s where s.renewed_at < $1 \
               and not exists (select 1 from evidence_files f where f.hash = s.hash) \
               and not exists (select 1 from attachments a where a.hash = s.hash) \
               order by s.hash";
    Ok(with_pool!(db, pool => sqlx::query_scalar(sql).bind(before).fetch_all(pool).await)?)
}

/// Whether anything names bytes, or somebody is about to.
pub async fn is_named(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    let sql = "select (select count(*) from stored_files where hash = $1) \
                    + (select count(*) from evidence_files where hash = $1) \
                    + (select count(*) from attachments where hash = $1)";
    let rows: i64 = with_tx!(tx, conn => sqlx::query_scalar(sql).bind(hash).fetch_one(conn).await)?;
    Ok(rows > 0)
}

/// Forgets bytes that no row has named since an instant, as the last look under the lock tells;
/// `false` where one does, or they were renewed.
pub async fn forget(tx: &mut Tx, hash: &str, before: Instant) -> Result<bool, DbError> {
    let sql = "delete from stored_files where hash = $1 and renewed_at < $2 \
               and not exists (select 1 from evidence_files f where f.hash = $1) \
               and not exists (select 1 from attachments a where a.hash = $1)";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(hash).bind(before).execute(conn).await.map(|d| d.rows_affected()))?;
    Ok(done == 1)
}

/// A new address.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
