//! The words of a promise that a decision changed, from those of the files.
use super::{
    Key as K, Lang, bloc, counts, criterion, day, day_count, day_kind, day_of_week, day_off,
    direction, every, headline_counts, integer, kind, maybe_percent, t, target, term, tf,
    unit_kind, workstream_kind,
};
use crate::{
    domain::{
        Bloc, Counts, Criterion, Day, DayCount, DayKind, DayOfWeek, DayOff, Direction, DutyRole,
        Every, Headline, MilestoneKind, NEVER_FALLS, Portions, Share, Term, Tier, UnitKind, Value,
        WorkstreamKind, parse_day, parse_decimal, parse_path,
    },
    views::{About, RedefinitionRow, Rewritten, Rewrote},
};

/// Of what kind of thing a promise was changed.
pub fn about(lang: Lang, about: &About) -> &'static str {
    let key = match about {
        About::Campaign => K::AboutCampaign,
        About::Unit(_) => K::AboutUnit,
        About::Partner(_) => K::AboutPartner,
        About::Workstream(_) => K::AboutWorkstream,
        About::Duty(_) => K::AboutDuty,
        About::Milestone(_) => K::AboutMilestone,
        About::Indicator(_) => K::AboutIndicator,
        About::Measurement(_) => K::AboutMeasurement,
        About::Calendar => K::AboutCalendar,
        About::Trigger => K::AboutTrigger,
        About::Cadence => K::AboutCadence,
        About::Rhythm => K::AboutRhythm,
        About::UnitGroup(_) | About::Membership(_) => K::AboutUnitGroup,
    };
    t(lang, key)
}

/// What a row is about: a unit that leaves a group is not one that closes.
pub fn term_of(lang: Lang, row: &RedefinitionRow) -> &'static str {
    match (&row.about, row.term) {
        (About::Membership(_), Term::BeginsOn) => t(lang, K::TermJoins),
        (About::Membership(_), Term::EndsOn) => t(lang, K::TermLeaves),
        (About::Rhythm, Term::BeginsOn) => t(lang, K::TermReportsBegin),
        (About::Rhythm, Term::EndsOn) => t(lang, K::TermReportsEnd),
        (About::UnitGroup(_), Term::EndsOn) => t(lang, K::TermGroupEnds),
        _ => term(lang, row.term),
    }
}

/// What was promised before, and what is now.
pub fn was_and_now(lang: Lang, row: &RedefinitionRow) -> [String; 2] {
    let told =
        [&row.was, &row.now].map(|cell| promised(lang, row.term, cell, &row.unit_of_measure));
    let Some(weighed) = row.weighed else {
        return told;
    };
    let [was, now] = told;
    let [before, after] = weighed.map(|(of, weight)| {
        let weight = integer(lang, i64::try_from(weight).unwrap_or(i64::MAX));
        tf(lang, K::KindAndWeight, &[kind(lang, of), &weight])
    });
    [format!("{was} ({before})"), format!("{now} ({after})")]
}

/// What an event put right or changed, before and after.
pub fn rewritten(lang: Lang, it: &Rewritten) -> [String; 2] {
    [&it.was, &it.now].map(|cell| match it.what {
        Rewrote::Term(term) => promised(lang, term, cell, ""),
        _ if cell.is_empty() => t(lang, K::TermNone).to_owned(),
        Rewrote::DocumentDay => parse_day(cell).map_or_else(|| cell.clone(), |it| day(lang, it)),
        Rewrote::DocumentNumber | Rewrote::Link => cell.clone(),
    })
}

/// A cell of a file in the words of a page: "20/11/2026", "12.000", "chủ trì".
pub fn promised(lang: Lang, term: Term, cell: &str, unit_of_measure: &str) -> String {
    if cell.is_empty() && term == Term::Path {
        return t(lang, K::PathStraight).to_owned();
    }
    if cell.is_empty() {
        let default = matches!(
            term,
            Term::Weight | Term::Portions | Term::Headline | Term::Counts | Term::Falls
        );
        return t(lang, if default { K::TermDefault } else { K::TermNone }).to_owned();
    }
    let word = match term {
        Term::Start
        | Term::Deadline
        | Term::Due
        | Term::BaselineDay
        | Term::EndsOn
        | Term::HappenedOn
        | Term::DocumentDay
        | Term::BeginsOn
        | Term::EndedOn
        | Term::ClosesOn => parse_day(cell).map(|it| day(lang, it)),
        Term::Volume
        | Term::Weight
        | Term::FreshDays
        | Term::AfterDays
        | Term::DueMonths
        | Term::CutOffDays => cell.parse().ok().map(|number| integer(lang, number)),
        Term::Target | Term::Baseline | Term::Reach | Term::SecondReach => parse_decimal(cell)
            .ok()
            .map(|value| target(lang, value, unit_of_measure)),
        Term::Headline => Headline::from_code(cell).map(|it| headline_counts(lang, it).to_owned()),
        Term::Role => DutyRole::from_code(cell).map(|role| {
            let key = match role {
                DutyRole::Lead => K::DutyLead,
                DutyRole::Contribute => K::DutyContribute,
            };
            t(lang, key).to_owned()
        }),
        Term::Kind => MilestoneKind::from_code(cell)
            .map(|it| kind(lang, it))
            .or_else(|| WorkstreamKind::from_code(cell).map(|it| workstream_kind(lang, it)))
            .or_else(|| UnitKind::from_code(cell).map(|it| unit_kind(lang, it)))
            .or_else(|| DayKind::from_code(cell).map(|it| day_kind(lang, it)))
            .map(str::to_owned),
        Term::Portions => {
            let none = Portions::parse(cell) == Some(Portions::NONE);
            none.then(|| t(lang, K::PortionsNone).to_owned())
        }
        Term::Direction => Direction::from_code(cell).map(|it| direction(lang, it).to_owned()),
        Term::Counts => Counts::from_code(cell).map(|it| counts(lang, it).to_owned()),
        Term::Falls => (cell == NEVER_FALLS).then(|| t(lang, K::NeverFalls).to_owned()),
        Term::Path => parse_path(cell).map(|points| path_points(lang, &points, unit_of_measure)),
        Term::Criterion => Criterion::from_code(cell).map(|it| criterion(lang, it).to_owned()),
        Term::Value => fraction(lang, cell).or_else(|| {
            let value = parse_decimal(cell).ok()?;
            Some(target(lang, value, unit_of_measure))
        }),
        Term::Added => planned(lang, cell),
        Term::Bloc => Bloc::from_code(cell).map(|it| bloc(lang, it).to_owned()),
        Term::Tier => Tier::from_code(cell).map(|it| {
            let key = match it {
                Tier::City => K::TierFirst,
                Tier::Commune => K::TierSecond,
            };
            t(lang, key).to_owned()
        }),
        Term::Lead => (cell == "*").then(|| t(lang, K::TermEveryUnit).to_owned()),
        Term::Every => Every::from_code(cell).map(|it| every(lang, it).to_owned()),
        Term::ReportDue | Term::DataCloses => {
            DayOfWeek::from_code(cell).map(|it| day_of_week(lang, it).to_owned())
        }
        Term::DayOff => DayOff::from_code(cell).map(|it| day_off(lang, it).to_owned()),
        Term::DayCount => DayCount::from_code(cell).map(|it| day_count(lang, it).to_owned()),
        Term::Partner
        | Term::After
        | Term::Responsible
        | Term::Cadence
        | Term::Issuer
        | Term::SecondIndicator
        | Term::Area
        | Term::DocumentNumber
        | Term::Successors
        | Term::Unit
        | Term::Workstream
        | Term::Product
        | Term::Title
        | Term::Name
        | Term::ShortName
        | Term::CountUnit
        | Term::Ministry
        | Term::Feeds
        | Term::Scope
        | Term::UnitOfMeasure
        | Term::Replaces
        | Term::Beside => None,
    };
    word.unwrap_or_else(|| cell.to_owned())
}

/// "40% vào 30/06/2026; 70% vào 31/12/2026"
pub fn path_points(lang: Lang, points: &[(Day, Value)], unit_of_measure: &str) -> String {
    let point = |(on, value): &(Day, Value)| {
        let value = target(lang, *value, unit_of_measure);
        tf(lang, K::PathPoint, &[&value, &day(lang, *on)])
    };
    points.iter().map(point).collect::<Vec<_>>().join("; ")
}

/// Of the plan before and after a new milestone: "3/3", "90;3/93" with its own weight.
fn planned(lang: Lang, cell: &str) -> Option<String> {
    let (weight, plan) = match cell.split_once(';') {
        Some((weight, plan)) => (Some(weight), plan),
        None => (None, cell),
    };
    let (reached, whole) = plan.split_once('/')?;
    let share = Share::new(reached.parse().ok()?, whole.parse().ok()?);
    let plan = tf(
        lang,
        K::TermPlanned,
        &[reached, whole, &maybe_percent(lang, share)],
    );
    Some(match weight {
        Some(weight) => format!("{}; {plan}", tf(lang, K::Weight, &[weight])),
        None => plan,
    })
}

/// "12.000/12.400"
fn fraction(lang: Lang, cell: &str) -> Option<String> {
    let (counted, all) = cell.split_once('/')?;
    let counts = (counted.parse().ok()?, all.parse().ok()?);
    Some(format!(
        "{}/{}",
        integer(lang, counts.0),
        integer(lang, counts.1)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{GroupCode, UnitCode};

    #[test]
    fn what_ends_is_told_by_what_it_is_of() {
        let group = GroupCode::parse("NHOM-SO").unwrap();
        let row = |about: About| RedefinitionRow {
            day: parse_day("2026-11-30").unwrap(),
            about,
            name: "".into(),
            unit_name: None,
            term: Term::EndsOn,
            was: "".into(),
            now: "2026-11-30".into(),
            unit_of_measure: "".into(),
            weighed: None,
            decision: None,
            reason: None,
        };
        let told = |about: About| term_of(Lang::Vi, &row(about));
        assert_eq!(told(About::Membership(group.clone())), "ngày rời nhóm");
        assert_eq!(told(About::UnitGroup(group)), "ngày nhóm kết thúc");
        let unit = UnitCode::parse("SYT").unwrap();
        assert_eq!(told(About::Unit(unit)), "ngày đóng đơn vị");
        assert_eq!(told(About::Rhythm), "ngày thôi báo cáo định kỳ");
    }
}
