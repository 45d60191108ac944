//! `/plan/together/{act}`: what the office does to many at once by one decision.
use std::collections::BTreeMap;

use app::{
    Page,
    domain::UnitKind,
    text::{self, Lang},
    views::{Mistake, PlanAct, PlanForm, PlanTogether},
};
use axum::{
    extract::{Path, RawForm},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    acts::{self, Wrong},
    look::{self, Came},
    typed::Fields,
};
use crate::web::{error::WebError, visit::Visit};

fn named(act: &str) -> Result<PlanAct, WebError> {
    PlanAct::from_code(act).ok_or(WebError::NotFound)
}

/// `GET /plan/together/{act}`
pub async fn together(visit: Visit, Path(act): Path<String>) -> Result<Response, WebError> {
    let act = named(&act)?;
    let page = page(&visit, act, &acts::first(act))?;
    Ok(visit.page(Page::PlanTogether(Box::new(page))))
}

fn page(visit: &Visit, act: PlanAct, fields: &Fields) -> Result<PlanTogether, WebError> {
    let board = visit.read()?;
    let units = board.plan_units();
    let of = |kind: &UnitKind| {
        let open = units.iter().filter(|it| it.open && it.unit.kind == *kind);
        (*kind, open.count())
    };
    let kinds = UnitKind::ALL.iter().map(of).filter(|(_, n)| *n > 0);
    Ok(PlanTogether {
        act,
        typed: fields.typed.clone(),
        errors: BTreeMap::new(),
        decision: fields.decision(),
        names: board.plan_names(),
        kinds: kinds.collect(),
        // A name of its own, by which it is found where it comes twice.
        form: look::given(visit, uuid::Uuid::now_v7().to_string())?,
    })
}

/// `POST /plan/together/{act}`
pub async fn send_together(
    visit: Visit,
    Path(act): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, WebError> {
    let act = named(&act)?;
    let fields = Fields::read(&body);
    if !look::is_own(&visit, &fields.account)? {
        let told = text::mistake(visit.lang(), Mistake::OtherAccount).to_owned();
        return again(
            visit,
            act,
            fields,
            Wrong::whole(vec![told]),
            StatusCode::CONFLICT,
        );
    }
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(told) = fields.secrets_told(visit.lang(), &acts::fields(act)) {
        let wrong = Wrong {
            beside: told.beside,
            whole: told.whole,
        };
        return again(visit, act, fields, wrong, unprocessable);
    }
    if fields.writes() && look::is_written(&visit, &fields.seen).await? {
        return Ok(done(act, 0));
    }
    let change = match acts::change(&visit, act, &fields).await? {
        Ok(change) => change,
        Err(wrong) => return again(visit, act, fields, wrong, unprocessable),
    };
    let told = fields.told(text::plan_act(Lang::Vi, act));
    let unread = fields.unread();
    match look::send(&visit, &change, &fields, &told).await? {
        Came::Written(place) => Ok(done(act, place)),
        Came::Wrong(complaints) => {
            let wrong = acts::told(visit.lang(), &complaints);
            again(visit, act, fields, wrong, unprocessable)
        }
        Came::Refused(told) => again(
            visit,
            act,
            fields,
            Wrong::whole(told),
            StatusCode::FORBIDDEN,
        ),
        Came::Nothing => {
            let mut page = page(&visit, act, &fields)?;
            page.form.nothing = true;
            Ok(visit.page(Page::PlanTogether(Box::new(page))))
        }
        Came::Shown { preview, overtaken } => {
            let mut page = page(&visit, act, &fields)?;
            let name = match PlanForm::signs(&fields.seen).0 {
                "" => page.form.seen.clone(),
                name => name.to_owned(),
            };
            page.form.shows(*preview, overtaken, &name);
            page.form.unread = unread;
            let status = look::status(overtaken);
            look::shown(&visit, &fields, status, Page::PlanTogether(Box::new(page)))
        }
    }
}

fn done(act: PlanAct, place: i64) -> Response {
    let path = format!("/plan/together/{}?done={place}", act.code());
    Redirect::to(&path).into_response()
}

fn again(
    visit: Visit,
    act: PlanAct,
    fields: Fields,
    wrong: Wrong,
    status: StatusCode,
) -> Result<Response, WebError> {
    let fields = fields.without_secrets();
    let mut page = page(&visit, act, &fields)?;
    let mut whole = wrong.whole;
    for (name, words) in wrong.beside {
        match ["decision", "reason", "approver"]
            .iter()
            .position(|it| *it == name)
        {
            Some(part) => page.decision.errors[part] = Some(words),
            None if acts::asks(act, name) => drop(page.errors.insert(name, words)),
            None => whole.push(words),
        }
    }
    page.form.errors = whole;
    Ok(visit.page_with(status, Page::PlanTogether(Box::new(page))))
}
