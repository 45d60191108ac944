//! `/people/{username}` and `/people/add/one`: one account.
use app::{
    Page,
    domain::{
        Day, Home, Instant, PartnerCode, Role, UnitCode, Username, clean_line, is_telephone,
        parse_day, says_something, secrecy_mark, secrecy_mark_in_name,
    },
    lang::Theme,
    text,
    views::{
        Marks, Mistake, PersonDone, PersonErrors, PersonForm, PersonPage, Typed, UnsentForm,
        WallForm,
    },
};
use axum::{
    Form,
    extract::{Path, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{Rows, read_sign, slips};
use crate::{
    board::Board,
    db::{
        Tx, factors,
        people::{self, Person},
        sign_ins, walls,
    },
    ledger::accounts::{self, AccountError, named_terms, told_terms},
    mail,
    web::{audit::rows_about, error::WebError, milestone_form::FormFields, visit::Visit},
};

/// Letters of a name or a title.
const LONGEST: usize = 200;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PersonFields {
    action: String,
    username: String,
    name: String,
    title: String,
    phone: String,
    email: String,
    role: String,
    scope: String,
    from: String,
    to: String,
    begins: String,
    language: String,
    theme: String,
    #[serde(flatten)]
    marks: Marks,
}

impl FormFields for PersonFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    /// It has no name of its own: what the account said is looked at where it is written.
    fn given_here(&self) -> bool {
        !self.marks.account.is_empty()
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::Person
    }

    /// A button that locks, or gives a password, has no words.
    fn typed(self) -> Option<Typed> {
        let words = self.action == "change";
        words.then(|| Typed::Person(without_secrets(self.cleaned())))
    }
}

impl PersonFields {
    fn cleaned(self) -> PersonForm {
        PersonForm {
            username: clean_line(&self.username),
            name: clean_line(&self.name),
            title: clean_line(&self.title),
            phone: clean_line(&self.phone),
            email: clean_line(&self.email),
            role: self.role,
            scope: self.scope,
            from: clean_line(&self.from),
            to: clean_line(&self.to),
            begins: clean_line(&self.begins),
            language: self.language,
            theme: self.theme,
            read: self.marks.read,
            account: self.marks.account,
        }
    }
}

/// The page of an account with what was typed before the session ended: of a new one, or of the one that
/// its address names.
pub async fn person_again(
    visit: Visit,
    address: (&str, &str),
    typed: PersonForm,
) -> Result<Response, WebError> {
    let errors = PersonErrors::default();
    let (username, rest) = address;
    if (username, rest) == ("add", "one") {
        let page = of_new(&visit, typed, errors).await?;
        return Ok(visit.page(Page::Person(Box::new(page))));
    }
    let (name, today) = (Username::folded(username), visit.app.today());
    let person = people::by_username(&visit.app.db, &name, today).await?;
    let person = person.ok_or(WebError::NotFound)?;
    if typed.read != read_now(&visit, &person).await? {
        return again(visit, &person, typed, Mistake::OvertakenPerson).await;
    }
    let form = PersonForm {
        username: person.username.clone(),
        ..typed
    };
    let page = of_person(&visit, &person, form, errors, None).await?;
    Ok(visit.page(Page::Person(Box::new(page))))
}

/// `GET /people/{username}`
pub async fn person(visit: Visit, Path(username): Path<String>) -> Result<Response, WebError> {
    let person = people::by_username(
        &visit.app.db,
        &Username::folded(&username),
        visit.app.today(),
    )
    .await?;
    let person = person.ok_or(WebError::NotFound)?;
    let form = form_of(&visit, &person).await?;
    let done = PersonDone::from_code(visit.query("done"));
    let page = of_person(&visit, &person, form, PersonErrors::default(), done).await?;
    Ok(visit.page(Page::Person(Box::new(page))))
}

/// `GET /people/add/one`
pub async fn new_person(visit: Visit) -> Result<Response, WebError> {
    let form = PersonForm {
        language: "vi".to_owned(),
        account: visit.viewer()?.person.clone(),
        ..PersonForm::default()
    };
    let page = of_new(&visit, form, PersonErrors::default()).await?;
    Ok(visit.page(Page::Person(Box::new(page))))
}

pub(super) async fn form_of(visit: &Visit, person: &Person) -> Result<PersonForm, WebError> {
    let day = |text: &Option<String>| {
        let day = text.as_deref().and_then(parse_day);
        day.map_or_else(String::new, text::day_as_typed)
    };
    Ok(PersonForm {
        username: person.username.clone(),
        name: person.name.clone(),
        title: person.title.clone(),
        phone: person.phone.clone().unwrap_or_default(),
        email: person.email.clone().unwrap_or_default(),
        role: person.role.clone(),
        scope: person
            .partner
            .clone()
            .or(person.unit.clone())
            .unwrap_or_default(),
        from: day(&person.valid_from),
        to: day(&person.valid_to),
        begins: String::new(),
        language: person.language.clone(),
        theme: person.theme().code().to_owned(),
        read: read_now(visit, person).await?,
        account: visit.viewer()?.person.clone(),
    })
}

/// The sign of an account as it is.
async fn read_now(visit: &Visit, person: &Person) -> Result<String, WebError> {
    let coming = people::coming_of(&visit.app.db, &person.id, visit.app.today()).await?;
    Ok(read_sign(person, &coming))
}

pub(super) async fn of_person(
    visit: &Visit,
    person: &Person,
    form: PersonForm,
    errors: PersonErrors,
    done: Option<PersonDone>,
) -> Result<PersonPage, WebError> {
    let board = visit.app.live.today().await?;
    let last = sign_ins::lookup(&visit.app.db, &person.id).await?;
    let rows = Rows::of(visit, &board);
    let coming = people::coming_of(&visit.app.db, &person.id, rows.today).await?;
    let row = rows.row(person, last.map(|it| it.at), &coming);
    let (history, sign_ins) = rows_about(visit, &person.username).await?;
    let wall = match person.role() {
        Some(Role::Display) => {
            let wall = walls::of(&visit.app.db, &person.id).await?;
            Some(WallForm::of(&wall, visit.viewer()?.person.clone()))
        }
        _ => None,
    };
    Ok(PersonPage {
        person: Some(row.ok_or(WebError::NotFound)?),
        form,
        errors,
        scopes: board.scopes(),
        history,
        sign_ins,
        wall,
        done,
    })
}

async fn of_new(
    visit: &Visit,
    form: PersonForm,
    errors: PersonErrors,
) -> Result<PersonPage, WebError> {
    Ok(PersonPage {
        person: None,
        form,
        errors,
        scopes: visit.app.live.today().await?.scopes(),
        history: Vec::new(),
        sign_ins: Vec::new(),
        wall: None,
        done: None,
    })
}

/// What a form makes of an account, or what is wrong with it.
fn judged(board: &Board, form: &PersonForm, before: &Person) -> Result<Person, PersonErrors> {
    let mut errors = PersonErrors::default();
    let too_long = |text: &str| (text.chars().count() > LONGEST).then_some(Mistake::PersonTooLong);
    let secret = |text: &str| secrecy_mark(text).map(|_| Mistake::SecretMark);
    errors.name = (!says_something(&form.name))
        .then_some(Mistake::PersonNameMissing)
        .or(too_long(&form.name))
        .or(secret(&form.name));
    errors.title = too_long(&form.title).or(secret(&form.title));
    let phone = form.phone.is_empty() || is_telephone(&form.phone);
    errors.phone = (!phone).then_some(Mistake::PhoneBad);
    let email = mail::address(&form.email);
    errors.email = email.is_err().then_some(Mistake::EmailBad);
    let role = Role::from_code(&form.role);
    errors.role = role.is_none().then_some(Mistake::RoleMissing);
    let (unit, partner) = match role.map(|role| scope_of(board, role, &form.scope)) {
        Some(Ok(scope)) => scope,
        Some(Err(mistake)) => {
            errors.scope = Some(mistake);
            (None, None)
        }
        None => (None, None),
    };
    let day = |typed: &str| match typed {
        "" => Ok(None),
        typed => parse_day(typed).map(Some).ok_or(Mistake::PersonDayBad),
    };
    let (from, to) = (day(&form.from), day(&form.to));
    errors.from = from.err();
    errors.to = to.err();
    let (from, to): (Option<Day>, Option<Day>) = (from.ok().flatten(), to.ok().flatten());
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        errors.to = Some(Mistake::PersonDaysBackwards);
    }
    if errors != PersonErrors::default() {
        return Err(errors);
    }
    Ok(Person {
        name: form.name.clone(),
        title: form.title.clone(),
        phone: Some(form.phone.clone()).filter(|it| !it.is_empty()),
        email: email.unwrap_or_default(),
        role: form.role.clone(),
        unit,
        partner,
        valid_from: from.map(|day| day.to_string()),
        valid_to: to.map(|day| day.to_string()),
        theme: match role {
            // Nobody signs in at a wall to choose it there.
            Some(Role::Display) => chosen_theme(&form.theme),
            _ => before.theme.clone(),
        },
        ..before.clone()
    })
}

/// How pages are to look; `None`: as the system says.
fn chosen_theme(code: &str) -> Option<String> {
    let theme = Theme::from_code(code)?;
    (theme != Theme::System).then(|| theme.code().to_owned())
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(mut form: PersonForm) -> PersonForm {
    for text in [
        &mut form.name,
        &mut form.title,
        &mut form.phone,
        &mut form.email,
        &mut form.role,
        &mut form.scope,
        &mut form.from,
        &mut form.to,
        &mut form.begins,
        &mut form.language,
        &mut form.theme,
    ] {
        if secrecy_mark(text).is_some() {
            text.clear();
        }
    }
    for text in [&mut form.username, &mut form.email] {
        if secrecy_mark_in_name(text).is_some() {
            text.clear();
        }
    }
    form
}

type OfScope = (Option<String>, Option<String>);

/// The unit or the company of an account of a role.
fn scope_of(board: &Board, role: Role, code: &str) -> Result<OfScope, Mistake> {
    let unit = UnitCode::parse(code).is_ok_and(|code| board.has_unit(&code));
    let partner = PartnerCode::parse(code).is_ok_and(|code| board.has_partner(&code));
    let code = code.to_owned();
    match role.home() {
        Home::Nowhere if code.is_empty() => Ok((None, None)),
        Home::UnitIfAny if code.is_empty() => Ok((None, None)),
        Home::Unit | Home::Partner if code.is_empty() => Err(Mistake::ScopeMissing),
        Home::Unit | Home::UnitIfAny if unit => Ok((Some(code), None)),
        Home::Partner if partner => Ok((None, Some(code))),
        _ => Err(Mistake::ScopeBad),
    }
}

/// `POST /people/add/one`
pub async fn add(
    visit: Visit,
    form: Result<Form<PersonFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let form = fields.cleaned();
    let board = visit.app.live.today().await?;
    if form.account != visit.viewer()?.person {
        let errors = of_form(Mistake::OtherAccount);
        return new_again(visit, form, errors, StatusCode::CONFLICT).await;
    }
    let now = visit.app.clock.now();
    let username = Username::parse(&form.username);
    let named = username.as_ref().map(Username::as_str).unwrap_or_default();
    let before = Person {
        id: uuid::Uuid::now_v7().to_string(),
        username: named.to_owned(),
        language: match form.language.as_str() {
            "en" => "en".to_owned(),
            _ => "vi".to_owned(),
        },
        created_at: now,
        wants_mail: true,
        ..Person::default()
    };
    let bad_name = match &username {
        Err(_) => Some(Mistake::UsernameBad),
        Ok(name) => secrecy_mark_in_name(name.as_str()).map(|_| Mistake::SecretMark),
    };
    let judged = judged(&board, &form, &before);
    let person = match (judged, bad_name) {
        (Ok(person), None) => person,
        (judged, username) => {
            let errors = PersonErrors {
                username,
                ..judged.err().unwrap_or_default()
            };
            return new_again(visit, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let given = slips::given(&person.id, now)?;
    let person = Person {
        one_time_hash: Some(given.hash),
        one_time_until: Some(given.until),
        ..person
    };
    let mut tx = visit.app.db.begin().await?;
    if !accounts::add(&mut tx, &person, now).await? {
        drop(tx);
        let errors = PersonErrors {
            username: Some(Mistake::UsernameTaken),
            ..PersonErrors::default()
        };
        return new_again(visit, form, errors, StatusCode::CONFLICT).await;
    }
    let detail = told_terms(&person);
    slips::record(&visit, &mut tx, "person.added", &person.username, &detail).await?;
    tx.commit().await?;
    let scope = Rows::of(&visit, &board).scope(&person).map(|it| it.name);
    let slip = slips::slip(&person, scope, &given.password);
    Ok(slips::shown(visit, vec![slip], now))
}

fn of_form(mistake: Mistake) -> PersonErrors {
    PersonErrors {
        form: Some(mistake),
        ..PersonErrors::default()
    }
}

async fn new_again(
    visit: Visit,
    form: PersonForm,
    errors: PersonErrors,
    status: StatusCode,
) -> Result<Response, WebError> {
    let form = PersonForm {
        account: visit.viewer()?.person.clone(),
        ..without_secrets(form)
    };
    let page = of_new(&visit, form, errors).await?;
    Ok(visit.page_with(status, Page::Person(Box::new(page))))
}

/// `POST /people/{username}`
pub async fn change(
    visit: Visit,
    Path(username): Path<String>,
    form: Result<Form<PersonFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let action = fields.action.clone();
    let form = fields.cleaned();
    let before = people::by_username(
        &visit.app.db,
        &Username::folded(&username),
        visit.app.today(),
    )
    .await?;
    let before = before.ok_or(WebError::NotFound)?;
    if form.account != visit.viewer()?.person {
        let shown = if action == "change" {
            form
        } else {
            form_of(&visit, &before).await?
        };
        return again(visit, &before, shown, Mistake::OtherAccount).await;
    }
    let own = before.id == visit.viewer()?.person;
    match action.as_str() {
        "change" => save(visit, &before, form).await,
        "one-time" | "disable" | "factor" if own => {
            as_it_is(visit, &before, Mistake::OnOneself).await
        }
        "one-time" => give(visit, &before, &form.read).await,
        "disable" => set_state(visit, &before, &form.read, true).await,
        "factor" => reset_factor(visit, &before, &form.read).await,
        "enable" => set_state(visit, &before, &form.read, false).await,
        "take-back" => take_back(visit, &before, &form.read).await,
        _ => Err(WebError::BadRequest(crate::web::error::BadRequest::Form)),
    }
}

/// What the person says now, with a mistake over the form.
async fn again(
    visit: Visit,
    person: &Person,
    form: PersonForm,
    mistake: Mistake,
) -> Result<Response, WebError> {
    let form = PersonForm {
        username: person.username.clone(),
        read: read_now(&visit, person).await?,
        account: visit.viewer()?.person.clone(),
        ..without_secrets(form)
    };
    let page = of_person(&visit, person, form, of_form(mistake), None).await?;
    Ok(visit.page_with(StatusCode::CONFLICT, Page::Person(Box::new(page))))
}

async fn save(visit: Visit, before: &Person, form: PersonForm) -> Result<Response, WebError> {
    let board = visit.app.live.today().await?;
    let judged = judged(&board, &form, before);
    let judged = judged.and_then(|after| Ok((begins(&visit, &form, before, &after)?, after)));
    let (begins, after) = match judged {
        Ok(judged) => judged,
        Err(errors) => {
            let form = PersonForm {
                username: before.username.clone(),
                ..without_secrets(form)
            };
            let page = of_person(&visit, before, form, errors, None).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(visit.page_with(status, Page::Person(Box::new(page))));
        }
    };
    // Sent twice, it is written once.
    if after == *before {
        return Ok(back(before, PersonDone::Changed));
    }
    if begins.is_some() && is_to_come(&visit, &after, begins).await? {
        return Ok(back(&after, PersonDone::ToCome));
    }
    let (mut tx, current) = match opened(&visit, before, &form.read).await? {
        Ok(opened) => opened,
        Err(current) => return again(visit, &current, form, Mistake::OvertakenPerson).await,
    };
    let detail = told_change(&current, &after, begins);
    match changed(
        &visit,
        &mut tx,
        (&current, &after, begins),
        ("person.changed", &detail),
    )
    .await?
    {
        None => tx.commit().await?,
        Some(mistake) => {
            drop(tx);
            return again(visit, before, form, mistake).await;
        }
    }
    Ok(back(
        &after,
        match begins {
            Some(_) => PersonDone::ToCome,
            None => PersonDone::Changed,
        },
    ))
}

/// The day to come from which what an account may do is to change; none for at once.
fn begins(
    visit: &Visit,
    form: &PersonForm,
    before: &Person,
    after: &Person,
) -> Result<Option<Day>, PersonErrors> {
    let wrong = |mistake| {
        Err(PersonErrors {
            begins: Some(mistake),
            ..PersonErrors::default()
        })
    };
    if form.begins.is_empty() {
        return Ok(None);
    }
    match parse_day(&form.begins) {
        None => wrong(Mistake::PersonDayBad),
        Some(day) if day < visit.app.today() => wrong(Mistake::PersonBeginsOver),
        Some(_) if named_terms(before) == named_terms(after) => wrong(Mistake::PersonNothingBegins),
        Some(day) => Ok(Some(day).filter(|day| *day > visit.app.today())),
    }
}

/// Whether an account is to become just this from a day on.
async fn is_to_come(visit: &Visit, after: &Person, begins: Option<Day>) -> Result<bool, WebError> {
    let coming = people::coming_of(&visit.app.db, &after.id, visit.app.today()).await?;
    Ok(coming
        .iter()
        .any(|it| it.day() == begins && it.person == *after))
}

/// Takes back what was to come of an account, before it begins.
async fn take_back(visit: Visit, before: &Person, read: &str) -> Result<Response, WebError> {
    let now = visit.app.clock.now();
    let coming = people::coming_of(&visit.app.db, &before.id, visit.app.today()).await?;
    // Sent twice, it is written once.
    if coming.is_empty() {
        return Ok(back(before, PersonDone::TakenBack));
    }
    let (mut tx, current) = match opened(&visit, before, read).await? {
        Ok(opened) => opened,
        Err(current) => return as_it_is(visit, &current, Mistake::OvertakenPerson).await,
    };
    match accounts::take_back(&mut tx, &current, now).await {
        Ok(()) => {}
        Err(AccountError::LastAdministrator) => {
            drop(tx);
            return as_it_is(visit, &current, Mistake::LastAdministrator).await;
        }
        Err(AccountError::Db(error)) => return Err(error.into()),
    }
    let days: Vec<&str> = coming.iter().map(|it| it.begins.as_str()).collect();
    let detail = format!("begins: {} →", days.join(", "));
    slips::record(
        &visit,
        &mut tx,
        "person.taken_back",
        &current.username,
        &detail,
    )
    .await?;
    tx.commit().await?;
    Ok(back(&current, PersonDone::TakenBack))
}

/// A transaction that may write, with the account as it is; only that where a form was read before
/// it became so.
async fn opened(
    visit: &Visit,
    before: &Person,
    read: &str,
) -> Result<Result<(Tx, Person), Person>, WebError> {
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    let current = people::now(&mut tx, &before.username, visit.app.today()).await?;
    let current = current.ok_or(WebError::NotFound)?;
    let coming = people::coming_now(&mut tx, &current.id, visit.app.today()).await?;
    Ok(match read == read_sign(&current, &coming) {
        true => Ok((tx, current)),
        false => Err(current),
    })
}

/// Writes what an account becomes, with its line of the audit; why it was not, if it was not.
async fn changed(
    visit: &Visit,
    tx: &mut Tx,
    (current, after, begins): (&Person, &Person, Option<Day>),
    (action, detail): (&str, &str),
) -> Result<Option<Mistake>, WebError> {
    let now = visit.app.clock.now();
    match accounts::change(tx, (current, after), begins, now).await {
        Ok(()) => {
            slips::record(visit, tx, action, &after.username, detail).await?;
            Ok(None)
        }
        Err(AccountError::LastAdministrator) => Ok(Some(Mistake::LastAdministrator)),
        Err(AccountError::Db(error)) => Err(error.into()),
    }
}

async fn give(visit: Visit, before: &Person, read: &str) -> Result<Response, WebError> {
    let now = visit.app.clock.now();
    let (mut tx, current) = match opened(&visit, before, read).await? {
        Ok(opened) => opened,
        Err(current) => return as_it_is(visit, &current, Mistake::OvertakenPerson).await,
    };
    let password = slips::give(&visit, &mut tx, &current, now).await?;
    tx.commit().await?;
    let board = visit.app.live.today().await?;
    let scope = Rows::of(&visit, &board).scope(&current).map(|it| it.name);
    let slip = slips::slip(&current, scope, &password);
    Ok(slips::shown(visit, vec![slip], now))
}

async fn set_state(
    visit: Visit,
    before: &Person,
    read: &str,
    disabled: bool,
) -> Result<Response, WebError> {
    let (done, action) = match disabled {
        true => (PersonDone::Disabled, "person.disabled"),
        false => (PersonDone::Enabled, "person.enabled"),
    };
    // Sent twice, it is written once.
    if before.disabled == disabled {
        return Ok(back(before, done));
    }
    let (mut tx, current) = match opened(&visit, before, read).await? {
        Ok(opened) => opened,
        Err(current) => return as_it_is(visit, &current, Mistake::OvertakenPerson).await,
    };
    let after = Person {
        disabled,
        ..current.clone()
    };
    match changed(&visit, &mut tx, (&current, &after, None), (action, "")).await? {
        None => tx.commit().await?,
        Some(mistake) => {
            drop(tx);
            return as_it_is(visit, &current, mistake).await;
        }
    }
    Ok(back(&after, done))
}

/// How long a request for an officer's factor to be taken off waits for a second administrator.
const ASKED_FOR: Instant = 24 * 60 * 60 * 1_000_000;

/// Takes the second factor off, for who has lost it; of a role that must have one two administrators
/// do, where there are two.
async fn reset_factor(visit: Visit, before: &Person, read: &str) -> Result<Response, WebError> {
    let now = visit.app.clock.now();
    let viewer = visit.viewer()?.clone();
    let (mut tx, current) = match opened(&visit, before, read).await? {
        Ok(opened) => opened,
        Err(current) => return as_it_is(visit, &current, Mistake::OvertakenPerson).await,
    };
    if current.factor_at.is_none() {
        return Ok(back(&current, PersonDone::FactorGone));
    }
    let since = now - ASKED_FOR;
    let roles: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|it| it.must_have_factor())
        .collect();
    let officer = people::ever_had_role(&mut tx, &current.id, &roles).await?;
    let others = people::administrators_since(&mut tx, since, now).await?;
    let two = officer
        && others
            .iter()
            .any(|id| *id != viewer.person && *id != current.id);
    let asked = factors::asked_by(&mut tx, &current.id, since).await?;
    // Who asked must still be one, and who agrees is no account made for it.
    let asker = match &asked {
        Some(id) => people::active_administrators(&mut tx, now)
            .await?
            .contains(&people::username_of(&mut tx, id).await?),
        None => false,
    };
    let own = people::now(&mut tx, &viewer.username, visit.app.today()).await?;
    let known = own.is_some_and(|it| it.created_at <= since);
    if two && asker && asked.as_ref() == Some(&viewer.person) {
        drop(tx);
        return as_it_is(visit, &current, Mistake::FactorAskedBefore).await;
    }
    if two && !(asker && known) {
        factors::ask(&mut tx, &current.id, &viewer.person, now).await?;
        slips::record(
            &visit,
            &mut tx,
            "person.factor_asked",
            &current.username,
            "",
        )
        .await?;
        tx.commit().await?;
        return as_it_is(visit, &current, Mistake::FactorAsked).await;
    }
    accounts::take_factor_off(&mut tx, &current, now).await?;
    slips::record(
        &visit,
        &mut tx,
        "person.factor_reset",
        &current.username,
        "",
    )
    .await?;
    tx.commit().await?;
    Ok(back(&current, PersonDone::FactorGone))
}

/// The page of an account, with why nothing was done to it.
async fn as_it_is(visit: Visit, person: &Person, mistake: Mistake) -> Result<Response, WebError> {
    let shown = form_of(&visit, person).await?;
    again(visit, person, shown, mistake).await
}

fn back(person: &Person, done: PersonDone) -> Response {
    let path = format!("/people/{}?done={}", person.username, done.code());
    Redirect::to(&path).into_response()
}

/// "unit: STP → SYT; name": what changed. Names, numbers and addresses are named, and what they
/// say is not told: they are erased on request, and the audit never is.
fn told_change(before: &Person, after: &Person, begins: Option<Day>) -> String {
    let both = named_terms(before).into_iter().zip(named_terms(after));
    let of_terms = both
        .filter(|((_, was), (_, is))| was != is)
        .map(|((name, was), (_, is))| format!("{name}: {was} → {is}"));
    let of_identity = [
        ("name", before.name != after.name),
        ("title", before.title != after.title),
        ("phone", before.phone != after.phone),
        ("email", before.email != after.email),
        ("theme", before.theme != after.theme),
    ];
    let of_identity = of_identity.into_iter().filter(|(_, changed)| *changed);
    let begins = begins.map(|day| format!("begins: {day}"));
    let told = of_terms.chain(begins);
    let told = told.chain(of_identity.map(|(name, _)| name.to_owned()));
    told.collect::<Vec<_>>().join("; ")
}
