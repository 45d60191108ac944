//! The program: the server of the library with the site inside, and its allocator.
use std::process::ExitCode;

use include_dir::{Dir, include_dir};
use tiendo::{cli, web::assets::Site};

/// A replay of the past makes millions of small pieces; this allocator gives their
/// memory back to the system (settings: `.cargo/config.toml`).
#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// What `make site` leaves, ready compressed. Empty where it was not run before.
static SITE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../target/site");

#[tokio::main]
async fn main() -> ExitCode {
    let site = Site::new(|name| SITE.get_file(name).map(|file| file.contents().into()));
    let cli = match cli::parse() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    match cli::run(cli, site).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("tiendo: {error}");
            ExitCode::FAILURE
        }
    }
}
