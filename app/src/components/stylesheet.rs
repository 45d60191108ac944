//! The stylesheet by its hashed name, so that it may be kept for a year.
use std::sync::OnceLock;

use leptos::config::LeptosOptions;

/// The address of the stylesheet. The file of hashes lies beside the program
/// and is read once: a new build is a new process.
pub fn stylesheet(options: &LeptosOptions) -> String {
    static HASH: OnceLock<Option<String>> = OnceLock::new();
    let hash = HASH.get_or_init(|| options.hash_files.then(|| read_hash(options)).flatten());
    let name = match hash {
        Some(hash) => format!("{}.{hash}.css", options.output_name),
        None => format!("{}.css", options.output_name),
    };
    format!("/{}/{name}", options.site_pkg_dir)
}

fn read_hash(options: &LeptosOptions) -> Option<String> {
    let beside = std::env::current_exe().ok()?;
    let path = beside.parent()?.join(options.hash_file.as_ref());
    hash_of("css", &std::fs::read_to_string(path).ok()?)
}

/// The hash of a kind of file, from lines like `css: K3fj0`.
fn hash_of(kind: &str, hashes: &str) -> Option<String> {
    hashes
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.trim() == kind)
        .map(|(_, hash)| hash.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_the_stylesheet_is_found() {
        let hashes = "js: abc\nwasm: def\ncss: K3fj0\n";
        assert_eq!(hash_of("css", hashes).as_deref(), Some("K3fj0"));
        assert_eq!(hash_of("css", "js: abc"), None);
    }
}
