//! What saves the draft of a report while somebody types it.
#[cfg(feature = "ssr")]
use std::{pin::Pin, sync::Arc};

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The fields of a report as they stand in its form, with what the form carries unseen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedReport {
    pub produced: String,
    #[serde(default)]
    pub volume: String,
    #[serde(default)]
    pub obstacle: String,
    pub document_number: String,
    pub document_day: String,
    pub link: String,
    /// Ids of files, a space apart.
    pub files: String,
    pub version: String,
    pub submission: String,
    pub read: String,
    pub promised: String,
    pub account: String,
}

/// What became of a draft, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftKept {
    pub kept: bool,
    /// When it was saved, or why it was not.
    pub words: String,
}

#[cfg(feature = "ssr")]
type Later = Pin<Box<dyn Future<Output = Result<DraftKept, ServerFnError>> + Send>>;
#[cfg(feature = "ssr")]
type Keep = dyn Fn(String, TypedReport) -> Later + Send + Sync;

/// Saves a draft for one reader. The route puts it beside the call, after the guard has let the
/// reader in.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct KeepsDrafts(pub Arc<Keep>);

/// Saves what is typed as the draft of a milestone's report, as its button does.
#[server(prefix = "/islands", endpoint = "draft")]
pub async fn keep_draft(milestone: String, typed: TypedReport) -> Result<DraftKept, ServerFnError> {
    let keeps = use_context::<KeepsDrafts>()
        .ok_or_else(|| ServerFnError::new("outside the table of routes"))?;
    (keeps.0)(milestone, typed).await
}
