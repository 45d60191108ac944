//! The site is compiled in: cargo must look at its folder, which a fresh clone has not.
use std::{fs, path::Path};

const SITE: &str = "../target/site";

fn main() {
    println!("cargo::rerun-if-changed={SITE}");
    // Without a folder to look at, cargo would run this again each time.
    if let Err(error) = fs::create_dir_all(SITE) {
        println!("cargo::warning={SITE}: {error}");
    }
    if !Path::new(SITE).join("pkg").exists() {
        println!(
            "cargo::warning=no site to put inside, so `tiendo serve` will refuse to start; `make site` builds it"
        );
    }
}
