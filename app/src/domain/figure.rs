//! One figure of a page: what of what. Its name stands in addresses (`?why=accepted:unit:SYT`).
use std::{fmt, str::FromStr};

use super::{
    Bloc, Deliveries, DutyKey, Figures, IndicatorCode, Mass, Part, PartnerCode, ShareOf, Status,
    Tier, UnitCode, UnitKind, WorkstreamCode, words,
};

words! {
    /// What is counted beside duties by status.
    NumberOf {
        Duties = "count-duties",
        Measurable = "measurable",
        MeasuredDuties = "measured_duties",
        Products = "products",
        ProductsClaimed = "products_claimed",
        ProductsAccepted = "products_accepted",
        ProductsLate = "products_late",
    }
}

impl NumberOf {
    pub const fn of(self, f: &Figures) -> u32 {
        match self {
            Self::Duties => f.duties,
            Self::Measurable => f.measurable,
            Self::MeasuredDuties => f.measured_duties,
            Self::Products => f.products,
            Self::ProductsClaimed => f.products_claimed,
            Self::ProductsAccepted => f.products_accepted,
            Self::ProductsLate => f.products_late,
        }
    }
}

words! {
    /// What is told of a company's deliveries.
    DeliveryOf {
        InTime = "in_time",
        AcceptedFirst = "accepted_at_first",
        Returned = "returned",
        Waiting = "waiting",
        /// Waits longer than a unit has to decide, of all of which the middle one is told.
        HeldTooLong = "held_too_long",
        TakenLate = "taken_late",
    }
}

impl DeliveryOf {
    /// What is counted, and of how many it is a rate.
    pub fn sums(self, d: &Deliveries) -> (Mass, Option<Mass>) {
        let rate = |part: u32, whole: u32| (part.into(), Some(whole.into()));
        match self {
            Self::InTime => rate(d.in_time, d.due),
            Self::AcceptedFirst => rate(d.accepted_first, d.decided_first),
            Self::Returned => (d.returned.into(), None),
            Self::Waiting => (d.waiting.total().into(), None),
            Self::HeldTooLong => rate(d.held_too_long(), d.waits().total()),
            Self::TakenLate => (d.taken_late.into(), None),
        }
    }
}

/// What a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    Share(ShareOf),
    /// How far what is accepted is ahead of the original plan, or behind it.
    Gap,
    /// Duties of a status.
    Status(Status),
    /// Those of them behind which the same stands.
    Part(Part),
    Number(NumberOf),
    /// Of a company.
    Delivery(DeliveryOf),
    /// The value of an indicator.
    Value,
}

impl What {
    /// What is added up of the duties, and what it is divided by; nothing of deliveries and of an
    /// indicator.
    pub fn sums(self, f: &Figures) -> (Mass, Option<Mass>) {
        match self {
            Self::Share(share) => {
                let (part, whole) = share.sums(f);
                (part, Some(whole))
            }
            Self::Gap => (f.accepted - f.expected_original, Some(f.mass)),
            Self::Status(status) => (f.count(status).into(), None),
            Self::Part(part) => (f.parts[part as usize].into(), None),
            Self::Number(number) => (number.of(f).into(), None),
            Self::Delivery(_) | Self::Value => (0, None),
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        let counted = || code.strip_prefix("count-");
        ShareOf::from_code(code)
            .map(Self::Share)
            .or_else(|| NumberOf::from_code(code).map(Self::Number))
            .or_else(|| DeliveryOf::from_code(code).map(Self::Delivery))
            .or_else(|| Status::from_code(counted()?).map(Self::Status))
            .or_else(|| Part::from_code(counted()?).map(Self::Part))
            .or_else(|| (code == "gap").then_some(Self::Gap))
            .or_else(|| (code == "value").then_some(Self::Value))
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share(share) => f.write_str(share.code()),
            Self::Gap => f.write_str("gap"),
            Self::Status(status) => write!(f, "count-{}", status.code()),
            Self::Part(part) => write!(f, "count-{}", part.code()),
            Self::Number(number) => f.write_str(number.code()),
            Self::Delivery(it) => f.write_str(it.code()),
            Self::Value => f.write_str("value"),
        }
    }
}

/// Of what a figure is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Of {
    /// The campaign's headline; so are bloc, tier and unit.
    City,
    Databases,
    National,
    Sector,
    Programme,
    Agreements,
    Bloc(Bloc),
    Tier(Tier),
    Unit(UnitCode),
    /// All duties of a unit, whatever the headline counts.
    AllOfUnit(UnitCode),
    /// The sector databases that a unit leads.
    LedBy(UnitCode),
    /// The parts that a unit has in sector databases.
    SectorAt(UnitCode),
    /// The units of a kind; in the sector databases; in one workstream.
    Kind(UnitKind),
    SectorAtKind(UnitKind),
    WorkstreamAtKind(UnitKind, WorkstreamCode),
    Workstream(WorkstreamCode),
    /// What a company is responsible for; at one unit.
    Partner(PartnerCode),
    PartnerAt(PartnerCode, UnitCode),
    Duty(DutyKey),
    Indicator(IndicatorCode),
}

impl Of {
    fn parse(name: &str, code: Option<&str>) -> Option<Self> {
        let unit = || UnitCode::parse(code?).ok();
        match (name, code) {
            ("city", None) => Some(Self::City),
            ("databases", None) => Some(Self::Databases),
            ("national", None) => Some(Self::National),
            ("sector", None) => Some(Self::Sector),
            ("programme", None) => Some(Self::Programme),
            ("agreements", None) => Some(Self::Agreements),
            ("bloc", Some(code)) => Bloc::from_code(code).map(Self::Bloc),
            ("tier", Some(code)) => Tier::from_code(code).map(Self::Tier),
            ("unit", _) => unit().map(Self::Unit),
            ("unit-all", _) => unit().map(Self::AllOfUnit),
            ("led-by", _) => unit().map(Self::LedBy),
            ("sector-at", _) => unit().map(Self::SectorAt),
            ("kind", Some(code)) => UnitKind::from_code(code).map(Self::Kind),
            ("sector-at-kind", Some(code)) => UnitKind::from_code(code).map(Self::SectorAtKind),
            ("workstream-at-kind", Some(code)) => {
                let (kind, workstream) = code.split_once(':')?;
                Some(Self::WorkstreamAtKind(
                    UnitKind::from_code(kind)?,
                    WorkstreamCode::parse(workstream).ok()?,
                ))
            }
            ("workstream", Some(code)) => WorkstreamCode::parse(code).ok().map(Self::Workstream),
            ("partner", Some(code)) => PartnerCode::parse(code).ok().map(Self::Partner),
            ("partner-at", Some(code)) => {
                let (partner, unit) = code.split_once(':')?;
                Some(Self::PartnerAt(
                    PartnerCode::parse(partner).ok()?,
                    UnitCode::parse(unit).ok()?,
                ))
            }
            ("duty", Some(code)) => {
                let (unit, workstream) = code.split_once(':')?;
                Some(Self::Duty(DutyKey {
                    unit: UnitCode::parse(unit).ok()?,
                    workstream: WorkstreamCode::parse(workstream).ok()?,
                }))
            }
            ("indicator", Some(code)) => IndicatorCode::parse(code).ok().map(Self::Indicator),
            _ => None,
        }
    }
}

impl fmt::Display for Of {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::City => f.write_str("city"),
            Self::Databases => f.write_str("databases"),
            Self::National => f.write_str("national"),
            Self::Sector => f.write_str("sector"),
            Self::Programme => f.write_str("programme"),
            Self::Agreements => f.write_str("agreements"),
            Self::Bloc(bloc) => write!(f, "bloc:{}", bloc.code()),
            Self::Tier(tier) => write!(f, "tier:{}", tier.code()),
            Self::Unit(code) => write!(f, "unit:{code}"),
            Self::AllOfUnit(code) => write!(f, "unit-all:{code}"),
            Self::LedBy(code) => write!(f, "led-by:{code}"),
            Self::SectorAt(code) => write!(f, "sector-at:{code}"),
            Self::Kind(kind) => write!(f, "kind:{}", kind.code()),
            Self::SectorAtKind(kind) => write!(f, "sector-at-kind:{}", kind.code()),
            Self::WorkstreamAtKind(kind, code) => {
                write!(f, "workstream-at-kind:{}:{code}", kind.code())
            }
            Self::Workstream(code) => write!(f, "workstream:{code}"),
            Self::Partner(code) => write!(f, "partner:{code}"),
            Self::PartnerAt(code, unit) => write!(f, "partner-at:{code}:{unit}"),
            Self::Duty(key) => write!(f, "duty:{}:{}", key.unit, key.workstream),
            Self::Indicator(code) => write!(f, "indicator:{code}"),
        }
    }
}

/// A figure by its name: what of what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Figure {
    pub what: What,
    pub of: Of,
}

impl Figure {
    pub const fn new(what: What, of: Of) -> Self {
        Self { what, of }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.what, self.of)
    }
}

/// A name that no figure has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("không có số nào tên như vậy")]
pub struct NoFigure;

impl FromStr for Figure {
    type Err = NoFigure;

    /// An indicator has a value and nothing else, and nothing else has one; deliveries are a
    /// company's; a duty is on its way or not, and is compared with no plan.
    fn from_str(name: &str) -> Result<Self, NoFigure> {
        let (what, of) = name.split_once(':').ok_or(NoFigure)?;
        let what = What::from_code(what).ok_or(NoFigure)?;
        let (name, code) = match of.split_once(':') {
            Some((name, code)) => (name, Some(code)),
            None => (of, None),
        };
        let of = Of::parse(name, code).ok_or(NoFigure)?;
        let has = match (what, &of) {
            (What::Value, of) => matches!(of, Of::Indicator(_)),
            (What::Delivery(_), of) => matches!(of, Of::Partner(_) | Of::PartnerAt(..)),
            (What::Gap, of) => !matches!(of, Of::Duty(_) | Of::Indicator(_)),
            (_, of) => !matches!(of, Of::Indicator(_)),
        };
        has.then_some(Self { what, of }).ok_or(NoFigure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_by_the_name_it_is_written_with() {
        let whats = ["claimed", "measured", "expected_original", "products_late"];
        let counts = ["count-late", "count-late-open", "count-duties"];
        let ofs = [
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
            "partner-at:VNPT:SYT",
            "workstream:QG-01",
            "partner:VNPT",
            "duty:SYT:QG-01",
        ];
        for what in whats.iter().chain(&counts) {
            for of in ofs {
                let name = format!("{what}:{of}");
                assert_eq!(name.parse::<Figure>().unwrap().to_string(), name);
            }
        }
        for name in [
            "value:indicator:CT01",
            "in_time:partner:VNPT",
            "taken_late:partner-at:VNPT:SYT",
            "gap:city",
            "gap:workstream-at-kind:ward:QG-01",
        ] {
            assert_eq!(name.parse::<Figure>().unwrap().to_string(), name);
        }
    }

    #[test]
    fn what_names_no_figure_is_refused() {
        for name in [
            "",
            ":",
            "accepted",
            "accepted:",
            "accepted:nobody",
            "accepted:city:",
            "accepted:city:SYT",
            "accepted:unit",
            "accepted:unit:",
            "accepted:unit:Sở Y tế",
            "accepted:unit:SYT:QG01",
            "accepted:duty:SYT",
            "accepted:duty:SYT:",
            "accepted:duty:SYT:QG01:1",
            "accepted:bloc:north",
            "value:city",
            "accepted:indicator:CT01",
            "in_time:unit:SYT",
            "gap:duty:SYT:QG-01",
            "gap:indicator:CT01",
            "accepted:kind:north",
            "accepted:workstream-at-kind:ward",
            "accepted:partner-at:VNPT",
            "count-none:city",
            "Accepted:city",
            "accepted:city ",
            "<script>:city",
        ] {
            assert_eq!(name.parse::<Figure>(), Err(NoFigure), "{name:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_read_as_what_it_is_not(name in ".{0,60}") {
            if let Ok(figure) = name.parse::<Figure>() {
                proptest::prop_assert_eq!(figure.to_string(), name);
            }
        }
    }
}
