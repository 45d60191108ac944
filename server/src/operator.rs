//! Who sits at the command line.

/// The operating system's user and, behind `sudo`, who became it: `os:tiendo sudo:an`.
pub fn operator() -> String {
    let user = format!("os:{}", whoami::username());
    match std::env::var("SUDO_USER") {
        Ok(before) if !before.is_empty() => format!("{user} sudo:{before}"),
        _ => user,
    }
}
