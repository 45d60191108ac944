//! What the page of one's own account says was done.
use app::views::AccountDone;
use axum::response::{IntoResponse, Redirect, Response};

/// The page that says so.
pub(super) fn page(done: AccountDone) -> String {
    format!("/account?done={}", done.code())
}

pub fn back(done: AccountDone) -> Response {
    Redirect::to(&page(done)).into_response()
}
