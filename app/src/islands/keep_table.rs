//! What the table of measurements is told while somebody types into it: how each row reads, and
//! that its draft is saved.
#[cfg(feature = "ssr")]
use std::{pin::Pin, sync::Arc};

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::DraftKept;

/// The fields of the table as they stand in its form, with what the form carries unseen.
pub type TypedTable = BTreeMap<String, String>;

/// The table as it was understood, in the reader's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRead {
    pub rows: Vec<RowRead>,
    /// How many rows are filled in, how many wrong and how many empty.
    pub counts: String,
    /// What the button says that sends the table.
    pub send: String,
}

/// One row as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowRead {
    /// The indicator.
    pub code: String,
    /// What stands beside the cells, as HTML: how they read, or what is wrong.
    pub reads: String,
    /// How far it is from the value before.
    pub change: String,
    /// The cells that are wrong, by what their names begin with.
    pub wrong: Vec<String>,
    /// One of two cells is still empty: no mistake while somebody is at it.
    pub unfinished: bool,
    /// It falls where it never does, and its reason is asked for.
    pub falls: bool,
}

#[cfg(feature = "ssr")]
type Later<T> = Pin<Box<dyn Future<Output = Result<T, ServerFnError>> + Send>>;
#[cfg(feature = "ssr")]
type Keep = dyn Fn(TypedTable) -> Later<DraftKept> + Send + Sync;
#[cfg(feature = "ssr")]
type Read = dyn Fn(TypedTable) -> Later<TableRead> + Send + Sync;

/// Saves the draft of a table for one reader. The route puts it beside the call, after the guard
/// has let the reader in.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct KeepsTables(pub Arc<Keep>);

/// Reads a table for one reader.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct ReadsTables(pub Arc<Read>);

/// Saves what is typed as the draft of the table, as its button does.
#[server(prefix = "/islands", endpoint = "measure/draft")]
pub async fn keep_table(fields: TypedTable) -> Result<DraftKept, ServerFnError> {
    let keeps = use_context::<KeepsTables>()
        .ok_or_else(|| ServerFnError::new("outside the table of routes"))?;
    (keeps.0)(fields).await
}

/// Tells how what is typed reads. Nothing is written.
#[server(prefix = "/islands", endpoint = "measure/read")]
pub async fn read_table(fields: TypedTable) -> Result<TableRead, ServerFnError> {
    let reads = use_context::<ReadsTables>()
        .ok_or_else(|| ServerFnError::new("outside the table of routes"))?;
    (reads.0)(fields).await
}
