use std::process::ExitCode;

use clap::Parser;

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
