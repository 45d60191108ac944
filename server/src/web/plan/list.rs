//! `GET /plan/{file}`: the rows of a part of the plan.
use app::{
    Page,
    text::search_key,
    views::{PLAN_PAGE, PlanFile, PlanList, PlanListRow},
};
use axum::{extract::Path, response::Response};

use crate::{
    import::{Record, columns, records},
    web::{error::WebError, visit::Visit},
};

/// The part of the plan that an address names.
pub(super) fn named(file: &str) -> Result<PlanFile, WebError> {
    PlanFile::from_code(file).ok_or(WebError::NotFound)
}

/// Columns that a list shows of each row, beside its code and name.
fn shown(file: PlanFile) -> Vec<&'static str> {
    const LEFT_OUT: [&str; 12] = [
        "code",
        "name",
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
    let text = visit.typed();
    let key = search_key(&text);
    let rows = records(&visit.app.db, file).await?;
    let matches = |it: &&Record| {
        key.is_empty()
            || search_key(&it.label).contains(&key)
            || it
                .cells
                .values()
                .any(|cell| search_key(cell).contains(&key))
    };
    let found: Vec<&Record> = rows.values().filter(matches).collect();
    let pages = found.len().div_ceil(PLAN_PAGE).max(1);
    let page: usize = visit.query("page").parse().unwrap_or(1);
    let page = page.clamp(1, pages);
    let columns = shown(file);
    let of_page = found.iter().skip((page - 1) * PLAN_PAGE).take(PLAN_PAGE);
    let rows = of_page.map(|it| PlanListRow {
        key: it.key.clone(),
        label: it.label.clone(),
        cells: (columns.iter())
            .map(|column| it.cells.get(column).cloned().unwrap_or_default())
            .collect(),
    });
    let list = PlanList {
        file,
        text,
        rows: rows.collect(),
        columns,
        matching: found.len(),
        page,
        pages,
    };
    Ok(visit.page(Page::PlanList(Box::new(list))))
}
