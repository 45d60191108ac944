//! The campaign itself and its calendar, against what the ledger says of them.

use app::domain::{Calendar, Day, parse_day};

use crate::import::{
    campaign_file::CampaignFile,
    current::Current,
    fields::Entry,
    files::*,
    input::Input,
    preview::Difference,
    problem::{Problem, Report},
    rows::Rows,
};
use crate::ledger::CampaignRow;

/// A database holds one campaign, real or demonstration.
pub fn campaign(input: &mut Input, current: &Current, today: Day) {
    let Some(before) = current.campaign.values().next() else {
        return;
    };
    let file = CampaignCsv::NAME;
    if before.demo && input.is_of_people() {
        return;
    }
    if before.demo && input.office_of.is_none() {
        input.report.error(file, None, None, Problem::OverDemo);
        return;
    }
    let before = before.clone();
    closing(input, &before, today);
    let Some(entry) = input.campaign.first() else {
        return;
    };
    let line = Some(entry.line);
    if entry.row.name != before.name {
        let problem = Problem::OtherCampaign(before.name.clone());
        input.report.error(file, line, Some("name"), problem);
    } else if entry.row.time_zone != before.time_zone {
        let problem = Problem::ZoneKept(before.time_zone.clone());
        input.report.error(file, line, Some("time_zone"), problem);
    }
}

/// Of a campaign that is over nothing changes but the day it was closed on; and none is closed on
/// a day whose figures were read already.
fn closing(input: &mut Input, before: &CampaignRow, today: Day) {
    let file = CampaignCsv::NAME;
    let day = |row: &CampaignRow| row.closes_on.as_deref().and_then(parse_day);
    let last = day(before);
    let told = input.has(file, "closes_on");
    let row = input.campaign.first().filter(|_| told);
    let (line, closes) = (row.map(|it| it.line), row.map_or(last, |it| day(&it.row)));
    let place = (file, line, Some("closes_on"));
    let (note, problem) = match closes {
        Some(day) if closes != last && day < today => (false, Problem::ClosesInThePast(day)),
        _ if closes != last && last.is_some_and(|day| day < today) => {
            (true, Problem::GoesOn(last.unwrap_or_default()))
        }
        Some(day) if closes != last => (true, Problem::Closes(day)),
        _ => match last.filter(|day| *day < today && closes == last) {
            Some(day) if !input.is_of_people() => (false, Problem::CampaignClosed(day)),
            _ => return,
        },
    };
    match note {
        true => input.report.note(place.0, place.1, place.2, problem),
        false => input.report.error(place.0, place.1, place.2, problem),
    }
}

/// A day that is over and becomes a day off, or a day of work, moves what was counted in working days,
/// such as whose turn it was: it needs a decision.
pub fn past_calendar(
    input: &Input,
    current: &Current,
    today: Day,
    rows: &mut Rows,
    report: &mut Report,
) {
    if current.empty() {
        return;
    }
    for Entry {
        line,
        row,
        decision,
    } in &input.calendar
    {
        let Some(day) = parse_day(&row.day).filter(|day| *day < today) else {
            continue;
        };
        let known = current.calendar.get(&row.day);
        let was = known.map_or_else(
            || Calendar::default().kind(day).code().to_owned(),
            |known| known.kind.clone(),
        );
        let now = row.kind.clone();
        if was == now {
            continue;
        }
        let Some(by) = decision else {
            let problem = Problem::PastCalendar;
            report.error(CalendarCsv::NAME, Some(*line), Some("kind"), problem);
            continue;
        };
        let column = "kind";
        let change = Difference { column, was, now };
        rows.redefinitions
            .push(by.redefines::<CalendarCsv>(&row.day, &change));
    }
}
