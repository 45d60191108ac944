//! The files of a crate use each other in one direction: what uses a file is used by none that
//! the file uses.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The names that lead to a file, from the crate on: `web/work/draft.rs` is `["web", "work",
/// "draft"]`, as `web/work/draft/mod.rs` would be.
type Module = Vec<String>;

/// A file as its imports see it.
#[derive(Debug, Default)]
struct File {
    /// What it declares itself.
    names: BTreeSet<String>,
    /// Every path that a `use` in it names.
    uses: Vec<Use>,
}

#[derive(Debug)]
struct Use {
    path: Vec<String>,
    /// It hands the name on.
    public: bool,
}

/// The files of a crate; another crate may stand in a folder of its own among them.
fn files(src: &Path, folder: &[String], other: &str, all: &mut BTreeMap<Module, File>) {
    for entry in fs::read_dir(src).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let module: Module = folder.iter().cloned().chain([name.clone()]).collect();
        if path.is_dir() {
            if name != other && name != "tests" {
                files(&path, &module, other, all);
            }
        } else if path.extension().is_some_and(|it| it == "rs") && name != "tests" {
            let module = if ["mod", "lib"].contains(&name.as_str()) {
                folder.to_vec()
            } else {
                module
            };
            all.insert(module, read(&fs::read_to_string(&path).unwrap()));
        }
    }
}

fn read(text: &str) -> File {
    let before_tests = text.lines().take_while(|line| *line != "mod tests {");
    let lines = before_tests.map(|line| line.split("//").next().unwrap());
    let text = lines.collect::<Vec<_>>().join("\n");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let declares = [
        "fn",
        "struct",
        "enum",
        "trait",
        "type",
        "const",
        "static",
        "macro_rules",
    ];
    let names = words.windows(2).filter(|two| declares.contains(&two[0]));
    let mut file = File {
        names: names.map(|two| two[1].to_owned()).collect(),
        uses: Vec::new(),
    };
    for statement in text.split(';') {
        let statement = statement.trim_start_matches(['}', '\n', ' ']);
        let Some((before, named)) = statement.split_once("use ") else {
            continue;
        };
        // What stands before it is `pub` or nothing; attributes stand on lines of their own.
        let before = before.lines().last().unwrap_or_default().trim();
        if before.is_empty() || before.starts_with("pub") {
            let public = before.starts_with("pub");
            let named = named.split_whitespace().collect::<Vec<_>>().join(" ");
            for path in paths(&named) {
                file.uses.push(Use { path, public });
            }
        }
    }
    file
}

/// The paths of one `use`, its braces taken apart.
fn paths(named: &str) -> Vec<Vec<String>> {
    let mut depth = 0;
    let parts = named.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let mut all = Vec::new();
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let steps = |path: &str| -> Vec<String> {
            let path = path.split(" as ").next().unwrap();
            let steps = path.split("::").map(str::trim);
            steps
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect()
        };
        match part.split_once('{') {
            Some((before, within)) => {
                let within = within.strip_suffix('}').unwrap();
                for path in paths(within) {
                    all.push(steps(before).into_iter().chain(path).collect());
                }
            }
            None => all.push(steps(part)),
        }
    }
    all
}

/// A path from the crate on; `None` where it leads out of it.
fn whole(module: &Module, path: &[String], all: &BTreeMap<Module, File>) -> Option<Vec<String>> {
    let mut from = module.clone();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => (from, rest) = (Vec::new(), &path[1..]),
        "self" => rest = &path[1..],
        "super" => {
            while rest.first().is_some_and(|step| step == "super") {
                from.pop();
                rest = &rest[1..];
            }
        }
        first => {
            let child: Module = module.iter().cloned().chain([first.to_owned()]).collect();
            all.get(&child)?;
        }
    }
    Some(from.into_iter().chain(rest.iter().cloned()).collect())
}

/// The file that declares what a path names, through all that hand it on.
fn declares(path: &[String], all: &BTreeMap<Module, File>, depth: usize) -> Option<Module> {
    let ends = (0..=path.len()).rev();
    let end = ends
        .into_iter()
        .find(|end| all.contains_key(&path[..*end]))?;
    let (module, rest) = path.split_at(end);
    let module = module.to_vec();
    let Some(name) = rest.first().filter(|name| *name != "*" && *name != "self") else {
        return Some(module);
    };
    let file = &all[&module];
    if file.names.contains(name) || depth == 0 {
        return Some(module);
    }
    let handed_on = file.uses.iter().filter(|it| it.public).filter_map(|it| {
        let path = whole(&module, &it.path, all)?;
        let (last, before) = path.split_last()?;
        (last == name || last == "*").then(|| [before, rest].concat())
    });
    let mut found = handed_on.filter_map(|path| declares(&path, all, depth - 1));
    let by_name = found.find(|it| all[it].names.contains(name) || it.last() == Some(name));
    by_name.or(Some(module))
}

/// What each file uses; a file may use what stands in the `mod.rs` above it.
fn arrows(all: &BTreeMap<Module, File>) -> BTreeMap<&Module, BTreeSet<Module>> {
    let of = |(module, file): (&Module, &File)| {
        let used = file.uses.iter().filter_map(|it| {
            let path = whole(module, &it.path, all)?;
            let own = path.starts_with(module) && it.public;
            let used = declares(&path, all, 4).filter(|_| !own)?;
            (!module.starts_with(&used)).then_some(used)
        });
        used.collect::<BTreeSet<Module>>()
    };
    all.iter().map(|it| (it.0, of(it))).collect()
}

/// Files one after another, each used by the one before, that lead back to the first.
fn circle(arrows: &BTreeMap<&Module, BTreeSet<Module>>) -> Option<Vec<String>> {
    fn walk<'a>(
        from: &'a Module,
        arrows: &'a BTreeMap<&Module, BTreeSet<Module>>,
        way: &mut Vec<&'a Module>,
        done: &mut BTreeSet<&'a Module>,
    ) -> bool {
        if let Some(at) = way.iter().position(|it| *it == from) {
            way.drain(..at);
            return true;
        }
        way.push(from);
        if !done.contains(from) && arrows[from].iter().any(|to| walk(to, arrows, way, done)) {
            return true;
        }
        way.pop();
        done.insert(from);
        false
    }
    let (mut way, mut done) = (Vec::new(), BTreeSet::new());
    let found = arrows
        .keys()
        .any(|from| walk(from, arrows, &mut way, &mut done));
    found.then(|| way.iter().map(|module| module.join("/")).collect())
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    for (src, other) in [
        ("../app/src/domain", "examples"),
        ("../app/src", "domain"),
        ("src", ""),
    ] {
        let mut all = BTreeMap::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(src);
        files(&folder, &[], other, &mut all);
        let arrows = arrows(&all);
        let number: usize = arrows.values().map(BTreeSet::len).sum();
        assert!(number > all.len() / 2, "{src}: {number} imports were found");
        assert_eq!(circle(&arrows), None, "{src}");
    }
}
