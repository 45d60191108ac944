//! `/people/add/many`: many accounts from one table, by the rules of people.csv.
use app::{
    Page,
    domain::{clean_line, parse_day, secrecy_mark, secrecy_mark_in_name},
    views::{
        ManyForm, ManyNew, ManyPage, ManyRead, Marks, Mistake, TableMistake, Typed, UnsentForm,
    },
};
use axum::{
    Extension, Form, extract::rejection::FormRejection, http::StatusCode, response::Response,
};
use serde::Deserialize;

use super::{Rows, slips};
use crate::{
    import::{By, Complaint, Files, ImportError, Preview, Problem, apply_by, plan_files},
    web::{
        error::WebError,
        grid::{self, Grid},
        milestone_form::FormFields,
        received::{Received, Sent},
        visit::Visit,
    },
};

const FILE: &str = "people.csv";
/// Complaints that are told.
const SHOWN: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ManyFields {
    /// The table as it was pasted, or read of a file before.
    text: String,
    action: String,
    #[serde(flatten)]
    marks: Marks,
}

impl FormFields for ManyFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    /// It has no name of its own: an account that is there already is not added again.
    fn given_here(&self) -> bool {
        !self.marks.account.is_empty()
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::People
    }

    fn typed(self) -> Option<Typed> {
        let form = ManyForm {
            text: without_secrets(&self.text),
            account: self.marks.account,
        };
        (!form.text.trim().is_empty()).then_some(Typed::People(form))
    }
}

/// `GET /people/add/many`
pub async fn many(visit: Visit) -> Result<Response, WebError> {
    let page = ManyPage {
        account: visit.viewer()?.person.clone(),
        ..ManyPage::default()
    };
    Ok(visit.page(Page::ManyPeople(Box::new(page))))
}

/// The page with a table as it was pasted before the session ended.
pub async fn many_again(visit: Visit, typed: ManyForm) -> Result<Response, WebError> {
    again(visit, typed.text, None, None)
}

/// `POST /people/add/many`: looks it over, or writes all of it.
pub async fn add_many(
    visit: Visit,
    received: Option<Extension<Received>>,
    form: Result<Form<ManyFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(mut fields) = form?;
    if fields.marks.account != visit.viewer()?.person {
        return again(visit, fields.text, None, Some(Mistake::OtherAccount));
    }
    let received = received.map(|Extension(it)| it).unwrap_or_default();
    if let Some(sent) = received.table() {
        match of_file(&visit, sent).await {
            Ok(text) => fields.text = text,
            Err(why) => return file_again(visit, fields.text, why),
        }
        // What a file says is looked over before it is written.
        fields.action = String::new();
    } else if fields.action == "file" {
        return file_again(visit, fields.text, TableMistake::Missing);
    }
    if fields.text.trim().is_empty() {
        return again(visit, fields.text, None, Some(Mistake::ManyEmpty));
    }
    let now = visit.app.clock.now();
    let mut files = Files::default();
    files.set(FILE, fields.text.clone().into_bytes());
    let mut preview = plan(&visit, &files).await?;
    let board = visit.app.live.today().await?;
    if fields.text.lines().any(is_secret) {
        let read = told_of_secrets(&preview);
        return again(visit, fields.text, read, Some(Mistake::SecretMark));
    }
    let read = told(&Rows::of(&visit, &board), &preview);
    if fields.action != "write" || !read.sound || read.new.is_empty() {
        return again(visit, fields.text, Some(read), None);
    }
    let mut passwords = Vec::new();
    for person in preview.new_people() {
        let given = slips::given(&person.id, now)?;
        person.one_time_hash = Some(given.hash);
        person.one_time_until = Some(given.until);
        passwords.push((person.clone(), given.password));
    }
    let viewer = visit.viewer()?;
    let source = visit.from.to_string();
    let by = By {
        person: Some(&viewer.username),
        account: None,
        source: &source,
        act: None,
        form: "",
        accounts: &[],
    };
    match apply_by(&visit.app.db, &preview, now, by).await {
        Ok(_) => {}
        Err(ImportError::Moved) => {
            let read = told(&Rows::of(&visit, &board), &plan(&visit, &files).await?);
            return again(visit, fields.text, Some(read), Some(Mistake::ManyMoved));
        }
        Err(error) => return Err(failed(error)),
    }
    let rows = Rows::of(&visit, &board);
    let all = passwords.iter().map(|(person, password)| {
        let scope = rows.scope(person).map(|it| it.name);
        slips::slip(person, scope, password)
    });
    let all = all.collect();
    Ok(slips::shown(visit, all, now))
}

/// The columns that a table of accounts must have.
const MUST_HAVE: [&str; 3] = ["username", "name", "role"];

/// A file as it would be pasted: from the row that names its columns on.
async fn of_file(visit: &Visit, sent: &Sent) -> Result<String, TableMistake> {
    let tables = grid::tables(&visit.app, sent).await?;
    let named = |cells: &Vec<String>| {
        let has = |name: &&str| cells.iter().any(|cell| clean_line(cell) == **name);
        MUST_HAVE.iter().all(has)
    };
    let head = |grid: &Grid| grid.iter().find(|(_, cells)| named(cells)).map(|it| *it.0);
    let found = tables.iter().find_map(|it| Some((it, head(&it.cells)?)));
    let (table, head) = found.ok_or(TableMistake::NoColumns)?;
    let lines = table.whole()?.range(head..).map(|(_, cells)| {
        let cells = cells
            .iter()
            .map(|cell| clean_line(cell).replace('"', "\"\""));
        let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
        cells.join("\t")
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// A cell as a spreadsheet copies it.
fn quoted(cell: &str) -> String {
    match cell.contains('"') {
        true => format!("\"{cell}\""),
        false => cell.to_owned(),
    }
}

/// The page once more with what is wrong with a file.
fn file_again(visit: Visit, text: String, why: TableMistake) -> Result<Response, WebError> {
    let page = ManyPage {
        text: without_secrets(&text),
        account: visit.viewer()?.person.clone(),
        file_error: Some(why),
        ..ManyPage::default()
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(visit.page_with(status, Page::ManyPeople(Box::new(page))))
}

async fn plan(visit: &Visit, files: &Files) -> Result<Preview, WebError> {
    let now = visit.app.clock.now();
    let preview = plan_files(&visit.app.db, files, now).await;
    preview.map_err(failed)
}

fn failed(error: ImportError) -> WebError {
    match error {
        ImportError::Db(error) => error.into(),
        other => WebError::Internal(other.to_string()),
    }
}

fn told(accounts: &Rows<'_>, preview: &Preview) -> ManyRead {
    let of_people = preview.files.iter().find(|it| it.file == FILE);
    let day = |text: &Option<String>| parse_day(text.as_deref()?);
    let new = preview.people().iter().map(|person| ManyNew {
        username: person.username.clone(),
        name: person.name.clone(),
        role: person.role(),
        scope: accounts.scope(person),
        from: day(&person.valid_from),
        to: day(&person.valid_to),
    });
    ManyRead {
        new: new.collect(),
        kept: of_people.map_or(0, |it| it.unchanged + it.changed.len()),
        errors: shown(preview.report.errors.iter()),
        notes: shown(preview.report.notes.iter()),
        sound: preview.sound(),
    }
}

fn shown<'a>(complaints: impl Iterator<Item = &'a Complaint>) -> Vec<String> {
    complaints.take(SHOWN).map(ToString::to_string).collect()
}

/// Which rows carry a mark of secrecy, as far as the import reads them; other complaints and rows
/// would name what stands in them.
fn told_of_secrets(preview: &Preview) -> Option<ManyRead> {
    let secrets = preview.report.errors.iter();
    let secrets = shown(secrets.filter(|it| matches!(it.problem, Problem::Secrecy)));
    (!secrets.is_empty()).then(|| ManyRead {
        errors: secrets,
        ..ManyRead::default()
    })
}

/// Whether a cell of a line carries a mark of secrecy: each by itself, as the import reads them. A
/// username or an address carries one as any name does; codes, in capitals, are no such names.
fn is_secret(line: &str) -> bool {
    let mut cells = line.split(['\t', ',', ';', '"']).map(clean_line);
    cells.any(|cell| {
        let a_name = !cell.contains(' ') && cell.contains(char::is_lowercase);
        secrecy_mark(&cell).is_some() || (a_name && secrecy_mark_in_name(&cell).is_some())
    })
}

/// What carries a mark of secrecy is not sent back; the other lines keep their numbers.
fn without_secrets(text: &str) -> String {
    let kept = |line| if is_secret(line) { "" } else { line };
    text.lines().map(kept).collect::<Vec<_>>().join("\n")
}

fn again(
    visit: Visit,
    text: String,
    read: Option<ManyRead>,
    error: Option<Mistake>,
) -> Result<Response, WebError> {
    let status = match (error, &read) {
        (Some(Mistake::OtherAccount | Mistake::ManyMoved), _) => StatusCode::CONFLICT,
        (Some(_), _) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, Some(read)) if !read.sound => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let page = ManyPage {
        text: without_secrets(&text),
        account: visit.viewer()?.person.clone(),
        read,
        error,
        file_error: None,
    };
    Ok(visit.page_with(status, Page::ManyPeople(Box::new(page))))
}
