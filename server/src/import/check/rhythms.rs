//! What recurs, against the campaign.
use app::domain::{Day, parse_day};

use std::collections::BTreeSet;

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

/// A slot is opened by its rhythm alone: no row of milestones.csv names one, open or to come.
pub fn slots_by_hand(input: &mut Input, current: &Current) {
    let new = input.rhythms.iter().map(|it| it.row.code.as_str());
    let known = current.rhythms.values().map(|it| it.code.as_str());
    let codes: BTreeSet<&str> = new.chain(known).collect();
    let of_slot = |id: &str| {
        let (code, day) = id.rsplit_once('-')?;
        let ends = day.len() == 8 && day.bytes().all(|it| it.is_ascii_digit());
        (ends && codes.contains(code)).then(|| code.to_owned())
    };
    let listed = input.milestones.iter();
    let found: Vec<(u64, String)> = listed
        .filter_map(|it| Some((it.line, of_slot(&it.row.milestone.id)?)))
        .collect();
    for (line, rhythm) in found {
        let (file, column) = (MilestonesCsv::NAME, Some(MilestonesCsv::KEY));
        let problem = Problem::SlotByHand(rhythm);
        input.report.error(file, Some(line), column, problem);
    }
}
