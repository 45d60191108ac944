//! The whole document around a page.
use leptos::{config::LeptosOptions, prelude::*};

use crate::{Page, views::Frame};

/// The document of a page, ready to send.
pub fn shell(frame: Frame, options: LeptosOptions, page: Page) -> impl IntoView {
    let lang = frame.lang.code();
    let _ = options;
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            <head>
                <meta charset="utf-8"/>
                <title>"Tiến Độ"</title>
            </head>
            <body>{page.body(&frame)}</body>
        </html>
    }
}
