//! `/plan/{file}/table`: rows of a part of the plan from a table, all or nothing.
use app::{
    Page,
    views::{Mistake, PlanFile, PlanTable},
};
use axum::{
    extract::{Path, RawForm},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    list::named,
    look::{self, Came, Changed},
    typed::Fields,
};
use crate::{
    import::{columns, file_name},
    web::{error::WebError, visit::Visit},
};

/// Complaints that are told.
const SHOWN: usize = 50;

/// `GET /plan/{file}/table`
pub async fn paste(visit: Visit, Path(file): Path<String>) -> Result<Response, WebError> {
    let page = page(&visit, named(&file)?, &Fields::default())?;
    Ok(visit.page(Page::PlanTable(Box::new(page))))
}

fn page(visit: &Visit, file: PlanFile, fields: &Fields) -> Result<PlanTable, WebError> {
    let (known, _) = columns(file);
    Ok(PlanTable {
        file,
        columns: known.all().collect(),
        text: fields.get("text").to_owned(),
        form: look::given(visit, String::new())?,
    })
}

/// `POST /plan/{file}/table`
pub async fn send_paste(
    visit: Visit,
    Path(file): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, WebError> {
    let file = named(&file)?;
    let fields = Fields::read(&body);
    let lang = visit.lang();
    let mistake = |it| app::text::mistake(lang, it).to_owned();
    if !look::is_own(&visit, &fields.account)? {
        let told = mistake(Mistake::OtherAccount);
        return again(visit, file, fields, vec![told], StatusCode::CONFLICT);
    }
    if let Some(told) = fields.secrets_told(lang, &[]) {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(visit, file, fields, told.whole, status);
    }
    if fields.get("text").trim().is_empty() {
        let told = mistake(Mistake::ManyEmpty);
        return again(
            visit,
            file,
            fields,
            vec![told],
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    }
    let mut files = look::files(&visit)?;
    files.set(file_name(file), fields.get("text").as_bytes().to_vec());
    let told = format!("plan/{}", file.code());
    let unread = fields.unread();
    match look::send(
        &visit,
        &Changed {
            many: true,
            ..Changed::rows(files)
        },
        &fields,
        &told,
    )
    .await?
    {
        Came::Written(place) => Ok(done(file, place)),
        Came::Wrong(complaints) => {
            let mut told: Vec<String> = complaints.iter().map(ToString::to_string).collect();
            told.truncate(SHOWN);
            again(visit, file, fields, told, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Came::Refused(told) => again(visit, file, fields, told, StatusCode::FORBIDDEN),
        Came::Nothing => {
            let mut page = page(&visit, file, &fields)?;
            page.form.nothing = true;
            Ok(visit.page(Page::PlanTable(Box::new(page))))
        }
        Came::Shown { preview, overtaken } => {
            let mut page = page(&visit, file, &fields)?;
            page.form.shows(*preview, overtaken, "");
            page.form.unread = unread;
            let status = look::status(overtaken);
            look::shown(&visit, &fields, status, Page::PlanTable(Box::new(page)))
        }
    }
}

fn done(file: PlanFile, place: i64) -> Response {
    let path = format!("/plan/{}/table?done={place}", file.code());
    Redirect::to(&path).into_response()
}

fn again(
    visit: Visit,
    file: PlanFile,
    fields: Fields,
    told: Vec<String>,
    status: StatusCode,
) -> Result<Response, WebError> {
    let mut page = page(&visit, file, &fields.without_secrets())?;
    page.form.errors = told;
    Ok(visit.page_with(status, Page::PlanTable(Box::new(page))))
}
