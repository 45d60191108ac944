//! `/plan/sheet`: a plan from one table as a clerk writes it, understood cell by cell, asked where it
//! has two readings, looked at and written by one decision.
use std::{collections::BTreeMap, sync::Arc};

use app::{
    Page,
    text::{self, Lang},
    views::{
        Mistake, PlanForm, PlanSheet, SHEET_HIDDEN, SHEET_LEFT, SheetHidden, SheetLeft,
        SheetQuestion, SheetRefusal, TableMistake, sheet_other_field,
    },
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
    sheet_file::of_file,
    typed::{Fields, is_secret},
};
use crate::{
    import::{
        Complaint, Files,
        sheet::{self, Beside, FileRows, Grid, Understood},
    },
    web::{error::WebError, received::Received, visit::Visit},
};

/// A unit by its name, with rows.
type UnitRows = (Arc<str>, Vec<usize>);

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
            Ok(read) => {
                fields = fields.of_a_new_table(read.text);
                let left = read.left.iter().map(SheetLeft::field);
                fields.typed.0.insert(SHEET_LEFT.to_owned(), left.collect());
                fields.set(SHEET_HIDDEN, &read.hidden.field());
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
    if !fields.secrets().is_empty() {
        return secret_again(&visit, fields);
    }
    if fields.writes() && look::is_written(&visit, &fields.seen).await? {
        return Ok(done(0));
    }
    let beside = visit.read()?.beside_a_sheet();
    let Some(understood) = understood(&fields, &beside)? else {
        return file_again(&visit, fields, TableMistake::NoTasks);
    };
    if !understood.unreadable.is_empty() {
        return refused_in_rows(&visit, fields, &understood.unreadable);
    }
    if !understood.answered() {
        let page = page(&visit, &fields, Some(understood))?;
        return Ok(visit.page(Page::PlanSheet(Box::new(page))));
    }
    let refused = understood.refusals();
    if !refused.is_empty() {
        return refused_in_rows(&visit, fields, &refused);
    }
    let rows = sheet::files(&understood, &beside, &fields.grounds());
    look_or_write(visit, fields, understood, rows).await
}

/// The page once more with what stands in the way of a plan, by its rows.
fn refused_in_rows(
    visit: &Visit,
    fields: Fields,
    refused: &[(usize, SheetRefusal)],
) -> Result<Response, WebError> {
    let mut told = text::sheet_refusals(visit.lang(), refused);
    told.truncate(SHOWN);
    again(visit, fields, told, StatusCode::UNPROCESSABLE_ENTITY)
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
            look::shown(&visit, &fields, status, Page::PlanSheet(Box::new(page)))
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
    let own = own(visit, &it)?;
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
        hidden: SheetHidden::of_field(fields.get(SHEET_HIDDEN)),
        notes: it.notes,
        outside: it.outside,
        under: it.under,
        missing: it.missing,
        own,
        units,
        source: it.source,
        source_error: None,
        decision: fields.decision(),
        // A name of its own, by which it is found where it comes twice.
        form: look::given(visit, uuid::Uuid::now_v7().to_string())?,
    })
}

/// The unit of who writes, with the rows that give it something to hand over: the table is refused for them at
/// its end, which is told at once.
fn own(visit: &Visit, it: &Understood) -> Result<Option<UnitRows>, WebError> {
    let Some(unit) = &visit.viewer()?.unit else {
        return Ok(None);
    };
    let board = visit.read()?;
    let rows = it.of_unit(unit.as_str(), &board.beside_a_sheet());
    Ok((!rows.is_empty()).then(|| (board.unit_named(unit), rows)))
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

/// The page once more with what was typed and carries a mark of secrecy, which is not sent back.
fn secret_again(visit: &Visit, fields: Fields) -> Result<Response, WebError> {
    let words = text::mistake(visit.lang(), Mistake::SecretMark);
    let secrets: Vec<String> = fields.secrets().into_iter().map(str::to_owned).collect();
    let fields = fields.without_secrets();
    let beside = visit.read()?.beside_a_sheet();
    let mut page = page(visit, &fields, understood(&fields, &beside)?)?;
    for name in secrets {
        let question = |it: &&mut SheetQuestion| sheet_other_field(&it.name) == name;
        let ground = ["decision", "reason", "approver"];
        let ground = ground.iter().position(|it| *it == name);
        if let Some(asked) = page.questions.iter_mut().find(question) {
            asked.secret = true;
        } else if let Some(at) = ground {
            page.decision.errors[at] = Some(words.to_owned());
        } else if name == sheet::SOURCE {
            page.source_error = Some(words.to_owned());
        } else {
            page.form.errors = vec![words.to_owned()];
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
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
