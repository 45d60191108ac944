//! Units are merged, or one is split.
use super::Wrong;
use crate::{
    board::ScopedBoard,
    web::{
        error::WebError,
        plan::{rows_of::Rows, typed::Fields},
        visit::Visit,
    },
};

pub(super) async fn rows(
    _visit: &Visit,
    _board: &ScopedBoard,
    _fields: &Fields,
) -> Result<Result<Vec<(&'static str, Rows)>, Wrong>, WebError> {
    Ok(Ok(Vec::new()))
}
