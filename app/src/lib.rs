//! Tiến Độ: the rules of the campaign (`domain`) and the pages that show them.
#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
pub mod access;
#[cfg(feature = "ssr")]
mod archive_shell;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
pub use domain;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod lang;
#[cfg(feature = "ssr")]
pub mod letter;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod pictures;
#[cfg(feature = "ssr")]
pub mod sheets;
#[cfg(feature = "ssr")]
mod shell;
mod spelling;
#[cfg(feature = "ssr")]
pub mod text;
#[cfg(feature = "ssr")]
pub mod views;

#[cfg(feature = "ssr")]
pub use archive_shell::{ArchiveShell, archive_begins_at};
#[cfg(feature = "ssr")]
pub use components::{menu_paths, up_file};
#[cfg(feature = "ssr")]
pub use pages::{Page, SEARCH_ROWS, has_words, suggestions, table_read};
#[cfg(feature = "ssr")]
pub use shell::shell;
#[cfg(feature = "ssr")]
pub use views::Written;

/// Brings the islands of a page to life; called once by the page's script.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
