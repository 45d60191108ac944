//! New migrations are compiled in: cargo must look at their folder.
fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
