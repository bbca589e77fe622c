//! The invariants of the architecture: who may import whom, without circles.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::imports::{Imports, Module, circles, imports};
use super::projects::{root, texts_below};

/// The floors of the house, from the ground up; a file imports from its own folder and from below.
const FLOORS: [&[&str]; 12] = [
    &["language"],
    &["data"],
    &["quantity"],
    &["model"],
    &["diagnostic", "picture", "typst_source"],
    &["load", "evaluate", "check", "compose", "typeset"],
    &["export", "press"],
    &["publish"],
    &["schema"],
    &["pipeline", "disk"],
    &["engine"],
    &["cli"],
];

/// Crates and modules of the standard library that stay where they are.
const ENGINES: [(&str, &[&str]); 14] = [
    ("typst", &["typeset", "export"]),
    ("typst_layout", &["typeset", "export"]),
    ("typst_pdf", &["typeset", "export"]),
    ("typst_kit", &["typeset", "export"]),
    ("minijinja", &["evaluate"]),
    ("comrak", &["evaluate"]),
    ("hayro", &["publish"]),
    ("lopdf", &["press"]),
    ("moxcms", &["press"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("std::fs", &["disk"]),
    ("std::env", &["cli"]),
    ("std::time", &["cli"]),
];

#[test]
fn imports_only_go_down_and_never_in_circles() {
    assert_eq!(faults(&sources()), [""; 0]);
}

#[test]
fn a_planted_circle_is_caught() {
    let with = |path: &str, line: &str| {
        let mut files = sources();
        let text = files.get(path).unwrap_or_else(|| panic!("{path} is not there")).clone();
        // Behind the opening comment: what follows the tests of a file is not looked at.
        let opening = text.lines().take_while(|line| line.starts_with("//!")).count();
        let (head, rest): (Vec<_>, Vec<_>) =
            text.lines().enumerate().partition(|(at, _)| *at < opening);
        let join = |part: Vec<(usize, &str)>| -> String {
            part.into_iter().map(|(_, line)| format!("{line}\n")).collect()
        };
        files.insert(path.to_string(), format!("{}{line}{}", join(head), join(rest)));
        faults(&files)
    };
    for (path, line, fault) in [
        // A circle of two files, of which one import is there already.
        ("data/place.rs", "use super::tree::Cell;\n", "circle: data/place, data/tree"),
        // The same, written as a path in the code.
        ("data/place.rs", "fn f() { super::tree::g(); }\n", "circle: data/place, data/tree"),
        // Upwards.
        (
            "model/table.rs",
            "use crate::{check as rules};\nfn f() { rules::accept(); }\n",
            "model/table imports check",
        ),
        // A stage that imports a stage, through a module of its own that is renamed.
        (
            "load/mod.rs",
            "use super::evaluate::{self as next};\nfn f() { next::evaluate(); }\n",
            "load imports evaluate",
        ),
        // Through a re-export of the crate.
        ("model/limits.rs", "use crate::Fonts;\n", "model/limits imports typeset"),
        ("check/mod.rs", "fn f() -> crate::Outcome { todo!() }\n", "check imports pipeline"),
    ] {
        let found = with(path, line);
        assert!(found.iter().any(|it| it.starts_with(fault)), "{path}: {line}{found:#?}");
    }
}

#[test]
fn each_engine_stays_in_its_place() {
    for (path, text) in sources() {
        let folder = path.split('/').next().unwrap_or_default().to_string();
        for (name, places) in ENGINES {
            let knows =
                text.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
                    let words = line.match_indices(name);
                    words.into_iter().any(|(at, _)| {
                        let before = line[..at].chars().next_back();
                        let after = line[at + name.len()..].starts_with("::");
                        after && !before.is_some_and(|c| c.is_alphanumeric() || "_:".contains(c))
                    })
                });
            let allowed =
                places.contains(&folder.as_str()) || path == "main.rs" && name == "std::env";
            assert!(!knows || allowed, "{path} knows {name}");
        }
    }
}

#[test]
fn every_file_opens_with_one_sentence() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{path} does not say what it does");
    }
}

/// What compares texts knows tables, not languages: no Han, no language by name.
#[test]
fn the_comparison_names_no_language() {
    let folders = ["check/text/", "check/texts/", "check/translation/", "check/names/"];
    let of_languages = |line: &str| {
        let code = line.split("//").next().unwrap_or_default();
        let han = code.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
        han || code.contains("Language::Zh") || code.contains("Language::En")
    };
    let files = sources();
    let own = files.iter().filter(|(path, _)| folders.iter().any(|it| path.starts_with(it)));
    for (path, text) in own {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let found = code.lines().find(|line| of_languages(line));
        assert_eq!(found, None, "{path} names a language or has its words");
    }
}

#[test]
fn main_is_short() {
    assert!(sources()["main.rs"].lines().count() <= 20);
}

/// The fuzz targets compile the stages by themselves, so a crate that is added here is added there.
#[test]
fn the_fuzz_targets_have_the_crates_of_the_stages() {
    let (ours, theirs) = (dependencies("Cargo.toml"), dependencies("tests/fuzz/Cargo.toml"));
    let stages = fuzzed_sources(&fuzzed());
    for (name, version) in &ours {
        let path = format!("{}::", name.replace('-', "_"));
        if stages.iter().any(|text| text.contains(&path)) {
            let same = theirs.get(name) == Some(version) || name == "image";
            assert!(same, "tests/fuzz/Cargo.toml: {name} = {version}");
        }
    }
}

/// And so is a folder that the stages import.
#[test]
fn the_fuzz_targets_have_the_folders_of_the_stages() {
    let fuzzed = fuzzed();
    assert!(fuzzed.len() >= 10, "tests/fuzz/src/lib.rs compiles only {fuzzed:?}");
    let texts = fuzzed_sources(&fuzzed);
    for folder in folders() {
        let import = format!("use crate::{folder}::");
        let imported = texts.iter().any(|text| text.contains(&import));
        assert!(!imported || fuzzed.contains(&folder), "tests/fuzz/src/lib.rs: mod {folder}");
    }
}

/// And so is what they embed; the rules of plurals are shared by threads there as here.
#[test]
fn the_fuzz_targets_have_what_the_stages_embed() {
    const EMBEDDED: &str = "include_dir!(\"$CARGO_MANIFEST_DIR/";
    for text in fuzzed_sources(&fuzzed()) {
        for (at, _) in text.match_indices(EMBEDDED) {
            let path = text[at + EMBEDDED.len()..].split('"').next().unwrap_or_default();
            assert!(root().join("tests/fuzz").join(path).is_dir(), "tests/fuzz has no {path}");
        }
    }
    let [ours, theirs] = ["Cargo.toml", "tests/fuzz/Cargo.toml"].map(dependencies);
    assert_eq!(ours.get("icu_provider"), theirs.get("icu_provider"));
}

/// The folders of src that tests/fuzz/src/lib.rs compiles.
fn fuzzed() -> Vec<String> {
    let text = fs::read_to_string(root().join("tests/fuzz/src/lib.rs")).unwrap();
    let modules = text.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    modules.map(str::to_string).collect()
}

fn fuzzed_sources(fuzzed: &[String]) -> Vec<String> {
    let within = |path: &str| {
        fuzzed.iter().any(|folder| path.starts_with(&format!("{folder}/")))
            && !path.contains("tests")
    };
    sources().into_iter().filter(|(path, _)| within(path)).map(|(_, text)| text).collect()
}

/// Every folder of src.
fn folders() -> BTreeSet<String> {
    let paths = sources().into_keys();
    paths.filter_map(|path| Some(path.split_once('/')?.0.to_string())).collect()
}

fn dependencies(manifest: &str) -> BTreeMap<String, toml::Value> {
    let text = fs::read_to_string(root().join(manifest)).unwrap();
    let manifest: toml::Table = text.parse().unwrap();
    let listed = manifest["dependencies"].as_table().unwrap();
    listed.iter().map(|(name, version)| (name.clone(), version.clone())).collect()
}

/// What breaks the rules, in words.
fn faults(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut files = files.clone();
    files.remove("main.rs");
    let imports = imports(&files);
    let mut faults: Vec<String> = circles(&imports)
        .iter()
        .map(|circle| {
            format!("circle: {}", circle.iter().map(named).collect::<Vec<_>>().join(", "))
        })
        .collect();
    faults.extend(upward(&imports));
    faults
}

/// Imports from the same floor or from above; the root re-exports what it likes.
fn upward(imports: &Imports) -> Vec<String> {
    let mut faults = Vec::new();
    for (from, all) in imports.iter().filter(|(from, _)| !from.is_empty()) {
        for (to, names) in all {
            let same = from.first() == to.first();
            if !same && floor(to) >= floor(from) {
                faults.push(format!("{} imports {}: {names:?}", named(from), named(to)));
            }
        }
    }
    faults
}

fn floor(module: &Module) -> usize {
    let Some(folder) = module.first() else { return FLOORS.len() };
    let at = FLOORS.iter().position(|floor| floor.contains(&folder.as_str()));
    at.unwrap_or_else(|| panic!("{folder} stands on no floor"))
}

fn named(module: &Module) -> String {
    if module.is_empty() { "lib".to_string() } else { module.join("/") }
}

/// Every file of `src`, by its path below it.
fn sources() -> BTreeMap<String, String> {
    let files = texts_below(&root().join("src"), "", &[".rs"]);
    assert!(files.len() > 150, "the scan found too little to prove anything");
    files
}
