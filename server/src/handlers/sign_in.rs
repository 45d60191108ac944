//! `GET /sign-in`
use std::sync::Arc;

use app::{
    Page,
    access::{Role, Viewer},
    views::SignInForm,
};
use axum::{
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};

use crate::{guard, render, state::App, visit};

pub async fn sign_in(State(app): State<App>, request: Request) -> Response {
    if request.extensions().get::<Arc<Viewer>>().is_some() {
        return Redirect::to("/").into_response();
    }
    let (parts, _) = request.into_parts();
    let query: std::collections::HashMap<String, String> =
        axum::extract::Query::try_from_uri(&parts.uri)
            .map(|q| q.0)
            .unwrap_or_default();
    let frame = visit::frame_of(&app, &parts).await;
    let form = SignInForm {
        next: guard::safe_next(query.get("next").map_or("/", String::as_str)).to_owned(),
        accounts: demo_accounts(frame.demo()),
        ..SignInForm::default()
    };
    render::page(&app, axum::http::StatusCode::OK, &frame, Page::SignIn(form))
}

/// One account a role, shown on the sign-in page of a demonstration only.
pub fn demo_accounts(demo: bool) -> Vec<(Role, String)> {
    const ACCOUNTS: [(Role, &str); 5] = [
        (Role::Committee, "committee"),
        (Role::Office, "office"),
        (Role::Head, "head.syt"),
        (Role::Member, "member.syt"),
        (Role::Partner, "partner.vnpt"),
    ];
    if !demo {
        return Vec::new();
    }
    ACCOUNTS
        .iter()
        .map(|(role, name)| (*role, (*name).to_owned()))
        .collect()
}
