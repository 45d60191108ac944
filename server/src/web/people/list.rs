//! `/people`: the list, and what is done with all that is ticked.
use std::collections::{HashMap, HashSet};

use app::{
    Page,
    domain::{Instant, Role, Username},
    text::search_key,
    views::{
        ENDING_WITHIN, Mistake, OneTime, PeopleFilter, PeopleList, PeoplePart, PersonRow, Standing,
    },
};
use axum::{
    extract::RawForm,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{Rows, slips};
use crate::{
    db::{people, sign_ins},
    ledger::accounts::{self, AccountError},
    web::{error::WebError, visit::Visit},
};

/// Rows of a page.
const SHOWN: usize = 50;

/// `GET /people`
pub async fn people(visit: Visit) -> Result<Response, WebError> {
    let list = list(&visit, None).await?;
    Ok(visit.page(Page::People(Box::new(list))))
}

async fn list(visit: &Visit, error: Option<Mistake>) -> Result<PeopleList, WebError> {
    let filter = filter(visit);
    let board = visit.app.live.today().await?;
    let rows = Rows::of(visit, &board);
    let last: HashMap<String, Instant> = sign_ins::all(&visit.app.db).await?.into_iter().collect();
    let everybody = people::all(&visit.app.db).await?;
    let all: Vec<PersonRow> = everybody
        .iter()
        .filter_map(|person| rows.row(person, last.get(&person.id).copied()))
        .collect();
    let counts = PeoplePart::ALL.iter().map(|part| {
        let number = all.iter().filter(|row| is_of(row, *part, &rows)).count();
        (*part, number)
    });
    let counts = counts.collect();
    let part = filter.part.unwrap_or(PeoplePart::All);
    let key = search_key(&filter.text);
    let mut found: Vec<PersonRow> = all
        .into_iter()
        .filter(|row| is_of(row, part, &rows))
        .filter(|row| filter.role.is_none_or(|role| role == row.role))
        .filter(|row| {
            let of = row.scope.as_ref().map(|it| it.code.as_str());
            filter.scope.is_empty() || of == Some(&filter.scope)
        })
        .filter(|row| key.is_empty() || matches(row, &key))
        .collect();
    found.sort_by(|a, b| a.username.cmp(&b.username));
    let (matching, pages) = (found.len(), found.len().div_ceil(SHOWN).max(1));
    let page = visit.query("page").parse().unwrap_or(1).clamp(1, pages);
    if visit.query("format").is_empty() {
        found = found
            .into_iter()
            .skip((page - 1) * SHOWN)
            .take(SHOWN)
            .collect();
    }
    Ok(PeopleList {
        filter,
        counts,
        matching,
        rows: found,
        page,
        pages,
        scopes: board.scopes(),
        account: visit.viewer()?.person.clone(),
        error,
    })
}

fn filter(visit: &Visit) -> PeopleFilter {
    PeopleFilter {
        text: visit.typed(),
        role: Role::from_code(visit.query("role")),
        scope: visit.query("scope").to_owned(),
        part: PeoplePart::from_code(visit.query("part")),
    }
}

/// Whether an account is of a part of the list.
fn is_of(row: &PersonRow, part: PeoplePart, rows: &Rows<'_>) -> bool {
    let out = matches!(row.standing, Standing::Ended | Standing::Disabled);
    match part {
        PeoplePart::All => true,
        PeoplePart::Out => out,
        _ if out => false,
        PeoplePart::NeverIn => row.last.is_none(),
        PeoplePart::OneTimeOver => matches!(row.one_time, Some(OneTime::Over(_))),
        PeoplePart::Silent => row.silent.is_some(),
        PeoplePart::Ending => row.to.is_some_and(|to| {
            let days = (to - rows.today).num_days();
            (0..=ENDING_WITHIN).contains(&days)
        }),
    }
}

/// Whether a name, a name of a user, a title or an organisation has what was typed.
fn matches(row: &PersonRow, key: &str) -> bool {
    let scope = row.scope.as_ref();
    let texts = [row.name.as_str(), &row.username, &row.title];
    let of_scope = scope.map(|it| [it.name.as_ref(), it.code.as_str()]);
    let mut all = texts.into_iter().chain(of_scope.into_iter().flatten());
    all.any(|text| search_key(text).contains(key))
}

/// `POST /people`: one-time passwords for all that is ticked, or all of it locked.
pub async fn change_together(visit: Visit, RawForm(body): RawForm) -> Result<Response, WebError> {
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(&body).into_owned().collect();
    let value = |name: &str| {
        let found = fields.iter().find(|(it, _)| it == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let viewer = visit.viewer()?;
    if value("account") != viewer.person {
        return again(visit, StatusCode::CONFLICT, Mistake::OtherAccount).await;
    }
    let ticked: HashSet<String> = fields
        .iter()
        .filter(|(name, _)| name == "person")
        .map(|(_, username)| Username::folded(username))
        .collect();
    if ticked.is_empty() {
        return again(
            visit,
            StatusCode::UNPROCESSABLE_ENTITY,
            Mistake::NobodyTicked,
        )
        .await;
    }
    if ticked.contains(&viewer.username) {
        return again(visit, StatusCode::UNPROCESSABLE_ENTITY, Mistake::OnOneself).await;
    }
    let mut ticked: Vec<&str> = ticked.iter().map(String::as_str).collect();
    ticked.sort_unstable();
    match value("action") {
        "one-time" => give_all(visit, &ticked).await,
        "disable" => disable_all(visit, &ticked).await,
        _ => again(visit, StatusCode::UNPROCESSABLE_ENTITY, Mistake::BadForm).await,
    }
}

/// One transaction: each has its own line of the audit.
async fn give_all(visit: Visit, usernames: &[&str]) -> Result<Response, WebError> {
    let now = visit.app.clock.now();
    let board = visit.app.live.today().await?;
    let rows = Rows::of(&visit, &board);
    let mut given = Vec::new();
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    for username in usernames {
        let person = people::now(&mut tx, username).await?;
        let person = person.ok_or(WebError::NotFound)?;
        let password = slips::give(&visit, &mut tx, &person, now).await?;
        let scope = rows.scope(&person).map(|it| it.name);
        given.push(slips::slip(&person, scope, &password));
    }
    tx.commit().await?;
    Ok(slips::shown(visit, given, now))
}

async fn disable_all(visit: Visit, usernames: &[&str]) -> Result<Response, WebError> {
    let now = visit.app.clock.now();
    let mut tx = visit.app.db.begin().await?;
    for username in usernames {
        match accounts::disable(&mut tx, username, now).await {
            Ok(true) => {}
            Ok(false) => return Err(WebError::NotFound),
            Err(AccountError::LastAdministrator) => {
                drop(tx);
                return again(visit, StatusCode::CONFLICT, Mistake::LastAdministrator).await;
            }
            Err(AccountError::Db(error)) => return Err(error.into()),
        }
        slips::record(&visit, &mut tx, "person.disabled", username, "").await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&visit.frame.address(&[])).into_response())
}

/// The list once more, with what is wrong.
async fn again(visit: Visit, status: StatusCode, mistake: Mistake) -> Result<Response, WebError> {
    let list = list(&visit, Some(mistake)).await?;
    Ok(visit.page_with(status, Page::People(Box::new(list))))
}
