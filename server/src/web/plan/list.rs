//! `GET /plan/{file}`: the rows of a part of the plan.
use app::{
    Page,
    domain::{MilestoneId, parse_day},
    text::{compare, search_key},
    views::{PLAN_PAGE, PlanCalled, PlanFile, PlanList, PlanListRow, PlanOver},
};
use axum::{extract::Path, response::Response};

use super::folder;
use crate::{
    db::Db,
    import::{Cells, Record, all_records, columns, records},
    web::{error::WebError, visit::Visit},
};

/// The part of the plan that an address names.
pub(super) fn named(file: &str) -> Result<PlanFile, WebError> {
    PlanFile::from_code(file).ok_or(WebError::NotFound)
}

/// Columns that a list shows of each row, beside its code and name.
fn shown(file: PlanFile) -> Vec<&'static str> {
    const LEFT_OUT: [&str; 13] = [
        "code",
        "name",
        "name_en",
        "title",
        "id",
        "decision",
        "reason",
        "approver",
        "source",
        "provisional",
        "motto",
        "product",
        "legal_basis",
    ];
    const MOST: usize = 6;
    let (known, keys) = columns(file);
    let decides = file == PlanFile::Assignments;
    let wanted = |it: &&'static str| {
        let told = decides && *it == "decision";
        let left_out = LEFT_OUT.contains(it) && !told;
        let named = keys.contains(it) && keys.len() == 1;
        !(left_out || named)
    };
    known.all().filter(wanted).take(MOST).collect()
}

pub async fn list(visit: Visit, Path(file): Path<String>) -> Result<Response, WebError> {
    let file = named(&file)?;
    if visit.query("format") == "csv" {
        return folder::one(&visit, file).await;
    }
    let text = visit.typed();
    let words: Vec<String> = text.split_whitespace().map(search_key).collect();
    let board = visit.read()?;
    let names = board.plan_names();
    let names = names.by_code();
    let found = match file {
        PlanFile::Milestones => Found::Keys(board.plan_milestones(&words)),
        _ => Found::of_few(&visit.app.db, file, &names, &words).await?,
    };
    let matching = found.number();
    let pages = matching.div_ceil(PLAN_PAGE).max(1);
    let page: usize = visit.query("page").parse().unwrap_or(1);
    let page = page.clamp(1, pages);
    let columns = shown(file);
    let of_page = found.page(&visit.app.db, file, page).await?;
    let rows = of_page.into_iter().map(|mut it| {
        let label = names.say(file, &it.label);
        let life = board.plan_life(file, &it.key);
        let cancelled = life.as_ref().is_some_and(|it| it.cancelled);
        // What stands, and not what was promised first.
        if let Some(life) = life {
            it.cells.extend(life.cells());
        }
        let over = over(&visit, cancelled, &it.cells);
        PlanListRow {
            cells: (columns.iter())
                .map(|column| it.cells.get(column).cloned().unwrap_or_default())
                .collect(),
            key: it.key,
            label,
            over,
        }
    });
    let rows = rows.collect();
    let list = PlanList {
        file,
        text,
        rows,
        columns,
        matching,
        page,
        pages,
    };
    Ok(visit.page(Page::PlanList(Box::new(list))))
}

/// What a list has found, in its order.
enum Found {
    Rows(Vec<Record>),
    /// Of a part that has many rows: those of a page are read when it is known which.
    Keys(Vec<MilestoneId>),
}

impl Found {
    /// The rows in which all words are found, by their names.
    async fn of_few(
        db: &Db,
        file: PlanFile,
        names: &PlanCalled<'_>,
        words: &[String],
    ) -> Result<Self, WebError> {
        let rows = records(db, file).await?.into_values();
        let mut found: Vec<(String, Record)> = rows
            .map(|it| (names.say(file, &it.label), it))
            .filter(|(label, it)| {
                let has = |word: &String| {
                    let cells = it
                        .cells
                        .values()
                        .any(|cell| search_key(cell).contains(word));
                    cells || search_key(label).contains(word)
                };
                words.iter().all(has)
            })
            .collect();
        found.sort_by(|(one, _), (other, _)| compare(one, other));
        Ok(Self::Rows(found.into_iter().map(|(_, it)| it).collect()))
    }

    const fn number(&self) -> usize {
        match self {
            Self::Rows(rows) => rows.len(),
            Self::Keys(keys) => keys.len(),
        }
    }

    /// The rows of a page, from 1.
    async fn page(self, db: &Db, file: PlanFile, page: usize) -> Result<Vec<Record>, WebError> {
        let before = (page - 1) * PLAN_PAGE;
        let keys = match self {
            Self::Rows(rows) => return Ok(rows.into_iter().skip(before).take(PLAN_PAGE).collect()),
            Self::Keys(keys) => keys,
        };
        let mut rows = Vec::new();
        for key in keys.iter().skip(before).take(PLAN_PAGE) {
            rows.extend(all_records(db, file, Some(key.as_str())).await?.pop());
        }
        Ok(rows)
    }
}

/// Whether a row is over, and why.
pub(super) fn over(visit: &Visit, cancelled: bool, cells: &Cells) -> Option<PlanOver> {
    let ends = cells.get("ends_on").and_then(|day| parse_day(day));
    let ended = ends.is_some_and(|day| day <= visit.frame.today);
    match cancelled {
        true => Some(PlanOver::Cancelled),
        false => ended.then_some(PlanOver::Ended),
    }
}
