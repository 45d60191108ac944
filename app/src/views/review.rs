use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    AskedItem, Marks, MaybeShare, MemberDue, MilestoneRow, Mistake, OldBookTold, ReviewColumn,
    Sorted, Unanswered, ValueDesk, frame::escape,
};
use crate::domain::{
    DECISION_DAYS, Day, DutyKey, Event, InPlaceOf, MilestoneId, MilestoneKind, PartnerCode,
    UnitCode, UnitKind, WorkstreamCode, words,
};

/// `/review`: the desk of who decides.
#[derive(Debug, Clone)]
pub struct ReviewList {
    /// All that waits for this reader, whatever is filtered.
    pub waiting: Waiting,
    pub filter: ReviewFilter,
    /// Workstreams and companies of what waits, to choose from.
    pub workstreams: Vec<(WorkstreamCode, Arc<str>)>,
    pub partners: Vec<(PartnerCode, Arc<str>)>,
    /// How many match the filter, and what they hold of the whole.
    pub matching: usize,
    pub matching_held: MaybeShare,
    /// Counted ones that match; a page of them, or all for a file.
    pub items: Vec<ReviewItem>,
    pub page: usize,
    pub pages: usize,
    /// Measurements that wait.
    pub values: ValueDesk,
    /// What counts nothing and matches: plans and processes, decided on together.
    pub plans: Vec<PlanItem>,
    /// What waits, by workstream, the most held first.
    pub held: Vec<HeldBack>,
    /// What the reader decided today, newest first.
    pub decided: Vec<Decided>,
    /// Measurements among it, which have no row of their own.
    pub decided_values: DecidedValues,
    /// Of its forms, which decide on what is ticked.
    pub marks: Marks,
    /// What became of plans that were just decided on together.
    pub done: Option<PlansDone>,
    /// How many rows that were ticked in a form that came back are not as they were read.
    pub changed: usize,
    /// Requests for more time that nobody has answered, the oldest first; the office's.
    pub asked: Vec<AskedItem>,
    pub to_arrange: ToArrange,
    /// What waits for the office, told to a member of the committee who decides nothing.
    pub others: usize,
}

/// What only the office can arrange: work that lies with nobody.
#[derive(Debug, Clone, Default)]
pub struct ToArrange {
    /// Companies' work at units they are not assigned to.
    pub to_reassign: Vec<UnownedMilestone>,
    /// How many of them count, and are late or due soon: what the overview says of the office.
    pub to_reassign_soon: u32,
    /// What closed units owed, also what waits for a head who is gone.
    pub of_closed_units: Vec<UnownedMilestone>,
    /// Contributing duties with nothing of their own to hand over.
    pub without_product: Vec<SupportingDuty>,
    /// What was asked and not answered by its day.
    pub unanswered: Vec<Unanswered>,
    /// Submissions that wait longer than a decision may take, the longest first.
    pub undecided: Vec<Undecided>,
    /// Units that have something to do and were not heard of, the longest first.
    pub silent: Vec<SilentUnit>,
    /// What came from the old book, while a tenth of it is to be looked at.
    pub old_book: Option<OldBookTold>,
    /// Units that joined or left a group by the clock, which nobody has recorded yet.
    pub members: Vec<MemberDue>,
}

#[derive(Debug, Clone)]
pub struct Undecided {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// Working days.
    pub days: i64,
    /// The reader may decide on it.
    pub may_decide: bool,
}

#[derive(Debug, Clone)]
pub struct SilentUnit {
    pub code: UnitCode,
    pub name: Arc<str>,
    /// The last day it was heard of.
    pub last: Option<Day>,
    pub days: i64,
}

#[derive(Debug, Clone)]
pub struct UnownedMilestone {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
}

#[derive(Debug, Clone)]
pub struct SupportingDuty {
    pub duty: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
}

/// What waits for one reader, in numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Waiting {
    pub total: usize,
    pub products: usize,
    pub outcomes: usize,
    /// Plans and processes.
    pub uncounted: usize,
    /// What would be accepted with all of it, of the whole or, for a head, of the unit.
    pub held: MaybeShare,
    pub of_unit: bool,
    /// Days that the oldest waits.
    pub longest: i64,
    /// A head let them wait, and the office may decide in his place.
    pub instead: usize,
    /// Products and outcomes that the campaign's figures count and that wait for too long:
    /// what the overview tells of the office.
    pub overdue: u32,
}

/// What waits in one workstream.
#[derive(Debug, Clone)]
pub struct HeldBack {
    pub workstream: WorkstreamCode,
    pub name: Arc<str>,
    pub reports: usize,
    pub held: MaybeShare,
}

/// A plan or a process, with what its reader read of it.
#[derive(Debug, Clone)]
pub struct PlanItem {
    pub item: ReviewItem,
    pub document: String,
    /// Empty for who may not decide on it.
    pub mark: String,
    pub ticked: bool,
}

words! {
    /// What one form of the desk decides on together.
    Batch {
        Plans = "plans",
        Values = "measurements",
        /// Those of them before which a value of a later day stands, all or none.
        Older = "older",
    }
}

impl Batch {
    /// The name of its boxes.
    pub const fn boxes(self) -> &'static str {
        match self {
            Self::Plans => "plan",
            Self::Values => "value",
            Self::Older => "older",
        }
    }
}

/// What is ticked of one of the desk's lists, with what is typed beside it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeskForm {
    pub about: Batch,
    /// What becomes of measurements, by its code.
    pub event: String,
    /// What the boxes carry.
    pub ticked: Vec<String>,
    pub reason: String,
    pub marks: Marks,
}

/// What became of plans that were decided on together.
#[derive(Debug, Clone, Default)]
pub struct PlansDone {
    pub accepted: usize,
    pub left_out: Vec<LeftOut>,
}

/// A plan that was not accepted with the others.
#[derive(Debug, Clone)]
pub struct LeftOut {
    pub milestone: MilestoneId,
    pub title: Arc<str>,
    pub unit_name: Arc<str>,
    pub why: Mistake,
}

/// Measurements that the reader decided on today.
#[derive(Debug, Clone, Copy, Default)]
pub struct DecidedValues {
    pub accepted: usize,
    pub returned: usize,
}

impl DecidedValues {
    pub const fn any(self) -> bool {
        self.accepted + self.returned > 0
    }
}

/// One decision of the reader.
#[derive(Debug, Clone)]
pub struct Decided {
    pub time: String,
    pub event: Event,
    /// A decision gave another title.
    pub renamed: bool,
    pub milestone: MilestoneId,
    pub title: Arc<str>,
    pub unit_name: Arc<str>,
    /// An acceptance that stands and may be taken back.
    pub may_revoke: bool,
}

words! {
    /// Whether a milestone enters shares.
    Counted {
        Counted = "yes",
        Uncounted = "no",
    }
}

words! {
    /// How long something waits.
    WaitsOver {
        /// Longer than a decision may take.
        Deciding = "deciding",
        Month = "month",
        TwoMonths = "two-months",
    }
}

impl WaitsOver {
    /// More days than these.
    pub const fn days(self) -> i64 {
        match self {
            Self::Deciding => DECISION_DAYS,
            Self::Month => 30,
            Self::TwoMonths => 60,
        }
    }
}

words! {
    /// A list of the desk that is read alone.
    DeskList {
        /// The measurements that wait.
        Values = "values",
    }
}

/// The filters of `/review`, as typed. They stay in the address of every report that is
/// opened from the list, so that the next one is the next of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewFilter {
    /// Of a unit's or a milestone's name.
    pub text: String,
    pub kind: Option<MilestoneKind>,
    pub workstream: Option<WorkstreamCode>,
    pub partner: Option<PartnerCode>,
    pub counted: Option<Counted>,
    pub unit: Option<UnitCode>,
    pub unit_kind: Option<UnitKind>,
    pub waits: Option<WaitsOver>,
    /// Of the measurements only those with a sign.
    pub signs: bool,
    pub sorted: Sorted<ReviewColumn>,
    /// The one list that is shown; all of them where none is named.
    pub list: Option<DeskList>,
}

impl ReviewFilter {
    /// The names it has in an address.
    pub const NAMES: [&str; 11] = [
        "q",
        "kind",
        "workstream",
        "partner",
        "counted",
        "unit",
        "unit-kind",
        "waits",
        "signs",
        "sort",
        "list",
    ];

    /// Reads it from the values of an address.
    pub fn read<'a>(value: impl Fn(&str) -> &'a str) -> Self {
        Self {
            text: value("q").trim().chars().take(100).collect(),
            kind: MilestoneKind::from_code(value("kind")),
            workstream: WorkstreamCode::parse(value("workstream")).ok(),
            partner: PartnerCode::parse(value("partner")).ok(),
            counted: Counted::from_code(value("counted")),
            unit: UnitCode::parse(value("unit")).ok(),
            unit_kind: UnitKind::from_code(value("unit-kind")),
            waits: WaitsOver::from_code(value("waits")),
            signs: !value("signs").is_empty(),
            sorted: Sorted::read(value("sort")),
            list: DeskList::from_code(value("list")),
        }
    }

    /// Whether it leaves something out of a list.
    pub fn any(&self) -> bool {
        *self
            != Self {
                sorted: self.sorted,
                list: self.list,
                ..Self::default()
            }
    }

    /// A page with this filter in its address.
    pub fn address(&self, path: &str, more: &[(&str, &str)]) -> String {
        let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
        let values = [
            self.text.clone(),
            code(self.kind.map(MilestoneKind::code)),
            self.workstream
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            self.partner
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            code(self.counted.map(Counted::code)),
            self.unit
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            code(self.unit_kind.map(UnitKind::code)),
            code(self.waits.map(WaitsOver::code)),
            code(self.signs.then_some("1")),
            self.sorted.code(),
            code(self.list.map(DeskList::code)),
        ];
        let own = Self::NAMES
            .into_iter()
            .zip(values.iter().map(String::as_str));
        let pairs: Vec<String> = own
            .chain(more.iter().copied())
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", escape(value)))
            .collect();
        if pairs.is_empty() {
            return path.to_owned();
        }
        format!("{path}?{}", pairs.join("&"))
    }
}

/// Where a report stands among those that wait and match a filter.
#[derive(Debug, Clone, Default)]
pub struct ReviewPlace {
    /// From 1; 0 where it does not wait any more.
    pub number: usize,
    pub of: usize,
    pub before: Option<MilestoneId>,
    pub after: Option<MilestoneId>,
    /// Those around it, in their order.
    pub near: Vec<NearReport>,
}

/// A line of the list beside the report that is read.
#[derive(Debug, Clone)]
pub struct NearReport {
    pub id: MilestoneId,
    pub title: Arc<str>,
    pub unit_name: Arc<str>,
    pub waiting_days: i64,
}

#[derive(Debug, Clone)]
pub struct ReviewItem {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// What its acceptance adds to the share of its unit, or of its duty beside the headline.
    pub adds: MaybeShare,
    pub waiting_days: i64,
    /// A company's work held longer than a unit has to answer.
    pub held_too_long: bool,
    /// Which submission this is, from 1.
    pub attempt: u32,
    /// The reader's own unit: another officer decides.
    pub own_unit: bool,
    /// A company's work that a head left undecided: the office may decide too.
    pub left_undecided: bool,
    /// In whose place the reader would decide on it.
    pub in_place_of: Option<InPlaceOf>,
}
