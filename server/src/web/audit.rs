//! `/audit`: the log, for administrators.
use app::{
    Page,
    domain::{Event, clean_line, closes_at, local_day, parse_day, start_of},
    text::clock_time,
    views::{AuditFilter, AuditPage, AuditPart, AuditRow},
};
use axum::response::Response;

use super::{error::WebError, visit::Visit};
use crate::db::{
    audit::{self, Asked, Recorded},
    resets,
};

/// Lines of a page, of a file, and of the page of an account.
const SHOWN: i64 = 100;
const IN_A_FILE: i64 = 50_000;
const OF_ONE: i64 = 20;
const SIGN_INS_OF_ONE: i64 = 10;

/// `GET /audit`
pub async fn audit(visit: Visit) -> Result<Response, WebError> {
    let filter = AuditFilter {
        person: clean_line(visit.query("person")),
        subject: clean_line(visit.query("subject")),
        what: AuditPart::from_code(visit.query("what")),
        from: visit.query("from").to_owned(),
        to: visit.query("to").to_owned(),
    };
    let as_file = !visit.query("format").is_empty();
    let limit = if as_file { IN_A_FILE } else { SHOWN };
    let zone = visit.zone();
    let asked = Asked {
        person: filter.person.clone(),
        subject: filter.subject.clone(),
        what: filter.what,
        since: parse_day(&filter.from).map(|day| start_of(day, zone)),
        before: parse_day(&filter.to).map(|day| closes_at(day, zone)),
        before_line: visit.query("before").parse().ok(),
    };
    let found = audit::find(&visit.app.db, &asked, limit).await?;
    let whole = i64::try_from(found.len()).is_ok_and(|n| n == limit);
    let older = found.last().map(|it| it.line).filter(|_| whole);
    let last = audit::last(&visit.app.db).await?;
    let page = AuditPage {
        filter,
        rows: rows(&visit, found).await?,
        older,
        last: (last.line, last.hash),
    };
    Ok(visit.page(Page::Audit(Box::new(page))))
}

/// What was done to an account of late, and the sign-ins apart, which are many.
pub async fn rows_about(
    visit: &Visit,
    username: &str,
) -> Result<(Vec<AuditRow>, Vec<AuditRow>), WebError> {
    let asked = |what| Asked {
        subject: username.to_owned(),
        what: Some(what),
        ..Asked::default()
    };
    let db = &visit.app.db;
    let changes = audit::find(db, &asked(AuditPart::People), OF_ONE).await?;
    let sign_ins = audit::find(db, &asked(AuditPart::SignIns), SIGN_INS_OF_ONE).await?;
    Ok((rows(visit, changes).await?, rows(visit, sign_ins).await?))
}

/// What was done to an account last, however somebody signed in since.
pub async fn last_change(visit: &Visit, username: &str) -> Result<Option<AuditRow>, WebError> {
    let asked = Asked {
        subject: username.to_owned(),
        what: Some(AuditPart::People),
        ..Asked::default()
    };
    let found = audit::find(&visit.app.db, &asked, 1).await?;
    Ok(rows(visit, found).await?.pop())
}

async fn rows(visit: &Visit, found: Vec<Recorded>) -> Result<Vec<AuditRow>, WebError> {
    let decisions = found.iter().filter(|it| decides(&it.action));
    let forms: Vec<&str> = decisions.map(|it| it.detail.as_str()).collect();
    let marked = resets::soon_after(&visit.app.db, &forms).await?;
    let rows = found.into_iter().map(|it| {
        let after_reset = decides(&it.action) && marked.contains(&it.detail);
        AuditRow {
            after_reset,
            ..row(visit, it)
        }
    });
    Ok(rows.collect())
}

/// Whether a line tells of a decision, of a milestone or of a measurement; its detail is then the form
/// it came with.
fn decides(action: &str) -> bool {
    let of = action
        .strip_prefix("milestone.")
        .or(action.strip_prefix("measurement."));
    of.and_then(Event::from_code).is_some_and(Event::decides)
}

/// A line as an administrator reads it: of facts what was done to what, and nothing of what they
/// say.
fn row(visit: &Visit, it: Recorded) -> AuditRow {
    let zone = visit.zone();
    let of_people = it.action.starts_with("person.") || it.action == "export";
    AuditRow {
        line: it.line,
        day: local_day(it.recorded_at, zone),
        time: clock_time(it.recorded_at, zone),
        person: it.person.unwrap_or_default(),
        source: it.source.unwrap_or_default(),
        detail: if of_people { it.detail } else { String::new() },
        action: it.action,
        subject: it.subject,
        after_reset: false,
    }
}
