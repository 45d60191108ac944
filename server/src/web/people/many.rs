//! `/people/add/many`: many accounts from one table, by the rules of people.csv.
use app::{
    Page,
    domain::{clean_line, secrecy_mark, secrecy_mark_in_name},
    views::{ManyPage, ManyRead, Mistake},
};
use axum::{Form, extract::rejection::FormRejection, http::StatusCode, response::Response};
use serde::Deserialize;

use super::{Rows, slips};
use crate::{
    import::{By, Complaint, Files, ImportError, Preview, Problem, apply_by, plan_files},
    web::{error::WebError, pasted, visit::Visit},
};

const FILE: &str = "people.csv";
/// Complaints that are told.
const SHOWN: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    text: String,
    action: String,
    account: String,
}

/// `GET /people/add/many`
pub async fn many(visit: Visit) -> Result<Response, WebError> {
    let page = ManyPage {
        account: visit.viewer()?.person.clone(),
        ..ManyPage::default()
    };
    Ok(visit.page(Page::ManyPeople(Box::new(page))))
}

/// `POST /people/add/many`: looks it over, or writes all of it.
pub async fn add_many(
    visit: Visit,
    form: Result<Form<Fields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    if fields.account != visit.viewer()?.person {
        return again(visit, fields.text, None, Some(Mistake::OtherAccount));
    }
    if fields.text.trim().is_empty() {
        return again(visit, fields.text, None, Some(Mistake::ManyEmpty));
    }
    let now = visit.app.clock.now();
    let mut files = Files::default();
    files.set(FILE, pasted::as_csv(&fields.text)?);
    let mut preview = plan(&visit, &files).await?;
    if fields.text.lines().any(is_secret) {
        let read = told_of_secrets(&preview);
        return again(visit, fields.text, read, Some(Mistake::SecretMark));
    }
    let read = told(&preview);
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
            let read = told(&plan(&visit, &files).await?);
            return again(visit, fields.text, Some(read), Some(Mistake::ManyMoved));
        }
        Err(error) => return Err(failed(error)),
    }
    let board = visit.app.live.today().await?;
    let rows = Rows::of(&visit, &board);
    let all = passwords.iter().map(|(person, password)| {
        let scope = rows.scope(person).map(|it| it.name);
        slips::slip(person, scope, password)
    });
    let all = all.collect();
    Ok(slips::shown(visit, all, now))
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

fn told(preview: &Preview) -> ManyRead {
    let of_people = preview.files.iter().find(|it| it.file == FILE);
    let labels = |rows: &[crate::import::Change]| rows.iter().map(|it| it.label.clone()).collect();
    ManyRead {
        new: of_people.map_or_else(Vec::new, |it| labels(&it.new)),
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
    };
    Ok(visit.page_with(status, Page::ManyPeople(Box::new(page))))
}
