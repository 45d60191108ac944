//! What was asked and explained about milestones and indicators, read from the ledger with its
//! words.
use std::collections::BTreeMap;

use app::domain::{About, Act, DutyKey, Instant};

use super::{
    Db, DbError, Tx,
    files::{self, EvidenceFile},
    milestone_events::EvidenceText,
    with_pool, with_tx,
};

/// A question or an explanation with the words that belong to it.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct SaidText {
    /// `Act` by its code.
    pub act: String,
    pub submission: String,
    pub milestone: Option<String>,
    pub indicator: Option<String>,
    /// The account's name, or empty.
    pub name: String,
    pub organisation: String,
    /// Empty for a question.
    pub cause: String,
    pub body: String,
    /// The day an answer is wanted by, or the one committed to.
    pub day: String,
    pub recorded_at: Instant,
    /// The document behind an explanation, where its words are the reader's, with what it was put
    /// right from, the oldest first; read apart.
    #[sqlx(skip)]
    pub documents: Vec<DocumentText>,
}

/// A document behind an explanation, since it stands.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct DocumentText {
    #[sqlx(flatten)]
    pub document: EvidenceText,
    pub recorded_at: Instant,
}

impl SaidText {
    pub fn act(&self) -> Option<Act> {
        Act::from_code(&self.act)
    }
}

/// How much of what was said a reader is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reads {
    /// All with its words.
    Full,
    /// The same since its party is responsible: a company's.
    OwnTime,
    /// Causes and days of explanations; no question, no word, no person.
    Causes,
}

/// Things asked for in one query: fewer than any engine's limit of values.
const AT_ONCE: usize = 400;

/// What was said about some things before an instant, newest first. The scope is part of the
/// query: what is not the reader's does not leave the database.
pub async fn said(
    db: &Db,
    about: &[About],
    before: Instant,
    reads: Reads,
) -> Result<Vec<SaidText>, DbError> {
    let (full, own) = (reads != Reads::Causes, reads == Reads::OwnTime);
    let mut all: Vec<SaidText> = Vec::new();
    for some in about.chunks(AT_ONCE) {
        let (milestones, indicators) = (milestones(some), indicators(some));
        let places = |from: usize, n: usize| {
            let all: Vec<String> = (from..from + n).map(|n| format!("${n}")).collect();
            // No list is empty: null is no key.
            if all.is_empty() {
                "null".to_owned()
            } else {
                all.join(", ")
            }
        };
        let of_milestones = places(4, milestones.len());
        let of_indicators = places(4 + milestones.len(), indicators.len());
        let wanted = format!(
            "s.recorded_at < $1 \
             and (s.milestone in ({of_milestones}) or s.indicator in ({of_indicators})) \
             and ($3 = 0 or s.seq > coalesce((select max(e.seq) from milestone_events e \
                  where e.milestone = s.milestone and e.event = 'reassigned'), 0))"
        );
        let sql = format!(
            "select 'asked' as act, s.submission, s.milestone, s.indicator, \
                    coalesce(p.name, '') as name, s.organisation, '' as cause, s.body, \
                    s.wanted_by as day, s.recorded_at, s.seq \
             from asked s left join people p on p.id = s.person where $2 = 1 and {wanted} \
             union all \
             select 'explained' as act, s.submission, s.milestone, s.indicator, \
                    case when $2 = 1 then coalesce(p.name, '') else '' end as name, \
                    s.organisation, s.cause, case when $2 = 1 then s.body else '' end as body, \
                    s.commits_to as day, s.recorded_at, s.seq \
             from explained s left join people p on p.id = s.person where {wanted} \
             order by seq desc"
        );
        let (full, own) = (i64::from(full), i64::from(own));
        let keys = || milestones.iter().chain(&indicators);
        let rows: Vec<SaidText> = with_pool!(db, pool => {
            let first = sqlx::query_as(&sql).bind(before).bind(full).bind(own);
            keys().fold(first, |query, key| query.bind(*key)).fetch_all(pool).await
        })?;
        all.extend(rows);
    }
    if reads != Reads::Causes {
        add_documents(db, &mut all, before).await?;
    }
    Ok(all)
}

/// The documents behind explanations whose words are the reader's to read.
async fn add_documents(db: &Db, said: &mut [SaidText], before: Instant) -> Result<(), DbError> {
    let explained = said.iter().filter(|it| it.act() == Some(Act::Explained));
    let mut forms: Vec<&str> = explained.map(|it| it.submission.as_str()).collect();
    forms.sort_unstable();
    forms.dedup();
    let mut documents: BTreeMap<String, Vec<DocumentText>> = BTreeMap::new();
    for some in forms.chunks(AT_ONCE) {
        let places: Vec<String> = (2..some.len() + 2).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select submission, document_number, document_day, link, seq, recorded_at \
             from evidence where recorded_at < $1 and submission in ({}) order by seq",
            places.join(", ")
        );
        let rows: Vec<DocumentText> = with_pool!(db, pool => {
            let first = sqlx::query_as(&sql).bind(before);
            some.iter().fold(first, |query, form| query.bind(*form)).fetch_all(pool).await
        })?;
        for row in rows {
            let of = documents.entry(row.document.submission.clone());
            of.or_default().push(row);
        }
        for EvidenceFile { submission, file } in files::of_submissions(db, some, before).await? {
            let stands = documents
                .get_mut(&submission)
                .and_then(|all| all.last_mut());
            if let Some(stands) = stands {
                stands.document.files.push(file);
            }
        }
    }
    for it in said {
        it.documents = documents.get(&it.submission).cloned().unwrap_or_default();
    }
    Ok(())
}

/// The last explanation of a person about a duty that names a document, with that as it stands.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct OwnExplanation {
    #[sqlx(flatten)]
    pub document: EvidenceText,
    /// When it was explained.
    pub explained_at: Instant,
    /// How many files came with it.
    pub files: i64,
}

const OWN: &str = "select v.submission, v.document_number, v.document_day, v.link, v.seq, \
                          x.recorded_at as explained_at, \
                          (select count(*) from evidence_files f \
                             where f.submission = v.submission) as files \
                   from explained x join evidence v on v.submission = x.submission \
                   where x.unit = $1 and x.workstream = $2 and x.person = $3 \
                   order by x.seq desc, v.seq desc limit 1";

pub async fn own(db: &Db, duty: &DutyKey, person: &str) -> Result<Option<OwnExplanation>, DbError> {
    let (unit, workstream) = (duty.unit.as_str(), duty.workstream.as_str());
    Ok(with_pool!(db, pool => sqlx::query_as(OWN)
        .bind(unit).bind(workstream).bind(person).fetch_optional(pool).await)?)
}

/// The same as it is now, in a transaction.
pub async fn own_now(
    tx: &mut Tx,
    duty: &DutyKey,
    person: &str,
) -> Result<Option<OwnExplanation>, DbError> {
    let (unit, workstream) = (duty.unit.as_str(), duty.workstream.as_str());
    Ok(with_tx!(tx, conn => sqlx::query_as(OWN)
        .bind(unit).bind(workstream).bind(person).fetch_optional(conn).await)?)
}

/// What an explanation is about, by its form.
pub async fn about_of(db: &Db, submission: &str) -> Result<Vec<About>, DbError> {
    let sql = "select milestone, indicator from explained where submission = $1";
    let rows: Vec<(Option<String>, Option<String>)> =
        with_pool!(db, pool => sqlx::query_as(sql).bind(submission).fetch_all(pool).await)?;
    let about = |(milestone, indicator): &(Option<String>, Option<String>)| {
        About::from_columns(milestone.as_deref(), indicator.as_deref())
    };
    Ok(rows.iter().filter_map(about).collect())
}

fn milestones(about: &[About]) -> Vec<&str> {
    let all = about.iter().filter_map(|it| match it {
        About::Milestone(id) => Some(id.as_str()),
        About::Indicator(_) => None,
    });
    all.collect()
}

fn indicators(about: &[About]) -> Vec<&str> {
    let all = about.iter().filter_map(|it| match it {
        About::Milestone(_) => None,
        About::Indicator(code) => Some(code.as_str()),
    });
    all.collect()
}

/// Where a duty stands in the order of facts: its milestones, what happened to them, and what
/// was said about any part of it.
const STANDS: &str = "select coalesce(max(seq), 0) from ( \
       select seq from milestones where unit = $1 and workstream = $2 \
       union all select e.seq from milestone_events e where e.milestone in \
            (select m.id from milestones m where m.unit = $1 and m.workstream = $2) \
       union all select seq from asked where unit = $1 and workstream = $2 \
       union all select seq from explained where unit = $1 and workstream = $2) as places \
     where seq <= $3";

pub async fn stands_upto(db: &Db, duty: &DutyKey, seq: i64) -> Result<i64, DbError> {
    let (unit, workstream) = (duty.unit.as_str(), duty.workstream.as_str());
    Ok(with_pool!(db, pool => sqlx::query_scalar(STANDS)
        .bind(unit).bind(workstream).bind(seq).fetch_one(pool).await)?)
}

/// The same as it is now, in a transaction.
pub async fn stands_now(tx: &mut Tx, duty: &DutyKey) -> Result<i64, DbError> {
    let (unit, workstream) = (duty.unit.as_str(), duty.workstream.as_str());
    Ok(with_tx!(tx, conn => sqlx::query_scalar(STANDS)
        .bind(unit).bind(workstream).bind(i64::MAX).fetch_one(conn).await)?)
}

/// What was written of a form that was sent, a row for each thing it is about.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct Written {
    pub act: String,
    pub milestone: Option<String>,
    pub indicator: Option<String>,
    pub person: Option<String>,
    pub cause: String,
    pub body: String,
    pub day: String,
    pub seq: i64,
    /// Of the evidence that came with it.
    pub hash: Option<String>,
}

pub async fn written_of(tx: &mut Tx, submission: &str) -> Result<Vec<Written>, DbError> {
    let sql = "select 'asked' as act, milestone, indicator, person, '' as cause, body, \
                      wanted_by as day, seq, cast(null as text) as hash \
               from asked where submission = $1 \
               union all \
               select 'explained' as act, milestone, indicator, person, cause, body, \
                      commits_to as day, seq, \
                      (select v.hash from evidence v where v.submission = x.submission \
                         and v.seq = x.seq) as hash \
               from explained x where x.submission = $1";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql).bind(submission).fetch_all(conn).await)?)
}

/// What was said last about a milestone or an indicator, and the account it came from.
pub async fn last(db: &Db, about: &About) -> Result<Option<(String, Option<String>)>, DbError> {
    let (column, key) = match about {
        About::Milestone(id) => ("milestone", id.as_str()),
        About::Indicator(code) => ("indicator", code.as_str()),
    };
    let sql = format!(
        "select act, person from ( \
           select 'asked' as act, person, seq from asked where {column} = $1 \
           union all select 'explained' as act, person, seq from explained where {column} = $1 \
         ) as said order by seq desc limit 1"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(key).fetch_optional(pool).await)?)
}
