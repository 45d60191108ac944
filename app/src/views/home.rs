use std::sync::Arc;

use super::{EventRow, MaybeShare, MeasureRow, MilestoneRow, ReviewList, Unanswered};
use crate::domain::{
    CountsLater, Day, DutyKey, Event, Figures, IndicatorCode, Judgement, LiesWith, Outlook, Share,
    Spread, Unit, words,
};

/// `/` of a unit's people: where the unit stands, and what is theirs to do about it.
#[derive(Debug, Clone)]
pub struct UnitHome {
    pub unit: Arc<Unit>,
    /// Closed on or before the page's day.
    pub closed: bool,
    /// Of all its duties.
    pub figures: Figures,
    /// Those that count later only.
    pub counts_later: Option<CountsLater>,
    pub campaign: Figures,
    /// What the last seven days brought to the accepted share, in tenths of a point.
    pub week: Option<i64>,
    pub gap: UnitGap,
    /// Came back, with its reason.
    pub returned: Vec<HomeRow>,
    /// Indicators whose last value came back, or is accepted no more.
    pub values_back: Vec<MeasureRow>,
    /// What committee and office ask of the unit.
    pub asked: Vec<Unanswered>,
    /// Of the unit's own: missing, late, or due within a month.
    pub owed: Vec<HomeRow>,
    /// Indicators whose measurement is overdue.
    pub measure: Vec<DueValue>,
    /// Others of its own that are open.
    pub later: usize,
    /// Handed over by companies, waiting for a head of the unit.
    pub to_decide: Vec<HomeRow>,
    /// Of companies: missing, late, or due within a month.
    pub companies: Vec<HomeRow>,
    /// Handed over by the unit, and what only the office can go on with.
    pub sent: Vec<HomeRow>,
    pub news: News,
    /// The open units of its kind by how far they are from their plans, in points.
    pub beside: Spread,
    /// Furthest behind first.
    pub databases: Vec<HomeDuty>,
}

/// With whom the distance from the plan lies. The parts less what was done early are the whole,
/// exactly.
#[derive(Debug, Clone, Default)]
pub struct UnitGap {
    /// In the order of the sections they lead to.
    pub parts: Vec<GapPart>,
    pub ahead: MaybeShare,
    /// What stays in tenths of a point once the unit has caught up on its own, and once what waits
    /// for its head is accepted too; below 0 it is ahead.
    pub after_own: Option<i64>,
    pub after_decisions: Option<i64>,
}

#[derive(Debug, Clone)]
pub struct GapPart {
    pub with: LiesWith,
    /// Of a company.
    pub name: Option<Arc<str>>,
    pub share: Share,
    pub milestones: u32,
}

words! {
    /// The lists of a unit's page.
    HomeList {
        Returned = "returned",
        Owed = "owed",
        Decide = "decide",
        Companies = "companies",
        Sent = "sent",
    }
}

/// A milestone of the unit with what it is to its reader.
#[derive(Debug, Clone)]
pub struct HomeRow {
    pub row: MilestoneRow,
    pub workstream_name: Arc<str>,
    /// What it adds to the accepted share of the unit.
    pub adds: MaybeShare,
    /// It is one of those that the distance from the plan is made of.
    pub missing: bool,
    /// Working days it waits for a decision, and whether they are more than a decision may take.
    pub waits: Option<i64>,
    pub too_long: bool,
    /// Which submission it is, from 1.
    pub attempt: u32,
    /// What the other side said of it since it was handed over last.
    pub told: Vec<(Event, String)>,
}

/// An indicator whose measurement is overdue.
#[derive(Debug, Clone)]
pub struct DueValue {
    pub code: IndicatorCode,
    pub name: Arc<str>,
    pub workstream_name: Option<Arc<str>>,
    /// Since when, where it is known.
    pub due: Option<Day>,
}

/// What others did to the unit's milestones since its reader looked last.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// Day and time of the visit before; without one, of the last days.
    pub since: Option<(Day, String)>,
    pub rows: Vec<EventRow>,
    /// How many more there are, as far as they were counted.
    pub more: usize,
    /// Values of its indicators that were decided on.
    pub values: Vec<(Event, usize)>,
}

/// A database duty of the unit.
#[derive(Debug, Clone)]
pub struct HomeDuty {
    pub key: DutyKey,
    pub name: Arc<str>,
    pub judgement: Option<Judgement>,
    pub figures: Figures,
    /// The measured share of the duty itself.
    pub measured: MaybeShare,
}

/// `/` of the office: what waits for it, then the campaign.
#[derive(Debug, Clone)]
pub struct OfficeHome {
    /// Its desk without measurements and marks.
    pub desk: ReviewList,
    /// Measurements that wait for the reader.
    pub values: usize,
    /// The campaign's own indicators that are overdue.
    pub measure: usize,
    pub campaign: Figures,
    /// What counts later only.
    pub later: Option<CountsLater>,
    pub outlook: Outlook,
}
