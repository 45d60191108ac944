//! The rows of a list on a phone.
use leptos::{nonce::use_nonce, prelude::*};

use crate::views::Written;

/// Rows under the screen are drawn a few at a time once the page stands, so that a picture or a copy
/// of the page holds all of them. Without the script each is drawn when it is scrolled to.
const SCRIPT: &str = include_str!("rows.js");

pub fn row_script(page: &Written) -> Option<AnyView> {
    page.has_rows
        .then(|| view! { <script nonce=use_nonce() inner_html=SCRIPT></script> }.into_any())
}

/// The tables whose rows wait to be drawn, by class.
const WAIT: [&str; 2] = ["list", "databases"];

/// Whether a page has a table whose rows wait to be drawn.
pub fn has_rows(content: &str) -> bool {
    let mut tables = content.split("<table ").skip(1);
    tables.any(|table| {
        let tag = table.split('>').next().unwrap_or_default();
        let classes = tag.split("class=\"").nth(1).unwrap_or_default();
        let classes = classes.split('"').next().unwrap_or_default();
        classes.split(' ').any(|it| WAIT.contains(&it))
    })
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, WAIT, has_rows};

    /// Whose rows wait by the style is drawn by the script, and the script is sent for it.
    #[test]
    fn style_script_and_page_know_the_same_tables() {
        let style = include_str!("../../../style/databases.css");
        let [list, databases] = WAIT;
        let waits = format!(":is(table.{databases}, table.{list}) tbody tr:not(.drawn) {{");
        assert_eq!(style.matches(":not(.drawn)").count(), 1);
        assert!(style.contains(&format!("{waits} content-visibility: auto;")));
        assert!(SCRIPT.contains(&format!(":is(table.{list}, table.{databases}) tbody tr")));
    }

    #[test]
    fn lists_have_rows_that_wait_and_other_tables_have_none() {
        for (content, waits) in [
            (r#"<table class="unit-table list"><tbody>"#, true),
            (r#"<p></p><table data-by="3" class="databases">"#, true),
            (r#"<table data-by="3"><tr class="list">"#, false),
            (r#"<table class="of-databases">"#, false),
            (r#"<table><tr><td class="list">"#, false),
            (r#"<a class="fig list">"#, false),
        ] {
            assert_eq!(has_rows(content), waits, "{content}");
        }
    }
}
