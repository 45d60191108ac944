//! `GET /compare`: two days side by side, and the names that the office gives days.
use app::{
    Page,
    domain::{
        Day, LONGEST_DAY_NAME, Nearest, UnitCode, WorkstreamCode, clean_line, secrecy_mark,
        typed_day,
    },
    text,
    views::{
        CompareErrors, CompareForm, CompareList, ComparePage, Compared, DayNameForm, ListAsked,
        Marks, Mistake, NamingErrors, NamingForm, Side, Typed, UnsentForm,
    },
};
use axum::{
    Form,
    extract::rejection::FormRejection,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::TimeDelta;
use serde::Deserialize;

use super::{error::WebError, milestone_form::FormFields, visit::Visit};
use crate::{
    board::{CampaignBoard, TwoDaysAsked},
    db::audit,
    ledger::NamedDayRow,
};

const PATH: &str = "/compare";

/// Days between the two where nobody says which.
const WEEK: i64 = 7;

pub async fn compare(visit: Visit) -> Result<Response, WebError> {
    let naming = naming(&visit)?;
    shown(visit, naming, StatusCode::OK).await
}

/// The page with a form of names as it stands.
async fn shown(
    mut visit: Visit,
    naming: Option<NamingForm>,
    status: StatusCode,
) -> Result<Response, WebError> {
    // Also where a form of it comes back.
    PATH.clone_into(&mut visit.frame.path);
    let of = {
        let board = visit.read()?;
        compared(&visit, board.campaign().ok_or(WebError::Refused)?)?
    };
    let asked = Asked::of(&visit);
    let mut page = ComparePage {
        form: asked.form.clone(),
        errors: CompareErrors::default(),
        of,
        days: None,
        naming,
    };
    let (from, to) = match asked.days {
        Ok(days) => days,
        Err(errors) => {
            page.errors = errors;
            // The first day of a campaign has none before it, and nobody asked for one.
            let told = match asked.typed && status == StatusCode::OK {
                true => StatusCode::UNPROCESSABLE_ENTITY,
                false => status,
            };
            return Ok(visit.page_with(told, Page::Compare(Box::new(page))));
        }
    };
    let then = visit.app.live.as_of(from).await??;
    visit = visit.on(to).await?;
    page.form = CompareForm {
        from: text::day_as_typed(then.day()),
        to: text::day_as_typed(visit.frame.day()),
    };
    if then.day() >= visit.frame.day() {
        page.errors.from = Some(Mistake::DaysSame);
        return Ok(visit.page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            Page::Compare(Box::new(page)),
        ));
    }
    // Links on the page carry both days as days, however they were typed.
    let now = visit.frame.as_of;
    let query = &mut visit.frame.query;
    query
        .retain(|(name, _)| !["from", "to", "as_of", "name_day", "named"].contains(&name.as_str()));
    query.push(("from".to_owned(), then.day().to_string()));
    query.extend(now.map(|day| ("as_of".to_owned(), day.to_string())));
    let as_file = !visit.query("format").is_empty();
    let list = CompareList::from_code(visit.query("list"));
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let days = campaign.two_days(
        &then,
        TwoDaysAsked {
            of: &page.of,
            list: list.map(|list| ListAsked {
                list,
                was: Side::from_code(visit.query("was")),
                now: Side::from_code(visit.query("now")),
            }),
            page: (!as_file).then(|| visit.query("page").parse().unwrap_or(1)),
        },
    );
    page.days = Some(Box::new(days));
    let page = Page::Compare(Box::new(page));
    Ok(match status {
        StatusCode::OK => visit.page(page),
        other => visit.page_with(other, page),
    })
}

/// What is compared: the whole, a unit or a database that there is.
fn compared(visit: &Visit, campaign: CampaignBoard<'_>) -> Result<Compared, WebError> {
    let (unit, database) = (visit.query("unit"), visit.query("database"));
    let found = match (unit, database) {
        ("", "") => return Ok(Compared::Whole),
        ("", code) => {
            let code = WorkstreamCode::parse(code).ok();
            code.and_then(|code| campaign.compared_database(&code))
        }
        (code, _) => {
            let code = UnitCode::parse(code).ok();
            code.and_then(|code| campaign.compared_unit(&code))
        }
    };
    found.ok_or(WebError::NotFound)
}

/// The two days as the address asks for them.
struct Asked {
    form: CompareForm,
    /// Whether somebody typed one.
    typed: bool,
    days: Result<(Day, Day), CompareErrors>,
}

impl Asked {
    fn of(visit: &Visit) -> Self {
        let (from, to) = (visit.query("from").trim(), visit.query("to").trim());
        let frame = &visit.frame;
        let start = frame.campaign.as_ref().map(|it| it.start);
        let read = |typed: &str| {
            let day = typed_day(typed, frame.today, Nearest::Before).ok_or(Mistake::BadDay)?;
            if start.is_some_and(|start| day < start) {
                return Err(Mistake::DayBeforeStart);
            }
            match day > frame.today {
                // Days after the last one of a campaign show what that one does.
                true if frame.closed.is_some() => Ok(frame.today),
                true => Err(Mistake::NotYet),
                false => Ok(day),
            }
        };
        let last = match to {
            "" => Ok(frame.day()),
            typed => read(typed),
        };
        let first = match from {
            "" => {
                let before = last.unwrap_or(frame.today) - TimeDelta::days(WEEK);
                Ok(start.map_or(before, |start| start.max(before)))
            }
            typed => read(typed),
        };
        let told = |typed: &str, read: Result<Day, Mistake>| match (typed, read) {
            ("", Ok(day)) => text::day_as_typed(day),
            _ => typed.to_owned(),
        };
        Self {
            form: CompareForm {
                from: told(from, first),
                to: told(to, last),
            },
            typed: !from.is_empty() || !to.is_empty(),
            days: match (first, last) {
                (Ok(first), Ok(last)) if first < last => Ok((first, last)),
                (Ok(first), Ok(last)) => Err(CompareErrors {
                    from: Some(match first == last {
                        true => Mistake::DaysSame,
                        false => Mistake::DaysBackwards,
                    }),
                    to: None,
                }),
                (first, last) => Err(CompareErrors {
                    from: first.err(),
                    to: last.err(),
                }),
            },
        }
    }
}

/// The form by which the office names a day; filled in with the one that the address names.
fn naming(visit: &Visit) -> Result<Option<NamingForm>, WebError> {
    let viewer = visit.viewer()?;
    if !viewer.role.plans() || visit.frame.closed.is_some() {
        return Ok(None);
    }
    let named = typed_day(visit.query("name_day"), visit.frame.today, Nearest::Before);
    let name = named.and_then(|day| visit.frame.named_days.get(day));
    let form = DayNameForm {
        account: viewer.person.clone(),
        day: named.map_or_else(String::new, text::day_as_typed),
        was: name.map_or_else(String::new, ToString::to_string),
        name: name.map_or_else(String::new, ToString::to_string),
    };
    Ok(Some(NamingForm {
        form,
        errors: NamingErrors::default(),
        done: visit.query("named") == "1",
    }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NameFields {
    #[serde(flatten)]
    marks: Marks,
    day: String,
    name: String,
    /// What the day was called when the form was opened.
    was: String,
    /// `1`: the name is taken away.
    remove: String,
}

impl FormFields for NameFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    /// It has no name of its own: what the day was called is looked at where it is written.
    fn given_here(&self) -> bool {
        !self.marks.account.is_empty()
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::DayName
    }

    fn typed(self) -> Option<Typed> {
        let form = self.form();
        (!form.name.is_empty()).then_some(Typed::DayName(form))
    }
}

impl NameFields {
    /// What was typed; what carries a mark of secrecy is not sent back.
    fn form(self) -> DayNameForm {
        let name = clean_line(&self.name);
        DayNameForm {
            account: self.marks.account,
            day: clean_line(&self.day),
            was: self.was,
            name: match secrecy_mark(&name) {
                Some(_) => String::new(),
                None => name,
            },
        }
    }
}

/// The page with a name as it was typed before the session ended.
pub async fn name_again(visit: Visit, form: DayNameForm) -> Result<Response, WebError> {
    let naming = NamingForm {
        form,
        ..NamingForm::default()
    };
    shown(visit, Some(naming), StatusCode::OK).await
}

/// `POST /compare/days`
pub async fn name_day(
    visit: Visit,
    form: Result<Form<NameFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let viewer = visit.viewer()?.clone();
    let name = clean_line(&fields.name);
    let remove = fields.remove == "1";
    let own = fields.marks.account == viewer.person;
    let mut form = NamingForm {
        form: DayNameForm {
            account: viewer.person.clone(),
            ..fields.form()
        },
        ..NamingForm::default()
    };
    let day = day_to_name(&visit, &form.form.day);
    let name = match remove {
        true => Ok(String::new()),
        false => day_name(&name).map(|()| name),
    };
    if !own {
        form.errors.form = Some(Mistake::OtherAccount);
        return shown(visit, Some(form), StatusCode::CONFLICT).await;
    }
    let (day, name) = match (day, name) {
        (Ok(day), Ok(name)) => (day, name),
        (day, name) => {
            (form.errors.day, form.errors.name) = (day.err(), name.err());
            return shown(visit, Some(form), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let mut tx = visit.app.db.begin().await?;
    let seq = tx.next_seq().await?;
    let now = tx.later(visit.app.clock.now()).await?;
    let stands = visit.read_anew().await?.day_name(day);
    let stands = stands.as_deref().unwrap_or_default();
    let done = || Redirect::to("/compare?named=1#days").into_response();
    // Sent twice, it is written once.
    if stands == name {
        return Ok(done());
    }
    if stands != form.form.was {
        drop(tx);
        form.form.was = stands.to_owned();
        form.errors.form = Some(Mistake::DayNameOvertaken);
        return shown(visit.renewed().await?, Some(form), StatusCode::CONFLICT).await;
    }
    let row = NamedDayRow {
        day: day.to_string(),
        name,
        person: Some(viewer.person.clone()),
        seq,
        recorded_at: now,
    };
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "day.named",
        subject: &row.day.clone(),
        detail: &row.name.clone(),
    };
    NamedDayRow::append(&mut tx, &[row]).await?;
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(done())
}

/// The day that gets a name: one of which there are figures.
fn day_to_name(visit: &Visit, typed: &str) -> Result<Day, Mistake> {
    let today = visit.frame.today;
    let day = typed_day(typed, today, Nearest::Before).ok_or(Mistake::BadDay)?;
    let start = visit.frame.campaign.as_ref().map(|it| it.start);
    match day {
        day if day > today => Err(Mistake::NotYet),
        day if start.is_some_and(|start| day < start) => Err(Mistake::DayBeforeStart),
        day => Ok(day),
    }
}

fn day_name(name: &str) -> Result<(), Mistake> {
    if name.is_empty() {
        Err(Mistake::DayNameMissing)
    } else if secrecy_mark(name).is_some() {
        Err(Mistake::SecretMark)
    } else if name.chars().count() > LONGEST_DAY_NAME {
        Err(Mistake::DayNameTooLong)
    } else {
        Ok(())
    }
}
