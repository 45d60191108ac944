//! Measurements with what became of them: read from the ledger for one page, and in a
//! transaction that enters them or decides on them.
use std::collections::HashMap;

use app::domain::{Event, Instant, Measurement, Survey, ValueState, parse_day};

use super::{
    Db, DbError, Tx,
    files::{self, EvidenceFile},
    milestone_events::EvidenceText,
    resets::after_reset,
    with_pool, with_tx,
};

/// A measurement with its last event, if any.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct Measured {
    pub id: String,
    pub indicator: String,
    pub day: String,
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    pub value: Option<String>,
    pub source: String,
    /// Who entered it: the account, and its name or nothing.
    pub person: Option<String>,
    pub name: String,
    pub seq: i64,
    pub entered_at: Instant,
    pub event: Option<String>,
    pub decided_at: Option<Instant>,
    /// Whose event that was: the account's name, or empty.
    pub decided_by: String,
    /// Somebody decided on it here; what an import brought is accepted by nobody.
    pub decided_here: bool,
    /// That was within the day after somebody else had set the account's password or second factor.
    pub after_reset: bool,
    pub reason: String,
    /// Why it fell, where it never does.
    pub fall_reason: String,
    #[sqlx(flatten)]
    survey: SurveyText,
}

/// How people were asked, as it stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct SurveyText {
    population: Option<i64>,
    asked_from: Option<String>,
    asked_to: Option<String>,
    asked: Option<String>,
    asked_how: Option<String>,
}

impl SurveyText {
    fn read(&self) -> Option<Survey> {
        let day = |text: &Option<String>| parse_day(text.as_deref()?);
        Some(Survey {
            population: self.population?,
            from: day(&self.asked_from)?,
            to: day(&self.asked_to)?,
            asked: self.asked.clone().unwrap_or_default(),
            how: self.asked_how.clone().unwrap_or_default(),
        })
    }
}

impl Measured {
    /// `None` for a row that says no day or no value.
    pub fn measurement(&self) -> Option<Measurement> {
        let day = parse_day(&self.day)?;
        let value = self.value.as_deref();
        Measurement::from_columns(day, self.numerator, self.denominator, value)
    }

    /// How people were asked; `None` of what is counted.
    pub fn survey(&self) -> Option<Survey> {
        self.survey.read()
    }

    /// What became of it last.
    pub fn event(&self) -> Option<Event> {
        Event::from_code(self.event.as_deref()?)
    }
}

/// The columns of [`Measured`] and the tables they come from. `$1` is the scope: without it
/// neither people nor reasons leave the database. `last` says which events are known.
fn measured(last: &str) -> String {
    let after_reset = after_reset!("$1");
    format!(
        "select m.id, m.indicator, m.day, m.numerator, m.denominator, m.value, m.source, \
                case when $1 then m.person end as person, \
                case when $1 then coalesce(p.name, '') else '' end as name, \
                m.seq, m.recorded_at as entered_at, \
                e.event, e.recorded_at as decided_at, \
                case when $1 then coalesce(d.name, '') else '' end as decided_by, \
                case when $1 then coalesce(e.reason, '') else '' end as reason, \
                case when $1 then coalesce(m.fall_reason, '') else '' end as fall_reason, \
                m.population, m.asked_from, m.asked_to, \
                case when $1 then m.asked end as asked, \
                case when $1 then m.asked_how end as asked_how, \
                e.person is not null as decided_here, {after_reset} \
         from measurements m \
         left join measurement_events e on e.measurement = m.id and e.seq = \
              (select max(x.seq) from measurement_events x where x.measurement = m.id and {last}) \
         left join people p on p.id = m.person \
         left join people d on d.id = e.person"
    )
}

/// Measurements of an indicator before an instant, newest first.
pub async fn of_indicator(
    db: &Db,
    indicator: &str,
    before: Instant,
    full: bool,
    limit: i64,
) -> Result<Vec<Measured>, DbError> {
    let sql = format!(
        "{} where m.indicator = $2 and m.recorded_at < $3 \
         order by m.day desc, m.seq desc limit $4",
        measured("x.recorded_at < $3")
    );
    Ok(
        with_pool!(db, pool => sqlx::query_as(&sql).bind(full).bind(indicator).bind(before).bind(limit).fetch_all(pool).await)?,
    )
}

/// What was accepted of an indicator up to a place in the order, by day.
pub async fn accepted_upto(db: &Db, indicator: &str, seq: i64) -> Result<Vec<Measured>, DbError> {
    let sql = format!(
        "{} where m.indicator = $2 and m.seq <= $3 and e.event = 'accepted' \
         order by m.day, e.seq",
        measured("x.seq <= $3")
    );
    Ok(
        with_pool!(db, pool => sqlx::query_as(&sql).bind(false).bind(indicator).bind(seq).fetch_all(pool).await)?,
    )
}

/// Documents behind the measurements of an indicator before an instant; the
/// `submission` of each is the measurement's id.
pub async fn evidence(
    db: &Db,
    indicator: &str,
    before: Instant,
) -> Result<Vec<EvidenceText>, DbError> {
    let sql = "select v.submission, v.document_number, v.document_day, v.link, v.seq \
               from evidence v join measurements m on m.id = v.submission \
               where m.indicator = $1 and v.recorded_at < $2 order by v.seq";
    let found: Vec<EvidenceText> = with_pool!(db, pool => sqlx::query_as(sql).bind(indicator).bind(before).fetch_all(pool).await)?;
    with_files(db, found, before).await
}

/// The same with the files that were handed over with each.
async fn with_files(
    db: &Db,
    mut documents: Vec<EvidenceText>,
    before: Instant,
) -> Result<Vec<EvidenceText>, DbError> {
    let ids: Vec<String> = documents.iter().map(|it| it.submission.clone()).collect();
    for some in ids.chunks(AT_ONCE) {
        let some: Vec<&str> = some.iter().map(String::as_str).collect();
        for EvidenceFile { submission, file } in files::of_submissions(db, &some, before).await? {
            let mut of = documents.iter_mut();
            if let Some(document) = of.find(|it| it.submission == submission) {
                document.files.push(file);
            }
        }
    }
    Ok(documents)
}

/// Values of one query: fewer than any engine takes.
const AT_ONCE: usize = 400;

/// `$3, $4, $5`: places for some values after those that stand before them.
fn places(from: usize, count: usize) -> String {
    let all: Vec<String> = (from..from + count).map(|n| format!("${n}")).collect();
    all.join(", ")
}

/// What was entered of some indicators and is nobody's to forget: what waits, and the last of
/// each where it came back or was revoked. Up to a place in the order, oldest first.
pub async fn open_of(db: &Db, indicators: &[&str], upto: i64) -> Result<Vec<Measured>, DbError> {
    let mut all = Vec::new();
    for some in indicators.chunks(AT_ONCE) {
        let of = places(3, some.len());
        // What was withdrawn is as if it had never been entered.
        let sql = format!(
            "{} where m.indicator in ({of}) and m.seq <= $2 and (e.event is null or \
                (e.event in ('returned', 'revoked') and not exists \
                    (select 1 from measurements n where n.indicator = m.indicator \
                     and n.seq > m.seq and n.seq <= $2 and not exists \
                        (select 1 from measurement_events w \
                         where w.measurement = n.id and w.event = 'withdrawn')))) \
             order by m.seq, m.day",
            measured("x.seq <= $2")
        );
        let found: Vec<Measured> = with_pool!(db, pool => {
            let first = sqlx::query_as(&sql).bind(true).bind(upto);
            let query = some.iter().fold(first, |query, it| query.bind(*it));
            query.fetch_all(pool).await
        })?;
        all.extend(found);
    }
    Ok(all)
}

/// What was entered at some places of the order, with the people.
pub async fn entered_at(db: &Db, places_of: &[i64]) -> Result<Vec<Measured>, DbError> {
    let mut all = Vec::new();
    for some in places_of.chunks(AT_ONCE) {
        let sql = format!(
            "{} where m.seq in ({}) order by m.seq",
            measured("1 = 1"),
            places(2, some.len())
        );
        let found: Vec<Measured> = with_pool!(db, pool => {
            let first = sqlx::query_as(&sql).bind(true);
            let query = some.iter().fold(first, |query, it| query.bind(*it));
            query.fetch_all(pool).await
        })?;
        all.extend(found);
    }
    Ok(all)
}

/// Documents behind some measurements, by the measurement's id.
pub async fn documents_of(db: &Db, ids: &[&str]) -> Result<Vec<EvidenceText>, DbError> {
    let mut all = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let sql = format!(
            "select submission, document_number, document_day, link, seq from evidence \
             where submission in ({}) order by seq",
            places(1, some.len())
        );
        let found: Vec<EvidenceText> = with_pool!(db, pool => {
            let query = some.iter().fold(sqlx::query_as(&sql), |query, it| query.bind(*it));
            query.fetch_all(pool).await
        })?;
        all.extend(found);
    }
    with_files(db, all, Instant::MAX).await
}

/// What else has the document, the link or a file of a measurement: a milestone that was reported,
/// or an indicator that was measured.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct SameEvidence {
    /// The measurement.
    pub id: String,
    pub milestone: Option<String>,
    pub indicator: Option<String>,
    surely: i64,
}

impl SameEvidence {
    /// Whether more is the same than a number and a day.
    pub const fn surely(&self) -> bool {
        self.surely > 0
    }
}

/// Where else the evidence of some measurements stands. One document is behind all values of a
/// table, and behind one that is entered again after it came back: neither is another place.
pub async fn evidence_elsewhere(db: &Db, ids: &[&str]) -> Result<Vec<SameEvidence>, DbError> {
    let mut all = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let of = places(1, some.len());
        let sql = format!(
            "select s.id, e.milestone, m.indicator, cast(max(s.surely) as bigint) as surely from ( \
                select v.submission as id, o.submission as other, 0 as surely \
                from evidence v join evidence o on o.document_number = v.document_number \
                    and o.document_day = v.document_day \
                where v.submission in ({of}) and o.submission <> v.submission \
                union all \
                select v.submission as id, o.submission as other, 1 as surely \
                from evidence v join evidence o on o.link = v.link \
                where v.submission in ({of}) and v.link <> '' and o.submission <> v.submission \
                union all \
                select v.submission as id, o.submission as other, 1 as surely \
                from evidence_files v join evidence_files o on o.hash = v.hash \
                where v.submission in ({of}) and o.submission <> v.submission \
             ) s join measurements own on own.id = s.id \
             left join milestone_events e on e.submission = s.other \
             left join measurements m on m.id = s.other and m.seq <> own.seq and not exists \
                (select 1 from measurement_events x where x.measurement = m.id \
                 and x.event in ('withdrawn', 'returned')) \
             where e.milestone is not null or m.indicator is not null \
             group by s.id, e.milestone, m.indicator order by s.id, e.milestone, m.indicator"
        );
        let found: Vec<SameEvidence> = with_pool!(db, pool => {
            let query = some.iter().fold(sqlx::query_as(&sql), |query, it| query.bind(*it));
            query.fetch_all(pool).await
        })?;
        all.extend(found);
    }
    Ok(all)
}

/// Where the last fact about each of some indicators stands in the order: a value, what became
/// of one, its terms, its target.
fn stands(count: usize) -> String {
    let of = places(2, count);
    format!(
        "select code, max(seq) from ( \
         select indicator as code, seq from measurements where indicator in ({of}) \
         union all \
         select m.indicator, e.seq from measurement_events e \
            join measurements m on m.id = e.measurement where m.indicator in ({of}) \
         union all select code, seq from indicators where code in ({of}) \
         union all select indicator, seq from targets where indicator in ({of}) \
         ) as places where seq <= $1 group by code"
    )
}

/// The same for a form that is opened: as far as its reader's board knows.
pub async fn stands_upto(
    db: &Db,
    indicators: &[&str],
    upto: i64,
) -> Result<HashMap<String, i64>, DbError> {
    let mut all = HashMap::new();
    for some in indicators.chunks(AT_ONCE) {
        let sql = stands(some.len());
        let found: Vec<(String, i64)> = with_pool!(db, pool => {
            let first = sqlx::query_as(&sql).bind(upto);
            let query = some.iter().fold(first, |query, it| query.bind(*it));
            query.fetch_all(pool).await
        })?;
        all.extend(found);
    }
    Ok(all)
}

/// The same inside a writing transaction, whatever a reader's board says.
pub async fn stands_now(tx: &mut Tx, indicators: &[&str]) -> Result<HashMap<String, i64>, DbError> {
    let mut all = HashMap::new();
    for some in indicators.chunks(AT_ONCE) {
        let sql = stands(some.len());
        let found: Vec<(String, i64)> = with_tx!(&mut *tx, conn => {
            let first = sqlx::query_as(&sql).bind(i64::MAX);
            let query = some.iter().fold(first, |query, it| query.bind(*it));
            query.fetch_all(conn).await
        })?;
        all.extend(found);
    }
    Ok(all)
}

/// A measurement inside a writing transaction, with its last event.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct ValueNow {
    pub id: String,
    pub indicator: String,
    pub day: String,
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    pub value: Option<String>,
    pub person: Option<String>,
    pub fall_reason: Option<String>,
    #[sqlx(flatten)]
    survey: SurveyText,
    pub event: Option<String>,
    /// Who decided, or took it back.
    pub decided_by: Option<String>,
    /// Of the document behind it.
    pub hash: Option<String>,
}

impl ValueNow {
    /// As a file writes it: "95/100", "81.4".
    pub fn written(&self) -> String {
        match (self.numerator, self.denominator) {
            (Some(part), Some(of)) => format!("{part}/{of}"),
            _ => self.value.clone().unwrap_or_default(),
        }
    }

    /// How people were asked; `None` of what is counted.
    pub fn survey(&self) -> Option<Survey> {
        self.survey.read()
    }

    pub fn state(&self) -> ValueState {
        // A word that this version does not know ends it.
        match &self.event {
            None => ValueState::Waiting,
            Some(code) => ValueState::of(Event::from_code(code).or(Some(Event::Revoked))),
        }
    }

    /// `None` for a row that says no day or no value.
    pub fn measurement(&self) -> Option<Measurement> {
        let day = parse_day(&self.day)?;
        let value = self.value.as_deref();
        Measurement::from_columns(day, self.numerator, self.denominator, value)
    }
}

const NOW: &str = "select m.id, m.indicator, m.day, m.numerator, m.denominator, m.value, m.person, m.fall_reason, \
            m.population, m.asked_from, m.asked_to, m.asked, m.asked_how, \
            e.event, e.person as decided_by, \
            (select max(v.hash) from evidence v where v.submission = m.id) as hash \
     from measurements m \
     left join measurement_events e on e.measurement = m.id and e.seq = \
          (select max(x.seq) from measurement_events x where x.measurement = m.id)";

/// Those of some measurements that there are.
pub async fn values_now(tx: &mut Tx, ids: &[String]) -> Result<Vec<ValueNow>, DbError> {
    let mut all = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let sql = format!(
            "{NOW} where m.id in ({}) order by m.id",
            places(1, some.len())
        );
        let found: Vec<ValueNow> = with_tx!(&mut *tx, conn => {
            let query = some.iter().fold(sqlx::query_as(&sql), |query, it| query.bind(it));
            query.fetch_all(conn).await
        })?;
        all.extend(found);
    }
    Ok(all)
}

/// Whether there is any of some measurements.
pub async fn any_of(db: &Db, ids: &[String]) -> Result<bool, DbError> {
    for some in ids.chunks(AT_ONCE) {
        let sql = format!(
            "select count(*) from measurements where id in ({})",
            places(1, some.len())
        );
        let found: i64 = with_pool!(db, pool => {
            let query = some.iter().fold(sqlx::query_scalar(&sql), |query, it| query.bind(it));
            query.fetch_one(pool).await
        })?;
        if found > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The accepted values of an indicator on a day.
pub async fn accepted_on(
    tx: &mut Tx,
    indicator: &str,
    day: &str,
) -> Result<Vec<ValueNow>, DbError> {
    let sql = format!("{NOW} where m.indicator = $1 and m.day = $2 and e.event = 'accepted'");
    Ok(with_tx!(tx, conn => sqlx::query_as(&sql).bind(indicator).bind(day).fetch_all(conn).await)?)
}

/// An event of a measurement as a form wrote it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct WrittenEvent {
    pub measurement: String,
    pub event: String,
    pub person: Option<String>,
    pub reason: String,
}

/// What a form did before, if it was used.
pub async fn written_of(tx: &mut Tx, submission: &str) -> Result<Option<WrittenEvent>, DbError> {
    let sql = "select measurement, event, person, reason from measurement_events \
               where submission = $1";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql).bind(submission).fetch_optional(conn).await)?)
}

/// What happened last to a value of an indicator, and by whose account.
pub async fn last_event(
    db: &Db,
    indicator: &str,
) -> Result<Option<(String, Option<String>)>, DbError> {
    let sql = "select e.event, e.person from measurement_events e \
               join measurements m on m.id = e.measurement \
               where m.indicator = $1 order by e.seq desc limit 1";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(indicator).fetch_optional(pool).await)?)
}

/// The last sending of values of some indicators: by which account, and how many they were.
pub async fn last_sending(
    db: &Db,
    indicators: &[&str],
) -> Result<Option<(Option<String>, i64)>, DbError> {
    let mut last: Option<(i64, Option<String>)> = None;
    for some in indicators.chunks(AT_ONCE) {
        let sql = format!(
            "select seq, person from measurements where indicator in ({}) \
             order by seq desc limit 1",
            places(1, some.len())
        );
        let found: Option<(i64, Option<String>)> = with_pool!(db, pool => {
            let query = some.iter().fold(sqlx::query_as(&sql), |query, it| query.bind(*it));
            query.fetch_optional(pool).await
        })?;
        last = last.max(found);
    }
    let Some((seq, person)) = last else {
        return Ok(None);
    };
    let sql = "select count(*) from measurements where seq = $1";
    let number: i64 =
        with_pool!(db, pool => sqlx::query_scalar(sql).bind(seq).fetch_one(pool).await)?;
    Ok(Some((person, number)))
}

/// How many values of some indicators were decided on after an instant, by the event.
pub async fn decided_of(
    db: &Db,
    indicators: &[&str],
    after: Instant,
) -> Result<Vec<(String, i64)>, DbError> {
    let mut all = Vec::new();
    for some in indicators.chunks(AT_ONCE) {
        // One that took the place of another is one decision, though that one is revoked with it.
        let sql = format!(
            "select e.event, count(*) from measurement_events e \
             join measurements m on m.id = e.measurement \
             where e.recorded_at > $1 and e.event in ('accepted', 'returned') \
             and m.indicator in ({}) group by e.event order by e.event",
            places(2, some.len())
        );
        let found: Vec<(String, i64)> = with_pool!(db, pool => {
            let query = some.iter().fold(sqlx::query_as(&sql).bind(after), |query, it| query.bind(*it));
            query.fetch_all(pool).await
        })?;
        all.extend(found);
    }
    Ok(all)
}

/// How many measurements somebody decided on since an instant, by the event.
pub async fn decided_since(
    db: &Db,
    person: &str,
    since: Instant,
) -> Result<Vec<(String, i64)>, DbError> {
    // One that took the place of another is one decision, though that one is revoked with it.
    let sql = "select event, count(*) from measurement_events \
               where person = $1 and recorded_at >= $2 and event in ('accepted', 'returned') \
               group by event";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(person).bind(since).fetch_all(pool).await)?)
}
