//! With whom the distance from the plan lies: parts that add up to it, each leading to its section.
use leptos::prelude::*;

use crate::{
    chart,
    components::Section,
    domain::{LiesWith, Role, Share},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, GapPart, UnitHome},
};

/// The sections that parts lead to.
pub const OWED: &str = "owed";
pub const COMPANIES: &str = "companies";
pub const DECIDE: &str = "decide";
pub const SENT: &str = "sent";
pub const MISSED: &str = "missed";

/// The section of a part, its colour, and its name in an address or a test.
const fn drawn(with: &LiesWith) -> (&'static str, &'static str, &'static str) {
    match with {
        LiesWith::Unit => (OWED, "k3", "unit"),
        LiesWith::Company(_) => (COMPANIES, "k2", "company"),
        LiesWith::Head => (DECIDE, "k1l", "head"),
        LiesWith::Office => (SENT, "k1", "office"),
        LiesWith::Nobody => (SENT, "k1", "nobody"),
        LiesWith::Missed => (MISSED, "k3", "missed"),
    }
}

/// Nothing where the unit is not behind.
pub fn where_it_lies(frame: &Frame, home: &UnitHome) -> Option<AnyView> {
    let lang = frame.lang;
    let behind = home.figures.gap().filter(|gap| *gap < 0)?;
    let title = tf(lang, K::HomeGapTitle, &[&text::points(lang, -behind)]);
    let returned = home.returned.iter().filter(|it| it.missing).count();
    let shares: Vec<(&str, Share)> = home
        .gap
        .parts
        .iter()
        .map(|part| (drawn(&part.with).1, part.share))
        .collect();
    let bar = chart::parts(&shares);
    let parts = home.gap.parts.iter();
    let parts: Vec<_> = parts.map(|part| one(frame, home, part, returned)).collect();
    let ahead = home.gap.ahead.map(|share| {
        let words = tf(lang, K::HomeGapAhead, &[&points(lang, share)]);
        view! {
            <p class="small second">
                <data data-gap="ahead" value=share.six()>{words}</data>
            </p>
        }
    });
    Some(
        view! {
            <Section lang class="court-section" title note=K::HomeGapNote>
                <div class="strip-box" inner_html=bar></div>
                <ul class="court">{parts}</ul>
                {ahead}
            </Section>
        }
        .into_any(),
    )
}

fn points(lang: Lang, share: Share) -> String {
    text::points(lang, share.points_from(Share::ZERO))
}

fn one(frame: &Frame, home: &UnitHome, part: &GapPart, returned: usize) -> AnyView {
    let lang = frame.lang;
    let (section, colour, name) = drawn(&part.with);
    let number = part.milestones as usize;
    let decides = frame
        .reader
        .as_ref()
        .is_some_and(|it| it.role == Role::Head);
    let who = match (&part.with, &part.name) {
        (LiesWith::Unit, _) => home.unit.name.to_string(),
        (LiesWith::Company(_), Some(company)) => company.to_string(),
        (LiesWith::Company(code), None) => code.to_string(),
        (LiesWith::Head, _) if decides => t(lang, K::HomeGapYou).to_owned(),
        (LiesWith::Head, _) => t(lang, K::HomeGapHead).to_owned(),
        (LiesWith::Office, _) => t(lang, K::HomeGapOffice).to_owned(),
        (LiesWith::Nobody, _) => t(lang, K::HomeGapNobody).to_owned(),
        (LiesWith::Missed, _) => t(lang, K::GapMissed).to_owned(),
    };
    let of = match part.with {
        LiesWith::Unit if returned > 0 => tf(
            lang,
            K::HomeGapReturned,
            &[&text::milestones(lang, number), &returned.to_string()],
        ),
        LiesWith::Head => text::deliveries(lang, number),
        LiesWith::Office => text::reports(lang, number),
        _ => text::milestones(lang, number),
    };
    // What came back stands before what else is owed.
    let section = match part.with {
        LiesWith::Unit if returned == number => "returned",
        _ => section,
    };
    view! {
        <li data-milestones=number.to_string()>
            <a href=format!("#{section}")>
                <svg class="key" aria-hidden="true"><rect class=colour width="100%" height="100%"/></svg>
                <b>
                    <data data-gap=name value=part.share.six()>{points(lang, part.share)}</data>
                </b>
                " " <span>{who}</span> " " <small class="line">{of}</small>
            </a>
        </li>
    }
    .into_any()
}
