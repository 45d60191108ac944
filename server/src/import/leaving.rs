//! The plan as the folder that the import reads: read back it says nothing new, and another
//! campaign may begin from it.
use std::collections::{BTreeMap, BTreeSet, HashSet};

use app::{domain::State, views::PlanFile};

use super::{
    campaign_file::CampaignFile,
    decision,
    error::ImportError,
    files::{MeasurementsCsv, milestones},
    records::{Cells, Record, columns, decides, file_name, records},
};
use crate::{
    board::Board,
    db::{Db, DbError},
};

/// Every file of the plan, by its name. What was measured does not belong to a plan: its file has
/// a header alone.
pub async fn leaving(db: &Db, board: &Board) -> Result<Vec<(&'static str, Vec<u8>)>, ImportError> {
    let mut files = Vec::new();
    for file in PlanFile::ALL {
        files.push((file_name(*file), leaving_file(db, board, *file).await?));
    }
    let header = MeasurementsCsv::COLUMNS.required.join(",") + "\r\n";
    files.push((MeasurementsCsv::NAME, header.into_bytes()));
    Ok(files)
}

/// One file of the plan as it stands on today's board.
pub async fn leaving_file(db: &Db, board: &Board, file: PlanFile) -> Result<Vec<u8>, ImportError> {
    let mut rows: Vec<Record> = records(db, file).await?.into_values().collect();
    let over = over(db, file).await?;
    rows.retain(|it| duty_of(file, it).is_none_or(|duty| !over.contains(&duty)));
    match file {
        // What was cancelled is no plan any more.
        PlanFile::Milestones => {
            let lives = board.lives();
            let cancelled = |it: &Record| {
                lives
                    .get(&it.key)
                    .is_some_and(|m| m.state == State::Cancelled)
            };
            rows.retain(|it| !cancelled(it));
            for it in &mut rows {
                let life = lives.get(&it.key);
                let company = life.and_then(milestones::company).unwrap_or_default();
                it.cells.insert("responsible", company);
            }
            // As they were written: the order of a duty is that of its rows.
            rows.sort_by_key(|it| it.seq);
        }
        PlanFile::Programme => {
            let everybodys = everybodys(db).await?;
            let unsaid = |it: &&mut Record| it.cells.get("lead_unit").is_none_or(String::is_empty);
            let everybodys = |it: &&mut Record| everybodys.contains(&it.key);
            for it in rows.iter_mut().filter(everybodys).filter(unsaid) {
                it.cells.insert("lead_unit", "*".to_owned());
            }
        }
        _ => {}
    }
    Ok(csv_of(file, rows.iter().map(|it| &it.cells))?)
}

/// The duties that are over, which are no plan any more, nor is what was promised in them.
async fn over(db: &Db, file: PlanFile) -> Result<HashSet<String>, DbError> {
    const OF_DUTIES: [PlanFile; 4] = [
        PlanFile::Duties,
        PlanFile::Rhythms,
        PlanFile::Milestones,
        PlanFile::Indicators,
    ];
    if !OF_DUTIES.contains(&file) {
        return Ok(HashSet::new());
    }
    let duties = records(db, PlanFile::Duties).await?;
    let over = duties
        .into_values()
        .filter(|it| it.cells.get("ended_on").is_some_and(|day| !day.is_empty()));
    Ok(over.map(|it| it.key).collect())
}

/// The duty that a row is, or is of.
fn duty_of(file: PlanFile, it: &Record) -> Option<String> {
    let cell = |column: &str| it.cells.get(column).map_or("", String::as_str);
    match file {
        PlanFile::Duties => Some(it.key.clone()),
        PlanFile::Milestones | PlanFile::Rhythms => {
            Some(format!("{}/{}", cell("unit"), cell("workstream")))
        }
        PlanFile::Indicators => Some(cell("scope").to_owned()),
        _ => None,
    }
}

/// The workstreams that every open unit leads.
async fn everybodys(db: &Db) -> Result<HashSet<String>, DbError> {
    let units = records(db, PlanFile::Units).await?;
    let open = units
        .values()
        .filter(|it| it.cells.get("ends_on").is_none_or(String::is_empty));
    let open: BTreeSet<&str> = open.map(|it| it.key.as_str()).collect();
    let duties = records(db, PlanFile::Duties).await?;
    let mut leads: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for it in duties.values() {
        let cell = |column: &str| it.cells.get(column).map_or("", String::as_str);
        if cell("role") == "lead" {
            leads
                .entry(cell("workstream"))
                .or_default()
                .insert(cell("unit"));
        }
    }
    let every = leads
        .into_iter()
        .filter(|(_, units)| units.len() > 1 && open.is_subset(units));
    Ok(every.map(|(code, _)| code.to_owned()).collect())
}

fn csv_of<'a>(
    file: PlanFile,
    rows: impl Iterator<Item = &'a Cells>,
) -> Result<Vec<u8>, csv::Error> {
    let (known, _) = columns(file);
    let apart = |column: &str| {
        (decides(file) && decision::COLUMNS.contains(&column)) || column == "replaces"
    };
    let all: Vec<&'static str> = known.all().filter(|it| !apart(it)).collect();
    // Without the mark Excel reads Vietnamese as another encoding.
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(&all)?;
    for row in rows {
        writer.write_record(all.iter().map(|it| row.get(it).map_or("", String::as_str)))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}
