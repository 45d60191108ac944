use std::process::ExitCode;

use clap::Parser;

/// A page is many small strings: this takes a fifth less time over them than the
/// system's allocator, and gives memory back after a burst.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
