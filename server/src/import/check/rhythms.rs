//! What recurs, against the campaign.
use app::domain::{Day, parse_day};

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
