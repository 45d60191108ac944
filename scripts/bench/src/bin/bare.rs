//! A bare axum route that answers with a ready file, compressed as pages are:
//! what an answer of that size costs at least. `make bench` measures beside it.
//!
//! cargo run --release -p bench --bin bare -- ADDR FILE
use axum::{Router, http::header, response::Html, routing::get};
use tower_http::compression::CompressionLayer;

// As the server has it.
#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(addr), Some(file)) = (args.next(), args.next()) else {
        return Err("bare ADDR FILE".into());
    };
    let body = axum::body::Bytes::from(std::fs::read(file)?);
    let answer = move || {
        let body = body.clone();
        async move { ([(header::CACHE_CONTROL, "no-store")], Html(body)) }
    };
    let router = Router::new()
        .route("/", get(answer))
        .layer(CompressionLayer::new().quality(tiendo::web::router::COMPRESSION));
    axum::serve(tokio::net::TcpListener::bind(addr).await?, router).await?;
    Ok(())
}
