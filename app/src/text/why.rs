//! The words of one figure: what of what, and how it is made.
use super::{
    Key, Lang, NONE, bloc, integer, maybe_percent, part, rounded, signed_points, status, t, tf,
    tier, unit_kind, whole_place,
};
use crate::{
    domain::{
        DeliveryOf, Mass, NumberOf, Of, Place, ShareOf, Value, Weight, What, WorkstreamKind, whole,
    },
    views::{Sums, WhyFigure, WhyRows},
};

/// A mass in units of weight, as weights are entered: 7.500. Two decimals where it is no whole
/// number.
pub fn weighed(lang: Lang, mass: Mass) -> String {
    let value = Value::new(mass, whole(1));
    match i64::try_from(value.to_integer()) {
        Ok(number) if value.is_integer() => integer(lang, number),
        _ => rounded(lang, value, 2),
    }
}

/// What a figure says: "Đã nghiệm thu", "Trễ hạn".
pub fn what(lang: Lang, it: What) -> String {
    let name = match it {
        What::Share(share) => share_of(lang, share),
        What::Gap => t(lang, Key::AgainstPlan),
        What::Status(it) => status(lang, it),
        // Alone it does not say what is counted: "Trễ hạn: đã báo cáo, chờ quyết định".
        What::Part(it) => {
            let status = status(lang, it.status());
            return format!("{status}: {}", part(lang, it));
        }
        What::Number(number) => {
            let key = match number {
                NumberOf::Duties => Key::SheetDutyCount,
                NumberOf::Measurable => Key::SheetIndicators,
                NumberOf::MeasuredDuties => Key::SheetMeasured,
                NumberOf::Products => Key::SheetProducts,
                NumberOf::ProductsClaimed => Key::Claimed,
                NumberOf::ProductsAccepted => Key::SheetProductsAccepted,
                NumberOf::ProductsLate => Key::SheetProductsLate,
            };
            t(lang, key)
        }
        What::Delivery(it) => {
            let key = match it {
                DeliveryOf::InTime => Key::PartnersInTime,
                DeliveryOf::AcceptedFirst => Key::PartnersFirst,
                DeliveryOf::Returned => Key::PartnerReturned,
                DeliveryOf::Waiting => Key::PartnersWaiting,
                DeliveryOf::HeldTooLong => Key::PartnersHeld,
                DeliveryOf::TakenLate => Key::PartnersTakenLate,
            };
            t(lang, key)
        }
        What::Value => t(lang, Key::Value),
    };
    name.to_owned()
}

pub fn share_of(lang: Lang, it: ShareOf) -> &'static str {
    let key = match it {
        ShareOf::Claimed => Key::Claimed,
        ShareOf::Accepted => Key::Accepted,
        ShareOf::Measured => Key::Measured,
        ShareOf::Expected => Key::PlanNow,
        ShareOf::ExpectedOriginal => Key::Plan,
    };
    t(lang, key)
}

/// "Đã nghiệm thu: Sở Y tế"
pub fn figure_of(lang: Lang, place: Place, why: &WhyFigure) -> String {
    let of = of(lang, place, &why.figure.of, &why.name);
    tf(lang, Key::WhyOf, &[&what(lang, why.figure.what), &of])
}

fn of(lang: Lang, place: Place, of: &Of, name: &str) -> String {
    let key = match of {
        Of::City => return whole_place(lang, place),
        Of::Bloc(it) => return bloc(lang, *it).to_owned(),
        Of::Tier(it) => return tier(lang, *it, place),
        Of::LedBy(_) => return tf(lang, Key::WhyOfLedBy, &[name]),
        Of::AllOfUnit(_) => return tf(lang, Key::WhyOfAllOfUnit, &[name]),
        Of::SectorAt(_) => return tf(lang, Key::WhyOfSectorAt, &[name]),
        Of::Kind(kind) => return unit_kind(lang, *kind).to_owned(),
        Of::SectorAtKind(kind) => {
            return tf(lang, Key::WhyOfSectorAt, &[unit_kind(lang, *kind)]);
        }
        Of::WorkstreamAtKind(kind, _) => return format!("{name}, {}", unit_kind(lang, *kind)),
        Of::Unit(_)
        | Of::Workstream(_)
        | Of::Partner(_)
        | Of::PartnerAt(..)
        | Of::Duty(_)
        | Of::Indicator(_) => return name.to_owned(),
        Of::Databases => Key::NavDatabases,
        Of::National => Key::WhyOfNational,
        Of::Sector => Key::WhyOfSector,
        Of::Programme => Key::NavProgramme,
        Of::Agreements => Key::NavAgreements,
    };
    t(lang, key).to_owned()
}

/// What the page prints of it.
pub fn printed_figure(lang: Lang, why: &WhyFigure) -> String {
    match (&why.rows, why.figure.what) {
        (WhyRows::Values(values), _) => super::measured(lang, &values.outcome)
            .unwrap_or_else(|| t(lang, Key::NotMeasured).to_owned()),
        (_, What::Share(share)) => maybe_percent(lang, share.of(&why.figures)),
        (_, What::Gap) => points_of(lang, why.sums),
        _ if why.sums.whole.is_some() => maybe_percent(lang, why.sums.share()),
        _ => integer(lang, i64::try_from(why.sums.part).unwrap_or(i64::MAX)),
    }
}

/// A difference of shares with its sign.
pub fn points_of(lang: Lang, sums: Sums) -> String {
    let points = sums.points();
    points.map_or_else(|| NONE.to_owned(), |points| signed_points(lang, points))
}

/// What the page prints: the middle one of all, where that is asked about.
pub fn asked_figure(lang: Lang, why: &WhyFigure) -> String {
    match why.middle {
        Some(tenths) => super::days_in_tenths(lang, tenths),
        None => printed_figure(lang, why),
    }
}

/// How a figure is made, in words.
pub fn formula(lang: Lang, why: &WhyFigure) -> String {
    let name = what(lang, why.figure.what);
    match (&why.rows, why.figure.what) {
        (WhyRows::Values(_), _) | (_, What::Value) => t(lang, Key::WhyValue).to_owned(),
        (_, What::Gap) => t(lang, Key::WhyGap).to_owned(),
        (_, What::Status(_) | What::Part(_)) => t(lang, Key::WhyStatus).to_owned(),
        (_, What::Number(number)) => {
            let key = match number {
                NumberOf::Duties | NumberOf::Measurable | NumberOf::MeasuredDuties => {
                    Key::WhyNumberDuties
                }
                _ => Key::WhyNumberProducts,
            };
            t(lang, key).to_owned()
        }
        (_, What::Delivery(it)) => {
            let key = match it {
                DeliveryOf::InTime => Key::WhyInTime,
                DeliveryOf::AcceptedFirst => Key::WhyAcceptedFirst,
                DeliveryOf::Returned => Key::WhyReturned,
                DeliveryOf::Waiting => Key::WhyWaiting,
                DeliveryOf::HeldTooLong => Key::WhyHeld,
                DeliveryOf::TakenLate => Key::WhyTakenLate,
            };
            t(lang, key).to_owned()
        }
        (WhyRows::Way(way), _) => {
            let key = match (way.values.outcome.up, way.baseline) {
                (true, _) => Key::WhyWayFormula,
                (false, Some(_)) => Key::WhyWayDown,
                (false, None) => Key::WhyWayStep,
            };
            tf(lang, key, &[&name, &of_duty(lang, way.weight)])
        }
        (WhyRows::Milestones(milestones), What::Share(share)) => {
            let weight = of_duty(lang, milestones.weight);
            tf(lang, Key::WhyDuty, &[&name, held(lang, share), &weight])
        }
        (WhyRows::Parts(_), What::Share(share)) => of_group(lang, &why.figure.of, share),
    }
}

/// Over the columns of what is added up: of what it is divided by, and of itself.
pub fn why_heads(what: What, divided: bool) -> [Key; 2] {
    match (what, divided) {
        (_, false) => [Key::WhyWeight, Key::WhyNumber],
        (What::Delivery(_), true) => [Key::WhyOfNumber, Key::WhyNumber],
        _ => [Key::WhyWeight, Key::WhyAdds],
    }
}

fn of_duty(lang: Lang, weight: Weight) -> String {
    weighed(lang, whole(weight))
}

fn of_group(lang: Lang, of: &Of, share: ShareOf) -> String {
    let (name, counted) = (share_of(lang, share), numerator(lang, share));
    match (of, share) {
        (Of::Partner(_) | Of::PartnerAt(..), _) => tf(lang, Key::WhyPartner, &[name, counted]),
        (_, ShareOf::Measured) => tf(lang, Key::WhyGroupMeasured, &[name, counted]),
        _ => {
            let weight = |kind: WorkstreamKind| of_duty(lang, kind.weight());
            let weights = [WorkstreamKind::National, WorkstreamKind::Sector].map(weight);
            tf(
                lang,
                Key::WhyGroup,
                &[name, counted, &weights[0], &weights[1]],
            )
        }
    }
}

/// "phần đã nghiệm thu"
fn numerator(lang: Lang, share: ShareOf) -> &'static str {
    let key = match share {
        ShareOf::Claimed => Key::WhyPartClaimed,
        ShareOf::Accepted => Key::WhyPartAccepted,
        ShareOf::Measured => Key::WhyPartMeasured,
        ShareOf::Expected => Key::WhyPartExpected,
        ShareOf::ExpectedOriginal => Key::WhyPartOriginal,
    };
    t(lang, key)
}

/// Which milestones are in the numerator.
fn held(lang: Lang, share: ShareOf) -> &'static str {
    let key = match share {
        ShareOf::Accepted | ShareOf::Measured => Key::WhyHeldAccepted,
        ShareOf::Claimed => Key::WhyHeldClaimed,
        ShareOf::Expected => Key::WhyHeldExpected,
        ShareOf::ExpectedOriginal => Key::WhyHeldOriginal,
    };
    t(lang, key)
}
