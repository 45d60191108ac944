//! Milestones as their events have left them, for a writer that has no board.
use std::collections::BTreeMap;

use app::domain::{Instant, Milestone, local_day};
use chrono_tz::Tz;

use super::{
    facts::{Fact, Stamped, read},
    rows::{CampaignRow, MilestoneEventBrief, MilestoneRow},
};
use crate::db::{Db, DbError};

/// Every milestone of the ledger by its id.
pub async fn lives(db: &Db) -> Result<BTreeMap<String, Milestone>, DbError> {
    let campaign = CampaignRow::between(db, 0, Instant::MAX).await?.pop();
    let zone = campaign.and_then(|row| row.time_zone.parse().ok());
    let zone = zone.unwrap_or(Tz::UTC);
    let rows = MilestoneRow::between(db, 0, Instant::MAX).await?;
    let events = MilestoneEventBrief::stretch(db, 0, i64::MAX, Instant::MAX).await?;
    let mut facts: Vec<Stamped> = Vec::new();
    read(rows, zone, &mut facts)?;
    read(events, zone, &mut facts)?;
    // Stable: within one place of the order a row comes before what happens to it.
    facts.sort_by_key(|fact| fact.seq);
    let mut lives: BTreeMap<String, Milestone> = BTreeMap::new();
    for Stamped {
        fact, recorded_at, ..
    } in facts
    {
        match fact {
            Fact::Milestone(terms) => match lives.get_mut(terms.id.as_str()) {
                Some(milestone) => {
                    milestone.restate(terms, local_day(recorded_at, zone));
                }
                None => {
                    let id = terms.id.to_string();
                    let before = terms.replaces.as_ref().map(|it| it.to_string());
                    let mut milestone = Milestone::new(terms);
                    if let Some(before) = before.and_then(|id| lives.get(&id)) {
                        milestone.succeeds(before);
                    }
                    lives.insert(id, milestone);
                }
            },
            Fact::MilestoneEvent {
                event,
                nothing,
                by_document,
                ..
            } => {
                if let Some(milestone) = lives.get_mut(event.milestone.as_str()) {
                    milestone.apply(&event);
                    if nothing {
                        milestone.says_nothing();
                    }
                    by_document
                        .into_iter()
                        .for_each(|day| milestone.accepted_by_document(day));
                }
            }
            _ => {}
        }
    }
    Ok(lives)
}
