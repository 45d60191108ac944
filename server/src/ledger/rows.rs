//! One struct a table of the ledger: its columns, how rows are appended and how
//! they are read back in their order.
use std::collections::HashSet;

use app::domain::{Day, Instant};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::{QueryBuilder, postgres::PgRow, sqlite::SqliteRow};

use crate::db::{
    Db, DbError, Tx,
    audit::hex,
    digest::{RowDigest, RowHash},
    people::Person,
    with_pool, with_tx,
};

/// Rows per insert: 22 columns at most keep it under both engines' limit of
/// bound parameters.
const CHUNK: usize = 500;

/// A row whose table stands in the one list, `tables.rs`. Every table of facts
/// must: its definition asks for it.
pub(super) trait Listed {}

/// A row of facts, with its place in the order.
pub trait Placed: Sized {
    fn place(&self) -> (i64, Instant);

    /// All rows of its table in their order.
    fn all(db: &Db) -> impl Future<Output = Result<Vec<Self>, DbError>> + Send;

    /// Those with a word in a column, in their order.
    fn with(
        db: &Db,
        column: &'static str,
        word: &str,
    ) -> impl Future<Output = Result<Vec<Self>, DbError>> + Send;
}

/// A row as a query reads it. Every row carries its place in the order and the
/// server's instant.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident in $table:literal { $($column:ident: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, sqlx_macros::FromRow, Serialize, Deserialize)]
        pub struct $name {
            $(pub $column: $type,)+
            pub seq: i64,
            pub recorded_at: Instant,
        }

        impl $name {
            pub const TABLE: &'static str = $table;
            /// What a row is made of, in words: rows kept elsewhere are read only
            /// if it is still the same.
            pub const SHAPE: &'static str =
                concat!($table, $(" ", stringify!($column), " ", stringify!($type)),+);
        }
    };
}

/// A table of facts.
macro_rules! fact_table {
    ($(#[$doc:meta])* $name:ident in $table:literal { $($column:ident: $type:ty),+ $(,)? }) => {
        row! { $(#[$doc])* $name in $table { $($column: $type),+ } }

        const _: () = {
            const fn stands_in_the_list<R: Listed>() {}
            stands_in_the_list::<$name>();
        };

        impl Placed for $name {
            fn place(&self) -> (i64, Instant) {
                (self.seq, self.recorded_at)
            }

            async fn all(db: &Db) -> Result<Vec<Self>, DbError> {
                Self::between(db, 0, Instant::MAX).await
            }

            async fn with(db: &Db, column: &'static str, word: &str) -> Result<Vec<Self>, DbError> {
                let sql = format!(
                    "select {} from {} where {column} = $1 order by seq",
                    Self::COLUMNS, Self::TABLE
                );
                Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(word).fetch_all(pool).await)?)
            }
        }

        impl $name {
            const COLUMNS: &'static str =
                concat!($(stringify!($column), ", ",)+ "seq, recorded_at");

            /// What the audit remembers of the row.
            pub(super) fn digest(&self) -> RowDigest {
                let mut hash = RowHash::of($table);
                $(hash.column(stringify!($column), &self.$column);)+
                hash.column("seq", &self.seq);
                hash.column("recorded_at", &self.recorded_at);
                hash.end()
            }

            /// Appends rows. The next line of the audit in the transaction tells of them.
            pub async fn append(tx: &mut Tx, rows: &[Self]) -> Result<(), DbError> {
                for row in rows {
                    tx.wrote(row.digest());
                }
                for chunk in rows.chunks(CHUNK) {
                    with_tx!(&mut *tx, conn => {
                        let mut insert = QueryBuilder::new(
                            concat!("insert into ", $table, " (", $(stringify!($column), ", ",)+ "seq, recorded_at) "));
                        insert.push_values(chunk, |mut values, row| {
                            $(values.push_bind(&row.$column);)+
                            values.push_bind(row.seq).push_bind(row.recorded_at);
                        });
                        insert.build().execute(conn).await.map(|_| ())
                    })?;
                }
                Ok(())
            }

            /// Rows after a place in the order and before an instant, in order.
            pub async fn between(db: &Db, after: i64, before: Instant) -> Result<Vec<Self>, DbError> {
                Self::stretch(db, after, i64::MAX, before).await
            }

            /// Rows after a place in the order up to another and before an instant, in order.
            pub(super) async fn stretch(db: &Db, after: i64, upto: i64, before: Instant) -> Result<Vec<Self>, DbError> {
                let sql = format!(
                    "select {} from {} where seq > $1 and seq <= $2 and recorded_at < $3 order by seq",
                    Self::COLUMNS, Self::TABLE
                );
                stretch(db, &sql, after, upto, before).await
            }
        }
    };
}

fact_table! {
    /// The one campaign: name, days, time zone, motto, real or demonstration.
    CampaignRow in "campaign_terms" { name: String, start_day: String, deadline: Option<String>, time_zone: String, motto: String, headline: Option<String>, place: String, demo: bool, provisional: bool, source: String, minutes_measurement: Option<i64>, minutes_report: Option<i64>, closes_on: Option<String>, issued_above: Option<String>, issued_by: Option<String>, issued_at: Option<String> }
}

fact_table! {
    /// Public holidays, and days worked in their stead.
    CalendarRow in "calendar" { day: String, kind: String, name: String, provisional: bool, source: String }
}

fact_table! {
    /// Organisations that carry duties.
    UnitRow in "units" { code: String, name: String, short_name: String, kind: String, bloc: String, tier: String, parent: Option<String>, former_area: String, protocol_order: i64, ends_on: Option<String>, provisional: bool, source: String, successors: Option<String> }
}

fact_table! {
    /// Named sets of units, and the rule by which units belong.
    UnitGroupRow in "unit_groups" { code: String, name: String, name_en: Option<String>, kinds: Option<String>, blocs: Option<String>, tiers: Option<String>, area: Option<String>, provisional: bool, source: String }
}

fact_table! {
    /// What is said of one unit in one group: it holds before the group's rule.
    GroupMemberRow in "group_members" { unit_group: String, unit: String, begins_on: Option<String>, ends_on: Option<String>, source: String }
}

fact_table! {
    /// What is to be built.
    WorkstreamRow in "workstreams" { code: String, name: String, kind: String, ministry: String, owner_unit: Option<String>, feeds: Option<String>, count_unit: String, legal_basis: String, heading: String, partner: Option<String>, due: Option<String>, due_text: Option<String>, provisional: bool, source: String, name_en: Option<String>, joint_leads: Option<String> }
}

fact_table! {
    /// What waits for what, until the day it ends.
    DependencyRow in "dependencies" { workstream: String, waits_for: String, ends_on: Option<String>, provisional: bool, source: String }
}

fact_table! {
    /// Bodies outside the campaign.
    BodyRow in "bodies" { code: String, name: String, kind: String, source: String }
}

fact_table! {
    /// Which body outside helps with which workstream, until the day it ends.
    HelperRow in "helpers" { workstream: String, body: String, part: String, ends_on: Option<String>, source: String }
}

fact_table! {
    /// Events that deadlines run from, and the day on which one happened.
    TriggerRow in "triggers" { code: String, name: String, issuer: Option<String>, happened_on: Option<String>, document_number: String, document_day: Option<String>, provisional: bool, source: String }
}

fact_table! {
    /// The days of what recurs.
    CadenceRow in "cadences" { code: String, name: String, every: String, data_closes: String, report_due: String, due_months: Option<i64>, day_off: String, provisional: bool, source: String }
}

fact_table! {
    /// What a duty is asked for again and again; its slots are milestones.
    RhythmRow in "rhythms" { code: String, unit: String, workstream: String, title: String, product: String, cadence: String, begins_on: String, ends_on: Option<String>, weight: i64, responsible: Option<String>, cut_off_days: i64, remind_days: i64, provisional: bool, source: String }
}

fact_table! {
    /// What the office set for one period, of one rhythm or of all of a cadence: the other is empty.
    SlotExceptionRow in "slot_exceptions" { rhythm: String, cadence: String, period_ends: String, due_on: Option<String>, no_slot: bool, decision: String, reason: String, approver: String, source: String }
}

fact_table! {
    /// Documents that the plan comes from. day: empty where it is not known.
    DocumentRow in "documents" { number: String, day: String, title: String, issuer: String, level: Option<String>, valid_from: Option<String>, valid_to: Option<String>, replaces: String, link: String, provisional: bool, source: String }
}

fact_table! {
    /// The partner companies.
    PartnerRow in "partners" { code: String, short_name: String, name: String, source: String }
}

fact_table! {
    /// One unit's part of one workstream.
    DutyRow in "duties" { unit: String, workstream: String, role: String, volume: Option<i64>, provisional: bool, of_group: Option<String>, ended_on: Option<String>, portions: Option<String> }
}

fact_table! {
    /// Weights of duties the office set; without one the default holds.
    WeightRow in "weights" { unit: String, workstream: String, weight: i64 }
}

fact_table! {
    /// Dated steps of duties. responsible: a company, or null for the unit.
    MilestoneRow in "milestones" { id: String, unit: String, workstream: String, position: i64, kind: String, title: String, product: String, deadline: Option<String>, deadline_text: Option<String>, responsible: Option<String>, weight: i64, reach: Option<String>, replaces: Option<String>, after_trigger: Option<String>, after_days: Option<i64>, day_count: Option<String>, rhythm: Option<String>, period_from: Option<String>, period_to: Option<String>, closes_on: Option<String>, of_group: Option<String>, second_indicator: Option<String>, second_reach: Option<String> }
}

impl MilestoneRow {
    /// The last row of a milestone, inside a writing transaction.
    pub async fn now(tx: &mut Tx, id: &str) -> Result<Option<Self>, DbError> {
        let sql = format!(
            "select {} from {} where id = $1 order by seq desc limit 1",
            Self::COLUMNS,
            Self::TABLE
        );
        Ok(with_tx!(tx, conn => sqlx::query_as(&sql).bind(id).fetch_optional(conn).await)?)
    }
}

impl MilestoneRow {
    /// The first row of the milestone that took the place of another last.
    pub async fn replacing(tx: &mut Tx, id: &str) -> Result<Option<Self>, DbError> {
        let sql = format!(
            "select {} from {} where replaces = $1 order by seq desc limit 1",
            Self::COLUMNS,
            Self::TABLE
        );
        Ok(with_tx!(tx, conn => sqlx::query_as(&sql).bind(id).fetch_optional(conn).await)?)
    }

    /// The last place among the milestones of a duty.
    pub async fn last_position(tx: &mut Tx, unit: &str, workstream: &str) -> Result<i64, DbError> {
        let sql = "select coalesce(max(position), 0) from milestones \
                   where unit = $1 and workstream = $2";
        Ok(
            with_tx!(tx, conn => sqlx::query_scalar(sql).bind(unit).bind(workstream).fetch_one(conn).await)?,
        )
    }
}

fact_table! {
    /// Which company accompanies which unit, both days inclusive.
    AssignmentRow in "assignments" { unit: String, partner: String, role: String, valid_from: String, valid_to: Option<String>, decision: String, source: String }
}

fact_table! {
    /// What is measured; unit and workstream name the duty it is the outcome of.
    IndicatorRow in "indicators" { code: String, name: String, unit: Option<String>, workstream: Option<String>, unit_of_measure: String, direction: String, baseline: Option<String>, baseline_day: Option<String>, counts: Option<String>, deadline: Option<String>, fresh_days: i64, criterion: String, provisional: bool, source: String, falls: Option<String>, path: Option<String>, name_en: Option<String>, of_group: Option<String> }
}

fact_table! {
    /// Target values of indicators.
    TargetRow in "targets" { indicator: String, target: String }
}

fact_table! {
    /// Dated values: a fraction, or a bare value.
    MeasurementRow in "measurements" { id: String, indicator: String, day: String, numerator: Option<i64>, denominator: Option<i64>, value: Option<String>, source: String, person: Option<String>, fall_reason: Option<String>, population: Option<i64>, asked_from: Option<String>, asked_to: Option<String>, asked: Option<String>, asked_how: Option<String> }
}

fact_table! {
    /// What the office puts before the committee on a day; an empty text takes its place away.
    ProposalRow in "proposals" { submission: String, day: String, place: i64, body: String, person: Option<String> }
}

impl CampaignRow {
    /// The last day that stands, under the order's lock.
    pub async fn closes(tx: &mut Tx) -> Result<Option<String>, DbError> {
        let sql = "select closes_on from campaign_terms order by seq desc limit 1";
        let last: Option<Option<String>> =
            with_tx!(tx, conn => sqlx::query_scalar(sql).fetch_optional(conn).await)?;
        Ok(last.flatten())
    }
}

impl MeasurementRow {
    /// The indicators that were ever measured as a part of a whole.
    pub async fn fractions(db: &Db) -> Result<HashSet<String>, DbError> {
        let sql = "select distinct indicator from measurements where numerator is not null";
        let codes: Vec<String> =
            with_pool!(db, pool => sqlx::query_scalar(sql).fetch_all(pool).await)?;
        Ok(codes.into_iter().collect())
    }
}

fact_table! {
    /// withdrawn, returned, accepted, revoked.
    MeasurementEventRow in "measurement_events" { submission: String, measurement: String, event: String, person: Option<String>, reason: String }
}

fact_table! {
    /// The life of milestones. submission: the id of the form, so that one form is one event.
    /// old_book: of what was taken from there the day of its document, empty where it has none.
    MilestoneEventRow in "milestone_events" { submission: String, milestone: String, event: String, person: Option<String>, organisation: String, body: String, deadline: Option<String>, responsible: Option<String>, decision: String, approver: String, in_place_of: Option<String>, volume_done: Option<i64>, obstacle: Option<String>, nothing_arose: Option<bool>, old_book: Option<String> }
}

fact_table! {
    /// What an account may do, from a day on or at once; the latest that has begun holds.
    AccountTermsRow in "account_terms" { person: String, role: String, unit: Option<String>, partner: Option<String>, valid_from: Option<String>, valid_to: Option<String>, disabled: bool, begins: Option<String> }
}

impl AccountTermsRow {
    /// The terms of an account that is new or has other ones.
    pub fn of(person: &Person, seq: i64, recorded_at: Instant) -> Self {
        Self {
            person: person.id.clone(),
            role: person.role.clone(),
            unit: person.unit.clone(),
            partner: person.partner.clone(),
            valid_from: person.valid_from.clone(),
            valid_to: person.valid_to.clone(),
            disabled: person.disabled,
            begins: None,
            seq,
            recorded_at,
        }
    }
}

fact_table! {
    /// That somebody else set a password or a second factor of an account anew.
    AccountResetRow in "account_resets" { person: String, what: String }
}

fact_table! {
    /// Which pages the screen of an account shows in turn.
    AccountWallRow in "account_walls" { person: String, pages: String }
}

fact_table! {
    /// Documents behind a submission or a measurement.
    EvidenceRow in "evidence" { submission: String, document_number: String, document_day: Option<String>, link: String, hash: String }
}

impl EvidenceRow {
    /// Of all that a document says, and of the hashes of its files.
    pub fn hash_of<'a>(
        number: &str,
        day: Day,
        link: &str,
        files: impl Iterator<Item = &'a str>,
    ) -> String {
        let mut sha = Sha256::new_with_prefix(format!("{number}\n{day}\n{link}"));
        for file in files {
            sha.update(format!("\n{file}"));
        }
        hex(&sha.finalize())
    }
}

fact_table! {
    /// Files behind a submission; hash and size are those of their bytes.
    EvidenceFileRow in "evidence_files" { id: String, submission: String, position: i64, hash: String, size: i64, kind: String, name: String }
}

fact_table! {
    /// Terms that a decision changed (rule 4): of what (campaign, duty, milestone, indicator,
    /// workstream), under its key, which column of its file, before and after.
    RedefinitionRow in "redefinitions" { subject: String, code: String, term: String, was: String, now: String, decision: String, reason: String, approver: String }
}

fact_table! {
    /// What is asked about milestones and indicators of a duty; a row for each, the submission
    /// is the id of the form.
    AskedRow in "asked" { submission: String, unit: String, workstream: String, milestone: Option<String>, indicator: Option<String>, person: Option<String>, organisation: String, body: String, wanted_by: String }
}

fact_table! {
    /// What the responsible side explains: a cause, words, and a day it commits to.
    ExplainedRow in "explained" { submission: String, unit: String, workstream: String, milestone: Option<String>, indicator: Option<String>, person: Option<String>, organisation: String, cause: String, body: String, commits_to: String }
}

fact_table! {
    /// Draws of re-checks that were announced; the submission is the id of the form.
    RecheckDrawRow in "recheck_draws" { submission: String, scope: String, drawn_from: String, number: i64, body: String, person: Option<String> }
}

fact_table! {
    /// What was found of one thing of a draw; thing: the acceptance of a milestone, or a
    /// measurement. responsible: the company that handed it over, or null for the unit.
    RecheckResultRow in "recheck_results" { submission: String, draw: String, thing: String, milestone: Option<String>, indicator: Option<String>, responsible: Option<String>, confirmed: bool, body: String, person: Option<String> }
}

fact_table! {
    /// What the old board said on a day: of a unit, a workstream, both, or of the whole where
    /// neither is named.
    OldFigureRow in "old_figures" { unit: String, workstream: String, day: String, status: Option<String>, share: Option<String>, total: Option<i64>, done: Option<i64>, late: Option<i64>, note: String, source: String }
}

fact_table! {
    /// Why an old figure and ours differ; the submission is the id of the form.
    FigureNoteRow in "figure_notes" { submission: String, unit: String, workstream: String, day: String, body: String, person: Option<String> }
}

fact_table! {
    /// A name that the office gave a day; empty: it has none any more.
    NamedDayRow in "named_days" { day: String, name: String, person: Option<String> }
}

row! {
    /// A draw without its words.
    RecheckDrawBrief in "recheck_draws" { submission: String, scope: String, drawn_from: String, number: i64 }
}

impl RecheckDrawBrief {
    pub(super) async fn stretch(
        db: &Db,
        after: i64,
        upto: i64,
        before: Instant,
    ) -> Result<Vec<Self>, DbError> {
        let sql = "select submission, scope, drawn_from, number, seq, recorded_at from recheck_draws \
                   where seq > $1 and seq <= $2 and recorded_at < $3 order by seq";
        stretch(db, sql, after, upto, before).await
    }
}

row! {
    /// What was found, without its words.
    RecheckResultBrief in "recheck_results" { draw: String, thing: String, milestone: Option<String>, indicator: Option<String>, responsible: Option<String>, confirmed: bool }
}

impl RecheckResultBrief {
    pub(super) async fn stretch(
        db: &Db,
        after: i64,
        upto: i64,
        before: Instant,
    ) -> Result<Vec<Self>, DbError> {
        let sql = "select draw, thing, milestone, indicator, responsible, confirmed, seq, recorded_at \
                   from recheck_results \
                   where seq > $1 and seq <= $2 and recorded_at < $3 order by seq";
        stretch(db, sql, after, upto, before).await
    }
}

row! {
    /// A question without its words.
    AskedBrief in "asked" { milestone: Option<String>, indicator: Option<String>, wanted_by: String }
}

impl AskedBrief {
    pub(super) async fn stretch(
        db: &Db,
        after: i64,
        upto: i64,
        before: Instant,
    ) -> Result<Vec<Self>, DbError> {
        let sql = "select milestone, indicator, wanted_by, seq, recorded_at from asked \
                   where seq > $1 and seq <= $2 and recorded_at < $3 order by seq";
        stretch(db, sql, after, upto, before).await
    }
}

row! {
    /// An explanation without its words.
    ExplainedBrief in "explained" { milestone: Option<String>, indicator: Option<String>, unit: String, organisation: String, cause: String, commits_to: String }
}

impl ExplainedBrief {
    pub(super) async fn stretch(
        db: &Db,
        after: i64,
        upto: i64,
        before: Instant,
    ) -> Result<Vec<Self>, DbError> {
        let sql = "select milestone, indicator, unit, organisation, cause, commits_to, \
                          seq, recorded_at \
                   from explained \
                   where seq > $1 and seq <= $2 and recorded_at < $3 order by seq";
        stretch(db, sql, after, upto, before).await
    }
}

row! {
    /// That a measurement was entered, and by whom: what waits for a decision.
    EnteredMeasurement in "measurements" { indicator: String, day: String, numerator: Option<i64>, denominator: Option<i64>, value: Option<String>, person: Option<String> }
}

impl EnteredMeasurement {
    pub(super) async fn stretch(
        db: &Db,
        after: i64,
        upto: i64,
        before: Instant,
    ) -> Result<Vec<Self>, DbError> {
        let sql = "select indicator, day, numerator, denominator, value, person, \
                          seq, recorded_at \
                   from measurements \
                   where seq > $1 and seq <= $2 and recorded_at < $3 order by seq";
        stretch(db, sql, after, upto, before).await
    }
}

row! {
    /// What became of a measurement together with it and with its own place in the order.
    DecidedMeasurement in "measurement_events" { indicator: String, day: String, numerator: Option<i64>, denominator: Option<i64>, value: Option<String>, entered: i64, entered_at: Instant, event: String }
}

impl DecidedMeasurement {
    /// Within one place what is accepted comes before what it takes the place of is revoked.
    pub(super) async fn stretch(
        db: &Db,
        after: i64,
        upto: i64,
        before: Instant,
    ) -> Result<Vec<Self>, DbError> {
        let sql = "select m.indicator, m.day, m.numerator, m.denominator, m.value, \
                          m.seq as entered, m.recorded_at as entered_at, e.event, e.seq, e.recorded_at \
                   from measurement_events e join measurements m on m.id = e.measurement \
                   where e.seq > $1 and e.seq <= $2 and e.recorded_at < $3 \
                   order by e.seq, e.event, m.seq";
        stretch(db, sql, after, upto, before).await
    }
}

row! {
    /// What moves figures of an event; its words stay in the database.
    MilestoneEventBrief in "milestone_events" { milestone: String, event: String, organisation: String, deadline: Option<String>, responsible: Option<String>, in_place_of: Option<String>, nothing_arose: Option<bool>, old_book: Option<String> }
}

impl From<&MilestoneEventRow> for MilestoneEventBrief {
    fn from(row: &MilestoneEventRow) -> Self {
        Self {
            milestone: row.milestone.clone(),
            event: row.event.clone(),
            organisation: row.organisation.clone(),
            deadline: row.deadline.clone(),
            responsible: row.responsible.clone(),
            in_place_of: row.in_place_of.clone(),
            nothing_arose: row.nothing_arose,
            old_book: row.old_book.clone(),
            seq: row.seq,
            recorded_at: row.recorded_at,
        }
    }
}

impl MilestoneEventBrief {
    pub(super) async fn stretch(
        db: &Db,
        after: i64,
        upto: i64,
        before: Instant,
    ) -> Result<Vec<Self>, DbError> {
        let sql = "select milestone, event, organisation, deadline, responsible, in_place_of, nothing_arose, old_book, \
                          seq, recorded_at \
                   from milestone_events \
                   where seq > $1 and seq <= $2 and recorded_at < $3 order by seq";
        stretch(db, sql, after, upto, before).await
    }
}

/// The rows a query answers for a stretch of the order.
async fn stretch<R>(
    db: &Db,
    sql: &str,
    after: i64,
    upto: i64,
    before: Instant,
) -> Result<Vec<R>, DbError>
where
    R: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin,
{
    Ok(
        with_pool!(db, pool => sqlx::query_as(sql).bind(after).bind(upto).bind(before).fetch_all(pool).await)?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{audit::hex, digest::of_rows};

    /// Digests stand in lines of the audit for ever: computed once by another program.
    #[test]
    fn a_digest_reads_the_same_for_ever() {
        let assignment = AssignmentRow {
            unit: "SYT".into(),
            partner: "VNPT".into(),
            role: "lead".into(),
            valid_from: "2026-01-01".into(),
            valid_to: None,
            decision: String::new(),
            source: "Sở".into(),
            seq: 7,
            recorded_at: 9,
        };
        let duty = DutyRow {
            unit: "SYT".into(),
            workstream: "QG01".into(),
            role: "lead".into(),
            volume: Some(-5),
            provisional: true,
            of_group: None,
            ended_on: None,
            portions: None,
            seq: 7,
            recorded_at: 9,
        };
        let both = [assignment.digest(), duty.digest()];
        assert_eq!(
            both.map(|digest| hex(&digest)),
            [
                "00efa1cbb2d9f065253fbaeea05b287673dd34646fee253124a686fed25ebfdd",
                "1cc386bc266d054663227c79e8053c7235b6be5090ed568f628fce5bc3915ae4",
            ]
        );
        let together = "a6e466e5535bf83d35bcfcec38f5f951fd19624be9f4a5746ff45e5ef85410a5";
        assert_eq!(of_rows(both.to_vec()), together);
        assert_eq!(of_rows(both.into_iter().rev().collect()), together);
        assert_eq!(of_rows(Vec::new()), "");
    }
}
