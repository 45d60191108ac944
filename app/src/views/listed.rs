//! What lists of duties, milestones and things to do are narrowed by, and the order they stand in.
//! A count leads to the list of what it counts, so the same filter is read from an address and
//! written into one.
use std::sync::Arc;

use super::frame::escape;
use crate::domain::{
    Bloc, DocumentNumber, Figure, Group, GroupCode, NumberOf, Of, Part, PartnerCode, Status, Tier,
    TriggerCode, UnitCode, UnitKind, What, WorkstreamCode, WorkstreamKind, words,
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
    /// A group of units that the unit belongs to.
    pub unit_group: Option<GroupCode>,
    pub workstream: Option<WorkstreamCode>,
    /// Who leads the workstream.
    pub owner: Option<UnitCode>,
    /// A company that is responsible for something in the duty.
    pub partner: Option<PartnerCode>,
    /// A company that is assigned to the unit.
    pub assigned: Option<PartnerCode>,
    /// The heading of the document that a task of the programme comes from.
    pub heading: String,
    /// The document that a workstream comes from, by its number.
    pub document: Option<DocumentNumber>,
    /// Of a unit's name or its code, as typed.
    pub called: String,
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
            unit_group: GroupCode::parse(value("unit_group")).ok(),
            workstream: WorkstreamCode::parse(value("database")).ok(),
            owner: UnitCode::parse(value("owner")).ok(),
            partner: PartnerCode::parse(value("partner")).ok(),
            assigned: PartnerCode::parse(value("assigned")).ok(),
            heading: value("heading").trim().chars().take(200).collect(),
            document: DocumentNumber::of(value("document"))
                .filter(|_| value("document").len() < 200),
            called: value("called").trim().chars().take(100).collect(),
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
            ("unit_group", named(&self.unit_group)),
            ("database", named(&self.workstream)),
            ("owner", named(&self.owner)),
            ("partner", named(&self.partner)),
            ("assigned", named(&self.assigned)),
            ("heading", self.heading.clone()),
            ("document", named(&self.document)),
            ("called", self.called.clone()),
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
        /// Slots of what recurs that closed and were not handed over.
        Missed = "missed",
        /// Answered by "không phát sinh".
        Nothing = "nothing",
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

    /// Whether every milestone stands in one of these and in no other: their counts add up to the
    /// list. What the others say is said of some of the same milestones.
    pub const fn is_state(self) -> bool {
        matches!(
            self,
            Self::Open | Self::Missed | Self::Waiting | Self::Accepted | Self::Cancelled
        )
    }

    /// Whether it says that something is late.
    pub const fn is_late(self) -> bool {
        matches!(self, Self::Late | Self::LateOpen | Self::LateWaiting)
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
        /// Slots of what recurs.
        Slot = "slot",
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
    /// The event from which their deadlines were computed.
    pub after: Option<TriggerCode>,
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
            after: TriggerCode::parse(value("after")).ok(),
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
        let mut pairs = vec![
            ("state", code(self.that.map(MilestonesThat::code))),
            ("type", code(self.of.map(MilestonesOf::code))),
            ("party", code(self.party.map(PartyIs::code))),
            (
                "after",
                self.after
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
            ),
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
        match &figure.of {
            Of::Duty(_) => None,
            of => Self::within(Within::of(of)?, figure.what),
        }
    }

    /// The same of what is counted somewhere that is no figure with a name.
    pub fn within(within: Within, what: What) -> Option<Self> {
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
                after: None,
            })
        };
        Some(match what {
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

/// What there is to narrow a list by.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    pub areas: Vec<Arc<str>>,
    pub workstreams: Vec<(WorkstreamCode, Arc<str>)>,
    /// For a company its own.
    pub companies: Vec<(PartnerCode, Arc<str>)>,
    /// Groups of units; for a company those with units of its own.
    pub unit_groups: Vec<(GroupCode, Arc<str>)>,
    /// What is chosen that the form has no list of: the unit, and who leads.
    pub unit: Option<Arc<str>>,
    pub owner: Option<Arc<str>>,
    /// The document as it is written, and the event.
    pub document: Option<Arc<str>>,
    pub event: Option<Arc<str>>,
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
}
