//! The invariants of the architecture: who may know whom.

use std::fs;
use std::path::{Path, PathBuf};

use super::projects::root;

const STAGES: [&str; 6] = ["load", "merge", "check", "typeset", "export", "disk"];

#[test]
fn stages_do_not_import_each_other() {
    for (path, text) in files() {
        let Some(own) = STAGES.into_iter().find(|stage| path.contains(&format!("src/{stage}/")))
        else {
            continue;
        };
        for other in STAGES.into_iter().filter(|other| *other != own) {
            // Encoders read the pages that `typeset` lays out.
            if (own, other) == ("export", "typeset") {
                continue;
            }
            assert!(!text.contains(&format!("crate::{other}")), "{path} knows {other}");
        }
    }
}

#[test]
fn each_engine_stays_in_its_place() {
    let allowed: [(&str, &[&str]); 8] = [
        ("typst::", &["src/typeset/", "src/export/"]),
        ("typst_", &["src/typeset/", "src/export/"]),
        ("minijinja", &["src/merge/"]),
        ("comrak", &["src/merge/"]),
        ("std::fs", &["src/disk/"]),
        ("clap", &["src/cli/"]),
        ("std::env", &["src/cli/", "src/main.rs"]),
        ("std::time", &["src/cli/"]),
    ];
    for (path, text) in files() {
        for (name, places) in allowed {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let knows = code.into_iter().any(|line| {
                line.contains(name)
                    && !line.contains("emit_typst")
                    && !line.contains("fn typst_")
                    && !line.contains("typst_sources")
            });
            assert!(
                !knows || places.iter().any(|place| path.contains(place)),
                "{path} knows {name}"
            );
        }
    }
}

#[test]
fn the_model_and_the_diagnostics_know_no_stage() {
    for (path, text) in files().into_iter().filter(|(path, _)| path.contains("src/model/")) {
        for stage in STAGES.into_iter().chain(["cli", "diagnostic"]) {
            assert!(!text.contains(&format!("crate::{stage}")), "{path} knows {stage}");
        }
    }
}

#[test]
fn every_file_opens_with_one_sentence() {
    for (path, text) in files() {
        let opening = if path.ends_with(".rs") { "//! " } else { "# " };
        assert!(text.starts_with(opening), "{path} does not say what it does");
    }
}

#[test]
fn main_is_short() {
    let text = fs::read_to_string(root().join("src/main.rs")).unwrap();
    assert!(text.lines().count() <= 20);
}

fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    assert!(files.len() > 40, "the scan found too little to prove anything");
    files
}

fn walk(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        match path.is_dir() {
            true => walk(&path, files),
            false => files.push((path.display().to_string(), fs::read_to_string(&path).unwrap())),
        }
    }
}
