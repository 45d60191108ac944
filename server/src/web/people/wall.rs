//! `POST /people/{username}/wall`: what the screen of an account shows in turn.
use app::{
    Page,
    domain::{Role, Username, WALL_SECONDS, Wall, WallPage, clean_line},
    views::{Mistake, PersonDone, PersonErrors, WallForm},
};
use axum::{
    Form,
    extract::{Path, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    person::{form_of, of_person},
    slips,
};
use crate::{
    db::{
        people::{self, Person},
        walls,
    },
    ledger::AccountWallRow,
    web::{error::WebError, visit::Visit},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WallFields {
    overview: String,
    departments: String,
    wards: String,
    databases: String,
    companies: String,
    read: String,
    account: String,
}

impl WallFields {
    /// As typed, with what cannot be read.
    fn form(self) -> WallForm {
        let typed = |page: &WallPage| {
            let seconds = match page {
                WallPage::Overview => &self.overview,
                WallPage::Departments => &self.departments,
                WallPage::Wards => &self.wards,
                WallPage::Databases => &self.databases,
                WallPage::Companies => &self.companies,
            };
            (*page, clean_line(seconds).chars().take(10).collect())
        };
        let seconds: Vec<(WallPage, String)> = WallPage::ALL.iter().map(typed).collect();
        let bad = seconds.iter().filter(|(_, typed)| {
            let read = typed.parse().ok();
            !typed.is_empty() && !read.is_some_and(|read| WALL_SECONDS.contains(&read))
        });
        WallForm {
            bad: bad.map(|(page, _)| *page).collect(),
            seconds,
            read: self.read,
            account: self.account,
            mistake: None,
        }
    }
}

pub async fn set_wall(
    visit: Visit,
    Path(username): Path<String>,
    fields: Result<Form<WallFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = fields?;
    let (name, today) = (Username::folded(&username), visit.app.today());
    let person = people::by_username(&visit.app.db, &name, today).await?;
    let person = person.filter(|it| it.role() == Some(Role::Display));
    let person = person.ok_or(WebError::NotFound)?;
    let form = fields.form();
    if !form.bad.is_empty() {
        return again(visit, &person, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match write(&visit, &person, &form).await? {
        None => {
            let done = PersonDone::Wall.code();
            let path = format!("/people/{}?done={done}", person.username);
            Ok(Redirect::to(&path).into_response())
        }
        Some(mistake) => {
            let form = WallForm {
                mistake: Some(mistake),
                ..form
            };
            again(visit, &person, form, StatusCode::CONFLICT).await
        }
    }
}

/// Writes it in one transaction with its line of the audit; why it was not written, if it was not.
async fn write(
    visit: &Visit,
    person: &Person,
    form: &WallForm,
) -> Result<Option<Mistake>, WebError> {
    if form.account != visit.viewer()?.person {
        return Ok(Some(Mistake::OtherAccount));
    }
    let pages = form.seconds.iter();
    let pages = pages.filter_map(|(page, typed)| Some((*page, typed.parse().ok()?)));
    let wall = Wall::of(pages.collect());
    let mut tx = visit.app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let recorded_at = tx.later(visit.app.clock.now()).await?;
    let stands = walls::now(&mut tx, &person.id).await?;
    // Sent twice, it is written once.
    if stands == wall {
        return Ok(None);
    }
    if stands.to_string() != form.read {
        return Ok(Some(Mistake::OvertakenPerson));
    }
    let row = AccountWallRow {
        person: person.id.clone(),
        pages: wall.to_string(),
        seq,
        recorded_at,
    };
    AccountWallRow::append(&mut tx, &[row]).await?;
    let told = format!("wall: {stands} → {wall}");
    slips::record(visit, &mut tx, "person.wall", &person.username, &told).await?;
    tx.commit().await?;
    Ok(None)
}

/// The page of the account once more, with what was typed; what stands is what was read then.
async fn again(
    visit: Visit,
    person: &Person,
    form: WallForm,
    status: StatusCode,
) -> Result<Response, WebError> {
    let shown = form_of(&visit, person).await?;
    let mut page = of_person(&visit, person, shown, PersonErrors::default(), None).await?;
    page.wall = page.wall.map(|stands| WallForm {
        read: match status {
            StatusCode::CONFLICT => stands.read,
            _ => form.read.clone(),
        },
        account: stands.account,
        ..form
    });
    Ok(visit.page_with(status, Page::Person(Box::new(page))))
}
