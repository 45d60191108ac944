//! The server's log, on standard error. A line that cannot be written is counted, and no
//! request ends for it.
use std::{
    io::{self, IsTerminal, Write},
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

use tracing_subscriber::EnvFilter;

static LOST: AtomicU64 = AtomicU64::new(0);

/// Lines that could not be written, since the start.
pub fn lost() -> u64 {
    LOST.load(Relaxed)
}

/// Begins to log what `RUST_LOG` asks for.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        // It would complain where it could not write either.
        .log_internal_errors(false)
        .with_writer(|| Lines)
        .init();
}

struct Lines;

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if io::stderr().write_all(line).is_err() {
            LOST.fetch_add(1, Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
