//! `/people`: the list, and what is done with all that is ticked.
use std::collections::{BTreeMap, HashMap};

use app::{
    Page,
    domain::{Day, Instant, Role, Username},
    text::search_key,
    views::{
        ENDING_WITHIN, Mistake, OneTime, OvertakenPerson, PeopleFilter, PeopleList, PeoplePart,
        PersonRow, Scope, Standing,
    },
};
use axum::{
    extract::RawForm,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{Rows, read_sign, slips};
use crate::{
    db::{
        Tx,
        people::{self, Coming, Person},
        sign_ins,
    },
    ledger::accounts::{self, AccountError},
    web::{
        audit::last_change,
        error::WebError,
        visit::{Visit, searched},
    },
};

/// Rows of a page.
const SHOWN: usize = 50;

/// `GET /people`
pub async fn people(visit: Visit) -> Result<Response, WebError> {
    let list = list(&visit).await?;
    Ok(visit.page(Page::People(Box::new(list))))
}

async fn list(visit: &Visit) -> Result<PeopleList, WebError> {
    let filter = filter(visit);
    let board = visit.app.live.today().await?;
    let rows = Rows::of(visit, &board);
    let last: HashMap<String, Instant> = sign_ins::all(&visit.app.db).await?.into_iter().collect();
    let everybody = people::all(&visit.app.db, rows.today).await?;
    let mut coming: HashMap<String, Vec<Coming>> = HashMap::new();
    for it in people::coming(&visit.app.db, rows.today).await? {
        coming.entry(it.person.id.clone()).or_default().push(it);
    }
    let to_come = |id: &str| coming.get(id).map_or(&[][..], Vec::as_slice);
    let all: Vec<PersonRow> = everybody
        .iter()
        .filter_map(|it| rows.row(it, last.get(&it.id).copied(), to_come(&it.id)))
        .collect();
    let counts = PeoplePart::ALL.iter().map(|part| {
        let number = all.iter().filter(|row| is_of(row, *part, &rows)).count();
        (*part, number)
    });
    let counts = counts.collect();
    let part = filter.part.unwrap_or(PeoplePart::All);
    let key = search_key(&filter.text);
    let scopes = board.scopes();
    let of_scope = OfScope::typed(&filter.scope, &scopes);
    let mut found: Vec<PersonRow> = all
        .into_iter()
        .filter(|row| is_of(row, part, &rows))
        .filter(|row| filter.role.is_none_or(|role| role == row.role))
        .filter(|row| of_scope.has(row.scope.as_ref()))
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
        scopes,
        account: visit.viewer()?.person.clone(),
        error: None,
        overtaken: Vec::new(),
    })
}

/// Which units or companies are meant by what was typed.
enum OfScope {
    All,
    /// One whose code or name it is.
    One(String),
    /// All in whose names it is found.
    Named(String),
}

impl OfScope {
    fn typed(text: &str, scopes: &[Scope]) -> Self {
        let key = search_key(text);
        if key.is_empty() {
            return Self::All;
        }
        let is = |it: &&Scope| it.code.eq_ignore_ascii_case(text) || search_key(&it.name) == key;
        match scopes.iter().find(is) {
            Some(one) => Self::One(one.code.clone()),
            None => Self::Named(key),
        }
    }

    fn has(&self, scope: Option<&Scope>) -> bool {
        match self {
            Self::All => true,
            Self::One(code) => scope.is_some_and(|it| it.code == *code),
            Self::Named(key) => scope.is_some_and(|it| search_key(&it.name).contains(key)),
        }
    }
}

fn filter(visit: &Visit) -> PeopleFilter {
    PeopleFilter {
        text: visit.typed(),
        role: Role::from_code(visit.query("role")),
        scope: searched(visit.query("scope")),
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
    // Each with the sign of what its reader read of it.
    let ticked: BTreeMap<String, &str> = fields
        .iter()
        .filter(|(name, _)| name == "person")
        .map(|(_, value)| value.rsplit_once(' ').unwrap_or((value, "")))
        .map(|(username, read)| (Username::folded(username), read))
        .collect();
    if ticked.is_empty() {
        return again(
            visit,
            StatusCode::UNPROCESSABLE_ENTITY,
            Mistake::NobodyTicked,
        )
        .await;
    }
    if ticked.contains_key(&viewer.username) {
        return again(visit, StatusCode::UNPROCESSABLE_ENTITY, Mistake::OnOneself).await;
    }
    match value("action") {
        "one-time" => give_all(visit, &ticked).await,
        "disable" => disable_all(visit, &ticked).await,
        _ => again(visit, StatusCode::UNPROCESSABLE_ENTITY, Mistake::BadForm).await,
    }
}

/// What is ticked, with the sign of what was read of each.
type Ticked<'a> = BTreeMap<String, &'a str>;

/// The accounts as they are now, in a transaction that may write; those alone that are no more as they
/// were read, where there are such.
async fn as_read(
    tx: &mut Tx,
    ticked: &Ticked<'_>,
    today: Day,
) -> Result<Result<Vec<Person>, Vec<Person>>, WebError> {
    tx.lock().await?;
    let (mut all, mut overtaken) = (Vec::new(), Vec::new());
    for (username, read) in ticked {
        let person = people::now(tx, username, today).await?;
        let person = person.ok_or(WebError::NotFound)?;
        let coming = people::coming_now(tx, &person.id, today).await?;
        match read_sign(&person, &coming) == *read {
            true => all.push(person),
            false => overtaken.push(person),
        }
    }
    Ok(if overtaken.is_empty() {
        Ok(all)
    } else {
        Err(overtaken)
    })
}

/// One transaction: each has its own line of the audit.
async fn give_all(visit: Visit, ticked: &Ticked<'_>) -> Result<Response, WebError> {
    let now = visit.app.clock.now();
    let board = visit.app.live.today().await?;
    let rows = Rows::of(&visit, &board);
    let mut given = Vec::new();
    let mut tx = visit.app.db.begin().await?;
    let all = match as_read(&mut tx, ticked, rows.today).await? {
        Ok(all) => all,
        Err(overtaken) => {
            drop(tx);
            return as_they_are(visit, overtaken).await;
        }
    };
    for person in all {
        let password = slips::give(&visit, &mut tx, &person, now).await?;
        let scope = rows.scope(&person).map(|it| it.name);
        given.push(slips::slip(&person, scope, &password));
    }
    tx.commit().await?;
    Ok(slips::shown(visit, given, now))
}

async fn disable_all(visit: Visit, ticked: &Ticked<'_>) -> Result<Response, WebError> {
    let now = visit.app.clock.now();
    let mut tx = visit.app.db.begin().await?;
    if let Err(overtaken) = as_read(&mut tx, ticked, visit.app.today()).await? {
        drop(tx);
        return as_they_are(visit, overtaken).await;
    }
    for username in ticked.keys() {
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
    let list = PeopleList {
        error: Some(mistake),
        ..list(&visit).await?
    };
    Ok(visit.page_with(status, Page::People(Box::new(list))))
}

/// The list once more as it is now, with what was done meanwhile to what was ticked.
async fn as_they_are(visit: Visit, changed: Vec<Person>) -> Result<Response, WebError> {
    let mut overtaken = Vec::new();
    for person in changed {
        overtaken.push(OvertakenPerson {
            last: last_change(&visit, &person.username).await?,
            username: person.username,
            name: person.name,
        });
    }
    let list = PeopleList {
        error: Some(Mistake::OvertakenPeople),
        overtaken,
        ..list(&visit).await?
    };
    let page = Page::People(Box::new(list));
    Ok(visit.page_with(StatusCode::CONFLICT, page))
}
