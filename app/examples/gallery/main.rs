//! Renders every page with invented data into `target/gallery/*.html`, to look
//! at without a server: `cargo run -p app --features ssr --example gallery`.
mod facts;
mod views;

use std::{fs, io, path::Path, sync::Arc};

use app::{Page, shell, text::Lang, views::Frame};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

fn main() -> io::Result<()> {
    let out = Path::new("target/gallery");
    fs::create_dir_all(out)?;
    let options = LeptosOptions::builder().output_name("tiendo").build();
    for (name, frame, page) in views::all() {
        let html = render(frame, options.clone(), page);
        fs::write(out.join(format!("{name}.html")), html)?;
    }
    let mut english = facts::frame("/");
    english.lang = Lang::En;
    let page = views::overview(facts::Shape::Behind);
    let html = render(english, options, page);
    fs::write(out.join("overview-en.html"), html)
}

fn render(frame: Frame, options: LeptosOptions, page: Page) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    owner
        .with(|| shell(frame, options, page).to_html())
        .replace("/pkg/tiendo.css", "../../style/main.css")
}
