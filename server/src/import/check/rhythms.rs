//! What recurs, against the campaign.
use app::domain::{Day, parse_day};

use std::collections::BTreeMap;

use crate::import::{
    campaign_file::CampaignFile, compare::Comparable, current::Current, files::*, input::Input,
    problem::Problem,
};

/// No period of what is asked for again and again begins before the campaign: its slots would have
/// closed before there was anybody to answer.
pub fn rhythms(input: &mut Input, current: &Current) {
    let listed = input.campaign.first().map(|it| &it.row);
    let campaign = listed.or_else(|| current.campaign.values().next());
    let start = campaign.and_then(|it| parse_day(&it.start_day));
    let Some(start) = start else {
        return;
    };
    let before = |row: &str| parse_day(row).is_some_and(|first: Day| first < start);
    let early: Vec<u64> = input
        .rhythms
        .iter()
        .filter(|it| !current.rhythms.contains_key(&it.row.key()) && before(&it.row.begins_on))
        .map(|it| it.line)
        .collect();
    for line in early {
        let problem = Problem::RhythmBeforeTheStart(start.format("%d/%m/%Y").to_string());
        let (file, column) = (RhythmsCsv::NAME, Some("begins_on"));
        input.report.error(file, Some(line), column, problem);
    }
}

/// The rhythm that an id would be a slot of, which is its code and the last day of a period.
fn rhythm_of(id: &str) -> Option<&str> {
    let (code, day) = id.rsplit_once('-')?;
    let ends = day.len() == 8 && day.bytes().all(|it| it.is_ascii_digit());
    ends.then_some(code)
}

/// A slot is opened by its rhythm alone: no row of milestones.csv names one, open or to come,
/// in whatever capitals.
pub fn slots_by_hand(input: &mut Input, current: &Current) {
    let new = input.rhythms.iter().map(|it| it.row.code.as_str());
    let known = current.rhythms.values().map(|it| it.code.as_str());
    let codes: BTreeMap<String, &str> =
        new.chain(known).map(|it| (it.to_lowercase(), it)).collect();
    let of_slot = |id: &str| {
        let code = rhythm_of(id)?.to_lowercase();
        codes.get(&code).map(|it| (*it).to_owned())
    };
    let ordinary = current.milestones.latest.values();
    let ordinary = ordinary.filter(|it| it.rhythm.is_none());
    let taken: BTreeMap<String, &str> = ordinary
        .filter_map(|it| Some((rhythm_of(&it.id)?.to_lowercase(), it.id.as_str())))
        .collect();
    let rhythms = input.rhythms.iter();
    let taken: Vec<(u64, String)> = rhythms
        .filter_map(|it| {
            Some((
                it.line,
                (*taken.get(&it.row.code.to_lowercase())?).to_owned(),
            ))
        })
        .collect();
    let listed = input.milestones.iter();
    let found: Vec<(u64, String)> = listed
        .filter_map(|it| Some((it.line, of_slot(&it.row.milestone.id)?)))
        .collect();
    for (line, milestone) in taken {
        let (file, column) = (RhythmsCsv::NAME, Some(RhythmsCsv::KEY));
        let problem = Problem::SlotIdTaken(milestone);
        input.report.error(file, Some(line), column, problem);
    }
    for (line, rhythm) in found {
        let (file, column) = (MilestonesCsv::NAME, Some(MilestonesCsv::KEY));
        let problem = Problem::SlotByHand(rhythm);
        input.report.error(file, Some(line), column, problem);
    }
}
