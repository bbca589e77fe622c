//! The same texts in other themes and on other paper: nothing overlaps, nothing is lost, the layout settles.

use std::fmt::Write;

use diptych::diagnostic::Severity;
use diptych::{Request, Sources, build};

use super::pdf::pages;
use super::projects::{root, sources};

/// A project whose documents are all of this theme.
fn in_theme(project: &str, theme: &str) -> Sources {
    let mut sources = sources(&root().join("data").join(project));
    let manifest = sources.text("diptych.toml").unwrap();
    let mut changed = String::new();
    for line in manifest.lines().filter(|line| !line.starts_with("theme ")) {
        writeln!(changed, "{line}").unwrap();
        if line.starts_with("template ") {
            writeln!(changed, "theme = \"{theme}\"").unwrap();
        }
    }
    sources.insert("diptych.toml", changed.into_bytes());
    sources
}

/// What fails these editions in this theme, in short.
fn failures(project: &str, theme: &str, only: &[&str]) -> Vec<String> {
    let outcome = build(&in_theme(project, theme), &Request::new().only(only.to_vec()));
    let failing = outcome.findings.iter().filter(|it| it.severity() == Severity::Error);
    failing.map(|it| format!("{theme}: {} {}", it.code.id, it.message)).collect()
}

#[test]
fn the_projects_may_change_their_theme() {
    let review =
        ["summary.zh-en", "summary.en", "evidence.zh", "slides.zh-en", "brief.zh", "leaflet.zh"];
    let bcg = ["summary.zh-en", "plain.en", "slides.en"];
    let mut found = Vec::new();
    for theme in ["clinic", "hospital", "night", "mono"] {
        found.extend(failures("hcc-immunotherapy", theme, &review));
        found.extend(failures("bcg", theme, &bcg));
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Large type leaves no room for two columns of references.
#[test]
fn a_long_list_of_references_stands_in_one_column() {
    let sources = in_theme("hcc-immunotherapy", "clinic");
    let outcome = build(&sources, &Request::new().only(["summary.zh"]));
    assert!(outcome.findings.iter().all(|it| it.code.id != "D0816"), "{:?}", outcome.findings);
    let pages = pages(&outcome.artifacts[0].bytes);
    assert!(
        pages.iter().any(|page| page.contains("HIRAYAMA")),
        "the last reference is not printed"
    );
}
