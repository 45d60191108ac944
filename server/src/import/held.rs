//! What the ledger holds: the latest row of each thing.
use std::collections::{BTreeMap, HashMap};

use super::compare::Comparable;
use crate::{
    db::{Db, DbError, people, people::Person},
    ledger::*,
};

/// Latest rows by key.
pub type Latest<R> = BTreeMap<String, R>;

#[derive(Debug, Default)]
pub struct Held {
    /// The place in the order this was read at.
    pub seq: i64,
    pub campaign: Option<CampaignRow>,
    pub units: Latest<UnitRow>,
    pub partners: Latest<PartnerRow>,
    pub workstreams: Latest<WorkstreamRow>,
    pub duties: Latest<DutyRow>,
    pub weights: Latest<WeightRow>,
    pub assignments: Latest<AssignmentRow>,
    pub indicators: Latest<IndicatorRow>,
    pub targets: Latest<TargetRow>,
    /// Of those imported: the latest of each indicator and day, and how many
    /// there were.
    pub measurements: Latest<MeasurementRow>,
    pub versions: HashMap<String, usize>,
    pub milestones: Latest<MilestoneRow>,
    /// Rule 4: the first day each milestone had as its deadline.
    pub deadlines: HashMap<String, String>,
    pub people: Latest<Person>,
}

impl Held {
    pub async fn load(db: &Db) -> Result<Self, DbError> {
        let always = i64::MAX;
        // Read first: what is written meanwhile makes the plan too old to apply.
        let mut held = Self {
            seq: db.seq().await?,
            ..Self::default()
        };
        held.campaign = CampaignRow::between(db, 0, always).await?.pop();
        held.units = latest(UnitRow::between(db, 0, always).await?);
        held.partners = latest(PartnerRow::between(db, 0, always).await?);
        held.workstreams = latest(WorkstreamRow::between(db, 0, always).await?);
        held.duties = latest(DutyRow::between(db, 0, always).await?);
        held.weights = latest(WeightRow::between(db, 0, always).await?);
        held.assignments = latest(AssignmentRow::between(db, 0, always).await?);
        held.indicators = latest(IndicatorRow::between(db, 0, always).await?);
        held.targets = latest(TargetRow::between(db, 0, always).await?);
        for row in MeasurementRow::between(db, 0, always).await? {
            let begin = super::measurements::id_before_version(&row.indicator, &row.day);
            if row.id.starts_with(&begin) {
                *held.versions.entry(row.key()).or_default() += 1;
                held.measurements.insert(row.key(), row);
            }
        }
        for row in MilestoneRow::between(db, 0, always).await? {
            if let Some(day) = &row.deadline {
                held.deadlines
                    .entry(row.id.clone())
                    .or_insert_with(|| day.clone());
            }
            held.milestones.insert(row.key(), row);
        }
        held.people = latest(people::all(db).await?);
        Ok(held)
    }

    /// Nothing was ever entered.
    pub const fn empty(&self) -> bool {
        self.seq == 0
    }
}

/// Rows in their order: the last of a key stands.
fn latest<R: Comparable>(rows: Vec<R>) -> Latest<R> {
    rows.into_iter().map(|row| (row.key(), row)).collect()
}
