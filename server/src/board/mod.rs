//! The board: the campaign in memory, built from the ledger as of a day.
//!
//! Pages read only what `view` hands out, already scoped to the reader; the
//! board itself stays in this module. It is persistent: a write replaces one
//! duty and the sums it belongs to, and readers keep the root they have.

mod apply;
#[cfg(test)]
mod asked_in_tests;
mod backtest;
mod checkpoints;
mod compute;
mod day_statuses;
mod documents;
mod drawn;
mod duties;
mod figures_json;
mod in_common;
mod keep_checkpoints;
mod live;
mod month_ends;
mod names;
mod past;
mod rechecks;
mod replay;
mod running_sums;
mod scoped;
mod search_keys;
mod side_by_side;
mod tried;
mod view;
mod weeks;
mod written_pages;

use std::sync::{Arc, OnceLock};

use app::domain::{
    Assignment, Bloc, Calendar, Campaign, Day, Deliveries, Dependencies, DocumentList, Duty,
    DutyFigures, Event, Figures, Gains, Group, InPlaceOf, IndicatorCode, Instant, Mass,
    MilestoneId, NamedDays, OldBook, Outcome, Outside, Partner, PartnerCode, Rechecks,
    Redefinition, Responsible, Rhythms, Tier, Triggers, Unit, UnitCode, UnitGroups, Workstream,
    WorkstreamCode,
};
use imbl::{OrdMap, Vector};
use serde::{Deserialize, Serialize};

pub use backtest::{Foretold, Subject};
pub use day_statuses::{DayStatuses, Headlines};
pub use documents::Documents;
pub use drawn::{Drawn, Lot};
use duties::Duties;
pub use keep_checkpoints::verify;
pub use live::{Live, NotYet};
pub use scoped::{CampaignBoard, Drafts, Reasons, ScopedBoard};
use search_keys::DutyKeys;
pub use tried::trials;
pub(crate) use view::{
    Adjustable, Asked, Beside, DeskValue, PlanOpen, PlanUnit, Redefinitions, Restatable, Speakable,
    TwoDaysAsked, UnitHead, Whose, Words, Wrote, document_row, file_row,
};
use view::{Asking, Hidden, Scope, may_recheck, may_say};
pub use written_pages::Kept;
use written_pages::WrittenPages;

use crate::db::audit::Began;

/// What a sum is taken over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum GroupKey {
    /// The campaign's headline; so are bloc, tier and unit.
    City,
    Databases,
    National,
    Sector,
    Bloc(Bloc),
    Tier(Tier),
    Unit(UnitCode),
    /// All duties of a unit, whatever the headline counts.
    AllOfUnit(UnitCode),
    Database(WorkstreamCode),
    Partner(PartnerCode),
    Programme,
    Agreements,
}

impl GroupKey {
    /// The sum of one of the groups a workstream can belong to.
    const fn of(group: Group) -> Self {
        match group {
            Group::Databases => Self::Databases,
            Group::Programme => Self::Programme,
            Group::Agreements => Self::Agreements,
        }
    }
}

/// A duty with its weight and figures on the board's day.
#[derive(Debug, Clone)]
struct Entry {
    duty: Arc<Duty>,
    figures: Arc<DutyFigures>,
    /// The place of the last fact about it.
    changed: i64,
    /// What of it is searched (`search_keys.rs`).
    keys: OnceLock<Arc<DutyKeys>>,
}

/// An event for "latest events".
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Latest {
    recorded_at: Instant,
    milestone: MilestoneId,
    event: Event,
    /// A decision gave another title.
    renamed: bool,
    /// What was handed over is that nothing came up.
    nothing: bool,
    deadline: Option<Day>,
    organisation: Arc<str>,
    in_place_of: Option<InPlaceOf>,
}

/// A promise that a decision changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Redefined {
    redefinition: Redefinition,
    /// Of a milestone: who was responsible for it then.
    responsible: Option<Responsible>,
}

/// Whether facts were recorded in their order: a board of a day then holds all up to a place, and a
/// later one goes on from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Order {
    recorded_upto: Instant,
    kept: bool,
}

impl Order {
    const OF_NOTHING: Self = Self {
        recorded_upto: Instant::MIN,
        kept: true,
    };

    fn note(&mut self, recorded_at: Instant) {
        self.kept &= recorded_at >= self.recorded_upto;
        self.recorded_upto = self.recorded_upto.max(recorded_at);
    }
}

/// How many events "latest events" can show.
const LATEST: usize = 40;

/// The campaign as of a day.
#[derive(Debug, Clone)]
pub struct Board {
    /// The last fact applied.
    seq: i64,
    order: Order,
    /// The day the figures speak of; `None` before the first computation.
    day: Option<Day>,
    campaign: Option<Arc<Campaign>>,
    units: OrdMap<UnitCode, Arc<Unit>>,
    /// Named sets of units.
    groups: Arc<UnitGroups>,
    workstreams: OrdMap<WorkstreamCode, Arc<Workstream>>,
    /// What waits for what.
    dependencies: Arc<Dependencies>,
    /// Bodies outside the campaign, and what they help with.
    outside: Arc<Outside>,
    /// Events that deadlines run from.
    triggers: Arc<Triggers>,
    /// What recurs, and on which days.
    rhythms: Arc<Rhythms>,
    /// Documents that the plan comes from.
    directives: Arc<DocumentList>,
    /// What was drawn to be checked again, and found.
    rechecks: Arc<Rechecks>,
    /// What came from the old book.
    old_book: OldBook,
    /// Days the office gave a name.
    named_days: Arc<NamedDays>,
    partners: OrdMap<PartnerCode, Arc<Partner>>,
    assignments: OrdMap<UnitCode, Arc<Vec<Assignment>>>,
    duties: Duties,
    /// The units of each workstream.
    members: OrdMap<WorkstreamCode, Arc<Vec<UnitCode>>>,
    /// Indicators of the campaign; those of duties stand in their duty.
    indicators: OrdMap<IndicatorCode, Arc<Outcome>>,
    sums: OrdMap<GroupKey, Figures>,
    /// What each group's pace is told by.
    gains: OrdMap<GroupKey, Arc<Gains>>,
    calendar: Arc<Calendar>,
    /// The import that the campaign began with: what it holds was done before anybody could act
    /// here.
    begun: Began,
    /// The day of the first milestone event or measurement after it.
    first_fact: Option<Day>,
    /// Both sides of what each company delivers.
    deliveries: OrdMap<PartnerCode, Deliveries>,
    latest: Vector<Latest>,
    /// Newest first.
    redefinitions: Vector<Arc<Redefined>>,
    /// The place in the order where a decision last gave a milestone another title.
    renamed: OrdMap<MilestoneId, i64>,
    /// What original deadlines add to the city's plan, by day.
    plan_ahead: OrdMap<Day, Mass>,
    /// What all that it counts weighs, once the first slot of each rhythm has closed.
    plan_mass: Mass,
    weeks: weeks::Weeks,
    /// Things are called by their English names (`names.rs`).
    english: bool,
    written: WrittenPages,
}

impl Board {
    /// A board that knows its campaign and nothing else.
    fn of(campaign: Option<Campaign>) -> Self {
        Self {
            campaign: campaign.map(Arc::new),
            ..Self::empty()
        }
    }

    /// The same, told of the import that the campaign began with.
    fn begun(mut self, begun: Began) -> Self {
        self.begun = begun;
        self
    }

    /// The same, told that it has all facts up to a place: not every place
    /// holds one.
    fn reaching(mut self, seq: i64) -> Self {
        self.seq = self.seq.max(seq);
        self
    }

    /// A board without facts.
    pub fn empty() -> Self {
        Self {
            seq: 0,
            order: Order::OF_NOTHING,
            day: None,
            campaign: None,
            units: OrdMap::new(),
            groups: Arc::default(),
            workstreams: OrdMap::new(),
            dependencies: Arc::default(),
            outside: Arc::default(),
            triggers: Arc::default(),
            rhythms: Arc::default(),
            directives: Arc::default(),
            rechecks: Arc::default(),
            old_book: OldBook::default(),
            named_days: Arc::default(),
            partners: OrdMap::new(),
            assignments: OrdMap::new(),
            duties: Duties::default(),
            members: OrdMap::new(),
            indicators: OrdMap::new(),
            sums: OrdMap::new(),
            gains: OrdMap::new(),
            calendar: Arc::default(),
            begun: Began::default(),
            first_fact: None,
            deliveries: OrdMap::new(),
            latest: Vector::new(),
            redefinitions: Vector::new(),
            renamed: OrdMap::new(),
            plan_ahead: OrdMap::new(),
            plan_mass: 0,
            weeks: weeks::Weeks::default(),
            english: false,
            written: WrittenPages::default(),
        }
    }

    pub fn campaign(&self) -> Option<&Arc<Campaign>> {
        self.campaign.as_ref()
    }

    /// The days the office gave a name.
    pub fn named_days(&self) -> &Arc<NamedDays> {
        &self.named_days
    }

    pub fn seq(&self) -> i64 {
        self.seq
    }

    /// The day the figures speak of.
    pub fn day(&self) -> Day {
        self.day.unwrap_or_default()
    }

    /// Whether the figures are of the last day of the campaign, after which none come.
    pub(in crate::board) fn is_last_day(&self) -> bool {
        let last = self.campaign().and_then(|campaign| campaign.closes);
        last.is_some() && last == self.day
    }

    /// The sums of a group; empty when nothing belongs to it.
    fn sum(&self, group: &GroupKey) -> Figures {
        self.sums.get(group).copied().unwrap_or_default()
    }

    pub fn zone(&self) -> chrono_tz::Tz {
        self.campaign.as_ref().map_or(chrono_tz::UTC, |c| c.zone)
    }
}
