//! The measurements that wait for a decision, as the desk shows them.
use app::{
    domain::{Day, parse_day},
    views::{DeskList, EvidenceRow, ValueDesk, ValueToDecide},
};

use super::filter;
use crate::{
    board::{DeskValue, ScopedBoard, file_row},
    db::{
        measurements::{self, Measured, SameEvidence},
        milestone_events::EvidenceText,
    },
    web::{error::WebError, measure::marked, visit::Visit},
};

/// The most that one form decides on.
pub(super) const MOST: usize = 500;

/// Rows of a page of the list that stands alone.
const PAGE: usize = 50;

/// Rows of the list beside the others of the desk.
const FIRST: usize = 10;

/// The measurements that wait before a reader.
pub(super) async fn desk(visit: &Visit, board: &ScopedBoard) -> Result<ValueDesk, WebError> {
    let filter = filter(visit);
    let waiting = board.desk_values(&filter);
    let older = waiting
        .iter()
        .filter(|it| it.is_older())
        .take(MOST)
        .cloned();
    let older = read(visit, board, older.collect()).await?;
    let desk = ValueDesk {
        total: waiting.len(),
        of_others: waiting.iter().filter(|it| it.row.refused.is_some()).count(),
        own: board.values_to_decide(),
        older,
        page: 1,
        pages: 1,
        ..ValueDesk::default()
    };
    if filter.list != Some(DeskList::Values) {
        let first = waiting.into_iter().take(FIRST).collect();
        let rows = read(visit, board, first).await?;
        return Ok(ValueDesk { rows, ..desk });
    }
    let asked = visit.query("page").parse().unwrap_or(1_usize);
    let paged = |number: usize| {
        let pages = number.div_ceil(PAGE).max(1);
        let page = asked.clamp(1, pages);
        (page, pages, (page - 1) * PAGE)
    };
    // Documents are signs too: to leave out what has none, all are read.
    let (rows, total, of_others, (page, pages, _)) = if filter.signs {
        let mut rows = read(visit, board, waiting).await?;
        rows.retain(|it| !it.plain());
        let (total, of_others) = (
            rows.len(),
            rows.iter().filter(|it| it.refused.is_some()).count(),
        );
        let at = paged(total);
        let rows = rows.into_iter().skip(at.2).take(PAGE).collect();
        (rows, total, of_others, at)
    } else {
        let at = paged(desk.total);
        let shown = waiting.into_iter().skip(at.2).take(PAGE).collect();
        (
            read(visit, board, shown).await?,
            desk.total,
            desk.of_others,
            at,
        )
    };
    Ok(ValueDesk {
        rows,
        total,
        of_others,
        page,
        pages,
        units: board.units_of_values(),
        ..desk
    })
}

/// Values with the documents behind them, and what their boxes carry.
async fn read(
    visit: &Visit,
    board: &ScopedBoard,
    waiting: Vec<DeskValue>,
) -> Result<Vec<ValueToDecide>, WebError> {
    let db = &visit.app.db;
    let places: Vec<i64> = waiting.iter().map(|it| it.seq).collect();
    let entered = measurements::entered_at(db, &places).await?;
    let ids: Vec<&str> = entered.iter().map(|it| it.id.as_str()).collect();
    let documents = measurements::documents_of(db, &ids).await?;
    let same = measurements::evidence_elsewhere(db, &ids).await?;
    let codes: Vec<&str> = waiting.iter().map(|it| it.row.code.as_str()).collect();
    let stands = measurements::stands_upto(db, &codes, board.seq()).await?;
    let rows = waiting.into_iter().filter_map(|it| {
        let of = |row: &&Measured| is_of(row, &it);
        let found = entered.iter().find(of)?;
        let documents = documents.iter().filter(|text| text.submission == found.id);
        let documents: Vec<EvidenceRow> = documents.map(document).collect();
        let same = same.iter().filter(|it| it.id == found.id);
        let same: Vec<SameEvidence> = same.cloned().collect();
        let signed = documents.iter().filter_map(|it| it.document_day).max();
        let mark = match it.row.refused {
            None => marked(&found.id, &stands, it.row.code.as_str()),
            Some(_) => String::new(),
        };
        let new = board.read_back(&it.row.code, it.measurement, signed);
        Some(ValueToDecide {
            id: found.id.clone(),
            person: found.name.clone(),
            fall_reason: found.fall_reason.clone(),
            survey: found.survey(),
            new: new.unwrap_or(it.row.new),
            documents,
            elsewhere: board.same_evidence(&it.row.code, &same),
            mark,
            ..it.row
        })
    });
    Ok(rows.collect())
}

fn is_of(row: &Measured, it: &DeskValue) -> bool {
    let day: Option<Day> = parse_day(&row.day);
    row.seq == it.seq && row.indicator == it.row.code.as_str() && day == Some(it.measurement.day())
}

fn document(text: &EvidenceText) -> EvidenceRow {
    EvidenceRow {
        document_number: text.document_number.clone(),
        document_day: text.document_day.as_deref().and_then(parse_day),
        link: text.link.clone(),
        files: text.files.iter().filter_map(file_row).collect(),
    }
}
