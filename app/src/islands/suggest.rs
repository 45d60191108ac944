//! What the search field suggests while somebody types.
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// One thing a reader may open, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    pub name: String,
    /// What tells it from others of that name: its kind, a place, a code.
    pub note: String,
    pub path: String,
}

/// What finds suggestions for a text.
#[cfg(feature = "ssr")]
type Search = dyn Fn(&str) -> Vec<Suggestion> + Send + Sync;

/// Finds suggestions for a text, within the scope of one reader. The route puts it
/// beside the call, after the guard has let the reader in: the function itself
/// knows neither session nor board.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct Suggests(pub std::sync::Arc<Search>);

/// Suggestions for what is typed; `as_of` is the past day the page shows, if any,
/// so that links keep it. Answers islands only, as the table of routes says.
#[server(prefix = "/islands", endpoint = "suggest", input = GetUrl)]
pub async fn suggest(q: String, as_of: Option<String>) -> Result<Vec<Suggestion>, ServerFnError> {
    // The day is the route's to read: it chooses the board that is searched.
    let _ = as_of;
    let suggests = use_context::<Suggests>()
        .ok_or_else(|| ServerFnError::new("outside the table of routes"))?;
    Ok((suggests.0)(&q))
}
