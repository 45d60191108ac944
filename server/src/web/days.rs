//! Days in addresses: people type 26/11/2026, links carry 2026-11-26.
use app::domain::{Nearest, parse_day, typed_day};
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

use super::state::App;

/// Leads from a day as it was typed to the address that carries it as links do. What is no day
/// stays as it is, and the page says so.
pub async fn one_form(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = request.uri().query().unwrap_or_default();
    // Two strokes at the beginning would lead to another site.
    let own = !request.uri().path().starts_with("//");
    if own
        && request.method() == Method::GET
        && asked.contains("as_of=")
        && let Some(query) = in_one_form(&app, asked)
    {
        let path = request.uri().path();
        return Redirect::to(&format!("{path}?{query}")).into_response();
    }
    next.run(request).await
}

/// The query with the day in its one form; `None` where nothing is to be changed.
fn in_one_form(app: &App, query: &str) -> Option<String> {
    let mut changed = false;
    let mut written = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let day = match &*name {
            "as_of" if !value.is_empty() => {
                parse_day(&value).or_else(|| typed_day(&value, app.today(), Nearest::Before))
            }
            _ => None,
        };
        let day = day.map(|day| day.to_string());
        let value = match day.as_deref() {
            Some(day) if *day != *value => {
                changed = true;
                day
            }
            _ => &value,
        };
        written.append_pair(&name, value);
    }
    changed.then(|| written.finish())
}
