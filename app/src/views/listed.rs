//! What lists of duties, milestones and things to do are narrowed by, and the order they stand in.
//! A count leads to the list of what it counts, so the same filter is read from an address and
//! written into one.
use std::sync::Arc;

use super::frame::escape;
use crate::domain::{
    Bloc, Figure, Group, NumberOf, Of, Part, PartnerCode, Status, Tier, UnitCode, UnitKind, What,
    WorkstreamCode, WorkstreamKind, words,
};

words! {
    /// Which workstreams a list is of.
    WorkGroup {
        /// What the figures of the whole count.
        Headline = "headline",
        All = "all",
        Databases = "databases",
        National = "national",
        Sector = "sector",
        Programme = "programme",
        Agreements = "agreements",
    }
}

impl WorkGroup {
    /// Whether a kind of workstream is in it; `in_headline`: the headline counts it.
    pub fn holds(self, kind: WorkstreamKind, in_headline: bool) -> bool {
        match self {
            Self::Headline => in_headline,
            Self::All => true,
            Self::Databases => kind.group() == Group::Databases,
            Self::National => kind == WorkstreamKind::National,
            Self::Sector => kind == WorkstreamKind::Sector,
            Self::Programme => kind.group() == Group::Programme,
            Self::Agreements => kind.group() == Group::Agreements,
        }
    }
}

/// Where a list looks: the duties of these units in these workstreams.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Within {
    /// Said; else [`Within::among`].
    pub among: Option<WorkGroup>,
    pub kind: Option<UnitKind>,
    pub bloc: Option<Bloc>,
    /// The area before the units were merged.
    pub area: String,
    pub tier: Option<Tier>,
    pub unit: Option<UnitCode>,
    pub workstream: Option<WorkstreamCode>,
    /// Who leads the workstream.
    pub owner: Option<UnitCode>,
    /// A company that is responsible for something in the duty.
    pub partner: Option<PartnerCode>,
    /// A company that is assigned to the unit.
    pub assigned: Option<PartnerCode>,
    /// Of a unit's, a workstream's or a milestone's name, as typed.
    pub text: String,
}

impl Within {
    pub fn read<'a>(value: &impl Fn(&str) -> &'a str) -> Self {
        Self {
            among: WorkGroup::from_code(value("group")),
            kind: UnitKind::from_code(value("kind")),
            bloc: Bloc::from_code(value("bloc")),
            area: value("area").trim().chars().take(100).collect(),
            tier: Tier::from_code(value("tier")),
            unit: UnitCode::parse(value("unit")).ok(),
            workstream: WorkstreamCode::parse(value("database")).ok(),
            owner: UnitCode::parse(value("owner")).ok(),
            partner: PartnerCode::parse(value("partner")).ok(),
            assigned: PartnerCode::parse(value("assigned")).ok(),
            text: value("q").trim().chars().take(100).collect(),
        }
    }

    /// Which workstreams it looks at: where nothing is said what the whole counts, but everything
    /// of a workstream or of what a company answers for.
    pub fn among(&self) -> WorkGroup {
        let all = self.workstream.is_some() || self.partner.is_some();
        self.among.unwrap_or(if all {
            WorkGroup::All
        } else {
            WorkGroup::Headline
        })
    }

    /// Where the figures of something are added up; nowhere for one indicator.
    pub fn of(of: &Of) -> Option<Self> {
        let all = Self::default();
        let among = |among| Self {
            among: Some(among),
            ..Self::default()
        };
        Some(match of.clone() {
            Of::City => all,
            Of::Databases => among(WorkGroup::Databases),
            Of::National => among(WorkGroup::National),
            Of::Sector => among(WorkGroup::Sector),
            Of::Programme => among(WorkGroup::Programme),
            Of::Agreements => among(WorkGroup::Agreements),
            Of::Bloc(bloc) => Self {
                bloc: Some(bloc),
                ..all
            },
            Of::Tier(tier) => Self {
                tier: Some(tier),
                ..all
            },
            Of::Unit(unit) => Self {
                unit: Some(unit),
                ..all
            },
            Of::AllOfUnit(unit) => Self {
                unit: Some(unit),
                ..among(WorkGroup::All)
            },
            Of::LedBy(unit) => Self {
                owner: Some(unit),
                ..among(WorkGroup::Sector)
            },
            Of::SectorAt(unit) => Self {
                unit: Some(unit),
                ..among(WorkGroup::Sector)
            },
            Of::Kind(kind) => Self {
                kind: Some(kind),
                ..all
            },
            Of::SectorAtKind(kind) => Self {
                kind: Some(kind),
                ..among(WorkGroup::Sector)
            },
            Of::WorkstreamAtKind(kind, workstream) => Self {
                kind: Some(kind),
                workstream: Some(workstream),
                ..all
            },
            Of::Workstream(workstream) => Self {
                workstream: Some(workstream),
                ..all
            },
            Of::Partner(company) => Self {
                partner: Some(company),
                ..all
            },
            Of::PartnerAt(company, unit) => Self {
                partner: Some(company),
                unit: Some(unit),
                ..all
            },
            Of::Duty(key) => Self {
                unit: Some(key.unit),
                workstream: Some(key.workstream),
                ..all
            },
            Of::Indicator(_) => return None,
        })
    }

    /// Its names and values in an address.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
        fn named<T: ToString>(it: &Option<T>) -> String {
            it.as_ref().map(ToString::to_string).unwrap_or_default()
        }
        vec![
            ("group", code(self.among.map(WorkGroup::code))),
            ("kind", code(self.kind.map(UnitKind::code))),
            ("bloc", code(self.bloc.map(Bloc::code))),
            ("area", self.area.clone()),
            ("tier", code(self.tier.map(Tier::code))),
            ("unit", named(&self.unit)),
            ("database", named(&self.workstream)),
            ("owner", named(&self.owner)),
            ("partner", named(&self.partner)),
            ("assigned", named(&self.assigned)),
            ("q", self.text.clone()),
        ]
    }
}

words! {
    /// Duties by what is measured.
    WithOutcome {
        /// An indicator tells how far they are.
        Has = "has",
        /// It was measured.
        Measured = "measured",
    }
}

/// The filters of `/duties`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DutyFilter {
    pub within: Within,
    pub status: Option<Status>,
    /// What stands behind the status.
    pub part: Option<Part>,
    pub outcome: Option<WithOutcome>,
}

impl DutyFilter {
    /// Reads it from the values of an address. A part says its status.
    pub fn read<'a>(value: impl Fn(&str) -> &'a str) -> Self {
        let status = Status::from_code(value("status"));
        let part = Part::from_code(value("part"));
        let part = part.filter(|part| status.is_none_or(|status| part.status() == status));
        Self {
            within: Within::read(&value),
            status: part.map(Part::status).or(status),
            part,
            outcome: WithOutcome::from_code(value("outcome")),
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
        let mut pairs = vec![
            ("status", code(self.status.map(Status::code))),
            ("part", code(self.part.map(Part::code))),
            ("outcome", code(self.outcome.map(WithOutcome::code))),
        ];
        pairs.extend(self.within.pairs());
        pairs
    }
}

words! {
    /// Where milestones stand, as a list is narrowed by it.
    MilestonesThat {
        /// Past their deadline: open, or handed over after it and not decided on.
        Late = "late",
        /// Of those the ones that are open, and that wait for a decision.
        LateOpen = "late-open",
        LateWaiting = "late-waiting",
        /// Handed over, not decided on.
        Waiting = "waiting",
        /// Open, and closing within days.
        Soon = "soon",
        /// Open again by a decision.
        Returned = "returned",
        Open = "open",
        Accepted = "accepted",
        /// Handed over, whether decided on or not.
        Claimed = "claimed",
        /// Open, of a company that is not assigned there.
        ToReassign = "to-reassign",
        /// Open, waiting on a body above the city.
        Above = "above",
        Cancelled = "cancelled",
    }
}

impl MilestonesThat {
    /// Whether a list says how many stand so: what others say together is left out.
    pub const fn is_told(self) -> bool {
        !matches!(self, Self::LateOpen | Self::LateWaiting | Self::Claimed)
    }
}

words! {
    /// Which kinds of milestones a list has.
    MilestonesOf {
        /// Products and outcomes that were not cancelled.
        Counted = "counted",
        Plan = "plan",
        Process = "process",
        Product = "product",
        Outcome = "outcome",
    }
}

words! {
    /// Who is responsible, whichever it is.
    PartyIs {
        Unit = "unit",
        Company = "company",
    }
}

/// The filters of `/milestones`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MilestoneFilter {
    /// Its company is the one responsible for the milestone itself.
    pub within: Within,
    pub that: Option<MilestonesThat>,
    pub of: Option<MilestonesOf>,
    pub party: Option<PartyIs>,
}

impl MilestoneFilter {
    /// Reads it from the values of an address: a party is a kind of it, or the code of a company.
    pub fn read<'a>(value: impl Fn(&str) -> &'a str) -> Self {
        let mut within = Within::read(&value);
        let party = PartyIs::from_code(value("party"));
        if party.is_none() && within.partner.is_none() {
            within.partner = PartnerCode::parse(value("party")).ok();
        }
        Self {
            within,
            that: MilestonesThat::from_code(value("state")),
            of: MilestonesOf::from_code(value("type")),
            party,
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
        let mut pairs = vec![
            ("state", code(self.that.map(MilestonesThat::code))),
            ("type", code(self.of.map(MilestonesOf::code))),
            ("party", code(self.party.map(PartyIs::code))),
        ];
        pairs.extend(self.within.pairs());
        pairs
    }
}

/// The list of what a figure counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListOf {
    Duties(DutyFilter),
    Milestones(MilestoneFilter),
}

impl ListOf {
    /// The list that has exactly what a figure counts; none where it counts nothing that stands in
    /// one: a share, a value, what was told of deliveries, or the one duty itself.
    pub fn counted(figure: &Figure) -> Option<Self> {
        let within = match &figure.of {
            Of::Duty(_) => return None,
            of => Within::of(of)?,
        };
        let duties = DutyFilter {
            within: within.clone(),
            ..DutyFilter::default()
        };
        let milestones = |that| {
            Self::Milestones(MilestoneFilter {
                within: within.clone(),
                that,
                of: Some(MilestonesOf::Counted),
                party: None,
            })
        };
        Some(match figure.what {
            What::Status(status) => Self::Duties(DutyFilter {
                status: Some(status),
                ..duties
            }),
            What::Part(part) => Self::Duties(DutyFilter {
                status: Some(part.status()),
                part: Some(part),
                ..duties
            }),
            What::Number(number) => match number {
                NumberOf::Duties => Self::Duties(duties),
                NumberOf::Measurable => Self::Duties(DutyFilter {
                    outcome: Some(WithOutcome::Has),
                    ..duties
                }),
                NumberOf::MeasuredDuties => Self::Duties(DutyFilter {
                    outcome: Some(WithOutcome::Measured),
                    ..duties
                }),
                NumberOf::Products => milestones(None),
                NumberOf::ProductsClaimed => milestones(Some(MilestonesThat::Claimed)),
                NumberOf::ProductsAccepted => milestones(Some(MilestonesThat::Accepted)),
                NumberOf::ProductsLate => milestones(Some(MilestonesThat::Late)),
            },
            What::Share(_) | What::Gap | What::Delivery(_) | What::Value => return None,
        })
    }

    /// Its address, without the day.
    pub fn address(&self) -> String {
        let (path, pairs) = match self {
            Self::Duties(filter) => ("/duties", filter.pairs()),
            Self::Milestones(filter) => ("/milestones", filter.pairs()),
        };
        address(path, &pairs)
    }
}

/// A path with what stands in its query; nothing of what is empty.
fn address(path: &str, pairs: &[(&str, String)]) -> String {
    let mut address = path.to_owned();
    let mut sign = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(sign);
        address.push_str(name);
        address.push('=');
        address.push_str(&escape(value));
        sign = '&';
    }
    address
}

/// A column by which a list may be sorted.
pub trait Column: Copy + PartialEq + 'static {
    /// The one it is sorted by where nothing is asked.
    const FIRST: Self;

    fn code(self) -> &'static str;
    fn from_code(code: &str) -> Option<Self>;

    /// Whether the largest comes first where it is clicked once.
    fn largest_first(self) -> bool;
}

/// The columns of a list, each with whether its largest comes first; the list is sorted by the
/// first of them.
macro_rules! columns {
    ($(#[$doc:meta])* $name:ident { $first:ident = $first_code:literal $first_down:literal, $($column:ident = $code:literal $down:literal),+ $(,)? }) => {
        words! {
            $(#[$doc])*
            $name { $first = $first_code, $($column = $code),+ }
        }

        impl Column for $name {
            const FIRST: Self = Self::$first;

            fn code(self) -> &'static str {
                self.code()
            }

            fn from_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }

            fn largest_first(self) -> bool {
                match self { Self::$first => $first_down, $(Self::$column => $down),+ }
            }
        }
    };
}

columns! {
    /// The columns of `/duties`.
    DutyColumn {
        Status = "status" false,
        Unit = "unit" false,
        Workstream = "database" false,
        Late = "late" true,
        Claimed = "claimed" true,
        Accepted = "accepted" false,
        Plan = "plan" true,
        Measured = "measured" false,
    }
}

columns! {
    /// The columns of `/milestones`.
    MilestoneColumn {
        Late = "late" true,
        Title = "title" false,
        Unit = "unit" false,
        Workstream = "database" false,
        Party = "party" false,
        Deadline = "deadline" false,
        State = "state" false,
    }
}

columns! {
    /// The columns of `/actions`.
    ActionColumn {
        Gain = "gain" true,
        Who = "who" false,
        What = "what" false,
        Thing = "thing" false,
        Days = "days" true,
    }
}

columns! {
    /// The columns of `/units`.
    UnitColumn {
        Gap = "gap" false,
        Name = "name" false,
        Claimed = "claimed" true,
        Accepted = "accepted" false,
        Measured = "measured" false,
        Late = "late" true,
        Contact = "contact" false,
        Company = "company" false,
    }
}

columns! {
    /// The columns of `/databases`.
    DatabaseColumn {
        Gap = "gap" false,
        Name = "name" false,
        Claimed = "claimed" true,
        Accepted = "accepted" false,
        Measured = "measured" false,
        Late = "late" true,
    }
}

/// The column that a list is sorted by, and which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorted<C> {
    pub by: C,
    /// The largest first.
    pub down: bool,
}

impl<C: Column> Default for Sorted<C> {
    fn default() -> Self {
        Self::once(C::FIRST)
    }
}

impl<C: Column> Sorted<C> {
    /// By a column that was clicked once.
    pub fn once(by: C) -> Self {
        Self {
            by,
            down: by.largest_first(),
        }
    }

    /// From an address: `late`, turned round `-late`.
    pub fn read(typed: &str) -> Self {
        let (code, turned) = match typed.strip_prefix('-') {
            Some(code) => (code, true),
            None => (typed, false),
        };
        let Some(by) = C::from_code(code) else {
            return Self::default();
        };
        let once = Self::once(by);
        Self {
            down: once.down != turned,
            ..once
        }
    }

    /// As an address has it; nothing where it is the order of the list itself.
    pub fn code(self) -> String {
        match (self == Self::default(), self == Self::once(self.by)) {
            (true, _) => String::new(),
            (false, true) => self.by.code().to_owned(),
            (false, false) => format!("-{}", self.by.code()),
        }
    }

    /// What a click on the head of a column leads to: by it, or turned round.
    pub fn clicked(self, by: C) -> Self {
        match self.by == by {
            true => Self {
                down: !self.down,
                ..self
            },
            false => Self::once(by),
        }
    }

    /// Puts two rows in its order, each by its value in the column.
    pub fn order<T: Ord>(self, a: T, b: T) -> std::cmp::Ordering {
        match self.down {
            true => b.cmp(&a),
            false => a.cmp(&b),
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Paged<T> {
    /// The rows of the page; all of them for a file.
    pub rows: Vec<T>,
    /// How many there are on all pages.
    pub all: usize,
    pub page: usize,
    pub pages: usize,
}

/// Rows on one page of a list.
pub const PAGE: usize = 50;

impl<T> Paged<T> {
    /// The rows of a page, counted from 1; without one all.
    pub fn of(mut all: Vec<T>, page: Option<usize>) -> Self {
        let number = all.len();
        let pages = number.div_ceil(PAGE).max(1);
        let Some(page) = page.map(|page| page.clamp(1, pages)) else {
            return Self {
                rows: all,
                all: number,
                page: 1,
                pages: 1,
            };
        };
        let rows = all.drain((page - 1) * PAGE..(page * PAGE).min(number));
        Self {
            rows: rows.collect(),
            all: number,
            page,
            pages,
        }
    }

    /// The same rows told in another way.
    pub fn map<U>(self, told: impl FnMut(T) -> U) -> Paged<U> {
        Paged {
            rows: self.rows.into_iter().map(told).collect(),
            all: self.all,
            page: self.page,
            pages: self.pages,
        }
    }
}

/// What there is to narrow a list by.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    pub areas: Vec<Arc<str>>,
    pub workstreams: Vec<(WorkstreamCode, Arc<str>)>,
    /// For a company its own.
    pub companies: Vec<(PartnerCode, Arc<str>)>,
    /// What is chosen that the form has no list of: the unit, and who leads.
    pub unit: Option<Arc<str>>,
    pub owner: Option<Arc<str>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DeliveryOf;

    const NAMES: [&str; 19] = [
        "city",
        "databases",
        "national",
        "sector",
        "programme",
        "agreements",
        "bloc:party",
        "tier:commune",
        "unit:SYT",
        "unit-all:SYT",
        "led-by:SYT",
        "sector-at:SYT",
        "kind:ward",
        "sector-at-kind:ward",
        "workstream-at-kind:ward:QG-01",
        "workstream:QG-01",
        "partner:VNPT",
        "partner-at:VNPT:SYT",
        "duty:SYT:QG-01",
    ];

    /// Whatever counts duties or milestones of a group has its list, and the list is read from its
    /// address as it was written.
    #[test]
    fn every_count_has_the_list_of_what_it_counts() {
        let statuses = Status::ALL.iter().map(|it| What::Status(*it));
        let parts = Part::ALL.iter().map(|it| What::Part(*it));
        let numbers = NumberOf::ALL.iter().map(|it| What::Number(*it));
        let counts: Vec<What> = statuses.chain(parts).chain(numbers).collect();
        for of in NAMES {
            for what in &counts {
                let figure: Figure = format!("{what}:{of}").parse().unwrap();
                let list = ListOf::counted(&figure);
                if of.starts_with("duty:") {
                    assert_eq!(list, None, "{figure}");
                    continue;
                }
                let list = list.unwrap_or_else(|| panic!("{figure} has no list"));
                let address = list.address();
                let pairs: Vec<(&str, &str)> = address
                    .split(['?', '&'])
                    .skip(1)
                    .filter_map(|pair| pair.split_once('='))
                    .collect();
                let value = |name: &str| {
                    let found = pairs.iter().find(|(own, _)| *own == name);
                    found.map_or("", |(_, value)| value)
                };
                let read = match &list {
                    ListOf::Duties(_) => ListOf::Duties(DutyFilter::read(value)),
                    ListOf::Milestones(_) => ListOf::Milestones(MilestoneFilter::read(value)),
                };
                assert_eq!(read, list, "{address}");
            }
        }
        let delivery = Figure::new(
            What::Delivery(DeliveryOf::InTime),
            Of::Partner(PartnerCode::parse("VNPT").unwrap()),
        );
        assert_eq!(ListOf::counted(&delivery), None);
    }

    #[test]
    fn a_column_clicked_twice_is_turned_round() {
        let first = Sorted::<DutyColumn>::default();
        assert_eq!(first.code(), "");
        let late = first.clicked(DutyColumn::Late);
        assert_eq!((late.code().as_str(), late.down), ("late", true));
        let turned = late.clicked(DutyColumn::Late);
        assert_eq!((turned.code().as_str(), turned.down), ("-late", false));
        assert_eq!(Sorted::<DutyColumn>::read("-late"), turned);
        assert_eq!(turned.clicked(DutyColumn::Late), late);
        assert_eq!(turned.clicked(DutyColumn::Status), first);
        assert_eq!(Sorted::<DutyColumn>::read("nothing"), first);
    }

    #[test]
    fn a_page_has_its_rows_and_knows_of_all() {
        let all: Vec<usize> = (0..120).collect();
        let page = Paged::of(all.clone(), Some(3));
        assert_eq!((page.rows.len(), page.all, page.pages), (20, 120, 3));
        assert_eq!(Paged::of(all.clone(), Some(9)).page, 3);
        assert_eq!(Paged::of(all, None).rows.len(), 120);
        assert_eq!(Paged::<usize>::of(Vec::new(), Some(1)).pages, 1);
    }
}
