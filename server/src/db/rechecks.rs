//! Re-checks: what stood accepted, what was announced, and what was found, read from the ledger.
use std::collections::BTreeMap;

use app::domain::{About, Instant, Measurement, parse_day};

use super::{
    Db, DbError, Tx,
    files::{self, EvidenceFile},
    milestone_events::EvidenceText,
    with_pool, with_tx,
};

/// Something that stood accepted: the acceptance of a milestone, or a measurement.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct AcceptedThing {
    /// Of the acceptance, or of the measurement.
    pub id: String,
    pub milestone: Option<String>,
    pub indicator: Option<String>,
    /// The accounts of who accepted it, and of who entered a value.
    pub accepted_by: Option<String>,
    pub entered_by: Option<String>,
    pub accepted_at: Instant,
    /// Of a value: its day and what was counted or asked.
    pub day: Option<String>,
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    pub value: Option<String>,
}

impl AcceptedThing {
    /// Whose hands it went through.
    pub fn hands(&self) -> [Option<&str>; 2] {
        [self.accepted_by.as_deref(), self.entered_by.as_deref()]
    }

    /// The very value; `None` of a milestone.
    pub fn measurement(&self) -> Option<Measurement> {
        let day = parse_day(self.day.as_deref()?)?;
        let value = self.value.as_deref();
        Measurement::from_columns(day, self.numerator, self.denominator, value)
    }
}

/// All that stood accepted at an instant.
pub async fn accepted(db: &Db, before: Instant) -> Result<Vec<AcceptedThing>, DbError> {
    let sql = "select e.submission as id, e.milestone, cast(null as text) as indicator, \
                      e.person as accepted_by, cast(null as text) as entered_by, \
                      e.recorded_at as accepted_at, cast(null as text) as day, \
                      cast(null as bigint) as numerator, cast(null as bigint) as denominator, \
                      cast(null as text) as value \
               from milestone_events e \
               where e.event = 'accepted' and e.recorded_at < $1 and not exists \
                    (select 1 from milestone_events l where l.milestone = e.milestone \
                     and l.seq > e.seq and l.recorded_at < $1 \
                     and l.event in ('revoked', 'cancelled')) \
               union all \
               select m.id, cast(null as text), m.indicator, e.person, m.person, e.recorded_at, \
                      m.day, m.numerator, m.denominator, m.value \
               from measurements m join measurement_events e on e.measurement = m.id \
               where e.event = 'accepted' and e.recorded_at < $1 and not exists \
                    (select 1 from measurement_events l where l.measurement = m.id \
                     and l.seq > e.seq and l.recorded_at < $1)";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(before).fetch_all(pool).await)?)
}

/// Values of one query: fewer than any engine takes.
const AT_ONCE: usize = 400;

/// `$3, $4, $5`: places for some values after those that stand before them.
fn places(from: usize, count: usize) -> String {
    let all: Vec<String> = (from..from + count).map(|n| format!("${n}")).collect();
    // No list is empty: null is no key.
    if all.is_empty() {
        "null".to_owned()
    } else {
        all.join(", ")
    }
}

/// Which of some acceptances and values were taken back before an instant, and at which place of
/// the order.
pub async fn ended(
    db: &Db,
    things: &[&str],
    before: Instant,
) -> Result<BTreeMap<String, i64>, DbError> {
    let mut all = BTreeMap::new();
    for some in things.chunks(AT_ONCE) {
        let of = places(2, some.len());
        let sql = format!(
            "select e.submission, min(l.seq) from milestone_events e \
             join milestone_events l on l.milestone = e.milestone and l.seq > e.seq \
             where e.submission in ({of}) and l.recorded_at < $1 \
               and l.event in ('revoked', 'cancelled') group by e.submission \
             union all \
             select e.measurement, min(e.seq) from measurement_events e \
             where e.measurement in ({of}) and e.recorded_at < $1 and e.event = 'revoked' \
             group by e.measurement"
        );
        let rows: Vec<(String, i64)> = with_pool!(db, pool => {
            let first = sqlx::query_as(&sql).bind(before);
            some.iter().fold(first, |query, it| query.bind(*it)).fetch_all(pool).await
        })?;
        all.extend(rows);
    }
    Ok(all)
}

/// The words of a draw that was announced.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct DrawText {
    pub submission: String,
    pub body: String,
    /// The account, and its name or nothing.
    pub person: Option<String>,
    pub name: String,
}

/// The words of all draws announced before an instant, in their order.
pub async fn draws(db: &Db, before: Instant) -> Result<Vec<DrawText>, DbError> {
    let sql = "select d.submission, d.body, d.person, coalesce(p.name, '') as name \
               from recheck_draws d left join people p on p.id = d.person \
               where d.recorded_at < $1 order by d.seq";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(before).fetch_all(pool).await)?)
}

/// What was found of one thing, with the words that belong to it.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct ResultText {
    pub submission: String,
    pub draw: String,
    pub thing: String,
    pub milestone: Option<String>,
    pub indicator: Option<String>,
    pub confirmed: bool,
    /// The account, and its name; empty where the words are not the reader's.
    pub person: Option<String>,
    pub name: String,
    pub body: String,
    pub seq: i64,
    pub recorded_at: Instant,
    /// Read apart.
    #[sqlx(skip)]
    pub document: Option<EvidenceText>,
}

/// The columns of [`ResultText`]. `$2` is the scope: without it neither people nor words leave
/// the database.
const RESULTS: &str = "select r.submission, r.draw, r.thing, r.milestone, r.indicator, r.confirmed, \
            case when $2 then r.person end as person, \
            case when $2 then coalesce(p.name, '') else '' end as name, \
            case when $2 then r.body else '' end as body, r.seq, r.recorded_at \
     from recheck_results r left join people p on p.id = r.person where r.recorded_at < $1";

/// What was found of the things of a draw before an instant, newest first.
pub async fn results_of(db: &Db, draw: &str, before: Instant) -> Result<Vec<ResultText>, DbError> {
    let sql = format!("{RESULTS} and r.draw = $3 order by r.seq desc");
    let mut all: Vec<ResultText> = with_pool!(db, pool => sqlx::query_as(&sql)
        .bind(before).bind(true).bind(draw).fetch_all(pool).await)?;
    add_documents(db, &mut all, before).await?;
    Ok(all)
}

/// What was found of a thing in other draws before an instant, newest first.
pub async fn results_elsewhere(
    db: &Db,
    draw: &str,
    thing: &str,
    before: Instant,
) -> Result<Vec<ResultText>, DbError> {
    let sql = format!("{RESULTS} and r.draw <> $3 and r.thing = $4 order by r.seq desc");
    let mut all: Vec<ResultText> = with_pool!(db, pool => sqlx::query_as(&sql)
        .bind(before).bind(true).bind(draw).bind(thing).fetch_all(pool).await)?;
    add_documents(db, &mut all, before).await?;
    Ok(all)
}

/// What was found about some milestones and indicators before an instant, newest first; `full`:
/// with people, words and documents. `company`: of what that company had handed over only.
pub async fn results_about(
    db: &Db,
    about: &[About],
    before: Instant,
    full: bool,
    company: Option<&str>,
) -> Result<Vec<ResultText>, DbError> {
    let mut all: Vec<ResultText> = Vec::new();
    for some in about.chunks(AT_ONCE) {
        let key = |it: &About, milestone: bool| match it {
            About::Milestone(id) if milestone => Some(id.to_string()),
            About::Indicator(code) if !milestone => Some(code.to_string()),
            _ => None,
        };
        let of = |milestone| some.iter().filter_map(move |it| key(it, milestone));
        let (milestones, indicators): (Vec<_>, Vec<_>) = (of(true).collect(), of(false).collect());
        let sql = format!(
            "{RESULTS} and ($3 = '' or r.responsible = $3) \
             and (r.milestone in ({}) or r.indicator in ({})) order by r.seq desc",
            places(4, milestones.len()),
            places(4 + milestones.len(), indicators.len())
        );
        let rows: Vec<ResultText> = with_pool!(db, pool => {
            let first = sqlx::query_as(&sql).bind(before).bind(full).bind(company.unwrap_or(""));
            let keys = milestones.iter().chain(&indicators);
            keys.fold(first, |query, it| query.bind(it)).fetch_all(pool).await
        })?;
        all.extend(rows);
    }
    if full {
        add_documents(db, &mut all, before).await?;
    }
    Ok(all)
}

/// The documents behind what was found.
async fn add_documents(db: &Db, all: &mut [ResultText], before: Instant) -> Result<(), DbError> {
    let forms: Vec<String> = all.iter().map(|it| it.submission.clone()).collect();
    for some in forms.chunks(AT_ONCE) {
        let some: Vec<&str> = some.iter().map(String::as_str).collect();
        let sql = format!(
            "select submission, document_number, document_day, link, seq from evidence \
             where recorded_at < $1 and submission in ({})",
            places(2, some.len())
        );
        let mut documents: Vec<EvidenceText> = with_pool!(db, pool => {
            let first = sqlx::query_as(&sql).bind(before);
            some.iter().fold(first, |query, form| query.bind(*form)).fetch_all(pool).await
        })?;
        for EvidenceFile { submission, file } in files::of_submissions(db, &some, before).await? {
            let mut documents = documents.iter_mut();
            if let Some(document) = documents.find(|it| it.submission == submission) {
                document.files.push(file);
            }
        }
        for document in documents {
            let mut of = all.iter_mut();
            if let Some(it) = of.find(|it| it.submission == document.submission) {
                it.document = Some(document);
            }
        }
    }
    Ok(())
}

/// Where a thing of a draw stands in the order of facts: what happened to it, and what was found.
const STANDS: &str = "select coalesce(max(seq), 0) from ( \
       select l.seq from milestone_events e join milestone_events l on l.milestone = e.milestone \
         where e.submission = $1 \
       union all select seq from measurement_events where measurement = $1 \
       union all select seq from recheck_results where thing = $1 and draw = $2) as places \
     where seq <= $3";

pub async fn stands_upto(db: &Db, draw: &str, thing: &str, upto: i64) -> Result<i64, DbError> {
    Ok(with_pool!(db, pool => sqlx::query_scalar(STANDS)
        .bind(thing).bind(draw).bind(upto).fetch_one(pool).await)?)
}

/// The same as it is now, in a transaction.
pub async fn stands_now(tx: &mut Tx, draw: &str, thing: &str) -> Result<i64, DbError> {
    Ok(with_tx!(tx, conn => sqlx::query_scalar(STANDS)
        .bind(thing).bind(draw).bind(i64::MAX).fetch_one(conn).await)?)
}

/// What a re-check is about, by its form.
pub async fn about_of(db: &Db, submission: &str) -> Result<Option<About>, DbError> {
    let sql = "select milestone, indicator from recheck_results where submission = $1";
    let row: Option<(Option<String>, Option<String>)> =
        with_pool!(db, pool => sqlx::query_as(sql).bind(submission).fetch_optional(pool).await)?;
    Ok(row.and_then(|(milestone, indicator)| {
        About::from_columns(milestone.as_deref(), indicator.as_deref())
    }))
}

/// A draw as a form announced it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct WrittenDraw {
    pub scope: String,
    pub drawn_from: String,
    pub number: i64,
    pub body: String,
    pub person: Option<String>,
}

/// What a form announced before, if it was used.
pub async fn written_draw(tx: &mut Tx, submission: &str) -> Result<Option<WrittenDraw>, DbError> {
    let sql = "select scope, drawn_from, number, body, person from recheck_draws \
               where submission = $1";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql).bind(submission).fetch_optional(conn).await)?)
}

/// Whether somebody said by a form what was found.
pub async fn is_written_by(db: &Db, submission: &str, person: &str) -> Result<bool, DbError> {
    let sql = "select count(*) from recheck_results where submission = $1 and person = $2";
    let rows: i64 = with_pool!(db, pool => sqlx::query_scalar(sql)
        .bind(submission).bind(person).fetch_one(pool).await)?;
    Ok(rows > 0)
}

/// What a form said was found.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct WrittenResult {
    pub draw: String,
    pub thing: String,
    pub confirmed: bool,
    pub body: String,
    pub person: Option<String>,
    pub seq: i64,
    /// Of the document that came with it.
    pub hash: Option<String>,
}

/// What a form said before, if it was used.
pub async fn written_result(
    tx: &mut Tx,
    submission: &str,
) -> Result<Option<WrittenResult>, DbError> {
    let sql = "select r.draw, r.thing, r.confirmed, r.body, r.person, r.seq, \
                      (select v.hash from evidence v where v.submission = r.submission \
                         and v.seq = r.seq) as hash \
               from recheck_results r where r.submission = $1";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql).bind(submission).fetch_optional(conn).await)?)
}
