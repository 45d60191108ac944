//! docs/rules.md is the law. What the tree names of it stands there, and what it names of the
//! tree is there, so that neither goes on without the other.
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Folders that hold nothing anybody wrote here.
const NOT_OURS: [&str; 6] = [
    ".git",
    "target",
    "data",
    "node_modules",
    "test-results",
    "playwright-report",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every text of the repository, with its path.
fn texts() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if NOT_OURS.contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                found.push((path, text));
            }
        }
    }
    found
}

fn law() -> String {
    fs::read_to_string(root().join("docs/rules.md")).unwrap()
}

/// The numbers of the rules a text names: "rule 4", "Rule 4", `rule_4_…`, `rules_3_…`.
fn rules_named(text: &str) -> BTreeSet<u32> {
    text.to_lowercase()
        .split("rule")
        .skip(1)
        .filter_map(|rest| {
            let rest = rest.strip_prefix('s').unwrap_or(rest);
            let digits = rest.strip_prefix([' ', '_'])?;
            let end = digits.find(|c: char| !c.is_ascii_digit());
            digits[..end.unwrap_or(digits.len())].parse().ok()
        })
        .collect()
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_rules_named_in_code_stand_in_the_docs() {
    let law = law();
    let headings = law.lines().filter(|line| line.starts_with("### Rule "));
    let standing: BTreeSet<u32> = headings.flat_map(rules_named).collect();
    assert_eq!(standing, (1..=12).collect(), "headings of docs/rules.md");
    // The name this law had outside the repository; put together, so as not to stand here.
    let outside = concat!("product", ".md");
    let texts = texts();
    assert!(texts.len() > 300, "found {} files only", texts.len());
    for (path, text) in texts {
        let path = path.display();
        assert!(!text.contains(outside), "{path} leads out of the tree");
        for rule in rules_named(&text) {
            assert!(standing.contains(&rule), "{path} names rule {rule}");
        }
    }
}

#[test]
fn what_the_docs_name_stands_in_the_tree() {
    let law = law();
    let recipes = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let texts = texts();
    let sources: Vec<&str> = texts
        .iter()
        .filter(|(path, _)| path.extension().is_some_and(|end| end == "rs"))
        .map(|(_, text)| text.as_str())
        .collect();
    // `x` stands for any name in the recipes.
    let ours =
        |name: &&str| name.contains('/') && !name.contains([' ', '{']) && !name.contains("/x.");
    let folders = ["app/", "server/", "migrations/", "style/", "end2end/"];
    for file in quoted(&law).chain(quoted(&recipes)).filter(ours) {
        if folders.iter().any(|folder| file.starts_with(folder)) {
            assert!(root().join(file).exists(), "no file {file}");
        }
    }
    for test in quoted(&law).chain(quoted(&recipes)).filter(is_test) {
        let head = format!("fn {test}(");
        let told = sources.iter().any(|text| text.contains(&head));
        assert!(told, "no test {test}");
    }
}

/// Names of tests are sentences; no other name is as long.
fn is_test(name: &&str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.matches('_').count() >= 3 && name.chars().all(plain)
}
