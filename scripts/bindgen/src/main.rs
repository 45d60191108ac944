//! `bindgen WASM OUT`: a module that cargo built, as the `tiendo.js` and
//! `tiendo_bg.wasm` that a browser loads.
//!
//! wasm-bindgen's own command does the same, but takes minutes to compile, and must be
//! kept at the version that is linked into the wasm. As a library of this workspace it
//! cannot be of another: Cargo.lock holds one version for both.
use std::env::args;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let (Some(wasm), Some(out)) = (args().nth(1), args().nth(2)) else {
        anyhow::bail!("usage: bindgen WASM OUT");
    };
    Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(false)
        .out_name("tiendo")
        .generate(out)
}
