//! What writing the same document costs by `web::render` and by `leptos_axum`'s own
//! handler: microseconds of CPU a page, in turns, and the ratio.
//!
//! cargo run --release -p bench --bin writing
use std::time::Instant;

use app::{
    Page,
    domain::parse_day,
    lang::{Lang, Theme},
    shell,
    views::{Frame, SearchPage},
};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
};
use leptos::config::LeptosOptions;
use tiendo::web::render;

#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const PAGES: u32 = 1000;
/// Bytes of the overview, about.
const CONTENT: usize = 100_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    any_spawner::Executor::init_tokio()?;
    // One thread: its time is the CPU's.
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(async {
        let frame = frame();
        // A search for a long word is a page of its length.
        let page = Page::Search(Box::new(SearchPage {
            text: "x".repeat(CONTENT),
            ..SearchPage::default()
        }));
        let written = std::sync::Arc::new(render::write(&frame, page));
        let options = LeptosOptions::builder().output_name("tiendo").build();
        let ours = {
            let (frame, written, options) = (frame.clone(), written.clone(), options.clone());
            move || render::document(&frame, options.clone(), &written).0.len()
        };
        let theirs = leptos_axum::render_app_async_with_context(|| (), {
            let (frame, written, options) = (frame.clone(), written.clone(), options.clone());
            move || shell(&frame, options.clone(), &written)
        });
        for _ in 0..5 {
            let begin = Instant::now();
            let mut bytes = 0;
            for _ in 0..PAGES {
                bytes = ours();
            }
            let own = begin.elapsed() / PAGES;
            let begin = Instant::now();
            for _ in 0..PAGES {
                let answer = theirs(Request::builder().uri("/").body(Body::empty())?).await;
                bytes = to_bytes(answer.into_body(), usize::MAX).await?.len();
            }
            let leptos = begin.elapsed() / PAGES;
            println!(
                "web::render {} us, leptos_axum {} us, {:.2} x, {bytes} bytes",
                own.as_micros(),
                leptos.as_micros(),
                leptos.as_secs_f64() / own.as_secs_f64()
            );
        }
        Ok(())
    })
}

fn frame() -> Frame {
    Frame {
        lang: Lang::Vi,
        theme: Theme::System,
        campaign: None,
        has_databases: true,
        today: parse_day("2026-11-22").unwrap_or_default(),
        as_of: None,
        closed: None,
        time: String::new(),
        reader: None,
        path: "/".to_owned(),
        query: Vec::new(),
        wall: false,
        turns: None,
        notice: None,
        notice_of: None,
        notice_with: 0,
        request_id: String::new(),
        why: None,
        named_days: Default::default(),
        kept: None,
        following: None,
    }
}
