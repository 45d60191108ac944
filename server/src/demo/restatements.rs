//! What is written anew, and what reports tell beside their product: a document or a title put
//! right, a product redefined by a decision, a milestone in the place of a cancelled one, how much
//! of the volume is done and what holds it up. Drawn apart, so that all else stays as it is.
use app::domain::{Cause, Day, Event, Instant};

use super::{
    calendar::{Calendar, plus},
    draws::Draws,
    duties::Duty,
    history::{Document, Happening, Rewrites, officer},
    milestones::Planned,
    people, texts,
};
use crate::ledger::{MilestoneRow, milestone_id};

/// A milestone, what happened to it, and its duty.
pub type Story<'a> = (Planned, Vec<Happening>, &'a Duty<'a>);

/// Writes something of a milestone anew, of a few.
pub fn restate((planned, events, duty): &mut Story<'_>, campaign: &str, calendar: &Calendar) {
    let mut draws = Draws::of(&[campaign, "restated", &planned.row.id]);
    match draws.number(1, 1_000) {
        1..=12 => title(planned, events, duty, &mut draws, calendar),
        13..=16 if planned.kind.counts() => product(planned, events, duty, &mut draws, calendar),
        17..=28 => document(events, &mut draws, calendar),
        _ => {}
    }
}

/// A title was entered with its tone elsewhere; the office puts that right.
fn title(
    planned: &mut Planned,
    events: &mut Vec<Happening>,
    duty: &Duty<'_>,
    draws: &mut Draws,
    calendar: &Calendar,
) {
    let mistyped = planned.row.title.replace("hóa", "hoá");
    if mistyped == planned.row.title {
        return;
    }
    let Some(mut happening) = before_all(events, duty, draws, calendar) else {
        return;
    };
    happening.event = Event::Corrected;
    happening.rewrites = Some(Rewrites::Terms(planned.row.clone()));
    planned.row.title = mistyped;
    events.insert(0, happening);
}

/// A product is asked for with more to it, by a decision and before anything was handed over.
fn product(
    planned: &Planned,
    events: &mut Vec<Happening>,
    duty: &Duty<'_>,
    draws: &mut Draws,
    calendar: &Calendar,
) {
    let Some(mut happening) = before_all(events, duty, draws, calendar) else {
        return;
    };
    happening.event = Event::Redefined;
    happening.body = texts::REDEFINED;
    happening.decision = draws.document();
    happening.approver = texts::DECIDER;
    happening.rewrites = Some(Rewrites::Terms(MilestoneRow {
        product: format!("{}{}", planned.row.product, texts::MORE_PRODUCT),
        ..planned.row.clone()
    }));
    events.insert(0, happening);
}

/// Something the office does after the milestone was entered and before all else.
fn before_all(
    events: &[Happening],
    duty: &Duty<'_>,
    draws: &mut Draws,
    calendar: &Calendar,
) -> Option<Happening> {
    let day = plus(calendar.day_of(duty.entered), draws.number(3, 20));
    let at = calendar.at_work(day, draws);
    let first = events.first().map_or(calendar.cut, |it| it.at);
    let fits = at > duty.entered && at < first && at < calendar.cut;
    fits.then(|| by_office(at, &duty.unit.code, draws))
}

fn by_office(at: Instant, unit: &str, draws: &mut Draws) -> Happening {
    Happening {
        person: officer(unit, draws).to_owned(),
        organisation: "office".to_owned(),
        ..Happening::new(at, Event::Corrected)
    }
}

/// The number of a document was mistyped; who handed it over puts it right within the hour.
fn document(events: &mut Vec<Happening>, draws: &mut Draws, calendar: &Calendar) {
    let Some(place) = events.iter().position(|it| it.event == Event::Submitted) else {
        return;
    };
    let after = events
        .get(place + 1)
        .map_or(calendar.cut, |it| it.at.min(calendar.cut));
    let Some(report) = events.get_mut(place) else {
        return;
    };
    let at = report.at + draws.number(5, 50) * 60 * 1_000_000;
    // Before the end of work of the same day.
    let end = app::domain::start_of(calendar.day_of(report.at), calendar.zone) + END_OF_WORK;
    if at >= after || at >= end {
        return;
    }
    let Some(typed) = &mut report.evidence else {
        return;
    };
    let right = Document {
        hash: draws.hex(64),
        ..typed.clone()
    };
    typed.number = typed.number.replace("/BC", "/CB");
    let corrected = Happening {
        person: report.person.clone(),
        organisation: report.organisation.clone(),
        rewrites: Some(Rewrites::Document(right)),
        ..Happening::new(at, Event::Corrected)
    };
    events.insert(place + 1, corrected);
}

/// Five in the afternoon.
const END_OF_WORK: Instant = 17 * 3_600 * 1_000_000;

/// Milestones in the place of cancelled ones, of every second, with what happened to them.
pub fn successors<'a>(stories: &mut Vec<Story<'a>>, campaign: &str, calendar: &Calendar) {
    let mut new = Vec::new();
    let mut last: Vec<(&str, i64)> = Vec::new();
    for (planned, _, _) in stories.iter() {
        let of_duty = planned.row.workstream.as_str();
        match last.iter_mut().find(|(code, _)| *code == of_duty) {
            Some((_, position)) => *position = planned.row.position.max(*position),
            None => last.push((of_duty, planned.row.position)),
        }
    }
    let mut replaced: Vec<(usize, Happening)> = Vec::new();
    for (place, (planned, events, duty)) in stories.iter().enumerate() {
        let ended = events.last().filter(|it| it.event == Event::Cancelled);
        let Some((ended, due)) = ended.zip(planned.due) else {
            continue;
        };
        let mut draws = Draws::of(&[campaign, "in its place", &planned.row.id]);
        if !draws.percent(60) {
            continue;
        }
        let day = plus(calendar.day_of(ended.at), draws.number(1, 4));
        let at = calendar.at_work(day, &mut draws);
        if at <= ended.at || at >= calendar.cut {
            continue;
        }
        let position = last
            .iter_mut()
            .find(|(code, _)| *code == planned.row.workstream);
        let Some((_, position)) = position else {
            continue;
        };
        *position += 1;
        let title = format!("{}{}", planned.row.title, texts::BY_NEW_GUIDANCE);
        let row = MilestoneRow {
            id: milestone_id(&planned.row.unit, &planned.row.workstream, &title),
            title,
            position: *position,
            responsible: None,
            replaces: Some(planned.row.id.clone()),
            ..planned.row.clone()
        };
        let happening = Happening {
            event: Event::Replaced,
            body: texts::REPLACED,
            decision: draws.document(),
            approver: texts::DECIDER,
            rewrites: Some(Rewrites::Successor(row.clone())),
            ..by_office(at, &duty.unit.code, &mut draws)
        };
        replaced.push((place, happening));
        let planned = Planned {
            row,
            kind: planned.kind,
            due: Some(due),
        };
        let events = handed_over(
            &planned,
            plus(calendar.day_of(at), 7),
            duty,
            draws,
            calendar,
        );
        new.push((planned, events, *duty));
    }
    for (place, happening) in replaced {
        if let Some((_, events, _)) = stories.get_mut(place) {
            events.push(happening);
        }
    }
    stories.append(&mut new);
}

/// Handed over by the unit and accepted by the office, as far as it has come.
fn handed_over(
    planned: &Planned,
    from: Day,
    duty: &Duty<'_>,
    mut draws: Draws,
    calendar: &Calendar,
) -> Vec<Happening> {
    let unit = &duty.unit.code;
    let mut events = Vec::new();
    let day = plus(from, draws.number(0, 20));
    let at = calendar.at_work(day, &mut draws);
    if at >= calendar.cut {
        return events;
    }
    let on = calendar.day_of(at);
    let body = draws.one(&texts::PLAN_REPORTS).copied().unwrap_or_default();
    events.push(Happening {
        person: people::member(unit),
        organisation: planned.row.unit.clone(),
        body,
        evidence: Some(Document {
            number: format!("{}/BC", draws.document()),
            day: plus(on, -draws.number(0, 3)),
            hash: draws.hex(64),
        }),
        ..Happening::new(at, Event::Submitted)
    });
    let at = calendar.at_work(plus(on, draws.number(2, 9)), &mut draws);
    if at < calendar.cut {
        events.push(Happening {
            event: Event::Accepted,
            ..by_office(at, unit, &mut draws)
        });
    }
    events
}

/// What reports of a unit tell of the volume and of what holds the work up: of each duty it grows
/// with the milestones that were handed over.
pub fn progress(stories: &mut [Story<'_>], campaign: &str, calendar: &Calendar) {
    let mut reports: Vec<(Instant, usize, usize)> = Vec::new();
    for (story, (planned, events, _)) in stories.iter().enumerate() {
        let counts = planned.kind.counts();
        let handed = events.iter().enumerate();
        let handed = handed.filter(|(_, it)| counts && it.event == Event::Submitted);
        reports.extend(handed.map(|(event, it)| (it.at, story, event)));
    }
    reports.sort_unstable();
    let mut done: Vec<usize> = Vec::new();
    for (at, story, event) in reports {
        if !done.contains(&story) {
            done.push(story);
        }
        let of_duty = |it: usize| stories.get(it).map(|(_, _, duty)| &duty.workstream.code);
        let own = of_duty(story);
        let handed = done.iter().filter(|it| of_duty(**it) == own).count();
        let all = stories
            .iter()
            .filter(|(it, _, duty)| it.kind.counts() && Some(&duty.workstream.code) == own)
            .count();
        let (handed, all) = (handed as i64, all.max(1) as i64);
        let Some((planned, events, duty)) = stories.get_mut(story) else {
            continue;
        };
        let Some(report) = events.get_mut(event) else {
            continue;
        };
        let number = event.to_string();
        let mut draws = Draws::of(&[campaign, "progress", &planned.row.id, &number]);
        if duty.database() && draws.percent(65) {
            report.volume_done = Some(duty.volume * handed / all);
        }
        let late = planned.due.is_some_and(|due| calendar.day_of(at) > due);
        if draws.percent(if late { 55 } else { 6 }) {
            report.obstacle = draws.one(&OBSTACLES).copied();
        }
    }
}

/// What holds work up, the commonest twice.
const OBSTACLES: [Cause; 6] = [
    Cause::SourceData,
    Cause::SourceData,
    Cause::People,
    Cause::Infrastructure,
    Cause::Ministry,
    Cause::Regulation,
];
