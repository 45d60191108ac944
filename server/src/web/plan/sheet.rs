//! `/plan/sheet`: a plan from one table as a clerk writes it, understood cell by cell, asked where it
//! has two readings, looked at and written by one decision.
use std::{collections::BTreeMap, sync::Arc};

use app::{
    Page,
    domain::{clean_line, secrecy_mark, secrecy_mark_in_name},
    text::{self, Lang},
    views::{Mistake, PlanForm, PlanSheet, SHEET_LEFT, SheetLeft, TableMistake},
};
use axum::{
    Extension,
    extract::RawForm,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    look::{self, Came, Changed},
    rows_of::Rows,
    typed::Fields,
};
use crate::{
    import::{
        Complaint, Files,
        sheet::{self, Beside, FileRows, Grid, Understood},
    },
    web::{
        error::WebError,
        grid::{self, Table},
        received::{Received, Sent},
        visit::Visit,
    },
};

/// Complaints that are told.
const SHOWN: usize = 30;

/// `GET /plan/sheet`
pub async fn sheet(visit: Visit) -> Result<Response, WebError> {
    let page = page(&visit, &Fields::default(), None)?;
    Ok(visit.page(Page::PlanSheet(Box::new(page))))
}

/// `POST /plan/sheet`
pub async fn send_sheet(
    visit: Visit,
    received: Option<Extension<Received>>,
    RawForm(body): RawForm,
) -> Result<Response, WebError> {
    let mut fields = Fields::read(&body);
    let mistake = |it| text::mistake(visit.lang(), it).to_owned();
    if !look::is_own(&visit, &fields.account)? {
        return again(
            &visit,
            fields,
            vec![mistake(Mistake::OtherAccount)],
            StatusCode::CONFLICT,
        );
    }
    let received = received.map(|Extension(it)| it).unwrap_or_default();
    if let Some(sent) = received.table() {
        match of_file(&visit, sent).await {
            Ok((text, left)) => {
                fields = fields.of_a_new_table(text);
                let left = left.iter().map(SheetLeft::field);
                fields.typed.0.insert(SHEET_LEFT.to_owned(), left.collect());
            }
            Err(why) => return file_again(&visit, fields, why),
        }
    } else if fields.action == "file" || fields.get("text").trim().is_empty() {
        return file_again(&visit, fields, TableMistake::Missing);
    }
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let names = left(&fields);
    let secret = |it: &SheetLeft| is_secret(&it.name);
    if is_secret(fields.get("text")) || names.iter().any(secret) {
        let fields = fields.of_a_new_table(String::new());
        return again(
            &visit,
            fields,
            vec![mistake(Mistake::SecretMark)],
            unprocessable,
        );
    }
    if fields.writes() && look::is_written(&visit, &fields.seen).await? {
        return Ok(done(0));
    }
    let beside = visit.read()?.beside_a_sheet();
    let Some(understood) = understood(&fields, &beside)? else {
        return file_again(&visit, fields, TableMistake::NoTasks);
    };
    if !understood.answered() {
        let page = page(&visit, &fields, Some(understood))?;
        return Ok(visit.page(Page::PlanSheet(Box::new(page))));
    }
    let refused = understood.refusals();
    if !refused.is_empty() {
        let lang = visit.lang();
        let told = refused.iter().take(SHOWN);
        let told = told.map(|(row, it)| text::sheet_refusal(lang, *row, it));
        let told = told.collect();
        return again(&visit, fields, told, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let rows = sheet::files(&understood, &beside, &fields.grounds());
    look_or_write(visit, fields, understood, rows).await
}

/// Shows what an understood plan moves, or writes it once that was read.
async fn look_or_write(
    visit: Visit,
    fields: Fields,
    understood: Understood,
    rows: FileRows,
) -> Result<Response, WebError> {
    let change = Changed {
        many: true,
        places: places(&rows),
        ..Changed::rows(files(&visit, &rows)?)
    };
    let told = fields.told(text::sheet_told());
    let unread = fields.unread();
    match look::send(&visit, &change, &fields, &told).await? {
        Came::Written(place) => Ok(done(place)),
        Came::Wrong(complaints) => {
            let told = in_rows(visit.lang(), &complaints, &change);
            again(&visit, fields, told, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Came::Refused(told) => again(&visit, fields, told, StatusCode::FORBIDDEN),
        Came::Nothing => {
            let mut page = page(&visit, &fields, Some(understood))?;
            page.form.nothing = true;
            Ok(visit.page(Page::PlanSheet(Box::new(page))))
        }
        Came::Shown { preview, overtaken } => {
            let mut page = page(&visit, &fields, Some(understood))?;
            let name = match PlanForm::signs(&fields.seen).0 {
                "" => page.form.seen.clone(),
                name => name.to_owned(),
            };
            page.form.shows(*preview, overtaken, &name);
            page.form.unread = unread;
            let status = look::status(overtaken);
            Ok(visit.page_with(status, Page::PlanSheet(Box::new(page))))
        }
    }
}

fn done(place: i64) -> Response {
    Redirect::to(&format!("/plan/sheet?done={place}")).into_response()
}

fn page(
    visit: &Visit,
    fields: &Fields,
    understood: Option<Understood>,
) -> Result<PlanSheet, WebError> {
    let it = understood.unwrap_or_default();
    let units = match it.questions.is_empty() {
        true => Vec::new(),
        false => units(visit)?,
    };
    Ok(PlanSheet {
        text: fields.get("text").to_owned(),
        file_error: None,
        tasks: it.tasks,
        questions: it.questions,
        unread: it.unread,
        left: left(fields),
        notes: it.notes,
        units,
        source: it.source,
        decision: fields.decision(),
        // A name of its own, by which it is found where it comes twice.
        form: look::given(visit, uuid::Uuid::now_v7().to_string())?,
    })
}

/// The worksheets of the file of a form that are not read.
fn left(fields: &Fields) -> Vec<SheetLeft> {
    let all = fields.typed.0.get(SHEET_LEFT).into_iter().flatten();
    all.filter_map(|it| SheetLeft::of_field(it)).collect()
}

/// Units and groups that an answer may name.
fn units(visit: &Visit) -> Result<Vec<(String, Arc<str>)>, WebError> {
    let names = visit.read()?.plan_names();
    Ok(names.units.into_iter().chain(names.groups).collect())
}

/// The plan in a form, as it is understood beside what the campaign knows.
fn understood(fields: &Fields, beside: &Beside) -> Result<Option<Understood>, WebError> {
    let grid = of_text(fields.get("text"))?;
    let typed = fields.typed.0.iter();
    let answers = typed.filter_map(|(name, all)| Some((name.clone(), all.last()?.clone())));
    Ok(sheet::read(&grid, beside, answers.collect()))
}

/// The page once more, with what is wrong with the form as a whole.
fn again(
    visit: &Visit,
    fields: Fields,
    told: Vec<String>,
    status: StatusCode,
) -> Result<Response, WebError> {
    let fields = fields.without_secrets();
    let beside = visit.read()?.beside_a_sheet();
    let mut page = page(visit, &fields, understood(&fields, &beside)?)?;
    page.form.errors = told;
    Ok(visit
        .clone()
        .page_with(status, Page::PlanSheet(Box::new(page))))
}

/// The page once more with what is wrong with a file; what was read before stays.
fn file_again(visit: &Visit, fields: Fields, why: TableMistake) -> Result<Response, WebError> {
    let fields = fields.without_secrets();
    let beside = visit.read()?.beside_a_sheet();
    let mut page = page(visit, &fields, understood(&fields, &beside)?)?;
    page.file_error = Some(why);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(visit
        .clone()
        .page_with(status, Page::PlanSheet(Box::new(page))))
}

/// The table of a file that is read, as the form carries it, and those that are not.
async fn of_file(visit: &Visit, sent: &Sent) -> Result<(String, Vec<SheetLeft>), TableMistake> {
    let mut tables = grid::tables(&visit.app, sent).await?;
    let at = chosen(&tables)?;
    let others = tables.iter().enumerate().filter(|(it, _)| *it != at);
    let left = others.filter_map(|(_, it)| left_out(it)).collect();
    let read = &mut tables[at];
    sheet::filled(&mut read.cells, &read.merged);
    Ok((as_text(&read.cells)?, left))
}

/// The first worksheet with tasks that is not hidden; of a text the table with most of them.
fn chosen(tables: &[Table]) -> Result<usize, TableMistake> {
    let tasks = tables.iter().map(|it| sheet::tasks_in(&it.cells));
    let tasks: Vec<usize> = tasks.collect();
    let with_tasks = |at: &usize| tasks[*at] > 0;
    let of_book = |at: &usize| !tables[*at].name.is_empty();
    let mut all = (0..tables.len()).filter(with_tasks);
    let seen = all.clone().find(|at| of_book(at) && !tables[*at].hidden);
    let most = all
        .clone()
        .filter(|at| !of_book(at))
        .max_by_key(|at| tasks[*at]);
    match (seen.or(most), all.next()) {
        (Some(at), _) => Ok(at),
        (None, Some(hidden)) => Err(TableMistake::OnlyHidden(tables[hidden].name.clone())),
        (None, None) => Err(TableMistake::NoTasks),
    }
}

/// What is to be said of a worksheet that is not read: an empty one is none.
fn left_out(it: &Table) -> Option<SheetLeft> {
    let tasks = sheet::tasks_in(&it.cells);
    // What is hidden and has no tasks serves the others.
    let told = tasks > 0 || (!it.hidden && !it.cells.is_empty());
    (told && !it.name.is_empty()).then(|| SheetLeft {
        name: clean_line(&it.name),
        tasks,
        hidden: it.hidden,
    })
}

/// A table with each row in its line, empty ones too: their numbers are those of the file.
fn as_text(grid: &Grid) -> Result<String, TableMistake> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b'\t')
        .flexible(true)
        .from_writer(Vec::new());
    let last = grid.keys().next_back().copied().unwrap_or_default();
    let empty = vec![String::new()];
    for row in 1..=last {
        let cells = grid.get(&row).unwrap_or(&empty);
        writer.write_record(cells).map_err(|_| TableMistake::Kind)?;
    }
    let bytes = writer.into_inner().map_err(|_| TableMistake::Kind)?;
    String::from_utf8(bytes).map_err(|_| TableMistake::Kind)
}

fn of_text(text: &str) -> Result<Grid, WebError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut grid = Grid::new();
    for (row, record) in (1..).zip(reader.records()) {
        let record = record.map_err(|error| WebError::Internal(error.to_string()))?;
        grid.insert(row, record.iter().map(str::to_owned).collect());
    }
    Ok(grid)
}

/// Whether a cell carries a mark of secrecy.
fn is_secret(text: &str) -> bool {
    let mut cells = text.split(['\t', '\n', '"']);
    cells.any(|cell| secrecy_mark(cell).is_some() || secrecy_mark_in_name(cell).is_some())
}

fn files(visit: &Visit, rows: &FileRows) -> Result<Files, WebError> {
    let mut files = look::files(visit)?;
    for (file, rows) in rows {
        let rows = Rows(rows.iter().map(|(_, cells)| cells.clone()).collect());
        files.set(file, rows.as_csv()?);
    }
    Ok(files)
}

/// The rows of the table that the lines of files come from.
fn places(rows: &FileRows) -> BTreeMap<&'static str, Vec<usize>> {
    let of = |rows: &Vec<(usize, _)>| rows.iter().map(|(row, _)| *row).collect();
    rows.iter().map(|(file, rows)| (*file, of(rows))).collect()
}

/// Complaints of files in the rows of the table that they come from, each once.
fn in_rows(lang: Lang, complaints: &[Complaint], change: &Changed) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for it in complaints {
        let words = change.in_its_row(lang, it);
        if !told.contains(&words) {
            told.push(words);
        }
        if told.len() == SHOWN {
            break;
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A worksheet with so many tasks.
    fn table(name: &str, hidden: bool, tasks: usize) -> Table {
        let line = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let head = [(1, line(["TT", "Nhiệm vụ", "Chủ trì"]))];
        let rows = (2..tasks + 2).map(|row| (row, line(["1", "Việc", "Sở Y tế"])));
        let cells = if tasks > 0 {
            head.into_iter().chain(rows).collect()
        } else {
            [(1, line(["a", "b", "c"]))].into()
        };
        Table {
            name: name.to_owned(),
            hidden,
            cells,
            ..Table::default()
        }
    }

    #[test]
    fn the_first_worksheet_that_is_seen_is_read_and_no_other_is_left_out_in_silence() {
        let book = [
            table("Bìa", false, 0),
            table("Cũ", true, 4),
            table("Phụ lục I", false, 1),
            table("Phụ lục II", false, 2),
            table("Danh mục", true, 0),
            Table {
                name: "Trang3".to_owned(),
                ..Table::default()
            },
        ];
        assert_eq!(chosen(&book), Ok(2));
        let told: Vec<String> = [0, 1, 3, 4, 5]
            .iter()
            .filter_map(|at| left_out(&book[*at]))
            .map(|it| text::sheet_left(Lang::Vi, &it))
            .collect();
        assert_eq!(
            told,
            [
                "Trang “Bìa” của tệp không đọc: không thấy dòng tên cột của nhiệm vụ.",
                "Tệp còn trang ẩn “Cũ” (4 nhiệm vụ) không đọc.",
                "Tệp còn trang “Phụ lục II” (2 nhiệm vụ) chưa đọc: lưu trang đó thành tệp riêng rồi đọc tiếp sau bảng này.",
            ]
        );
        let one = left_out(&book[2]).map(|it| text::sheet_left(Lang::En, &it));
        let one = one.unwrap_or_default();
        assert!(one.contains("“Phụ lục I” (1 task)"), "{one}");
        let hidden = TableMistake::OnlyHidden("Cũ".to_owned());
        assert_eq!(chosen(&book[..2]), Err(hidden));
        assert_eq!(chosen(&book[..1]), Err(TableMistake::NoTasks));
        // A text is read by the sign under which most tasks are found.
        let text = [
            table("", false, 0),
            table("", false, 3),
            table("", false, 1),
        ];
        assert_eq!(chosen(&text), Ok(1));
    }

    #[test]
    fn a_form_carries_the_worksheets_that_are_not_read() {
        for left in
            [("Phụ lục II", 2, false), ("Cũ 1 2", 0, true)].map(|(name, tasks, hidden)| SheetLeft {
                name: name.to_owned(),
                tasks,
                hidden,
            })
        {
            assert_eq!(SheetLeft::of_field(&left.field()), Some(left));
        }
        assert_eq!(SheetLeft::of_field("x"), None);
    }
}
