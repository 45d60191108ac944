//! What happened to milestones, read from the ledger for one page.
use std::collections::BTreeSet;

use app::domain::{Day, Instant};

use sha2::{Digest, Sha256};

use super::{Db, DbError, Tx, audit, files::FileText, resets::after_reset, with_pool, with_tx};

/// One event with the words that belong to it.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct EventText {
    pub submission: String,
    pub milestone: String,
    pub event: String,
    /// The account's name, or empty.
    pub name: String,
    pub organisation: String,
    pub body: String,
    pub deadline: Option<String>,
    pub responsible: Option<String>,
    pub decision: String,
    pub approver: String,
    pub in_place_of: Option<String>,
    /// What a report tells of the duty's volume, and of what holds the work up.
    pub volume_done: Option<i64>,
    pub obstacle: Option<String>,
    /// What was handed over is that nothing came up.
    pub nothing_arose: bool,
    /// A decision gave another title: no mere correction of how it was typed.
    pub renamed: bool,
    /// Whoever it is of had the password or the second factor set anew by somebody else within the
    /// day before.
    pub after_reset: bool,
    /// It was taken from the old book: nobody recorded it at an hour.
    pub from_old_book: bool,
    pub seq: i64,
    pub recorded_at: Instant,
}

/// Whether an event `e` gave a milestone another title, by the decision written with it.
macro_rules! renamed {
    () => {
        "(e.event = 'corrected' and exists (select 1 from redefinitions r \
           where r.subject = 'milestone' and r.code = e.milestone and r.term = 'title' \
             and r.seq = e.seq)) as renamed"
    };
}

#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct EvidenceText {
    pub submission: String,
    pub document_number: String,
    pub document_day: Option<String>,
    pub link: String,
    /// Of one submission the last row stands: each after the first came with a correction.
    pub seq: i64,
    /// Read apart.
    #[sqlx(skip)]
    pub files: Vec<FileText>,
}

/// The sign of an event for forms that answer it: a reader who may not see the event itself
/// learns nothing from it, not even when it was.
pub fn sign(submission: &str) -> String {
    audit::hex(&Sha256::digest(submission)[..12])
}

/// Events of a milestone before an instant, newest first. `full` is the scope:
/// without it neither texts nor people nor decision numbers leave the database.
pub async fn of_milestone(
    db: &Db,
    milestone: &str,
    before: Instant,
    full: bool,
) -> Result<Vec<EventText>, DbError> {
    let sql = concat!(
        "select ",
        renamed!(),
        ", \
                      e.submission, e.milestone, e.event, e.organisation, e.deadline, e.in_place_of, (e.old_book is not null) as from_old_book, e.seq, e.recorded_at, \
                      case when $3 then e.responsible end as responsible, \
                      case when $3 then coalesce(p.name, '') else '' end as name, \
                      case when $3 then e.body else '' end as body, \
                      case when $3 then e.decision else '' end as decision, \
                      case when $3 then e.approver else '' end as approver, \
                      case when $3 then e.volume_done end as volume_done, \
                      case when $3 then e.obstacle end as obstacle, \
                      coalesce(e.nothing_arose, false) as nothing_arose, \
                      ",
        after_reset!("$3"),
        " \
               from milestone_events e left join people p on p.id = e.person \
               where e.milestone = $1 and e.recorded_at < $2 order by e.seq desc"
    );
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(milestone).bind(before).bind(full).fetch_all(pool).await)?,
    )
}

/// Evidence on the submissions of a milestone before an instant.
pub async fn evidence_of(
    db: &Db,
    milestone: &str,
    before: Instant,
) -> Result<Vec<EvidenceText>, DbError> {
    let sql = "select v.submission, v.document_number, v.document_day, v.link, v.seq \
               from evidence v join milestone_events e on e.submission = v.submission \
               where e.milestone = $1 and v.recorded_at < $2 order by v.seq";
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(milestone).bind(before).fetch_all(pool).await)?,
    )
}

/// Other milestones for which the same document was handed over, and whether its link is the
/// same too: number and day alone may be those of another issuer.
pub async fn same_document(
    db: &Db,
    milestone: &str,
    number: &str,
    day: Option<Day>,
    link: &str,
) -> Result<Vec<(String, bool)>, DbError> {
    let sql = "select e.milestone, cast(max(case when v.link <> '' and v.link = $4 then 1 else 0 end) as bigint) \
               from evidence v join milestone_events e on e.submission = v.submission \
               where ((v.document_number = $2 and v.document_day = $3) or (v.link <> '' and v.link = $4)) \
                 and e.milestone <> $1 \
                 and not exists (select 1 from evidence n where n.submission = v.submission and n.seq > v.seq) \
               group by e.milestone order by e.milestone";
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let rows: Vec<(String, i64)> = with_pool!(db, pool => sqlx::query_as(sql)
        .bind(milestone).bind(number).bind(&day).bind(link).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(it, link)| (it, link > 0)).collect())
}

/// Milestones asked for in one query: fewer than any engine's limit of values.
const AT_ONCE: usize = 500;

/// What was said of a milestone by who decides.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct Said {
    pub milestone: String,
    pub event: String,
    pub body: String,
    /// The day on which a returned report is expected again.
    pub deadline: Option<String>,
}

/// Returns, revocations and declined extensions since each milestone was handed over last, the
/// oldest first.
pub async fn said_since(db: &Db, milestones: &[String]) -> Result<Vec<Said>, DbError> {
    let mut all = Vec::new();
    for some in milestones.chunks(AT_ONCE) {
        let places: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select e.milestone, e.event, e.body, e.deadline from milestone_events e \
             where e.milestone in ({}) and e.event in ('returned', 'revoked', 'extension_declined') \
             and e.seq > coalesce((select max(l.seq) from milestone_events l \
                 where l.milestone = e.milestone and l.event in ('submitted', 'reassigned')), 0) \
             order by e.seq",
            places.join(", ")
        );
        let rows: Vec<Said> = with_pool!(db, pool => {
            let query = some.iter().fold(sqlx::query_as(&sql), |query, id| query.bind(id));
            query.fetch_all(pool).await
        })?;
        all.extend(rows);
    }
    Ok(all)
}

/// Of some milestones those that are new since an instant to an organisation: something was done
/// to them by others, or their terms were written.
pub async fn new_since(
    db: &Db,
    milestones: &[String],
    organisation: &str,
    since: Instant,
) -> Result<BTreeSet<String>, DbError> {
    let mut all = BTreeSet::new();
    for some in milestones.chunks(AT_ONCE) {
        let places: Vec<String> = (3..=some.len() + 2).map(|n| format!("${n}")).collect();
        let places = places.join(", ");
        let sql = format!(
            "select milestone from milestone_events \
             where recorded_at > $1 and organisation <> $2 and milestone in ({places}) \
             union select id from milestones where recorded_at > $1 and id in ({places})"
        );
        let rows: Vec<String> = with_pool!(db, pool => {
            let first = sqlx::query_scalar(&sql).bind(since).bind(organisation);
            let query = some.iter().fold(first, |query, id| query.bind(id));
            query.fetch_all(pool).await
        })?;
        all.extend(rows);
    }
    Ok(all)
}

/// The last that happened to a milestone, with its last document and where its terms stand.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct Handed {
    pub milestone: String,
    /// The form it came from; `None` where nothing has happened.
    pub submission: Option<String>,
    pub document_number: Option<String>,
    pub document_day: Option<String>,
    pub promised: i64,
}

impl Handed {
    /// The sign of what happened last; empty where nothing has.
    pub fn sign(&self) -> String {
        self.submission.as_deref().map(sign).unwrap_or_default()
    }
}

/// The same of many milestones, up to a place in the order.
pub async fn handed_upto(db: &Db, milestones: &[String], seq: i64) -> Result<Vec<Handed>, DbError> {
    let mut all = Vec::new();
    for some in milestones.chunks(AT_ONCE) {
        let places: Vec<String> = (2..=some.len() + 1).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select t.id as milestone, e.submission, v.document_number, v.document_day, t.promised \
             from (select id, max(seq) as promised from milestones \
                   where seq <= $1 and id in ({}) group by id) t \
             left join milestone_events e on e.milestone = t.id and e.seq = \
                  (select max(l.seq) from milestone_events l where l.milestone = t.id and l.seq <= $1) \
             left join evidence v on v.seq = \
                  (select max(d.seq) from evidence d join milestone_events s on s.submission = d.submission \
                   where s.milestone = t.id and d.seq <= $1) \
                  and v.submission in (select submission from milestone_events where milestone = t.id)",
            places.join(", ")
        );
        let rows: Vec<Handed> = with_pool!(db, pool => {
            let first = sqlx::query_as(&sql).bind(seq);
            let query = some.iter().fold(first, |query, id| query.bind(id));
            query.fetch_all(pool).await
        })?;
        all.extend(rows);
    }
    Ok(all)
}

/// More time that a milestone was given, by a decision.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct ExtensionText {
    pub milestone: String,
    pub deadline: String,
    pub decision: String,
    pub body: String,
    pub recorded_at: Instant,
    /// It has not been given to another party since.
    pub since_given: bool,
}

/// The extensions of some milestones before an instant, the oldest first.
pub async fn extensions_of(
    db: &Db,
    milestones: &[String],
    before: Instant,
) -> Result<Vec<ExtensionText>, DbError> {
    let mut all = Vec::new();
    for some in milestones.chunks(AT_ONCE) {
        let places: Vec<String> = (2..=some.len() + 1).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select e.milestone, e.deadline, e.decision, e.body, e.recorded_at, not exists \
                    (select 1 from milestone_events r where r.milestone = e.milestone \
                     and r.event = 'reassigned' and r.seq > e.seq) as since_given \
             from milestone_events e \
             where e.event = 'extended' and e.deadline is not null and e.recorded_at < $1 \
               and e.milestone in ({}) order by e.seq",
            places.join(", ")
        );
        let rows: Vec<ExtensionText> = with_pool!(db, pool => {
            let first = sqlx::query_as(&sql).bind(before);
            let query = some.iter().fold(first, |query, id| query.bind(id));
            query.fetch_all(pool).await
        })?;
        all.extend(rows);
    }
    Ok(all)
}

/// One event of a person.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct OwnEvent {
    pub milestone: String,
    pub event: String,
    pub renamed: bool,
    pub recorded_at: Instant,
    /// Nothing has happened to the milestone since.
    pub last: bool,
}

/// What a person wrote since an instant, newest first.
pub async fn of_person_since(
    db: &Db,
    person: &str,
    since: Instant,
) -> Result<Vec<OwnEvent>, DbError> {
    let sql = concat!(
        "select ",
        renamed!(),
        ", e.milestone, e.event, e.recorded_at, not exists \
                      (select 1 from milestone_events l where l.milestone = e.milestone and l.seq > e.seq) as last \
               from milestone_events e \
               where e.person = $1 and e.seq > coalesce( \
                   (select seq from milestone_events where recorded_at < $2 order by seq desc limit 1), 0) \
               order by e.seq desc"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(person).bind(since).fetch_all(pool).await)?)
}

/// Events of a unit's milestones before an instant, newest first, without
/// texts: (milestone, event, organisation, deadline, recorded_at).
pub async fn of_unit(
    db: &Db,
    unit: &str,
    before: Instant,
    limit: i64,
) -> Result<Vec<EventText>, DbError> {
    let sql = concat!(
        "select ",
        renamed!(),
        ", \
                      e.submission, e.milestone, e.event, e.organisation, e.deadline, e.in_place_of, (e.old_book is not null) as from_old_book, e.seq, e.recorded_at, \
                      e.responsible, '' as name, \
                      case when e.event in ('returned', 'revoked') then e.body else '' end as body, \
                      '' as decision, '' as approver, \
                      e.volume_done, e.obstacle, coalesce(e.nothing_arose, false) as nothing_arose, \
                      false as after_reset \
               from milestone_events e \
               where e.milestone in (select id from milestones where unit = $1 and recorded_at < $2) and e.recorded_at < $2 \
               order by e.seq desc limit $3"
    );
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(unit).bind(before).bind(limit).fetch_all(pool).await)?,
    )
}

/// An event without its words.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct EventNow {
    pub submission: String,
    pub event: String,
    pub person: Option<String>,
    /// What was handed over is that nothing came up.
    pub nothing_arose: bool,
}

/// The events of a milestone inside a writing transaction, oldest first: what
/// its state is now, whatever a reader's board says.
pub async fn events_now(tx: &mut Tx, milestone: &str) -> Result<Vec<EventNow>, DbError> {
    let sql = "select submission, event, person, coalesce(nothing_arose, false) as nothing_arose \
         from milestone_events where milestone = $1 order by seq";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql).bind(milestone).fetch_all(conn).await)?)
}

/// The account that wrote the last report of a milestone.
pub async fn writer(db: &Db, milestone: &str) -> Result<Option<String>, DbError> {
    let sql = "select person from milestone_events where milestone = $1 and event = 'submitted' \
               order by seq desc limit 1";
    let found: Option<Option<String>> =
        with_pool!(db, pool => sqlx::query_scalar(sql).bind(milestone).fetch_optional(pool).await)?;
    Ok(found.flatten())
}

/// The document behind a submission as it stands, in a transaction.
pub async fn document_now(tx: &mut Tx, submission: &str) -> Result<Option<EvidenceText>, DbError> {
    let sql = "select submission, document_number, document_day, link, seq from evidence \
               where submission = $1 order by seq desc limit 1";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql).bind(submission).fetch_optional(conn).await)?)
}

/// The form from which the last event of a milestone came, up to a place in the order.
pub async fn last_upto(db: &Db, milestone: &str, seq: i64) -> Result<Option<String>, DbError> {
    let sql = "select submission from milestone_events where milestone = $1 and seq <= $2 \
               order by seq desc limit 1";
    Ok(
        with_pool!(db, pool => sqlx::query_scalar(sql).bind(milestone).bind(seq).fetch_optional(pool).await)?,
    )
}

/// The last event of a milestone and the account it came from.
pub async fn last(db: &Db, milestone: &str) -> Result<Option<(String, Option<String>)>, DbError> {
    let sql = "select event, person from milestone_events where milestone = $1 \
               order by seq desc limit 1";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(milestone).fetch_optional(pool).await)?)
}

/// How many more reports went in with the one that came last for a milestone: by the same
/// person in the same moment, with the same evidence.
pub async fn sent_with(db: &Db, milestone: &str) -> Result<i64, DbError> {
    let sql = "select count(*) from milestone_events l \
               join milestone_events e on e.seq < l.seq and e.seq >= l.seq - $2 \
                    and e.person = l.person and e.recorded_at = l.recorded_at and e.event = l.event \
               join evidence a on a.submission = l.submission \
               join evidence b on b.submission = e.submission and b.hash = a.hash \
               where l.milestone = $1 and l.seq = \
                     (select max(seq) from milestone_events where milestone = $1)";
    Ok(
        with_pool!(db, pool => sqlx::query_scalar(sql).bind(milestone).bind(MOST_TOGETHER as i64).fetch_one(pool).await)?,
    )
}

/// Events that one form may append at once.
pub const MOST_TOGETHER: usize = 1_000;

/// Where the terms of a milestone stand in the order, up to a place.
pub async fn terms_upto(db: &Db, milestone: &str, seq: i64) -> Result<i64, DbError> {
    let sql = "select coalesce(max(seq), 0) from milestones where id = $1 and seq <= $2";
    Ok(
        with_pool!(db, pool => sqlx::query_scalar(sql).bind(milestone).bind(seq).fetch_one(pool).await)?,
    )
}

/// The same as it is now, in a transaction.
pub async fn terms_now(tx: &mut Tx, milestone: &str) -> Result<i64, DbError> {
    let sql = "select coalesce(max(seq), 0) from milestones where id = $1";
    Ok(with_tx!(tx, conn => sqlx::query_scalar(sql).bind(milestone).fetch_one(conn).await)?)
}

/// Where that stands in the order by which an outcome is accepted: what was accepted and revoked
/// of what its duty measures, that indicator's terms and target, the duty's volume. 0 of what is
/// no outcome.
const MEASURED: &str = "with of_outcome as ( \
        select unit, workstream from milestones \
        where id = $1 and kind = 'outcome' and seq = \
              (select max(seq) from milestones where id = $1 and seq <= $2)), \
     measures as ( \
        select distinct i.code from indicators i join of_outcome o \
           on i.unit = o.unit and i.workstream = o.workstream where i.criterion = '') \
     select coalesce(max(seq), 0) from ( \
        select e.seq from measurement_events e join measurements m on m.id = e.measurement \
           where e.event in ('accepted', 'revoked') and m.indicator in (select code from measures) \
        union all select seq from indicators where code in (select code from measures) \
        union all select seq from targets where indicator in (select code from measures) \
        union all select d.seq from duties d join of_outcome o \
           on d.unit = o.unit and d.workstream = o.workstream) as places \
     where seq <= $2";

/// Where the values that an outcome is accepted by stand in the order, up to a place.
pub async fn measured_upto(db: &Db, milestone: &str, seq: i64) -> Result<i64, DbError> {
    Ok(
        with_pool!(db, pool => sqlx::query_scalar(MEASURED).bind(milestone).bind(seq).fetch_one(pool).await)?,
    )
}

/// Where they stand now, in a transaction.
pub async fn measured_now(tx: &mut Tx, milestone: &str) -> Result<i64, DbError> {
    Ok(
        with_tx!(tx, conn => sqlx::query_scalar(MEASURED).bind(milestone).bind(i64::MAX).fetch_one(conn).await)?,
    )
}

/// The volume of a milestone's duty, up to a place in the order.
pub async fn volume_upto(db: &Db, milestone: &str, seq: i64) -> Result<Option<i64>, DbError> {
    let sql = "select d.volume from duties d join milestones m \
                  on m.unit = d.unit and m.workstream = d.workstream \
               where m.id = $1 and d.seq <= $2 order by d.seq desc limit 1";
    let found: Option<Option<i64>> = with_pool!(db, pool => sqlx::query_scalar(sql).bind(milestone).bind(seq).fetch_optional(pool).await)?;
    Ok(found.flatten())
}

/// What a milestone promises, as a row of its terms has it.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct PromiseText {
    pub title: String,
    pub product: String,
    pub kind: String,
    pub weight: i64,
    pub reach: Option<String>,
}

/// What a milestone promised before an instant, oldest first.
pub async fn promises_of(
    db: &Db,
    milestone: &str,
    before: Instant,
) -> Result<Vec<Promised>, DbError> {
    let sql = "select title, product, kind, weight, reach, seq from milestones \
               where id = $1 and recorded_at < $2 order by seq";
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(milestone).bind(before).fetch_all(pool).await)?,
    )
}

/// A milestone that took the place of another.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct SuccessorText {
    pub id: String,
    pub title: String,
    pub seq: i64,
}

/// Those that took the place of a milestone before an instant, as they were called then.
pub async fn successors_of(
    db: &Db,
    milestone: &str,
    before: Instant,
) -> Result<Vec<SuccessorText>, DbError> {
    let sql = "select id, title, seq from milestones \
               where replaces = $1 and recorded_at < $2 order by seq";
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(milestone).bind(before).fetch_all(pool).await)?,
    )
}

/// A row of a milestone's terms, with its place in the order.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct Promised {
    #[sqlx(flatten)]
    pub promise: PromiseText,
    pub seq: i64,
}

pub async fn promise(db: &Db, milestone: &str, seq: i64) -> Result<Option<PromiseText>, DbError> {
    let sql =
        "select title, product, kind, weight, reach from milestones where id = $1 and seq = $2";
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(milestone).bind(seq).fetch_optional(pool).await)?,
    )
}

/// What was written of a form that was sent.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct Written {
    pub milestone: String,
    pub event: String,
    pub person: Option<String>,
    pub body: String,
    pub deadline: Option<String>,
    pub responsible: Option<String>,
    pub decision: String,
    pub approver: String,
    pub volume_done: Option<i64>,
    pub obstacle: Option<String>,
    pub nothing_arose: bool,
    /// Of the evidence that came with it.
    pub hash: Option<String>,
}

/// What was written of a form, if it was used.
pub async fn written_of(tx: &mut Tx, submission: &str) -> Result<Option<Written>, DbError> {
    let sql = "select milestone, event, person, body, deadline, responsible, decision, approver, \
                      volume_done, obstacle, coalesce(nothing_arose, false) as nothing_arose, \
                      (select max(v.hash) from evidence v \
                       where v.submission = e.submission and v.seq = e.seq) as hash \
               from milestone_events e where submission = $1";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql).bind(submission).fetch_optional(conn).await)?)
}

/// The document that an organisation handed over last for any of some milestones, as it stands.
pub async fn last_document(
    db: &Db,
    milestones: &[String],
    organisation: &str,
) -> Result<Option<EvidenceText>, DbError> {
    if milestones.is_empty() {
        return Ok(None);
    }
    let places: Vec<String> = (2..=milestones.len() + 1)
        .map(|n| format!("${n}"))
        .collect();
    let sql = format!(
        "select v.submission, v.document_number, v.document_day, v.link, v.seq \
         from evidence v join milestone_events e on e.submission = v.submission \
         where e.organisation = $1 and e.milestone in ({}) \
         order by e.seq desc, v.seq desc limit 1",
        places.join(", ")
    );
    Ok(with_pool!(db, pool => {
        let first = sqlx::query_as(&sql).bind(organisation);
        let query = milestones.iter().fold(first, |query, id| query.bind(id));
        query.fetch_optional(pool).await
    })?)
}

/// How many documents stand behind a submission.
pub async fn evidence_count(tx: &mut Tx, submission: &str) -> Result<i64, DbError> {
    let sql = "select count(*) from evidence where submission = $1";
    Ok(with_tx!(tx, conn => sqlx::query_scalar(sql).bind(submission).fetch_one(conn).await)?)
}
