use std::process::ExitCode;

use clap::Parser;

/// A replay of the past makes millions of small pieces; this allocator gives their
/// memory back to the system (settings: `.cargo/config.toml`).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match tiendo::cli::run(tiendo::cli::Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("tiendo: {error}");
            ExitCode::FAILURE
        }
    }
}
