//! Writes the manual pages into a folder: `tiendo(1)`, and one for each command.
use std::{env, io};

use clap::CommandFactory;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    clap_mangen::generate_to(tiendo::cli::Cli::command(), folder)
}
